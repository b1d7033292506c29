//! Charts of a segmentation: the plane of all customers, how many segments, the months, the networks' training.

use std::sync::Arc;

use crate::base::Message;
use crate::models::CurvePoint;
use crate::study::judge::mean_and_sd;
use crate::study::segments::{Edition, KRow, Migration, Segment, SegmentFindings, TextPart};

use super::curves::{colour, finite};
use super::profile::by_code;
use super::{
    Bar, BarChart, Chart, ChartKind, Emphasis, Group, Line, LineChart, MatrixChart, ScatterChart, method_name,
};

/// The customers on the plane of the first two principal components.
pub fn segment_map(findings: &Arc<SegmentFindings>, edition: &Edition) -> Option<Chart> {
    let shown = findings.at(edition.k)?;
    let group = |(segment, position): (&Segment, u8)| Group {
        name: edition.text(position, segment, TextPart::Name),
        place: edition.code(position) as usize - 1,
        size: segment.size,
    };
    let groups: Vec<Group> = shown.segments.iter().zip(0_u8..).map(group).collect();
    let part = |group: &Group| {
        Message::new("seg-chart-map-part").with("segment", group.name.clone()).with("n", group.size)
    };
    let parts: Vec<Message> = groups.iter().map(part).collect();
    let [x, y] = findings.map.axes.clone();
    let alt = Message::new("seg-chart-map-alt").with("n", findings.rows.len()).with("parts", parts);
    Some(Chart {
        id: "segment-map",
        title: Message::new("seg-chart-map-title").share("share", findings.map.shares.iter().sum(), 0),
        alt: alt.with("x", x.clone()).with("y", y.clone()),
        kind: ChartKind::Scatter(ScatterChart { findings: findings.clone(), k: edition.k, x, y, groups }),
    })
}

/// What a number of segments is judged by, drawn for every number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KMeasure {
    Inertia,
    Silhouette,
    DaviesBouldin,
    Stability,
}

impl KMeasure {
    pub const ALL: [Self; 4] = [Self::Inertia, Self::Silhouette, Self::DaviesBouldin, Self::Stability];

    fn of(self, row: &KRow) -> f64 {
        match self {
            Self::Inertia => row.inertia,
            Self::Silhouette => row.silhouette,
            Self::DaviesBouldin => row.davies_bouldin,
            Self::Stability => row.stability_ari,
        }
    }

    /// Id, title, what the axis says, and the words for a screen reader.
    fn words(self) -> [&'static str; 4] {
        match self {
            Self::Inertia => {
                ["k_inertia", "seg-chart-inertia-title", "seg-chart-inertia", "seg-chart-inertia-alt"]
            }
            Self::Silhouette => {
                ["k_silhouette", "seg-chart-silhouette-title", "seg-chart-silhouette", "seg-chart-k-alt"]
            }
            Self::DaviesBouldin => ["k_db", "seg-chart-db-title", "seg-chart-db", "seg-chart-k-alt"],
            Self::Stability => {
                ["k_stability", "seg-chart-stability-title", "seg-chart-stability", "seg-chart-k-alt"]
            }
        }
    }
}

