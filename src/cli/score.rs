//! `stratum score`: new customers placed by a saved model.

use crate::base::{Message, Watch, render, tr};
use crate::export::{self, ModelFile, Scored, Scoring};
use crate::study::segments::methods;
use crate::study::segments::model::SegmentModel;

use super::args::ScoreArguments;
use super::failure::{Failure, Status};
use super::job::Job;
use super::out::{self, Page};

pub fn run(arguments: &ScoreArguments) -> Result<Status, Failure> {
    let scoring = Scoring {
        target: &arguments.out,
        bom: !arguments.no_bom,
        keep_formulas: arguments.keep_formulas,
        force: arguments.force,
    };
    // A list that cannot be written is said before the work, not after it.
    export::may_score(&scoring, &[arguments.model.clone(), arguments.file.clone()])?;
    let ModelFile::Segments(model) = export::load_model(&arguments.model)?;
    let job = Job::new(arguments.speech.lang);
    let done = place(&job, arguments, &model, &scoring);
    job.say_issues();
    done
}

fn place(
    job: &Job,
    arguments: &ScoreArguments,
    model: &SegmentModel,
    scoring: &Scoring,
) -> Result<Status, Failure> {
    let table = job.read(&arguments.file)?;
    job.progress.begin(&Message::new("cli-placing"));
    let progress = &job.progress;
    let report = |share| progress.share(share);
    let scored = export::score(model, &table.frame, scoring, &Watch::new(job.stop.clone(), &report));
    job.progress.end();
    let scored = scored?;
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
    if !scored.ignored.is_empty() {
        let columns: Vec<Message> = scored.ignored.iter().map(Message::text).collect();
        out::note(&out::sentence(&render(
            job.lang,
            &Message::new("cli-score-ignored").with("columns", columns),
        )));
    }
    Ok(Status::Done)
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
