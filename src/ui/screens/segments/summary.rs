//! The first look at a segmentation: its cards, everybody on the map, what each segment is like, and one honest line.

use eframe::egui;
use egui::{CornerRadius, Frame, Label, Margin, Ui};

use super::cards;
use super::{Shown, above, map};
use crate::base::Message;
use crate::chart::{self, ChartKind};
use crate::ui::charts;
use crate::ui::draft::SegmentsTab;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;
use crate::ui::{Actions, Draft};

pub fn summary_view(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    let rect = ui.available_rect_before_wrap();
    let head = cards::height(ui, shown, rect.width()).min(rect.height() * 0.62);
    let (top, rest) = above(rect, head);
    cards::cards(ui, egui::Rect::from_min_size(top.min, egui::vec2(top.width(), head)), shown, draft, out);
    let (left, right) = widgets::columns(rest, rest.width() * 0.47);
    widgets::card_at(ui, left, |ui| {
        ui.horizontal(|ui| {
            if let Some(drawn) = chart::segment_map(shown.findings, &shown.edition) {
                ui.add(
                    Label::new(theme::card_title(shown.say.msg(&drawn.title)).color(tokens(ui).text))
                        .truncate(),
                );
            }
        });
        map::plane(ui, shown, draft, out, false);
    });
    widgets::card_at(ui, right, |ui| {
        let helped = helped_height(ui, shown);
        profile(ui, shown, helped);
        honest_line(ui, shown, draft);
    });
}

/// The columns in which the segments differ most.
fn profile(ui: &mut Ui, shown: &Shown, below: f32) {
    let customer = shown.one_customer();
    let months = shown.months();
    let drawn = chart::segment_profile(shown.findings, &shown.edition, customer.as_ref(), &months);
    let Some(drawn) = drawn else { return };
    ui.label(theme::card_title(shown.say.msg(&drawn.title)).color(tokens(ui).text));
    let ChartKind::Profile(profile) = &drawn.kind else { return };
    let size = ui.available_size() - egui::vec2(0.0, below + 6.0);
    let segment = shown.view.segment.map(|position| shown.view.place(position));
    charts::profile(ui, shown.say, &drawn, profile, size, false, segment);
}

/// That the segments are a division, not groups; else the sentence on whether the network helped, or on the method whose
/// segments these are.
fn words(shown: &Shown) -> String {
    let reason = match (division(shown), &shown.findings.helped) {
        (Some(division), _) => division,
        (None, Some(helped)) => helped.sentence.clone(),
        (None, None) => shown.findings.chosen_reason.clone(),
    };
    shown.say.msg(&reason)
}

fn division(shown: &Shown) -> Option<Message> {
    shown.findings.division(shown.view.k)
}

/// How high the box of the honest line is in this width: at most three lines.
fn helped_height(ui: &Ui, shown: &Shown) -> f32 {
    let width = ui.available_width() - 24.0;
    let font = egui::FontId::new(13.0, theme::regular());
    let text = format!("{} {}", heading(shown), words(shown));
    let galley = ui.painter().layout(text, font, tokens(ui).text, width);
    19.0 * (galley.rows.len() as f32).clamp(1.0, 3.0) + 16.0
}

fn heading(shown: &Shown) -> String {
    let head = match (division(shown), &shown.findings.helped) {
        (Some(_), _) => "ui-seg-division-head",
        (None, Some(_)) => "ui-seg-helped-head",
        (None, None) => "ui-seg-method-head",
    };
    shown.say.tr(head)
}

fn honest_line(ui: &mut Ui, shown: &Shown, draft: &mut Draft) {
    let tokens = tokens(ui);
    let mut job = egui::text::LayoutJob::default();
    let mut append = |text: String, family| {
        let mut format = egui::TextFormat {
            font_id: egui::FontId::new(13.0, family),
            color: tokens.text,
            ..Default::default()
        };
        format.line_height = Some(19.0);
        job.append(&text, 0.0, format);
    };
    append(format!("{} ", heading(shown)), theme::semibold());
    append(words(shown), theme::regular());
    job.wrap.max_rows = 3;
    let frame = Frame::new()
        .fill(tokens.soft)
        .corner_radius(CornerRadius::same(theme::CONTROL_RADIUS))
        .inner_margin(Margin::symmetric(12, 8));
    let response = frame
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(job).wrap().sense(egui::Sense::click()))
        })
        .inner;
    let (more, tab) = match division(shown) {
        Some(_) => ("ui-seg-division-more", SegmentsTab::Number),
        None => ("ui-seg-helped-more", SegmentsTab::Helped),
    };
    if response.on_hover_text(shown.say.tr(more)).clicked() {
        draft.segments.tab = tab;
    }
}
