//! From transactions to value: contribution and customer columns against numbers worked out by hand.
#![expect(clippy::unwrap_used, reason = "what helps a test may fail as a test does")]

use std::collections::BTreeSet;

use stratum::base::{Lang, Stream, render};
use stratum::data::date::days_from_civil;
use stratum::data::ledger::{Account, Ledger, Loan, Period, Product};
use stratum::data::{Column, Values};
use stratum::features::contribution::{LoanOutcome, Rates, contributions};
use stratum::features::customers::{ColumnPlan, customer_columns, description, potential};

use crate::tables::{numbers, text};

fn day(year: i32, month: u32, day: u32) -> i32 {
    days_from_civil(year, month, day).unwrap()
}

fn period(first: (i32, u32, u32), last: (i32, u32, u32)) -> Period {
    Period::new(day(first.0, first.1, first.2), day(last.0, last.1, last.2)).unwrap()
}

/// An account to be: its customer, product, cents at the beginning, and its entries (day, cents, kind).
type Made<'a> = (u32, Product, i64, Vec<(i32, i64, Option<u32>)>, &'a str);

/// A ledger of accounts in the order of their customers.
fn ledger(kinds: &[&str], accounts: &[Made]) -> Ledger {
    let n_customers = accounts.last().map_or(0, |account| account.0 + 1);
    let mut ledger = Ledger {
        customers: (0..n_customers).map(|customer| format!("k{customer}")).collect(),
        kinds: kinds.iter().map(|&kind| kind.to_owned()).collect(),
        ..Ledger::default()
    };
    for (number, (customer, product, opening, entries, name)) in accounts.iter().enumerate() {
        let begins_at_0 = entries.first().filter(|_| *opening == 0);
        ledger.accounts.push(Account {
            name: (*name).to_owned(),
            customer: *customer,
            product: *product,
            opened: begins_at_0.map(|entry| entry.0),
            opening: *opening,
        });
        let start = ledger.day.len();
        let mut balance = *opening;
        for &(day, cents, kind) in entries {
            balance += cents;
            ledger.account.push(number as u32);
            ledger.row.push(ledger.day.len() as u32);
            ledger.day.push(day);
            ledger.cents.push(cents);
            ledger.kind.push(kind);
            ledger.balance.push(balance);
        }
        ledger.account_entries.push(start..ledger.day.len());
    }
    for customer in 0..n_customers {
        let first = accounts.partition_point(|account| account.0 < customer);
        let end = accounts.partition_point(|account| account.0 <= customer);
        ledger.customer_accounts.push(first..end);
        let entry = |account: usize| {
            ledger.account_entries.get(account).map_or(ledger.day.len(), |entries| entries.start)
        };
        let entries = entry(first)..entry(end);
        ledger.customer_entries.push(entries);
    }
    ledger.first_day = ledger.day.iter().copied().min().unwrap_or_default();
    ledger.last_day = ledger.day.iter().copied().max().unwrap_or_default();
    ledger
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 5e-7 * expected.abs().max(1.0), "{found} is not {expected}");
}

/// A year with one deposit account (1,000 at first) and one loan account (20,000 owed), as in a spreadsheet:
///
/// | days | deposit | owed |
/// |---|---|---|
/// | 1–100 | 1,000 | 20,000 |
/// | 101–200 | 10,000 | 20,000 to day 182, then 18,000 |
/// | 201–300 | 9,500 | 18,000 |
/// | 301–365 | 9,000 | 18,000 |
#[test]
fn a_year_of_deposit_and_loan_by_hand() {
    let first = day(2023, 1, 1);
    let ledger = ledger(
        &["transfer", "withdrawal in cash"],
        &[
            (
                0,
                Product::Deposit,
                100_000,
                vec![
                    (first + 100, 900_000, Some(0)),
                    (first + 200, -50_000, Some(1)),
                    (first + 300, -50_000, Some(0)),
                ],
                "giro",
            ),
            (0, Product::Loan, -2_000_000, vec![(first + 182, 200_000, None)], "loan"),
        ],
    );
    let year = Some(period((2023, 1, 1), (2023, 12, 31)));
    let found = contributions(&ledger, &[year], LoanOutcome::Known, &Rates::default())[0];
    // 100·1000 + 100·10000 + 100·9500 + 65·9000 = 2,635,000; × 0.02 / 365
    close(found.deposit_margin, 144.3835616);
    // 182·20000 + 183·18000 = 6,934,000; ADB 18,997.26027; × 0.04
    close(found.loan_margin, 759.8904110);
    // 2 payments out of the deposit account × 0.50
    close(found.fees, 1.0);
    // 1 × 1.00 in cash + 3 × 0.10 + 2 accounts × 12
    close(found.costs, -25.3);
    // 0.45 × 0.01 × 18,997.26027
    close(found.expected_loss, -85.4876712);
    // 25 % of 794.4863014
    close(found.tax, -198.6215753);
    // 18,997.26027 × 0.75 × 0.105 × 0.10
    close(found.capital_charge, -149.6034247);
    close(found.total(), 446.2613014);
    let nobody = contributions(&ledger, &[None], LoanOutcome::Known, &Rates::default())[0];
    assert_eq!(nobody.total(), 0.0);
}

