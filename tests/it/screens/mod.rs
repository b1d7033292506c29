//! The screens, driven by label as a person or a screen reader would: empty, loaded, running, failed; keyboard only;
//! both languages and themes; pictures of the main screens.
#![expect(clippy::unwrap_used, reason = "what helps a test may fail as a test does")]

mod asking;
mod churn;
mod churn_why;
mod flows;
mod frame;
mod ledger;
mod looks;
mod score;
mod segments;
mod value;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui;
use egui::{Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use stratum::base::{Lang, tr};
use stratum::models::ParamValue;
use stratum::session::job::{Clock, Jobs, Waker};
use stratum::session::settings::SettingsFolder;
use stratum::session::work::Study;
use stratum::session::{
    Action, AppState, ChooseAction, DataAction, Launch, Settings, ThemeChoice, TrainAction,
};
use stratum::study::{self, StudyError};
use stratum::ui::{App, FilePicker, Question};

/// Long enough for a slow machine, short enough to end.
const PATIENCE: Duration = Duration::from_mins(1);

/// Answers every dialog at once.
struct Answer(Option<PathBuf>);

impl FilePicker for Answer {
    fn file(&self, _title: &str, _filters: &[(String, Vec<&'static str>)]) -> Question {
        let answer = self.0.clone();
        Box::new(move || answer)
    }

    fn folder(&self, _title: &str, _start: Option<&Path>) -> Question {
        let answer = self.0.clone();
        Box::new(move || answer)
    }
}

/// A file let go over the window.
#[derive(Debug)]
struct Dropped(PathBuf);
impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }
    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("nobody reads it this way".into())
    }
}

/// A window without a window.
struct Stage {
    harness: Harness<'static, App>,
    room: tempfile::TempDir,
}

struct Setup {
    lang: Lang,
    theme: ThemeChoice,
    answer: Option<PathBuf>,
    study: Option<Arc<Study>>,
    size: egui::Vec2,
}

impl Default for Setup {
    fn default() -> Self {
        Self {
            lang: Lang::En,
            theme: ThemeChoice::Light,
            answer: None,
            study: None,
            size: vec2(1280.0, 800.0),
        }
    }
}

impl Setup {
    fn raise(self) -> Stage {
        self.raise_with(Harness::builder())
    }

    fn raise_with(self, builder: egui_kittest::HarnessBuilder<App>) -> Stage {
        let room = tempfile::tempdir().unwrap();
        let folder = SettingsFolder::at(room.path().join("settings"));
        let harness = builder.with_size(self.size).with_max_steps(30).build_eframe(move |creation| {
            let wake = creation.egui_ctx.clone();
            let waker: Waker = Arc::new(move || wake.request_repaint());
            // A clock that stands still: no picture depends on how long anything took.
            let clock: Clock = Arc::new(|| Duration::ZERO);
            let mut jobs = Jobs::new(waker, clock.clone(), folder);
            if let Some(study) = self.study {
                jobs = jobs.with_study(study);
            }
            let settings = Settings { lang: self.lang, theme: self.theme, ..Settings::default() };
            let state = AppState::new(settings, None);
            let picker = Box::new(Answer(self.answer));
            App::with_jobs(&creation.egui_ctx, Launch::Nothing, state, jobs, clock, picker)
        });
        Stage { harness, room }
    }
}

impl Stage {
    fn state(&self) -> &AppState {
        self.harness.state().state()
    }

    fn act(&mut self, action: Action) {
        self.harness.state_mut().act(action);
        self.harness.step();
    }

    /// Draws until it is so.
    #[track_caller]
    fn until(&mut self, what: &str, met: impl Fn(&AppState) -> bool) {
        let begun = Instant::now();
        loop {
            self.harness.step();
            if met(self.state()) {
                self.harness.step();
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "waited in vain for: {what}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label_contains(label).next().is_some()
    }

    #[track_caller]
    fn assert_shows(&self, lang: Lang, key: &'static str) {
        let words = tr(lang, key);
        assert!(self.shows(&words), "{key} ({words}) is not on the screen");
    }

    #[track_caller]
    fn click(&mut self, label: &str) {
        // A step of the rail may be called like a button of the page, which comes after it.
        self.harness.get_all_by_label(label).next_back().unwrap().click();
        self.harness.step();
        self.harness.step();
    }

    #[track_caller]
    fn click_key(&mut self, key: &'static str) {
        let lang = self.state().settings.lang;
        self.click(&tr(lang, key));
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.step();
        self.harness.step();
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.room.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Opens the small table and makes its race a short one.
    fn load(&mut self) {
        let path = self.file("customers.csv", &customers(240));
        self.act(Action::Data(DataAction::Open(path)));
        self.until("the table", |state| state.table.ready().is_some());
        self.act(Action::Choose(ChooseAction::Question(study::Question::Tiers)));
        self.act(Action::Choose(ChooseAction::Label("left".into())));
        self.act(Action::Choose(ChooseAction::Param("max_epochs".into(), Some(ParamValue::Int(40)))));
        self.act(Action::Choose(ChooseAction::Repeats(3)));
    }

    fn finish_race(&mut self) {
        self.act(Action::Train(TrainAction::Start));
        self.until("the results", |state| state.finished.is_some());
    }
}

/// A table of customers that is the same everywhere: the older with less money leave.
fn customers(n: u32) -> String {
    let mut lines = vec!["customer_id,age,balance,region,products,left".to_owned()];
    for i in 0..n {
        let age = 20 + i * 37 % 60;
        let balance = 100 + i * 7919 % 9_000;
        let region = ["north", "south", "west"][(i % 3) as usize];
        let noise = i * 2_654_435 % 100;
        let left = if u64::from(age) * 100 > u64::from(balance) / 2 + 3_000 && noise > 20 || noise > 92 {
            "yes"
        } else {
            "no"
        };
        let products = 1 + i % 4;
        lines.push(format!("C{i:05},{age},{balance}.50,{region},{products},{left}"));
    }
    lines.join("\n") + "\n"
}

fn failing(error: fn() -> StudyError) -> Arc<Study> {
    Arc::new(move |_, _, _| Err(error()))
}
