//! A watched folder: every file once, also after an end in between, and none that is still being written.

use std::fs;
use std::path::{Path, PathBuf};

use stratum::base::{Lang, Watch};
use stratum::export::{Inbox, InboxError, InboxOptions, Outcome};
use stratum::models::calibration::Calibration;
use stratum::study::churn::model::ChurnModel;

use super::{customers, frame, labels, model, saved, stratum};
use crate::files;

pub fn options<'a>(folder: &'a Path, out: &'a Path) -> InboxOptions<'a> {
    InboxOptions {
        folder,
        out,
        bom: false,
        keep_formulas: false,
        force: false,
        threshold: None,
        only_above: false,
        renames: &[],
        lang: Lang::En,
    }
}

/// A folder that is watched, one for the lists, customers and a model of them.
pub struct Room {
    pub whole: tempfile::TempDir,
    pub folder: PathBuf,
    pub out: PathBuf,
    pub text: String,
    pub model: ChurnModel,
}

pub fn room() -> Room {
    let room = tempfile::tempdir().unwrap();
    let (folder, out) = (room.path().join("in"), room.path().join("out"));
    fs::create_dir_all(&folder).unwrap();
    let text = customers(80, 1);
    let model = model(&frame(room.path(), &text), 1, Calibration::None);
    Room { whole: room, folder, out, text, model }
}

/// What a program does with the folder from its start until nothing is left: the names of files with their outcome.
fn done(model: &ChurnModel, options: InboxOptions) -> Vec<String> {
    let mut inbox = Inbox::open(model, options).unwrap();
    let mut done = Vec::new();
    while inbox.look().unwrap() > 0 {}
    while let Some(outcome) = inbox.next(&Watch::unattended()).unwrap() {
        let (file, how) = match &outcome {
            Outcome::Scored { file, .. } => (file, "scored"),
            Outcome::Failed { file, .. } => (file, "failed"),
            Outcome::FailedBefore { file } => (file, "failed before"),
        };
        done.push(format!("{} {how}", file.file_name().unwrap().to_string_lossy()));
    }
    assert_eq!(inbox.look().unwrap(), 0);
    assert!(inbox.next(&Watch::unattended()).unwrap().is_none(), "tried again");
    done
}

fn names(folder: &Path) -> Vec<String> {
    let name = |entry: std::io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
    let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(name).collect();
    names.retain(|name| name != ".stratum-watch.lock");
    names.sort();
    names
}

#[test]
fn every_file_is_scored_once() {
    let Room { whole: _whole, folder: inbox, out, text, model } = room();
    files::write(&inbox, "jan.csv", &text);
    files::write(&inbox, "notes.txt", "no table");
    files::write(&inbox, ".hidden.csv", "no table");
    fs::create_dir(inbox.join("folder.csv")).unwrap();
    assert_eq!(done(&model, options(&inbox, &out)), ["jan.csv scored"]);
    assert_eq!(names(&out), ["jan.scored.csv", "stratum-scored.json"]);
    let first = fs::read_to_string(out.join("jan.scored.csv")).unwrap();
    assert_eq!(first.lines().count(), 81);

    // Again: also where somebody took the list away.
    fs::remove_file(out.join("jan.scored.csv")).unwrap();
    files::write(&inbox, "feb.csv", &customers(30, 2));
    assert_eq!(done(&model, options(&inbox, &out)), ["feb.csv scored"]);
    assert_eq!(names(&out), ["feb.scored.csv", "stratum-scored.json"]);
    // Other customers under a known name, and the same ones as alerts.
    files::write(&inbox, "jan.csv", &customers(20, 3));
    assert_eq!(done(&model, options(&inbox, &out)), ["jan.csv scored"]);
    let alerts = InboxOptions { only_above: true, ..options(&inbox, &out) };
    assert_eq!(done(&model, alerts), ["feb.csv scored", "jan.csv scored"]);
    assert_eq!(names(&out)[..2], ["feb.alerts.csv", "feb.scored.csv"]);
    let list = fs::read_to_string(out.join("feb.alerts.csv")).unwrap();
    let called = labels(&list);
    assert!(called.len() < 30 && called.iter().all(|label| label == "yes"));
}

