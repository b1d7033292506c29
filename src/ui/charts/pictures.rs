//! Pictures of the kinds of charts that no screen of the usual tests shows.

use eframe::egui;
use egui_kittest::wgpu::WgpuTestRenderer;
use egui_kittest::{Harness, SnapshotOptions, SnapshotResults};

use crate::base::{Lang, Message};
use crate::chart::{
    Chart, ChartKind, Emphasis, Level, Line, LineChart, MatrixChart, Part, WaterfallChart, waterfall,
};
use crate::ui::say::Say;
use crate::ui::{fonts, theme};

const SIZE: egui::Vec2 = egui::vec2(560.0, 320.0);

/// Draws with the processor or the graphics card, whatever there is.
fn painter() -> Option<WgpuTestRenderer> {
    let quiet = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let made = std::panic::catch_unwind(WgpuTestRenderer::new).ok();
    std::panic::set_hook(quiet);
    made
}

/// Compares the drawn chart with its picture, light and dark.
fn picture(name: &str, draw: impl Fn(&mut egui::Ui, Say) + Clone + 'static) {
    let mut results = SnapshotResults::new();
    for (dark, lang, suffix) in [(false, Lang::En, "light-en"), (true, Lang::Zh, "dark-zh")] {
        let Some(renderer) = painter() else { return };
        let draw = draw.clone();
        let mut dressed = false;
        let mut harness = Harness::builder().with_size(SIZE).renderer(renderer).build_ui(move |ui| {
            // Fonts and theme are there from the next frame on.
            if !std::mem::replace(&mut dressed, true) {
                ui.ctx().set_fonts(fonts::definitions());
                theme::install(ui.ctx());
                ui.ctx().set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
                return;
            }
            egui::Frame::new().fill(theme::tokens(ui).surface).inner_margin(16).show(ui, |ui| {
                draw(ui, Say { lang });
            });
        });
        harness.run_steps(4);
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots");
        let options = SnapshotOptions::new().output_path(folder).max_failed_pixels(60);
        harness.snapshot_options(format!("{name}-{suffix}"), &options);
        results.extend_harness(&mut harness);
    }
}

#[test]
fn the_parts_of_a_sum() {
    let part = |name: &str, value| Part { name: Message::text(name), value };
    let parts = WaterfallChart {
        x: Message::text("CZK a year"),
        parts: vec![
            part("Deposit margin", 1_840.0),
            part("Loan margin", 4_210.0),
            part("Fees", 620.0),
            part("Costs", -2_305.0),
            part("Expected loss", -5_120.0),
            part("Tax", 143.0),
        ],
        total: Message::text("Contribution"),
    };
    let chart = waterfall("sum", Message::text("Contribution"), parts, 0);
    picture("chart_waterfall", move |ui, say| {
        let size = ui.available_size();
        super::draw(ui, say, &chart, size);
    });
}

#[test]
fn a_matrix_of_moves() {
    let matrix = MatrixChart {
        rows: Message::text("Earlier tier"),
        columns: Message::text("Later tier"),
        classes: ["Ordinary", "Potential", "High quality", "High net worth"].map(Message::text).to_vec(),
        counts: vec![
            vec![3_200, 300, 90, 10],
            vec![280, 300, 80, 15],
            vec![70, 60, 40, 9],
            vec![8, 6, 11, 20],
        ],
        cell: "chart-confusion-cell",
        share: Message::text("%"),
        emphasis: Emphasis::Moves,
    };
    let alt = Message::text("Moves between tiers");
    let chart = Chart { id: "moves", title: alt.clone(), alt, kind: ChartKind::Matrix(matrix) };
    picture("chart_moves", move |ui, say| {
        if let ChartKind::Matrix(matrix) = &chart.kind {
            let room = ui.available_size();
            super::matrix(ui, say, &chart, matrix, Some((0, 1)), room);
        }
    });
}

#[test]
fn an_error_to_reach() {
    let line = |name: &str, colour, pace: f64| Line {
        name: Message::text(name),
        colour: Some(colour),
        dashed: false,
        points: (0..200).map(|x| [f64::from(x), 0.02 + 0.2 * (-f64::from(x) / pace).exp()]).collect(),
        band: Vec::new(),
        ring: None,
    };
    let lines = LineChart {
        x: Message::text("Round"),
        y: Message::text("Error"),
        lines: vec![line("Classic BP", 0, 90.0), line("Improved BP", 3, 30.0)],
        cursor: None,
        cursor_name: None,
        reach: Vec::new(),
        levels: vec![Level { name: Message::text("Error to reach"), at: 0.05 }],
    };
    let alt = Message::text("Errors with the error to reach");
    let chart = Chart { id: "reach", title: alt.clone(), alt, kind: ChartKind::Lines(lines) };
    picture("chart_level", move |ui, say| {
        let size = ui.available_size();
        super::draw(ui, say, &chart, size);
    });
}
