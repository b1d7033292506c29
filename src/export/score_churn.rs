//! New customers scored by a saved model of who leaves: read, judged and written some at a time, so that any number of
//! them takes the same room.

use std::path::Path;

use rayon::prelude::*;
use serde_json::json;

use crate::base::{Issue, Lang, Watch, render};
use crate::data::csv::{Batch, Culprit, Layout, Part, StreamError, TableStream, Wanted, WantedCells};
use crate::data::{DataError, TextEncoding, earlier};
use crate::features::FittedColumn;
use crate::study::MOST_PROBABILITIES;
use crate::study::churn::drift;
use crate::study::churn::model::{ChurnModel, ChurnModelError, Scores};
use crate::study::churn::{ColumnDrift, ColumnKind, Tally, Unseen};

use super::atomic::Draft;
use super::labelled::{BOM, Manner, Rows};
use super::score::begin;
use super::{AddedCell, ExportError, ScoreError, Scoring, may_score};

/// Who is written, and how.
#[derive(Clone, Copy, Debug)]
pub struct ChurnScoring<'a> {
    pub list: Scoring<'a>,
    /// In place of the model's own.
    pub threshold: Option<f64>,
    /// Only customers who are to be called are written.
    pub only_above: bool,
}

/// What became of the customers.
#[derive(Clone, Debug, PartialEq)]
pub struct ChurnScored {
    /// Records of the file.
    pub rows: u64,
    /// Those of them that could not be read, and so have no score.
    pub unreadable: u64,
    /// Rows of the list.
    pub written: u64,
    /// Customers from the threshold on.
    pub called: u64,
    pub threshold: f64,
    /// How many of the class of interest the probabilities add up to.
    pub expected: f64,
    /// Columns that played no part.
    pub ignored: Vec<String>,
    pub drift: Vec<ColumnDrift>,
    pub unseen: Vec<Unseen>,
    pub issues: Vec<Issue>,
}

/// How the draft of a list is begun.
pub(super) type Begin = fn(&Path) -> Result<Draft, ExportError>;

/// Why a pass over the file ended.
enum Ended {
    NotUtf8,
    Score(ScoreError),
}

impl<E: Into<ScoreError>> From<E> for Ended {
    fn from(error: E) -> Self {
        Self::Score(error.into())
    }
}

impl From<StreamError> for Ended {
    fn from(error: StreamError) -> Self {
        match error {
            StreamError::NotUtf8 => Self::NotUtf8,
            StreamError::Data(error) => Self::Score(error.into()),
        }
    }
}

/// Scores every customer of a file and writes its rows with what the model says behind them.
///
/// **Errors** columns that are missing, text where numbers were, a file that cannot be read, and those of writing.
///
/// **Numerics** the bits of [`ChurnModel::score`] over the whole table, for any number of threads.
pub fn score_churn(
    model: &ChurnModel,
    file: &Path,
    scoring: &ChurnScoring,
    watch: &Watch,
) -> Result<ChurnScored, ScoreError> {
    may_score(&scoring.list, &[file.to_path_buf()])?;
    let (scored, draft) = draft_of(model, file, scoring, begin, watch)?;
    draft.commit()?;
    Ok(scored)
}

/// The list of a file, complete but for its place.
pub(super) fn draft_of(
    model: &ChurnModel,
    file: &Path,
    scoring: &ChurnScoring,
    begin: Begin,
    watch: &Watch,
) -> Result<(ChurnScored, Draft), ScoreError> {
    let (mut encoding, mut seems) = (None, None);
    loop {
        match pass(model, file, (encoding, seems), (scoring, begin), watch) {
            Ok(done) => return Ok(done),
            Err(Ended::Score(error)) => return Err(error),
            // Only what was taken for UTF-8 can turn out to be none.
            Err(Ended::NotUtf8) if encoding.is_some() => {
                return Err(DataError::NotText(file.to_path_buf()).into());
            }
            Err(Ended::NotUtf8) => {
                let (found, unsupported) = TableStream::encoding_of(file)?;
                (encoding, seems) = (Some(found), unsupported);
            }
        }
    }
}

