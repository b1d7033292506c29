//! Columns that know the label too well: copies of it under another name, and facts that are only known afterwards.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::{Message, RowId, Watch};

use super::{Column, Frame, Level, Values, duplicates, earlier};

/// How a column is suspicious.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SuspicionKind {
    /// The label under another name: left out unless the analyst insists.
    NearCopy,
    /// Predicts the label almost perfectly alone: left out unless the analyst insists.
    Leak,
    /// Predicts it far better than any other column: kept, with a warning.
    Warning,
}

impl SuspicionKind {
    /// Whether such a column is left out unless the analyst insists.
    pub fn leaves_out(self) -> bool {
        self != Self::Warning
    }
}

/// A column that knows the label too well.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspicion {
    pub column: String,
    pub kind: SuspicionKind,
    /// The column's own area under the ROC curve (see [`label_suspicions`]); for a near-copy the share of rows it gets right.
    pub score: f64,
    pub message: Message,
}

/// One-to-one with the label on this share of rows: the label itself under other words.
pub const NEAR_COPY: f64 = 0.995;
/// One-column area under the ROC curve of a leak: honest customer data does not separate so well.
pub const LEAK_AUC: f64 = 0.97;
/// From here on a warning, whatever the other columns do.
pub const WARNING_AUC: f64 = 0.85;
/// From here on a warning where no other column comes near …
pub const LONELY_AUC: f64 = 0.75;
/// … that is, where its Gini (2·AUC − 1) is this many times that of the next column.
pub const LONELY_RATIO: f64 = 1.5;

/// Values of a column told apart one by one; rarer ones of text are taken together, numbers are cut into
/// [`QUANTILE_BINS`].
const VALUES: usize = 1000;
const QUANTILE_BINS: usize = 100;
/// A label of more classes is none to predict, and is not judged.
const MOST_CLASSES: usize = 100;

/// Looks for columns that predict the label too well, judged on `rows` alone (hand in training rows).
///
/// A column's score is the mean over the classes of a one-against-the-rest area under the ROC curve
/// of the simplest model of one column: the share of the class within each value (each of 100 quantile bins
/// for numbers of many values; missing is a value). It is cross-fitted on two halves that no copied row straddles, so that a column of
/// unrepeated values, as an identifier, scores one half and not 1.
///
/// The rule: one-to-one with the label on 99.5 % of every class and of all rows: near-copy. Score ≥ .97: leak. Score ≥ .85, or
/// ≥ .75 with a Gini (2·score − 1) at least 1.5 times that of the next column: warning. The last part is how a
/// fact of the outcome looks among facts about the customer: good predictors come several at a time, a by-product
/// of the outcome stands alone (the length of the call in `bank_full`).
///
/// Rows whose label is missing do not count; a label of one class or of more than 100 gives nothing. Sorted by kind, then score downwards.
pub fn label_suspicions(frame: &Frame, label: &Column, rows: &[RowId], watch: &Watch) -> Vec<Suspicion> {
    let judged = Judged::new(frame, label, rows);
    if !(2..=MOST_CLASSES).contains(&judged.counts.len()) {
        return Vec::new();
    }
    let scores: Vec<(&str, f64, Option<f64>)> = frame
        .columns
        .par_iter()
        .filter(|column| column.name != label.name && !watch.stopped())
        .map(|column| {
            let binned = bins(column, &judged.positions);
            let table = judged.contingency(&binned);
            (column.name.as_str(), judged.auc(&table), judged.near_copy(&table))
        })
        .collect();
    let mut suspicions = Vec::new();
    for (index, &(name, auc, copy)) in scores.iter().enumerate() {
        let others = scores.iter().enumerate().filter(|(other, (name, auc, copy))| {
            *other != index && !earlier::is_ours(name) && copy.is_none() && *auc < LEAK_AUC
        });
        let next = others.map(|(_, (_, auc, _))| 2.0 * auc - 1.0).fold(0.0, f64::max);
        let lonely = auc >= LONELY_AUC && 2.0 * auc - 1.0 >= LONELY_RATIO * next;
        let (kind, score, key) = match copy {
            Some(share) => (SuspicionKind::NearCopy, share, "data-suspect-near-copy"),
            None if auc >= LEAK_AUC => (SuspicionKind::Leak, auc, "data-suspect-leak"),
            None if auc >= WARNING_AUC || lonely => (SuspicionKind::Warning, auc, "data-suspect-warning"),
            None => continue,
        };
        let message = Message::new(key)
            .with("column", name)
            .with("label", &label.name)
            .share("share", score, 1)
            .number("score", score, 2);
        suspicions.push(Suspicion { column: name.to_owned(), kind, score, message });
    }
    suspicions.sort_by(|a, b| {
        a.kind.cmp(&b.kind).then(b.score.total_cmp(&a.score)).then_with(|| a.column.cmp(&b.column))
    });
    suspicions
}

