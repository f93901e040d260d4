//! The sections of the pane, and what stands where in its area.

use crate::command::Area;

/// A section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Section {
    /// The overall ratings, statewide and of each region.
    #[default]
    Overview,
    /// Every indicator in every region.
    Indicators,
    /// Every question through the years.
    Years,
    /// The cases of the year.
    Cases,
    /// What stands beside the scores of each region.
    Practice,
}

impl Section {
    /// All, in the order of the tabs.
    pub const ALL: [Section; 5] = [Section::Overview, Section::Indicators, Section::Years, Section::Cases, Section::Practice];

    /// Their tabs.
    pub const TITLES: [&'static str; 5] = ["Overview", "Indicators", "Through the years", "Cases", "What strong regions do"];

    /// Lines of the detail that are worth more than further rows.
    const fn detail(self) -> u16 {
        match self {
            Section::Overview => 13,
            Section::Indicators | Section::Years => 12,
            Section::Cases => 8,
            Section::Practice => 14,
        }
    }
}

/// Where things stand.
///
/// ```text
///  Overview  Indicators  Through the years  Cases  What strong regions do      tabs
///  Qualitative Case Review FY2026  Status 78.2 %  System 41.6 %                head
///  the section's grid                                                          grid
/// ─────────────────────────────────────────
///  what is under the cursor                                                    detail
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub tabs: Area,
    pub head: Area,
    pub grid: Area,
    pub rule: Area,
    pub detail: Area,
}

impl Parts {
    /// For an area, and a grid that would like so many lines.
    pub fn of(area: Area, section: Section, wish: u16) -> Parts {
        let line = |y: u16, height: u16| Area { y: area.y + y, height, ..area };
        let tabs = area.height.min(1);
        let head = u16::from(area.height >= 8);
        let below = area.height - tabs - head;
        // The detail takes what the grid leaves, and in any case its share.
        let least = if below >= 14 { (below / 3).min(section.detail()) } else { 0 };
        let detail = if least == 0 { 0 } else { below.saturating_sub(wish + 1).max(least.max(4) - 1).min(section.detail()) };
        let rule = u16::from(detail > 0);
        let grid = below - detail - rule;
        Parts {
            tabs: line(0, tabs),
            head: line(tabs, head),
            grid: line(tabs + head, grid),
            rule: line(tabs + head + grid, rule),
            detail: line(tabs + head + grid + rule, detail),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_screen_without_overlap_at_every_size() {
        for section in Section::ALL {
            for height in 0..=60 {
                for wish in [0, 5, 16, 40] {
                    let area = Area { x: 3, y: 2, width: 80, height };
                    let p = Parts::of(area, section, wish);
                    let lines = p.tabs.height + p.head.height + p.grid.height + p.rule.height + p.detail.height;
                    assert_eq!(lines, height, "{section:?} {height} {wish}");
                    assert_eq!(p.grid.y + p.grid.height, p.rule.y);
                }
            }
        }
    }
}
