//! The big chart of a training with its legend, its switches and, afterwards, the scrubber that plays it again.

use eframe::egui;
use egui::{FontId, Slider, Ui, vec2};

use super::train::Show;
use crate::base::Message;
use crate::chart::{self, ChartKind};
use crate::session::{Action, AppState, Command, ViewAction};
use crate::ui::charts::{self, Look};
use crate::ui::fonts::symbol;
use crate::ui::say::Say;
use crate::ui::theme::tokens;
use crate::ui::widgets::{self, Sample};
use crate::ui::{Actions, Draft, theme};

/// A whole replay takes about this many seconds …
const REPLAY_SECONDS: f64 = 6.0;
/// … and moves on this often.
const REPLAY_STEP: f64 = 0.04;

pub fn chart_card(ui: &mut Ui, state: &AppState, show: &Show, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    // In a narrow window the legend takes two lines.
    let legend_height = if ui.available_width() < 470.0 { 70.0 } else { 36.0 };
    let below = legend_height + if show.live.is_some() { 0.0 } else { 42.0 };
    let size = ui.available_size() - vec2(0.0, below);
    let started = show.lanes.iter().any(|(_, curve)| curve.points.len() > 1);
    if started {
        let drawn = chart::live_curves(&show.curves(state.show_all_repeats));
        if let ChartKind::Lines(lines) = &drawn.kind {
            let look = Look {
                size,
                log: state.log_scale,
                labels: true,
                axes: true,
                // A race that runs shows how far it may still go, but not an empty chart.
                x_max: show.live.map(|live| f64::from(live.max_epochs.min(live.epoch().max(8) * 5 / 4))),
            };
            charts::lines(ui, say, "training", &drawn, lines, look);
        }
    } else {
        let (rect, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        let mut middle = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        let stage = show.live.map_or_else(|| say.tr("ui-train-nothing"), |live| say.msg(&live.stage));
        widgets::empty(&mut middle, symbol::SEARCH, &stage);
    }
    if show.live.is_none() {
        replay(ui, state, show, draft, out);
    }
    legend(ui, state, show, out);
}

fn legend(ui: &mut Ui, state: &AppState, show: &Show, out: &mut Actions) {
    let say = Say::of(state);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        widgets::legend_line(ui, Sample::Solid, &say.tr("ui-legend-train"));
        ui.add_space(6.0);
        widgets::legend_line(ui, Sample::Dashed, &say.tr("ui-legend-valid"));
        ui.add_space(6.0);
        let best = if show.live.is_some() { "ui-legend-best" } else { "ui-legend-best-over" };
        widgets::legend_line(ui, Sample::Ring, &say.tr(best));
        ui.add_space(10.0);
        for (on, key, command) in [
            (state.log_scale, "ui-log", Command::LogScale),
            (state.show_all_repeats, "ui-all-starts", Command::AllRepeats),
        ] {
            let response = widgets::toggle(ui, on, &say.tr(key)).on_hover_text(say.tr(command.tooltip_key()));
            if response.clicked() {
                out.push(command.action(state));
            }
        }
    });
}

/// Play, pause, and a slider over the rounds.
fn replay(ui: &mut Ui, state: &AppState, show: &Show, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    let playing = state.replay.is_some_and(|replay| replay.playing);
    let last = show.max_epochs;
    ui.horizontal(|ui| {
        let (mark, key) =
            if playing { (symbol::PAUSE, "ui-replay-pause") } else { (symbol::PLAY, "ui-replay-play") };
        if widgets::icon_button(ui, mark, &say.tr(key)).clicked() {
            out.push(Action::View(ViewAction::ReplayPlay(!playing)));
        }
        let mut epoch = show.until.unwrap_or(last);
        let words = say.msg(&Message::new("ui-round-of").with("round", epoch).with("rounds", last));
        // The widest words it can say: that of the last round.
        let widest = Message::new("ui-round-of").with("round", last).with("rounds", last);
        let font = FontId::new(13.0, theme::regular());
        let words_width = ui.painter().layout_no_wrap(say.msg(&widest), font, tokens(ui).muted).size().x;
        ui.spacing_mut().slider_width = (ui.available_width() - words_width - 24.0).max(60.0);
        let slider = ui.add(Slider::new(&mut epoch, 0..=last).show_value(false));
        let slider = slider.accessible_name(say.tr("ui-replay-round"));
        if slider.changed() {
            out.push(Action::View(ViewAction::ReplayEpoch(epoch)));
        }
        ui.label(theme::body(words).color(tokens(ui).muted));
    });
    if playing {
        let now = ui.input(|input| input.time);
        if now - draft.replay_moved >= REPLAY_STEP {
            draft.replay_moved = now;
            let by = (f64::from(last) * REPLAY_STEP / REPLAY_SECONDS).ceil().max(1.0) as u32;
            out.push(Action::View(ViewAction::ReplayAdvance(by)));
        }
        ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(REPLAY_STEP));
    }
}
