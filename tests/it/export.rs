//! Written files: every original cell, the labels beside the right customers, nothing lost of what was there.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use stratum::base::{Lang, Message, Watch};
use stratum::data::roles::Role;
use stratum::data::{DataError, Frame, ReadOptions, csv as reader};
use stratum::export::{ExportError, ExportOptions, Timing, Written, export, findings_json};
use stratum::models::StopReason;
use stratum::session::{Sample, Table};
use stratum::study::{CurveBand, DataSummary, Findings, MethodFindings, Part, Question, RowResult, Tables};

use crate::files;

fn options(folder: &Path) -> ExportOptions<'_> {
    ExportOptions { folder, bom: true, keep_formulas: true, force: false, lang: Lang::En, pseudonyms: None }
}

fn write(findings: &Findings, table: &Table, options: &ExportOptions) -> Result<Written, ExportError> {
    export(findings, &table.tables(), &Timing::default(), options, &Watch::unattended())
}

/// Findings that give every readable row the first class.
fn plain_findings(frame: &Frame) -> Findings {
    let method = MethodFindings {
        id: "bp_classic".to_owned(),
        params: std::collections::BTreeMap::new(),
        metrics: std::collections::BTreeMap::new(),
        curve: Vec::new(),
        band: CurveBand::default(),
        trainings: Vec::new(),
        best_epoch: 0,
        stopped_because: StopReason::MaxEpochs,
        valid_score: 0.0,
        warnings: Vec::new(),
    };
    let row =
        |&row: &u32| RowResult { row, predicted: 0, actual: None, probability: 0.5, part: Some(Part::Test) };
    Findings {
        question: Question::Tiers,
        label: "label".to_owned(),
        seed: 1,
        data: DataSummary {
            file_name: "customers.csv".to_owned(),
            rows: frame.source.n_records,
            columns: frame.n_columns(),
            sha256: frame.source.sha256.clone(),
            encoding: "UTF-8",
            separator: ',',
            issues: Vec::new(),
        },
        used: Vec::new(),
        left_out: Vec::new(),
        split: [0; 3],
        repeats: 1,
        folds: 1,
        methods: vec![method],
        comparisons: Vec::new(),
        baselines: Vec::new(),
        best_baseline: 0,
        leads: Vec::new(),
        yardstick: "accuracy",
        claim: None,
        next: Vec::new(),
        next_by_rule: false,
        value: None,
        churn: None,
        chosen: 0,
        chosen_reason: Message::text("the only one"),
        classes: vec!["gold".to_owned(), "=silver".to_owned()],
        ordered: false,
        confusion: vec![vec![0; 2]; 2],
        class_scores: Vec::new(),
        rows: frame.row_ids.iter().map(row).collect(),
        probabilities: [0.5, 0.25].repeat(frame.n_rows()),
        words: Vec::new(),
        stopped: false,
    }
}

fn records(text: &str, separator: u8) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn labelled(folder: &Path) -> String {
    fs::read_to_string(folder.join("labelled.csv")).unwrap()
}

/// A table of any cells; each record has the given ones, however many.
fn table_text(header: &[String], rows: &[Vec<String>], separator: u8) -> String {
    let mut out = csv::WriterBuilder::new().flexible(true).delimiter(separator).from_writer(Vec::new());
    for record in std::iter::once(header).chain(rows.iter().map(Vec::as_slice)) {
        out.write_record(record).unwrap();
    }
    String::from_utf8(out.into_inner().unwrap()).unwrap()
}

