//! What other customers have in a column, and how usual one customer's value is among theirs.

use std::collections::BTreeMap;

use crate::base::{Message, RowId, nearest};
use crate::data::{Column, Frame};
use crate::features::{CellValue, FeatureError, FittedColumn, Preprocessor};
use crate::study::segments::describe::decimals;

use super::phrases;

/// Up to here each value of a column of numbers is counted; with more of them, a value is placed among the others.
const FEW_VALUES: usize = 12;

/// A column, how it is said, and what the customers compared have in it.
pub struct Known {
    name: String,
    fitted: FittedColumn,
    /// How the column is called.
    word: Message,
    /// What others have, and how many they are; `None` where that is not known.
    usual: Option<(Usual, usize)>,
}

enum Usual {
    /// In ascending order, without the missing ones.
    Amounts(Vec<f64>),
    /// How many have each value; `None` where missing.
    Counts(BTreeMap<Option<String>, usize>),
}

impl Known {
    /// **Errors** a column or row that the table does not have.
    pub fn new(
        preprocessor: &Preprocessor,
        (frame, rows): (&Frame, &[RowId]),
        name: &str,
    ) -> Result<Self, FeatureError> {
        let mut known = Self::by_name(preprocessor, name)?;
        let column = find(frame, name)?;
        let positions = rows
            .iter()
            .map(|&row| frame.position(row).ok_or(FeatureError::UnknownRow(row)))
            .collect::<Result<Vec<usize>, _>>()?;
        known.usual = Some((Usual::of(&known.fitted, column, &positions), positions.len()));
        Ok(known)
    }

    /// A column of which nobody's values are known.
    ///
    /// **Errors** a column that the preprocessing does not have.
    pub fn by_name(preprocessor: &Preprocessor, name: &str) -> Result<Self, FeatureError> {
        let (_, fitted) = &preprocessor.columns()[preprocessor.place(name)?];
        let word = phrases::word(preprocessor, name);
        Ok(Self { name: name.to_owned(), fitted: fitted.clone(), word, usual: None })
    }

    /// The customer's value in words, and how usual it is where that is known.
    ///
    /// **Errors** a table without the column.
    pub fn say(&self, frame: &Frame, position: usize) -> Result<(Message, Option<Message>), FeatureError> {
        let column = find(frame, &self.name)?;
        let value = self.fitted.value(column, position);
        let what = phrases::say(&self.name, &self.word, (column, position), &value);
        let usual = self.usual.as_ref().map(|(usual, n)| usual.of_value(*n, &value, (column, position)));
        Ok((what, usual))
    }
}

impl Usual {
    /// How usual a value is among `n` customers.
    fn of_value(
        &self,
        n_customers: usize,
        value: &CellValue,
        (column, position): (&Column, usize),
    ) -> Message {
        let n = n_customers.max(1) as f64;
        let share_of = |count: usize| match count {
            0 => Message::new("explain-new"),
            count => {
                let share = count as f64 / n;
                let places = u8::from(share < 0.01) + u8::from(share < 0.001);
                Message::new("explain-as-many").share("share", share, places)
            }
        };
        match (self, value) {
            (Self::Amounts(sorted), &CellValue::Number(x)) => among(sorted, x),
            (Self::Amounts(sorted), _) => share_of(n_customers - sorted.len()),
            (Self::Counts(counts), _) => {
                share_of(counts.get(&column.category(position)).copied().unwrap_or(0))
            }
        }
    }

    fn of(fitted: &FittedColumn, column: &Column, positions: &[usize]) -> Self {
        if matches!(fitted, FittedColumn::Number(_)) {
            let mut sorted: Vec<f64> = positions.iter().filter_map(|&at| column.number(at)).collect();
            sorted.sort_unstable_by(f64::total_cmp);
            let n_different = 1 + sorted.windows(2).filter(|pair| pair[0] != pair[1]).count();
            if n_different > FEW_VALUES {
                return Self::Amounts(sorted);
            }
        }
        let mut counts = BTreeMap::new();
        for &position in positions {
            *counts.entry(column.category(position)).or_default() += 1;
        }
        Self::Counts(counts)
    }
}

/// Where an amount stands among the others, who are not none.
fn among(sorted: &[f64], x: f64) -> Message {
    // Amounts that somebody has, and between them at least half of the customers.
    let last = sorted.len().saturating_sub(1) as f64;
    let (low, high) = (sorted[(last * 0.25).floor() as usize], sorted[(last * 0.75).ceil() as usize]);
    let n = sorted.len().max(1) as f64;
    // Down to whole percentages, and never to all: “higher than 92 %” is then not too much.
    let share = |count: usize| ((count as f64 / n * 100.0).floor() / 100.0).min(0.99);
    let message = if x > high {
        Message::new("explain-above").share("share", share(sorted.partition_point(|&other| other < x)), 0)
    } else if x < low {
        let n_above = sorted.len() - sorted.partition_point(|&other| other <= x);
        Message::new("explain-below").share("share", share(n_above), 0)
    } else {
        Message::new("explain-within")
    };
    let places = |x: f64| if x.fract() == 0.0 { 0 } else { decimals(x) };
    let places = places(low).max(places(high));
    message.number("low", low, places).number("high", high, places)
}

/// A column of the table.
pub fn find<'a>(frame: &'a Frame, name: &str) -> Result<&'a Column, FeatureError> {
    frame.column(name).ok_or_else(|| FeatureError::UnknownColumn {
        name: name.to_owned(),
        nearest: nearest(name, frame.names()),
    })
}
