//! Some columns of a table whose kind is known beforehand, read piece by piece: no other cell of the file has a say in it.

use crate::base::RowId;
use crate::data::date::{self, Reading, Shape};
use crate::data::{Column, Frame, Source, Validity, Values};

use super::builder::{Cells, ColumnBuilder, Plan, Words};
use super::cell::{self, Cell};
use super::kind::{self, Kind};
use super::merge;
use super::parse::{self, Piece, Rules};
use super::records;

/// What the cells of a column are read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WantedCells {
    Numbers,
    Dates,
    /// Categories that are words.
    Words,
    /// Categories that are numbers, whichever way they are written; what is none is a word.
    NumberWords,
    /// Categories that are dates, whichever way they are written; what is none is a word.
    DateWords,
}

/// A column to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its place in the file.
    pub index: usize,
    pub name: String,
    pub cells: WantedCells,
}

/// A cell that is not what its column is read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Culprit {
    /// Which of the wanted columns.
    pub wanted: usize,
    /// As people count, from 1, within the piece.
    pub row: u64,
    pub cell: String,
}

/// The wanted columns of a piece; its row numbers count within the piece.
pub struct Part {
    pub frame: Frame,
    pub(super) piece: Piece,
}

impl Part {
    /// Records of the piece, unreadable ones included.
    pub fn n_records(&self) -> usize {
        self.piece.n_records
    }
}

/// How the wanted columns are read.
pub(super) struct Reader {
    pub wanted: Vec<Wanted>,
    plans: Vec<Plan>,
    /// Of each, whether the month stands before the day where the way of writing leaves it open.
    month_first: Vec<bool>,
}

impl Reader {
    /// `head` is text from the beginning of the records: it says in which order days and months stand.
    pub fn new(wanted: Vec<Wanted>, rules: &Rules, head: &str) -> Self {
        let mut plans = vec![Plan::Skip; rules.n_columns];
        for column in &wanted {
            plans[column.index] = match column.cells {
                WantedCells::Numbers | WantedCells::Dates => Plan::Typed,
                _ => Plan::Text { counted: false },
            };
        }
        let mut of_head = plans.clone();
        for column in wanted.iter().filter(|column| column.cells == WantedCells::DateWords) {
            of_head[column.index] = Plan::Typed;
        }
        let first = parse::piece(head, 0..head.len(), rules, &of_head, false);
        let month_first = |column: &Wanted| {
            let decided = kind::decide(&[&first.columns[column.index]]);
            matches!(decided, Kind::Date { month_first: true, .. })
        };
        let month_first = wanted.iter().map(month_first).collect();
        Self { wanted, plans, month_first }
    }

    /// Reads a piece. A last record that `unclosed` says is cut off is left out.
    pub fn read(&self, text: &str, rules: &Rules, unclosed: bool, source: &Source) -> Result<Part, Culprit> {
        let mut piece = parse::piece(text, 0..text.len(), rules, &self.plans, unclosed);
        let mut columns = Vec::with_capacity(self.wanted.len());
        for (place, column) in self.wanted.iter().enumerate() {
            let fresh = ColumnBuilder::new(Plan::Skip, Words::Never, rules.decimal);
            let builder = std::mem::replace(&mut piece.columns[column.index], fresh);
            let made = self.column(place, builder, rules.decimal);
            columns.push(made.ok_or_else(|| self.culprit(place, text, rules))?);
        }
        let mut left_out = piece.left_out.iter().copied().peekable();
        let readable = |&record: &RowId| left_out.next_if_eq(&record).is_none();
        let row_ids = (0..piece.n_records as RowId).filter(readable).collect();
        Ok(Part { frame: Frame { columns, row_ids, source: source.clone() }, piece })
    }