#[test]
fn the_list_without_our_columns_is_the_original() {
    let cell = prop_oneof![
        "[a-z0-9]{1,6}",
        "[-+=@\t]?[0-9a-z.,;\"' ]{0,8}",
        "0[0-9]{3,20}",
        "[\"\r\n,;|\u{e9}\u{5ba2}]{0,5}",
        Just(String::new()),
    ];
    // The first cell is never empty, so that no record is a blank line.
    let row = ("[a-z]{1,5}", prop::collection::vec(cell, 2..6));
    let rows = prop::collection::vec(row, 2..25);
    let separators = prop::sample::select(vec![b',', b';', b'\t', b'|']);
    let mut config = ProptestConfig::with_cases(128);
    config.failure_persistence = None;
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let ran = runner.run(&(rows, separators, any::<bool>()), |(rows, separator, keep_formulas)| {
        let rows: Vec<Vec<String>> =
            rows.into_iter().map(|(first, rest)| std::iter::once(first).chain(rest).collect()).collect();
        let header: Vec<String> = ["name", "b", "c", "d"].map(str::to_owned).to_vec();
        let room = tempfile::tempdir().unwrap();
        let path = files::write(room.path(), "in.csv", &table_text(&header, &rows, separator));
        let read = ReadOptions { separator: Some(separator), ..ReadOptions::default() };
        let Ok(loaded) = reader::read(&path, &read, &Watch::unattended()) else {
            // Not one record with as many cells as the header.
            prop_assume!(rows.iter().all(|row| row.len() != header.len()));
            return Ok(());
        };
        let findings = plain_findings(&loaded.frame);
        let out = room.path().join("out");
        let options = ExportOptions { keep_formulas, ..options(&out) };
        let written = export(
            &findings,
            &Tables::new(&loaded.frame, &[]),
            &Timing::default(),
            &options,
            &Watch::unattended(),
        )
        .unwrap();
        prop_assert_eq!(written.rows as usize, rows.len());
        let found = records(&labelled(&out), separator);
        prop_assert_eq!(found.len(), rows.len() + 1);
        for (row, cells) in rows.iter().zip(&found[1..]) {
            let mut original = cells.clone();
            let ours: Vec<String> = original.splice(4..9, []).collect();
            original.resize(original.len().max(row.len()), String::new());
            for (index, cell) in original.iter().enumerate() {
                let expected = row.get(index).map_or(Cow::Borrowed(""), |cell| Cow::Borrowed(cell.as_str()));
                let neutralised = !keep_formulas && cell.strip_prefix('\'') == Some(expected.as_ref());
                prop_assert!(*cell == expected || neutralised, "{cell:?} was {expected:?}");
            }
            prop_assert_eq!(ours[0].is_empty(), row.len() != header.len(), "{:?}", row);
        }
        Ok(())
    });
    assert_eq!(ran, Ok(()));
}

fn raced(room: &Path, n: usize) -> (Table, Findings) {
    let table = files::read(&files::write(room, "customers.csv", &files::customers(n)));
    let findings = files::race(&table, &files::quick_recipe(&table, "left_bank"));
    (table, findings)
}

#[test]
fn accuracy_over_rows_marked_test_is_the_matrix() {
    let room = tempfile::tempdir().unwrap();
    let (table, findings) = raced(room.path(), 700);
    let out = room.path().join("out");
    write(&findings, &table, &options(&out)).unwrap();
    let list = records(&labelled(&out), b',');
    let at = |name: &str| list[0].iter().position(|column| column == name).unwrap();
    let (truth, label, part) = (at("left_bank"), at("stratum_label"), at("stratum_part"));
    let class = |name: &str| findings.classes.iter().position(|class| class == name).unwrap();
    let mut counts = vec![vec![0u64; 2]; 2];
    for row in list[1..].iter().filter(|row| row[part] == "test") {
        counts[class(&row[truth])][class(&row[label])] += 1;
    }
    assert_eq!(counts, findings.confusion);
    let accuracy = findings.methods[findings.chosen].metrics["accuracy"].values[0];
    let right = counts[0][0] + counts[1][1];
    assert_eq!(accuracy, right as f64 / counts.iter().flatten().sum::<u64>() as f64);
    let parts = |name: &str| list[1..].iter().filter(|row| row[part] == name).count();
    assert_eq!([parts("train"), parts("valid"), parts("test")], findings.split);
}

