//! Home's case review: how each region stands, and the worst questions of the chosen one. The whole table is in Scores.

mod figures;
mod view;

use std::rc::Rc;

use super::{first_in_view, moved};
use crate::command::{Area, Command, Context, Effect, Event, Input, Mode, Place};
use crate::domain::behind::Behind;
use crate::domain::change::Seen;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::remeasure::Measure;
use crate::domain::sheet::Sheet;
use crate::domain::{addressed, dates, figure};
use crate::panes::element;
use crate::panes::memo::{self, Counted, Memo};
use crate::panes::{Frame, Pane};
use crate::widgets::theme::Theme;
use figures::Regional;

/// Lines that questions keep at least where there are many regions.
const LEAST_QUESTIONS: u16 = 4;

type SheetOf = (Counted, String, Option<Id>);
type UnaddressedOf = (Counted, Seen, String, Option<Id>, i32);

/// Case reviews at a glance.
#[derive(Debug, Default)]
pub struct Reviews {
    /// The cursor's line: regions first, then questions.
    at: usize,
    regions: Memo<(Counted, String, i32), Vec<Regional>>,
    sheet: Memo<SheetOf, Sheet>,
    unaddressed: Memo<UnaddressedOf, Vec<usize>>,
}

/// What is shown now.
struct Shown {
    regions: Rc<Vec<Regional>>,
    sheet: Rc<Sheet>,
    /// Questions as lines of the sheet, worst first: those below, then those that are met, the narrowest first.
    worst: Vec<usize>,
    /// How many of them are below.
    below: usize,
}

impl Shown {
    fn rows(&self) -> usize {
        self.regions.len() + self.worst.len()
    }
}

/// Which rows stand where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Form {
    first_region: usize,
    regions: usize,
    /// The line above the questions, from the top of the area.
    heading: u16,
    first_question: usize,
    questions: usize,
    /// Lines at the end for the signs in words.
    legend: u16,
    /// Whether a line above them names the failing questions without an element.
    names: bool,
}

impl Form {
    fn of(area: Area, at: usize, chosen: usize, regions: usize, questions: usize, open: usize) -> Form {
        let wish = u16::try_from(regions).unwrap_or(u16::MAX);
        let room = area.height.saturating_sub(2);
        let shown = wish.min(room.saturating_sub(LEAST_QUESTIONS).max(room.min(2)));
        let left = room - shown;
        let blank = u16::from(left > 8);
        let legend = u16::from(left > LEAST_QUESTIONS) + u16::from(left > 10);
        let names = open > 0 && left >= 6;
        let question_room = usize::from(left - blank - legend - u16::from(names));
        let shown = usize::from(shown);
        let at_question = at.saturating_sub(regions);
        Form {
            first_region: first_in_view(if at < regions { at } else { chosen }, regions, shown),
            regions: shown,
            heading: 1 + shown as u16 + blank,
            first_question: if at < regions { 0 } else { first_in_view(at_question, questions, question_room) },
            questions: question_room.min(questions),
            legend,
            names,
        }
    }

    /// The row drawn at a line of the area.
    fn row(&self, line: u16, regions: usize) -> Option<usize> {
        let line = usize::from(line);
        let heading = usize::from(self.heading);
        if (1..=self.regions).contains(&line) {
            return Some(self.first_region + line - 1);
        }
        (line > heading && line <= heading + self.questions).then(|| regions + self.first_question + line - heading - 1)
    }
}

impl Reviews {
    fn shown(&self, cx: &Context) -> Shown {
        let (counted, chosen) = (Counted::now(cx), cx.chosen);
        let regions = self.regions.get((counted, chosen.instrument.clone(), chosen.year), || figures::regional(cx));
        let sheet = self
            .sheet
            .get((counted, chosen.instrument.clone(), chosen.region), || Sheet::of_questions(cx.book, &chosen.instrument, chosen.region));
        let mut worst = sheet.below(chosen.year);
        let below = worst.len();
        worst.extend(sheet.met(chosen.year));
        Shown { regions, sheet, worst, below }
    }

