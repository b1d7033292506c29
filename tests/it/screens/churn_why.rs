//! Why a class is foreseen, on the screen: what tells, one customer, and what if.

use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use stratum::base::{Lang, Message, render, tr};
use stratum::session::{Action, ChooseAction, Screen, ViewAction, WhyOrder};
use stratum::study::Question;

use eframe::egui;

use super::looks::{picture, pictures};
use super::{Setup, Stage};

impl Stage {
    /// A short race for who leaves, looked at.
    fn foresee_by_logistic(&mut self) {
        self.load();
        self.act(Action::Choose(ChooseAction::Question(Question::Churn)));
        self.act(Action::Choose(ChooseAction::Label("left".into())));
        self.act(Action::Choose(ChooseAction::Preset(&["logistic"])));
        self.finish_race();
        self.act(Action::View(ViewAction::Go(Screen::Results)));
    }

    fn explained(&mut self) {
        self.until("a customer explained", |state| state.finished.as_ref().unwrap().why.customer.is_some());
    }
}

#[test]
fn what_tells_shows_what_the_model_needs_and_how_each_column_goes() {
    let mut stage = Setup::default().raise();
    stage.foresee_by_logistic();
    stage.click_key("ui-churn-view-telling");
    stage.assert_shows(Lang::En, "chart-importance-title");
    let first = stage.foreseen().churn.importance[0].column.clone();
    stage
        .until("the first column", |state| state.finished.as_ref().unwrap().why.columns.contains_key(&first));
    let class = stage.foreseen().class().to_owned();
    let title = |column: &str| {
        let words = Message::new("chart-dependence-title").with("class", &class).with("column", column);
        render(Lang::En, &words)
    };
    assert!(stage.shows(&title(&first)));
    // A column of words too, by keyboard.
    stage.harness.get_all_by_label("region").next_back().unwrap().focus();
    stage.harness.step();
    stage.press(Modifiers::NONE, Key::Space);
    stage.until("the region", |state| state.finished.as_ref().unwrap().why.columns.contains_key("region"));
    assert!(stage.shows(&title("region")));
    let found = stage.state().finished.as_ref().unwrap().why.columns["region"].clone();
    assert_eq!(found.points.len(), 3);
    // What does not matter is named as such.
    let idle = stratum::chart::idle_columns(&stage.foreseen().churn.importance);
    assert!(idle.is_none_or(|words| stage.shows(&render(Lang::En, &words))));
}

#[test]
fn a_customer_is_found_explained_and_supposed_otherwise() {
    let mut stage = Setup::default().raise();
    stage.foresee_by_logistic();
    stage.click_key("ui-churn-view-customer");
    stage.explained();
    for key in ["ui-why-towards", "ui-why-away", "chart-pushes-title", "ui-why-what-if"] {
        stage.assert_shows(Lang::En, key);
    }
    // The most probable customer is looked at first; another one is searched for by its identifier.
    let find = tr(Lang::En, "ui-customer-find");
    stage.harness.get_all_by_label(&find).next().unwrap().click();
    stage.harness.step();
    stage.harness.event(egui::Event::Text("C00017".into()));
    stage.harness.step();
    stage.harness.step();
    stage.harness.get_all_by_label_contains("C00017, ").next().unwrap().click();
    stage.harness.step();
    stage.harness.step();
    assert_eq!(stage.foreseen().view.customer, Some(17));
    stage.until("that customer explained", |state| state.finished.as_ref().unwrap().why.of(17).is_some());
    assert!(stage.shows("Customer C00017"));
    let why = stage.state().finished.as_ref().unwrap().why.of(17).unwrap().clone();
    let own = stage.foreseen().findings.rows[17].probability;
    assert!((why.shapley.probability - f64::from(own)).abs() < 1e-6);
    let sum = why.shapley.base + why.shapley.values.iter().sum::<f64>();
    assert!((sum - why.shapley.probability).abs() < 1e-9);
    // Sliders move the probability at once, by keyboard, and reset.
    let now = |stage: &Stage| {
        let key = Message::new("ui-why-what-if-now").with("share", "");
        let begin = render(Lang::En, &key);
        let node = stage.harness.query_all_by_label_contains(begin.trim()).next().unwrap();
        node.accesskit_node().label().unwrap()
    };
    let before = now(&stage);
    let reset = tr(Lang::En, "ui-why-reset");
    stage.harness.get_all_by_label("age").next_back().unwrap().focus();
    stage.harness.step();
    for _ in 0..12 {
        stage.harness.key_press(Key::ArrowRight);
        stage.harness.step();
    }
    stage.harness.step();
    let moved = now(&stage);
    assert_ne!(before, moved);
    stage.click(&reset);
    stage.harness.step();
    assert_eq!(now(&stage), before);
    stage.harness.get_all_by_label(&find).next().unwrap().click();
    stage.harness.step();
    stage.harness.event(egui::Event::Text("nobody".into()));
    stage.harness.step();
    stage.harness.step();
    stage.assert_shows(Lang::En, "ui-customer-nobody");
}

#[test]
fn what_cannot_be_explained_says_so_and_is_not_asked_for_again() {
    let mut stage = Setup::default().raise();
    stage.foresee_by_logistic();
    let order = WhyOrder::Column("nothing".into());
    stage.act(Action::Why(order.clone()));
    stage.until("the answer", |state| state.finished.as_ref().unwrap().why.failed.is_some());
    let why = &stage.state().finished.as_ref().unwrap().why;
    assert!(why.problem(&order).is_some() && !why.lacks(&order));
}

#[test]
fn pictures_of_why() {
    pictures(|stage, suffix| {
        stage.foresee_by_logistic();
        stage.click_key("ui-churn-view-telling");
        stage.until("a column", |state| !state.finished.as_ref().unwrap().why.columns.is_empty());
        picture(stage, &format!("churn-telling-{suffix}"));
        stage.click_key("ui-churn-view-customer");
        stage.explained();
        picture(stage, &format!("churn-customer-{suffix}"));
    });
}
