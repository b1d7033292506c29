//! The small window that explains the screen in plain words with the formula behind it.

use eframe::egui;
use egui::{
    Align2, CornerRadius, Frame, Id, Label, Layout, Margin, Rect, ScrollArea, Stroke, Ui, Window, vec2,
};

use super::fonts::symbol;
use super::say::Say;
use super::theme::{self, tokens};
use super::{Actions, widgets};
use crate::session::action::ViewAction;
use crate::session::{Action, AppState, Screen};
use crate::study::Question;

/// What is explained: a heading, plain words, and where there is one a formula.
struct Passage {
    head: &'static str,
    words: &'static str,
    formula: Option<&'static str>,
}

const fn passage(head: &'static str, words: &'static str, formula: Option<&'static str>) -> Passage {
    Passage { head, words, formula }
}

const START: [Passage; 2] = [
    passage("why-start-what", "why-start-what-more", None),
    passage("why-start-private", "why-start-private-more", None),
];
const CHECK: [Passage; 3] = [
    passage("why-check-roles", "why-check-roles-more", None),
    passage("why-check-missing", "why-check-missing-more", None),
    passage("why-check-skew", "why-check-skew-more", Some("x′ = sign(x) · ln(1 + |x|)")),
];
const CHOOSE: [Passage; 4] = [
    passage("why-choose-label", "why-choose-label-more", None),
    passage("why-choose-split", "why-choose-split-more", None),
    passage("why-choose-scale", "why-choose-scale-more", Some("z = (x − mean) / sd")),
    passage("why-choose-methods", "why-choose-methods-more", Some("Δw(t) = −η · ∂E/∂w + μ · Δw(t−1)")),
];
/// The same two screens where customers are made from transactions.
const CHECK_TRANSACTIONS: [Passage; 3] = [
    passage("why-ledger-rows", "why-ledger-rows-more", Some("B = Σ balance · days / D")),
    passage("why-ledger-sums", "why-ledger-sums-more", Some("B₀ + Σ amounts = B₁")),
    passage("why-ledger-questions", "why-ledger-questions-more", None),
];
const CHOOSE_TIERS: [Passage; 4] = [
    passage(
        "why-tiers-value",
        "why-tiers-value-more",
        Some("margins + fees − costs − losses − tax − capital"),
    ),
    passage("why-tiers-rules", "why-tiers-rules-more", None),
    passage("why-tiers-periods", "why-tiers-periods-more", None),
    passage("why-choose-methods", "why-choose-methods-more", Some("Δw(t) = −η · ∂E/∂w + μ · Δw(t−1)")),
];
/// The last four screens where segments are asked for.
const CHOOSE_SEGMENTS: [Passage; 4] = [
    passage("why-seg-kmeans", "why-seg-kmeans-more", Some("Σ ‖x − m‖² → min")),
    passage("why-seg-k", "why-seg-k-more", None),
    passage("why-choose-scale", "why-choose-scale-more", Some("z = (x − mean) / sd")),
    passage("why-seg-network", "why-seg-network-more", Some("h(t) = tanh(W·x(t) + U·h(t−1) + b)")),
];
const TRAIN_SEGMENTS: [Passage; 3] = [
    passage("why-seg-network", "why-seg-network-more", Some("h(t) = tanh(W·x(t) + U·h(t−1) + b)")),
    passage("why-train-valid", "why-train-valid-more", None),
    passage("why-seg-nulls", "why-seg-nulls-more", None),
];
const RESULTS_SEGMENTS: [Passage; 4] = [
    passage("why-seg-silhouette", "why-seg-silhouette-more", Some("s = (b − a) / max(a, b)")),
    passage("why-seg-stable", "why-seg-stable-more", Some("ARI = (RI − E) / (max − E)")),
    passage("why-seg-nulls", "why-seg-nulls-more", None),
    passage("why-seg-checks", "why-seg-checks-more", None),
];
const TRAIN: [Passage; 4] = [
    passage("why-train-error", "why-train-error-more", Some("E = ½ · Σ (t − y)²")),
    passage("why-train-step", "why-train-step-more", Some("w ← w − η · ∂E/∂w")),
    passage("why-train-valid", "why-train-valid-more", None),
    passage("why-train-adaptive", "why-train-adaptive-more", Some("E↓: η × 1.05   E↑: η × 0.7")),
];
const RESULTS: [Passage; 4] = [
    passage("why-results-accuracy", "why-results-accuracy-more", None),
    passage("why-results-precision", "why-results-precision-more", Some("F1 = 2 · P · R / (P + R)")),
    passage("why-results-chance", "why-results-chance-more", Some("t = d / √((1/J + n₂/n₁) · s²)")),
    passage("why-results-kappa", "why-results-kappa-more", Some("κ = (p − c) / (1 − c)")),
];
const EXPORT: [Passage; 3] = [
    passage("why-export-what", "why-export-what-more", None),
    passage("why-export-bom", "why-export-bom-more", None),
    passage("why-export-formulas", "why-export-formulas-more", None),
];

