//! Charts of a class that is foreseen: how well customers are ranked, whether its probabilities can be taken at their word,
//! and what a campaign is expected to bring.

use crate::base::Message;
use crate::metrics::{CalibrationBin, Counts};
use crate::models::CalibrationKind;
use crate::study::churn::{ChurnFindings, ProfitPoint, paying};

use super::{Chart, ChartKind, Level, Line, LineChart};

/// Points of a curve: more than there are pixels to tell them apart.
const MOST_POINTS: usize = 400;
/// Lift among fewer of the customers jumps about.
const LEAST_CALLED: f64 = 0.02;
/// Of a staircase, in percent.
const SMALLEST_STEP: f64 = 1.5;

/// Found against called in vain, with the threshold ringed.
pub fn roc(churn: &ChurnFindings, at: Counts) -> Chart {
    let auc = measured(churn, "auc");
    let points = thinned(&churn.roc).map(|point| [percent(point.false_positive_rate), percent(point.recall)]);
    let ring = [percent(at.false_positive_rate()), percent(at.recall())];
    let name = Message::new("chart-churn-roc-line").number("auc", auc, 3);
    let lines = vec![chance(), curve(name, 0, apart(points), Some(ring))];
    let alt = Message::new("chart-churn-roc-alt").number("auc", auc, 3).share("found", at.recall(), 0).share(
        "vain",
        at.false_positive_rate(),
        0,
    );
    lines_chart("churn_roc", ["chart-churn-roc-title", "chart-churn-vain", "chart-churn-found"], alt, lines)
}

/// How many of those called really are of the class, by how many of the class are found.
pub fn precision_recall(churn: &ChurnFindings, at: Counts) -> Chart {
    let average = measured(churn, "average_precision");
    // The first point calls nobody, of whom nothing can be said.
    let points = thinned(&churn.precision_recall).filter(|point| point.threshold.is_finite());
    let points = apart(points.map(|point| [percent(point.recall), percent(point.precision)]));
    let ring = [percent(at.recall()), percent(at.precision())];
    let share = share_of_class(at);
    let name = Message::new("chart-churn-pr-line").number("value", average, 3);
    let alt = Message::new("chart-churn-pr-alt")
        .number("value", average, 3)
        .share("found", at.recall(), 0)
        .share("precision", at.precision(), 0)
        .share("share", share, 0);
    let mut chart = lines_chart(
        "churn_precision_recall",
        ["chart-churn-pr-title", "chart-churn-found", "chart-churn-right"],
        alt,
        vec![curve(name, 0, points, Some(ring))],
    );
    if let ChartKind::Lines(lines) = &mut chart.kind {
        lines.levels.push(Level { name: Message::new("chart-churn-anybody"), at: percent(share) });
        lines.reach.extend([[0.0, 0.0], [100.0, 100.0]]);
    }
    chart
}

/// How many of the class are found by calling so many customers.
pub fn gains(churn: &ChurnFindings, at: Counts) -> Chart {
    let points = called(churn, at).map(|(called, found)| [percent(called), percent(found)]).collect();
    let ring = [percent(share_called(at)), percent(at.recall())];
    let tenth = churn.gains.first();
    let alt = Message::new("chart-churn-gains-alt")
        .share("called", share_called(at), 0)
        .share("found", at.recall(), 0)
        .share("tenth", tenth.map_or(0.0, |bin| bin.share_called), 0)
        .share("of_tenth", tenth.map_or(0.0, |bin| bin.share_found), 0);
    let name = Message::new("chart-churn-gains-line");
    lines_chart(
        "churn_gains",
        ["chart-churn-gains-title", "chart-churn-called", "chart-churn-found"],
        alt,
        vec![chance(), curve(name, 2, points, Some(ring))],
    )
}

/// How many times as many are found as by calling anybody.
pub fn lift(churn: &ChurnFindings, at: Counts) -> Chart {
    let points = called(churn, at).filter(|(called, _)| *called >= LEAST_CALLED);
    let points = points.map(|(called, found)| [percent(called), found / called]).collect();
    let here = at.recall() / share_called(at);
    let ring = here.is_finite().then(|| [percent(share_called(at)), here]);
    let first = churn.gains.first().map_or(0.0, |bin| bin.lift);
    let alt = Message::new("chart-churn-lift-alt").number("first", first, 1);
    let mut chart = lines_chart(
        "churn_lift",
        ["chart-churn-lift-title", "chart-churn-called", "chart-churn-lift"],
        alt.number("lift", if here.is_finite() { here } else { 0.0 }, 1).share("called", share_called(at), 0),
        vec![curve(Message::new("chart-churn-lift"), 2, points, ring)],
    );
    if let ChartKind::Lines(lines) = &mut chart.kind {
        lines.levels.push(Level { name: Message::new("chart-churn-anybody"), at: 1.0 });
        lines.reach.push([0.0, 0.0]);
    }
    chart
}

