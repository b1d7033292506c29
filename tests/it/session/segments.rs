//! Segments in the application: the question and what is chosen about it, a run, and what is done with its results.

use std::sync::Arc;

use stratum::data::sample::cards;
use stratum::features::{Fill, Treatment};
use stratum::models::ParamValue;
use stratum::session::{
    Action, AppState, ChooseAction, Command, DataAction, Finished, Sample, Screen, SegmentChoice,
    SegmentView, SegmentsAction,
};
use stratum::study::segments::{SegmentFindings, TextPart};
use stratum::study::{Question, Recipe};

use super::Session;
use crate::files;

impl Session {
    fn choose(&mut self, action: ChooseAction) {
        self.send(Action::Choose(action));
    }

    fn chosen(&self) -> &Recipe {
        self.state.choice.as_ref().unwrap().recipe.current()
    }

    fn open_cards(&mut self, n: usize) {
        let file = self.file("cards.csv", &cards(n, 42));
        self.open(&file);
    }

    /// Finds segments by K-means alone.
    fn find(&mut self) {
        self.choose(ChooseAction::Preset(&["kmeans"]));
        let before = self.state.finished.as_ref().map(|finished| finished.run);
        self.give(Command::StartTraining);
        self.until("there are segments", |state| {
            state.finished.as_ref().is_some_and(|finished| Some(finished.run) != before)
        });
    }

    fn look(&mut self, action: SegmentsAction) {
        self.send(Action::Segments(action));
    }

    fn found(&self) -> (Arc<SegmentFindings>, SegmentView) {
        let (findings, view) = self.state.finished.as_ref().and_then(Finished::segments).unwrap();
        (findings.clone(), view.clone())
    }
}

#[test]
fn a_file_without_a_label_asks_for_segments_and_one_with_a_label_does_not() {
    let mut session = Session::new();
    session.open_cards(120);
    assert_eq!(session.chosen().question, Question::Segments);
    assert_eq!(session.state.choice.as_ref().unwrap().obstacle, None);
    assert!(session.state.start_lock().is_none());
    session.open_customers(120);
    assert_eq!(session.chosen().question, Question::Tiers);
}

#[test]
fn the_other_question_keeps_what_was_chosen_for_it_and_is_one_step_of_undo() {
    let mut session = Session::new();
    session.open_customers(120);
    session.choose(ChooseAction::Feature("age".to_owned(), false));
    let before = session.chosen().clone();
    session.choose(ChooseAction::Question(Question::Segments));
    let ids: Vec<&str> = session.chosen().methods.iter().map(|method| method.id.as_str()).collect();
    assert_eq!(ids, ["kmeans", "rnn_kmeans"]);
    let columns: Vec<&str> =
        session.chosen().features.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(columns, ["age", "products", "balance"], "numbers that are no identifier");
    assert!(session.state.choice.as_ref().unwrap().suspicions.is_empty());
    session.choose(ChooseAction::Segments(SegmentChoice::K(Some(40))));
    assert_eq!(session.chosen().segments.as_ref().unwrap().k, Some(10), "as many as there may be");
    // Words have no distances.
    session.choose(ChooseAction::Feature("region".to_owned(), true));
    assert!(session.chosen().features.columns.iter().all(|column| column.name != "region"));
    session.choose(ChooseAction::Question(Question::Tiers));
    assert_eq!(*session.chosen(), before);
    session.choose(ChooseAction::Question(Question::Segments));
    assert_eq!(session.chosen().segments.as_ref().unwrap().k, Some(10));
    session.give(Command::Undo);
    assert_eq!(*session.chosen(), before);
}

#[test]
fn empty_cells_are_filled_as_chosen() {
    let mut session = Session::new();
    let line = |row: usize| {
        let (balance, spending) = if row.is_multiple_of(4) {
            (0, String::new())
        } else {
            (row * 7 % 90 + 1, (row * 3 % 17).to_string())
        };
        format!("K{row:04},{balance},{spending}")
    };
    let lines: Vec<String> =
        std::iter::once("id,balance,spending".to_owned()).chain((0..80).map(line)).collect();
    let text = lines.join("\n");
    let file = session.file("gaps.csv", &text);
    session.open(&file);
    let reason = session.state.table.ready().unwrap().missing["spending"].clone();
    assert_eq!(reason.fill, Fill::Zero, "empty wherever the balance is 0");
    session.choose(ChooseAction::Segments(SegmentChoice::Fill("spending".to_owned(), Fill::Zero)));
    let column = session.chosen().features.columns.iter().find(|column| column.name == "spending").unwrap();
    assert!(matches!(column.treatment, Treatment::Number { fill: Fill::Zero, .. }));
}

#[test]
fn options_of_methods_that_are_no_longer_chosen_do_not_stand_in_the_way() {
    let mut session = Session::new();
    session.open_cards(150);
    session.choose(ChooseAction::Param("max_epochs".to_owned(), Some(ParamValue::Int(2))));
    session.find();
    let finished = session.state.finished.as_ref().unwrap();
    assert!(finished.recipe.shared.0.is_empty(), "K-means has no epochs");
    assert_eq!(session.chosen().shared.0.len(), 1, "they come back with the network");
}

