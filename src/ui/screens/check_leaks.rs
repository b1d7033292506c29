//! Columns that give the label away, as the second screen says it: found, looked for now, none, or not looked for yet.

use eframe::egui;
use egui::{Label, Ui};

use crate::base::{Issue, Message, Severity};
use crate::session::{AppState, Choice};
use crate::study::Question;
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

/// What was found for the label as it is chosen now.
pub fn issues(state: &AppState) -> Vec<Issue> {
    let Some(choice) = asked(state) else { return Vec::new() };
    let recipe = choice.recipe.current();
    let used = |name: &str| recipe.features.columns.iter().any(|column| column.name == name);
    let issue = |suspicion: &crate::data::leak::Suspicion| {
        let hint = if used(&suspicion.column) { "ui-check-leak-in" } else { "ui-check-leak-out" };
        Issue::new(Severity::Warning, suspicion.message.clone())
            .in_column(&suspicion.column)
            .with_hint(Message::new(hint).with("label", &recipe.label))
    };
    choice.suspicions.iter().map(issue).collect()
}

/// What is chosen, where that has a label.
fn asked(state: &AppState) -> Option<&Choice> {
    let choice = state.choice.as_ref()?;
    let recipe = choice.recipe.current();
    (recipe.question != Question::Segments && !recipe.label.is_empty()).then_some(choice)
}

/// Says what was looked for where nothing was found.
pub fn card(ui: &mut Ui, state: &AppState) {
    let say = Say::of(state);
    let words = match asked(state) {
        None => say.tr("ui-check-leaks-later"),
        Some(choice) if choice.suspicions.is_empty() => {
            let label = &choice.recipe.current().label;
            let key = match choice.looked_through.as_ref() == Some(label) {
                _ if state.looks_for_leaks() => "ui-check-leaks-looking",
                true => "ui-check-leaks-none",
                false => "ui-check-leaks-unknown",
            };
            say.with(key, "label", label)
        }
        Some(_) => return,
    };
    widgets::card(ui, |ui| {
        ui.label(theme::card_title(say.tr("ui-check-leaks")).color(tokens(ui).text));
        ui.add(Label::new(theme::body(words).color(tokens(ui).muted)).wrap());
    });
}
