//! The same analyses from a terminal.

mod args;
mod choice;
mod choice_churn;
mod choice_segments;
mod churn_summary;
mod demo;
mod effect;
mod failure;
mod job;
mod methods;
mod out;
mod predict;
mod profile;
mod progress;
mod sample;
mod score;
mod score_churn;
mod segment_summary;
mod segments;
mod summary;
mod transactions;
mod watch;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Parser;
use clap::error::ErrorKind;

use crate::base::{Lang, Message, Problem, did_you_mean, nearest};
use crate::session::Launch;
use crate::study::Question;

use args::{Arguments, Command, RunStudy};
use failure::{Failure, Status};

/// What is left to do when the command line is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Exit(u8),
    OpenWindow(Launch),
}

/// Where the demo writes when nobody says.
const DEMO_FOLDER: &str = "stratum-demo";

/// Does what the arguments say; the first one is the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => return not_understood(&error),
    };
    let Some(command) = arguments.command else { return window(arguments.file) };
    match command {
        Command::Demo(arguments) => match arguments.out {
            Some(folder) => {
                let lang = arguments.lang.unwrap_or_default();
                exit(lang, demo::run(arguments.study.sample(), &folder, arguments.seed, lang))
            }
            None => Outcome::OpenWindow(Launch::Sample(arguments.study.sample(), arguments.lang)),
        },
        Command::Profile(arguments) => exit(arguments.speech.lang, profile::run(&arguments)),
        Command::Run { study: RunStudy::Churn(arguments) } => {
            exit(arguments.output.speech.lang, predict::run(&arguments, Question::Churn))
        }
        Command::Run { study: RunStudy::Tiers(arguments) } => {
            exit(arguments.output.speech.lang, predict::run(&arguments, Question::Tiers))
        }
        Command::Run { study: RunStudy::Segments(arguments) } => {
            exit(arguments.output.speech.lang, segments::run(&arguments))
        }
        Command::Score(arguments) => exit(arguments.speech.lang, score::run(&arguments)),
        Command::Methods(arguments) => exit(Lang::En, methods::run(&arguments)),
        Command::Sample { study } => exit(Lang::En, sample::run(&study)),
    }
}

/// The window was open and ended badly: said, and nothing else is begun.
pub fn window_failed(problem: &Problem) -> u8 {
    out::complain(Lang::En, problem);
    Status::Failed as u8
}

/// No window could be opened: says why and what to install. The demo goes on without one.
pub fn without_window(launch: &Launch, problem: &Problem) -> u8 {
    let Launch::Sample(sample, lang) = *launch else {
        out::complain(Lang::En, problem);
        return Status::Failed as u8;
    };
    let lang = lang.unwrap_or_default();
    out::complain(lang, problem);
    let folder = PathBuf::from(DEMO_FOLDER);
    let message = Message::new("cli-demo-headless").with("folder", folder.display().to_string());
    out::note(&crate::base::render(lang, &message));
    match exit(lang, demo::run(sample, &folder, None, lang)) {
        Outcome::Exit(status) => status,
        Outcome::OpenWindow(_) => Status::Done as u8,
    }
}

fn exit(lang: Lang, done: Result<Status, Failure>) -> Outcome {
    let status = done.unwrap_or_else(|failure| {
        out::complain(lang, &failure.problem);
        failure.status
    });
    Outcome::Exit(status as u8)
}

/// Help and version are results; everything else is a wrong call.
fn not_understood(error: &clap::Error) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            exit(Lang::En, out::print(&error.render().to_string()).map(|()| Status::Done))
        }
        _ => {
            out::note(error.render().to_string().trim_end());
            Outcome::Exit(Status::WrongCall as u8)
        }
    }
}

/// The window on a file, unless the "file" is a command spelt wrongly.
fn window(file: Option<PathBuf>) -> Outcome {
    let Some(file) = file else { return Outcome::OpenWindow(Launch::Nothing) };
    if !file.exists() && file.extension().is_none() && file.components().count() == 1 {
        let word = file.to_string_lossy().into_owned();
        let meant = nearest(&word, ["demo", "profile", "run", "score", "methods", "sample"]);
        if !meant.is_empty() {
            let problem = Problem::new(Message::new("cli-unknown-command").with("word", word));
            out::complain(Lang::En, &problem.hint(did_you_mean(&meant)));
            return Outcome::Exit(Status::WrongCall as u8);
        }
    }
    Outcome::OpenWindow(Launch::File(file))
}