#[test]
fn a_number_of_segments_a_segment_and_a_customer_are_looked_at() {
    let mut session = Session::new();
    session.open_cards(300);
    session.find();
    assert_eq!(session.state.screen, Screen::Results);
    let (findings, view) = session.found();
    assert_eq!(view.k, findings.k);
    let other = if findings.k == 4 { 5 } else { 4 };
    session.look(SegmentsAction::Customer(Some(7)));
    assert_eq!(session.found().1.segment, Some(findings.at(view.k).unwrap().labels[7]));
    session.look(SegmentsAction::K(other));
    let (_, view) = session.found();
    assert_eq!((view.k, view.customer), (other, Some(7)));
    assert_eq!(view.segment, Some(findings.at(other).unwrap().labels[7]), "the customer's segment now");
    session.look(SegmentsAction::K(99));
    session.look(SegmentsAction::Select(Some(99)));
    let (_, view) = session.found();
    assert_eq!((view.k, view.segment, view.customer), (other, None, None));
}

#[test]
fn words_about_segments_are_kept_by_number_undone_and_taken_along() {
    let mut session = Session::new();
    session.open_cards(200);
    session.find();
    let (findings, view) = session.found();
    let words = |text: &str| SegmentsAction::Text { segment: 0, part: TextPart::Name, text: text.to_owned() };
    session.look(SegmentsAction::BeginTyping);
    for text in ["S", "Sa", "Savers"] {
        session.look(words(text));
    }
    session.look(SegmentsAction::EndTyping);
    let name = |session: &Session| {
        let (findings, view) = session.found();
        view.edition().text(0, &findings.at(view.k).unwrap().segments[0], TextPart::Name)
    };
    assert_eq!(name(&session), stratum::base::Message::text("Savers"));
    let other = if view.k == 4 { 5 } else { 4 };
    session.look(SegmentsAction::K(other));
    assert_eq!(name(&session), findings.at(other).unwrap().segments[0].name, "another segment");
    session.look(SegmentsAction::K(view.k));
    session.give(Command::Undo);
    assert_eq!(name(&session), findings.at(view.k).unwrap().segments[0].name, "all typing was one step");
    session.give(Command::Redo);
    assert_eq!(name(&session), stratum::base::Message::text("Savers"));
    session.look(words("  "));
    assert_eq!(name(&session), findings.at(view.k).unwrap().segments[0].name);
}

#[test]
fn codes_and_colours_follow_the_customers_to_the_next_run() {
    let mut session = Session::new();
    session.open_cards(400);
    session.choose(ChooseAction::Segments(SegmentChoice::K(Some(5))));
    session.find();
    let (before, seen) = session.found();
    session.choose(ChooseAction::Seed(7));
    session.find();
    let (after, view) = session.found();
    assert_eq!((seen.k, view.k), (5, 5));
    let (old, new) = (before.at(5).unwrap(), after.at(5).unwrap());
    let n = old.labels.len();
    let stay = |same: &dyn Fn(usize) -> bool| (0..n).filter(|&customer| same(customer)).count();
    let followed = stay(&|customer| seen.place(old.labels[customer]) == view.place(new.labels[customer]));
    let by_number = stay(&|customer| old.labels[customer] == new.labels[customer]);
    assert!(
        followed >= by_number && followed * 2 > n,
        "{followed} of {n} keep their colour, {by_number} by number"
    );
}

#[test]
fn the_sample_of_card_holders_opens_as_segments() {
    // What is found is looked at elsewhere; a few customers are found in a moment.
    let few = tempfile::tempdir().unwrap();
    let few = files::read(&files::write(few.path(), "few.csv", &cards(150, 42)));
    let mut session = Session::with_study(Arc::new(move |recipe, _, driver| {
        let mut short = recipe.clone();
        short.methods.retain(|method| method.id == "kmeans");
        stratum::study::answer(&short, &few.tables(), driver)
    }));
    session.give(Command::OpenSample(Sample::Segments));
    session.until("there are segments", |state: &AppState| state.finished.is_some());
    assert_eq!(session.state.screen, Screen::Results);
    let n_customers = |session: &Session| session.state.finished.as_ref().unwrap().table.frame.n_rows();
    assert_eq!(n_customers(&session), 9_000);
    assert_eq!(session.chosen().question, Question::Segments);
    assert!(session.state.settings.recent.is_empty(), "the sample is no recent file");
    // Another file leaves the results as they are.
    let file = session.file("other.csv", &files::customers(60));
    session.send(Action::Data(DataAction::Open(file)));
    session.until("the file is open", |state| state.table.ready().is_some());
    assert!(session.state.results_of_another_file().is_some());
    assert_eq!(n_customers(&session), 9_000);
}
