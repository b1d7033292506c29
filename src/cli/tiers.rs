//! `stratum run tiers` and `stratum demo`: a race over a file, its results into a folder.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::{Issue, Lang, Message, Problem, Stop, Watch, render, tr};
use crate::data::{DataError, ReadOptions, ledger};
use crate::export::{self, ExportOptions};
use crate::features::privacy::PseudonymKey;
use crate::session::{JoinedTable, NotMade, Sample, Table, Transactions, transactions, work};
use crate::study::value::ValueRecipe;
use crate::study::{self, Control, RaceEvent, Recipe, Wish};

use super::args::TiersArguments;
use super::choice;
use super::failure::{Failure, Status};
use super::out;
use super::progress::Progress;

pub fn run(arguments: &TiersArguments) -> Result<Status, Failure> {
    let lang = arguments.speech.lang;
    let options = ExportOptions {
        folder: &arguments.out,
        bom: !arguments.no_bom,
        keep_formulas: arguments.keep_formulas,
        force: arguments.force,
        lang,
        pseudonyms: None,
    };
    // A folder that cannot take the results is said before the work, not after it.
    let inputs: Vec<PathBuf> = std::iter::once(&arguments.file)
        .chain(&arguments.test_rows)
        .chain(&arguments.join)
        .cloned()
        .collect();
    export::check_folder(&options, &inputs, !arguments.map.is_empty())?;
    arguments.pseudonyms.as_deref().map_or(Ok(()), |file| refuse_beside(file, &arguments.out))?;
    if let Some(threads) = arguments.threads {
        build_pool(threads)?;
    }
    let job = Job::new(lang);
    let done = rank(&job, arguments, &options, &inputs);
    // Above an error, or below the results: what is odd about the data explains both.
    job.say_issues();
    done
}

fn rank(
    job: &Job,
    arguments: &TiersArguments,
    options: &ExportOptions,
    inputs: &[PathBuf],
) -> Result<Status, Failure> {
    let settings = choice::Settings::of(&arguments.set)?;
    let table = job.customers(arguments, &settings)?;
    export::check_folder(options, inputs, table.value.is_some())?;
    let recipe = choice::recipe(arguments, &settings, &table)?;
    let key = arguments.pseudonyms.as_deref().map(|file| key_apart(file, options.folder)).transpose()?;
    let options = ExportOptions { pseudonyms: key.as_ref(), ..*options };
    job.race_and_write(&table, &recipe, &options, arguments.json)
}

/// The key of the pseudonyms. The folder of the results is made first: only then it is certain where it lies.
fn key_apart(file: &Path, folder: &Path) -> Result<PseudonymKey, Failure> {
    export::atomic::create_folder(folder)?;
    refuse_beside(file, folder)?;
    Ok(PseudonymKey::load_or_create(file)?)
}

/// A key in the folder of the results, or below it, would be given away with them.
fn refuse_beside(file: &Path, folder: &Path) -> Result<(), Failure> {
    if !export::atomic::lies_in(file, folder) {
        return Ok(());
    }
    let message = Message::new("cli-key-beside-results").with("file", file.display().to_string());
    let hint = Message::new("cli-key-beside-results-hint");
    Err(Failure::wrong_call(Problem::new(message).hint(hint)))
}

/// A sample through the default analysis. The sample itself is put beside its results.
pub fn demo(sample: Sample, folder: &Path, seed: Option<u64>, lang: Lang) -> Result<Status, Failure> {
    let options =
        ExportOptions { folder, bom: true, keep_formulas: false, force: false, lang, pseudonyms: None };
    export::check_folder(&options, &[], sample == Sample::Tiers)?;
    let file = folder.join(sample.file_name());
    super::sample::write(&file, &sample.text(), false)?;
    let job = Job::new(lang);
    let table =
        job.reading(&file, |watch| transactions::open(&file, &[], &ReadOptions::default(), lang, watch))?;
    let mut recipe = work::suggest(&table);
    recipe.seed = seed.unwrap_or(recipe.seed);
    let suspicions = work::find_suspicions(&table, &recipe, &Watch::unattended());
    recipe.features = crate::features::suggest(&table.profile, Some(&recipe.label), &suspicions).0;
    job.race_and_write(&table, &recipe, &options, false)
}

