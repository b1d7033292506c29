//! Lists of transactions: recognised, integrated, reconciled to the cent, and every oddity said with a question.

use std::fmt::Write as _;

use stratum::base::{Lang, RowId, Watch, render};
use stratum::data::Frame;
use stratum::data::date::days_from_civil;
use stratum::data::ledger::{
    Account, DateOrder, Decision, Decisions, Joined, Ledger, LedgerError, LedgerRole, LeftOutReason, Mapping,
    Period, Product, build, fill_values, recognise,
};
use stratum::data::profile::profile;

use super::{issue_keys, read, words};

pub fn day(year: i32, month: u32, day: u32) -> i32 {
    days_from_civil(year, month, day).unwrap()
}

pub fn frame(text: &str) -> Frame {
    read(text.as_bytes()).unwrap().frame
}

pub fn recognised(frame: &Frame) -> Option<Mapping> {
    recognise(frame, &profile(frame, &Watch::unattended()))
}

pub fn integrated(text: &str) -> Ledger {
    let frame = frame(text);
    let mapping = recognised(&frame).unwrap();
    built(&frame, &mapping, &[], &Decisions::default())
}

pub fn built(frame: &Frame, mapping: &Mapping, joined: &[Joined], decisions: &Decisions) -> Ledger {
    let ledger = build(frame, mapping, joined, decisions, &Watch::unattended()).unwrap();
    assert!(ledger.reconciliation.holds(), "{:?}", ledger.reconciliation);
    for issue in &ledger.issues {
        words(&issue.message);
        issue.hint.as_ref().map(words);
    }
    for (_, reason) in &ledger.dropped {
        words(reason);
    }
    for decision in ledger.questions.keys() {
        assert!(Decision::ALL.contains(decision));
    }
    ledger
}

/// The ledger with the other answer to one question.
fn otherwise(text: &str, decision: Decision) -> Ledger {
    let frame = frame(text);
    let mut decisions = Decisions::default();
    decisions.change(decision, true);
    built(&frame, &recognised(&frame).unwrap(), &[], &decisions)
}

pub fn keys(ledger: &Ledger) -> Vec<&'static str> {
    ledger.issues.iter().map(|issue| issue.message.key).collect()
}

/// Two customers; A1's second day is filed in the wrong order, C2 has a loan.
pub const BANK: &str = "\
customer_id,account_id,product,date,kind,amount,balance
C1,A1,deposit,2024-01-10,salary,100.00,150.00
C1,A1,deposit,2024-01-20,rent,-30.00,100.00
C1,A1,deposit,2024-01-20,refund,-20.00,130.00
C2,A2,deposit,2024-02-01,salary,10.00,10.00
C1,A1,deposit,2024-02-09,salary,100.00,200.00
C2,L2,loan,2024-02-05,paid out,-500.00,-500.00
C2,A2,deposit,2024-02-05,rent,-4.00,6.00
C2,L2,loan,2024-03-05,instalment,50.00,-450.00
C2,A2,deposit,2024-03-05,rent,-4.00,2.00
";

#[test]
fn a_list_of_transactions_is_recognised_by_its_contents() {
    let mapping = recognised(&frame(BANK)).unwrap();
    let columns: Vec<(LedgerRole, &str)> =
        mapping.columns.iter().map(|(role, name)| (*role, name.as_str())).collect();
    assert_eq!(
        columns,
        [
            (LedgerRole::Customer, "customer_id"),
            (LedgerRole::Account, "account_id"),
            (LedgerRole::Date, "date"),
            (LedgerRole::Amount, "amount"),
            (LedgerRole::Kind, "kind"),
            (LedgerRole::Balance, "balance"),
            (LedgerRole::Product, "product"),
        ]
    );
    assert_eq!(mapping.loans, ["loan"]);
}

