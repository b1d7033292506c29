//! Tables joined to transactions, columns dropped, and what cannot be integrated.

use std::fmt::Write as _;

use stratum::base::Watch;
use stratum::data::Frame;
use stratum::data::ledger::{
    Decision, Decisions, Join, Joined, LedgerError, LedgerRole, LeftOutReason, Mapping, build, suggest_join,
};
use stratum::data::profile::profile;

use super::ledger::{BANK, built, day, frame, integrated, keys, recognised};
use super::words;

fn joins(bank: &Frame, others: &[Frame]) -> Vec<Option<Join>> {
    let mapping = recognised(bank).unwrap();
    let watch = Watch::unattended();
    others.iter().map(|other| suggest_join(bank, &mapping, other, &profile(other, &watch))).collect()
}

#[test]
fn facts_and_loans_are_joined_by_their_keys() {
    let bank = frame(BANK);
    let others = [
        frame(
            "account_id,opened,branch\nA1,2020-05-01,North\nA2,2024-01-15,South\nA2,2024-01-16,East\nA9,2021-01-01,North\nA8,2021-01-01,South\nL2,2024-02-05,West\n",
        ),
        frame(
            "loan_id,customer_id,date,amount,duration,payments,status\n1,C2,2024-02-05,500.00,10,50.00,D\n2,C7,2024-01-05,120.00,12,10.00,A\n",
        ),
        frame("branch,region\nNorth,1\nSouth,2\n"),
    ];
    let found = joins(&bank, &others);
    let (facts, loans) = (found[0].as_ref().unwrap(), found[1].as_ref().unwrap());
    assert_eq!((facts.to, facts.opened.as_deref()), (LedgerRole::Account, Some("opened")));
    assert_eq!((loans.to, loans.bad.as_slice()), (LedgerRole::Customer, ["D".to_owned()].as_slice()));
    assert_eq!(found[2], None);

    let joined = [Joined { join: facts, frame: &others[0] }, Joined { join: loans, frame: &others[1] }];
    let mapping = recognised(&bank).unwrap();
    let ledger = built(&bank, &mapping, &joined, &Decisions::default());
    assert_eq!(ledger.accounts[0].opened, Some(day(2020, 5, 1)));
    assert_eq!(ledger.accounts[1].opened, Some(day(2024, 1, 15)));
    let branch = &ledger.attributes[0];
    assert_eq!((branch.text(0), branch.text(1)), (Some("North"), Some("South")));
    let loan = &ledger.loans[0];
    assert_eq!((loan.customer, loan.start, loan.principal), (1, day(2024, 2, 5), 50_000));
    assert_eq!((loan.months, loan.payment, loan.bad, ledger.loans.len()), (10, 5_000, Some(true), 1));
    for key in ["ledger-issue-repeated-key", "ledger-issue-without-transactions"] {
        assert!(keys(&ledger).contains(&key), "{key}");
    }
}

#[test]
fn transactions_of_unknown_customers_are_a_question() {
    let bank = frame(BANK);
    let other = frame("customer_id,age\nC1,40\nC3,50\n");
    let join = joins(&bank, std::slice::from_ref(&other))[0].clone().unwrap();
    let joined = [Joined { join: &join, frame: &other }];
    let mapping = recognised(&bank).unwrap();
    let ledger = built(&bank, &mapping, &joined, &Decisions::default());
    assert_eq!(ledger.questions.get(&Decision::UnknownCustomers), Some(&5));
    assert_eq!((ledger.attributes[0].number(0), ledger.attributes[0].number(1)), (Some(40.0), None));
    let mut decisions = Decisions::default();
    decisions.change(Decision::UnknownCustomers, true);
    let left = built(&bank, &mapping, &joined, &decisions);
    assert_eq!(left.customers, ["C1"]);
    assert_eq!(left.reconciliation.left_out[0].reason, LeftOutReason::UnknownCustomer);
}

#[test]
fn redundant_columns_are_dropped_with_reasons() {
    let mut text = "number,customer,customer_name,bank,branch,channel,date,amount\n".to_owned();
    for row in 0..40 {
        let customer = row % 4;
        writeln!(
            text,
            "{row},C{customer},Name{customer},B{},1,web{},2024-01-{:02},{row}",
            row % 3,
            row % 2,
            row % 28 + 1
        )
        .unwrap();
    }
    let ledger = integrated(&text);
    let reasons: Vec<(&str, &str)> =
        ledger.dropped.iter().map(|(column, reason)| (column.as_str(), reason.key)).collect();
    assert_eq!(
        reasons,
        [
            ("number", "ledger-dropped-number"),
            ("customer_name", "ledger-dropped-copy"),
            ("bank", "ledger-dropped-identifying"),
            ("branch", "ledger-dropped-constant"),
        ]
    );
}

#[test]
fn what_cannot_be_integrated_is_said() {
    let frame = frame("who,when,much\nC1,spring,x\nC1,summer,y\n");
    let mut mapping = Mapping::default();
    let refused = |mapping: &Mapping| {
        let error = build(&frame, mapping, &[], &Decisions::default(), &Watch::unattended()).unwrap_err();
        let problem = error.problem();
        words(&problem.message);
        problem.hint.as_ref().map(words);
        error
    };
    assert_eq!(refused(&mapping), LedgerError::RoleMissing(LedgerRole::Customer));
    for (role, name) in
        [(LedgerRole::Customer, "whom"), (LedgerRole::Date, "when"), (LedgerRole::Amount, "much")]
    {
        mapping.columns.insert(role, name.to_owned());
    }
    assert!(matches!(refused(&mapping), LedgerError::ColumnMissing { nearest: Some(_), .. }));
    mapping.columns.insert(LedgerRole::Customer, "who".to_owned());
    assert!(matches!(refused(&mapping), LedgerError::NotAmounts { row: 0, .. }));
    mapping.columns.insert(LedgerRole::Amount, "who".to_owned());
    assert!(matches!(refused(&mapping), LedgerError::NotAmounts { .. }));
}

