//! A training while it runs, and what is kept of one that is over.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use crate::base::{Message, Problem};
use crate::export::Timing;
use crate::models::{CurvePoint, ParamValue, StopReason, Trial};
use crate::study::{Answer, Control, Findings, Lane, LookedAt, MethodFindings, Recipe, SegmentFindings};

use super::churn::{ChurnView, Foreseen};
use super::segments::SegmentView;
use super::state::{JobId, Table};
use super::time_left::TimeLeft;
use super::why::Why;

/// The curve of one lane so far.
#[derive(Clone, Debug, Default)]
pub struct LaneCurve {
    pub points: Vec<CurvePoint>,
    pub finished: Option<StopReason>,
}

/// A race while it runs.
#[derive(Clone, Debug)]
pub struct LiveRace {
    pub job: JobId,
    pub control: Control,
    pub table: Arc<Table>,
    pub recipe: Recipe,
    pub methods: Vec<String>,
    pub max_epochs: u32,
    pub lanes: BTreeMap<Lane, LaneCurve>,
    /// By method, of those that search: what was tried so far in the first start.
    pub trials: BTreeMap<usize, Vec<Trial>>,
    /// Share of all work done.
    pub share: f32,
    pub(super) time_left: TimeLeft,
    pub paused: bool,
    /// Preparing, training, judging: a message for the status bar.
    pub stage: Message,
    /// What was done before, of a study that says so, with the time each took.
    pub stages: Vec<(Message, Duration)>,
    /// When the stage of such a study began, by the time spent.
    pub(super) stage_began: Option<Duration>,
    pub started_at: Duration,
    /// Time spent paused, which the estimate of the time left leaves out.
    pub paused_for: Duration,
    pub paused_at: Option<Duration>,
    /// Seconds by step, for `timing.json`; known at the end.
    pub timing: Timing,
}

/// Whether a race runs. A failed one leaves the last results as they were.
#[derive(Clone, Debug, Default)]
pub enum RaceState {
    #[default]
    Idle,
    Running(Box<LiveRace>),
    Failed {
        problem: Problem,
    },
}

/// A finished race with what it was run on: stays whole when another file is opened.
#[derive(Clone, Debug)]
pub struct Finished {
    /// The run, told apart from every other one.
    pub run: JobId,
    pub answer: Answer,
    /// How a segmentation is looked at and worded.
    pub segments: Option<SegmentView>,
    /// How a class that is foreseen is looked at.
    pub churn: Option<ChurnView>,
    /// What is known so far of why it is foreseen.
    pub why: Why,
    pub table: Arc<Table>,
    pub recipe: Recipe,
    /// All curves, for the replay.
    pub lanes: BTreeMap<Lane, LaneCurve>,
    pub seconds: f64,
    /// What was done one after the other, with the time each took, where the study says so.
    pub stages: Vec<(Message, Duration)>,
    pub timing: Timing,
}

/// The replay of a finished race.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Replay {
    pub epoch: u32,
    pub playing: bool,
}

impl LiveRace {
    /// Time spent training until now, pauses left out.
    pub fn elapsed(&self, now: Duration) -> Duration {
        let pause = self.paused_at.map_or(Duration::ZERO, |since| now.saturating_sub(since));
        now.saturating_sub(self.started_at).saturating_sub(self.paused_for).saturating_sub(pause)
    }

    /// So much of all work is done now.
    pub(super) fn reached(&mut self, share: f32, now: Duration) {
        self.share = share.clamp(0.0, 1.0);
        self.time_left.see(self.elapsed(now), f64::from(self.share));
    }

    /// Seconds left, as roughly as they are known; `None` while too little is done to say.
    pub fn seconds_left(&self) -> Option<f64> {
        self.time_left.shown()
    }

    /// The furthest epoch any lane has reached.
    pub fn epoch(&self) -> u32 {
        last_epoch(&self.lanes)
    }
}

impl Finished {
    /// What was found where classes were predicted.
    pub fn classes(&self) -> Option<&Arc<Findings>> {
        self.answer.classes()
    }

    /// What was found where segments were asked for, and how it is looked at.
    pub fn segments(&self) -> Option<(&Arc<SegmentFindings>, &SegmentView)> {
        self.answer.segments().zip(self.segments.as_ref())
    }

    /// What was found where a class is foreseen, and how it is looked at.
    pub fn foreseen(&self) -> Option<Foreseen<'_>> {
        let findings = self.classes()?;
        let (churn, view) = (findings.churn.as_ref()?, self.churn.as_ref()?);
        Some(Foreseen { findings, churn, view })
    }

    /// What is shown, as it is to be written.
    pub fn looked_at(&self) -> Option<LookedAt> {
        let class = || self.churn.as_ref().map(|view| LookedAt::Class(view.edition()));
        self.segments.as_ref().map(|view| LookedAt::Segments(view.edition())).or_else(class)
    }

    /// The furthest epoch of the replay.
    pub fn epoch(&self) -> u32 {
        last_epoch(&self.lanes)
    }

    /// The round it would have ended at, had nobody stopped it.
    pub fn max_epochs(&self) -> u32 {
        let of_method = |method: &MethodFindings| match method.params.get("max_epochs") {
            Some(ParamValue::Int(rounds)) => u32::try_from(*rounds).ok(),
            _ => None,
        };
        let most = self.classes().and_then(|found| found.methods.iter().filter_map(of_method).max());
        most.unwrap_or(0).max(self.epoch())
    }
}

fn last_epoch(lanes: &BTreeMap<Lane, LaneCurve>) -> u32 {
    lanes.values().filter_map(|lane| lane.points.last()).map(|point| point.epoch).max().unwrap_or(0)
}