#[test]
fn chinese_and_german_lists_are_recognised() {
    let chinese = "客户号,交易日期,收支,交易金额,余额,摘要\n\
        K1,20240105,收入,100.00,100.00,工资\nK2,20240105,收入,50.00,50.00,工资\nK1,20240108,支出,30.00,70.00,消费\n\
        K2,20240109,支出,20.00,30.00,消费\nK1,20240205,收入,100.00,170.00,工资\nK2,20240208,支出,10.00,20.00,消费\n";
    let mapping = recognised(&frame(chinese)).unwrap();
    assert_eq!(mapping.column(LedgerRole::Customer), Some("客户号"));
    assert_eq!(mapping.column(LedgerRole::Sign), Some("收支"));
    assert_eq!(mapping.column(LedgerRole::Kind), Some("摘要"));
    assert_eq!(mapping.money_out, ["支出"]);
    let german = "Kundennummer;Buchungstag;Buchungstext;Betrag;Saldo\n\
        10;01.02.2024;Gehalt;2.000,00;2.100,00\n11;01.02.2024;Gehalt;1.500,00;1.500,00\n10;03.02.2024;Miete;-700,50;1.399,50\n\
        11;05.02.2024;Miete;-600,00;900,00\n10;07.02.2024;Karte;-9,50;1.390,00\n11;08.02.2024;Karte;-1,25;898,75\n";
    let ledger = integrated(german);
    assert_eq!(ledger.customers, ["10", "11"]);
    assert_eq!(ledger.cents[..3], [200_000, -70_050, -950]);
    assert_eq!(ledger.reconciliation.accounts_exact, 2);
}

#[test]
fn other_tables_are_no_lists_of_transactions() {
    for text in [
        "CustomerId,Balance,Exited\n1,5.00,0\n2,6.00,1\n3,7.00,0\n4,8.00,0\n",
        "account_type,open_date,amount\nchecking,2024-01-01,5\nsavings,2024-01-02,6\nchecking,2024-01-03,7\nsavings,2024-01-04,8\n",
        "customer_id,day,amount\nC1,5,1.00\nC1,6,2.00\nC2,7,3.00\nC2,8,4.00\n",
    ] {
        assert_eq!(recognised(&frame(text)), None, "{text}");
    }
}

#[test]
fn entries_are_sorted_and_days_follow_their_balances() {
    let ledger = built(&frame(BANK), &recognised(&frame(BANK)).unwrap(), &[], &Decisions::default());
    assert_eq!(ledger.customers, ["C1", "C2"]);
    let account = |name: &str, customer, product, opened, opening| Account {
        name: name.to_owned(),
        customer,
        product,
        opened,
        opening,
    };
    assert_eq!(
        ledger.accounts,
        [
            account("A1", 0, Product::Deposit, None, 5_000),
            account("A2", 1, Product::Deposit, Some(day(2024, 2, 1)), 0),
            account("L2", 1, Product::Loan, Some(day(2024, 2, 5)), 0),
        ]
    );
    let rows: [RowId; 9] = [0, 2, 1, 4, 3, 6, 8, 5, 7];
    assert_eq!(ledger.row, rows);
    assert_eq!(ledger.customer_entries, [0..4, 4..9]);
    assert_eq!(ledger.customer_accounts, [0..1, 1..3]);
    assert_eq!(ledger.account_entries, [0..4, 4..7, 7..9]);
    assert_eq!((ledger.first_day, ledger.last_day), (day(2024, 1, 10), day(2024, 3, 5)));
    assert_eq!(ledger.kinds, ["rent", "salary", "instalment", "paid out", "refund"]);
    let totals = &ledger.reconciliation;
    assert_eq!((totals.records, totals.used, totals.cents_in), (9, 9, -29_800));
    assert_eq!((totals.accounts_checked, totals.accounts_exact, totals.steps_broken), (3, 3, 0));
}

/// A1: 50 until 9 January, 150 from the 10th, 100 from the 20th (after two entries), 200 from 9 February.
#[test]
fn balances_are_added_up_over_days() {
    let ledger = integrated(BANK);
    let sum = |account, first, last| ledger.balance_days(account, Period::new(first, last).unwrap());
    // January: 9 days of 50, 10 of 150, 12 of 100.
    assert_eq!(sum(0, day(2024, 1, 1), day(2024, 1, 31)), 9.0 * 50.0 + 10.0 * 150.0 + 12.0 * 100.0);
    // The balance before is carried into a period; the one after the last entry is carried on.
    assert_eq!(sum(0, day(2024, 2, 1), day(2024, 2, 29)), 8.0 * 100.0 + 21.0 * 200.0);
    assert_eq!(sum(0, day(2024, 3, 1), day(2024, 3, 10)), 10.0 * 200.0);
    // Before the first entry: the opening balance. On one day only: that of its end.
    assert_eq!(sum(0, day(2023, 12, 1), day(2023, 12, 31)), 31.0 * 50.0);
    assert_eq!(sum(0, day(2024, 1, 20), day(2024, 1, 20)), 100.0);
    // A2 was opened on 1 February with nothing before: 4 days of 10, 29 of 6, 1 of 2.
    assert_eq!(sum(1, day(2024, 1, 1), day(2024, 3, 5)), 4.0 * 10.0 + 29.0 * 6.0 + 2.0);
    // A loan is owed: its balance is below zero.
    assert_eq!(sum(2, day(2024, 2, 1), day(2024, 3, 6)), -(29.0 * 500.0 + 2.0 * 450.0));
    assert_eq!(ledger.balance_on(0, day(2024, 1, 19)), Some(15_000));
    assert_eq!(ledger.balance_on(0, day(2024, 1, 9)), Some(5_000));
    assert_eq!(ledger.balance_on(1, day(2024, 1, 31)), Some(0));
    assert_eq!(ledger.balance_on(9, day(2024, 1, 31)), None);
}