    fn form(&self, shown: &Shown, cx: &Context) -> Form {
        let chosen = shown.regions.iter().position(|r| r.region == cx.chosen.region).unwrap_or(0);
        Form::of(cx.area, self.at, chosen, shown.regions.len(), shown.worst.len(), self.unaddressed(shown, cx).len())
    }

    /// The lines of failing questions on which no Mini PIP of the chosen region works, worst first.
    fn unaddressed(&self, shown: &Shown, cx: &Context) -> Rc<Vec<usize>> {
        let chosen = cx.chosen;
        self.unaddressed.get((Counted::now(cx), cx.book.seen, chosen.instrument.clone(), chosen.region, chosen.year), || {
            addressed::unaddressed(cx.book, &shown.sheet, chosen.year, &chosen.instrument, chosen.region, cx.today)
        })
    }

    /// To the element of the question under the cursor, or to a new one.
    fn open_element(&self, shown: &Shown, cx: &Context) -> Effect {
        let chosen = cx.chosen;
        let line = self.at.checked_sub(shown.regions.len()).and_then(|at| shown.worst.get(at));
        let Some(line) = line.copied() else {
            return Effect::Refuse("Elements address questions: move to one first".to_owned());
        };
        let own = &shown.sheet.lines[line].code;
        let code = shown.sheet.cell(line, chosen.year).and_then(|row| row.question.clone()).unwrap_or_else(|| own.clone());
        let measure = Measure { instrument: chosen.instrument.clone(), code, region: chosen.region, office: None };
        element::open(cx, measure, &shown.sheet.codes(own), chosen.year)
    }

    fn open(&self, shown: &Shown) -> Vec<Effect> {
        if let Some(region) = shown.regions.get(self.at) {
            return vec![Effect::ChooseRegion(region.region)];
        }
        let line = self.at.checked_sub(shown.regions.len()).and_then(|at| shown.worst.get(at));
        vec![Effect::Go(Place::Scores { question: line.map(|line| shown.sheet.lines[*line].code.clone()) })]
    }

    /// What is behind the figure under the cursor: all questions of a region, or one question of the chosen place.
    fn behind(&self, shown: &Shown, cx: &Context) -> Option<Effect> {
        let chosen = cx.chosen;
        let all = Behind { instrument: chosen.instrument.clone(), year: chosen.year, region: chosen.region, ..Behind::default() };
        let behind = if let Some(region) = shown.regions.get(self.at) {
            Behind { region: region.region, ..all }
        } else {
            let line = *shown.worst.get(self.at.checked_sub(shown.regions.len())?)?;
            Behind { question: shown.sheet.cell(line, chosen.year)?.question.clone(), ..all }
        };
        Some(Effect::Go(Place::Cases(Box::new(behind))))
    }

    fn sentence(&self, shown: &Shown, cx: &Context) -> Option<String> {
        let as_of = dates::show(cx.today, cx.day_first);
        if let Some(region) = shown.regions.get(self.at) {
            return Some(format!("{}, FY{}: {} (as of {as_of}).", region.name, cx.chosen.year, region.in_words(cx)));
        }
        let line = *shown.worst.get(self.at.checked_sub(shown.regions.len())?)?;
        let row = shown.sheet.cell(line, cx.chosen.year)?;
        Some(figure::sentence(row, shown.sheet.lines[line].name(), place(cx), &as_of))
    }
}

fn place<'a>(cx: &'a Context) -> &'a str {
    cx.chosen.region.map_or("Statewide", |id| cx.book.name(id))
}

