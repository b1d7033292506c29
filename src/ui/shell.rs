//! What only a window can do: dialogs, folders shown by the system, files dropped on it.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use eframe::egui;

use super::Actions;
use super::say::Say;
use crate::base::{Message, Problem, Severity};
use crate::session::action::{ValueAction, ViewAction};
use crate::session::job::Jobs;
use crate::session::scoring::{MODEL_ENDING, ScoreAction, ScoreChoice};
use crate::session::{Action, AppState, DataAction, Effect, ExportAction};

/// A dialog that gives up faster than a person can is a dialog that never came up.
const TOO_FAST: Duration = Duration::from_millis(300);

/// Waits for the person's answer; run on a worker thread.
pub type Question = Box<dyn FnOnce() -> Option<PathBuf> + Send>;

/// Where paths come from: the system's dialogs, or a test.
pub trait FilePicker {
    /// Called where the window lives; the question it answers with is waited for elsewhere.
    fn file(&self, title: &str, filters: &[(String, Vec<&'static str>)]) -> Question;
    fn folder(&self, title: &str, start: Option<&Path>) -> Question;
}

/// The system's own dialogs.
pub struct Dialogs;

impl FilePicker for Dialogs {
    fn file(&self, title: &str, filters: &[(String, Vec<&'static str>)]) -> Question {
        let mut dialog = rfd::AsyncFileDialog::new().set_title(title);
        for (name, endings) in filters {
            dialog = dialog.add_filter(name, endings);
        }
        let asked = dialog.pick_file();
        Box::new(move || wait_for(asked).map(|file| file.path().to_path_buf()))
    }

    fn folder(&self, title: &str, start: Option<&Path>) -> Question {
        let mut dialog = rfd::AsyncFileDialog::new().set_title(title);
        if let Some(start) = start.filter(|start| start.is_dir()) {
            dialog = dialog.set_directory(start);
        }
        let asked = dialog.pick_folder();
        Box::new(move || wait_for(asked).map(|folder| folder.path().to_path_buf()))
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Sleeps until the future is done.
fn wait_for<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = TaskContext::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}

/// Does what the jobs gave back because it takes a window.
pub fn perform(effect: Effect, state: &AppState, jobs: &Jobs, picker: &dyn FilePicker) {
    let say = Say::of(state);
    match effect {
        Effect::AskForFile => {
            let question = picker.file(&say.tr("ui-dialog-file"), &table_filters(say));
            ask(jobs, question, |path| Action::Data(DataAction::Open(path)));
        }
        Effect::AskForJoin => {
            let question = picker.file(&say.tr("ui-dialog-file"), &table_filters(say));
            ask(jobs, question, |path| Action::Value(ValueAction::AddJoin(path)));
        }
        Effect::AskForFolder => {
            let Some(choice) = state.export_choice.clone() else { return };
            let question = picker.folder(&say.tr("ui-dialog-folder"), Some(&choice.folder));
            ask(jobs, question, move |folder| {
                let choice = crate::session::state::ExportChoice { folder, ..choice };
                Action::Export(ExportAction::Set(choice))
            });
        }
        Effect::AskForModel => {
            let question = picker.file(&say.tr("ui-dialog-model"), &model_filters(say));
            ask(jobs, question, |path| Action::Score(ScoreAction::Model(path)));
        }
        Effect::AskForCustomers => {
            let question = picker.file(&say.tr("ui-dialog-file"), &table_filters(say));
            ask(jobs, question, |path| Action::Score(ScoreAction::Customers(path)));
        }
        Effect::AskForListFolder => {
            let choice = state.scoring.choice.clone();
            let question = picker.folder(&say.tr("ui-dialog-folder"), choice.target.parent());
            ask(jobs, question, move |folder| {
                let name = choice.target.file_name().unwrap_or_default();
                Action::Score(ScoreAction::Set(ScoreChoice { target: folder.join(name), ..choice.clone() }))
            });
        }
        Effect::OpenFolder(folder) => jobs.ask("folder", move || show_folder(&folder)),
        // Everything else was done by the jobs themselves.
        _ => {}
    }
}

/// Kinds of files a dialog for models shows.
fn model_filters(say: Say) -> [(String, Vec<&'static str>); 2] {
    [(say.tr("ui-filter-models"), vec![MODEL_ENDING]), (say.tr("ui-filter-all"), vec!["*"])]
}

/// Kinds of files a dialog for tables shows.
fn table_filters(say: Say) -> [(String, Vec<&'static str>); 2] {
    [
        (say.tr("ui-filter-tables"), vec!["csv", "tsv", "txt", "tab", "asc", "data"]),
        (say.tr("ui-filter-all"), vec!["*"]),
    ]
}

fn ask(jobs: &Jobs, question: Question, answer: impl FnOnce(PathBuf) -> Action + Send + 'static) {
    jobs.ask("dialog", move || {
        let asked = Instant::now();
        match question() {
            Some(path) => Some(answer(path)),
            None if asked.elapsed() < TOO_FAST => Some(Action::Data(DataAction::NoDialog)),
            None => None,
        }
    });
}

/// Shows a folder in the system's file manager; answers what to say where there is none.
fn show_folder(folder: &Path) -> Option<Action> {
    let program = if cfg!(target_os = "windows") {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let shown = std::process::Command::new(program)
        .arg(folder)
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status();
    // Explorer answers 1 even when it shows the folder.
    let fine = shown.is_ok_and(|status| status.success() || cfg!(target_os = "windows"));
    (!fine).then(|| {
        let message =
            Message::new("ui-no-file-manager").with("folder", folder.to_string_lossy().into_owned());
        Action::View(ViewAction::Notify(Severity::Info, Problem::new(message)))
    })
}

/// Opens the files that were dropped on the window together.
pub fn take_drops(ctx: &egui::Context, out: &mut Actions) {
    let dropped: Vec<PathBuf> = ctx.input(|input| {
        let paths = input.raw.dropped_files.iter().map(|file| file.path().to_path_buf());
        paths.filter(|path| !path.as_os_str().is_empty()).collect()
    });
    if !dropped.is_empty() {
        out.push(Action::Data(DataAction::OpenTogether(dropped)));
    }
}

/// Whether a file hangs over the window.
pub fn is_hovered(ctx: &egui::Context) -> bool {
    ctx.input(|input| !input.raw.hovered_files.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_ends_when_another_thread_wakes_it() {
        let mut polls = 0;
        let answer = wait_for(std::future::poll_fn(|context| {
            polls += 1;
            if polls == 3 {
                return Poll::Ready(7);
            }
            context.waker().wake_by_ref();
            Poll::Pending
        }));
        assert_eq!((answer, polls), (7, 3));
    }
}
