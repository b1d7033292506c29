//! The seventh screen: new customers scored by a model that was saved, or by that of the run in memory.

mod done;
mod settings;

use eframe::egui;
use egui::{Label, Layout, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::base::{Problem, Severity};
use crate::session::scoring::{ScoreChoice, ScoreRun};
use crate::session::{Action, AppState, Command, DataAction, ScoreAction, ScoringState};
use crate::ui::fonts::symbol;
use crate::ui::say::{Say, percent};
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets::{self, Kind};
use crate::ui::{Actions, Draft};

/// The settings on the right.
const SETTINGS: [f32; 2] = [340.0, 460.0];

pub fn score_ui(ui: &mut Ui, state: &AppState, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    widgets::header(ui, &say.tr("ui-score-title"), &say.tr("ui-score-sub"), |_| {});
    footer(ui, state, out);
    let rect = ui.available_rect_before_wrap();
    let side = (rect.width() * 0.36).clamp(SETTINGS[0], SETTINGS[1]);
    let (left, right) = widgets::columns(rect, side);
    let mut page = ui.new_child(UiBuilder::new().max_rect(left));
    page.spacing_mut().item_spacing.y = GAP;
    progress(&mut page, state, out);
    let rest = page.available_rect_before_wrap();
    match &state.scoring.done {
        Some(done) => widgets::card_at(&mut page, rest, |ui| done::done_card(ui, state, done)),
        None => drop_zone(&mut page, rest, state, draft, out),
    }
    widgets::card_at(ui, right, |ui| {
        egui::ScrollArea::vertical().id_salt("score").auto_shrink([false, false]).show(ui, |ui| {
            ui.set_width(ui.available_width() - 8.0);
            settings::settings(ui, state, draft, out);
        });
    });
}

/// The next thing to do: one primary button.
fn footer(ui: &mut Ui, state: &AppState, out: &mut Actions) {
    let say = Say::of(state);
    let scoring = &state.scoring;
    widgets::footer(
        ui,
        out,
        |_, _| {},
        |ui, out| {
            if scoring.is_running() {
                let stop = Command::StopScoring;
                widgets::command_button(ui, state, stop, Kind::Secondary, None, out);
                return;
            }
            if scoring.model.is_none() {
                let folder = Some(symbol::FOLDER);
                widgets::command_button(ui, state, Command::ChooseModel, Kind::Primary, folder, out);
                return;
            }
            if scoring.file.is_none() {
                let folder = Some(symbol::FOLDER);
                widgets::command_button(ui, state, Command::ChooseCustomers, Kind::Primary, folder, out);
                return;
            }
            let written = scoring.current().is_some();
            if written {
                let folder = Some(symbol::FOLDER);
                widgets::command_button(ui, state, Command::OpenFolder, Kind::Primary, folder, out);
            }
            let (kind, words) = if written {
                (Kind::Secondary, say.tr("ui-score-again"))
            } else {
                (Kind::Primary, say.tr(Command::Score.name_key()))
            };
            widgets::command_button_saying(ui, state, (Command::Score, &words), kind, None, out);
        },
    );
}

/// How far it is, or why there is no list.
fn progress(ui: &mut Ui, state: &AppState, out: &mut Actions) {
    let say = Say::of(state);
    match &state.scoring.run {
        ScoreRun::Idle => {}
        ScoreRun::Running { share, file, .. } => widgets::card(ui, |ui| {
            let name = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            let words =
                format!("{} · {}", say.with("ui-score-running", "file", name), percent(f64::from(*share), 0));
            ui.label(theme::strong(words).color(tokens(ui).text));
            widgets::progress(ui, *share, &say.tr("ui-status-scoring"));
        }),
        ScoreRun::Failed { problem, may_force } => failed(ui, state, problem, *may_force, out),
    }
}

fn failed(ui: &mut Ui, state: &AppState, problem: &Problem, may_force: bool, out: &mut Actions) {
    let say = Say::of(state);
    widgets::banner(ui, Severity::Error, |ui| {
        ui.vertical(|ui| {
            problem_words(ui, say, problem);
            ui.add(Label::new(theme::small(say.tr("ui-score-kept")).color(tokens(ui).muted)).wrap());
            if may_force && widgets::button(ui, Kind::Secondary, &say.tr("ui-export-replace")).clicked() {
                let choice = ScoreChoice { force: true, ..state.scoring.choice.clone() };
                out.push(Action::Score(ScoreAction::Set(choice)));
                out.push(Action::Score(ScoreAction::Start));
            }
        });
    });
}

/// What happened, and below it what to do.
fn problem_words(ui: &mut Ui, say: Say, problem: &Problem) {
    let ink = tokens(ui).text;
    ui.add(Label::new(theme::strong(say.msg(&problem.message)).color(ink)).wrap());
    if let Some(hint) = &problem.hint {
        ui.add(Label::new(theme::body(say.msg(hint)).color(ink)).wrap());
    }
}

/// What is missing yet: a model, customers, or only the word to begin.
fn next_step(scoring: &ScoringState) -> (&'static str, &'static str) {
    match (&scoring.model, &scoring.file) {
        (None, _) => ("ui-score-drop-model", "ui-score-drop-model-more"),
        (_, None) => ("ui-score-drop-customers", "ui-score-drop-customers-more"),
        _ if !fits(scoring) => ("ui-score-unfit", "ui-score-unfit-more"),
        _ => ("ui-score-ready", "ui-score-ready-more"),
    }
}

/// Whether nothing is known to stand in the way of scoring.
fn fits(scoring: &ScoringState) -> bool {
    !scoring.lacks_columns() && !matches!(scoring.matched, Some(Err(_)))
}

/// Where files are dropped, chosen or named, while there is no list.
fn drop_zone(ui: &mut Ui, zone: Rect, state: &AppState, draft: &mut Draft, out: &mut Actions) {
    let (ground, say, scoring) = (tokens(ui), Say::of(state), &state.scoring);
    ui.painter().rect_filled(zone, egui::CornerRadius::same(theme::CARD_RADIUS), ground.surface);
    widgets::dashed(ui, zone, Stroke::new(2.0, ground.line));
    let inner = Rect::from_center_size(zone.center(), vec2(zone.width().min(600.0) - 24.0, 230.0));
    let mut column =
        ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::top_down(egui::Align::Center)));
    let ui = &mut column;
    ui.spacing_mut().item_spacing.y = 6.0;
    let (title, more) = next_step(scoring);
    let big = egui::FontId::new(16.0, theme::semibold());
    ui.label(egui::RichText::new(say.tr(title)).font(big).line_height(Some(24.0)).color(ground.text));
    ui.add(Label::new(theme::body(say.tr(more)).color(ground.muted)).wrap());
    if scoring.model.is_none() && Command::UseModel.enabled(state).is_ok() {
        ui.add_space(6.0);
        widgets::command_button(ui, state, Command::UseModel, Kind::Secondary, None, out);
    }
    ui.add_space(8.0);
    // Also when everything is there: another file may be wanted, and there may be no dialog.
    let (name, open) = (say.tr("ui-score-path"), say.tr("ui-start-open-path"));
    // What ends as a model does is one.
    if let Some(path) = widgets::path_field(ui, inner.width(), &mut draft.score.path, &name, &open) {
        out.push(Action::Data(DataAction::OpenTogether(vec![path])));
        draft.score.path.clear();
    }
}

/// A line with a fact on the left and its value on the right.
fn fact(ui: &mut Ui, name: &str, value: &str) {
    let ground = tokens(ui);
    widgets::plain_row(
        ui,
        |ui| {
            ui.add(Label::new(theme::body(name).color(ground.muted)).truncate());
        },
        |ui| {
            ui.add(Label::new(theme::strong(value).color(ground.text)).truncate());
        },
    );
}

/// A heading with a button at its right end.
fn heading(ui: &mut Ui, text: &str, right: impl FnOnce(&mut Ui)) {
    let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), egui::Sense::hover());
    let layout = |layout| UiBuilder::new().max_rect(place).layout(layout);
    let mut buttons = ui.new_child(layout(Layout::right_to_left(egui::Align::Center)));
    buttons.spacing_mut().item_spacing.x = 6.0;
    right(&mut buttons);
    let words = Rect::from_min_max(place.min, pos2(buttons.min_rect().left() - 8.0, place.bottom()));
    let mut left =
        ui.new_child(UiBuilder::new().max_rect(words).layout(Layout::left_to_right(egui::Align::Center)));
    let ink = tokens(&left).text;
    left.add(Label::new(theme::card_title(text).color(ink)).truncate());
}
