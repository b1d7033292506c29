//! The results of a segmentation on the screen: every view, what is linked, what is changed, and its pictures.

use std::sync::Arc;

use eframe::egui;
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable;

use stratum::base::{Lang, Message, render, tr};
use stratum::chart::{Bounds, RasterOrder, mark, palette, segment_map, segment_profile};
use stratum::data::sample::cards;
use stratum::models::ParamValue;
use stratum::session::{Action, ChooseAction, DataAction, Screen, SegmentView, SegmentsAction, ViewAction};
use stratum::study::Question;
use stratum::study::segments::{SegmentFindings, TextPart};

use super::looks::{picture, picture_without, pictures};
use super::{Setup, Stage};

/// Enough for every view, little enough for a test.
const N: usize = 200;

/// The views with something that stands on each.
const TABS: [(&str, &str); 7] = [
    ("ui-seg-tab-segments", "seg-chart-profile-title"),
    ("ui-seg-tab-map", "ui-seg-map-click"),
    ("ui-seg-tab-profile", "seg-chart-profile-title"),
    ("ui-seg-tab-number", "ui-seg-number-table"),
    ("ui-seg-tab-helped", "seg-chart-loss-title"),
    ("ui-seg-tab-months", "seg-chart-share-title"),
    ("ui-seg-tab-explore", "ui-seg-components"),
];

impl Stage {
    /// Opens card holders and finds their segments.
    fn segment(&mut self, methods: &'static [&'static str]) {
        let path = self.file("cards.csv", &cards(N, 42));
        self.act(Action::Data(DataAction::Open(path)));
        self.until("the table", |state| state.table.ready().is_some());
        self.act(Action::Choose(ChooseAction::Question(Question::Segments)));
        self.act(Action::Choose(ChooseAction::Preset(methods)));
        self.act(Action::Choose(ChooseAction::Param("max_epochs".into(), Some(ParamValue::Int(3)))));
        self.finish_race();
        self.act(Action::View(ViewAction::Go(Screen::Results)));
    }

    fn found(&self) -> (&Arc<SegmentFindings>, &SegmentView) {
        self.state().finished.as_ref().unwrap().segments().unwrap()
    }

    fn name_of(&self, position: u8) -> String {
        let (findings, view) = self.found();
        let segment = &findings.at(view.k).unwrap().segments[usize::from(position)];
        render(self.state().settings.lang, &view.edition().text(position, segment, TextPart::Name))
    }

    fn show(&mut self, action: SegmentsAction) {
        self.act(Action::Segments(action));
        self.harness.step();
    }

    /// What the card of a segment says to a screen reader.
    fn card(&self, position: u8) -> String {
        let (findings, view) = self.found();
        let segment = &findings.at(view.k).unwrap().segments[usize::from(position)];
        let words = Message::new("ui-seg-card").with("code", view.edition().code(position));
        let words = words.with("name", self.name_of(position)).share("share", segment.share, 0);
        render(self.state().settings.lang, &words.with("n", segment.size))
    }
}

#[test]
fn every_view_is_there_in_every_window_and_language() {
    for size in [vec2(960.0, 640.0), vec2(1280.0, 800.0), vec2(2560.0, 1440.0)] {
        let mut stage = Setup { size, ..Setup::default() }.raise();
        stage.segment(&["kmeans", "rnn_kmeans"]);
        for lang in [Lang::En, Lang::Zh] {
            stage.act(Action::View(ViewAction::Language(lang)));
            for (tab, key) in TABS {
                // A narrow window has a shorter word for it.
                let short = size.x < 1000.0 && tab == "ui-seg-tab-helped";
                stage.click_key(if short { "ui-seg-tab-methods" } else { tab });
                stage.assert_shows(lang, key);
            }
            stage.click_key("ui-seg-tab-segments");
            // Every segment is seen at the first look, and so is the one honest line.
            for position in 0..stage.found().1.k as u8 {
                let card = stage.card(position);
                let place = stage.harness.get_by_label(&card).rect();
                assert!(place.bottom() <= size.y && place.right() <= size.x, "{card} in {size:?}");
            }
            stage.assert_shows(lang, "ui-seg-helped-head");
        }
    }
}