#[test]
fn columns_of_an_earlier_run_are_replaced() {
    let room = tempfile::tempdir().unwrap();
    let (table, findings) = raced(room.path(), 200);
    let (first, second) = (room.path().join("first"), room.path().join("second"));
    write(&findings, &table, &options(&first)).unwrap();
    let again = files::read(&first.join("labelled.csv"));
    let profile = &again.profile.columns;
    assert_eq!(profile.iter().filter(|column| column.role == Role::EarlierRun).count(), 5);
    write(&plain_findings(&again.frame), &again, &options(&second)).unwrap();
    let (old, new) = (records(&labelled(&first), b','), records(&labelled(&second), b','));
    let ours = |classes: [&str; 2]| {
        let [one, other] = classes.map(|class| format!("stratum_p_{class}"));
        ["stratum_label", "stratum_probability", &one, &other, "stratum_part"].map(str::to_owned)
    };
    assert_eq!((&old[0][6..], &new[0][6..]), (&ours(["no", "yes"])[..], &ours(["gold", "=silver"])[..]));
    assert_eq!(
        old.iter().map(|row| &row[..6]).collect::<Vec<_>>(),
        new.iter().map(|row| &row[..6]).collect::<Vec<_>>()
    );
    assert!(new[1..].iter().all(|row| row[6] == "gold"));
    // The list with other classes is known as ours, and replaced.
    write(&findings, &table, &options(&second)).unwrap();
}

#[test]
fn every_class_has_its_probability_unless_they_are_many() {
    let room = tempfile::tempdir().unwrap();
    let (table, mut findings) = raced(room.path(), 200);
    let out = room.path().join("out");
    write(&findings, &table, &options(&out)).unwrap();
    let list = records(&labelled(&out), b',');
    let at = |name: &str| list[0].iter().position(|column| column == name).unwrap();
    let (label, sure) = (at("stratum_label"), at("stratum_probability"));
    let classes = [at("stratum_p_no"), at("stratum_p_yes")];
    let share = |cell: &String| cell.parse::<f64>().unwrap();
    for row in &list[1..] {
        let [no, yes] = classes.map(|class| share(&row[class]));
        let highest = if row[label] == "yes" { yes } else { no };
        assert!((highest - share(&row[sure])).abs() < 1e-9 && highest >= no.max(yes) - 1e-9, "{row:?}");
        assert!((0.0..=1.0).contains(&no) && (0.0..=1.0).contains(&yes));
    }
    // Customers can be ranked by it: it is not the certainty of whatever was said.
    assert!(list[1..].iter().any(|row| share(&row[classes[1]]) < 0.4));
    findings.probabilities.clear();
    write(&findings, &table, &options(&out)).unwrap();
    assert_eq!(
        records(&labelled(&out), b',')[0][6..],
        ["stratum_label", "stratum_probability", "stratum_part"]
    );
}

#[test]
fn drafts_of_a_killed_program_are_taken_away() {
    let room = tempfile::tempdir().unwrap();
    let (table, findings) = raced(room.path(), 120);
    let out = room.path().join("out");
    fs::create_dir(&out).unwrap();
    let aged = |name: &str, hours: u64| {
        let path = files::write(&out, name, "half");
        let age = std::time::SystemTime::now() - std::time::Duration::from_hours(hours);
        fs::File::options().write(true).open(&path).unwrap().set_modified(age).unwrap();
        path
    };
    let left = [aged(".stratum-a1b2c3.part", 25), aged(".stratum-b1c2d3.part", 0)];
    let held = aged(".stratum-d4e5f6.part", 25);
    let holder = fs::File::open(&held).unwrap();
    holder.lock().unwrap();
    let others = [held, aged("stratum-old.part", 25), aged(".stratum-notes", 25)];
    write(&findings, &table, &options(&out)).unwrap();
    assert!(left.iter().all(|path| !path.exists()));
    assert!(others.iter().all(|path| path.exists()));
}

