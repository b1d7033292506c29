//! The files of value tiers: customers, transactions, findings, and what pseudonyms leave out.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use stratum::base::{Lang, Watch};
use stratum::data::date::format_days;
use stratum::data::ledger::{self, Decisions, LedgerRole};
use stratum::data::profile::profile;
use stratum::data::{ReadOptions, csv};
use stratum::export::{ExportOptions, Timing, export};
use stratum::features::privacy::PseudonymKey;
use stratum::study::value::{TIER, prepare};
use stratum::study::{Horizon, Tables, ValueRecipe, ValueTable};

use super::{Entry, day, equal_tiers, frame_cents, mapping, prepared, read, recipe_of, run_on, year};

fn options(folder: &Path) -> ExportOptions<'_> {
    ExportOptions { folder, bom: false, keep_formulas: false, force: false, lang: Lang::En, pseudonyms: None }
}

#[test]
fn the_files_of_value_tiers() {
    let room = tempfile::tempdir().unwrap();
    let mut entries = year(60, 8);
    entries.push(Entry(60, day(9, 1), 12_345));
    let frame = read(room.path(), &entries);
    let table = prepared(&frame, &equal_tiers());
    let findings = run_on(&recipe_of(&table, equal_tiers(), 1), &table, &table.customers);
    let tables = Tables { value: Some(&table), ..Tables::new(&table.customers, &table.issues) };
    let out = room.path().join("out");
    let write = |options: &ExportOptions| {
        export(&findings, &tables, &Timing::default(), options, &Watch::unattended()).unwrap()
    };
    let written = write(&options(&out));
    assert_eq!(written.files, ["labelled.csv", "labelled_transactions.csv", "findings.json", "timing.json"]);
    assert_eq!(written.rows, 61);
    let read = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();
    let (list, lines) = (read("labelled.csv"), read("labelled_transactions.csv"));
    let rows: Vec<Vec<&str>> = list.lines().map(|line| line.split(',').collect()).collect();
    let place = |name: &str| rows[0].iter().position(|cell| *cell == name).unwrap();
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    for (customer, row) in rows[1..].iter().enumerate() {
        assert_eq!(row[place("customer_id")], table.ledger.customers[customer]);
        let parts: f64 = (place("contribution_deposit_margin_after")..place("contribution_after"))
            .map(|part| row[part].parse::<f64>().unwrap())
            .sum();
        assert!((parts - row[place("contribution_after")].parse::<f64>().unwrap()).abs() < 0.04);
    }
    // Who came late has no label, but an expected tier.
    let late = &rows[61];
    assert!(late[place("stratum_label")].is_empty() && !late[place("stratum_next_tier")].is_empty());
    assert_eq!((late[place("tier_before")], late[place("movement")]), ("", ""));
    // Every transaction with all its cells and the tier of its customer.
    let original = std::fs::read_to_string(room.path().join("entries.csv")).unwrap();
    for (line, before) in lines.lines().zip(original.lines()).skip(1) {
        assert!(line.starts_with(&format!("{before},")));
        let customer: usize = before[1..4].parse().unwrap();
        let tier = table.tier[customer].map_or("", |tier| table.names[tier as usize].as_str());
        assert_eq!(line.split(',').nth(4), Some(tier));
    }
    let json: serde_json::Value = serde_json::from_str(&read("findings.json")).unwrap();
    let value = &json["value"];
    assert_eq!((value["customers"].as_u64(), value["circular"].as_bool()), (Some(61), Some(false)));
    assert!(json["baselines"].as_array().unwrap().len() == 3 && json["claim"]["target"].is_f64());
    let cents = |key: &str| value["reconciliation"][key].as_i64().unwrap();
    assert_eq!(cents("cents_in"), frame_cents(&entries));
    assert_eq!(cents("cents_in"), cents("cents_integrated"));
    let told = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/export/FINDINGS.md"));
    let fields = json.as_object().unwrap().keys().chain(value.as_object().unwrap().keys());
    let untold: Vec<&String> = fields.filter(|field| !told.contains(&format!("`{field}`"))).collect();
    assert!(untold.is_empty(), "not in FINDINGS.md: {untold:?}");
    assert!(!read("findings.json").contains("C001"), "single customers stand in the list alone");

    // Again with pseudonyms, over the files of before: they are known as ours.
    let key = PseudonymKey::parse_hex(&"7".repeat(64)).unwrap();
    write(&ExportOptions { pseudonyms: Some(&key), ..options(&out) });
    for name in ["labelled.csv", "labelled_transactions.csv"] {
        let text = read(name);
        assert!(!text.contains("C001") && text.contains(&key.pseudonym("C001")), "{name}");
    }
    assert_eq!(read("labelled_transactions.csv").lines().count(), original.lines().count());
}