#[test]
fn card_map_list_and_profile_follow_one_another() {
    let mut stage = Setup::default().raise();
    stage.segment(&["kmeans"]);
    let second = stage.found().1.order()[1];
    let card = stage.card(second);
    stage.click(&card);
    assert_eq!(stage.found().1.segment, Some(second));

    stage.click_key("ui-seg-tab-map");
    let (findings, view) = stage.found();
    let shown = findings.at(view.k).unwrap();
    let n = shown.segments[usize::from(second)].size;
    let heading = Message::new("ui-seg-listed").with("segment", stage.name_of(second)).with("n", n);
    assert!(stage.shows(&render(Lang::En, &heading)));
    // The first row of the list is the first customer of the segment.
    let first = shown.labels.iter().position(|label| *label == second).unwrap() as u32;
    let row = findings.rows[first as usize] + 1;
    let start = format!("{row}, {}", stage.name_of(second));
    stage.harness.get_all_by_label_contains(&start).next().unwrap().focus();
    stage.harness.step();
    stage.press(Modifiers::NONE, Key::Enter);
    assert_eq!(stage.found().1.customer, Some(first));
    let customer = render(Lang::En, &Message::new("ui-seg-customer-row").with("row", row.to_string()));
    assert!(stage.shows(&customer) && stage.shows(&tr(Lang::En, "ui-seg-this-customer")));

    // By keyboard from there to the next customer of the segment, and back to everybody.
    let (findings, view) = stage.found();
    let map = render(Lang::En, &segment_map(findings, &view.edition()).unwrap().title);
    let plane = stage.harness.get_all_by_label(&map).next_back().unwrap();
    plane.focus();
    stage.harness.step();
    let mut seen = vec![first];
    for key in [Key::ArrowRight, Key::ArrowDown, Key::ArrowLeft, Key::ArrowUp] {
        stage.press(Modifiers::NONE, key);
        let (findings, view) = stage.found();
        let customer = view.customer.unwrap();
        assert_eq!(findings.at(view.k).unwrap().labels[customer as usize], second, "stays in the segment");
        seen.push(customer);
    }
    assert!(seen.iter().any(|customer| *customer != first), "no arrow led anywhere");
    stage.press(Modifiers::NONE, Key::Escape);
    assert_eq!(stage.found().1.customer, None);
}

#[test]
fn another_number_of_segments_is_shown_at_once() {
    let mut stage = Setup::default().raise();
    stage.segment(&["kmeans"]);
    let run = stage.state().finished.as_ref().unwrap().run;
    let k = stage.found().1.k;
    let other = if k == 5 { 4 } else { 5 };
    stage.click_key("ui-seg-tab-number");
    let (findings, _) = stage.found();
    let row = findings.advice.table.iter().find(|row| row.k == other).unwrap();
    let words = Message::new("ui-seg-number-row").with("k", row.k).number("silhouette", row.silhouette, 2);
    let words = words.number("ari", row.stability_ari, 2).share("share", row.smallest_share, 1);
    stage.click(&render(Lang::En, &words));
    assert_eq!(stage.found().1.k, other);
    let title = render(Lang::En, &Message::new("ui-seg-title").with("k", other));
    assert!(stage.shows(&title), "{title}");
    stage.click_key("ui-seg-tab-segments");
    for position in 0..other as u8 {
        let card = stage.card(position);
        assert!(stage.shows(&card), "{card}");
    }
    // The slider goes on from there, and nothing was computed anew.
    let slider = tr(Lang::En, "ui-seg-number");
    stage.harness.get_all_by_label(&slider).next().unwrap().focus();
    stage.harness.step();
    stage.press(Modifiers::NONE, Key::ArrowRight);
    assert_eq!(stage.found().1.k, other + 1);
    assert_eq!(stage.state().finished.as_ref().unwrap().run, run);
    assert!(stage.state().live().is_none());
}

#[test]
fn words_are_changed_where_they_stand_and_undone() {
    let mut stage = Setup::default().raise();
    stage.segment(&["kmeans"]);
    let position = stage.found().1.order()[0];
    let suggested = stage.name_of(position);
    let field = format!("{}: {suggested}", tr(Lang::En, "ui-seg-name"));
    stage.harness.get_by_label(&field).focus();
    stage.harness.step();
    stage.press(Modifiers::COMMAND, Key::A);
    for piece in ["Loyal", " ", "spenders"] {
        stage.harness.event(egui::Event::Text(piece.into()));
        stage.harness.step();
    }
    stage.press(Modifiers::NONE, Key::Tab);
    stage.harness.step();
    assert_eq!(stage.name_of(position), "Loyal spenders");
    for tab in ["ui-seg-tab-map", "ui-seg-tab-profile"] {
        stage.click_key(tab);
        assert!(stage.shows("Loyal spenders"));
    }
    stage.show(SegmentsAction::Undo);
    assert_eq!(stage.name_of(position), suggested, "typing is one step");
}

