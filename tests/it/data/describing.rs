//! Profile, roles and suspicions on small tables made for the purpose.

use std::fmt::Write;

use stratum::base::{Severity, Watch};
use stratum::data::Frame;
use stratum::data::leak::{SuspicionKind, label_suspicions};
use stratum::data::profile::{TableProfile, profile};
use stratum::data::roles::Role;

use super::{column, read, words};

fn described(text: &str) -> (Frame, TableProfile) {
    let frame = read(text.as_bytes()).unwrap().frame;
    let profile = profile(&frame, &Watch::unattended());
    for column in &profile.columns {
        words(&column.reason);
    }
    for issue in profile.issues() {
        words(&issue.message);
        words(&issue.hint.unwrap());
    }
    (frame, profile)
}

/// 200 customers under Chinese names.
fn chinese() -> String {
    let mut text = String::from("客户号,姓名,手机号,性别,余额,开户日期,是否流失\n");
    for row in 0..200u64 {
        let name = ["张伟", "李娜", "王芳", "刘洋", "陈静"][row as usize % 5];
        let sex = ["男", "女"][row as usize % 2];
        let phone = 13_800_000_000 + row * 7_919;
        let balance = row * row % 977 * 100;
        let _ = writeln!(
            text,
            "{:06},{name}{row},{phone},{sex},{balance}.50,2020-01-{:02},{}",
            row,
            row % 28 + 1,
            row % 3 / 2
        );
    }
    text
}

#[test]
fn chinese_names_give_roles() {
    let (_, profile) = described(&chinese());
    let roles: Vec<Role> = profile.columns.iter().map(|column| column.role).collect();
    assert_eq!(
        roles,
        [
            Role::Identifier,
            Role::Personal,
            Role::Personal,
            Role::Category,
            Role::Amount,
            Role::Date,
            Role::Label
        ]
    );
}

#[test]
fn personal_values_are_found_under_any_name() {
    let mut text = String::from("contact_1,contact_2,note\n");
    for row in 0..100 {
        let _ = writeln!(text, "user{row}@bank.example,+49 30 {},fine", 1_000_000 + row);
    }
    let (_, profile) = described(&text);
    let roles: Vec<Role> = profile.columns.iter().map(|column| column.role).collect();
    assert_eq!(roles, [Role::Personal, Role::Personal, Role::Constant]);
}

#[test]
fn an_amount_that_never_repeats_is_no_identifier() {
    let mut text = String::from("amount,rank,code\n");
    for row in 0..300u32 {
        let _ = writeln!(text, "{}.{:02},{},K{row}", row * 37 % 301, row % 100, 300 - row);
    }
    let (_, profile) = described(&text);
    let roles: Vec<Role> = profile.columns.iter().map(|column| column.role).collect();
    assert_eq!(roles, [Role::Amount, Role::Identifier, Role::Identifier]);
}

#[test]
fn empty_constant_and_sparse_columns_are_said() {
    let (_, profile) = described("a,b,c,id\n,x,1,7\n,x,,8\n,x,,8\n");
    let keys: Vec<&str> = profile.issues().iter().map(|issue| issue.message.key).collect();
    assert_eq!(keys[..2], ["data-issue-empty-column", "data-issue-constant-column"]);
    assert_eq!(profile.columns[0].missing, 3);
    assert!(profile.columns[..3].iter().all(|column| !column.role.is_feature_by_default()));
}

#[test]
fn missing_cells_count_nowhere() {
    let (_, profile) = described("x,y\n0,a\n,b\n4,\n8,b\n");
    let x = profile.column("x").unwrap();
    let numeric = x.numeric.as_ref().unwrap();
    assert_eq!((x.missing, x.distinct, numeric.zeros), (1, 3, 1));
    assert_eq!((numeric.mean, numeric.quantiles[3], numeric.sd), (4.0, 4.0, 4.0));
    let y = profile.column("y").unwrap();
    assert_eq!(y.top_values, [("b".to_owned(), 2), ("a".to_owned(), 1)]);
}

/// A label and columns that know it to different degrees; `classes` names.
fn leaky(classes: &[&str]) -> String {
    let mut text = String::from("id,copy,leak,good,fair,label\n");
    let mut state = 12345u64;
    let mut uniform = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f64 / (1u64 << 24) as f64
    };
    for row in 0..4000 {
        let class = (uniform() * classes.len() as f64) as usize;
        let level = class as f64;
        // Not in the order of the classes, so that ranking by size alone would not find it.
        let turned = ((class + 1) % classes.len()) as f64;
        let (leak, good, fair) = (turned + 0.9 * uniform(), level + 2.0 * uniform(), level + 3.0 * uniform());
        let _ = writeln!(text, "{row},code{class},{leak:.3},{good:.3},{fair:.3},{}", classes[class]);
    }
    text
}

fn suspicions(text: &str) -> Vec<(String, SuspicionKind)> {
    let (frame, _) = described(text);
    let label = column(&frame, "label");
    let found = label_suspicions(&frame, label, &frame.row_ids, &Watch::unattended());
    for suspicion in &found {
        words(&suspicion.message);
        assert!((0.0..=1.0).contains(&suspicion.score));
    }
    found.into_iter().map(|suspicion| (suspicion.column, suspicion.kind)).collect()
}

