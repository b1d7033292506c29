//! Builds the ledger: reads the rows, joins the tables, sorts, reconciles, and says what was odd.

use crate::base::{Issue, Message, Severity, Watch};
use crate::data::profile;
use crate::data::roles::Role;
use crate::data::{Frame, date};

use super::decision::Decisions;
use super::error::LedgerError;
use super::mapping::{Joined, LedgerRole, Mapping};
use super::oddities::Oddities;
use super::{Ledger, dropped, first_of_month, integrate, join, month_of, rows, terms};

/// Turns a list of transactions into customers, accounts and entries.
///
/// Every row becomes an entry or is left out for a reason that [`super::Reconciliation`] counts; every cent is on one side or the other.
///
/// **Errors:** see [`LedgerError`]: a required column missing, no readable dates or amounts, nothing left.
///
/// **Numerics:** whole cents throughout; the order of rows, not of threads, decides.
pub fn build(
    frame: &Frame,
    mapping: &Mapping,
    joined: &[Joined],
    decisions: &Decisions,
    watch: &Watch,
) -> Result<Ledger, LedgerError> {
    let mut oddities = Oddities::default();
    let mut read = rows::read(frame, mapping, decisions, &mut oddities, watch)?;
    read.find_far_dates(frame, decisions, &mut oddities);
    read.find_copies(frame, mapping, decisions, &mut oddities);
    let links = join::link(joined, &read)?;
    for link in &links {
        link.leave_out_unknown(frame, &mut read, decisions, &mut oddities);
    }
    if watch.stopped() {
        return Err(LedgerError::Stopped);
    }
    let mut sorted = integrate::sort(&read, watch)?;
    let told = |customer: u32, account: u32| links.iter().find_map(|link| link.opened(customer, account));
    let opened = sorted.opened(&read, &told);
    sorted.leave_out_customers(frame, &mut read, &opened, decisions, &mut oddities)?;
    let opened = sorted.opened(&read, &told);
    watch.report(0.8);
    if watch.stopped() {
        return Err(LedgerError::Stopped);
    }
    let mut ledger = sorted.into_ledger(frame, &read, &opened, decisions, &mut oddities);
    watch.report(0.9);
    ledger.dropped = dropped::columns(frame, mapping);
    for link in &links {
        link.add_to(&mut ledger, &read, &mut oddities);
    }
    ledger.identifying = identifying(&ledger, frame);
    if !ledger.states_balances {
        say_no_balances(frame, mapping, &mut oddities);
    }
    missing_months(&ledger, &mut oddities);
    ledger.say_gaps(&mut oddities);
    ledger.issues = oddities.issues;
    ledger.questions = oddities.questions;
    watch.report(1.0);
    Ok(ledger)
}

/// No balances were used: none are there, or a column that is called so was set aside.
fn say_no_balances(frame: &Frame, mapping: &Mapping, oddities: &mut Oddities) {
    let aside = frame.columns.iter().find(|column| {
        terms::named(&column.name, LedgerRole::Balance) == 2
            && mapping.roles_of(&column.name).next().is_none()
    });
    if let Some(column) = aside {
        let message = Message::new("ledger-issue-balance-aside").with("column", &column.name);
        let hint = Message::new("ledger-hint-balance-aside")
            .with("column", &column.name)
            .with("option", format!("balance={}", column.name));
        oddities.add(Issue::new(Severity::Warning, message).in_column(&column.name).with_hint(hint));
    } else {
        oddities.add(Issue::new(Severity::Info, Message::new("ledger-issue-no-balances")));
    }
}

/// By joined attribute: whether it may tell who a customer is.
fn identifying(ledger: &Ledger, frame: &Frame) -> Vec<bool> {
    if ledger.attributes.is_empty() {
        return Vec::new();
    }
    let attributes = Frame {
        columns: ledger.attributes.clone(),
        row_ids: (0..ledger.n_customers() as u32).collect(),
        source: frame.source.clone(),
    };
    let profile = profile::profile(&attributes, &Watch::unattended());
    let tells = |role| matches!(role, Role::Identifier | Role::Personal | Role::FreeText);
    profile.columns.iter().map(|column| tells(column.role)).collect()
}

/// Calendar months inside the file in which nobody has an entry.
fn missing_months(ledger: &Ledger, oddities: &mut Oddities) {
    let first = month_of(ledger.first_day);
    let mut seen = vec![false; (month_of(ledger.last_day) - first + 1).max(1) as usize];
    for &day in &ledger.day {
        seen[(month_of(day) - first) as usize] = true;
    }
    let missing: Vec<i32> = (0..seen.len()).filter(|&month| !seen[month]).map(|month| month as i32).collect();
    if let Some(&month) = missing.first() {
        let name = date::format_days(first_of_month(first + month));
        let message = Message::new("ledger-issue-months-without-entries")
            .with("count", missing.len())
            .with("month", name.get(..7).unwrap_or(&name));
        let hint = Message::new("ledger-hint-months-without-entries");
        oddities.add(Issue::new(Severity::Warning, message).with_hint(hint));
    }
}

impl Ledger {
    /// Says where stated balances do not follow from the entries.
    fn say_gaps(&self, oddities: &mut Oddities) {
        let totals = &self.reconciliation;
        if totals.steps_broken > 0 {
            let message = Message::new("ledger-issue-gaps")
                .with("count", totals.steps_broken)
                .with("steps", totals.steps_checked)
                .with("accounts", totals.accounts_broken)
                .number("gap", totals.largest_gap_cents as f64 / 100.0, 2);
            let hint = if totals.steps_broken_last_day == totals.steps_broken {
                Message::new("ledger-hint-gaps-last-day").with("day", date::format_days(self.last_day))
            } else {
                Message::new("ledger-hint-gaps")
            };
            oddities.add(Issue::new(Severity::Warning, message).with_hint(hint));
        }
        if totals.unreadable > 0 {
            let message = Message::new("ledger-issue-unreadable").with("count", totals.unreadable);
            let hint = Message::new("ledger-hint-unreadable");
            oddities.add(Issue::new(Severity::Warning, message).with_hint(hint));
        }
    }
}
