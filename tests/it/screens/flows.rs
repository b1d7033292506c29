//! What a person does on each screen: empty, loaded, running, failed, and by keyboard alone.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use stratum::base::{Lang, tr};
use stratum::models::ParamValue;
use stratum::session::state::ExportState;
use stratum::session::{
    Action, ChooseAction, DataAction, ExportAction, RaceState, Screen, TableState, TrainAction, ViewAction,
};
use stratum::study::StudyError;

use super::{Dropped, Setup, Stage, customers, failing};

#[test]
fn empty_every_locked_step_says_why_and_stays_locked() {
    for lang in Lang::ALL {
        let mut stage = Setup { lang, ..Setup::default() }.raise();
        stage.harness.run();
        for key in [
            "ui-start-title",
            "ui-start-drop",
            "command-open-file",
            "command-open-sample",
            "ui-start-no-recent",
        ] {
            stage.assert_shows(lang, key);
        }
        for key in ["ui-step-check", "ui-step-choose", "ui-step-train", "ui-step-results", "ui-step-export"] {
            stage.click_key(key);
            assert_eq!(stage.state().screen, Screen::Start, "{key}");
        }
    }
}

#[test]
fn loaded_every_screen_of_a_finished_race_is_there() {
    let mut stage = Setup::default().raise();
    stage.load();
    stage.until("the check screen", |state| state.screen == Screen::Check);
    for label in ["customer_id", "balance", "region"] {
        assert!(stage.shows(label), "{label}");
    }
    stage.click_key("ui-check-rows");
    assert!(stage.shows("C00000"));
    stage.click_key("ui-check-next");
    assert_eq!(stage.state().screen, Screen::Choose);
    for key in ["ui-label", "ui-methods", "ui-left-out", "command-start"] {
        stage.assert_shows(Lang::En, key);
    }
    stage.click_key("ui-options");
    for key in ["ui-repeats", "ui-seed", "ui-train-share"] {
        stage.assert_shows(Lang::En, key);
    }
    stage.click_key("command-start");
    stage.until("the results", |state| state.screen == Screen::Results);
    assert!(stage.shows("mean of 3 trainings"));
    for key in ["ui-results-words", "chart-confusion-title"] {
        stage.assert_shows(Lang::En, key);
    }
    stage.click_key("ui-results-errors");
    stage.assert_shows(Lang::En, "chart-error-title");
    stage.click_key("ui-results-matrix");
    stage.assert_shows(Lang::En, "ui-classes-head");
    let findings = stage.state().finished.as_ref().unwrap().classes().unwrap().clone();
    let mistaken: u64 = (0..2).map(|class| findings.confusion[class][1 - class]).sum();
    assert!(stage.shows(&format!("{mistaken} held-out customer")), "all who were mistaken are listed first");
    let (truth, predicted) = (0..2)
        .flat_map(|truth| (0..2).map(move |predicted| (truth, predicted)))
        .max_by_key(|&(truth, predicted)| findings.confusion[truth][predicted])
        .unwrap();
    let n = findings.confusion[truth][predicted];
    let cell = format!(
        "{n} customers: really {}, predicted {}",
        findings.classes[truth], findings.classes[predicted]
    );
    stage.click(&cell);
    assert_eq!(stage.state().matrix_cell, Some((truth as u32, predicted as u32)));
    stage.harness.step();
    assert!(stage.shows("C00"), "the customers of the cell are listed with their original values");
    stage.click_key("command-export");
    assert_eq!(stage.state().screen, Screen::Export);
    assert!(stage.shows("stratum_label") && stage.shows("labelled.csv"));
    stage.click_key("ui-export-save");
    stage.until("the files", |state| matches!(state.export, ExportState::Done { .. }));
    stage.assert_shows(Lang::En, "command-open-folder");
    let written = std::fs::read_to_string(stage.room.path().join("customers-stratum/labelled.csv")).unwrap();
    assert_eq!(written.lines().count(), 241);
}