#[test]
fn a_file_that_is_still_written_is_waited_for() {
    let Room { whole: _whole, folder, out, text, model } = room();
    let mut inbox = Inbox::open(&model, options(&folder, &out)).unwrap();
    let next = |inbox: &mut Inbox| inbox.next(&Watch::unattended()).unwrap();
    for end in [100, 1000, text.len()] {
        files::write(&folder, "jan.csv", &text[..end]);
        assert_eq!(inbox.look().unwrap(), 1);
        assert!(next(&mut inbox).is_none(), "after {end} bytes");
    }
    assert_eq!(inbox.look().unwrap(), 0);
    let Some(Outcome::Scored { scored, list, .. }) = next(&mut inbox) else { panic!() };
    assert_eq!((scored.rows, list), (80, out.join("jan.scored.csv")));
    // One that is gone again before its turn.
    files::write(&folder, "gone.csv", &text);
    assert_eq!(inbox.look().unwrap(), 1);
    assert_eq!(inbox.look().unwrap(), 0);
    fs::remove_file(folder.join("gone.csv")).unwrap();
    assert!(next(&mut inbox).is_none());
    assert_eq!(names(&out), ["jan.scored.csv", "stratum-scored.json"]);
}

#[test]
fn what_cannot_be_scored_is_noted_and_left_alone_until_it_changes() {
    let Room { whole: _whole, folder: inbox, out, text, model } = room();
    files::write(&inbox, "a.csv", &text.replace("Balance", "Money"));
    files::write(&inbox, "b.csv", &text);
    files::write(&inbox, "c.csv", "");
    fs::create_dir_all(&out).unwrap();
    files::write(&out, "b.scored.csv", "somebody else's");
    assert_eq!(done(&model, options(&inbox, &out)), ["a.csv failed", "b.csv failed", "c.csv failed"]);
    let note = fs::read_to_string(out.join("a.failed.txt")).unwrap();
    assert!(note.contains("Balance"), "{note}");
    // A program that is begun again looks whether what stood in the way still does.
    let again = ["a.csv failed before", "b.csv failed", "c.csv failed before"];
    assert_eq!(done(&model, options(&inbox, &out)), again);
    files::write(&inbox, "a.csv", &text);
    let mended = ["a.csv scored", "b.csv failed", "c.csv failed before"];
    assert_eq!(done(&model, options(&inbox, &out)), mended);
    let there = ["a.scored.csv", "b.failed.txt", "b.scored.csv", "c.failed.txt", "stratum-scored.json"];
    assert_eq!(names(&out), there);
    assert_eq!(fs::read_to_string(out.join("b.scored.csv")).unwrap(), "somebody else's");
    let forced = InboxOptions { force: true, ..options(&inbox, &out) };
    assert_eq!(done(&model, forced), ["b.csv scored", "c.csv failed before"]);
    assert!(!names(&out).contains(&"b.failed.txt".to_owned()));
}

#[test]
fn nothing_of_somebody_else_is_touched_and_no_two_files_share_a_list() {
    let Room { whole: _whole, folder: inbox, out, text, model } = room();
    fs::create_dir_all(&out).unwrap();
    for name in ["good.csv", "a.CSV", "a.CSV.csv"] {
        files::write(&inbox, name, &text);
    }
    files::write(&inbox, "empty.csv", "");
    for note in ["good.failed.txt", "empty.failed.txt"] {
        files::write(&out, note, "my own notes");
    }
    done(&model, options(&inbox, &out));
    for note in ["good.failed.txt", "empty.failed.txt"] {
        assert_eq!(fs::read_to_string(out.join(note)).unwrap(), "my own notes");
    }
    for list in ["good.scored.csv", "a.CSV.scored.csv", "a.CSV.csv.scored.csv"] {
        assert!(out.join(list).exists(), "{list}");
    }
}

