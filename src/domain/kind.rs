//! The kinds of record: which fields each has, and which record it belongs to.
//! Adding a field here asks for its column in a new numbered schema file.

use super::field::Field;

macro_rules! kinds {
    ($($variant:ident $table:literal $words:literal $parent:expr => [$($field:ident)*];)*) => {
        /// A kind of record; its table has the same name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind {
            $(#[doc = $words] $variant,)*
        }

        impl Kind {
            /// Every kind, parents before children.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant,)*];

            /// Its table, and its word in the log.
            #[must_use]
            pub const fn table(self) -> &'static str {
                match self { $(Kind::$variant => $table,)* }
            }

            /// What people call one of them.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Kind::$variant => $words,)* }
            }

            /// The field that names the record it is a part of: a part goes where its whole goes.
            #[must_use]
            pub const fn parent(self) -> Option<Field> {
                match self { $(Kind::$variant => $parent,)* }
            }

            /// Its fields, apart from [`Field::Gone`], which every kind has.
            #[must_use]
            pub const fn fields(self) -> &'static [Field] {
                match self { $(Kind::$variant => &[$(Field::$field,)*],)* }
            }

            /// Whether its records are kept in memory while the file is open; the others are read when they are looked at.
            #[must_use]
            pub const fn is_resident(self) -> bool {
                !matches!(
                    self,
                    Kind::Snapshot | Kind::Population | Kind::Elimination | Kind::Review | Kind::Comment | Kind::Challenge | Kind::Correction | Kind::Block
                        | Kind::Interview | Kind::Seat | Kind::Scan | Kind::ScanAnswer
                )
            }

            /// The fields of which a record has many, one for each answer: [`Field::is_slotted`].
            #[must_use]
            pub const fn slotted(self) -> &'static [Field] {
                match self {
                    Kind::Review => &[Field::Given, Field::Remark, Field::Label],
                    _ => &[],
                }
            }

            /// The kind of that table.
            #[must_use]
            pub fn named(table: &str) -> Option<Kind> {
                match table { $($table => Some(Kind::$variant),)* _ => None }
            }
        }
    };
}

