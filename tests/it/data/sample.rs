//! The made-up customers: the committed file is what the program makes, and it is an honest table.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use stratum::base::Watch;
use stratum::data::leak::label_suspicions;
use stratum::data::profile::profile;
use stratum::data::roles::Role;
use stratum::data::sample::{
    CARD_COLUMNS, CARD_FAMILIES, CHURN_COLUMNS, TRANSACTION_COLUMNS, cards, churn, transactions,
};

use super::{column, read};

#[test]
fn the_committed_file_is_what_the_program_makes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/churn.csv");
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(committed == churn(10_000, 42), "sample_data/churn.csv is not `sample churn` of seed 42");
}

#[test]
fn the_first_customers_do_not_depend_on_how_many_follow() {
    let (short, long) = (churn(50, 7), churn(80, 7));
    assert!(long.starts_with(&short));
    assert_ne!(churn(50, 8), short);
}

#[test]
fn the_table_is_believable() {
    let loaded = read(churn(10_000, 42).as_bytes()).unwrap();
    assert_eq!(loaded.issues, []);
    let frame = &loaded.frame;
    assert_eq!((frame.n_rows(), frame.n_columns()), (10_000, CHURN_COLUMNS.len()));
    let profile = profile(frame, &Watch::unattended());
    assert_eq!(profile.columns[0].role, Role::Identifier);
    let label = profile.column("left_bank").unwrap();
    assert_eq!(label.role, Role::Label);
    let leavers = label.top_values[1].1;
    assert!((1800..=2000).contains(&leavers), "{leavers} leavers");
    let missing: Vec<&str> = profile
        .columns
        .iter()
        .filter(|column| column.missing > 0)
        .map(|column| column.name.as_str())
        .collect();
    assert_eq!(missing, ["employment", "yearly_income", "satisfaction"]);
    assert!(profile.columns[1..17].iter().all(|column| column.role.is_feature_by_default()));
    let suspicions =
        label_suspicions(frame, column(frame, "left_bank"), &frame.row_ids, &Watch::unattended());
    assert_eq!(suspicions, [], "the sample has no leak");
}

#[test]
fn columns_hang_together() {
    let frame = read(churn(10_000, 42).as_bytes()).unwrap().frame;
    let (income, balance) = (column(&frame, "yearly_income"), column(&frame, "balance"));
    let pairs: Vec<(f64, f64)> = (0..frame.n_rows())
        .filter_map(|row| Some((income.number(row)?.ln(), balance.number(row).filter(|b| *b > 0.0)?.ln())))
        .collect();
    let n = pairs.len() as f64;
    let (mx, my) = (pairs.iter().map(|p| p.0).sum::<f64>() / n, pairs.iter().map(|p| p.1).sum::<f64>() / n);
    let sum = |f: &dyn Fn(f64, f64) -> f64| pairs.iter().map(|(x, y)| f(x - mx, y - my)).sum::<f64>();
    let correlation = sum(&|x, y| x * y) / (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt();
    assert!((0.3..0.8).contains(&correlation), "{correlation}");
}

#[test]
fn the_committed_transactions_are_what_the_program_makes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/transactions.csv");
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(
        committed == transactions(600, 42),
        "sample_data/transactions.csv is not `sample tiers` of seed 42"
    );
}

/// Cells of each line after the header.
fn lines(text: &str) -> Vec<Vec<&str>> {
    text.lines().skip(1).map(|line| line.split(',').collect()).collect()
}

fn cents(cell: &str) -> i64 {
    let (units, decimals) = cell.split_once('.').unwrap();
    assert_eq!(decimals.len(), 2, "{cell}");
    (units.to_owned() + decimals).parse().unwrap()
}

#[test]
fn a_customers_year_does_not_depend_on_the_others() {
    let (few, many) = (transactions(20, 7), transactions(30, 7));
    let of_few: Vec<Vec<&str>> = lines(&many).into_iter().filter(|cells| cells[0] <= "C00020").collect();
    assert_eq!(lines(&few), of_few);
    assert_ne!(transactions(20, 8), few);
}

#[test]
fn every_balance_is_the_one_before_and_the_amount() {
    let text = transactions(600, 42);
    assert_eq!(text.lines().next().unwrap(), TRANSACTION_COLUMNS.join(","));
    let (mut balances, mut opened) = (BTreeMap::new(), BTreeMap::new());
    let mut day = "";
    for cells in lines(&text) {
        let [customer, account, product, date, _, amount, balance] = cells[..] else { panic!("{cells:?}") };
        assert!(account.starts_with(&customer.replace('C', "A")) && date >= day, "{cells:?}");
        let (amount, balance) = (cents(amount), cents(balance));
        assert_ne!(amount, 0, "{cells:?}");
        assert!(product == "deposit" || balance <= 0, "nobody pays back more than is owed: {cells:?}");
        if let Some(before) = balances.insert(account.to_owned(), balance) {
            assert_eq!(before + amount, balance, "{cells:?}");
        } else {
            opened.insert(account.to_owned(), (date.to_owned(), balance - amount));
        }
        day = date;
    }
    let late: Vec<i64> = opened
        .values()
        .filter(|(date, _)| date.as_str() > "2024-12-31")
        .map(|&(_, opening)| opening)
        .collect();
    assert!(late.iter().all(|&opening| opening == 0), "an account opened in the year begins with nothing");
    assert!((50..200).contains(&late.len()) && opened.len() > 1000, "{} of {}", late.len(), opened.len());
}

