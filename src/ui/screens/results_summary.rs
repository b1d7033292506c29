//! The summary of the results: methods with their accuracy and verdict, bars, sentences, and the matrix in small.

use eframe::egui;
use egui::{Label, Rect, ScrollArea, Ui, pos2, vec2};

use super::results_matrix::class_scores;
use crate::base::Message;
use crate::base::words::grouped;
use crate::chart::{self, ChartKind, method_name};
use crate::session::{Action, AppState, Finished, ViewAction};
use crate::study::{Findings, Verdict};
use crate::ui::charts;
use crate::ui::draft::ResultView;
use crate::ui::say::{Say, percent};
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets::{self, Tone};
use crate::ui::{Actions, Draft};

pub fn summary(ui: &mut Ui, state: &AppState, finished: &Finished, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    let findings = &finished.findings;
    let rect = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(rect, rect.width() * 0.45);
    let table = (74.0 + 34.0 * findings.methods.len() as f32).min(left.height() * 0.55);
    let (top, bottom) = split(left, table);
    widgets::card_at(ui, top, |ui| method_table(ui, say, findings));
    widgets::card_at(ui, bottom, |ui| {
        let drawn = chart::accuracy_bars(findings);
        ui.label(theme::card_title(say.msg(&drawn.title)).color(tokens(ui).text));
        let size = ui.available_size();
        if let ChartKind::Bars(bars) = &drawn.kind {
            ScrollArea::vertical().id_salt("bars").show(ui, |ui| charts::bars(ui, say, &drawn, bars, size));
        }
    });
    let words = (right.height() * 0.4).max(150.0);
    let (top, bottom) = split(right, right.height() - words - GAP);
    widgets::card_at(ui, top, |ui| {
        let drawn = chart::confusion(findings);
        ui.label(theme::card_title(say.msg(&drawn.title)).color(tokens(ui).text));
        ui.add(Label::new(theme::small(say.tr("ui-matrix-click")).color(tokens(ui).muted)).truncate());
        let room = ui.available_size();
        if let ChartKind::Matrix(matrix) = &drawn.kind
            && let Some(cell) = charts::matrix(ui, say, &drawn, matrix, state.matrix_cell, room)
        {
            out.push(Action::View(ViewAction::MatrixCell(Some(cell))));
            draft.result_view = ResultView::Matrix;
        }
    });
    widgets::card_at(ui, bottom, |ui| sentences(ui, say, findings));
}

fn split(rect: Rect, height: f32) -> (Rect, Rect) {
    let at = rect.top() + height;
    (
        Rect::from_min_max(rect.min, pos2(rect.right(), at)),
        Rect::from_min_max(pos2(rect.left(), at + GAP), rect.max),
    )
}

/// Mean and spread of a metric in percent; a dash where the method has none.
fn metric(findings: &Findings, method: usize, name: &str) -> String {
    match findings.methods[method].metrics.get(name) {
        Some(spread) if spread.values.len() > 1 => {
            format!("{} ± {}", percent(spread.mean, 1), grouped(spread.sd * 100.0, 1))
        }
        Some(spread) => percent(spread.mean, 1),
        None => "–".to_owned(),
    }
}

/// The method the others are held against: the first one that came to results.
fn reference(findings: &Findings) -> Option<usize> {
    findings.methods.iter().position(|method| method.metrics.contains_key("accuracy"))
}

/// How a method stands against the reference.
fn verdict(findings: &Findings, method: usize) -> Option<(Tone, Message)> {
    let reference = reference(findings)?;
    if method == reference {
        let alone = findings.comparisons.is_empty();
        return Some((
            Tone::Quiet,
            Message::new(if alone { "ui-verdict-only" } else { "ui-verdict-reference" }),
        ));
    }
    let comparison = findings.comparisons.iter().find(|comparison| {
        [(comparison.better, comparison.worse), (comparison.worse, comparison.better)]
            .contains(&(method, reference))
    })?;
    let key = match comparison.verdict {
        Verdict::LargerThanChance => "ui-verdict-larger",
        Verdict::NotLargerThanChance => "ui-verdict-not-larger",
        Verdict::TooFewRepeats => "ui-verdict-too-few",
    };
    let better = comparison.better == method;
    let real = comparison.verdict == Verdict::LargerThanChance;
    let tone = if better && real { Tone::Good } else { Tone::Quiet };
    let points = comparison.difference.abs() * 100.0;
    let points = format!("{}{}", if better { "+" } else { "−" }, grouped(points, 1));
    Some((tone, Message::new(key).with("points", points)))
}