#[test]
fn a_file_without_balances_begins_at_zero() {
    let text =
        "customer,date,amount\nC1,2024-01-01,10.00\nC2,2024-01-01,7\nC1,2024-01-03,-4.00\nC2,2024-01-02,1\n";
    let ledger = integrated(text);
    assert!(!ledger.states_balances);
    assert_eq!(ledger.balance, [1_000, 600, 700, 800]);
    assert_eq!(ledger.balance_days(0, Period::new(day(2023, 12, 31), day(2024, 1, 4)).unwrap()), 32.0);
    assert!(keys(&ledger).contains(&"ledger-issue-no-balances"));
}

#[test]
fn copies_are_left_out_where_balances_prove_them() {
    let text = format!("{BANK}C1,A1,deposit,2024-01-10,salary,100.00,150.00\n");
    let ledger = integrated(&text);
    assert_eq!(ledger.questions.get(&Decision::Copies), Some(&1));
    let left_out = &ledger.reconciliation.left_out[0];
    assert_eq!((left_out.reason, left_out.rows, left_out.cents), (LeftOutReason::Copy, 1, 10_000));
    assert_eq!(ledger.reconciliation.accounts_exact, 3);
    let kept = otherwise(&text, Decision::Copies);
    assert_eq!((kept.n_entries(), kept.reconciliation.steps_broken), (10, 1));
}

#[test]
fn look_alikes_are_kept_where_nothing_proves_them() {
    let text =
        "customer,date,amount\nC1,2024-01-01,10\nC1,2024-01-01,10\nC2,2024-01-01,10\nC2,2024-01-05,3\n";
    let ledger = integrated(text);
    assert_eq!((ledger.n_entries(), ledger.questions.get(&Decision::LookAlikes)), (4, Some(&1)));
    assert_eq!(otherwise(text, Decision::LookAlikes).n_entries(), 3);
}

#[test]
fn two_formats_of_dates_are_said_and_may_be_left_out() {
    let text = "customer,date,amount\nC1,2024-01-05,10\nC1,06.01.2024,11\nC2,2024-01-07,12\nC2,2024-01-08,3\nC2,spring,3\n";
    let frame = frame(text);
    let mut mapping = Mapping::default();
    for (role, name) in
        [(LedgerRole::Customer, "customer"), (LedgerRole::Date, "date"), (LedgerRole::Amount, "amount")]
    {
        mapping.columns.insert(role, name.to_owned());
    }
    let ledger = built(&frame, &mapping, &[], &Decisions::default());
    assert_eq!(ledger.day[..2], [day(2024, 1, 5), day(2024, 1, 6)]);
    assert_eq!(ledger.questions.get(&Decision::TwoDateFormats), Some(&1));
    assert_eq!(ledger.reconciliation.left_out[0].reason, LeftOutReason::NoDate);
    assert_eq!(ledger.reconciliation.left_out[0].cents, 300);
    let mut decisions = Decisions::default();
    decisions.change(Decision::TwoDateFormats, true);
    assert_eq!(built(&frame, &mapping, &[], &decisions).n_entries(), 3);
    mapping.dates = Some(DateOrder::MonthFirst);
    assert_eq!(built(&frame, &mapping, &[], &Decisions::default()).day[1], day(2024, 6, 1));
}

