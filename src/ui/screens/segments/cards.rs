//! A card a segment: who they are, how many, what they are worth, what to do, and whether it can be relied on.

use eframe::egui;
use egui::{
    Align, CornerRadius, Label, Layout, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

use super::Shown;
use super::text::{Look, words};
use crate::base::Message;
use crate::session::{Action, SegmentsAction};
use crate::study::segments::{Check, CheckKind, Segment, TextPart};
use crate::ui::fonts::symbol;
use crate::ui::say::{count, percent};
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets;
use crate::ui::{Actions, Draft};

/// A card narrower than this becomes a row of a table.
const LEAST: f32 = 158.0;
pub const CARD: f32 = 214.0;
const ROW: f32 = 30.0;
const HEAD: f32 = 24.0;

/// Whether all segments find room side by side.
fn side_by_side(width: f32, k: usize) -> bool {
    card_width(width, k) >= LEAST
}

fn card_width(width: f32, k: usize) -> f32 {
    (width + GAP) / k.max(1) as f32 - GAP
}

/// How high the segments are, drawn in this width.
pub fn height(width: f32, k: usize) -> f32 {
    if side_by_side(width, k) { CARD } else { 28.0 + HEAD + ROW * k as f32 }
}

/// Draws all segments in the room there is.
pub fn cards(ui: &mut Ui, rect: Rect, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    let order = shown.view.order();
    if !side_by_side(rect.width(), order.len()) {
        widgets::card_at(ui, rect, |ui| table(ui, shown, draft, out));
        return;
    }
    let width = card_width(rect.width(), order.len());
    for (index, position) in order.into_iter().enumerate() {
        let left = rect.left() + (width + GAP) * index as f32;
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        if let Some(segment) = shown.segment(position) {
            card(ui, place, shown, (position, segment), draft, out);
        }
    }
}

/// The whole card can be clicked; its words can be changed.
fn card(
    ui: &mut Ui,
    place: Rect,
    shown: &Shown,
    (position, segment): (u8, &Segment),
    draft: &mut Draft,
    out: &mut Actions,
) {
    choose(ui, place, shown, (position, segment), theme::CARD_RADIUS, out);
    let tokens = tokens(ui);
    let inner = place.shrink2(vec2(if place.width() < 200.0 { 10.0 } else { 14.0 }, 11.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Min)));
    let ui = &mut child;
    ui.shrink_clip_rect(place.shrink(1.0));
    ui.spacing_mut().item_spacing = vec2(6.0, 3.0);
    ui.spacing_mut().interact_size.y = 18.0;
    ui.horizontal(|ui| {
        widgets::dot(ui, Some(shown.view.place(position)));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let code = format!("S{}", shown.edition.code(position));
            ui.label(theme::small(code).color(tokens.muted));
            words(ui, shown, position, Look::Name, draft, out);
        });
    });
    size(ui, shown, segment, position);
    let sentence = shown.text(position, TextPart::Sentence);
    ui.add(Label::new(theme::small(sentence).color(tokens.muted)).wrap());
    // Action and checks stand at the same place in every card.
    let foot = Rect::from_min_max(pos2(inner.left(), inner.bottom() - 46.0), inner.max);
    let mut foot = ui.new_child(UiBuilder::new().max_rect(foot).layout(Layout::top_down(Align::Min)));
    foot.painter().rect_filled(
        foot.max_rect().expand2(vec2(0.0, 2.0)),
        0.0,
        card_fill(shown, position, tokens),
    );
    foot.spacing_mut().item_spacing = vec2(8.0, 4.0);
    foot.spacing_mut().interact_size.y = 18.0;
    words(&mut foot, shown, position, Look::Action, draft, out);
    checks(&mut foot, shown, &segment.checks, inner.width() >= 210.0);
}

fn card_fill(shown: &Shown, position: u8, tokens: &theme::Tokens) -> egui::Color32 {
    if shown.view.segment == Some(position) { tokens.soft } else { tokens.surface }
}

/// The ground of a segment: a button that chooses it, or leaves it again.
fn choose(
    ui: &mut Ui,
    place: Rect,
    shown: &Shown,
    (position, segment): (u8, &Segment),
    radius: u8,
    out: &mut Actions,
) {
    let tokens = tokens(ui);
    let chosen = shown.view.segment == Some(position);
    let response = ui.interact(place, ui.scope_id().with(("segment", position)), Sense::click());
    response.widget_info(|| {
        let words = Message::new("ui-seg-card").with("code", shown.edition.code(position));
        let words = words.with("name", shown.name(position)).share("share", segment.share, 0);
        let words = words.with("n", segment.size);
        WidgetInfo::selected(Role::Button, true, chosen, shown.say.msg(&words))
    });
    let radius = CornerRadius::same(radius);
    let line = if chosen || response.has_focus() {
        Stroke::new(2.0, tokens.accent)
    } else if response.hovered() {
        Stroke::new(1.0, tokens.muted)
    } else {
        Stroke::new(1.0, if radius.nw > 0 { tokens.line } else { tokens.surface })
    };
    ui.painter().rect(place, radius, card_fill(shown, position, tokens), line, StrokeKind::Inside);
    if response.clicked() {
        out.push(Action::Segments(SegmentsAction::Select((!chosen).then_some(position))));
    }
}

