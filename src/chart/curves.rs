//! Charts of the training: errors and learning rates by round, while it runs, in the replay and in the results.

use std::collections::BTreeMap;

use crate::base::Message;
use crate::models::CurvePoint;
use crate::study::curves::{band, thin};
use crate::study::judge::mean_and_sd;
use crate::study::segments::find_method;
use crate::study::{CurveBand, Findings, Lane, methods};

use super::palette::MARKERS;
use super::{Chart, ChartKind, Line, LineChart};

/// The curves of a race so far, or up to a round of its replay.
#[derive(Clone, Debug)]
pub struct Curves<'a> {
    /// Ids of the methods; the position is the colour.
    pub methods: &'a [String],
    pub lanes: Vec<(Lane, &'a [CurvePoint])>,
    /// A line for every start instead of the mean of each method.
    pub every_start: bool,
    /// The replay's round; everything there is without one.
    pub until: Option<u32>,
}

impl Curves<'_> {
    /// Mean and standard deviation of the accuracy on validation customers at the round shown, by method.
    pub fn valid_accuracy(&self) -> Vec<Option<(f64, f64)>> {
        self.accuracy(|points| points.last().map(|point| point.valid_accuracy))
    }

    /// The same at the round whose network is kept of each start: the one with the least validation error, up to the
    /// round shown.
    pub fn kept_accuracy(&self) -> Vec<Option<(f64, f64)>> {
        self.accuracy(|points| {
            let able = points.iter().filter(|point| point.valid_loss.is_finite());
            able.min_by(|a, b| a.valid_loss.total_cmp(&b.valid_loss)).map(|point| point.valid_accuracy)
        })
    }

    /// Mean and standard deviation of one accuracy a start, by method.
    fn accuracy(&self, of_start: impl Fn(&[CurvePoint]) -> Option<f64>) -> Vec<Option<(f64, f64)>> {
        let of_method = |method: usize| {
            let starts = self.lanes.iter().filter(|(lane, _)| lane.method == method);
            let values = starts.filter_map(|(_, points)| of_start(self.shown(points)));
            let values: Vec<f64> = values.filter(|accuracy| accuracy.is_finite()).collect();
            (!values.is_empty()).then(|| mean_and_sd(&values))
        };
        (0..self.methods.len()).map(of_method).collect()
    }

    /// The lowest and the highest learning rate at the round shown, of each method's first start.
    pub fn learning_rates(&self) -> Option<[f64; 2]> {
        let first = self.lanes.iter().filter(|(lane, _)| (lane.repeat, lane.fold) == (0, 0));
        let now = first.filter_map(|(_, points)| self.shown(points).last()).map(|point| point.learning_rate);
        now.fold(None, |range, rate| {
            let [low, high] = range.unwrap_or([rate, rate]);
            Some([rate.min(low), rate.max(high)])
        })
    }

    /// The points up to the round shown.
    fn shown<'p>(&self, points: &'p [CurvePoint]) -> &'p [CurvePoint] {
        let n = self.until.map_or(points.len(), |until| points.partition_point(|point| point.epoch <= until));
        &points[..n]
    }

    /// The whole curves of each method.
    fn by_method(&self) -> BTreeMap<usize, Vec<&[CurvePoint]>> {
        let mut curves: BTreeMap<usize, Vec<&[CurvePoint]>> = BTreeMap::new();
        for (lane, points) in self.lanes.iter().filter(|(_, points)| !points.is_empty()) {
            curves.entry(lane.method).or_default().push(points);
        }
        curves
    }

    fn name(&self, method: usize) -> Message {
        self.methods.get(method).map_or_else(|| Message::text(""), |id| method_name(id))
    }
}

/// What a method is called.
pub fn method_name(id: &str) -> Message {
    let name_key = methods::find(id).map(|method| method.name_key);
    match name_key.or_else(|_| find_method(id).map(|method| method.name_key)) {
        Ok(key) => Message::new(key),
        Err(_) => Message::text(id),
    }
}

/// The colour of the method at this position: more methods than colours are grey.
pub(super) fn colour(method: usize) -> Option<usize> {
    (method < MARKERS.len()).then_some(method)
}