fn method_table(ui: &mut Ui, say: Say, findings: &Findings) {
    let tokens = tokens(ui);
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.tr("ui-results-methods")).color(tokens.text));
        if let Some(reference) = reference(findings).filter(|_| !findings.comparisons.is_empty()) {
            let name = method_name(&findings.methods[reference].id);
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let words = say.with("ui-results-against", "method", name);
                ui.add(Label::new(theme::small(words).color(tokens.muted)).truncate());
            });
        }
    });
    ScrollArea::vertical().id_salt("methods").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let width = ui.available_width();
        let name_width = (width * 0.32).clamp(118.0, 240.0);
        let number_width = 96.0;
        for (index, method) in findings.methods.iter().enumerate() {
            let (place, _) = ui.allocate_exact_size(vec2(width, 34.0), egui::Sense::hover());
            let mut row = ui.new_child(
                egui::UiBuilder::new()
                    .id_salt(&method.id)
                    .max_rect(place)
                    .layout(egui::Layout::left_to_right(egui::Align::Center)),
            );
            row.spacing_mut().item_spacing.x = 6.0;
            widgets::dot(&mut row, (index < 6).then_some(index));
            let name = say.msg(&method_name(&method.id));
            let chosen = index == findings.chosen;
            let words = if chosen { theme::strong(name) } else { theme::body(name) };
            fixed(&mut row, name_width, false, |ui| {
                let label = ui.add(Label::new(words.color(tokens.text)).truncate());
                if chosen {
                    label.on_hover_text(say.msg(&findings.chosen_reason));
                }
            });
            fixed(&mut row, number_width, true, |ui| {
                ui.label(theme::strong(metric(findings, index, "accuracy")).color(tokens.text));
            });
            row.add_space(8.0);
            if let Some((tone, words)) = verdict(findings, index) {
                verdict_label(&mut row, tone, &say.msg(&words));
            }
            let line = egui::Stroke::new(1.0, tokens.grid);
            ui.painter().hline(place.x_range(), place.bottom() - 0.5, line);
        }
    });
}

fn verdict_label(ui: &mut Ui, tone: Tone, text: &str) {
    let tokens = tokens(ui);
    let ink = if tone == Tone::Good { tokens.good } else { tokens.muted };
    ui.add(Label::new(theme::small(text).color(ink)).truncate());
}

/// A cell of a fixed width.
fn fixed(ui: &mut Ui, width: f32, right: bool, add: impl FnOnce(&mut Ui)) {
    let layout = if right {
        egui::Layout::right_to_left(egui::Align::Center)
    } else {
        egui::Layout::left_to_right(egui::Align::Center)
    };
    let (place, _) = ui.allocate_exact_size(vec2(width, 24.0), egui::Sense::hover());
    let mut cell = ui.new_child(egui::UiBuilder::new().max_rect(place).layout(layout));
    cell.shrink_clip_rect(place);
    add(&mut cell);
}

/// Everything the findings say in words, and how each class fared.
fn sentences(ui: &mut Ui, say: Say, findings: &Findings) {
    let tokens = tokens(ui);
    ScrollArea::vertical().id_salt("words").auto_shrink([false, false]).show(ui, |ui| {
        ui.label(theme::card_title(say.tr("ui-results-words")).color(tokens.text));
        for words in findings.words.iter().skip(1) {
            ui.add(Label::new(theme::body(say.msg(words)).color(tokens.text)).wrap());
        }
        ui.add(Label::new(theme::body(say.msg(&findings.chosen_reason)).color(tokens.muted)).wrap());
        for method in &findings.methods {
            for warning in &method.warnings {
                let text = format!("{}: {}", say.msg(&method_name(&method.id)), say.msg(warning));
                ui.add(Label::new(theme::body(text).color(tokens.warning)).wrap());
            }
        }
        ui.add_space(8.0);
        class_scores(ui, say, findings);
    });
}