/// Where a class is foreseen.
const CHOOSE_CHURN: [Passage; 4] = [
    passage("why-churn-network", "why-churn-network-more", Some("p = 1 / (1 + e^−z)   E = −Σ y · ln p")),
    passage("why-churn-threshold", "why-churn-threshold-more", Some("F₂ = 5 · P · R / (4 · P + R)")),
    passage("why-churn-calibration", "why-churn-calibration-more", Some("p′ = 1 / (1 + e^(a·z + b))")),
    passage("why-churn-campaign", "why-churn-campaign-more", Some("p · success · gain > cost")),
];
const TRAIN_CHURN: [Passage; 3] = [
    passage("why-churn-network", "why-churn-network-more", Some("p = 1 / (1 + e^−z)   E = −Σ y · ln p")),
    passage("why-train-step", "why-train-step-more", Some("w ← w − η · ∂E/∂w")),
    passage("why-train-valid", "why-train-valid-more", None),
];
const RESULTS_CHURN: [Passage; 6] = [
    passage("why-churn-matrix", "why-churn-matrix-more", None),
    passage("why-results-precision", "why-results-precision-more", Some("F1 = 2 · P · R / (P + R)")),
    passage("why-churn-ranking", "why-churn-ranking-more", None),
    passage("why-churn-calibration", "why-churn-calibration-more", Some("ECE = Σ n/N · |said − happened|")),
    passage("why-churn-campaign", "why-churn-campaign-more", Some("p · success · gain > cost")),
    passage("why-churn-range", "why-churn-range-more", None),
];
const SCORE: [Passage; 4] = [
    passage("why-score-what", "why-score-what-more", None),
    passage("why-score-columns", "why-score-columns-more", None),
    passage("why-score-drift", "why-score-drift-more", Some("PSI = Σ (a − e) · ln(a / e)")),
    passage("why-score-threshold", "why-score-threshold-more", None),
];

fn passages(state: &AppState) -> &'static [Passage] {
    let choice = state.choice.as_ref();
    let transactions = choice.is_some_and(|choice| choice.recipe.current().value.is_some());
    let asked = choice.map_or(Question::Tiers, |choice| choice.recipe.current().question);
    let finished = state.finished.as_ref().map(|finished| finished.recipe.question);
    let trained = state.live().map(|live| live.recipe.question).or(finished).unwrap_or(asked);
    match (state.screen, asked, trained, finished) {
        (Screen::Choose, Question::Segments, ..) => return &CHOOSE_SEGMENTS,
        (Screen::Choose, Question::Churn, ..) => return &CHOOSE_CHURN,
        (Screen::Train, _, Question::Segments, _) => return &TRAIN_SEGMENTS,
        (Screen::Train, _, Question::Churn, _) => return &TRAIN_CHURN,
        (Screen::Results, .., Some(Question::Segments)) => return &RESULTS_SEGMENTS,
        (Screen::Results, .., Some(Question::Churn)) => return &RESULTS_CHURN,
        _ => {}
    }
    match state.screen {
        Screen::Start => &START,
        Screen::Check if transactions => &CHECK_TRANSACTIONS,
        Screen::Check => &CHECK,
        Screen::Choose if transactions => &CHOOSE_TIERS,
        Screen::Choose => &CHOOSE,
        Screen::Train => &TRAIN,
        Screen::Results => &RESULTS,
        Screen::Export => &EXPORT,
        Screen::Score => &SCORE,
    }
}

/// A page's head with what steers it, and its foot: nothing is laid over them.
const HEAD: f32 = 92.0;
const FOOT: f32 = 76.0;
/// From the right edge.
const ASIDE: f32 = 12.0;

/// Stands above the page, between its head and its foot, and can be dragged: nothing moves away under the pointer or has
/// less room because of it.
pub fn window(ui: &Ui, page: Rect, state: &AppState, out: &mut Actions) {
    let (tokens, say) = (tokens(ui), Say::of(state));
    let frame = Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(theme::CARD_RADIUS))
        .shadow(ui.visuals().popup_shadow)
        .inner_margin(Margin { left: 16, right: 12, top: 14, bottom: 8 });
    let size = vec2(theme::WHY_PANEL, page.height() - HEAD - FOOT);
    let inner = size - frame.total_margin().sum();
    let window = Window::new("why")
        .id(Id::unique("why"))
        .title_bar(false)
        .resizable(false)
        .frame(frame)
        .fixed_size(inner)
        .pivot(Align2::RIGHT_TOP)
        .default_pos(page.right_top() + vec2(-ASIDE, HEAD))
        .constrain_to(page);
    window.show(ui.ctx(), |ui| {
        ui.set_min_size(inner);
        ui.horizontal(|ui| {
            ui.label(theme::card_title(say.tr("ui-why")).color(tokens.text));
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                if widgets::icon_button(ui, symbol::CLOSE, &say.tr("ui-why-close")).clicked() {
                    out.push(Action::View(ViewAction::ToggleWhy));
                }
            });
        });
        ui.add_space(4.0);
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            for passage in passages(state) {
                passage_words(ui, say, passage);
            }
        });
    });
}

fn passage_words(ui: &mut Ui, say: Say, passage: &Passage) {
    let tokens = tokens(ui);
    ui.add(Label::new(theme::strong(say.tr(passage.head)).color(tokens.text)).wrap());
    ui.add(Label::new(theme::body(say.tr(passage.words)).color(tokens.muted)).wrap());
    if let Some(formula) = passage.formula {
        ui.add_space(2.0);
        Frame::new()
            .fill(tokens.background)
            .corner_radius(CornerRadius::same(6))
            .inner_margin(Margin::symmetric(10, 7))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.add(Label::new(theme::body(formula).color(tokens.text)).wrap().selectable(true));
            });
    }
    ui.add_space(12.0);
}
