//! What is chosen about a class that is foreseen: which it is, by which methods, from which probability on customers are
//! called, and what calling costs and brings.

use eframe::egui;
use egui::{Label, Ui, vec2};

use super::choose::{classes, label_choice};
use super::choose_cards::{Cards, Chosen, MethodWords, Preset, methods_card};
use super::choose_segments::{note, title};
use super::{choose_columns, choose_options};
use crate::base::Message;
use crate::metrics::ThresholdRule;
use crate::session::{Action, Choice, ChooseAction, ChurnChoice, Table};
use crate::study::churn::{CalibrationChoice, Campaign, ChurnRecipe, calibration_choice_name, rule_name};
use crate::study::methods as all_methods;
use crate::study::methods::Family;
use crate::ui::Actions;
use crate::ui::say::{Say, count};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

/// Sets of methods to begin with.
const PRESETS: [Preset; 5] = [
    ("ui-churn-preset-better", &["ann", "logistic"]),
    ("ui-churn-preset-source", &["ann_source"]),
    ("ui-churn-preset-baselines", &["logistic"]),
    ("ui-churn-preset-search", &["ann_search", "logistic"]),
    ("ui-churn-preset-all", &["ann", "ann_source", "logistic"]),
];

/// The cards below those of the questions.
pub const CARDS: Cards = Cards { main, options, methods };

fn main(ui: &mut Ui, Chosen { say, table, choice, draft, out, .. }: &mut Chosen) {
    widgets::card(ui, |ui| label_card(ui, *say, table, choice, out));
    widgets::card(ui, |ui| choose_columns::columns_card(ui, *say, table, choice, draft, out));
}

fn options(ui: &mut Ui, Chosen { say, choice, draft, out, .. }: &mut Chosen) {
    widgets::card(ui, |ui| choose_options::churn_options_card(ui, *say, choice, draft, out));
}

fn methods(ui: &mut Ui, Chosen { say, table, choice, out, .. }: &mut Chosen) {
    let chosen = choice.recipe.current().churn.clone().unwrap_or_default();
    let n = table.frame.n_rows() as u64;
    let methods = all_methods().iter().filter(|method| method.family == Family::Churn);
    let methods = methods.map(|method| MethodWords {
        id: method.id,
        name_key: method.name_key,
        about_key: method.about_key,
    });
    widgets::card(ui, |ui| methods_card(ui, *say, choice.recipe.current(), (&PRESETS, methods), out));
    widgets::card(ui, |ui| threshold_card(ui, *say, (&chosen, n), out));
    widgets::card(ui, |ui| calibration_card(ui, *say, &chosen, out));
    widgets::card(ui, |ui| {
        title(ui, *say, "ui-churn-campaign", "ui-churn-campaign-term");
        let change = |campaign| Action::Choose(ChooseAction::Churn(ChurnChoice::Campaign(campaign)));
        campaign_fields(ui, *say, chosen.campaign, true, change, out);
    });
}

fn choose(change: ChurnChoice) -> Action {
    Action::Choose(ChooseAction::Churn(change))
}

/// The label, and which of its classes is looked for.
fn label_card(ui: &mut Ui, say: Say, table: &Table, choice: &Choice, out: &mut Actions) {
    let tokens = tokens(ui);
    let recipe = choice.recipe.current();
    label_choice(ui, say, table, recipe, out);
    let classes = classes(table, choice);
    if classes.is_empty() {
        return;
    }
    let rarest = classes.iter().filter_map(|(name, n)| Some((name, (*n)?)));
    // Of equally rare ones the later one, as the run takes it.
    let rarest = rarest.min_by_key(|(_, n)| *n).map(|(_, least)| least).and_then(|least| {
        classes.iter().rev().find(|(_, n)| *n == Some(least)).map(|(name, _)| name.as_str())
    });
    let chosen = recipe.churn.as_ref().and_then(|churn| churn.class.as_deref());
    ui.add(Label::new(theme::small(say.tr("ui-churn-class")).color(tokens.muted)).wrap());
    egui::ScrollArea::vertical().id_salt("classes").max_height(96.0).auto_shrink([false, true]).show(
        ui,
        |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                for (name, customers) in &classes {
                    let text = match customers {
                        Some(customers) => format!("{name} · {}", count(*customers)),
                        None => name.clone(),
                    };
                    let on = chosen.or(rarest) == Some(name.as_str());
                    if widgets::toggle(ui, on, &text).clicked() && !on {
                        let class = (rarest != Some(name.as_str())).then(|| name.clone());
                        out.push(choose(ChurnChoice::Class(class)));
                    }
                }
            });
        },
    );
}

