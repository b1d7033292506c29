//! `stratum run tiers` and `stratum demo`: a race over a file, its results into a folder.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::{Lang, Message, Problem, Stop, Watch, render, tr};
use crate::chart::method_name;
use crate::data::{ReadOptions, sample};
use crate::export::{self, ExportOptions};
use crate::session::{Table, work};
use crate::study::{self, Control, Findings, Recipe, Verdict, Wish, suggest_recipe};

use super::args::TiersArguments;
use super::choice;
use super::failure::{Failure, Status};
use super::out::{self, Page};
use super::progress::Progress;

pub fn run(arguments: &TiersArguments) -> Result<Status, Failure> {
    let lang = arguments.speech.lang;
    let options = ExportOptions {
        folder: &arguments.out,
        bom: !arguments.no_bom,
        keep_formulas: arguments.keep_formulas,
        force: arguments.force,
        lang,
    };
    // A folder that cannot take the results is said before the work, not after it.
    let inputs: Vec<PathBuf> =
        std::iter::once(&arguments.file).chain(&arguments.test_rows).cloned().collect();
    export::check_folder(&options, &inputs)?;
    if let Some(threads) = arguments.threads {
        build_pool(threads)?;
    }
    let job = Job::new(lang);
    let table = job.read(&arguments.file)?;
    let recipe = choice::recipe(arguments, &table)?;
    job.race_and_write(&table, &recipe, &options, arguments.json)
}

/// The sample through the default analysis. The sample itself is put beside its results.
pub fn demo(folder: &Path, seed: Option<u64>, lang: Lang) -> Result<Status, Failure> {
    let options = ExportOptions { folder, bom: true, keep_formulas: false, force: false, lang };
    export::check_folder(&options, &[])?;
    let file = folder.join(work::SAMPLE_NAME);
    super::sample::write(&file, &sample::churn(work::SAMPLE_ROWS, work::SAMPLE_SEED), false)?;
    let job = Job::new(lang);
    let table = job.read(&file)?;
    let mut recipe = suggest_recipe(&table.frame, &table.profile, Some(work::SAMPLE_LABEL), &[]);
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
}

impl Job {
    /// The first Ctrl+C ends the job and keeps the best so far, the second one ends the program.
    fn new(lang: Lang) -> Self {
        /// What a shell reports of a program ended by Ctrl+C.
        const INTERRUPTED: i32 = 130;
        let (control, stop) = (Control::default(), Stop::default());
        let wishes = (control.clone(), stop.clone());
        let pressed = AtomicBool::new(false);
        let handler = ctrlc::set_handler(move || {
            let (control, stop) = &wishes;
            if pressed.swap(true, Ordering::Relaxed) {
                std::process::exit(INTERRUPTED);
            }
            out::note(&format!("\n{}", tr(lang, "cli-stopping")));
            control.wish(Wish::StopAndKeepBest);
            stop.request();
        });
        // Without a handler Ctrl+C ends the program at once, as any other.
        drop(handler);
        Self { lang, progress: Progress::new(lang), control, stop }
    }

    fn read(&self, path: &Path) -> Result<Table, Failure> {
        let file = path.file_name().map_or_else(PathBuf::new, PathBuf::from);
        self.progress.begin(&Message::new("cli-reading").with("file", file.display().to_string()));
        let report = |share| self.progress.share(share);
        let table = work::read_table(path, &ReadOptions::default(), &Watch::new(self.stop.clone(), &report));
        self.progress.end();
        Ok(table?)
    }

    fn race_and_write(
        &self,
        table: &Table,
        recipe: &Recipe,
        options: &ExportOptions,
        json: bool,
    ) -> Result<Status, Failure> {
        let mut report = |event| self.progress.race(&event);
        let (found, timing) = work::run_race(&study::run, table, recipe, &self.control, &mut report);
        self.progress.end();
        let findings = found?;
        let written = export::export(&findings, &table.frame.source, &timing, options, &Watch::unattended())?;
        let place = Message::new("cli-written")
            .with("folder", written.folder.display().to_string())
            .with("files", written.files.iter().map(Message::text).collect::<Vec<_>>())
            .with("n", written.rows);
        let place = format!("{}\n", render(self.lang, &place));
        if json {
            out::print(&export::findings_json(&findings, self.lang))?;
            out::note(place.trim_end());
        } else {
            out::print(&(summary(&findings, self.lang) + "\n" + &place))?;
        }
        if findings.stopped {
            out::note(&tr(self.lang, "cli-stopped"));
            return Ok(Status::Stopped);
        }
        Ok(Status::Done)
    }
}

/// What a person reads: the sentences, the methods, the confusion matrix.
fn summary(findings: &Findings, lang: Lang) -> String {
    let mut page = Page::default();
    for message in &findings.words {
        page.line(&render(lang, message));
    }
    page.line("");
    page.block(&methods_table(findings, lang));
    for method in &findings.methods {
        for warning in &method.warnings {
            let line = Message::new("cli-method-warning").with("method", method_name(&method.id));
            page.line(&format!("  {}", render(lang, &line.with("warning", warning.clone()))));
        }
    }
    page.line("");
    page.line(&tr(lang, "cli-confusion"));
    page.block(&confusion_table(findings));
    page.into_text()
}

fn methods_table(findings: &Findings, lang: Lang) -> String {
    let heads = [
        "cli-head-method",
        "cli-head-accuracy",
        "cli-head-macro-f1",
        "cli-head-best-epoch",
        "cli-head-verdict",
    ];
    let mut rows = vec![heads.map(|key| tr(lang, key)).to_vec()];
    for (index, method) in findings.methods.iter().enumerate() {
        let spread = |name| {
            method.metrics.get(name).map_or_else(String::new, |spread| {
                format!("{:.1} % ± {:.1}", spread.mean * 100.0, spread.sd * 100.0)
            })
        };
        let verdicts = findings.comparisons.iter().filter(|comparison| comparison.better == index);
        let clearly: Vec<Message> = verdicts
            .filter(|comparison| comparison.verdict == Verdict::LargerThanChance)
            .map(|comparison| method_name(&findings.methods[comparison.worse].id))
            .collect();
        let verdict = if clearly.is_empty() {
            String::new()
        } else {
            render(lang, &Message::new("cli-better-than").with("methods", clearly))
        };
        rows.push(vec![
            render(lang, &method_name(&method.id)),
            spread("accuracy"),
            spread("macro_f1"),
            method.best_epoch.to_string(),
            verdict,
        ]);
    }
    out::table(&rows, &[1, 2, 3])
}

fn confusion_table(findings: &Findings) -> String {
    /// Larger matrices are read from findings.json.
    const MOST: usize = 12;
    let shown = findings.classes.len().min(MOST);
    let mut head = vec![String::new()];
    head.extend(findings.classes.iter().take(shown).map(|class| out::one_line(class)));
    let mut rows = vec![head];
    for (class, counts) in findings.classes.iter().zip(&findings.confusion).take(shown) {
        let mut row = vec![out::one_line(class)];
        row.extend(counts.iter().take(shown).map(u64::to_string));
        rows.push(row);
    }
    out::table(&rows, &(1..=shown).collect::<Vec<_>>())
}
