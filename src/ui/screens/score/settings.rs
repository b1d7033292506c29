//! Which model, which customers, who is called, and where the list goes.

use std::path::{Path, PathBuf};

use eframe::egui;
use egui::{ComboBox, Label, Margin, TextEdit, Ui, vec2};

use super::{fact, heading, problem_words};
use crate::base::words::grouped;
use crate::base::{Message, Severity};
use crate::chart::method_name;
use crate::export::{Matching, ModelFile};
use crate::session::scoring::{Origin, ScoreChoice, ScoringModel, calls_beside};
use crate::session::{Action, AppState, Command, ScoreAction};
use crate::study::churn::model::ChurnModel;
use crate::study::churn::{rule_name, threshold_places};
use crate::study::segments::model::SegmentModel;
use crate::ui::fonts::symbol;
use crate::ui::say::Say;
use crate::ui::theme::{self, TARGET, tokens};
use crate::ui::widgets::{self, Kind};
use crate::ui::{Actions, Draft};

pub fn settings(ui: &mut Ui, state: &AppState, draft: &mut Draft, out: &mut Actions) {
    let (say, scoring) = (Say::of(state), &state.scoring);
    model_part(ui, state, out);
    ui.add_space(10.0);
    let mut wanted = scoring.choice.clone();
    customers_part(ui, state, &mut wanted, out);
    if scoring.file.is_none() {
        return;
    }
    if let Some(ModelFile::Churn(model)) = scoring.model.as_deref().map(|model| &model.model) {
        ui.add_space(10.0);
        who_is_called(ui, say, model, &mut wanted);
    }
    ui.add_space(10.0);
    list_part(ui, state, &mut wanted, draft, out);
    if wanted != scoring.choice {
        out.push(Action::Score(ScoreAction::Set(ScoreChoice { force: false, ..wanted })));
    }
}

fn model_part(ui: &mut Ui, state: &AppState, out: &mut Actions) {
    let (say, scoring) = (Say::of(state), &state.scoring);
    heading(ui, &say.tr("ui-score-model"), |ui| {
        if scoring.model.is_some() {
            widgets::command_button(
                ui,
                state,
                Command::ChooseModel,
                Kind::Secondary,
                Some(symbol::FOLDER),
                out,
            );
        }
    });
    if let Some((path, problem)) = &scoring.refused {
        widgets::banner(ui, Severity::Error, |ui| {
            ui.vertical(|ui| {
                problem_words(ui, say, problem);
                let path = path.to_string_lossy();
                ui.add(Label::new(theme::small(path).color(tokens(ui).muted)).truncate());
            });
        });
    }
    if scoring.loading.is_some() {
        quiet(ui, &say.tr("ui-score-loading"));
    }
    match &scoring.model {
        None if scoring.loading.is_none() => quiet(ui, &say.tr("ui-score-no-model")),
        None => {}
        Some(model) => model_facts(ui, state, model, out),
    }
}

/// What the model does, what it comes from, and what is to be known of it.
fn model_facts(ui: &mut Ui, state: &AppState, model: &ScoringModel, out: &mut Actions) {
    let say = Say::of(state);
    let name = match &model.origin {
        Origin::File(path) => file_name(path),
        Origin::Run(_) => say.tr("ui-score-model-of-run"),
    };
    let named = ui.add(Label::new(theme::strong(&name).color(tokens(ui).text)).truncate());
    if let Some(path) = model.path() {
        named.on_hover_text(path.to_string_lossy());
    }
    match &model.model {
        ModelFile::Churn(model) => churn_facts(ui, say, model),
        ModelFile::Segments(model) => segment_facts(ui, say, model),
    }
    let of_run = state.finished.as_ref().map(|finished| Origin::Run(finished.run));
    if Command::UseModel.enabled(state).is_ok() && of_run.as_ref() != Some(&model.origin) {
        widgets::command_button(ui, state, Command::UseModel, Kind::Secondary, None, out);
    }
}

fn churn_facts(ui: &mut Ui, say: Say, model: &ChurnModel) {
    let asked = Message::new("ui-score-foresees").with("label", &model.label);
    fact(ui, &say.msg(&asked), model.class_of_interest());
    fact(ui, &say.tr("ui-score-method"), &say.msg(&method_name(&model.method)));
    fact(ui, &say.tr("ui-score-learned-from"), &grouped(model.card.rows.train as f64, 0));
    for warning in &model.card.warnings {
        warned(ui, warning);
    }
}