kinds! {
    Agency "agency" "agency" None => [Name FiscalYearStart];
    Actor "actor" "person" None => [Name Role];
    Region "region" "region" None => [Name Position];
    District "district" "district" None => [Name Region Position];
    Office "office" "office" None => [Name Region District Counties Position];
    Worker "worker" "worker" None => [Name Role Office];
    Assignment "assignment" "assignment" Some(Field::Worker) => [Worker Supervisor Office From Until];
    Instrument "instrument" "instrument" None => [Code Version Title Definition];
    Published "published" "published result" None => [Instrument Question Year Region Office Percent Credit Applicable Edition Source Note];
    Plan "plan" "plan" None => [Code Title Source];
    Milestone "milestone" "milestone" Some(Field::Plan) => [Plan Number Name Purpose Rule Instrument Status Note ExitedOn ExitedBy Evidence];
    Step "step" "step" Some(Field::Milestone) => [Milestone Position Text Owner Due Status Evidence Note];
    Measure "measure" "measure" Some(Field::Milestone) => [Milestone Position Name Value Target Source Note Unverified Indicator];
    Consideration "consideration" "exit consideration" Some(Field::Milestone) => [Milestone Position Text Answer Note Who Day];
    RegionExit "region_exit" "region's exit" Some(Field::Milestone) => [Milestone Region ExitedOn ExitedBy Evidence];
    MiniPip "mini_pip" "Mini PIP" None => [Title Office District Stage ImplementationDate Areas Meeting Strategies Implementation Schedule Measurement Assistance GoalsServed Released Position Source Reason Reopened FinalReport ReportedOn Sustained];
    PipPerson "pip_person" "person of the plan" Some(Field::MiniPip) => [MiniPip Position Part Name Organisation Category Phone Email HelpsWith Asked Consent Elements];
    Element "element" "element" Some(Field::MiniPip) => [MiniPip Position Title Strategy Priority Domain Factors Responsible From Until Partners Instrument Question Concern Year Region Office Credit Applicable NoMeasure];
    Goal "goal" "goal" Some(Field::Element) => [Element Position Term Text Measure Baseline Target By];
    Row "pip_row" "row" Some(Field::Element) => [Element Position Part Text People Evidence Completion CompletionDue CompletionRepeat FollowUp FollowUpDue FollowUpRepeat Released Started Completed AcceptedBy AcceptedOn FollowedUp Value Note Waived];
    Evaluation "evaluation" "evaluation row" Some(Field::MiniPip) => [MiniPip Position Method Measure Frequency Who Due Answer Finding ReplyWho ReplyDay];
    Agreement "agreement" "agreement" Some(Field::MiniPip) => [MiniPip Position Role Name Signed Frozen];
    Timeline "timeline" "timeline row" Some(Field::MiniPip) => [MiniPip Position Day DayText Activity Comment];
    Concern "concern" "area of concern" Some(Field::MiniPip) => [MiniPip Position Title Domain Instrument Question Source Factors AgreedBy AgreedOn Outcome Reason Note Year Region Office];
    Passage "stage_passage" "passage to a stage" Some(Field::MiniPip) => [MiniPip Stage Part Day Who Reason];
    GapAnswer "gap_answer" "answer to a gap" Some(Field::MiniPip) => [MiniPip Code About Reason Who Day];
    Frozen "plan_version" "frozen version" Some(Field::MiniPip) => [MiniPip Number Title Stage Day Who Digest];
    Snapshot "plan_snapshot" "text of a frozen version" Some(Field::Frozen) => [Frozen Content];
    Recipient "recipient" "recipient" Some(Field::Frozen) => [Frozen Position Name Sent Answered Answer Note];
    Asking "change_request" "change asked for" Some(Field::MiniPip) => [MiniPip Position Frozen Who About Text Day Status Reply ReplyWho ReplyDay];
    Meeting "meeting" "meeting" Some(Field::MiniPip) => [MiniPip Position Part Title Day Time Host Site Strengths ReportOut Decisions Note];
    AgendaItem "agenda_item" "point of the agenda" Some(Field::Gathering) => [Gathering Position Text Length Who Note];
    Attendance "attendance" "attendance" Some(Field::Gathering) => [Gathering Position Person Status];
    Group "small_group" "small group" Some(Field::Gathering) => [Gathering Position Name Presenter Members ReportOut];
    Idea "idea" "idea" Some(Field::Gathering) => [Gathering Position SmallGroup Concern Part Text People Became];
    Check "monitoring_check" "monitoring check" Some(Field::MiniPip) => [MiniPip Position EvaluationRow Element Due Day Answer Finding Who];
    Proof "proof" "piece of evidence" Some(Field::OfRow) => [OfRow Position Text Site Digest AcceptedBy AcceptedOn Note];
    ProgressNote "progress_note" "progress note" Some(Field::MiniPip) => [MiniPip Position About Day Who Text];
    Request "assistance_request" "request for assistance" Some(Field::MiniPip) => [MiniPip Position Category Text Owner Day ReplyDay Reply Outcome];
    Peer "peer_office" "peer office" Some(Field::MiniPip) => [MiniPip Position Office Name HelpsWith Note];
    Factor "factor" "factor of the selection" None => [Position Code Name Weight Note];
    Candidate "candidate" "candidate" None => [Position Office District Status Rank DayText Day Reason Note MiniPip];
    FactorValue "factor_value" "value of a factor" Some(Field::Candidate) => [Candidate Factor Value Note];
    Setting "setting" "setting" None => [Name Value];
    Round "round" "review round" None => [Form Year Region Title Status From Until Seed SampleSize Spares Allocation Margin Confidence SecondShare ChallengeUntil Note];
    Population "population" "population list" Some(Field::Round) => [Round List Rows Source];
    Elimination "elimination" "elimination" Some(Field::Round) => [Round Number Reason Note Who Day];
    Review "case_review" "case review" None => [Round Form Year Region Office Worker Supervisor CaseId Reviewer ReviewedOn From Until Covers Status Rating Note];
    Comment "review_comment" "comment" Some(Field::Review) => [Review At Text Who Day Status Reply ReplyWho ReplyDay];
    Challenge "challenge" "challenge" Some(Field::Review) => [Review At Text Who Day Due Outcome Reply ReplyWho ReplyDay];
    Correction "correction" "correction" Some(Field::Review) => [Review At Before After Reason Part Who Day];
    ExitRecord "exit_record" "step to an exit" Some(Field::Milestone) => [Milestone Region Part Day Who Evidence Text Reason];
    MeasureValue "measure_value" "value of a measure" Some(Field::OfMeasure) => [OfMeasure Day Value Source Note];
    ProblemArea "problem_area" "problem area" None => [Position Title Strategy Owner Status Due Note];
    Indicator "trend_indicator" "trend indicator" None => [Position Code Name Unit Direction Standard StandardSource Domain ProblemArea Source Unverified Note];
    TrendValue "trend_value" "value of an indicator" Some(Field::Indicator) => [Indicator Period Region Office Amount Edition Source Note];
    Study "special_study" "special study" None => [Position Step Title Text From Until Method Who Finding Status Indicator OfMeasure Note];
    Committee "committee" "committee" None => [Position Category Name Region Milestone Purpose Frequency From Until Note];
    Member "committee_member" "member" Some(Field::Committee) => [Committee Position Name Role Organisation Category Phone Email From Until Note];
    Session "committee_meeting" "committee meeting" Some(Field::Committee) => [Committee Position Day Time Site Status Minutes Decisions Note];
    Presence "committee_attendance" "attendance at a committee meeting" Some(Field::Session) => [Session Position Member Name Status];
    Recommendation "recommendation" "recommendation" Some(Field::Committee) => [Committee Session Position Text Category Source Instrument Question Indicator Year Region Owner Due Day Status Became Outcome Note];
    Theme "scan_theme" "theme of scans" None => [Position Name Note];
    ScanQuestion "scan_question" "optional question of scans" None => [Position Text From Until];
    Scan "qa_scan" "QA scan" None => [Worker Supervisor Office Region Month Day CaseId Status WentWell NeedsWork WellThemes NeedsThemes Reason Who Note];
    ScanAnswer "scan_answer" "answer in a scan" Some(Field::Scan) => [Scan ScanQuestion Answer Note];
    Snooze "snooze" "put off item" None => [About Part Due Until Reason Who Day];
    Former "former" "former name or place" None => [About Name Region District Office Role From Until];
    Interview "interview" "interview" Some(Field::Review) => [Review Position Role Day Status Who Note];
    Seat "case_reviewer" "reviewer of a case" Some(Field::Review) => [Review Position Name Role Part];
    Block "block" "imported block" None => [Answers Cases];
}
