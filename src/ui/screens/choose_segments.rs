//! What is chosen about segments: how many, by which methods, and what says what a segment is worth.

use eframe::egui;
use egui::{ComboBox, Label, Ui, vec2};

use super::choose_cards::{Cards, Chosen, MethodWords, Preset, methods_card};
use super::{choose_columns, choose_missing, choose_options, choose_sequence};
use crate::base::Message;
use crate::session::work::{MAX_K, MIN_K};
use crate::session::{Action, ChooseAction, SegmentChoice, Table};
use crate::study::segments::{ClusterMethod, cluster_methods, find_method};
use crate::study::{MethodChoice, Recipe};
use crate::ui::Actions;
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

/// Sets of methods to begin with; plain K-means stands beside each, so that there is something to compare with.
const PRESETS: [Preset; 4] = [
    ("ui-seg-preset-kmeans", &["kmeans"]),
    ("ui-seg-preset-pca", &["kmeans", "pca_kmeans"]),
    ("ui-seg-preset-rnn", &["kmeans", "rnn_kmeans"]),
    (
        "ui-seg-preset-all",
        &[
            "kmeans",
            "kmeans_log",
            "pca_kmeans",
            "rnn_kmeans",
            "lstm_kmeans",
            "gru_kmeans",
            "autoencoder_kmeans",
        ],
    ),
];

/// The cards below those of the questions.
pub const CARDS: Cards = Cards { main, options, methods };

fn main(ui: &mut Ui, Chosen { say, table, choice, draft, out, .. }: &mut Chosen) {
    if choose_missing::has_empty_cells(table, choice) {
        widgets::card(ui, |ui| choose_missing::empty_cells_card(ui, *say, table, choice, out));
    }
    widgets::card(ui, |ui| choose_columns::columns_card(ui, *say, table, choice, draft, out));
}

/// On a wide page with what says what a segment is worth, which else is the last card.
fn options(ui: &mut Ui, Chosen { say, table, choice, wide, draft, out }: &mut Chosen) {
    widgets::card(ui, |ui| choose_options::segment_options_card(ui, *say, choice, draft, out));
    if *wide {
        widgets::card(ui, |ui| value_card(ui, *say, table, choice.recipe.current(), out));
    }
}

fn methods(ui: &mut Ui, Chosen { say, table, choice, wide, out, .. }: &mut Chosen) {
    let recipe = choice.recipe.current();
    widgets::card(ui, |ui| k_card(ui, *say, recipe, out));
    let methods = cluster_methods().iter().map(|method| MethodWords {
        id: method.id,
        name_key: method.name_key,
        about_key: method.about_key,
    });
    widgets::card(ui, |ui| methods_card(ui, *say, recipe, (&PRESETS, methods), out));
    if recipe.methods.iter().any(is_network) {
        widgets::card(ui, |ui| choose_sequence::sequence_card(ui, *say, table, recipe, out));
    }
    if !*wide {
        widgets::card(ui, |ui| value_card(ui, *say, table, recipe, out));
    }
}

pub fn is_network(choice: &MethodChoice) -> bool {
    find_method(&choice.id).is_ok_and(ClusterMethod::is_network)
}

fn k_card(ui: &mut Ui, say: Say, recipe: &Recipe, out: &mut Actions) {
    let chosen = recipe.segments.as_ref().and_then(|segments| segments.k);
    let choose = |k| Action::Choose(ChooseAction::Segments(SegmentChoice::K(k)));
    title(ui, say, "ui-seg-k", "ui-seg-k-term");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 6.0);
        if widgets::tab(ui, chosen.is_none(), &say.tr("ui-seg-k-auto")).clicked() && chosen.is_some() {
            out.push(choose(None));
        }
        for k in MIN_K..=MAX_K {
            let on = chosen == Some(k);
            let name = say.with("ui-seg-k-n", "n", k);
            let tab = widgets::tab(ui, on, &k.to_string()).on_hover_text(&name);
            if tab.clicked() && !on {
                out.push(choose(Some(k)));
            }
        }
    });
    note(ui, &say.tr("ui-seg-k-more"));
}

/// The column whose sum says what a segment is worth.
fn value_card(ui: &mut Ui, say: Say, table: &Table, recipe: &Recipe, out: &mut Actions) {
    let chosen = recipe.segments.as_ref().and_then(|segments| segments.value_column.as_deref());
    let choose = |column| Action::Choose(ChooseAction::Segments(SegmentChoice::ValueColumn(column)));
    ui.horizontal(|ui| {
        let name = ui.label(theme::card_title(say.tr("ui-seg-value")).color(tokens(ui).text));
        let shown = chosen.map_or_else(|| say.tr("ui-seg-value-none"), str::to_owned);
        ComboBox::from_id_salt("value column")
            .width(200.0)
            .height(320.0)
            .selected_text(theme::body(shown))
            .show_ui(ui, |ui| {
                let none = theme::body(say.tr("ui-seg-value-none"));
                if ui.selectable_label(chosen.is_none(), none).clicked() && chosen.is_some() {
                    out.push(choose(None));
                }
                for column in numbers(table) {
                    let on = chosen == Some(column);
                    if ui.selectable_label(on, theme::body(column)).clicked() && !on {
                        out.push(choose(Some(column.to_owned())));
                    }
                }
            })
            .response
            .labelled_by(name.id);
    });
    note(ui, &say.tr("ui-seg-value-more"));
}

/// The columns of numbers that are no identifiers.
pub fn numbers(table: &Table) -> impl Iterator<Item = &str> {
    use crate::data::roles::Role;
    let counts =
        |role: Role| !matches!(role, Role::Identifier | Role::Constant | Role::Date | Role::EarlierRun);
    let columns = table.profile.columns.iter();
    columns
        .filter(move |column| column.numeric.is_some() && counts(column.role))
        .map(|column| column.name.as_str())
}

/// The title of a card with the technical term beside it.
pub fn title(ui: &mut Ui, say: Say, key: &'static str, term: &'static str) {
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.tr(key)).color(tokens(ui).text));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add(Label::new(theme::small(say.tr(term)).color(tokens(ui).muted)).truncate());
        });
    });
}

/// A small line below a control.
pub fn note(ui: &mut Ui, text: &str) {
    ui.add(Label::new(theme::small(text).color(tokens(ui).muted)).wrap());
}

/// What will be done, beside the button.
pub fn plan_words(say: Say, recipe: &Recipe) -> String {
    let methods = Message::new("ui-seg-plan").with("methods", recipe.methods.len());
    let words = match recipe.segments.as_ref().and_then(|segments| segments.k) {
        Some(k) => methods.with("k", Message::new("ui-seg-plan-k").with("n", k)),
        None => methods.with("k", Message::new("ui-seg-plan-auto")),
    };
    say.msg(&words)
}
