//! The fifth screen: which method was right how often, whether that is more than chance, and on whom.

use eframe::egui;
use egui::{Align, Label, Layout, Ui};

use super::{results_matrix, results_summary};
use crate::chart::{self, ChartKind};
use crate::session::{AppState, Command, Finished};
use crate::ui::charts::{self, Look};
use crate::ui::draft::ResultView;
use crate::ui::fonts::symbol;
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Kind, Sample};
use crate::ui::{Actions, Draft};

pub fn results_ui(ui: &mut Ui, state: &AppState, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    let Some(finished) = &state.finished else {
        widgets::empty(ui, symbol::FILE, &say.tr("lock-results"));
        return;
    };
    let findings = &finished.findings;
    let headline = findings.words.first().map_or_else(|| say.tr("ui-step-results"), |words| say.msg(words));
    let sub = say.msg(
        &crate::base::Message::new("ui-results-sub")
            .with("file", &findings.data.file_name)
            .with("label", &findings.label)
            .with("n", findings.rows.len()),
    );
    widgets::header(ui, &headline, &sub, |_| {});
    widgets::footer(
        ui,
        out,
        |ui, out| {
            for (view, key) in [
                (ResultView::Summary, "ui-results-summary"),
                (ResultView::Matrix, "ui-results-matrix"),
                (ResultView::Curves, "ui-results-curves"),
            ] {
                if widgets::tab(ui, draft.result_view == view, &say.tr(key)).clicked() {
                    draft.result_view = view;
                }
            }
            if widgets::link(ui, &say.tr("ui-results-replay")).clicked() {
                out.push(Command::GoTrain.action(state));
                out.push(Command::Replay.action(state));
            }
        },
        |ui, out| {
            let export = Command::GoExport;
            let response = widgets::button(ui, Kind::Primary, &say.tr(Command::Export.name_key()))
                .on_hover_text(say.tr(Command::Export.tooltip_key()));
            if response.clicked() {
                out.push(export.action(state));
            }
        },
    );
    match draft.result_view {
        ResultView::Summary => results_summary::summary(ui, state, finished, draft, out),
        ResultView::Matrix => results_matrix::matrix_view(ui, state, finished, out),
        ResultView::Curves => widgets::fill_card(ui, |ui| curves(ui, state, finished, out)),
    }
}

fn curves(ui: &mut Ui, state: &AppState, finished: &Finished, out: &mut Actions) {
    let (tokens, say) = (tokens(ui), Say::of(state));
    let drawn = chart::error_curves(&finished.findings);
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.msg(&drawn.title)).color(tokens.text));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let log = Command::LogScale;
            if widgets::toggle(ui, state.log_scale, &say.tr("ui-log"))
                .on_hover_text(say.tr(log.tooltip_key()))
                .clicked()
            {
                out.push(log.action(state));
            }
        });
    });
    let size = ui.available_size() - egui::vec2(0.0, 26.0);
    if let ChartKind::Lines(lines) = &drawn.kind {
        let look = Look { size, log: state.log_scale, labels: true, axes: true, x_max: None };
        charts::lines(ui, say, "errors", &drawn, lines, look);
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        widgets::legend_line(ui, Sample::Solid, &say.tr("ui-legend-train"));
        widgets::legend_line(ui, Sample::Dashed, &say.tr("ui-legend-valid"));
        widgets::legend_line(ui, Sample::Ring, &say.tr("ui-legend-best"));
        ui.add(Label::new(theme::small(say.tr("ui-legend-band")).color(tokens.muted)).truncate());
    });
}
