//! What is asked of the customers: one card a question, and why one of them is suggested.

use eframe::egui;
use egui::{CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use crate::session::work::suggested_question;
use crate::session::{Action, Choice, ChooseAction, Table};
use crate::study::Question;
use crate::ui::Actions;
use crate::ui::fonts::symbol;
use crate::ui::say::Say;
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets;

/// From this width on the reason stands beside the title of a card.
const ROOMY: f32 = 430.0;
/// How high a card is.
const HIGH: f32 = 66.0;

/// A question as it stands on its card.
struct Card {
    question: Question,
    title: &'static str,
    more: &'static str,
}

const CARDS: [Card; 3] = [
    Card { question: Question::Tiers, title: "ui-seg-question-tiers", more: "ui-seg-question-tiers-more" },
    Card {
        question: Question::Segments,
        title: "ui-seg-question-segments",
        more: "ui-seg-question-segments-more",
    },
    Card { question: Question::Churn, title: "ui-churn-question", more: "ui-churn-question-more" },
];

pub fn question_cards(ui: &mut Ui, say: Say, (table, choice): (&Table, &Choice), out: &mut Actions) {
    let asked = choice.recipe.current().question;
    let suggested = suggested_question(table);
    let room = ui.available_rect_before_wrap();
    let width = (room.width() - GAP * (CARDS.len() - 1) as f32) / CARDS.len() as f32;
    for (index, card) in CARDS.iter().enumerate() {
        let corner = room.min + vec2((width + GAP) * index as f32, 0.0);
        let place = Rect::from_min_size(corner, vec2(width, HIGH));
        let why = (card.question == suggested).then(|| say.tr(why(table, suggested)));
        if card_ui(ui, say, place, card, asked == card.question, why.as_deref()) {
            out.push(Action::Choose(ChooseAction::Question(card.question)));
        }
    }
    ui.advance_cursor_after_rect(Rect::from_min_size(room.min, vec2(room.width(), HIGH)));
}

/// What of the table suggests the question.
fn why(table: &Table, suggested: Question) -> &'static str {
    match suggested {
        Question::Segments => "ui-seg-question-why-segments",
        Question::Tiers if table.value.is_some() => "ui-seg-question-why-transactions",
        Question::Tiers => "ui-seg-question-why-label",
        Question::Churn => "ui-churn-question-why",
    }
}

/// One card; answers whether it was chosen just now.
fn card_ui(ui: &mut Ui, say: Say, place: Rect, card: &Card, on: bool, why: Option<&str>) -> bool {
    let tokens = tokens(ui);
    let response = ui.interact(place, ui.scope_id().with(card.title), Sense::click());
    let title = say.tr(card.title);
    let about = match why {
        Some(why) => format!("{} · {why}", say.tr(card.more)),
        None => say.tr(card.more),
    };
    response.widget_info(|| {
        let mut info = WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), on, &title);
        info.hint_text = Some(about.clone());
        info
    });
    let line = if on || response.hovered() { tokens.accent } else { tokens.line };
    let thick = if response.has_focus() { 2.0 } else { 1.0 };
    let fill = if on { tokens.soft } else { tokens.surface };
    let round = CornerRadius::same(theme::CARD_RADIUS);
    ui.painter().rect(place, round, fill, Stroke::new(thick, line), StrokeKind::Inside);
    let middle = pos2(place.left() + 24.0, place.center().y);
    ui.painter().circle_stroke(middle, 7.0, Stroke::new(1.5, if on { tokens.accent } else { tokens.muted }));
    if on {
        ui.painter().circle_filled(middle, 3.5, tokens.accent);
    }
    let words = Rect::from_min_max(place.min + vec2(42.0, 8.0), place.max - vec2(12.0, 6.0));
    let mut lines = ui.new_child(egui::UiBuilder::new().max_rect(words));
    lines.spacing_mut().item_spacing.y = 1.0;
    lines.style_mut().interaction.selectable_labels = false;
    let reason = |ui: &mut Ui, why: &str| {
        ui.label(theme::icon(symbol::CHECK, 12.0).color(tokens.accent));
        ui.add(egui::Label::new(theme::small(why).color(tokens.accent)).truncate());
    };
    let beside = words.width() >= ROOMY;
    lines.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.label(theme::card_title(&title).color(tokens.text));
        if let Some(why) = why.filter(|_| beside) {
            reason(ui, why);
        }
    });
    match why.filter(|_| !beside) {
        // Why this one is suggested says more than what it is.
        Some(why) => {
            // As high as the words, not as a control.
            lines.spacing_mut().interact_size.y = 0.0;
            lines.horizontal(|ui| reason(ui, why));
        }
        None => widgets::two_lines(&mut lines, &say.tr(card.more)),
    }
    response.on_hover_text(about).clicked() && !on
}
