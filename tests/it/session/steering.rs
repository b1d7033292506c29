//! A race that runs: points while it goes on, pause, step, stop, discard, and what becomes of a worker that dies.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::{Duration, Instant};

use stratum::base::{Lang, Message, Problem};
use stratum::models::{CurvePoint, FitError, Fitted, Fitting, ParamValue, Progress, StopReason};
use stratum::session::work::Study;
use stratum::session::{
    Action, AppState, ChooseAction, Command, JobEvent, RaceState, Screen, TrainAction, reduce,
};
use stratum::study::race::{Ending, Portion, Runner, race};
use stratum::study::{self, Answer, Findings, Lane, RaceEvent, StudyError};

use super::Session;
use crate::files;

const WAITING_EPOCHS: u32 = 2000;

/// A training whose every step waits until the test allows it.
struct Waiting {
    gate: mpsc::Receiver<()>,
    epoch: u32,
}

impl Waiting {
    fn point(&self) -> CurvePoint {
        let loss = 1.0 / f64::from(self.epoch + 1);
        CurvePoint {
            epoch: self.epoch,
            train_loss: loss,
            valid_loss: loss,
            valid_accuracy: 0.5,
            learning_rate: 0.1,
        }
    }
}

impl Fitting for Waiting {
    fn step(&mut self) -> Progress {
        // A gate that is gone lets everything through, so that no test leaves a thread behind.
        let _ = self.gate.recv();
        self.epoch += 1;
        Progress {
            point: self.point(),
            finished: (self.epoch == self.max_epochs()).then_some(StopReason::MaxEpochs),
        }
    }

    fn max_epochs(&self) -> u32 {
        WAITING_EPOCHS
    }

    fn work(&self) -> u64 {
        u64::MAX / 2
    }

    fn start_point(&self) -> CurvePoint {
        self.point()
    }

    fn finish(self: Box<Self>) -> Result<Fitted, FitError> {
        Err(FitError::Data(Problem::new(Message::text("a test keeps no model"))))
    }
}

/// A study that steps one training through the gate and ends with these findings.
fn gated(gate: mpsc::Receiver<()>, findings: Findings, over: Arc<AtomicBool>) -> Arc<Study> {
    let gate = Mutex::new(Some(gate));
    Arc::new(move |_, _, driver| {
        let methods = vec!["bp_classic".to_owned()];
        (driver.report)(RaceEvent::Started { methods, repeats: 1, folds: 1, max_epochs: WAITING_EPOCHS });
        let lane = Lane { method: 0, repeat: 0, fold: 0 };
        let fitting = Waiting { gate: gate.lock().unwrap().take().expect("one race"), epoch: 0 };
        let mut runners = [Runner::new(lane, Box::new(fitting))];
        let ending = race(&mut runners, Portion { lanes_before: 0, lanes_in_all: 1 }, driver);
        over.store(true, Ordering::SeqCst);
        if ending == Ending::Discarded {
            Err(StudyError::Discarded)
        } else {
            Ok(Answer::Classes(Arc::new(findings.clone())))
        }
    })
}

fn some_findings() -> Findings {
    let room = tempfile::tempdir().unwrap();
    let table = files::read(&files::write(room.path(), "customers.csv", &files::customers(120)));
    files::race(&table, &files::quick_recipe(&table, "left_bank"))
}

#[test]
fn points_reach_the_state_while_training_goes_on() {
    let (open, gate) = mpsc::channel();
    let mut session = Session::with_study(gated(gate, some_findings(), Arc::default()));
    session.open_customers(120);
    session.start();
    let deadline = Instant::now() + Duration::from_mins(1);
    for _ in 0..5 {
        let before = session.live().epoch();
        while session.live().epoch() == before {
            assert!(Instant::now() < deadline, "no point came while the training waited");
            open.send(()).unwrap();
            std::thread::sleep(Duration::from_millis(20));
            session.drain();
        }
        let points = session.live().lanes.values().map(|lane| lane.points.len()).sum::<usize>();
        assert_eq!(points as u32, session.live().epoch() + 1, "no point is lost");
    }
    drop(open);
    session.until("the race is over", |state| state.finished.is_some());
    let finished = session.state.finished.as_ref().unwrap();
    assert_eq!((finished.epoch(), finished.lanes.len()), (WAITING_EPOCHS, 1));
}