#[test]
fn running_can_be_paused_stepped_left_alone_and_ended() {
    let mut stage = Setup::default().raise();
    stage.load();
    stage.act(Action::Choose(ChooseAction::Param("max_epochs".into(), Some(ParamValue::Int(100_000)))));
    stage.act(Action::Choose(ChooseAction::Param("patience".into(), Some(ParamValue::Int(100_000)))));
    stage.act(Action::Train(TrainAction::Start));
    stage.until("points on the screen while it trains", |state| {
        state.screen == Screen::Train && state.live().is_some_and(|live| live.epoch() > 3)
    });
    stage.click_key("command-pause");
    stage.until("the pause", |state| state.live().is_some_and(|live| live.paused));
    // What was under way when the pause came still arrives.
    std::thread::sleep(Duration::from_millis(300));
    stage.harness.step();
    let epoch = stage.state().live().unwrap().epoch();
    std::thread::sleep(Duration::from_millis(200));
    stage.harness.step();
    assert_eq!(stage.state().live().unwrap().epoch(), epoch, "a paused counter stands still");
    stage.assert_shows(Lang::En, "ui-status-paused");
    stage.click_key("command-step");
    stage.until("one round more", |state| state.live().is_some_and(|live| live.epoch() > epoch));

    // Other screens stay usable and another file opens meanwhile.
    let other = stage.file("other.csv", &customers(60));
    stage.act(Action::Data(DataAction::Open(other)));
    stage.until("the other file", |state| {
        state.table.ready().is_some_and(|table| table.frame.n_rows() == 60) && state.live().is_some()
    });
    stage.click_key("ui-step-train");
    stage.click_key("command-stop");
    stage.until("the best so far", |state| state.finished.is_some());
    assert!(stage.state().finished.as_ref().unwrap().answer.stopped());

    stage.act(Action::View(ViewAction::Go(Screen::Choose)));
    stage.act(Action::Choose(ChooseAction::Label("left".into())));
    stage.act(Action::Train(TrainAction::Start));
    stage.until("the second race", |state| state.live().is_some());
    stage.act(Action::View(ViewAction::Go(Screen::Train)));
    stage.click_key("command-discard");
    stage.until("nothing left of it", |state| matches!(state.race, RaceState::Idle));
    assert!(stage.state().finished.is_some(), "the last good result stays");
}

#[test]
fn failed_reading_training_and_export_say_what_happened_and_keep_everything() {
    let error = || StudyError::AllFailed { first: None };
    let mut stage = Setup { study: Some(failing(error)), ..Setup::default() }.raise();
    let missing = stage.room.path().join("no such file.csv");
    stage.act(Action::Data(DataAction::Open(missing)));
    stage.until("the failure", |state| matches!(state.table, TableState::Failed { .. }));
    assert_eq!(stage.state().screen, Screen::Start);
    assert!(stage.shows("no such file.csv"));

    stage.load();
    stage.act(Action::Train(TrainAction::Start));
    stage.until("the failure", |state| matches!(state.race, RaceState::Failed { .. }));
    stage.assert_shows(Lang::En, "ui-train-failed");
    assert!(stage.state().choice.is_some());

    let mut stage = Setup::default().raise();
    stage.load();
    stage.finish_race();
    let blocked = stage.file("a file, not a folder", "x");
    let mut choice = stage.state().export_choice.clone().unwrap();
    choice.folder = blocked;
    stage.act(Action::View(ViewAction::Go(Screen::Export)));
    stage.act(Action::Export(ExportAction::Set(choice)));
    stage.click_key("ui-export-save");
    stage.until("the failure", |state| matches!(state.export, ExportState::Failed { .. }));
    assert!(stage.shows("Nothing is lost"));
    assert!(stage.state().finished.is_some());
}