#[test]
fn a_line_that_tells_the_separator_does_not_return() {
    let room = tempfile::tempdir().unwrap();
    let text = "sep=;\r\na;b,c;d\r\n1;2,5;x\r\n2;3,5;y\r\n";
    let table = files::read(&files::write(room.path(), "in.csv", text));
    assert_eq!(table.frame.names().collect::<Vec<_>>(), ["a", "b,c", "d"]);
    assert_eq!((table.frame.source.dialect.separator, table.frame.source.n_records), (b';', 2));
    assert_eq!(table.issues[0].message.key, "data-issue-separator-line");
    let out = room.path().join("out");
    write(&plain_findings(&table.frame), &table, &ExportOptions { bom: false, ..options(&out) }).unwrap();
    let list = records(&labelled(&out), b';');
    assert_eq!(
        (&list[0][..3], &list[2][..4]),
        (&["a", "b,c", "d"].map(str::to_owned)[..], &["2", "3,5", "y", "gold"].map(str::to_owned)[..])
    );
}

#[test]
fn the_dialect_of_the_input_is_kept() {
    let room = tempfile::tempdir().unwrap();
    let text = "客户号;余额;等级\n001;1234,50;高\n002;-3,00;低\n003;7,25;高\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    let path = room.path().join("客户.csv");
    fs::write(&path, bytes).unwrap();
    let table = files::read(&path);
    let out = room.path().join("out");
    write(&plain_findings(&table.frame), &table, &options(&out)).unwrap();
    assert_eq!(
        labelled(&out),
        "\u{feff}客户号;余额;等级;stratum_label;stratum_probability;stratum_p_gold;stratum_p_=silver;stratum_part\n\
         001;1234,50;高;gold;0,500000;0,500000;0,250000;test\n\
         002;-3,00;低;gold;0,500000;0,500000;0,250000;test\n\
         003;7,25;高;gold;0,500000;0,500000;0,250000;test\n"
    );
    write(&plain_findings(&table.frame), &table, &ExportOptions { bom: false, ..options(&out) }).unwrap();
    assert!(labelled(&out).starts_with("客户号;"));
}

#[test]
fn formulas_are_neutralised_and_numbers_are_not() {
    let room = tempfile::tempdir().unwrap();
    let text = "name,sum,note\n=1+1,-5,a\n@x,+3.5,\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"\n-,1e-3,\t=2\n";
    let table = files::read(&files::write(room.path(), "in.csv", text));
    let mut findings = plain_findings(&table.frame);
    findings.rows[2].predicted = 1;
    let out = room.path().join("out");
    write(&findings, &table, &ExportOptions { keep_formulas: false, bom: false, ..options(&out) }).unwrap();
    let list = records(&labelled(&out), b',');
    assert_eq!(list[1][..3], ["'=1+1", "-5", "a"]);
    assert_eq!(list[2][..3], ["'@x", "+3.5", "'=HYPERLINK(\"http://x\",\"y\")"]);
    assert_eq!(list[3][..4], ["-", "1e-3", "'\t=2", "'=silver"]);
    write(&findings, &table, &options(&out)).unwrap();
    assert!(labelled(&out).contains("\n=1+1,-5,a,"));
}

#[test]
fn the_input_is_never_overwritten() {
    let room = tempfile::tempdir().unwrap();
    let path = files::write(
        room.path(),
        "labelled.csv",
        "a,stratum_label,stratum_probability,stratum_part\n1,x,1,test\n2,y,1,test\n",
    );
    let before = fs::read(&path).unwrap();
    let table = files::read(&path);
    let forced = ExportOptions { force: true, ..options(room.path()) };
    assert_eq!(
        write(&plain_findings(&table.frame), &table, &forced),
        Err(ExportError::IsInput(path.clone()))
    );
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn files_of_others_stop_the_export_before_it_begins() {
    let room = tempfile::tempdir().unwrap();
    let (table, findings) = raced(room.path(), 120);
    let out = room.path().join("out");
    fs::create_dir(&out).unwrap();
    let foreign = files::write(&out, "findings.json", "{\"format\": 1, \"app\": \"another\"}");
    assert_eq!(write(&findings, &table, &options(&out)), Err(ExportError::Foreign(foreign.clone())));
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1, "nothing else was written");
    write(&findings, &table, &ExportOptions { force: true, ..options(&out) }).unwrap();
    // Now all three are ours.
    write(&findings, &table, &options(&out)).unwrap();
    assert_eq!(fs::read_dir(&out).unwrap().count(), 3);
}

