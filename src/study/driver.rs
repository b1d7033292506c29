//! How a run is watched and steered: events out, pause, step, stop and discard in.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::base::Message;
use crate::models::{CurvePoint, StopReason, Trial};

/// What the person wants of a running race.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    #[default]
    Run,
    Pause,
    /// End now and keep the best weights so far.
    StopAndKeepBest,
    /// End now and keep nothing.
    Discard,
}

#[derive(Debug, Default)]
struct Wishes {
    wish: Wish,
    /// Rounds allowed while paused.
    steps: u32,
}

/// What the person wants, shared between the person's side and the worker's.
#[derive(Clone, Debug, Default)]
pub struct Control(Arc<(Mutex<Wishes>, Condvar)>);

impl Control {
    pub fn wish(&self, wish: Wish) {
        let (wishes, changed) = &*self.0;
        let mut wishes = wishes.lock().unwrap_or_else(PoisonError::into_inner);
        wishes.wish = wish;
        wishes.steps = 0;
        changed.notify_all();
    }

    /// One round more while paused.
    pub fn step(&self) {
        let (wishes, changed) = &*self.0;
        wishes.lock().unwrap_or_else(PoisonError::into_inner).steps += 1;
        changed.notify_all();
    }

    /// What is wished now, without waiting.
    pub fn current(&self) -> Wish {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner).wish
    }

    /// Waits out a pause. Called by the driver between rounds, never inside rayon.
    /// Answers the wish, and whether this is a single round allowed during a pause.
    pub fn next_round(&self) -> (Wish, bool) {
        let (wishes, changed) = &*self.0;
        let mut wishes = wishes.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if wishes.wish != Wish::Pause {
                return (wishes.wish, false);
            }
            if wishes.steps > 0 {
                wishes.steps -= 1;
                return (Wish::Run, true);
            }
            wishes = changed.wait(wishes).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// One training among the methods × repeats × folds of a race.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lane {
    /// Index into the recipe's methods.
    pub method: usize,
    /// 0-based.
    pub repeat: u32,
    /// 0-based.
    pub fold: u32,
}

/// What a running race says.
#[derive(Clone, Debug, PartialEq)]
pub enum RaceEvent {
    /// Reading columns, fitting the preprocessing: share done.
    Preparing(f32),
    Started {
        methods: Vec<String>,
        repeats: u32,
        folds: u32,
        max_epochs: u32,
    },
    /// Points of the curves since the last event, and the share of all work done.
    Points {
        points: Vec<(Lane, CurvePoint)>,
        share: f32,
    },
    /// What a method that searches has tried so far in its first start.
    Trials {
        /// Index into the methods.
        method: usize,
        trials: Vec<Trial>,
    },
    Finished {
        lane: Lane,
        because: StopReason,
    },
    /// Another stage of a study that has several: what is done now.
    Stage {
        stage: Message,
        /// The method whose time it is, as an index into those of the recipe.
        method: Option<usize>,
        /// Of all work done.
        share: f32,
    },
    /// Judging the held-out customers.
    Judging,
}

/// What a run is handed besides its recipe and its table.
pub struct Driver<'a> {
    pub control: Control,
    pub report: &'a mut (dyn FnMut(RaceEvent) + Send),
    /// Time since any fixed moment: sizes the rounds (results never depend on it) and fills `timing.json`.
    pub clock: &'a (dyn Fn() -> Duration + Sync),
}
