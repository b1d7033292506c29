//! Who rose and who fell between the periods: the matrix of moves, and the customers behind its cells.

use eframe::egui;
use egui::{Label, Ui};

use super::results::value_of;
use super::value_customers::{List, remembered};
use crate::base::Message;
use crate::chart::{self, ChartKind};
use crate::session::{AppState, Finished};
use crate::study::ValueFindings;
use crate::study::value::ValueTable;
use crate::ui::Draft;
use crate::ui::charts;
use crate::ui::draft::{MovesShown, ResultView};
use crate::ui::fonts::symbol;
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

pub fn moves_view(ui: &mut Ui, state: &AppState, finished: &Finished, draft: &mut Draft) {
    let say = Say::of(state);
    let Some((found, value)) = value_of(finished).filter(|(found, _)| !found.circular) else {
        widgets::empty(ui, symbol::INFO, &say.tr("ui-moves-one-period"));
        return;
    };
    let rect = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(rect, rect.width() * if rect.width() < 800.0 { 0.52 } else { 0.6 });
    widgets::card_at(ui, left, |ui| matrix(ui, say, found, draft));
    widgets::card_at(ui, right, |ui| movers(ui, say, finished, found, value, draft));
}

/// The tiers before and now; a click lists those customers, a second one everybody who moved.
fn matrix(ui: &mut Ui, say: Say, found: &ValueFindings, draft: &mut Draft) {
    let drawn = chart::migration(found);
    ui.add(Label::new(theme::card_title(say.msg(&drawn.title)).color(tokens(ui).text)).wrap());
    let stayed = Message::new("chart-migration-alt")
        .with("n", found.n_both)
        .with("stayed", found.n_both - found.n_promoted - found.n_demoted)
        .with("up", found.n_promoted)
        .with("down", found.n_demoted);
    ui.add(Label::new(theme::small(say.msg(&stayed)).color(tokens(ui).muted)).wrap());
    let room = ui.available_size();
    let ChartKind::Matrix(matrix) = &drawn.kind else { return };
    let chosen = match draft.moves {
        MovesShown::Cell(from, to) => Some((from, to)),
        _ => None,
    };
    if let Some((from, to)) = charts::matrix(ui, say, &drawn, matrix, chosen, room) {
        let again = chosen == Some((from, to));
        draft.moves = if again { MovesShown::All } else { MovesShown::Cell(from, to) };
    }
}

/// The customers of the cell, or all who moved: the largest steps up first, the largest steps down last.
fn movers(
    ui: &mut Ui,
    say: Say,
    finished: &Finished,
    found: &ValueFindings,
    value: &ValueTable,
    draft: &mut Draft,
) {
    let tokens = tokens(ui);
    let shown = draft.moves;
    let listed = remembered(ui, "moved", (finished.run.0, shown), || chosen(value, shown));
    let title = match shown {
        MovesShown::Cell(from, to) => {
            let name = |tier: u32| found.tiering.names.get(tier as usize).cloned().unwrap_or_default();
            Message::new("chart-migration-cell").with("row", name(from)).with("column", name(to))
        }
        MovesShown::All => Message::new("ui-moves-all"),
        MovesShown::Up => Message::new("ui-moves-up"),
        MovesShown::Down => Message::new("ui-moves-down"),
    };
    let title = title.with("n", listed.len());
    ui.add(Label::new(theme::card_title(say.msg(&title)).color(tokens.text)).wrap());
    ui.horizontal(|ui| {
        for (which, key) in [
            (MovesShown::All, "ui-moves-show-all"),
            (MovesShown::Up, "ui-moves-show-up"),
            (MovesShown::Down, "ui-moves-show-down"),
        ] {
            if widgets::tab(ui, shown == which, &say.tr(key)).clicked() {
                draft.moves = which;
            }
        }
        ui.add(Label::new(theme::small(say.tr("ui-moves-click")).color(tokens.muted)).truncate());
    });
    let list = List { id: "moves", finished, value, customers: &listed, changes: true };
    if let Some(customer) = list.show(ui, say, draft.customer) {
        draft.customer = Some(customer);
        draft.customer_filter.clear();
        draft.result_view = ResultView::Tiers;
    }
}

fn chosen(value: &ValueTable, shown: MovesShown) -> Vec<u32> {
    let movers = value.movers.iter();
    match shown {
        MovesShown::All => movers.map(|mover| mover.customer).collect(),
        MovesShown::Up => movers.filter(|mover| mover.is_promotion()).map(|mover| mover.customer).collect(),
        MovesShown::Down => {
            // The largest step down first.
            movers.rev().filter(|mover| !mover.is_promotion()).map(|mover| mover.customer).collect()
        }
        MovesShown::Cell(from, to) => {
            let both = value.tier_before.iter().zip(&value.tier).enumerate();
            both.filter(|&(_, tiers)| tiers == (&Some(from), &Some(to)))
                .map(|(customer, _)| customer as u32)
                .collect()
        }
    }
}
