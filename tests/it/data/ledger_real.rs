//! The real Czech bank: recognised, joined and reconciled to the cent, with its exact figures.

use stratum::base::Watch;
use stratum::data::date::days_from_civil;
use stratum::data::ledger::{
    Decision, Decisions, JoinKind, Joined, Ledger, LedgerRole, Mapping, build, recognise, suggest_join,
};
use stratum::data::profile::profile;
use stratum::data::{Frame, ReadOptions, csv};

use crate::real_data::real_data;

fn frame(name: &str) -> Option<Frame> {
    let path = real_data(name)?;
    Some(csv::read(&path, &ReadOptions::default(), &Watch::unattended()).unwrap().frame)
}

fn recognised(frame: &Frame) -> Option<Mapping> {
    recognise(frame, &profile(frame, &Watch::unattended()))
}

/// The transactions joined with accounts and loans.
fn bank(transactions: &str) -> Option<(Mapping, Ledger)> {
    let frame_of = frame(transactions)?;
    let mapping = recognised(&frame_of).unwrap();
    let (accounts, loans) = (frame("berka/account.asc")?, frame("berka/loan.asc")?);
    let watch = Watch::unattended();
    let join = |other: &Frame| suggest_join(&frame_of, &mapping, other, &profile(other, &watch)).unwrap();
    let (facts, granted) = (join(&accounts), join(&loans));
    assert_eq!((facts.kind, facts.opened.as_deref()), (JoinKind::Attributes, Some("date")));
    assert_eq!((granted.kind, granted.bad.join("")), (JoinKind::Loans, "BD".to_owned()));
    let joined = [Joined { join: &facts, frame: &accounts }, Joined { join: &granted, frame: &loans }];
    let ledger = build(&frame_of, &mapping, &joined, &Decisions::default(), &watch).unwrap();
    assert!(ledger.reconciliation.holds());
    for other in ["client.asc", "order.asc", "district.asc", "card.asc"] {
        let other = frame(&format!("berka/{other}"))?;
        assert_eq!(suggest_join(&frame_of, &mapping, &other, &profile(&other, &watch)), None);
    }
    Some((mapping, ledger))
}

fn columns(mapping: &Mapping) -> Vec<&str> {
    [
        LedgerRole::Customer,
        LedgerRole::Account,
        LedgerRole::Date,
        LedgerRole::Amount,
        LedgerRole::Sign,
        LedgerRole::Kind,
        LedgerRole::Balance,
    ]
    .iter()
    .filter_map(|role| mapping.column(*role))
    .collect()
}

const COLUMNS: [&str; 7] = ["account_id", "account_id", "date", "amount", "type", "operation", "balance"];

#[test]
fn accounts_up_to_their_loan_reconcile() {
    let Some((mapping, ledger)) = bank("berka/trans_loan_test_accounts.csv") else {
        return;
    };
    assert_eq!(columns(&mapping), COLUMNS);
    assert_eq!(mapping.money_out, ["withdrawal", "withdrawal in cash"]);
    assert_eq!((ledger.n_customers(), ledger.n_entries()), (354, 30_200));
    assert_eq!(ledger.first_day, days_from_civil(1995, 4, 19).unwrap());
    assert_eq!(ledger.last_day, days_from_civil(1998, 12, 5).unwrap());
    let totals = &ledger.reconciliation;
    assert_eq!((totals.records, totals.used, totals.unreadable), (30_200, 30_200, 0));
    // 15,012,846.20 came in, net of what left; balances are rounded to ten cents.
    assert_eq!((totals.cents_in, totals.cents_integrated), (1_501_284_620, 1_501_284_620));
    assert_eq!((totals.accounts_checked, totals.accounts_exact, totals.accounts_within), (354, 100, 265));
    assert_eq!((totals.tolerance_cents, totals.largest_gap_cents, totals.steps_broken), (10, 60, 0));
    assert_eq!(ledger.loans.len(), 354);
    assert_eq!(ledger.loans.iter().filter(|loan| loan.bad == Some(true)).count(), 30);
    assert_eq!(ledger.questions.get(&Decision::Overdrafts), Some(&85));
    assert!(ledger.accounts.iter().all(|account| account.opened.is_some() && account.opening == 0));
}

#[test]
fn the_part_of_the_file_that_is_cut_off_reconciles() {
    let Some((mapping, ledger)) = bank("berka/trans_prefix_3MiB.asc") else {
        return;
    };
    assert_eq!(columns(&mapping), COLUMNS);
    assert_eq!(mapping.money_out, ["VYDAJ", "VYBER"]);
    assert_eq!((ledger.n_customers(), ledger.n_entries()), (1_229, 49_102));
    let totals = &ledger.reconciliation;
    assert_eq!((totals.records, totals.used, totals.unreadable), (49_103, 49_102, 1));
    assert_eq!((totals.cents_in, totals.cents_integrated), (3_924_614_280, 3_924_614_280));
    assert_eq!((totals.accounts_checked, totals.accounts_exact, totals.accounts_within), (1_207, 576, 1_041));
    // What does not follow stands on the day on which the file is cut off.
    assert_eq!((totals.steps_broken, totals.steps_broken_last_day), (28, 28));
    assert_eq!((ledger.loans.len(), ledger.questions.get(&Decision::OneEntry)), (160, Some(&22)));
}

#[test]
fn tables_of_customers_are_no_lists_of_transactions() {
    for name in
        ["bank_full.csv", "churn_modelling.csv", "uci_default.csv", "cc_general.csv", "berka/order.asc"]
    {
        let Some(frame) = frame(name) else {
            return;
        };
        assert_eq!(recognised(&frame), None, "{name}");
    }
}