/// 12,000 lent for twelve months on 1 January 2023; from January to March 31·12000 + 28·11000 + 31·10000 = 990,000,
/// so 11,000 on average over 90 days. The deposit account stays empty.
#[test]
fn a_loan_that_only_a_table_knows_by_hand() {
    let mut ledger = ledger(&[], &[(0, Product::Deposit, 0, vec![(day(2022, 12, 31), 0, None)], "giro")]);
    let loan = Loan {
        customer: 0,
        account: Some(0),
        start: day(2023, 1, 1),
        principal: 1_200_000,
        months: 12,
        payment: 100_000,
        bad: Some(true),
    };
    ledger.loans.push(loan);
    let quarter = [Some(period((2023, 1, 1), (2023, 3, 31)))];
    let early = contributions(&ledger, &quarter, LoanOutcome::NotYetKnown, &Rates::default())[0];
    close(early.loan_margin, 108.4931507);
    close(early.costs, -2.9589041);
    close(early.expected_loss, -12.2054795);
    close(early.tax, -23.3321918);
    close(early.capital_charge, -21.3595890);
    close(early.total(), 48.6369863);
    let known = contributions(&ledger, &quarter, LoanOutcome::Known, &Rates::default())[0];
    close(known.expected_loss, -4950.0);
    assert_eq!(known.tax, 0.0, "a loss pays no tax");
    close(known.total(), 108.4931507 - 2.9589041 - 4950.0 - 21.3595890);
    // Where the loan is an account of the file, the account says what is owed and the table whether it is bad.
    ledger.accounts[0].product = Product::Loan;
    ledger.balance[0] = -500_000;
    let account = contributions(&ledger, &quarter, LoanOutcome::Known, &Rates::default())[0];
    close(account.expected_loss, -2250.0);
    close(account.loan_margin, 5000.0 * 0.04 * 90.0 / 365.0);
}

fn column<'a>(columns: &'a [Column], name: &str) -> &'a Column {
    columns.iter().find(|column| column.name == name).unwrap()
}

fn cell(columns: &[Column], name: &str, customer: usize) -> Option<f64> {
    column(columns, name).number(customer)
}

/// Customer 0: a salary of 3,000 on the 25th of January to March (3,300 in March, a bonus of 9,000 in April),
/// rent of 1,000 on the first of each month from February; begins with 500. Customer 1: one entry long before.
/// Customer 2: first entry after the period.
fn household() -> Ledger {
    let mut made = ledger(
        &["transfer", "salary"],
        &[
            (
                0,
                Product::Deposit,
                50_000,
                vec![
                    (day(2023, 1, 25), 300_000, Some(1)),
                    (day(2023, 2, 1), -100_000, Some(0)),
                    (day(2023, 2, 25), 300_000, Some(1)),
                    (day(2023, 3, 1), -100_000, Some(0)),
                    (day(2023, 3, 25), 330_000, Some(1)),
                    (day(2023, 4, 1), -100_000, Some(0)),
                    (day(2023, 4, 25), 900_000, None),
                ],
                "a",
            ),
            (1, Product::Deposit, 0, vec![(day(2022, 12, 1), 7_000, Some(0))], "b"),
            (2, Product::Deposit, 80_000, vec![(day(2023, 6, 1), 5_000, Some(0))], "c"),
        ],
    );
    made.attributes = vec![text("district", &["north", "", "south"]), numbers("inflow", &[Some(1.0); 3])];
    made
}