#[test]
fn copies_and_leaks_are_found_and_good_columns_are_not() {
    for classes in [&["no", "yes"][..], &["a", "b", "c", "d"]] {
        let found = suspicions(&leaky(classes));
        let two = [("copy".to_owned(), SuspicionKind::NearCopy), ("leak".to_owned(), SuspicionKind::Leak)];
        assert_eq!(found[..2], two, "{classes:?}");
        assert!(
            found[2..].iter().all(|(name, kind)| name != "id" && *kind == SuspicionKind::Warning),
            "{found:?}"
        );
    }
}

#[test]
fn suspicions_look_at_the_given_rows_only() {
    // The column gives the label away in the second half only.
    let mut text = String::from("x,label\n");
    for row in 0..2000u32 {
        let label = row.wrapping_mul(2_654_435_761) >> 31;
        let x = if row < 1000 { row.wrapping_mul(40_503) >> 3 & 1 } else { label };
        let _ = writeln!(text, "{x},{label}");
    }
    let frame = read(text.as_bytes()).unwrap().frame;
    let label = column(&frame, "label");
    let unattended = Watch::unattended();
    let first: Vec<u32> = (0..1000).collect();
    let second: Vec<u32> = (1000..2000).collect();
    assert_eq!(label_suspicions(&frame, label, &first, &unattended), []);
    assert_eq!(label_suspicions(&frame, label, &second, &unattended)[0].kind, SuspicionKind::NearCopy);
}

/// Every customer `times` in a row, under a fresh number each.
fn repeated(text: &str, times: usize) -> String {
    let mut lines = text.lines();
    let mut out = format!("number,{}\n", lines.next().unwrap());
    for (row, line) in lines.flat_map(|line| vec![line; times]).enumerate() {
        let _ = writeln!(out, "{},{line}", 10_000 + row * 3);
    }
    out
}

/// Customers of whom nothing is known about the label.
fn unrelated() -> String {
    let mut text = String::from("income,balance,label\n");
    let mut state = 7u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 40
    };
    for _ in 0..1500 {
        let _ = writeln!(text, "{},{}.5,{}", next() % 100_000, next() % 50_000, next() >> 3 & 1);
    }
    text
}

#[test]
fn copies_of_customers_are_said_and_make_no_column_a_leak() {
    let (_, once) = described(&unrelated());
    assert_eq!(once.duplicate_rows, 0);
    let text = repeated(&unrelated(), 2);
    let (_, profile) = described(&text);
    assert_eq!(profile.duplicate_rows, 1500);
    let issue = profile.issues().into_iter().find(|issue| issue.message.key == "data-issue-duplicate-rows");
    assert_eq!(issue.unwrap().severity, Severity::Warning);
    assert_eq!(suspicions(&text), []);
}

#[test]
fn customers_alike_by_chance_are_no_copies() {
    let mut text = String::from("id,sex,segment,label\n");
    for row in 0..600 {
        let _ = writeln!(text, "K{row:05},{},{},{}", row % 2, row % 7, row % 3);
    }
    assert_eq!(described(&text).1.duplicate_rows, 0);
}

#[test]
fn a_repeated_identifier_is_a_warning() {
    let mut text = String::from("customer_id,balance\n");
    for row in 0..400 {
        let _ = writeln!(text, "{},{}.25", row / 2 + 70_000, row * row % 977);
    }
    let issues = described(&text).1.issues();
    let found = issues.iter().find(|issue| issue.message.key == "data-issue-repeated-identifiers").unwrap();
    assert_eq!((found.severity, found.column.as_deref()), (Severity::Warning, Some("customer_id")));
}

#[test]
fn columns_of_an_earlier_run_are_no_facts_about_a_customer() {
    let mut text =
        String::from("balance,left, stratum_label,stratum_probability,stratum_part,stratum_label\n");
    for row in 0..300 {
        let left = row % 3 / 2;
        let _ = writeln!(
            text,
            "{},{left},{left},0.{:03},{},",
            row * row % 977,
            row + 500,
            ["train", "test"][row % 2]
        );
    }
    let (_, profile) = described(&text);
    let roles: Vec<Role> = profile.columns[2..].iter().map(|column| column.role).collect();
    assert_eq!(roles, [Role::EarlierRun; 4]);
    assert_ne!(profile.columns[0].role, Role::EarlierRun);
    assert!(!Role::EarlierRun.is_feature_by_default());
    let said: Vec<(Severity, &str)> =
        profile.issues().iter().map(|issue| (issue.severity, issue.message.key)).collect();
    assert_eq!(said, [(Severity::Info, "data-issue-earlier-run"); 4]);
    // A name that says label most clearly is no label when we wrote it.
    let (_, ours) = described("a,stratum_label\n1,0\n2,1\n3,0\n");
    assert!(ours.columns.iter().all(|column| column.role != Role::Label));
}

#[test]
fn a_label_of_one_class_or_many_is_no_trouble() {
    let mut text = String::from("x,one,many\n");
    for row in 0..5000 {
        let _ = writeln!(text, "{},same,v{row}", row % 7);
    }
    let frame = read(text.as_bytes()).unwrap().frame;
    let unattended = Watch::unattended();
    for label in ["one", "many"] {
        assert_eq!(label_suspicions(&frame, column(&frame, label), &frame.row_ids, &unattended), []);
    }
}

#[test]
fn the_profile_is_the_same_for_any_number_of_threads() {
    let text = stratum::data::sample::churn(3000, 1);
    let frame = read(text.as_bytes()).unwrap().frame;
    let described = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| profile(&frame, &Watch::unattended()))
    };
    assert_eq!(described(1), described(7));
}
