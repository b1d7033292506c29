//! Whom to call at the threshold shown: the most probable first, with those to be left alone to compare with.

use eframe::egui;
use egui::{Align, Label, Layout, Ui};

use super::Shown;
use crate::base::Message;
use crate::session::{Action, ChurnAction};
use crate::study::churn::calls::call;
use crate::ui::draft::ResultView;
use crate::ui::grid::{Grid, GridColumn};
use crate::ui::say::{count, percent};
use crate::ui::theme::{self, tokens};
use crate::ui::{Actions, Draft};

/// Columns before those of the file.
const OURS: [(&str, bool); 4] = [
    ("ui-churn-rank", true),
    ("ui-probability", true),
    ("ui-churn-tenth", true),
    ("ui-churn-control", false),
];

/// A click on a customer opens the view that says why.
pub fn call_list(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    let (tokens, say, foreseen) = (tokens(ui), shown.say, shown.foreseen);
    let (findings, frame) = (foreseen.findings, &shown.finished.table.frame);
    let n = foreseen.n_called();
    let title = Message::new("ui-churn-list").with("n", n).with("there", foreseen.churn.there.len());
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.msg(&title)).color(tokens.text));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add(Label::new(theme::small(say.tr("ui-churn-list-more")).color(tokens.muted)).truncate());
        });
    });
    let of_value = shown.finished.table.value.is_some();
    let row = if of_value { ("ui-customer", false) } else { ("ui-row", true) };
    let ours = OURS.into_iter().chain([row]);
    let columns: Vec<GridColumn> = ours
        .map(|(key, right)| GridColumn { name: say.tr(key), right, marked: key == "ui-probability" })
        .chain(frame.columns.iter().skip(usize::from(of_value)).map(|column| GridColumn {
            name: column.name.clone(),
            right: column.is_numeric(),
            marked: false,
        }))
        .collect();
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
            column => {
                frame.columns.get(column - 5 + usize::from(of_value))?.category(frame.position(result.row)?)
            }
        }
    };
    let rank_of = |customer: u32| foreseen.churn.there[..n].iter().position(|&index| index == customer);
    let chosen = foreseen.view.customer.and_then(rank_of);
    let id = format!("calls {:?}", shown.finished.run);
    let name = say.msg(&title);
    let grid = Grid { id: &id, name: &name, columns: &columns, n_rows: n, cell: &text };
    if let Some(rank) = grid.show_choosing(ui, chosen) {
        let customer = foreseen.churn.there.get(rank).copied();
        out.push(Action::Churn(ChurnAction::Customer(customer)));
        draft.result_view = ResultView::Customer;
    }
}
