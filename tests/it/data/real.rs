//! Real bank files and malformed ones from other projects, where they are at hand.

use std::fs;
use std::path::Path;

use stratum::base::Watch;
use stratum::data::csv::{self, Loaded};
use stratum::data::leak::{SuspicionKind, label_suspicions};
use stratum::data::profile::{TableProfile, profile};
use stratum::data::roles::Role;
use stratum::data::{ReadOptions, TextEncoding};

use super::{column, issue_keys, originals, type_of, words};
use crate::real_data::real_data;

fn load(path: &Path) -> (Loaded, TableProfile) {
    let unattended = Watch::unattended();
    let loaded = csv::read(path, &ReadOptions::default(), &unattended).unwrap();
    issue_keys(&loaded);
    let profile = profile(&loaded.frame, &unattended);
    (loaded, profile)
}

fn shape(loaded: &Loaded) -> (usize, usize) {
    (loaded.frame.n_rows(), loaded.frame.n_columns())
}

fn with_role(profile: &TableProfile, role: Role) -> Vec<&str> {
    profile.columns.iter().filter(|column| column.role == role).map(|column| column.name.as_str()).collect()
}

fn suspicious(loaded: &Loaded, label: &str) -> Vec<(String, SuspicionKind)> {
    let frame = &loaded.frame;
    let found = label_suspicions(frame, column(frame, label), &frame.row_ids, &Watch::unattended());
    found.into_iter().map(|suspicion| (suspicion.column, suspicion.kind)).collect()
}

#[test]
fn card_holders() {
    let Some(path) = real_data("cc_general.csv") else { return };
    let (loaded, profile) = load(&path);
    assert_eq!(shape(&loaded), (8950, 18));
    assert!(loaded.frame.source.sha256.starts_with("29eea638"));
    let limit = column(&loaded.frame, "CREDIT_LIMIT");
    assert_eq!((type_of(limit), limit.valid.missing()), ("float", 1));
    assert_eq!(column(&loaded.frame, "MINIMUM_PAYMENTS").valid.missing(), 313);
    let purchases = profile.column("PURCHASES").unwrap();
    assert!((purchases.numeric.as_ref().unwrap().skewness - 8.14).abs() < 0.02);
    assert_eq!(with_role(&profile, Role::Identifier), ["CUST_ID"]);
    assert_eq!(profile.column("CASH_ADVANCE_FREQUENCY").unwrap().role, Role::Frequency);
    assert_eq!(purchases.reason.key, "data-reason-amount-skewed");
    assert_eq!(with_role(&profile, Role::Label), Vec::<&str>::new());
}

#[test]
fn leavers() {
    let Some(path) = real_data("churn_modelling.csv") else { return };
    let (loaded, profile) = load(&path);
    assert_eq!(shape(&loaded), (10_000, 14));
    assert_eq!(loaded.issues, []);
    assert_eq!(with_role(&profile, Role::Identifier), ["RowNumber", "CustomerId"]);
    assert_eq!(with_role(&profile, Role::Personal), ["Surname"]);
    assert_eq!(with_role(&profile, Role::Label), ["Exited"]);
    assert_eq!(with_role(&profile, Role::Amount), ["Balance", "EstimatedSalary"]);
    assert_eq!(profile.column("Balance").unwrap().numeric.as_ref().unwrap().zeros, 3617);
    assert_eq!(suspicious(&loaded, "Exited"), []);
}

#[test]
fn card_clients() {
    let Some(path) = real_data("uci_default.csv") else { return };
    let (loaded, profile) = load(&path);
    assert_eq!(shape(&loaded), (30_000, 25));
    assert_eq!(with_role(&profile, Role::Identifier), ["ID"]);
    assert_eq!(with_role(&profile, Role::Label), ["default.payment.next.month"]);
    let months = with_role(&profile, Role::MonthSeries);
    assert_eq!(months.len(), 18);
    assert!(months.contains(&"PAY_0") && months.contains(&"BILL_AMT6"));
    assert_eq!(with_role(&profile, Role::Category), ["SEX", "EDUCATION", "MARRIAGE"]);
    assert_eq!(suspicious(&loaded, "default.payment.next.month"), []);
}

