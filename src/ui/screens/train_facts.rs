//! The facts beside the training chart: which round, how long still, how good so far.

use eframe::egui;
use egui::{FontId, Label, Ui, vec2};

use super::train::Show;
use crate::base::Message;
use crate::chart::{self, ChartKind, method_name};
use crate::models::ParamValue;
use crate::session::{AppState, options};
use crate::ui::charts::{self, Look};
use crate::ui::say::{Say, compact, percent, percent_spread};
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
            ui.add(Label::new(theme::body(say.ended(finished)).color(tokens.muted)).wrap());
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
        match live.seconds_left().filter(|_| live.share < 1.0) {
            Some(left) => say.time_left(left),
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

/// How often each method's networks are right on validation customers: at the round shown, and, once it is over, at
/// the rounds whose networks are kept.
pub fn validation_table(ui: &mut Ui, say: Say, show: &Show) {
    let tokens = tokens(ui);
    let over = show.live.is_none();
    let head = if over { "ui-train-valid-over" } else { "ui-train-valid-head" };
    ui.label(theme::card_title(say.tr(head)).color(tokens.text));
    ui.spacing_mut().item_spacing.y = 0.0;
    let curves = show.curves(false);
    let shown = curves.valid_accuracy();
    let kept = if over { curves.kept_accuracy() } else { shown.clone() };
    let best = kept.iter().flatten().map(|(mean, _)| *mean).fold(f64::NEG_INFINITY, f64::max);
    let numbers: &[f32] = if over { &[50.0, 98.0] } else { &[92.0] };
    let mut widths = vec![widgets::rest(ui, numbers)];
    widths.extend(numbers);
    if over {
        widgets::row(ui, usize::MAX, 22.0, &widths, |index, ui| match index {
            0 => {}
            1 => widgets::head(ui, &say.tr("ui-train-valid-round"), true),
            _ => {
                let place = ui.max_rect();
                widgets::head(ui, &say.tr("ui-train-valid-kept"), true);
                let head = ui.interact(place, ui.scope_id().with("kept"), egui::Sense::hover());
                head.on_hover_text(say.tr("ui-train-valid-kept-more"));
            }
        });
    }
    for (index, method) in show.methods.iter().enumerate() {
        let own = own_rounds(show, index).map(|rounds| say.with("ui-train-own-rounds", "rounds", rounds));
        let name = say.msg(&method_name(method));
        let height = if own.is_some() { 42.0 } else { 34.0 };
        widgets::row(ui, index, height, &widths, |column, ui| {
            if column == 0 {
                ui.spacing_mut().item_spacing.x = 6.0;
                widgets::dot(ui, (index < 6).then_some(index));
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    match &own {
                        Some(own) => {
                            ui.add_space(3.0);
                            widgets::cell(ui, theme::body(&name).color(tokens.text));
                            widgets::cell(ui, theme::small(own).color(tokens.muted));
                        }
                        None => whole_name(ui, &name, height),
                    }
                });
            } else if column == numbers.len() {
                let words = match kept[index] {
                    Some((mean, sd)) if mean >= best => theme::strong(percent_spread(mean, sd)),
                    Some((mean, sd)) => theme::body(percent_spread(mean, sd)),
                    None => theme::body("–"),
                };
                widgets::number_cell(ui, words.color(tokens.text));
            } else {
                let text = shown[index].map_or_else(|| "–".to_owned(), |(mean, _)| percent(mean, 1));
                widgets::number_cell(ui, theme::body(text).color(tokens.muted));
            }
        });
    }
    ui.add_space(8.0);
    ui.add(Label::new(theme::small(say.tr("ui-train-judged-once")).color(tokens.muted)).wrap());
}

/// A name in one line, or small in two where one does not hold it.
fn whole_name(ui: &mut Ui, name: &str, height: f32) {
    let ink = tokens(ui).text;
    let (room, font) = (ui.available_width(), |size| FontId::new(size, theme::regular()));
    let fits = ui.painter().layout_no_wrap(name.to_owned(), font(13.0), ink).size().x <= room;
    let (words, high) = if fits {
        (theme::body(name), 19.0)
    } else {
        let rows = ui.painter().layout(name.to_owned(), font(11.5), ink, room).rows.len();
        (theme::small(name), 17.0 * rows as f32)
    };
    ui.add_space(((height - high) / 2.0).max(0.0));
    ui.add(Label::new(words.color(ink)).wrap());
}

/// The most rounds of a method whose own number of rounds is another than that of the race.
fn own_rounds(show: &Show, method: usize) -> Option<u32> {
    let rounds = |choice| match options::value(show.recipe, choice, "max_epochs") {
        Some(ParamValue::Int(rounds)) => u32::try_from(rounds).ok(),
        _ => None,
    };
    let most = show.recipe.methods.iter().filter_map(rounds).max();
    rounds(show.recipe.methods.get(method)?).filter(|own| Some(*own) != most)
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
        // A larger window has room for more of it.
        let height = (ui.ctx().content_rect().height() * 0.11).clamp(70.0, 220.0);
        let look = Look {
            size: vec2(ui.available_width(), height),
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
