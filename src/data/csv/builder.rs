//! One column of one piece of the file, typed as it grows.

use crate::data::date::{self, Reading, Shape};

use super::cell::{self, Cell};
use super::interner::Interner;

/// How a column's cells are to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Numbers or dates, as far as the first records tell; given up where a text turns up.
    Typed,
    /// Text; with `counted`, the cells that would be numbers or dates are counted.
    Text { counted: bool },
    /// Not read this time.
    Skip,
}

/// When words such as `NA` count as missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    Always,
    Never,
    /// Only in columns that hold numbers or dates otherwise.
    AmongNumbers,
}

/// The cells of a column in one piece, in the order of its readable records. Missing ones hold 0.
#[derive(Debug)]
pub enum Cells {
    /// Nothing but missing cells so far.
    Nothing,
    Int(Vec<i64>),
    Float(Vec<f64>),
    Date {
        shape: Shape,
        readings: Vec<Option<Reading>>,
    },
    /// Codes in order of first appearance in this piece.
    Text {
        codes: Vec<u32>,
        words: Interner,
    },
    /// A text turned up after numbers or dates: the piece is read again as text.
    Broken,
}

/// A cell to show in an issue, and the record of the piece it stands in.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub record: u32,
    pub cell: String,
}

/// Remembers the first cell of a kind and how many there were.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    pub count: usize,
    pub first: Option<Place>,
}

impl Tally {
    fn add(&mut self, record: u32, cell: &[u8]) {
        self.count += 1;
        if self.first.is_none() {
            let cell = String::from_utf8_lossy(cell).chars().take(40).collect();
            self.first = Some(Place { record, cell });
        }
    }
}

#[derive(Debug)]
pub struct ColumnBuilder {
    pub cells: Cells,
    /// Readable records so far.
    pub len: usize,
    /// Positions of missing cells, ascending.
    pub missing: Vec<u32>,
    /// Cells that are numbers or dates (only for typed and counted columns).
    pub typed: usize,
    /// Cells that are text.
    pub texts: Tally,
    /// Words for "missing" that were taken as missing.
    pub words: usize,
    pub infinite: Tally,
    /// Numbers with marks between their thousands.
    pub grouped: Tally,
    plan: Plan,
    policy: Words,
    decimal: u8,
}

impl ColumnBuilder {
    pub fn new(plan: Plan, policy: Words, decimal: u8) -> Self {
        let cells = match plan {
            Plan::Typed | Plan::Skip => Cells::Nothing,
            Plan::Text { .. } => Cells::Text { codes: Vec::new(), words: Interner::default() },
        };
        Self {
            cells,
            len: 0,
            missing: Vec::new(),
            typed: 0,
            texts: Tally::default(),
            words: 0,
            infinite: Tally::default(),
            grouped: Tally::default(),
            plan,
            policy,
            decimal,
        }
    }

    /// Whether words for "missing" are missing whatever else the column holds.
    pub fn takes_words(&self) -> bool {
        self.policy == Words::Always
    }

    /// Appends the cell of the piece's record number `record`.
    pub fn push(&mut self, cell: &[u8], record: u32) {
        let cell = trim(cell);
        match &mut self.cells {
            Cells::Int(values) => match cell::whole_number(cell) {
                Some(value) => {
                    values.push(value);
                    self.typed += 1;
                }
                None => self.push_classified(cell, record),
            },
            Cells::Float(values) => match cell::float(cell, self.decimal).filter(|value| value.is_finite()) {
                Some(value) => {
                    values.push(value);
                    self.typed += 1;
                }
                None => self.push_classified(cell, record),
            },
            Cells::Text { .. } => self.push_text(cell, record),
            Cells::Nothing | Cells::Date { .. } | Cells::Broken => self.push_classified(cell, record),
        }
        self.len += 1;
    }

