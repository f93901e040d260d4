//! The lines of the export form: which a report needs, what can be chosen on each, and the order that comes of it.

use crate::command::{Context, ExportOrder};
use crate::domain::book::Book;
use crate::domain::document::{Format, Name, Want};
use crate::domain::field::Field;
use crate::domain::id::Id;
use crate::domain::kind::Kind;

/// A line of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    What,
    MiniPip,
    Meeting,
    Plan,
    Case,
    Instrument,
    Year,
    Region,
    Office,
    Form,
    For,
    Purpose,
    File,
    Over,
}

impl Line {
    pub(super) const ALL: [Line; 14] = [
        Line::What,
        Line::MiniPip,
        Line::Meeting,
        Line::Plan,
        Line::Case,
        Line::Instrument,
        Line::Year,
        Line::Region,
        Line::Office,
        Line::Form,
        Line::For,
        Line::Purpose,
        Line::File,
        Line::Over,
    ];

    pub(super) const fn words(self) -> &'static str {
        match self {
            Line::What => "What",
            Line::MiniPip => "Mini PIP",
            Line::Meeting => "Meeting",
            Line::Plan => "Plan",
            Line::Case => "Case",
            Line::Instrument => "Instrument",
            Line::Year => "Fiscal year",
            Line::Region => "Region",
            Line::Office => "Office",
            Line::Form => "Format",
            Line::For => "For",
            Line::Purpose => "Purpose",
            Line::File => "File",
            Line::Over => "Write over it",
        }
    }

    /// The limit of a report that this line says, if it is one.
    const fn want(self) -> Option<Want> {
        match self {
            Line::MiniPip => Some(Want::MiniPip),
            Line::Meeting => Some(Want::Meeting),
            Line::Plan => Some(Want::Plan),
            Line::Case => Some(Want::Case),
            Line::Instrument => Some(Want::Instrument),
            Line::Year => Some(Want::Year),
            Line::Region => Some(Want::Region),
            Line::Office => Some(Want::Office),
            _ => None,
        }
    }
}

/// A choice: what people read, and what is ordered.
#[derive(Clone, Debug, Default)]
struct Choice {
    words: String,
    value: String,
}

fn choice(words: impl Into<String>, value: impl Into<String>) -> Choice {
    Choice { words: words.into(), value: value.into() }
}

/// What can be chosen, and what is.
pub(super) struct Options {
    /// For each line, in the order of [`Line::ALL`].
    choices: Vec<Vec<Choice>>,
    chosen: Vec<usize>,
}

impl Options {
    pub(super) fn new(cx: &Context, name: Name) -> Options {
        let mut options = Options { choices: vec![Vec::new(); Line::ALL.len()], chosen: vec![0; Line::ALL.len()] };
        options.offer(Line::What, Name::ALL.iter().map(|n| choice(format!("{}: {}", n.title(), n.about().says), n.code())).collect());
        options.chosen[Line::What as usize] = Name::ALL.iter().position(|known| *known == name).unwrap_or(0);
        options.offer(Line::Meeting, [1, 2, 3].map(|n| choice(["first", "second", "third"][n - 1], n.to_string())).to_vec());
        options.offer(Line::Over, vec![choice("no", ""), choice("yes", "yes")]);
        options.fit(cx);
        let region = cx.chosen.region.map_or("", |id| cx.book.name(id)).to_owned();
        let pip = cx.chosen.mini_pip.map(|id| id.to_string()).unwrap_or_default();
        for (line, value) in [
            (Line::Instrument, &cx.chosen.instrument),
            (Line::Year, &cx.chosen.year.to_string()),
            (Line::Region, &region),
            (Line::MiniPip, &pip),
        ] {
            options.choose(line, value);
        }
        options.fit(cx);
        options
    }

    fn offer(&mut self, line: Line, choices: Vec<Choice>) {
        self.choices[line as usize] = choices;
    }

    /// Chooses by value, if that is offered.
    fn choose(&mut self, line: Line, value: &str) {
        if let Some(at) = self.choices[line as usize].iter().position(|choice| choice.value == value) {
            self.chosen[line as usize] = at;
        }
    }