fn segment_facts(ui: &mut Ui, say: Say, model: &SegmentModel) {
    fact(ui, &say.tr("ui-score-segments"), &model.labels().len().to_string());
    fact(ui, &say.tr("ui-score-method"), &say.msg(&method_name(&model.method)));
    for warning in &model.warnings {
        warned(ui, warning);
    }
}

fn warned(ui: &mut Ui, words: &str) {
    widgets::banner(ui, Severity::Warning, |ui| {
        ui.add(Label::new(theme::small(words).color(tokens(ui).text)).wrap());
    });
}

fn customers_part(ui: &mut Ui, state: &AppState, wanted: &mut ScoreChoice, out: &mut Actions) {
    let (say, scoring) = (Say::of(state), &state.scoring);
    heading(ui, &say.tr("ui-score-customers"), |ui| {
        let first = scoring.model.is_some() && scoring.file.is_none();
        // The primary button below asks for them first.
        if !first {
            let folder = Some(symbol::FOLDER);
            widgets::command_button(ui, state, Command::ChooseCustomers, Kind::Secondary, folder, out);
        }
    });
    let Some(file) = &scoring.file else {
        quiet(ui, &say.tr("ui-score-no-customers"));
        return;
    };
    let named = ui.add(Label::new(theme::strong(file_name(file)).color(tokens(ui).text)).truncate());
    named.on_hover_text(file.to_string_lossy());
    match &scoring.matched {
        Some(Ok(matching)) => matched(ui, say, matching, &mut wanted.renames),
        Some(Err(problem)) => widgets::banner(ui, Severity::Error, |ui| {
            ui.vertical(|ui| problem_words(ui, say, problem));
        }),
        None if scoring.is_matching() => quiet(ui, &say.tr("ui-score-matching")),
        None => {}
    }
}

/// Which columns are there, which are missing and may have another in their place, and which are not read.
fn matched(ui: &mut Ui, say: Say, matching: &Matching, renames: &mut Vec<(String, String)>) {
    let ground = tokens(ui);
    let stands = |column: &String| renames.iter().any(|(renamed, _)| renamed == column);
    let n_missing = matching.missing.iter().filter(|(column, _)| !stands(column)).count();
    if n_missing == 0 {
        ui.horizontal(|ui| {
            ui.label(theme::icon(symbol::CHECK, 14.0).color(ground.good));
            let words = say.with("ui-score-all-columns", "n", matching.wanted);
            ui.add(Label::new(theme::body(words).color(ground.text)).wrap());
        });
    }
    if !matching.missing.is_empty() {
        let severity = if n_missing == 0 { Severity::Info } else { Severity::Error };
        widgets::banner(ui, severity, |ui| {
            ui.vertical(|ui| {
                let n = matching.missing.len();
                let key = if n_missing == 0 { "ui-score-missing-matched" } else { "ui-score-missing" };
                let words = Message::new(key).with("n", n).with("wanted", matching.wanted);
                ui.add(Label::new(theme::strong(say.msg(&words)).color(ground.text)).wrap());
                for (column, nearest) in &matching.missing {
                    stand_in(ui, say, (column, nearest, &matching.unread), renames);
                }
                ui.add(Label::new(theme::small(say.tr("ui-score-missing-hint")).color(ground.text)).wrap());
            });
        });
    }
    let unread = matching.unread.iter().filter(|name| !renames.iter().any(|(_, of_file)| of_file == *name));
    let names: Vec<Message> = unread.map(Message::text).collect();
    if !names.is_empty() {
        let words = Message::new("ui-score-unread").with("n", names.len()).with("columns", names);
        quiet(ui, &say.msg(&words));
    }
}

