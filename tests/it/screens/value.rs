//! The results and the export of customers made from transactions, by label: tiers, moves, errors, pseudonyms.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

use stratum::base::{Lang, Message, render, tr};
use stratum::chart::{self, ChartKind};
use stratum::features::tiers::TierRule;
use stratum::models::ParamValue;
use stratum::session::state::ExportState;
use stratum::session::{
    Action, ChooseAction, DataAction, ExportAction, Sample, Screen, ValueAction, ViewAction,
};
use stratum::study::value::{Horizon, ValueTable};

use eframe::egui;

use super::looks::{picture, pictures};
use super::{Setup, Stage};

impl Stage {
    /// Opens the sample of transactions and makes its race a short one.
    fn load_tiers(&mut self) {
        let path = self.file("transactions.csv", &Sample::Tiers.text());
        self.act(Action::Data(DataAction::Open(path)));
        self.until("the customers", |state| state.table.ready().is_some_and(|table| table.value.is_some()));
        self.act(Action::Choose(ChooseAction::Param("max_epochs".into(), Some(ParamValue::Int(30)))));
        self.act(Action::Choose(ChooseAction::Repeats(3)));
    }

    fn race_tiers(&mut self) {
        self.load_tiers();
        self.finish_race();
        self.act(Action::View(ViewAction::Go(Screen::Results)));
    }

    fn value(&self) -> &ValueTable {
        self.state().finished.as_ref().unwrap().table.value.as_ref().unwrap()
    }

    /// Waits for customers that are made anew.
    fn customers_made(&mut self) {
        self.until("the new customers", |state| state.integration.is_none());
    }
}

#[test]
fn tiers_show_what_everybody_and_a_searched_customer_contribute() {
    let mut stage = Setup::default().raise();
    stage.race_tiers();
    for key in ["study-baseline-same-tier", "study-baseline-direct-threshold", "ui-verdict-reference-rule"] {
        stage.assert_shows(Lang::En, key);
    }
    stage.click_key("ui-results-tiers");
    for key in ["ui-tiers-title", "chart-contribution-title", "ui-customer-find", "chart-tier-value-title"] {
        stage.assert_shows(Lang::En, key);
    }
    let findings = stage.state().finished.as_ref().unwrap().classes().unwrap();
    let by_rule = findings.words.iter().any(|words| words.key == "study-next-todays-tier");
    assert_eq!(findings.next_by_rule, by_rule);
    // Where all customers together cost money, the tiers are shown in money.
    let mut found = findings.value.clone().unwrap();
    for tier in &mut found.summary {
        (tier.value, tier.value_share) = (-1.0 - tier.value.abs(), None);
    }
    let ChartKind::Bars(drawn) = chart::tier_value(&found).kind else { unreachable!() };
    assert!(!drawn.percent && drawn.bars.len() == 4 && drawn.bars.iter().all(|bar| bar.value < 0.0));
    if by_rule {
        stage.assert_shows(Lang::En, "ui-next-by-rule");
    }
    // Only what is on the screen is drawn of 600 customers.
    let drawn = stage.harness.query_all_by_label_contains("C00").count();
    assert!((3..90).contains(&drawn), "{drawn} nodes name a customer");
    // The field finds one, and the customer's parts are shown with what is expected next.
    let name = stage.value().ledger.customers[77].clone();
    let find = tr(Lang::En, "ui-customer-find");
    stage.harness.get_all_by_label(&find).next().unwrap().click();
    stage.harness.step();
    stage.harness.event(egui::Event::Text(name.clone()));
    stage.harness.step();
    stage.harness.step();
    let title = Message::new("chart-contribution-customer").with("customer", &name);
    assert!(stage.shows(&render(Lang::En, &title)));
    assert!(stage.shows("next expected:"));
    stage.click_key("ui-period-earlier");
    assert!(stage.shows(&render(Lang::En, &title)));
    stage.harness.event(egui::Event::Text("nobody".into()));
    stage.harness.get_all_by_label(&find).next().unwrap().click();
    stage.harness.step();
    stage.harness.event(egui::Event::Text("nobody".into()));
    stage.harness.step();
    stage.harness.step();
    stage.assert_shows(Lang::En, "ui-customer-nobody");
}

#[test]
fn a_cell_of_the_moves_lists_its_customers_and_leads_to_them() {
    let mut stage = Setup::default().raise();
    stage.race_tiers();
    stage.click_key("ui-results-moves");
    let (names, migration) = (stage.value().names.clone(), stage.value().migration);
    let n_up = stage.value().movers.iter().filter(|mover| mover.is_promotion()).count();
    stage.click_key("ui-moves-show-up");
    assert!(stage.shows(&render(Lang::En, &Message::new("ui-moves-up").with("n", n_up))));
    let cell = Message::new("chart-migration-cell").with("row", &names[1]).with("column", &names[0]);
    let cell = render(Lang::En, &cell.with("n", migration[1][0]));
    assert!(migration[1][0] > 0);
    stage.click(&cell);
    assert!(stage.harness.query_all_by_label(&cell).count() >= 2, "the list is headed as the cell is called");
    let value = stage.value();
    let both = value.tier_before.iter().zip(&value.tier);
    let fallen = both.clone().position(|tiers| tiers == (&Some(1), &Some(0))).unwrap();
    assert_eq!(
        both.filter(|tiers| *tiers == (&Some(1), &Some(0))).count() as u64,
        migration[1][0],
        "as many as the cell says"
    );
    let name = value.ledger.customers[fallen].clone();
    let arrow = format!("{} → {}", names[1], names[0]);
    // A row is read out as its cells; clicking it leads to the customer.
    stage.harness.get_all_by_label_contains(&format!("{name}, {arrow}")).next().unwrap().click();
    stage.harness.step();
    stage.harness.step();
    let title = Message::new("chart-contribution-customer").with("customer", &name);
    assert!(stage.shows(&render(Lang::En, &title)));
}

