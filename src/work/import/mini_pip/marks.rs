//! Places whose tags a word processor has dropped: their bookmarks say which they were.

use std::collections::HashMap;

use crate::domain::book::Book;
use crate::domain::id::Id;
use crate::domain::kind::Kind;
use crate::domain::mark;
use crate::domain::paper::base::Base;
use crate::import::docx::{Block, Control, Document};
use crate::report::Part;
use crate::report::build::form;

/// Gives the cells of a document the tags that their bookmarks stand for.
pub(super) fn name(book: &Book, document: &mut Document) {
    let lost = |document: &Document| {
        let mut cells = document.tables().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        cells.any(|cell| cell.tags().next().is_none() && !cell.marks.is_empty())
    };
    if !lost(document) {
        return;
    }
    let plan = Base::read(&document.properties).and_then(|base| base.plan).filter(|id| book.get(*id).is_some());
    let plans: Vec<Id> = plan.map_or_else(|| book.all(Kind::MiniPip).iter().map(|plan| plan.id).collect(), |plan| vec![plan]);
    let mut tags: HashMap<String, String> = HashMap::new();
    for plan in plans.into_iter().map(Some).chain([None]) {
        for part in form::build(book, plan, None).parts {
            let Part::Form(form) = part else { continue };
            tags.extend(form.rows.into_iter().flatten().filter_map(|slot| slot.tag).map(|tag| (mark::of(&tag), tag)));
        }
    }
    let cells = document.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    for cell in cells.flat_map(|table| &mut table.rows).flat_map(|row| &mut row.cells) {
        if cell.tags().next().is_some() {
            continue;
        }
        if let Some(tag) = cell.marks.iter().find_map(|mark| tags.get(mark)) {
            cell.controls.push(Control { tag: tag.clone(), text: cell.text.clone(), ..Control::default() });
        }
    }
}
