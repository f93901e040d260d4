//! What is said about the cursor: a figure with all it rests on, a case with its people, a region with what stands beside its scores.
//! Pieces of text with a meaning, wrapped to a width; nothing is drawn here.

use super::beside;
use super::cases::Rows;
use super::matrix::Shown;
use super::section::Section;
use super::table::{Spot, standing};
use crate::command::Context;
use crate::domain::addressed::{self, Addressing, Naming};
use crate::domain::figure;
use crate::domain::qcr::people::Spoken;
use crate::domain::qcr::practice::Practice;
use crate::domain::qcr::{Figure, Qcr, words};
use crate::domain::ratio::Ratio;
use crate::domain::review::Status;
use crate::domain::score::Score;
use crate::domain::tone::Tone;
use crate::widgets::chart::{self, Piece, Point};
use crate::widgets::glyphs::Glyphs;
use crate::widgets::meaning::Meaning;
use crate::widgets::width;

/// A line.
pub(super) type Words = Vec<Piece>;

fn say(lines: &mut Vec<Words>, text: &str, meaning: Meaning, room: u16) {
    for line in width::wrap(text, usize::from(room.max(12))) {
        lines.push(vec![(line.of(text).trim_end().to_owned(), meaning)]);
    }
}

/// The answer at once: instrument, year and place, and how each overall rating stands.
pub(super) fn head(qcr: &Qcr, shown: Shown, section: Section, cx: &Context, glyphs: &Glyphs, room: u16) -> Words {
    let (year, region) = (cx.chosen.year, cx.chosen.region);
    let place = region.map_or("Statewide", |id| cx.book.name(id));
    let wide = room >= 100;
    let title = qcr.version(year).filter(|_| room >= 132).map_or("QCR", |version| version.title.as_str());
    let mut line = vec![(format!("{title} {place} FY{year}  "), Meaning::Title)];
    for subject in qcr.verdicts(year) {
        let name = if wide { subject.area_name.clone() } else { beside::area_word(&subject.area_name) };
        let figure = qcr.figure(&subject.code, region, year);
        let Some((figure, score)) = figure.as_ref().and_then(|figure| Some((figure, figure.score()?))) else {
            line.push((format!("{name} no review  "), Meaning::NoRate));
            continue;
        };
        let (signed, meaning) = standing(figure, glyphs);
        let of = score.applicable.map_or_else(|| " published".to_owned(), |n| format!(" of {n}"));
        line.push((format!("{name} "), Meaning::Text));
        line.push((format!("{signed} {} %{of}  ", score.percent()), meaning));
    }
    if shown.below && matches!(section, Section::Indicators | Section::Years) {
        line.push(("only below the goal".to_owned(), Meaning::Accent));
    }
    line
}

/// A figure: what it is, what it is made of, the change, where it comes from, what addresses it.
/// The elements that address it are looked for among those given.
pub(super) fn of_figure(qcr: &Qcr, among: &[Naming], spot: &Spot, cx: &Context, glyphs: &Glyphs, (room, spark): (u16, bool)) -> Vec<Words> {
    let mut lines = Vec::new();
    let Some(code) = spot.question.as_deref() else { return lines };
    let place = spot.region.map_or("Statewide", |id| cx.book.name(id));
    let subject = qcr.subject(code, spot.year);
    let name = match &subject {
        Some(subject) if subject.verdict => format!("{}, overall", subject.area_name),
        _ => code.to_owned(),
    };
    let dot = glyphs.dot;
    lines.push(vec![(format!("{name} {dot} {place} {dot} FY{}", spot.year), Meaning::Title)]);
    let figure = qcr.figure(code, spot.region, spot.year);
    match figure.as_ref().and_then(|figure| Some((figure, figure.score()?))) {
        Some((figure, score)) => made_of(&mut lines, figure, score, cx, glyphs, room),
        None => say(&mut lines, &format!("No review and no published figure in FY{}.", spot.year), Meaning::Muted, room),
    }
    if spark {
        let series = qcr.series(code, spot.region);
        let known = |row: &crate::domain::standing::StandingRow| row.score.as_ref()?.score.map(Ratio::fraction);
        let values: Vec<Option<f64>> = series.iter().map(|(_, row)| row.and_then(known)).collect();
        if let (Some((first, _)), Some((last, _))) = (series.first(), series.last()) {
            let run = chart::own_sparkline(&values, glyphs);
            lines.push(vec![(format!("FY{first} "), Meaning::Muted), (run, Meaning::Bar), (format!(" FY{last}"), Meaning::Muted)]);
        }
    }
    let found = addressed::elements_among(among, cx.book, &qcr.codes(code), spot.region, cx.today);
    elements(&mut lines, &found, figure.as_ref(), glyphs, room);
    if let Some(subject) = subject {
        let marks = [(subject.core, "core indicator"), (subject.trump, "decides its area"), (subject.unverified, "recalled, not verified")];
        let marks: Vec<&str> = marks.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect();
        let marks = if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
        say(&mut lines, &format!("{}{marks}", subject.text), Meaning::Muted, room);
    }
    lines
}

