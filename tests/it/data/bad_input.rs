//! Whatever a person may open: a clear message with a hint, or a table with issues; never a crash, nothing lost.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use stratum::base::{Severity, Stop, Watch};
use stratum::data::csv::{self, MAX_COLUMNS};
use stratum::data::{DataError, ReadOptions};

use super::{cells, column, file, issue_keys, originals, read, type_of, words};

fn read_path(path: &Path, watch: &Watch) -> Result<csv::Loaded, DataError> {
    csv::read(path, &ReadOptions::default(), watch)
}

#[test]
fn every_error_says_what_happened_and_what_to_do() {
    let path = || PathBuf::from("customers.csv");
    let errors = [
        DataError::Missing(path()),
        DataError::Directory(path()),
        DataError::NotAFile(path()),
        DataError::Workbook(path()),
        DataError::Compressed(path()),
        DataError::NotText(path()),
        DataError::Unreadable(path()),
        DataError::Empty(path()),
        DataError::HeaderOnly(path()),
        DataError::NoReadableRows { records: 3, expected: 4, found: 1 },
        DataError::UnclosedQuote { lines: 2 },
        DataError::TooManyRows { limit: 5 },
        DataError::TooManyColumns { found: 7, limit: 6 },
        DataError::ChangedWhileReading(path()),
        DataError::Changed(path()),
        DataError::Io(path()),
    ];
    for error in errors {
        let problem = error.problem();
        words(&problem.message);
        words(&problem.hint.unwrap());
    }
    words(&DataError::Stopped.problem().message);
}

#[test]
fn nothing_to_read() {
    let unattended = Watch::unattended();
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.csv");
    assert_eq!(read_path(&missing, &unattended).unwrap_err(), DataError::Missing(missing));
    let directory = folder.path().to_path_buf();
    assert_eq!(read_path(&directory, &unattended).unwrap_err(), DataError::Directory(directory));
    for empty in [&b""[..], b"\n", b"\r\n\r\n\n", b"\xEF\xBB\xBF"] {
        assert!(matches!(read(empty), Err(DataError::Empty(_))), "{empty:?}");
    }
    for header in [&b"a,b,c"[..], b"a,b,c\n", b"a,b,c\r\n\r\n"] {
        assert!(matches!(read(header), Err(DataError::HeaderOnly(_))), "{header:?}");
    }
    let error = read(b"a,b,c\n1\n2,3\n").unwrap_err();
    assert_eq!(error, DataError::NoReadableRows { records: 2, expected: 3, found: 1 });
    assert_eq!(read(b"a,b\n\"1,2\n3,4\n").unwrap_err(), DataError::UnclosedQuote { lines: 3 });
}

#[test]
#[cfg(unix)]
fn only_files_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("customers.csv");
    let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    for path in [socket, PathBuf::from("/dev/zero")] {
        assert_eq!(read_path(&path, &Watch::unattended()).unwrap_err(), DataError::NotAFile(path));
    }
}

#[test]
fn files_of_other_programs_are_named() {
    let kinds =
        [&b"PK\x03\x04\x14\0xl/workbook.xml"[..], b"\x1F\x8B\x08\0\0", b"\x89PNG\r\n\x1A\n", &[1; 300]];
    let keys = kinds.map(|bytes| read(bytes).unwrap_err().problem().message.key);
    assert_eq!(
        keys,
        ["data-error-workbook", "data-error-compressed", "data-error-not-text", "data-error-not-text"]
    );
}

#[test]
fn a_broken_byte_is_said_and_the_rest_stays_readable() {
    let mut bytes = "客户号,姓名\n1,张伟\n2,李娜\n3,王芳\n".as_bytes().to_vec();
    let at = bytes.len() - 2;
    bytes[at] = 0xFF;
    let loaded = read(&bytes).unwrap();
    assert_eq!(issue_keys(&loaded), ["data-issue-damaged-characters"]);
    assert_eq!(cells(column(&loaded.frame, "姓名"))[..2], ["张伟", "李娜"]);
}

#[test]
fn a_file_that_changes_underneath_is_refused() {
    let bytes = format!("a,b\n{}", "1,2\n".repeat(2_000_000));
    for remove in [false, true] {
        let file = file(bytes.as_bytes());
        let path = file.path().to_path_buf();
        let times = AtomicUsize::new(0);
        let change = |_: f32| {
            if times.fetch_add(1, Ordering::Relaxed) == 0 {
                if remove {
                    fs::remove_file(&path).unwrap();
                } else {
                    fs::write(&path, "a,b\n1,2\n").unwrap();
                }
            }
        };
        let error = read_path(&path, &Watch::new(Stop::default(), &change)).unwrap_err();
        assert_eq!(error, DataError::ChangedWhileReading(path.clone()));
    }
}

#[test]
fn originals_of_a_changed_file_are_refused() {
    let file = file(b"a,b\n1,2\n");
    let source = read_path(file.path(), &Watch::unattended()).unwrap().frame.source;
    assert_eq!(originals(&source), [["1", "2"]]);
    fs::write(file.path(), "a,b\n1,3\n").unwrap();
    assert_eq!(csv::original_records(&source).err(), Some(DataError::Changed(source.path.clone())));
    fs::remove_file(file.path()).unwrap();
    assert_eq!(csv::original_records(&source).err(), Some(DataError::Missing(source.path.clone())));
}

