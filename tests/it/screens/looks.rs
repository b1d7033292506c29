//! What a person sees: languages, themes, glyphs, idle frames, long lists, and pictures of the main screens.

use std::path::{Path, PathBuf};

use eframe::egui;
use egui_kittest::kittest::Queryable;
use egui_kittest::{Harness, SnapshotOptions};

use stratum::base::Lang;
use stratum::base::words::sources;
use stratum::session::{Action, DataAction, ExportAction, Sample, Screen, ThemeChoice, ViewAction};

use super::{Setup, Stage};

#[test]
fn language_and_theme_change_while_everything_stays() {
    let mut stage = Setup::default().raise();
    stage.load();
    stage.finish_race();
    for screen in Screen::ALL {
        stage.act(Action::View(ViewAction::Go(screen)));
        for (lang, key) in [(Lang::Zh, "ui-step-results"), (Lang::En, "ui-step-results")] {
            stage.click_key("command-language");
            stage.assert_shows(lang, key);
            assert_eq!((stage.state().settings.lang, stage.state().screen), (lang, screen));
        }
        for dark in [true, false] {
            stage.click_key("command-theme");
            stage.harness.step();
            assert_eq!(stage.harness.ctx.global_style().visuals.dark_mode, dark);
        }
    }
    assert!(stage.state().finished.is_some());
}

#[test]
fn an_idle_window_asks_for_no_frames() {
    let mut stage = Setup::default().raise();
    stage.load();
    stage.finish_race();
    for screen in Screen::ALL {
        stage.act(Action::View(ViewAction::Go(screen)));
        stage.harness.remove_cursor();
        stage.harness.run_steps(20);
        let steps = stage.harness.try_run().expect("the window comes to rest");
        assert!(steps <= 3, "{screen:?} took {steps} frames to rest");
    }
}

#[test]
fn a_replay_moves_by_itself_and_by_hand() {
    let mut stage = Setup::default().raise();
    stage.load();
    stage.finish_race();
    stage.act(Action::View(ViewAction::Go(Screen::Train)));
    stage.click_key("ui-replay-play");
    stage.until("the replay's end", |state| {
        state
            .replay
            .is_some_and(|replay| !replay.playing && replay.epoch == state.finished.as_ref().unwrap().epoch())
    });
    stage.act(Action::View(ViewAction::ReplayEpoch(5)));
    assert!(stage.shows("Round 5 of"));
}

#[test]
fn five_hundred_columns_are_drawn_only_where_they_are_seen() {
    let mut stage = Setup::default().raise();
    let names: Vec<String> = (0..500).map(|index| format!("column_{index}")).collect();
    let mut lines = vec![format!("{},left", names.join(","))];
    for row in 0..40 {
        let cells: Vec<String> = (0..500).map(|column| (row * column % 97).to_string()).collect();
        lines.push(format!("{},{}", cells.join(","), if row % 3 == 0 { "yes" } else { "no" }));
    }
    let path = stage.file("wide.csv", &lines.join("\n"));
    stage.act(Action::Data(DataAction::Open(path)));
    stage.until("the table", |state| state.table.ready().is_some());
    for view in ["ui-check-rows", "ui-check-columns"] {
        stage.click_key(view);
        stage.harness.step();
        let drawn = stage.harness.query_all_by_label_contains("column_").count();
        assert!((1..120).contains(&drawn), "{drawn} cells name a column in {view}");
    }
}

#[test]
fn no_glyph_is_missing_in_either_language() {
    use egui::epaint::text::{Fonts, TextOptions};
    let mut fonts = Fonts::new(TextOptions::default(), stratum::ui::font_definitions());
    let families = ["medium", "semibold", "bold", "icons"].map(|name| egui::FontFamily::Name(name.into()));
    for family in families.into_iter().chain([egui::FontFamily::Proportional, egui::FontFamily::Monospace]) {
        let font = egui::FontId::new(13.0, family.clone());
        for lang in Lang::ALL {
            for (area, source) in sources(lang) {
                // The sign for an unreadable character is drawn as the box for any missing one, which is what it means.
                let missing: String = source
                    .chars()
                    .filter(|c| !c.is_control() && *c != '\u{fffd}' && !fonts.has_glyph(&font, *c))
                    .collect();
                assert!(missing.is_empty(), "{area} in {lang:?} needs {missing} in {family:?}");
            }
        }
        for c in "→←±−·…–×²κηΔμΣ½∂′√₁₂↓↑≥中文客户数据".chars() {
            assert!(fonts.has_glyph(&font, c), "{c} in {family:?}");
        }
    }
}

