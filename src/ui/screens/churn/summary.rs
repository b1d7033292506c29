//! The summary of a class that is foreseen: the threshold with what it comes to, the matrix, the methods, and sentences.

use eframe::egui;
use egui::{Label, ScrollArea, Ui};

use super::threshold::{self, threshold_card};
use super::{Shown, further_words};
use crate::chart::{self, method_name};
use crate::session::{Action, ViewAction};
use crate::ui::draft::ResultView;
use crate::ui::screens::results_matrix::matrix;
use crate::ui::screens::results_methods::{method_table, table_height};
use crate::ui::screens::results_summary::split;
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets;
use crate::ui::{Actions, Draft};

/// From this width on there is room for a third column.
const WIDE: f32 = 1500.0;

pub fn summary_view(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    let rect = ui.available_rect_before_wrap();
    let findings = shown.foreseen.findings;
    // In a narrow column the verdict stands below the name.
    let table = table_height(findings) + 10.0 * findings.methods.len() as f32;
    if rect.width() < WIDE {
        let (left, right) = widgets::columns(rect, rect.width() * 0.42);
        let (top, bottom) = split(left, threshold::HIGH);
        widgets::card_at(ui, top, |ui| threshold_card(ui, shown, out));
        widgets::card_at(ui, bottom, |ui| sentences(ui, shown));
        let (top, bottom) = split(right, right.height() - table.min(right.height() * 0.4) - GAP);
        widgets::card_at(ui, top, |ui| small_matrix(ui, shown, draft, out));
        widgets::card_at(ui, bottom, |ui| method_table(ui, shown.say, findings));
        return;
    }
    let (rest, right) = widgets::columns(rect, rect.width() * 0.3);
    let (left, middle) = widgets::columns(rest, rest.width() * 0.5);
    let (top, bottom) = split(left, threshold::HIGH);
    widgets::card_at(ui, top, |ui| threshold_card(ui, shown, out));
    widgets::card_at(ui, bottom, |ui| sentences(ui, shown));
    let (top, bottom) = split(middle, middle.height() * 0.55);
    widgets::card_at(ui, top, |ui| small_matrix(ui, shown, draft, out));
    widgets::card_at(ui, bottom, |ui| {
        super::chart(ui, shown.say, &chart::gains(shown.foreseen.churn, shown.foreseen.view.at.counts));
    });
    let (top, bottom) = split(right, table);
    widgets::card_at(ui, top, |ui| method_table(ui, shown.say, findings));
    widgets::card_at(ui, bottom, |ui| {
        super::chart(ui, shown.say, &chart::roc(shown.foreseen.churn, shown.foreseen.view.at.counts));
    });
}

/// A click on a cell opens the view that lists its customers.
fn small_matrix(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    let room = ui.available_size();
    if let Some(cell) = matrix(ui, shown.state, shown.finished, room) {
        out.push(Action::View(ViewAction::MatrixCell(Some(cell))));
        draft.result_view = ResultView::Matrix;
    }
}

/// Everything the findings say in words.
fn sentences(ui: &mut Ui, shown: &Shown) {
    let (tokens, say, findings) = (tokens(ui), shown.say, shown.foreseen.findings);
    ScrollArea::vertical().id_salt("words").auto_shrink([false, false]).show(ui, |ui| {
        ui.label(theme::card_title(say.tr("ui-results-words")).color(tokens.text));
        if !shown.foreseen.as_chosen() {
            let words = say.tr("ui-churn-words-as-chosen");
            ui.add(Label::new(theme::body(words).color(tokens.warning)).wrap());
        }
        for words in further_words(findings) {
            ui.add(Label::new(theme::body(say.msg(words)).color(tokens.text)).wrap());
        }
        ui.add(Label::new(theme::body(say.msg(&findings.chosen_reason)).color(tokens.muted)).wrap());
        for method in &findings.methods {
            let name = say.msg(&method_name(&method.id));
            for warning in &method.warnings {
                let words = format!("{name}: {}", say.msg(warning));
                ui.add(Label::new(theme::body(words).color(tokens.warning)).wrap());
            }
        }
    });
}
