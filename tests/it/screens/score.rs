//! The screen “next month”, by label: a model and customers dropped, scored, refused, replaced.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Key, Modifiers};

use stratum::base::{Lang, Message, render};
use stratum::data::sample::cards;
use stratum::export::ModelFile;
use stratum::models::calibration::Calibration;
use stratum::session::scoring::{ScoreOutcome, ScoreRun};
use stratum::session::{Action, ChooseAction, DataAction, ScoreAction, Screen};
use stratum::study::Question;

use eframe::egui;

use super::looks::{picture, picture_without, pictures};
use super::{Dropped, Setup, Stage};
use crate::scoring::{customers, frame, labels, model};

impl Stage {
    /// A saved model of who leaves.
    fn saved_model(&self) -> PathBuf {
        let learned = frame(self.room.path(), &customers(400, 1));
        let bytes = ModelFile::Churn(Box::new(model(&learned, 1, Calibration::None))).to_bytes().unwrap();
        let path = self.room.path().join("model.stratum");
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn drop_file(&mut self, path: PathBuf) {
        self.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
        self.harness.step();
        self.harness.step();
    }

    fn matched(&mut self) {
        self.until("the columns compared", |state| state.scoring.matched.is_some());
    }

    fn scored(&mut self) {
        self.until("the list", |state| !state.scoring.is_running());
    }
}

#[test]
fn a_model_dropped_anywhere_and_customers_dropped_after_it_are_scored() {
    let mut stage = Setup::default().raise();
    let model = stage.saved_model();
    stage.drop_file(model);
    assert_eq!(stage.state().screen, Screen::Score);
    stage.until("the model", |state| state.scoring.model.is_some());
    stage.assert_shows(Lang::En, "ui-score-drop-customers");
    assert!(stage.shows("Who left within a month of joining was not seen."));
    // A table dropped here is scored, not analysed.
    let file = stage.file("new.csv", &customers(300, 2).replace("Surname", "Family"));
    stage.drop_file(file);
    stage.matched();
    let there = Message::new("ui-score-all-columns").with("n", 6_u32);
    assert!(stage.shows(&render(Lang::En, &there)));
    assert!(stage.shows("Family") && stage.state().table.ready().is_none());
    stage.click_key("command-score");
    stage.scored();
    let done = stage.state().scoring.current().unwrap().clone();
    let ScoreOutcome::Churn(scored) = &done.outcome else { panic!("customers were placed") };
    assert_eq!((scored.rows, scored.written), (300, 300));
    let list = std::fs::read_to_string(stage.room.path().join("new-scored.csv")).unwrap();
    assert_eq!(list.lines().count(), 301);
    let called = labels(&list).into_iter().filter(|label| label == "yes");
    assert_eq!(called.count() as u64, scored.called);
    let calls = std::fs::read_to_string(stage.room.path().join("new-calls.csv")).unwrap();
    assert_eq!(calls.lines().count() as u64, 1 + done.calls().unwrap().listed);
    for key in ["ui-score-drift", "ui-score-psi", "command-open-folder"] {
        stage.assert_shows(Lang::En, key);
    }
    // Another choice makes the list an old one, and the button writes it anew.
    stage.click_key("ui-score-only-above");
    stage.assert_shows(Lang::En, "ui-score-stale");
    stage.click_key("command-score");
    stage.scored();
    stage.click_key("ui-export-replace");
    stage.scored();
    let list = std::fs::read_to_string(stage.room.path().join("new-scored.csv")).unwrap();
    assert_eq!(list.lines().count() as u64, 1 + scored.called);
}

#[test]
fn missing_columns_are_named_with_the_nearest_and_nothing_begins() {
    let mut stage = Setup::default().raise();
    let model = stage.saved_model();
    let file = stage.file("new.csv", &customers(50, 3).replace("Balance", "Ballance"));
    stage.act(Action::Data(DataAction::OpenTogether(vec![file, model])));
    stage.matched();
    let nearest = [("Balance".to_owned(), vec!["Ballance".to_owned()])];
    let matched = stage.state().scoring.matched.clone().unwrap().unwrap();
    assert_eq!(matched.missing, nearest);
    stage.assert_shows(Lang::En, "ui-score-missing-hint");
    stage.click_key("command-score");
    assert!(matches!(stage.state().scoring.run, ScoreRun::Idle), "the button is off");
    // The similar column stands for it, and the list says so.
    stage.click("Balance");
    stage.click("Ballance");
    assert_eq!(stage.state().scoring.choice.renames, [("Balance".to_owned(), "Ballance".to_owned())]);
    stage.click_key("command-score");
    stage.scored();
    assert!(stage.state().scoring.current().is_some(), "{:?}", stage.state().scoring.run);
    assert!(stage.shows("“Ballance” was read as “Balance”."));
    // Next month the same column stands for it, and where all are there nothing does.
    let file = stage.file("later.csv", &customers(50, 4).replace("Balance", "Ballance"));
    stage.act(Action::Score(ScoreAction::Customers(file)));
    stage.matched();
    assert_eq!(stage.state().scoring.choice.renames.len(), 1);
    let file = stage.file("whole.csv", &customers(50, 5));
    stage.act(Action::Score(ScoreAction::Customers(file)));
    stage.matched();
    assert!(stage.state().scoring.choice.renames.is_empty());
}

#[test]
fn columns_stand_for_others_in_a_model_of_segments_too() {
    let mut stage = Setup::default().raise();
    let path = stage.file("cards.csv", &cards(200, 42));
    stage.act(Action::Data(DataAction::Open(path)));
    stage.until("the table", |state| state.table.ready().is_some());
    stage.act(Action::Choose(ChooseAction::Question(Question::Segments)));
    stage.act(Action::Choose(ChooseAction::Preset(&["kmeans"])));
    stage.finish_race();
    stage.act(Action::Score(ScoreAction::UseRun));
    let column = stage.state().scoring.model.as_ref().unwrap().model.columns()[0].to_owned();
    let other = format!("{column}s");
    let file = stage.file("next.csv", &cards(150, 43).replacen(&column, &other, 1));
    stage.act(Action::Score(ScoreAction::Customers(file)));
    stage.matched();
    stage.click(&column);
    stage.click(&other);
    stage.click_key("command-score");
    stage.scored();
    let done = stage.state().scoring.current().unwrap().clone();
    let ScoreOutcome::Segments(scored) = &done.outcome else { panic!("customers have probabilities") };
    assert_eq!(scored.sizes.iter().sum::<usize>(), 150);
    assert!(stage.shows(&format!("“{other}” was read as “{column}”.")));
}

#[test]
fn a_list_of_before_is_replaced_only_when_asked() {
    let mut stage = Setup { size: egui::vec2(1280.0, 1200.0), ..Setup::default() }.raise();
    let model = stage.saved_model();
    let file = stage.file("new.csv", &customers(60, 4));
    stage.act(Action::Data(DataAction::OpenTogether(vec![model, file])));
    stage.matched();
    stage.click_key("command-score");
    stage.scored();
    // Somebody works on both, and only one is in the way at a time.
    for worked_on in ["new-scored.csv", "new-calls.csv"] {
        let path = stage.room.path().join(worked_on);
        let mine = std::fs::read_to_string(&path).unwrap() + "\n";
        std::fs::write(&path, &mine).unwrap();
        if worked_on == "new-calls.csv" {
            std::fs::remove_file(stage.room.path().join("new-scored.csv")).unwrap();
        }
        stage.act(Action::Score(ScoreAction::Start));
        stage.scored();
        assert!(matches!(stage.state().scoring.run, ScoreRun::Failed { may_force: true, .. }), "{worked_on}");
        assert!(stage.shows("may have been worked on since"));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), mine);
        stage.click_key("ui-export-replace");
        stage.scored();
        assert!(matches!(stage.state().scoring.run, ScoreRun::Idle));
        assert_ne!(std::fs::read_to_string(&path).unwrap(), mine);
    }
    // Without a call list, none is written.
    std::fs::remove_file(stage.room.path().join("new-calls.csv")).unwrap();
    stage.click_key("ui-score-calls");
    stage.act(Action::Score(ScoreAction::Start));
    stage.scored();
    stage.click_key("ui-export-replace");
    stage.scored();
    assert!(stage.state().scoring.done.as_ref().unwrap().calls().is_none());
    assert!(!stage.room.path().join("new-calls.csv").exists());
}

