//! The sixth screen: write every customer with the label it was given into a folder.

use std::path::Path;
use std::sync::Arc;

use eframe::egui;
use egui::{Label, Margin, TextEdit, Ui};

use super::{export_segments, export_value};
use crate::base::words::grouped;
use crate::base::{Message, Problem, Severity};
use crate::export::{self, Added, AddedCell, Written};
use crate::session::state::{ExportChoice, ExportState};
use crate::session::{Action, AppState, Command, ExportAction, Finished, Foreseen, JobId};
use crate::study::Findings;
use crate::study::churn::{relabelled, threshold_places};
use crate::ui::fonts::symbol;
use crate::ui::grid::{Grid, GridColumn};
use crate::ui::say::Say;
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets::{self, Kind, Tone};
use crate::ui::{Actions, Draft};

/// Rows of the preview.
pub const PREVIEW_ROWS: usize = 100;

/// A file that is written and what it is.
type Described = (&'static str, &'static str);

/// What is written of a table of customers.
const FILES: [Described; 3] = [
    (export::LABELLED, "ui-export-labelled"),
    (export::FINDINGS, "ui-export-findings"),
    (export::TIMING, "ui-export-timing"),
];

/// What is written where the customers were made from transactions.
const VALUE_FILES: [Described; 4] = [
    (export::LABELLED, "ui-export-customers"),
    (export::TRANSACTIONS, "ui-export-transactions"),
    (export::FINDINGS, "ui-export-findings"),
    (export::TIMING, "ui-export-timing"),
];

/// What is written of segments.
const SEGMENT_FILES: [Described; 4] = [
    (export::LABELLED, "ui-seg-export-labelled"),
    (export::MODEL, "ui-seg-export-model"),
    (export::FINDINGS, "ui-export-findings"),
    (export::TIMING, "ui-export-timing"),
];

/// What is written where a class is foreseen, and where its customers were made from transactions.
const CHURN_FILES: [Described; 5] = [
    (export::LABELLED, "ui-export-labelled"),
    (export::CALL_LIST, "ui-churn-export-calls"),
    (export::MODEL, "ui-churn-export-model"),
    (export::FINDINGS, "ui-export-findings"),
    (export::TIMING, "ui-export-timing"),
];
const CHURN_VALUE_FILES: [Described; 6] = [
    (export::LABELLED, "ui-export-customers"),
    (export::TRANSACTIONS, "ui-export-transactions"),
    (export::CALL_LIST, "ui-churn-export-calls"),
    (export::MODEL, "ui-churn-export-model"),
    (export::FINDINGS, "ui-export-findings"),
    (export::TIMING, "ui-export-timing"),
];

pub fn export_ui(ui: &mut Ui, state: &AppState, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    let (Some(finished), Some(choice)) = (&state.finished, &state.export_choice) else {
        widgets::empty(ui, symbol::FILE, &say.tr("lock-results"));
        return;
    };
    let value = finished.table.value.as_deref();
    let labelled = finished.answer.n_customers();
    let (title, sub) = match value {
        _ if finished.segments().is_some() => {
            (Message::new("ui-export-title").with("n", labelled), "ui-seg-export-sub")
        }
        Some(value) => {
            let title = Message::new("ui-export-title-value").with("labelled", labelled);
            (title.with("n", value.ledger.n_customers()), "ui-export-sub-value")
        }
        None => (Message::new("ui-export-title").with("n", labelled), "ui-export-sub"),
    };
    widgets::header(ui, &say.msg(&title), &say.tr(sub), |_| {});
    footer(ui, state, out);
    let rect = ui.available_rect_before_wrap();
    let mut page = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    page.spacing_mut().item_spacing.y = GAP;
    let ui = &mut page;
    outcome(ui, state, finished, choice, out);
    let rect = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(rect, (rect.width() * 0.36).clamp(330.0, 480.0));
    widgets::card_at(ui, left, |ui| match (finished.segments(), value) {
        (Some((findings, view)), _) => export_segments::preview(ui, say, finished, findings, view),
        (None, Some(value)) => export_value::preview(ui, say, finished, value, choice),
        (None, None) => preview(ui, say, finished),
    });
    widgets::card_at(ui, right, |ui| {
        egui::ScrollArea::vertical().id_salt("export").auto_shrink([false, false]).show(ui, |ui| {
            let files = match (finished.segments(), finished.foreseen(), value) {
                (Some(_), ..) => &SEGMENT_FILES[..],
                (None, Some(_), Some(_)) => &CHURN_VALUE_FILES[..],
                (None, Some(_), None) => &CHURN_FILES[..],
                (None, None, Some(_)) => &VALUE_FILES[..],
                (None, None, None) => &FILES[..],
            };
            if let Some(foreseen) = finished.foreseen() {
                threshold(ui, say, &foreseen);
            }
            settings(ui, state, choice, (files, value.is_some()), draft, out);
        });
    });
}