    fn value(&self, line: Line) -> &str {
        self.choices[line as usize].get(self.chosen[line as usize]).map_or("", |choice| choice.value.as_str())
    }

    /// What a line says that is chosen and not typed.
    pub(super) fn words(&self, line: Line) -> &str {
        self.choices[line as usize].get(self.chosen[line as usize]).map_or("nothing here yet", |choice| choice.words.as_str())
    }

    pub(super) fn name(&self) -> Name {
        Name::named(self.value(Line::What)).unwrap_or(Name::Scores)
    }

    pub(super) fn format(&self) -> Format {
        Format::named(self.value(Line::Form)).unwrap_or(Format::Pdf)
    }

    /// The lines that this report needs.
    pub(super) fn lines(&self) -> Vec<Line> {
        let about = self.name().about();
        let needed = |line: &Line| match line {
            Line::For => about.public,
            line => line.want().is_none_or(|want| about.wants.contains(&want)),
        };
        Line::ALL.into_iter().filter(needed).collect()
    }

    /// Offers what fits the report and the region that are chosen now; what was chosen stays if it is still there.
    fn fit(&mut self, cx: &Context) {
        let name = self.name();
        let kept: Vec<String> = Line::ALL.iter().map(|line| self.value(*line).to_owned()).collect();
        let must = |all: &str| (!matches!(name, Name::Region)).then(|| choice(all, ""));
        let regions = cx.book.all(Kind::Region);
        self.offer(Line::Region, must("all regions").into_iter().chain(regions.iter().map(|r| named(r.text(Field::Name)))).collect());
        self.offer(Line::Instrument, instruments(cx.book));
        self.offer(Line::Year, years(cx.book, cx.book.fiscal_year(cx.today)));
        let region = regions.iter().find(|r| r.text(Field::Name) == kept[Line::Region as usize]).map(|r| r.id);
        self.offer(Line::Office, offices(cx.book, region));
        self.offer(Line::MiniPip, mini_pips(cx.book, name));
        let plans = cx.book.all(Kind::Plan);
        self.offer(
            Line::Plan,
            std::iter::once(choice("all plans", ""))
                .chain(plans.iter().map(|p| choice(p.text(Field::Title), p.text(Field::Code))))
                .collect(),
        );
        let formats = [
            Format::Pdf,
            Format::Docx,
            Format::Html,
            Format::Xlsx,
            Format::Csv,
            Format::Markdown,
            Format::Text,
            Format::Json,
            Format::Svg,
            Format::Png,
        ];
        let calendar = (name == Name::Agenda).then_some(Format::Ics);
        let shown = |f: Format| choice(format!("{}: {}", f.code().to_uppercase(), f.says()), f.code());
        self.offer(Line::Form, formats.into_iter().chain(calendar).map(shown).collect());
        let mut readers = vec![choice("the agency itself: confidential", "")];
        if name.about().public {
            readers.push(choice("everybody: no cases, no persons, no small numbers", "public"));
        }
        self.offer(Line::For, readers);
        for (line, kept) in Line::ALL.into_iter().zip(kept) {
            self.chosen[line as usize] = self.chosen[line as usize].min(self.choices[line as usize].len().saturating_sub(1));
            if line != Line::What {
                self.chosen[line as usize] = 0;
                self.choose(line, &kept);
            }
        }
    }

    /// Goes to the next choice of a line, or the one before.
    pub(super) fn turn(&mut self, line: Line, by: isize, cx: &Context) {
        let of = self.choices[line as usize].len().max(1) as isize;
        self.chosen[line as usize] = (self.chosen[line as usize] as isize + by).rem_euclid(of) as usize;
        self.fit(cx);
    }

