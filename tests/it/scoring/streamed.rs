//! Customers scored as they stream by get what they get in a table read whole, in any dialect, and nothing is lost in silence.

use std::fs;
use std::path::Path;

use stratum::base::{Lang, Stop, Watch, render};
use stratum::data::DataError;
use stratum::export::{
    ChurnScored, ChurnScoring, ExportError, ScoreError, Scoring, score_churn, summary_json,
};
use stratum::models::calibration::Calibration;
use stratum::study::churn::Shift;
use stratum::study::churn::drift::words;
use stratum::study::churn::model::{ChurnModel, ChurnModelError};

use super::{customers, frame, isotonic, model};

/// What is written of a file of these bytes, without the byte order mark.
pub fn scored(
    room: &Path,
    model: &ChurnModel,
    bytes: impl AsRef<[u8]>,
    only_above: bool,
) -> Result<(ChurnScored, String), ScoreError> {
    let (file, target) = (room.join("new.csv"), room.join("scored.csv"));
    fs::write(&file, bytes).unwrap();
    let list = Scoring {
        target: &target,
        bom: false,
        keep_formulas: false,
        force: false,
        keep: false,
        renames: &[],
    };
    let scoring = ChurnScoring { list, threshold: None, only_above, calls: None };
    let scored = score_churn(model, &file, &scoring, &Watch::unattended())?;
    Ok((scored, fs::read_to_string(&target).unwrap()))
}

/// The cells of ours, row by row, as the whole table gives them.
fn expected(room: &Path, model: &ChurnModel, text: &str) -> Vec<String> {
    let frame = frame(room, text);
    let scores = model.score(&frame, &frame.row_ids).unwrap();
    let row = |index: usize| {
        let scored = scores.get(index).unwrap();
        let label = &model.classes[scored.label as usize];
        let [no, yes] = [scores.probabilities[[index, 0]], scores.probabilities[[index, 1]]];
        assert_eq!(f64::from(yes) >= model.threshold, label == "yes");
        format!("{label},{:.6},{no:.6},{yes:.6},new", scored.of_interest)
    };
    (0..scores.len()).map(row).collect()
}

const OURS: &str = "stratum_label,stratum_probability,stratum_p_no,stratum_p_yes,stratum_part";

#[test]
fn every_row_is_as_it_was_with_what_the_model_says_behind_it() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let text = customers(500, 1);
    for calibration in [Calibration::None, isotonic()] {
        let model = model(&frame(room, &text), 2, calibration);
        let expected = expected(room, &model, &text);
        let (said, list) = scored(room, &model, &text, false).unwrap();
        let lines: Vec<&str> = list.lines().collect();
        assert_eq!(lines[0], format!("{},{OURS}", text.lines().next().unwrap()));
        for ((line, original), ours) in lines[1..].iter().zip(text.lines().skip(1)).zip(&expected) {
            assert_eq!(*line, format!("{original},{ours}"));
        }
        assert_eq!((said.rows, said.written, said.unreadable, lines.len()), (500, 500, 0, 501));
        let called = expected.iter().filter(|ours| ours.starts_with("yes,")).count();
        assert!(called > 20 && called < 480, "{called}");
        assert_eq!(said.called, called as u64);
        assert_eq!(said.ignored, ["CustomerId", "Surname", "Exited"]);

        let (only, alerts) = scored(room, &model, &text, true).unwrap();
        let above = lines[1..].iter().zip(&expected).filter(|(_, ours)| ours.starts_with("yes,"));
        assert!(alerts.lines().skip(1).eq(above.map(|(line, _)| *line)));
        assert_eq!((only.written, only.called, only.rows), (called as u64, called as u64, 500));
        assert_eq!(only.expected.to_bits(), said.expected.to_bits());
    }
}

#[test]
fn customers_beside_one_another_have_no_say_in_each_other() {
    let room = tempfile::tempdir().unwrap();
    let frame = frame(room.path(), &customers(200, 2));
    let model = model(&frame, 3, isotonic());
    let whole = model.score(&frame, &frame.row_ids).unwrap();
    for rows in [1, 7, 31, 33, 64] {
        for (chunk, rows) in
            frame.row_ids.chunks(rows).enumerate().map(|(index, chunk)| (index * rows, chunk))
        {
            let part = model.score(&frame, rows).unwrap();
            for index in 0..rows.len() {
                assert_eq!(part.get(index), whole.get(chunk + index));
            }
        }
    }
}

