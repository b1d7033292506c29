//! A race under way: what it reports, and that pause, step, stop and discard do what they say.
#![expect(clippy::unwrap_used, reason = "what helps a test may fail as a test does")]

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use stratum::data::Frame;
use stratum::models::{ParamValue, StopReason};
use stratum::study::{Control, Findings, RaceEvent, Recipe, StudyError, Wish};

use crate::tables::{bank, recipe, run_alone, run_with};

/// Ends the race when the test ends, also when it fails.
struct EndWithTheTest(Control);

impl Drop for EndWithTheTest {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.wish(Wish::Discard);
        }
    }
}

/// Runs in a thread and hands the control and the events to the test.
fn steered<T>(
    recipe: &Recipe,
    table: &Frame,
    steer: impl FnOnce(&Control, &mpsc::Receiver<RaceEvent>) -> T,
) -> (Result<Findings, StudyError>, T) {
    let control = Control::default();
    let (sender, receiver) = mpsc::channel();
    let sender = Mutex::new(sender);
    std::thread::scope(|scope| {
        let worker = scope.spawn(|| {
            let report = |event| drop(sender.lock().unwrap().send(event));
            run_with(recipe, table, control.clone(), report)
        });
        let end = EndWithTheTest(control.clone());
        let seen = steer(&control, &receiver);
        drop(end);
        (worker.join().unwrap(), seen)
    })
}

fn epochs(event: &RaceEvent) -> usize {
    if let RaceEvent::Points { points, .. } = event { points.len() } else { 0 }
}

fn endless(table: &Frame) -> Recipe {
    let mut recipe = recipe(table, "tier", &["bp_classic", "bp_adaptive"], 2, 1_000_000);
    recipe.shared.set("patience", ParamValue::Int(1_000_000));
    recipe.shared.set("min_gradient", ParamValue::Float(0.0));
    recipe
}

const PATIENCE: Duration = Duration::from_secs(20);

/// Waits for the next event with points.
fn next_points(events: &mpsc::Receiver<RaceEvent>) -> usize {
    loop {
        let n = epochs(&events.recv_timeout(PATIENCE).unwrap());
        if n > 0 {
            return n;
        }
    }
}

#[test]
fn paused_means_that_nothing_moves_and_a_step_is_one_epoch_of_everybody() {
    let table = bank(300, 8);
    let (result, ()) = steered(&endless(&table), &table, |control, events| {
        next_points(events);
        next_points(events);
        control.wish(Wish::Pause);
        std::thread::sleep(Duration::from_millis(100));
        while events.try_recv().is_ok() {}
        assert!(events.recv_timeout(Duration::from_millis(200)).is_err(), "an event although it is paused");
        for _ in 0..3 {
            control.step();
            assert_eq!(next_points(events), 4);
        }
        assert!(events.recv_timeout(Duration::from_millis(50)).is_err());
        control.wish(Wish::Run);
        next_points(events);
        control.wish(Wish::StopAndKeepBest);
    });
    assert!(result.unwrap().stopped);
}

#[test]
fn pausing_changes_no_numbers() {
    let table = bank(200, 9);
    let recipe = recipe(&table, "tier", &["bp_classic", "bp_improved"], 2, 400);
    let undisturbed = run_alone(&recipe, &table).unwrap();
    let (result, ()) = steered(&recipe, &table, |control, events| {
        control.wish(Wish::Pause);
        control.step();
        next_points(events);
        control.step();
        control.step();
        std::thread::sleep(Duration::from_millis(20));
        control.wish(Wish::Run);
    });
    assert_eq!(format!("{:?}", result.unwrap()), format!("{undisturbed:?}"));
}

#[test]
fn stopping_keeps_the_best_so_far() {
    let table = bank(300, 10);
    let (result, asked) = steered(&endless(&table), &table, |control, events| {
        for _ in 0..5 {
            next_points(events);
        }
        control.wish(Wish::StopAndKeepBest);
        let asked = Instant::now();
        while !matches!(events.recv_timeout(PATIENCE).unwrap(), RaceEvent::Finished { .. }) {}
        asked.elapsed()
    });
    let findings = result.unwrap();
    assert!(asked < Duration::from_millis(100), "answered after {asked:?}");
    assert!(findings.stopped);
    for method in &findings.methods {
        assert_eq!(method.stopped_because, StopReason::StoppedByUser);
        let best = method.curve.iter().map(|point| point.valid_loss).fold(f64::INFINITY, f64::min);
        let kept = method.curve.iter().find(|point| point.epoch == method.best_epoch).unwrap();
        assert_eq!(kept.valid_loss, best);
        assert!(method.best_epoch > 0);
    }
    assert_eq!(findings.words[0].key, "study-stopped");
}

#[test]
fn discarding_keeps_nothing_and_stopping_at_once_has_nothing() {
    let table = bank(300, 11);
    let (result, ()) = steered(&endless(&table), &table, |control, events| {
        next_points(events);
        control.wish(Wish::Discard);
    });
    assert_eq!(result.unwrap_err(), StudyError::Discarded);
    let control = Control::default();
    control.wish(Wish::StopAndKeepBest);
    assert_eq!(run_with(&endless(&table), &table, control, |_| {}).unwrap_err(), StudyError::Stopped);
}

#[test]
fn events_tell_the_whole_story() {
    let table = bank(200, 12);
    let mut events = Vec::new();
    let recipe = recipe(&table, "tier", &["bp_classic", "bp_adam"], 2, 25);
    run_with(&recipe, &table, Control::default(), |event| events.push(event)).unwrap();
    let started =
        events.iter().position(|event| matches!(event, RaceEvent::Started { max_epochs: 25, .. })).unwrap();
    assert!(
        matches!(events[0], RaceEvent::Preparing(_)) && matches!(events.last(), Some(RaceEvent::Judging))
    );
    let mut curves: BTreeMap<_, Vec<u32>> = BTreeMap::new();
    let mut last_share = 0.0;
    for event in &events[started..] {
        if let RaceEvent::Points { points, share } = event {
            assert!(*share >= last_share && *share <= 1.0);
            last_share = *share;
            for (lane, point) in points {
                curves.entry(*lane).or_default().push(point.epoch);
            }
        }
    }
    assert_eq!((curves.len(), last_share), (4, 1.0));
    for epochs in curves.values() {
        assert_eq!(*epochs, (0..epochs.len() as u32).collect::<Vec<_>>());
    }
    assert_eq!(events.iter().filter(|event| matches!(event, RaceEvent::Finished { .. })).count(), 4);
}
