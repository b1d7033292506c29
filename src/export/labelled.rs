//! `labelled.csv`: every original row and cell in the original order, with the answer to each customer behind them.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use crate::base::{RowId, Watch};
use crate::data::{Dialect, Source, csv::original_records, earlier};
use crate::study::Findings;

use super::atomic::Draft;
use super::{Added, AddedCell, ExportError, ExportOptions};

pub(super) const BOM: &str = "\u{feff}";

/// Rows between two looks at the watch.
pub(super) const WATCH_EVERY: u64 = 4096;

/// What is written behind the original cells: a row for each customer that has an answer, ascending.
pub(super) trait Beside {
    fn names(&self) -> Vec<String>;

    /// Which row of the file this one belongs to; `None` behind the last one.
    fn row(&self, index: usize) -> Option<RowId>;

    /// As many as there are names.
    fn cells(&self, index: usize) -> Vec<AddedCell<'_>>;
}

/// The class given to each customer.
pub(super) struct Classes<'a> {
    findings: &'a Findings,
    added: Vec<Added>,
}

impl<'a> Classes<'a> {
    pub fn new(findings: &'a Findings) -> Self {
        Self { findings, added: Added::columns(findings) }
    }
}

impl Beside for Classes<'_> {
    fn names(&self) -> Vec<String> {
        self.added.iter().map(|column| column.name(&self.findings.classes)).collect()
    }

    fn row(&self, index: usize) -> Option<RowId> {
        self.findings.rows.get(index).map(|result| result.row)
    }

    fn cells(&self, index: usize) -> Vec<AddedCell<'_>> {
        self.added.iter().map(|column| column.cell(self.findings, index)).collect()
    }
}

/// How a list is written.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    pub bom: bool,
    pub keep_formulas: bool,
}

impl Manner {
    pub fn of(options: &ExportOptions) -> Self {
        Self { bom: options.bom, keep_formulas: options.keep_formulas }
    }
}

/// Writes the customer list and answers the number of its rows.
///
/// Records with another number of cells than the header keep every cell and get no label: short ones are filled up
/// with empty cells, so that our columns stay under their names, and what long ones have too much follows ours.
/// Columns of our names from an earlier run are left out.
pub(super) fn write(
    draft: &mut Draft,
    beside: &impl Beside,
    source: &Source,
    manner: Manner,
    watch: &Watch,
) -> Result<u64, ExportError> {
    let target = draft.target().to_path_buf();
    let io = |error: &std::io::Error| ExportError::io(&target, error);
    let mut records = original_records(source)?;
    if manner.bom {
        draft.write_all(BOM.as_bytes())?;
    }
    let mut out = ::csv::WriterBuilder::new()
        .delimiter(source.dialect.separator)
        .flexible(true)
        .from_writer(draft.out());
    let rows = Rows::new(records.header().to_vec(), manner, source.dialect);
    let names = beside.names();
    rows.write_head(&mut out, &names, &target)?;
    let (mut row, mut next) = (0u32, 0);
    while let Some(record) = records.next_record()? {
        let answered = beside.row(next) == Some(row);
        let ours = if answered { beside.cells(next) } else { vec![AddedCell::Text(""); names.len()] };
        next += usize::from(answered);
        rows.write(&mut out, record, &ours, &target)?;
        row += 1;
        if u64::from(row).is_multiple_of(WATCH_EVERY) {
            if watch.stopped() {
                return Err(ExportError::Stopped);
            }
            watch.report(row as f32 / source.n_records.max(1) as f32);
        }
    }
    if row != source.n_records || beside.row(next).is_some() {
        return Err(ExportError::Mismatch);
    }
    out.flush().map_err(|error| io(&error))?;
    watch.report(1.0);
    Ok(u64::from(row))
}

/// How the original cells of a row are written, with ours behind them.
pub(super) struct Rows {
    header: Vec<String>,
    /// Columns that no earlier run wrote.
    kept: Vec<usize>,
    cells: CellRule,
    dialect: Dialect,
}

impl Rows {
    /// `header` as it stands in the file.
    pub fn new(header: Vec<String>, manner: Manner, dialect: Dialect) -> Self {
        let kept = (0..header.len()).filter(|&index| !earlier::is_ours(&header[index])).collect();
        Self { header, kept, cells: CellRule { keep_formulas: manner.keep_formulas }, dialect }
    }

    pub fn write_head<W: Write>(
        &self,
        out: &mut ::csv::Writer<W>,
        names: &[String],
        target: &Path,
    ) -> Result<(), ExportError> {
        for &index in &self.kept {
            write_cell(out, &self.cells.written(&self.header[index]), target)?;
        }
        for name in names {
            write_cell(out, name, target)?;
        }
        end_record(out, target)
    }

