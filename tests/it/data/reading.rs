//! Dialects, encodings, types; the same table for any number of threads; every original cell comes back.

use std::fmt::Write;
use std::sync::Mutex;

use encoding_rs::{GB18030, WINDOWS_1252};
use proptest::prelude::*;
use stratum::base::{Stop, Watch};
use stratum::data::csv;
use stratum::data::{DataError, ReadOptions, TextEncoding, Values};

use super::{cells, column, file, issue_keys, originals, read, read_with, type_of};

#[test]
fn encodings() {
    let chinese = "客户号,姓名,余额\n1,张伟,12.5\n2,李娜,30.0\n";
    let utf16 = |to_bytes: fn(u16) -> [u8; 2]| chinese.encode_utf16().flat_map(to_bytes).collect::<Vec<u8>>();
    let tables = [
        (TextEncoding::Utf8, chinese.as_bytes().to_vec()),
        (TextEncoding::Utf8, format!("\u{feff}{chinese}").into_bytes()),
        (TextEncoding::Utf16Le, utf16(u16::to_le_bytes)),
        (TextEncoding::Utf16Be, utf16(u16::to_be_bytes)),
        (TextEncoding::Utf16Le, [vec![0xFF, 0xFE], utf16(u16::to_le_bytes)].concat()),
        (TextEncoding::Gb18030, GB18030.encode(chinese).0.into_owned()),
    ];
    for (encoding, bytes) in tables {
        let file = file(&bytes);
        let loaded = csv::read(file.path(), &ReadOptions::default(), &Watch::unattended()).unwrap();
        assert_eq!(loaded.frame.source.dialect.encoding, encoding);
        assert_eq!(loaded.frame.names().collect::<Vec<_>>(), ["客户号", "姓名", "余额"]);
        assert_eq!(cells(column(&loaded.frame, "姓名")), ["张伟", "李娜"]);
        assert_eq!(originals(&loaded.frame.source)[1], ["2", "李娜", "30.0"]);
    }
    let french = WINDOWS_1252.encode("nom;ville\nDupré;Évreux\nLefèvre;Nîmes\n").0;
    let loaded = read(&french).unwrap();
    assert_eq!(loaded.frame.source.dialect.encoding, TextEncoding::Windows1252);
    assert_eq!(cells(column(&loaded.frame, "ville")), ["Évreux", "Nîmes"]);
}

#[test]
fn separators_decimal_commas_and_line_ends() {
    for separator in [',', ';', '\t', '|'] {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a,b,c", "1,\"x,;|\t\",2.5", "3,y,4.5", ""].join(end);
            let text = text.replace(",\"x,;|\t\",", "\u{1}\"x,;|\t\"\u{1}").replace(',', "\u{2}");
            let inside = text.replace("x\u{2}", "x,");
            let text = inside.replace(['\u{1}', '\u{2}'], &separator.to_string());
            let loaded = read(text.as_bytes()).unwrap();
            assert_eq!(loaded.frame.source.dialect.separator, separator as u8, "{text:?}");
            assert_eq!(cells(column(&loaded.frame, "b")), ["x,;|", "y"]);
            assert_eq!(cells(column(&loaded.frame, "c")), ["2.5", "4.5"]);
        }
    }
    let loaded = read(b"name;amount\nx;1,5\ny;-2,25\nz;3\n").unwrap();
    assert_eq!(loaded.frame.source.dialect.decimal, b',');
    assert_eq!(column(&loaded.frame, "amount").values, Values::Float(vec![1.5, -2.25, 3.0]));
}

#[test]
fn marks_between_thousands_are_read_and_said() {
    let loaded = read(b"name,amount\nx,\"1,234.56\"\ny,12.5\nz,\"-2,000,000\"\n").unwrap();
    assert_eq!(column(&loaded.frame, "amount").values, Values::Float(vec![1234.56, 12.5, -2_000_000.0]));
    assert_eq!((issue_keys(&loaded), loaded.issues[0].row), (vec!["data-issue-thousands"], Some(0)));
    let german = read(b"name;amount\nx;1.234,56\ny;12,5\n").unwrap();
    assert_eq!(column(&german.frame, "amount").values, Values::Float(vec![1234.56, 12.5]));
}

