//! The program ended at any moment: a list is there whole or not at all, and nobody is lost or doubled.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

use stratum::base::Stream;

use super::streamed::scored;
use super::{customers, frame, isotonic, model, saved, stratum};
use crate::files;

/// How often the program is killed; more often on request.
fn n_kills() -> u32 {
    std::env::var("STRATUM_KILLS").ok().and_then(|text| text.parse().ok()).unwrap_or(6)
}

/// Runs the program and kills it after a share of the time it takes.
fn kill(room: &Path, arguments: &[&str], after: Duration) -> bool {
    let mut child = stratum(room, arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    sleep(after);
    let ended = child.try_wait().unwrap().is_some();
    // SIGKILL: nothing of the program runs any more.
    let _ = child.kill();
    child.wait().unwrap();
    !ended
}

fn drafts(folder: &Path) -> usize {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    names.filter(|name| name.to_string_lossy().ends_with(".part")).count()
}

#[test]
fn a_list_is_there_whole_or_not_at_all() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let model = model(&frame(room, &customers(300, 1)), 3, isotonic());
    saved(room, &model);
    files::write(room, "big.csv", &customers(60_000, 2));
    let call = ["score", "model.stratum", "big.csv", "--out", "lists/list.csv"];
    let began = Instant::now();
    assert!(stratum(room, &call).output().unwrap().status.success());
    let whole_time = began.elapsed();
    let list = room.join("lists/list.csv");
    let whole = fs::read(&list).unwrap();
    let mut stream = Stream::new(3, "moments of a test", 0);
    let (mut n_killed, mut n_absent, mut n_drafts) = (0, 0, 0);
    for _ in 0..n_kills() {
        fs::remove_file(&list).ok();
        n_killed += u32::from(kill(room, &call, whole_time.mul_f64(1.1 * stream.uniform())));
        match fs::read(&list) {
            Ok(found) => assert!(found == whole, "half a list of {} bytes", found.len()),
            Err(_) => n_absent += 1,
        }
        n_drafts = n_drafts.max(drafts(&room.join("lists")));
    }
    assert!(n_killed > 0 && n_absent > 0, "the program was never hit at work");
    assert!(n_drafts <= 1, "what a killed program left was not taken away");
    assert!(stratum(room, &call).output().unwrap().status.success());
    assert!(fs::read(&list).unwrap() == whole);
    assert_eq!(drafts(&room.join("lists")), 0);
}

#[test]
fn a_watched_folder_loses_and_doubles_nobody() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let model = model(&frame(room, &customers(300, 1)), 3, isotonic());
    saved(room, &model);
    fs::create_dir(room.join("in")).unwrap();
    let mut expected: BTreeMap<String, String> = BTreeMap::new();
    let call = ["score", "model.stratum", "--watch", "in", "--out", "out", "--once", "--no-bom"];
    // Whoever reads the lists takes them away, as soon as they appear.
    let mut taken: Vec<(String, String)> = Vec::new();
    let mut take = || {
        for entry in fs::read_dir(room.join("out")).into_iter().flatten().flatten() {
            let name = entry.file_name().into_string().unwrap();
            if name.ends_with(".scored.csv") {
                taken.push((name, fs::read_to_string(entry.path()).unwrap()));
                fs::remove_file(entry.path()).unwrap();
            }
        }
        taken.len()
    };
    let mut stream = Stream::new(4, "moments of a test", 0);
    let mut n_killed = 0;
    for round in 0..n_kills() {
        // Two more files, so that there is work for every kill.
        for half in 0..2u64 {
            let text = customers(9_000, 10 + 2 * u64::from(round) + half);
            expected
                .insert(format!("m{round}-{half}.scored.csv"), scored(room, &model, &text, false).unwrap().1);
            files::write(&room.join("in"), &format!("m{round}-{half}.csv"), &text);
        }
        let before = take();
        // The first look is at once, the second one a second later: the work lies behind it.
        let after = Duration::from_millis(1000 + (600.0 * stream.uniform()) as u64);
        n_killed += u32::from(kill(room, &call, after));
        assert!(take() >= before, "round {round}");
    }
    assert!(n_killed > 0, "the program was never hit");
    assert!(stratum(room, &call).output().unwrap().status.success());
    take();
    taken.sort();
    let names: Vec<&String> = taken.iter().map(|(name, _)| name).collect();
    assert!(names.iter().copied().eq(expected.keys()), "each list once: {names:?}");
    assert!(taken.iter().all(|(name, list)| expected[name] == *list), "whole lists");
    assert_eq!(drafts(&room.join("out")), 0);
}

#[test]
fn no_room_left_is_said_and_leaves_nothing() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let model = model(&frame(room, &customers(300, 1)), 1, isotonic());
    saved(room, &model);
    files::write(room, "big.csv", &customers(20_000, 2));
    fs::create_dir(room.join("lists")).unwrap();
    // A limit on what may be written stands for the end of the disk.
    let script = format!(
        "trap '' XFSZ; ulimit -f 600; exec {} score model.stratum big.csv --out lists/list.csv",
        env!("CARGO_BIN_EXE_stratum")
    );
    let output = std::process::Command::new("sh").current_dir(room).args(["-c", &script]).output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(err.contains("error: ") && err.contains("list.csv"), "{err}");
    assert_eq!(fs::read_dir(room.join("lists")).unwrap().count(), 0);
}