#[test]
fn amounts_with_currency_signs_and_thousands_are_read() {
    let text = "customer;date;amount\nC1;2024-01-01;\"€ 1.234,50\"\nC1;2024-01-02;-10,00 €\nC2;2024-01-01;$5,00\nC2;2024-01-02;7,125\nC2;2024-01-03;much\nC2;2024-01-04;\n";
    let ledger = integrated(text);
    assert_eq!(ledger.cents, [123_450, -1_000, 712]);
    assert_eq!(ledger.currency.as_deref(), Some("€"));
    assert_eq!(ledger.questions.get(&Decision::Currencies), Some(&1));
    for key in [
        "ledger-issue-currency-signs",
        "ledger-issue-currencies",
        "ledger-issue-rounded",
        "ledger-issue-amounts",
        "ledger-issue-empty-amounts",
    ] {
        assert!(keys(&ledger).contains(&key), "{key}");
    }
    let left_out: Vec<(LeftOutReason, usize)> =
        ledger.reconciliation.left_out.iter().map(|left_out| (left_out.reason, left_out.rows)).collect();
    assert_eq!(left_out, [(LeftOutReason::NoAmount, 2), (LeftOutReason::OtherCurrency, 1)]);
    assert_eq!(otherwise(text, Decision::Currencies).cents, [123_450, -1_000, 500, 712]);
}

#[test]
fn a_direction_gives_amounts_their_sign() {
    let text = "customer,date,amount,direction\nC1,2024-01-01,10,credit\nC1,2024-01-02,4,debit\nC2,2024-01-01,-3,debit\nC2,2024-01-02,9,credit\n";
    let frame = frame(text);
    let mut mapping = recognised(&frame).unwrap();
    // A single reversal makes amounts look signed: the analyst says otherwise.
    mapping.columns.insert(LedgerRole::Sign, "direction".to_owned());
    mapping.money_out = vec!["debit".to_owned()];
    let ledger = built(&frame, &mapping, &[], &Decisions::default());
    assert_eq!(ledger.cents, [1_000, -400, 300, 900]);
    assert_eq!(ledger.questions.get(&Decision::Reversals), Some(&1));
    let mut decisions = Decisions::default();
    assert!(decisions.choose(Decision::Reversals, "size_only"));
    assert_eq!(built(&frame, &mapping, &[], &decisions).cents, [1_000, -400, -300, 900]);
}

#[test]
fn values_are_filled_in_where_only_columns_were_named() {
    let by_balance = frame(
        "who,day,amount,way,left,what\nC1,2024-01-01,10,X,10,loan\nC1,2024-01-02,4,Y,6,loan\nC1,2024-01-03,1,Y,5,giro\nC1,2024-01-04,9,X,14,giro\n",
    );
    let mut mapping = Mapping::default();
    for (role, name) in [
        (LedgerRole::Customer, "who"),
        (LedgerRole::Date, "day"),
        (LedgerRole::Amount, "amount"),
        (LedgerRole::Sign, "way"),
        (LedgerRole::Balance, "left"),
        (LedgerRole::Product, "what"),
    ] {
        mapping.columns.insert(role, name.to_owned());
    }
    fill_values(&mut mapping, &by_balance);
    assert_eq!((mapping.money_out.join(" "), mapping.loans.join(" ")), ("Y".to_owned(), "loan".to_owned()));
    // What the analyst said stands; values of another column fall away.
    mapping.money_out = vec!["X".to_owned()];
    fill_values(&mut mapping, &by_balance);
    assert_eq!(mapping.money_out, ["X"]);
    mapping.columns.remove(&LedgerRole::Product);
    mapping.columns.remove(&LedgerRole::Balance);
    let by_words = frame("who,day,amount,way\nC1,2024-01-01,10,credit\nC1,2024-01-02,4,debit\n");
    fill_values(&mut mapping, &by_words);
    assert_eq!((mapping.money_out.join(" "), mapping.loans.len()), ("debit".to_owned(), 0));
}

#[test]
fn overdrafts_count_as_they_are_or_as_zero() {
    let text = "customer,date,amount,balance\nC1,2024-01-01,10.00,10.00\nC1,2024-01-03,-14.00,-4.00\nC2,2024-01-01,5.00,9.00\nC2,2024-01-02,1.00,10.00\n";
    let period = Period::new(day(2024, 1, 1), day(2024, 1, 4)).unwrap();
    let ledger = integrated(text);
    assert_eq!(
        (ledger.questions.get(&Decision::Overdrafts), ledger.balance_days(0, period)),
        (Some(&1), 12.0)
    );
    let zero = otherwise(text, Decision::Overdrafts);
    assert_eq!(zero.balance_days(0, period), 20.0);
    assert_eq!(zero.reconciliation, ledger.reconciliation);
}

