//! The fourth screen: watch the networks learn, steer them, and play the training again afterwards.

use eframe::egui;
use egui::{Label, ScrollArea, Ui};

use super::{train_chart, train_facts, train_segments, train_trials};
use crate::base::{Arg, Message, Problem, Severity};
use crate::chart::{Curves, method_name};
use crate::models::{ParamValue, StopReason, Trial, catalog};
use crate::session::{
    Action, AppState, Command, Finished, LaneCurve, LiveRace, RaceState, Screen, TrainAction,
};
use crate::study::{Lane, Question, Recipe, methods};
use crate::ui::fonts::symbol;
use crate::ui::say::{Say, compact};
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets::{self, Kind};
use crate::ui::{Actions, Draft};

/// A race that runs, or one that is over and can be played again.
pub struct Show<'a> {
    pub methods: Vec<String>,
    pub lanes: Vec<(Lane, &'a LaneCurve)>,
    pub recipe: &'a Recipe,
    pub max_epochs: u32,
    /// The round shown; `None` = everything there is.
    pub until: Option<u32>,
    pub live: Option<&'a LiveRace>,
}

impl<'a> Show<'a> {
    fn running(live: &'a LiveRace) -> Self {
        Self {
            methods: live.methods.clone(),
            lanes: live.lanes.iter().map(|(&lane, curve)| (lane, curve)).collect(),
            recipe: &live.recipe,
            max_epochs: live.max_epochs,
            until: None,
            live: Some(live),
        }
    }

    fn over(finished: &'a Finished, until: Option<u32>) -> Self {
        Self {
            methods: match finished.classes() {
                Some(found) => found.methods.iter().map(|method| method.id.clone()).collect(),
                // A method that could not take part keeps its number.
                None => finished.recipe.methods.iter().map(|method| method.id.clone()).collect(),
            },
            lanes: finished.lanes.iter().map(|(&lane, curve)| (lane, curve)).collect(),
            recipe: &finished.recipe,
            max_epochs: finished.epoch(),
            until,
            live: None,
        }
    }

    pub fn curves(&self, every_start: bool) -> Curves<'_> {
        let lanes = self.lanes.iter().map(|(lane, curve)| (*lane, curve.points.as_slice())).collect();
        Curves { methods: &self.methods, lanes, every_start, until: self.until }
    }
}

pub fn train_ui(ui: &mut Ui, state: &AppState, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    let until = state.replay.map(|replay| replay.epoch);
    let show = match (&state.race, &state.finished) {
        (RaceState::Running(live), _) => Show::running(live),
        (RaceState::Idle, Some(finished)) if !state.start_pending => Show::over(finished, until),
        (RaceState::Failed { problem }, _) if !state.start_pending => {
            failed(ui, state, problem, out);
            return;
        }
        _ => {
            widgets::empty(ui, symbol::SEARCH, &say.tr("ui-train-looking"));
            return;
        }
    };
    head(ui, state, &show, out);
    let rect = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(rect, (rect.width() * 0.34).clamp(300.0, 520.0));
    widgets::card_at(ui, left, |ui| train_chart::chart_card(ui, state, &show, draft, out));
    let mut side = ui.new_child(egui::UiBuilder::new().max_rect(right));
    ScrollArea::vertical().id_salt("train side").auto_shrink([false, false]).show(&mut side, |ui| {
        ui.spacing_mut().item_spacing.y = GAP;
        if show.recipe.question == Question::Segments {
            widgets::card(ui, |ui| train_segments::progress(ui, state, &show));
            widgets::card(ui, |ui| train_segments::networks(ui, say, &show));
            return;
        }
        widgets::card(ui, |ui| train_facts::round(ui, state, &show));
        divergence(ui, state, &show, out);
        widgets::card(ui, |ui| train_facts::validation_table(ui, say, &show));
        for trials in tried(state, &show) {
            widgets::card(ui, |ui| train_trials::trials(ui, say, trials));
        }
        widgets::card(ui, |ui| train_facts::learning_rate(ui, say, &show));
    });
}

/// What methods that search have tried: so far, or in the end of the chosen one.
fn tried<'a>(state: &'a AppState, show: &Show<'a>) -> Vec<&'a [Trial]> {
    if let Some(live) = show.live {
        return live.trials.values().map(Vec::as_slice).collect();
    }
    let churn = state.finished.as_ref().and_then(|finished| finished.classes()?.churn.as_ref());
    let trials = churn.map(|churn| churn.trials.as_slice());
    trials.filter(|trials| !trials.is_empty()).into_iter().collect()
}

