//! Draws what `chart` says: curves, bars, matrices and sums, each with its text alternative.

mod bars;
mod columns;
mod dependence;
mod differences;
mod heatmap;
mod hovered;
mod lines;
mod marks;
mod matrix;
#[cfg(test)]
mod pictures;
mod profile;
mod pyramid;
mod scatter;
mod ticks;
mod waterfall;

pub use lines::{Look, lines};
pub use marks::one as mark;
pub use matrix::matrix;
pub use profile::profile;
pub use pyramid::{Row, pyramid};
pub use scatter::{Clicked, Plane, Seen, scatter};

use std::sync::Arc;

use eframe::egui;
use egui::accesskit::Role;
use egui::text::{LayoutJob, TextWrapping};
use egui::{FontId, Galley, Response, Ui};

use super::say::Say;
use super::theme::tokens;
use crate::chart::{Chart, ChartKind};

/// Draws a chart of any kind in the room there is, with nothing to click.
pub fn draw(ui: &mut Ui, say: Say, chart: &Chart, size: egui::Vec2) {
    match &chart.kind {
        ChartKind::Lines(drawn) => {
            let look = Look { size, log: false, labels: true, axes: true, x_max: None };
            lines(ui, say, chart.id, chart, drawn, look);
        }
        ChartKind::Bars(drawn) => {
            bars::bars(ui, say, chart, drawn, size);
        }
        ChartKind::Matrix(drawn) => {
            matrix(ui, say, chart, drawn, None, size);
        }
        ChartKind::Waterfall(drawn) => {
            waterfall::waterfall(ui, say, chart, drawn, size);
        }
        ChartKind::Scatter(drawn) => {
            scatter(ui, say, chart, drawn, &Plane::still(size));
        }
        ChartKind::Profile(drawn) => {
            profile(ui, say, chart, drawn, size, false, None);
        }
        ChartKind::Differences(drawn) => {
            differences::differences(ui, say, chart, drawn, size);
        }
        ChartKind::Heatmap(drawn) => {
            heatmap::heatmap(ui, say, chart, drawn, size);
        }
        ChartKind::Dependence(drawn) => {
            dependence::dependence(ui, say, chart, drawn, size);
        }
        ChartKind::Columns(drawn) => {
            columns::columns(ui, say, chart, drawn, size);
        }
    }
}

/// Tells screen readers what the chart shows.
fn describe(response: &Response, chart: &Chart, say: Say) {
    let (title, alt) = (say.msg(&chart.title), say.msg(&chart.alt));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Image);
        node.set_label(title);
        node.set_description(alt);
    });
}

/// One line of text, cut with `…` where it is wider.
fn elided(ui: &Ui, text: &str, font: &FontId, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font.clone(), tokens(ui).text);
    job.wrap = TextWrapping::truncate_at_width(width.max(16.0));
    ui.painter().layout_job(job)
}