/// A column that is missing, and which one of the file stands for it: similar names come first.
fn stand_in(
    ui: &mut Ui,
    say: Say,
    (column, nearest, unread): (&String, &[String], &[String]),
    renames: &mut Vec<(String, String)>,
) {
    let now = renames.iter().find(|(renamed, _)| renamed == column).map(|(_, of_file)| of_file.clone());
    let mut wanted = now.clone();
    let none = match nearest.first() {
        Some(near) => say.msg(&Message::new("ui-score-missing-near").with("near", near)),
        None => say.tr("ui-score-missing-none"),
    };
    let ink = tokens(ui).text;
    ui.horizontal(|ui| {
        let name = ui.add(Label::new(theme::body(column).color(ink)).truncate());
        let taken = |name: &String| renames.iter().any(|(other, of_file)| other != column && of_file == name);
        let others = unread.iter().filter(|name| !nearest.contains(name));
        ComboBox::from_id_salt(("stands for", column))
            .selected_text(theme::body(now.as_deref().unwrap_or(&none)))
            .width(ui.available_width().min(190.0))
            .truncate()
            .show_ui(ui, |ui| {
                ui.selectable_value(&mut wanted, None, say.tr("ui-score-missing-none"));
                for name in nearest.iter().chain(others).filter(|name| !taken(name)) {
                    ui.selectable_value(&mut wanted, Some(name.clone()), name);
                }
            })
            .response
            .labelled_by(name.id);
    });
    if wanted != now {
        renames.retain(|(renamed, _)| renamed != column);
        renames.extend(wanted.map(|of_file| (column.clone(), of_file)));
    }
}

/// From which probability on, and whether only these are written.
fn who_is_called(ui: &mut Ui, say: Say, model: &ChurnModel, wanted: &mut ScoreChoice) {
    let ground = tokens(ui);
    ui.label(theme::card_title(say.tr("ui-score-called")).color(ground.text));
    let held = wanted.threshold.unwrap_or(model.threshold);
    let mut percent = 100.0 * held;
    ui.horizontal(|ui| {
        let name = say.tr("ui-score-threshold");
        ui.add(Label::new(theme::body(&name).color(ground.text)).truncate());
        let place = (name.as_str(), vec2(84.0, TARGET));
        let box_of = widgets::number_box(ui, say, place, &mut percent, 0.0..=100.0, |field| {
            field.speed(0.2).fixed_decimals(usize::from(threshold_places(held)).max(2)).suffix(" %")
        });
        if box_of.changed() {
            wanted.threshold = Some(percent / 100.0);
        }
        let reset = say.tr("ui-score-threshold-reset");
        if wanted.threshold.is_some() && widgets::link(ui, &reset).clicked() {
            wanted.threshold = None;
        }
    });
    let own = Message::new("ui-score-threshold-own").share(
        "threshold",
        model.threshold,
        threshold_places(model.threshold),
    );
    quiet(ui, &say.msg(&own.with("rule", rule_name(model.threshold_rule))));
    widgets::checkbox(ui, &mut wanted.only_above, &say.tr("ui-score-only-above"));
    quiet(ui, &say.tr("ui-score-only-above-more"));
    widgets::checkbox(ui, &mut wanted.calls, &say.tr("ui-score-calls"));
    let name = file_name(&calls_beside(&wanted.target));
    quiet(ui, &say.with("ui-score-calls-more", "file", name));
}

/// Where the list goes and how it is written.
fn list_part(ui: &mut Ui, state: &AppState, wanted: &mut ScoreChoice, draft: &mut Draft, out: &mut Actions) {
    let (ground, say) = (tokens(ui), Say::of(state));
    let name = ui.label(theme::card_title(say.tr("ui-score-list")).color(ground.text));
    let settled = wanted.target.to_string_lossy().into_owned();
    let text = draft.score.target.get_or_insert_with(|| settled.clone());
    let field = TextEdit::singleline(text).desired_width(f32::INFINITY).margin(Margin::symmetric(10, 6));
    let response = ui.add(field).labelled_by(name.id);
    let typed = text.trim().to_owned();
    if response.changed() && !typed.is_empty() {
        wanted.target = PathBuf::from(typed);
    } else if !response.has_focus() && Path::new(&typed) != wanted.target {
        // The dialog or another file of customers chose another one.
        draft.score.target = None;
    }
    let folder = widgets::button_with_icon(
        ui,
        Kind::Secondary,
        Some(symbol::FOLDER),
        &say.tr("command-choose-folder"),
    );
    if folder.on_hover_text(say.tr("ui-score-folder-more")).clicked() {
        out.push(Action::Score(ScoreAction::AskForFolder));
    }
    ui.add_space(4.0);
    widgets::checkbox(ui, &mut wanted.bom, &say.tr("ui-export-bom"));
    quiet(ui, &say.tr("ui-export-bom-more"));
    widgets::checkbox(ui, &mut wanted.keep_formulas, &say.tr("ui-export-formulas"));
    quiet(ui, &say.tr("ui-export-formulas-more"));
}

fn quiet(ui: &mut Ui, words: &str) {
    ui.add(Label::new(theme::small(words).color(tokens(ui).muted)).wrap());
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
