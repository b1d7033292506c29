//! The call list of new customers: whom to call first, and what may not be written over for it.

use std::fs;
use std::path::Path;

use stratum::base::{Lang, Watch, render};
use stratum::export::{
    CallList, CallsWritten, ChurnScoring, ExportError, ModelFile, ScoreError, Scoring, load_model,
    score_churn,
};
use stratum::study::churn::model::ChurnModel;

use super::{customers, frame, isotonic, labels, model, saved};
use crate::files;

fn listed(
    room: &Path,
    model: &ChurnModel,
    text: &str,
    (list, calls): (&str, &str),
) -> Result<(CallsWritten, Vec<Vec<String>>), ScoreError> {
    let file = files::write(room, "new.csv", text);
    let (list, target) = (room.join(list), room.join(calls));
    let list =
        Scoring { target: &list, bom: false, keep_formulas: false, force: false, keep: false, renames: &[] };
    let calls = Some(CallList { target: &target, lang: Lang::En });
    let scoring = ChurnScoring { list, threshold: None, only_above: false, calls };
    let scored = score_churn(model, &file, &scoring, &Watch::unattended())?;
    let mut records = csv::ReaderBuilder::new().has_headers(false).from_path(&target).unwrap();
    let rows = records.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
    Ok((scored.calls.unwrap(), rows))
}

#[test]
fn the_most_probable_come_first_and_nobody_who_has_left() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let model = model(&frame(room, &customers(300, 1)), 2, isotonic());
    let text = customers(9_000, 2);
    let (written, rows) = listed(room, &model, &text, ("list.csv", "calls.csv")).unwrap();
    let (header, rows) = rows.split_first().unwrap();
    assert_eq!(
        header[..7].join(","),
        "stratum_rank,stratum_probability,stratum_decile,stratum_control,stratum_part,stratum_reasons,CustomerId"
    );
    let scored = fs::read_to_string(room.join("list.csv")).unwrap();
    let expected = scored.lines().filter(|line| line.contains(",no,yes,0.")).count();
    assert_eq!((rows.len(), written.listed as usize), (expected, expected));
    assert!(rows.iter().all(|row| row.last().unwrap() == "no"), "left already");
    assert_eq!(written.already as usize, text.lines().filter(|line| line.ends_with(",yes")).count());
    let probability = |row: &Vec<String>| row[1].parse::<f64>().unwrap();
    assert!(rows.windows(2).all(|pair| probability(&pair[0]) >= probability(&pair[1])));
    let control = rows.iter().filter(|row| row[3] == "yes").count() as f64 / rows.len() as f64;
    assert!((control - 0.1).abs() < 0.04, "{control}");
    assert!(
        rows[..300].iter().all(|row| !row[5].is_empty()) && rows[300..].iter().all(|row| row[5].is_empty())
    );
    // The same whatever the number of threads.
    let bytes = fs::read(room.join("calls.csv")).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| listed(room, &model, &text, ("list.csv", "calls.csv")).unwrap());
    assert!(fs::read(room.join("calls.csv")).unwrap() == bytes);
    // Of customers without a label nobody is known to have left.
    let unlabelled: String =
        text.lines().map(|line| line.rsplit_once(',').unwrap().0.to_owned() + "\n").collect();
    let (written, rows) = listed(room, &model, &unlabelled, ("list.csv", "calls.csv")).unwrap();
    assert_eq!(
        (written.already, rows.len() - 1),
        (0, labels(&scored).iter().filter(|label| *label == "yes").count())
    );
}

#[test]
fn a_model_of_before_gives_a_list_without_reasons_and_says_so() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let mut model = model(&frame(room, &customers(300, 1)), 1, isotonic());
    let kept = model.background.take();
    let path = saved(room, &model);
    let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
    assert!(!text.contains("background"), "as earlier versions wrote it");
    let ModelFile::Churn(read) = load_model(&path).unwrap() else { panic!("another model") };
    let (written, rows) = listed(room, &read, &customers(200, 2), ("list.csv", "calls.csv")).unwrap();
    assert!(!written.with_reasons && written.explained == 0 && rows.len() > 1);
    assert!(rows[1..].iter().all(|row| row[5].is_empty()));
    let words = written.words(&read);
    assert!(words.iter().any(|word| render(Lang::En, word).contains("cannot say why")), "{words:?}");
    // What does not fit is no model.
    for spoil in [
        |features: &mut Vec<f32>| features.truncate(features.len() - 1),
        |features: &mut Vec<f32>| features.clear(),
        |features: &mut Vec<f32>| features.extend(features.clone()),
    ] {
        let mut background = kept.clone().unwrap();
        spoil(&mut background.features);
        model.background = Some(background);
        assert!(ModelFile::Churn(Box::new(model.clone())).to_bytes().is_none());
    }
}

#[test]
fn neither_customers_nor_lists_nor_files_of_others_are_written_over() {
    let room = tempfile::tempdir().unwrap();
    let room = room.path();
    let model = model(&frame(room, &customers(300, 1)), 1, isotonic());
    let text = customers(50, 2);
    files::write(room, "foreign.csv", "a,b\n1,2\n");
    // A list of a run, as it is and as it was before it told the parts; an old one may not be of new customers.
    let of_run = "stratum_rank,stratum_probability,stratum_decile,stratum_control,stratum_part,stratum_reasons,a\n\
                  1,0.9,1,no,test,,x\n";
    let before = of_run.replace("stratum_part,", "").replace("test,", "");
    files::write(room, "run.csv", of_run);
    files::write(room, "before.csv", &before);
    for calls in ["new.csv", "list.csv", "foreign.csv", "run.csv", "before.csv"] {
        let error = listed(room, &model, &text, ("list.csv", calls)).unwrap_err();
        let ScoreError::Export(error) = error else { panic!("{error:?}") };
        match calls {
            "new.csv" => assert!(matches!(error, ExportError::IsInput(_)), "{error:?}"),
            "list.csv" => assert!(matches!(error, ExportError::SameName(_)), "{error:?}"),
            "foreign.csv" => assert!(matches!(error, ExportError::Foreign(_)), "{error:?}"),
            _ => assert!(matches!(error, ExportError::OfARun(_)), "{error:?}"),
        }
        assert!(!room.join("list.csv").exists(), "half of the work for {calls}");
    }
    assert_eq!(fs::read_to_string(room.join("new.csv")).unwrap(), text);
    assert_eq!(fs::read_to_string(room.join("foreign.csv")).unwrap(), "a,b\n1,2\n");
    assert_eq!(fs::read_to_string(room.join("run.csv")).unwrap(), of_run);
    listed(room, &model, &text, ("list.csv", "calls.csv")).unwrap();
    listed(room, &model, &text, ("list.csv", "calls.csv")).unwrap();
}