/// The rows that have a label, their classes, and the half each belongs to.
struct Judged {
    /// Positions in the columns.
    positions: Vec<usize>,
    classes: Vec<u32>,
    /// Every second row of a class, so that both halves have the same mix; copies of a row stand in one half, as else one half
    /// would know the other by heart.
    halves: Vec<bool>,
    /// Rows of each class.
    counts: Vec<u32>,
}

/// Rows by value, half and class: `cells[value][half][class]`.
struct Contingency {
    cells: Vec<u32>,
    n_values: usize,
    n_classes: usize,
}

impl Contingency {
    fn half(&self, value: usize, half: usize) -> &[u32] {
        let start = (value * 2 + half) * self.n_classes;
        &self.cells[start..start + self.n_classes]
    }

    fn count(&self, value: usize, class: usize) -> u32 {
        self.half(value, 0)[class] + self.half(value, 1)[class]
    }
}

impl Judged {
    fn new(frame: &Frame, label: &Column, rows: &[RowId]) -> Self {
        let positions = rows
            .iter()
            .filter_map(|&row| frame.position(row))
            .filter(|&position| label.valid.get(position))
            .collect();
        let mut judged = Self { positions, classes: Vec::new(), halves: Vec::new(), counts: Vec::new() };
        let values = || judged.positions.iter().filter_map(|&position| Level::of(label, position));
        let mut codes: BTreeMap<Level, u32> = values().map(|value| (value, 0)).collect();
        for (code, (_, class)) in codes.iter_mut().enumerate() {
            *class = code as u32;
        }
        judged.counts = vec![0; codes.len()];
        let copies = duplicates::find(frame, Some(&label.name));
        let mut halves: BTreeMap<(u32, u64), bool> = BTreeMap::new();
        let mut next = vec![false; codes.len()];
        for (value, &position) in values().zip(&judged.positions) {
            let class = codes.get(&value).copied().unwrap_or(0);
            let mut alternate = || {
                let next = &mut next[class as usize];
                *next = !*next;
                !*next
            };
            judged.halves.push(match &copies {
                Some(copies) => *halves.entry((class, copies.keys[position])).or_insert_with(alternate),
                None => alternate(),
            });
            judged.counts[class as usize] += 1;
            judged.classes.push(class);
        }
        judged
    }

    fn contingency(&self, binned: &[u32]) -> Contingency {
        let n_values = binned.iter().max().map_or(0, |&last| last as usize + 1);
        let n_classes = self.counts.len();
        let mut cells = vec![0; n_values * 2 * n_classes];
        for ((&value, &class), &half) in binned.iter().zip(&self.classes).zip(&self.halves) {
            cells[(value as usize * 2 + usize::from(half)) * n_classes + class as usize] += 1;
        }
        Contingency { cells, n_values, n_classes }
    }