/// The customers with facts of another table joined, whose columns have names that ours have too.
fn joined(folder: &Path, n: usize, recipe: &ValueRecipe) -> ValueTable {
    let frame = read(folder, &year(n, 9));
    let mut facts =
        String::from("customer_id,full_name,phone,region,tier,movement,contribution_before,fees_after\n");
    for customer in 0..n {
        let region = ["north", "south"][customer % 2];
        let name = format!("Anna{customer} Novak{customer}");
        let phone = format!("+420 777 {:03} {:03}", customer % 7, customer);
        writeln!(facts, "C{customer:03},{name},{phone},{region},old{},x{},1,2", customer % 3, customer % 4)
            .unwrap();
    }
    let path = folder.join("people.csv");
    std::fs::write(&path, facts).unwrap();
    let other = csv::read(&path, &ReadOptions::default(), &Watch::unattended()).unwrap().frame;
    let profile = profile(&other, &Watch::unattended());
    let join = ledger::suggest_join(&frame, &mapping(), &other, &profile).unwrap();
    let joined = [ledger::Joined { join: &join, frame: &other }];
    let built = ledger::build(&frame, &mapping(), &joined, &Decisions::default(), &Watch::unattended());
    prepare(Arc::new(built.unwrap()), &frame, recipe, &Watch::unattended()).unwrap()
}

#[test]
fn joined_columns_never_take_the_names_of_ours() {
    for horizon in [Horizon::EarlierToLater, Horizon::SamePeriod] {
        let room = tempfile::tempdir().unwrap();
        let recipe = ValueRecipe { horizon, ..equal_tiers() };
        let table = joined(room.path(), 40, &recipe);
        // The label is ours, in every frame, and no name stands twice.
        for frame in [Some(&*table.customers), table.now.as_ref()].into_iter().flatten() {
            let names: std::collections::BTreeSet<&str> = frame.names().collect();
            assert_eq!(names.len(), frame.n_columns(), "{horizon:?}");
            assert_eq!(frame.columns.last().unwrap().name, TIER);
        }
        let tier = table.customers.column(TIER).unwrap();
        assert!(
            (0..40).filter_map(|row| tier.text(row)).all(|tier| table.names.iter().any(|name| name == tier))
        );
        let theirs = table.customers.column("tier_2").unwrap();
        assert_eq!(theirs.text(0), Some("old0"));
        let findings = run_on(&recipe_of(&table, recipe, 1), &table, &table.customers);
        let tables = Tables { value: Some(&table), ..Tables::new(&table.customers, &table.issues) };
        let out = room.path().join("out");
        export(&findings, &tables, &Timing::default(), &options(&out), &Watch::unattended()).unwrap();
        let list = std::fs::read_to_string(out.join("labelled.csv")).unwrap();
        let header: Vec<&str> = list.lines().next().unwrap().split(',').collect();
        let different: std::collections::BTreeSet<&&str> = header.iter().collect();
        assert_eq!(different.len(), header.len(), "{header:?}");
        assert!(header.contains(&"tier_2") && header.contains(&"movement_2"), "{header:?}");
    }
}