#[test]
fn where_the_file_is_cut_does_not_matter() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let few = customers(400, 3);
    let model = model(&frame(room, &few), 1, isotonic());
    // Over two batches, with line ends and separators within cells.
    let text = customers(110_000, 4);
    let text = text.replace("O'Hara", "\"O'Hara\n\"\"the\"\",\n elder\"").replace("Ng,", "\"N\r\ng\",");
    assert!(text.len() > 5 << 20);
    let expected = expected(room, &model, &text);
    let mut one = None;
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let (said, list) = pool.install(|| scored(room, &model, &text, false).unwrap());
        assert_eq!((said.rows, said.unreadable), (110_000, 0));
        let mut reader = csv::Reader::from_reader(list.as_bytes());
        let mut original = csv::Reader::from_reader(text.as_bytes());
        let pairs = reader.records().zip(original.records()).zip(&expected);
        for ((record, original), ours) in pairs {
            let (record, original) = (record.unwrap(), original.unwrap());
            assert!(record.iter().take(9).eq(original.iter()), "{record:?}");
            assert_eq!(record.iter().skip(9).collect::<Vec<_>>().join(","), *ours);
        }
        assert_eq!(
            one.get_or_insert_with(|| (said.clone(), list.clone())),
            &(said, list),
            "{threads} threads"
        );
    }
}

#[test]
fn any_dialect_says_the_same() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let text = customers(300, 5);
    let model = model(&frame(room, &text), 1, Calibration::None);
    let whole = scored(room, &model, &text, false).unwrap();
    let utf16 = |to_bytes: fn(u16) -> [u8; 2], mark: bool| -> Vec<u8> {
        let mark = mark.then_some(0xFEFF).into_iter();
        mark.chain(text.encode_utf16()).flat_map(to_bytes).collect()
    };
    let western = text.replace("李娜", "Lefèvre");
    let expected_western = scored(room, &model, &western, false).unwrap();
    let encoded = |encoding: &'static encoding_rs::Encoding, text: &str| encoding.encode(text).0.into_owned();
    let bytes: [(&str, Vec<u8>, &String); 8] = [
        ("BOM", ("\u{feff}".to_owned() + &text).into_bytes(), &whole.1),
        ("UTF-16LE", utf16(u16::to_le_bytes, true), &whole.1),
        ("UTF-16BE", utf16(u16::to_be_bytes, true), &whole.1),
        ("UTF-16 without a mark", utf16(u16::to_le_bytes, false), &whole.1),
        ("GB18030", encoded(encoding_rs::GB18030, &text.replace("Müller", "王芳")), &whole.1),
        ("Windows-1252", encoded(encoding_rs::WINDOWS_1252, &western), &expected_western.1),
        ("CRLF", text.replace('\n', "\r\n").into_bytes(), &whole.1),
        ("CR", text.replace('\n', "\r").into_bytes(), &whole.1),
    ];
    for (dialect, bytes, list) in bytes {
        let (said, found) = scored(room, &model, &bytes, false).unwrap();
        let found = if dialect == "GB18030" { found.replace("王芳", "Müller") } else { found };
        assert!(found == *list, "{dialect}: {found:.300}");
        assert_eq!(said.called, whole.0.called, "{dialect}");
        assert_eq!(said.expected.to_bits(), whole.0.expected.to_bits(), "{dialect}");
    }
    // Semicolons, and commas before decimals: also in what is added.
    let comma = |text: &str| text.replace("\"Doe, Jane\"", "Doe Jane").replace(',', ";").replace('.', ",");
    let (_, found) = scored(room, &model, comma(&text), false).unwrap();
    assert_eq!(found, comma(&whole.1));
    // Tabs, behind a line that tells so.
    let tabs = "sep=\t\n".to_owned() + &text.replace("\"Doe, Jane\"", "Doe Jane").replace(',', "\t");
    let (_, found) = scored(room, &model, tabs, false).unwrap();
    assert_eq!(found, whole.1.replace("\"Doe, Jane\"", "Doe Jane").replace(',', "\t"));
}

