//! `stratum sample`: synthetic customers into a file.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use crate::base::{Lang, Message, render};
use crate::data::sample;
use crate::export::atomic;

use super::args::SampleStudy;
use super::failure::{Failure, Status};
use super::out;

pub fn run(study: &SampleStudy) -> Result<Status, Failure> {
    let (text, rows, target) = match study {
        SampleStudy::Segments(arguments) => {
            let text = sample::cards(arguments.rows as usize, arguments.target.seed);
            (text, arguments.rows, &arguments.target)
        }
        SampleStudy::Tiers(arguments) => {
            let text = sample::transactions(arguments.rows as usize, arguments.target.seed);
            (text, arguments.rows, &arguments.target)
        }
        SampleStudy::Churn(arguments) => {
            let text = sample::churn(arguments.rows as usize, arguments.target.seed);
            (text, arguments.rows, &arguments.target)
        }
    };
    write(&target.out, &text, target.force)?;
    let message = Message::new("cli-sample-written").with("n", rows);
    let message = message.with("file", target.out.display().to_string());
    out::print(&format!("{}\n", render(Lang::En, &message)))?;
    Ok(Status::Done)
}

/// Writes the sample where nothing, or another sample, stands.
pub fn write(path: &Path, text: &str, force: bool) -> Result<(), Failure> {
    let header = text.lines().next().unwrap_or_default();
    atomic::may_replace(path, |present| first_line(present).is_some_and(|line| line == header), &[], force)?;
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        atomic::create_folder(parent)?;
    }
    Ok(atomic::replace(path, text.as_bytes())?)
}

fn first_line(path: &Path) -> Option<String> {
    /// A header of ours is no longer than this.
    const MOST: u64 = 4096;
    let mut line = String::new();
    BufReader::new(std::fs::File::open(path).ok()?.take(MOST)).read_line(&mut line).ok()?;
    Some(line.trim_end().to_owned())
}
