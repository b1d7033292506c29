//! What is written of segments behind each customer, and the list where customers were made from transactions.

use std::borrow::Cow;

use crate::base::{Lang, RowId, render};
use crate::data::{Frame, earlier};
use crate::study::ValueTable;
use crate::study::segments::model::{Placement, SegmentModel};
use crate::study::segments::{Edition, SegmentFindings, Segmentation, TextPart};

use super::atomic::Draft;
use super::labelled::{BOM, Beside, CellRule, added_cell, end_record, write_cell};
use super::{AddedCell, ExportError, ExportOptions};

/// In the part column: the customers the segments were found in.
const ALL: &str = "all";

/// The segment of each customer, cell by cell: the same for the file and its preview.
pub struct SegmentList<'a> {
    rows: &'a [RowId],
    placed: Placed<'a>,
    /// By position of the segment.
    codes: Vec<String>,
    names: Vec<String>,
}

enum Placed<'a> {
    Found(&'a Segmentation),
    Later(&'a [Placement]),
}

impl<'a> SegmentList<'a> {
    /// The customers of a run as they are shown; `None` where nothing was found for this number of segments.
    pub fn new(findings: &'a SegmentFindings, edition: &Edition, lang: Lang) -> Option<Self> {
        let segmentation = findings.at(edition.k)?;
        let (codes, names) = labels(segmentation, edition, lang);
        let codes = codes.iter().map(u32::to_string).collect();
        Some(Self { rows: &findings.rows, placed: Placed::Found(segmentation), codes, names })
    }

    /// Customers that a model placed.
    pub fn later(rows: &'a [RowId], placed: &'a [Placement], model: &SegmentModel) -> Self {
        let labels = model.labels();
        let codes = labels.iter().map(|(code, _)| code.to_string()).collect();
        let names = labels.into_iter().map(|(_, name)| name).collect();
        Self { rows, placed: Placed::Later(placed), codes, names }
    }

    /// The names of the columns.
    pub fn columns() -> impl Iterator<Item = &'static str> {
        earlier::SEGMENT_COLUMNS.into_iter().chain([earlier::PART])
    }

    /// The cells of the customer at this place.
    pub fn row(&self, index: usize) -> Option<[AddedCell<'_>; 5]> {
        let (segment, confidence, fits, part) = match &self.placed {
            Placed::Found(found) => {
                (*found.labels.get(index)?, *found.confidence.get(index)?, *found.fits.get(index)?, ALL)
            }
            Placed::Later(placed) => {
                let placement = placed.get(index)?;
                (placement.segment, placement.confidence, placement.fits, earlier::NEW)
            }
        };
        let label = usize::from(segment);
        Some([
            AddedCell::Text(self.codes.get(label)?),
            AddedCell::Text(self.names.get(label)?),
            AddedCell::Share(confidence),
            AddedCell::Text(if fits { "yes" } else { "no" }),
            AddedCell::Text(part),
        ])
    }
}

/// Code and name of each segment, by its position.
pub(super) fn labels(segmentation: &Segmentation, edition: &Edition, lang: Lang) -> (Vec<u32>, Vec<String>) {
    let segments = || (0u8..).zip(&segmentation.segments);
    let codes = segments().map(|(position, _)| edition.code(position)).collect();
    let name = |(position, segment)| render(lang, &edition.text(position, segment, TextPart::Name));
    (codes, segments().map(name).collect())
}

impl Beside for SegmentList<'_> {
    fn names(&self) -> Vec<String> {
        Self::columns().map(str::to_owned).collect()
    }

    fn row(&self, index: usize) -> Option<RowId> {
        self.rows.get(index).copied()
    }

    fn cells(&self, index: usize) -> Vec<AddedCell<'_>> {
        SegmentList::row(self, index).map_or_else(|| vec![AddedCell::Text(""); 5], Vec::from)
    }
}

/// Writes one row a customer made from transactions, with the facts that are known of it, and answers the number of rows.
///
/// With pseudonyms the joined attributes that may tell who a customer is are left out; columns of an earlier run always
/// are.
pub(super) fn write_made(
    draft: &mut Draft,
    list: &SegmentList,
    (frame, value): (&Frame, &ValueTable),
    options: &ExportOptions,
) -> Result<u64, ExportError> {
    let target = draft.target().to_path_buf();
    let dialect = value.source.dialect;
    if options.bom {
        draft.write_all(BOM.as_bytes())?;
    }
    let mut out = ::csv::WriterBuilder::new().delimiter(dialect.separator).from_writer(draft.out());
    let cells = CellRule { keep_formulas: options.keep_formulas };
    let told = |name: &str| {
        let identifying = |(attribute, _, identifying): (&str, _, bool)| identifying && attribute == name;
        options.pseudonyms.is_some() && value.attributes().any(identifying)
    };
    let kept: Vec<usize> = (0..frame.n_columns())
        .filter(|&index| !frame.is_from_earlier_run(index) && !told(&frame.columns[index].name))
        .collect();
    for &index in &kept {
        write_cell(&mut out, &cells.written(&frame.columns[index].name), &target)?;
    }
    for name in list.names() {
        write_cell(&mut out, &name, &target)?;
    }
    end_record(&mut out, &target)?;
    let pseudonyms = options.pseudonyms.map(|key| key.pseudonyms(&value.ledger.customers));
    let mut next = 0;
    for (position, &row) in frame.row_ids.iter().enumerate() {
        for &index in &kept {
            let pseudonym = pseudonyms.as_ref().filter(|_| index == 0).and_then(|all| all.get(row as usize));
            let cell = match pseudonym {
                Some(pseudonym) => Cow::Borrowed(pseudonym.as_str()),
                None => Cow::Owned(fact(frame, index, position, dialect.decimal)),
            };
            write_cell(&mut out, &cells.written(&cell), &target)?;
        }
        let answered = Beside::row(list, next) == Some(row);
        let ours = if answered { list.cells(next) } else { vec![AddedCell::Text(""); 5] };
        next += usize::from(answered);
        for cell in ours {
            write_cell(&mut out, &added_cell(cell, &cells, dialect), &target)?;
        }
        end_record(&mut out, &target)?;
    }
    if Beside::row(list, next).is_some() {
        return Err(ExportError::Mismatch);
    }
    out.flush().map_err(|error| ExportError::io(&target, &error))?;
    Ok(frame.n_rows() as u64)
}

/// A fact as text, numbers with the decimal mark of the file.
fn fact(frame: &Frame, column: usize, position: usize, decimal: u8) -> String {
    let column = &frame.columns[column];
    let text = column.category(position).unwrap_or_default();
    if decimal == b',' && column.is_numeric() { text.replace('.', ",") } else { text }
}