#[test]
fn a_rate_that_is_too_high_is_explained_and_can_be_retried() {
    let mut stage = Setup::default().raise();
    stage.load();
    stage.act(Action::Choose(ChooseAction::Preset(&["bp_classic"])));
    stage.act(Action::Choose(ChooseAction::Param("learning_rate".into(), Some(ParamValue::Float(100.0)))));
    stage.act(Action::Train(TrainAction::Start));
    stage.until("the end", |state| {
        state.live().is_none() && (state.finished.is_some() || matches!(state.race, RaceState::Failed { .. }))
    });
    stage.act(Action::View(ViewAction::Go(Screen::Train)));
    if stage.shows("Retry with 0.05") {
        stage.click("Retry with 0.05");
        let shared = &stage.state().choice.as_ref().unwrap().recipe.current().shared;
        assert_eq!(shared.0.get("learning_rate"), Some(&ParamValue::Float(0.05)));
    } else {
        // Sigmoid outputs bound the error: such a rate may saturate instead of growing without end, which is said.
        let finished = stage.state().finished.as_ref().unwrap();
        assert!(!finished.classes().unwrap().methods[0].warnings.is_empty());
    }
}

#[test]
fn the_keyboard_alone_goes_from_the_file_to_the_export() {
    let mut stage = Setup::default().raise();
    let path = stage.file("customers.csv", &customers(120));
    stage.harness.run();
    // Tab reaches the path field.
    let field = tr(Lang::En, "ui-start-path");
    for _ in 0..40 {
        stage.press(Modifiers::NONE, Key::Tab);
        if stage.harness.query_all_by_label_contains(&field).any(|node| node.is_focused()) {
            break;
        }
    }
    stage.harness.event(egui::Event::Text(path.to_string_lossy().into_owned()));
    stage.harness.step();
    stage.press(Modifiers::NONE, Key::Enter);
    stage.until("the table", |state| state.table.ready().is_some());
    stage.press(Modifiers::COMMAND, Key::Num3);
    assert_eq!(stage.state().screen, Screen::Choose);
    stage.act(Action::Choose(ChooseAction::Label("left".into())));
    // Tab to a feature, Space takes it out, Ctrl+Z brings it back.
    let used = |stage: &Stage| stage.state().choice.as_ref().unwrap().recipe.current().features.columns.len();
    let before = used(&stage);
    for _ in 0..80 {
        stage.press(Modifiers::NONE, Key::Tab);
        if stage.harness.query_all_by_label("balance").any(|node| node.is_focused()) {
            break;
        }
    }
    stage.press(Modifiers::NONE, Key::Space);
    assert_eq!(used(&stage), before - 1);
    stage.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(used(&stage), before);
    // The palette: type, Enter.
    stage.press(Modifiers::COMMAND, Key::K);
    assert!(stage.state().palette_open);
    stage.harness.step();
    stage.harness.event(egui::Event::Text(tr(Lang::En, "command-why")));
    stage.harness.step();
    stage.press(Modifiers::NONE, Key::Enter);
    assert!(stage.state().why_open && !stage.state().palette_open);
    stage.press(Modifiers::NONE, Key::F1);
    assert!(!stage.state().why_open);
    stage.act(Action::Choose(ChooseAction::Param("max_epochs".into(), Some(ParamValue::Int(20)))));
    stage.act(Action::Choose(ChooseAction::Repeats(2)));
    stage.press(Modifiers::COMMAND, Key::R);
    stage.until("the results", |state| state.screen == Screen::Results);
    stage.press(Modifiers::COMMAND, Key::E);
    assert_eq!(stage.state().screen, Screen::Export);
    stage.press(Modifiers::COMMAND, Key::E);
    stage.until("the files", |state| matches!(state.export, ExportState::Done { .. }));
    assert!(stage.room.path().join("customers-stratum/labelled.csv").is_file());
}

#[test]
fn dialogs_drops_and_the_missing_dialog_open_or_say_why_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("picked.csv");
    std::fs::write(&path, customers(30)).unwrap();
    let mut stage = Setup { answer: Some(path.clone()), ..Setup::default() }.raise();
    stage.harness.run();
    stage.click_key("command-open-file");
    stage.until("the picked file", |state| state.table.ready().is_some());

    let mut stage = Setup::default().raise();
    stage.harness.run();
    stage.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    stage.until("the dropped file", |state| state.table.ready().is_some());

    let mut stage = Setup::default().raise();
    stage.harness.run();
    stage.click_key("command-open-file");
    stage.until("the notice", |state| !state.notices.is_empty());
    stage.assert_shows(Lang::En, "no-dialog");
    stage.click_key("ui-dismiss");
    assert!(stage.state().notices.is_empty());
}
