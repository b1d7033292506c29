//! The third screen: what to predict, from which columns, with which methods.

use eframe::egui;
use egui::{Align, ComboBox, Label, Layout, Rect, ScrollArea, Ui};

use super::{
    choose_cards, choose_churn, choose_columns, choose_options, choose_question, choose_segments, ledger,
    tiers, tiers_periods, tiers_rates,
};
use crate::base::{Message, Problem, Severity};
use crate::data::Values;
use crate::data::profile::ColumnProfile;
use crate::session::{Action, AppState, Choice, ChooseAction, Command, Table};
use crate::study::methods::{DEFAULT_METHODS, Family};
use crate::study::{Question, Recipe, labels, methods};
use crate::ui::fonts::symbol;
use crate::ui::say::{Say, count};
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets::{self, Kind};
use crate::ui::{Actions, Draft};

/// From this width on the options stand open in a column of their own.
const WIDE: f32 = 1600.0;
/// Narrower than this, the cards of tiers and methods stand below each other.
const NARROW: f32 = 800.0;
/// Wider than this, a page of choices is no longer looked at as one.
const WIDEST: f32 = 2000.0;
/// Width of a column beside the main one on a wide page.
const SIDE: f32 = 440.0;

/// Sets of methods to begin with.
const PRESETS: [(&str, &[&str]); 6] = [
    ("ui-preset-all", &DEFAULT_METHODS),
    ("ui-preset-classic", &["bp_classic"]),
    ("ui-preset-momentum", &["bp_momentum"]),
    ("ui-preset-adaptive", &["bp_adaptive"]),
    ("ui-preset-improved", &["bp_improved"]),
    ("ui-preset-strong", &["bp_improved", "bp_rprop", "bp_adam", "bp_lbfgs", "bp_lm", "bp_softmax"]),
];

pub fn choose_ui(ui: &mut Ui, state: &AppState, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    let (Some(table), Some(choice)) = (state.table.ready(), &state.choice) else {
        widgets::empty(ui, symbol::FILE, &say.tr("ui-check-empty"));
        return;
    };
    let wide = ui.available_width() >= WIDE;
    widgets::page(ui, WIDEST, |ui| page(ui, state, (table, choice), wide, draft, out));
}

fn page(
    ui: &mut Ui,
    state: &AppState,
    (table, choice): (&Table, &Choice),
    wide: bool,
    draft: &mut Draft,
    out: &mut Actions,
) {
    let say = Say::of(state);
    let recipe = choice.recipe.current();
    let tiers = recipe.value.is_some() && recipe.question == Question::Tiers;
    let title = match recipe.question {
        Question::Segments => "ui-seg-choose-title",
        Question::Churn => "ui-churn-choose-title",
        Question::Tiers if tiers => "ui-choose-title-tiers",
        Question::Tiers => "ui-choose-title",
    };
    ledger::being_made(ui, state);
    widgets::header(ui, &say.tr(title), &say.tr("ui-choose-sub"), |_| {});
    footer(ui, state, choice, wide, draft, out);
    choose_question::question_cards(ui, say, (table, choice), out);
    ui.add_space(GAP - ui.spacing().item_spacing.y);
    let rect = ui.available_rect_before_wrap();
    let cards = match recipe.question {
        Question::Segments => Some(choose_segments::CARDS),
        Question::Churn => Some(choose_churn::CARDS),
        Question::Tiers => None,
    };
    if let Some(cards) = cards {
        let mut chosen = choose_cards::Chosen { say, table, choice, wide, draft, out };
        choose_cards::draw(ui, &cards, rect, wide.then_some(SIDE), &mut chosen);
        return;
    }
    if rect.width() < NARROW && tiers {
        side(ui, "choose", rect, |ui| {
            subject_cards(ui, say, (table, choice), draft, out);
            side_cards(ui, say, choice, wide, draft, out);
        });
        return;
    }
    let (left, right) = if wide {
        widgets::columns(rect, 2.0 * SIDE + GAP)
    } else {
        widgets::columns(rect, (rect.width() * 0.36).clamp(352.0, 520.0))
    };
    if tiers {
        // The scroll bar stands beside the cards, not on them.
        let bar = Rect::from_min_max(left.min, left.max + egui::vec2(GAP / 2.0, 0.0));
        side(ui, "tiers", bar, |ui| {
            ui.set_max_width(left.width());
            subject_cards(ui, say, (table, choice), draft, out);
        });
    } else {
        let mut main = ui.new_child(egui::UiBuilder::new().max_rect(left));
        main.spacing_mut().item_spacing.y = GAP;
        widgets::card(&mut main, |ui| label_card(ui, say, table, choice, out));
        // As high as what is in it, and no higher than the page.
        widgets::card(&mut main, |ui| choose_columns::columns_card(ui, say, table, choice, draft, out));
    }
    let (methods, options) = if wide { widgets::columns(right, SIDE) } else { (right, right) };
    if wide {
        side(ui, "options side", options, |ui| {
            widgets::card(ui, |ui| choose_options::options_card(ui, say, choice, draft, out));
        });
    }
    side(ui, "choose side", methods, |ui| side_cards(ui, say, choice, wide, draft, out));
}

