//! No command: the window. A command: the command line. The only place that knows both.

use std::process::ExitCode;

use stratum::cli::{self, Outcome};
use stratum::session::Launch;
use stratum::ui::{self, NoWindow};

fn main() -> ExitCode {
    let status = match cli::run(std::env::args_os()) {
        Outcome::Exit(status) => status,
        Outcome::OpenWindow(launch) => open(&launch),
    };
    ExitCode::from(status)
}

fn open(launch: &Launch) -> u8 {
    match ui::launch(launch.clone()) {
        Ok(()) => 0,
        Err(NoWindow::NotOpened(problem)) => cli::without_window(launch, &problem),
        Err(NoWindow::Failed(problem)) => cli::window_failed(&problem),
    }
}
