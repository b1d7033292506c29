//! Saved models: they place customers as before, bit for bit, and what is not exactly what was written is refused.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on shall fail and say where")]

use std::path::Path;

use sha2::{Digest, Sha256};
use stratum::export::{ModelFile, ModelFileError, load_model};
use stratum::models::{ParamValue, Params};
use stratum::session::{Table, work};
use stratum::study::segments::model::SegmentModel;
use stratum::study::segments::{Edition, SegmentFindings, TextPart};
use stratum::study::{self, Control, MethodChoice, suggest_segments};

use crate::files;

/// Two clouds of customers with four months each, one row in ten without its first month.
fn table(room: &Path) -> Table {
    let mut stream = stratum::base::Stream::new(3, "clouds of a test", 0);
    let mut text = String::from("customer_id,income,balance_m1,balance_m2,balance_m3,balance_m4\n");
    for row in 0..160 {
        let centre = if row % 2 == 0 { 1000.0 } else { 3000.0 };
        let mut cells = vec![format!("C{row:04}"), format!("{:.2}", centre + 200.0 * stream.normal())];
        for month in 1..5 {
            let missing = month == 1 && row % 10 == 3;
            let balance = centre + 100.0 * f64::from(month) + 150.0 * stream.normal();
            cells.push(if missing { String::new() } else { format!("{balance:.2}") });
        }
        text.push_str(&(cells.join(",") + "\n"));
    }
    files::read(&files::write(room, "clouds.csv", &text))
}

fn segments(table: &Table, method: &str) -> SegmentFindings {
    let mut recipe = suggest_segments(&table.frame, &table.profile);
    recipe.methods = vec![MethodChoice { id: method.to_owned(), params: Params::default() }];
    if method == "lstm_kmeans" {
        recipe.shared.set("max_epochs", ParamValue::Int(2));
        recipe.shared.set("units", ParamValue::Sizes(vec![5]));
    }
    let (found, _) = work::run_race(&study::answer, table, &recipe, &Control::default(), &mut |_| {});
    SegmentFindings::clone(found.unwrap().segments().unwrap())
}

fn model(findings: &SegmentFindings) -> SegmentModel {
    let n = findings.k as usize;
    let (codes, names) = ((1..=n as u32).rev().collect(), (0..n).map(|i| format!("客群 {i}")).collect());
    findings.model.at(findings.k, codes, names).unwrap()
}

fn bytes_of(method: &str) -> Vec<u8> {
    let room = tempfile::tempdir().unwrap();
    let model = model(&segments(&table(room.path()), method));
    ModelFile::Segments(Box::new(model)).to_bytes().unwrap()
}

/// What a file of these bytes is taken for.
pub fn loaded(bytes: &[u8]) -> Result<ModelFile, ModelFileError> {
    let room = tempfile::tempdir().unwrap();
    let path = room.path().join("model.stratum");
    std::fs::write(&path, bytes).unwrap();
    load_model(&path)
}

/// The file with a line changed by whoever knows how its sum is made.
pub fn forged(bytes: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    let end = bytes.iter().position(|&byte| byte == b'\n').unwrap();
    let line = std::str::from_utf8(&bytes[..end]).unwrap();
    let head: serde_json::Value = serde_json::from_str(line).unwrap();
    let sum = head["sha256"].as_str().unwrap();
    let line = change(&line.replace(sum, ""));
    let mut hash = Sha256::new();
    hash.update(&line);
    hash.update(&bytes[end + 1..]);
    let sum = hash.finalize().iter().fold(String::new(), |sum, byte| sum + &format!("{byte:02x}"));
    let line = line.replace("\"sha256\":\"\"", &format!("\"sha256\":\"{sum}\""));
    [line.as_bytes(), &bytes[end..]].concat()
}

