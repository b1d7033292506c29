//! The second screen for transactions: how they are read, what they add up to, and the customers made of them.

use eframe::egui;
use egui::{Rect, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::check::{first_rows, issue_cards, privacy, read_as, read_options};
use super::check_columns::column_list;
use super::ledger_mapping::{mapping_card, mapping_height};
use super::ledger_side::{dropped_card, is_question, questions_card, reconciliation_card, related_card};
use crate::base::{Issue, Message, Severity};
use crate::data::Frame;
use crate::data::date::format_days;
use crate::data::profile::TableProfile;
use crate::session::{Action, AppState, Table, ViewAction};
use crate::study::value::ValueRecipe;
use crate::ui::draft::CheckView;
use crate::ui::say::Say;
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets::{self, Kind};
use crate::ui::{Actions, Draft};

/// The least height of the card of customers.
const LEAST_PREVIEW: f32 = 210.0;
/// Its height where the page scrolls.
const PREVIEW: f32 = 340.0;

/// The transactions of a table, whether customers were made of them or not.
pub fn transactions(table: &Table) -> (&Frame, &TableProfile) {
    match &table.transactions {
        Some(transactions) => (&transactions.frame, &transactions.profile),
        None => (&table.frame, &table.profile),
    }
}

/// Draws what is known of transactions. `value` says how they are to be read.
pub fn ledger_ui(
    ui: &mut Ui,
    state: &AppState,
    (table, value): (&Table, &ValueRecipe),
    draft: &mut Draft,
    out: &mut Actions,
) {
    let say = Say::of(state);
    being_made(ui, state);
    widgets::header(ui, &title(say, table), "", |ui| read_as(ui, say, transactions(table).0, draft));
    if draft.read_options_open {
        read_options(ui, say, transactions(table).0, out);
    }
    widgets::footer(
        ui,
        out,
        |_, _| {},
        |ui, out| {
            if widgets::button(ui, Kind::Primary, &say.tr("ui-ledger-next")).clicked() {
                out.push(Action::View(ViewAction::Go(crate::session::Screen::Choose)));
            }
        },
    );
    let room = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(room, (room.width() * 0.27).clamp(288.0, 480.0));
    let mapping = mapping_height(ui, table, state);
    let rest = left.height() - mapping - GAP;
    if rest >= LEAST_PREVIEW {
        let split = left.top() + mapping;
        let upper = Rect::from_min_max(left.min, pos2(left.right(), split));
        let lower = Rect::from_min_max(pos2(left.left(), split + GAP), left.max);
        widgets::card_at(ui, upper, |ui| mapping_card(ui, state, (table, value), out));
        widgets::card_at(ui, lower, |ui| preview(ui, state, table, draft));
    } else {
        // The scroll bar stands beside the cards, not on them.
        let bar = Rect::from_min_max(left.min, left.max + vec2(GAP / 2.0, 0.0));
        let mut page = ui.new_child(UiBuilder::new().max_rect(bar));
        ScrollArea::vertical().id_salt("ledger").auto_shrink([false, false]).show(&mut page, |ui| {
            ui.set_max_width(left.width());
            ui.spacing_mut().item_spacing.y = GAP;
            let place =
                |ui: &Ui, height| Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
            let upper = place(ui, mapping);
            widgets::card_at(ui, upper, |ui| mapping_card(ui, state, (table, value), out));
            let lower = place(ui, PREVIEW);
            widgets::card_at(ui, lower, |ui| preview(ui, state, table, draft));
        });
    }
    let mut side = ui.new_child(UiBuilder::new().max_rect(right));
    ScrollArea::vertical().id_salt("ledger side").auto_shrink([false, false]).show(&mut side, |ui| {
        ui.spacing_mut().item_spacing.y = GAP;
        let said = table.issues.iter().filter(|issue| !is_question(issue));
        let (odd, notes): (Vec<&Issue>, Vec<&Issue>) =
            said.partition(|issue| issue.severity >= Severity::Warning);
        if !odd.is_empty() {
            issue_cards(ui, say, &odd);
        }
        if let Some(made) = &table.value {
            questions_card(ui, say, table, value, out);
            reconciliation_card(ui, say, &made.ledger);
        }
        related_card(ui, say, table, value, out);
        if !notes.is_empty() {
            issue_cards(ui, say, &notes);
        }
        if let Some(made) = &table.value {
            dropped_card(ui, say, &made.ledger.dropped);
            privacy(ui, say, &table.profile);
        }
    });
}

/// A thin line at the top of the page while customers are made anew: what is on the page stays where it is.
pub fn being_made(ui: &mut Ui, state: &AppState) {
    let Some(running) = &state.integration else {
        // The fields below stay the same ones, so that whoever types into one goes on.
        ui.skip_ahead_auto_ids(1);
        return;
    };
    let top = ui.max_rect().left_top() - vec2(0.0, 13.0);
    let place = Rect::from_min_size(top, vec2(ui.max_rect().width(), 6.0));
    let name = Say::of(state).tr("ui-status-integrating");
    widgets::progress(&mut ui.new_child(UiBuilder::new().max_rect(place)), running.share, &name)
        .on_hover_text(name);
}

fn title(say: Say, table: &Table) -> String {
    let Some(made) = &table.value else {
        return say.with("ui-ledger-unmade", "rows", transactions(table).0.n_rows());
    };
    let odd = table.issues.iter().filter(|issue| issue.severity >= Severity::Warning).count();
    let ledger = &made.ledger;
    let message = Message::new(if odd == 0 { "ui-ledger-title-fine" } else { "ui-ledger-title" })
        .with("transactions", ledger.n_entries())
        .with("customers", ledger.n_customers())
        .with("first", format_days(ledger.first_day))
        .with("last", format_days(ledger.last_day))
        .with("odd", odd);
    say.msg(&message)
}

/// The customers that are learned from, column by column or row by row, and the transactions they are made of.
fn preview(ui: &mut Ui, state: &AppState, table: &Table, draft: &mut Draft) {
    let say = Say::of(state);
    if table.value.is_none() {
        ui.label(theme::card_title(say.tr("ui-ledger-rows")).color(tokens(ui).text));
        first_rows(ui, say, transactions(table).0);
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (view, key) in [
            (CheckView::Columns, "ui-ledger-columns"),
            (CheckView::Rows, "ui-ledger-customers"),
            (CheckView::Transactions, "ui-ledger-rows"),
        ] {
            if widgets::tab(ui, draft.check_view == view, &say.tr(key)).clicked() {
                draft.check_view = view;
            }
        }
    });
    ui.add_space(2.0);
    match draft.check_view {
        CheckView::Columns => column_list(ui, state, table),
        CheckView::Rows => first_rows(ui, say, &table.frame),
        CheckView::Transactions => first_rows(ui, say, transactions(table).0),
    }
}
