//! The folded options: network, rates, patience, split, repeats, seed, each with what happens when it is raised.

use eframe::egui;
use egui::{Label, Margin, Stroke, TextEdit, Ui};

use crate::models::{ParamSpec, ParamValue};
use crate::session::{Action, Choice, ChooseAction, options};
use crate::study::suggest::DEFAULT_SEED;
use crate::study::{MAX_FOLDS, MAX_REPEATS, Recipe};
use crate::ui::fonts::symbol;
use crate::ui::say::{Say, compact};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;
use crate::ui::{Actions, Draft};

/// The parameters worth a person's attention, in this order; the others have good values and stand on the
/// command line.
const SHOWN: [&str; 8] =
    ["hidden_layers", "learning_rate", "momentum", "memory", "damping", "max_epochs", "patience", "l2"];

pub fn options_card(ui: &mut Ui, say: Say, choice: &Choice, draft: &mut Draft, out: &mut Actions) {
    let recipe = choice.recipe.current();
    ui.label(theme::card_title(say.tr("ui-options")).color(tokens(ui).text));
    for key in SHOWN {
        if let Some(spec) = options::spec(recipe, key) {
            param_row(ui, say, choice, spec, draft, out);
        }
    }
    split_rows(ui, say, recipe, out);
    seed_row(ui, say, choice, draft, out);
}

fn seed_row(ui: &mut Ui, say: Say, choice: &Choice, draft: &mut Draft, out: &mut Actions) {
    let recipe = choice.recipe.current();
    let (seed, usual) = (recipe.seed.to_string(), DEFAULT_SEED.to_string());
    let field = Field {
        key: options::SEED,
        name: say.tr("ui-seed"),
        more: say.tr("ui-seed-more"),
        settled: (recipe.seed != DEFAULT_SEED).then_some(seed),
        usual,
    };
    field.show(ui, say, choice, draft, out);
}

/// What of a class that is foreseen is worth a person's attention.
const CHURN_SHOWN: [&str; 10] = [
    "trials",
    "hidden_layers",
    "learning_rate",
    "batch_size",
    "dropout",
    "l2",
    "class_weights",
    "max_epochs",
    "patience",
    "ensemble_size",
];

/// The options where a class is foreseen: those of the chosen methods, the division, and the seed.
pub fn churn_options_card(ui: &mut Ui, say: Say, choice: &Choice, draft: &mut Draft, out: &mut Actions) {
    let recipe = choice.recipe.current();
    ui.label(theme::card_title(say.tr("ui-options")).color(tokens(ui).text));
    for key in CHURN_SHOWN {
        if let Some(spec) = options::spec(recipe, key) {
            param_row(ui, say, choice, spec, draft, out);
        }
    }
    split_rows(ui, say, recipe, out);
    seed_row(ui, say, choice, draft, out);
}

/// What of a segmentation is worth a person's attention.
const SEGMENTS_SHOWN: [&str; 7] =
    ["units", "max_epochs", "patience", "learning_rate", "batch_size", "n_components", "n_init"];

/// The options of a segmentation: those of the chosen methods, and the seed.
pub fn segment_options_card(ui: &mut Ui, say: Say, choice: &Choice, draft: &mut Draft, out: &mut Actions) {
    ui.label(theme::card_title(say.tr("ui-options")).color(tokens(ui).text));
    for key in SEGMENTS_SHOWN {
        if let Some(spec) = options::spec(choice.recipe.current(), key) {
            param_row(ui, say, choice, spec, draft, out);
        }
    }
    seed_row(ui, say, choice, draft, out);
}

/// A name, a control on the right, and one small line below.
fn row(ui: &mut Ui, name: &str, more: &str, control: impl FnOnce(&mut Ui)) {
    let tokens = tokens(ui);
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.label(theme::body(name).color(tokens.text));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), control);
    });
    ui.add(Label::new(theme::small(more).color(tokens.muted)).wrap());
}

/// A field for text that stands for a value, or for the usual one while it is empty.
struct Field {
    key: &'static str,
    name: String,
    /// What happens when it is raised.
    more: String,
    /// The chosen value as typed.
    settled: Option<String>,
    /// What holds where nothing is chosen.
    usual: String,
}