    /// The names of the original columns.
    pub fn write_names<W: Write>(
        &self,
        out: &mut ::csv::Writer<W>,
        target: &Path,
    ) -> Result<(), ExportError> {
        self.write_head(out, &[], target)
    }

    /// The original cells alone.
    pub fn write_cells<W: Write>(
        &self,
        out: &mut ::csv::Writer<W>,
        record: &::csv::StringRecord,
        target: &Path,
    ) -> Result<(), ExportError> {
        self.write(out, record, &[], target)
    }

    /// Every cell of the record; a short one is filled up before our cells, what a long one has too much follows them.
    pub fn write<W: Write>(
        &self,
        out: &mut ::csv::Writer<W>,
        record: &::csv::StringRecord,
        ours: &[AddedCell],
        target: &Path,
    ) -> Result<(), ExportError> {
        for &index in &self.kept {
            write_cell(out, &self.cells.written(record.get(index).unwrap_or_default()), target)?;
        }
        for &cell in ours {
            write_cell(out, &added_cell(cell, &self.cells, self.dialect), target)?;
        }
        for cell in record.iter().skip(self.header.len()) {
            write_cell(out, &self.cells.written(cell), target)?;
        }
        end_record(out, target)
    }
}

pub(super) fn write_cell<W: Write>(
    out: &mut ::csv::Writer<W>,
    cell: &str,
    target: &Path,
) -> Result<(), ExportError> {
    out.write_field(cell).map_err(|error| csv_error(error, target))
}

pub(super) fn end_record<W: Write>(out: &mut ::csv::Writer<W>, target: &Path) -> Result<(), ExportError> {
    out.write_record(None::<&[u8]>).map_err(|error| csv_error(error, target))
}

fn csv_error(error: ::csv::Error, target: &Path) -> ExportError {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => ExportError::io(target, &error),
        _ => ExportError::Io(target.to_path_buf()),
    }
}

/// A cell of ours as it is written: numbers with the decimal mark of the file.
pub(super) fn added_cell<'a>(cell: AddedCell<'a>, cells: &CellRule, dialect: Dialect) -> Cow<'a, str> {
    match cell {
        AddedCell::Text(text) => cells.written(text),
        AddedCell::Share(share) => Cow::Owned(six_decimals(share, char::from(dialect.decimal))),
    }
}

/// A share with six decimals: as `{:.6}` writes it, in a fraction of the time.
///
/// **Numerics** a share of 24 bits times 10⁶ is exact in f64, so it is rounded once, halves to even.
fn six_decimals(share: f32, decimal: char) -> String {
    let millionths = (f64::from(share) * 1e6).round_ties_even();
    if !(0.0..=1e9).contains(&millionths) || (share.is_sign_negative()) {
        return format!("{share:.6}").replace('.', decimal.encode_utf8(&mut [0; 4]));
    }
    let mut rest = millionths as u32 % 1_000_000;
    let mut text = (millionths as u32 / 1_000_000).to_string();
    text.push(decimal);
    let mut step = 100_000;
    while step > 0 {
        text.push(char::from(b'0' + (rest / step) as u8));
        rest %= step;
        step /= 10;
    }
    text
}

/// What becomes of a cell that a spreadsheet would run as a formula.
pub(super) struct CellRule {
    pub(super) keep_formulas: bool,
}

impl CellRule {
    pub(super) fn written<'a>(&self, cell: &'a str) -> Cow<'a, str> {
        if self.keep_formulas || !would_run(cell) {
            Cow::Borrowed(cell)
        } else {
            Cow::Owned(format!("'{cell}"))
        }
    }
}

/// Whether a spreadsheet would take the cell for a formula: text that starts like one. Numbers are values, and a
/// sign alone, as some files mark missing cells, computes nothing.
fn would_run(cell: &str) -> bool {
    let starts = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    starts && !is_number(cell) && cell != "-" && cell != "+"
}

/// A number in any usual writing: sign, digits in groups, decimal mark, exponent.
fn is_number(cell: &str) -> bool {
    let unsigned = cell.strip_prefix(['+', '-']).unwrap_or(cell);
    let (digits, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (&unsigned[..at], Some(&unsigned[at + 1..])),
        None => (unsigned, None),
    };
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = digits.split(['.', ',']);
    // A decimal mark may come first (`.5`), nowhere else may a group be empty.
    let leading =
        parts.next().is_some_and(|first| all_digits(first) || (first.is_empty() && digits.len() > 1));
    let exponent =
        exponent.is_none_or(|exponent| all_digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)));
    leading && parts.all(all_digits) && exponent
}

/// Whether a file is a customer list of ours: its header holds our columns.
pub(super) fn is_ours(path: &Path) -> bool {
    has_header(path, ends_as_ours)
}

fn ends_as_ours(names: &[&str]) -> bool {
    earlier::is_labelled(names.iter().copied()) || earlier::is_segmented(names.iter().copied())
}

