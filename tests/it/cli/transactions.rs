//! Value tiers from transactions in a terminal.

use std::fs;
use std::path::{Path, PathBuf};

use stratum::data::sample;

use super::{call, complaint, err, out, status};
use crate::files;
use crate::real_data::real_data;

fn transactions(room: &Path, n: usize) -> PathBuf {
    files::write(room, "transactions.csv", &sample::transactions(n, 42))
}

/// A short race over customers made of transactions.
fn run(room: &Path, more: &[&str]) -> std::process::Output {
    let start = ["run", "tiers", "transactions.csv", "--out", "out", "--repeats", "1"];
    let short = ["--set", "max_epochs=4", "--method", "bp_classic"];
    call(room, &[&start[..], &short, more].concat())
}

#[test]
fn transactions_become_tiers() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    transactions(room, 600);
    let output = run(room, &["--set", "tiers=equal"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let text = out(&output);
    let (_, tables) = text.split_once("\nTransactions: ").unwrap();
    let (tables, _) = tables.split_once("\n  Method ").unwrap();
    insta::assert_snapshot!(tables, @r"
    39,757 rows, 39,757 used, 0 left out; 600 customers
    Sum of amounts: 7,609,749.98 read = 7,609,749.98 used + 0.00 left out; 7,609,749.98 in the customers’ accounts
    Opening balance + amounts = closing balance: to the cent for 1,084 of 1,084 accounts, within 0.01 for 1,084; largest difference 0.00
    Facts of 2025-01-01 … 2025-06-30, tiers of 2025-07-01 … 2025-12-31

      Tier            Customers   Share  Value a year  Share of value
      high net worth        150  25.0 %     223919.65          71.5 %
      high quality          150  25.0 %      57473.89          18.4 %
      potential             150  25.0 %      26312.79           8.4 %
      ordinary              150  25.0 %       5379.30           1.7 %

    Customers by tier of the earlier period (rows) and of the later one (columns)
                      high net worth  high quality  potential  ordinary
      high net worth             129            17          1         1
      high quality                19            98         22         9
      potential                    1            33         89        25
      ordinary                     1             2         37       108
    ");
    for name in ["labelled.csv", "labelled_transactions.csv", "findings.json", "timing.json"] {
        assert!(room.join("out").join(name).is_file(), "{name}");
    }
    let list = fs::read_to_string(room.join("out/labelled.csv")).unwrap();
    assert_eq!(list.lines().count(), 601);
}

#[test]
fn results_are_the_same_in_every_language() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    transactions(room, 300);
    let numbers = |lang: &str| {
        let output = run(room, &["--set", "tiers=equal", "--lang", lang, "--force"]);
        assert_eq!(status(&output), 0, "{}", err(&output));
        let found = fs::read_to_string(room.join("out/findings.json")).unwrap();
        let found: serde_json::Value = serde_json::from_str(&found).unwrap();
        (
            found["methods"][0]["metrics"].clone(),
            found["methods"][0]["curve"].clone(),
            found["confusion"]["counts"].clone(),
        )
    };
    assert_eq!(numbers("en"), numbers("zh"));
}

#[test]
fn a_label_takes_the_rows_as_they_are() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    transactions(room, 30);
    let output = run(room, &["--label", "product"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(!room.join("out/labelled_transactions.csv").exists());
    assert!(!out(&output).contains("Transactions: "));
}

#[test]
fn pseudonyms_hide_the_customers_and_their_key_stays_apart() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    transactions(room, 200);
    let more = ["--set", "tiers=equal", "--pseudonyms", "key.hex"];
    let output = run(room, &more);
    assert_eq!(status(&output), 0, "{}", err(&output));
    for name in ["labelled.csv", "labelled_transactions.csv", "findings.json"] {
        let text = fs::read_to_string(room.join("out").join(name)).unwrap();
        assert!(!text.contains("C00001") && !text.contains("A00001"), "{name}");
    }
    let first = fs::read(room.join("out/labelled.csv")).unwrap();
    assert_eq!(status(&run(room, &more)), 0);
    assert!(first == fs::read(room.join("out/labelled.csv")).unwrap(), "the same key, the same pseudonyms");
    let identifiers: Vec<String> = (1..=200).map(|n| format!("C{n:05}")).collect();
    for entry in fs::read_dir(room.join("out")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let told: Vec<&String> = identifiers.iter().filter(|name| text.contains(*name)).collect();
        assert!(told.is_empty(), "{}: {told:?}", path.display());
    }
    for key in ["out/key.hex", "out/below/key.hex", "none/../out/key.hex"] {
        fs::create_dir_all(room.join("out/below")).unwrap();
        let output = run(room, &["--pseudonyms", key]);
        assert_eq!(status(&output), 2, "{key}");
        assert!(!room.join("out/key.hex").exists() && !room.join("out/below/key.hex").exists());
    }
}

#[test]
fn what_is_odd_is_said_with_and_without_results() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let text = sample::transactions(60, 42);
    let first = text.lines().nth(1).unwrap();
    files::write(room, "transactions.csv", &format!("{text}{first}\n"));
    let output = run(room, &["--set", "tiers=equal"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let said = err(&output);
    assert!(said.contains("To look at:") && said.contains("(copies="), "{said}");
    // One tier is nothing to learn from.
    let output = run(room, &["--set", "tier_cuts=1e9,2e9,3e9"]);
    assert_eq!(status(&output), 1, "{}", err(&output));
    let said = err(&output);
    assert!(said.find("To look at:").unwrap() < said.find("error: ").unwrap(), "{said}");
    assert!(said.contains("--set tiers=equal"), "{said}");
}

#[test]
fn transactions_of_one_day_and_unreadable_ones_are_no_wrong_call() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let rows = |amount: &dyn Fn(usize) -> String| {
        let rows = (0..120).map(|n| format!("C{:03},2024-01-01,{}\n", n % 12, amount(n)));
        format!("customer_id,date,amount\n{}", rows.collect::<String>())
    };
    files::write(room, "transactions.csv", &rows(&|n| format!("{}.50", n * 7 % 90 + 1)));
    let output = run(room, &[]);
    assert_eq!(status(&output), 1, "{}", err(&output));
    assert!(complaint(room, &output).contains("All transactions are of 2024-01-01"), "{}", err(&output));
    files::write(room, "transactions.csv", &rows(&|n| format!("much {}", n % 50)));
    let output = run(room, &[]);
    assert_eq!(status(&output), 1, "{}", err(&output));
    assert!(complaint(room, &output).contains("--map customer=COLUMN"), "{}", err(&output));
}

#[test]
fn with_the_customer_named_the_other_parts_are_found() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let text = sample::transactions(60, 42);
    let mut header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    assert_eq!(&header[..2], ["customer_id", "account_id"]);
    (header[0], header[1]) = ("whose", "where");
    let (_, rows) = text.split_once('\n').unwrap();
    files::write(room, "transactions.csv", &format!("{}\n{rows}", header.join(",")));
    let output = run(room, &["--set", "tiers=equal"]);
    assert_eq!(status(&output), 2, "{}", err(&output));
    let output = run(room, &["--set", "tiers=equal", "--map", "customer=whose"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(out(&output).contains("; 60 customers"), "{}", out(&output));
}

#[test]
fn tables_are_joined_by_the_customers_they_share() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    transactions(room, 200);
    files::write(room, "facts.csv", &files::regions(200));
    files::write(room, "stranger.csv", "shop,size\nHarbour,12\nHill,7\nMarket,9\n");
    let output = run(room, &["--set", "tiers=equal", "--join", "facts.csv"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let list = fs::read_to_string(room.join("out/labelled.csv")).unwrap();
    assert!(list.lines().next().unwrap().contains(",region,"), "{}", list.lines().next().unwrap());
    let output = run(room, &["--join", "stranger.csv"]);
    assert_eq!((status(&output), complaint(room, &output).lines().count()), (1, 2), "{}", err(&output));
}

/// Settings that are wrong.
const WRONG_SETTINGS: [&[&str]; 15] = [
    &["--set", "horizon=later"],
    &["--set", "horizn=same_period"],
    &["--set", "tiers=pyramids"],
    &["--set", "tiers=equal", "--set", "tier_shares=1%,2%,3%"],
    &["--set", "tier_shares=50%,40%,30%"],
    &["--set", "tier_names=a,b,c"],
    &["--set", "ftp=9"],
    &["--set", "copies=maybe"],
    &["--set", "cut=2025-13-01"],
    &["--set", "cut=2030-01-01"],
    &["--set", "cut=2025-07-01", "--set", "clock=own_history"],
    &["--set", "money_out=zebra"],
    &["--set", "loans=lone"],
    &["--set", "loans=zzzzzzzz"],
    &["--set", "ftp=1e308"],
];

/// Wrong parts of columns, and what does not go with a label.
const WRONG_PARTS: [&[&str]; 7] = [
    &["--map", "custmer=customer_id"],
    &["--map", "customer=custmer_id"],
    &["--map", "customer"],
    &["--map", "date=kind", "--map", "date=date"],
    &["--map", "amount=balance", "--map", "balance=balance"],
    &["--label", "kind", "--set", "ftp=3%"],
    &["--label", "kind", "--join", "transactions.csv"],
];

#[test]
fn tiers_are_cut_as_people_write_it() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    transactions(room, 60);
    for (settings, rule) in [
        (&["tiers=money"][..], "money"),
        (&["tiers=money", "tier_cuts=10,20,30"], "money"),
        (&["tiers=money", "tiers=equal"], "equal"),
        (&["value_share=20%", "potential_share=30％"], "value_potential"),
    ] {
        let set: Vec<&str> = settings.iter().flat_map(|setting| ["--set", setting]).collect();
        let output = run(room, &[&set[..], &["--force", "--json"]].concat());
        assert_eq!(status(&output), 0, "{settings:?}: {}", err(&output));
        let findings: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
        assert_eq!(findings["value"]["tier_rule"]["rule"], rule, "{settings:?}");
    }
}

/// What is said of calls that are wrong.
fn complaints(calls: &[&[&str]]) -> String {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    transactions(room, 30);
    let said: Vec<String> = calls
        .iter()
        .map(|arguments| {
            let output = run(room, arguments);
            assert_eq!(status(&output), 2, "{arguments:?}: {}", err(&output));
            format!("{}\n{}", arguments.join(" "), complaint(room, &output))
        })
        .collect();
    assert!(!room.join("out").exists());
    said.join("\n\n")
}

#[test]
fn wrong_settings_of_value_end_with_2_and_name_what_was_meant() {
    insta::assert_snapshot!(complaints(&WRONG_SETTINGS), @r"
    --set horizon=later
    error: “later” does not suit the setting horizon.
    hint: It takes earlier_to_later|same_period.

    --set horizn=same_period
    error: There is no setting called “horizn”.
    hint: Did you mean horizon?

    --set tiers=pyramids
    error: “pyramids” does not suit the setting tiers.
    hint: It takes pyramid|equal|money|value_potential|natural_breaks.

    --set tiers=equal --set tier_shares=1%,2%,3%
    error: tier_shares has no meaning for the tiers called equal.
    hint: Write --set tiers=pyramid, or leave tiers out.

    --set tier_shares=50%,40%,30%
    error: Shares lie between 0 and 100 % and add up to at most 100 %.

    --set tier_names=a,b,c
    error: “a,b,c” does not suit the setting tier_names.
    hint: It takes A,B,C,D.

    --set ftp=9
    error: 900.00 % is not possible for “transfer price of money”.
    hint: Choose a value from 0.00 % to 50.00 %.

    --set copies=maybe
    error: “maybe” does not suit the setting copies.
    hint: It takes leave_out|keep.

    --set cut=2025-13-01
    error: “2025-13-01” does not suit the setting cut.
    hint: It takes YYYY-MM-DD.

    --set cut=2030-01-01
    error: The later period cannot begin on 2030-01-01: the file goes from 2024-12-01 to 2025-12-31.
    hint: Choose a day after the first and not after the last one.

    --set cut=2025-07-01 --set clock=own_history
    error: cut has no effect with clock=own_history.
    hint: Leave cut out, or choose clock=calendar and horizon=earlier_to_later.

    --set money_out=zebra
    error: money_out has no effect: no column plays the part “sign”.
    hint: Name the column with --map sign=COLUMN, or leave money_out out.

    --set loans=lone
    error: “lone” stands nowhere in the column “product”.
    hint: Its values are, for example: deposit, loan.

    --set loans=zzzzzzzz
    error: “zzzzzzzz” stands nowhere in the column “product”.
    hint: Its values are, for example: deposit, loan.

    --set ftp=1e308
    error: “1e308” does not suit the setting ftp.
    hint: Choose a value from 0.00 % to 50.00 %.
    ");
}

#[test]
fn wrong_parts_of_columns_end_with_2_and_name_what_was_meant() {
    insta::assert_snapshot!(complaints(&WRONG_PARTS), @r"
    --map custmer=customer_id
    error: No column can play the part “custmer”.
    hint: Did you mean customer?

    --map customer=custmer_id
    error: There is no column “custmer_id” in this file.
    hint: Did you mean customer_id?

    --map customer
    error: “customer” does not say which column plays which part.
    hint: Write --map role=COLUMN, for example --map customer=client_id.

    --map date=kind --map date=date
    error: More than one column was named for the part “date”.
    hint: Name one column for each part.

    --map amount=balance --map balance=balance
    error: “balance” cannot be the amount and the balance at once.
    hint: Name another column for one of the two.

    --label kind --set ftp=3%
    error: --set ftp needs a list of transactions, and this file is read as a table of customers.
    hint: Name the columns with --map customer=COLUMN --map date=COLUMN --map amount=COLUMN, or leave the option out.

    --label kind --join transactions.csv
    error: --join transactions.csv needs a list of transactions, and this file is read as a table of customers.
    hint: Name the columns with --map customer=COLUMN --map date=COLUMN --map amount=COLUMN, or leave the option out.
    ");
}

#[test]
fn berka_becomes_tiers() {
    let Some(berka) = real_data("berka") else { return };
    let path = |name: &str| berka.join(name).to_str().unwrap().to_owned();
    let room = tempfile::tempdir().unwrap();
    let short = ["--repeats", "1", "--set", "max_epochs=4", "--out", "out", "--force"].map(str::to_owned);
    let joined = ["trans_loan_test_accounts.csv", "--join", "account.asc", "--join", "loan.asc"];
    for files in [&joined[..], &["trans_prefix_3MiB.asc"]] {
        let names = files.iter().map(|&name| if name == "--join" { name.to_owned() } else { path(name) });
        let arguments: Vec<String> =
            ["run".to_owned(), "tiers".to_owned()].into_iter().chain(names).chain(short.clone()).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = call(room.path(), &arguments);
        assert_eq!(status(&output), 0, "{}", err(&output));
        let findings = fs::read_to_string(room.path().join("out/findings.json")).unwrap();
        let findings: serde_json::Value = serde_json::from_str(&findings).unwrap();
        assert!(findings["value"].is_object(), "{files:?}");
    }
}
