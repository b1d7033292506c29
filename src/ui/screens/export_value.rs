//! What the export says where the customers were made from transactions: the list as it will be written, and whether
//! it names the customers.

use std::borrow::Cow;

use eframe::egui;
use egui::{Label, Ui};

use super::export::{PREVIEW_ROWS, as_written};
use crate::base::Severity;
use crate::export::{self, CustomerList};
use crate::session::state::ExportChoice;
use crate::session::{AppState, Finished};
use crate::study::value::ValueTable;
use crate::ui::grid::{Grid, GridColumn};
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Tone};

/// Stands for a pseudonym before there is one: its length and beginning are those of a real one.
const A_PSEUDONYM: &str = "C-··········";

/// The tier expected next, and how surely.
const NEXT_COLUMNS: usize = 2;

/// The first customers, cell by cell as they will be written.
pub fn preview(ui: &mut Ui, say: Say, finished: &Finished, value: &ValueTable, choice: &ExportChoice) {
    let tokens = tokens(ui);
    let Some(findings) = &as_written(ui, finished) else { return };
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.tr("ui-export-preview")).color(tokens.text));
        widgets::chip(ui, Tone::Quiet, export::LABELLED);
        ui.add(Label::new(theme::small(say.tr("ui-export-added-value")).color(tokens.accent)).truncate());
    });
    if findings.next_by_rule {
        let words = theme::small(say.tr("ui-next-by-rule")).color(tokens.muted);
        ui.add(Label::new(words).wrap());
    }
    if choice.pseudonyms {
        let words = theme::small(say.tr("ui-export-pseudonyms-preview")).color(tokens.muted);
        ui.add(Label::new(words).wrap());
    }
    let list = CustomerList::new(findings, value, choice.keep_formulas, choice.pseudonyms);
    let n_rows = value.ledger.n_customers().min(PREVIEW_ROWS);
    let identifier = |row: usize| {
        if choice.pseudonyms { A_PSEUDONYM } else { value.ledger.customers[row].as_str() }
    };
    let rows: Vec<Vec<Cow<str>>> = (0..n_rows).map(|row| list.row(row, identifier(row))).collect();
    let is_number = |column: usize| {
        let mut cells = rows.iter().filter_map(|row| row.get(column)).filter(|cell| !cell.is_empty());
        cells.next().is_some_and(|cell| cell.replace(',', ".").parse::<f64>().is_ok())
    };
    // The part a customer played is nothing the network says; as the last column it lets the others scroll. Nor is the tier
    // expected next, where it is that of today.
    let header = list.header();
    let first = list.n_known() + if findings.next_by_rule { NEXT_COLUMNS } else { 0 };
    let said = first..header.len().saturating_sub(1);
    let columns: Vec<GridColumn> = header
        .into_iter()
        .enumerate()
        .map(|(index, name)| GridColumn {
            name,
            right: index > 0 && is_number(index),
            marked: said.contains(&index),
        })
        .collect();
    let text = |row: usize, column: usize| {
        rows[row].get(column).filter(|cell| !cell.is_empty()).map(|cell| cell.clone().into_owned())
    };
    let name = say.with("ui-check-rows-shown", "n", n_rows);
    let id = format!("export {:?} {}", finished.run, choice.pseudonyms);
    Grid { id: &id, name: &name, columns: &columns, n_rows, cell: &text }.show(ui);
}

/// Whether the files name the customers, and where the key is that tells who is who.
pub fn privacy(ui: &mut Ui, state: &AppState, wanted: &mut ExportChoice) {
    let (tokens, say) = (tokens(ui), Say::of(state));
    ui.label(theme::card_title(say.tr("ui-export-privacy")).color(tokens.text));
    widgets::checkbox(ui, &mut wanted.pseudonyms, &say.tr("ui-export-pseudonyms"));
    if wanted.pseudonyms {
        let place =
            state.key_file.as_ref().map_or_else(String::new, |file| file.to_string_lossy().into_owned());
        let words = say.with("ui-export-pseudonyms-more", "file", place);
        ui.add(Label::new(theme::small(words).color(tokens.muted)).wrap());
    } else {
        widgets::banner(ui, Severity::Warning, |ui| {
            let words = theme::small(say.tr("ui-export-real-numbers")).color(tokens.text);
            ui.add(Label::new(words).wrap());
        });
    }
}
