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
use crate::scoring::{customers, frame, model};

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
    assert_eq!(list.matches(",yes,new").count() as u64, scored.called);
    for key in ["ui-score-drift", "ui-score-psi", "command-open-folder"] {
        stage.assert_shows(Lang::En, key);
    }
    // Another choice makes the list an old one, and the button writes it anew.
    stage.click_key("ui-score-only-above");
    stage.assert_shows(Lang::En, "ui-score-stale");
    stage.click_key("command-score");
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
    assert!(stage.shows("Balance (is it “Ballance”?)"));
    stage.click_key("command-score");
    assert!(matches!(stage.state().scoring.run, ScoreRun::Idle), "the button is off");
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
