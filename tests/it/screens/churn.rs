//! A class to be foreseen, on the screen: what is chosen, every view of its results by label, and pictures of them.

use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, SnapshotResults};

use stratum::base::{Lang, render};
use stratum::metrics::ThresholdRule;
use stratum::models::ParamValue;
use stratum::session::state::ExportState;
use stratum::session::{
    Action, Choice, ChooseAction, ChurnAction, DataAction, Finished, Foreseen, Screen, TrainAction,
    ViewAction,
};
use stratum::study::Question;
use stratum::study::churn::{CalibrationChoice, Campaign, ChurnRecipe};

use super::looks::{painter, picture};
use super::{Setup, Stage, customers};

impl Stage {
    /// Opens the customers, of whom is asked who leaves.
    fn load_leavers(&mut self, n: u32) {
        let path = self.file("customers.csv", &customers(n));
        self.act(Action::Data(DataAction::Open(path)));
        self.until("the table", |state| state.table.ready().is_some());
        self.act(Action::Choose(ChooseAction::Label("left".into())));
        for (option, value) in [("max_epochs", 30), ("ensemble_size", 1)] {
            self.act(Action::Choose(ChooseAction::Param(option.into(), Some(ParamValue::Int(value)))));
        }
        self.act(Action::Choose(ChooseAction::Repeats(3)));
        self.act(Action::View(ViewAction::Go(Screen::Choose)));
        self.until("the columns looked through", |state| {
            // Age tells too much, which is warned of: coming later, the warning would move what is below it.
            let warned = |choice: &Choice| choice.obstacle.is_none() && !choice.suspicions.is_empty();
            state.choice.as_ref().is_some_and(warned)
        });
    }

    fn predict_leavers(&mut self) {
        self.act(Action::Train(TrainAction::Start));
        self.until("the results", |state| state.finished.is_some());
    }

    fn about_churn(&self) -> ChurnRecipe {
        self.state().choice.as_ref().unwrap().recipe.current().churn.clone().unwrap()
    }

    pub(super) fn foreseen(&self) -> Foreseen<'_> {
        self.state().finished.as_ref().and_then(Finished::foreseen).unwrap()
    }
}

#[test]
fn everything_about_a_class_is_chosen_by_its_label() {
    let mut stage = Setup { size: eframe::egui::vec2(1280.0, 1500.0), ..Setup::default() }.raise();
    stage.load_leavers(240);
    let question = stage.state().choice.as_ref().unwrap().recipe.current().question;
    assert_eq!(question, Question::Churn, "a label of two values");
    for key in ["ui-churn-choose-title", "ui-churn-question-why", "ui-churn-campaign", "ui-churn-calibration"]
    {
        stage.assert_shows(Lang::En, key);
    }
    stage.click_key("ui-churn-rule-recall");
    assert_eq!(stage.about_churn().threshold, ThresholdRule::RecallFloor(0.8));
    stage.assert_shows(Lang::En, "ui-churn-recall-floor");
    stage.click_key("ui-churn-rule-capacity");
    assert_eq!(stage.about_churn().threshold, ThresholdRule::Capacity { customers: 24, of: 240 });
    stage.click_key("ui-churn-rule-cost");
    stage.assert_shows(Lang::En, "ui-churn-cost-missed");
    stage.click_key("ui-churn-rule-fixed");
    assert_eq!(stage.about_churn().threshold, ThresholdRule::Fixed(0.5));
    stage.click_key("ui-churn-calibration-isotonic");
    assert_eq!(stage.about_churn().calibration, CalibrationChoice::Isotonic);
    stage.click_key("ui-churn-budget-limited");
    assert_eq!(stage.about_churn().campaign.budget, Some(500.0));
    stage.click_key("ui-churn-preset-source");
    let methods = &stage.state().choice.as_ref().unwrap().recipe.current().methods;
    assert_eq!(methods.iter().map(|method| method.id.as_str()).collect::<Vec<_>>(), ["ann_source"]);
    let stays = stage.harness.get_all_by_label_contains("no · ").next_back().unwrap();
    stays.click();
    stage.harness.step();
    stage.harness.step();
    assert_eq!(stage.about_churn().class.as_deref(), Some("no"));
}

#[test]
fn every_view_of_a_foreseen_class_is_there_and_follows_the_threshold() {
    let mut stage = Setup::default().raise();
    stage.load_leavers(400);
    stage.predict_leavers();
    for key in ["ui-churn-call-from", "ui-results-words", "chart-confusion-title"] {
        stage.assert_shows(Lang::En, key);
    }
    // One division above, the mean of all in the table.
    assert!(stage.shows("held out in one division") && stage.shows("mean of 3 trainings"));
    let chosen = stage.foreseen().churn.decision.threshold;
    stage.act(Action::Churn(ChurnAction::Threshold(0.8)));
    stage.assert_shows(Lang::En, "ui-churn-words-as-chosen");
    let counts = stage.foreseen().view.at.counts;
    let words = format!("Of 100 with left = yes it finds {:.0}", counts.recall() * 100.0);
    assert!(stage.shows(&words), "{words}");
    stage.click_key("ui-churn-view-ranking");
    for key in
        ["chart-churn-roc-title", "chart-churn-pr-title", "chart-churn-gains-title", "chart-churn-lift-title"]
    {
        stage.assert_shows(Lang::En, key);
    }
    stage.click_key("ui-churn-view-calibration");
    for key in ["ui-churn-ece", "ui-churn-bins", "chart-churn-reliability-title"] {
        stage.assert_shows(Lang::En, key);
    }
    stage.click_key("ui-churn-view-methods");
    for key in ["chart-auc-title", "ui-churn-rivals", "ui-figures"] {
        stage.assert_shows(Lang::En, key);
    }
    stage.click_key("ui-results-errors");
    stage.assert_shows(Lang::En, "chart-error-title");
    stage.click_key("ui-results-matrix");
    let missed = counts.false_negative;
    let cell = format!("{missed} customers: really yes, predicted no");
    stage.click(&cell);
    stage.harness.step();
    assert!(stage.shows("C00"), "the customers who were missed are listed");
    stage.click_key("ui-results-summary");
    stage.click_key("ui-churn-back");
    assert_eq!(stage.foreseen().view.at.threshold, chosen);
    // Nothing that is drawn moves the slider.
    stage.harness.run_steps(5);
    assert!(stage.foreseen().as_chosen());
}

