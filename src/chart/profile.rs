//! What each segment is like: how far its customers lie from everyone, column by column.

use crate::base::Message;
use crate::features::Family;
use crate::study::segments::{Edition, SegmentFindings, Segmentation, TextPart, Trait};

use super::together::{Together, mean, together};
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

/// All segments over all columns, each family of `months` as one.
pub fn segment_profile(
    findings: &SegmentFindings,
    edition: &Edition,
    customer: Option<&OneCustomer>,
    months: &[Family],
) -> Option<Chart> {
    let shown = findings.at(edition.k)?;
    let names = &findings.explore.columns;
    let order = by_spread(shown, together(names.iter().map(String::as_str), months));
    let overall = |column: usize| trait_of(shown, names, column).map_or(f64::NAN, |found| found.0);
    let pick = |values: &[f64]| order.iter().map(|one| mean_of(one, values)).collect();
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
        let value = |column: usize| {
            let value = one.values.get(column).copied().flatten()?;
            let (overall, sd) = trait_of(shown, names, column)?;
            Some([(value - overall) / sd, value])
        };
        let known: Vec<[f64; 2]> =
            (0..names.len()).map(|column| value(column).unwrap_or([f64::NAN; 2])).collect();
        let [standardised, own]: [Vec<f64>; 2] =
            [0, 1].map(|unit| known.iter().map(|value| value[unit]).collect());
        let (name, place) = (one.name.clone(), one.place);
        ProfileLine { name, place, values: pick(&standardised), own_units: pick(&own) }
    });
    let columns = order.iter().map(|one| ProfileColumn {
        name: one.name.clone(),
        overall: mean(one.columns.iter().map(|&column| overall(column))),
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

/// One segment against everyone, each family of `months` as one.
pub fn segment_differences(
    findings: &SegmentFindings,
    edition: &Edition,
    position: u8,
    months: &[Family],
) -> Option<Chart> {
    let segment = findings.at(edition.k)?.segments.get(usize::from(position))?;
    let name = edition.text(position, segment, TextPart::Name);
    let columns = together(segment.traits.iter().map(|found| found.column.as_str()), months);
    let row = |one: Together| {
        let of = |value: fn(&Trait) -> f64| mean(one.columns.iter().map(|&at| value(&segment.traits[at])));
        let (difference, overall) = (of(|found| found.difference), of(|found| found.overall));
        Difference { mean: of(|found| found.mean), column: one.name, difference, overall }
    };
    let mut rows: Vec<Difference> = columns.into_iter().map(row).collect();
    rows.sort_by(|a, b| b.difference.abs().total_cmp(&a.difference.abs()));
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

/// The mean of the values of these columns.
fn mean_of(one: &Together, values: &[f64]) -> f64 {
    mean(one.columns.iter().filter_map(|&column| values.get(column).copied()))
}

/// The columns in which the segments lie farthest apart come first.
fn by_spread(shown: &Segmentation, mut columns: Vec<Together>) -> Vec<Together> {
    let spread = |one: &Together| {
        let values = shown.segments.iter().map(|segment| mean_of(one, &segment.profile));
        let (low, high) = values
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        high - low
    };
    columns.sort_by(|a, b| spread(b).total_cmp(&spread(a)));
    columns
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