/// Whether a list holds customers that a saved model was given: what scoring writes, and no run does.
pub(super) fn is_scored(path: &Path) -> bool {
    first_records(path).any(|(header, first)| {
        let header: Vec<&str> = header.iter().collect();
        let part = header.iter().position(|name| *name == earlier::PART);
        let new = |part: usize| match &first {
            Some(first) => first.get(part) == Some(earlier::NEW),
            // A list of those to be called may hold nobody; that of a run always holds somebody.
            None => true,
        };
        ends_as_ours(&header) && part.is_some_and(new)
    })
}

/// Whether the first record of a file, with any of the usual separators, is a header like this.
pub(super) fn has_header(path: &Path, like: impl Fn(&[&str]) -> bool) -> bool {
    first_records(path).any(|(header, _)| like(&header.iter().collect::<Vec<_>>()))
}

/// The header of a file and the record below it, with any of the usual separators.
pub(super) fn first_records(
    path: &Path,
) -> impl Iterator<Item = (csv::StringRecord, Option<csv::StringRecord>)> {
    /// A header of ours is no longer than this.
    const MAX_HEADER: u64 = 4 << 20;
    // A pipe would keep whoever opens it waiting.
    let is_file = std::fs::metadata(path).is_ok_and(|entry| entry.is_file());
    // The first records, not the first lines: a column name may hold a line break.
    [b',', b';', b'\t', b'|'].into_iter().filter(move |_| is_file).filter_map(move |separator| {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .delimiter(separator)
            .flexible(true)
            .from_reader(File::open(path).ok()?.take(MAX_HEADER));
        let mut next = || {
            let mut record = csv::StringRecord::new();
            reader.read_record(&mut record).is_ok_and(|found| found).then_some(record)
        };
        let header = next()?;
        Some((header, next()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_that_would_run_is_changed() {
        for cell in [
            "=1+1",
            "=HYPERLINK(\"x\")",
            "+cmd|' /C calc'!A0",
            "-1+2",
            "-a",
            "@SUM(A1)",
            "\tx",
            "\r=1",
            "--1",
        ] {
            assert!(would_run(cell), "{cell:?}");
        }
        for cell in [
            "",
            "a",
            "1",
            "-1",
            "+3.5",
            "-1,5",
            "-1.234,56",
            "+4917012345",
            "-.5",
            "-1e-7",
            "-",
            "'=1",
            " =1",
        ] {
            assert!(!would_run(cell), "{cell:?}");
        }
    }

    #[test]
    fn shares_are_written_as_the_standard_library_does() {
        let mut stream = crate::base::Stream::new(1, "shares", 0);
        let drawn = (0..200_000).map(|_| stream.uniform() as f32);
        let halves = (0..4096u32).map(|i| i as f32 / 128.0 / 1e6);
        let edges = [0.0, -0.0, 1.0, 0.5, 0.999_999_5, 1e-7, 5e-7, f32::MIN_POSITIVE, 12.5, -0.25, 1e30];
        for share in drawn.chain(halves).chain(edges) {
            assert_eq!(six_decimals(share, '.'), format!("{share:.6}"), "{share:e}");
        }
        assert_eq!(six_decimals(0.25, ','), "0,250000");
    }

    #[test]
    fn a_list_of_ours_is_known_by_its_header() {
        let room = tempfile::tempdir().unwrap();
        let file = room.path().join("labelled.csv");
        for (text, ours) in [
            ("\u{feff}a;b;stratum_label;stratum_probability;stratum_part\r\n1;2;yes;0,9;test\r\n", true),
            ("stratum_label,stratum_probability,stratum_part", true),
            ("a,stratum_label,stratum_probability,stratum_p_\"x\",stratum_p_y,stratum_part\n", true),
            ("a,b\nstratum_label,stratum_probability,stratum_part\n", false),
            ("a,stratum_label\n", false),
            ("", false),
        ] {
            std::fs::write(&file, text).unwrap();
            assert_eq!(is_ours(&file), ours, "{text:?}");
        }
        let scored = "a;stratum_label;stratum_probability;stratum_p_yes;stratum_call;stratum_part\n";
        for (text, known) in [
            (scored.to_owned(), true),
            (scored.to_owned() + "1;yes;0,9;0,9;yes;new\n", true),
            // Of a run, which a list of new customers shall not replace.
            (scored.to_owned() + "1;yes;0,9;0,9;yes;test\n", false),
            ("a,stratum_label,stratum_probability,stratum_part\n1,yes,0.9,new\n".to_owned(), true),
            ("a,stratum_label,stratum_probability,stratum_part\n".to_owned(), true),
            ("a,stratum_part\n1,new\n".to_owned(), false),
        ] {
            std::fs::write(&file, &text).unwrap();
            assert_eq!(is_scored(&file), known, "{text:?}");
        }
    }
}