    /// Goes to the first choice that begins so; says whether there is one.
    pub(super) fn seek(&mut self, line: Line, typed: &str, cx: &Context) -> bool {
        let typed = typed.to_lowercase();
        let begins = |choice: &Choice| {
            let words = choice.words.to_lowercase();
            words.starts_with(&typed) || choice.value.to_lowercase().starts_with(&typed)
        };
        let Some(at) = self.choices[line as usize].iter().position(begins) else { return false };
        self.chosen[line as usize] = at;
        self.fit(cx);
        true
    }

    fn wanted(&self, line: Line) -> String {
        if self.lines().contains(&line) { self.value(line).to_owned() } else { String::new() }
    }

    pub(super) fn order(&self, case: &str, purpose: &str, path: &str) -> ExportOrder {
        let name = self.name();
        let pip = self.wanted(Line::MiniPip);
        let plan = if self.lines().contains(&Line::Plan) { self.wanted(Line::Plan) } else { pip };
        ExportOrder {
            name,
            format: self.format(),
            instrument: self.wanted(Line::Instrument),
            year: self.wanted(Line::Year),
            region: self.wanted(Line::Region),
            office: self.wanted(Line::Office),
            blank: name == Name::Form && plan.is_empty(),
            plan,
            case: if self.lines().contains(&Line::Case) { case.to_owned() } else { String::new() },
            meeting: self.wanted(Line::Meeting).parse().ok(),
            public: self.wanted(Line::For) == "public",
            purpose: purpose.to_owned(),
            path: path.to_owned(),
            replace: self.value(Line::Over) == "yes",
        }
    }

    /// What a file of it is called after; a case never stands in a file's name.
    pub(super) fn file_parts(&self) -> Vec<String> {
        let mut parts = vec![self.name().code().to_owned()];
        for line in self.lines() {
            if matches!(line, Line::Instrument | Line::Year | Line::Region | Line::Meeting) {
                parts.push(self.value(line).to_owned());
            } else if matches!(line, Line::Office | Line::MiniPip) && !self.value(line).is_empty() {
                parts.push(self.words(line).to_owned());
            } else if line == Line::MiniPip && self.name() == Name::Form {
                parts.push("blank".to_owned());
            } else if line == Line::For && self.value(line) == "public" {
                parts.push("public".to_owned());
            }
        }
        parts.retain(|part| !part.is_empty());
        parts
    }
}

fn named(name: &str) -> Choice {
    choice(name, name)
}

fn instruments(book: &Book) -> Vec<Choice> {
    let mut all: Vec<Choice> = book.instruments().iter().map(|(_, i)| choice(format!("{}: {}", i.code, i.title), i.code.clone())).collect();
    all.dedup_by(|a, b| a.value == b.value);
    all
}

/// The years that have reviews, newest first.
fn years(book: &Book, now: i32) -> Vec<Choice> {
    let mut years: Vec<i32> = book.tallies().iter().map(|tally| tally.year).collect();
    years.push(now);
    years.sort_unstable_by(|a, b| b.cmp(a));
    years.dedup();
    let newest = choice("the newest that is complete", "");
    std::iter::once(newest).chain(years.into_iter().map(|year| choice(format!("FY{year}"), year.to_string()))).collect()
}

fn offices(book: &Book, region: Option<Id>) -> Vec<Choice> {
    let all = book.all(Kind::Office).into_iter().filter(|office| region.is_none_or(|r| office.record(Field::Region) == Some(r)));
    let place = |office: &crate::domain::record::Record| {
        let region = office.record(Field::Region).map_or("", |id| book.name(id));
        choice(office.text(Field::Name), format!("{region}/{}", office.text(Field::Name)))
    };
    std::iter::once(choice("all offices", "")).chain(all.map(place)).collect()
}

/// The Mini PIPs, and what no one of them stands for.
fn mini_pips(book: &Book, name: Name) -> Vec<Choice> {
    let none = match name {
        Name::Form => Some(choice("the empty form", "")),
        Name::MeetingKit => None,
        _ => Some(choice("all Mini PIPs", "")),
    };
    none.into_iter().chain(book.all(Kind::MiniPip).into_iter().map(|pip| choice(pip.text(Field::Title), pip.id.to_string()))).collect()
}
