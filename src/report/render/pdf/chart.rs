//! A chart as shapes on paper: its title and sentence above it, its source below, all kept on one page.

use std::rc::Rc;

use super::flow::{Flow, NAME, REMARK, WORDS};
use super::page::{Role, Thing};
use super::signs;
use super::table::Rows;
use crate::domain::text::clean;
use crate::report::chart::{Chart, Drawing, Panel, Run};
use crate::report::model::Paper;
use crate::report::render::layout::{self, Grid, MARGIN};
use crate::report::render::{png, svg};

/// A chart that can be laid out.
pub struct Figure<'a> {
    chart: &'a Chart,
    drawn: Vec<Drawn>,
    numbers: Option<Rows>,
}

/// One drawing of a chart: a long one has several.
struct Drawn {
    tree: Rc<usvg::Tree>,
    width: f32,
    height: f32,
}

impl<'a> Figure<'a> {
    /// Draws it, as wide as the room; as a table of its numbers if it cannot be drawn.
    pub fn new(chart: &'a Chart, flow: &Flow) -> Figure<'a> {
        // Wider, its letters would be larger than those of the text.
        let room = flow.room().min(layout::room(Paper::Portrait));
        let most = flow.full() - WORDS_ROOM;
        let unit = room / svg::WIDTH as f32;
        let drawn = svg::pages(&printable(chart), f64::from(most / unit)).iter().filter_map(|svg| drawn(svg, room, most)).collect();
        let mut figure = Figure { chart, drawn, numbers: None };
        if figure.drawn.is_empty() {
            let (columns, rows) = chart.numbers();
            figure.numbers = Some(Rows::of(&Grid::of(&columns, &rows), &clean(&chart.title).0, flow.room()));
        }
        figure
    }

    /// How much of it must stand together at its beginning.
    pub fn start(&self, flow: &Flow) -> f32 {
        let words = flow.height(&clean(&self.chart.title).0, NAME, 0.0) + flow.height(&clean(&self.chart.reading).0, WORDS, 0.0) + 6.0;
        let source = flow.height(&clean(&self.chart.source).0, REMARK, 0.0) + 6.0;
        let first = self.drawn.first().map_or(0.0, |first| first.height + if self.drawn.len() == 1 { source } else { 0.0 });
        words + first + self.numbers.as_ref().map_or(0.0, Rows::start)
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
        let says = [title.as_str(), reading.as_str()].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(". ");
        let says = if says.is_empty() { "Chart".to_owned() } else { says };
        for (at, Drawn { tree, width, height }) in self.drawn.iter().enumerate() {
            let last = at + 1 == self.drawn.len();
            flow.keep(height + if last && !source.is_empty() { flow.height(&source, REMARK, 0.0) + 6.0 } else { 0.0 });
            let part = if self.drawn.len() == 1 { String::new() } else { format!(" Part {} of {}.", at + 1, self.drawn.len()) };
            let of = flow.pages.tag(0, Role::Figure(format!("{says}{part}")));
            flow.put(Thing::Chart { area: [MARGIN, flow.y(), *width, *height], tree: Rc::clone(tree), of });
            flow.down(*height);
        }
        if let Some(rows) = &self.numbers {
            rows.place(flow);
        }
        if !source.is_empty() {
            flow.down(6.0);
            flow.paragraph(&source, REMARK, 0, Role::Caption);
        }
        for text in texts(self.chart) {
            flow.strange.extend(signs::strange(text).into_iter().map(str::to_owned));
        }
    }
}

/// The title, the sentence and the source of a chart need about so much of a page.
const WORDS_ROOM: f32 = 110.0;

fn drawn(svg: &str, room: f32, most: f32) -> Option<Drawn> {
    let tree = usvg::Tree::from_str(svg, &png::options()).ok()?;
    let (wide, high) = (tree.size().width(), tree.size().height());
    let scale = (room / wide).min(most / high);
    Some(Drawn { tree: Rc::new(tree), width: wide * scale, height: high * scale })
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
