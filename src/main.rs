//! No command: the window. A command: the command line. The only place that knows both.

use std::process::ExitCode;

use stratum::cli::{self, Outcome, Window};
use stratum::ui::{self, LaunchWith};

fn main() -> ExitCode {
    let status = match cli::run(std::env::args_os()) {
        Outcome::Exit(status) => status,
        Outcome::OpenWindow(window) => open(&window),
    };
    ExitCode::from(status)
}

fn open(window: &Window) -> u8 {
    let with = match window {
        Window::Nothing => LaunchWith::Nothing,
        Window::File(file) => LaunchWith::File(file.clone()),
        Window::Demo(_) => LaunchWith::Demo,
    };
    ui::launch(with).map_or_else(|problem| cli::without_window(window, &problem), |()| 0)
}