#[test]
fn marketing_calls() {
    let Some(path) = real_data("bank_full.csv") else { return };
    let (loaded, profile) = load(&path);
    assert_eq!(shape(&loaded), (45_211, 17));
    assert_eq!(loaded.frame.source.dialect.separator, b';');
    assert_eq!(with_role(&profile, Role::Label), ["y"]);
    assert_eq!(with_role(&profile, Role::Identifier), Vec::<&str>::new());
    assert_eq!(profile.column("default").unwrap().role, Role::Category);
    assert_eq!(column(&loaded.frame, "job").valid.missing(), 0, "unknown is an answer");
    assert_eq!(suspicious(&loaded, "y"), [("duration".to_owned(), SuspicionKind::Warning)]);
}

#[test]
fn czech_bank() {
    let Some(path) = real_data("berka/loan.asc") else { return };
    let (loaded, profile) = load(&path);
    assert_eq!(shape(&loaded), (682, 7));
    assert_eq!(with_role(&profile, Role::Label), ["status"]);
    assert_eq!(with_role(&profile, Role::Date), ["date"]);
    let Some(path) = real_data("berka/client.asc") else { return };
    assert_eq!(with_role(&load(&path).1, Role::Personal), ["birth_number"]);
    let Some(path) = real_data("berka/trans_prefix_3MiB.asc") else { return };
    let (loaded, _) = load(&path);
    // The last record is cut off inside a quoted cell.
    assert_eq!((loaded.frame.n_rows(), loaded.frame.source.n_records), (49_102, 49_103));
    assert_eq!(issue_keys(&loaded), ["data-issue-unclosed-quote"]);
}

#[test]
fn malformed_files_are_read_or_refused_with_words() {
    let Some(folder) = real_data("csv_torture") else { return };
    let mut files = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        files += 1;
        match csv::read(&path, &ReadOptions::default(), &Watch::unattended()) {
            Ok(loaded) => {
                issue_keys(&loaded);
                let frame = &loaded.frame;
                let rows = originals(&frame.source);
                assert_eq!(rows.len(), frame.source.n_records as usize, "{path:?}");
                assert!(frame.row_ids.iter().all(|&row| rows[row as usize].len() == frame.n_columns()));
                let profile = profile(frame, &Watch::unattended());
                profile.columns.iter().for_each(|column| drop(words(&column.reason)));
            }
            Err(error) => {
                let problem = error.problem();
                words(&problem.message);
                words(&problem.hint.unwrap());
            }
        }
    }
    assert_eq!(files, 45);
}

#[test]
fn known_contents() {
    let Some(folder) = real_data("csv_torture") else { return };
    let known: [(&str, &[&[&str]]); 9] = [
        ("comma_in_quotes", &[&["John", "Doe", "120 any st.", "Anytown, WW", "08123"]]),
        ("empty", &[&["1", "", ""], &["2", "3", "4"]]),
        ("empty_crlf", &[&["1", "", ""], &["2", "3", "4"]]),
        ("escaped_quotes", &[&["1", "ha \"ha\" ha"], &["3", "4"]]),
        ("json", &[&["1", "{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}"]]),
        ("newlines", &[&["1", "2", "3"], &["Once upon \na time", "5", "6"], &["7", "8", "9"]]),
        ("quotes_and_newlines", &[&["1", "ha \n\"ha\" \nha"], &["3", "4"]]),
        ("simple_crlf", &[&["1", "2", "3"]]),
        ("utf8", &[&["1", "2", "3"], &["4", "5", "ʤ"]]),
    ];
    for (name, rows) in known {
        let path = folder.join(format!("spectrum__{name}.csv"));
        let source = csv::read(&path, &ReadOptions::default(), &Watch::unattended()).unwrap().frame.source;
        assert_eq!(originals(&source), rows, "{name}");
    }
    let latin = folder.join("rustcsv__uspop-latin1.csv");
    let frame = csv::read(&latin, &ReadOptions::default(), &Watch::unattended()).unwrap().frame;
    assert_eq!(frame.source.dialect.encoding, TextEncoding::Windows1252);
    assert_eq!(type_of(column(&frame, "Latitude")), "float");
}