#[test]
fn an_end_between_two_steps_loses_and_doubles_nobody() {
    let Room { whole: _whole, folder: inbox, out, text, model } = room();
    files::write(&inbox, "jan.csv", &text);
    assert_eq!(done(&model, options(&inbox, &out)), ["jan.csv scored"]);
    let ledger = out.join("stratum-scored.json");
    let mut lines: serde_json::Value = serde_json::from_slice(&fs::read(&ledger).unwrap()).unwrap();
    let draft = ".stratum-kept-abc.part";
    lines["files"]["jan.csv"]["done"] =
        serde_json::json!({ "placing": { "draft": draft, "rows": 80, "called": 7 } });
    let placing = serde_json::to_vec(&lines).unwrap();

    // The draft is gone: it was put in its place, wherever the list is now.
    fs::remove_file(out.join("jan.scored.csv")).unwrap();
    fs::write(&ledger, &placing).unwrap();
    assert_eq!(done(&model, options(&inbox, &out)), [""; 0]);
    assert_eq!(names(&out), ["stratum-scored.json"]);
    // It is still there: nobody has seen the list yet.
    fs::write(&ledger, &placing).unwrap();
    files::write(&out, draft, "complete, but not in its place");
    assert_eq!(done(&model, options(&inbox, &out)), ["jan.csv scored"]);
    assert_eq!(names(&out), ["jan.scored.csv", "stratum-scored.json"]);
}

#[test]
fn folders_that_would_not_do_are_refused() {
    let Room { whole: room, folder, out, model, .. } = room();
    let open = |folder: &Path, out: &Path| Inbox::open(&model, options(folder, out)).map(drop).unwrap_err();
    assert_eq!(open(&room.path().join("none"), &out), InboxError::NoFolder(room.path().join("none")));
    assert_eq!(open(&folder, &folder.join(".")), InboxError::SameFolder(folder.join(".")));
    let first = Inbox::open(&model, options(&folder, &out)).unwrap();
    assert_eq!(open(&folder, &out), InboxError::Watched(out.clone()));
    drop(first);
    let ledger = out.join("stratum-scored.json");
    let good = fs::read_to_string(&ledger).unwrap();
    let placing =
        r#"{"x.csv":{"sha256":"","settings":"","done":{"placing":{"draft":"DRAFT","rows":1,"called":0}}}}"#;
    let elsewhere =
        good.replace("\"files\": {}", &format!("\"files\": {}", placing.replace("DRAFT", "../in/x")));
    assert!(elsewhere.contains("../in/x"), "{good}");
    for damaged in ["{\"app\":\"other\"}", "", &good[..good.len() / 2], "[[[", &elsewhere] {
        fs::write(&ledger, damaged).unwrap();
        assert_eq!(open(&folder, &out), InboxError::Ledger(ledger.clone()), "{damaged}");
        assert_eq!(fs::read_to_string(&ledger).unwrap(), damaged, "left as it is");
    }
    fs::write(&ledger, good.replace("\"format\": 1", "\"format\": 2")).unwrap();
    let refused = open(&folder, &out);
    assert_eq!(refused, InboxError::NewerLedger(ledger.clone()));
    fs::remove_file(&ledger).unwrap();
    fs::create_dir(&ledger).unwrap();
    assert_eq!(open(&folder, &out), InboxError::Ledger(ledger.clone()));
    for error in [
        refused,
        InboxError::Watched(out.clone()),
        InboxError::Ledger(ledger),
        InboxError::Gone(out.clone()),
        InboxError::NoFolder(out.clone()),
        InboxError::SameFolder(out),
    ] {
        let problem = error.problem();
        for lang in Lang::ALL {
            assert!(!stratum::base::render(lang, &problem.message).starts_with("export-"));
        }
    }
}