    fn push_classified(&mut self, cell: &[u8], record: u32) {
        match cell::classify(cell, self.decimal) {
            Cell::Empty => self.push_missing(),
            Cell::MissingWord if self.policy != Words::Never => {
                self.words += 1;
                self.push_missing();
            }
            Cell::Infinite => {
                self.infinite.add(record, cell);
                self.push_missing();
            }
            Cell::Int(value) => self.push_int(value),
            Cell::Float(value) => self.push_float(value),
            Cell::MissingWord | Cell::Text => match cell::grouped(cell, self.decimal) {
                Some(number) => {
                    self.grouped.add(record, cell);
                    match number {
                        Cell::Int(value) => self.push_int(value),
                        Cell::Float(value) => self.push_float(value),
                        _ => self.push_date_or_text(cell, record),
                    }
                }
                None => self.push_date_or_text(cell, record),
            },
        }
    }

    fn push_missing(&mut self) {
        self.missing.push(self.len as u32);
        match &mut self.cells {
            Cells::Int(values) => values.push(0),
            Cells::Float(values) => values.push(0.0),
            Cells::Date { readings, .. } => readings.push(None),
            Cells::Text { codes, .. } => codes.push(0),
            Cells::Nothing | Cells::Broken => {}
        }
    }

    fn push_int(&mut self, value: i64) {
        self.typed += 1;
        match &mut self.cells {
            Cells::Nothing => {
                let mut values = vec![0; self.len];
                values.push(value);
                self.cells = Cells::Int(values);
            }
            Cells::Int(values) => values.push(value),
            Cells::Float(values) => values.push(value as f64),
            _ => self.cells = Cells::Broken,
        }
    }

    fn push_float(&mut self, value: f64) {
        self.typed += 1;
        match &mut self.cells {
            Cells::Nothing => {
                let mut values = vec![0.0; self.len];
                values.push(value);
                self.cells = Cells::Float(values);
            }
            Cells::Int(whole) => {
                let mut values: Vec<f64> = whole.iter().map(|&value| value as f64).collect();
                values.push(value);
                self.cells = Cells::Float(values);
            }
            Cells::Float(values) => values.push(value),
            _ => self.cells = Cells::Broken,
        }
    }

    fn push_date_or_text(&mut self, cell: &[u8], record: u32) {
        let reading = std::str::from_utf8(cell).ok().and_then(date::parse);
        let Some(reading) = reading else {
            self.texts.add(record, cell);
            self.cells = Cells::Broken;
            return;
        };
        self.typed += 1;
        match &mut self.cells {
            Cells::Nothing => {
                let mut readings = vec![None; self.len];
                readings.push(Some(reading));
                self.cells = Cells::Date { shape: reading.shape, readings };
            }
            Cells::Date { shape, readings } if *shape == reading.shape => readings.push(Some(reading)),
            _ => self.cells = Cells::Broken,
        }
    }

    fn push_text(&mut self, cell: &[u8], record: u32) {
        if self.plan == (Plan::Text { counted: true }) {
            match cell::classify(cell, self.decimal) {
                Cell::Int(_) | Cell::Float(_) => self.typed += 1,
                Cell::Text if cell::grouped(cell, self.decimal).is_some() => self.typed += 1,
                Cell::Text => self.texts.add(record, cell),
                Cell::Empty | Cell::MissingWord | Cell::Infinite => {}
            }
        }
        let missing = cell.is_empty()
            || (self.policy == Words::Always && cell::classify(cell, self.decimal) == Cell::MissingWord);
        if missing {
            self.words += usize::from(!cell.is_empty());
            self.push_missing();
            return;
        }
        // The text was decoded to UTF-8 before it was cut at line ends.
        let text = std::str::from_utf8(cell).unwrap_or_default();
        if let Cells::Text { codes, words } = &mut self.cells {
            codes.push(words.code(text));
        }
    }
}

/// Takes off outer white space, that of other scripts (as the ideographic and the no-break space) included.
fn trim(cell: &[u8]) -> &[u8] {
    let cell = cell.trim_ascii();
    let (Some(first), Some(last)) = (cell.first(), cell.last()) else {
        return cell;
    };
    if first.is_ascii() && last.is_ascii() {
        return cell;
    }
    std::str::from_utf8(cell).map_or(cell, |text| text.trim().as_bytes())
}
