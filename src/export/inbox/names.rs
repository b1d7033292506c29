//! How the files of a watched folder are called, and what is written of each.

use std::ffi::{OsStr, OsString};
use std::fmt::Write;
use std::path::Path;

/// Files that hold tables by their names; those of ours begin with a dot.
pub(super) fn is_table(name: &OsStr) -> bool {
    let extension = Path::new(name).extension().map(OsStr::to_ascii_lowercase);
    let is_text = extension.is_some_and(|extension| extension == "csv" || extension == "tsv");
    is_text && !name.as_encoded_bytes().starts_with(b".")
}

/// What a file is called without `.csv`, unless what is left looks like a table itself; other endings stay. So no two files
/// have one list.
fn stem(name: &OsStr) -> &OsStr {
    let path = Path::new(name);
    let plain = path.extension().is_some_and(|extension| extension == "csv");
    path.file_stem().filter(|stem| plain && !is_table(stem)).unwrap_or(name)
}

pub(super) fn list_name(name: &OsStr, only_above: bool) -> OsString {
    ending(name, if only_above { ".alerts.csv" } else { ".scored.csv" })
}

pub(super) fn note_name(name: &OsStr) -> OsString {
    ending(name, ".failed.txt")
}

/// Names that are no text keep their bytes.
fn ending(name: &OsStr, ending: &str) -> OsString {
    let mut whole = stem(name).to_owned();
    whole.push(ending);
    whole
}

/// The name as text that no other name has: names that are no text as their bytes, behind a sign that no name holds.
pub(super) fn key(name: &OsStr) -> String {
    name.to_str().map_or_else(|| format!("/{}", hex(name.as_encoded_bytes())), str::to_owned)
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_names() {
        for (name, list) in
            [("jan.csv", "jan.scored.csv"), ("jan.CSV", "jan.CSV.scored.csv"), ("a.tsv", "a.tsv.scored.csv")]
        {
            assert!(is_table(name.as_ref()));
            assert_eq!(list_name(name.as_ref(), false), list);
            assert_eq!(key(name.as_ref()), name);
        }
        assert_eq!(list_name("a.csv.csv".as_ref(), false), "a.csv.csv.scored.csv");
        assert_eq!(list_name("jan.csv".as_ref(), true), "jan.alerts.csv");
        assert_eq!(note_name("jan.csv".as_ref()), "jan.failed.txt");
        assert!(
            [".stratum-x.csv", ".csv", "notes.txt", "csv"].into_iter().all(|name| !is_table(name.as_ref()))
        );
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_stay_apart() {
        use std::os::unix::ffi::{OsStrExt, OsStringExt};
        let (a, b) = (OsStr::from_bytes(b"caf\xe9.csv"), OsStr::from_bytes(b"caf\xe8.csv"));
        assert!(is_table(a) && key(a) != key(b));
        assert_eq!(key(a), "/636166e92e637376");
        assert_eq!(list_name(a, false).into_vec(), b"caf\xe9.scored.csv");
    }
}
