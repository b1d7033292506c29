//! A saved model says the same as before, and what does not hold together is refused.

use serde_json::json;
use stratum::export::{ModelFile, ModelFileError, load_model};
use stratum::models::calibration::Calibration;
use stratum::study::churn::ColumnKind;
use stratum::study::churn::model::{ChurnModel, ChurnModelError};

use super::{customers, frame, isotonic, model};
use crate::model_file::{forged_model, loaded, replace};

fn bytes(model: &ChurnModel) -> Vec<u8> {
    ModelFile::Churn(Box::new(model.clone())).to_bytes().unwrap()
}

#[test]
fn a_saved_model_says_the_same_bit_for_bit() {
    let room = tempfile::tempdir().unwrap();
    let frame = frame(room.path(), &customers(300, 1));
    for (members, calibration) in
        [(1, Calibration::None), (3, isotonic()), (2, Calibration::Platt { a: 1.2, b: -0.3 })]
    {
        let model = model(&frame, members, calibration);
        let bytes = bytes(&model);
        let Ok(ModelFile::Churn(back)) = loaded(&bytes) else { panic!("{:?}", loaded(&bytes)) };
        let (before, after) =
            (model.score(&frame, &frame.row_ids).unwrap(), back.score(&frame, &frame.row_ids).unwrap());
        assert_eq!(before.probabilities, after.probabilities);
        assert_eq!(ModelFile::Churn(back).to_bytes().unwrap(), bytes);
        let different: std::collections::BTreeSet<u32> =
            before.probabilities.column(1).iter().map(|p| p.to_bits()).collect();
        assert!(different.len() > 150, "the weights say something");
        let first = before.get(0).unwrap();
        assert_eq!(first.of_interest, before.probabilities[[0, 1]]);
        assert_eq!(first.label, u32::from(f64::from(first.of_interest) >= model.threshold));
        assert!(before.get(300).is_none());
    }
}

#[test]
fn the_training_rows_are_what_new_customers_are_held_against() {
    let room = tempfile::tempdir().unwrap();
    let frame = frame(room.path(), &customers(400, 2));
    let model = model(&frame, 1, Calibration::None);
    let kinds: Vec<_> = model.schema.iter().map(|column| column.kind).collect();
    let (number, date, text) = (ColumnKind::Number, ColumnKind::Date, ColumnKind::Text);
    assert_eq!(kinds, [number, text, date, number, number, number]);
    for (schema, fitted) in model.fitted() {
        let mut counts = vec![0; schema.n_groups(fitted)];
        let column = frame.column(&schema.name).unwrap();
        schema.count(column, fitted, (0..400).step_by(2), &mut counts);
        let shares: Vec<f64> = counts.iter().map(|&count| count as f64 / 200.0).collect();
        assert_eq!(shares, schema.shares, "{}", schema.name);
    }
    // A tenth of the scores in each group, none of them missing.
    let scores = &model.schema[0];
    assert_eq!(scores.edges.len(), 9);
    assert!(scores.shares[..10].iter().all(|share| (share - 0.1).abs() < 0.03), "{:?}", scores.shares);
    assert_eq!(scores.shares[10], 0.0);
    // France, Germany, Spain; none other; a quarter missing.
    let places = &model.schema[1].shares;
    assert!(places.len() == 5 && places[3] == 0.0 && places[4] > 0.1, "{places:?}");
}

#[test]
fn what_is_cut_off_or_changed_anywhere_is_refused() {
    let room = tempfile::tempdir().unwrap();
    let bytes = bytes(&model(&frame(room.path(), &customers(100, 3)), 1, isotonic()));
    let step = (bytes.len() / 250).max(1);
    for at in (0..bytes.len()).filter(|at| at % step == 0 || *at < 60 || bytes.len() - at < 60) {
        assert!(loaded(&bytes[..at]).is_err(), "cut off at {at}");
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(loaded(&changed).is_err(), "bit {} of byte {at}", at % 8);
    }
}