/// A measure over the numbers of segments: the number shown as an upright line, the recommended one (of the inertia:
/// where it bends) ringed.
pub fn k_measure(findings: &SegmentFindings, measure: KMeasure, k: u32) -> Chart {
    let table = &findings.advice.table;
    let points = finite(table.iter().map(|row| (row.k, measure.of(row))));
    let [id, title, y, alt] = measure.words();
    let marked = match measure {
        KMeasure::Inertia => findings.advice.knee,
        _ => Some(findings.advice.recommended),
    };
    let at = |k: u32| points.iter().find(|point| point[0] == f64::from(k)).copied();
    let part = |point: &[f64; 2]| {
        Message::new("seg-chart-k-part").with("k", point[0] as u32).number("value", point[1], 3)
    };
    let parts: Vec<Message> = points.iter().map(part).collect();
    let said = Message::new(alt).with("what", Message::new(y)).with("parts", parts);
    let alt = if measure == KMeasure::Inertia { said.with("knee", knee(findings)) } else { said };
    let line = Line {
        name: Message::new(y),
        colour: Some(0),
        dashed: false,
        band: Vec::new(),
        ring: marked.and_then(at),
        points,
    };
    let groupless = (measure == KMeasure::Silhouette).then(|| Line {
        name: Message::new("seg-chart-groupless"),
        colour: None,
        dashed: true,
        band: Vec::new(),
        ring: None,
        points: finite(table.iter().map(|row| (row.k, row.silhouette_groupless()))),
    });
    let lines = LineChart {
        x: Message::new("seg-chart-k"),
        y: Message::new(y),
        lines: std::iter::once(line).chain(groupless).collect(),
        cursor: Some(f64::from(k)),
        cursor_name: None,
        reach: Vec::new(),
        levels: Vec::new(),
    };
    Chart { id, title: Message::new(title), alt, kind: ChartKind::Lines(lines) }
}

fn knee(findings: &SegmentFindings) -> Message {
    match findings.advice.knee {
        Some(knee) => Message::new("seg-chart-knee").with("k", knee),
        None => Message::new("seg-chart-no-knee"),
    }
}

/// Training and validation errors of the networks by round; `None` where there was no network.
pub fn segment_curves(findings: &SegmentFindings) -> Option<Chart> {
    let mut lines = Vec::new();
    let mut parts = Vec::new();
    for (index, method) in findings.methods.iter().enumerate().filter(|(_, method)| !method.curve.is_empty())
    {
        let name = method_name(&method.id);
        let values = |value: fn(&CurvePoint) -> f64| {
            finite(method.curve.iter().map(|point| (point.epoch, value(point))))
        };
        let (train, valid) = (values(|point| point.train_loss), values(|point| point.valid_loss));
        let best = f64::from(method.best_epoch);
        let ring = valid.iter().find(|point| point[0] == best).copied();
        if let Some(last) = method.curve.last() {
            let part =
                Message::new("chart-error-part").with("method", name.clone()).with("round", last.epoch);
            parts.push(part.number("train", last.train_loss, 4).number("valid", last.valid_loss, 4));
        }
        let valid_name = Message::new("chart-line-valid").with("method", name.clone());
        let line = |name, dashed, points, ring| Line {
            name,
            colour: colour(index),
            dashed,
            points,
            band: Vec::new(),
            ring,
        };
        lines.extend([line(name, false, train, None), line(valid_name, true, valid, ring)]);
    }
    (!lines.is_empty()).then(|| Chart {
        id: "segment-curves",
        title: Message::new("seg-chart-loss-title"),
        alt: Message::new("chart-error-alt").with("parts", parts),
        kind: ChartKind::Lines(LineChart {
            x: Message::new("chart-round"),
            y: Message::new("chart-error"),
            lines,
            cursor: None,
            cursor_name: None,
            reach: Vec::new(),
            levels: Vec::new(),
        }),
    })
}

/// The silhouette of the network the answer is about beside those of networks that cannot have learned of an order.
pub fn null_silhouettes(findings: &SegmentFindings) -> Option<Chart> {
    let index = findings.helped.as_ref()?.method;
    let method = findings.methods.get(index)?;
    let nulls = method.nulls.as_ref()?;
    let name = method_name(&method.id);
    let bar = |name: Message, colour, values: &[f64]| {
        let (value, spread) = mean_and_sd(values);
        Bar { name, colour, value, spread, values: values.to_vec() }
    };
    let bars = vec![
        bar(name.clone(), colour(index), &nulls.trained),
        bar(Message::new("seg-chart-untrained"), None, &nulls.untrained),
        bar(Message::new("seg-chart-shuffled"), None, &nulls.shuffled),
    ];
    let alt = Message::new("seg-chart-nulls-alt").with("method", name);
    Some(Chart {
        id: "null-silhouettes",
        title: Message::new("seg-chart-nulls-title"),
        alt: alt.number("value", nulls.middle(), 3).number("largest", nulls.largest(), 3),
        kind: ChartKind::Bars(BarChart { y: Message::new("seg-chart-own-silhouette"), percent: false, bars }),
    })
}