/// What is predicted where customers are made from transactions: their tiers, from which time, by which rates.
fn subject_cards(
    ui: &mut Ui,
    say: Say,
    (table, choice): (&Table, &Choice),
    draft: &mut Draft,
    out: &mut Actions,
) {
    let recipe = choice.recipe.current();
    let (Some(value), Some(made)) = (&recipe.value, &table.value) else {
        widgets::card(ui, |ui| {
            ui.label(theme::card_title(say.tr("ui-tiers-not-yet")).color(tokens(ui).text));
            if let Some(problem) = &choice.obstacle {
                ui.add(Label::new(theme::body(say.problem(problem)).color(tokens(ui).text)).wrap());
            }
        });
        return;
    };
    widgets::card(ui, |ui| tiers::tiers_card(ui, say, made, value, draft, out));
    widgets::card(ui, |ui| tiers_periods::periods_card(ui, say, (table, made), value, out));
    widgets::card(ui, |ui| tiers_rates::rates_card(ui, say, made, value, draft, out));
    widgets::card(ui, |ui| choose_columns::columns_card(ui, say, table, choice, draft, out));
}

fn side_cards(ui: &mut Ui, say: Say, choice: &Choice, wide: bool, draft: &mut Draft, out: &mut Actions) {
    if draft.options_open && !wide {
        widgets::card(ui, |ui| choose_options::options_card(ui, say, choice, draft, out));
    }
    widgets::card(ui, |ui| methods_card(ui, say, choice, wide, out));
}

/// A column of cards that scrolls where they are higher than the page.
pub fn side(ui: &mut Ui, id: &str, place: Rect, add: impl FnOnce(&mut Ui)) {
    let mut side = ui.new_child(egui::UiBuilder::new().max_rect(place));
    ScrollArea::vertical().id_salt(id).auto_shrink([false, false]).show(&mut side, |ui| {
        ui.spacing_mut().item_spacing.y = GAP;
        add(ui);
    });
}

fn footer(ui: &mut Ui, state: &AppState, choice: &Choice, wide: bool, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    widgets::footer(
        ui,
        out,
        |ui, _| {
            if !wide {
                let mark = if draft.options_open { symbol::DOWN } else { symbol::RIGHT };
                let options =
                    widgets::button_with_icon(ui, Kind::Secondary, Some(mark), &say.tr("ui-options"));
                if options.on_hover_text(say.tr("ui-options-more")).clicked() {
                    draft.options_open = !draft.options_open;
                }
            }
            // Names of tiers that cannot be are said where they are typed.
            let said_there = |problem: &&Problem| problem.message.key == "study-tier-names";
            if let Some(problem) = choice.obstacle.as_ref().filter(|problem| !said_there(problem)) {
                let width = (ui.available_width() - 190.0).max(200.0);
                ui.scope(|ui| {
                    ui.set_max_width(width);
                    widgets::banner(ui, Severity::Warning, |ui| {
                        ui.add(Label::new(theme::body(say.problem(problem))).truncate());
                    });
                });
            } else {
                let recipe = choice.recipe.current();
                if recipe.question == Question::Segments {
                    let words = theme::body(choose_segments::plan_words(say, recipe)).color(tokens(ui).muted);
                    ui.add(Label::new(words).truncate());
                    return;
                }
                let runs = recipe.methods.len() as u32 * recipe.split.repeats * recipe.split.folds;
                let words = Message::new("ui-choose-plan")
                    .with("methods", recipe.methods.len())
                    .with("repeats", recipe.split.repeats)
                    .with("runs", runs);
                ui.add(Label::new(theme::body(say.msg(&words)).color(tokens(ui).muted)).truncate());
            }
        },
        |ui, out| {
            let words = train_words(state);
            let start = (Command::StartTraining, words.as_str());
            widgets::command_button_saying(ui, state, start, Kind::Primary, None, out);
        },
    );
}

