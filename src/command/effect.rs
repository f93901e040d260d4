//! What a pane asks of the outside, as data. The shell carries it out; its answers come back as events.

use crate::domain::behind::Behind;
use crate::domain::change::{Change, Slot};
use crate::domain::history::Mark;
use crate::domain::id::Id;
use crate::domain::query::Query;
use crate::domain::remeasure::Measure;

use super::form::Form;
use super::table::Command;

/// A place in the program that one can be sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The three panes.
    Home,
    /// Scores, perhaps at a question (its code).
    Scores {
        /// The question's code.
        question: Option<String>,
    },
    /// Milestones, perhaps at one of its records.
    Milestones {
        /// A milestone, step or other part.
        record: Option<Id>,
    },
    /// The matrix of a Mini PIP, perhaps at an element or row.
    MiniPip {
        /// The Mini PIP; none keeps the chosen one.
        mini_pip: Option<Id>,
        /// An element or row.
        record: Option<Id>,
    },
    /// A new element of a Mini PIP, or an area of concern, for a measure.
    NewElement {
        /// The measure.
        measure: Box<Measure>,
        /// The fiscal year of its figure.
        year: i32,
    },
    /// A new element of a Mini PIP for a committee's recommendation, which is tied to it.
    NewElementOf {
        /// The recommendation.
        recommendation: Id,
    },
    /// Agency, places and people.
    Places {
        /// The record to put the cursor on.
        record: Option<Id>,
    },
    /// History, perhaps of one record.
    History {
        /// The record; none is everything.
        of: Option<Id>,
    },
    /// What others have changed since one was last here.
    HistorySince {
        /// Where the log ended then.
        mark: Mark,
        /// When that was: "Fri 3/6".
        when: String,
    },
    /// Qualitative reviews, perhaps at an indicator (its code).
    Qcr {
        /// The question's code.
        question: Option<String>,
    },
    /// Trends, perhaps at an indicator, problem area or study.
    Trends {
        /// The record to put the cursor on.
        record: Option<Id>,
    },
    /// Committees, perhaps at one, its meeting, member or recommendation.
    Committees {
        /// The record to put the cursor on.
        record: Option<Id>,
    },
    /// QA scans, perhaps at a worker.
    Scans {
        /// The worker.
        worker: Option<Id>,
    },
    /// The agenda, perhaps of one person.
    Agenda {
        /// The person's name; none keeps who is shown.
        whose: Option<String>,
    },
    /// The rounds of reviews.
    Reviews,
    /// One round.
    Round {
        /// The round's record.
        round: Id,
    },
    /// One case.
    Case {
        /// The review.
        review: Id,
        /// The answer to put the cursor on; none goes on where one stopped.
        slot: Option<Slot>,
    },
    /// The cases behind a score.
    Cases(Box<Behind>),
    /// How far first and second reviews agree: of a round, or behind a score.
    Agreement(Box<Behind>),
    /// Instruments, perhaps at one version.
    Instruments {
        /// The version's record.
        version: Option<Id>,
    },
}

/// A file to be imported.
// Its switches are lines of the form, each a question of its own.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ImportOrder {
    /// What is in it: `answers`, `population`, `ratings`, `offices`, `people`, `published`, `trends`, `instrument`, `plan`.
    pub kind: String,
    /// The file.
    pub path: String,
    /// The instrument's code, where the kind needs one.
    pub instrument: String,
    /// The fiscal year of the round, for a population list.
    pub year: String,
    /// The region of the round, for a population list.
    pub region: String,
    /// The sheet of a workbook; empty for the first that is not empty.
    pub sheet: String,
    /// A mapping file: a shipped one's name or a path; empty for none.
    pub mapping: String,
    /// What bare numbers of a column of percents are: `fraction` or `percent`; empty to judge by the column.
    pub percent: String,
    /// Columns that were chosen: name of ours, and where it comes from.
    pub columns: Vec<(String, ColumnSource)>,
    /// Whether the choice holds for further files with this header.
    pub remember: bool,
    /// Whether an earlier choice for such files is forgotten.
    pub forget: bool,
    /// Whether unknown regions and offices are made.
    pub create_places: bool,
    /// Whether answers that are already here may be changed.
    pub replace: bool,
}

/// Where a column of ours comes from, as it was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnSource {
    /// A column of the file, by its name.
    Column(String),
    /// The same value in every row.
    Always(String),
    /// Nowhere.
    Nothing,
}