#[test]
fn pseudonyms_leave_out_what_tells_who_a_customer_is() {
    let room = tempfile::tempdir().unwrap();
    let table = joined(room.path(), 40, &equal_tiers());
    let findings = run_on(&recipe_of(&table, equal_tiers(), 1), &table, &table.customers);
    let tables = Tables { value: Some(&table), ..Tables::new(&table.customers, &table.issues) };
    let key = PseudonymKey::parse_hex(&"7".repeat(64)).unwrap();
    let out = room.path().join("out");
    for (pseudonyms, seen) in [(None, true), (Some(&key), false)] {
        let options = ExportOptions { pseudonyms, ..options(&out) };
        export(&findings, &tables, &Timing::default(), &options, &Watch::unattended()).unwrap();
        let list = std::fs::read_to_string(out.join("labelled.csv")).unwrap();
        // What names a person is not even joined; the customer's own number is in the file unless there is a key.
        for secret in ["full_name", "phone", "Anna7 Novak7", "+420 777"] {
            assert!(!list.contains(secret), "{secret} in {list}");
        }
        assert_eq!(list.contains("C007"), seen);
        assert!(list.contains("region") && list.contains("south"));
        let width = list.lines().next().unwrap().split(',').count();
        assert!(list.lines().all(|line| line.split(',').count() == width));
    }
    assert!(!stratum::export::hidden_columns(&table).iter().any(|column| column == "region"));
}

#[test]
fn pseudonyms_leave_nothing_but_the_transactions() {
    let room = tempfile::tempdir().unwrap();
    // Names as files have them: with blanks around, the same twice; a partner on the other side.
    let mut text = String::from(" customer id ,date,amount,kind,partner bank,partner  account,date\n");
    for Entry(customer, day, cents) in year(40, 3) {
        let (units, kind) = (cents / 100, if cents > 0 { "salary" } else { "card" });
        let day = format_days(day);
        writeln!(text, "C{customer:03},{day},{units},{kind},BANK{},P{customer}X,{day}", customer % 5)
            .unwrap();
    }
    let path = room.path().join("entries.csv");
    std::fs::write(&path, text).unwrap();
    let frame = csv::read(&path, &ReadOptions::default(), &Watch::unattended()).unwrap().frame;
    let mut recipe = equal_tiers();
    recipe.mapping.columns.insert(LedgerRole::Customer, "customer id".to_owned());
    let built =
        ledger::build(&frame, &recipe.mapping, &[], &Decisions::default(), &Watch::unattended()).unwrap();
    let table = prepare(Arc::new(built), &frame, &recipe, &Watch::unattended()).unwrap();
    let findings = run_on(&recipe_of(&table, recipe, 1), &table, &table.customers);
    let tables = Tables { value: Some(&table), ..Tables::new(&table.customers, &table.issues) };
    let key = PseudonymKey::parse_hex(&"7".repeat(64)).unwrap();
    let out = room.path().join("out");
    let options = ExportOptions { pseudonyms: Some(&key), ..options(&out) };
    export(&findings, &tables, &Timing::default(), &options, &Watch::unattended()).unwrap();
    let lines = std::fs::read_to_string(out.join("labelled_transactions.csv")).unwrap();
    for secret in ["C007", "BANK", "P7X", "partner"] {
        assert!(!lines.contains(secret), "{secret}");
    }
    assert!(lines.contains(&key.pseudonym("C007")));
}

#[test]
fn a_list_of_transactions_stands_in_the_way_only_where_one_is_written() {
    let room = tempfile::tempdir().unwrap();
    std::fs::write(room.path().join("labelled_transactions.csv"), "a,b\n1,2\n").unwrap();
    let options = options(room.path());
    assert!(stratum::export::check_folder(&options, &[], &[]).is_ok());
    assert!(stratum::export::check_folder(&options, &[], &[stratum::export::TRANSACTIONS]).is_err());
}
