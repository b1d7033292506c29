//! A table of typed columns of equal length, with the row numbers of its source.

use crate::base::RowId;

use super::source::Source;

/// Which cells of a column hold a value. Missing is said here, never by NaN.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    words: Vec<u64>,
    len: usize,
    missing: usize,
}

impl Validity {
    pub fn push(&mut self, valid: bool) {
        if self.len.is_multiple_of(64) {
            self.words.push(0);
        }
        if valid {
            if let Some(word) = self.words.last_mut() {
                *word |= 1 << (self.len % 64);
            }
        } else {
            self.missing += 1;
        }
        self.len += 1;
    }

    /// `len` cells that all hold a value, but for those at `missing` (ascending, without repeats).
    pub fn all_but(len: usize, missing: impl IntoIterator<Item = usize>) -> Self {
        let mut validity = Self { words: vec![u64::MAX; len.div_ceil(64)], len, missing: 0 };
        if let Some(last) = validity.words.last_mut()
            && !len.is_multiple_of(64)
        {
            *last >>= 64 - len % 64;
        }
        for index in missing {
            if let Some(word) = validity.words.get_mut(index / 64) {
                *word &= !(1 << (index % 64));
                validity.missing += 1;
            }
        }
        validity
    }

    pub fn get(&self, index: usize) -> bool {
        self.words.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    pub fn missing(&self) -> usize {
        self.missing
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl FromIterator<bool> for Validity {
    fn from_iter<I: IntoIterator<Item = bool>>(cells: I) -> Self {
        let mut validity = Self::default();
        for valid in cells {
            validity.push(valid);
        }
        validity
    }
}

/// The cells of a column. Cells that are missing hold 0 (numbers, days) or code 0 (text): ask [`Column::valid`] first.
#[derive(Clone, Debug, PartialEq)]
pub enum Values {
    Float(Vec<f64>),
    /// Every value is whole and fits.
    Int(Vec<i64>),
    /// Days since 1970-01-01.
    Date(Vec<i32>),
    /// `codes[row]` indexes `dictionary`, which is in byte order without repeats.
    Text {
        codes: Vec<u32>,
        dictionary: Vec<String>,
    },
}

/// One named column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub name: String,
    pub values: Values,
    pub valid: Validity,
}

fn cells_at<T: Copy + Default>(values: &[T], positions: impl Iterator<Item = Option<usize>>) -> Vec<T> {
    positions.map(|position| position.map_or_else(T::default, |position| values[position])).collect()
}

impl Column {
    /// The cells at these positions, missing where there is none.
    #[must_use]
    pub fn gather(&self, positions: &[Option<u32>]) -> Self {
        let there = |position: &Option<u32>| {
            position.map(|position| position as usize).filter(|&position| self.valid.get(position))
        };
        let places = || positions.iter().map(there);
        let values = match &self.values {
            Values::Float(values) => Values::Float(cells_at(values, places())),
            Values::Int(values) => Values::Int(cells_at(values, places())),
            Values::Date(days) => Values::Date(cells_at(days, places())),
            Values::Text { codes, dictionary } => {
                Values::Text { codes: cells_at(codes, places()), dictionary: dictionary.clone() }
            }
        };
        Self { name: self.name.clone(), values, valid: places().map(|place| place.is_some()).collect() }
    }

    /// The cell as a number: whole and broken numbers, and dates as days. `None` where missing or text.
    pub fn number(&self, index: usize) -> Option<f64> {
        if !self.valid.get(index) {
            return None;
        }
        match &self.values {
            Values::Float(values) => Some(values[index]),
            Values::Int(values) => Some(values[index] as f64),
            Values::Date(days) => Some(f64::from(days[index])),
            Values::Text { .. } => None,
        }
    }

    /// The cell of a text column. `None` where missing or not text.
    pub fn text(&self, index: usize) -> Option<&str> {
        match &self.values {
            Values::Text { codes, dictionary } if self.valid.get(index) => {
                dictionary.get(codes[index] as usize).map(String::as_str)
            }
            _ => None,
        }
    }

    /// The cell as the words of a category: text as it is, whole numbers in decimal, other numbers and
    /// dates in their shortest exact form. `None` where missing.
    pub fn category(&self, index: usize) -> Option<String> {
        if !self.valid.get(index) {
            return None;
        }
        Some(match &self.values {
            Values::Float(values) => values[index].to_string(),
            Values::Int(values) => values[index].to_string(),
            Values::Date(days) => super::date::format_days(days[index]),
            Values::Text { codes, dictionary } => dictionary.get(codes[index] as usize)?.clone(),
        })
    }

    pub fn is_numeric(&self) -> bool {
        matches!(self.values, Values::Float(_) | Values::Int(_))
    }
}

/// The table: every readable row of the source, column by column.
#[derive(Clone, Debug)]
pub struct Frame {
    pub columns: Vec<Column>,
    /// `row_ids[index]` is the physical record that row `index` of the columns came from; ascending.
    pub row_ids: Vec<RowId>,
    pub source: Source,
}

impl Frame {
    pub fn n_rows(&self) -> usize {
        self.row_ids.len()
    }

    pub fn n_columns(&self) -> usize {
        self.columns.len()
    }

    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }

    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    /// Whether the column at `index` was written by an earlier run of this program, also where the header names it twice.
    pub fn is_from_earlier_run(&self, index: usize) -> bool {
        let name = self.columns.get(index).map(|column| column.name.as_str());
        let written = self.source.header.get(index).map(String::as_str);
        name.into_iter().chain(written).any(super::earlier::is_ours)
    }

    /// The position in the columns of a physical record; `None` for records that could not be read.
    pub fn position(&self, row: RowId) -> Option<usize> {
        self.row_ids.binary_search(&row).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn validity_built_either_way_is_the_same() {
        for len in [0, 1, 63, 64, 65, 200] {
            let missing: Vec<usize> = (0..len).filter(|index| index % 7 == 3).collect();
            let pushed: Validity = (0..len).map(|index| index % 7 != 3).collect();
            assert_eq!(Validity::all_but(len, missing.iter().copied()), pushed);
            assert_eq!(pushed.missing(), missing.len());
        }
    }
}
