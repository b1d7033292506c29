//! The application without a window: state, actions, jobs.

pub mod action;
pub mod command;
pub mod estimate;
pub mod job;
pub mod launch;
pub mod options;
pub mod reduce;
pub mod sample;
pub mod segments;
pub mod settings;
pub mod state;
pub mod transactions;
pub mod undo;
pub mod work;

pub use action::{
    Action, ChooseAction, DataAction, Effect, ExportAction, JobEvent, SegmentChoice, SegmentsAction,
    TrainAction, ValueAction, ViewAction,
};
pub use command::Command;
pub use launch::Launch;
pub use reduce::reduce;
pub use sample::Sample;
pub use segments::SegmentView;
pub use settings::{Settings, ThemeChoice};
pub use state::{
    AppState, Choice, ExportState, Finished, JobId, LaneCurve, LiveRace, Notice, RaceState, Screen, Table,
    TableState,
};
pub use transactions::{JoinedTable, NotMade, Transactions};
