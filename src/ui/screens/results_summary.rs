//! The summary of the results: methods with their accuracy and verdict, bars, sentences, and the matrix in small.

use eframe::egui;
use egui::{Color32, Label, Rect, ScrollArea, Ui, pos2};

use super::results::further_words;
use super::results_accuracy::bars;
use super::results_matrix::{class_scores, matrix, scores_height};
use super::results_methods::{method_table, table_height};
use crate::chart::{self, method_name};
use crate::session::{Action, AppState, Finished, ViewAction};
use crate::study::Findings;
use crate::ui::charts;
use crate::ui::draft::ResultView;
use crate::ui::say::Say;
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets;
use crate::ui::{Actions, Draft};

/// From this width on there is room for a third column.
const WIDE: f32 = 1500.0;
/// Below this height the bars, which say again what the table says, give way to the matrix.
const LOW: f32 = 430.0;
/// What a card of sentences needs beside them: its edges and a scroll bar, its title, and a gap after each.
const SIDES: f32 = 42.0;
const HEADING: f32 = 28.0;
const BETWEEN: f32 = 6.0;

pub fn summary(ui: &mut Ui, state: &AppState, finished: &Finished, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    let Some(findings) = finished.classes() else { return };
    let rect = ui.available_rect_before_wrap();
    let table = table_height(findings).min(rect.height() * 0.58);
    if rect.width() < WIDE {
        let (left, right) = widgets::columns(rect, rect.width() * 0.46);
        let (top, bottom) = split(left, table);
        widgets::card_at(ui, top, |ui| method_table(ui, say, findings));
        widgets::card_at(ui, bottom, |ui| sentences(ui, say, findings));
        if rect.height() < LOW {
            widgets::card_at(ui, right, |ui| small_matrix(ui, state, finished, draft, out));
            return;
        }
        let (top, bottom) = split(right, right.height() * 0.52);
        widgets::card_at(ui, top, |ui| small_matrix(ui, state, finished, draft, out));
        widgets::card_at(ui, bottom, |ui| bars(ui, say, findings));
        return;
    }
    let (rest, right) = widgets::columns(rect, rect.width() * 0.33);
    let (left, middle) = widgets::columns(rest, rect.width() * 0.33);
    let (top, bottom) = split(left, table);
    widgets::card_at(ui, top, |ui| method_table(ui, say, findings));
    widgets::card_at(ui, bottom, |ui| bars(ui, say, findings));
    let words = sentences_height(ui, say, findings, middle.width()).min(middle.height() * 0.65);
    let (top, bottom) = split(middle, middle.height() - words - GAP);
    widgets::card_at(ui, top, |ui| {
        let drawn = chart::error_curves(findings);
        ui.label(theme::card_title(say.msg(&drawn.title)).color(tokens(ui).text));
        let size = ui.available_size();
        charts::draw(ui, say, &drawn, size);
    });
    widgets::card_at(ui, bottom, |ui| sentences(ui, say, findings));
    let scores = (scores_height(findings) + 24.0).min(right.height() * 0.4);
    let (top, bottom) = split(right, right.height() - scores - GAP);
    widgets::card_at(ui, top, |ui| small_matrix(ui, state, finished, draft, out));
    widgets::card_at(ui, bottom, |ui| {
        ScrollArea::vertical().id_salt("scores").auto_shrink([false, false]).show(ui, |ui| {
            class_scores(ui, say, finished);
        });
    });
}

/// A click on a cell opens the view that lists its customers.
fn small_matrix(ui: &mut Ui, state: &AppState, finished: &Finished, draft: &mut Draft, out: &mut Actions) {
    let room = ui.available_size();
    if let Some(cell) = matrix(ui, state, finished, room) {
        out.push(Action::View(ViewAction::MatrixCell(Some(cell))));
        draft.result_view = ResultView::Matrix;
    }
}

pub fn split(rect: Rect, height: f32) -> (Rect, Rect) {
    let at = rect.top() + height;
    (
        Rect::from_min_max(rect.min, pos2(rect.right(), at)),
        Rect::from_min_max(pos2(rect.left(), at + GAP), rect.max),
    )
}

/// Everything the findings say in words.
fn sentences(ui: &mut Ui, say: Say, findings: &Findings) {
    let tokens = tokens(ui);
    ScrollArea::vertical().id_salt("words").auto_shrink([false, false]).show(ui, |ui| {
        ui.label(theme::card_title(say.tr("ui-results-words")).color(tokens.text));
        for (text, ink) in said(ui, say, findings) {
            ui.add(Label::new(theme::body(text).color(ink)).wrap());
        }
    });
}

/// The sentences with the colour of each.
fn said(ui: &Ui, say: Say, findings: &Findings) -> Vec<(String, Color32)> {
    let tokens = tokens(ui);
    let mut all: Vec<_> = further_words(findings).map(|words| (say.msg(words), tokens.text)).collect();
    all.push((say.msg(&findings.chosen_reason), tokens.muted));
    for method in &findings.methods {
        let name = say.msg(&method_name(&method.id));
        let warning = |words| (format!("{name}: {}", say.msg(words)), tokens.warning);
        all.extend(method.warnings.iter().map(warning));
    }
    all
}

/// How high a card of this width is that shows all of [`sentences`].
fn sentences_height(ui: &Ui, say: Say, findings: &Findings, width: f32) -> f32 {
    let height = |(text, _): (String, Color32)| {
        let words = egui::WidgetText::from(theme::body(text));
        let wrap = Some(egui::TextWrapMode::Wrap);
        let galley = words.into_galley(ui, wrap, width - SIDES, egui::FontSelection::Default);
        galley.size().y + BETWEEN
    };
    said(ui, say, findings).into_iter().map(height).sum::<f32>() + SIDES + HEADING
}