/// Training and validation errors of a race by round: the mean over its starts, or every start.
pub fn live_curves(curves: &Curves) -> Chart {
    let mut lines = Vec::new();
    let mut last = Vec::new();
    for (method, starts) in curves.by_method() {
        let mean = band(&starts);
        last.extend(last_errors(curves.name(method), &mean, curves.until));
        if curves.every_start {
            lines.extend(starts.iter().flat_map(|start| {
                let points = thin(start, 0);
                let pick =
                    |value: fn(&CurvePoint) -> f64| points.iter().map(|p| (p.epoch, value(p))).collect();
                let train: Vec<(u32, f64)> = pick(|point| point.train_loss);
                let valid: Vec<(u32, f64)> = pick(|point| point.valid_loss);
                [line(curves, method, false, &train), line(curves, method, true, &valid)]
            }));
        } else {
            lines.extend(mean_lines(curves.name(method), method, &mean, false));
        }
    }
    error_chart("live-curves", line_chart("chart-error", lines, curves.until), last)
}

/// Learning rates by round: of each method's first start.
pub fn learning_rate(curves: &Curves) -> Chart {
    let mut lines = Vec::new();
    let mut last = Vec::new();
    for (method, starts) in curves.by_method() {
        let Some(first) = starts.first() else { continue };
        let points: Vec<(u32, f64)> =
            thin(first, 0).iter().map(|point| (point.epoch, point.learning_rate)).collect();
        if let Some(now) = curves.shown(first).last() {
            let part = Message::new("chart-rate-part").with("method", curves.name(method));
            last.push(part.number("rate", now.learning_rate, 4).with("round", now.epoch));
        }
        lines.push(line(curves, method, false, &points));
    }
    let alt = alt("chart-rate-alt", last);
    let kind = ChartKind::Lines(line_chart("chart-rate", lines, curves.until));
    Chart { id: "learning-rate", title: Message::new("chart-rate-title"), alt, kind }
}

/// Errors by round of a finished race: means over repeats and folds, with the spread of the validation error.
pub fn error_curves(findings: &Findings) -> Chart {
    let mut lines = Vec::new();
    let mut last = Vec::new();
    for (index, method) in findings.methods.iter().enumerate() {
        let name = method_name(&method.id);
        last.extend(last_errors(name.clone(), &method.band, None));
        lines.extend(mean_lines(name, index, &method.band, true));
    }
    error_chart("error-curves", line_chart("chart-error", lines, None), last)
}

fn error_chart(id: &'static str, lines: LineChart, last: Vec<Message>) -> Chart {
    Chart {
        id,
        title: Message::new("chart-error-title"),
        alt: alt("chart-error-alt", last),
        kind: ChartKind::Lines(lines),
    }
}

/// The lines over the rounds, cut where a replay stands.
fn line_chart(y: &'static str, mut lines: Vec<Line>, until: Option<u32>) -> LineChart {
    let cursor = until.map(f64::from);
    let mut reach = Vec::new();
    if let Some(until) = cursor {
        for line in &mut lines {
            reach.extend(extremes(&line.points));
            line.points.retain(|point| point[0] <= until);
            line.band.retain(|point| point[0] <= until);
            line.ring = line.ring.filter(|ring| ring[0] <= until);
        }
    }
    let (x, y) = (Message::new("chart-round"), Message::new(y));
    LineChart { x, y, lines, cursor, cursor_name: None, reach, levels: Vec::new() }
}

/// The last, the highest and the lowest point, and the lowest one that a logarithmic axis can hold.
fn extremes(points: &[[f64; 2]]) -> impl Iterator<Item = [f64; 2]> {
    let by_height = |a: &&[f64; 2], b: &&[f64; 2]| a[1].total_cmp(&b[1]);
    let positive = points.iter().filter(|point| point[1] > 0.0).min_by(by_height);
    let (high, low) = (points.iter().max_by(by_height), points.iter().min_by(by_height));
    [points.last(), high, low, positive].into_iter().flatten().copied()
}

fn alt(key: &'static str, parts: Vec<Message>) -> Message {
    if parts.is_empty() { Message::new("chart-nothing-yet") } else { Message::new(key).with("parts", parts) }
}

