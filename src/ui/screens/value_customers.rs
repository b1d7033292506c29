//! Lists of the customers that were made from transactions: who they are, their tiers, and what they contribute.

use std::sync::Arc;

use eframe::egui;
use egui::{Align, Label, Layout, Margin, TextEdit, Ui};

use crate::base::words::grouped;
use crate::chart::method_name;
use crate::features::contribution::Contribution;
use crate::session::Finished;
use crate::study::Findings;
use crate::study::value::ValueTable;
use crate::ui::grid::{Grid, GridColumn};
use crate::ui::say::{Say, percent};
use crate::ui::theme::{self, tokens};

/// The customers of a list, chosen anew only when the key changes: a million take longer than a frame should.
pub fn remembered(
    ui: &Ui,
    list: &'static str,
    key: impl std::fmt::Debug,
    choose: impl FnOnce() -> Vec<u32>,
) -> Arc<Vec<u32>> {
    let id = egui::Id::unique(("customers of", list));
    let key = format!("{key:?}");
    let known = ui.data(|data| data.get_temp::<(String, Arc<Vec<u32>>)>(id));
    if let Some((_, chosen)) = known.filter(|(of, _)| *of == key) {
        return chosen;
    }
    let chosen = Arc::new(choose());
    ui.data_mut(|data| data.insert_temp(id, (key, chosen.clone())));
    chosen
}

/// Everybody, the largest contribution first, those who are no longer there last.
pub fn by_contribution(value: &ValueTable) -> Vec<u32> {
    let mut order: Vec<u32> = (0..value.ledger.n_customers() as u32).collect();
    let worth = |&customer: &u32| {
        let there = value.tier[customer as usize].is_some();
        (there, if there { value.after[customer as usize].total() } else { 0.0 })
    };
    order.sort_by(|a, b| {
        let ((a_there, a), (b_there, b)) = (worth(a), worth(b));
        b_there.cmp(&a_there).then(b.total_cmp(&a))
    });
    order
}

/// Those of `order` whose identifier holds this text.
pub fn matching(value: &ValueTable, order: &[u32], text: &str) -> Vec<u32> {
    let wanted = text.trim().to_lowercase();
    let found = |&&customer: &&u32| {
        wanted.is_empty() || value.ledger.customers[customer as usize].to_lowercase().contains(&wanted)
    };
    order.iter().filter(found).copied().collect()
}

/// The field in which a customer is looked for.
pub fn search_field(ui: &mut Ui, say: Say, text: &mut String) {
    let field = TextEdit::singleline(text)
        .hint_text(say.tr("ui-customer-find"))
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 6));
    ui.add(field).accessible_name(say.tr("ui-customer-find"));
}

/// A list narrower than this leaves the difference to the reader.
const ROOM_FOR_CHANGE: f32 = 680.0;

/// What stands in a column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    Customer,
    Tier,
    /// From the earlier tier to the later one.
    Move,
    Contributed,
    Contributes,
    Change,
    Next,
}

/// A list of customers to choose from.
pub struct List<'a> {
    pub id: &'static str,
    pub finished: &'a Finished,
    pub value: &'a ValueTable,
    pub customers: &'a [u32],
    /// With what changed between the periods.
    pub changes: bool,
}

