//! `stratum run segments`: customers grouped by what they have in common, the results into a folder.

use std::path::PathBuf;

use crate::export::{self, ExportOptions};
use crate::study::Question;

use super::args::SegmentsArguments;
use super::choice::Settings;
use super::choice_segments;
use super::failure::{Failure, Status};
use super::job::{Asked, Job, build_pool};

/// What is written beside what every run writes.
pub const ALSO: &[&str] = &[export::MODEL];

pub fn run(arguments: &SegmentsArguments) -> Result<Status, Failure> {
    let options = arguments.output.options(&arguments.out);
    // A folder that cannot take the results is said before the work, not after it.
    let inputs: Vec<PathBuf> =
        std::iter::once(&arguments.file).chain(&arguments.columns.join).cloned().collect();
    export::check_folder(&options, &inputs, ALSO)?;
    if let Some(threads) = arguments.output.threads {
        build_pool(threads)?;
    }
    let job = Job::new(options.lang);
    let done = group(&job, arguments, &options);
    // Above an error, or below the results: what is odd about the data explains both.
    job.say_issues();
    done
}

fn group(job: &Job, arguments: &SegmentsArguments, options: &ExportOptions) -> Result<Status, Failure> {
    let settings = Settings::of(&arguments.set, Question::Segments)?;
    let asked = Asked {
        file: &arguments.file,
        has_label: false,
        map: &arguments.columns.map,
        join: &arguments.columns.join,
        pseudonyms: None,
        settings: &settings,
    };
    let table = job.customers(&asked)?;
    let recipe = choice_segments::recipe(arguments, &settings, &table)?;
    job.run_and_write(&table, &recipe, options, arguments.output.json)
}
