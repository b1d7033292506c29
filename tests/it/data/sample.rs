//! The made-up customers: the committed file is what the program makes, and it is an honest table.

use std::path::Path;

use stratum::base::Watch;
use stratum::data::leak::label_suspicions;
use stratum::data::profile::profile;
use stratum::data::roles::Role;
use stratum::data::sample::{CHURN_COLUMNS, churn};

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
