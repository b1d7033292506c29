//! Which columns tell, and how the probability goes with each.

use eframe::egui;
use egui::{Label, ScrollArea, Ui};

use super::Shown;
use crate::base::Message;
use crate::chart;
use crate::session::{Action, WhyOrder};
use crate::ui::charts;
use crate::ui::fonts::symbol;
use crate::ui::theme::{self, tokens};
use crate::ui::{Actions, Draft, widgets};

/// The most room that the columns to choose from take.
const MOST_CHIPS: f32 = 104.0;
/// The least height of a chart.
const LEAST_CHART: f32 = 160.0;

pub fn telling_view(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    let churn = shown.foreseen.churn;
    draft.why.shows_results_of(shown.finished.run);
    let Some(first) = churn.importance.first() else {
        widgets::empty(ui, symbol::INFO, &shown.say.tr("ui-why-no-importance"));
        return;
    };
    let column = draft.why.column.clone().unwrap_or_else(|| first.column.clone());
    let rect = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(rect, (rect.width() * 0.5).floor());
    widgets::card_at(ui, left, |ui| importance(ui, shown));
    widgets::card_at(ui, right, |ui| dependence(ui, shown, &column, draft, out));
}

/// How much worse customers are ranked without each column.
fn importance(ui: &mut Ui, shown: &Shown) {
    let (say, tokens) = (shown.say, tokens(ui));
    let columns = &shown.foreseen.churn.importance;
    let drawn = chart::importance(columns);
    ui.label(theme::card_title(say.msg(&drawn.title)).color(tokens.text));
    ui.add(Label::new(theme::small(say.tr("ui-why-importance-more")).color(tokens.muted)).wrap());
    let idle = chart::idle_columns(columns).map(|words| say.msg(&words));
    // A sentence takes two or three lines.
    let below = if idle.is_some() { 64.0 } else { 0.0 };
    let height = (ui.available_height() - below).max(LEAST_CHART);
    ScrollArea::vertical().id_salt("importance").max_height(height).auto_shrink([false, false]).show(
        ui,
        |ui| {
            let size = egui::vec2(ui.available_width() - 8.0, height - 4.0);
            charts::draw(ui, say, &drawn, size);
        },
    );
    if let Some(idle) = idle {
        ui.add(Label::new(theme::small(idle).color(tokens.muted)).wrap());
    }
}

/// The probability at each value of the column chosen.
fn dependence(ui: &mut Ui, shown: &Shown, column: &str, draft: &mut Draft, out: &mut Actions) {
    let (say, tokens) = (shown.say, tokens(ui));
    let words =
        Message::new("chart-dependence-title").with("column", column).with("class", shown.foreseen.class());
    ui.add(Label::new(theme::card_title(say.msg(&words)).color(tokens.text)).truncate());
    ui.add(Label::new(theme::small(say.tr("ui-why-dependence-more")).color(tokens.muted)).wrap());
    ScrollArea::vertical().id_salt("columns").max_height(MOST_CHIPS).auto_shrink([false, true]).show(
        ui,
        |ui| {
            ui.horizontal_wrapped(|ui| {
                for one in &shown.foreseen.churn.importance {
                    if widgets::tab(ui, one.column == column, &one.column).clicked() {
                        draft.why.column = Some(one.column.clone());
                    }
                }
            });
        },
    );
    let order = WhyOrder::Column(column.to_owned());
    let why = &shown.finished.why;
    if why.lacks(&order) {
        out.push(Action::Why(order.clone()));
    }
    match (why.columns.get(column), why.problem(&order)) {
        (Some(found), _) => {
            let drawn = chart::dependence(found, shown.foreseen.class(), own(shown, column));
            let n = say.with("ui-why-dependence-of", "n", found.n_rows);
            let size = egui::vec2(ui.available_width(), (ui.available_height() - 24.0).max(LEAST_CHART));
            charts::draw(ui, say, &drawn, size);
            ui.add(Label::new(theme::small(n).color(tokens.muted)).truncate());
        }
        (None, Some(problem)) => super::customer::failed(ui, say, problem),
        (None, None) => widgets::empty(ui, symbol::INFO, &say.tr("ui-why-working")),
    }
}

/// Where the customer looked at stands in a column of numbers.
fn own(shown: &Shown, column: &str) -> Option<f64> {
    let customer = shown.foreseen.view.customer?;
    let frame = &shown.finished.table.frame;
    let row = shown.foreseen.findings.rows.get(customer as usize)?.row;
    frame.column(column)?.number(frame.position(row)?)
}