/// Draws with the processor or the graphics card, whatever there is.
pub fn painter() -> Option<egui_kittest::wgpu::WgpuTestRenderer> {
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let made = std::panic::catch_unwind(egui_kittest::wgpu::WgpuTestRenderer::new).ok();
    std::panic::set_hook(quiet);
    if made.is_none() {
        crate::real_data::skipped("no adapter");
    }
    made
}

#[track_caller]
pub fn picture(stage: &mut Stage, name: &str) {
    picture_without(stage, name, None);
}

/// A picture with a part left out that depends on the machine, besides the status bar.
#[track_caller]
pub fn picture_without(stage: &mut Stage, name: &str, part: Option<egui::Rect>) {
    stage.harness.remove_cursor();
    stage.harness.run_steps(12);
    // How long reading took stands in the status bar.
    let size = stage.harness.ctx.content_rect();
    let bar = egui::Rect::from_min_max(egui::pos2(0.0, size.bottom() - 26.0), size.max);
    for part in std::iter::once(bar).chain(part) {
        stage.harness.mask(part);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots");
    // Curves of another processor may differ in the last digits, and so by a few pixels of their edges.
    let options = SnapshotOptions::new().output_path(folder).max_failed_pixels(60);
    stage.harness.snapshot_options(name, &options);
}

/// Takes pictures in light English and in dark Chinese, each on a stage of its own.
pub fn pictures(mut take: impl FnMut(&mut Stage, &str)) {
    let mut results = egui_kittest::SnapshotResults::new();
    for (lang, theme, suffix) in
        [(Lang::En, ThemeChoice::Light, "light-en"), (Lang::Zh, ThemeChoice::Dark, "dark-zh")]
    {
        let Some(renderer) = painter() else { return };
        let builder = Harness::builder().renderer(renderer);
        let mut stage = Setup { lang, theme, ..Setup::default() }.raise_with(builder);
        take(&mut stage, suffix);
        results.extend_harness(&mut stage.harness);
    }
}

#[test]
fn pictures_of_the_main_screens() {
    pictures(|stage, suffix| {
        picture(stage, &format!("start-{suffix}"));
        stage.load();
        stage.until("the columns looked through", |state| !state.looks_for_leaks());
        picture(stage, &format!("check-{suffix}"));
        stage.act(Action::View(ViewAction::Go(Screen::Choose)));
        picture(stage, &format!("choose-{suffix}"));
        stage.finish_race();
        picture(stage, &format!("results-{suffix}"));
        stage.act(Action::View(ViewAction::Go(Screen::Train)));
        picture(stage, &format!("train-{suffix}"));
        let mut choice = stage.state().export_choice.clone().unwrap();
        choice.folder = PathBuf::from("customers-stratum");
        stage.act(Action::View(ViewAction::Go(Screen::Export)));
        stage.act(Action::Export(ExportAction::Set(choice)));
        picture(stage, &format!("export-{suffix}"));
    });
}

#[test]
fn pictures_of_transactions() {
    pictures(|stage, suffix| {
        let path = stage.file("transactions.csv", &Sample::Tiers.text());
        stage.act(Action::Data(DataAction::Open(path)));
        stage.until("the customers", |state| state.table.ready().is_some());
        picture(stage, &format!("check-transactions-{suffix}"));
        stage.act(Action::View(ViewAction::Go(Screen::Choose)));
        picture(stage, &format!("choose-tiers-{suffix}"));
    });
}
