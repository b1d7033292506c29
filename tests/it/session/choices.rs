//! What is opened and chosen: nothing is lost by a failure, and what follows from a choice follows at once.

use std::time::{Duration, Instant};

use stratum::base::{Lang, words};
use stratum::data::ReadOptions;
use stratum::features::LeftOut;
use stratum::session::settings::SettingsFolder;
use stratum::session::{
    Action, AppState, ChooseAction, Command, DataAction, Screen, TableState, ThemeChoice, ViewAction,
};

use super::Session;
use crate::files;

#[test]
fn reading_that_fails_or_is_cancelled_loses_nothing() {
    let mut session = Session::new();
    let missing = session.room.path().join("nowhere.csv");
    session.send(Action::Data(DataAction::Open(missing.clone())));
    session.until("the file is missing", |state| matches!(state.table, TableState::Failed { .. }));
    assert_eq!(session.state.screen, Screen::Start);

    session.open_customers(150);
    let before = session.state.choice.as_ref().unwrap().recipe.current().clone();
    session.send(Action::Data(DataAction::Open(missing)));
    session.until("the old file is back", |state| state.table.ready().is_some());
    assert!(session.shown("data-error-missing"));
    assert_eq!(session.state.choice.as_ref().unwrap().recipe.current(), &before);

    let big = session.file("big.csv", &files::customers(50_000));
    session.send(Action::Data(DataAction::Open(big)));
    session.give(Command::CancelReading);
    assert_eq!(session.state.table.ready().unwrap().frame.n_rows(), 150);
    std::thread::sleep(Duration::from_millis(300));
    session.drain();
    assert_eq!(session.state.table.ready().unwrap().frame.n_rows(), 150, "a late answer is dropped");
}

#[test]
fn reading_again_keeps_what_was_chosen() {
    let mut session = Session::new();
    session.open_customers(150);
    session.send(Action::Choose(ChooseAction::Label("region".to_owned())));
    session.send(Action::Choose(ChooseAction::Seed(7)));
    let options = ReadOptions { words_are_missing: Some(true), ..ReadOptions::default() };
    session.send(Action::Data(DataAction::Reread(options)));
    session.until("the file is read again", |state| state.table.ready().is_some());
    let recipe = session.state.choice.as_ref().unwrap().recipe.current();
    assert_eq!((recipe.label.as_str(), recipe.seed, recipe.methods.len()), ("region", 7, 2));
    assert_eq!(recipe.read.words_are_missing, Some(true));
}

#[test]
fn another_label_means_other_features_in_one_step() {
    let mut session = Session::new();
    session.open_customers(150);
    let used = |session: &Session| -> Vec<String> {
        let recipe = session.state.choice.as_ref().unwrap().recipe.current();
        recipe.features.columns.iter().map(|column| column.name.clone()).collect()
    };
    let before = used(&session);
    session.send(Action::Choose(ChooseAction::Label("region".to_owned())));
    assert_eq!(used(&session), ["age", "products", "balance"]);
    session.give(Command::Undo);
    assert_eq!(used(&session), before);
    session.give(Command::Redo);
    assert_eq!(session.state.choice.as_ref().unwrap().recipe.current().label, "region");
    session.send(Action::Choose(ChooseAction::Feature("region".to_owned(), true)));
    assert_eq!(used(&session), ["age", "products", "balance"], "the label is never a feature");
    session.send(Action::Choose(ChooseAction::Label("customer_id".to_owned())));
    assert_eq!(
        session.state.choice.as_ref().unwrap().obstacle.as_ref().unwrap().message.key,
        "study-too-many-classes"
    );
    assert_eq!(Command::StartTraining.enabled(&session.state), Err("disabled-obstacle"));
}

#[test]
fn a_column_that_gives_the_label_away_is_taken_out_unless_insisted() {
    let mut session = Session::new();
    let mut text = String::from("age,closing_letter,left_bank\n");
    for (row, line) in files::customers(400).lines().skip(1).enumerate() {
        let cells: Vec<&str> = line.split(',').collect();
        let letter = if cells[5] == "yes" { "sent" } else { "none" };
        let age = cells[1].parse::<usize>().unwrap() + row % 3;
        text.push_str(&[&age.to_string(), ",", letter, ",", cells[5], "\n"].concat());
    }
    let file = session.file("leak.csv", &text);
    session.open(&file);
    let uses = |state: &AppState| {
        let recipe = state.choice.as_ref().unwrap().recipe.current();
        recipe.features.columns.iter().any(|column| column.name == "closing_letter")
    };
    session.until("the leak is found", |state| !state.choice.as_ref().unwrap().suspicions.is_empty());
    assert!(!uses(&session.state));
    let out = session.state.choice.as_ref().unwrap().left_out.clone();
    assert!(
        out.iter().any(|out| out.column == "closing_letter" && out.reason == LeftOut::NearCopyOfLabel),
        "{out:?}"
    );

    session.send(Action::Choose(ChooseAction::Feature("closing_letter".to_owned(), true)));
    session.send(Action::Choose(ChooseAction::Seed(9)));
    std::thread::sleep(Duration::from_millis(200));
    session.drain();
    assert!(uses(&session.state), "what the analyst insists on stays");
}

#[test]
fn steps_of_the_rail_say_why_they_are_locked() {
    let mut session = Session::new();
    let lock = |state: &AppState, screen| state.step_lock(screen).map(|reason| reason.key);
    assert_eq!(lock(&session.state, Screen::Choose), Some("lock-check"));
    assert_eq!(lock(&session.state, Screen::Export), Some("lock-results"));
    session.send(Action::View(ViewAction::Go(Screen::Results)));
    assert_eq!(session.state.screen, Screen::Start, "a locked step is not entered");
    session.open_customers(150);
    assert_eq!(lock(&session.state, Screen::Choose), None);
    assert_eq!(lock(&session.state, Screen::Train), Some("lock-train"));
    for screen in Screen::ALL {
        if let Some(key) = lock(&session.state, screen) {
            assert!(Lang::ALL.into_iter().all(|lang| words::has(lang, key)), "{key}");
        }
    }
}