/// One pass over the file: while some customers are judged, the ones before are written and the next ones read.
fn pass(
    model: &ChurnModel,
    file: &Path,
    (encoding, seems): (Option<TextEncoding>, Option<&'static str>),
    (scoring, begin): (&ChurnScoring, Begin),
    watch: &Watch,
) -> Result<(ChurnScored, Draft), Ended> {
    let (mut layout, mut stream) = TableStream::open(file, encoding)?;
    stream.seems(seems);
    layout.want(wanted(model, &layout.names)?);
    let list = &scoring.list;
    let manner = Manner { bom: list.bom, keep_formulas: list.keep_formulas };
    let judge = Judge {
        model,
        rows: Rows::new(layout.source.header.clone(), manner, layout.source.dialect),
        layout: &layout,
        threshold: scoring.threshold.unwrap_or(model.threshold),
        only_above: scoring.only_above,
        target: list.target,
    };
    let mut sheet = Sheet { draft: begin(list.target)?, totals: Totals::new(model) };
    sheet.draft.write_all(&judge.head(list.bom)?)?;
    let mut batch = stream.next(watch)?;
    let mut judged = Vec::new();
    while let Some(current) = batch {
        let of_piece = |piece| judge.piece(&current, piece);
        let (done, next) = rayon::join(
            || current.pieces().into_par_iter().map(of_piece).collect::<Vec<_>>(),
            || -> Result<_, Ended> {
                sheet.take(&mut stream, &judge, std::mem::take(&mut judged))?;
                Ok(stream.next(watch)?)
            },
        );
        (batch, judged) = (next?, done);
        watch.report(stream.share());
    }
    sheet.take(&mut stream, &judge, judged)?;
    let mut issues = stream.finish(&layout)?;
    issues.splice(0..0, layout.issues.iter().cloned());
    if watch.stopped() {
        return Err(ExportError::Stopped.into());
    }
    let Sheet { draft, totals } = sheet;
    let (rows, unreadable) = stream.n_records();
    let read: Vec<&str> = model.columns().collect();
    let ignored = |name: &&String| !read.contains(&name.as_str()) && !earlier::is_ours(name);
    let scored = ChurnScored {
        rows,
        unreadable,
        written: totals.written,
        called: totals.called,
        threshold: judge.threshold,
        expected: totals.expected,
        ignored: layout.names.iter().filter(ignored).cloned().collect(),
        drift: totals.tally.drift(model),
        unseen: totals.tally.unseen(model),
        issues,
    };
    Ok((scored, draft))
}

/// The columns that the model reads, as what it learned them.
fn wanted(model: &ChurnModel, names: &[String]) -> Result<Vec<Wanted>, ChurnModelError> {
    model.check_names(names)?;
    let of_column = |(schema, fitted): (&crate::study::churn::ColumnSchema, &FittedColumn)| {
        let index = names.iter().position(|name| *name == schema.name)?;
        let cells = match (fitted, schema.kind) {
            (FittedColumn::Number(_), ColumnKind::Date) => WantedCells::Dates,
            (FittedColumn::Number(_), _) => WantedCells::Numbers,
            (FittedColumn::Category(_), ColumnKind::Number) => WantedCells::NumberWords,
            (FittedColumn::Category(_), ColumnKind::Date) => WantedCells::DateWords,
            (FittedColumn::Category(_), ColumnKind::Text) => WantedCells::Words,
        };
        Some(Wanted { index, name: schema.name.clone(), cells })
    };
    Ok(model.fitted().filter_map(of_column).collect())
}

/// What is added up over the customers.
struct Totals {
    written: u64,
    called: u64,
    expected: f64,
    tally: Tally,
}

impl Totals {
    fn new(model: &ChurnModel) -> Self {
        Self { written: 0, called: 0, expected: 0.0, tally: Tally::new(model) }
    }
}

/// A piece of the file as it is to be written.
struct Judged {
    part: Part,
    bytes: Vec<u8>,
    totals: Totals,
}

/// Why a piece could not be judged.
enum Unjudged {
    Culprit(Culprit),
    Score(ScoreError),
}

impl<E: Into<ScoreError>> From<E> for Unjudged {
    fn from(error: E) -> Self {
        Self::Score(error.into())
    }
}

/// What every piece is judged with.
struct Judge<'a> {
    model: &'a ChurnModel,
    layout: &'a Layout,
    rows: Rows,
    threshold: f64,
    only_above: bool,
    target: &'a Path,
}

