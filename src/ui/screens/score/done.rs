//! What became of the customers: how many are called or in which segments they are, and whether they are like those that the
//! model learned from.

use eframe::egui;
use egui::{Label, ScrollArea, Ui};

use crate::base::words::grouped;
use crate::base::{Issue, Message, Severity};
use crate::export::{ChurnScored, ModelFile, Scored};
use crate::session::AppState;
use crate::session::scoring::{ScoreDone, ScoreOutcome, calls_beside};
use crate::study::churn::drift::{self, Shift};
use crate::study::churn::model::ChurnModel;
use crate::study::churn::threshold_places;
use crate::study::segments::model::SegmentModel;
use crate::ui::fonts::symbol;
use crate::ui::say::{Say, percent, signed};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Tone};

const ROW: f32 = 26.0;

pub fn done_card(ui: &mut Ui, state: &AppState, done: &ScoreDone) {
    let (say, ground) = (Say::of(state), tokens(ui));
    let written = match &done.outcome {
        ScoreOutcome::Segments(scored) => scored.rows,
        ScoreOutcome::Churn(scored) => scored.written,
    };
    ui.horizontal(|ui| {
        ui.label(theme::icon(symbol::CHECK, 18.0).color(ground.good));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            ui.label(theme::card_title(say.with("ui-score-done", "n", written)).color(ground.text));
            let target = done.choice.target.to_string_lossy();
            ui.add(Label::new(theme::small(target).color(ground.muted)).truncate());
            if done.calls().is_some() {
                // It stands beside the list.
                let target = calls_beside(&done.choice.target);
                let name = target.file_name().unwrap_or_default().to_string_lossy();
                ui.add(Label::new(theme::small(name).color(ground.muted)).truncate());
            }
        });
    });
    if state.scoring.current().is_none() {
        widgets::banner(ui, Severity::Info, |ui| {
            ui.add(Label::new(theme::body(say.tr("ui-score-stale")).color(ground.text)).wrap());
        });
    }
    ScrollArea::vertical().id_salt("done").auto_shrink([false, false]).show(ui, |ui| {
        ui.set_width(ui.available_width() - 8.0);
        match (&done.outcome, &done.model.model) {
            (ScoreOutcome::Churn(scored), ModelFile::Churn(model)) => churn(ui, say, model, scored),
            (ScoreOutcome::Segments(scored), ModelFile::Segments(model)) => segments(ui, say, model, scored),
            _ => {}
        }
    });
}

/// A number with what it counts below it.
fn big(ui: &mut Ui, number: &str, words: &str) {
    let ground = tokens(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.label(theme::number(number).color(ground.text));
        ui.label(theme::small(words).color(ground.muted));
    });
    ui.add_space(22.0);
}

fn sentence(ui: &mut Ui, words: &str) {
    ui.add(Label::new(theme::body(words).color(tokens(ui).text)).wrap());
}

fn churn(ui: &mut Ui, say: Say, model: &ChurnModel, scored: &ChurnScored) {
    let ground = tokens(ui);
    let customers = scored.rows - scored.unreadable;
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        big(ui, &grouped(customers as f64, 0), &say.tr("ui-score-n-customers"));
        let from = Message::new("ui-score-n-called");
        let from = say.msg(&from.share("threshold", scored.threshold, threshold_places(scored.threshold)));
        big(ui, &grouped(scored.called as f64, 0), &from);
        let expected = say.with("ui-score-n-expected", "class", model.class_of_interest());
        big(ui, &grouped(scored.expected, 0), &expected);
    });
    ui.add_space(6.0);
    for words in scored.calls.iter().flat_map(|calls| calls.words(model)) {
        sentence(ui, &say.msg(&words));
    }
    if scored.unreadable > 0 {
        sentence(ui, &say.with("cli-score-unreadable", "n", scored.unreadable));
    }
    ui.label(theme::card_title(say.tr("ui-score-drift")).color(ground.text));
    for words in drift::words(&scored.drift, &scored.unseen) {
        sentence(ui, &say.msg(&words));
    }
    ui.add_space(6.0);
    drift_table(ui, say, scored);
    issues(ui, say, &scored.issues);
}

fn issues(ui: &mut Ui, say: Say, issues: &[Issue]) {
    if issues.is_empty() {
        return;
    }
    ui.add_space(8.0);
    ui.label(theme::card_title(say.tr("ui-score-issues")).color(tokens(ui).text));
    for issue in issues {
        sentence(ui, &say.msg(&issue.message));
    }
}

