//! Rows of a draft that go, move and are copied; ranges of its cells that are cleared and pasted, all or nothing.

use super::list::List;
use super::now::Now;
use super::section::Section;
use crate::command::{Context, Effect};
use crate::domain::change::Change;
use crate::domain::field::Field;
use crate::domain::instrument::{Instrument, MAX_QUESTIONS, Question};
use crate::domain::instrument_edit::{self as draft, Cell, OfQuestion, Place, put, text};
use crate::domain::kind::Kind;
use crate::domain::share::Share;
use crate::domain::text::clean;
use crate::domain::tsv;
use crate::domain::value::Value;
use crate::panes::sheet::capital;
use crate::widgets::grid::{GridState, Source};

fn place(section: Section, row: usize) -> Option<Place> {
    match section {
        Section::Questions => Some(Place::Question(row)),
        Section::Areas => Some(Place::Area(row)),
        Section::Answers => Some(Place::Option(row)),
        _ => None,
    }
}

/// What a row is called: "question FC.IB2".
fn called(whole: &Instrument, place: Place) -> String {
    match place {
        Place::Question(at) => format!("question {}", whole.questions.get(at).map_or("", |q| q.code.as_str())),
        Place::Area(at) => format!("area {}", whole.areas.get(at).map_or("", |a| a.code.as_str())),
        Place::Option(at) => format!("answer {}", whole.options.get(at).map_or("", |o| o.code.as_str())),
    }
}

/// Takes the cursor's row out of the draft, after asking.
pub(super) fn delete(now: &Now, section: Section, row: usize, cx: &Context) -> Vec<Effect> {
    let Some(place) = place(section, row) else { return vec![Effect::Refuse("These lines stay; clear what stands in them".to_owned())] };
    let mut new = (*now.instrument).clone();
    if let Err(why) = draft::delete(&mut new, place) {
        return vec![Effect::Refuse(why)];
    }
    let called = called(&now.instrument, place);
    let chain = match (place, &now.before) {
        (Place::Question(at), Some(before)) => match now.instrument.questions.get(at).and_then(|q| q.continues.as_ref()) {
            Some(code) => format!(" The chain of {code} then ends with version {}.", before.version),
            None => String::new(),
        },
        _ => String::new(),
    };
    match now.change(&new, format!("{called} deleted from version {}", new.version), cx) {
        Ok(change) => {
            let question = format!("Delete {called} from version {}?{chain} Ctrl-Z brings it back.", new.version);
            vec![Effect::Confirm { question, change }]
        }
        Err(why) => vec![Effect::Refuse(why)],
    }
}

/// Moves the cursor's row one place; answers where it stands then.
pub(super) fn shift(now: &Now, section: Section, row: usize, up: bool, cx: &Context) -> (Vec<Effect>, usize) {
    let mut new = (*now.instrument).clone();
    let Some((place, to)) = place(section, row).and_then(|place| Some((place, draft::shift(&mut new, place, up)?))) else {
        return (Vec::new(), row);
    };
    let words = format!("{} moved {}", called(&now.instrument, place), if up { "up" } else { "down" });
    (now.write(&new, words, cx), to)
}

/// Copies the cursor's question; answers where the copy stands.
pub(super) fn copy(now: &Now, section: Section, row: usize, cx: &Context) -> (Vec<Effect>, usize) {
    let mut new = (*now.instrument).clone();
    let Some(to) = (section == Section::Questions).then(|| draft::copy_question(&mut new, row)).flatten() else {
        return (vec![Effect::Refuse("Only questions are copied; Insert adds a new row".to_owned())], row);
    };
    let words = format!("question {} copied as {}", now.instrument.questions[row].code, new.questions[to].code);
    (now.write(&new, words, cx), to)
}

/// Takes a whole draft away: it is as if it had never been begun.
pub(super) fn delete_version(now: &Now, cx: &Context) -> Vec<Effect> {
    let whole = &now.instrument;
    if !now.is_draft() {
        return vec![Effect::Refuse(now.fixed())];
    }
    if let Some(after) = &now.after {
        return vec![Effect::Refuse(format!("Version {} follows this one, so it stays", after.version))];
    }
    let words = format!("version {} of {} deleted", whole.version, whole.title);
    let mut change = Change::new(words, cx.book.seen);
    for field in [Field::Code, Field::Version, Field::Title, Field::Definition] {
        change.set(now.id, Kind::Instrument, field, Value::None);
    }
    let question = format!(
        "Delete version {} of {}, a draft of {} questions? Nothing uses it. Ctrl-Z brings it back.",
        whole.version,
        whole.title,
        whole.questions.len()
    );
    vec![Effect::Confirm { question, change }]
}

