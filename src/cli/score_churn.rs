//! New customers scored by a saved model of who leaves: what is said of it.

use std::path::Path;

use crate::base::{Lang, Message, Watch, render};
use crate::export::{self, CallList, ChurnScored, ChurnScoring, Scoring};
use crate::study::churn::model::ChurnModel;
use crate::study::churn::{drift, threshold_decimals};

use super::args::ScoreArguments;
use super::failure::{Failure, Status};
use super::job::Job;
use super::out::{self, Page};

pub fn run(
    job: &Job,
    (arguments, file): (&ScoreArguments, &Path),
    model: &ChurnModel,
    list: Scoring,
) -> Result<Status, Failure> {
    let calls = arguments.calls.as_deref().map(|target| CallList { target, lang: job.lang });
    if let Some(calls) = &calls {
        calls.check(&list, &[arguments.model.clone(), file.to_path_buf()])?;
    }
    let (threshold, only_above) = (arguments.threshold, arguments.only_above);
    let scoring = ChurnScoring { list, threshold, only_above, calls };
    job.progress.begin(&Message::new("cli-scoring"));
    let progress = &job.progress;
    let report = |share| progress.share(share);
    let scored = export::score_churn(model, file, &scoring, &Watch::new(job.stop.clone(), &report));
    job.progress.end();
    let scored = scored?;
    for warning in &model.card.warnings {
        out::note(&out::sentence(warning));
    }
    if arguments.json {
        out::print(&format!("{:#}\n", export::summary_json(model, file, &scored, job.lang)))?;
        return Ok(Status::Done);
    }
    let mut page = Page::default();
    for word in words(model, &scored) {
        page.line(&out::sentence(&render(job.lang, &word)));
    }
    page.line("");
    let written = Message::new("cli-score-written").with("n", scored.written);
    page.line(&render(job.lang, &written.with("file", arguments.out.display().to_string())));
    if let (Some(calls), Some(target)) = (&scored.calls, &arguments.calls) {
        let written = Message::new("cli-score-calls").with("file", target.display().to_string());
        page.line(&render(job.lang, &written));
        for word in calls.words(model) {
            page.line(&out::sentence(&render(job.lang, &word)));
        }
    }
    out::print(&page.into_text())?;
    say_ignored(&scored.ignored, job.lang);
    job.note_issues(&scored.issues);
    Ok(Status::Done)
}

/// What became of the customers, and whether they are like those learned from.
fn words(model: &ChurnModel, scored: &ChurnScored) -> Vec<Message> {
    let customers = scored.rows - scored.unreadable;
    let mut words = vec![
        Message::new("cli-scored")
            .with("n", customers)
            .with("class", model.class_of_interest())
            .with("label", &model.label)
            .number("expected", scored.expected, 0),
        called(scored),
    ];
    if scored.unreadable > 0 {
        words.push(Message::new("cli-score-unreadable").with("n", scored.unreadable));
    }
    words.extend(drift::words(&scored.drift, &scored.unseen));
    words
}

/// Who is to be called.
pub fn called(scored: &ChurnScored) -> Message {
    let message = Message::new("cli-score-called").with("n", scored.called);
    message.number("threshold", scored.threshold, threshold_decimals(scored.threshold))
}

fn say_ignored(ignored: &[String], lang: Lang) {
    if !ignored.is_empty() {
        let columns: Vec<Message> = ignored.iter().map(Message::text).collect();
        let message = Message::new("cli-score-unread").with("columns", columns);
        out::note(&out::sentence(&render(lang, &message)));
    }
}
