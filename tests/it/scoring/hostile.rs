//! A watched folder that is badly treated: names, links, files that change under the reader, folders that go away.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;

use stratum::base::Watch;
use stratum::export::{ExportError, Inbox, InboxError, Outcome};

use super::inbox::{Room, options, room};
use super::{customers, saved, stratum};

impl Room {
    fn put(&self, name: impl AsRef<Path>, text: &str) {
        fs::write(self.folder.join(name), text).unwrap();
    }

    fn list(&self, name: impl AsRef<Path>) -> Option<String> {
        fs::read_to_string(self.out.join(name)).ok()
    }
}

/// What a program does from its start until nothing is left: files that were scored, those that were not, those with
/// nothing new.
fn run(room: &Room) -> [Vec<OsString>; 3] {
    let mut inbox = Inbox::open(&room.model, options(&room.folder, &room.out)).unwrap();
    let mut told: [Vec<OsString>; 3] = Default::default();
    for _ in 0..4 {
        inbox.look().unwrap();
        while let Some(outcome) = inbox.next(&Watch::unattended()).unwrap() {
            let (which, file) = match outcome {
                Outcome::Scored { file, .. } => (0, file),
                Outcome::Failed { file, .. } => (1, file),
                Outcome::FailedBefore { file } => (2, file),
            };
            told[which].push(file.file_name().unwrap().to_owned());
        }
    }
    assert_eq!(inbox.n_open(), 0);
    assert_eq!(inbox.n_failed(), told[1].len() + told[2].len());
    told
}

#[test]
fn a_name_too_long_for_its_list_is_said_once_and_stops_nobody() {
    let room = room();
    let longest = "a".repeat(251) + ".csv";
    room.put(&longest, &room.text);
    room.put("b.csv", &room.text);
    let [scored, failed, before] = run(&room);
    assert_eq!((scored, failed), (vec!["b.csv".into()], vec![OsString::from(&longest)]));
    assert!(before.is_empty());
    assert_eq!(run(&room)[2], [OsString::from(longest)]);
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_scored_as_any() {
    use std::os::unix::ffi::OsStrExt;
    let room = room();
    let names = [&b"caf\xe9.csv"[..], b"caf\xe8.csv"].map(OsStr::from_bytes);
    for name in names {
        room.put(name, &room.text);
    }
    let [mut scored, failed, _] = run(&room);
    scored.sort();
    assert_eq!((scored, failed.len()), (vec![names[1].to_owned(), names[0].to_owned()], 0));
    let list = room.list(OsStr::from_bytes(b"caf\xe9.scored.csv")).unwrap();
    assert_eq!(list.lines().count(), 81);
    assert!(run(&room).iter().all(Vec::is_empty));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_those_that_lead_nowhere_are_said() {
    let room = room();
    let elsewhere = room.folder.with_file_name("elsewhere.csv");
    fs::write(&elsewhere, &room.text).unwrap();
    let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, room.folder.join(name)).unwrap();
    link(&elsewhere, "a.csv");
    link(Path::new("none"), "b.csv");
    link(Path::new("c.csv"), "c.csv");
    // Empty by its length and not by what it says.
    link(Path::new("/proc/self/status"), "d.csv");
    fs::create_dir_all(&room.out).unwrap();
    // A list's place that leads to the customers: they are never written over.
    std::os::unix::fs::symlink(&elsewhere, room.out.join("e.scored.csv")).unwrap();
    room.put("e.csv", &room.text);
    let [scored, failed, _] = run(&room);
    assert_eq!(scored, ["a.csv"]);
    assert_eq!(failed, ["b.csv", "c.csv", "d.csv", "e.csv"]);
    assert_eq!(fs::read_to_string(&elsewhere).unwrap(), room.text);
    assert!(room.list("b.failed.txt").unwrap().contains("b.csv"));
}

#[test]
fn a_file_that_is_another_one_at_its_turn_waits_for_the_next_look() {
    let room = room();
    let mut inbox = Inbox::open(&room.model, options(&room.folder, &room.out)).unwrap();
    let next = |inbox: &mut Inbox| inbox.next(&Watch::unattended()).unwrap();
    room.put("a.csv", &room.text);
    assert_eq!(inbox.look().unwrap(), 1);
    assert_eq!(inbox.look().unwrap(), 0);
    // A new version takes its place in one step, as long and as old as the one before.
    let at = fs::metadata(room.folder.join("a.csv")).unwrap().modified().unwrap();
    let newer = room.text.replace("Spain", "Spian");
    let beside = room.folder.join("a.new");
    fs::write(&beside, &newer).unwrap();
    fs::File::options().write(true).open(&beside).unwrap().set_modified(at).unwrap();
    fs::rename(&beside, room.folder.join("a.csv")).unwrap();
    if cfg!(unix) {
        assert!(next(&mut inbox).is_none());
        assert_eq!((inbox.n_open(), inbox.n_failed()), (1, 0));
        assert_eq!(inbox.look().unwrap(), 0);
    }
    assert!(matches!(next(&mut inbox), Some(Outcome::Scored { .. })));
    assert!(room.list("a.scored.csv").unwrap().contains("Spian"));
    // Gone before its turn: nothing is left to do.
    room.put("b.csv", &room.text);
    inbox.look().unwrap();
    inbox.look().unwrap();
    fs::remove_file(room.folder.join("b.csv")).unwrap();
    assert!(next(&mut inbox).is_none());
    assert_eq!(inbox.n_open(), 1);
    inbox.look().unwrap();
    assert_eq!((inbox.n_open(), inbox.n_failed()), (0, 0));
}

#[test]
fn a_folder_that_goes_away_ends_the_watch_and_loses_nothing() {
    let room = room();
    room.put("a.csv", &room.text);
    let mut inbox = Inbox::open(&room.model, options(&room.folder, &room.out)).unwrap();
    let away = room.folder.with_file_name("away");
    fs::rename(&room.folder, &away).unwrap();
    assert_eq!(inbox.look().unwrap_err(), InboxError::Gone(room.folder.clone()));
    fs::rename(&away, &room.folder).unwrap();
    inbox.look().unwrap();
    inbox.look().unwrap();
    // So does that of the lists.
    fs::remove_dir_all(&room.out).unwrap();
    let lost = inbox.next(&Watch::unattended()).unwrap_err();
    assert!(matches!(lost, InboxError::Export(ExportError::Io(_))), "{lost:?}");
    drop(inbox);
    assert_eq!(run(&room)[0], ["a.csv"]);
}

#[test]
fn a_slow_writer_and_a_second_watcher_change_nothing() {
    let room = room();
    let path = room.folder.parent().unwrap();
    saved(path, &room.model);
    let mut inbox = Inbox::open(&room.model, options(&room.folder, &room.out)).unwrap();
    let text = customers(400, 5);
    for n_bytes in [1, text.len() / 3, text.len() / 2, text.len()] {
        room.put("slow.csv", &text[..n_bytes]);
        assert_eq!(inbox.look().unwrap(), 1, "it still changes");
        assert!(inbox.next(&Watch::unattended()).unwrap().is_none());
    }
    let call = ["score", "model.stratum", "--watch", "in", "--out", "out", "--once", "--no-bom"];
    let second = stratum(path, &call).output().unwrap();
    assert_eq!(second.status.code(), Some(2), "{}", String::from_utf8_lossy(&second.stderr));
    assert_eq!(inbox.look().unwrap(), 0);
    assert!(matches!(inbox.next(&Watch::unattended()).unwrap(), Some(Outcome::Scored { .. })));
    assert_eq!(room.list("slow.scored.csv").unwrap().lines().count(), 401);
}