/// The kinds of rules, each with what it begins with.
fn rules(n: u64) -> [(&'static str, ThresholdRule); 5] {
    let some = (n / 10).max(1);
    [
        ("ui-churn-rule-f2", ThresholdRule::F2),
        ("ui-churn-rule-cost", ThresholdRule::Cost { false_positive: 1.0, false_negative: 5.0 }),
        ("ui-churn-rule-capacity", ThresholdRule::Capacity { customers: some, of: n }),
        ("ui-churn-rule-recall", ThresholdRule::RecallFloor(0.8)),
        ("ui-churn-rule-fixed", ThresholdRule::Fixed(0.5)),
    ]
}

fn same_kind(a: ThresholdRule, b: ThresholdRule) -> bool {
    std::mem::discriminant(&a) == std::mem::discriminant(&b)
}

/// From which probability on a customer is called.
fn threshold_card(ui: &mut Ui, say: Say, (chosen, n): (&ChurnRecipe, u64), out: &mut Actions) {
    title(ui, say, "ui-churn-threshold", "ui-churn-threshold-term");
    let rule = chosen.threshold;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (key, begins) in rules(n) {
            let on = same_kind(rule, begins);
            if widgets::tab(ui, on, &say.tr(key)).clicked() && !on {
                out.push(choose(ChurnChoice::Threshold(begins)));
            }
        }
    });
    let change = |rule| choose(ChurnChoice::Threshold(rule));
    match rule {
        ThresholdRule::Cost { false_positive, false_negative } => {
            let field = Amount { key: "ui-churn-cost-vain", most: 1e9, percent: false };
            field.show(ui, say, false_positive, out, |value| {
                // Two costs of nothing would say nothing.
                let value = if false_negative > 0.0 { value } else { value.max(0.01) };
                change(ThresholdRule::Cost { false_positive: value, false_negative })
            });
            let field = Amount { key: "ui-churn-cost-missed", most: 1e9, percent: false };
            field.show(ui, say, false_negative, out, |value| {
                let value = if false_positive > 0.0 { value } else { value.max(0.01) };
                change(ThresholdRule::Cost { false_positive, false_negative: value })
            });
        }
        ThresholdRule::Capacity { customers, of } => {
            let field = Amount { key: "ui-churn-capacity", most: of as f64, percent: false };
            field.show(ui, say, customers as f64, out, |value| {
                change(ThresholdRule::Capacity { customers: value.round().max(1.0) as u64, of })
            });
        }
        ThresholdRule::RecallFloor(recall) => {
            let field = Amount { key: "ui-churn-recall-floor", most: 1.0, percent: true };
            field.show(ui, say, recall, out, |value| change(ThresholdRule::RecallFloor(value.max(0.001))));
        }
        ThresholdRule::Fixed(threshold) => {
            let field = Amount { key: "ui-churn-fixed", most: 1.0, percent: true };
            field.show(ui, say, threshold, out, |value| change(ThresholdRule::Fixed(value)));
        }
        ThresholdRule::FBeta(_) | ThresholdRule::CapacityShare(_) => {}
    }
    let key = match rule {
        ThresholdRule::Fixed(_) => "ui-churn-rule-fixed-more",
        _ => "ui-churn-rule-more",
    };
    note(ui, &say.with(key, "rule", rule_name(rule)));
}

