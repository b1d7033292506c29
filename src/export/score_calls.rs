//! The call list of new customers: the most probable ones first, with reasons and with those to be left alone.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::path::{Path, PathBuf};

use crate::base::{Lang, Message, RowId, Watch, render};
use crate::data::{csv::Layout, earlier};
use crate::study::churn::calls;
use crate::study::churn::explain::Explainer;
use crate::study::churn::model::{ChurnModel, ChurnModelError};

use super::atomic::{self, Draft};
use super::call_list::{self, Front};
use super::labelled::{BOM, CellRule, Rows, WATCH_EVERY};
use super::score::begin;
use super::score_churn::READ_SHARE;
use super::{ExportError, ScoreError, Scoring};

/// Customers of such a list at most. They are kept with all their cells until the file is read: that is the room which any
/// number of new customers takes.
pub const MOST_CALLS: usize = 100_000;

/// Where the list goes.
#[derive(Clone, Copy, Debug)]
pub struct CallList<'a> {
    pub target: &'a Path,
    /// Of the reasons.
    pub lang: Lang,
}

impl CallList<'_> {
    /// Says before any work whether the list may be written. The other `list` is none of the `inputs` and stays, too.
    pub fn check(&self, list: &Scoring, inputs: &[PathBuf]) -> Result<(), ExportError> {
        // Where the other list will stand, there may be nothing yet.
        if atomic::lies_in(self.target, list.target) {
            return Err(ExportError::SameName(self.target.to_path_buf()));
        }
        atomic::may_replace(self.target, call_list::is_of_new, inputs, list.force).map_err(|error| {
            match error {
                ExportError::Foreign(path) if call_list::is_ours(&path) => ExportError::OfARun(path),
                other => other,
            }
        })?;
        list.keep_present(self.target)?;
        atomic::may_write(atomic::folder_of(self.target))
    }
}

/// What became of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallsWritten {
    /// Customers on it.
    pub listed: u64,
    /// The first of them, who have reasons.
    pub explained: u64,
    /// Customers of the file who are of the class already, and so are not called.
    pub already: u64,
    /// Customers whose label is none that the model knows.
    pub unknown: u64,
    /// Whether there were more to be called than [`MOST_CALLS`].
    pub cut: bool,
    /// Whether the model can say why; those of earlier versions cannot.
    pub with_reasons: bool,
}

impl CallsWritten {
    /// What is said of it.
    pub fn words(&self, model: &ChurnModel) -> Vec<Message> {
        let mut words = vec![match self.listed {
            0 => Message::new("scoring-calls-none"),
            n => Message::new("scoring-calls").with("n", n).with("explained", self.explained),
        }];
        if self.already > 0 {
            let message = Message::new("scoring-calls-already").with("n", self.already);
            words.push(message.with("label", &model.label).with("class", model.class_of_interest()));
        }
        if self.unknown > 0 {
            let message = Message::new("scoring-calls-unknown").with("n", self.unknown);
            words.push(message.with("label", &model.label).with("class", model.class_of_interest()));
        }
        if self.cut {
            words.push(Message::new("scoring-calls-most").with("most", MOST_CALLS));
        }
        if !self.with_reasons {
            words.push(Message::new("scoring-calls-no-reasons"));
        }
        words
    }
}

/// Who is of the class of interest already, by the label in the file.
pub(super) struct Gone {
    column: Option<usize>,
    class: Class,
    others: Vec<Class>,
}

/// What the label in the file says of a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Gone,
    /// Of another class, or nothing is said.
    There,
    /// Something that is none of the classes.
    Unknown,
}

/// A class as it may be written in another file.
struct Class {
    text: String,
    number: Option<f64>,
}

impl Class {
    fn new(text: &str) -> Self {
        Self { text: text.trim().to_owned(), number: number_of(text) }
    }

    fn is(&self, cell: &str) -> bool {
        cell.eq_ignore_ascii_case(&self.text) || (self.number.is_some() && number_of(cell) == self.number)
    }
}

fn number_of(cell: &str) -> Option<f64> {
    cell.trim().replace(',', ".").parse().ok()
}

impl Gone {
    pub fn new(model: &ChurnModel, names: &[String]) -> Self {
        let column = names.iter().position(|name| *name == model.label);
        let class = Class::new(model.class_of_interest());
        Self { column, class, others: model.classes.iter().map(|class| Class::new(class)).collect() }
    }

    pub fn look(&self, record: &::csv::StringRecord) -> Standing {
        let Some(cell) = self.column.and_then(|column| record.get(column)) else { return Standing::There };
        let cell = cell.trim();
        if self.class.is(cell) {
            Standing::Gone
        } else if cell.is_empty() || self.others.iter().any(|other| other.is(cell)) {
            Standing::There
        } else {
            Standing::Unknown
        }
    }
}

/// A customer to be called, with the cells as they stand in the file.
pub(super) struct Candidate {
    pub probability: f32,
    pub row: RowId,
    pub record: ::csv::StringRecord,
}

/// The one who is called later is the greater.
impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        other.probability.total_cmp(&self.probability).then(self.row.cmp(&other.row))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

/// Those who are called first, `most` of them at most.
pub(super) struct MostProbable {
    kept: BinaryHeap<Candidate>,
    most: usize,
    n_seen: usize,
}

impl MostProbable {
    pub fn new(most: usize) -> Self {
        Self { kept: BinaryHeap::new(), most, n_seen: 0 }
    }

    pub fn add(&mut self, candidate: Candidate) {
        self.n_seen += 1;
        if self.kept.len() < self.most {
            self.kept.push(candidate);
        } else if let Some(mut last) = self.kept.peek_mut()
            && candidate < *last
        {
            *last = candidate;
        }
    }