#[test]
fn types_are_inferred_over_the_whole_file() {
    let mut text = String::from("whole,broken,code,late_text,day\n");
    for row in 0..50_000 {
        let broken = if row == 49_000 { "3777.78".to_owned() } else { row.to_string() };
        let late = if row == 49_999 { "none of them".to_owned() } else { row.to_string() };
        let _ = writeln!(text, "{row},{broken},{row:06},{late},2024-01-{:02}", row % 28 + 1);
    }
    let loaded = read(text.as_bytes()).unwrap();
    let types: Vec<&str> = loaded.frame.columns.iter().map(type_of).collect();
    assert_eq!(types, ["int", "float", "text", "text", "date"]);
    let Values::Text { dictionary, .. } = &column(&loaded.frame, "late_text").values else {
        panic!("text");
    };
    assert!(dictionary.is_sorted() && dictionary.len() == 50_000);
    assert_eq!(cells(column(&loaded.frame, "code"))[7], "000007");
}

#[test]
fn dates_in_every_shape() {
    let text = "iso,dots,eu_slash,us_slash,either,txn_date,other,zh\n\
        2024-03-01 10:00,1.3.2024,13/03/2024,03/13/2024,01/02/2024,20240301,20240301,2024年3月1日\n\
        2024-12-31,31.12.2024,01/04/2024,04/01/2024,03/04/2024,20241231,20241231,2024年12月31日\n";
    let loaded = read(text.as_bytes()).unwrap();
    let frame = &loaded.frame;
    assert_eq!(cells(column(frame, "iso")), ["2024-03-01", "2024-12-31"]);
    assert_eq!(cells(column(frame, "dots")), ["2024-03-01", "2024-12-31"]);
    assert_eq!(cells(column(frame, "eu_slash")), ["2024-03-13", "2024-04-01"]);
    assert_eq!(cells(column(frame, "us_slash")), ["2024-03-13", "2024-04-01"]);
    assert_eq!(cells(column(frame, "either")), ["2024-02-01", "2024-04-03"]);
    assert_eq!(cells(column(frame, "txn_date")), ["2024-03-01", "2024-12-31"]);
    assert_eq!(type_of(column(frame, "other")), "int");
    assert_eq!(cells(column(frame, "zh")), ["2024-03-01", "2024-12-31"]);
    assert_eq!(issue_keys(&loaded), ["data-issue-ambiguous-date"]);
    assert_eq!(loaded.issues[0].column.as_deref(), Some("either"));
}

#[test]
fn words_for_missing_follow_the_wish() {
    let text = b"number,text\n1,NA\n?,x\nnull,unknown\n4,y\n";
    let types = |wish| {
        let options = ReadOptions { words_are_missing: wish, ..ReadOptions::default() };
        let frame = read_with(text, &options).unwrap().frame;
        (type_of(&frame.columns[0]), frame.columns[0].valid.missing(), frame.columns[1].valid.missing())
    };
    assert_eq!(types(None), ("int", 2, 0));
    assert_eq!(types(Some(true)), ("int", 2, 1));
    assert_eq!(types(Some(false)), ("text", 0, 0));
}

#[test]
fn blank_lines_are_no_records() {
    let text = b"\n\na,b\n1,2\n\n\n3,4\n\n";
    let loaded = read(text).unwrap();
    assert_eq!((loaded.frame.row_ids.as_slice(), loaded.frame.source.n_records), (&[0, 1][..], 2));
    let file = file(text);
    let source = csv::read(file.path(), &ReadOptions::default(), &Watch::unattended()).unwrap().frame.source;
    assert_eq!(originals(&source), [["1", "2"], ["3", "4"]]);
}

/// Several pieces' worth of everything: quoted line ends, ragged rows, a type that changes late.
fn long_table() -> String {
    let mut text = String::from("id,words,amount,late,when\n");
    for row in 0..80_000u32 {
        let words = ["plain", "\"with \"\"quotes\"\"\"", "\"two\nlines, one, cell\"", "", "5\" pipe"];
        let late = if row > 55_000 { "x" } else { "" };
        let amount = f64::from(row.wrapping_mul(2_654_435_761) >> 8) / 100.0;
        let _ = write!(text, "{row},{},{amount},{late}{row},{:02}/", words[row as usize % 5], row % 12 + 1);
        let _ = writeln!(text, "{:02}/2024", row % 28 + 1);
        if row % 9_973 == 0 {
            text.push_str("short\n");
        }
    }
    text
}

