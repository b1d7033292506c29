//! Everybody on the map: moved and zoomed, a customer at a time, and K-means as it found the segments.

use eframe::egui;
use egui::{Align, Label, Layout, Slider, Ui};

use super::{Shown, above, customers, legend};
use crate::base::Message;
use crate::chart::{self, ChartKind};
use crate::session::{Action, SegmentsAction};
use crate::ui::charts::{self, Clicked, Plane, Seen};
use crate::ui::fonts::symbol;
use crate::ui::say::{compact, percent};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;
use crate::ui::{Actions, Draft};

/// Seconds an iteration of K-means stays while it plays.
const ITERATION: f64 = 0.45;

pub fn map_view(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    let rect = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(rect, (rect.width() * 0.36).clamp(330.0, 760.0));
    widgets::card_at(ui, left, |ui| {
        head(ui, shown, draft);
        legend(ui, shown, out);
        let replay = shown.findings.replay.labels.len() > 1;
        let below = if replay { 40.0 } else { 0.0 };
        let rect = ui.available_rect_before_wrap();
        let (plane_rect, foot) = above(rect, rect.height() - below);
        let mut room = ui.new_child(egui::UiBuilder::new().max_rect(plane_rect));
        plane(&mut room, shown, draft, out, true);
        if replay {
            ui.scope_builder(egui::UiBuilder::new().max_rect(foot), |ui| replay_bar(ui, shown, draft, out));
        }
    });
    let (one, list) = above(right, (right.height() * 0.5).clamp(220.0, 420.0));
    widgets::card_at(ui, one, |ui| customers::looked_at(ui, shown, draft, out));
    widgets::card_at(ui, list, |ui| customers::list(ui, shown, out));
}

fn head(ui: &mut Ui, shown: &Shown, draft: &mut Draft) {
    let (say, tokens) = (shown.say, tokens(ui));
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if draft.segments.view.is_some() && widgets::link(ui, &say.tr("ui-seg-map-reset")).clicked() {
                draft.segments.view = None;
            }
            ui.label(theme::icon(symbol::INFO, 13.0).color(tokens.muted))
                .on_hover_text(say.tr("ui-seg-map-how"));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if let Some(drawn) = chart::segment_map(shown.findings, &shown.edition) {
                    ui.add(
                        Label::new(theme::card_title(say.msg(&drawn.title)).color(tokens.text)).truncate(),
                    );
                }
            });
        });
    });
}

/// The map in all the room there is. On the large one the replay is shown and the view can be moved.
pub fn plane(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions, large: bool) {
    let Some(drawn) = chart::segment_map(shown.findings, &shown.edition) else { return };
    let ChartKind::Scatter(scatter) = &drawn.kind else { return };
    let iteration = shown.view.replay.map(|replay| replay.epoch as usize);
    let last = shown.findings.replay.labels.len().saturating_sub(1);
    // The end of the replay is what is shown without one.
    let replay = iteration.filter(|&at| large && at < last && shown.view.k == shown.findings.k);
    let plane = Plane {
        size: ui.available_size(),
        view: draft.segments.view.filter(|_| large),
        segment: shown.view.segment,
        customer: shown.view.customer,
        raster: shown.view.raster.as_ref(),
        replay: replay.map(|at| (&shown.findings.replay, at)),
    };
    let answer = charts::scatter(ui, shown.say, &drawn, scatter, &plane);
    if let Some(order) = answer.order {
        out.push(Action::Segments(SegmentsAction::Raster(order)));
        if shown.view.raster.is_none() {
            let words = shown.say.tr("ui-seg-map-drawing");
            let at = answer.response.rect.center();
            let font = egui::FontId::new(13.0, theme::regular());
            ui.painter().text(at, egui::Align2::CENTER_CENTER, words, font, tokens(ui).muted);
        }
    }
    if let Some(view) = answer.view.filter(|_| large) {
        draft.segments.view = match view {
            Seen::Part(part) => Some(part),
            Seen::Usual => None,
        };
        ui.ctx().request_repaint();
    }
    if let Some(clicked) = answer.clicked {
        let customer = match clicked {
            Clicked::Customer(customer) => Some(customer),
            Clicked::Nobody => None,
        };
        out.push(Action::Segments(SegmentsAction::Customer(customer)));
    }
    if large && answer.n_outside > 0 && draft.segments.view.is_none() {
        let words = Message::new("ui-seg-map-outside").with("n", answer.n_outside);
        let at = answer.response.rect.right_top();
        let font = egui::FontId::new(11.5, theme::regular());
        ui.painter().text(at, egui::Align2::RIGHT_TOP, shown.say.msg(&words), font, tokens(ui).muted);
    }
    if let Some(customer) = answer.hovered {
        answer.response.on_hover_ui_at_pointer(|ui| about(ui, shown, customer));
    }
}