    /// Whether there were more than are kept.
    pub fn is_cut(&self) -> bool {
        self.n_seen > self.kept.len()
    }

    /// In the order they are called.
    pub fn in_order(self) -> Vec<Candidate> {
        self.kept.into_sorted_vec()
    }
}

/// What the list is made with.
pub(super) struct CallWriter<'a> {
    pub model: &'a ChurnModel,
    pub layout: &'a Layout,
    pub rows: &'a Rows,
    pub calls: &'a CallList<'a>,
    pub list: &'a Scoring<'a>,
}

impl CallWriter<'_> {
    /// Writes the list, not yet in its place; `n_there` customers of the file are not of the class yet.
    pub fn write(
        &self,
        first: MostProbable,
        n_there: u64,
        watch: &Watch,
    ) -> Result<(Draft, CallsWritten), ScoreError> {
        let target = self.calls.target;
        let cut = first.is_cut();
        let first = first.in_order();
        let explainer = Explainer::saved(self.model);
        let reasons = match &explainer {
            Some(explainer) => self.reasons(explainer, &first, watch)?,
            None => Vec::new(),
        };
        let mut draft = begin(target)?;
        if self.list.bom {
            draft.write_all(BOM.as_bytes())?;
        }
        let separator = self.layout.source.dialect.separator;
        let mut out =
            ::csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(draft.out());
        call_list::write_names(&mut out, target)?;
        self.rows.write_names(&mut out, target)?;
        let numbers = (&CellRule { keep_formulas: self.list.keep_formulas }, self.layout.source.dialect);
        for (rank, candidate) in first.iter().enumerate() {
            let front = Front {
                rank,
                probability: candidate.probability,
                decile: (rank as u64 * 10 / n_there.max(1)) as u8 + 1,
                control: calls::is_control(self.model.seed, candidate.row),
                part: earlier::NEW,
                reasons: reasons.get(rank).map_or("", String::as_str),
            };
            front.write(&mut out, numbers, target)?;
            self.rows.write_cells(&mut out, &candidate.record, target)?;
            if rank.is_multiple_of(WATCH_EVERY as usize) && watch.stopped() {
                return Err(ExportError::Stopped.into());
            }
        }
        out.flush().map_err(|error| ExportError::io(target, &error))?;
        drop(out);
        let written = CallsWritten {
            listed: first.len() as u64,
            explained: reasons.len() as u64,
            already: 0,
            unknown: 0,
            cut,
            with_reasons: explainer.is_some(),
        };
        Ok((draft, written))
    }

    /// What speaks for the class in the case of those who are called first, in words.
    fn reasons(
        &self,
        explainer: &Explainer,
        first: &[Candidate],
        watch: &Watch,
    ) -> Result<Vec<String>, ScoreError> {
        let explained = &first[..first.len().min(calls::MOST_EXPLAINED)];
        if explained.is_empty() {
            return Ok(Vec::new());
        }
        // Dates that are written in several ways can be read piece by piece of the file, but not all at once: then the
        // list is as good, only without reasons.
        let Ok(frame) = self.layout.frame_of(explained.iter().map(|of| &of.record)) else {
            return Ok(Vec::new());
        };
        let finding = |share: f32| watch.report(READ_SHARE + share * (1.0 - READ_SHARE));
        let finding = Watch::new(watch.stop(), &finding);
        match calls::reasons_of(explainer, &frame, &frame.row_ids, &finding) {
            Ok(found) => Ok(found.iter().map(|reasons| render(self.calls.lang, reasons)).collect()),
            Err(_) if watch.stopped() => Err(ExportError::Stopped.into()),
            Err(error) => Err(ChurnModelError::from(error).into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_probable_are_kept_whatever_the_order_they_come_in() {
        let all: Vec<(f32, RowId)> = (0..200).map(|row| ((row * 37 % 40) as f32 / 40.0, row)).collect();
        let mut expected = all.clone();
        expected.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for most in [0, 1, 7, 200, 300] {
            for backwards in [false, true] {
                let mut kept = MostProbable::new(most);
                let mut come = all.clone();
                if backwards {
                    come.reverse();
                }
                for (probability, row) in come {
                    kept.add(Candidate { probability, row, record: ::csv::StringRecord::new() });
                }
                let found: Vec<(f32, RowId)> =
                    kept.in_order().iter().map(|of| (of.probability, of.row)).collect();
                assert_eq!(found, expected[..most.min(200)]);
            }
        }
    }

    #[test]
    fn who_is_of_the_class_already_is_known_by_the_label() {
        let look = |class: &str, other: &str, cell: &str| {
            let gone = Gone {
                column: Some(1),
                class: Class::new(class),
                others: vec![Class::new(class), Class::new(other)],
            };
            gone.look(&::csv::StringRecord::from(vec!["a", cell]))
        };
        for cell in ["yes", " yes ", "YES", "Yes"] {
            assert_eq!(look("yes", "no", cell), Standing::Gone, "{cell}");
        }
        for cell in ["1", "1.0", "1,0", "01"] {
            assert_eq!(look("1", "0", cell), Standing::Gone, "{cell}");
        }
        for (class, other, cell) in
            [("yes", "no", "No"), ("yes", "no", ""), ("1", "0", "0.0"), ("1", "0", " ")]
        {
            assert_eq!(look(class, other, cell), Standing::There, "{cell}");
        }
        for (class, other, cell) in [("yes", "no", "1"), ("1", "0", "yes"), ("1", "0", "2")] {
            assert_eq!(look(class, other, cell), Standing::Unknown, "{cell}");
        }
    }
}