#[test]
fn an_encoding_that_shows_late_is_read_from_the_beginning() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let text = customers(60_000, 6).replace("李娜", "Li").replace("Müller", "Miller");
    assert!(text.len() > 2 << 20);
    let model = model(&frame(room, &customers(300, 6)), 1, Calibration::None);
    let whole = scored(room, &model, &text, false).unwrap().1;
    let end = text.rfind("Miller").unwrap();
    let late = [&text.as_bytes()[..end], b"M\xFCller", &text.as_bytes()[end + 6..]].concat();
    let (said, list) = scored(room, &model, &late, false).unwrap();
    let end = whole.rfind("Miller").unwrap();
    assert_eq!(list, [&whole[..end], "Müller", &whole[end + 6..]].concat());
    assert!(said.issues.is_empty(), "{:?}", said.issues);
    // A broken byte in UTF-8 is damage, and said.
    let text = customers(300, 6);
    let end = text.rfind("李娜").unwrap();
    let broken = [&text.as_bytes()[..end], b"\xFF", &text.as_bytes()[end..]].concat();
    let (said, list) = scored(room, &model, &broken, false).unwrap();
    assert!(list.contains("\u{FFFD}李娜") && said.rows == 300);
    assert_eq!(said.issues.len(), 1);
}

#[test]
fn columns_are_matched_by_name() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let text = customers(200, 7).replace("\"Doe, Jane\"", "Doe");
    let model = model(&frame(room, &text), 1, Calibration::None);
    let ours = expected(room, &model, &text);
    // Turned round, with a column more and without those that are not read.
    let turned: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(row, line)| {
            let mut cells: Vec<&str> = line.split(',').collect();
            cells.truncate(8);
            cells.reverse();
            format!("{},{}", cells.join(","), if row == 0 { "note" } else { "=1+1" })
        })
        .collect();
    let turned = turned.join("\n") + "\n";
    let (said, list) = scored(room, &model, &turned, false).unwrap();
    for (line, ours) in list.lines().skip(1).zip(&ours) {
        assert!(line.ends_with(&format!(",'=1+1,{ours}")), "{line}");
    }
    assert_eq!(said.ignored, ["Surname", "CustomerId", "note"]);
    // A list of ours comes in again: its columns are no facts and are written anew.
    let (again, list_again) = scored(room, &model, &list, false).unwrap();
    assert_eq!(list_again, list);
    assert_eq!(again.ignored, said.ignored);

    let missing = scored(room, &model, text.replace("Balance", "balance_eur"), false).unwrap_err();
    let ScoreError::Churn(ChurnModelError::MissingColumns(missing)) = missing else { panic!("{missing:?}") };
    assert_eq!(missing, [("Balance".to_owned(), vec!["balance_eur".to_owned()])]);
}

#[test]
fn text_where_numbers_were_is_named_by_row_and_cell() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let text = customers(90_000, 8).replace("\"Doe, Jane\"", "Doe");
    assert!(text.len() > 4 << 20);
    let model = model(&frame(room, &customers(300, 8)), 1, Calibration::None);
    fs::remove_file(room.join("scored.csv")).ok();
    let with = |row: usize, column: usize, cell: &str| -> String {
        let line = |(at, line): (usize, &str)| {
            let mut cells: Vec<&str> = line.split(',').collect();
            if at == row {
                cells[column] = cell;
            }
            cells.join(",") + "\n"
        };
        text.lines().enumerate().map(line).collect()
    };
    for (row, column, name, cell) in
        [(1, 5, "Age", "old"), (89_998, 5, "Age", "n.n."), (85_000, 4, "Joined", "31.02.2020")]
    {
        let error = scored(room, &model, with(row, column, cell), false).unwrap_err();
        let ScoreError::Churn(ChurnModelError::Text { column, row: found, cell: said, .. }) = &error else {
            panic!("{error:?}")
        };
        assert_eq!((column.as_str(), *found, said.as_str()), (name, row as u64, cell));
        for lang in Lang::ALL {
            assert!(render(lang, &error.problem().message).contains(cell));
        }
        let left: Vec<_> = fs::read_dir(room).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| name == "new.csv" || name == "customers.csv"), "{left:?}");
    }
    // Empty cells and words for them are filled, as in training.
    for cell in ["", "NA", "  "] {
        assert_eq!(scored(room, &model, with(5, 5, cell), false).unwrap().0.rows, 90_000);
    }
}