/// The file with its model changed by whoever knows how its sum is made: arrays that are changed stand in the line.
pub fn forged_model(bytes: &[u8], change: impl Fn(&mut serde_json::Value)) -> Vec<u8> {
    let end = bytes.iter().position(|&byte| byte == b'\n').unwrap();
    let mut head: serde_json::Value = serde_json::from_slice(&bytes[..end]).unwrap();
    let mut rest = &bytes[end + 1..];
    for array in head["arrays"].take().as_array().unwrap() {
        let single = array["numbers"] == "f32";
        let (taken, behind) =
            rest.split_at(array["length"].as_u64().unwrap() as usize * if single { 4 } else { 8 });
        rest = behind;
        let number = |bytes: &[u8]| match bytes.try_into() {
            Ok(bytes) => f64::from(f32::from_le_bytes(bytes)),
            Err(_) => f64::from_le_bytes(bytes.try_into().unwrap()),
        };
        let numbers: Vec<f64> = taken.chunks_exact(if single { 4 } else { 8 }).map(number).collect();
        *head["model"].pointer_mut(array["at"].as_str().unwrap()).unwrap() = numbers.into();
    }
    head["arrays"] = serde_json::json!([]);
    change(&mut head["model"]);
    // The order of the fields is that of the head, which a value does not keep.
    let text = |key: &str| head[key].to_string();
    let line = |sum: &str| {
        let fields =
            ["format", "app", "app_version", "kind", "id"].map(|key| format!("\"{key}\":{}", text(key)));
        let (fields, model) = (fields.join(","), text("model"));
        format!("{{{fields},\"sha256\":\"{sum}\",\"arrays\":[],\"model\":{model}}}")
    };
    let sum = Sha256::digest(line("")).iter().fold(String::new(), |sum, byte| sum + &format!("{byte:02x}"));
    (line(&sum) + "\n").into_bytes()
}

/// Puts a value in place of the first one under this key, wherever it stands.
pub fn replace(value: &mut serde_json::Value, key: &str, by: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Object(fields) => {
            if let Some(place) = fields.get_mut(key).filter(|place| !place.is_null()) {
                *place = by.clone();
                return true;
            }
            fields.values_mut().any(|field| replace(field, key, by))
        }
        serde_json::Value::Array(items) => items.iter_mut().any(|item| replace(item, key, by)),
        _ => false,
    }
}

#[test]
fn a_saved_model_places_everybody_as_before_bit_for_bit() {
    let room = tempfile::tempdir().unwrap();
    let table = table(room.path());
    for method in ["kmeans", "kmeans_log", "pca_kmeans", "lstm_kmeans"] {
        let findings = segments(&table, method);
        let model = model(&findings);
        let bytes = ModelFile::Segments(Box::new(model.clone())).to_bytes().unwrap();
        let ModelFile::Segments(back) = loaded(&bytes).unwrap() else { panic!("{method}") };
        let (before, after) = (
            model.place(&table.frame, &table.frame.row_ids).unwrap(),
            back.place(&table.frame, &table.frame.row_ids).unwrap(),
        );
        assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before.segment, after.segment, "{method}");
            assert_eq!(before.confidence.to_bits(), after.confidence.to_bits(), "{method}");
            assert_eq!(before.fits, after.fits, "{method}");
        }
        let shown = findings.at(findings.k).unwrap();
        assert!(after.iter().map(|placed| placed.segment).eq(shown.labels.iter().copied()), "{method}");
        assert_eq!(back.labels(), model.labels(), "codes and names in any script");
        assert_eq!(ModelFile::Segments(back).to_bytes().unwrap(), bytes, "{method}");
    }
}

#[test]
fn what_is_cut_off_or_changed_anywhere_is_refused() {
    let bytes = bytes_of("lstm_kmeans");
    assert!(loaded(&bytes).is_ok());
    let step = (bytes.len() / 300).max(1);
    let cuts = (0..bytes.len()).filter(|at| at % step == 0 || *at < 40 || bytes.len() - at < 40);
    for cut in cuts {
        assert!(loaded(&bytes[..cut]).is_err(), "cut off at {cut}");
    }
    for at in (0..bytes.len()).filter(|at| at % step == 0 || *at < 200) {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(loaded(&changed).is_err(), "bit {} of byte {at}", at % 8);
    }
    for more in [&b"\n"[..], b" ", b"\0\0\0\0", &bytes] {
        assert!(matches!(loaded(&[&bytes[..], more].concat()), Err(ModelFileError::Damaged(_))));
    }
}

