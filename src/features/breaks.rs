//! Natural breaks: where sorted values leave the best gaps.

use std::ops::Range;

/// The cuts between runs of sorted values with the least sum of squared distances from their means.
///
/// Minimises `Σ_runs Σ (x − mean)²` over all divisions of the different values, exactly: dynamic programming over
/// the last cut, whose best place never moves down as values are added, so halving finds a whole row in
/// O(n log n).
///
/// **Shapes:** values ascending; each cut is the lowest value of its run. Where there are fewer different values than
/// runs, the runs left over are empty and begin just above the highest value.
///
/// **Numerics:** sums of the centred values; of equally good cuts the lowest.
///
/// **Source:** Fisher 1958, "On grouping for maximum homogeneity"; the same optimum as `Ckmeans.1d.dp` (Wang and
/// Song 2011).
pub fn natural_breaks<const CUTS: usize>(sorted: &[f64]) -> [f64; CUTS] {
    let mut points: Vec<(f64, f64)> = Vec::new();
    for &value in sorted {
        match points.last_mut() {
            Some((last, weight)) if *last == value => *weight += 1.0,
            _ => points.push((value, 1.0)),
        }
    }
    let above = sorted.last().map_or(0.0, |highest| highest.next_up());
    let mut cuts = [above; CUTS];
    let starts = Partition::new(&points).best_starts((CUTS + 1).min(points.len()));
    for (cut, start) in cuts.iter_mut().zip(starts) {
        *cut = points[start].0;
    }
    cuts
}

/// Prefix sums over different values with their counts, to price any run of them at once.
struct Partition {
    weight: Vec<f64>,
    sum: Vec<f64>,
    square: Vec<f64>,
}

impl Partition {
    fn new(points: &[(f64, f64)]) -> Self {
        let n: f64 = points.iter().map(|(_, weight)| weight).sum();
        let mean = points.iter().map(|(value, weight)| value * weight).sum::<f64>() / n.max(1.0);
        let mut partition = Self { weight: vec![0.0], sum: vec![0.0], square: vec![0.0] };
        let (mut count, mut sum, mut square) = (0.0, 0.0, 0.0);
        for (value, weight) in points {
            let centred = value - mean;
            count += weight;
            sum += weight * centred;
            square += weight * centred * centred;
            partition.weight.push(count);
            partition.sum.push(sum);
            partition.square.push(square);
        }
        partition
    }

    fn n(&self) -> usize {
        self.weight.len() - 1
    }

    /// Squared distances from the mean of a run.
    fn spread(&self, run: Range<usize>) -> f64 {
        let weight = self.weight[run.end] - self.weight[run.start];
        if weight <= 0.0 {
            return 0.0;
        }
        let sum = self.sum[run.end] - self.sum[run.start];
        (self.square[run.end] - self.square[run.start] - sum * sum / weight).max(0.0)
    }

    /// Where the second and later of `k` runs begin.
    fn best_starts(&self, k: usize) -> Vec<usize> {
        let n = self.n();
        let mut cost: Vec<f64> = (0..=n).map(|end| self.spread(0..end)).collect();
        let mut rows: Vec<Vec<usize>> = Vec::new();
        for runs in 2..=k {
            let mut row = Row { cost: vec![f64::INFINITY; n + 1], start: vec![0; n + 1] };
            self.fill(&cost, runs..n + 1, runs - 1..n, &mut row);
            cost = row.cost;
            rows.push(row.start);
        }
        let mut end = n;
        let mut starts: Vec<usize> = rows
            .iter()
            .rev()
            .map(|row| {
                end = row[end];
                end
            })
            .collect();
        starts.reverse();
        starts
    }

    /// Fills `ends` of a row, whose last runs begin within `starts`.
    fn fill(&self, before: &[f64], ends: Range<usize>, starts: Range<usize>, row: &mut Row) {
        if ends.is_empty() {
            return;
        }
        let end = usize::midpoint(ends.start, ends.end);
        let candidates = starts.start..starts.end.min(end);
        for (start, cost) in candidates.clone().zip(&before[candidates]) {
            let cost = cost + self.spread(start..end);
            if cost < row.cost[end] {
                row.cost[end] = cost;
                row.start[end] = start;
            }
        }
        let best = row.start[end];
        self.fill(before, ends.start..end, starts.start..best + 1, row);
        self.fill(before, end + 1..ends.end, best..starts.end, row);
    }
}

/// Least cost of dividing the first `end` values, and where the last run then begins.
struct Row {
    cost: Vec<f64>,
    start: Vec<usize>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Stream;

    /// Where the runs of a division begin, found by trying every division.
    fn cost(values: &[f64], cuts: &[f64]) -> f64 {
        let mut runs = vec![Vec::new(); cuts.len() + 1];
        for value in values {
            runs[cuts.iter().filter(|cut| value >= cut).count()].push(*value);
        }
        let spread = |run: &Vec<f64>| {
            let mean = run.iter().sum::<f64>() / run.len().max(1) as f64;
            run.iter().map(|x| (x - mean).powi(2)).sum::<f64>()
        };
        runs.iter().map(spread).sum()
    }

    #[test]
    fn published_examples() {
        // Jenks breaks of this list into three are known: 1 to 5, 7 to 10, 20.
        assert_eq!(natural_breaks([1.0, 2.0, 4.0, 5.0, 7.0, 9.0, 10.0, 20.0].as_slice()), [7.0, 20.0]);
        // The example of Wang and Song: clusters {-1}, {2}, {4, 5, 6}.
        let values = [-1.0, -1.0, -1.0, -1.0, 2.0, 2.0, 2.0, 4.0, 5.0, 6.0];
        assert_eq!(natural_breaks(&values), [2.0, 4.0]);
    }

    #[test]
    fn no_division_is_better() {
        let mut stream = Stream::new(5, "breaks", 0);
        for _ in 0..60 {
            let n = 4 + stream.below(14) as usize;
            let mut values: Vec<f64> = (0..n).map(|_| stream.below(30) as f64 - 7.0).collect();
            values.sort_by(f64::total_cmp);
            let found = cost(&values, &natural_breaks::<3>(&values));
            for a in &values {
                for b in values.iter().filter(|b| *b >= a) {
                    for c in values.iter().filter(|c| *c >= b) {
                        assert!(found <= cost(&values, &[*a, *b, *c]) + 1e-9, "{values:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn few_values_fill_the_lowest_runs() {
        let above = 5.0f64.next_up();
        assert_eq!(natural_breaks(&[5.0; 7]), [above; 3]);
        assert_eq!(natural_breaks(&[1.0, 1.0, 5.0]), [5.0, above, above]);
        assert_eq!(natural_breaks::<3>(&[]), [0.0; 3]);
    }
}