#[test]
fn rows_that_cannot_be_read_are_kept_and_said() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let text = customers(60, 9).replace("\"Doe, Jane\"", "Doe");
    let model = model(&frame(room, &text), 1, Calibration::None);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines[3] = "only,two".to_owned();
    lines[7].push_str(",more,than,enough");
    let broken = lines.join("\n") + "\n\n";
    let (said, list) = scored(room, &model, &broken, false).unwrap();
    assert_eq!((said.rows, said.unreadable, said.written), (60, 2, 60));
    let found: Vec<&str> = list.lines().collect();
    assert_eq!(found[3], "only,two,,,,,,,,,,,,");
    assert!(found[7].ends_with(",,,,,more,than,enough"), "{}", found[7]);
    assert!(found[8].ends_with(",new"));
    let rows: Vec<Option<u32>> = said.issues.iter().map(|issue| issue.row).collect();
    assert_eq!(rows, [Some(2), Some(6)]);
    assert_eq!(scored(room, &model, &broken, true).unwrap().0.unreadable, 2);
    // A quotation mark that is never closed swallows the rest: said, and nothing is made up.
    let unclosed = text.clone() + "1,\"open\n2,3\n";
    let (said, list) = scored(room, &model, &unclosed, false).unwrap();
    assert_eq!((said.rows, said.unreadable, list.lines().count()), (61, 1, 64));
    assert_eq!(said.issues.len(), 1);
}

#[test]
fn files_without_customers_leave_no_list() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let text = customers(60, 10);
    let model = model(&frame(room, &text), 1, Calibration::None);
    let header = text.lines().next().unwrap().to_owned() + "\n";
    let refused = |bytes: &[u8]| scored(room, &model, bytes, false).unwrap_err();
    assert!(matches!(refused(b""), ScoreError::Data(DataError::Empty(_))));
    assert!(matches!(refused(header.as_bytes()), ScoreError::Data(DataError::HeaderOnly(_))));
    let ragged = header.clone() + "1,2\n3,4\n";
    assert!(matches!(refused(ragged.as_bytes()), ScoreError::Data(DataError::NoReadableRows { .. })));
    assert!(matches!(refused(b"PK\x03\x04...xl/"), ScoreError::Data(DataError::Workbook(_))));
    assert!(matches!(refused(b"\x1f\x8b\x08"), ScoreError::Data(DataError::Compressed(_))));
    assert!(!room.join("scored.csv").exists());
    let stop = Stop::default();
    stop.request();
    fs::write(room.join("new.csv"), &text).unwrap();
    let target = room.join("scored.csv");
    let list =
        Scoring { target: &target, bom: true, keep_formulas: false, force: false, keep: false, renames: &[] };
    let scoring = ChurnScoring { list, threshold: Some(0.5), only_above: false, calls: None };
    let stopped = score_churn(&model, &room.join("new.csv"), &scoring, &Watch::new(stop, &|_| {}));
    assert_eq!(stopped.unwrap_err(), ScoreError::Export(ExportError::Stopped));
    let nothing = score_churn(&model, &room.join("none.csv"), &scoring, &Watch::unattended());
    assert!(matches!(nothing.unwrap_err(), ScoreError::Data(DataError::Missing(_))));
    let folder = score_churn(&model, room, &scoring, &Watch::unattended());
    assert!(matches!(folder.unwrap_err(), ScoreError::Data(DataError::Directory(_))));
    assert!(!target.exists());
}

#[test]
fn new_customers_are_held_against_those_learned_from() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let text = customers(6000, 11);
    let model = model(&frame(room, &text), 1, Calibration::None);
    let (said, _) = scored(room, &model, customers(6000, 12), false).unwrap();
    assert!(
        said.drift.iter().all(|drift| drift.shift == Shift::Stable && drift.psi < 0.02),
        "{:?}",
        said.drift
    );
    assert!(said.unseen.is_empty());
    let sentences = |said: &ChurnScored, lang| -> Vec<String> {
        words(&said.drift, &said.unseen).iter().map(|word| render(lang, word)).collect()
    };
    assert_eq!(sentences(&said, Lang::En).len(), 1);

    // Everybody 25 years older, half of the French elsewhere, and few of them.
    let older = |n: usize| -> String {
        let line = |(row, line): (usize, &str)| {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            let shift = usize::from(cells[1].starts_with('"'));
            if row > 0 {
                let age: u32 = cells[5 + shift].parse().unwrap();
                cells[5 + shift] = (age + 25).to_string();
                if cells[3 + shift] == "France" && row % 2 == 0 {
                    cells[3 + shift] = "Malta".to_owned();
                }
            }
            cells.join(",") + "\n"
        };
        text.lines().take(n + 1).enumerate().map(line).collect()
    };
    let (said, _) = scored(room, &model, older(5000), false).unwrap();
    let by = |name: &str| said.drift.iter().find(|drift| drift.column == name).unwrap();
    assert_eq!(by("Age").shift, Shift::Drifted);
    assert!(by("Geography").psi > 0.1 && by("Score").shift == Shift::Stable);
    assert_eq!(
        (said.unseen[0].column.as_str(), said.unseen[0].example.as_deref()),
        ("Geography", Some("Malta"))
    );
    assert!(said.unseen[0].customers > 400 && !said.unseen[0].with_rare);
    let english = sentences(&said, Lang::En);
    assert!(english[0].contains("Age (PSI ") && english.last().unwrap().contains("Malta"), "{english:?}");
    assert_eq!(sentences(&said, Lang::Zh).len(), english.len());

    let json = summary_json(&model, Path::new("folder/new.csv"), &said, Lang::En);
    assert_eq!((&json["file"], &json["rows"]), (&"new.csv".into(), &5000.into()));
    assert_eq!(json["drift"].as_array().unwrap().len(), 6);
    assert_eq!(json["drift"][3]["verdict"], "drifted");

    // So few customers differ by chance.
    let (said, _) = scored(room, &model, customers(12, 13), false).unwrap();
    assert!(said.drift.iter().any(|drift| drift.shift == Shift::TooFew), "{:?}", said.drift);
    assert!(said.drift.iter().all(|drift| drift.shift < Shift::Shifted), "{:?}", said.drift);
}