#[test]
fn errors_say_when_each_rule_came_down_and_what_holds_of_the_claim() {
    let mut stage = Setup::default().raise();
    stage.race_tiers();
    stage.click_key("ui-results-errors");
    for key in ["chart-error-title", "chart-error-to-reach", "ui-reach-claim", "ui-reach-slider"] {
        stage.assert_shows(Lang::En, key);
    }
    let all = render(Lang::En, &Message::new("ui-reach-of").with("n", 3_u32).with("of", 3_u32));
    // The error is at first that at which half of the trainings of classic BP end; the highest is reached by all.
    let reached = |stage: &Stage| stage.harness.query_all_by_label(&all).count();
    let before = reached(&stage);
    let slider = tr(Lang::En, "ui-reach-slider");
    stage.harness.get_all_by_label(&slider).next().unwrap().focus();
    stage.harness.step();
    for _ in 0..400 {
        stage.harness.key_press(Key::ArrowRight);
        stage.harness.step();
    }
    assert!(reached(&stage) == 8 && before < 8, "{before}, then {}", reached(&stage));
    stage.click_key("ui-results-accuracy");
    for key in ["chart-accuracy-title", "ui-figures", "ui-metric-kappa-quadratic"] {
        stage.assert_shows(Lang::En, key);
    }
}

#[test]
fn tiers_that_follow_from_the_facts_are_said_to_before_anything_else() {
    let mut stage = Setup::default().raise();
    stage.load_tiers();
    stage.act(Action::Value(ValueAction::Horizon(Horizon::SamePeriod)));
    stage.customers_made();
    stage.act(Action::Value(ValueAction::Tiers(TierRule::Equal)));
    stage.customers_made();
    stage.finish_race();
    stage.act(Action::View(ViewAction::Go(Screen::Results)));
    for key in [
        "ui-results-summary",
        "ui-results-tiers",
        "ui-results-moves",
        "ui-results-errors",
        "ui-results-accuracy",
        "ui-results-matrix",
    ] {
        stage.click_key(key);
        stage.assert_shows(Lang::En, "study-tiers-from-formula");
    }
    stage.click_key("ui-results-moves");
    stage.assert_shows(Lang::En, "ui-moves-one-period");
}

#[test]
fn pseudonyms_replace_the_customers_in_the_files_and_the_key_stays_apart() {
    let mut stage = Setup::default().raise();
    stage.race_tiers();
    stage.press(Modifiers::COMMAND, Key::E);
    assert_eq!(stage.state().screen, Screen::Export);
    for label in ["labelled.csv", "labelled_transactions.csv", "findings.json", "timing.json"] {
        assert!(stage.shows(label), "{label}");
    }
    stage.assert_shows(Lang::En, "ui-export-real-numbers");
    let name = stage.value().ledger.customers[0].clone();
    assert!(stage.shows(&name), "the preview shows the list as it will be written");
    stage.click_key("ui-export-pseudonyms");
    assert!(!stage.shows(&name) && stage.shows("C-··"));
    assert!(stage.shows("pseudonyms.key"), "where the key is kept is said");
    stage.click_key("ui-export-save");
    stage.until("the files", |state| matches!(state.export, ExportState::Done { .. }));
    let folder = stage.room.path().join("transactions-stratum");
    for file in ["labelled.csv", "labelled_transactions.csv", "findings.json"] {
        let written = std::fs::read_to_string(folder.join(file)).unwrap();
        assert!(!written.contains(&name), "{file} names {name}");
    }
    let list = std::fs::read_to_string(folder.join("labelled.csv")).unwrap();
    assert_eq!(list.lines().count(), 601);
    assert!(stage.room.path().join("settings/pseudonyms.key").is_file());
    assert!(!folder.join("pseudonyms.key").exists());
}

#[test]
fn pictures_of_value_tiers() {
    pictures(|stage, suffix| {
        stage.race_tiers();
        picture(stage, &format!("value-summary-{suffix}"));
        for (key, name) in [
            ("ui-results-tiers", "value-tiers"),
            ("ui-results-moves", "value-moves"),
            ("ui-results-errors", "value-errors"),
        ] {
            stage.click_key(key);
            picture(stage, &format!("{name}-{suffix}"));
        }
        let mut choice = stage.state().export_choice.clone().unwrap();
        choice.folder = "transactions-stratum".into();
        stage.act(Action::View(ViewAction::Go(Screen::Export)));
        stage.act(Action::Export(ExportAction::Set(choice)));
        picture(stage, &format!("value-export-{suffix}"));
    });
}
