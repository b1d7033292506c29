//! A command at work in the foreground: its progress, Ctrl+C, the customers it reads or makes, and what it says at the end.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::{Issue, Lang, Message, Problem, Stop, Watch, render, tr};
use crate::data::{DataError, ReadOptions, ledger};
use crate::export::{self, ExportOptions};
use crate::session::{JoinedTable, NotMade, Table, Transactions, work};
use crate::study::segments::Edition;
use crate::study::value::ValueRecipe;
use crate::study::{self, Answer, Control, RaceEvent, Recipe, Wish};

use super::choice::Settings;
use super::failure::{Failure, Status};
use super::out;
use super::progress::Progress;
use super::{segment_summary, summary, transactions};

pub fn build_pool(threads: u32) -> Result<(), Failure> {
    let built = rayon::ThreadPoolBuilder::new().num_threads(threads as usize).build_global();
    built.map_err(|_| {
        let problem = Problem::new(Message::new("cli-no-threads").with("n", threads));
        Failure::wrong_call(problem.hint(Message::new("cli-no-threads-hint")))
    })
}

/// Which customers are asked for.
pub struct Asked<'a> {
    pub file: &'a Path,
    /// Whether a column to predict is named: the file is then taken as it is unless its columns are mapped.
    pub has_label: bool,
    pub map: &'a [String],
    pub join: &'a [PathBuf],
    pub pseudonyms: Option<&'a Path>,
    pub settings: &'a Settings,
}

impl Asked<'_> {
    /// A table of customers as it is has no use for settings of value and for tables to join.
    fn refuse_value(&self) -> Result<(), Failure> {
        let setting = self.settings.value.first().map(|(key, _)| format!("--set {key}"));
        let join = self.join.first().map(|file| format!("--join {}", file.display()));
        let pseudonyms = self.pseudonyms.map(|_| "--pseudonyms".to_owned());
        let Some(option) = setting.or(join).or(pseudonyms) else { return Ok(()) };
        let problem = Problem::new(Message::new("cli-no-transactions").with("option", option));
        Err(Failure::wrong_call(problem.hint(Message::new("cli-no-transactions-hint"))))
    }
}

/// A job in the foreground: its progress, and Ctrl+C.
pub struct Job {
    pub lang: Lang,
    pub progress: Progress,
    control: Control,
    pub stop: Stop,
    /// Set when there is nothing left to stop: the results are being written.
    writing: Arc<AtomicBool>,
    /// What is odd about the data, as far as it is known.
    issues: RefCell<Vec<Issue>>,
}

impl Job {
    /// The first Ctrl+C ends the job and keeps the best so far, the second one ends the program.
    pub fn new(lang: Lang) -> Self {
        Self::stopping(lang, "cli-stopping")
    }

    /// The same, with what the first Ctrl+C is answered.
    pub fn stopping(lang: Lang, answer: &'static str) -> Self {
        /// What a shell reports of a program ended by Ctrl+C.
        const INTERRUPTED: i32 = 130;
        let (control, stop) = (Control::default(), Stop::default());
        let wishes = (control.clone(), stop.clone());
        let writing = Arc::new(AtomicBool::new(false));
        let is_writing = writing.clone();
        let pressed = AtomicBool::new(false);
        let handler = ctrlc::set_handler(move || {
            let (control, stop) = &wishes;
            if pressed.swap(true, Ordering::Relaxed) {
                std::process::exit(INTERRUPTED);
            }
            let key = if is_writing.load(Ordering::Relaxed) { "cli-writing-on" } else { answer };
            out::note(&format!("\n{}", tr(lang, key)));
            control.wish(Wish::StopAndKeepBest);
            stop.request();
        });
        // Without a handler Ctrl+C ends the program at once, as any other.
        drop(handler);
        Self { lang, progress: Progress::new(lang), control, stop, writing, issues: RefCell::default() }
    }

    /// What to look at, on standard error; findings.json has all of it.
    pub fn say_issues(&self) {
        let text = summary::issues(&self.issues.borrow(), self.lang);
        if !text.is_empty() {
            out::note(text.trim_end());
        }
    }

    /// Takes note of what is odd about the data.
    pub fn note_issues(&self, issues: &[Issue]) {
        self.issues.borrow_mut().extend_from_slice(issues);
    }

    pub fn read(&self, path: &Path) -> Result<Table, Failure> {
        self.reading(path, |watch| work::read_table(path, &ReadOptions::default(), watch))
    }