#[test]
fn language_and_theme_are_remembered() {
    let mut session = Session::new();
    session.give(Command::SwitchLanguage);
    session.give(Command::ToggleTheme);
    let folder = SettingsFolder::at(session.room.path().join("config"));
    let deadline = Instant::now() + Duration::from_secs(20);
    while folder.load().theme != ThemeChoice::Dark {
        assert!(Instant::now() < deadline, "the settings were never written");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!((session.state.settings.lang, session.state.settings.theme), (Lang::Zh, ThemeChoice::Dark));
}

#[test]
fn a_race_asked_for_too_early_can_be_given_up() {
    let mut session = Session::new();
    session.open_customers(150);
    session.send(Action::Choose(ChooseAction::Seed(3)));
    session.give(Command::StartTraining);
    assert_eq!(Command::StartTraining.enabled(&session.state), Err("disabled-training"));
    session.give(Command::Discard);
    assert_eq!(session.state.screen, Screen::Choose);
    std::thread::sleep(Duration::from_millis(200));
    session.drain();
    assert!(session.state.live().is_none() && session.state.finished.is_none());
}

#[test]
fn dragging_a_number_is_one_step_back() {
    let mut session = Session::new();
    session.open_customers(150);
    let repeats = |session: &Session| session.state.choice.as_ref().unwrap().recipe.current().split.repeats;
    let before = repeats(&session);
    session.send(Action::Choose(ChooseAction::BeginDrag));
    for value in 3..9 {
        session.send(Action::Choose(ChooseAction::Repeats(value)));
    }
    session.send(Action::Choose(ChooseAction::EndDrag));
    assert_eq!(repeats(&session), 8);
    session.give(Command::Undo);
    assert_eq!(repeats(&session), before);
}

#[test]
fn what_is_no_value_of_an_option_keeps_training_from_starting_until_it_is_settled() {
    let mut session = Session::new();
    session.open_customers(150);
    let typed = |option, text: &str| Action::Choose(ChooseAction::Typed(option, text.to_owned()));
    let obstacle = |session: &Session| {
        let choice = session.state.choice.as_ref().unwrap();
        choice.obstacle.as_ref().map(|problem| problem.message.key)
    };
    for (option, wrong, right) in
        [("hidden_layers", "abc", "8,4"), ("seed", "-1", "7"), ("patience", "0", "")]
    {
        session.send(typed(option, wrong));
        assert_eq!(obstacle(&session), Some("option-misfit"), "{option}");
        assert_eq!(Command::StartTraining.enabled(&session.state), Err("disabled-obstacle"));
        session.send(typed(option, right));
        assert_eq!(obstacle(&session), None, "{option}");
    }
    let recipe = session.state.choice.as_ref().unwrap().recipe.current();
    assert_eq!((recipe.seed, recipe.shared.0.contains_key("patience")), (7, false));
    // An option that changes nothing for the chosen methods stops nobody.
    session.send(typed("momentum", "much"));
    assert_eq!(obstacle(&session), Some("option-misfit"));
    session.send(Action::Choose(ChooseAction::Preset(&["bp_classic"])));
    assert_eq!(obstacle(&session), None);
    // A rate of 0, and the word for it, leave the rate to the method.
    for text in ["0", "automatic", "自动"] {
        session.send(typed("learning_rate", text));
        let recipe = session.state.choice.as_ref().unwrap().recipe.current();
        assert!(!recipe.shared.0.contains_key("learning_rate"), "{text}");
    }
}

#[test]
fn what_is_typed_into_a_field_is_one_step_of_undo() {
    let mut session = Session::new();
    session.open_customers(150);
    let before = session.state.choice.as_ref().unwrap().recipe.current().clone();
    for text in ["0", "0.", "0.0", "0.05"] {
        session.send(Action::Choose(ChooseAction::BeginDrag));
        session.send(Action::Choose(ChooseAction::Typed("learning_rate", text.to_owned())));
    }
    session.send(Action::View(ViewAction::Go(Screen::Choose)));
    assert_ne!(session.state.choice.as_ref().unwrap().recipe.current(), &before);
    session.give(Command::Undo);
    assert_eq!(session.state.choice.as_ref().unwrap().recipe.current(), &before);
}

#[test]
fn news_of_the_same_kind_takes_the_place_of_the_older() {
    let mut session = Session::new();
    session.open_customers(150);
    let fail = |session: &mut Session, name: &str| {
        let missing = session.room.path().join(name);
        session.send(Action::Data(DataAction::Open(missing)));
        session.until("it is missing", |state| state.table.ready().is_some());
    };
    fail(&mut session, "first.csv");
    fail(&mut session, "second.csv");
    assert_eq!(session.state.notices.len(), 1, "{:?}", session.state.notices);
    let file = session.file("third.csv", &files::customers(60));
    session.open(&file);
    assert!(session.state.notices.is_empty(), "{:?}", session.state.notices);
}

#[test]
fn a_longer_race_is_expected_to_take_longer() {
    let mut session = Session::new();
    session.open_customers(300);
    let expected = session.state.seconds_to_train().unwrap();
    session.send(Action::Choose(ChooseAction::Repeats(20)));
    assert!((session.state.seconds_to_train().unwrap() / expected - 10.0).abs() < 1e-9);
    session.send(Action::Choose(ChooseAction::Preset(&[])));
    assert_eq!(session.state.seconds_to_train(), None);
}