#[test]
fn a_file_that_changed_since_it_was_read_is_refused() {
    let room = tempfile::tempdir().unwrap();
    let (table, findings) = raced(room.path(), 120);
    let path: PathBuf = table.frame.source.path.clone();
    let out = room.path().join("out");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("South", "North")).unwrap();
    let changed = Err(ExportError::Source(DataError::Changed(path.clone())));
    assert_eq!(write(&findings, &table, &options(&out)), changed);
    assert!(!out.join("labelled.csv").exists());
    fs::remove_file(&path).unwrap();
    assert_eq!(write(&findings, &table, &options(&out)), Err(ExportError::Source(DataError::Missing(path))));
}

#[test]
fn findings_follow_their_schema_in_both_languages() {
    let room = tempfile::tempdir().unwrap();
    let (table, mut findings) = raced(room.path(), 300);
    findings.methods[0].valid_score = 0.1 + 0.2;
    let parse =
        |lang| -> serde_json::Value { serde_json::from_str(&findings_json(&findings, lang)).unwrap() };
    let (en, zh) = (parse(Lang::En), parse(Lang::Zh));
    assert_eq!(en["methods"][0]["valid_score"].as_f64(), Some(0.1 + 0.2), "floats keep every bit");
    assert_eq!((&en["format"], &en["seed"]), (&serde_json::json!(1), &serde_json::json!(42)));
    assert_eq!((&en["app"], &en["study"]), (&serde_json::json!("stratum"), &serde_json::json!("tiers")));
    assert_eq!(en["data"]["rows"], 300);
    assert_eq!(en["data"]["sha256"], table.frame.source.sha256.as_str());
    assert_eq!(en["split"]["train"], findings.split[0]);
    assert_eq!(en["confusion"]["counts"][0][0], findings.confusion[0][0]);
    assert_eq!(en["methods"][1]["metrics"]["accuracy"]["values"].as_array().unwrap().len(), 2);
    assert!(en["methods"][1]["curve"].as_array().unwrap().len() <= 400);
    assert_eq!(en["comparisons"].as_array().unwrap().len(), 1);
    assert_eq!(en["comparisons"][0]["verdict"], "too_few_repeats");
    assert_eq!(en["class_scores"][0]["class"], "no");
    assert_eq!(en["features"]["left_out"].as_array().unwrap().len(), 2);
    let first = |value: &serde_json::Value| value["words"][0].as_str().unwrap().to_owned();
    assert!(first(&en).is_ascii() || first(&en).contains('±'), "{}", first(&en));
    assert!(first(&zh).chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{}", first(&zh));
    let text = findings_json(&findings, Lang::En);
    assert!(!text.contains(room.path().to_str().unwrap()), "a folder name stands in the findings");
    assert!(!text.contains("seconds"));
}

#[test]
fn the_same_findings_give_the_same_bytes() {
    let room = tempfile::tempdir().unwrap();
    let (table, findings) = raced(room.path(), 300);
    let again = files::race(&table, &files::quick_recipe(&table, "left_bank"));
    assert_eq!(findings_json(&findings, Lang::En), findings_json(&again, Lang::En));
}

#[test]
fn stopping_leaves_the_files_of_before() {
    let room = tempfile::tempdir().unwrap();
    let (table, findings) = raced(room.path(), 9000);
    let out = room.path().join("out");
    write(&findings, &table, &options(&out)).unwrap();
    let before = labelled(&out);
    let stop = stratum::base::Stop::default();
    stop.request();
    let stopped = Watch::new(stop, &|_| {});
    let answer = export(&findings, &table.tables(), &Timing::default(), &options(&out), &stopped);
    assert_eq!(answer, Err(ExportError::Stopped));
    assert_eq!(labelled(&out), before);
    assert_eq!(fs::read_dir(&out).unwrap().count(), 3, "no half-written file is left");
}

#[test]
fn the_sample_is_written_once() {
    let room = tempfile::tempdir().unwrap();
    let path = Sample::Churn.write(room.path()).unwrap();
    let written = fs::metadata(&path).unwrap().modified().unwrap();
    assert_eq!(Sample::Churn.write(room.path()).unwrap(), path);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), written);
}