#[test]
fn lies_with_a_right_sum_are_refused() {
    let room = tempfile::tempdir().unwrap();
    let bytes = bytes(&model(&frame(room.path(), &customers(100, 4)), 2, isotonic()));
    assert!(loaded(&forged_model(&bytes, |_| ())).is_ok(), "the sum is made so");
    for (key, lie) in [
        ("sd", json!(0.0)),
        ("mean", json!(null)),
        ("threshold", json!(1.5)),
        ("threshold", json!(-0.1)),
        ("of_interest", json!(2)),
        ("classes", json!([])),
        ("classes", json!(["no", "no"])),
        ("classes", json!(["no", "yes", "perhaps"])),
        ("members", json!([])),
        ("class_weights", json!([1.0])),
        ("class_weights", json!([1.0, 0.0])),
        ("weights", json!([0.5])),
        ("weights", json!([])),
        ("layers", json!([])),
        ("n_inputs", json!(7)),
        ("n_outputs", json!(0)),
        ("n_outputs", json!(18_446_744_073_709_551_615_u64)),
        ("start", json!(4)),
        ("x", json!([0.4, 0.1, 0.9])),
        ("x", json!([0.4])),
        ("y", json!([0.9, 0.5, 0.1])),
        ("y", json!([0.5, 0.6, 1.1])),
        ("schema", json!([])),
        ("edges", json!([3.0, 2.0])),
        ("shares", json!([0.5, 0.5])),
        ("kind", json!("text")),
        ("train", json!(0)),
        ("calibration", json!({"witchcraft": {}})),
    ] {
        let said = forged_model(&bytes, |model| {
            let of_columns = ["sd", "mean"].contains(&key);
            let place = if of_columns { &mut model["preprocessor"] } else { model };
            assert!(replace(place, key, &lie), "no {key}");
        });
        assert!(matches!(loaded(&said), Err(ModelFileError::Damaged(_))), "{key}: {lie}");
    }
}

#[test]
fn what_is_no_file_is_not_waited_for() {
    let room = tempfile::tempdir().unwrap();
    let folder = load_model(room.path());
    assert!(matches!(folder, Err(ModelFileError::NotAFile(_))), "{folder:?}");
    #[cfg(unix)]
    {
        let pipe = room.path().join("pipe");
        if std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
            assert!(matches!(load_model(&pipe), Err(ModelFileError::NotAFile(_))));
        }
        let device = load_model(std::path::Path::new("/dev/zero"));
        assert!(matches!(device, Err(ModelFileError::NotAFile(_))), "{device:?}");
    }
}

#[test]
fn tables_that_do_not_suit_a_model_are_refused_by_name() {
    let room = tempfile::tempdir().unwrap();
    let text = customers(60, 5);
    let model = model(&frame(room.path(), &text), 1, Calibration::None);
    let refused = |text: &str| {
        let frame = frame(room.path(), text);
        model.score(&frame, &frame.row_ids).unwrap_err()
    };
    let said = refused(&text.replace("Age", "age_years").replace("Score", "score"));
    let ChurnModelError::MissingColumns(missing) = &said else { panic!("{said:?}") };
    assert_eq!(missing[0], ("Score".to_owned(), vec!["score".to_owned()]));
    assert_eq!(missing.len(), 2);
    let lines: Vec<&str> = text.lines().collect();
    let cells: Vec<&str> = lines[3].split(',').collect();
    let broken = text.replace(lines[3], &lines[3].replace(&format!(",{},", cells[2]), ",many,"));
    if !lines[3].contains('"') {
        let said = refused(&broken);
        let ChurnModelError::Text { column, row, cell, .. } = &said else { panic!("{said:?}") };
        assert_eq!((column.as_str(), *row, cell.as_str()), ("Score", 3, "many"));
    }
    let dates = text.replace(",Age,", ",Age_,").replace(",Joined,", ",Age,").replace(",Age_,", ",Joined,");
    assert!(matches!(refused(&dates), ChurnModelError::OtherKind { .. }));
    for error in [refused(&dates), said] {
        for lang in stratum::base::Lang::ALL {
            assert!(!stratum::base::render(lang, &error.problem().message).is_empty());
        }
    }
}