#[test]
fn the_transactions_are_believable() {
    let text = transactions(600, 42);
    let rows = lines(&text);
    assert!((25_000..45_000).contains(&rows.len()), "{}", rows.len());
    let customers: BTreeSet<&str> = rows.iter().map(|cells| cells[0]).collect();
    assert_eq!(customers.len(), 600);
    let of_kind = |kind: &str| {
        rows.iter().filter(|cells| cells[4] == kind).map(|cells| cells[0]).collect::<BTreeSet<&str>>().len()
    };
    for (kind, least, most) in [
        ("salary", 300, 500),
        ("pension", 50, 120),
        ("saving", 200, 450),
        ("instalment", 90, 220),
        ("loan_payout", 20, 90),
        ("repayment", 5, 40),
        ("receipt", 30, 90),
    ] {
        assert!((least..most).contains(&of_kind(kind)), "{} customers have {kind}", of_kind(kind));
    }
}

#[test]
fn the_committed_card_holders_are_what_the_program_makes() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/cards.csv");
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(committed == cards(9_000, 42), "sample_data/cards.csv is not `sample segments` of seed 42");
    assert!(committed.len() <= 3_000_000);
}

#[test]
fn the_first_card_holders_do_not_depend_on_how_many_follow() {
    let (short, long) = (cards(50, 7), cards(80, 7));
    assert!(long.starts_with(&short));
    assert_ne!(cards(50, 8), short);
    for threads in [1, 7] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert!(pool.install(|| cards(80, 7)) == long);
    }
}

#[test]
fn the_card_holders_are_believable() {
    let loaded = read(cards(9_000, 42).as_bytes()).unwrap();
    assert_eq!(loaded.issues, []);
    let frame = &loaded.frame;
    let profile = profile(frame, &Watch::unattended());
    assert_eq!(profile.issues(), []);
    let names: Vec<&str> = frame.names().collect();
    assert_eq!(names[..16], CARD_COLUMNS);
    let months =
        CARD_FAMILIES.iter().flat_map(|family| (1..=12).map(move |month| format!("{family}_m{month:02}")));
    assert_eq!(names[16..], months.collect::<Vec<_>>());
    assert_eq!(profile.columns[0].role, Role::Identifier);
    assert!(profile.columns[1..16].iter().all(|column| column.role.is_feature_by_default()));
    assert!(profile.columns[16..].iter().all(|column| column.role == Role::MonthSeries));
    let missing: Vec<&str> = profile.columns[..16]
        .iter()
        .filter(|column| column.missing > 0)
        .map(|column| column.name.as_str())
        .collect();
    assert_eq!(missing, ["credit_limit", "minimum_amount_due"]);
}

#[test]
fn a_card_holders_columns_are_sums_of_the_months() {
    let text = cards(2_000, 42);
    let mut joined_later = 0;
    for cells in lines(&text) {
        let whole = |at: usize| cells[at].parse::<i64>().unwrap();
        let there = cells[16..28].iter().filter(|cell| !cell.is_empty()).count();
        joined_later += usize::from(there < 12);
        assert_eq!(cells[15], there.to_string());
        let family = |first: usize| -> Vec<i64> {
            let months = &cells[first..first + 12];
            assert!(months[..12 - there].iter().all(|cell| cell.is_empty()), "empty months come first");
            months[12 - there..].iter().map(|cell| cell.parse().unwrap()).collect()
        };
        let (balance, spent, paid) = (family(16), family(28), family(40));
        let sum = |months: &[i64]| months.iter().sum::<i64>();
        assert_eq!(whole(3), whole(4) + whole(5));
        assert_eq!(sum(&spent), whole(3) + whole(6));
        assert_eq!(sum(&paid), whole(12));
        let average = sum(&balance) as f64 / there as f64;
        assert!((cells[1].parse::<f64>().unwrap() - average).abs() <= 0.005 + 1e-9);
        for month in 1..there {
            let before = balance[month - 1];
            let rest = before - paid[month];
            assert!((0..=before).contains(&paid[month]), "nobody pays more than is owed");
            let interest = balance[month] - rest - spent[month];
            assert!((interest as f64 - rest as f64 * 0.015).abs() <= 0.5, "{cells:?}");
        }
        assert_eq!(cells[13].is_empty(), balance[..there - 1].iter().all(|owed| *owed == 0) && paid[0] == 0);
    }
    assert!((200..360).contains(&joined_later), "{joined_later}");
}