/// Its share of the customers, and of the value.
fn size(ui: &mut Ui, shown: &Shown, segment: &Segment, position: u8) {
    let (say, tokens) = (shown.say, tokens(ui));
    ui.horizontal(|ui| {
        ui.label(theme::title(percent(segment.share, 0)).color(tokens.text));
        let of = say.msg(&Message::new("ui-seg-of-customers").with("n", segment.size));
        ui.add(Label::new(theme::small(of).color(tokens.muted)).truncate());
    });
    bar(ui, segment.share as f32, shown.view.place(position));
    let value = segment.value_share.zip(shown.findings.value_column.as_ref());
    if let Some((share, column)) = value {
        let words = Message::new("ui-seg-of-value").share("share", share, 0).with("column", column);
        ui.add(Label::new(theme::small(say.msg(&words)).color(tokens.text)).truncate());
    }
}

fn bar(ui: &mut Ui, share: f32, place: usize) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 6.0), Sense::hover());
    let radius = CornerRadius::same(3);
    ui.painter().rect_filled(rect, radius, tokens(ui).grid);
    let done = Rect::from_min_size(rect.min, vec2((rect.width() * share).max(4.0), rect.height()));
    ui.painter().rect_filled(done, radius, theme::series(ui, Some(place)));
}

fn check_word(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::Distinct => "ui-seg-check-distinct",
        CheckKind::BigEnough => "ui-seg-check-big",
        CheckKind::Reachable => "ui-seg-check-reachable",
        CheckKind::Stable => "ui-seg-check-stable",
    }
}

/// The four checks, each with its numbers under the pointer. Where there is little room the word of a check that
/// failed stays and those of the others go.
pub fn checks(ui: &mut Ui, shown: &Shown, checks: &[Check], all_words: bool) {
    let (say, tokens) = (shown.say, tokens(ui));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        for check in checks {
            let (mark, ink) =
                if check.passed { (symbol::CHECK, tokens.good) } else { (symbol::WARNING, tokens.warning) };
            let word = say.tr(check_word(check.kind));
            let icon = ui.label(theme::icon(mark, 11.5).color(ink));
            let label = if all_words || !check.passed {
                let text = ui.label(theme::small(&word).color(if check.passed { tokens.muted } else { ink }));
                ui.add_space(4.0);
                icon | text
            } else {
                icon
            };
            let key = if check.passed { "ui-seg-check-passed" } else { "ui-seg-check-failed" };
            let more = Message::new(key).with("check", word).with("words", check.message.clone());
            let more = say.msg(&more);
            label.widget_info(|| WidgetInfo::labeled(Role::Label, true, &more));
            label.on_hover_text(more);
        }
    });
}

/// Many segments as rows.
fn table(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    let say = shown.say;
    let room = ui.available_width();
    let [name, share, value, checks_width, action] =
        [0.19, 0.08, 0.1, 0.11, 0.2].map(|part: f32| room * part);
    ui.spacing_mut().item_spacing.y = 0.0;
    let sentence = widgets::rest(ui, &[name, share, value, checks_width, action]);
    let widths = [name, share, value, sentence, action, checks_width];
    let heads = [
        "ui-seg-name",
        "ui-seg-share",
        "ui-seg-value-share",
        "ui-seg-sentence",
        "ui-seg-action",
        "ui-seg-checks",
    ];
    widgets::row(ui, usize::MAX, HEAD, &widths, |index, ui| {
        widgets::head(ui, &say.tr(heads[index]), index == 1 || index == 2);
    });
    ScrollArea::vertical().id_salt("segments").show(ui, |ui| {
        for position in shown.view.order() {
            let Some(segment) = shown.segment(position) else { continue };
            let top = ui.cursor().min;
            let place = Rect::from_min_size(top, vec2(ui.available_width(), ROW));
            choose(ui, place, shown, (position, segment), 0, out);
            widgets::row(ui, usize::from(position), ROW, &widths, |index, ui| {
                let tokens = tokens(ui);
                match index {
                    0 => {
                        ui.add_space(4.0);
                        widgets::dot(ui, Some(shown.view.place(position)));
                        words(ui, shown, position, Look::Name, draft, out);
                    }
                    1 => {
                        let share = theme::strong(percent(segment.share, 1)).color(tokens.text);
                        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                            ui.label(share).on_hover_text(count(segment.size));
                        });
                    }
                    2 => {
                        let share =
                            segment.value_share.map_or_else(|| "–".to_owned(), |share| percent(share, 1));
                        widgets::number_cell(ui, theme::body(share).color(tokens.text));
                    }
                    3 => widgets::two_lines(ui, &shown.text(position, TextPart::Sentence)),
                    4 => {
                        words(ui, shown, position, Look::Action, draft, out);
                    }
                    _ => checks(ui, shown, &segment.checks, false),
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_segments_stand_side_by_side_on_the_smallest_common_screen_and_ten_become_rows() {
        let page = 1280.0 - theme::RAIL - 48.0;
        assert!(side_by_side(page, 6) && !side_by_side(page, 7));
        assert_eq!(height(page, 4), CARD);
        assert!(height(page, 10) < 360.0, "something is left for the charts");
        assert!(side_by_side(2560.0 - theme::RAIL - 48.0, 10));
    }
}