const LOANS: &str = "loan_id,customer_id,date,amount,duration,payments,status\n1,C1,2024-02-05,500.00,10,50.00,A\n2,C2,2024-01-05,120 EUR,12,10.00,A\n3,C1,2024-01-05,240.00,12,20.00,D\n4,C2,2024-01-06,360.00,12,30.00,A\n5,C1,2024-01-07,360.00,12,30.00,A\n6,C2,2024-01-08,360.00,12,30.00,A\n";

fn with_loans(texts: &[&str]) -> (Vec<Join>, stratum::data::ledger::Ledger) {
    let bank = frame(BANK);
    let others: Vec<Frame> = texts.iter().map(|text| frame(text)).collect();
    let found: Vec<Join> = joins(&bank, &others).into_iter().flatten().collect();
    let joined: Vec<Joined> = found.iter().zip(&others).map(|(join, frame)| Joined { join, frame }).collect();
    let ledger = built(&bank, &recognised(&bank).unwrap(), &joined, &Decisions::default());
    (found, ledger)
}

#[test]
fn one_odd_cell_does_not_hide_the_loans() {
    for (odd, loans, key) in [
        ("500.00,10", 6, None),
        ("abc,10", 5, Some("ledger-issue-incomplete-loans")),
        ("500 EUR,10", 6, None),
        ("500.00,3.5", 5, Some("ledger-issue-impossible-loans")),
        ("-500.00,10", 5, Some("ledger-issue-impossible-loans")),
        ("500.00,-1", 5, Some("ledger-issue-impossible-loans")),
        ("500.00,99999999999", 5, Some("ledger-issue-impossible-loans")),
        ("500.00,", 5, Some("ledger-issue-incomplete-loans")),
    ] {
        let (found, ledger) = with_loans(&[&LOANS.replace("500.00,10", odd)]);
        assert_eq!(found[0].kind, stratum::data::ledger::JoinKind::Loans, "{odd}");
        assert_eq!(ledger.loans.len(), loans, "{odd}");
        assert!(key.is_none_or(|key| keys(&ledger).contains(&key)), "{odd}");
    }
    let nonsense =
        "customer_id,date,amount,duration,payments\nC1,2024-02-05,500.00,x,50.00\nC2,2024-01-05,120,y,10\n";
    let (_, ledger) = with_loans(&[nonsense]);
    assert!(ledger.loans.is_empty());
    assert!(keys(&ledger).contains(&"ledger-issue-not-loans"));
}

#[test]
fn loans_that_stand_twice_are_counted_once() {
    let twice = format!("{LOANS}6,C2,2024-01-08,360.00,12,30.00,A\n");
    let without_number = "customer_id,date,amount,duration,payments\nC1,2024-02-05,500.00,10,50.00\nC2,2024-01-05,120,12,10\nC1,2024-02-05,500.00,10,50.00\n";
    let other = LOANS.replace("status", "state");
    for (texts, loans, key) in [
        (vec![twice.as_str()], 6, "ledger-issue-copied-loans"),
        (vec![without_number], 2, "ledger-issue-copied-loans"),
        (vec![LOANS, LOANS], 6, "ledger-issue-same-file"),
        (vec![LOANS, other.as_str()], 6, "ledger-issue-copied-loans"),
    ] {
        let (_, ledger) = with_loans(&texts);
        assert_eq!((ledger.loans.len(), ledger.matches.len()), (loans, texts.len()), "{key}");
        assert!(keys(&ledger).contains(&key), "{key}");
    }
}

#[test]
fn a_single_date_far_from_all_others_is_left_out() {
    let row = |n: usize| format!("C{},2024-0{}-1{},{n}.00\n", n % 4, n % 6 + 1, n % 9);
    let text = "customer_id,date,amount\n".to_owned() + &(0..40).map(row).collect::<String>();
    for wild in ["1900-01-01", "2100-05-05", "9999-12-31"] {
        let bank = frame(&format!("{text}C1,{wild},7.00\n"));
        let mapping = recognised(&bank).unwrap();
        let ledger = built(&bank, &mapping, &[], &Decisions::default());
        assert_eq!((ledger.n_entries(), ledger.questions.get(&Decision::FarDates)), (40, Some(&1)), "{wild}");
        let mut decisions = Decisions::default();
        decisions.change(Decision::FarDates, true);
        assert_eq!(built(&bank, &mapping, &[], &decisions).n_entries(), 41, "{wild}");
    }
    assert!(!integrated(&text).questions.contains_key(&Decision::FarDates));
}

#[test]
fn a_column_called_balance_that_is_not_used_is_said() {
    let row = |n: usize| format!("C{},2024-0{}-1{},{n}.00,{}\n", n % 4, n % 6 + 1, n % 9, (n * 37) % 91);
    let text = "customer_id,date,amount,balance\n".to_owned() + &(0..40).map(row).collect::<String>();
    let ledger = integrated(&text);
    assert!(keys(&ledger).contains(&"ledger-issue-balance-aside") != ledger.states_balances);
}