#[test]
fn the_command_line_scores_what_is_there() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let text = customers(80, 1);
    let model = model(&frame(room, &text), 1, Calibration::None);
    saved(room, &model);
    fs::create_dir(room.join("in")).unwrap();
    files::write(&room.join("in"), "jan.csv", &text);
    files::write(&room.join("in"), "bad.csv", "a,b\n1,2\n");
    let call = |arguments: &[&str]| {
        let output = stratum(room, &[&["score", "model.stratum"], arguments].concat()).output().unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
    };
    let watch = ["--watch", "in", "--out", "out", "--once"];
    let (status, out, err) = call(&[&watch[..], &["--only-above", "--threshold", "0.5"]].concat());
    assert_eq!(status, 1, "{err}");
    assert!(out.contains("jan.csv: 80 rows") && out.contains("0.500 or more"), "{out}");
    assert!(err.contains("bad.csv could not be scored") && err.contains("Missing: Score"), "{err}");
    assert!(err.contains("Who left within a month of joining was not seen."), "{err}");
    // What failed still has no list.
    let (status, out, err) = call(&[&watch[..], &["--only-above", "--threshold", "0.5"]].concat());
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("bad.csv could not be scored before"), "{err}");
    fs::remove_file(room.join("in/bad.csv")).unwrap();
    let (status, out, _) = call(&[&watch[..], &["--only-above", "--threshold", "0.5"]].concat());
    assert_eq!((status, out.as_str()), (0, ""));

    let (status, out, err) = call(&["in/jan.csv", "--out", "list.csv", "--json"]);
    assert_eq!(status, 0, "{err}");
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&json["rows"], &json["kind"], &json["threshold"]),
        (&80.into(), &"scored".into(), &model.threshold.into())
    );
    let (status, out, err) = call(&["in/jan.csv", "--out", "list.csv"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("80 customers scored") && out.contains("Written 80 rows into list.csv"), "{out}");
    assert!(err.contains("Not read by the model: CustomerId, Surname, Exited"), "{err}");
    assert!(fs::read_to_string(room.join("list.csv")).unwrap().starts_with("\u{feff}CustomerId,"));
    let (status, out, err) =
        call(&["in/jan.csv", "--out", "list.csv", "--calls", "calls.csv", "--lang", "zh"]);
    assert_eq!(status, 0, "{err}");
    assert!(out.contains("calls.csv"), "{out}");
    assert!(fs::read_to_string(room.join("calls.csv")).unwrap().starts_with("\u{feff}stratum_rank,"));
    files::write(room, "other.csv", &text.replacen("Balance", "Bal=ance", 1));
    let (status, _, err) = call(&["other.csv", "--out", "list.csv"]);
    assert!(status == 1 && err.contains("--rename \"Balance=Bal=ance\""), "{err}");
    let (status, _, err) = call(&["other.csv", "--out", "list.csv", "--rename", "Balance=Bal=ance"]);
    assert!(status == 0 && err.contains("“Bal=ance” was read as “Balance”."), "{err}");
    for (arguments, said) in [
        (&["other.csv", "--out", "list.csv", "--rename", "Balance=Balanse"][..], "no column “Balanse”"),
        (&["other.csv", "--out", "list.csv", "--rename", "Balanz=Age"], "Did you mean Balance?"),
        (&["other.csv", "--out", "list.csv", "--rename", "Balance"], "--rename Balance=Money"),
        (&["--watch", "in", "--out", "out", "--rename", "Balanz=Age"], "Did you mean Balance?"),
        (&["in/jan.csv", "--out", "list.csv", "--calls", "list.csv"], "Both lists"),
        (&["in/jan.csv", "--out", "list.csv", "--threshold", "1.5"], "between 0 and 1"),
        (&["--out", "list.csv"], "required"),
        (&["in/jan.csv", "--watch", "in", "--out", "list.csv"], "cannot be used with"),
        (&["in/jan.csv", "--once", "--out", "list.csv"], "cannot be used with"),
        (&["--watch", "in", "--out", "in"], "watched"),
        (&["--watch", "none", "--out", "out"], "no folder"),
        (&["in/jan.csv", "--out", "in/jan.csv"], "never overwritten"),
        (&["in/jan.csv", "--out", "model.stratum"], "never overwritten"),
    ] {
        let (status, _, err) = call(arguments);
        assert!(status == 2 && err.contains(said), "{arguments:?}: {err}");
    }
}
