//! The pieces of a column put together: one type, one dictionary, one validity bitmap.

use rayon::prelude::*;

use crate::data::{Column, Validity, Values, date};

use super::builder::{Cells, ColumnBuilder};
use super::kind::Kind;

/// Puts the pieces of one column together. Pieces of a text column must be text or nothing.
pub fn column(name: String, kind: Kind, pieces: Vec<ColumnBuilder>) -> Column {
    let len = pieces.iter().map(|piece| piece.len).sum();
    let mut offset = 0;
    let mut missing = Vec::new();
    for piece in &pieces {
        missing.extend(piece.missing.iter().map(|&index| index as usize + offset));
        offset += piece.len;
    }
    let valid = Validity::all_but(len, missing);
    let values = match kind {
        Kind::Int => ints(&name, len, pieces, &valid),
        Kind::Float => Values::Float(floats(len, pieces)),
        Kind::Date { month_first, .. } => Values::Date(dates(len, pieces, month_first)),
        Kind::Text => text(len, pieces),
        Kind::Nothing => Values::Text { codes: vec![0; len], dictionary: Vec::new() },
    };
    Column { name, values, valid }
}

/// Whole numbers, or dates where the name says "date" and every number reads as YYYYMMDD.
fn ints(name: &str, len: usize, pieces: Vec<ColumnBuilder>, valid: &Validity) -> Values {
    let mut values = Vec::with_capacity(len);
    for piece in pieces {
        match piece.cells {
            Cells::Int(cells) => values.extend(cells),
            _ => values.resize(values.len() + piece.len, 0),
        }
    }
    if crate::data::names::says_date(name) {
        let days: Option<Vec<i32>> = values
            .iter()
            .enumerate()
            .map(|(index, &value)| if valid.get(index) { date::parse_compact(value) } else { Some(0) })
            .collect();
        if let Some(days) = days {
            return Values::Date(days);
        }
    }
    Values::Int(values)
}

fn floats(len: usize, pieces: Vec<ColumnBuilder>) -> Vec<f64> {
    let mut values = Vec::with_capacity(len);
    for piece in pieces {
        match piece.cells {
            Cells::Float(cells) => values.extend(cells),
            Cells::Int(cells) => values.extend(cells.iter().map(|&value| value as f64)),
            _ => values.resize(values.len() + piece.len, 0.0),
        }
    }
    values
}

fn dates(len: usize, pieces: Vec<ColumnBuilder>, month_first: bool) -> Vec<i32> {
    let mut values = Vec::with_capacity(len);
    for piece in pieces {
        match piece.cells {
            Cells::Date { readings, .. } => values.extend(readings.iter().map(|reading| {
                let day = reading.and_then(|day| if month_first { day.month_first } else { day.day_first });
                day.unwrap_or(0)
            })),
            _ => values.resize(values.len() + piece.len, 0),
        }
    }
    values
}

/// A word of a piece, on its way into the one dictionary.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    /// The first eight bytes as a number: most comparisons need no look at the text.
    start: u64,
    text: String,
    piece: u32,
    code: u32,
}

/// One dictionary in byte order from the dictionaries of the pieces.
fn text(len: usize, pieces: Vec<ColumnBuilder>) -> Values {
    let mut all = Vec::new();
    let mut recoded = Vec::with_capacity(pieces.len());
    for (piece, builder) in pieces.into_iter().enumerate() {
        let (codes, words) = match builder.cells {
            Cells::Text { codes, words } => (codes, words.into_words()),
            _ => (vec![0; builder.len], Vec::new()),
        };
        recoded.push((codes, vec![0u32; words.len()], builder.missing));
        all.extend(words.into_iter().enumerate().map(|(code, text)| {
            let mut start = [0; 8];
            start.iter_mut().zip(text.bytes()).for_each(|(target, byte)| *target = byte);
            Word { start: u64::from_be_bytes(start), text, piece: piece as u32, code: code as u32 }
        }));
    }
    // Files are often sorted by their identifier: a merge sort is done at once then.
    all.par_sort();
    let mut dictionary: Vec<String> = Vec::new();
    for word in all {
        if dictionary.last() != Some(&word.text) {
            dictionary.push(word.text);
        }
        recoded[word.piece as usize].1[word.code as usize] = dictionary.len() as u32 - 1;
    }
    recoded.par_iter_mut().for_each(|(codes, places, missing)| {
        for code in codes.iter_mut() {
            *code = places.get(*code as usize).copied().unwrap_or(0);
        }
        for &index in missing.iter() {
            codes[index as usize] = 0;
        }
    });
    let mut codes = Vec::with_capacity(len);
    for (piece, ..) in recoded {
        codes.extend(piece);
    }
    Values::Text { codes, dictionary }
}