fn made_of(lines: &mut Vec<Words>, figure: &Figure, score: &Score, cx: &Context, glyphs: &Glyphs, room: u16) {
    let (signed, meaning) = standing(figure, glyphs);
    let parts = [Some(figure::rate(score)), figure::goal(score), figure::distance(score)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    say(lines, &format!("{signed} {}", parts.join(", ")), meaning, room);
    match (words::interval(score), score.certainty()) {
        (Some(interval), certainty) => {
            let certain = certainty.map_or_else(String::new, |certainty| format!(": {}", certainty.words()));
            say(lines, &format!("95 % interval {interval}{certain}; {}", figure.row.standing.words()), Meaning::Text, room);
        }
        (None, _) if score.credit.is_none() => {
            say(lines, "A percent alone: n is not known, so there is no interval.", Meaning::Muted, room);
        }
        _ => {}
    }
    match &figure.change {
        Some(change) => {
            let words = format!("Since FY{}: {}", figure.row.year - 1, change.words());
            say(lines, &words, Meaning::Text, room);
        }
        None => say(lines, &format!("No figure in FY{} to compare with.", figure.row.year - 1), Meaning::Muted, room),
    }
    if let Some(lacking) = figure.lacking(cx.book) {
        say(lines, &format!("{} {lacking}: nothing is taken for them.", glyphs.warning), Meaning::Warn, room);
    }
    let origin = figure.origin();
    let mut chars = origin.chars();
    let origin = chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect());
    let published = figure.editions.first();
    let source = match (figure.is_published(), published) {
        (true, Some(one)) => [one.source.as_str(), one.note.as_str()].into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join("; "),
        (false, Some(one)) => {
            let percent = one.percent.map_or_else(String::new, |percent| percent.to_string());
            let differs =
                figure.row.difference.map_or_else(String::new, |by| format!(", counted less published {} points", words::points(by)));
            format!("published {percent}{differs}")
        }
        _ => String::new(),
    };
    let source = if source.is_empty() { String::new() } else { format!(": {source}") };
    say(lines, &format!("{origin}{source}"), Meaning::Muted, room);
}

fn elements(lines: &mut Vec<Words>, found: &[Addressing], figure: Option<&Figure>, glyphs: &Glyphs, room: u16) {
    let failing = figure.is_some_and(|f| f.row.standing.tone() != Tone::Neutral && !f.row.standing.is_met());
    for one in found.iter().take(2) {
        let state = if one.released { "released" } else { crate::domain::gate::words(one.stage) };
        let words = format!("{} {}, element {}: {} ({state})", glyphs.bullet, one.plan, one.number, one.title);
        lines.push(vec![(width::truncate(&words, usize::from(room), glyphs.ellipsis).into_owned(), Meaning::Link)]);
    }
    if found.is_empty() && failing {
        say(lines, "No Mini PIP element addresses it: e makes one.", Meaning::Warn, room);
    }
}

/// The run of a figure through the years.
pub(super) fn run(qcr: &Qcr, spot: &Spot, cx: &Context, glyphs: &Glyphs, (room, height): (u16, u16)) -> Vec<Words> {
    let Some(code) = spot.question.as_deref() else { return Vec::new() };
    let point = |(year, row): (i32, Option<&crate::domain::standing::StandingRow>)| {
        let score = row.and_then(|row| row.score.as_ref());
        let figure = qcr.figure(code, spot.region, year);
        let sign = figure.as_ref().map_or(("", Meaning::Text), |figure| standing(figure, glyphs));
        let goal = score.and_then(|s| s.goal).or_else(|| qcr.subject(code, year).map(|s| s.goal.into()));
        Point {
            period: year.to_string(),
            share: score.and_then(|s| s.score).map(Ratio::fraction),
            interval: score.and_then(Score::wilson),
            goal: goal.map(Ratio::fraction),
            sign: (sign.0.to_owned(), sign.1),
            chosen: year == cx.chosen.year,
            under: Vec::new(),
        }
    };
    let points: Vec<Point> = qcr.series(code, spot.region).into_iter().map(point).collect();
    chart::run(&points, &[], room, height, glyphs)
}

