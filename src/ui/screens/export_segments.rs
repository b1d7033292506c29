//! What the export says of segments: the list of customers as it will be written.

use eframe::egui;
use egui::{Label, Ui};

use super::export::PREVIEW_ROWS;
use crate::base::words::grouped;
use crate::export::{self, AddedCell, SegmentList};
use crate::session::{Finished, SegmentView};
use crate::study::segments::SegmentFindings;
use crate::ui::grid::{Grid, GridColumn};
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Tone};

/// The first customers, cell by cell as they will be written.
pub fn preview(ui: &mut Ui, say: Say, finished: &Finished, findings: &SegmentFindings, view: &SegmentView) {
    let Some(list) = SegmentList::new(findings, &view.edition(), say.lang) else { return };
    let (tokens, frame) = (tokens(ui), &finished.table.frame);
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.tr("ui-export-preview")).color(tokens.text));
        widgets::chip(ui, Tone::Quiet, export::LABELLED);
        let added = say.with("ui-seg-export-added", "n", view.k);
        ui.add(Label::new(theme::small(added).color(tokens.accent)).truncate());
    });
    let originals: Vec<usize> =
        (0..frame.n_columns()).filter(|&index| !frame.is_from_earlier_run(index)).collect();
    let original = |&index: &usize| GridColumn {
        name: frame.columns[index].name.clone(),
        right: frame.columns[index].is_numeric(),
        marked: false,
    };
    let cells: Vec<AddedCell> = list.row(0).into_iter().flatten().collect();
    let ours = |(index, name): (usize, &'static str)| GridColumn {
        name: name.to_owned(),
        right: matches!(cells.get(index), Some(AddedCell::Share(_))),
        marked: true,
    };
    let added = SegmentList::columns().enumerate().map(ours);
    let columns: Vec<GridColumn> = originals.iter().map(original).chain(added).collect();
    let n_rows = findings.rows.len().min(PREVIEW_ROWS);
    let text = |row: usize, column: usize| {
        if let Some(&index) = originals.get(column) {
            return frame.columns[index].category(frame.position(findings.rows[row])?);
        }
        Some(match list.row(row)?.get(column - originals.len())? {
            AddedCell::Text(text) => (*text).to_owned(),
            AddedCell::Share(share) => grouped(f64::from(*share), 3),
        })
    };
    let name = say.with("ui-check-rows-shown", "n", n_rows);
    let id = format!("export {:?} {} {}", finished.run, view.k, frame.source.sha256);
    Grid { id: &id, name: &name, columns: &columns, n_rows, cell: &text }.show(ui);
}
