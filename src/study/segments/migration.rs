//! Where customers go: the segment of each after each month.

use ndarray::{Array2, ArrayView2, ArrayView3, Axis, Slice};

use crate::base::Message;
use crate::data::{Dataset, Records};
use crate::models::kmeans::assign;
use crate::models::rnn::Encoder;
use crate::study::StudyError;

use super::spaces::unpredicted;
use super::{Migration, Segment};

/// In the place of a segment where a customer is not there in a month.
pub const NOT_THERE: u8 = u8::MAX;

/// Customers whose states are held at a time.
const AT_A_TIME: usize = 8_192;

/// Drifts said in words.
const MOST_DRIFTS: usize = 3;

/// Standard deviations from which a difference is not chance.
const SURE: f64 = 2.0;

/// The customers' months.
#[derive(Clone, Copy)]
pub struct Months<'a> {
    /// Sequences, a month a step.
    pub data: &'a Dataset,
    /// The month that each customer's sequence begins with; behind the last one where none is known.
    pub first_steps: &'a [u32],
    /// First to last.
    pub names: &'a [String],
}

/// What a month is held against.
#[derive(Clone, Copy)]
pub enum Monthly<'a> {
    /// The network's state after the month against the means of the segments, in their order.
    Network { encoder: &'a Encoder, centroids: ArrayView2<'a, f32> },
    /// The month itself against the mean month of each segment: positions of the segments, one a customer.
    Means { labels: &'a [u8] },
}

/// The segment of each customer after each month, and who moved where from the middle of the time to its end.
///
/// `None` where there are no two months.
///
/// **Errors** those of the network.
pub fn migration(
    months: &Months,
    by: Monthly,
    segments: &[Segment],
) -> Result<Option<Migration>, StudyError> {
    let Records::Sequence { steps, lengths } = &months.data.records else { return Ok(None) };
    let (n, n_months, _) = steps.dim();
    if n_months < 2 || months.names.len() != n_months {
        return Ok(None);
    }
    let mut placed = vec![vec![NOT_THERE; n]; n_months];
    let mut place = |first: usize, of_steps: ArrayView3<f32>, centroids: ArrayView2<f32>| {
        for step in 0..n_months {
            let labels = assign(centroids, of_steps.index_axis(Axis(1), step)).labels;
            for (offset, label) in labels.into_iter().enumerate() {
                let row = first + offset;
                let month = months.first_steps[row] as usize + step;
                if step < lengths[row] as usize && month < n_months {
                    placed[month][row] = label;
                }
            }
        }
    };
    match by {
        Monthly::Network { encoder, centroids } => {
            for first in (0..n).step_by(AT_A_TIME) {
                let states = encoder
                    .states(&part(months.data, first, (first + AT_A_TIME).min(n)))
                    .map_err(unpredicted)?;
                place(first, states.view(), centroids);
            }
        }
        Monthly::Means { labels } => {
            let means = mean_months(steps.view(), months, lengths, labels, segments.len());
            place(0, steps.view(), means.view());
        }
    }
    let mut migration = summary(months.names, placed, segments);
    if matches!(by, Monthly::Means { .. }) {
        migration.words.push(Message::new("seg-months-by-means"));
    }
    Ok(Some(migration))
}

/// Some of the customers.
fn part(data: &Dataset, first: usize, end: usize) -> Dataset {
    let customers = Slice::from(first..end);
    let records = match &data.records {
        Records::Sequence { steps, lengths } => Records::Sequence {
            steps: steps.slice_axis(Axis(0), customers).to_owned(),
            lengths: lengths[first..end].to_vec(),
        },
        Records::Table(table) => Records::Table(table.slice_axis(Axis(0), customers).to_owned()),
    };
    Dataset {
        row_ids: data.row_ids[first..end].to_vec(),
        feature_names: data.feature_names.clone(),
        records,
        targets: None,
    }
}

/// The mean of all known months of all customers of each segment, channel by channel.
///
/// **Numerics** sums in f64 in the order of the customers.
fn mean_months(
    steps: ArrayView3<f32>,
    months: &Months,
    lengths: &[u32],
    labels: &[u8],
    k: usize,
) -> Array2<f32> {
    let mut sums = Array2::<f64>::zeros((k, steps.dim().2));
    let mut counts = vec![0u64; k];
    let customers = steps.outer_iter().zip(lengths).zip(labels).zip(months.first_steps);
    let known = customers.filter(|(_, first)| (**first as usize) < months.names.len());
    for (((customer, &length), &label), _) in known {
        counts[label as usize] += u64::from(length);
        let mut sum = sums.row_mut(label as usize);
        for month in customer.outer_iter().take(length as usize) {
            sum.iter_mut().zip(month).for_each(|(sum, &x)| *sum += f64::from(x));
        }
    }
    for (mut row, &count) in sums.rows_mut().into_iter().zip(&counts) {
        row /= count.max(1) as f64;
    }
    sums.mapv(|x| x as f32)
}

