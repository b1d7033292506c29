//! `stratum score`: new customers placed or scored by a saved model.

use std::path::Path;

use crate::base::{Message, Problem, Watch, render, tr};
use crate::export::{self, ModelFile, ScoreError, Scored, Scoring};
use crate::study::matching::{self, Renames};
use crate::study::segments::methods;
use crate::study::segments::model::SegmentModel;

use super::args::{ListArguments, ScoreArguments};
use super::failure::{Failure, Status};
use super::job::Job;
use super::out::{self, Page};
use super::{score_churn, watch};

pub fn run(arguments: &ScoreArguments) -> Result<Status, Failure> {
    let Some(file) = &arguments.file else { return watched(arguments) };
    // A list that cannot be written is said before the work, not after it.
    export::may_score(&scoring(arguments, &[]), &[arguments.model.clone(), file.clone()])?;
    let model = export::load_model(&arguments.model)?;
    let renames = renames(arguments, &model)?;
    let scoring = scoring(arguments, &renames);
    let job = Job::stopping(arguments.speech.lang, "cli-score-stopping");
    let done = match &model {
        ModelFile::Segments(model) => place(&job, (arguments, file), model, &scoring),
        ModelFile::Churn(model) => score_churn::run(&job, (arguments, file), model, scoring),
    };
    job.say_issues();
    done
}

fn scoring<'a>(arguments: &'a ScoreArguments, renames: &'a Renames) -> Scoring<'a> {
    let ListArguments { no_bom, keep_formulas, force } = arguments.lists;
    Scoring { target: &arguments.out, bom: !no_bom, keep_formulas, force, keep: false, renames }
}

/// Which columns of the file stand for which ones of the model. Either name may hold the sign between them: it is the first
/// one behind a column of the model.
fn renames(arguments: &ScoreArguments, model: &ModelFile) -> Result<Vec<(String, String)>, Failure> {
    let read = match model {
        ModelFile::Churn(model) => model.known_columns(),
        ModelFile::Segments(_) => model.columns(),
    };
    let pair = |text: &String| {
        let mut cuts = text.match_indices('=').map(|(at, _)| (&text[..at], &text[at + 1..]));
        let known = cuts.clone().find(|(column, _)| read.contains(column)).or_else(|| cuts.next());
        let (column, of_file) = known.ok_or_else(|| {
            let problem = Problem::new(Message::new("cli-rename-form").with("text", text));
            Failure::wrong_call(problem.hint(Message::new("cli-rename-form-hint")))
        })?;
        Ok((column.to_owned(), of_file.to_owned()))
    };
    let renames: Vec<(String, String)> = arguments.rename.iter().map(pair).collect::<Result<_, Failure>>()?;
    matching::check_renames(&renames, &read).map_err(ScoreError::Rename)?;
    Ok(renames)
}

fn watched(arguments: &ScoreArguments) -> Result<Status, Failure> {
    let model = export::load_model(&arguments.model)?;
    let renames = renames(arguments, &model)?;
    match model {
        ModelFile::Segments(_) => Err(no_probabilities("--watch")),
        ModelFile::Churn(model) => watch::run((arguments, &renames), &model),
    }
}

/// Segments know no probability of leaving.
fn no_probabilities(option: &str) -> Failure {
    let problem = Problem::new(Message::new("cli-score-no-probabilities").with("option", option));
    Failure::wrong_call(problem.hint(Message::new("cli-score-no-probabilities-hint")))
}

fn place(
    job: &Job,
    (arguments, file): (&ScoreArguments, &Path),
    model: &SegmentModel,
    scoring: &Scoring,
) -> Result<Status, Failure> {
    let options = [
        ("--only-above", arguments.only_above),
        ("--threshold", arguments.threshold.is_some()),
        ("--calls", arguments.calls.is_some()),
    ];
    if let Some((option, _)) = options.into_iter().find(|(_, said)| *said) {
        return Err(no_probabilities(option));
    }
    let table = job.read(file)?;
    job.progress.begin(&Message::new("cli-placing"));
    let progress = &job.progress;
    let report = |share| progress.share(share);
    let scored = export::score(model, &table.frame, scoring, &Watch::new(job.stop.clone(), &report));
    job.progress.end();
    let scored = scored?;
    for warning in &model.warnings {
        out::note(&out::sentence(warning));
    }
    if arguments.json {
        out::print(&format!("{:#}\n", summary_json(model, &scored)))?;
        return Ok(Status::Done);
    }
    let mut page = Page::default();
    page.line(&render(
        job.lang,
        &Message::new("cli-placed")
            .with("n", scored.sizes.iter().sum::<usize>())
            .with("k", scored.sizes.len())
            .with("method", methods::name(&model.method)),
    ));
    page.line(&render(job.lang, &Message::new("cli-strangers").with("n", scored.strangers)));
    page.line("");
    page.block(&sizes(job, model, &scored));
    page.line("");
    let written = Message::new("cli-score-written").with("n", scored.rows);
    page.line(&render(job.lang, &written.with("file", arguments.out.display().to_string())));
    out::print(&page.into_text())?;
    job.note_issues(&scored.issues);
    if !scored.ignored.is_empty() {
        let columns: Vec<Message> = scored.ignored.iter().map(Message::text).collect();
        out::note(&out::sentence(&render(
            job.lang,
            &Message::new("cli-score-ignored").with("columns", columns),
        )));
    }
    Ok(Status::Done)
}

/// What became of the customers, for other programs.
fn summary_json(model: &SegmentModel, scored: &Scored) -> serde_json::Value {
    let segment = |((code, name), n): ((u32, String), &usize)| serde_json::json!({ "code": code, "name": name, "customers": n });
    let segments = model.labels().into_iter().zip(&scored.sizes).map(segment);
    serde_json::json!({
        "app": "stratum", "app_version": env!("CARGO_PKG_VERSION"), "kind": "scored", "format": 1,
        "rows": scored.rows, "segments": segments.collect::<Vec<_>>(), "strangers": scored.strangers,
        "ignored": scored.ignored, "warnings": model.warnings,
    })
}

fn sizes(job: &Job, model: &SegmentModel, scored: &Scored) -> String {
    let heads = ["cli-head-code", "cli-head-segment", "cli-head-customers", "cli-head-share"];
    let all = scored.sizes.iter().sum::<usize>().max(1) as f64;
    let mut lines: Vec<(u32, Vec<String>)> = model
        .labels()
        .into_iter()
        .zip(&scored.sizes)
        .map(|((code, name), &n)| {
            let share = format!("{:.1} %", 100.0 * n as f64 / all);
            (code, vec![code.to_string(), out::one_line(&name), n.to_string(), share])
        })
        .collect();
    lines.sort_by_key(|(code, _)| *code);
    let head = heads.map(|key| tr(job.lang, key)).to_vec();
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(lines.into_iter().map(|(_, row)| row)).collect();
    out::table(&rows, &[0, 2, 3])
}
