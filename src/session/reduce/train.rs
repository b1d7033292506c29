//! Starting, pausing, stepping and ending a race.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::base::Message;
use crate::models::ParamValue;
use crate::session::action::{Effect, TrainAction};
use crate::session::options;
use crate::session::race::{LiveRace, RaceState};
use crate::session::state::{AppState, Screen};
use crate::session::time_left::TimeLeft;
use crate::study::{Control, Question, Recipe, Wish};

pub(super) fn reduce(state: &mut AppState, action: &TrainAction) -> Vec<Effect> {
    match *action {
        TrainAction::Start => {
            let mut effects = super::choose::settle(state);
            effects.extend(start(state));
            effects
        }
        TrainAction::Pause => pause(state, true),
        TrainAction::Resume => pause(state, false),
        TrainAction::Step => match &state.race {
            RaceState::Running(live) if live.paused => {
                vec![Effect::StepOnce { control: live.control.clone() }]
            }
            _ => Vec::new(),
        },
        TrainAction::StopAndKeepBest => stop(state),
        TrainAction::Discard => discard(state),
        TrainAction::Retry { learning_rate } => {
            if !learning_rate.is_finite() || state.live().is_some() {
                return Vec::new();
            }
            let Some(choice) = &mut state.choice else { return Vec::new() };
            choice.unreadable.remove("learning_rate");
            choice.recipe.edit(|recipe| {
                for method in &mut recipe.methods {
                    method.params.0.remove("learning_rate");
                }
                recipe.shared.0.insert("learning_rate".to_owned(), ParamValue::Float(learning_rate));
            });
            let mut effects = super::choose::after_change(state);
            effects.extend(start(state));
            effects
        }
    }
}

/// Starts the race, or notes that it shall start when the columns have been looked through for leaks.
pub(super) fn start(state: &mut AppState) -> Vec<Effect> {
    state.start_pending = false;
    if state.start_lock().is_some() {
        return Vec::new();
    }
    let (Some(choice), Some(table)) = (&state.choice, state.table.ready()) else { return Vec::new() };
    if state.suspicion_job.is_some() || state.integration.is_some() {
        state.start_pending = true;
        state.screen = Screen::Train;
        return Vec::new();
    }
    let (recipe, table) = (without_idle_options(choice.recipe.current()), table.clone());
    let job = state.next_job();
    let control = Control::default();
    state.race = RaceState::Running(Box::new(LiveRace {
        job,
        control: control.clone(),
        table: table.clone(),
        methods: recipe.methods.iter().map(|method| method.id.clone()).collect(),
        recipe: recipe.clone(),
        max_epochs: 0,
        lanes: BTreeMap::new(),
        trials: BTreeMap::new(),
        share: 0.0,
        time_left: TimeLeft::default(),
        paused: false,
        stage: Message::new("stage-preparing"),
        stages: Vec::new(),
        stage_began: None,
        started_at: state.now,
        paused_for: Duration::ZERO,
        paused_at: None,
        timing: crate::export::Timing::default(),
    }));
    state.screen = Screen::Train;
    vec![Effect::Race { job, table, recipe, control }]
}

/// The recipe without options that none of the chosen methods has any more.
pub(in crate::session) fn without_idle_options(recipe: &Recipe) -> Recipe {
    let mut recipe = recipe.clone();
    if recipe.question == Question::Segments {
        let mut shared = std::mem::take(&mut recipe.shared);
        shared.0.retain(|key, _| options::spec(&recipe, key).is_some());
        recipe.shared = shared;
    }
    recipe
}

fn pause(state: &mut AppState, wanted: bool) -> Vec<Effect> {
    let now = state.now;
    let RaceState::Running(live) = &mut state.race else { return Vec::new() };
    if live.paused == wanted {
        return Vec::new();
    }
    live.paused = wanted;
    if wanted {
        live.paused_at = Some(now);
    } else if let Some(since) = live.paused_at.take() {
        live.paused_for += now.saturating_sub(since);
    }
    let wish = if wanted { Wish::Pause } else { Wish::Run };
    vec![Effect::Steer { control: live.control.clone(), wish }]
}

fn stop(state: &mut AppState) -> Vec<Effect> {
    let mut effects = pause(state, false);
    let RaceState::Running(live) = &mut state.race else { return effects };
    live.stage = Message::new("stage-stopping");
    // The pause ends by the stop itself: no round may run in between.
    effects.clear();
    effects.push(Effect::Steer { control: live.control.clone(), wish: Wish::StopAndKeepBest });
    effects
}

fn discard(state: &mut AppState) -> Vec<Effect> {
    let pending = std::mem::take(&mut state.start_pending);
    let mut effects = Vec::new();
    if let RaceState::Running(live) = &state.race {
        effects.push(Effect::Steer { control: live.control.clone(), wish: Wish::Discard });
        state.race = RaceState::Idle;
    } else if !pending {
        return effects;
    }
    if state.screen == Screen::Train && state.table.ready().is_some() {
        state.screen = Screen::Choose;
    }
    effects
}