fn build_pool(threads: u32) -> Result<(), Failure> {
    let built = rayon::ThreadPoolBuilder::new().num_threads(threads as usize).build_global();
    built.map_err(|_| {
        let problem = Problem::new(Message::new("cli-no-threads").with("n", threads));
        Failure::wrong_call(problem.hint(Message::new("cli-no-threads-hint")))
    })
}

/// A job in the foreground: its progress, and Ctrl+C.
struct Job {
    lang: Lang,
    progress: Progress,
    control: Control,
    stop: Stop,
    /// Set when there is nothing left to stop: the results are being written.
    writing: Arc<AtomicBool>,
    /// What is odd about the data, as far as it is known.
    issues: RefCell<Vec<Issue>>,
}

impl Job {
    /// The first Ctrl+C ends the job and keeps the best so far, the second one ends the program.
    fn new(lang: Lang) -> Self {
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
            let key = if is_writing.load(Ordering::Relaxed) { "cli-writing-on" } else { "cli-stopping" };
            out::note(&format!("\n{}", tr(lang, key)));
            control.wish(Wish::StopAndKeepBest);
            stop.request();
        });
        // Without a handler Ctrl+C ends the program at once, as any other.
        drop(handler);
        Self { lang, progress: Progress::new(lang), control, stop, writing, issues: RefCell::default() }
    }

    /// What to look at, on standard error; findings.json has all of it.
    fn say_issues(&self) {
        let text = super::summary::issues(&self.issues.borrow(), self.lang);
        if !text.is_empty() {
            out::note(text.trim_end());
        }
    }

    fn read(&self, path: &Path) -> Result<Table, Failure> {
        self.reading(path, |watch| work::read_table(path, &ReadOptions::default(), watch))
    }

    fn reading(
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
    fn customers(&self, arguments: &TiersArguments, settings: &choice::Settings) -> Result<Table, Failure> {
        let plain = self.read(&arguments.file)?;
        let found = (arguments.label.is_none() || !arguments.map.is_empty())
            .then(|| ledger::recognise(&plain.frame, &plain.profile))
            .flatten();
        let Some(mapping) = super::transactions::mapping(&arguments.map, &plain, found)? else {
            return settings.refuse_value(arguments).map(|()| plain);
        };
        let mut transactions = Transactions::of(&plain, Some(mapping.clone()));
        for path in &arguments.join {
            let joined = JoinedTable::of(self.read(path)?);
            if transactions.suggest_join(&mapping, &joined).is_none() {
                return Err(NotMade::NoKey(joined.file_name()).into());
            }
            transactions.add(joined);
        }
        let transactions = Arc::new(transactions);
        let mut value = super::transactions::recipe(&settings.value, mapping, &transactions, self.lang)?;
        let table = self.integrate(&transactions, &value)?;
        if !super::transactions::wants_thresholds(&settings.value) {
            return Ok(table);
        }
        value.tiering.rule = super::transactions::thresholds(&table);
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

    fn race_and_write(
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
            progress.race(&event);
        };
        let (found, timing) = work::run_race(&study::run, table, recipe, &self.control, &mut report);
        self.progress.end();
        let findings = found?;
        let written = export::export(&findings, &table.tables(), &timing, options, &Watch::unattended())?;
        let place = Message::new("cli-written")
            .with("folder", written.folder.display().to_string())
            .with("files", written.files.iter().map(Message::text).collect::<Vec<_>>())
            .with("n", written.rows);
        let place = format!("{}\n", render(self.lang, &place));
        if json {
            out::print(&export::findings_json(&findings, self.lang))?;
            out::note(place.trim_end());
        } else {
            out::print(&(super::summary::text(&findings, self.lang) + "\n" + &place))?;
        }
        let value = table.value.as_deref().filter(|_| options.pseudonyms.is_some());
        let hidden = value.map(export::hidden_columns).unwrap_or_default();
        if !hidden.is_empty() {
            let columns: Vec<Message> = hidden.iter().map(Message::text).collect();
            out::note(&render(self.lang, &Message::new("cli-hidden-columns").with("columns", columns)));
        }
        if findings.stopped {
            out::note(&tr(self.lang, "cli-stopped"));
            return Ok(Status::Stopped);
        }
        Ok(Status::Done)
    }
}