    pub fn reading(
        &self,
        path: &Path,
        read: impl FnOnce(&Watch) -> Result<Table, DataError>,
    ) -> Result<Table, Failure> {
        let file = path.file_name().map_or_else(PathBuf::new, PathBuf::from);
        self.progress.begin(&Message::new("cli-reading").with("file", file.display().to_string()));
        let progress = &self.progress;
        let report = |share| progress.share(share);
        let table = read(&Watch::new(self.stop.clone(), &report));
        self.progress.end();
        let table = table?;
        self.issues.borrow_mut().extend(table.issues.iter().cloned());
        Ok(table)
    }

    /// The table to learn from: the file as it is, or the customers that are made of its transactions. A label that is
    /// named is a column of the file, so the file is then taken as it is unless its columns are mapped.
    pub fn customers(&self, asked: &Asked) -> Result<Table, Failure> {
        let plain = self.read(asked.file)?;
        let found = (!asked.has_label || !asked.map.is_empty())
            .then(|| ledger::recognise(&plain.frame, &plain.profile))
            .flatten();
        let Some(mapping) = transactions::mapping(asked.map, &plain, found)? else {
            return asked.refuse_value().map(|()| plain);
        };
        let mut transactions = Transactions::of(&plain, Some(mapping.clone()));
        for path in asked.join {
            let joined = JoinedTable::of(self.read(path)?);
            if transactions.suggest_join(&mapping, &joined).is_none() {
                return Err(NotMade::NoKey(joined.file_name()).into());
            }
            transactions.add(joined);
        }
        let transactions = Arc::new(transactions);
        let mut value = transactions::recipe(&asked.settings.value, mapping, &transactions, self.lang)?;
        let table = self.integrate(&transactions, &value)?;
        if !transactions::wants_thresholds(&asked.settings.value) {
            return Ok(table);
        }
        value.tiering.rule = transactions::thresholds(&table);
        self.integrate(&transactions, &value)
    }

    fn integrate(&self, transactions: &Arc<Transactions>, value: &ValueRecipe) -> Result<Table, Failure> {
        self.progress.begin(&Message::new("cli-integrating"));
        let progress = &self.progress;
        let report = |share| progress.share(share);
        let made = transactions.integrate(value, None, &Watch::new(self.stop.clone(), &report));
        self.progress.end();
        let table = made?;
        self.issues.borrow_mut().clone_from(&table.issues);
        Ok(table)
    }

    /// Runs the recipe, writes what it found, and says it.
    pub fn run_and_write(
        &self,
        table: &Table,
        recipe: &Recipe,
        options: &ExportOptions,
        json: bool,
    ) -> Result<Status, Failure> {
        let (progress, writing) = (&self.progress, &self.writing);
        let mut report = |event| {
            // Nothing is trained any more, so there is nothing left to stop.
            if matches!(event, RaceEvent::Judging) {
                writing.store(true, Ordering::Relaxed);
            }
            progress.race(&event, recipe.question);
        };
        let (found, timing) = work::run_race(&study::answer, table, recipe, &self.control, &mut report);
        writing.store(true, Ordering::Relaxed);
        self.progress.end();
        let answer = found?;
        let watch = Watch::unattended();
        let written = work::export(&answer, None, &table.tables(), &timing, options, &watch)?;
        let place = Message::new("cli-written")
            .with("folder", written.folder.display().to_string())
            .with("files", written.files.iter().map(Message::text).collect::<Vec<_>>())
            .with("n", written.rows);
        let place = format!("{}\n", render(self.lang, &place));
        if json {
            out::print(&findings_json(&answer, self.lang))?;
            out::note(place.trim_end());
        } else {
            let text = match &answer {
                Answer::Classes(findings) => summary::text(findings, self.lang),
                Answer::Segments(findings) => segment_summary::text(findings, self.lang),
            };
            out::print(&(text + "\n" + &place))?;
        }
        self.say_hidden(table, options);
        if answer.stopped() {
            let key = match answer {
                Answer::Classes(_) => "cli-stopped",
                Answer::Segments(_) => "cli-seg-stopped",
            };
            out::note(&tr(self.lang, key));
            return Ok(Status::Stopped);
        }
        Ok(Status::Done)
    }

    /// Which columns are missing from the lists because they might tell who a customer is.
    fn say_hidden(&self, table: &Table, options: &ExportOptions) {
        let value = table.value.as_deref().filter(|_| options.pseudonyms.is_some());
        let hidden = value.map(export::hidden_columns).unwrap_or_default();
        if !hidden.is_empty() {
            let columns: Vec<Message> = hidden.iter().map(Message::text).collect();
            out::note(&render(self.lang, &Message::new("cli-hidden-columns").with("columns", columns)));
        }
    }
}

/// The file that holds what was found.
fn findings_json(answer: &Answer, lang: Lang) -> String {
    match answer {
        Answer::Classes(findings) => export::findings_json(findings, lang),
        Answer::Segments(findings) => export::segments_json(findings, &Edition::suggested(findings), lang),
    }
}