    /// Mean over classes and halves of the area under the ROC curve, each half ranked by the other's shares.
    fn auc(&self, table: &Contingency) -> f64 {
        let mut areas = Vec::new();
        for class in 0..table.n_classes {
            let overall = f64::from(self.counts[class]) / self.classes.len() as f64;
            for judged_half in 0..2 {
                let share = |value: usize| {
                    let learned = table.half(value, 1 - judged_half);
                    // One row's worth of the overall share steadies values that are rarely seen.
                    let of_class = f64::from(learned[class]) + overall;
                    of_class / (f64::from(learned.iter().sum::<u32>()) + 1.0)
                };
                let mut ranked: Vec<(f64, f64, f64)> = (0..table.n_values)
                    .map(|value| {
                        let judged = table.half(value, judged_half);
                        let inside = f64::from(judged[class]);
                        (share(value), inside, f64::from(judged.iter().sum::<u32>()) - inside)
                    })
                    .collect();
                ranked.sort_by(|a, b| a.0.total_cmp(&b.0));
                areas.extend(area(&ranked));
            }
        }
        if areas.is_empty() { 0.5 } else { areas.iter().sum::<f64>() / areas.len() as f64 }
    }

    /// The share of rows on which value and class are the same thing, where that is nearly all of every class.
    fn near_copy(&self, table: &Contingency) -> Option<f64> {
        let mut taken = vec![false; table.n_values];
        let mut right = 0;
        for (class, &n) in self.counts.iter().enumerate() {
            let value =
                (0..table.n_values).max_by_key(|&value| (table.count(value, class), usize::MAX - value))?;
            let found = table.count(value, class);
            if f64::from(found) < NEAR_COPY * f64::from(n) || taken[value] {
                return None;
            }
            taken[value] = true;
            right += found;
        }
        let share = f64::from(right) / self.classes.len() as f64;
        (share >= NEAR_COPY).then_some(share)
    }
}

/// Area under the ROC curve of groups (score, inside, outside) in ascending order; ties count one half.
/// `None` where one side is empty.
fn area(ranked: &[(f64, f64, f64)]) -> Option<f64> {
    let (mut wins, mut outside_below, mut inside) = (0.0, 0.0, 0.0);
    for group in ranked.chunk_by(|a, b| a.0 == b.0) {
        let here: f64 = group.iter().map(|(_, inside, _)| inside).sum();
        let others: f64 = group.iter().map(|(_, _, outside)| outside).sum();
        wins += here * (outside_below + others / 2.0);
        outside_below += others;
        inside += here;
    }
    (inside > 0.0 && outside_below > 0.0).then(|| wins / (inside * outside_below))
}

/// The bin of each cell; bin 0 holds the missing ones.
fn bins(column: &Column, positions: &[usize]) -> Vec<u32> {
    let cells: Vec<Option<Level>> = positions.iter().map(|&at| Level::of(column, at)).collect();
    let mut sorted: Vec<Level> = cells.iter().flatten().copied().collect();
    sorted.sort_unstable();
    let mut runs: Vec<(Level, usize)> =
        sorted.chunk_by(|a, b| a == b).map(|run| (run[0], run.len())).collect();
    let bin: Box<dyn Fn(Level) -> u32> = if runs.len() <= VALUES {
        let distinct: Vec<Level> = runs.into_iter().map(|(value, _)| value).collect();
        Box::new(move |cell| distinct.partition_point(|&value| value < cell) as u32 + 1)
    } else if matches!(column.values, Values::Text { .. }) {
        runs.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut frequent: Vec<Level> = runs[..VALUES].iter().map(|(value, _)| *value).collect();
        frequent.sort_unstable();
        // The rarer words share the bin behind the frequent ones.
        Box::new(move |cell| frequent.binary_search(&cell).map_or(VALUES as u32 + 1, |at| at as u32 + 1))
    } else {
        let edges: Vec<Level> =
            (1..QUANTILE_BINS).map(|bin| sorted[bin * (sorted.len() - 1) / QUANTILE_BINS]).collect();
        Box::new(move |cell| edges.partition_point(|&edge| edge <= cell) as u32 + 1)
    };
    cells.into_iter().map(|cell| cell.map_or(0, &bin)).collect()
}