fn head(ui: &mut Ui, state: &AppState, show: &Show, out: &mut Actions) {
    let say = Say::of(state);
    let plan = &show.recipe.split;
    let title = match show.methods.as_slice() {
        _ if show.recipe.question == Question::Segments => say.tr("ui-seg-train-title"),
        [one] => say.with("ui-train-title-one", "method", method_name(one)),
        [first, .., last] => say.msg(
            &Message::new("ui-train-title")
                .with("first", method_name(first))
                .with("last", method_name(last))
                .with("n", show.methods.len()),
        ),
        [] => say.tr("ui-step-train"),
    };
    let sub = match show.recipe.question {
        Question::Tiers | Question::Churn => Message::new("ui-train-sub")
            .with("methods", show.methods.len())
            .with("starts", plan.repeats * plan.folds),
        Question::Segments => Message::new("ui-seg-train-sub"),
    };
    let sub = say.msg(&sub);
    widgets::header(ui, &title, &sub, |ui| match show.live {
        Some(live) => {
            widgets::command_button(ui, state, Command::Discard, Kind::Secondary, None, out);
            widgets::command_button(ui, state, Command::StopAndKeepBest, Kind::Secondary, None, out);
            widgets::command_button(ui, state, Command::StepOnce, Kind::Secondary, None, out);
            let (command, mark) =
                if live.paused { (Command::Resume, symbol::PLAY) } else { (Command::Pause, symbol::PAUSE) };
            widgets::command_button(ui, state, command, Kind::Secondary, Some(mark), out);
        }
        None => {
            widgets::command_button(ui, state, Command::Go(Screen::Results), Kind::Primary, None, out);
        }
    });
}

/// Says which method's error grew without end, and offers to try again with a lower rate.
fn divergence(ui: &mut Ui, state: &AppState, show: &Show, out: &mut Actions) {
    let say = Say::of(state);
    let diverged = show.lanes.iter().find(|(_, curve)| curve.finished == Some(StopReason::Diverged));
    let Some((lane, curve)) = diverged else { return };
    let Some(id) = show.methods.get(lane.method) else { return };
    let rate = curve.points.first().map_or(0.1, |point| point.learning_rate);
    let words = Message::new("ui-train-diverged").with("method", method_name(id)).with("rate", compact(rate));
    widgets::card(ui, |ui| {
        widgets::chip(ui, widgets::Tone::Problem, &say.tr("ui-train-diverged-chip"));
        ui.add(Label::new(theme::strong(say.msg(&words)).color(tokens(ui).text)).wrap());
        retry(ui, state, id, rate, out);
    });
}

/// Offers the learning rate that the method's own warning names.
fn retry(ui: &mut Ui, state: &AppState, id: &str, rate: f64, out: &mut Actions) {
    let say = Say::of(state);
    let Ok(method) = methods::find(id) else { return };
    let learning_rate = method.gentler_rate(rate);
    ui.add_space(4.0);
    let allowed = state.live().is_none();
    let words = say.with("ui-train-retry", "rate", compact(learning_rate));
    let response = ui.add_enabled_ui(allowed, |ui| widgets::button(ui, Kind::Secondary, &words)).inner;
    let response = widgets::with_reason(response, (!allowed).then(|| say.tr("disabled-training")));
    if response.clicked() {
        out.push(Action::Train(TrainAction::Retry { learning_rate }));
    }
}

/// The same sentence with the plain name of the option it is about.
fn plainly(message: &Message) -> Message {
    let name_of = |key: &str| {
        let mut specs = catalog().iter().flat_map(|algorithm| algorithm.params());
        specs.find(|spec| spec.key == key).map(|spec| Message::new(spec.name))
    };
    let mut plain = message.clone();
    for (name, arg) in &mut plain.args {
        if let (&mut "key", Arg::Text(key)) = (name, &arg)
            && let Some(option) = name_of(key)
        {
            *arg = option.into();
        }
    }
    plain
}

/// Nothing came of the last training; what was chosen and the results before it are still there.
fn failed(ui: &mut Ui, state: &AppState, problem: &Problem, out: &mut Actions) {
    let say = Say::of(state);
    widgets::header(ui, &say.tr("ui-train-failed"), &say.tr("ui-train-failed-sub"), |_| {});
    widgets::card(ui, |ui| {
        widgets::banner(ui, Severity::Error, |ui| {
            let words = say.msg(&plainly(&problem.message));
            ui.add(Label::new(theme::strong(words).color(tokens(ui).text)).wrap());
        });
        if let Some(hint) = &problem.hint {
            ui.add_space(4.0);
            ui.add(Label::new(theme::body(say.msg(hint)).color(tokens(ui).muted)).wrap());
        }
        ui.add_space(8.0);
        ui.horizontal_wrapped(|ui| {
            let chosen = state.choice.as_ref().and_then(|choice| {
                let recipe = choice.recipe.current();
                let rate = match recipe.shared.0.get("learning_rate")? {
                    ParamValue::Float(rate) => *rate,
                    ParamValue::Int(rate) => *rate as f64,
                    _ => return None,
                };
                Some((recipe.methods.first()?.id.as_str(), rate))
            });
            if let Some((id, rate)) = chosen.filter(|(_, rate)| *rate > 0.0) {
                retry(ui, state, id, rate, out);
            }
            widgets::command_button(ui, state, Command::Go(Screen::Choose), Kind::Secondary, None, out);
            if state.finished.is_some() {
                widgets::command_button(ui, state, Command::Go(Screen::Results), Kind::Secondary, None, out);
            }
        });
    });
}