impl Pane for Reviews {
    fn name(&self) -> &'static str {
        "Case process review"
    }

    fn mode(&self) -> Mode {
        Mode::List
    }

    fn offers(&self, cx: &Context) -> Vec<Command> {
        if self.shown(cx).sheet.span == 0 {
            return vec![Command::Import, Command::NextInstrument];
        }
        vec![Command::Enter, Command::OpenCases, Command::OpenElement, Command::NextYear, Command::CopySentence, Command::NextInstrument]
    }

    fn update(&mut self, input: Input, cx: &Context) -> Vec<Effect> {
        let shown = self.shown(cx);
        let rows = shown.rows();
        self.at = self.at.min(rows.saturating_sub(1));
        let form = self.form(&shown, cx);
        match input {
            Input::Command(Command::Enter) if rows > 0 => return self.open(&shown),
            Input::Command(Command::OpenElement) if rows > 0 => return vec![self.open_element(&shown, cx)],
            Input::Command(Command::OpenCases) => return self.behind(&shown, cx).into_iter().collect(),
            Input::Command(Command::CopySentence | Command::Copy) => {
                return self.sentence(&shown, cx).map(|text| Effect::Copy { text, what: "the sentence".to_owned() }).into_iter().collect();
            }
            Input::Command(Command::NextSection) => self.at = shown.regions.len().min(rows.saturating_sub(1)),
            Input::Command(Command::PreviousSection) => self.at = 0,
            Input::Command(command) => self.at = moved(command, self.at, rows, form.questions).unwrap_or(self.at),
            Input::Click { y, double, .. } => {
                if let Some(row) = form.row(y.saturating_sub(cx.area.y), shown.regions.len()) {
                    self.at = row;
                    // A region is chosen by one click: what stands below follows at once, and nothing is lost by it.
                    if double || row < shown.regions.len() {
                        return self.open(&shown);
                    }
                }
            }
            Input::Wheel(down) => {
                let command = if down { Command::Down } else { Command::Up };
                self.at = moved(command, self.at, rows, 1).unwrap_or(self.at);
            }
            _ => {}
        }
        Vec::new()
    }

    fn hear(&mut self, event: &Event, cx: &Context) -> Vec<Effect> {
        if memo::moves_scores(event) || memo::touches(event, &[Kind::Milestone, Kind::RegionExit]) {
            self.regions.forget();
            self.sheet.forget();
        }
        if memo::moves_scores(event) {
            self.unaddressed.forget();
        }
        if matches!(event, Event::Written(_) | Event::Reloaded | Event::ChosenMoved) {
            self.at = self.at.min(self.shown(cx).rows().saturating_sub(1));
        }
        Vec::new()
    }

    fn brief(&self, cx: &Context) -> [String; 2] {
        let shown = self.shown(cx);
        if shown.sheet.span == 0 {
            return ["no figures yet".to_owned(), "Import answers or published results to see what holds a region back".to_owned()];
        }
        let region = shown.regions.iter().find(|r| r.region == cx.chosen.region);
        let first = region.map_or_else(String::new, |r| format!("{} FY{}: {}", r.name, cx.chosen.year, r.in_words(cx)));
        let worst = shown
            .worst
            .first()
            .filter(|_| shown.below > 0)
            .and_then(|line| shown.sheet.cell(*line, cx.chosen.year).map(|row| (*line, row)));
        let second = worst.and_then(|(line, row)| {
            let score = row.score.as_ref()?;
            let parts = [Some(figure::rate(score)), figure::goal(score), figure::distance(score)];
            Some(format!("Worst: {} {}", shown.sheet.lines[line].name(), parts.into_iter().flatten().collect::<Vec<_>>().join(", ")))
        });
        let second = second.map(|worst| match self.unaddressed(&shown, cx).len() {
            0 => worst,
            open => format!("{open} failing without an element. {worst}"),
        });
        [first, second.unwrap_or_else(|| "No question is below its goal".to_owned())]
    }

    fn view(&self, frame: &mut Frame, theme: &Theme, cx: &Context) {
        view::draw(self, frame.buffer_mut(), theme, cx);
    }
}

#[cfg(test)]
mod tests;