#[test]
fn small_tables_are_tables() {
    let one_row = read(b"a,b\n1,x\n").unwrap();
    assert_eq!((one_row.frame.n_rows(), one_row.frame.n_columns()), (1, 2));
    let one_column = read(b"a\n1\n2\n").unwrap();
    assert_eq!((one_column.frame.n_rows(), type_of(&one_column.frame.columns[0])), (2, "int"));
    let missing = read(b"a,b\n,1\n ,2\n").unwrap();
    assert_eq!(column(&missing.frame, "a").valid.missing(), 2);
}

#[test]
fn too_wide_is_said() {
    let header = vec!["x"; MAX_COLUMNS + 1].join(",");
    let error = read(format!("{header}\n1\n").as_bytes()).unwrap_err();
    assert_eq!(error, DataError::TooManyColumns { found: MAX_COLUMNS + 1, limit: MAX_COLUMNS });
}

#[test]
fn ragged_rows_are_left_out_and_counted() {
    let loaded = read(b"a,b\n1,2\n3\n4,5,6\n7,8\n").unwrap();
    assert_eq!(loaded.frame.row_ids, [0, 3]);
    assert_eq!(loaded.frame.source.n_records, 4);
    assert_eq!(cells(column(&loaded.frame, "a")), ["1", "7"]);
    assert_eq!(
        issue_keys(&loaded),
        ["data-issue-ragged-row", "data-issue-ragged-row", "data-issue-left-out"]
    );
    assert_eq!(loaded.issues[0].row, Some(1));
    assert_eq!(
        words(&loaded.issues[1].message),
        "Row 3 has 3 fields, the header has 2 (look at column 2). The row was left out."
    );
    assert_eq!(originals(&source_of(b"a,b\n1,2\n3\n4,5,6\n7,8\n"))[2], ["4", "5", "6"]);
}

/// A source whose file is still there.
fn source_of(bytes: &[u8]) -> stratum::data::Source {
    let (_, path) = file(bytes).keep().unwrap();
    read_path(&path, &Watch::unattended()).unwrap().frame.source
}

#[test]
fn many_ragged_rows_are_summed_up() {
    let text = format!("a,b\n{}{}", "1,2\n".repeat(1000), "1\n".repeat(50));
    let loaded = read(text.as_bytes()).unwrap();
    assert_eq!(loaded.frame.n_rows(), 1000);
    assert_eq!(loaded.issues.len(), 21);
    let last = &loaded.issues[20];
    assert_eq!(last.severity, Severity::Warning);
    assert_eq!(words(&last.message), "50 rows of 1,050 could not be read and were left out.");
}

#[test]
fn a_quote_that_never_closes_is_said_with_its_row() {
    let loaded = read(b"a,b\n1,2\n3,4\n\"5,6\n7,8\n").unwrap();
    assert_eq!(loaded.frame.row_ids, [0, 1]);
    let issue = loaded.issues.iter().find(|issue| issue.message.key == "data-issue-unclosed-quote").unwrap();
    assert_eq!((issue.row, issue.severity), (Some(2), Severity::Error));
    assert_eq!(loaded.frame.source.n_records, 3);
}

#[test]
fn huge_cells_and_zero_bytes_are_read() {
    let huge = "x\n".repeat(1 << 20);
    let loaded = read(format!("a,b\n\"{huge}\",1\ny,2\n").as_bytes()).unwrap();
    assert_eq!(loaded.frame.n_rows(), 2);
    assert_eq!(cells(column(&loaded.frame, "a"))[0].len(), huge.trim().len());
    let zero = read(b"a,b\nx\0y,1\nz,2\nu,3\nv,4\n").unwrap();
    assert_eq!(cells(column(&zero.frame, "a"))[0], "x\0y");
    assert_eq!(issue_keys(&zero), ["data-issue-zero-bytes"]);
}

#[test]
fn names_are_made_unique_and_said() {
    let loaded = read(b"id,x,,x\n1,2,3,4\n5,6,7,8\n").unwrap();
    assert_eq!(loaded.frame.names().collect::<Vec<_>>(), ["id", "x", "column_3", "x_2"]);
    assert_eq!(loaded.frame.source.header, ["id", "x", "", "x"]);
    assert_eq!(issue_keys(&loaded), ["data-issue-unnamed-column", "data-issue-repeated-name"]);
}

#[test]
fn not_a_number_and_infinity_are_missing_and_said() {
    let loaded = read(b"a,b\n1,x\nNaN,y\n-inf,z\n2.5,x\nInfinity,y\n").unwrap();
    let a = column(&loaded.frame, "a");
    assert_eq!((type_of(a), a.valid.missing()), ("float", 3));
    assert_eq!(issue_keys(&loaded), ["data-issue-infinite", "data-issue-missing-words"]);
    assert_eq!(loaded.issues[0].row, Some(2));
}

#[test]
fn a_stray_text_in_a_column_of_numbers_is_said_with_its_row() {
    let mut text = String::from("a,b\n");
    for row in 0..2000 {
        text.push_str(if row == 1500 { "ten,1\n" } else { "10,1\n" });
    }
    let loaded = read(text.as_bytes()).unwrap();
    assert_eq!(type_of(column(&loaded.frame, "a")), "text");
    assert_eq!(issue_keys(&loaded), ["data-issue-mostly-numbers"]);
    assert_eq!((loaded.issues[0].row, loaded.issues[0].column.as_deref()), (Some(1500), Some("a")));
    // The same where it stands among the first rows, which decide how the column is read.
    let loaded = read(text.replacen("10,1", "ten,1", 1).as_bytes()).unwrap();
    assert_eq!((issue_keys(&loaded), loaded.issues[0].row), (vec!["data-issue-mostly-numbers"], Some(0)));
}