#[test]
fn any_number_of_threads_gives_the_same_table() {
    let text = long_table();
    assert!(text.len() > 3 << 20, "several pieces");
    let read = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| read(text.as_bytes()).unwrap())
    };
    let one = read(1);
    assert_eq!(one.frame.n_rows(), 80_000);
    assert_eq!(one.frame.source.n_records, 80_009);
    for threads in [2, 7] {
        let other = read(threads);
        assert_eq!(other.frame.columns, one.frame.columns);
        assert_eq!(other.frame.row_ids, one.frame.row_ids);
        assert_eq!(other.frame.source.sha256, one.frame.source.sha256);
        assert_eq!(other.issues, one.issues);
    }
}

#[test]
fn progress_is_reported_and_a_stop_is_obeyed() {
    let file = file(long_table().as_bytes());
    let shares = Mutex::new(Vec::new());
    let report = |share: f32| shares.lock().unwrap().push(share);
    csv::read(file.path(), &ReadOptions::default(), &Watch::new(Stop::default(), &report)).unwrap();
    let shares = shares.into_inner().unwrap();
    assert!(shares.len() > 3 && shares.last() == Some(&1.0), "{shares:?}");
    assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
    let stop = Stop::default();
    let stop_half_way = |share: f32| {
        if share > 0.3 {
            stop.request();
        }
    };
    let watch = Watch::new(stop.clone(), &stop_half_way);
    assert_eq!(csv::read(file.path(), &ReadOptions::default(), &watch).unwrap_err(), DataError::Stopped);
}

/// Cells made of what makes reading hard.
fn hard_cell() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("\"".to_owned()),
        Just("\"\"".to_owned()),
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r".to_owned()),
        Just(",".to_owned()),
        Just(";".to_owned()),
        Just("\t".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("=1+1".to_owned()),
        Just("00123".to_owned()),
        Just("2024-01-31".to_owned()),
        Just("NaN".to_owned()),
        "[0-9]{1,20}",
        "[a-z客户é \0]{0,6}",
    ];
    proptest::collection::vec(pieces, 0..4).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_original_cell_comes_back(
        rows in (1..5usize).prop_flat_map(|width| {
            proptest::collection::vec(proptest::collection::vec(hard_cell(), width), 1..12)
        }),
        separator in proptest::sample::select(vec![b',', b';', b'\t', b'|']),
        crlf in any::<bool>(),
    ) {
        let terminator = if crlf { ::csv::Terminator::CRLF } else { ::csv::Terminator::Any(b'\n') };
        let mut writer =
            ::csv::WriterBuilder::new().delimiter(separator).terminator(terminator).from_writer(Vec::new());
        let header: Vec<String> = (0..rows[0].len()).map(|column| format!("h{column}")).collect();
        writer.write_record(&header).unwrap();
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let file = file(&writer.into_inner().unwrap());
        let options = ReadOptions {
            separator: Some(separator),
            encoding: Some(TextEncoding::Utf8),
            ..ReadOptions::default()
        };
        let frame = csv::read(file.path(), &options, &Watch::unattended()).unwrap().frame;
        prop_assert_eq!(&originals(&frame.source), &rows);
        prop_assert_eq!(frame.n_rows(), rows.len());
        for (index, column) in frame.columns.iter().enumerate() {
            for (row, cells) in rows.iter().enumerate() {
                let cell = cells[index].trim();
                match &column.values {
                    Values::Text { .. } => prop_assert_eq!(column.text(row).unwrap_or_default(), cell),
                    Values::Int(values) if column.valid.get(row) => prop_assert_eq!(values[row].to_string(), cell),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(loaded) = read(&bytes) {
            prop_assert!(loaded.frame.n_rows() > 0);
            prop_assert!(loaded.frame.columns.iter().all(|column| column.valid.len() == loaded.frame.n_rows()));
        }
    }
}
