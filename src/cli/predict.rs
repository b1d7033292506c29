//! `stratum run tiers` and `stratum run churn`: a race over a file, its results into a folder.

use std::path::{Path, PathBuf};

use crate::base::{Message, Problem};
use crate::export::{self, ExportOptions};
use crate::features::privacy::PseudonymKey;
use crate::study::Question;

use super::args::PredictArguments;
use super::choice;
use super::failure::{Failure, Status};
use super::job::{Asked, Job, build_pool};

pub fn run(arguments: &PredictArguments, question: Question) -> Result<Status, Failure> {
    let options = arguments.output.options(&arguments.out);
    // A folder that cannot take the results is said before the work, not after it.
    let inputs: Vec<PathBuf> = std::iter::once(&arguments.file)
        .chain(&arguments.test_rows)
        .chain(&arguments.columns.join)
        .cloned()
        .collect();
    export::check_folder(&options, &inputs, &also(question, !arguments.columns.map.is_empty()))?;
    arguments.pseudonyms.as_deref().map_or(Ok(()), |file| refuse_beside(file, &arguments.out))?;
    if let Some(threads) = arguments.output.threads {
        build_pool(threads)?;
    }
    let job = Job::new(options.lang);
    let done = predict(&job, (arguments, question), &options, &inputs);
    // Above an error, or below the results: what is odd about the data explains both.
    job.say_issues();
    done
}

/// What is written beside what every run writes.
pub fn also(question: Question, from_transactions: bool) -> Vec<&'static str> {
    let mut also = Vec::new();
    also.extend(from_transactions.then_some(export::TRANSACTIONS));
    if question == Question::Churn {
        also.extend([export::MODEL, export::CALL_LIST]);
    }
    also
}

fn predict(
    job: &Job,
    (arguments, question): (&PredictArguments, Question),
    options: &ExportOptions,
    inputs: &[PathBuf],
) -> Result<Status, Failure> {
    let settings = choice::Settings::of(&arguments.set, question)?;
    let asked = Asked {
        file: &arguments.file,
        has_label: arguments.label.is_some(),
        map: &arguments.columns.map,
        join: &arguments.columns.join,
        pseudonyms: arguments.pseudonyms.as_deref(),
        settings: &settings,
    };
    let table = job.customers(&asked)?;
    export::check_folder(options, inputs, &also(question, table.value.is_some()))?;
    let recipe = choice::recipe((arguments, question), &settings, &table)?;
    let key = arguments.pseudonyms.as_deref().map(|file| key_apart(file, options.folder)).transpose()?;
    let options = ExportOptions { pseudonyms: key.as_ref(), ..*options };
    job.run_and_write(&table, &recipe, &options, arguments.output.json)
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
