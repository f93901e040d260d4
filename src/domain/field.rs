//! The fields that records have: one name each, in the file, in the log and in the program.
//! A name is part of the file format: it is never reused for another meaning.

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text, with line breaks where the screen allows them.
    Text,
    /// A whole number.
    Int,
    /// A day.
    Date,
    /// Another record.
    Record,
    /// Several other records.
    Records,
    /// Packed bytes.
    Bytes,
}

macro_rules! fields {
    ($($variant:ident $name:literal $shape:ident $words:literal;)*) => {
        /// A field; `name` is its column and its word in the log, `words` what people read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Field {
            $(#[doc = $words] $variant,)*
        }

        impl Field {
            /// Every field.
            pub const ALL: &'static [Field] = &[$(Field::$variant,)*];

            /// Its name in the file.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Field::$variant => $name,)* }
            }

            /// What it holds.
            #[must_use]
            pub const fn shape(self) -> Shape {
                match self { $(Field::$variant => Shape::$shape,)* }
            }

            /// What people call it.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Field::$variant => $words,)* }
            }

            /// Whether a record has it many times, once for each answer: an edit of it says which by its slot.
            #[must_use]
            pub const fn is_slotted(self) -> bool {
                matches!(self, Field::Given | Field::Remark | Field::Label)
            }

            /// The field of that name in the file.
            #[must_use]
            pub fn named(name: &str) -> Option<Field> {
                match name { $($name => Some(Field::$variant),)* _ => None }
            }
        }
    };
}

