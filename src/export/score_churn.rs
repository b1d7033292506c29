//! New customers scored by a saved model of who leaves: read, judged and written some at a time, so that any number of
//! them takes the same room.

use std::path::Path;

use rayon::prelude::*;

use crate::base::{Issue, Watch};
use crate::data::csv::{Batch, Culprit, Ended, Layout, Part, TableStream};
use crate::data::earlier;
use crate::study::MOST_PROBABILITIES;
use crate::study::churn::model::{ChurnModel, Scores};
use crate::study::churn::newcomers::{self, Totals};
use crate::study::churn::{ColumnDrift, Unseen};
use crate::study::matching;

use super::atomic::{self, Draft};
use super::labelled::{BOM, Manner, Rows};
use super::score::begin;
use super::score_calls::{
    CallList, CallWriter, CallsWritten, Candidate, Gone, MOST_CALLS, MostProbable, Standing,
};
use super::{Added, AddedCell, ExportError, ScoreError, Scoring, may_score};

/// Who is written, and how.
#[derive(Clone, Copy, Debug)]
pub struct ChurnScoring<'a> {
    pub list: Scoring<'a>,
    /// In place of the model's own.
    pub threshold: Option<f64>,
    /// Only customers who are to be called are written.
    pub only_above: bool,
    /// Whom to call first, and why, in a list of its own.
    pub calls: Option<CallList<'a>>,
}

/// Share of the work that is over when everybody is scored, where reasons are found out afterwards.
pub(super) const READ_SHARE: f32 = 0.7;

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
    /// Of the call list, where one was asked for.
    pub calls: Option<CallsWritten>,
    pub issues: Vec<Issue>,
}

/// How the draft of a list is begun.
pub(super) type Begin = fn(&Path) -> Result<Draft, ExportError>;