impl List<'_> {
    /// Draws it in all the room there is, with who says what is expected below it; answers the customer that was clicked.
    pub fn show(&self, ui: &mut Ui, say: Say, chosen: Option<u32>) -> Option<u32> {
        let Some(findings) = self.finished.classes().filter(|findings| !findings.next.is_empty()) else {
            return self.grid(ui, say, chosen);
        };
        let words = match findings.methods.get(findings.chosen) {
            Some(method) if !findings.next_by_rule => {
                say.with("ui-next-by-network", "method", method_name(&method.id))
            }
            _ => say.tr("ui-next-by-rule"),
        };
        ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
            ui.add(Label::new(theme::small(words).color(tokens(ui).muted)).wrap());
            ui.with_layout(Layout::top_down(Align::Min), |ui| self.grid(ui, say, chosen)).inner
        })
        .inner
    }

    fn grid(&self, ui: &mut Ui, say: Say, chosen: Option<u32>) -> Option<u32> {
        let cells = self.cells(ui.available_width());
        let columns: Vec<GridColumn> = cells.iter().map(|&cell| self.column(say, cell)).collect();
        let text = |row: usize, column: usize| self.text(self.customers[row], cells[column]);
        let place = chosen.and_then(|chosen| self.customers.iter().position(|&one| one == chosen));
        let name = say.with("ui-customers-listed", "n", self.customers.len());
        let id = format!("{} {:?} {:?}", self.id, self.finished.run, say.lang);
        let grid =
            Grid { id: &id, name: &name, columns: &columns, n_rows: self.customers.len(), cell: &text };
        grid.show_choosing(ui, place).map(|row| self.customers[row])
    }

    fn cells(&self, room: f32) -> Vec<Cell> {
        let mut cells = vec![Cell::Customer, if self.changes { Cell::Move } else { Cell::Tier }];
        if self.changes {
            cells.push(Cell::Contributed);
        }
        cells.push(Cell::Contributes);
        if self.changes && room > ROOM_FOR_CHANGE {
            cells.push(Cell::Change);
        }
        if self.finished.classes().is_some_and(|findings| !findings.next.is_empty()) {
            cells.push(Cell::Next);
        }
        cells
    }

    fn column(&self, say: Say, cell: Cell) -> GridColumn {
        let key = match cell {
            Cell::Customer => "ui-customer",
            Cell::Tier => "ui-tier-now",
            Cell::Move => "ui-tier-move",
            Cell::Contributed => "ui-contributed",
            Cell::Contributes if self.changes => "ui-contributes",
            Cell::Contributes => "ui-contribution-a-year",
            Cell::Change => "ui-contribution-change",
            Cell::Next => "ui-tier-next",
        };
        let right = matches!(cell, Cell::Contributed | Cell::Contributes | Cell::Change);
        // In blue stands only what a network says.
        let by_network = self.finished.classes().is_some_and(|findings| !findings.next_by_rule);
        GridColumn { name: say.tr(key), right, marked: cell == Cell::Next && by_network }
    }

    fn text(&self, customer: u32, cell: Cell) -> Option<String> {
        let (value, index) = (self.value, customer as usize);
        let tier = |tier: Option<u32>| tier.map(|tier| value.names[tier as usize].as_str());
        let before = || contribution_of(value, customer, true).map(Contribution::total);
        let after = || contribution_of(value, customer, false).map(Contribution::total);
        match cell {
            Cell::Customer => value.ledger.customers.get(index).cloned(),
            Cell::Tier => tier(value.tier[index]).map(str::to_owned),
            Cell::Move => {
                let (from, to) = tier(value.tier_before[index]).zip(tier(value.tier[index]))?;
                Some(format!("{from} → {to}"))
            }
            Cell::Contributed => before().map(money),
            Cell::Contributes => after().map(money),
            Cell::Change => before().zip(after()).map(|(before, after)| signed_money(after - before)),
            Cell::Next => next(self.finished.classes()?, customer)
                .map(|(class, share)| format!("{class} · {}", percent(share, 0))),
        }
    }
}

/// The tier expected of a customer next, and how surely.
pub fn next(findings: &Findings, customer: u32) -> Option<(&str, f64)> {
    let place = findings.next.binary_search_by_key(&customer, |next| next.row).ok()?;
    let next = findings.next[place];
    Some((findings.classes.get(next.predicted as usize)?, f64::from(next.probability)))
}

/// An amount without cents where they would only be noise.
pub fn money(amount: f64) -> String {
    let text = grouped(amount, if amount.abs() < 100.0 { 2 } else { 0 });
    if text.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) { text } else { "0".to_owned() }
}

fn signed_money(amount: f64) -> String {
    let text = money(amount);
    if amount > 0.0 && text != "0" { format!("+{text}") } else { text }
}

/// The contribution of a customer in one of both periods, where there was any.
pub fn contribution_of(value: &ValueTable, customer: u32, before: bool) -> Option<&Contribution> {
    let index = customer as usize;
    let (tiers, contributions) =
        if before { (&value.tier_before, &value.before) } else { (&value.tier, &value.after) };
    tiers.get(index).copied().flatten().and(contributions.get(index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_carry_cents_only_where_they_are_seen() {
        assert_eq!([1234.5, 12.345, -0.001, -250.4].map(money), ["1,234", "12.35", "0", "−250"]);
        assert_eq!([3.0, -3.0, 0.0].map(signed_money), ["+3.00", "−3.00", "0"]);
    }
}