#[test]
fn files_of_others_are_replaced_only_when_asked_and_errors_keep_everything() {
    let mut stage = Setup::default().raise();
    let model = stage.saved_model();
    let file = stage.file("new.csv", &customers(60, 4));
    let foreign = stage.file("new-scored.csv", "somebody,else\n1,2\n");
    stage.act(Action::Data(DataAction::OpenTogether(vec![model, file])));
    stage.matched();
    stage.click_key("command-score");
    stage.scored();
    stage.assert_shows(Lang::En, "ui-score-kept");
    assert_eq!(std::fs::read_to_string(&foreign).unwrap(), "somebody,else\n1,2\n");
    stage.click_key("ui-export-replace");
    stage.scored();
    assert!(stage.state().scoring.current().is_some());
    assert_eq!(std::fs::read_to_string(&foreign).unwrap().lines().count(), 61);
    // A file that is no model: said, and the model of before stays.
    let broken = stage.file("broken.stratum", "nothing of ours");
    stage.act(Action::Data(DataAction::Open(broken)));
    stage.until("the refusal", |state| state.scoring.refused.is_some());
    assert!(stage.shows("broken.stratum") && stage.state().scoring.model.is_some());
}

#[test]
fn the_model_of_the_run_is_used_without_saving_it() {
    let mut stage = Setup::default().raise();
    let path = stage.file("cards.csv", &cards(200, 42));
    stage.act(Action::Data(DataAction::Open(path)));
    stage.until("the table", |state| state.table.ready().is_some());
    stage.act(Action::Choose(ChooseAction::Question(Question::Segments)));
    stage.act(Action::Choose(ChooseAction::Preset(&["kmeans"])));
    stage.finish_race();
    stage.press(Modifiers::COMMAND, Key::Num7);
    assert_eq!(stage.state().screen, Screen::Score);
    stage.click_key("command-use-model");
    stage.assert_shows(Lang::En, "ui-score-model-of-run");
    let file = stage.file("next.csv", &cards(150, 43));
    stage.act(Action::Score(ScoreAction::Customers(file)));
    stage.matched();
    stage.click_key("command-score");
    stage.scored();
    let done = stage.state().scoring.current().unwrap().clone();
    let ScoreOutcome::Segments(scored) = &done.outcome else { panic!("customers have probabilities") };
    assert_eq!(scored.sizes.iter().sum::<usize>(), 150);
    for key in ["ui-score-sizes", "ui-score-share-before", "ui-score-n-strangers"] {
        stage.assert_shows(Lang::En, key);
    }
    assert!(!stage.shows("How large the segments were is not in this model"));
}

#[test]
fn pictures_of_scoring() {
    pictures(|stage, suffix| {
        stage.act(Action::View(stratum::session::ViewAction::Go(Screen::Score)));
        picture(stage, &format!("score-empty-{suffix}"));
        let model = stage.saved_model();
        let file = stage.file("next-month.csv", &customers(300, 2).replace("Surname", "Family"));
        stage.act(Action::Data(DataAction::OpenTogether(vec![model, file])));
        stage.matched();
        stage.act(Action::Score(ScoreAction::Start));
        stage.scored();
        // The folder of a test has another name every time.
        let paths = egui::Rect::from_min_max(egui::pos2(238.0, 153.0), egui::pos2(862.0, 182.0));
        picture_without(stage, &format!("score-{suffix}"), Some(paths));
    });
}