#[test]
fn a_campaign_says_how_many_to_call_and_the_export_follows_the_threshold() {
    let mut stage = Setup::default().raise();
    stage.load_leavers(400);
    stage.predict_leavers();
    stage.click_key("ui-churn-view-campaign");
    for key in ["chart-churn-profit-title", "ui-churn-cost", "ui-churn-rank"] {
        stage.assert_shows(Lang::En, key);
    }
    let campaign = Campaign { budget: Some(60.0), ..stage.foreseen().view.campaign };
    stage.act(Action::Churn(ChurnAction::Campaign(campaign)));
    assert!(stage.shows("more than the budget of 60"), "the list is not shortened unasked");
    let button = stage.harness.get_all_by_label_contains("most probable on the list").next_back().unwrap();
    button.click();
    stage.harness.step();
    stage.harness.step();
    assert!(stage.foreseen().n_called() <= 12 && !stage.shows("more than the budget"));
    stage.assert_shows(Lang::En, "ui-churn-list-here");
    assert!(!stage.foreseen().as_chosen());
    let n = stage.foreseen().n_called();
    assert!(stage.shows(&format!("{n} customer")));
    stage.click_key("command-export");
    stage.assert_shows(Lang::En, "ui-churn-export-moved");
    assert!(stage.shows("call_list.csv") && stage.shows("model.stratum"));
    stage.click_key("ui-export-save");
    stage.until("the files", |state| matches!(state.export, ExportState::Done { .. }));
    let list = std::fs::read_to_string(stage.room.path().join("customers-stratum/call_list.csv")).unwrap();
    assert_eq!(list.lines().count(), n + 1);
}

#[test]
fn the_call_list_says_why_as_its_file_does() {
    let mut stage = Setup::default().raise();
    stage.load_leavers(400);
    stage.predict_leavers();
    stage.click_key("ui-churn-view-campaign");
    stage.assert_shows(Lang::En, "ui-churn-reasons");
    stage.until("the reasons", |state| !state.finished.as_ref().unwrap().why.calls.is_empty());
    let first = stage.foreseen().churn.there[0];
    let why = &stage.state().finished.as_ref().unwrap().why;
    assert!(why.calls.len() < stage.foreseen().n_called(), "only those in view are asked about");
    let said = render(Lang::En, &why.calls[&first]);
    assert!(said.contains("age") && stage.shows(&said), "{said}");
    stage.click_key("command-export");
    stage.click_key("ui-export-save");
    stage.until("the files", |state| matches!(state.export, ExportState::Done { .. }));
    let list = std::fs::read_to_string(stage.room.path().join("customers-stratum/call_list.csv")).unwrap();
    assert!(list.lines().nth(1).unwrap().contains(&said), "{said}");
}

#[test]
fn pictures_of_a_foreseen_class() {
    let Some(renderer) = painter() else { return };
    let mut stage = Setup::default().raise_with(Harness::builder().renderer(renderer));
    stage.load_leavers(800);
    picture(&mut stage, "choose-churn-light-en");
    stage.predict_leavers();
    picture(&mut stage, "churn-summary-light-en");
    for (key, name) in [
        ("ui-churn-view-ranking", "churn-ranking-light-en"),
        ("ui-churn-view-calibration", "churn-calibration-light-en"),
        ("ui-churn-view-campaign", "churn-campaign-light-en"),
        ("ui-churn-view-methods", "churn-methods-light-en"),
    ] {
        stage.click_key(key);
        if key == "ui-churn-view-campaign" {
            stage.until("the reasons", |state| !state.finished.as_ref().unwrap().why.calls.is_empty());
        }
        picture(&mut stage, name);
    }
    SnapshotResults::new().extend_harness(&mut stage.harness);
}

#[test]
fn a_search_shows_what_it_tries() {
    let mut stage = Setup::default().raise();
    stage.load_leavers(240);
    stage.act(Action::Choose(ChooseAction::Preset(&["ann_search"])));
    stage.act(Action::Choose(ChooseAction::Param("trials".into(), Some(ParamValue::Int(4)))));
    stage.act(Action::Choose(ChooseAction::Repeats(1)));
    stage.act(Action::Train(TrainAction::Start));
    stage.act(Action::View(ViewAction::Go(Screen::Check)));
    stage.until("the results", |state| state.finished.is_some());
    assert_eq!(stage.foreseen().churn.trials.len(), 4);
    stage.act(Action::View(ViewAction::Go(Screen::Train)));
    stage.harness.step();
    assert!(stage.shows("4 trials of the search"));
    stage.assert_shows(Lang::En, "ui-churn-trial-kept");
}