/// Counts and words from the last month of the first half to the last month.
fn summary(names: &[String], placed: Vec<Vec<u8>>, segments: &[Segment]) -> Migration {
    let k = segments.len();
    let (from, to) = (names.len() / 2 - 1, names.len() - 1);
    let mut counts = vec![vec![0u64; k]; k];
    for (&before, &after) in placed[from].iter().zip(&placed[to]) {
        if before != NOT_THERE && after != NOT_THERE {
            counts[before as usize][after as usize] += 1;
        }
    }
    let (from, to) = (names[from].clone(), names[to].clone());
    let words = words(&counts, [&from, &to], segments);
    Migration { months: names.to_vec(), segments: placed, counts, from, to, words }
}

fn words(counts: &[Vec<u64>], [from, to]: [&String; 2], segments: &[Segment]) -> Vec<Message> {
    let total: u64 = counts.iter().flatten().sum();
    if total == 0 {
        return vec![Message::new("seg-months-nobody").with("from", from).with("to", to)];
    }
    let stayed: u64 = (0..counts.len()).map(|segment| counts[segment][segment]).sum();
    let mut words = vec![
        Message::new("seg-months-stayed")
            .share("share", stayed as f64 / total as f64, 0)
            .with("n", total)
            .with("from", from)
            .with("to", to),
    ];
    let mut drifts: Vec<(u64, usize, usize)> = Vec::new();
    for (before, row) in counts.iter().enumerate() {
        for (after, &there) in row.iter().enumerate() {
            let net = there.saturating_sub(counts[after][before]);
            if is_drift(net, there + counts[after][before]) {
                drifts.push((net, before, after));
            }
        }
    }
    if drifts.is_empty() && stayed < total {
        words.push(Message::new("seg-months-no-drift").with("n", total - stayed));
    }
    drifts.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for &(net, before, after) in drifts.iter().take(MOST_DRIFTS) {
        let of: u64 = counts[before].iter().sum();
        words.push(
            Message::new("seg-months-moved")
                .with("n", net)
                .with("there", counts[before][after])
                .with("back", counts[after][before])
                .share("share", net as f64 / of.max(1) as f64, 0)
                .with("before", segments[before].name.clone())
                .with("after", segments[after].name.clone()),
        );
    }
    words
}

/// Whether more customers go one way than would by chance: the difference is beyond two standard deviations of as many
/// moves that go either way alike.
fn is_drift(net: u64, moves: u64) -> bool {
    net > 0 && net as f64 >= SURE * (moves as f64).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Lang, render};

    fn segment(name: &str) -> Segment {
        Segment {
            code: 1,
            name: Message::text(name),
            sentence: Message::text(""),
            traits: Vec::new(),
            size: 1,
            share: 0.5,
            value_share: None,
            means: Vec::new(),
            profile: Vec::new(),
            representatives: Vec::new(),
            checks: Vec::new(),
            action: Message::text(""),
        }
    }

    fn said(counts: &[Vec<u64>]) -> Vec<String> {
        let segments = ["A", "B", "C"].map(segment);
        let words = words(counts, [&"3".to_owned(), &"6".to_owned()], &segments);
        words.iter().skip(1).map(|words| render(Lang::En, words)).collect()
    }

    #[test]
    fn only_what_is_not_balanced_by_the_way_back_is_a_drift() {
        let words = said(&[vec![50, 400, 40], vec![390, 50, 5], vec![8, 5, 50]]);
        assert_eq!(words.len(), 1, "{words:?}");
        assert!(
            words[0].starts_with("32 customers more went from “A” to “C” than back (40 against 8"),
            "{words:?}"
        );
        let balanced = said(&[vec![50, 30], vec![32, 50]]);
        assert!(balanced.len() == 1 && balanced[0].contains("nobody drifts"), "{balanced:?}");
        assert!(said(&[vec![50, 0], vec![0, 50]]).is_empty());
        assert!(!is_drift(3, 3) && is_drift(4, 4) && !is_drift(0, 100));
    }
}