impl<E: Into<ScoreError>> From<E> for Ended<ScoreError> {
    fn from(error: E) -> Self {
        Self::Error(error.into())
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
    if let Some(calls) = &scoring.calls {
        calls.check(&scoring.list, &[file.to_path_buf()])?;
    }
    let (scored, drafts) = drafts_of(model, file, scoring, begin, watch)?;
    atomic::commit_together(drafts)?;
    Ok(scored)
}

/// The list of a file, complete but for its place, and the call list where one is asked for.
pub(super) fn drafts_of(
    model: &ChurnModel,
    file: &Path,
    scoring: &ChurnScoring,
    begin: Begin,
    watch: &Watch,
) -> Result<(ChurnScored, Vec<Draft>), ScoreError> {
    let of_pass = if scoring.calls.is_some() { READ_SHARE } else { 1.0 };
    let reading = |share: f32| watch.report(share * of_pass);
    let reading = Watch::new(watch.stop(), &reading);
    TableStream::read(file, |layout, stream| {
        pass(model, (layout, stream), (scoring, begin), (&reading, watch))
    })
}

/// One pass over the file: while some customers are judged, the ones before are written and the next ones read.
fn pass(
    model: &ChurnModel,
    (mut layout, mut stream): (Layout, TableStream),
    (scoring, begin): (&ChurnScoring, Begin),
    (reading, watch): (&Watch, &Watch),
) -> Result<(ChurnScored, Vec<Draft>), Ended<ScoreError>> {
    let list = &scoring.list;
    let read: Vec<&str> = model.columns().collect();
    let names = matching::renamed(&layout.names, list.renames, &model.known_columns())?;
    layout.want(newcomers::wanted(model, &names)?);
    let manner = Manner { bom: list.bom, keep_formulas: list.keep_formulas };
    let judge = Judge {
        model,
        rows: Rows::new(layout.source.header.clone(), manner, layout.source.dialect),
        layout: &layout,
        added: added(model),
        threshold: scoring.threshold.unwrap_or(model.threshold),
        only_above: scoring.only_above,
        gone: scoring.calls.is_some().then(|| Gone::new(model, &names)),
        target: list.target,
    };
    let mut sheet = Sheet::new(model, begin(list.target)?);
    sheet.draft.write_all(&judge.head(list.bom)?)?;
    let mut batch = stream.next(reading)?;
    let mut judged = Vec::new();
    while let Some(current) = batch {
        let of_piece = |piece| judge.piece(&current, piece);
        let (done, next) = rayon::join(
            || current.pieces().into_par_iter().map(of_piece).collect::<Vec<_>>(),
            || -> Result<_, Ended<ScoreError>> {
                sheet.take(&mut stream, &judge, std::mem::take(&mut judged))?;
                Ok(stream.next(reading)?)
            },
        );
        (batch, judged) = (next?, done);
        reading.report(stream.share());
    }
    sheet.take(&mut stream, &judge, judged)?;
    let mut issues = stream.finish(&layout)?;
    issues.splice(0..0, layout.issues.iter().cloned().chain(matching::rename_issues(list.renames)));
    if watch.stopped() {
        return Err(ExportError::Stopped.into());
    }
    let (rows, unreadable) = stream.n_records();
    let Sheet { draft, written, totals, first, n_already, n_unknown } = sheet;
    let mut drafts = vec![draft];
    let calls = match &scoring.calls {
        Some(calls) => {
            let n_there = rows - unreadable - n_already;
            let writer = CallWriter { model, layout: &layout, rows: &judge.rows, calls, list };
            let (draft, written) = writer.write(first, n_there, watch)?;
            drafts.push(draft);
            Some(CallsWritten { already: n_already, unknown: n_unknown, ..written })
        }
        None => None,
    };
    let unread = |(name, _): &(&String, &String)| !read.contains(&name.as_str());
    let ignored = names.iter().zip(&layout.names).filter(unread).map(|(_, of_file)| of_file);
    let scored = ChurnScored {
        rows,
        unreadable,
        written,
        called: totals.called,
        threshold: judge.threshold,
        expected: totals.expected,
        ignored: ignored.filter(|name| !earlier::is_ours(name)).cloned().collect(),
        drift: totals.tally.drift(model),
        unseen: totals.tally.unseen(model),
        calls,
        issues,
    };
    Ok((scored, drafts))
}

fn added(model: &ChurnModel) -> Vec<Added> {
    let n_classes = model.classes.len();
    if n_classes <= MOST_PROBABILITIES {
        Added::with(0..n_classes)
    } else {
        Added::with([model.of_interest as usize])
    }
}

/// A piece of the file as it is to be written.
struct Judged {
    part: Part,
    bytes: Vec<u8>,
    n_written: u64,
    totals: Totals,
    /// Those to be called, by their places in the piece.
    called: Vec<Candidate>,
    n_already: u64,
    n_unknown: u64,
}

/// What is written of a piece.
#[derive(Default)]
struct Pages {
    n_written: u64,
    called: Vec<Candidate>,
    n_already: u64,
    n_unknown: u64,
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
    /// Our columns: as in the list of a run, of very many classes the probability of the one of interest alone.
    added: Vec<Added>,
    threshold: f64,
    only_above: bool,
    /// Where calls are gathered: who is not called any more.
    gone: Option<Gone>,
    target: &'a Path,
}

impl Judge<'_> {
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
        let names: Vec<String> = self.added.iter().map(|column| column.name(&self.model.classes)).collect();
        self.rows.write_head(&mut out, &names, self.target)?;
        let mut bytes = if bom { BOM.as_bytes().to_vec() } else { Vec::new() };
        bytes.extend(self.bytes(out)?);
        Ok(bytes)
    }

    fn piece(&self, batch: &Batch, index: usize) -> Result<Judged, Unjudged> {
        let mut part = self.layout.part(batch, index).map_err(Unjudged::Culprit)?;
        let frame = &part.frame;
        let (scores, totals) = newcomers::judge(self.model, frame, self.threshold)?;
        let mut pages = Pages::default();
        let bytes = self.write(batch, index, (&frame.row_ids, &scores), &mut pages)?;
        // Only what is odd about its records is asked for yet.
        part.frame.columns = Vec::new();
        let Pages { n_written, called, n_already, n_unknown } = pages;
        Ok(Judged { part, bytes, n_written, totals, called, n_already, n_unknown })
    }

    /// The rows of a piece, with what the model says behind them.
    fn write(
        &self,
        batch: &Batch,
        index: usize,
        (rows, scores): (&[u32], &Scores),
        pages: &mut Pages,
    ) -> Result<Vec<u8>, ExportError> {
        let nothing = vec![AddedCell::Text(""); self.added.len()];
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
                let probabilities = scores.probabilities.row(next);
                ours.extend(self.added.iter().map(|column| match *column {
                    Added::Label => {
                        let label = self.model.classes.get(scored.label as usize);
                        AddedCell::Text(label.map_or("", String::as_str))
                    }
                    Added::Probability => AddedCell::Share(scored.of_interest),
                    Added::OfClass(class) => AddedCell::Share(probabilities[class]),
                    Added::Part => AddedCell::Text(earlier::NEW),
                }));
                next += 1;
                if let Some(gone) = &self.gone {
                    let standing = gone.look(&record);
                    pages.n_already += u64::from(standing == Standing::Gone);
                    pages.n_unknown += u64::from(standing == Standing::Unknown);
                    if is_above && standing != Standing::Gone {
                        let record = record.clone();
                        pages.called.push(Candidate {
                            probability: scored.of_interest,
                            row: row - 1,
                            record,
                        });
                    }
                }
            }
            if is_above || !self.only_above {
                let ours = if scored.is_some() { &ours } else { &nothing };
                self.rows.write(&mut out, &record, ours, self.target)?;
                pages.n_written += 1;
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
    written: u64,
    totals: Totals,
    /// Those who are called first.
    first: MostProbable,
    n_already: u64,
    n_unknown: u64,
}

impl Sheet {
    fn new(model: &ChurnModel, draft: Draft) -> Self {
        Self {
            draft,
            written: 0,
            totals: Totals::new(model),
            first: MostProbable::new(MOST_CALLS),
            n_already: 0,
            n_unknown: 0,
        }
    }

    /// Writes the pieces that come next.
    fn take(
        &mut self,
        stream: &mut TableStream,
        judge: &Judge,
        judged: Vec<Result<Judged, Unjudged>>,
    ) -> Result<(), Ended<ScoreError>> {
        for judged in judged {
            let judged = judged.map_err(|unjudged| match unjudged {
                Unjudged::Culprit(culprit) => {
                    newcomers::misread(judge.layout.wanted(), stream.n_records().0, culprit).into()
                }
                Unjudged::Score(error) => error,
            })?;
            let before = stream.count(&judged.part)?;
            self.draft.write_all(&judged.bytes)?;
            self.written += judged.n_written;
            self.totals.merge(&judged.totals);
            self.n_already += judged.n_already;
            self.n_unknown += judged.n_unknown;
            for candidate in judged.called {
                self.first.add(Candidate { row: candidate.row + before as u32, ..candidate });
            }
        }
        Ok(())
    }
}
