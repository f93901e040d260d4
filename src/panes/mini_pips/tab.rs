//! The pages of the pane as tabs, in groups: the boards over all plans, then what a plan goes through from its first concern
//! to its last meeting. What stands on a page is in `pages/`.

/// Tabs that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Over all plans.
    Boards,
    /// Where the chosen plan stands, and what it still needs.
    Stages,
    /// What comes before the plan is written.
    Before,
    /// The form.
    Form,
    /// While it is carried out.
    Work,
    /// Looking back, and on.
    Closing,
}

impl Group {
    /// All, in order.
    pub const ALL: [Group; 6] = [Group::Boards, Group::Stages, Group::Before, Group::Form, Group::Work, Group::Closing];

    /// Their titles.
    pub const TITLES: [&str; 6] = ["Boards", "Stages", "Community", "Form", "Follow-up", "Closing"];

    /// Its tabs.
    #[must_use]
    pub fn tabs(self) -> Vec<Tab> {
        Tab::ALL.into_iter().filter(|tab| tab.group() == self).collect()
    }
}

macro_rules! tabs {
    ($count:literal: $($(#[$default:meta])? $variant:ident $group:ident $title:literal $words:literal;)*) => {
        /// The tabs over the pane.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub enum Tab {
            $(#[doc = $words] $(#[$default])? $variant,)*
        }

        impl Tab {
            /// All, in order.
            pub const ALL: [Tab; $count] = [$(Tab::$variant,)*];

            /// What stands on the tab.
            #[must_use]
            pub const fn title(self) -> &'static str {
                match self { $(Tab::$variant => $title,)* }
            }

            /// What the page is for, in a list of pages.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Tab::$variant => $words,)* }
            }

            /// The group it belongs to.
            #[must_use]
            pub const fn group(self) -> Group {
                match self { $(Tab::$variant => Group::$group,)* }
            }
        }
    };
}

tabs! {23:
    Plans Boards "Plans" "All plans and where they stand";
    Selection Boards "Selection" "Which community comes next, and why";
    Stages Stages "Where it stands" "Stages passed, and what the next gate needs";
    Missing Stages "Still missing" "What the content rules still ask for";
    Versions Stages "Versions" "Frozen versions, who has them, and what changed";
    Asked Stages "Changes asked" "Changes asked for, and their answers";
    Concerns Before "Concerns" "Areas of concern, agreed before the first meeting";
    Meetings Before "Meetings" "Meetings: agenda, attendance, ideas, report-out";
    Cover Form "Cover" "Office, dates, lead, co-lead and team";
    Overview Form "I Overview" "Section I: the five overviews";
    #[default] Matrix Form "II Matrix" "Section II: elements, action steps, benchmarks";
    Agreements Form "III Agreements" "Section III: who agrees, and since when";
    Timeline Form "IV Timeline" "Section IV: the dates of the process";
    Collaborators Form "V Collaborators" "Section V: who can help, with what";
    Evaluation Form "Evaluation" "How the plan is monitored and evaluated";
    Schedule Work "Schedule" "All rows against the calendar";
    Checks Work "Checks" "Monitoring checks, done and due";
    Evidence Work "Evidence" "The evidence register";
    Notes Work "Notes" "Progress notes";
    Assistance Work "Assistance" "Technical assistance asked for and given";
    Peers Work "Peers" "Other offices that help, or are helped";
    Results Closing "Results" "Each element's measure before and after";
    Closing Closing "Closing" "Final evaluation, report and release";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_stand_group_by_group() {
        let groups: Vec<Group> = Tab::ALL.into_iter().map(Tab::group).collect();
        assert!(groups.is_sorted());
        assert_eq!(Group::ALL.into_iter().flat_map(Group::tabs).collect::<Vec<_>>(), Tab::ALL);
    }
}