fn calibration_card(ui: &mut Ui, say: Say, chosen: &ChurnRecipe, out: &mut Actions) {
    title(ui, say, "ui-churn-calibration", "ui-churn-calibration-term");
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for choice in CalibrationChoice::ALL {
            let key = match choice {
                CalibrationChoice::Auto => "ui-churn-calibration-auto",
                CalibrationChoice::None => "ui-churn-calibration-none",
                CalibrationChoice::Platt => "ui-churn-calibration-platt",
                CalibrationChoice::Isotonic => "ui-churn-calibration-isotonic",
            };
            let on = chosen.calibration == choice;
            if widgets::tab(ui, on, &say.tr(key)).clicked() && !on {
                out.push(choose(ChurnChoice::Calibration(choice)));
            }
        }
    });
    note(ui, &say.with("ui-churn-calibration-more", "how", calibration_choice_name(chosen.calibration)));
}

/// What a call costs and brings. Where it is a part of the recipe, what is typed or dragged is one step of undo.
pub fn campaign_fields(
    ui: &mut Ui,
    say: Say,
    campaign: Campaign,
    undone: bool,
    change: impl Fn(Campaign) -> Action,
    out: &mut Actions,
) {
    let mut all = Actions::default();
    let money = |key| Amount { key, most: 1e12, percent: false };
    money("ui-churn-cost").show(ui, say, campaign.cost_per_contact, &mut all, |value| {
        change(Campaign { cost_per_contact: value, ..campaign })
    });
    money("ui-churn-gain").show(ui, say, campaign.gain_per_kept, &mut all, |value| {
        change(Campaign { gain_per_kept: value, ..campaign })
    });
    let share = Amount { key: "ui-churn-success", most: 1.0, percent: true };
    share.show(ui, say, campaign.success_rate, &mut all, |value| {
        change(Campaign { success_rate: value, ..campaign })
    });
    let mut limited = campaign.budget.is_some();
    if widgets::checkbox(ui, &mut limited, &say.tr("ui-churn-budget-limited")).changed() {
        // What one call in ten of a thousand costs: something to begin with.
        let begins = (campaign.cost_per_contact * 100.0).max(1.0);
        all.push(change(Campaign { budget: limited.then_some(begins), ..campaign }));
    }
    if let Some(budget) = campaign.budget {
        money("ui-churn-budget")
            .show(ui, say, budget, &mut all, |value| change(Campaign { budget: Some(value), ..campaign }));
    }
    out.extend(all, |action| {
        undone || !matches!(action, Action::Choose(ChooseAction::BeginDrag | ChooseAction::EndDrag))
    });
    match campaign.break_even() {
        Some(share) => {
            note(ui, &say.msg(&Message::new("ui-churn-break-even").share("share", share, 1)));
        }
        None => note(ui, &say.tr("ui-churn-never-pays")),
    }
}

/// A number with its name on the left: an amount, or a share in percent.
struct Amount {
    key: &'static str,
    most: f64,
    percent: bool,
}

impl Amount {
    fn show(&self, ui: &mut Ui, say: Say, value: f64, out: &mut Actions, change: impl Fn(f64) -> Action) {
        let name = say.tr(self.key);
        let scale = if self.percent { 100.0 } else { 1.0 };
        let mut number = value * scale;
        widgets::plain_row(
            ui,
            |ui| widgets::cell(ui, theme::body(&name).color(tokens(ui).text)),
            |ui| {
                let place = (&*name, vec2(96.0, theme::TARGET));
                let suffix = if self.percent { " %" } else { "" };
                let response =
                    widgets::number_box(ui, say, place, &mut number, 0.0..=self.most * scale, |field| {
                        field.speed((value * scale * 0.01).max(0.1)).max_decimals(2).suffix(suffix)
                    });
                // Typing several digits is one step of undo, like a drag.
                if response.drag_started() || (response.changed() && response.has_focus()) {
                    out.push(Action::Choose(ChooseAction::BeginDrag));
                }
                if response.changed() {
                    out.push(change(number / scale));
                }
                if response.drag_stopped() || response.lost_focus() {
                    out.push(Action::Choose(ChooseAction::EndDrag));
                }
            },
        );
    }
}
