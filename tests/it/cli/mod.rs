//! The program as it is called from a terminal: what it prints, what it writes, and how it ends.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

mod refusals;
mod runs;
mod segments;
mod transactions;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn stratum(room: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_stratum"));
    command.current_dir(room).stdin(Stdio::null());
    for name in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"] {
        command.env_remove(name);
    }
    command.env("STRATUM_CONFIG_DIR", room.join("config"));
    command
}

fn call(room: &Path, arguments: &[&str]) -> Output {
    stratum(room).args(arguments).output().unwrap()
}

fn status(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The `error:` and `hint:` lines, without the folder of the test.
fn complaint(room: &Path, output: &Output) -> String {
    let text = err(output).replace(room.to_str().unwrap(), "");
    let lines: Vec<&str> =
        text.lines().filter(|line| line.starts_with("error: ") || line.starts_with("hint: ")).collect();
    lines.join("\n")
}

fn sample_data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/churn.csv")
}

/// A short race over a file with further arguments.
fn run(room: &Path, file: &str, more: &[&str]) -> Output {
    let mut arguments = vec!["run", "tiers", file, "--repeats", "2", "--set", "max_epochs=6"];
    if !more.contains(&"--out") {
        arguments.extend(["--out", "out"]);
    }
    arguments.extend(more);
    call(room, &arguments)
}