/// Where a method's errors stand at the end or at the replay's round, in words.
fn last_errors(name: Message, mean: &CurveBand, until: Option<u32>) -> Option<Message> {
    let n = mean.epochs.iter().take_while(|epoch| until.is_none_or(|until| **epoch <= until)).count();
    let at = n.checked_sub(1)?;
    let (epoch, train, valid) = (mean.epochs.get(at)?, mean.train.get(at)?, mean.valid.get(at)?);
    let part = Message::new("chart-error-part").with("method", name).with("round", *epoch);
    Some(part.number("train", train.0, 4).number("valid", valid.0, 4))
}

fn line(curves: &Curves, method: usize, dashed: bool, points: &[(u32, f64)]) -> Line {
    Line {
        name: curves.name(method),
        colour: colour(method),
        dashed,
        points: finite(points.iter().copied()),
        band: Vec::new(),
        ring: None,
    }
}

/// The mean training error and, dashed, the mean validation error with its best round ringed.
fn mean_lines(name: Message, method: usize, mean: &CurveBand, with_band: bool) -> [Line; 2] {
    let pair = |values: &[(f64, f64)]| -> Vec<[f64; 2]> {
        finite(mean.epochs.iter().zip(values).map(|(&epoch, value)| (epoch, value.0)))
    };
    let (train, valid) = (pair(&mean.train), pair(&mean.valid));
    let spread = mean.epochs.iter().zip(&mean.valid).filter(|_| with_band);
    let band = spread
        .filter(|(_, value)| value.0.is_finite() && value.1.is_finite())
        .map(|(&epoch, &(value, sd))| [f64::from(epoch), value - sd, value + sd])
        .collect();
    let ring = valid.iter().copied().min_by(|a, b| a[1].total_cmp(&b[1]));
    let colour = colour(method);
    [
        Line { name: name.clone(), colour, dashed: false, points: train, band: Vec::new(), ring: None },
        Line {
            name: Message::new("chart-line-valid").with("method", name),
            colour,
            dashed: true,
            points: valid,
            band,
            ring,
        },
    ]
}