fn footer(ui: &mut Ui, state: &AppState, out: &mut Actions) {
    let say = Say::of(state);
    widgets::footer(
        ui,
        out,
        |_, _| {},
        |ui, out| {
            let allowed = Command::Export.enabled(state);
            let saved = matches!(state.export, ExportState::Done(_));
            // One primary button: once the files are there, the next thing is to look at them.
            let (kind, key) =
                if saved { (Kind::Secondary, "ui-export-again") } else { (Kind::Primary, "ui-export-save") };
            if saved {
                let folder = Some(symbol::FOLDER);
                widgets::command_button(ui, state, Command::OpenFolder, Kind::Primary, folder, out);
            }
            let response =
                ui.add_enabled_ui(allowed.is_ok(), |ui| widgets::button(ui, kind, &say.tr(key))).inner;
            let response = widgets::with_reason(response, allowed.err().map(|reason| say.tr(reason)));
            if response.clicked() {
                out.push(Action::Export(ExportAction::Start));
            }
        },
    );
}

/// What became of the last export.
fn outcome(ui: &mut Ui, state: &AppState, finished: &Finished, choice: &ExportChoice, out: &mut Actions) {
    let (tokens, say) = (tokens(ui), Say::of(state));
    match &state.export {
        ExportState::Idle => {}
        ExportState::Running { share, .. } => widgets::card(ui, |ui| {
            ui.label(theme::strong(say.tr("ui-status-exporting")).color(tokens.text));
            widgets::progress(ui, *share, &say.tr("ui-status-exporting"));
        }),
        ExportState::Done(Written { folder, files, rows }) => widgets::card(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(theme::icon(symbol::CHECK, 18.0).color(tokens.good));
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    let words = say.with("ui-export-done", "n", *rows);
                    ui.label(theme::card_title(words).color(tokens.text));
                    let place = format!("{} · {}", folder.to_string_lossy(), files.join(", "));
                    ui.add(Label::new(theme::small(place).color(tokens.muted)).truncate());
                });
            });
        }),
        ExportState::Failed { problem, may_force } => {
            let force = may_force.then(|| ExportChoice { force: true, ..choice.clone() });
            failed(ui, say, problem, force, finished, out);
        }
    }
}

fn failed(
    ui: &mut Ui,
    say: Say,
    problem: &Problem,
    force: Option<ExportChoice>,
    finished: &Finished,
    out: &mut Actions,
) {
    widgets::banner(ui, Severity::Error, |ui| {
        ui.vertical(|ui| {
            ui.add(Label::new(theme::strong(say.msg(&problem.message)).color(tokens(ui).text)).wrap());
            if let Some(hint) = &problem.hint {
                ui.add(Label::new(theme::body(say.msg(hint)).color(tokens(ui).text)).wrap());
            }
            let kept = say.with("ui-export-kept", "n", finished.answer.n_customers());
            ui.add(Label::new(theme::small(kept).color(tokens(ui).muted)).wrap());
            if let Some(force) = force
                && widgets::button(ui, Kind::Secondary, &say.tr("ui-export-replace")).clicked()
            {
                out.push(Action::Export(ExportAction::Set(force)));
                out.push(Action::Export(ExportAction::Start));
            }
        });
    });
}

fn settings(
    ui: &mut Ui,
    state: &AppState,
    choice: &ExportChoice,
    (files, of_value): (&[Described], bool),
    draft: &mut Draft,
    out: &mut Actions,
) {
    let (tokens, say) = (tokens(ui), Say::of(state));
    folder(ui, state, choice, draft, out);
    ui.add_space(10.0);
    ui.label(theme::card_title(say.tr("ui-export-files")).color(tokens.text));
    ui.spacing_mut().item_spacing.y = 3.0;
    for &(file, key) in files {
        ui.label(theme::strong(file).color(tokens.text));
        ui.add(Label::new(theme::small(say.tr(key)).color(tokens.muted)).wrap());
    }
    let mut wanted = choice.clone();
    if of_value {
        ui.add_space(10.0);
        export_value::privacy(ui, state, &mut wanted);
    }
    ui.add_space(10.0);
    ui.label(theme::card_title(say.tr("ui-export-format")).color(tokens.text));
    widgets::checkbox(ui, &mut wanted.bom, &say.tr("ui-export-bom"));
    ui.add(Label::new(theme::small(say.tr("ui-export-bom-more")).color(tokens.muted)).wrap());
    widgets::checkbox(ui, &mut wanted.keep_formulas, &say.tr("ui-export-formulas"));
    ui.add(Label::new(theme::small(say.tr("ui-export-formulas-more")).color(tokens.muted)).wrap());
    if wanted != *choice {
        out.push(Action::Export(ExportAction::Set(wanted)));
    }
}