/// A column of a file that is to be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TheirColumn {
    /// Its name; empty if it has none.
    pub name: String,
    /// Its first values.
    pub samples: Vec<String>,
}

/// A column that an import reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OurColumn {
    /// Its name.
    pub name: String,
    /// What belongs in it.
    pub says: String,
    /// Whether the import cannot do without it.
    pub needed: bool,
    /// Which of the file's columns it is taken from.
    pub from: Option<usize>,
    /// The value it has in every row.
    pub always: Option<String>,
}

/// The columns of a file beside ours.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Columns {
    /// The file's.
    pub theirs: Vec<TheirColumn>,
    /// Ours.
    pub ours: Vec<OurColumn>,
    /// Whether they are matched as they were chosen before.
    pub remembered: bool,
}

/// What the outside must do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Commit a change; the answer is [`super::Event::Written`] or [`super::Event::Refused`].
    Write(Change),
    /// Commit a change after the reviewer has confirmed a sentence.
    Confirm {
        /// What is going to happen, as a question.
        question: String,
        /// The change.
        change: Change,
    },
    /// Take a chosen change back, or bring it back; the answer is [`super::Event::Written`] or [`super::Event::Refused`].
    TurnChange {
        /// The change.
        change: Id,
        /// Those that go with it, as the reviewer was told.
        with: Vec<Id>,
    },
    /// Do something after the reviewer has confirmed a sentence.
    Sure {
        /// What is going to happen, as a question.
        question: String,
        /// What is done then.
        then: Box<Effect>,
    },
    /// Ask the store; the answer is [`super::Event::Answered`], before the same draw.
    Read(Query),
    /// Go somewhere.
    Go(Place),
    /// Go back to the workspace from which one came to what is behind a score.
    GoBack,
    /// Ask for a few fields; the answer is [`super::Event::Filled`].
    Ask(Form),
    /// A form was filled: hands it to the pane that asked.
    Filled(Form),
    /// Let one of several be picked; the answer is [`super::Event::Picked`].
    Pick {
        /// Which choice it is, for the pane that asked.
        id: &'static str,
        /// The title.
        title: String,
        /// What can be picked, and what is said at the right of it.
        lines: Vec<(String, String)>,
        /// Where the cursor begins.
        at: usize,
    },
    /// One was picked: hands it to the pane that asked.
    Picked {
        /// Which choice it was.
        id: &'static str,
        /// Which one, from 0.
        at: usize,
    },
    /// Choose a region (none is statewide).
    ChooseRegion(Option<Id>),
    /// Choose a year.
    ChooseYear(i32),
    /// Choose an instrument by its code.
    ChooseInstrument(String),
    /// Choose a Mini PIP.
    ChooseMiniPip(Id),
    /// Put text on the clipboard, and say what it was.
    Copy {
        /// The text, ranges as tab-separated lines.
        text: String,
        /// What it was: "4 cells", "the figure".
        what: String,
    },
    /// Put an instrument version on the clipboard, in the form of its file.
    CopyInstrument(Id),
    /// Paste the clipboard: comes back as [`super::Input::Pasted`].
    PasteClipboard,
    /// Say something in the footer for a while.
    Say(String),
    /// Say that something cannot be done, and why.
    Refuse(String),
    /// Open a text on the whole screen; comes back as [`super::Event::TextEdited`] if it is accepted.
    EditText {
        /// What text it is.
        title: String,
        /// The text as it stands.
        text: String,
    },
    /// The long text was accepted: hands it to the pane that asked.
    TextAccepted(String),
    /// Go to what a search found: the n-th thing for these words.
    FoundAt {
        /// The words.
        words: String,
        /// Which of the things found, from 0.
        at: usize,
    },
    /// Say who works here from now on.
    Introduce {
        /// Name.
        name: String,
        /// Role.
        role: String,
    },
    /// Read what a file would bring in; the answer is [`super::Event::Previewed`].
    PreviewImport(ImportOrder),
    /// Stop reading the file.
    StopImport,
    /// Take in what was previewed last.
    CarryOutImport,
    /// Read a file of evidence for its fingerprint; the answer is [`super::Event::Fingerprinted`].
    Fingerprint {
        /// The file.
        path: String,
    },
    /// Run another command, as if its key had been pressed.
    Run(Command),
}
