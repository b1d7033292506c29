//! A card a segment: who they are, how many, what they are worth, what to do, and whether it can be relied on.

use eframe::egui;
use egui::{
    Align, Align2, CornerRadius, FontId, FontSelection, Label, Layout, Rect, Role, ScrollArea, Sense, Stroke,
    StrokeKind, TextWrapMode, Ui, UiBuilder, WidgetInfo, WidgetText, pos2, vec2,
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
const LEAST: f32 = 190.0;
/// How high a card is, at least and at most.
const CARD: [f32; 2] = [206.0, 304.0];
/// Above and below what is in a card.
const MARGIN: f32 = 11.0;
/// Size and bar.
const SIZE: f32 = 44.0;
/// The line of the value, where there is one.
const VALUE: f32 = 20.0;
/// The line of the checks.
const CHECKS: f32 = 22.0;
/// Left of a name its mark, right of it its code.
const MARK: f32 = 18.0;
const CODE: f32 = 26.0;
/// Where a card is this wide inside, all checks are named.
const ALL_CHECKS: f32 = 286.0;
const ROW: f32 = 40.0;
const HEAD: f32 = 24.0;

/// Whether all segments find room side by side.
fn side_by_side(width: f32, k: usize) -> bool {
    card_width(width, k) >= LEAST
}

fn card_width(width: f32, k: usize) -> f32 {
    (width + GAP) / k.max(1) as f32 - GAP
}

/// How high the segments are, drawn in this width: cards as high as the longest words need.
pub fn height(ui: &Ui, shown: &Shown, width: f32) -> f32 {
    let order = shown.view.order();
    if !side_by_side(width, order.len()) {
        return 28.0 + HEAD + ROW * order.len() as f32;
    }
    let width = inner_width(card_width(width, order.len()));
    let value = if shown.findings.value_column.is_some() { VALUE } else { 0.0 };
    let needed = |position: u8| {
        let sentence = sentence_height(ui, shown.text(position, TextPart::Sentence), width);
        let (name, action) =
            (name_height(ui, shown, position, width), action_height(ui, shown, position, width));
        2.0 * MARGIN + name + SIZE + value + sentence + action + CHECKS + 12.0
    };
    order.into_iter().map(needed).fold(CARD[0], f32::max).min(CARD[1])
}

fn inner_width(card: f32) -> f32 {
    card - if card < 200.0 { 20.0 } else { 28.0 }
}

/// How high words in a field are in this width.
fn high(ui: &Ui, text: &str, look: Look, width: f32) -> f32 {
    let ink = tokens(ui).text;
    ui.painter().layout(text.to_owned(), look.font(), ink, width.max(40.0)).size().y
}

/// The same of a sentence that only stands there.
fn sentence_height(ui: &Ui, text: String, width: f32) -> f32 {
    let words = WidgetText::from(theme::small(text));
    words.into_galley(ui, Some(TextWrapMode::Wrap), width, FontSelection::Default).size().y
}

/// Beside the name stand its mark and its code.
fn name_height(ui: &Ui, shown: &Shown, position: u8, width: f32) -> f32 {
    (high(ui, &shown.name(position), Look::Name, width - MARK - CODE - 6.0) + 2.0).max(20.0)
}

fn action_height(ui: &Ui, shown: &Shown, position: u8, width: f32) -> f32 {
    high(ui, &shown.text(position, TextPart::Action), Look::Action, width - 18.0) + 7.0
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
    let width = inner_width(place.width());
    let inner = Rect::from_center_size(place.center(), vec2(width, place.height() - 2.0 * MARGIN));
    // The words of an action that is far too long do not push out those of the segment.
    let action = action_height(ui, shown, position, width).min(inner.height() * 0.4);
    let foot = inner.bottom() - action - CHECKS;
    let part = |ui: &mut Ui, top: f32, bottom: f32| {
        let rect = Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), bottom));
        let mut part = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min)));
        part.shrink_clip_rect(rect.expand(3.0).intersect(place.shrink(1.0)));
        part.spacing_mut().item_spacing = vec2(6.0, 3.0);
        part.spacing_mut().interact_size.y = 18.0;
        part
    };
    let head = inner.top() + name_height(ui, shown, position, width);
    name(&mut part(ui, inner.top(), head), shown, position, draft, out);
    let mut middle = part(ui, head, foot - 4.0);
    size(&mut middle, shown, segment, position);
    let sentence = shown.text(position, TextPart::Sentence);
    let lines = (middle.available_height() / 17.0) as usize;
    cut_off(&mut middle, &sentence, lines.max(1));
    // Checks stand at the same place in every card.
    words(&mut part(ui, foot, inner.bottom() - CHECKS), shown, position, Look::Action, draft, out);
    let mut last = part(ui, inner.bottom() - CHECKS + 4.0, inner.bottom());
    checks(&mut last, shown, &segment.checks, width >= ALL_CHECKS);
}

/// The mark, the name and the code.
fn name(ui: &mut Ui, shown: &Shown, position: u8, draft: &mut Draft, out: &mut Actions) {
    let rect = ui.max_rect();
    widgets::dot(ui, Some(shown.view.place(position)));
    let code = format!("S{}", shown.edition.code(position));
    let font = FontId::new(11.5, theme::regular());
    ui.painter().text(rect.right_top() + vec2(0.0, 3.0), Align2::RIGHT_TOP, code, font, tokens(ui).muted);
    let words_at = Rect::from_min_max(rect.min + vec2(MARK, 0.0), rect.max - vec2(CODE, 0.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(words_at).layout(Layout::top_down(Align::Min)));
    words(&mut child, shown, position, Look::Name, draft, out);
}

/// Small words on at most so many lines; the whole text shows under the pointer.
fn cut_off(ui: &mut Ui, text: &str, lines: usize) {
    let words = WidgetText::from(theme::small(text).color(tokens(ui).muted));
    let job = words.into_layout_job(ui.style(), FontSelection::Default, Align::Min);
    let mut job = std::sync::Arc::unwrap_or_clone(job);
    job.wrap.max_rows = lines;
    ui.add(Label::new(job).wrap());
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
        [0.19, 0.06, 0.08, 0.165, 0.2].map(|part: f32| room * part);
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
                        words(ui, shown, position, Look::ActionInRow, draft, out);
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
    fn five_segments_stand_side_by_side_on_the_smallest_common_screen_and_more_become_rows() {
        let page = 1280.0 - theme::RAIL - 48.0;
        assert!(side_by_side(page, 5) && !side_by_side(page, 6));
        assert!(side_by_side(2560.0 - theme::RAIL - 48.0, 10));
    }
}
