//! Files that appear whole or not at all: written beside their place, then put there in one step.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

pub use super::error::ExportError;

/// How drafts are called, so that those of a program that was killed are known.
const DRAFT_PREFIX: &str = ".stratum-";
const DRAFT_SUFFIX: &str = ".part";
/// Drafts that somebody comes back for: whether one is still there says whether it was put in its place.
const KEPT_PREFIX: &str = ".stratum-kept-";

/// No export takes as long as this: where the file system knows no locks, older drafts are abandoned.
const ABANDONED_AFTER: Duration = Duration::from_hours(24);

/// A file being written beside its place, locked until it is there or given up. Dropping it leaves nothing behind.
#[derive(Debug)]
pub struct Draft {
    out: BufWriter<NamedTempFile>,
    target: PathBuf,
}

impl Draft {
    pub fn new(target: &Path) -> Result<Self, ExportError> {
        Self::called(DRAFT_PREFIX, target)
    }

    /// A draft that [`remove_abandoned`] leaves alone; whoever made it calls [`remove_kept`].
    pub fn kept(target: &Path) -> Result<Self, ExportError> {
        Self::called(KEPT_PREFIX, target)
    }

    fn called(prefix: &str, target: &Path) -> Result<Self, ExportError> {
        let folder = folder_of(target);
        let mut builder = tempfile::Builder::new();
        builder.prefix(prefix).suffix(DRAFT_SUFFIX);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            // As any program's files, within what the person's own mask allows; temporary files are private otherwise.
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let temporary = loop {
            let made = builder.tempfile_in(folder).map_err(|error| ExportError::io(folder, &error))?;
            // Whoever clears the folder may have been faster than the lock. Without locks, drafts are known by their age.
            if made.as_file().lock().is_err() || made.path().exists() {
                break made;
            }
        };
        Ok(Self { out: BufWriter::with_capacity(1 << 16, temporary), target: target.to_path_buf() })
    }

    pub fn target(&self) -> &Path {
        &self.target
    }

    /// Where the bytes go until [`Self::commit`].
    pub fn out(&mut self) -> &mut impl Write {
        &mut self.out
    }

    pub fn write_all(&mut self, bytes: &[u8]) -> Result<(), ExportError> {
        self.out.write_all(bytes).map_err(|error| ExportError::io(&self.target, &error))
    }

    /// Puts the finished file in its place: on the disk first, then under its name.
    pub fn commit(self) -> Result<(), ExportError> {
        commit_together([self])
    }

    /// Brings everything to the disk, still beside its place.
    pub fn finish(self) -> Result<Finished, ExportError> {
        let Self { out, target } = self;
        let temporary = out.into_inner().map_err(|error| ExportError::io(&target, error.error()))?;
        temporary.as_file().sync_all().map_err(|error| ExportError::io(&target, &error))?;
        Ok(Finished { temporary, target })
    }
}

/// A file that is on the disk and has only to be put in its place.
#[derive(Debug)]
pub struct Finished {
    temporary: NamedTempFile,
    target: PathBuf,
}

impl Finished {
    /// The name of the draft.
    pub fn name(&self) -> String {
        self.temporary.path().file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }

    /// Puts the file in its place. Where that fails the draft stays, so that it is never gone without being there.
    pub fn place(self) -> Result<(), ExportError> {
        let Self { temporary, target } = self;
        temporary.persist(&target).map_err(|error| {
            let problem = ExportError::io(&target, &error.error);
            let _ = error.file.keep();
            problem
        })?;
        sync_folder_of(&target);
        Ok(())
    }
}

/// The folder a file stands in.
pub fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Puts files that belong together in their places, in their order: all of them are on the disk before the first one
/// appears, so that a program that is ended meanwhile hardly ever leaves those of two runs.
pub fn commit_together(drafts: impl IntoIterator<Item = Draft>) -> Result<(), ExportError> {
    let finished: Vec<Finished> = drafts.into_iter().map(Draft::finish).collect::<Result<_, _>>()?;
    let mut targets = Vec::new();
    for Finished { temporary, target } in finished {
        temporary.persist(&target).map_err(|error| ExportError::io(&target, &error.error))?;
        targets.push(target);
    }
    for target in &targets {
        sync_folder_of(target);
    }
    Ok(())
}

/// Makes the new name last through a power failure where the system allows asking for it.
fn sync_folder_of(target: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder_of(target))
    {
        // The file itself is complete either way.
        let _ = folder.sync_all();
    }
}

