//! What each segment is like: how far its customers lie from everyone, column by column.

use crate::base::Message;
use crate::study::segments::{Edition, SegmentFindings, Segmentation, TextPart};

use super::{Chart, ChartKind};

/// Segments as lines over the columns, in standard deviations from everyone.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileChart {
    /// What the values are: the unit in words.
    pub x: Message,
    /// The column in which segments differ most comes first.
    pub columns: Vec<ProfileColumn>,
    /// By code.
    pub segments: Vec<ProfileLine>,
    /// One customer among them, where one is looked at.
    pub customer: Option<ProfileLine>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ProfileColumn {
    pub name: String,
    /// Mean of everyone, in the column's own unit.
    pub overall: f64,
}

/// One line; a value that is not known is NaN.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileLine {
    pub name: Message,
    /// Which mark it has.
    pub place: usize,
    /// In standard deviations from everyone, in the order of the columns.
    pub values: Vec<f64>,
    /// The same in the columns' own units.
    pub own_units: Vec<f64>,
}

/// A segment against everyone, the column with the largest difference first.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferenceChart {
    pub x: Message,
    pub place: usize,
    pub rows: Vec<Difference>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    pub column: String,
    /// In standard deviations.
    pub difference: f64,
    pub mean: f64,
    pub overall: f64,
}

/// A customer of the table: who it is, and the values in the order of [`crate::study::segments::Explore::columns`].
#[derive(Clone, Debug, PartialEq)]
pub struct OneCustomer {
    pub name: Message,
    pub place: usize,
    pub values: Vec<Option<f64>>,
}

/// The segments shown in the order of their codes, each with its position.
pub fn by_code<'a>(
    shown: &'a Segmentation,
    edition: &Edition,
) -> Vec<(u8, usize, &'a crate::study::segments::Segment)> {
    let mut order: Vec<_> = shown
        .segments
        .iter()
        .zip(0_u8..)
        .map(|(segment, position)| (position, edition.code(position) as usize - 1, segment))
        .collect();
    order.sort_by_key(|&(_, place, _)| place);
    order
}

/// All segments over all columns.
pub fn segment_profile(
    findings: &SegmentFindings,
    edition: &Edition,
    customer: Option<&OneCustomer>,
) -> Option<Chart> {
    let shown = findings.at(edition.k)?;
    let names = &findings.explore.columns;
    let order = columns_by_spread(shown, names.len());
    let overall = |column: usize| trait_of(shown, names, column).map_or(f64::NAN, |found| found.0);
    let pick = |values: &[f64]| {
        order.iter().map(|&column| values.get(column).copied().unwrap_or(f64::NAN)).collect()
    };
    let mut parts = Vec::new();
    let mut segments = Vec::new();
    for (position, place, segment) in by_code(shown, edition) {
        let name = edition.text(position, segment, TextPart::Name);
        if let Some(found) = segment.traits.first() {
            let part = Message::new("seg-chart-profile-part").with("segment", name.clone());
            parts.push(part.with("column", &found.column).number("sd", found.difference, 1));
        }
        let (values, own_units) = (pick(&segment.profile), pick(&segment.means));
        segments.push(ProfileLine { name, place, values, own_units });
    }
    let customer = customer.map(|one| {
        let value = |&column: &usize| {
            let value = one.values.get(column).copied().flatten()?;
            let (overall, sd) = trait_of(shown, names, column)?;
            Some([(value - overall) / sd, value])
        };
        let known: Vec<[f64; 2]> =
            order.iter().map(|column| value(column).unwrap_or([f64::NAN; 2])).collect();
        ProfileLine {
            name: one.name.clone(),
            place: one.place,
            values: known.iter().map(|value| value[0]).collect(),
            own_units: known.iter().map(|value| value[1]).collect(),
        }
    });
    let columns = order.iter().map(|&column| ProfileColumn {
        name: names.get(column).cloned().unwrap_or_default(),
        overall: overall(column),
    });
    Some(Chart {
        id: "segment-profile",
        title: Message::new("seg-chart-profile-title"),
        alt: Message::new("seg-chart-profile-alt").with("parts", parts),
        kind: ChartKind::Profile(ProfileChart {
            x: Message::new("seg-chart-sd"),
            columns: columns.collect(),
            segments,
            customer,
        }),
    })
}

/// One segment against everyone.
pub fn segment_differences(findings: &SegmentFindings, edition: &Edition, position: u8) -> Option<Chart> {
    let segment = findings.at(edition.k)?.segments.get(usize::from(position))?;
    let name = edition.text(position, segment, TextPart::Name);
    let rows: Vec<Difference> = segment
        .traits
        .iter()
        .map(|found| Difference {
            column: found.column.clone(),
            difference: found.difference,
            mean: found.mean,
            overall: found.overall,
        })
        .collect();
    let part = |row: &Difference| {
        let part = Message::new("seg-chart-difference-part").with("column", &row.column);
        part.number("mean", row.mean, 2).number("overall", row.overall, 2)
    };
    let parts: Vec<Message> = rows.iter().take(5).map(part).collect();
    Some(Chart {
        id: "segment-differences",
        title: Message::new("seg-chart-difference-title").with("segment", name.clone()),
        alt: Message::new("seg-chart-difference-alt").with("segment", name).with("parts", parts),
        kind: ChartKind::Differences(DifferenceChart {
            x: Message::new("seg-chart-sd"),
            place: edition.code(position) as usize - 1,
            rows,
        }),
    })
}

/// Columns, the one in which the segments lie farthest apart first.
fn columns_by_spread(shown: &Segmentation, n_columns: usize) -> Vec<usize> {
    let spread = |column: usize| {
        let values = shown.segments.iter().filter_map(|segment| segment.profile.get(column)).copied();
        let (low, high) = values
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        high - low
    };
    let mut order: Vec<usize> = (0..n_columns).collect();
    order.sort_by(|&a, &b| spread(b).total_cmp(&spread(a)));
    order
}

/// Mean and standard deviation of everyone in a column: the latter as the segments' differences imply it.
fn trait_of(shown: &Segmentation, names: &[String], column: usize) -> Option<(f64, f64)> {
    let name = names.get(column)?;
    let found =
        shown.segments.iter().filter_map(|segment| segment.traits.iter().find(|found| found.column == *name));
    let widest = found.max_by(|a, b| a.difference.abs().total_cmp(&b.difference.abs()))?;
    let sd = (widest.mean - widest.overall) / widest.difference;
    Some((widest.overall, if sd.is_finite() && sd > 0.0 { sd } else { f64::NAN }))
}