#[test]
fn help_is_what_a_newcomer_needs() {
    let room = tempfile::tempdir().unwrap();
    let output = call(room.path(), &["--help"]);
    assert_eq!(status(&output), 0);
    insta::assert_snapshot!(out(&output), @r#"
    Rank customers with networks you can watch, on your own computer.

    Without a command, the window opens, on FILE if there is one. Nothing leaves this computer.

    Usage: stratum [FILE]
           stratum <COMMAND>

    Commands:
      demo     Run the built-in sample through a study: in the window, or into a folder
      profile  Say what is in a file: encoding, separator, columns with their roles, and what looks odd
      run      Run a study over a file and write the labelled customers and the findings into a folder
      score    Score new customers with the model of an earlier run
      methods  List the methods with their parameters and defaults
      sample   Write a synthetic customer table: the same bytes for the same seed
      help     Print this message or the help of the given subcommand(s)

    Arguments:
      [FILE]
              Customer table or list of transactions to open in the window

    Options:
      -h, --help
              Print help (see a summary with '-h')

      -V, --version
              Print version

    Example:
      stratum sample_data/churn.csv
    "#);
    let output = call(room.path(), &["run", "tiers", "--help"]);
    assert_eq!(status(&output), 0);
    insta::assert_snapshot!(out(&output), @r#"
    Rank customers into the classes of a label, or into value tiers made from their transactions, with
    BP networks

    Usage: stratum run tiers [OPTIONS] --out <DIR> <FILE>

    Arguments:
      <FILE>  Customer table or list of transactions: CSV or TSV, in any common encoding

    Options:
          --out <DIR>             Folder for `labelled.csv` (one row a customer), `findings.json` and
                                  `timing.json`; of churn also `model.stratum` and `call_list.csv`, from
                                  transactions `labelled_transactions.csv`
          --label <COLUMN>        Column to be predicted [default: the one that looks like it]
          --id <COLUMN>           Column that identifies customers, never used as a feature
          --features <A,B,…>      Exactly these columns as features
          --without <A,B,…>       These columns not as features
          --map <role=COLUMN>     Which column of a list of transactions plays which part: customer,
                                  account, date, amount, sign, kind, balance, product
          --join <FILE>           Table that belongs to the transactions, such as loans or facts about
                                  customers
          --method <M,…>          Methods to race, as `stratum methods` lists them
          --set <key=value>       Parameter for all methods, METHOD.key=value for one, or a setting of
                                  churn (`threshold=recall:0.75`) or of value tiers
          --repeats <N>           How often the split and the starting weights are drawn anew [default:
                                  10]
          --folds <N>             Stratified folds a repeat; 1 is one split of 70/15/15 [default: 1]
          --test-rows <FILE>      File with the rows to hold out: 0-based row numbers, one a line
          --seed <N>              Seed of the splits and starting weights [default: 42]
          --pseudonyms <KEYFILE>  Write pseudonyms in place of the customers of transactions; the key is
                                  kept in this file, made if it is not there
          --no-bom                Write lists without a byte order mark
          --keep-formulas         Leave text that a spreadsheet would run as a formula as it is
          --force                 Replace files of the same name even where Stratum did not write them
          --threads <N>           Threads to compute with; the results never depend on it [default: all]
          --json                  Print findings.json
          --lang <en|zh>          Language of results and messages [default: en]
      -h, --help                  Print help

    Examples:
      stratum run tiers sample_data/churn.csv --label left_bank --out results
      stratum run tiers sample_data/transactions.csv --out results
    "#);
}

/// The calls under "Example:" or "Examples:" of a help text, without the program's name.
fn examples(help: &str) -> Vec<Vec<String>> {
    let lines = help.lines().skip_while(|line| !["Example:", "Examples:"].contains(line)).skip(1);
    let calls: Vec<Vec<String>> =
        lines.map(|line| line.split_whitespace().skip(1).map(str::to_owned).collect()).collect();
    assert!(!calls.is_empty(), "every help has an example");
    calls
}

#[test]
fn every_example_works_on_the_sample_data() {
    let room = tempfile::tempdir().unwrap();
    fs::create_dir(room.path().join("sample_data")).unwrap();
    for file in ["churn.csv", "transactions.csv"] {
        fs::copy(sample_data().with_file_name(file), room.path().join("sample_data").join(file)).unwrap();
    }
    // Fewer card holders than the sample has: the calls are looked at, not the segments.
    let fewer = ["sample", "segments", "--rows", "200", "--out", "sample_data/cards.csv"];
    assert_eq!(status(&call(room.path(), &fewer)), 0);
    for command in [
        vec!["profile"],
        vec!["run"],
        vec!["run", "tiers"],
        vec!["run", "churn"],
        vec!["run", "segments"],
        vec!["score"],
        vec!["methods"],
        vec!["sample"],
        vec!["sample", "segments"],
        vec!["sample", "tiers"],
        vec!["sample", "churn"],
    ] {
        let help = call(room.path(), &[&command[..], &["--help"]].concat());
        assert_eq!(status(&help), 0, "{command:?}");
        for mut arguments in examples(&out(&help)) {
            // The same call, shortened.
            if command[0] == "run" && arguments[1] == "tiers" {
                arguments.extend(["--set", "max_epochs=3", "--repeats", "1"].map(str::to_owned));
            } else if command[0] == "run" && arguments[1] == "churn" {
                arguments.extend(["--method", "logistic", "--repeats", "1"].map(str::to_owned));
            } else if command[0] == "run" {
                arguments.extend(["--set", "n_init=2"].map(str::to_owned));
            }
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let output = call(room.path(), &arguments);
            assert_eq!(status(&output), 0, "{arguments:?}: {}", err(&output));
        }
    }
    let demo = examples(&out(&call(room.path(), &["demo", "--help"])));
    assert_eq!(demo, [["demo", "--out", "stratum-demo"]]);
}

#[test]
fn the_methods_are_listed_with_their_parameters() {
    let room = tempfile::tempdir().unwrap();
    let output = call(room.path(), &["methods"]);
    assert_eq!(status(&output), 0);
    let text = out(&output);
    let (classic, _) = text.split_once("\n\n").unwrap();
    insta::assert_snapshot!(classic, @r#"
    bp_classic  Classic BP
        The plain method: every round one step downhill, always of the same rate.
        hidden_layers=16      1..1024[,…]              Hidden layers
        activation=sigmoid    sigmoid|tanh|relu        Activation
        loss=sigmoid_squared  sigmoid_squared|softmax  Error measure
        learning_rate=0.5     0..100                   Learning rate
        gradient=mean         mean|sum                 Gradient scale
        l2=0                  0..10                    Weight penalty
        max_epochs=500        1..1000000               Rounds at most
        patience=20           1..1000000               Patience
        min_gradient=0.00001  0..1                     Smallest slope
        goal=0                0..10                    Goal
    "#);
    let listed: serde_json::Value =
        serde_json::from_str(&out(&call(room.path(), &["methods", "--json"]))).unwrap();
    let ids: Vec<&str> =
        listed["methods"].as_array().unwrap().iter().map(|method| method["id"].as_str().unwrap()).collect();
    let known = stratum::study::methods().iter().map(|method| method.id);
    let of_segments = stratum::study::segments::cluster_methods().iter().map(|method| method.id);
    assert_eq!(ids, known.chain(of_segments).collect::<Vec<_>>());
    let key = |group: &str, key: &str| listed[group].as_array().unwrap().iter().any(|one| one["key"] == key);
    assert!(key("transactions", "leavers") && key("rates", "deposit_rate"), "{listed}");
    assert!(key("segments", "k") && key("segments", "value_column"), "{listed}");
    let chinese = out(&call(room.path(), &["methods", "--lang", "zh"]));
    assert!(chinese.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{chinese}");
}

#[test]
fn the_profile_of_the_sample_says_what_is_in_it() {
    let room = tempfile::tempdir().unwrap();
    let file = sample_data();
    let output = call(room.path(), &["profile", file.to_str().unwrap()]);
    assert_eq!((status(&output), err(&output)), (0, String::new()));
    insta::assert_snapshot!(out(&output), @r#"
    churn.csv: 10,000 rows, 18 columns, read as UTF-8, comma, decimal mark “.”

      Column                   Role        Missing  Values                         Why
      customer_id              Identifier           C000001, C000002, C000003, …   10,000 different values, named like an identifier
      age                      Number               18 … 92                        75 different numbers
      gender                   Category             female, male                   two values: female and male
      region                   Category             South, North, West, …          5 different values
      months_as_customer       Count                1 … 419                        whole numbers that count something
      employment               Category      2.1 %  employed, retired, student, …  5 different values
      yearly_income            Amount        5.9 %  2600 … 170700                  amounts of money
      products                 Count                1 … 4                          whole numbers that count something
      has_credit_card          Category             yes, no                        two values: no and yes
      balance                  Amount               0 … 324001.8                   amounts, a few very large → log scale
      savings                  Amount               0 … 918440.79                  amounts, a few very large → log scale
      loan_balance             Amount               0 … 480148.66                  amounts, a few very large → log scale
      card_turnover_month      Amount               5.83 … 26688.46                amounts, a few very large → log scale
      online_logins_month      Count                0 … 70                         whole numbers that count something
      days_since_last_contact  Count                1 … 900                        counts, a few very large → log scale
      complaints_year          Count                0 … 4                          counts, a few very large → log scale
      satisfaction             Count        37.7 %  1 … 5                          whole numbers that count something
      left_bank                Label                no, yes                        2 values, named left_bank

    Nothing looks odd.
    "#);
    let json: serde_json::Value =
        serde_json::from_str(&out(&call(room.path(), &["profile", file.to_str().unwrap(), "--json"])))
            .unwrap();
    assert_eq!((&json["rows"], &json["columns"][0]["role"]), (&10_000.into(), &"identifier".into()));
}
