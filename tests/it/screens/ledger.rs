//! Transactions on the screens: how they are read, the files joined to them, tiers, periods and rates.

use eframe::egui;
use egui_kittest::kittest::Queryable;

use stratum::base::{Lang, Message, render, tr};
use stratum::data::ledger::LedgerRole;
use stratum::data::sample;
use stratum::features::tiers::TierRule;
use stratum::session::{
    Action, AppState, ChooseAction, Command, DataAction, Screen, ValueAction, ViewAction,
};
use stratum::study::value::{Horizon, ValueRecipe};

use super::{Setup, Stage};
use crate::files::regions;

fn value(state: &AppState) -> &ValueRecipe {
    state.choice.as_ref().unwrap().recipe.current().value.as_ref().unwrap()
}

fn summary(state: &AppState) -> Vec<usize> {
    let made = state.table.ready().unwrap().value.as_ref().unwrap();
    made.summary.iter().map(|tier| tier.n).collect()
}

/// High enough that nothing has to be scrolled to.
fn tall() -> Setup {
    Setup { size: egui::vec2(1280.0, 1900.0), ..Setup::default() }
}

impl Stage {
    fn open_transactions(&mut self) {
        let path = self.file("transactions.csv", &sample::transactions(120, 7));
        self.act(Action::Data(DataAction::Open(path)));
        self.until("the customers", |state| state.table.ready().is_some());
    }

    fn settled(&mut self) {
        self.until("the customers anew", |state| state.integration.is_none());
    }

    fn choose_value(&mut self, action: ValueAction) {
        self.act(Action::Value(action));
        self.settled();
    }
}

#[test]
fn a_ledger_says_how_it_is_read_and_what_it_adds_up_to() {
    for lang in Lang::ALL {
        let mut stage = Setup { lang, ..tall() }.raise();
        stage.open_transactions();
        assert_eq!(stage.state().screen, Screen::Check);
        for key in [
            "ui-ledger-parts",
            "ui-ledger-questions",
            "ui-sums",
            "ui-sums-hold",
            "ui-related",
            "ui-ledger-as-table",
        ] {
            stage.assert_shows(lang, key);
        }
        for (role, column) in [(LedgerRole::Customer, "customer_id"), (LedgerRole::Amount, "amount")] {
            assert!(stage.shows(&format!("{}: {column}", tr(lang, role.name_key()))), "{role:?}");
        }
        assert!(stage.shows("adb_deposit"), "the columns of the customers stand below");
        stage.click_key("ui-ledger-rows");
        assert!(stage.shows("account_id"));
        stage.click_key("ui-ledger-customers");
        assert!(stage.shows("C0000"));
        stage.click_key("ui-ledger-next");
        assert_eq!(stage.state().screen, Screen::Choose);
        for key in
            ["ui-tiers", "ui-periods", "ui-rates", "tier-high-net-worth", "ui-tier-rest", "command-start"]
        {
            stage.assert_shows(lang, key);
        }
        stage.click_key("ui-rates");
        for key in ["rate-ftp", "rate-capital-cost"] {
            stage.assert_shows(lang, key);
        }
    }
}

#[test]
fn another_reading_of_a_column_makes_other_customers_and_a_wrong_one_is_refused_aloud() {
    let mut stage = tall().raise();
    stage.open_transactions();
    let mut mapping = value(stage.state()).mapping.clone();
    mapping.columns.remove(&LedgerRole::Kind);
    stage.choose_value(ValueAction::Map(mapping.clone()));
    assert!(stage.shows("Kind: not in this file"));
    assert!(stage.state().table.ready().unwrap().frame.column("n_cash").is_none());

    let before = stage.state().table.ready().unwrap().clone();
    mapping.columns.insert(LedgerRole::Amount, "kind".to_owned());
    stage.choose_value(ValueAction::Map(mapping));
    assert!(stage.shows("Amount: kind") && stage.shows("kind holds no amounts"));
    let now = stage.state().table.ready().unwrap();
    assert!(std::sync::Arc::ptr_eq(&before, now), "the customers of before stay");
    assert!(Command::StartTraining.enabled(stage.state()).is_err());
    stage.act(Action::Choose(ChooseAction::Undo));
    stage.settled();
    assert!(stage.shows("Amount: amount"));
    assert!(stage.state().choice.as_ref().unwrap().obstacle.is_none());
}

#[test]
fn rows_are_taken_as_customers_and_back_by_a_click() {
    let mut stage = tall().raise();
    stage.open_transactions();
    stage.click_key("ui-ledger-as-table");
    stage.settled();
    assert!(stage.state().table.ready().unwrap().value.is_none());
    stage.assert_shows(Lang::En, "ui-ledger-recognised");
    stage.click_key("ui-ledger-back");
    stage.settled();
    assert!(stage.state().table.ready().unwrap().value.is_some());
    stage.assert_shows(Lang::En, "ui-ledger-parts");
}

#[test]
fn a_question_is_answered_by_a_click() {
    let mut stage = tall().raise();
    stage.open_transactions();
    let asked: Vec<_> = stage
        .state()
        .table
        .ready()
        .unwrap()
        .value
        .as_ref()
        .unwrap()
        .ledger
        .questions
        .iter()
        .map(|(decision, n)| (*decision, *n))
        .collect();
    let (first, n) = asked.into_iter().next().expect("the sample raises questions");
    stage.assert_shows(Lang::En, first.name_key());
    let other = first.answers()[1];
    let words = tr(Lang::En, other.name_key);
    // An answer that leaves something out says how much.
    let other = if other.id == "leave_out" { format!("{words} {n}") } else { words };
    let button = stage.harness.get_all_by_label(&other).next().unwrap();
    button.click();
    stage.harness.step();
    stage.harness.step();
    stage.settled();
    let changed = &value(stage.state()).decisions;
    assert!(stratum::data::ledger::Decision::ALL.into_iter().any(|decision| changed.changed(decision)));
}