/// The probability said against what happened, before and after calibration.
pub fn reliability(churn: &ChurnFindings) -> Chart {
    let points = |bins: &[CalibrationBin]| -> Vec<[f64; 2]> {
        bins.iter().map(|bin| [percent(bin.mean_probability), percent(bin.rate)]).collect()
    };
    let [before, after] = &churn.calibration;
    let mut lines = vec![Line { name: Message::new("chart-churn-perfect"), ..chance() }];
    if churn.decision.calibration.kind() != CalibrationKind::None {
        lines.push(curve(Message::new("chart-churn-before"), 1, points(before), None));
    }
    let key = if lines.len() > 1 { "chart-churn-after" } else { "chart-churn-as-they-are" };
    lines.push(curve(Message::new(key), 0, points(after), None));
    let part = |bin: &CalibrationBin| {
        let words = Message::new("chart-churn-reliability-part").share("said", bin.mean_probability, 0);
        words.share("happened", bin.rate, 0)
    };
    let alt = Message::new("chart-churn-reliability-alt")
        .with("parts", after.iter().map(part).collect::<Vec<_>>())
        .share("before", churn.ece[0], 1)
        .share("after", churn.ece[1], 1);
    lines_chart(
        "churn_reliability",
        ["chart-churn-reliability-title", "chart-churn-said", "chart-churn-happened"],
        alt,
        lines,
    )
}

/// What a campaign is expected to bring, with its range; `called` customers are called at the threshold shown, and up to
/// `most` calls pay.
pub fn profit(curve: &[ProfitPoint], called: u64, most: u64) -> Chart {
    let line = Line {
        name: Message::new("chart-churn-profit"),
        colour: Some(0),
        dashed: false,
        points: curve.iter().map(|point| [point.called as f64, point.profit]).collect(),
        band: curve.iter().map(|point| [point.called as f64, point.low, point.high]).collect(),
        ring: paying(curve, most).map(|point| [point.called as f64, point.profit]),
    };
    let alt = match paying(curve, most) {
        Some(point) => Message::new("chart-churn-profit-alt")
            .with("called", point.called)
            .number("profit", point.profit, 0)
            .number("low", point.low, 0)
            .number("high", point.high, 0),
        None => Message::new("chart-churn-profit-none"),
    };
    let mut chart = lines_chart(
        "churn_profit",
        ["chart-churn-profit-title", "chart-churn-customers", "chart-churn-profit"],
        alt,
        vec![line],
    );
    if let ChartKind::Lines(lines) = &mut chart.kind {
        lines.cursor = Some(called as f64);
        lines.cursor_name = Some(Message::new("chart-churn-profit-list").with("n", called));
        lines.reach.extend(curve.iter().flat_map(|point| {
            let at = point.called as f64;
            [[at, point.low], [at, point.high]]
        }));
        lines.reach.push([0.0, 0.0]);
    }
    chart
}

/// Shares of the customers called and of the class found, from nobody to everybody.
fn called(churn: &ChurnFindings, at: Counts) -> impl Iterator<Item = (f64, f64)> + '_ {
    let share = share_of_class(at);
    thinned(&churn.roc)
        .map(move |point| (point.recall * share + point.false_positive_rate * (1.0 - share), point.recall))
}

fn share_of_class(at: Counts) -> f64 {
    (at.true_positive + at.false_negative) as f64 / at.total().max(1) as f64
}

fn share_called(at: Counts) -> f64 {
    at.called() as f64 / at.total().max(1) as f64
}

fn measured(churn: &ChurnFindings, name: &str) -> f64 {
    churn.measured.iter().find(|measured| measured.name == name).map_or(0.0, |measured| measured.value)
}

fn percent(share: f64) -> f64 {
    share * 100.0
}

/// What anybody would reach: as many found as called.
fn chance() -> Line {
    Line {
        name: Message::new("chart-churn-chance"),
        colour: None,
        dashed: true,
        points: vec![[0.0, 0.0], [100.0, 100.0]],
        band: Vec::new(),
        ring: None,
    }
}

fn curve(name: Message, colour: usize, points: Vec<[f64; 2]>, ring: Option<[f64; 2]>) -> Line {
    Line { name, colour: Some(colour), dashed: false, points, band: Vec::new(), ring }
}

fn lines_chart(id: &'static str, [title, x, y]: [&'static str; 3], alt: Message, lines: Vec<Line>) -> Chart {
    let (x, y) = (Message::new(x), Message::new(y));
    let (reach, levels) = (Vec::new(), Vec::new());
    let chart = LineChart { x, y, lines, cursor: None, cursor_name: None, reach, levels };
    Chart { id, title: Message::new(title), alt, kind: ChartKind::Lines(chart) }
}

/// Without the smallest steps of a staircase, which are drawn as a blot; the last point stays.
fn apart(points: impl Iterator<Item = [f64; 2]>) -> Vec<[f64; 2]> {
    let mut kept: Vec<[f64; 2]> = Vec::new();
    let mut last = None;
    for point in points {
        let far = |before: &[f64; 2]| (point[0] - before[0]).hypot(point[1] - before[1]) >= SMALLEST_STEP;
        if kept.last().is_none_or(far) {
            kept.push(point);
        }
        last = Some(point);
    }
    if kept.last() != last.as_ref() {
        kept.extend(last);
    }
    kept
}

/// The first and the last point and as many between them as can be told apart.
fn thinned<T>(points: &[T]) -> impl Iterator<Item = &T> {
    let n = points.len();
    let shown = n.min(MOST_POINTS);
    (0..shown).filter_map(move |index| points.get(index * (n - 1).max(1) / (shown - 1).max(1)))
}