#[test]
fn customers_with_little_history_may_be_left_out() {
    let text = "customer,date,amount,balance\nC1,2024-01-01,10.00,60.00\nC1,2024-02-03,-14.00,46.00\nC1,2024-03-01,1.00,47.00\nC2,2024-03-01,5.00,5.00\nC3,2024-01-05,5.00,7.00\nC3,2024-03-02,1.00,8.00\nC3,2024-03-05,1.00,9.00\n";
    let ledger = integrated(text);
    for (decision, left) in [
        (Decision::OneEntry, ["C1", "C3"]),
        (Decision::MissingMonths, ["C1", "C2"]),
        (Decision::OpenedInside, ["C1", "C3"]),
    ] {
        assert_eq!(ledger.questions.get(&decision), Some(&1), "{decision:?}");
        assert_eq!(otherwise(text, decision).customers, left, "{decision:?}");
    }
}

#[test]
fn leaving_out_most_customers_is_warned_of() {
    let text = "customer,date,amount,balance\nC1,2024-01-01,10.00,60.00\nC1,2024-02-03,-14.00,46.00\nC1,2024-03-01,1.00,47.00\nC1,2024-03-04,1.00,48.00\nC1,2024-03-07,2.00,50.00\nC2,2024-03-01,5.00,5.00\nC3,2024-01-05,5.00,7.00\n";
    assert!(!keys(&integrated(text)).contains(&"ledger-issue-few-left"));
    let left = otherwise(text, Decision::OneEntry);
    let issue = left.issues.iter().find(|issue| issue.message.key == "ledger-issue-few-left").unwrap();
    assert_eq!(render(Lang::En, &issue.message), "Only 1 of 3 customers are left.");
}

#[test]
fn where_nothing_is_left_the_reasons_are_said() {
    let frame = frame(
        "customer,date,amount,balance\nC1,2024-01-01,10.00,60.00\nC2,2024-03-01,5.00,5.00\nC3,2024-03-01,,5.00\n",
    );
    let mut decisions = Decisions::default();
    decisions.change(Decision::OneEntry, true);
    let columns = [LedgerRole::Customer, LedgerRole::Date, LedgerRole::Amount];
    let columns = columns.into_iter().zip(["customer", "date", "amount"].map(str::to_owned)).collect();
    let mapping = Mapping { columns, ..Mapping::default() };
    let error = build(&frame, &mapping, &[], &decisions, &Watch::unattended()).unwrap_err();
    let reasons = vec![(LeftOutReason::OneEntry, 2), (LeftOutReason::NoAmount, 1)];
    assert_eq!(error, LedgerError::NothingLeft { rows: 3, reasons });
    let said = render(Lang::En, &error.problem().message);
    let expected =
        "All 3 transactions were left out: customer with one transaction: 2, no readable amount: 1.";
    assert_eq!(said, expected);
}

#[test]
fn months_in_which_nobody_has_an_entry_are_said() {
    let text =
        "customer,date,amount\nC1,2024-01-05,10\nC1,2024-04-06,11\nC2,2024-01-07,12\nC2,2024-04-08,3\n";
    let ledger = integrated(text);
    let issue = ledger
        .issues
        .iter()
        .find(|issue| issue.message.key == "ledger-issue-months-without-entries")
        .unwrap();
    assert_eq!(words(&issue.message), "In 2 months of the file nobody has a transaction (first 2024-02).");
}

#[test]
fn a_line_that_is_cut_off_is_counted() {
    let text = format!("{BANK}C2,A2,depo");
    let loaded = read(text.as_bytes()).unwrap();
    assert!(issue_keys(&loaded).contains(&"data-issue-ragged-row"));
    let ledger = built(&loaded.frame, &recognised(&loaded.frame).unwrap(), &[], &Decisions::default());
    let totals = &ledger.reconciliation;
    assert_eq!((totals.records, totals.unreadable, totals.used), (10, 1, 9));
    assert!(keys(&ledger).contains(&"ledger-issue-unreadable"));
}

#[test]
fn any_number_of_threads_gives_the_same_ledger() {
    let mut text = "customer,date,amount,balance,kind\n".to_owned();
    let mut balances = [0i64; 97];
    for row in 0..30_000i64 {
        let customer = (row * 7919 % 97) as usize;
        let amount = row * 31 % 1_000 - 400;
        balances[customer] += amount;
        writeln!(
            text,
            "C{customer},2024-{:02}-{:02},{amount},{},k{}",
            row / 2_500 + 1,
            row / 100 % 25 + 1,
            balances[customer],
            row % 5
        )
        .unwrap();
    }
    let frame = frame(&text);
    let mapping = recognised(&frame).unwrap();
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| format!("{:?}", built(&frame, &mapping, &[], &Decisions::default())))
    };
    let one = with(1);
    assert!(one == with(2) && one == with(7));
}
