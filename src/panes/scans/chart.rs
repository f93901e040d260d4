//! A series of months as a run of points, with what may be said of it in words.

use crate::domain::scan::series::Series;
use crate::widgets::chart::{self, Piece, Point};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;

/// The run, in exactly so many cells.
pub fn run(series: &Series, width: u16, height: u16, glyphs: &Glyphs) -> Vec<Vec<Piece>> {
    let outside = series.control.as_ref().map(crate::domain::stats::p_chart::PChart::outside).unwrap_or_default();
    let point = |(at, point): (usize, &crate::domain::scan::series::Point)| {
        let sign = if outside.contains(&at) { (glyphs.warning.to_owned(), Meaning::Warn) } else { (glyphs.met.to_owned(), Meaning::Good) };
        Point {
            period: point.month.format("%b").to_string(),
            share: point.share(),
            interval: None,
            goal: None,
            sign,
            chosen: false,
            under: vec![if point.whole > 0 { format!("{}/{}", point.part, point.whole) } else { String::new() }],
        }
    };
    let points: Vec<Point> = series.points.iter().enumerate().map(point).collect();
    chart::run(&points, &["n"], width, height, glyphs)
}

/// What may be said of it; with a median where there are points enough.
pub fn words(series: &Series) -> Vec<String> {
    let mut words = series.words();
    if let (Some(run), Some(first)) = (&series.run, words.first_mut()) {
        // Cut off like every percent here, never rounded up.
        let tenths = (run.median * 1000.0 + 1e-9).floor() as u32;
        *first = format!("Median {}.{} %. {first}", tenths / 10, tenths % 10);
    }
    words
}
