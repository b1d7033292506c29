//! `stratum score --watch`: a folder whose files are scored as they appear.

use std::thread::sleep;
use std::time::Duration;

use crate::base::{Lang, Message, Watch, render};
use crate::export::{self, ExportError, Inbox, InboxError, InboxOptions, Outcome};
use crate::study::churn::drift;
use crate::study::churn::model::ChurnModel;
use crate::study::matching::Renames;

use super::args::{ListArguments, ScoreArguments};
use super::failure::{Failure, Status};
use super::job::Job;
use super::{out, score_churn};

/// Between two looks at the folder, in steps after which Ctrl+C is heard.
const LOOK_EVERY: Duration = Duration::from_secs(1);
const STEP: Duration = Duration::from_millis(50);

pub fn run((arguments, renames): (&ScoreArguments, &Renames), model: &ChurnModel) -> Result<Status, Failure> {
    let Some(folder) = &arguments.watch else { return Ok(Status::Done) };
    let ListArguments { no_bom, keep_formulas, force } = arguments.lists;
    let options = InboxOptions {
        folder,
        out: &arguments.out,
        bom: !no_bom,
        keep_formulas,
        force,
        renames,
        threshold: arguments.threshold,
        only_above: arguments.only_above,
        lang: arguments.speech.lang,
    };
    let mut inbox = Inbox::open(model, options)?;
    let job = Job::stopping(arguments.speech.lang, "cli-score-stopping");
    for warning in &model.card.warnings {
        out::note(&out::sentence(warning));
    }
    let watching = Message::new("cli-watching").with("folder", folder.display().to_string());
    out::note(&render(job.lang, &watching));
    let watch = Watch::new(job.stop.clone(), &|_| {});
    loop {
        inbox.look()?;
        loop {
            match inbox.next(&watch) {
                Ok(Some(outcome)) => say(model, &outcome, (arguments.json, job.lang))?,
                Ok(None) => break,
                Err(InboxError::Export(ExportError::Stopped)) => return Ok(Status::Stopped),
                Err(error) => return Err(error.into()),
            }
        }
        if arguments.once && inbox.n_open() == 0 {
            return Ok(if inbox.n_failed() > 0 { Status::Failed } else { Status::Done });
        }
        let mut waited = Duration::ZERO;
        while waited < LOOK_EVERY {
            // Between two files nothing is left undone.
            if job.stop.requested() {
                return Ok(Status::Done);
            }
            sleep(STEP);
            waited += STEP;
        }
    }
}

/// A line for each list, and what is odd about its customers.
fn say(model: &ChurnModel, outcome: &Outcome, (json, lang): (bool, Lang)) -> Result<(), Failure> {
    match outcome {
        Outcome::Scored { file, scored, .. } if json => {
            out::print(&format!("{}\n", export::summary_json(model, file, scored, lang)))
        }
        Outcome::Scored { file, list, scored } => {
            let done = Message::new("cli-watch-scored")
                .with("file", file.display().to_string())
                .with("n", scored.rows)
                .with("called", score_churn::called(scored))
                .with("list", list.display().to_string());
            out::print(&(render(lang, &done) + "\n"))?;
            let issues = scored.issues.iter().map(|issue| issue.message.clone());
            for word in drift::words(&scored.drift, &scored.unseen).into_iter().chain(issues) {
                out::note(&out::sentence(&format!("  {}", render(lang, &word))));
            }
            Ok(())
        }
        Outcome::Failed { file, problem } => {
            out::note(&render(
                lang,
                &Message::new("cli-watch-failed").with("file", file.display().to_string()),
            ));
            out::complain(lang, problem);
            Ok(())
        }
        Outcome::FailedBefore { file } => {
            let message = Message::new("cli-watch-failed-before").with("file", file.display().to_string());
            out::note(&render(lang, &message));
            Ok(())
        }
    }
}
