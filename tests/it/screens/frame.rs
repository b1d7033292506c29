//! What surrounds the screens: a window that fits its monitor, help that moves nothing, paths as they are pasted, and what
//! the check screen may say of leaks.

use std::sync::Arc;
use std::time::Duration;

use eframe::egui;
use egui::{Event, Key, Modifiers, Rect, ViewportCommand, ViewportId, vec2};
use egui_kittest::kittest::{NodeT, Queryable};

use stratum::base::{Lang, tr};
use stratum::session::work::Study;
use stratum::session::{Action, ChooseAction, Command, DataAction, Screen, TrainAction, ViewAction};
use stratum::study::{Question, StudyError, Wish};

use super::{Setup, Stage, customers};

#[test]
fn the_window_fits_its_monitor_and_asks_once() {
    for (monitor, asks) in [(vec2(1280.0, 800.0), true), (vec2(1920.0, 1080.0), false)] {
        let mut stage = Setup::default().raise();
        let info = stage.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
        info.monitor_size = Some(monitor);
        let asked = |stage: &mut Stage| {
            stage.harness.step();
            let commands = &stage.harness.output().viewport_output[&ViewportId::ROOT].commands;
            commands.iter().any(|command| {
                matches!(command, ViewportCommand::InnerSize(size) if size.x <= monitor.x && size.y < monitor.y)
            })
        };
        assert_eq!([asked(&mut stage), asked(&mut stage)], [asks, false], "{monitor}");
    }
}

/// A study that goes on until it is discarded.
fn endless() -> Arc<Study> {
    Arc::new(|_, _, driver| {
        while driver.control.current() != Wish::Discard {
            std::thread::sleep(Duration::from_millis(1));
        }
        Err(StudyError::Discarded)
    })
}

/// Everything that has a name, with its place.
fn controls(stage: &Stage) -> Vec<(String, Rect)> {
    let nodes = stage.harness.query_all_by(|node| node.label().is_some());
    nodes.map(|node| (node.accesskit_node().label().unwrap_or_default(), node.rect())).collect()
}

#[test]
fn help_moves_nothing_and_leaves_what_steers_a_screen_free() {
    let mut stage = Setup { study: Some(endless()), ..Setup::default() }.raise();
    stage.load();
    stage.act(Action::Train(TrainAction::Start));
    stage.until("the training", |state| state.live().is_some());
    for screen in [Screen::Start, Screen::Check, Screen::Choose, Screen::Score, Screen::Train] {
        stage.act(Action::View(ViewAction::Go(screen)));
        stage.harness.run_steps(3);
        let before = controls(&stage);
        assert!(before.len() > 8, "{screen:?}");
        stage.press(Modifiers::NONE, Key::F1);
        stage.harness.run_steps(20);
        stage.assert_shows(Lang::En, "ui-why-close");
        let with_help = controls(&stage);
        for control in before {
            let same: Vec<Rect> =
                with_help.iter().filter(|(name, _)| *name == control.0).map(|(_, place)| *place).collect();
            assert!(same.contains(&control.1), "{control:?} moved on {screen:?} to {same:?}");
        }
        if screen != Screen::Train {
            stage.press(Modifiers::NONE, Key::Escape);
            assert!(!stage.state().why_open);
        }
    }
    // The buttons in the head of the page take the pointer with help beside them.
    assert!(stage.state().live().is_some() && stage.state().why_open);
    stage.click_key(Command::Discard.name_key());
    assert!(stage.state().live().is_none() && stage.state().why_open);
    stage.click_key("ui-why-close");
    assert!(!stage.state().why_open);
}

#[test]
fn a_pasted_path_takes_the_place_of_the_one_before() {
    let mut stage = Setup::default().raise();
    let path = stage.file("my customers.csv", &customers(120));
    stage.harness.run();
    let field = tr(Lang::En, "ui-start-path");
    stage.click(&field);
    stage.harness.event(Event::Text("/no/such/file.csv".into()));
    stage.harness.step();
    // A part of a path is put where the cursor is.
    stage.harness.event(Event::Paste(".gz".into()));
    stage.harness.step();
    let typed = |stage: &Stage| stage.harness.get_all_by_label(&field).next_back().unwrap().value();
    assert_eq!(typed(&stage).as_deref(), Some("/no/such/file.csv.gz"));
    let pasted = format!("\"{}\"", path.display());
    stage.harness.event(Event::Paste(pasted.clone()));
    stage.harness.step();
    assert_eq!(typed(&stage), Some(pasted));
    stage.press(Modifiers::NONE, Key::Enter);
    stage.until("the table", |state| state.table.ready().is_some());
}

#[test]
fn the_check_screen_says_which_columns_give_the_label_away_or_that_nobody_looked() {
    let mut stage = Setup::default().raise();
    // `closed` is the label under another name; nothing else says more of it than honest columns do.
    let text = customers(240).lines().fold(String::new(), |text, line| {
        let closed = match line.rsplit(',').next() {
            Some("left") => "closed",
            Some("yes") => "T",
            _ => "F",
        };
        text + line + "," + closed + "\n"
    });
    let path = stage.file("leaky.csv", &text);
    stage.act(Action::Data(DataAction::Open(path)));
    stage.until("the table", |state| state.table.ready().is_some());
    stage.act(Action::Choose(ChooseAction::Question(Question::Segments)));
    stage.harness.step();
    stage.assert_shows(Lang::En, "ui-check-leaks-later");
    stage.act(Action::Choose(ChooseAction::Question(Question::Tiers)));
    stage.act(Action::Choose(ChooseAction::Label("left".into())));
    assert!(stage.state().looks_for_leaks());
    assert!(stage.shows("Looking for columns that predict left"));
    stage.until("the search", |state| !state.looks_for_leaks());
    assert!(stage.shows("closed is left under another name"));
    assert!(stage.shows("to look at.") && !stage.shows("by itself"));
    // A label that has nothing to do with the columns.
    let honest = (0..240_u64).fold("age,balance,left\n".to_owned(), |text, i| {
        let left = if i.wrapping_mul(6_364_136_223_846_793_005) >> 62 == 0 { "yes" } else { "no" };
        text + &format!("{},{},{left}\n", 20 + i * 37 % 60, i * 7919 % 9_000)
    });
    let path = stage.file("honest.csv", &honest);
    stage.act(Action::Data(DataAction::Open(path)));
    stage.until("the other table", |state| {
        state.table.ready().is_some_and(|table| table.frame.n_columns() == 3) && !state.looks_for_leaks()
    });
    stage.act(Action::Choose(ChooseAction::Label("left".into())));
    stage.until("the search", |state| !state.looks_for_leaks());
    assert!(stage.shows("No column alone predicts left suspiciously well") && stage.shows("by itself"));
}
