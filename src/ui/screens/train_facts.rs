//! The facts beside the training chart: which round, how long still, how good so far.

use eframe::egui::{Label, Ui, vec2};

use super::train::Show;
use crate::base::Message;
use crate::base::words::grouped;
use crate::chart::{self, ChartKind, method_name};
use crate::session::AppState;
use crate::ui::charts::{self, Look};
use crate::ui::say::{Say, compact, percent};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

/// Round so far, share of the work, time left.
pub fn round(ui: &mut Ui, state: &AppState, show: &Show) {
    let (tokens, say) = (tokens(ui), Say::of(state));
    let Some(live) = show.live else {
        let epoch = show.until.unwrap_or(show.max_epochs);
        ui.label(theme::small(say.tr("ui-replay")).color(tokens.muted));
        round_number(ui, say, epoch, show.max_epochs);
        let done = epoch as f32 / show.max_epochs.max(1) as f32;
        widgets::progress(ui, done, &say.tr("ui-replay"));
        ui.add_space(2.0);
        if let Some(finished) = &state.finished {
            let words = say.with("ui-status-finished", "time", say.seconds(finished.seconds));
            ui.label(theme::body(words).color(tokens.muted));
        }
        return;
    };
    let plan = &show.recipe.split;
    let total = show.methods.len() * (plan.repeats * plan.folds) as usize;
    let done = show.lanes.iter().filter(|(_, curve)| curve.finished.is_some()).count();
    let words = say.msg(&Message::new("ui-train-runs").with("done", done).with("all", total));
    ui.label(theme::small(words).color(tokens.muted));
    round_number(ui, say, live.epoch(), live.max_epochs);
    widgets::progress(ui, live.share, &say.tr("ui-status-training"));
    ui.add_space(2.0);
    let left = if live.paused {
        say.tr("ui-status-paused")
    } else {
        match live.seconds_left(state.now) {
            Some(left) => say.with("ui-time-left", "time", say.seconds(left)),
            None => say.msg(&live.stage),
        }
    };
    let words = format!("{} · {left}", percent(f64::from(live.share), 0));
    ui.label(theme::body(words).color(tokens.muted));
}

fn round_number(ui: &mut Ui, say: Say, round: u32, rounds: u32) {
    let words = say.msg(&Message::new("ui-round-of").with("round", round).with("rounds", rounds));
    ui.add(Label::new(theme::number(words).color(tokens(ui).text)).truncate());
}

/// How often each method's networks are right on validation customers, at the round shown.
pub fn validation_table(ui: &mut Ui, say: Say, show: &Show) {
    let tokens = tokens(ui);
    ui.label(theme::card_title(say.tr("ui-train-valid-head")).color(tokens.text));
    ui.spacing_mut().item_spacing.y = 0.0;
    let scores = show.curves(false).valid_accuracy();
    let best = scores.iter().flatten().map(|(mean, _)| *mean).fold(f64::NEG_INFINITY, f64::max);
    for (index, (method, score)) in show.methods.iter().zip(&scores).enumerate() {
        widgets::plain_row(
            ui,
            |ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                widgets::dot(ui, (index < 6).then_some(index));
                ui.add(Label::new(theme::body(say.msg(&method_name(method))).color(tokens.text)).truncate());
            },
            |ui| match score {
                Some((mean, sd)) => {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    ui.label(theme::body(format!("± {}", grouped(sd * 100.0, 1))).color(tokens.muted));
                    let text = percent(*mean, 1);
                    let words = if *mean >= best { theme::strong(text) } else { theme::body(text) };
                    ui.label(words.color(tokens.text));
                }
                None => {
                    ui.label(theme::body("–").color(tokens.muted));
                }
            },
        );
    }
    ui.add_space(8.0);
    ui.add(Label::new(theme::small(say.tr("ui-train-judged-once")).color(tokens.muted)).wrap());
}

/// The learning rates as a thumbnail.
pub fn learning_rate(ui: &mut Ui, say: Say, show: &Show) {
    let tokens = tokens(ui);
    let curves = show.curves(false);
    let drawn = chart::learning_rate(&curves);
    ui.label(theme::card_title(say.tr("ui-learning-rate")).color(tokens.text));
    if let ChartKind::Lines(lines) = &drawn.kind
        && lines.lines.iter().any(|line| line.points.len() > 1)
    {
        let look = Look {
            size: vec2(ui.available_width(), 84.0),
            log: true,
            labels: false,
            axes: false,
            x_max: None,
        };
        charts::lines(ui, say, "rates", &drawn, lines, look);
    }
    if let Some([low, high]) = curves.learning_rates() {
        let words = Message::new("ui-rates-now").with("low", compact(low)).with("high", compact(high));
        ui.add(Label::new(theme::small(say.msg(&words)).color(tokens.muted)).wrap());
    }
}