/// A case: its ratings, its reviewers and its interviews.
pub(super) fn of_case(rows: &Rows, row: usize, cx: &Context, glyphs: &Glyphs, room: u16) -> Vec<Words> {
    let mut lines = Vec::new();
    let Some(line) = rows.cases.line(row) else { return lines };
    let rated = rows.rated(line);
    let (reviewers, known) = rows.cases.reviewers(line);
    let title = format!("{} {} {}", line.case_id, glyphs.dot, cx.book.name(line.office));
    let verdict = match rated.acceptable() {
        Some(true) => ("  acceptable on every overall rating", Meaning::Met),
        Some(false) => ("  not acceptable", Meaning::Below),
        None => ("  not rated yet", Meaning::Muted),
    };
    let status = match line.status {
        Status::Final => ("; final, it counts".to_owned(), Meaning::Muted),
        open => (format!("; {}, it does not count yet", open.words()), Meaning::Warn),
    };
    lines.push(vec![(title, Meaning::Title), (verdict.0.to_owned(), verdict.1), status]);
    if rated.is_contradicted() {
        let words = format!("{} {}: says otherwise than the rating that was given. The given one counts.", glyphs.warning, rated.notes());
        say(&mut lines, &words, Meaning::Warn, room);
    }
    if known {
        say(&mut lines, &format!("Reviewed by {reviewers}"), Meaning::Text, room);
    } else {
        let by = if reviewers.is_empty() { String::new() } else { format!("Reviewed by {reviewers}. ") };
        say(
            &mut lines,
            &format!("{by}The roles of its reviewers are not recorded: Enter opens the case, F4 there says who."),
            Meaning::Muted,
            room,
        );
    }
    let interviews = rows.cases.interviews(line.id, cx.day_first);
    if interviews.is_empty() {
        say(&mut lines, "No interview is recorded.", Meaning::Muted, room);
    } else {
        let held = interviews.iter().filter(|(_, status)| *status == Spoken::Held).count();
        let words: Vec<&str> = interviews.iter().map(|(words, _)| words.as_str()).collect();
        say(&mut lines, &format!("{held} of {} interviews held: {}", interviews.len(), words.join(", ")), Meaning::Text, room);
    }
    lines
}

/// A region: each thing beside its scores as a bar, the state's share beside it; and what such a comparison cannot say.
pub(super) fn of_practice(qcr: &Qcr, practices: &[Practice], spot: &Spot, cx: &Context, glyphs: &Glyphs, room: u16) -> Vec<Words> {
    let mut lines = Vec::new();
    let Some(practice) = practices.iter().find(|one| one.region == spot.region) else { return lines };
    let place = spot.region.map_or("Statewide", |id| cx.book.name(id));
    let mut title = vec![(format!("{place} {} FY{}", glyphs.dot, spot.year), Meaning::Title)];
    for (subject, score) in qcr.verdicts(spot.year).iter().zip(&practice.scores) {
        let words = score.as_ref().map_or_else(|| "no review".to_owned(), figure::rate);
        title.push((format!("  {} {words}", beside::area_word(&subject.area_name)), Meaning::Text));
    }
    lines.push(title);
    let state = practices.iter().find(|one| one.region.is_none()).filter(|_| spot.region.is_some()).map(beside::lines);
    let cells = if room >= 100 { 30 } else { 14 };
    for (at, (name, share, words)) in beside::lines(practice).into_iter().enumerate() {
        let of_state = state.as_ref().and_then(|lines| lines[at].1);
        let mut line = vec![(width::pad(name, 18, width::Align::Left, glyphs.ellipsis), Meaning::Text)];
        line.extend(chart::bar(share, of_state, cells, Meaning::Bar, glyphs));
        line.push((format!("  {words}"), if share.is_some() { Meaning::Text } else { Meaning::Muted }));
        if let Some(of_state) = of_state.filter(|_| room >= 100) {
            line.push((format!("  (state {:.1} %)", of_state * 100.0), Meaning::Muted));
        }
        lines.push(line);
    }
    let mark = if spot.region.is_some() { " The mark on a bar is the state's share." } else { "" };
    let regions = practices.len().saturating_sub(1);
    let words = format!(
        "These stand beside the scores and are no cause of them: {regions} regions are too few to tell, and they differ in much else.{mark} \
         'Not written down' is the share of the reasons given in the case process review that say the work was done but not documented."
    );
    say(&mut lines, &words, Meaning::Muted, room);
    lines
}
