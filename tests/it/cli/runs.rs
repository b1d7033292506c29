//! Whole runs: the same bytes, the choices that reach the files, and every way to end early.

use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::{call, err, out, run, sample_data, status, stratum};
use crate::files;

fn list_of(room: &Path, folder: &str) -> [Vec<u8>; 2] {
    ["labelled.csv", "findings.json"].map(|name| fs::read(room.join(folder).join(name)).unwrap())
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    assert_eq!(status(&call(room, &["sample", "churn", "--out", "big.csv", "--rows", "100000"])), 0);
    let mut first = None;
    for threads in ["1", "2", "7"] {
        let more = [
            "--method",
            "bp_classic,bp_improved",
            "--threads",
            threads,
            "--out",
            threads,
            "--set",
            "hidden_layers=8",
        ];
        let output = run(room, "big.csv", &more);
        assert_eq!(status(&output), 0, "{}", err(&output));
        let found = list_of(room, threads);
        assert_eq!(*first.get_or_insert_with(|| found.clone()), found, "{threads} threads");
    }
}

#[test]
fn adding_a_method_changes_no_other_numbers() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    files::write(room, "c.csv", &files::customers(400));
    let methods = |more: &[&str]| -> Vec<serde_json::Value> {
        let output = run(room, "c.csv", &[&["--json"], more].concat());
        assert_eq!(status(&output), 0, "{}", err(&output));
        let findings: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
        findings["methods"].as_array().unwrap().clone()
    };
    let two = methods(&["--method", "bp_classic,bp_improved"]);
    let three = methods(&["--method", "bp_adam,bp_classic,bp_improved"]);
    assert_eq!(two[..], three[1..]);
}

#[test]
fn the_choices_of_the_command_line_reach_the_findings() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    files::write(room, "c.csv", &files::customers(200));
    let held_out = (10..60).map(|row| row.to_string()).collect::<Vec<_>>().join("\n");
    files::write(room, "rows.txt", &held_out);
    let more = [
        "--label",
        "region",
        "--without",
        "balance",
        "--method",
        "bp_classic,bp_adam",
        "--test-rows",
        "rows.txt",
        "--seed",
        "9",
        "--no-bom",
        "--lang",
        "zh",
        "--set",
        "bp_adam.hidden_layers=4,3",
        "--json",
    ];
    let output = run(room, "c.csv", &more);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let findings: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!((&findings["label"], &findings["seed"]), (&"region".into(), &9.into()));
    assert_eq!(findings["split"]["test"], 50);
    assert_eq!(findings["methods"][1]["params"]["hidden_layers"], serde_json::json!([4, 3]));
    assert_eq!(findings["methods"][0]["params"]["max_epochs"], 6);
    let used = findings["features"]["used"].as_array().unwrap();
    assert!(!used.contains(&"balance".into()) && !used.contains(&"customer_id".into()), "{used:?}");
    let list = fs::read_to_string(room.join("out/labelled.csv")).unwrap();
    assert!(list.starts_with("customer_id,"), "no byte order mark");
    let held_out = list.lines().skip(1).enumerate().filter(|(_, line)| line.ends_with(",test"));
    assert_eq!(held_out.map(|(row, _)| row).collect::<Vec<_>>(), (10..60).collect::<Vec<_>>());
    assert_eq!(fs::read_to_string(room.join("out/findings.json")).unwrap(), out(&output));

    let exactly = run(
        room,
        "c.csv",
        &["--label", "region", "--features", "customer_id,age", "--out", "exact", "--json"],
    );
    let findings: serde_json::Value = serde_json::from_str(&out(&exactly)).unwrap();
    assert_eq!(
        findings["features"]["used"],
        serde_json::json!(["customer_id", "age"]),
        "the analyst may insist"
    );
}

#[test]
fn the_sample_command_makes_the_committed_sample() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    assert_eq!(status(&call(room, &["sample", "churn", "--out", "churn.csv"])), 0);
    assert_eq!(fs::read(room.join("churn.csv")).unwrap(), fs::read(sample_data()).unwrap());
    assert_eq!(
        status(&call(room, &["sample", "churn", "--out", "churn.csv", "--seed", "1", "--rows", "50"])),
        0
    );
    assert_eq!(fs::read_to_string(room.join("churn.csv")).unwrap().lines().count(), 51);
    files::write(room, "mine.csv", "my,own\n1,2\n");
    assert_eq!(status(&call(room, &["sample", "churn", "--out", "mine.csv"])), 2);
    assert_eq!(fs::read_to_string(room.join("mine.csv")).unwrap(), "my,own\n1,2\n");
}

#[test]
fn the_demo_goes_on_without_a_window() {
    let room = tempfile::tempdir().unwrap();
    let output = call(room.path(), &["demo"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    assert!(err(&output).contains("hint: "), "{}", err(&output));
    let folder = room.path().join("stratum-demo");
    for name in ["cards.csv", "labelled.csv", "model.stratum", "findings.json", "timing.json"] {
        assert!(folder.join(name).is_file(), "{name}");
    }
    assert!(out(&output).contains("RNN + K-means"), "{}", out(&output));
}

#[test]
fn a_closed_pipe_is_no_panic() {
    let room = tempfile::tempdir().unwrap();
    let mut child = stratum(room.path())
        .args(["methods", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}

#[cfg(unix)]
#[test]
fn ctrl_c_keeps_the_best_so_far() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    files::write(room, "c.csv", &files::customers(3000));
    let arguments =
        ["run", "tiers", "c.csv", "--out", "out", "--set", "max_epochs=20000", "--set", "patience=20000"];
    let mut child =
        stratum(room).args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = child.stderr.take().unwrap();
    let mut heard = String::new();
    // Training has begun when the second line of progress is there.
    while !heard.contains("Training") {
        let mut byte = [0];
        assert_eq!(said.read(&mut byte).unwrap(), 1, "{heard}");
        heard.push(char::from(byte[0]));
    }
    std::thread::sleep(Duration::from_millis(300));
    let sent = Command::new("sh").args(["-c", &format!("kill -INT {}", child.id())]).status().unwrap();
    assert!(sent.success());
    let asked = Instant::now();
    said.read_to_string(&mut heard).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(3), "{heard}");
    assert!(asked.elapsed() < Duration::from_secs(20));
    assert!(heard.contains("best so far"), "{heard}");
    let findings = fs::read_to_string(room.join("out/findings.json")).unwrap();
    assert!(findings.contains("\"stopped\": true") && room.join("out/labelled.csv").is_file());
}
