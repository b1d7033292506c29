//! Transactions in the window: customers made of them, made anew, and left as they are.

use std::path::PathBuf;
use std::sync::Arc;

use stratum::data::sample;
use stratum::features::tiers::TierRule;
use stratum::models::ParamValue;
use stratum::session::{
    Action, AppState, ChooseAction, Command, DataAction, Effect, JobEvent, Sample, Table, ValueAction, reduce,
};
use stratum::study;
use stratum::study::value::{TIER, ValueRecipe};

use super::{Session, short_study};
use crate::files;

fn recipe(state: &AppState) -> &study::Recipe {
    state.choice.as_ref().unwrap().recipe.current()
}

fn value(state: &AppState) -> &ValueRecipe {
    recipe(state).value.as_ref().expect("customers are made from transactions")
}

fn table(state: &AppState) -> &Arc<Table> {
    state.table.ready().unwrap()
}

fn has_column(state: &AppState, name: &str) -> bool {
    table(state).frame.column(name).is_some()
}

impl Session {
    fn transactions(&self, n: usize) -> PathBuf {
        self.file("transactions.csv", &sample::transactions(n, 7))
    }

    fn choose_value(&mut self, action: ValueAction) {
        self.send(Action::Value(action));
    }

    fn settled(&mut self) {
        self.until("the customers are there", |state| state.integration.is_none());
    }
}

#[test]
fn transactions_open_as_customers_and_are_made_anew() {
    let mut session = Session::new();
    let file = session.transactions(150);
    session.open(&file);
    assert!(table(&session.state).value.is_some());
    assert!(table(&session.state).frame.n_rows() <= 150);
    assert_eq!(recipe(&session.state).label, TIER);
    assert!(has_column(&session.state, "tier_before"));
    let first = table(&session.state).clone();

    session.choose_value(ValueAction::Rate("ftp", 0.05));
    assert!(session.state.integration.is_some());
    assert!(
        Arc::ptr_eq(table(&session.state), &first),
        "the old customers stay until the new ones are there"
    );
    session.settled();
    let second = table(&session.state).clone();
    assert_eq!(second.made_by.as_ref(), Some(value(&session.state)));
    let [before, after] = [&first, &second].map(|table| table.value.as_ref().unwrap());
    assert!(Arc::ptr_eq(&before.ledger, &after.ledger), "rates change no ledger");
    assert_ne!(before.after[0].total(), after.after[0].total());

    session.give(Command::Undo);
    session.settled();
    assert_eq!(table(&session.state).made_by, first.made_by);
    session.give(Command::Redo);
    session.settled();
    assert_eq!(table(&session.state).made_by, second.made_by);
}

#[test]
fn a_slider_works_on_release_and_is_one_step() {
    let mut session = Session::new();
    let file = session.transactions(150);
    session.open(&file);
    session.send(Action::Choose(ChooseAction::BeginDrag));
    for share in [0.2, 0.25, 0.3] {
        session.choose_value(ValueAction::Tiers(TierRule::Pyramid { shares: [0.05, 0.1, share] }));
        assert!(session.state.integration.is_none());
    }
    session.send(Action::Choose(ChooseAction::EndDrag));
    assert!(session.state.integration.is_some());
    session.settled();
    let wanted = TierRule::Pyramid { shares: [0.05, 0.1, 0.3] };
    assert_eq!(table(&session.state).made_by.as_ref().unwrap().tiering.rule, wanted);
    session.give(Command::Undo);
    assert_eq!(value(&session.state).tiering.rule, TierRule::default());
}

#[test]
fn the_rows_can_be_taken_as_they_are_and_back() {
    let mut session = Session::new();
    let file = session.transactions(40);
    session.open(&file);
    let mapping = value(&session.state).mapping.clone();
    session.choose_value(ValueAction::AsTable);
    session.settled();
    assert!(table(&session.state).value.is_none());
    assert!(table(&session.state).frame.n_rows() > 1000);
    assert!(recipe(&session.state).value.is_none());
    session.choose_value(ValueAction::Map(mapping.clone()));
    session.settled();
    assert_eq!(value(&session.state).mapping, mapping);
    assert_eq!(recipe(&session.state).label, TIER);
    assert!(has_column(&session.state, TIER));
}