#[test]
fn tiers_follow_a_slider_at_once_and_the_customers_when_it_is_let_go() {
    let mut stage = tall().raise();
    stage.open_transactions();
    stage.act(Action::View(ViewAction::Go(Screen::Choose)));
    let before = summary(stage.state());
    let wide = TierRule::Pyramid { shares: [0.1, 0.2, 0.3] };
    stage.act(Action::Choose(ChooseAction::BeginDrag));
    stage.act(Action::Value(ValueAction::Tiers(wide)));
    let made = stage.state().table.ready().unwrap().value.clone().unwrap();
    let seen = made.graded.by(&wide).1;
    assert!(stage.state().integration.is_none() && summary(stage.state()) == before);
    assert!(seen[3].n > before[3]);
    for tier in &seen {
        assert!(
            stage.harness.query_all_by_label(&tier.n.to_string()).next().is_some(),
            "{} customers",
            tier.n
        );
    }
    stage.act(Action::Choose(ChooseAction::EndDrag));
    stage.settled();
    assert_eq!(summary(stage.state()), seen.iter().map(|tier| tier.n).collect::<Vec<_>>());

    for id in TierRule::IDS {
        let rule = TierRule::begin(id, made.graded.ladder()).unwrap();
        stage.choose_value(ValueAction::Tiers(rule));
        stage.assert_shows(Lang::En, rule.name_key());
    }
    let mut names = value(stage.state()).tiering.names.clone();
    names[3] = "gold".to_owned();
    stage.choose_value(ValueAction::Names(names.clone()));
    assert!(stage.shows("Name of the tier gold"));
    names[2] = "gold".to_owned();
    stage.choose_value(ValueAction::Names(names));
    stage.assert_shows(Lang::En, "study-tier-names");
}

#[test]
fn one_name_after_another_is_typed_while_customers_are_made_anew() {
    let mut stage = tall().raise();
    stage.open_transactions();
    stage.act(Action::View(ViewAction::Go(Screen::Choose)));
    for (tier, typed) in [(3, ["Be", "st"]), (2, ["Ne", "xt"])] {
        let name = value(stage.state()).tiering.names[tier].clone();
        let field = render(Lang::En, &Message::new("ui-tier-name").with("tier", name));
        stage.harness.get_by_label(&field).focus();
        // The field before lets go, and its name goes into the customers.
        stage.harness.step();
        stage.harness.step();
        stage.press(egui::Modifiers::COMMAND, egui::Key::A);
        for piece in typed {
            stage.harness.event(egui::Event::Text(piece.into()));
            stage.harness.step();
        }
    }
    stage.settled();
    assert_eq!(value(stage.state()).tiering.names[2..], ["Next", "Best"]);
}

#[test]
fn the_same_period_for_both_is_warned_of() {
    let mut stage = tall().raise();
    stage.open_transactions();
    stage.act(Action::View(ViewAction::Go(Screen::Choose)));
    assert!(!stage.shows(&tr(Lang::En, "study-value-circular")));
    stage.click_key("ui-periods-one");
    stage.settled();
    assert_eq!(value(stage.state()).horizon, Horizon::SamePeriod);
    stage.assert_shows(Lang::En, "study-value-circular");
    stage.click_key("ui-periods-two");
    stage.settled();
    assert!(!stage.shows(&tr(Lang::En, "study-value-circular")));
    stage.click_key("ui-periods-own");
    stage.settled();
    stage.assert_shows(Lang::En, "ui-periods-halves");
}

#[test]
fn a_related_file_is_added_by_the_dialog_and_taken_away_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("facts.csv");
    std::fs::write(&path, regions(100)).unwrap();
    let mut stage = Setup { answer: Some(path), ..tall() }.raise();
    stage.open_transactions();
    stage.click_key("ui-related-add");
    stage.until("the file is joined", |state| {
        state.integration.is_none() && value(state).joins.iter().any(|join| join.file == "facts.csv")
    });
    assert!(stage.shows("100 of 100 rows belong to a customer here"));
    assert!(stage.state().table.ready().unwrap().frame.column("region").is_some());
    stage.click("Use facts.csv no longer");
    stage.settled();
    assert!(value(stage.state()).joins.is_empty());
    assert!(stage.shows("facts.csv is open but not used"));
    stage.click_key("ui-related-join-short");
    stage.settled();
    assert_eq!(value(stage.state()).joins.len(), 1);
}

#[test]
fn a_stranger_among_the_files_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shops.csv");
    std::fs::write(&path, "shop,size\nHarbour,12\nHill,7\nMarket,9\n").unwrap();
    let mut stage = Setup { answer: Some(path), ..tall() }.raise();
    stage.open_transactions();
    stage.click_key("ui-related-add");
    stage.until("the notice", |state| state.integration.is_none() && !state.notices.is_empty());
    let said = render(Lang::En, &stage.state().notices[0].problem.message);
    assert!(said.contains("shops.csv") && stage.shows(&said));
}
