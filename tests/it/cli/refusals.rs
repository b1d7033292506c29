//! Wrong calls and bad data: the exit status, what is said, and that nothing is written.

use std::fs;

use super::{call, complaint, err, out, run, status};
use crate::files;

/// A file and what is wrong about the rest.
const WRONG_CALLS: [&[&str]; 16] = [
    &["c.csv", "--label", "left_bnk"],
    &["c.csv", "--features", "age,baalance"],
    &["c.csv", "--without", "agee"],
    &["c.csv", "--id", "customerid"],
    &["c.csv", "--method", "bp_improvd"],
    &["c.csv", "--set", "learning_rat=0.1"],
    &["c.csv", "--set", "learning_rate=fast"],
    &["c.csv", "--set", "learning_rate"],
    &["c.csv", "--method", "bp_classic", "--set", "bp_adam.learning_rate=0.1"],
    &["c.csv", "--test-rows", "rows.txt"],
    &["c.csv", "--test-rows", "far.txt"],
    &["c.csv", "--test-rows", "none.txt"],
    &["c.csv", "--label", "left_bank", "--id", "left_bank"],
    &["c.csv", "--set", "hidden_layers=1,,2"],
    &["c.csv", "--out", "taken"],
    &["labelled.csv", "--out", "."],
];

#[test]
fn wrong_calls_end_with_2_and_name_what_was_meant() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    files::write(room, "c.csv", &files::customers(120));
    files::write(room, "rows.txt", "1\n2\nthree\n");
    files::write(room, "far.txt", "5000\n");
    files::write(room, "none.txt", "\u{feff}\r\n\r\n");
    fs::create_dir(room.join("taken")).unwrap();
    files::write(&room.join("taken"), "labelled.csv", "somebody,else\n1,2\n");
    files::write(room, "labelled.csv", &files::customers(120));
    let mut said = Vec::new();
    for arguments in WRONG_CALLS {
        let output = run(room, arguments[0], &arguments[1..]);
        assert_eq!(status(&output), 2, "{arguments:?}: {}", err(&output));
        assert!(out(&output).is_empty());
        said.push(format!("{}\n{}", arguments[1..].join(" "), complaint(room, &output)));
    }
    insta::assert_snapshot!(said.join("\n\n"), @r#"
    --label left_bnk
    error: There is no column “left_bnk” to predict in this file.
    hint: Did you mean left_bank?

    --features age,baalance
    error: There is no column “baalance” in this file.
    hint: Did you mean balance?

    --without agee
    error: There is no column “agee” in this file.
    hint: Did you mean age?

    --id customerid
    error: There is no column “customerid” in this file.
    hint: Did you mean customer_id?

    --method bp_improvd
    error: There is no method “bp_improvd”.
    hint: Did you mean bp_improved?

    --set learning_rat=0.1
    error: There is no setting called “learning_rat”.
    hint: Did you mean learning_rate?

    --set learning_rate=fast
    error: “fast” does not suit the setting learning_rate.
    hint: It takes a number from 0 to 100.

    --set learning_rate
    error: “learning_rate” does not say what to set to what.
    hint: Write --set key=value, for example --set learning_rate=0.05.

    --method bp_classic --set bp_adam.learning_rate=0.1
    error: The method “bp_adam” is not in this race.
    hint: Add it with --method bp_adam.

    --test-rows rows.txt
    error: Line 3 of the held-out rows says “three”, which is no row number.
    hint: Write one row number a line, counted from 0 without the header.

    --test-rows far.txt
    error: 1 row of the held-out list is not in the table or has no label.
    hint: Rows are counted from 0, without the header.

    --test-rows none.txt
    error: The list of held-out rows is empty.
    hint: Rows are counted from 0, without the header.

    --label left_bank --id left_bank
    error: “left_bank” cannot be both the column that names customers and the one to predict.
    hint: Name another column with --id or with --label.

    --set hidden_layers=1,,2
    error: “1,,2” does not suit the setting hidden_layers.
    hint: It takes one whole number a layer, each from 1 to 1024: 16, or 32,16.

    --out taken
    error: taken/labelled.csv is already there and was not written by Stratum.
    hint: Choose another name or folder, or replace it with --force.

    --out .
    error: ./labelled.csv is the file that was read; it is never overwritten.
    hint: Choose another name or folder.
    "#);
}

#[test]
fn commands_that_are_none_end_with_2() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    files::write(room, "c.csv", &files::customers(120));
    for arguments in
        [&["run"][..], &["run", "tiers"], &["profle"], &["methods", "--jsn"], &["run", "tiers", "c.csv"]]
    {
        let output = call(room, arguments);
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(err(&output).contains("error: ") || err(&output).contains("Usage"), "{}", err(&output));
    }
}