/// `Train (about 6 s)`: rounded, for it is no more than a guess.
fn train_words(state: &AppState) -> String {
    let say = Say::of(state);
    let name = say.tr(Command::StartTraining.name_key());
    let seconds = state.seconds_to_train().filter(|_| Command::StartTraining.enabled(state).is_ok());
    let Some(seconds) = seconds else { return name };
    let time = if seconds < 1.0 {
        say.tr("ui-under-a-second")
    } else {
        let rounded = if seconds < 10.0 { seconds.round() } else { (seconds / 5.0).round() * 5.0 };
        let time = if rounded < 90.0 {
            Message::new("ui-seconds").number("n", rounded, 0)
        } else {
            Message::new("ui-minutes").number("n", rounded / 60.0, 0)
        };
        say.with("ui-about", "time", say.msg(&time))
    };
    say.msg(&Message::new("ui-train-in").with("train", name).with("time", time))
}

/// Whether the column can be what is predicted.
fn can_be_label(column: &ColumnProfile) -> bool {
    (2..=labels::MAX_CLASSES).contains(&column.distinct)
}

fn label_card(ui: &mut Ui, say: Say, table: &Table, choice: &Choice, out: &mut Actions) {
    let recipe = choice.recipe.current();
    label_choice(ui, say, table, recipe, out);
    let classes = classes(table, choice);
    if !classes.is_empty() {
        class_list(ui, say, &classes, recipe.class_order.is_some(), out);
    }
}

/// The column that is predicted.
pub fn label_choice(ui: &mut Ui, say: Say, table: &Table, recipe: &Recipe, out: &mut Actions) {
    let tokens = tokens(ui);
    ui.horizontal(|ui| {
        let name = ui.label(theme::card_title(say.tr("ui-label")).color(tokens.text));
        let shown = if recipe.label.is_empty() { say.tr("ui-label-none") } else { recipe.label.clone() };
        ComboBox::from_id_salt("label")
            .width(200.0)
            .height(320.0)
            .selected_text(theme::body(shown))
            .show_ui(ui, |ui| {
                let just_opened = just_opened(ui);
                for column in table.profile.columns.iter().filter(|column| can_be_label(column)) {
                    let chosen = column.name == recipe.label;
                    let classes = say.with("ui-label-classes", "n", column.distinct);
                    let text = theme::body(format!("{}   {classes}", column.name));
                    let entry = ui.selectable_label(chosen, text);
                    if chosen && just_opened {
                        entry.scroll_to_me(Some(Align::Center));
                    }
                    if entry.clicked() && !chosen {
                        out.push(Action::Choose(ChooseAction::Label(column.name.clone())));
                    }
                }
            })
            .response
            .labelled_by(name.id);
        if ui.available_width() < 200.0 {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add(Label::new(theme::small(say.tr("ui-label-more")).color(tokens.muted)).truncate());
        });
    });
}

/// Whether a menu was not there a moment ago. Its first frame only measures it.
fn just_opened(ui: &Ui) -> bool {
    let frame = ui.ctx().cumulative_frame_nr();
    let id = egui::Id::unique("label menu");
    ui.data_mut(|data| {
        let (opened, seen) = data.get_temp::<(u64, u64)>(id).unwrap_or_default();
        let opened = if frame > seen + 1 { frame } else { opened };
        data.insert_temp(id, (opened, frame));
        frame <= opened + 1
    })
}

