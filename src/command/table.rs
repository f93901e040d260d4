//! The one table of commands. Match, footer, help, palette, README and `milepost print keys` all read it.
//! A command is a line: its id (keys files name it), its words (people read them), the modes it works in.

/// Which keys are in force: what the focused thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// Works everywhere, unless the mode in force has the key itself.
    Everywhere,
    /// A grid whose cells can be edited: typing starts an edit, so letters are never commands.
    Cells,
    /// A cell or field is open, begun by typing: arrows commit and move.
    Typing,
    /// A cell or field is open, begun by F2: arrows move the caret.
    Editing,
    /// A list, tree or chart: letters may be commands.
    List,
    /// A case under review: letters and digits are answers, never commands.
    Answering,
    /// A choice list or calendar of an open field.
    Choosing,
    /// An overlay over the screen: help, search, confirm, a form.
    Overlay,
}

impl Mode {
    /// Every mode.
    pub const ALL: [Mode; 8] =
        [Mode::Everywhere, Mode::Cells, Mode::Typing, Mode::Editing, Mode::List, Mode::Answering, Mode::Choosing, Mode::Overlay];

    /// Its name in keys files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Mode::Everywhere => "everywhere",
            Mode::Cells => "cells",
            Mode::Typing => "typing",
            Mode::Editing => "editing",
            Mode::List => "list",
            Mode::Answering => "answering",
            Mode::Choosing => "choosing",
            Mode::Overlay => "overlay",
        }
    }

    /// What people read in the help.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Mode::Everywhere => "Everywhere",
            Mode::Cells => "In a grid",
            Mode::Typing => "While typing in a cell",
            Mode::Editing => "While editing a cell (F2)",
            Mode::List => "In a list or chart",
            Mode::Answering => "While answering a case",
            Mode::Choosing => "In a list of choices",
            Mode::Overlay => "In a dialog",
        }
    }
}

macro_rules! commands {
    ($($variant:ident $id:literal $words:literal [$($mode:ident)*];)*) => {
        /// What a key, a click or a palette line asks for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Command {
            $(#[doc = $words] $variant,)*
        }

        impl Command {
            /// Every command, in the order of the help.
            pub const ALL: &'static [Command] = &[$(Command::$variant,)*];

            /// Its id in keys files.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $(Command::$variant => $id,)* }
            }

            /// What it does, in words.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Command::$variant => $words,)* }
            }

            /// Where it works.
            #[must_use]
            pub const fn modes(self) -> &'static [Mode] {
                match self { $(Command::$variant => &[$(Mode::$mode,)*],)* }
            }

            /// The command of that id.
            #[must_use]
            pub fn named(id: &str) -> Option<Command> {
                match id { $($id => Some(Command::$variant),)* _ => None }
            }
        }
    };
}