#[test]
fn a_list_of_new_customers_replaces_none_of_a_run() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let text = customers(60, 14);
    let model = model(&frame(room, &text), 1, Calibration::None);
    let place = room.join("scored.csv");
    let run =
        "Age,stratum_label,stratum_probability,stratum_p_no,stratum_p_yes,stratum_part\n1,no,1,1,0,train\n";
    for (present, error) in
        [(run, ExportError::OfARun(place.clone())), ("a,b\n1,2\n", ExportError::Foreign(place.clone()))]
    {
        fs::write(&place, present).unwrap();
        assert_eq!(scored(room, &model, &text, false).unwrap_err(), ScoreError::Export(error));
        assert_eq!(fs::read_to_string(&place).unwrap(), present);
    }
    fs::remove_file(&place).unwrap();
    // Its own earlier list, also one of nobody.
    for only_above in [false, true, false] {
        scored(room, &model, &text, only_above).unwrap();
    }
}

#[test]
fn a_column_stands_for_another_one() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let model = model(&frame(room, &customers(300, 1)), 1, isotonic());
    let text = customers(100, 2);
    let (_, plain) = scored(room, &model, &text, false).unwrap();
    let cells = |list: &str| -> Vec<String> {
        let (header, rows) = list.split_once('\n').unwrap();
        assert!(header.contains(OURS));
        rows.lines().map(str::to_owned).collect()
    };
    let (file, target) = (room.join("other.csv"), room.join("scored.csv"));
    // “Balance” is something else here, and “Score” is not there at all.
    let other = text.replacen("Score,", "Points,", 1).replacen("Balance,", "Money,", 1);
    let lines = other.lines().enumerate();
    let other: Vec<String> =
        lines.map(|(at, line)| format!("{line},{}", if at == 0 { "Balance" } else { "text" })).collect();
    let other = other.join("\n") + "\n";
    fs::write(&file, other).unwrap();
    let renames = [("Balance", "Money"), ("Score", "Points")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    let asked = |renames: &[(String, String)]| {
        let list =
            Scoring { target: &target, bom: false, keep_formulas: false, force: false, keep: false, renames };
        let scoring = ChurnScoring { list, threshold: None, only_above: false, calls: None };
        score_churn(&model, &file, &scoring, &Watch::unattended())
    };
    let found = asked(&renames).unwrap();
    let list = fs::read_to_string(&target).unwrap();
    assert!(
        list.starts_with("CustomerId,Surname,Points,Geography,Joined,Age,Money,Products,Exited,Balance,")
    );
    let mended: Vec<String> = cells(&list).iter().map(|line| line.replacen(",text,", ",", 1)).collect();
    assert_eq!(mended, cells(&plain));
    assert_eq!(found.ignored, ["CustomerId", "Surname", "Exited", "Balance"]);
    let said: Vec<String> = found.issues.iter().map(|issue| render(Lang::En, &issue.message)).collect();
    assert_eq!(said, ["“Money” was read as “Balance”.", "“Points” was read as “Score”."]);
    let error = asked(&renames[..1]).unwrap_err();
    assert!(matches!(error, ScoreError::Churn(ChurnModelError::MissingColumns(_))), "{error:?}");
    let nowhere = [("Balance".to_owned(), "Mony".to_owned())];
    let problem = asked(&nowhere).unwrap_err().problem();
    assert_eq!(render(Lang::En, &problem.hint.unwrap()), "Did you mean Money?");
}