#[test]
fn four_months_of_a_household_by_hand() {
    let ledger = household();
    let periods = [Some(period((2023, 1, 1), (2023, 4, 30))); 3];
    let plan = ColumnPlan::of(&ledger, &periods);
    let columns = customer_columns(&ledger, &periods, &plan);
    let expected = [
        // January 24·500 + 7·3500; February 24·2500 + 4·5500; March 24·4500 + 7·7800; April 24·6800 + 6·15800
        ("balance_m1", 36_500.0 / 31.0),
        ("balance_m2", 82_000.0 / 28.0),
        ("balance_m3", 162_600.0 / 31.0),
        ("balance_m4", 258_000.0 / 30.0),
        ("adb_deposit", 539_100.0 / 120.0),
        ("balance_end", 15_800.0),
        // (−1.5·m1 − 0.5·m2 + 0.5·m3 + 1.5·m4) / 5
        ("balance_trend", 2458.4331797),
        ("flow_m1", 3000.0),
        ("flow_m2", 2000.0),
        ("flow_m3", 2300.0),
        ("flow_m4", 8000.0),
        // Of 120 days, for each 30: a fourth.
        ("inflow", 4575.0),
        ("outflow", 750.0),
        ("net_flow", 3825.0),
        ("n_in", 1.0),
        ("n_out", 0.75),
        ("n_transfer", 0.75),
        ("n_salary", 0.75),
        ("n_other", 0.25),
        ("n_accounts", 1.0),
        ("active_share", 1.0),
        // Median of 3000, 3000, 3300, 9000; three of four lie within a fifth of it.
        ("salary_amount", 3150.0),
        ("salary_regularity", 0.75),
        ("salary_share", 9300.0 / 18_300.0),
        ("recency_days", 5.0),
        ("rfm_f", 5.0),
        ("rfm_m", 5.0),
        ("inflow_2", 1.0),
    ];
    for (name, value) in expected {
        close(cell(&columns, name, 0).unwrap(), value);
    }
    close(potential(&ledger, &periods)[0], 750.0);
    // Nothing in the period: sums are 0, the balance stays, the last entry is 150 days old.
    for (name, value) in [
        ("inflow", 0.0),
        ("n_transfer", 0.0),
        ("adb_deposit", 70.0),
        ("balance_m3", 70.0),
        ("active_share", 0.0),
        ("salary_regularity", 0.0),
        ("recency_days", 150.0),
        ("rfm_f", 2.0),
    ] {
        assert_eq!(cell(&columns, name, 1), Some(value), "{name}");
    }
    // Not yet seen: nothing held, and nothing to count days from.
    for (name, value) in
        [("adb_deposit", Some(0.0)), ("n_accounts", Some(0.0)), ("recency_days", None), ("rfm_l", None)]
    {
        assert_eq!(cell(&columns, name, 2), value, "{name}");
    }
    assert_eq!(column(&columns, "district").text(2), Some("south"));
    assert!(matches!(column(&columns, "n_accounts").values, Values::Int(_)));
}

#[test]
fn shorter_periods_lack_their_first_months_and_no_period_lacks_all() {
    let ledger = household();
    let periods =
        [Some(period((2023, 3, 10), (2023, 4, 30))), None, Some(period((2023, 1, 1), (2023, 4, 30)))];
    let columns = customer_columns(&ledger, &periods, &ColumnPlan::of(&ledger, &periods));
    let months: Vec<Option<f64>> =
        (1..=4).map(|month| cell(&columns, &format!("flow_m{month}"), 0)).collect();
    assert_eq!(months, [None, None, None, Some(8000.0)]);
    assert_eq!(cell(&columns, "balance_trend", 0), None, "one month has no trend");
    for column in columns.iter().filter(|column| !["district", "inflow_2"].contains(&&*column.name)) {
        assert!(!column.valid.get(1), "{}", column.name);
    }
}

/// Customers with up to two accounts and entries of six kinds over two years.
fn made(n_customers: u32, seed: u64) -> Ledger {
    let mut stream = Stream::new(seed, "value features", 0);
    let kinds = ["cash", "transfer", "interest", "fee", "card", "order"];
    let first = day(2022, 1, 1);
    let mut accounts: Vec<Made> = Vec::new();
    for customer in 0..n_customers {
        for product in [Product::Deposit, Product::Loan] {
            if product == Product::Loan && stream.below(3) > 0 {
                continue;
            }
            let mut entries: Vec<(i32, i64, Option<u32>)> = (0..stream.below(60))
                .map(|_| {
                    let kind = stream.below(7) as u32;
                    let cents = stream.below(200_000) as i64 - 90_000;
                    (first + stream.below(730) as i32, cents, (kind < 6).then_some(kind))
                })
                .collect();
            entries.sort_unstable();
            accounts.push((customer, product, stream.below(3) as i64 * 40_000, entries, "x"));
        }
    }
    ledger(&kinds, &accounts)
}