/// Writes a whole file of our own, whatever was there.
pub fn replace(target: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    let mut draft = Draft::new(target)?;
    draft.write_all(bytes)?;
    draft.commit()
}

/// As [`replace`], but a file that holds these bytes already stays as it is.
pub fn replace_other(target: &Path, bytes: &[u8]) -> Result<(), ExportError> {
    if fs::read(target).is_ok_and(|present| present == bytes) { Ok(()) } else { replace(target, bytes) }
}

/// The folder and those above it, where they are not there yet.
pub fn create_folder(folder: &Path) -> Result<(), ExportError> {
    fs::create_dir_all(folder).map_err(|error| ExportError::io(folder, &error))
}

/// Takes away the drafts of programs that were killed while they wrote into this folder: files of our name for drafts
/// that nobody holds. What cannot be taken away stays.
pub fn remove_abandoned(folder: &Path) {
    remove(folder, |name| name.starts_with(DRAFT_PREFIX) && !name.starts_with(KEPT_PREFIX));
}

/// The same with the drafts that somebody comes back for.
pub fn remove_kept(folder: &Path) {
    remove(folder, |name| name.starts_with(KEPT_PREFIX));
}

/// Whether this is the name of a draft that somebody comes back for.
pub fn is_kept(name: &str) -> bool {
    let random = name.strip_prefix(KEPT_PREFIX).and_then(|rest| rest.strip_suffix(DRAFT_SUFFIX));
    random.is_some_and(|random| random.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn remove(folder: &Path, is_named: impl Fn(&str) -> bool) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_draft = name.to_str().is_some_and(|name| is_named(name) && name.ends_with(DRAFT_SUFFIX));
        // Of the entry itself, not of what a link leads to.
        let file = entry.metadata().ok().filter(|entry| is_draft && entry.is_file());
        let Some(age) = file.and_then(|file| file.modified().ok()).map(|modified| modified.elapsed()) else {
            continue;
        };
        let Ok(held) = File::options().read(true).write(true).open(entry.path()) else { continue };
        let abandoned = match held.try_lock() {
            // Held until it is gone: who has just made it sees that.
            Ok(()) => true,
            Err(fs::TryLockError::WouldBlock) => false,
            Err(fs::TryLockError::Error(_)) => age.is_ok_and(|age| age > ABANDONED_AFTER),
        };
        if abandoned {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether files can be made in a folder, or in the nearest one above it that is there: tried, and taken away again.
pub fn may_write(folder: &Path) -> Result<(), ExportError> {
    let here = folder.ancestors().find(|above| above.is_dir()).unwrap_or(Path::new("."));
    Draft::new(&here.join("stratum")).map(drop)
}

/// Whether a file may be put at `target`: nothing is there, or a file that `is_ours`, or anything but an input when
/// forced. Input files are known through links and other spellings of their names, too.
pub fn may_replace(
    target: &Path,
    is_ours: impl Fn(&Path) -> bool,
    inputs: &[PathBuf],
    force: bool,
) -> Result<(), ExportError> {
    let path = || target.to_path_buf();
    let entry = match fs::symlink_metadata(target) {
        Ok(entry) => entry,
        Err(error) if error.kind() == ErrorKind::InvalidFilename => {
            return Err(ExportError::io(target, &error));
        }
        Err(_) => return Ok(()),
    };
    if inputs.iter().any(|input| same_file(input, target)) {
        return Err(ExportError::IsInput(path()));
    }
    let found = fs::metadata(target).unwrap_or(entry);
    if found.is_dir() {
        return Err(ExportError::IsFolder(path()));
    }
    // A pipe would keep whoever opens it waiting, and a device is nothing that a file may take the place of.
    if !found.is_file() && !found.is_symlink() {
        return Err(ExportError::NoFile(path()));
    }
    let ours = found.is_file() && is_ours(target);
    if force || ours { Ok(()) } else { Err(ExportError::Foreign(path())) }
}

/// Takes away a file that [`may_replace`] would replace without being forced.
pub fn remove_ours(target: &Path, is_ours: impl Fn(&Path) -> bool, inputs: &[PathBuf]) {
    if may_replace(target, is_ours, inputs, false).is_ok() {
        // Where there is none, there is nothing to do.
        let _ = fs::remove_file(target);
    }
}

/// Whether a file stands in a folder or below it, or will: through symbolic links and `..`, whether or not both are there
/// yet.
pub fn lies_in(file: &Path, folder: &Path) -> bool {
    let (Some(file), Some(folder)) = (real(file), real(folder)) else { return true };
    if cfg!(windows) {
        let lower = |path: PathBuf| PathBuf::from(path.to_string_lossy().to_lowercase());
        return lower(file).starts_with(lower(folder));
    }
    file.starts_with(folder)
}

/// Where a path leads: what is there of it as the system knows it, the rest as it is written.
fn real(path: &Path) -> Option<PathBuf> {
    /// Links that lead to links lead somewhere before this, or nowhere.
    const MOST_LINKS: usize = 40;
    let mut real = PathBuf::new();
    let mut rest: Vec<OsString> = parts(&std::path::absolute(path).ok()?);
    rest.reverse();
    let mut n_links = 0;
    while let Some(part) = rest.pop() {
        if part == ".." {
            real.pop();
            continue;
        }
        let next = real.join(&part);
        // A link that leads to nothing yet leads there all the same.
        let Ok(target) = fs::read_link(&next) else {
            real = next;
            continue;
        };
        n_links += 1;
        if n_links > MOST_LINKS {
            return None;
        }
        rest.extend(parts(&target).into_iter().rev());
    }
    // Some systems know a folder by several names.
    let (above, known) = real.ancestors().find_map(|above| Some((above, fs::canonicalize(above).ok()?)))?;
    Some(known.join(real.strip_prefix(above).ok()?))
}

/// The parts of a path, `.` left out.
fn parts(path: &Path) -> Vec<OsString> {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    parts.map(|part| part.as_os_str().to_owned()).collect()
}

/// Whether two paths lead to the same bytes: through symbolic links, hard links, and spellings that differ by case
/// where the file system does not care.
fn same_file(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if let (Ok(a), Ok(b)) = (fs::metadata(a), fs::metadata(b)) {
            return (a.dev(), a.ino()) == (b.dev(), b.ino());
        }
    }
    let (Ok(a), Ok(b)) = (fs::canonicalize(a), fs::canonicalize(b)) else { return false };
    a == b || (cfg!(windows) && a.to_string_lossy().to_lowercase() == b.to_string_lossy().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_draft_appears_whole_or_not_at_all() {
        let room = tempfile::tempdir().unwrap();
        let target = room.path().join("out.csv");
        fs::write(&target, "before").unwrap();
        let mut draft = Draft::new(&target).unwrap();
        draft.write_all(b"half").unwrap();
        drop(draft);
        assert_eq!(fs::read_to_string(&target).unwrap(), "before");
        assert_eq!(names(room.path()), ["out.csv"]);
        replace(&target, b"after").unwrap();
        assert_eq!(fs::read_to_string(&target).unwrap(), "after");
        assert_eq!(names(room.path()), ["out.csv"]);
    }

    #[test]
    fn drafts_that_nobody_holds_are_taken_away() {
        let room = tempfile::tempdir().unwrap();
        let place = |name: &str| room.path().join(name);
        for name in [".stratum-abc.part", ".stratum-kept-abc.part", ".stratum-abc", "a.part", ".other.part"] {
            fs::write(place(name), "left by somebody").unwrap();
        }
        fs::create_dir(place(".stratum-folder.part")).unwrap();
        let mut held = Draft::new(&place("out.csv")).unwrap();
        let kept = Draft::kept(&place("other.csv")).unwrap();
        remove_abandoned(room.path());
        remove_abandoned(room.path());
        assert!(!place(".stratum-abc.part").exists());
        remove_kept(room.path());
        assert!(!place(".stratum-kept-abc.part").exists());
        held.write_all(b"x").unwrap();
        held.commit().unwrap();
        let kept = kept.finish().unwrap();
        assert!(place(&kept.name()).exists());
        kept.place().unwrap();
        let left = [".other.part", ".stratum-abc", ".stratum-folder.part", "a.part", "other.csv", "out.csv"];
        assert_eq!(names(room.path()), left);
    }

    #[test]
    fn strangers_files_are_left_alone() {
        let room = tempfile::tempdir().unwrap();
        let target = room.path().join("labelled.csv");
        assert_eq!(may_replace(&target, |_| false, &[], false), Ok(()));
        fs::write(&target, "a,b").unwrap();
        assert_eq!(may_replace(&target, |_| false, &[], false), Err(ExportError::Foreign(target.clone())));
        assert_eq!(may_replace(&target, |_| true, &[], false), Ok(()));
        assert_eq!(may_replace(&target, |_| false, &[], true), Ok(()));
        let folder = room.path().join("findings.json");
        fs::create_dir(&folder).unwrap();
        assert_eq!(may_replace(&folder, |_| true, &[], true), Err(ExportError::IsFolder(folder.clone())));
    }

    #[cfg(unix)]
    #[test]
    fn the_input_is_known_through_links() {
        let room = tempfile::tempdir().unwrap();
        let input = room.path().join("customers.csv");
        fs::write(&input, "stratum_label,stratum_part\n").unwrap();
        let (hard, soft) = (room.path().join("hard.csv"), room.path().join("soft.csv"));
        fs::hard_link(&input, &hard).unwrap();
        std::os::unix::fs::symlink(&input, &soft).unwrap();
        let detour = room.path().join("x/../customers.csv");
        fs::create_dir(room.path().join("x")).unwrap();
        for target in [input.clone(), hard, soft, detour] {
            let answer = may_replace(&target, |_| true, std::slice::from_ref(&input), true);
            assert_eq!(answer, Err(ExportError::IsInput(target)));
        }
    }

    #[test]
    fn files_that_belong_together_appear_when_all_are_complete() {
        let room = tempfile::tempdir().unwrap();
        let place = |name: &str| room.path().join(name);
        fs::write(place("a"), "before").unwrap();
        fs::create_dir(place("b")).unwrap();
        let draft = |name: &str| {
            let mut draft = Draft::new(&place(name)).unwrap();
            draft.write_all(b"after").unwrap();
            draft
        };
        // The files come in their order: what follows a place that cannot be taken stays away.
        assert!(commit_together([draft("b"), draft("a")]).is_err());
        assert_eq!(fs::read_to_string(place("a")).unwrap(), "before");
        assert_eq!(names(room.path()), ["a", "b"]);
        assert_eq!(commit_together([draft("a"), draft("c")]), Ok(()));
        assert_eq!(fs::read_to_string(place("a")).unwrap(), "after");
        assert_eq!(names(room.path()), ["a", "b", "c"]);
    }

    #[cfg(unix)]
    #[test]
    fn where_a_file_lies_is_known_through_links_and_detours() {
        let room = tempfile::tempdir().unwrap();
        let at = |path: &str| room.path().join(path);
        fs::create_dir_all(at("real/below")).unwrap();
        let link = |to: &str, from: &str| std::os::unix::fs::symlink(to, at(from)).unwrap();
        link("real", "link");
        link("real/key", "key-link");
        link("later", "to-come");
        link("loop", "loop");
        for (file, folder) in [
            ("real/key", "real"),
            ("real/below/key", "real"),
            ("real/none/../key", "real"),
            ("link/key", "real"),
            ("real/key", "link"),
            ("link/below/../key", "real"),
            ("key-link", "real"),
            ("later/key", "to-come"),
            ("to-come/key", "later"),
            ("x/../later/key", "later/."),
            ("loop", "real"),
        ] {
            assert!(lies_in(&at(file), &at(folder)), "{file} in {folder}");
        }
        for (file, folder) in
            [("key", "real"), ("real-key", "real"), ("real/../key", "real"), ("link/below/../../key", "real")]
        {
            assert!(!lies_in(&at(file), &at(folder)), "{file} in {folder}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn files_have_the_usual_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let room = tempfile::tempdir().unwrap();
        let (ours, usual) = (room.path().join("ours"), room.path().join("usual"));
        replace(&ours, b"x").unwrap();
        fs::write(&usual, b"x").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&usual));
    }

    #[test]
    fn a_folder_below_a_file_is_refused_in_words() {
        let room = tempfile::tempdir().unwrap();
        let file = room.path().join("file");
        fs::write(&file, "x").unwrap();
        let below = file.join("below");
        assert_eq!(create_folder(&below), Err(ExportError::NotAFolder(below)));
    }

    #[test]
    fn what_the_system_says_becomes_ours() {
        let path = Path::new("out.csv");
        let told = |kind: ErrorKind| ExportError::io(path, &kind.into());
        assert_eq!(told(ErrorKind::StorageFull), ExportError::Full(path.into()));
        assert_eq!(told(ErrorKind::ReadOnlyFilesystem), ExportError::Refused(path.into()));
        assert_eq!(told(ErrorKind::ResourceBusy), ExportError::Busy(path.into()));
        assert_eq!(told(ErrorKind::BrokenPipe), ExportError::Io(path.into()));
    }
}