/// Who was in which segment at the end of the first half, and who is at the end.
pub fn segment_migration(findings: &SegmentFindings, edition: &Edition) -> Option<Chart> {
    let (migration, shown) = (findings.migration.as_ref()?, findings.at(edition.k)?);
    let order = by_code(shown, edition);
    let count = |from: u8, to: u8| {
        let row = migration.counts.get(usize::from(from));
        row.and_then(|row| row.get(usize::from(to))).copied().unwrap_or(0)
    };
    let counts: Vec<Vec<u64>> =
        order.iter().map(|&(from, ..)| order.iter().map(|&(to, ..)| count(from, to)).collect()).collect();
    let stayed: u64 = order.iter().map(|&(one, ..)| count(one, one)).sum();
    let all: u64 = counts.iter().flatten().sum();
    let alt = Message::new("seg-chart-months-alt").with("n", all).with("stayed", stayed);
    let month = |key, month: &String| Message::new(key).with("month", month);
    Some(Chart {
        id: "segment-migration",
        title: Message::new("seg-chart-months-title").with("from", &migration.from).with("to", &migration.to),
        alt: alt.with("from", &migration.from).with("to", &migration.to),
        kind: ChartKind::Matrix(MatrixChart {
            rows: month("seg-chart-months-rows", &migration.from),
            columns: month("seg-chart-months-columns", &migration.to),
            classes: order.iter().map(|&(at, _, one)| edition.text(at, one, TextPart::Name)).collect(),
            counts,
            cell: "seg-chart-months-cell",
            share: Message::new("seg-chart-months-share"),
            emphasis: Emphasis::Changes,
        }),
    })
}

/// The share of the customers in each segment after each month.
pub fn segment_months(findings: &SegmentFindings, edition: &Edition) -> Option<Chart> {
    let (migration, shown) = (findings.migration.as_ref()?, findings.at(edition.k)?);
    let shares = shares_by_month(migration, shown.segments.len());
    let mut lines = Vec::new();
    let mut parts = Vec::new();
    for (position, place, segment) in by_code(shown, edition) {
        let name = edition.text(position, segment, TextPart::Name);
        let points: Vec<[f64; 2]> = shares
            .iter()
            .zip(1_u32..)
            .map(|(month, number)| [f64::from(number), month[usize::from(position)] * 100.0])
            .collect();
        if let (Some(first), Some(last)) = (points.first(), points.last()) {
            let part = Message::new("seg-chart-months-part").with("segment", name.clone());
            parts.push(part.share("first", first[1] / 100.0, 1).share("last", last[1] / 100.0, 1));
        }
        let dashed = super::mark(place).hollow;
        let colour = Some(super::mark(place).colour);
        lines.push(Line { name, colour, dashed, points, band: Vec::new(), ring: None });
    }
    Some(Chart {
        id: "segment-months",
        title: Message::new("seg-chart-share-title"),
        alt: Message::new("seg-chart-share-alt").with("parts", parts),
        kind: ChartKind::Lines(LineChart {
            x: Message::new("seg-chart-month"),
            y: Message::new("seg-chart-share"),
            lines,
            cursor: None,
            cursor_name: None,
            reach: vec![[1.0, 0.0]],
            levels: Vec::new(),
        }),
    })
}

/// Of the customers that are there in a month, the share in each segment.
fn shares_by_month(migration: &Migration, k: usize) -> Vec<Vec<f64>> {
    let of_month = |labels: &Vec<u8>| {
        let mut counts = vec![0_u64; k];
        for &label in labels {
            if let Some(count) = counts.get_mut(usize::from(label)) {
                *count += 1;
            }
        }
        let there = counts.iter().sum::<u64>().max(1) as f64;
        counts.into_iter().map(|count| count as f64 / there).collect()
    };
    migration.segments.iter().map(of_month).collect()
}
