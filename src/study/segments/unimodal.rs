//! A column as it would be with a single hump: skewed as it is, but without the gaps between groups.

/// Different values up to which a column keeps them all: they are its groups already, and nobody needs to find them.
const FEW_VALUES: usize = 10;

/// Values with the same range and skewness as these whose density rises to one mode and falls behind it, ascending.
///
/// The spacings of the sorted values are what a density is the inverse of. They are made to fall up to the mode and to
/// rise behind it by least squares; the mode is where least is changed, of equals the first. Values that occur often
/// are spacings of 0, so that one of them may be the mode. A column of at most [`FEW_VALUES`] stays as it is.
///
/// **Numerics** O(n log n), in f64; the same values in any order give the same bits.
///
/// **Source** isotonic regression by pooling adjacent violators, Barlow et al. (1972), on both sides of every mode.
pub(super) fn with_one_mode(values: &[f32]) -> Vec<f32> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f32::total_cmp);
    let spacings: Vec<f64> = sorted.windows(2).map(|pair| f64::from(pair[1]) - f64::from(pair[0])).collect();
    if spacings.iter().filter(|spacing| **spacing > 0.0).count() < FEW_VALUES {
        return sorted;
    }
    let backwards: Vec<f64> = spacings.iter().rev().copied().collect();
    let (before, after) = (errors(&spacings), errors(&backwards));
    let n = spacings.len();
    let error = |mode: usize| before[mode] + after[n - mode];
    let mode = (0..=n).reduce(|best, mode| if error(mode) < error(best) { mode } else { best }).unwrap_or(0);
    let mut rising = falling(&backwards[..n - mode]);
    rising.reverse();
    let mut at = f64::from(sorted[0]);
    let walked = falling(&spacings[..mode]).into_iter().chain(rising).map(|spacing| {
        at += spacing;
        at as f32
    });
    std::iter::once(sorted[0]).chain(walked).collect()
}

/// Neighbours that share one value.
#[derive(Clone, Copy)]
struct Block {
    sum: f64,
    squares: f64,
    count: usize,
}

impl Block {
    fn mean(&self) -> f64 {
        self.sum / self.count as f64
    }

    fn error(&self) -> f64 {
        (self.squares - self.sum * self.sum / self.count as f64).max(0.0)
    }
}

/// Takes the next value in, so that the means of the blocks fall; the error of those that were there changes by what
/// is returned.
fn pool(blocks: &mut Vec<Block>, value: f64) -> f64 {
    let mut last = Block { sum: value, squares: value * value, count: 1 };
    let mut change = 0.0;
    while let Some(before) = blocks.pop_if(|before| before.mean() <= last.mean()) {
        change -= before.error();
        last.sum += before.sum;
        last.squares += before.squares;
        last.count += before.count;
    }
    change += last.error();
    blocks.push(last);
    change
}

/// Least squared error of falling values for the first 0, 1, … of them.
fn errors(values: &[f64]) -> Vec<f64> {
    let mut blocks = Vec::new();
    let mut error = 0.0;
    let of_first = values.iter().map(|&value| {
        error += pool(&mut blocks, value);
        error
    });
    std::iter::once(0.0).chain(of_first).collect()
}

/// The falling values nearest to these by least squares.
fn falling(values: &[f64]) -> Vec<f64> {
    let mut blocks = Vec::new();
    for &value in values {
        pool(&mut blocks, value);
    }
    blocks.iter().flat_map(|block| std::iter::repeat_n(block.mean(), block.count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Stream;

    fn normals(n: usize, mut of: impl FnMut(usize, f64) -> f64) -> Vec<f32> {
        let mut stream = Stream::new(3, "one mode", 0);
        (0..n).map(|index| of(index, stream.normal()) as f32).collect()
    }

    /// The largest share of the range between two neighbours among the middle nine tenths.
    fn widest(values: &[f32]) -> f32 {
        let n = values.len();
        let inner = &values[n / 20..n - n / 20];
        let widest = inner.windows(2).map(|pair| pair[1] - pair[0]).fold(0.0, f32::max);
        widest / (values[n - 1] - values[0])
    }

    #[test]
    fn falling_values_are_the_nearest_ones() {
        assert_eq!(falling(&[3.0, 1.0, 2.0, 0.0]), [3.0, 1.5, 1.5, 0.0]);
        assert_eq!(falling(&[1.0, 2.0, 3.0]), [2.0; 3]);
        assert_eq!(errors(&[3.0, 1.0, 2.0, 0.0]), [0.0, 0.0, 0.0, 0.5, 0.5]);
        assert_eq!((falling(&[]), errors(&[])), (vec![], vec![0.0]));
    }

    #[test]
    fn two_humps_become_one_of_the_same_range() {
        let two = normals(600, |index, normal| if index % 3 == 0 { 9.0 + normal } else { normal });
        let mut sorted = two.clone();
        sorted.sort_unstable_by(f32::total_cmp);
        let one = with_one_mode(&two);
        assert!(widest(&sorted) > 0.1 && widest(&one) < 0.02, "{} {}", widest(&sorted), widest(&one));
        assert!((one[599] - sorted[599]).abs() < 1e-4 && one[0] == sorted[0]);
        assert!(one.is_sorted());
    }

    #[test]
    fn one_hump_keeps_its_shape() {
        let skewed = normals(2_000, |_, normal| normal.exp());
        let mut sorted = skewed.clone();
        sorted.sort_unstable_by(f32::total_cmp);
        let one = with_one_mode(&skewed);
        for at in [100, 500, 1000, 1500, 1900] {
            assert!((one[at] / sorted[at] - 1.0).abs() < 0.15, "{at}: {} {}", one[at], sorted[at]);
        }
    }

    #[test]
    fn few_values_stay_and_nothing_is_no_harm() {
        assert_eq!(with_one_mode(&[1.0, 0.0, 1.0, 0.0]), [0.0, 0.0, 1.0, 1.0]);
        assert_eq!((with_one_mode(&[]), with_one_mode(&[2.0])), (vec![], vec![2.0]));
    }
}
