//! The facts beside the curves while segments are looked for: what is done now, what was done before, which network
//! is where.

use std::time::Duration;

use eframe::egui;
use egui::{Label, Ui};

use super::choose_segments::{is_network, note};
use super::train::Show;
use crate::base::Message;
use crate::chart::method_name;
use crate::session::{AppState, LaneCurve};
use crate::ui::fonts::symbol;
use crate::ui::say::{Say, compact, percent};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

/// Share of the work, what is done now, and the stages before it with their times.
pub fn progress(ui: &mut Ui, state: &AppState, show: &Show) {
    let (tokens, say) = (tokens(ui), Say::of(state));
    let Some(live) = show.live else {
        ui.label(theme::number(say.tr("ui-seg-train-over")).color(tokens.text));
        if let Some(finished) = &state.finished {
            ui.add(Label::new(theme::body(say.ended(finished)).color(tokens.muted)).wrap());
            ui.add_space(4.0);
            stages(ui, say, &finished.stages);
        }
        return;
    };
    let share = say.with("ui-seg-train-share", "share", percent(f64::from(live.share), 0));
    ui.label(theme::number(share).color(tokens.text));
    widgets::progress(ui, live.share, &say.tr("ui-status-training"));
    ui.add_space(2.0);
    let left = if live.paused {
        Some(say.tr("ui-status-paused"))
    } else {
        live.seconds_left().map(|left| say.time_left(left))
    };
    if let Some(left) = left {
        ui.add(Label::new(theme::body(left).color(tokens.muted)).truncate());
    }
    ui.add_space(4.0);
    stages(ui, say, &live.stages);
    widgets::plain_row(
        ui,
        |ui| {
            ui.label(theme::icon(symbol::RIGHT, 12.0).color(tokens.accent));
            ui.add(Label::new(theme::strong(say.msg(&live.stage)).color(tokens.text)).truncate());
        },
        |_| {},
    );
}

/// What is over, with the time it took.
fn stages(ui: &mut Ui, say: Say, over: &[(Message, Duration)]) {
    let tokens = tokens(ui);
    for (stage, took) in over {
        widgets::plain_row(
            ui,
            |ui| {
                ui.label(theme::icon(symbol::CHECK, 12.0).color(tokens.good));
                ui.add(Label::new(theme::body(say.msg(stage)).color(tokens.muted)).truncate());
            },
            |ui| {
                ui.label(theme::small(say.seconds(took.as_secs_f64())).color(tokens.muted));
            },
        );
    }
}

/// How far each network is, and the least error it has reached on customers it does not learn from.
pub fn networks(ui: &mut Ui, say: Say, show: &Show) {
    let tokens = tokens(ui);
    ui.label(theme::card_title(say.tr("ui-seg-train-networks")).color(tokens.text));
    if !show.recipe.methods.iter().any(is_network) {
        note(ui, &say.tr("ui-seg-train-networks-none"));
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let numbers = [56.0, 92.0];
    let widths = [widgets::rest(ui, &numbers), numbers[0], numbers[1]];
    widgets::row(ui, usize::MAX, 22.0, &widths, |index, ui| match index {
        0 => {}
        1 => widgets::head(ui, &say.tr("ui-seg-train-round"), true),
        _ => widgets::head(ui, &say.tr("ui-seg-train-error"), true),
    });
    for (index, method) in show.recipe.methods.iter().enumerate().filter(|(_, method)| is_network(method)) {
        let lane = show.lanes.iter().find(|(lane, _)| lane.method == index).map(|(_, curve)| *curve);
        let (round, error) = reached(lane, show.until);
        let name = say.msg(&method_name(&method.id));
        widgets::row(ui, index, 34.0, &widths, |column, ui| match column {
            0 => {
                ui.spacing_mut().item_spacing.x = 6.0;
                widgets::dot(ui, (index < 6).then_some(index));
                widgets::cell(ui, theme::body(&name).color(tokens.text));
            }
            1 => widgets::number_cell(ui, theme::body(round.as_str()).color(tokens.muted)),
            _ => widgets::number_cell(ui, theme::body(error.as_str()).color(tokens.text)),
        });
    }
    ui.add_space(6.0);
    note(ui, &say.msg(&Message::new("ui-seg-train-watched")));
}

/// The last round, and the least error on watched customers, up to the round shown.
fn reached(lane: Option<&LaneCurve>, until: Option<u32>) -> (String, String) {
    let none = || "–".to_owned();
    let Some(lane) = lane else { return (none(), none()) };
    let shown = lane.points.iter().filter(|point| until.is_none_or(|until| point.epoch <= until));
    let round = shown.clone().map(|point| point.epoch).max();
    let best = shown.map(|point| point.valid_loss).filter(|loss| loss.is_finite()).min_by(f64::total_cmp);
    (round.map_or_else(none, |round| round.to_string()), best.map_or_else(none, compact))
}
