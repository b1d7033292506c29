//! The folded options: network, rates, patience, split, repeats, seed, each with what happens when it is raised.

use eframe::egui;
use egui::{ComboBox, Label, Margin, TextEdit, Ui};

use crate::models::catalog::catalog;
use crate::models::{ParamKind, ParamSpec, ParamValue, Params};
use crate::session::{Action, Choice, ChooseAction};
use crate::study::{MAX_FOLDS, MAX_REPEATS, Recipe, methods};
use crate::ui::fonts::symbol;
use crate::ui::say::{Say, compact};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;
use crate::ui::{Actions, Draft};

/// The parameters worth a person's attention, in this order; the others have good values and stand on the
/// command line.
const SHOWN: [&str; 6] = ["hidden_layers", "learning_rate", "momentum", "max_epochs", "patience", "l2"];

pub fn options_card(ui: &mut Ui, say: Say, choice: &Choice, draft: &mut Draft, out: &mut Actions) {
    let recipe = choice.recipe.current();
    ui.label(theme::card_title(say.tr("ui-options")).color(tokens(ui).text));
    for key in SHOWN {
        if let Some(spec) = spec(recipe, key) {
            param_row(ui, say, recipe, spec, draft, out);
        }
    }
    split_rows(ui, say, recipe, out);
    seed_row(ui, say, recipe, draft, out);
}

/// The parameter of this name that one of the chosen methods has and that does not make the method.
fn spec(recipe: &Recipe, key: &str) -> Option<&'static ParamSpec> {
    let chosen = methods().iter().filter(|method| recipe.methods.iter().any(|wanted| wanted.id == method.id));
    let algorithms: Vec<&str> = chosen
        .filter(|method| method.fixed.iter().all(|(fixed, _)| *fixed != key))
        .map(|method| method.algorithm)
        .collect();
    catalog()
        .iter()
        .filter(|algorithm| algorithms.contains(&algorithm.id()))
        .find_map(|algorithm| algorithm.params().iter().find(|spec| spec.key == key))
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

fn param_row(
    ui: &mut Ui,
    say: Say,
    recipe: &Recipe,
    spec: &'static ParamSpec,
    draft: &mut Draft,
    out: &mut Actions,
) {
    let name = say.tr(spec.name);
    let chosen = recipe.shared.0.get(spec.key);
    row(ui, &name, &say.tr(spec.more), |ui| {
        if chosen.is_some() {
            let reset = say.with("ui-option-default", "name", &name);
            if widgets::icon_button(ui, symbol::UNDO, &reset).clicked() {
                draft.typed.remove(spec.key);
                out.push(Action::Choose(ChooseAction::Param(spec.key.to_owned(), None)));
            }
        }
        let value = chosen.cloned().unwrap_or_else(|| spec.kind.default_value());
        match spec.kind {
            ParamKind::Bool { .. } => {
                let mut on = value == ParamValue::Bool(true);
                if ui.checkbox(&mut on, "").accessible_name(&name).changed() {
                    let value = Some(ParamValue::Bool(on));
                    out.push(Action::Choose(ChooseAction::Param(spec.key.to_owned(), value)));
                }
            }
            ParamKind::Choice { options, .. } => {
                let shown = value.to_string();
                ComboBox::from_id_salt(spec.key)
                    .selected_text(theme::body(&shown))
                    .show_ui(ui, |ui| {
                        for option in options {
                            if ui.selectable_label(*option == shown, *option).clicked() {
                                let value = Some(ParamValue::Choice((*option).to_owned()));
                                out.push(Action::Choose(ChooseAction::Param(spec.key.to_owned(), value)));
                            }
                        }
                    })
                    .response
                    .accessible_name(&name);
            }
            ParamKind::Int { .. } | ParamKind::Float { .. } | ParamKind::Sizes { .. } => {
                typed(ui, say, spec, chosen, &name, draft, out);
            }
        }
    });
    if let Some(text) = draft.typed.get(spec.key)
        && !text.trim().is_empty()
        && let Err(problem) = Params::default().set_text(std::slice::from_ref(spec), spec.key, text)
    {
        ui.add(Label::new(theme::small(say.problem(&problem)).color(tokens(ui).problem)).wrap());
    }
}

/// As the placeholder of an empty field: what holds when nothing is typed.
fn default_text(say: Say, spec: &ParamSpec) -> String {
    match spec.kind.default_value() {
        // A rate of nought stands for the rate that suits the method.
        ParamValue::Float(0.0) if spec.key == "learning_rate" => say.tr("ui-option-auto"),
        ParamValue::Float(value) => compact(value),
        other => other.to_string(),
    }
}

fn typed(
    ui: &mut Ui,
    say: Say,
    spec: &'static ParamSpec,
    chosen: Option<&ParamValue>,
    name: &str,
    draft: &mut Draft,
    out: &mut Actions,
) {
    let settled = chosen.map(ToString::to_string).unwrap_or_default();
    let text = draft.typed.entry(spec.key.to_owned()).or_insert_with(|| settled.clone());
    let field = TextEdit::singleline(text)
        .hint_text(default_text(say, spec))
        .desired_width(84.0)
        .align(egui::Align2::RIGHT_CENTER)
        .margin(Margin::symmetric(8, 5));
    let response = ui.add(field).accessible_name(name);
    if response.changed() {
        let key = spec.key.to_owned();
        let mut params = Params::default();
        if text.trim().is_empty() {
            out.push(Action::Choose(ChooseAction::Param(key, None)));
        } else if params.set_text(std::slice::from_ref(spec), spec.key, text).is_ok() {
            let value = params.0.remove(spec.key);
            out.push(Action::Choose(ChooseAction::Param(key, value)));
        }
    } else if !response.has_focus() {
        // Undo, redo and Retry change the value behind the field.
        let valid = Params::default().set_text(std::slice::from_ref(spec), spec.key, text).is_ok();
        if valid || text.trim().is_empty() {
            draft.typed.remove(spec.key);
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

fn seed_row(ui: &mut Ui, say: Say, recipe: &Recipe, draft: &mut Draft, out: &mut Actions) {
    const KEY: &str = "seed";
    let name = say.tr("ui-seed");
    row(ui, &name, &say.tr("ui-seed-more"), |ui| {
        let text = draft.typed.entry(KEY.to_owned()).or_insert_with(|| recipe.seed.to_string());
        let field = TextEdit::singleline(text)
            .desired_width(84.0)
            .align(egui::Align2::RIGHT_CENTER)
            .margin(Margin::symmetric(8, 5));
        let response = ui.add(field).accessible_name(&name);
        match text.trim().parse() {
            Ok(seed) if response.changed() && seed != recipe.seed => {
                out.push(Action::Choose(ChooseAction::Seed(seed)));
            }
            _ if !response.has_focus() => {
                draft.typed.remove(KEY);
            }
            _ => {}
        }
    });
}
