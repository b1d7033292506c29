//! No command: the window. A command: the command line. The only place that knows both.

use std::process::ExitCode;

use stratum::cli::{self, Outcome};
use stratum::session::Launch;
use stratum::ui;

fn main() -> ExitCode {
    let status = match cli::run(std::env::args_os()) {
        Outcome::Exit(status) => status,
        Outcome::OpenWindow(launch) => open(&launch),
    };
    ExitCode::from(status)
}

fn open(launch: &Launch) -> u8 {
    ui::launch(launch.clone()).map_or_else(|problem| cli::without_window(launch, &problem), |()| 0)
}