#[test]
fn k_means_plays_from_the_beginning_to_what_is_shown() {
    let mut stage = Setup::default().raise();
    stage.segment(&["kmeans"]);
    stage.click_key("ui-seg-tab-map");
    let last = stage.found().0.replay.labels.len() as u32 - 1;
    assert!(last > 0, "nothing to play");
    stage.click_key("ui-seg-replay-play");
    assert!(stage.found().1.replay.is_some_and(|replay| replay.playing && replay.epoch < last));
    stage.until("the last iteration", |state| {
        let replay = state.finished.as_ref().and_then(|finished| finished.segments()?.1.replay);
        replay.is_some_and(|replay| !replay.playing && replay.epoch == last)
    });
    stage.show(SegmentsAction::Iteration(0));
    assert!(stage.shows(&format!("iteration 0 of {last}")));
}

#[test]
fn very_many_customers_are_drawn_by_a_worker() {
    let mut stage = Setup::default().raise();
    stage.segment(&["kmeans"]);
    let (findings, view) = stage.found();
    let k = view.k;
    let order = |segment, bounds| RasterOrder {
        findings: findings.clone(),
        k,
        places: (0..k as u8).map(|position| view.place(position)).collect(),
        view: bounds,
        size: [300, 200],
        dark: false,
        segment,
        index: None,
    };
    // Near enough that a single customer is seen alone.
    let at = findings.map.points[7];
    let label = findings.at(k).unwrap().labels[7];
    let near = Bounds { low: [at[0] - 1e-4, at[1] - 1e-4], high: [at[0] + 1e-4, at[1] + 1e-4] };
    let middle = |rgba: &[u8]| <[u8; 4]>::try_from(&rgba[(100 * 300 + 150) * 4..][..4]).unwrap();
    let own = palette::LIGHT[mark(view.place(label)).colour];
    let pixel = middle(&order(Some(label), Some(near)).draw().rgba);
    assert_eq!([pixel[0], pixel[1], pixel[2]], [own.0, own.1, own.2]);
    assert!(pixel[3] >= 127);
    let other = (label + 1) % k as u8;
    let pale = middle(&order(Some(other), Some(near)).draw().rgba);
    assert_eq!([pale[0], pale[1], pale[2]], [0x8A, 0x93, 0xA3], "another segment stands out");
    assert!(pale[3] < pixel[3]);

    let whole = order(None, None);
    let again = whole.clone();
    stage.show(SegmentsAction::Raster(whole));
    stage.until("the picture", |state| {
        state.finished.as_ref().is_some_and(|finished| finished.segments().unwrap().1.raster.is_some())
    });
    let raster = stage.found().1.raster.clone().unwrap();
    assert!(raster.order == again && raster.rgba.len() == 300 * 200 * 4);
    assert!(raster.rgba.iter().any(|byte| *byte > 0));
}

#[test]
fn charts_say_what_they_show() {
    let mut stage = Setup::default().raise();
    stage.segment(&["kmeans"]);
    let (findings, view) = stage.found();
    let edition = view.edition();
    let shown = findings.at(view.k).unwrap();
    let map = segment_map(findings, &edition).unwrap();
    let profile = segment_profile(findings, &edition, None, &[]).unwrap();
    for lang in Lang::ALL {
        let (map, profile) = (render(lang, &map.alt), render(lang, &profile.alt));
        for (position, segment) in (0..).zip(&shown.segments) {
            let name = render(lang, &edition.text(position, segment, TextPart::Name));
            assert!(map.contains(&name) && profile.contains(&name), "{name} in {map} and {profile}");
        }
    }
}

#[test]
fn pictures_of_segments() {
    pictures(|stage, suffix| {
        stage.segment(&["kmeans", "rnn_kmeans"]);
        picture(stage, &format!("segments-{suffix}"));
        for (key, name) in [
            ("ui-seg-tab-map", "segments-map"),
            ("ui-seg-tab-profile", "segments-profile"),
            ("ui-seg-tab-number", "segments-number"),
            ("ui-seg-tab-helped", "segments-helped"),
            ("ui-seg-tab-months", "segments-months"),
            ("ui-seg-tab-explore", "segments-explore"),
        ] {
            stage.click_key(key);
            // The last column of the table of methods is the time they took.
            let seconds = egui::Rect::from_min_max(egui::pos2(1160.0, 425.0), egui::pos2(1246.0, 530.0));
            let part = (name == "segments-helped").then_some(seconds);
            picture_without(stage, &format!("{name}-{suffix}"), part);
        }
    });
}