/// The classes of the label with how many customers each has, where that is known, in the order of the recipe.
pub fn classes(table: &Table, choice: &Choice) -> Vec<(String, Option<usize>)> {
    let recipe = choice.recipe.current();
    let Some(profile) = table.profile.columns.iter().find(|column| column.name == recipe.label) else {
        return Vec::new();
    };
    if !can_be_label(profile) {
        return Vec::new();
    }
    let counted =
        |class: &String| profile.top_values.iter().find(|(value, _)| value == class).map(|(_, count)| *count);
    let mut names: Vec<String> = match (&recipe.class_order, table.frame.column(&recipe.label)) {
        (Some(order), _) => order.clone(),
        (None, Some(column)) => match &column.values {
            Values::Text { dictionary, .. } => dictionary.clone(),
            _ => profile.top_values.iter().map(|(value, _)| value.clone()).collect(),
        },
        (None, None) => Vec::new(),
    };
    if recipe.class_order.is_none() {
        let number = |name: &String| name.parse::<f64>().ok();
        if names.iter().all(|name| number(name).is_some()) {
            names.sort_by(|a, b| number(a).unwrap_or(0.0).total_cmp(&number(b).unwrap_or(0.0)));
        }
    }
    // Not every class is known here; an order of some would be no order.
    if names.len() < profile.distinct {
        return Vec::new();
    }
    names.into_iter().map(|name| (name.clone(), counted(&name))).collect()
}

fn class_list(ui: &mut Ui, say: Say, classes: &[(String, Option<usize>)], ordered: bool, out: &mut Actions) {
    let tokens = tokens(ui);
    let key = if ordered { "ui-classes-ordered" } else { "ui-classes" };
    ui.add(Label::new(theme::small(say.tr(key)).color(tokens.muted)).wrap());
    let moved = |from: usize, to: usize| {
        let mut order: Vec<String> = classes.iter().map(|(name, _)| name.clone()).collect();
        order.swap(from, to);
        Action::Choose(ChooseAction::ClassOrder(order))
    };
    ScrollArea::vertical().id_salt("classes").max_height(96.0).auto_shrink([false, true]).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
            for (index, (name, customers)) in classes.iter().enumerate() {
                widgets::dot(ui, Some(index));
                let text = match customers {
                    Some(customers) => format!("{name} · {}", count(*customers)),
                    None => name.clone(),
                };
                ui.label(theme::body(text).color(tokens.text));
                let (lower, higher) =
                    (say.with("ui-class-lower", "class", name), say.with("ui-class-higher", "class", name));
                ui.add_enabled_ui(index > 0, |ui| {
                    if widgets::icon_button(ui, symbol::ARROW_LEFT, &lower).clicked() {
                        out.push(moved(index, index - 1));
                    }
                });
                ui.add_enabled_ui(index + 1 < classes.len(), |ui| {
                    if widgets::icon_button(ui, symbol::ARROW_RIGHT, &higher).clicked() {
                        out.push(moved(index, index + 1));
                    }
                });
                ui.add_space(8.0);
            }
        });
    });
}

fn methods_card(ui: &mut Ui, say: Say, choice: &Choice, wide: bool, out: &mut Actions) {
    let tokens = tokens(ui);
    let chosen: Vec<&str> = choice.recipe.current().methods.iter().map(|method| method.id.as_str()).collect();
    ui.label(theme::card_title(say.tr("ui-methods")).color(tokens.text));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        for (key, ids) in PRESETS {
            if widgets::tab(ui, chosen == ids, &say.tr(key)).clicked() {
                out.push(Action::Choose(ChooseAction::Preset(ids)));
            }
        }
    });
    ui.add_space(2.0);
    for method in methods().iter().filter(|method| method.family == Family::Bp) {
        let mut on = chosen.contains(&method.id);
        let name = say.tr(method.name_key);
        ui.spacing_mut().item_spacing.y = 0.0;
        let about = say.tr(method.about_key);
        let response = widgets::checkbox(ui, &mut on, &name).on_hover_text(&about);
        if response.changed() {
            out.push(Action::Choose(ChooseAction::Method(method.id.to_owned(), on)));
        }
        if wide || chosen.contains(&method.id) {
            let margin = egui::Margin { left: 24, bottom: 2, ..egui::Margin::ZERO };
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.add(Label::new(theme::small(about).color(tokens.muted)).wrap());
            });
        }
    }
}