/// A customer in short.
fn about(ui: &mut Ui, shown: &Shown, customer: u32) {
    let tokens = tokens(ui);
    let Some(label) = shown.label(customer) else { return };
    ui.label(theme::strong(shown.say.msg(&shown.customer_name(customer))).color(tokens.text));
    ui.horizontal(|ui| {
        widgets::dot(ui, Some(shown.view.place(label)));
        ui.label(theme::body(shown.name(label)).color(tokens.text));
    });
    let Some(segment) = shown.segment(label) else { return };
    for found in segment.traits.iter().take(3) {
        let value = shown.value(customer, &found.column).map_or_else(|| "–".to_owned(), compact);
        ui.label(theme::small(format!("{} {value}", found.column)).color(tokens.muted));
    }
}

/// The iterations of K-means: played, or chosen with a slider.
fn replay_bar(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    let (say, tokens, replay) = (shown.say, tokens(ui), &shown.findings.replay);
    let last = replay.labels.len().saturating_sub(1) as u32;
    if shown.view.k != shown.findings.k {
        let words = Message::new("ui-seg-replay-other").with("k", shown.findings.k);
        ui.add(Label::new(theme::small(say.msg(&words)).color(tokens.muted)).wrap());
        return;
    }
    let at = shown.view.replay.map_or(last, |replay| replay.epoch.min(last));
    let playing = shown.view.replay.is_some_and(|replay| replay.playing);
    ui.horizontal(|ui| {
        let (mark, key) = if playing {
            (symbol::PAUSE, "ui-seg-replay-pause")
        } else {
            (symbol::PLAY, "ui-seg-replay-play")
        };
        if widgets::icon_button(ui, mark, &say.tr(key)).clicked() {
            draft.replay_moved = ui.input(|input| input.time);
            out.push(Action::Segments(SegmentsAction::Play(!playing)));
        }
        let mut iteration = at;
        let width = (ui.available_width() - 300.0).clamp(60.0, 460.0);
        let slider = Slider::new(&mut iteration, 0..=last);
        if widgets::slide(ui, slider, width, &say.tr("ui-seg-replay-slider")).changed() {
            out.push(Action::Segments(SegmentsAction::Iteration(iteration)));
        }
        let inertia = replay.inertia.get(at as usize).copied().unwrap_or(f64::NAN);
        let words = Message::new("ui-seg-replay-at").with("at", at).with("of", last);
        let words = say.msg(&words.with("inertia", compact(inertia.round())));
        ui.add(Label::new(theme::small(words).color(tokens.muted)).truncate());
        let n = replay.customers.len();
        if n < shown.findings.rows.len() {
            let words = Message::new("ui-seg-replay-sample").with("n", n);
            ui.label(theme::icon(symbol::INFO, 12.0).color(tokens.muted)).on_hover_text(say.msg(&words));
        }
    });
    if playing {
        let now = ui.input(|input| input.time);
        let steps = ((now - draft.replay_moved) / ITERATION).floor();
        if steps >= 1.0 {
            draft.replay_moved += steps * ITERATION;
            out.push(Action::Segments(SegmentsAction::Advance(steps as u32)));
        }
        let rest = draft.replay_moved + ITERATION - now;
        ui.ctx().request_repaint_after_secs(rest.clamp(0.01, ITERATION) as f32);
    }
}

/// How surely a customer belongs to its segment.
pub fn sureness(shown: &Shown, customer: u32) -> Option<String> {
    let sure = *shown.segmentation.confidence.get(customer as usize)?;
    Some(percent(f64::from(sure), 0))
}
