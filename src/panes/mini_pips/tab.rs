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
    Plans Boards "Plans" "all plans";
    Selection Boards "Selection" "which community comes next";
    Stages Stages "Where it stands" "stages and the next gate";
    Missing Stages "Still missing" "what the content rules ask for";
    Versions Stages "Versions" "frozen texts, who has them";
    Asked Stages "Changes asked" "changes asked for, answers";
    Concerns Before "Concerns" "areas of concern";
    Meetings Before "Meetings" "agenda, attendance, ideas";
    Cover Form "Cover" "office, lead, co-lead, team";
    Overview Form "I Overview" "the five overviews";
    #[default] Matrix Form "II Matrix" "elements, steps, benchmarks";
    Agreements Form "III Agreements" "who agrees, since when";
    Timeline Form "IV Timeline" "dates of the process";
    Collaborators Form "V Collaborators" "who can help, with what";
    Evaluation Form "Evaluation" "how the plan is evaluated";
    Schedule Work "Schedule" "rows against the calendar";
    Checks Work "Checks" "checks done and due";
    Evidence Work "Evidence" "the evidence register";
    Notes Work "Notes" "progress notes";
    Assistance Work "Assistance" "technical assistance";
    Peers Work "Peers" "offices that help each other";
    Results Closing "Results" "measures before and after";
    Closing Closing "Closing" "final evaluation, release";
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
