//! The application without a window: actions, jobs, and what a person sees of them.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on shall fail")]

mod choices;
mod churn;
mod scoring;
mod segments;
mod sequences;
mod steering;
mod transactions;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use stratum::base::Lang;
use stratum::export::{LABELLED, Written};
use stratum::features::LeftOut;
use stratum::models::ParamValue;
use stratum::session::job::{Clock, Jobs, Waker};
use stratum::session::settings::SettingsFolder;
use stratum::session::state::ExportChoice;
use stratum::session::work::Study;
use stratum::session::{
    Action, AppState, ChooseAction, Command, DataAction, Effect, ExportAction, ExportState, Launch, LiveRace,
    Sample, Screen, Settings, reduce,
};
use stratum::study::{self, Question};

use crate::files;

/// A window that nobody sees: the state, the jobs, and the dialogs that were asked for.
struct Session {
    state: AppState,
    jobs: Jobs,
    asked: Vec<Effect>,
    started: Instant,
    room: tempfile::TempDir,
}

impl Session {
    fn new() -> Self {
        let room = tempfile::tempdir().unwrap();
        let started = Instant::now();
        let clock: Clock = Arc::new(move || started.elapsed());
        let waker: Waker = Arc::new(|| {});
        let jobs = Jobs::new(waker, clock, SettingsFolder::at(room.path().join("config")));
        let state = AppState::new(Settings::default(), Some(room.path().join("documents")));
        Self { state, jobs, asked: Vec::new(), started, room }
    }

    fn with_study(study: Arc<Study>) -> Self {
        let mut session = Self::new();
        session.jobs = session.jobs.with_study(study);
        session
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        files::write(self.room.path(), name, text)
    }

    fn send(&mut self, action: Action) {
        let mut actions = vec![Action::Tick(self.started.elapsed()), action];
        while !actions.is_empty() {
            for action in std::mem::take(&mut actions) {
                for effect in reduce(&mut self.state, action) {
                    self.asked.extend(self.jobs.spawn(effect));
                }
            }
        }
    }

    fn give(&mut self, command: Command) {
        assert_eq!(command.enabled(&self.state), Ok(()), "{command:?}");
        let action = command.action(&self.state);
        self.send(action);
    }

    fn drain(&mut self) {
        for action in self.jobs.drain() {
            self.send(action);
        }
    }