/// Different halves for different customers; some have none.
fn halves(n_customers: u32) -> (Vec<Option<Period>>, Vec<Option<Period>>) {
    let half = |customer: u32, first: i32, last: i32| {
        (customer % 9 != 8).then(|| Period { first: first + (customer % 5) as i32 * 11, last })
    };
    (0..n_customers)
        .map(|customer| {
            let cut = day(2023, 1, 1) - (customer % 3) as i32 * 40;
            (half(customer, day(2022, 1, 1), cut - 1), half(customer, cut, day(2023, 12, 31)))
        })
        .unzip()
}

#[test]
fn nothing_after_the_period_has_a_say() {
    let ledger = made(300, 1);
    let (earlier, _) = halves(300);
    let mut changed = ledger.clone();
    let mut n_changed = 0;
    for account in 0..ledger.accounts.len() {
        let Some(period) = earlier[ledger.accounts[account].customer as usize] else { continue };
        let entries = ledger.account_entries[account].clone();
        for entry in entries.clone().filter(|entry| ledger.day[*entry] > period.last) {
            changed.cents[entry] = 7_777_777;
            changed.balance[entry] = -123_456;
            changed.kind[entry] = Some(3);
            changed.day[entry] += 400;
            n_changed += 1;
        }
        // What is known of an account that only begins later belongs to later, too.
        if entries.clone().all(|entry| ledger.day[entry] > period.last) {
            changed.accounts[account].opening = 999_999;
            changed.accounts[account].opened = None;
        }
    }
    assert!(n_changed > 1000);
    let plan = ColumnPlan::of(&ledger, &earlier);
    assert_eq!(ColumnPlan::of(&changed, &earlier), plan);
    assert_eq!(customer_columns(&changed, &earlier, &plan), customer_columns(&ledger, &earlier, &plan));
    assert_eq!(potential(&changed, &earlier), potential(&ledger, &earlier));
    let priced = |ledger| contributions(ledger, &earlier, LoanOutcome::NotYetKnown, &Rates::default());
    assert_eq!(priced(&changed), priced(&ledger));
}

#[test]
fn one_plan_gives_two_periods_the_same_columns_with_words() {
    let ledger = made(200, 2);
    let (earlier, later) = halves(200);
    let plan = ColumnPlan::of(&ledger, &earlier);
    let names = |periods: &[Option<Period>]| -> Vec<String> {
        customer_columns(&ledger, periods, &plan).into_iter().map(|column| column.name).collect()
    };
    let before = names(&earlier);
    assert_eq!(before, names(&later));
    assert_eq!(before.iter().collect::<BTreeSet<_>>().len(), before.len());
    for name in ["n_card", "n_other", "adb_loan", "flow_m12", "rfm_l"] {
        assert!(before.iter().any(|column| column == name), "{name} in {before:?}");
    }
    for lang in Lang::ALL {
        let words: BTreeSet<String> =
            before.iter().map(|name| render(lang, &description(name).unwrap())).collect();
        assert_eq!(words.len(), before.len(), "each column is called something else");
    }
    assert_eq!(description("district"), None);
}

#[test]
fn threads_do_not_change_a_byte() {
    let ledger = made(2000, 3);
    let (earlier, later) = halves(2000);
    let all = || {
        let plan = ColumnPlan::of(&ledger, &earlier);
        let value = contributions(&ledger, &later, LoanOutcome::Known, &Rates::default());
        (customer_columns(&ledger, &earlier, &plan), value, potential(&ledger, &earlier))
    };
    let here = all();
    for threads in [1, 2, 7] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert_eq!(pool.install(all), here);
    }
}

#[test]
fn rates_that_are_refused_say_what_to_do() {
    let mut rates = Rates::default();
    let said: Vec<String> = [("ftq", "1"), ("lgd", "4500%"), ("tax", "a lot")]
        .into_iter()
        .map(|(key, text)| {
            let problem = rates.set_text(key, text).unwrap_err().problem();
            format!("{} {}", render(Lang::En, &problem.message), render(Lang::En, &problem.hint.unwrap()))
        })
        .collect();
    assert_eq!(
        said,
        [
            "There is no rate called “ftq”. Did you mean ftp?",
            "4,500.00 % is not possible for “share lost when a loan is not repaid”. Choose a value from 0.00 % to \
             100.00 %.",
            "“a lot” is not a number for “tax on profit”. Choose a value from 0.00 % to 100.00 %.",
        ]
    );
}