fn param_row(
    ui: &mut Ui,
    say: Say,
    choice: &Choice,
    spec: &'static ParamSpec,
    draft: &mut Draft,
    out: &mut Actions,
) {
    let recipe = choice.recipe.current();
    let values: Vec<String> = options::defaults(recipe, spec.key).iter().map(spoken).collect();
    let (usual, more) = if options::is_automatic(recipe, spec.key) {
        let rates = values.join(" · ");
        (say.tr("option-automatic"), say.with("ui-option-rate-more", "rates", rates))
    } else {
        let usual = match &values[..] {
            [one] => one.clone(),
            _ => say.tr("ui-option-by-method"),
        };
        (usual, say.tr(spec.more))
    };
    let settled = recipe.shared.0.get(spec.key).map(ToString::to_string);
    Field { key: spec.key, name: say.tr(spec.name), more, settled, usual }.show(ui, say, choice, draft, out);
}

fn spoken(value: &ParamValue) -> String {
    match value {
        ParamValue::Float(number) => compact(*number),
        other => other.to_string(),
    }
}

impl Field {
    fn show(&self, ui: &mut Ui, say: Say, choice: &Choice, draft: &mut Draft, out: &mut Actions) {
        let problem = choice.unreadable.get(self.key);
        row(ui, &self.name, &self.more, |ui| {
            self.text(ui, problem.is_some(), draft, out);
            if self.settled.is_none() && problem.is_none() {
                ui.label(theme::small(say.tr("ui-option-usual")).color(tokens(ui).muted));
            } else {
                let reset = say.with("ui-option-default", "name", &self.name);
                if widgets::icon_button(ui, symbol::UNDO, &reset).clicked() {
                    draft.typed.remove(self.key);
                    out.push(Action::Choose(ChooseAction::Typed(self.key, String::new())));
                }
            }
        });
        if let Some(problem) = problem {
            ui.add(Label::new(theme::small(say.problem(problem)).color(tokens(ui).problem)).wrap());
        }
    }

    fn text(&self, ui: &mut Ui, wrong: bool, draft: &mut Draft, out: &mut Actions) {
        let tokens = tokens(ui);
        let settled = self.settled.clone().unwrap_or_default();
        let text = draft.typed.entry(self.key.to_owned()).or_insert(settled);
        let response = ui
            .scope(|ui| {
                // What holds without a choice is a value like any other, not a faint hint.
                ui.visuals_mut().weak_text_color = Some(tokens.text);
                if wrong {
                    let stroke = Stroke::new(1.5, tokens.problem);
                    ui.visuals_mut().widgets.inactive.bg_stroke = stroke;
                    ui.visuals_mut().widgets.hovered.bg_stroke = stroke;
                }
                let field = TextEdit::singleline(text)
                    .hint_text(self.usual.as_str())
                    .desired_width(84.0)
                    .align(egui::Align2::RIGHT_CENTER)
                    .margin(Margin::symmetric(8, 5));
                ui.add(field).accessible_name(&self.name)
            })
            .inner;
        if response.changed() {
            // All that is typed until the field is left is one step of undo.
            out.push(Action::Choose(ChooseAction::BeginDrag));
            out.push(Action::Choose(ChooseAction::Typed(self.key, text.clone())));
        }
        if response.lost_focus() {
            out.push(Action::Choose(ChooseAction::EndDrag));
        } else if !response.has_focus() && !response.changed() && !wrong {
            // Undo, redo and Retry change the value behind the field.
            draft.typed.remove(self.key);
        }
    }
}

fn split_rows(ui: &mut Ui, say: Say, recipe: &Recipe, out: &mut Actions) {
    let plan = &recipe.split;
    let shares = |train_percent, valid_percent| ChooseAction::Shares { train_percent, valid_percent };
    let name = say.tr("ui-train-share");
    row(ui, &name, &say.tr("ui-train-share-more"), |ui| {
        let change = |train_percent| shares(train_percent, plan.valid_percent);
        widgets::stepper(ui, say, &name, plan.train_percent, 10..=90, change, out);
    });
    let name = say.tr("ui-valid-share");
    row(ui, &name, &say.tr("ui-valid-share-more"), |ui| {
        let change = |valid_percent| shares(plan.train_percent, valid_percent);
        widgets::stepper(ui, say, &name, plan.valid_percent, 5..=85, change, out);
    });
    let name = say.tr("ui-repeats");
    row(ui, &name, &say.tr("ui-repeats-more"), |ui| {
        widgets::stepper(ui, say, &name, plan.repeats, 1..=MAX_REPEATS, ChooseAction::Repeats, out);
    });
    let name = say.tr("ui-folds");
    row(ui, &name, &say.tr("ui-folds-more"), |ui| {
        widgets::stepper(ui, say, &name, plan.folds, 1..=MAX_FOLDS, ChooseAction::Folds, out);
    });
}
