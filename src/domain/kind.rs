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
                    Kind::Population | Kind::Elimination | Kind::Review | Kind::Comment | Kind::Challenge | Kind::Correction | Kind::Block
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
    Measure "measure" "measure" Some(Field::Milestone) => [Milestone Position Name Value Target Source Note Unverified];
    Consideration "consideration" "exit consideration" Some(Field::Milestone) => [Milestone Position Text Answer Note];
    RegionExit "region_exit" "region's exit" Some(Field::Milestone) => [Milestone Region ExitedOn ExitedBy Evidence];
    MiniPip "mini_pip" "Mini PIP" None => [Title Office District Stage ImplementationDate Areas Meeting Strategies Implementation Schedule Measurement Assistance GoalsServed Released Position];
    PipPerson "pip_person" "person of the plan" Some(Field::MiniPip) => [MiniPip Position Part Name Organisation Category Phone Email HelpsWith Asked];
    Element "element" "element" Some(Field::MiniPip) => [MiniPip Position Title Strategy Priority Domain Factors Responsible From Until Partners Instrument Question];
    Goal "goal" "goal" Some(Field::Element) => [Element Position Term Text Measure Baseline Target By];
    Row "pip_row" "row" Some(Field::Element) => [Element Position Part Text People Evidence Completion CompletionDue CompletionRepeat FollowUp FollowUpDue FollowUpRepeat Released Started Completed AcceptedBy AcceptedOn FollowedUp Value Note];
    Evaluation "evaluation" "evaluation row" Some(Field::MiniPip) => [MiniPip Position Method Measure Frequency Who];
    Agreement "agreement" "agreement" Some(Field::MiniPip) => [MiniPip Position Role Name Signed];
    Timeline "timeline" "timeline row" Some(Field::MiniPip) => [MiniPip Position Day DayText Activity Comment];
    Setting "setting" "setting" None => [Name Value];
    Round "round" "review round" None => [Form Year Region Title Status From Until Seed SampleSize Spares Allocation Margin Confidence SecondShare ChallengeUntil Note];
    Population "population" "population list" Some(Field::Round) => [Round List Rows Source];
    Elimination "elimination" "elimination" Some(Field::Round) => [Round Number Reason Note Who Day];
    Review "case_review" "case review" None => [Round Form Year Region Office Worker Supervisor CaseId Reviewer ReviewedOn From Until Covers Status Rating Note];
    Comment "review_comment" "comment" Some(Field::Review) => [Review At Text Who Day Status Reply ReplyWho ReplyDay];
    Challenge "challenge" "challenge" Some(Field::Review) => [Review At Text Who Day Due Outcome Reply ReplyWho ReplyDay];
    Correction "correction" "correction" Some(Field::Review) => [Review At Before After Reason Part Who Day];
    Block "block" "imported block" None => [Answers Cases];
}