#[test]
fn lies_with_a_right_sum_are_refused() {
    let bytes = bytes_of("kmeans");
    assert!(loaded(&forged(&bytes, str::to_owned)).is_ok(), "the sum is made so");
    assert!(loaded(&forged_model(&bytes, |_| ())).is_ok(), "and so");
    let end = bytes.iter().position(|&byte| byte == b'\n').unwrap();
    let head: serde_json::Value = serde_json::from_slice(&bytes[..end]).unwrap();
    let length = format!("\"length\":{}}}", head["arrays"][0]["length"]);
    let at = format!("\"at\":{}", head["arrays"][0]["at"]);
    let k = format!("\"k\":{}", head["model"]["k"]);
    for (lie, truth) in [
        ("\"length\":18446744073709551615}", length.as_str()),
        ("\"length\":4611686018427387904}", &length),
        ("\"length\":0}", &length),
        ("\"at\":\"/nowhere\"", &at),
        ("\"at\":\"/columns\"", &at),
        ("\"at\":\"/k\"", &at),
        ("\"k\":200", &k),
        ("\"numbers\":\"f16\"", "\"numbers\":\"f32\""),
    ] {
        let said = forged(&bytes, |line| line.replacen(truth, lie, 1));
        assert!(said != bytes, "{truth} stands nowhere");
        match loaded(&said) {
            Err(ModelFileError::Damaged(_)) => {}
            other => panic!("{lie}: {other:?}"),
        }
    }
    for (key, lie) in [
        ("sd", serde_json::json!(0.0)),
        ("sd", serde_json::json!(-1.5)),
        ("columns", serde_json::json!([])),
        ("centroids", serde_json::json!([[0.5]])),
        ("limits", serde_json::json!([])),
    ] {
        let said = forged_model(&bytes, |model| assert!(replace(model, key, &lie), "{key}"));
        assert!(matches!(loaded(&said), Err(ModelFileError::Damaged(_))), "{key}: {lie}");
    }
    for (lie, truth) in [("\"format\":2", "\"format\":1"), ("\"id\":\"prophets\"", "\"id\":\"segments\"")] {
        let said = loaded(&forged(&bytes, |line| line.replacen(truth, lie, 1)));
        assert!(matches!(said, Err(ModelFileError::Newer { .. })), "{said:?}");
    }
}

#[test]
fn other_files_are_no_models() {
    for other in
        [&b""[..], b"a,b\n1,2\n", b"{}\n", b"{\"app\":\"stratum\",\"kind\":\"findings\",\"format\":1}\n"]
    {
        assert!(matches!(loaded(other), Err(ModelFileError::NotAModel(_))));
    }
    let deep = ["[".repeat(100_000), "\n".to_owned()].concat();
    assert!(matches!(loaded(deep.as_bytes()), Err(ModelFileError::NotAModel(_))));
    let nothing = load_model(Path::new("no such folder/model.stratum"));
    assert!(matches!(nothing, Err(ModelFileError::NotFound(_))));
}

#[test]
fn what_a_person_wrote_reaches_list_findings_and_model() {
    use stratum::base::{Lang, Watch};
    use stratum::export::{ExportOptions, Timing, export_segments};

    let room = tempfile::tempdir().unwrap();
    let table = table(room.path());
    let findings = segments(&table, "kmeans");
    let mut edition = Edition::suggested(&findings);
    edition.codes.reverse();
    edition.texts.write(edition.k, 0, TextPart::Name, "Savers, steady");
    edition.texts.write(edition.k, 0, TextPart::Action, "Write to them");
    let out = room.path().join("out");
    let options = ExportOptions {
        folder: &out,
        bom: false,
        keep_formulas: false,
        force: false,
        lang: Lang::En,
        pseudonyms: None,
    };
    let write = |edition: &Edition| {
        export_segments(
            &findings,
            edition,
            &table.tables(),
            &Timing::default(),
            &options,
            &Watch::unattended(),
        )
    };
    let written = write(&edition).unwrap();
    assert_eq!(written.files, ["labelled.csv", "model.stratum", "findings.json", "timing.json"]);
    let read = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();
    let labels = &findings.at(edition.k).unwrap().labels;
    for (line, &label) in read("labelled.csv").lines().skip(1).zip(labels) {
        let code = edition.code(label);
        assert!(line.contains(&format!(",{code},")) && line.ends_with(",all"), "{line}");
        assert_eq!(line.contains(",\"Savers, steady\","), label == 0, "{line}");
    }
    let json: serde_json::Value = serde_json::from_str(&read("findings.json")).unwrap();
    let of_first = &json["segments"][edition.code(0) as usize - 1];
    assert_eq!((&of_first["name"], &of_first["action"]), (&"Savers, steady".into(), &"Write to them".into()));
    let ModelFile::Segments(model) = load_model(&out.join("model.stratum")).unwrap() else { panic!() };
    assert_eq!(model.labels()[0], (edition.code(0), "Savers, steady".to_owned()));

    // Another number of segments over the files of before, which are known as ours.
    let other = Edition { k: 4, codes: (1..=4).collect(), texts: edition.texts.clone() };
    write(&other).unwrap();
    let json: serde_json::Value = serde_json::from_str(&read("findings.json")).unwrap();
    assert_eq!((json["k"].as_u64(), json["segments"].as_array().unwrap().len()), (Some(4), 4));
    assert_eq!(json["compared_k"], findings.k);
    assert!(json["words"][0].as_str().unwrap().contains('4'), "{}", json["words"][0]);
    assert!(write(&Edition { k: 99, ..other }).is_err());
}