#[test]
fn files_opened_together_are_joined() {
    let mut session = Session::new();
    let transactions = session.transactions(60);
    let facts = session.file("facts.csv", &files::regions(60));
    let stranger = session.file("stranger.csv", "shop,size\nHarbour,12\nHill,7\nMarket,9\n");
    session.send(Action::Data(DataAction::OpenTogether(vec![facts.clone(), transactions])));
    session.until("the files are open", |state| state.table.ready().is_some());
    assert_eq!(value(&session.state).joins.len(), 1);
    assert!(has_column(&session.state, "region"));

    session.choose_value(ValueAction::RemoveJoin("facts.csv".to_owned()));
    session.settled();
    assert!(!has_column(&session.state, "region"));
    session.give(Command::Undo);
    session.settled();
    assert!(has_column(&session.state, "region"));

    session.choose_value(ValueAction::RemoveJoin("facts.csv".to_owned()));
    session.settled();
    session.choose_value(ValueAction::AddJoin(facts));
    session.settled();
    assert!(has_column(&session.state, "region"));
    assert_eq!(value(&session.state).joins.len(), 1);

    session.choose_value(ValueAction::AddJoin(stranger));
    session.settled();
    assert!(session.shown("join-no-key"));
    assert_eq!(value(&session.state).joins.len(), 1);
    assert_eq!(session.state.choice.as_ref().unwrap().obstacle, None);
}

#[test]
fn tiers_of_the_same_name_are_not_tried() {
    let mut session = Session::new();
    let file = session.transactions(60);
    session.open(&file);
    let mut names = value(&session.state).tiering.names.clone();
    names[0] = names[1].clone();
    session.choose_value(ValueAction::Names(names));
    assert!(session.state.integration.is_none() && !session.shown("study-tier-names"));
    let obstacle = session.state.choice.as_ref().unwrap().obstacle.clone().unwrap();
    assert_eq!(obstacle.message.key, "study-tier-names");
    session.send(Action::Choose(ChooseAction::Undo));
    assert_eq!(session.state.choice.as_ref().unwrap().obstacle, None);
}

#[test]
fn what_cannot_be_made_is_said_and_nothing_runs_until_it_is_settled() {
    let mut session = Session::new();
    let file = session.transactions(60);
    session.open(&file);
    let before = table(&session.state).clone();
    session.choose_value(ValueAction::CutDay(Some(0)));
    session.settled();
    assert!(session.shown("study-cut-day"));
    assert!(Arc::ptr_eq(table(&session.state), &before));
    assert_eq!(Command::StartTraining.enabled(&session.state), Err("disabled-obstacle"));
    session.choose_value(ValueAction::CutDay(None));
    session.settled();
    assert_eq!(session.state.choice.as_ref().unwrap().obstacle, None);
}

#[test]
fn customers_that_nobody_waits_for_any_more_are_dropped() {
    let mut session = Session::new();
    let file = session.transactions(60);
    session.open(&file);
    let old = table(&session.state).clone();
    let effects = reduce(&mut session.state, Action::Value(ValueAction::Rate("ftp", 0.04)));
    let Some(Effect::Integrate { job, .. }) = effects.into_iter().next() else { unreachable!("no job") };
    let effects = reduce(&mut session.state, Action::Value(ValueAction::Rate("ftp", 0.03)));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Cancel(ended) if *ended == job)));
    assert!(session.state.integration.is_none(), "the recipe is that of the table again");
    let late = files::read(&session.file("c.csv", &files::customers(60)));
    let _ = reduce(&mut session.state, Action::Job(job, JobEvent::Integrated(Ok(Arc::new(late)))));
    assert!(Arc::ptr_eq(table(&session.state), &old));
}

#[test]
fn training_waits_for_the_customers() {
    let mut session = Session::new();
    let file = session.transactions(150);
    session.open(&file);
    for choice in [
        ChooseAction::Preset(&["bp_classic"]),
        ChooseAction::Repeats(1),
        ChooseAction::Param("max_epochs".to_owned(), Some(ParamValue::Int(3))),
    ] {
        session.send(Action::Choose(choice));
    }
    session.choose_value(ValueAction::Tiers(TierRule::Equal));
    session.give(Command::StartTraining);
    assert!(session.state.start_pending);
    session.until("there are results", |state| state.finished.is_some());
    let finished = session.state.finished.as_ref().unwrap();
    assert_eq!(finished.recipe.value.as_ref().unwrap().tiering.rule, TierRule::Equal);
    assert_eq!(finished.table.made_by, finished.recipe.value);
}

#[test]
fn the_sample_of_transactions_opens_as_a_finished_result() {
    let mut session = Session::with_study(short_study());
    session.give(Command::OpenSample(Sample::Tiers));
    session.until("there are results", |state| state.finished.is_some());
    let findings = &session.state.finished.as_ref().unwrap().classes().unwrap();
    let value = findings.value.as_ref().expect("value findings");
    assert_eq!((findings.label.as_str(), value.n_customers, value.n_entries), (TIER, 600, 39_757));
    assert!(value.reconciliation.holds());
    assert_eq!(value.reconciliation.accounts_exact, value.reconciliation.accounts_checked);
}