/// From which probability on customers are called in what is written: as the results show it.
fn threshold(ui: &mut Ui, say: Say, foreseen: &Foreseen) {
    let tokens = tokens(ui);
    let at = foreseen.view.at.threshold;
    let key = if foreseen.as_chosen() { "ui-churn-export-chosen" } else { "ui-churn-export-moved" };
    ui.label(theme::card_title(say.tr("ui-churn-call-from")).color(tokens.text));
    let words = Message::new("ui-churn-export-called").with("n", foreseen.n_called());
    let words = words.share("threshold", f64::from(at), threshold_places(f64::from(at)));
    ui.add(Label::new(theme::body(say.msg(&words)).color(tokens.text)).wrap());
    ui.add(Label::new(theme::small(say.tr(key)).color(tokens.muted)).wrap());
    ui.add_space(10.0);
}

/// The findings with the classes as they will be written.
pub fn as_written(ui: &Ui, finished: &Finished) -> Option<Arc<Findings>> {
    let findings = finished.classes()?;
    let Some(foreseen) = finished.foreseen().filter(|foreseen| !foreseen.as_chosen()) else {
        return Some(findings.clone());
    };
    // All customers get a class anew: once a threshold, not once a frame.
    let threshold = foreseen.view.at.threshold;
    let id = egui::Id::unique("as written");
    let known = ui.data(|data| data.get_temp::<(JobId, u32, Arc<Findings>)>(id));
    let known = known.filter(|known| (known.0, known.1) == (finished.run, threshold.to_bits()));
    let (.., made) = known.unwrap_or_else(|| {
        let made = Arc::new(relabelled(findings, threshold));
        let known = (finished.run, threshold.to_bits(), made);
        ui.data_mut(|data| data.insert_temp(id, known.clone()));
        known
    });
    Some(made)
}

/// Where the files go, typed or chosen in a dialog.
fn folder(ui: &mut Ui, state: &AppState, choice: &ExportChoice, draft: &mut Draft, out: &mut Actions) {
    let (tokens, say) = (tokens(ui), Say::of(state));
    let name = ui.label(theme::card_title(say.tr("ui-export-folder")).color(tokens.text));
    let settled = choice.folder.to_string_lossy().into_owned();
    let text = draft.folder.get_or_insert_with(|| settled.clone());
    let field = TextEdit::singleline(text).desired_width(f32::INFINITY).margin(Margin::symmetric(10, 6));
    let response = ui.add(field).labelled_by(name.id);
    let typed = text.trim().to_owned();
    if response.changed() && !typed.is_empty() {
        let choice = ExportChoice { folder: typed.into(), ..choice.clone() };
        out.push(Action::Export(ExportAction::Set(choice)));
    } else if !response.has_focus() && Path::new(&typed) != choice.folder {
        // The dialog chose another one.
        draft.folder = None;
    }
    widgets::command_button(ui, state, Command::ChooseFolder, Kind::Secondary, Some(symbol::FOLDER), out);
}

/// The first customers as they will stand in the list.
fn preview(ui: &mut Ui, say: Say, finished: &Finished) {
    let tokens = tokens(ui);
    let Some(findings) = &as_written(ui, finished) else { return };
    let frame = &finished.table.frame;
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.tr("ui-export-preview")).color(tokens.text));
        widgets::chip(ui, Tone::Quiet, export::LABELLED);
        ui.add(Label::new(theme::small(say.tr("ui-export-added")).color(tokens.accent)).truncate());
    });
    let added = Added::columns(findings);
    let originals: Vec<usize> =
        (0..frame.n_columns()).filter(|&index| !frame.is_from_earlier_run(index)).collect();
    let ours = |column: &Added| GridColumn {
        name: column.name(&findings.classes),
        right: column.is_number(),
        marked: true,
    };
    let original = |&index: &usize| GridColumn {
        name: frame.columns[index].name.clone(),
        right: frame.columns[index].is_numeric(),
        marked: false,
    };
    let columns: Vec<GridColumn> = originals.iter().map(original).chain(added.iter().map(ours)).collect();
    let n_rows = findings.rows.len().min(PREVIEW_ROWS);
    let text = |row: usize, column: usize| match originals.get(column) {
        Some(&index) => frame.columns[index].category(frame.position(findings.rows[row].row)?),
        None => Some(match added.get(column - originals.len())?.cell(findings, row) {
            AddedCell::Text(text) => text.to_owned(),
            AddedCell::Share(share) => grouped(f64::from(share), 3),
        }),
    };
    let name = say.with("ui-check-rows-shown", "n", n_rows);
    let id = format!("export {:?} {}", finished.run, frame.source.sha256);
    Grid { id: &id, name: &name, columns: &columns, n_rows, cell: &text }.show(ui);
}
