//! A class to be foreseen in the application: what is chosen about it, the threshold and the campaign that are looked at,
//! and that what is written is what is shown.

use stratum::export::{ModelFile, load_model};
use stratum::metrics::ThresholdRule;
use stratum::models::ParamValue;
use stratum::session::{
    Action, ChooseAction, ChurnAction, ChurnChoice, Command, ExportState, Finished, Foreseen, Sample,
};
use stratum::study::churn::{CalibrationChoice, Campaign, ChurnRecipe, calls, edited};
use stratum::study::{Findings, Part, Question};

use super::Session;
use crate::files;

impl Session {
    /// Foresees who leaves by short trainings.
    fn foresee_leavers(&mut self, n: usize) {
        let file = self.file("customers.csv", &files::customers(n));
        self.open(&file);
        for choice in [
            ChooseAction::Repeats(2),
            ChooseAction::Param("max_epochs".to_owned(), Some(ParamValue::Int(12))),
            ChooseAction::Param("ensemble_size".to_owned(), Some(ParamValue::Int(1))),
        ] {
            self.send(Action::Choose(choice));
        }
        self.give(Command::StartTraining);
        self.until("there are results", |state| state.finished.is_some());
    }

    fn foreseen(&self) -> Foreseen<'_> {
        self.state.finished.as_ref().and_then(Finished::foreseen).unwrap()
    }

    fn churn_recipe(&self) -> ChurnRecipe {
        self.state.choice.as_ref().unwrap().recipe.current().churn.clone().unwrap()
    }

    fn look_at(&mut self, action: ChurnAction) {
        self.send(Action::Churn(action));
    }
}

/// The classes given to the held-out customers, counted.
fn held_out(findings: &Findings) -> Vec<Vec<u64>> {
    let mut counts = vec![vec![0; findings.classes.len()]; findings.classes.len()];
    for row in findings.rows.iter().filter(|row| row.part == Some(Part::Test)) {
        counts[row.actual.unwrap() as usize][row.predicted as usize] += 1;
    }
    counts
}

#[test]
fn a_label_of_two_values_asks_who_leaves_and_what_is_chosen_can_be_undone() {
    let mut session = Session::new();
    let file = session.file("customers.csv", &files::customers(200));
    session.open(&file);
    let before = session.state.choice.as_ref().unwrap().recipe.current().clone();
    assert_eq!((before.question, before.methods.len()), (Question::Churn, 2));
    for change in [
        ChurnChoice::Class(Some("no".to_owned())),
        ChurnChoice::Threshold(ThresholdRule::RecallFloor(0.9)),
        ChurnChoice::Calibration(CalibrationChoice::Isotonic),
        ChurnChoice::Campaign(Campaign { cost_per_contact: 2.0, ..Campaign::default() }),
        // Numbers that make no sense are not taken over.
        ChurnChoice::Campaign(Campaign { cost_per_contact: f64::NAN, ..Campaign::default() }),
    ] {
        session.send(Action::Choose(ChooseAction::Churn(change)));
    }
    let chosen = session.churn_recipe();
    assert_eq!(
        (chosen.class.as_deref(), chosen.threshold, chosen.calibration, chosen.campaign.cost_per_contact),
        (Some("no"), ThresholdRule::RecallFloor(0.9), CalibrationChoice::Isotonic, 2.0)
    );
    for _ in 0..4 {
        session.give(Command::Undo);
    }
    assert_eq!(session.state.choice.as_ref().unwrap().recipe.current(), &before);
    // The three questions keep what was chosen for each.
    session.send(Action::Choose(ChooseAction::Churn(ChurnChoice::Threshold(ThresholdRule::Fixed(0.4)))));
    for question in [Question::Tiers, Question::Segments, Question::Churn] {
        session.send(Action::Choose(ChooseAction::Question(question)));
        assert_eq!(session.state.choice.as_ref().unwrap().recipe.current().question, question);
    }
    assert_eq!(session.churn_recipe().threshold, ThresholdRule::Fixed(0.4));
}

#[test]
fn the_threshold_shown_moves_matrix_and_list_and_comes_back() {
    let mut session = Session::new();
    session.foresee_leavers(600);
    let foreseen = session.foreseen();
    let (chosen, first) = (foreseen.churn.decision.threshold, foreseen.view.at.clone());
    assert_eq!(first.confusion, foreseen.findings.confusion);
    assert_eq!(first.class_scores, foreseen.findings.class_scores);
    assert!(foreseen.as_chosen());
    let called = foreseen.n_called();
    let list = calls::calls(&foreseen.findings.rows, foreseen.churn.class, chosen, foreseen.findings.seed);
    assert_eq!(list.len(), called);

    session.look_at(ChurnAction::Threshold(0.9));
    let foreseen = session.foreseen();
    assert!(!foreseen.as_chosen() && foreseen.n_called() < called);
    assert_eq!(foreseen.view.at.counts, foreseen.churn.at(0.9));
    let class = foreseen.churn.class as usize;
    assert_eq!(foreseen.view.at.confusion[class][class], foreseen.churn.at(0.9).true_positive);
    session.look_at(ChurnAction::Threshold(f32::NAN));
    assert_eq!(session.foreseen().view.at.threshold, 0.9, "no number is no threshold");
    session.look_at(ChurnAction::CallUpTo(60));
    let foreseen = session.foreseen();
    let (rows, there) = (&foreseen.findings.rows, &foreseen.churn.there);
    assert_eq!(
        calls::n_called(rows, there, foreseen.view.at.threshold),
        60,
        "the list is as long as was asked for"
    );
    session.look_at(ChurnAction::AsChosen);
    assert_eq!(session.foreseen().view.at, first);
}

