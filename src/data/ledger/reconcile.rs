//! Adds up what came in, what was used and what was left out, and checks every account against its stated balances.

use rayon::prelude::*;

use crate::data::Frame;

use super::Ledger;
use super::integrate::Sorted;
use super::reconciliation::{LeftOut, LeftOutReason, Reconciliation};
use super::rows::Rows;

/// One account against its stated balances.
#[derive(Clone, Copy, Default)]
struct Check {
    stated: usize,
    broken: usize,
    broken_last_day: usize,
    gap: i64,
}

/// The totals. The ledger's entries are those of `sorted`, its balances as they stand in the file.
pub fn reconcile(ledger: &Ledger, frame: &Frame, rows: &Rows, sorted: &Sorted) -> Reconciliation {
    let mut left_out: Vec<LeftOut> =
        LeftOutReason::ALL.into_iter().map(|reason| LeftOut { reason, rows: 0, cents: 0 }).collect();
    let (mut used, mut cents_used) = (0, 0);
    for (reason, &cents) in rows.left_out.iter().zip(&rows.cents) {
        let reason = reason.and_then(|reason| left_out.iter_mut().find(|left_out| left_out.reason == reason));
        if let Some(left_out) = reason {
            left_out.rows += 1;
            left_out.cents += cents;
        } else {
            used += 1;
            cents_used += cents;
        }
    }
    left_out.retain(|left_out| left_out.rows > 0);
    let by_customer = ledger.customer_entries.iter().map(|entries| &ledger.cents[entries.clone()]);
    let cents_integrated = by_customer.map(|cents| cents.iter().sum::<i64>()).sum();
    let mut totals = Reconciliation {
        records: frame.source.n_records as usize,
        unreadable: frame.source.n_unreadable as usize,
        used,
        integrated: ledger.n_entries(),
        left_out,
        cents_in: rows.cents_in,
        cents_used,
        cents_integrated,
        tolerance_cents: sorted.tolerance,
        ..Reconciliation::default()
    };
    if let Some(balance) = &rows.balance {
        let checks: Vec<Check> = (0..sorted.accounts.len())
            .into_par_iter()
            .map(|account| check(account, balance, rows, sorted, ledger.last_day))
            .collect();
        for check in checks.into_iter().filter(|check| check.stated > 1) {
            totals.accounts_checked += 1;
            totals.accounts_within += usize::from(check.gap.abs() <= sorted.tolerance);
            totals.accounts_exact += usize::from(check.gap == 0);
            totals.accounts_broken += usize::from(check.broken > 0);
            totals.largest_gap_cents = totals.largest_gap_cents.max(check.gap.abs());
            totals.steps_checked += check.stated - 1;
            totals.steps_broken += check.broken;
            totals.steps_broken_last_day += check.broken_last_day;
        }
    }
    totals
}

/// Opening balance + entries against the last stated balance, and every stated balance against the one before it.
fn check(account: usize, balance: &[Option<i64>], rows: &Rows, sorted: &Sorted, last_day: i32) -> Check {
    let mut check = Check::default();
    // From the opening balance, and from the last stated one.
    let (mut sum, mut running) = (sorted.opening[account], sorted.opening[account]);
    for &position in &sorted.positions[sorted.entries[account].clone()] {
        let position = position as usize;
        sum += rows.cents[position];
        running += rows.cents[position];
        if let Some(stated) = balance[position] {
            check.stated += 1;
            let broken = (stated - running).abs() > sorted.tolerance;
            check.broken += usize::from(broken);
            check.broken_last_day += usize::from(broken && rows.day[position] == last_day);
            check.gap = sum - stated;
            running = stated;
        }
    }
    check
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Watch;
    use crate::data::ledger::oddities::Oddities;
    use crate::data::ledger::{Decisions, LedgerRole, Mapping, integrate, rows};
    use crate::data::{ReadOptions, csv};

    const FILE: &str = "customer,date,amount\na,2024-01-01,10.00\nb,2024-01-02,-2.50\na,2024-02-01,4\nb\n";

    /// The totals of the file where `lose` takes something away on the way.
    fn totals(lose: impl Fn(&mut Frame, &mut Rows, &mut Sorted)) -> Reconciliation {
        let room = tempfile::tempdir().unwrap();
        let path = room.path().join("t.csv");
        std::fs::write(&path, FILE).unwrap();
        let mut frame = csv::read(&path, &ReadOptions::default(), &Watch::unattended()).unwrap().frame;
        let roles =
            [(LedgerRole::Customer, "customer"), (LedgerRole::Date, "date"), (LedgerRole::Amount, "amount")];
        let columns = roles.map(|(role, name)| (role, name.to_owned())).into();
        let mapping = Mapping { columns, ..Mapping::default() };
        let (decisions, mut oddities) = (Decisions::default(), Oddities::default());
        let watch = Watch::unattended();
        let mut rows = rows::read(&frame, &mapping, &decisions, &mut oddities, &watch).unwrap();
        let mut sorted = integrate::sort(&rows, &watch).unwrap();
        lose(&mut frame, &mut rows, &mut sorted);
        let opened = vec![None; sorted.accounts.len()];
        sorted.into_ledger(&frame, &rows, &opened, &decisions, &mut oddities).reconciliation
    }

    #[test]
    fn what_is_lost_on_the_way_is_found() {
        let whole = totals(|_, _, _| {});
        assert!(whole.holds(), "{whole:?}");
        assert_eq!((whole.records, whole.unreadable, whole.used, whole.cents_in), (4, 1, 3, 1150));
        // An amount that changes after it was read.
        assert!(!totals(|_, rows, _| rows.cents[0] -= 1).holds());
        // An entry that is not laid out: its cents are missed, and where it has none, it is.
        let drop_last = |sorted: &mut Sorted| {
            sorted.positions.pop();
            if let Some(last) = sorted.entries.last_mut() {
                last.end -= 1;
            }
        };
        assert!(!totals(|_, _, sorted| drop_last(sorted)).holds());
        let nothing_lost_but_a_row = totals(|_, rows, sorted| {
            drop_last(sorted);
            rows.cents_in += 250;
            rows.cents[1] = 0;
        });
        assert!(!nothing_lost_but_a_row.holds());
        // A record that the reader neither read nor counted as unreadable.
        assert!(!totals(|frame, _, _| frame.source.n_records += 1).holds());
    }
}
