//! What is asked of the customers, what is chosen about segments, and the window while they are looked for.

use eframe::egui;
use egui::vec2;

use egui_kittest::kittest::Queryable;

use stratum::base::{Lang, tr};
use stratum::data::sample::cards;
use stratum::models::ParamValue;
use stratum::session::{
    Action, ChooseAction, Command, DataAction, ExportAction, Sample, Screen, TrainAction, ViewAction,
};
use stratum::study::Question;
use stratum::study::segments::{Objective, SegmentRecipe, SequenceChoice};

use super::looks::{picture, pictures};
use super::{Setup, Stage};

impl Stage {
    fn open_cards(&mut self, n: usize) {
        let path = self.file("cards.csv", &cards(n, 42));
        self.act(Action::Data(DataAction::Open(path)));
        self.until("the table", |state| state.table.ready().is_some());
        self.act(Action::View(ViewAction::Go(Screen::Choose)));
        self.harness.step();
    }

    /// Makes the training a short one.
    fn few_rounds(&mut self) {
        let few = Some(ParamValue::Int(3));
        self.act(Action::Choose(ChooseAction::Preset(&["kmeans", "rnn_kmeans"])));
        self.act(Action::Choose(ChooseAction::Param("max_epochs".into(), few)));
    }

    fn question(&self) -> Question {
        self.state().choice.as_ref().unwrap().recipe.current().question
    }

    fn about_segments(&self) -> SegmentRecipe {
        self.state().choice.as_ref().unwrap().recipe.current().segments.clone().unwrap()
    }

    fn methods(&self) -> Vec<String> {
        let recipe = self.state().choice.as_ref().unwrap().recipe.current();
        recipe.methods.iter().map(|method| method.id.clone()).collect()
    }
}

#[test]
fn the_question_is_preselected_with_its_reason_and_changed_with_a_click() {
    let mut stage = Setup::default().raise();
    stage.open_cards(200);
    assert_eq!(stage.question(), Question::Segments);
    for key in ["ui-seg-choose-title", "ui-seg-question-why-segments", "ui-seg-k", "ui-seg-sequence"] {
        stage.assert_shows(Lang::En, key);
    }
    stage.click_key("ui-seg-question-tiers");
    assert_eq!(stage.question(), Question::Tiers);
    stage.assert_shows(Lang::En, "ui-label");
    stage.click_key("ui-seg-question-segments");
    assert_eq!(stage.question(), Question::Segments);
    assert!(!stage.shows(&tr(Lang::En, "ui-label-more")), "segments predict nothing");
}

#[test]
fn everything_about_segments_is_chosen_by_its_label() {
    let mut stage = Setup { size: vec2(1280.0, 1400.0), ..Setup::default() }.raise();
    stage.open_cards(200);
    stage.click("6");
    assert_eq!(stage.about_segments().k, Some(6));
    stage.click_key("ui-seg-k-auto");
    assert_eq!(stage.about_segments().k, None);
    // The sample has months, so they are what the network reads.
    assert!(stage.shows("12 months of 3 things"), "the months are recognised");
    stage.click_key("ui-seg-turn");
    assert!(stage.about_segments().ascending.is_some());
    stage.click_key("ui-seg-objective-itself");
    assert_eq!(stage.about_segments().objective, Objective::Autoencoder);
    stage.click_key("ui-seg-columns");
    assert_eq!(stage.about_segments().sequence, SequenceChoice::Columns);
    stage.click_key("ui-seg-preset-kmeans");
    assert_eq!(stage.methods(), ["kmeans"]);
    assert!(!stage.shows(&tr(Lang::En, "ui-seg-sequence")), "nothing reads sequences any more");
    stage.act(Command::Undo.action(stage.state()));
    stage.click_key("ui-seg-preset-all");
    assert_eq!(stage.methods().len(), 7);
    stage.assert_shows(Lang::En, "command-start");
}

#[test]
fn while_segments_are_looked_for_the_stage_is_said_and_everything_can_be_steered() {
    let mut stage = Setup::default().raise();
    stage.open_cards(120);
    stage.few_rounds();
    stage.act(Action::Train(TrainAction::Start));
    stage.act(Action::Train(TrainAction::Pause));
    stage.assert_shows(Lang::En, "ui-seg-train-title");
    for key in ["ui-seg-train-networks", "command-resume", "command-step", "command-stop", "command-discard"]
    {
        stage.assert_shows(Lang::En, key);
    }
    stage.click_key("command-resume");
    // Another step is looked at meanwhile, and stays.
    stage.act(Action::View(ViewAction::Go(Screen::Check)));
    stage.until("the segments", |state| state.finished.is_some());
    stage.act(Action::View(ViewAction::Go(Screen::Train)));
    stage.harness.step();
    stage.assert_shows(Lang::En, "ui-seg-train-over");
    stage.act(Action::View(ViewAction::Go(Screen::Export)));
    stage.harness.step();
    stage.assert_shows(Lang::En, "ui-seg-export-model");
    assert!(stage.shows("stratum_segment"), "the list is shown as it will be written");
}

#[test]
fn no_example_is_cut_in_a_narrow_window() {
    for lang in Lang::ALL {
        let mut stage = Setup { lang, size: vec2(960.0, 640.0), ..Setup::default() }.raise();
        stage.harness.step();
        for sample in Sample::ALL {
            let words = tr(lang, Command::OpenSample(sample).name_key());
            let button = stage.harness.get_all_by_label(&words).next_back().unwrap().rect();
            assert!(button.right() <= 960.0 && button.bottom() <= 640.0 - 26.0, "{words}: {button:?}");
        }
    }
}

#[test]
fn pictures_of_choosing_segments() {
    pictures(|stage, suffix| {
        stage.open_cards(200);
        picture(stage, &format!("choose-segments-{suffix}"));
        stage.few_rounds();
        stage.act(Action::Train(TrainAction::Start));
        stage.act(Action::View(ViewAction::Go(Screen::Check)));
        stage.until("the segments", |state| state.finished.is_some());
        stage.act(Action::View(ViewAction::Go(Screen::Train)));
        picture(stage, &format!("train-segments-{suffix}"));
        let mut choice = stage.state().export_choice.clone().unwrap();
        choice.folder = std::path::PathBuf::from("cards-stratum");
        stage.act(Action::View(ViewAction::Go(Screen::Export)));
        stage.act(Action::Export(ExportAction::Set(choice)));
        picture(stage, &format!("export-segments-{suffix}"));
    });
}