/// Only what can be drawn: the error of a training that grew without end has no place on an axis.
pub(super) fn finite(points: impl Iterator<Item = (u32, f64)>) -> Vec<[f64; 2]> {
    points.filter(|(_, value)| value.is_finite()).map(|(epoch, value)| [f64::from(epoch), value]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Lang, render};

    fn curve(start: f64, n: u32) -> Vec<CurvePoint> {
        let point = |epoch: u32| CurvePoint {
            epoch,
            train_loss: start / f64::from(epoch + 1),
            valid_loss: start / f64::from(epoch + 1) + 0.01 * f64::from(epoch),
            valid_accuracy: 0.5,
            learning_rate: 0.05,
        };
        (0..n).map(point).collect()
    }

    fn lines(chart: &Chart) -> &[Line] {
        match &chart.kind {
            ChartKind::Lines(lines) => &lines.lines,
            _ => &[],
        }
    }

    #[test]
    fn curves_are_means_unless_every_start_is_wanted() {
        let methods = ["bp_classic".to_owned(), "bp_improved".to_owned()];
        let starts = [curve(1.0, 30), curve(3.0, 10), curve(2.0, 20)];
        let lane = |method, repeat| Lane { method, repeat, fold: 0 };
        let lanes: Vec<(Lane, &[CurvePoint])> =
            vec![(lane(0, 0), &starts[0]), (lane(0, 1), &starts[1]), (lane(1, 0), &starts[2])];
        let mut curves = Curves { methods: &methods, lanes, every_start: false, until: None };
        let chart = live_curves(&curves);
        let drawn = lines(&chart);
        assert_eq!(drawn.len(), 4);
        assert_eq!(drawn[0].points[0], [0.0, 2.0]);
        assert_eq!((drawn[2].colour, drawn[3].dashed), (Some(1), true));
        let ring = drawn[1].ring.unwrap();
        assert!(drawn[1].points.iter().all(|point| point[1] >= ring[1]));
        let words = render(Lang::En, &chart.alt);
        assert!(words.contains("Classic BP") && words.contains("round 29"), "{words}");

        curves.every_start = true;
        assert_eq!(lines(&live_curves(&curves)).len(), 6);

        curves.until = Some(4);
        let cut = live_curves(&curves);
        assert!(lines(&cut).iter().all(|line| line.points.len() == 5));
        assert_eq!(lines(&learning_rate(&curves)).len(), 2);
    }

    #[test]
    fn a_replay_tells_the_round_it_has_come_to_while_its_axes_stand_still() {
        let methods = ["bp_classic".to_owned()];
        let starts = [curve(1.0, 30), curve(3.0, 10)];
        let lane = |repeat| Lane { method: 0, repeat, fold: 0 };
        let lanes: Vec<(Lane, &[CurvePoint])> = vec![(lane(0), &starts[0]), (lane(1), &starts[1])];
        let curves = Curves { methods: &methods, lanes, every_start: false, until: Some(4) };
        let chart = live_curves(&curves);
        let words = render(Lang::En, &chart.alt);
        assert!(words.contains("round 4") && !words.contains("29"), "{words}");
        let words = render(Lang::En, &learning_rate(&curves).alt);
        assert!(words.contains("round 4"), "{words}");
        let ChartKind::Lines(drawn) = &chart.kind else { unreachable!() };
        assert_eq!(drawn.cursor, Some(4.0));
        let x = drawn.reach.iter().map(|point| point[0]).fold(0.0, f64::max);
        let y = drawn.reach.iter().map(|point| point[1]).fold(0.0, f64::max);
        assert_eq!((x, y), (29.0, 2.0));
    }

    #[test]
    fn the_figures_beside_the_chart_are_those_of_the_round_shown() {
        let methods = ["bp_classic".to_owned(), "bp_improved".to_owned()];
        let mut starts = [curve(1.0, 5), curve(1.0, 3)];
        starts[0][4].valid_accuracy = 0.9;
        starts[0][4].learning_rate = 0.01;
        starts[1][2].valid_accuracy = 0.7;
        let lane = |repeat| Lane { method: 0, repeat, fold: 0 };
        let lanes: Vec<(Lane, &[CurvePoint])> = vec![(lane(0), &starts[0]), (lane(1), &starts[1])];
        let mut curves = Curves { methods: &methods, lanes, every_start: false, until: Some(1) };
        assert_eq!(curves.valid_accuracy(), [Some((0.5, 0.0)), None]);
        assert_eq!(curves.learning_rates(), Some([0.05, 0.05]));
        curves.until = None;
        let (mean, sd) = curves.valid_accuracy()[0].unwrap();
        assert!((mean - 0.8).abs() < 1e-12 && (sd - 0.02f64.sqrt()).abs() < 1e-12, "{mean} {sd}");
        assert_eq!(curves.learning_rates(), Some([0.01, 0.01]));

        // The network kept is the one of the least validation error, not the last one.
        starts[0][2].valid_loss = 0.0;
        starts[0][2].valid_accuracy = 0.8;
        let lanes: Vec<(Lane, &[CurvePoint])> = vec![(lane(0), &starts[0])];
        let curves = Curves { methods: &methods, lanes, every_start: false, until: None };
        assert_eq!(curves.kept_accuracy(), [Some((0.8, 0.0)), None]);
        assert_eq!(curves.valid_accuracy(), [Some((0.9, 0.0)), None]);
    }

    #[test]
    fn what_is_not_a_number_is_not_drawn_and_nothing_is_said_so() {
        let methods = ["bp_classic".to_owned()];
        let mut start = curve(1.0, 5);
        start[4].train_loss = f64::INFINITY;
        let lanes: Vec<(Lane, &[CurvePoint])> = vec![(Lane { method: 0, repeat: 0, fold: 0 }, &start)];
        let chart = live_curves(&Curves { methods: &methods, lanes, every_start: true, until: None });
        assert_eq!(lines(&chart)[0].points.len(), 4);
        let nothing =
            live_curves(&Curves { methods: &methods, lanes: Vec::new(), every_start: false, until: None });
        assert_eq!(nothing.alt, Message::new("chart-nothing-yet"));
    }
}
