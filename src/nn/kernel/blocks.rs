//! Rows packed for the f32 kernel: blocks of 32 rows, feature after feature, aligned to cache lines.

use ndarray::ArrayRef2;

use crate::base::Aligned;

/// Rows of a block: two vectors of AVX-512, four of AVX2.
pub const ROWS: usize = 32;

/// Rows with their classes, as the kernel reads them.
///
/// `rows` is `[block][feature][row]` with one more feature that is 1 everywhere (it carries the bias in the weight
/// gradient); `codes` is `[block][row]`. Rows that fill up the last block are 0 and have the code −1.
#[derive(Debug)]
pub struct Blocks {
    n_samples: usize,
    n_features: usize,
    rows: Aligned,
    codes: Aligned,
}

impl Blocks {
    /// Packs rows with known classes.
    ///
    /// **Shapes** records (`n_samples`, `n_features`), codes (`n_samples`); rows beyond the codes have none
    pub fn pack(records: &ArrayRef2<f32>, codes: &[u32]) -> Self {
        let (n_samples, n_features) = records.dim();
        let n_blocks = n_samples.div_ceil(ROWS);
        let mut rows = Aligned::zeros(n_blocks * (n_features + 1) * ROWS);
        let mut row_codes = Aligned::zeros(n_blocks * ROWS);
        let block_len = (n_features + 1) * ROWS;
        for block in rows.as_mut_slice().chunks_exact_mut(block_len) {
            block[n_features * ROWS..].fill(1.0);
        }
        for (row, record) in records.outer_iter().enumerate() {
            let block = &mut rows.as_mut_slice()[row / ROWS * block_len..][..block_len];
            for (feature, &value) in record.iter().enumerate() {
                block[feature * ROWS + row % ROWS] = value;
            }
        }
        row_codes.as_mut_slice().fill(-1.0);
        for (slot, &code) in row_codes.as_mut_slice().iter_mut().zip(codes) {
            *slot = code as f32;
        }
        Self { n_samples, n_features, rows, codes: row_codes }
    }

    pub fn n_samples(&self) -> usize {
        self.n_samples
    }

    pub(super) fn n_features(&self) -> usize {
        self.n_features
    }

    pub(super) fn n_blocks(&self) -> usize {
        self.n_samples.div_ceil(ROWS)
    }

    pub(super) fn rows(&self) -> &[f32] {
        self.rows.as_slice()
    }

    pub(super) fn codes(&self) -> &[f32] {
        self.codes.as_slice()
    }
}