    /// Lets the jobs talk until the state is as expected.
    fn until(&mut self, what: &str, met: impl Fn(&AppState) -> bool) {
        let deadline = Instant::now() + Duration::from_mins(2);
        while !met(&self.state) {
            assert!(Instant::now() < deadline, "never: {what}");
            self.drain();
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn open(&mut self, path: &Path) {
        self.send(Action::Data(DataAction::Open(path.to_path_buf())));
        self.until("the file is open", |state| state.table.ready().is_some());
    }

    /// Opens customers and makes the race a short one.
    fn open_customers(&mut self, n: usize) {
        let file = self.file("customers.csv", &files::customers(n));
        self.open(&file);
        for choice in [
            ChooseAction::Question(Question::Tiers),
            ChooseAction::Preset(&["bp_classic", "bp_improved"]),
            ChooseAction::Repeats(2),
            ChooseAction::Param("max_epochs".to_owned(), Some(ParamValue::Int(10))),
        ] {
            self.send(Action::Choose(choice));
        }
    }

    /// Starts the race; it begins when the columns were looked through for leaks.
    fn start(&mut self) {
        self.give(Command::StartTraining);
        self.until("the race has begun", |state| state.live().is_some());
    }

    fn live(&self) -> &LiveRace {
        self.state.live().expect("a race runs")
    }

    fn shown(&self, key: &str) -> bool {
        self.state.notices.iter().any(|notice| notice.problem.message.key == key)
    }
}

#[test]
fn from_file_to_exported_customers() {
    let mut session = Session::new();
    session.open_customers(300);
    assert_eq!(session.state.screen, Screen::Check);
    assert_eq!(session.state.settings.recent.len(), 1);
    let choice = session.state.choice.as_ref().unwrap();
    assert_eq!(choice.recipe.current().label, "left_bank");
    assert_eq!(choice.obstacle, None);
    let reason = |name: &str| choice.left_out.iter().find(|out| out.column == name).map(|out| out.reason);
    assert_eq!(reason("customer_id"), Some(LeftOut::Identifier));
    assert_eq!(reason("left_bank"), Some(LeftOut::Label));

    session.give(Command::StartTraining);
    session.until("there are results", |state| state.finished.is_some());
    assert_eq!(session.state.screen, Screen::Results);
    let finished = session.state.finished.as_ref().unwrap();
    assert_eq!(finished.classes().unwrap().methods.len(), 2);
    assert_eq!(finished.lanes.len(), 4);
    assert!(finished.timing.train_seconds > 0.0);
    assert!(!session.state.results_of_earlier_choices());

    session.give(Command::Export);
    assert_eq!(session.state.screen, Screen::Export);
    session.give(Command::Export);
    session.until("the customers are written", |state| !matches!(state.export, ExportState::Running { .. }));
    let ExportState::Done(Written { folder, files, rows }) = &session.state.export else {
        unreachable!("{:?}", session.state.export)
    };
    assert_eq!((files.len(), *rows), (3, 300));
    assert_eq!(folder.file_name().unwrap(), "customers-stratum");
    assert!(files.iter().all(|name| folder.join(name).is_file()));
    session.give(Command::OpenFolder);
    assert!(matches!(&session.asked[..], [Effect::OpenFolder(_)]));

    let seed = session.state.choice.as_ref().unwrap().recipe.current().seed;
    session.send(Action::Choose(ChooseAction::Seed(seed + 1)));
    assert!(session.state.results_of_earlier_choices());
    session.send(Action::Choose(ChooseAction::Undo));
    assert!(!session.state.results_of_earlier_choices());
}

/// The study itself, over in a moment.
fn short_study() -> Arc<Study> {
    Arc::new(|recipe, tables, driver| {
        let mut short = recipe.clone();
        short.split.repeats = 1;
        short.shared.set("max_epochs", ParamValue::Int(5));
        study::answer(&short, tables, driver)
    })
}

#[test]
fn the_sample_opens_as_a_finished_result() {
    let mut session = Session::with_study(short_study());
    session.give(Command::OpenSample(Sample::Churn));
    session.until("there are results", |state| state.finished.is_some());
    assert_eq!(session.state.screen, Screen::Results);
    let finished = session.state.finished.as_ref().unwrap();
    assert_eq!(
        (finished.classes().unwrap().label.as_str(), finished.classes().unwrap().rows.len()),
        ("left_bank", 10_000)
    );
    assert!(session.state.settings.recent.is_empty(), "the sample is no recent file");
    let choice = session.state.export_choice.as_ref().unwrap();
    assert!(choice.folder.starts_with(session.room.path().join("documents")), "{choice:?}");
}

#[test]
fn an_export_that_fails_says_why_and_can_be_tried_again() {
    let mut session = Session::new();
    session.open_customers(200);
    session.give(Command::StartTraining);
    session.until("there are results", |state| state.finished.is_some());
    let in_the_way = session.file("in-the-way", "a file");
    let choice = ExportChoice { folder: in_the_way, ..session.state.export_choice.clone().unwrap() };
    session.send(Action::Export(ExportAction::Set(choice)));
    session.send(Action::Export(ExportAction::Start));
    session.until("the export has failed", |state| {
        matches!(state.export, ExportState::Failed { may_force: false, .. })
    });
    let choice = ExportChoice {
        folder: session.room.path().join("results"),
        ..session.state.export_choice.clone().unwrap()
    };
    session.send(Action::Export(ExportAction::Set(choice)));
    session.send(Action::Export(ExportAction::Start));
    session.until("the export is done", |state| matches!(state.export, ExportState::Done { .. }));
}

#[test]
fn only_a_strangers_file_may_be_replaced_on_demand() {
    let mut session = Session::new();
    session.open_customers(200);
    session.give(Command::StartTraining);
    session.until("there are results", |state| state.finished.is_some());
    let folder = session.room.path().join("results");
    std::fs::create_dir(&folder).unwrap();
    files::write(&folder, LABELLED, "somebody,else\n");
    let choice = ExportChoice { folder, ..session.state.export_choice.clone().unwrap() };
    session.send(Action::Export(ExportAction::Set(choice.clone())));
    session.send(Action::Export(ExportAction::Start));
    session.until("the export has failed", |state| {
        matches!(state.export, ExportState::Failed { may_force: true, .. })
    });
    session.send(Action::Export(ExportAction::Set(ExportChoice { force: true, ..choice })));
    session.send(Action::Export(ExportAction::Start));
    session.until("the file is replaced", |state| matches!(state.export, ExportState::Done(_)));
}

#[test]
fn the_sample_opens_in_the_language_it_was_asked_for_in() {
    for (lang, spoken) in [(Some(Lang::Zh), Lang::Zh), (None, Lang::En)] {
        let mut session = Session::new();
        for action in Launch::Sample(Sample::Churn, lang).actions() {
            reduce(&mut session.state, action);
        }
        assert_eq!((session.state.settings.lang, session.state.screen), (spoken, Screen::Check));
    }
    assert!(Launch::Nothing.actions().is_empty());
}
