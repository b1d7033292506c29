//! The application without a window: state, actions, jobs.

pub mod action;
pub mod churn;
pub mod command;
pub mod estimate;
pub mod job;
pub mod launch;
pub mod options;
pub mod race;
pub mod reduce;
pub mod sample;
pub mod scoring;
pub mod segments;
pub mod settings;
pub mod state;
mod time_left;
pub mod transactions;
pub mod undo;
pub mod why;
pub mod work;

pub use action::{
    Action, ChooseAction, ChurnAction, ChurnChoice, DataAction, Effect, ExportAction, JobEvent,
    SegmentChoice, SegmentsAction, TrainAction, ValueAction, ViewAction,
};
pub use churn::{ChurnView, Foreseen};
pub use command::Command;
pub use launch::Launch;
pub use race::{Finished, LaneCurve, LiveRace, RaceState, Replay};
pub use reduce::reduce;
pub use sample::Sample;
pub use scoring::{ScoreAction, ScoringState};
pub use segments::SegmentView;
pub use settings::{Settings, ThemeChoice};
pub use state::{AppState, Choice, ExportState, JobId, Notice, Screen, Table, TableState};
pub use transactions::{JoinedTable, NotMade, Transactions};
pub use why::{Why, WhyOrder};
