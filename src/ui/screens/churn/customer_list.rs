//! The customers by the probability of the class of interest, to search in and to choose from.

use std::sync::Arc;

use eframe::egui;
use egui::{Label, Ui};

use super::Shown;
use crate::base::Message;
use crate::data::roles::Role;
use crate::data::{Column, Values};
use crate::session::{Action, ChurnAction};
use crate::ui::fonts::symbol;
use crate::ui::grid::{Grid, GridColumn};
use crate::ui::say::{compact, count, percent};
use crate::ui::screens::value_customers::{remembered, search_field};
use crate::ui::theme::{self, tokens};
use crate::ui::{Actions, Draft, widgets};

/// Customers on a page: more rows than this would not be told apart by scrolling.
pub const PAGE: usize = 1_000;

/// Columns of the table beside the customer and the probability: those that matter most.
const MOST_COLUMNS: usize = 3;

/// Everybody, the most probable first, equally probable ones in the order of the file.
pub fn by_probability(ui: &Ui, shown: &Shown) -> Arc<Vec<u32>> {
    let rows = &shown.foreseen.findings.rows;
    remembered(ui, "a class by probability", shown.finished.run, || {
        let mut order: Vec<u32> = (0..rows.len() as u32).collect();
        let probability = |index: u32| rows[index as usize].probability;
        order.sort_by(|&a, &b| probability(b).total_cmp(&probability(a)).then(a.cmp(&b)));
        order
    })
}

/// The column that tells customers apart: an identifier, and rather one that is not a mere count of the rows.
fn identifier<'a>(shown: &Shown<'a>) -> Option<&'a Column> {
    let table = &shown.finished.table;
    let identifiers = table.profile.columns.iter().filter(|column| column.role == Role::Identifier);
    let columns: Vec<&Column> = identifiers.filter_map(|column| table.frame.column(&column.name)).collect();
    let n = table.frame.n_rows();
    let counts = |column: &&&Column| {
        [0, n / 2, n.saturating_sub(1)].into_iter().all(|position| {
            column.number(position).is_some_and(|number| (number - position as f64).abs() <= 1.0)
        })
    };
    columns.iter().find(|column| !counts(column)).or_else(|| columns.first()).copied()
}

/// What a customer is called: by the identifier, else by the row.
pub fn name(shown: &Shown, customer: u32) -> String {
    let row = shown.foreseen.findings.rows.get(customer as usize).map_or(0, |result| result.row);
    let position = shown.finished.table.frame.position(row);
    let identified = identifier(shown).and_then(|column| column.category(position?));
    match identified {
        Some(identifier) => shown.say.with("ui-why-customer", "name", identifier),
        None => shown.say.msg(&Message::new("ui-why-row").with("n", row as usize + 1)),
    }
}

/// Those of `order` whose identifier, or row where there is none, holds the text.
fn found(ui: &Ui, shown: &Shown, order: &Arc<Vec<u32>>, text: &str) -> Arc<Vec<u32>> {
    let wanted = text.trim().to_lowercase();
    if wanted.is_empty() {
        return order.clone();
    }
    let key = (shown.finished.run, wanted.clone());
    remembered(ui, "a class found", key, || {
        let (frame, column) = (&shown.finished.table.frame, identifier(shown));
        let holds = |&&customer: &&u32| {
            let row = shown.foreseen.findings.rows[customer as usize].row;
            let identified = column.and_then(|column| column.category(frame.position(row)?));
            let called = identified.unwrap_or_else(|| (row + 1).to_string());
            called.to_lowercase().contains(&wanted)
        };
        order.iter().filter(holds).copied().collect()
    })
}

pub fn list(
    ui: &mut Ui,
    shown: &Shown,
    order: &Arc<Vec<u32>>,
    customer: u32,
    draft: &mut Draft,
    out: &mut Actions,
) {
    let (say, ground) = (shown.say, tokens(ui));
    let before = draft.why.search.clone();
    search_field(ui, say, &mut draft.why.search);
    if draft.why.search != before {
        draft.why.page = 0;
    }
    let found = found(ui, shown, order, &draft.why.search);
    let pages = found.len().div_ceil(PAGE).max(1);
    draft.why.page = draft.why.page.min(pages - 1);
    let first = draft.why.page * PAGE;
    let page = &found[first.min(found.len())..(first + PAGE).min(found.len())];
    if page.is_empty() {
        widgets::empty(ui, symbol::SEARCH, &say.tr("ui-customer-nobody"));
        return;
    }
    let heading = Message::new("ui-why-listed").with("first", first + 1).with("last", first + page.len());
    let heading = say.msg(&heading.with("n", found.len()));
    ui.horizontal(|ui| {
        if pages > 1 {
            for (mark, key, other) in [
                (symbol::ARROW_LEFT, "ui-why-page-before", draft.why.page.checked_sub(1)),
                (
                    symbol::ARROW_RIGHT,
                    "ui-why-page-after",
                    Some(draft.why.page + 1).filter(|&next| next < pages),
                ),
            ] {
                ui.add_enabled_ui(other.is_some(), |ui| {
                    if widgets::icon_button(ui, mark, &say.tr(key)).clicked()
                        && let Some(other) = other
                    {
                        draft.why.page = other;
                    }
                });
            }
        }
        ui.add(Label::new(theme::small(&heading).color(ground.muted)).truncate());
    });
    if let Some(chosen) = grid(ui, shown, page, customer, &heading) {
        out.push(Action::Churn(ChurnAction::Customer(Some(chosen))));
    }
}

/// A page of customers; answers the one that was clicked.
fn grid(ui: &mut Ui, shown: &Shown, page: &[u32], customer: u32, heading: &str) -> Option<u32> {
    let (say, findings) = (shown.say, shown.foreseen.findings);
    let frame = &shown.finished.table.frame;
    let identified = identifier(shown);
    let telling = shown.foreseen.churn.importance.iter().take(MOST_COLUMNS);
    let telling: Vec<&Column> = telling.filter_map(|column| frame.column(&column.column)).collect();
    let first = identified.map_or_else(|| say.tr("ui-row"), |column| column.name.clone());
    let ours = |name, right, marked| GridColumn { name, right, marked };
    let columns: Vec<GridColumn> = [
        ours(first, identified.is_none_or(Column::is_numeric), false),
        ours(say.tr("ui-why-probability-head"), true, false),
        ours(findings.label.clone(), false, false),
    ]
    .into_iter()
    .chain(telling.iter().map(|column| ours(column.name.clone(), column.is_numeric(), false)))
    .collect();
    let text = |row: usize, column: usize| {
        let result = findings.rows.get(*page.get(row)? as usize)?;
        let position = frame.position(result.row);
        match column {
            0 => match identified {
                Some(column) => column.category(position?),
                None => Some(count(result.row as usize + 1)),
            },
            1 => Some(percent(f64::from(result.probability), 1)),
            2 => findings.classes.get(result.actual? as usize).cloned(),
            column => {
                let column = telling.get(column - 3)?;
                match &column.values {
                    Values::Float(_) => column.number(position?).map(compact),
                    _ => column.category(position?),
                }
            }
        }
    };
    let id = format!("why customers {:?} {:?} {:?}", shown.finished.run, say.lang, page.first());
    let chosen = page.iter().position(|&one| one == customer);
    let grid = Grid { id: &id, name: heading, columns: &columns, n_rows: page.len(), cell: &text };
    grid.show_choosing(ui, chosen).and_then(|row| page.get(row).copied())
}