/// Column by column, the one that has moved most first.
fn drift_table(ui: &mut Ui, say: Say, scored: &ChurnScored) {
    let ground = tokens(ui);
    let mut rows: Vec<_> = scored.drift.iter().collect();
    rows.sort_by(|a, b| b.psi.total_cmp(&a.psi));
    ui.spacing_mut().item_spacing.y = 0.0;
    let others = [70.0, 190.0, 96.0, 96.0];
    let widths = [&[widgets::rest(ui, &others)], &others[..]].concat();
    let heads = [
        "ui-score-column",
        "ui-score-psi",
        "ui-score-verdict",
        "ui-score-empty-before",
        "ui-score-empty-now",
    ];
    widgets::row(ui, usize::MAX, 22.0, &widths, |index, ui| {
        widgets::head(ui, &say.tr(heads[index]), [1, 3, 4].contains(&index));
    });
    for (at, column) in rows.into_iter().enumerate() {
        widgets::row(ui, at, ROW, &widths, |index, ui| match index {
            0 => widgets::cell(ui, theme::body(&column.column).color(ground.text)),
            1 => widgets::number_cell(ui, theme::body(grouped(column.psi, 3)).color(ground.text)),
            2 => {
                let (tone, key) = verdict(column.shift);
                widgets::chip(ui, tone, &say.tr(key));
            }
            3 => widgets::number_cell(ui, theme::body(percent(column.missing.0, 1)).color(ground.muted)),
            _ => widgets::number_cell(ui, theme::body(percent(column.missing.1, 1)).color(ground.text)),
        });
    }
}

fn verdict(shift: Shift) -> (Tone, &'static str) {
    match shift {
        Shift::Stable => (Tone::Good, "ui-score-shift-stable"),
        Shift::TooFew => (Tone::Quiet, "ui-score-shift-too-few"),
        Shift::Shifted => (Tone::Warning, "ui-score-shift-shifted"),
        Shift::Drifted => (Tone::Problem, "ui-score-shift-drifted"),
    }
}

fn segments(ui: &mut Ui, say: Say, model: &SegmentModel, scored: &Scored) {
    let ground = tokens(ui);
    let all = scored.sizes.iter().sum::<usize>();
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        big(ui, &grouped(all as f64, 0), &say.tr("ui-score-n-customers"));
        big(ui, &grouped(scored.strangers as f64, 0), &say.tr("ui-score-n-strangers"));
    });
    quiet(ui, &say.tr("ui-score-strangers-more"));
    issues(ui, say, &scored.issues);
    ui.add_space(6.0);
    ui.label(theme::card_title(say.tr("ui-score-sizes")).color(ground.text));
    let before = model.means().map_or(&[][..], |means| &means.sizes[..]);
    if before.is_empty() {
        quiet(ui, &say.tr("ui-score-sizes-unknown"));
    }
    let before_all = before.iter().sum::<u64>().max(1) as f64;
    let mut order: Vec<(usize, (u32, String))> = model.labels().into_iter().enumerate().collect();
    order.sort_by_key(|(_, (code, _))| *code);
    ui.spacing_mut().item_spacing.y = 0.0;
    let others = [90.0, 90.0, 110.0, 90.0];
    let widths = [&[widgets::rest(ui, &others)], &others[..]].concat();
    let heads = [
        "ui-seg-segment",
        "ui-score-customers-head",
        "ui-score-share",
        "ui-score-share-before",
        "ui-score-change",
    ];
    widgets::row(ui, usize::MAX, 22.0, &widths, |index, ui| {
        widgets::head(ui, &say.tr(heads[index]), index > 0);
    });
    for (at, (position, (code, name))) in order.into_iter().enumerate() {
        let n = scored.sizes.get(position).copied().unwrap_or(0);
        let now = n as f64 / all.max(1) as f64;
        let then = before.get(position).map(|&n| n as f64 / before_all);
        widgets::row(ui, at, ROW, &widths, |index, ui| {
            let text = match index {
                0 => {
                    widgets::dot(ui, Some((code as usize).saturating_sub(1)));
                    return widgets::cell(ui, theme::body(&name).color(ground.text));
                }
                1 => grouped(n as f64, 0),
                2 => percent(now, 1),
                3 => then.map_or_else(|| "–".to_owned(), |then| percent(then, 1)),
                _ => then.map_or_else(|| "–".to_owned(), |then| signed(100.0 * (now - then))),
            };
            widgets::number_cell(ui, theme::body(text).color(ground.text));
        });
    }
}

fn quiet(ui: &mut Ui, words: &str) {
    ui.add(Label::new(theme::small(words).color(tokens(ui).muted)).wrap());
}
