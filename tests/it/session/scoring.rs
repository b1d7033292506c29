//! Scoring new customers without a window: what is chosen, what goes on meanwhile, what is stopped, what goes wrong.

use std::path::PathBuf;

use stratum::export::ModelFile;
use stratum::models::calibration::Calibration;
use stratum::session::scoring::{Origin, ScoreOutcome, ScoreRun};
use stratum::session::{
    Action, ChooseAction, ChurnAction, Command, DataAction, Effect, JobEvent, Launch, ScoreAction, Screen,
    WhyOrder,
};
use stratum::study::Question;

use super::Session;
use crate::scoring::{customers, frame, model};

impl Session {
    fn score(&mut self, action: ScoreAction) {
        self.send(Action::Score(action));
    }

    fn model_file(&self, name: &str) -> PathBuf {
        let learned = frame(self.room.path(), &customers(400, 1));
        let bytes = ModelFile::Churn(Box::new(model(&learned, 1, Calibration::None))).to_bytes().unwrap();
        let path = self.room.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn matched(&mut self) {
        self.until("the columns compared", |state| state.scoring.matched.is_some());
    }

    fn foresee_by_logistic(&mut self) {
        self.open_customers(240);
        for choice in [
            ChooseAction::Question(Question::Churn),
            ChooseAction::Label("left_bank".to_owned()),
            ChooseAction::Preset(&["logistic"]),
        ] {
            self.send(Action::Choose(choice));
        }
        self.give(Command::StartTraining);
        self.until("somebody is foreseen", |state| state.finished.is_some());
    }
}

#[test]
fn a_model_given_at_the_start_opens_next_month() {
    let mut session = Session::new();
    let model = session.model_file("model.stratum");
    for action in Launch::File(model.clone()).actions() {
        session.send(action);
    }
    assert_eq!(session.state.screen, Screen::Score);
    assert_eq!(Command::Score.enabled(&session.state), Err("disabled-no-model"));
    session.until("the model", |state| state.scoring.model.is_some());
    assert_eq!(session.state.scoring.model.as_ref().unwrap().origin, Origin::File(model));
    assert_eq!(Command::Score.enabled(&session.state), Err("disabled-no-customers"));
    assert!(session.state.settings.recent.is_empty(), "a model is no table of customers");
}

#[test]
fn what_is_chosen_while_it_runs_is_for_the_next_time() {
    let mut session = Session::new();
    let model = session.model_file("model.stratum");
    let file = session.file("a.csv", &customers(200, 2));
    session.send(Action::Data(DataAction::OpenTogether(vec![model, file])));
    session.matched();
    session.give(Command::Score);
    assert_eq!(Command::Score.enabled(&session.state), Err("disabled-scoring"));
    let mut choice = session.state.scoring.choice.clone();
    choice.threshold = Some(0.9);
    session.score(ScoreAction::Set(choice.clone()));
    let other = session.file("b.csv", &customers(20, 3));
    session.score(ScoreAction::Customers(other));
    session.until("the list", |state| !state.scoring.is_running());
    let done = session.state.scoring.done.clone().unwrap();
    let ScoreOutcome::Churn(scored) = &done.outcome else { panic!("customers were placed") };
    let ModelFile::Churn(model) = &done.model.model else { panic!("a model of segments") };
    assert_eq!((scored.rows, scored.threshold), (200, model.threshold));
    assert!(done.choice.target.ends_with("a-scored.csv"));
    assert!(session.state.scoring.current().is_none(), "other customers are chosen now");
    // No probability: it changes nothing.
    let before = session.state.scoring.choice.clone();
    session.score(ScoreAction::Set(stratum::session::scoring::ScoreChoice {
        threshold: Some(1.5),
        ..before.clone()
    }));
    assert_eq!(session.state.scoring.choice, before);
}

#[test]
fn stopping_writes_nothing_and_keeps_everything() {
    let mut session = Session::new();
    let model = session.model_file("model.stratum");
    let file = session.file("many.csv", &customers(60_000, 2));
    session.send(Action::Data(DataAction::OpenTogether(vec![model, file])));
    session.matched();
    session.give(Command::Score);
    session.give(Command::StopScoring);
    session.until("it ended", |state| !state.scoring.is_running());
    assert!(matches!(session.state.scoring.run, ScoreRun::Idle));
    assert!(session.state.scoring.done.is_none() && session.state.scoring.model.is_some());
    let names = std::fs::read_dir(session.room.path()).unwrap();
    let left = names.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("scored"));
    assert_eq!(left.count(), 0);
}

#[test]
fn events_of_jobs_that_were_given_up_change_nothing() {
    let mut session = Session::new();
    let (one, other) = (session.model_file("one.stratum"), session.model_file("other.stratum"));
    session.score(ScoreAction::Model(one));
    let given_up = session.state.scoring.loading.as_ref().unwrap().0;
    session.score(ScoreAction::Model(other.clone()));
    let problem = stratum::base::Problem::new(stratum::base::Message::text("late"));
    session.send(Action::Job(given_up, JobEvent::ModelLoaded(Err(problem))));
    assert!(session.state.scoring.refused.is_none());
    session.until("the model", |state| state.scoring.model.is_some());
    assert_eq!(session.state.scoring.model.as_ref().unwrap().origin, Origin::File(other));
}

#[test]
fn the_model_of_a_run_scores_as_it_is_looked_at() {
    let mut session = Session::new();
    assert_eq!(Command::UseModel.enabled(&session.state), Err("disabled-no-model-of-run"));
    session.foresee_by_logistic();
    session.send(Action::Churn(ChurnAction::Threshold(0.25)));
    session.give(Command::UseModel);
    assert_eq!(session.state.screen, Screen::Score);
    let file = session.state.finished.as_ref().unwrap().table.frame.source.path.clone();
    session.score(ScoreAction::Customers(file));
    session.matched();
    session.give(Command::Score);
    session.until("the list", |state| !state.scoring.is_running());
    let done = session.state.scoring.current().unwrap().clone();
    let ScoreOutcome::Churn(scored) = &done.outcome else { panic!("customers were placed") };
    assert_eq!(scored.threshold, 0.25);
    // The same customers get the same probabilities as in the run.
    let finished = session.state.finished.as_ref().unwrap();
    let findings = finished.classes().unwrap();
    let called = findings.rows.iter().filter(|row| f64::from(row.probability) >= 0.25).count() as u64;
    assert_eq!(scored.called, called);
    session.give(Command::OpenFolder);
    assert!(matches!(session.asked.last(), Some(Effect::OpenFolder(_))));
}

#[test]
fn of_explanations_that_wait_only_the_newest_is_worked_out() {
    let mut session = Session::new();
    session.foresee_by_logistic();
    for customer in [3, 4, 5] {
        session.send(Action::Why(WhyOrder::Customer(customer)));
    }
    session.until("the newest", |state| state.finished.as_ref().unwrap().why.of(5).is_some());
    let why = &session.state.finished.as_ref().unwrap().why;
    assert!(why.of(4).is_none() && why.changeable.is_some());
    // What is known is not asked for again.
    session.send(Action::Why(WhyOrder::Customer(5)));
    assert!(!session.state.finished.as_ref().unwrap().why.lacks(&WhyOrder::Customer(5)));
    session.send(Action::Why(WhyOrder::Customer(u32::MAX)));
    session.until("the failure", |state| state.finished.as_ref().unwrap().why.failed.is_some());
}