fields! {
    // Of every record.
    Gone "gone" Int "deleted";
    Position "position" Text "place in the list";
    // People and places.
    Name "name" Text "name";
    Role "role" Text "role";
    FiscalYearStart "fiscal_year_start" Int "first month of the fiscal year";
    Region "region" Record "region";
    District "district" Record "district";
    Office "office" Record "office";
    Counties "counties" Text "counties";
    Worker "worker" Record "worker";
    Supervisor "supervisor" Record "supervisor";
    From "from_day" Date "from";
    Until "until_day" Date "until";
    // Instruments and published results.
    Code "code" Text "code";
    Version "version" Int "version";
    Definition "definition" Text "definition";
    Instrument "instrument" Text "instrument";
    Question "question" Text "question";
    Year "year" Int "fiscal year";
    Percent "percent" Int "percent";
    Credit "credit" Int "credit";
    Applicable "applicable" Int "applicable answers";
    Edition "edition" Text "edition";
    Source "source" Text "source";
    // Plans, milestones, steps.
    Title "title" Text "title";
    Plan "plan" Record "plan";
    Milestone "milestone" Record "milestone";
    Number "number" Int "number";
    Purpose "purpose" Text "purpose";
    Rule "rule" Text "exit rule";
    Text "text" Text "text";
    Owner "owner" Text "owner";
    Due "due" Date "due date";
    Status "status" Text "status";
    Evidence "evidence" Text "evidence";
    Note "note" Text "note";
    Answer "answer" Text "answer";
    Value "value" Text "value";
    Target "target" Text "target";
    ExitedOn "exited_on" Date "exit date";
    ExitedBy "exited_by" Text "exit recorded by";
    Unverified "unverified" Int "unverified";
    // Mini PIP: the plan and its sections.
    MiniPip "mini_pip" Record "Mini PIP";
    Stage "stage" Text "stage";
    ImplementationDate "implementation_date" Date "implementation date";
    Areas "areas" Text "areas needing improvement";
    Meeting "meeting" Text "the community meeting";
    Strategies "strategies" Text "strategies";
    Implementation "implementation" Text "process: implementation";
    Schedule "schedule" Text "process: schedule with benchmarks";
    Measurement "measurement" Text "process: measurement and evaluation plan";
    Assistance "assistance" Text "technical assistance";
    GoalsServed "goals_served" Text "agency goals or milestones served";
    // Mini PIP: people.
    Part "part" Text "part";
    Organisation "organisation" Text "organisation";
    Category "category" Text "category";
    Phone "phone" Text "phone";
    Email "email" Text "email";
    HelpsWith "helps_with" Text "can help with";
    Asked "asked" Text "asked";
    // Mini PIP: elements, goals, rows.
    Element "element" Record "element";
    Strategy "strategy" Text "strategy";
    Priority "priority" Int "priority";
    Domain "domain" Text "domain";
    Factors "factors" Text "underlying factors";
    Responsible "responsible" Records "local person responsible";
    Partners "partners" Text "partner engagement";
    Term "term" Text "term";
    Measure "measure" Text "measure";
    Baseline "baseline" Text "baseline";
    By "by_day" Date "by when";
    People "people" Records "person(s) responsible";
    Completion "completion" Text "completion timeline";
    CompletionDue "completion_due" Date "completion due";
    CompletionRepeat "completion_repeat" Text "completion repeats";
    FollowUp "follow_up" Text "follow-up timeline";
    FollowUpDue "follow_up_due" Date "follow-up due";
    FollowUpRepeat "follow_up_repeat" Text "follow-up repeats";
    Released "released" Date "date released";
    Started "started" Date "started";
    Completed "completed" Date "completed";
    AcceptedBy "accepted_by" Text "evidence accepted by";
    AcceptedOn "accepted_on" Date "evidence accepted on";
    FollowedUp "followed_up" Date "followed up";
    // Mini PIP: evaluation, agreements, timeline.
    Method "method" Text "method";
    Frequency "frequency" Text "frequency";
    Who "who" Text "who";
    Signed "signed" Date "signed";
    Day "day" Date "date";
    DayText "day_text" Text "date as written";
    Activity "activity" Text "activity";
    Comment "comment" Text "comment";
    // Rounds and samples.
    Round "round" Record "round";
    Form "form" Record "instrument version";
    Seed "seed" Text "seed of the draw";
    SampleSize "sample_size" Int "sample size";
    Spares "spares" Int "spare cases";
    Allocation "allocation" Text "cases of each stratum";
    Margin "margin" Int "margin";
    Confidence "confidence" Int "confidence";
    SecondShare "second_share" Int "share of second reviews";
    ChallengeUntil "challenge_until" Date "last day for challenges";
    List "list" Bytes "list of cases";
    Rows "rows" Int "cases in the list";
    Reason "reason" Text "reason";
    // Reviews and the second look.
    Review "review" Record "review";
    CaseId "case_id" Text "case";
    Reviewer "reviewer" Text "reviewer";
    ReviewedOn "reviewed_on" Date "day of the review";
    Covers "covers" Int "areas covered";
    Rating "rating" Int "first or second review";
    Given "given" Int "answer";
    Remark "remark" Text "remark";
    Label "label" Text "month or person";
    At "at" Int "question";
    Before "before" Int "answer before";
    After "after" Int "answer after";
    Reply "reply" Text "reply";
    ReplyWho "reply_who" Text "replied by";
    ReplyDay "reply_day" Date "day of the reply";
    Outcome "outcome" Text "outcome";
    // Mini PIP: selection.
    Candidate "candidate" Record "candidate";
    Factor "factor" Record "factor";
    Weight "weight" Int "weight";
    Rank "rank" Int "place by hand";
    // Mini PIP: concerns, stages, versions.
    Concern "concern" Record "area of concern";
    AgreedBy "agreed_by" Text "agreed by";
    AgreedOn "agreed_on" Date "agreed on";
    About "about" Record "about";
    Frozen "frozen" Record "frozen version";
    Digest "digest" Text "fingerprint";
    Content "content" Bytes "frozen text";
    Sent "sent" Date "sent";
    Answered "answered" Date "answered";
    Reopened "reopened" Text "why the text was opened again";
    Waived "waived" Text "waived because";
    // Mini PIP: meetings.
    Gathering "gathering" Record "meeting";
    Time "time" Text "time";
    Host "host" Text "host";
    Site "site" Text "where";
    Strengths "strengths" Text "what goes well already";
    ReportOut "report_out" Text "report-out";
    Decisions "decisions" Text "decisions";
    Length "length" Int "minutes";
    Person "person" Record "person";
    Consent "consent" Text "may be contacted";
    Presenter "presenter" Records "presenter";
    Members "members" Records "members";
    SmallGroup "in_group" Record "small group";
    Became "became" Record "what came of it";
    // Mini PIP: follow-up and closing.
    EvaluationRow "evaluation_row" Record "evaluation row";
    Finding "finding" Text "finding";
    OfRow "of_row" Record "row";
    Elements "elements" Records "elements";
    NoMeasure "no_measure" Text "why it is not measured again";
    Sustained "sustained" Text "how gains are sustained";
    FinalReport "final_report" Text "final evaluation report";
    ReportedOn "reported_on" Date "reported on";
    // Milestones: exits and values.
    OfMeasure "of_measure" Record "measure";
    // Trends and studies.
    Indicator "indicator" Record "trend indicator";
    Unit "unit" Text "unit";
    Direction "direction" Text "which way is better";
    Standard "standard" Int "standard";
    StandardSource "standard_source" Text "source of the standard";
    ProblemArea "problem_area" Record "problem area";
    Period "period" Text "period";
    Amount "amount" Int "value";
    Step "step" Record "step";
    // Committees.
    Committee "committee" Record "committee";
    Session "session" Record "committee meeting";
    Member "member" Record "member";
    Minutes "minutes" Text "minutes";
    // QA scans.
    Scan "scan" Record "QA scan";
    ScanQuestion "scan_question" Record "optional question";
    Month "month" Date "month";
    WentWell "went_well" Text "done well";
    NeedsWork "needs_work" Text "needs work";
    WellThemes "well_themes" Records "themes of what is done well";
    NeedsThemes "needs_themes" Records "themes of what needs work";
    // Import blocks.
    Answers "answers" Bytes "answers";
    Cases "cases" Bytes "cases";
}
