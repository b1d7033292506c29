//! Draws what `chart` says: curves, bars and matrices, each with its text alternative.

mod bars;
mod lines;
mod matrix;

pub use bars::bars;
pub use lines::{Look, lines};
pub use matrix::matrix;

use eframe::egui;
use egui::Response;
use egui::accesskit::Role;

use super::say::Say;
use crate::chart::Chart;

/// Tells screen readers what the chart shows.
fn describe(response: &Response, chart: &Chart, say: Say) {
    let (title, alt) = (say.msg(&chart.title), say.msg(&chart.alt));
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Image);
        node.set_label(title);
        node.set_description(alt);
    });
}
