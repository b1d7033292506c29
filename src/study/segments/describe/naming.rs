//! Suggested names: what sets a segment apart most, in a few words, no two the same.

use ndarray::Array2;

use crate::base::Message;

use super::columns::Columns;
use super::words;

/// Below this many standard deviations from everyone a column does not name a segment.
pub const WORTH_NAMING: f64 = 0.25;

/// From here on a column stands in the name beside the strongest one.
const WORTH_A_SECOND: f64 = 0.5;

/// From here on "high" is "very high".
const VERY: f64 = 2.0;

/// At this share of everyone's mean or less, "low" is "hardly any".
const HARDLY: f64 = 0.05;

/// Columns that are correlated more than this say the same thing.
const SAME_THING: f64 = 0.5;

/// More columns make no name.
const MOST_PARTS: usize = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    VeryHigh,
    High,
    Low,
    HardlyAny,
}

impl Level {
    fn of(columns: &Columns, index: usize, mean: f64, difference: f64) -> Self {
        let column = columns.column(index);
        let of_everyone = mean / column.mean;
        match difference {
            d if d >= VERY => Self::VeryHigh,
            d if d >= 0.0 => Self::High,
            _ if column.min >= 0.0 && !column.is_flag() && of_everyone <= HARDLY => Self::HardlyAny,
            _ => Self::Low,
        }
    }

    fn key(self, first: bool) -> &'static str {
        match (self, first) {
            (Self::VeryHigh, true) => "seg-name-very-high",
            (Self::High, true) => "seg-name-high",
            (Self::Low, true) => "seg-name-low",
            (Self::HardlyAny, true) => "seg-name-hardly-any",
            (Self::VeryHigh, false) => "seg-name-then-very-high",
            (Self::High, false) => "seg-name-then-high",
            (Self::Low, false) => "seg-name-then-low",
            (Self::HardlyAny, false) => "seg-name-then-hardly-any",
        }
    }
}

/// The columns that set a segment apart, strongest first, without those that say the same as a stronger one.
pub fn strongest(correlations: &Array2<f64>, profile: &[f64]) -> Vec<usize> {
    let mut ranked: Vec<usize> = (0..profile.len()).filter(|&column| profile[column] != 0.0).collect();
    // Of mirrored features, such as the two values of a category, the one that is high.
    let millionths = |column: usize| (profile[column].abs() * 1e6).round();
    ranked.sort_by(|&a, &b| millionths(b).total_cmp(&millionths(a)).then(profile[b].total_cmp(&profile[a])));
    let mut kept: Vec<usize> = Vec::new();
    for column in ranked {
        if kept.iter().all(|&other| correlations[[column, other]].abs() < SAME_THING) {
            kept.push(column);
        }
    }
    kept
}

/// A name for each segment.
pub fn names(
    columns: &Columns,
    correlations: &Array2<f64>,
    means: &[Vec<f64>],
    profiles: &[Vec<f64>],
) -> Vec<Message> {
    let parts: Vec<Vec<(Level, Message)>> = profiles
        .iter()
        .zip(means)
        .map(|(profile, means)| parts(columns, &strongest(correlations, profile), means, profile))
        .collect();
    let mut lengths: Vec<usize> =
        profiles.iter().zip(&parts).map(|(profile, parts)| first_length(profile, parts)).collect();
    let name = |segment: usize, length: usize| name_of(&parts[segment][..length]);
    // Whoever shares a name says one thing more, as long as there is one.
    for _ in 0..MOST_PARTS {
        let names: Vec<Message> = (0..parts.len()).map(|segment| name(segment, lengths[segment])).collect();
        for segment in 0..parts.len() {
            let shared = names.iter().filter(|other| **other == names[segment]).count() > 1;
            if shared && lengths[segment] > 0 && lengths[segment] < parts[segment].len() {
                lengths[segment] += 1;
            }
        }
    }
    let mut given: Vec<Message> = Vec::new();
    let names: Vec<Message> = (0..parts.len()).map(|segment| name(segment, lengths[segment])).collect();
    for (segment, name) in names.iter().enumerate() {
        let before = names[..segment].iter().filter(|other| *other == name).count();
        given.push(match before {
            0 => name.clone(),
            n => Message::new("seg-name-numbered").with("name", name.clone()).with("n", n + 1),
        });
    }
    given
}

/// What could stand in a name, strongest first, each word once.
fn parts(columns: &Columns, strongest: &[usize], means: &[f64], profile: &[f64]) -> Vec<(Level, Message)> {
    let mut parts: Vec<(Level, Message)> = Vec::new();
    for &index in strongest {
        let word = words::word(&columns.column(index).name);
        if profile[index].abs() >= WORTH_NAMING && !parts.iter().any(|(_, other)| *other == word) {
            parts.push((Level::of(columns, index, means[index], profile[index]), word));
        }
    }
    parts.truncate(MOST_PARTS);
    parts
}

/// How many parts a name has unless another segment has the same.
fn first_length(profile: &[f64], parts: &[(Level, Message)]) -> usize {
    let strong = profile.iter().filter(|difference| difference.abs() >= WORTH_A_SECOND).count();
    parts.len().min(if strong >= 2 { 2 } else { 1 })
}

fn name_of(parts: &[(Level, Message)]) -> Message {
    let part = |(place, (level, word)): (usize, &(Level, Message))| {
        Message::new(level.key(place == 0)).with("what", word.clone())
    };
    let said: Vec<Message> = parts.iter().enumerate().map(part).collect();
    if said.is_empty() {
        return Message::new("seg-name-average");
    }
    Message::new("seg-name").with("parts", said)
}
