//! Whom to call at the threshold shown: the most probable first, with those to be left alone to compare with, and what
//! speaks for the class in the case of those in view.

use eframe::egui;
use egui::{Align, Label, Layout, Ui};

use super::Shown;
use crate::session::{Action, ChurnAction, WhyOrder};
use crate::study::churn::calls::call;
use crate::ui::draft::ResultView;
use crate::ui::grid::{Grid, GridColumn, Late};
use crate::ui::say::{count, percent};
use crate::ui::theme::{self, tokens};
use crate::ui::{Actions, Draft};

/// Columns before those of the file and the one that tells customers apart.
const OURS: [(&str, bool); 4] = [
    ("ui-churn-rank", true),
    ("ui-probability", true),
    ("ui-churn-tenth", true),
    ("ui-churn-control", false),
];
/// Where the reasons stand, and how wide they are: three short ones.
const REASONS: Late = Late { column: 5, width: 330.0 };
/// Where the columns of the file begin.
const FILE: usize = REASONS.column + 1;

/// A click on a customer opens the view that says more of why.
pub fn call_list(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    let (tokens, say, foreseen) = (tokens(ui), shown.say, shown.foreseen);
    let (findings, frame) = (foreseen.findings, &shown.finished.table.frame);
    let n = foreseen.n_called();
    let title = shown.words("ui-churn-list").with("n", n).with("there", foreseen.churn.there.len());
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.msg(&title)).color(tokens.text));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add(Label::new(theme::small(say.tr("ui-churn-list-more")).color(tokens.muted)).truncate());
        });
    });
    let of_value = shown.finished.table.value.is_some();
    let text = |rank: usize, column: usize| {
        let call = call(&findings.rows, &foreseen.churn.there, rank, findings.seed)?;
        let result = findings.rows.get(call.index as usize)?;
        match column {
            0 => Some(count(rank + 1)),
            1 => Some(percent(f64::from(result.probability), 1)),
            2 => Some(call.decile.to_string()),
            3 => call.control.then(|| say.tr("ui-churn-control-yes")),
            4 if of_value => frame.columns.first()?.category(frame.position(result.row)?),
            4 => Some(count(result.row as usize + 1)),
            5 => reasons(shown, call.index),
            column => {
                let column = column - FILE + usize::from(of_value);
                frame.columns.get(column)?.category(frame.position(result.row)?)
            }
        }
    };
    let rank_of = |customer: u32| foreseen.churn.there[..n].iter().position(|&index| index == customer);
    let chosen = foreseen.view.customer.and_then(rank_of);
    let id = format!("calls {:?}", shown.finished.run);
    let (name, columns) = (say.msg(&title), columns(shown, of_value));
    let grid = Grid { id: &id, name: &name, columns: &columns, n_rows: n, cell: &text };
    let looked = grid.show_looking(ui, chosen, REASONS);
    if let Some(rank) = looked.clicked {
        let customer = foreseen.churn.there.get(rank).copied();
        out.push(Action::Churn(ChurnAction::Customer(customer)));
        draft.result_view = ResultView::Customer;
    }
    let in_view = foreseen.churn.there[..n].get(looked.rows).unwrap_or_default();
    let unknown = in_view.iter().copied().filter(|customer| !shown.finished.why.calls.contains_key(customer));
    let order = WhyOrder::Calls(unknown.collect());
    if shown.finished.why.lacks(&order) {
        out.push(Action::Why(order));
    }
}

fn columns(shown: &Shown, of_value: bool) -> Vec<GridColumn> {
    let (say, frame) = (shown.say, &shown.finished.table.frame);
    let row = if of_value { ("ui-customer", false) } else { ("ui-row", true) };
    let ours = OURS.into_iter().chain([row, ("ui-churn-reasons", false)]);
    ours.map(|(key, right)| GridColumn { name: say.tr(key), right, marked: key == "ui-probability" })
        .chain(frame.columns.iter().skip(usize::from(of_value)).map(|column| GridColumn {
            name: column.name.clone(),
            right: column.is_numeric(),
            marked: false,
        }))
        .collect()
}

/// What speaks for the class in the case of a customer: dots until that is worked out, nothing where it could not be.
fn reasons(shown: &Shown, customer: u32) -> Option<String> {
    let why = &shown.finished.why;
    if let Some(reasons) = why.calls.get(&customer) {
        return Some(shown.say.msg(reasons));
    }
    let failed = |(order, _): &(WhyOrder, _)| matches!(order, WhyOrder::Calls(of) if of.contains(&customer));
    (!why.failed.as_ref().is_some_and(failed)).then(|| "…".to_owned())
}