commands! {
    // Moving.
    Up "up" "Up" [Cells Typing Editing List Answering Choosing Overlay];
    Down "down" "Down" [Cells Typing Editing List Answering Choosing Overlay];
    Left "left" "Left" [Cells Typing Editing List Answering Choosing Overlay];
    Right "right" "Right" [Cells Typing Editing List Answering Choosing Overlay];
    PageUp "page-up" "One page up" [Cells Typing Editing List Answering Choosing Overlay];
    PageDown "page-down" "One page down" [Cells Typing Editing List Answering Choosing Overlay];
    Home "home" "To the start of the row or line" [Cells Typing Editing List Answering Choosing Overlay];
    End "end" "To the end of the row or line" [Cells Typing Editing List Answering Choosing Overlay];
    Top "top" "To the first row" [Cells Typing Editing List Answering Overlay];
    Bottom "bottom" "To the last row" [Cells Typing Editing List Answering Overlay];
    WordLeft "word-left" "One word left" [Typing Editing Choosing Overlay];
    WordRight "word-right" "One word right" [Typing Editing Choosing Overlay];
    Next "next" "To the next cell" [Cells Typing Editing List Answering Choosing Overlay];
    Previous "previous" "To the cell before" [Cells Typing Editing List Answering Choosing Overlay];
    Enter "enter" "Accept; in a grid edit or open" [Cells Typing Editing List Answering Choosing Overlay];
    Cancel "cancel" "Cancel, back" [Everywhere];
    ExtendUp "extend-up" "Select upwards" [Cells List Editing];
    ExtendDown "extend-down" "Select downwards" [Cells List Editing];
    ExtendLeft "extend-left" "Select to the left" [Cells Typing Editing Choosing Overlay];
    ExtendRight "extend-right" "Select to the right" [Cells Typing Editing Choosing Overlay];
    ExtendHome "extend-home" "Select to the start of the row or line" [Cells Typing Editing Choosing Overlay];
    ExtendEnd "extend-end" "Select to the end of the row or line" [Cells Typing Editing Choosing Overlay];
    SelectAll "select-all" "Select everything" [Cells List Typing Editing Choosing Overlay];
    // Editing.
    Edit "edit" "Edit" [Cells List Answering];
    Clear "clear" "Clear the cells" [Cells Answering];
    DeleteLeft "delete-left" "Delete to the left" [Typing Editing Choosing Overlay];
    DeleteRight "delete-right" "Delete to the right" [Typing Editing Choosing Overlay];
    NewLine "new-line" "New line inside a cell" [Typing Editing];
    FullText "full-text" "Edit this text on the whole screen" [Cells Answering Typing Editing];
    InsertRow "insert-row" "Insert a row" [Cells List];
    InsertElement "insert-element" "Add an element, or make one of what is under the cursor" [Cells List];
    DeleteRow "delete-row" "Delete this row" [Cells List Answering];
    Duplicate "duplicate" "Duplicate this row" [Cells];
    MoveUp "move-up" "Move this row up" [Cells List];
    MoveDown "move-down" "Move this row down" [Cells List];
    Copy "copy" "Copy" [Cells Typing Editing List Answering Choosing Overlay];
    Cut "cut" "Cut" [Cells Typing Editing Choosing Overlay];
    Paste "paste" "Paste" [Cells Typing Editing Choosing Overlay];
    Undo "undo" "Undo the last change" [Cells List Answering Typing Editing Choosing Overlay];
    Redo "redo" "Redo the undone change" [Cells List Answering Typing Editing Choosing Overlay];
    // Looking.
    Find "find" "Find in everything" [Everywhere];
    FindNext "find-next" "Find next" [Everywhere];
    Filter "filter" "Show only what holds the region back" [List Cells];
    Sort "sort" "Sort by this column" [Cells List];
    ToggleChart "chart" "Chart or table" [List];
    Wider "wider" "Make this column wider" [Cells List];
    Narrower "narrower" "Make this column narrower" [Cells List];
    HideColumn "hide-column" "Hide this column, or show all" [Cells List];
    CopySentence "copy-sentence" "Copy this figure as a sentence" [List Cells];
    OpenElement "open-element" "Open the Mini PIP element for this question" [List];
    RecordExit "record-exit" "Record an exit, or pass the plan's next gate" [Cells List];
    StepBack "step-back" "Take the plan back to the stage before" [Cells];
    ReopenPlan "reopen-plan" "Open a released plan's text again, or close it" [Cells];
    Freeze "freeze" "Freeze the plan's text as a version" [Cells];
    Fingerprint "fingerprint" "Take the fingerprint of a file of evidence" [Cells];
    GoToPage "go-to-page" "Go to a page of the plan" [Cells List];
    NextRegion "next-region" "Next region" [Everywhere];
    PreviousRegion "previous-region" "Region before" [Everywhere];
    NextYear "next-year" "Next year" [Everywhere];
    PreviousYear "previous-year" "Year before" [Everywhere];
    NextInstrument "next-instrument" "Next instrument" [Everywhere];
    ChooseRegion "choose-region" "Choose a region" [Everywhere];
    ChooseYear "choose-year" "Choose a year" [Everywhere];
    ChooseMiniPip "choose-mini-pip" "Choose a Mini PIP" [Everywhere];
    NextSection "next-section" "Next section or tab" [Cells List Answering];
    PreviousSection "previous-section" "Section or tab before" [Cells List Answering];
    // Reviewing.
    NextGap "next-gap" "To the next question without an answer" [Answering];
    AnswerRest "answer-rest" "Give this answer to the rest of the area" [Answering];
    AddOccurrence "add-occurrence" "Add a month or person to this question" [Answering];
    NextCase "next-case" "To the next case" [Answering List];
    PreviousCase "previous-case" "To the case before" [Answering List];
    HandOn "hand-on" "Hand the review on: ready, returned or final" [Answering List];
    AddComment "add-comment" "Comment on this answer, or reply" [Answering List];
    AddChallenge "add-challenge" "Record the office's challenge of this answer, or its outcome" [Answering List];
    CaseFacts "case-facts" "Who, when and which areas: the facts of this case" [Answering List];
    CaseHistory "case-history" "History of this case" [Answering List];
    OpenCases "open-cases" "Go down to what is behind this figure" [List];
    SampleSize "sample-size" "Work out a sample size" [List];
    DrawSample "draw-sample" "Draw the sample" [List];
    Eliminate "eliminate" "Eliminate this case, or take it back in" [List];
    AssignReviewer "assign-reviewer" "Say who reviews this case" [List];
    AssignSecond "assign-second" "Give cases to a second reviewer, blind" [List];
    ShowComments "show-comments" "Comments and challenges of the round" [List];
    ShowAgreement "show-agreement" "How far first and second reviews agree" [List];
    CloseRound "close-round" "Close the round, or open it again" [List];
    NextRound "next-round" "Set up next year's round like this one" [List];
    CopyVersion "copy-version" "Begin the next version of this instrument" [Cells List];
    // The road.
    WhatItTakes "what-it-takes" "What would it take?" [Cells List];
    HistoryOf "history-of" "History of this record" [Cells List];
    PutOff "put-off" "Put this off to a later day, with a reason" [List];
    HandOver "hand-over" "Hand items over to another person" [List];
    WhoseItems "whose-items" "Whose items: mine, all, or a person's" [List];
    TurnPeriod "turn-period" "By day, week or month" [List];
    UndoThis "undo-this" "Take back this very change" [List];
    Excuse "excuse" "Excuse this month, with a reason, or not any more" [Cells List];
    FormerNames "former-names" "Former names and places of this" [Cells];
    // Going.
    GoHome "go-home" "Home: the three panes" [Everywhere];
    GoScores "go-scores" "Scores" [Everywhere];
    GoReviews "go-reviews" "Reviews: rounds and cases" [Everywhere];
    GoMilestones "go-milestones" "Milestones" [Everywhere];
    GoMiniPips "go-mini-pips" "Mini PIPs" [Everywhere];
    GoQcr "go-qcr" "Qualitative reviews" [Everywhere];
    GoTrends "go-trends" "Trends, problem areas, special studies" [Everywhere];
    GoCommittees "go-committees" "Committees and their recommendations" [Everywhere];
    GoScans "go-scans" "QA scans" [Everywhere];
    GoAgenda "go-agenda" "Agenda: everything with a date" [Everywhere];
    GoInstruments "go-instruments" "Instruments: questions, goals, versions" [Everywhere];
    GoPlaces "go-places" "Settings: agency, places and people" [Everywhere];
    GoHistory "go-history" "History of changes" [Everywhere];
    NextPane "next-pane" "Next pane" [Everywhere];
    Zoom "zoom" "Fill the screen with this pane" [Everywhere];
    // The program.
    Help "help" "Help and all commands" [Everywhere];
    Rules "rules" "Read the rules of the field" [Everywhere];
    Palette "palette" "Run a command by name" [Everywhere];
    Menu "menu" "Menu" [Everywhere];
    Import "import" "Import a file" [Everywhere];
    Export "export" "Export a report or a form: PDF, Word, workbook" [Everywhere];
    NewMiniPip "new-mini-pip" "Start a Mini PIP" [Everywhere];
    Backup "backup" "Make a verified backup now" [Everywhere];
    WhoAmI "who-am-i" "Say who I am" [Everywhere];
    NextTheme "next-theme" "Next colour theme" [Everywhere];
    ToggleAscii "toggle-ascii" "Plain ASCII signs on or off" [Everywhere];
    ToggleMouse "toggle-mouse" "Mouse on or off" [Everywhere];
    Reload "reload" "Read the file again" [Everywhere];
    Save "save" "Say that all is saved" [Everywhere];
    Suspend "suspend" "Suspend the program" [Everywhere];
    Quit "quit" "Quit" [Everywhere];
}
