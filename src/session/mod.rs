//! The application without a window: state, actions, jobs.

pub mod action;
pub mod churn;
pub mod command;
pub mod estimate;
pub mod job;
pub mod launch;
pub mod options;
pub mod reduce;
pub mod sample;
pub mod scoring;
pub mod segments;
pub mod settings;
pub mod state;
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
pub use reduce::reduce;
pub use sample::Sample;
pub use scoring::{ScoreAction, ScoringState};
pub use segments::SegmentView;
pub use settings::{Settings, ThemeChoice};
pub use state::{
    AppState, Choice, ExportState, Finished, JobId, LaneCurve, LiveRace, Notice, RaceState, Screen, Table,
    TableState,
};
pub use transactions::{JoinedTable, NotMade, Transactions};
pub use why::{Why, WhyOrder};