impl Judge<'_> {
    /// The names of our columns: as in the list of a run, and whether the customer is to be called.
    fn names(&self) -> Vec<String> {
        let of_class =
            |&class: &usize| format!("{}{}", earlier::CLASS_PROBABILITY, self.model.classes[class]);
        let classes = self.classes();
        let ours = [earlier::LABEL, earlier::PROBABILITY].map(str::to_owned).into_iter();
        let ours = ours.chain(classes.iter().map(of_class));
        ours.chain([earlier::CALL, earlier::PART].map(str::to_owned)).collect()
    }

    /// The classes whose probabilities are written: all of them, of very many the one of interest alone.
    fn classes(&self) -> Vec<usize> {
        let n_classes = self.model.classes.len();
        if n_classes <= MOST_PROBABILITIES {
            (0..n_classes).collect()
        } else {
            vec![self.model.of_interest as usize]
        }
    }

    fn writer(&self, room: usize) -> ::csv::Writer<Vec<u8>> {
        ::csv::WriterBuilder::new()
            .delimiter(self.layout.source.dialect.separator)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_writer(Vec::with_capacity(room))
    }

    fn bytes(&self, out: ::csv::Writer<Vec<u8>>) -> Result<Vec<u8>, ExportError> {
        out.into_inner().map_err(|error| ExportError::io(self.target, error.error()))
    }

    fn head(&self, bom: bool) -> Result<Vec<u8>, ExportError> {
        let mut out = self.writer(0);
        self.rows.write_head(&mut out, &self.names(), self.target)?;
        let mut bytes = if bom { BOM.as_bytes().to_vec() } else { Vec::new() };
        bytes.extend(self.bytes(out)?);
        Ok(bytes)
    }

    fn piece(&self, batch: &Batch, index: usize) -> Result<Judged, Unjudged> {
        let mut part = self.layout.part(batch, index).map_err(Unjudged::Culprit)?;
        let frame = &part.frame;
        let scores = self.model.score(frame, &frame.row_ids)?.with_threshold(self.threshold as f32);
        let mut totals = Totals::new(self.model);
        totals.tally.add(self.model, frame);
        let bytes = self.write(batch, index, (&frame.row_ids, &scores), &mut totals)?;
        // Only what is odd about its records is asked for yet.
        part.frame.columns = Vec::new();
        Ok(Judged { part, bytes, totals })
    }

    /// The rows of a piece, with what the model says behind them.
    fn write(
        &self,
        batch: &Batch,
        index: usize,
        (rows, scores): (&[u32], &Scores),
        totals: &mut Totals,
    ) -> Result<Vec<u8>, ExportError> {
        let classes = self.classes();
        let nothing = vec![AddedCell::Text(""); classes.len() + 4];
        let mut out = self.writer(batch.n_bytes(index) * 3 / 2);
        let mut records = self.layout.records(batch, index);
        let (mut record, mut ours) = (::csv::StringRecord::new(), Vec::with_capacity(nothing.len()));
        let (mut row, mut next) = (0, 0);
        while records.read_record(&mut record).map_err(|_| ExportError::Mismatch)? {
            let scored = (rows.get(next) == Some(&row)).then(|| scores.get(next)).flatten();
            row += 1;
            ours.clear();
            let is_above = scored.is_some_and(|scored| scored.label == self.model.of_interest);
            if let Some(scored) = scored {
                let label = self.model.classes.get(scored.label as usize).map_or("", String::as_str);
                ours.extend([AddedCell::Text(label), AddedCell::Share(scored.of_interest)]);
                let probabilities = scores.probabilities.row(next);
                ours.extend(classes.iter().map(|&class| AddedCell::Share(probabilities[class])));
                let call = if is_above { "yes" } else { "no" };
                ours.extend([AddedCell::Text(call), AddedCell::Text(earlier::NEW)]);
                totals.expected += f64::from(scored.of_interest);
                totals.called += u64::from(is_above);
                next += 1;
            }
            if is_above || !self.only_above {
                let ours = if scored.is_some() { &ours } else { &nothing };
                self.rows.write(&mut out, &record, ours, self.target)?;
                totals.written += 1;
            }
        }
        if next != rows.len() {
            return Err(ExportError::Mismatch);
        }
        self.bytes(out)
    }
}