#[test]
fn bad_data_ends_with_1_and_a_hint() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let lines = |n: usize, line: &dyn Fn(usize) -> String| -> String {
        std::iter::once("a,b,label\n".to_owned()).chain((0..n).map(line)).collect()
    };
    let tables = [
        ("empty.csv", String::new()),
        ("header.csv", "a,b,label\n".to_owned()),
        ("one_row.csv", "a,b,label\n1,2,x\n".to_owned()),
        ("one_column.csv", "label\nx\ny\nx\ny\nx\ny\nx\ny\nx\ny\n".to_owned()),
        ("one_class.csv", lines(60, &|row| format!("{row},{},yes\n", row % 7))),
        ("constant.csv", lines(60, &|row| format!("1,7,{}\n", ["x", "y"][row % 2]))),
        ("many_classes.csv", lines(5000, &|row| format!("{row},{},c{row}\n", row % 7))),
        ("two_a_class.csv", lines(8, &|row| format!("{row},{},c{}\n", row % 3, row / 2))),
    ];
    fs::create_dir(room.join("folder.csv")).unwrap();
    let mut said = Vec::new();
    let names = tables.iter().map(|(name, text)| {
        files::write(room, name, text);
        *name
    });
    for name in names.chain(["folder.csv", "missing.csv"]) {
        let output = run(room, name, &["--label", "label"]);
        assert_eq!(status(&output), 1, "{name}: {}", err(&output));
        assert!(!room.join("out").exists(), "{name}");
        said.push(format!("{name}\n{}", complaint(room, &output)));
    }
    insta::assert_snapshot!(said.join("\n\n"), @r#"
    empty.csv
    error: empty.csv is empty.
    hint: Export the customers again and look whether the program that wrote the file had any rows to write.

    header.csv
    error: header.csv has column names but no rows below them.
    hint: The first line must hold the column names and every line below it one customer.

    one_row.csv
    error: Every customer has the same value “x” in “label”, so there is nothing to tell apart.
    hint: Choose another column to predict, or a file with at least two classes.

    one_column.csv
    error: No column is chosen to learn from.
    hint: Choose at least one column that differs between customers.

    one_class.csv
    error: Every customer has the same value “yes” in “label”, so there is nothing to tell apart.
    hint: Choose another column to predict, or a file with at least two classes.

    constant.csv
    error: No column is chosen to learn from.
    hint: Choose at least one column that differs between customers.

    many_classes.csv
    error: The column “label” has 5,000 different values. These are not classes.
    hint: Choose a column with at most 50 values, or join values into groups first.

    two_a_class.csv
    error: There are too few customers in the classes of “label” to learn from some and judge on others. Too small: c0, c1, c2, c3.
    hint: At least two classes need 3 customers or more; a few hundred give figures worth reading.

    folder.csv
    error: folder.csv is a folder.
    hint: Choose one file inside it.

    missing.csv
    error: There is no file at missing.csv.
    hint: Check the path and the name of the file.
    "#);
}

#[test]
fn odd_data_is_worked_on_with_what_is_left() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let mut lines = vec!["a,a,empty,code,label".to_owned()];
    for row in 0..90 {
        let label = if (row * 7) % 10 < 4 { "x" } else { "y" };
        let value = if row == 40 { "inf".to_owned() } else { format!("{}", row % 13) };
        lines.push(format!("{value},{},,k{},{label}", row % 5, row % 3));
        if row == 50 {
            lines.push("1,2".to_owned());
        }
    }
    lines.push(format!("1,2,,{},x\n", "z".repeat(2_000_000)));
    files::write(room, "odd.csv", &lines.join("\n"));
    let output = run(room, "odd.csv", &["--label", "label"]);
    assert_eq!(status(&output), 0, "{}", err(&output));
    let list = fs::read_to_string(room.join("out/labelled.csv")).unwrap();
    assert_eq!(list.lines().count(), 93);
    let bare = |line: &str| line.trim_end_matches(',') == "1,2";
    assert!(list.lines().any(bare), "the ragged row keeps its cells and gets no label");
    let wild = run(room, "odd.csv", &["--label", "label", "--out", "wild", "--set", "learning_rate=10"]);
    // A rate far too high harms the accuracy; squared errors of sigmoids stay bounded, so there is a model.
    assert_eq!(status(&wild), 0, "{}", err(&wild));
    assert_eq!(fs::read_to_string(room.join("wild/labelled.csv")).unwrap().lines().count(), 93);
}
