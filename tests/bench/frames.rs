//! What a frame takes, drawing and tessellation, on the screens that hold most: who leaves and segments, of 10,000 and of
//! 1,000,000 customers. `STRATUM_FRAMES` chooses by name.
#![expect(clippy::expect_used, reason = "a bench without its results measures nothing")]
#![expect(clippy::print_stdout, reason = "what was measured is the output")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe::egui;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use stratum::base::{Lang, tr};
use stratum::data::sample;
use stratum::models::ParamValue;
use stratum::session::job::{Clock, Jobs, Waker};
use stratum::session::settings::SettingsFolder;
use stratum::session::{
    Action, AppState, ChooseAction, ChurnAction, DataAction, Launch, ScoreAction, Screen, SegmentsAction,
    Settings, TrainAction, ViewAction,
};
use stratum::ui::{App, FilePicker, Question};

const FRAMES: u32 = 60;

/// Nobody is asked anything.
struct NoDialogs;

impl FilePicker for NoDialogs {
    fn file(&self, _title: &str, _filters: &[(String, Vec<&'static str>)]) -> Question {
        Box::new(|| None)
    }

    fn folder(&self, _title: &str, _start: Option<&Path>) -> Question {
        Box::new(|| None)
    }
}

struct Window {
    harness: Harness<'static, App>,
    room: tempfile::TempDir,
    n: usize,
}

impl Window {
    fn open(n: usize) -> Self {
        let room = tempfile::tempdir().expect("a folder");
        let folder = SettingsFolder::at(room.path().join("settings"));
        let builder = Harness::builder().with_size(egui::vec2(1280.0, 800.0)).with_max_steps(30);
        let harness = builder.build_eframe(move |creation| {
            let wake = creation.egui_ctx.clone();
            let waker: Waker = Arc::new(move || wake.request_repaint());
            let start = Instant::now();
            let clock: Clock = Arc::new(move || start.elapsed());
            let jobs = Jobs::new(waker, clock.clone(), folder);
            let state = AppState::new(Settings { lang: Lang::En, ..Settings::default() }, None);
            App::with_jobs(&creation.egui_ctx, Launch::Nothing, state, jobs, clock, Box::new(NoDialogs))
        });
        Self { harness, room, n }
    }

    fn state(&self) -> &AppState {
        self.harness.state().state()
    }

    fn act(&mut self, action: Action) {
        self.harness.state_mut().act(action);
        self.harness.step();
    }

    /// Waits while the jobs work; answers the frames drawn meanwhile.
    fn until(&mut self, met: impl Fn(&AppState) -> bool) -> Vec<Duration> {
        let mut frames = Vec::new();
        while !met(self.state()) {
            frames.push(self.frame(None));
            std::thread::sleep(Duration::from_millis(15));
        }
        self.harness.run_steps(3);
        frames
    }

    fn click(&mut self, key: &'static str) {
        let label = tr(Lang::En, key);
        let button = self.harness.get_all_by_label(&label).next_back().expect("there is such a button");
        button.click();
        self.harness.run_steps(4);
    }

    /// An action, the frame that follows it and its tessellation.
    fn frame(&mut self, action: Option<Action>) -> Duration {
        let began = Instant::now();
        if let Some(action) = action {
            self.harness.state_mut().act(action);
        }
        self.harness.step();
        let shapes = self.harness.output().shapes.clone();
        let _ = std::hint::black_box(self.harness.ctx.tessellate(shapes, 1.0));
        began.elapsed()
    }

    fn frames(&mut self, what: &str, mut action: impl FnMut(&Self, u32) -> Option<Action>) {
        let mut frames = Vec::new();
        for at in 0..FRAMES {
            let action = action(self, at);
            frames.push(self.frame(action));
        }
        report(self.n, what, frames);
    }

    fn read(&mut self, text: &str) -> PathBuf {
        let path = self.room.path().join("customers.csv");
        std::fs::write(&path, text).expect("a file");
        self.act(Action::Data(DataAction::Open(path.clone())));
        let frames = self.until(|state| state.table.ready().is_some());
        report(self.n, "reading", frames);
        let frames = self.until(|state| !state.looks_for_leaks());
        report(self.n, "looking for leaks", frames);
        self.frames("check", |_, _| None);
        path
    }

    fn train(&mut self) {
        let began = Instant::now();
        self.act(Action::Train(TrainAction::Start));
        let frames = self.until(|state| state.live().is_none());
        assert!(self.state().finished.is_some(), "{:?}", self.state().race);
        report(self.n, &format!("training, {:.0} s", began.elapsed().as_secs_f64()), frames);
        self.act(Action::View(ViewAction::Go(Screen::Results)));
        self.harness.run_steps(3);
    }
}

/// Median, 95th percentile and slowest, in milliseconds.
fn report(n: usize, what: &str, mut frames: Vec<Duration>) {
    frames.sort_unstable();
    let Some(last) = frames.len().checked_sub(1) else { return };
    let at = |percent: usize| frames[last * percent / 100].as_secs_f64() * 1e3;
    println!(
        "{n:>9}  {what:<40} {:6.1} {:6.1} {:6.1}  ms of {} frames",
        at(50),
        at(95),
        at(100),
        frames.len()
    );
}

/// Thresholds that go up and down as a dragged slider does.
fn dragged(at: u32) -> Action {
    let share = (at as f32 / FRAMES as f32 * std::f32::consts::TAU).sin() * 0.45 + 0.5;
    Action::Churn(ChurnAction::Threshold(share))
}

fn leavers(n: usize) {
    let mut window = Window::open(n);
    let path = window.read(&sample::churn(n, 42));
    window.act(Action::Choose(ChooseAction::Preset(&["logistic"])));
    window.act(Action::Choose(ChooseAction::Param("max_epochs".into(), Some(ParamValue::Int(5)))));
    window.act(Action::Choose(ChooseAction::Repeats(1)));
    window.train();
    window.frames("who leaves, still", |_, _| None);
    window.frames("who leaves, threshold moves", |_, at| Some(dragged(at)));
    for (view, what) in [
        ("ui-churn-view-ranking", "ranking, threshold moves"),
        ("ui-churn-view-campaign", "campaign and call list, threshold moves"),
        ("ui-results-matrix", "matrix and mistakes, threshold moves"),
    ] {
        window.click(view);
        window.frames(what, |_, at| Some(dragged(at)));
    }
    window.click("ui-churn-view-customer");
    window.until(|state| state.finished.as_ref().is_some_and(|finished| finished.why.customer.is_some()));
    window.frames("one customer, still", |_, _| None);
    window.act(Action::View(ViewAction::Go(Screen::Score)));
    window.act(Action::Score(ScoreAction::UseRun));
    window.act(Action::Score(ScoreAction::Customers(path)));
    window.until(|state| state.scoring.matched.is_some());
    window.frames("next month, matched", |_, _| None);
    window.act(Action::Score(ScoreAction::Start));
    let frames = window.until(|state| !state.scoring.is_running());
    report(n, "next month, scoring", frames);
    assert!(window.state().scoring.done.is_some());
    window.frames("next month, scored", |_, _| None);
}

fn segments(n: usize) {
    let mut window = Window::open(n);
    window.read(&sample::cards(n, 42));
    window.act(Action::Choose(ChooseAction::Preset(&["kmeans"])));
    window.train();
    window.frames("segments, still", |_, _| None);
    window.click("ui-seg-tab-map");
    window.frames("map, still", |_, _| None);
    window.frames("map, pointer moves", |window, at| {
        let turn = at as f32 / FRAMES as f32 * std::f32::consts::TAU;
        let middle = egui::pos2(500.0, 420.0);
        window.harness.hover_at(middle + 120.0 * egui::vec2(turn.cos(), turn.sin()));
        None
    });
    window.frames("map, another segment each frame", |_, at| {
        Some(Action::Segments(SegmentsAction::Select(Some((at % 2) as u8))))
    });
}

fn main() {
    let wanted = std::env::var("STRATUM_FRAMES").unwrap_or_default();
    println!("customers  screen                                   median   95 %    max");
    for n in [10_000, 1_000_000] {
        for (name, measure) in [("leavers", leavers as fn(usize)), ("segments", segments)] {
            if format!("{name} {n}").contains(&wanted) {
                measure(n);
            }
        }
    }
}
