//! A chart as shapes on paper: its title and sentence above it, its source below, all kept on one page.

use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use super::flow::{Flow, NAME, REMARK, WORDS};
use super::page::{Role, Thing};
use super::signs;
use super::table::Rows;
use crate::domain::text::clean;
use crate::report::chart::{Chart, Drawing, Panel, Run};
use crate::report::render::layout::{Face, Grid, MARGIN};
use crate::report::render::svg;

/// A chart that can be laid out.
pub struct Figure<'a> {
    chart: &'a Chart,
    drawn: Result<(Rc<usvg::Tree>, f32, f32), Rows>,
}

impl<'a> Figure<'a> {
    /// Draws it, as wide as the room; as a table of its numbers if it cannot be drawn.
    pub fn new(chart: &'a Chart, flow: &Flow) -> Figure<'a> {
        let room = flow.room();
        let most = flow.full() - 120.0;
        let drawn = tree(chart).map(|tree| {
            let scale = (room / tree.size().width()).min(most / tree.size().height()).min(1.25);
            let (width, height) = (tree.size().width() * scale, tree.size().height() * scale);
            (Rc::new(tree), width, height)
        });
        let numbers = || {
            let (columns, rows) = chart.numbers();
            Rows::of(&Grid::of(&columns, &rows), &clean(&chart.title).0, room)
        };
        Figure { chart, drawn: drawn.ok_or_else(numbers) }
    }

    /// How much of it must stand together at its beginning.
    pub fn start(&self, flow: &Flow) -> f32 {
        let words = flow.height(&clean(&self.chart.title).0, NAME, 0.0) + flow.height(&clean(&self.chart.reading).0, WORDS, 0.0) + 10.0;
        match &self.drawn {
            Ok((.., height)) => words + height + flow.height(&clean(&self.chart.source).0, REMARK, 0.0) + 8.0,
            Err(rows) => words + rows.start(),
        }
    }

    /// Lays it out.
    pub fn place(&self, flow: &mut Flow) {
        let [title, reading, source] = [&self.chart.title, &self.chart.reading, &self.chart.source].map(|text| clean(text).0);
        flow.keep(self.start(flow));
        if !title.is_empty() {
            flow.paragraph(&title, NAME, 0, Role::Paragraph);
        }
        if !reading.is_empty() {
            flow.paragraph(&reading, WORDS, 0, Role::Paragraph);
        }
        flow.down(6.0);
        match &self.drawn {
            Ok((tree, width, height)) => {
                let alt = [title.as_str(), reading.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". ");
                let of = flow.pages.tag(0, Role::Figure(if alt.is_empty() { "Chart".to_owned() } else { alt }));
                let area = [MARGIN, flow.y(), *width, *height];
                flow.put(Thing::Chart { area, tree: Rc::clone(tree), of });
                flow.down(height + 4.0);
            }
            Err(rows) => rows.place(flow),
        }
        if !source.is_empty() {
            flow.down(2.0);
            flow.paragraph(&source, REMARK, 0, Role::Caption);
        }
        for text in texts(self.chart) {
            flow.strange.extend(signs::strange(text).into_iter().map(str::to_owned));
        }
    }
}

fn tree(chart: &Chart) -> Option<usvg::Tree> {
    let options = usvg::Options { font_family: FAMILY.to_owned(), fontdb: Arc::clone(fonts()), ..usvg::Options::default() };
    usvg::Tree::from_str(&svg::draw(&printable(chart)), &options).ok()
}

const FAMILY: &str = "Liberation Sans";

/// Our faces and no others: what is drawn must not depend on the machine.
fn fonts() -> &'static Arc<usvg::fontdb::Database> {
    static FONTS: OnceLock<Arc<usvg::fontdb::Database>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let mut fonts = usvg::fontdb::Database::new();
        for face in Face::ALL {
            fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(face.bytes())));
        }
        fonts.set_sans_serif_family(FAMILY);
        fonts.set_serif_family(FAMILY);
        fonts.set_monospace_family(FAMILY);
        Arc::new(fonts)
    })
}

fn texts(chart: &Chart) -> Vec<&str> {
    fn of(run: &Run) -> impl Iterator<Item = &str> {
        let points = run.points.iter().map(|point| point.label.as_str());
        points.chain(run.phases.iter().map(|phase| phase.words.as_str())).chain([run.goal_words.as_str()])
    }
    match &chart.drawing {
        Drawing::Bars(bars) => bars.iter().flat_map(|bar| [bar.label.as_str(), bar.note.as_str()]).collect(),
        Drawing::Run(run) => of(run).collect(),
        Drawing::Multiples(panels) => {
            panels.iter().flat_map(|Panel { label, run }| std::iter::once(label.as_str()).chain(of(run))).collect()
        }
        Drawing::Gantt(gantt) => {
            gantt.spans.iter().flat_map(|span| [span.group.as_str(), span.label.as_str(), span.note.as_str()]).collect()
        }
    }
}

/// The chart with stand-ins for the signs that no face has: a writer of PDF refuses them.
fn printable(chart: &Chart) -> Chart {
    fn run(run: &mut Run) {
        let points = run.points.iter_mut().map(|point| &mut point.label);
        let words = points.chain(run.phases.iter_mut().map(|phase| &mut phase.words)).chain([&mut run.goal_words]);
        words.for_each(|text| *text = stood_in(text));
    }
    let mut chart = chart.clone();
    chart.title = stood_in(&chart.title);
    chart.reading = stood_in(&chart.reading);
    chart.source = stood_in(&chart.source);
    match &mut chart.drawing {
        Drawing::Bars(bars) => {
            bars.iter_mut().flat_map(|bar| [&mut bar.label, &mut bar.note]).for_each(|text| *text = stood_in(text));
        }
        Drawing::Run(one) => run(one),
        Drawing::Multiples(panels) => {
            for panel in panels {
                panel.label = stood_in(&panel.label);
                run(&mut panel.run);
            }
        }
        Drawing::Gantt(gantt) => {
            for span in &mut gantt.spans {
                [&mut span.group, &mut span.label, &mut span.note].into_iter().for_each(|text| *text = stood_in(text));
            }
        }
    }
    chart
}

fn stood_in(text: &str) -> String {
    signs::plain(&clean(text).0)
}