/// Empties the selected cells that can be empty.
pub(super) fn clear(list: &List, grid: &GridState, cx: &Context) -> Vec<Effect> {
    let range = grid.range();
    let columns = grid.selected_columns(list.columns().len());
    let rows = range.top..(range.bottom + 1).min(list.rows());
    let cells: Vec<Cell> = rows.flat_map(|row| columns.iter().filter_map(move |column| list.section.cell(row, *column))).collect();
    let mut new = (*list.now.instrument).clone();
    let mut cleared = Vec::new();
    for cell in cells {
        if !text(&new, cell).is_empty() {
            if let Err(why) = put(&mut new, cell, "") {
                return vec![Effect::Refuse(capital(&why))];
            }
            cleared.push(cell);
        }
    }
    let words = match cleared.as_slice() {
        [] => return Vec::new(),
        [one] => format!("{} cleared", one.called(&list.now.instrument)),
        cells => format!("{} cells cleared", cells.len()),
    };
    list.now.write(&new, words, cx)
}

/// Puts a range of cells in, from the cursor on; one cell fills the whole selection. Lines beyond the last question make new
/// ones. All or nothing.
pub(super) fn paste(list: &List, grid: &GridState, pasted: &str, cx: &Context) -> Vec<Effect> {
    let refuse = |why: String| vec![Effect::Refuse(format!("Nothing was pasted. {}", capital(&why)))];
    if !list.now.is_draft() {
        return refuse(list.now.fixed());
    }
    let lines = tsv::parse_tsv(pasted);
    if lines.len() > MAX_QUESTIONS {
        return refuse(format!("these are {} lines, and an instrument has {MAX_QUESTIONS} questions at most", lines.len()));
    }
    let mut new = (*list.now.instrument).clone();
    let mut done = Done::default();
    let range = grid.range();
    let columns = list.columns().len();
    let result = if let ([line], true) = (lines.as_slice(), range.top != range.bottom || range.left != range.right)
        && let [only] = line.as_slice()
    {
        let rows = range.top..(range.bottom + 1).min(list.rows());
        let cells = rows.flat_map(|row| grid.selected_columns(columns).into_iter().map(move |column| (row, column)));
        cells.collect::<Vec<_>>().into_iter().try_for_each(|(row, column)| done.put(list, &mut new, row, column, only))
    } else {
        let shown = grid.shown(columns);
        let from = shown.iter().position(|column| *column == range.left).unwrap_or(0);
        lines.iter().zip(range.top..).try_for_each(|(line, row)| {
            done.row(list, &mut new, row, &shown[from..])?;
            line.iter().zip(&shown[from..]).try_for_each(|(typed, column)| done.put(list, &mut new, row, *column, typed))
        })
    };
    if let Err(why) = result {
        return refuse(why);
    }
    if new == *list.now.instrument {
        return vec![Effect::Say("Nothing was changed: the cells say this already".to_owned())];
    }
    match list.now.change(&new, done.words(list), cx) {
        Ok(change) => vec![Effect::Write(change)],
        Err(why) => refuse(why),
    }
}

/// What a paste has done so far.
#[derive(Default)]
struct Done {
    cells: usize,
    last: Option<Cell>,
    added: usize,
    removed: usize,
}

impl Done {
    /// Makes a question of a line beyond the last one, if its code comes too.
    fn row(&mut self, list: &List, new: &mut Instrument, row: usize, columns: &[usize]) -> Result<(), String> {
        if row < list.rows() + self.added {
            return Ok(());
        }
        if list.section != Section::Questions || columns.first() != Some(&0) {
            return Err("it has more lines than there are rows; new questions need the first column too, other rows are added with Insert"
                .to_owned());
        }
        let like = new.questions.last();
        let question = Question { area: like.map_or(0, |q| q.area), goal: like.map_or(Share::ONE, |q| q.goal), ..Question::default() };
        draft::add_question(new, None, question);
        self.added += 1;
        Ok(())
    }

    fn put(&mut self, list: &List, new: &mut Instrument, row: usize, column: usize, typed: &str) -> Result<(), String> {
        use crate::panes::sheet::Table;
        let Some(cell) = list.section.cell(row, column) else {
            // What is only read may stand in what was copied, as long as it says the same.
            let same = typed.trim().is_empty() || (row < list.rows() && list.cell(row, column).text.trim() == typed.trim());
            return if same { Ok(()) } else { Err(list.fixed(row, column)) };
        };
        let (typed, removed) = clean(typed.trim());
        if text(new, cell) == typed {
            return Ok(());
        }
        put(new, cell, &typed).map_err(|why| {
            let code = matches!(cell, Cell::Question(_, OfQuestion::Code));
            if code { capital(&why) } else { format!("{}: {why}", capital(&cell.called(new))) }
        })?;
        self.cells += 1;
        self.removed += removed;
        self.last = Some(cell);
        Ok(())
    }

    fn words(&self, list: &List) -> String {
        let mut words = match self.last {
            Some(cell) if self.cells == 1 && self.added == 0 => cell.called(&list.now.instrument),
            _ => format!("{} cells pasted", self.cells),
        };
        if self.added > 0 {
            words = format!("{words}, {} new question{}", self.added, if self.added == 1 { "" } else { "s" });
        }
        if self.removed > 0 {
            words = format!("{words}, {} control characters left out", self.removed);
        }
        words
    }
}