    /// `None` where a cell is not what the column is read as.
    fn column(&self, place: usize, builder: ColumnBuilder, decimal: u8) -> Option<Column> {
        let Wanted { name, cells, .. } = &self.wanted[place];
        let month_first = self.month_first[place];
        let kind = match (cells, &builder.cells) {
            (_, Cells::Nothing) => Kind::Nothing,
            (WantedCells::Numbers, Cells::Int(_) | Cells::Float(_)) => Kind::Float,
            (WantedCells::Dates, Cells::Date { readings, .. }) => {
                let known = |reading: &Reading| day(*reading, month_first).is_some();
                readings.iter().flatten().all(known).then_some(())?;
                Kind::Date { month_first, ambiguous: false }
            }
            // Dates written as numbers, where the name says that they are dates.
            (WantedCells::Dates, Cells::Int(_)) => Kind::Int,
            (WantedCells::Words | WantedCells::NumberWords | WantedCells::DateWords, Cells::Text { .. }) => {
                Kind::Text
            }
            _ => return None,
        };
        let mut column = merge::column(name.clone(), kind, vec![builder]);
        match (cells, &column.values) {
            (WantedCells::Dates, Values::Int(_)) => return None,
            (WantedCells::NumberWords, _) => reword(&mut column, |word| number_word(word, decimal)),
            (WantedCells::DateWords, _) => reword(&mut column, |word| date_word(word, month_first)),
            _ => {}
        }
        Some(column)
    }

    /// The first cell that is not what its column is read as.
    fn culprit(&self, place: usize, text: &str, rules: &Rules) -> Culprit {
        let Wanted { index, name, cells } = &self.wanted[place];
        let mut reader = records(text.as_bytes(), rules.separator);
        let mut record = csv::StringRecord::new();
        let mut row = 0;
        while reader.read_record(&mut record).unwrap_or(false) {
            row += 1;
            if record.len() != rules.n_columns {
                continue;
            }
            let cell = record[*index].trim();
            let fits = match (cells, cell::classify(cell.as_bytes(), rules.decimal)) {
                (_, Cell::Empty | Cell::MissingWord | Cell::Infinite)
                | (WantedCells::Numbers, Cell::Int(_) | Cell::Float(_)) => true,
                (WantedCells::Numbers, Cell::Text) => cell::grouped(cell.as_bytes(), rules.decimal).is_some(),
                (_, Cell::Int(value)) => {
                    crate::data::names::says_date(name) && date::parse_compact(value).is_some()
                }
                _ => date::parse(cell).and_then(|reading| day(reading, self.month_first[place])).is_some(),
            };
            if !fits {
                return Culprit { wanted: place, row, cell: cell.chars().take(40).collect() };
            }
        }
        // Every cell fits by itself: dates that are written in several ways.
        Culprit { wanted: place, row: 1, cell: String::new() }
    }
}

/// The day of a date where the column says what stands first.
fn day(reading: Reading, month_first: bool) -> Option<i32> {
    if month_first && reading.shape == Shape::Slashed { reading.month_first } else { reading.day_first }
}

/// The words of a number as a category; `None` for what is missing.
fn number_word(word: &str, decimal: u8) -> Option<String> {
    let number = match cell::classify(word.as_bytes(), decimal) {
        Cell::Empty | Cell::MissingWord | Cell::Infinite => return None,
        Cell::Text => cell::grouped(word.as_bytes(), decimal),
        number => Some(number),
    };
    Some(match number {
        Some(Cell::Int(value)) => value.to_string(),
        // Adding 0 makes the two zeros one.
        Some(Cell::Float(value)) => (value + 0.0).to_string(),
        _ => word.to_owned(),
    })
}

/// The words of a date as a category; `None` for what is missing.
fn date_word(word: &str, month_first: bool) -> Option<String> {
    if matches!(cell::classify(word.as_bytes(), b'.'), Cell::Empty | Cell::MissingWord) {
        return None;
    }
    let day = date::parse(word).and_then(|reading| day(reading, month_first));
    Some(day.map_or_else(|| word.to_owned(), date::format_days))
}

/// Every word in its usual form; those that become nothing are missing.
fn reword(column: &mut Column, usual: impl Fn(&str) -> Option<String>) {
    let Values::Text { codes, dictionary } = &mut column.values else { return };
    let words: Vec<Option<String>> = dictionary.iter().map(|word| usual(word)).collect();
    let mut sorted: Vec<String> = words.iter().flatten().cloned().collect();
    sorted.sort_unstable();
    sorted.dedup();
    let place = |word: &Option<String>| sorted.binary_search(word.as_ref()?).ok();
    let places: Vec<Option<usize>> = words.iter().map(place).collect();
    let mut valid = Validity::default();
    for (index, code) in codes.iter_mut().enumerate() {
        let place = places.get(*code as usize).copied().flatten().filter(|_| column.valid.get(index));
        valid.push(place.is_some());
        *code = place.unwrap_or(0) as u32;
    }
    (column.valid, *dictionary) = (valid, sorted);
}