#[test]
fn while_paused_nothing_steps_and_another_file_opens() {
    let (open, gate) = mpsc::channel();
    let mut session = Session::with_study(gated(gate, some_findings(), Arc::default()));
    session.open_customers(120);
    session.start();
    open.send(()).unwrap();
    session.until("a round is done", |state| state.live().is_some_and(|live| live.epoch() == 1));
    session.give(Command::Pause);
    // The step that was under way may still end.
    for _ in 0..10 {
        open.send(()).unwrap();
    }
    session.until("the pause has begun", |state| state.live().is_some_and(|live| live.epoch() == 2));
    let other = session.file("other.csv", &files::customers(60));
    session.open(&other);
    assert_eq!(session.state.table.ready().unwrap().frame.n_rows(), 60);
    assert_eq!(session.live().table.frame.n_rows(), 120, "the race keeps its own table");
    for _ in 0..30 {
        session.drain();
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(session.live().epoch(), 2, "nobody steps during a pause");

    session.give(Command::StepOnce);
    session.until("one round more", |state| state.live().is_some_and(|live| live.epoch() == 3));
    std::thread::sleep(Duration::from_millis(50));
    session.drain();
    assert_eq!((session.live().epoch(), session.live().paused), (3, true));

    session.give(Command::Resume);
    drop(open);
    session.until("the race is over", |state| state.finished.is_some());
    assert_eq!(session.state.screen, Screen::Check, "nobody is torn from the other file");
    assert!(session.shown("race-finished"));
    assert_eq!(session.state.finished.as_ref().unwrap().table.frame.n_rows(), 120);
}

/// Starts a real race that would go on for minutes, and answers how long `command` takes to end it.
fn time_to_end(command: Command, ended: impl Fn(&AppState) -> bool) -> Duration {
    let over = Arc::new(AtomicBool::new(false));
    let flag = over.clone();
    let study: Arc<Study> = Arc::new(move |recipe, tables, driver| {
        let found = study::answer(recipe, tables, driver);
        flag.store(true, Ordering::SeqCst);
        found
    });
    let mut session = Session::with_study(study);
    session.open_customers(3000);
    for (key, value) in [("max_epochs", 20_000), ("patience", 20_000)] {
        session.send(Action::Choose(ChooseAction::Param(key.to_owned(), Some(ParamValue::Int(value)))));
    }
    session.give(Command::StartTraining);
    session.until("some rounds are done", |state| state.live().is_some_and(|live| live.epoch() > 5));
    let asked = Instant::now();
    session.give(command);
    while !(ended(&session.state) && over.load(Ordering::SeqCst)) {
        session.drain();
        std::thread::sleep(Duration::from_millis(1));
        assert!(asked.elapsed() < Duration::from_mins(1), "{command:?} was not heard");
    }
    asked.elapsed()
}

#[test]
fn stop_and_discard_answer_within_a_tenth_of_a_second() {
    // The best of several tries: other tests use the processor at the same time.
    let best =
        |command, ended: fn(&AppState) -> bool| (0..5).map(|_| time_to_end(command, ended)).min().unwrap();
    let kept = best(Command::StopAndKeepBest, |state| state.finished.is_some());
    let discarded =
        best(Command::Discard, |state| matches!(state.race, RaceState::Idle) && state.finished.is_none());
    assert!(kept < Duration::from_millis(100), "stop and keep best took {kept:?}");
    assert!(discarded < Duration::from_millis(100), "discard took {discarded:?}");
}

#[test]
fn a_stopped_race_keeps_what_it_learned() {
    let mut session = Session::new();
    session.open_customers(3000);
    let epochs = Some(ParamValue::Int(20_000));
    session.send(Action::Choose(ChooseAction::Param("max_epochs".to_owned(), epochs)));
    session.give(Command::StartTraining);
    session.until("some rounds are done", |state| state.live().is_some_and(|live| live.epoch() > 3));
    session.give(Command::StopAndKeepBest);
    session.until("there are results", |state| state.finished.is_some());
    assert!(session.state.finished.as_ref().unwrap().answer.stopped());
}

#[test]
fn a_worker_that_dies_becomes_a_message() {
    let runs = AtomicU32::new(0);
    let study: Arc<Study> = Arc::new(move |recipe, tables, driver| {
        assert!(runs.fetch_add(1, Ordering::SeqCst) != 1, "the second race dies on purpose");
        study::answer(recipe, tables, driver)
    });
    let mut session = Session::with_study(study);
    session.open_customers(200);
    session.give(Command::StartTraining);
    session.until("there are results", |state| state.finished.is_some());
    session.give(Command::StartTraining);
    session.until("the second race has failed", |state| matches!(state.race, RaceState::Failed { .. }));
    let RaceState::Failed { problem } = &session.state.race else { unreachable!() };
    let said = stratum::base::render(Lang::En, &problem.message);
    assert_eq!(said, "Training ended unexpectedly.");
    assert!(session.state.finished.is_some(), "the last results stay");
    session.give(Command::StartTraining);
    session.until("the third race goes on", |state| matches!(state.race, RaceState::Idle));
}

#[test]
fn the_time_left_leaves_pauses_out() {
    let (_open, gate) = mpsc::channel();
    let mut session = Session::with_study(gated(gate, some_findings(), Arc::default()));
    session.open_customers(120);
    session.start();
    let start = session.live().started_at;
    let job = session.live().job;
    let at = |seconds: u64| Action::Tick(start + Duration::from_secs(seconds));
    let points = JobEvent::Race(RaceEvent::Points { points: Vec::new(), share: 0.25 });
    let state = &mut session.state;
    reduce(state, at(10));
    reduce(state, Action::Job(job, points));
    assert_eq!(state.live().unwrap().seconds_left(), Some(30.0));
    reduce(state, Action::Train(TrainAction::Pause));
    reduce(state, at(100));
    assert_eq!(state.live().unwrap().seconds_left(), Some(30.0));
    reduce(state, Action::Train(TrainAction::Resume));
    reduce(state, at(101));
    assert_eq!(state.live().unwrap().elapsed(state.now), Duration::from_secs(11));
}

#[test]
fn late_words_of_a_discarded_race_are_dropped() {
    let (_open, gate) = mpsc::channel();
    let findings = some_findings();
    let mut session = Session::with_study(gated(gate, findings.clone(), Arc::default()));
    session.open_customers(120);
    session.start();
    let job = session.live().job;
    session.give(Command::Discard);
    assert!(matches!(session.state.race, RaceState::Idle));
    assert_eq!(session.state.screen, Screen::Choose);
    reduce(&mut session.state, Action::Job(job, JobEvent::RaceDone(Ok(Answer::Classes(Arc::new(findings))))));
    assert!(session.state.finished.is_none());
}