#[test]
fn what_is_written_is_what_is_shown() {
    let mut session = Session::new();
    session.foresee_leavers(600);
    session.give(Command::Export);
    session.give(Command::Export);
    session.until("the files are written", |state| matches!(state.export, ExportState::Done(_)));
    session.look_at(ChurnAction::Threshold(0.62));
    assert!(matches!(session.state.export, ExportState::Idle), "what was written is another threshold");
    session.give(Command::Export);
    session.until("the files are written", |state| matches!(state.export, ExportState::Done(_)));
    let folder = session.state.export_choice.as_ref().unwrap().folder.clone();
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let json: serde_json::Value = serde_json::from_str(&read("findings.json")).unwrap();
    let threshold = &json["churn"]["threshold"];
    let counts = session.foreseen().view.at.counts;
    assert!((threshold["value"].as_f64().unwrap() - 0.62).abs() < 1e-6);
    assert_eq!(threshold["true_positive"], counts.true_positive);
    assert!((threshold["rule"]["fixed"].as_f64().unwrap() - 0.62).abs() < 1e-6);
    let calls = session.foreseen().n_called();
    assert_eq!(read("call_list.csv").lines().count(), calls + 1);
    let ModelFile::Churn(model) = load_model(&folder.join("model.stratum")).unwrap() else {
        unreachable!("a model of another kind")
    };
    assert!((model.threshold - 0.62).abs() < 1e-6);
    assert!((model.card.metrics["recall"].mean - counts.recall()).abs() < 1e-12);
    // The labels of the list are those of the matrix on the screen.
    let said = |text: &str, class: &str| {
        let mut records = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let header = records.headers().unwrap().clone();
        let place = |name: &str| header.iter().position(|known| known == name).unwrap();
        let (label, part) = (place("stratum_label"), place("stratum_part"));
        let rows: Vec<_> = records.records().map(Result::unwrap).collect();
        rows.iter().filter(|row| &row[part] == "test" && &row[label] == class).count() as u64
    };
    let class = session.foreseen().class().to_owned();
    assert_eq!(said(&read("labelled.csv"), &class), counts.called());
}

#[test]
fn an_edition_as_it_was_chosen_changes_nothing_and_another_one_holds_together() {
    let mut session = Session::new();
    session.foresee_leavers(400);
    let foreseen = session.foreseen();
    let findings = foreseen.findings.clone();
    let same = edited(&findings, &foreseen.view.edition());
    assert_eq!(
        (&same.rows, &same.confusion, &same.words),
        (&findings.rows, &findings.confusion, &findings.words)
    );
    session.look_at(ChurnAction::Threshold(0.7));
    let other = edited(&findings, &session.foreseen().view.edition());
    assert_eq!(held_out(&other), other.confusion);
    let churn = other.churn.as_ref().unwrap();
    assert_eq!(churn.counts, churn.at(0.7));
    assert_eq!(churn.decision.threshold, 0.7);
    let measured = |name: &str| {
        let found = churn.measured.iter().find(|measured| measured.name == name).unwrap();
        (found.value, found.interval.unwrap())
    };
    let (recall, range) = measured("recall");
    assert!((recall - churn.counts.recall()).abs() < 1e-12 && range.low <= recall && recall <= range.high);
    let was = findings.churn.as_ref().unwrap().measured.iter().find(|one| one.name == "auc").unwrap().value;
    assert_eq!(measured("auc").0, was, "the order of the customers has no threshold");
    let keys: Vec<&str> = other.words.iter().map(|words| words.key).collect();
    assert!(keys.contains(&"churn-threshold-by-hand") && !keys.contains(&"churn-threshold"), "{keys:?}");
    assert!(!keys.contains(&"churn-headline-repeats"), "{keys:?}");
}

#[test]
fn another_campaign_brings_another_profit_at_once() {
    let mut session = Session::new();
    session.foresee_leavers(400);
    let before = session.foreseen().view.profit.clone();
    let campaign = |cost| Campaign { cost_per_contact: cost, ..Campaign::default() };
    session.look_at(ChurnAction::Campaign(campaign(3.0)));
    let foreseen = session.foreseen();
    assert_ne!(foreseen.view.profit, before);
    assert_eq!(*foreseen.view.profit, foreseen.churn.profit_of(&campaign(3.0)));
    assert_eq!(foreseen.view.edition().campaign, campaign(3.0));
    // The campaign of the run gives the profit of the run.
    assert_eq!(foreseen.churn.profit_of(&foreseen.churn.choice.campaign), *before);
    session.look_at(ChurnAction::Campaign(Campaign { success_rate: f64::NAN, ..Campaign::default() }));
    assert_eq!(session.foreseen().view.campaign, campaign(3.0), "numbers that make no sense change nothing");
}

#[test]
fn the_sample_is_asked_who_leaves() {
    let mut session = Session::with_study(super::short_study());
    session.give(Command::OpenSample(Sample::Churn));
    session.until("there are results", |state| state.finished.is_some());
    assert_eq!(session.state.finished.as_ref().unwrap().recipe.question, Question::Churn);
    assert_eq!(session.foreseen().class(), "yes");
}