/// The list as far as it is written.
struct Sheet {
    draft: Draft,
    totals: Totals,
}

impl Sheet {
    /// Writes the pieces that come next.
    fn take(
        &mut self,
        stream: &mut TableStream,
        judge: &Judge,
        judged: Vec<Result<Judged, Unjudged>>,
    ) -> Result<(), Ended> {
        for judged in judged {
            let judged = judged.map_err(|unjudged| match unjudged {
                Unjudged::Culprit(culprit) => said(judge, stream, culprit).into(),
                Unjudged::Score(error) => error,
            })?;
            stream.count(&judged.part)?;
            self.draft.write_all(&judged.bytes)?;
            let totals = &mut self.totals;
            totals.written += judged.totals.written;
            totals.called += judged.totals.called;
            totals.expected += judged.totals.expected;
            totals.tally.merge(&judged.totals.tally);
        }
        Ok(())
    }
}

/// The cell that is in the way, by its row in the file.
fn said(judge: &Judge, stream: &TableStream, culprit: Culprit) -> ChurnModelError {
    let wanted = judge.layout.wanted().get(culprit.wanted);
    let dates = wanted.is_some_and(|wanted| wanted.cells == WantedCells::Dates);
    ChurnModelError::Text {
        column: wanted.map_or_else(String::new, |wanted| wanted.name.clone()),
        kind: if dates { ColumnKind::Date } else { ColumnKind::Number },
        row: stream.n_records().0 + culprit.row,
        cell: culprit.cell,
    }
}

/// What became of the customers, for other programs.
pub fn summary_json(model: &ChurnModel, file: &Path, scored: &ChurnScored, lang: Lang) -> serde_json::Value {
    let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let drift = scored.drift.iter().map(|drift| {
        let (before, now) = drift.missing;
        json!({ "column": drift.column, "psi": drift.psi, "verdict": drift.shift.id(),
                "missing_before": before, "missing_now": now })
    });
    let unseen = scored.unseen.iter().map(|unseen| {
        json!({ "column": unseen.column, "customers": unseen.customers, "example": unseen.example,
                "with_rare": unseen.with_rare })
    });
    let issue = |issue: &Issue| {
        json!({ "severity": issue.severity.id(), "column": issue.column, "row": issue.row,
                "text": render(lang, &issue.message) })
    };
    let words = drift::words(&scored.drift, &scored.unseen);
    json!({
        "app": "stratum",
        "app_version": env!("CARGO_PKG_VERSION"),
        "kind": "scored",
        "format": 1,
        "file": name,
        "label": model.label,
        "class_of_interest": model.class_of_interest(),
        "threshold": scored.threshold,
        "rows": scored.rows,
        "unreadable": scored.unreadable,
        "written": scored.written,
        "called": scored.called,
        "expected": scored.expected,
        "ignored": scored.ignored,
        "drift": drift.collect::<Vec<_>>(),
        "unseen": unseen.collect::<Vec<_>>(),
        "issues": scored.issues.iter().map(issue).collect::<Vec<_>>(),
        "warnings": model.card.warnings,
        "words": words.iter().map(|word| render(lang, word)).collect::<Vec<_>>(),
    })
}
