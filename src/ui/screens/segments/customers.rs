//! The customer or the segment looked at, and the list of its customers.

use std::sync::Arc;

use eframe::egui;
use egui::{Label, ScrollArea, Ui};

use super::Shown;
use super::cards::checks;
use super::map::sureness;
use super::text::{Look, words};
use crate::base::Message;
use crate::data::frame::Values;
use crate::session::{Action, SegmentsAction};
use crate::ui::grid::{Grid, GridColumn};
use crate::ui::say::{compact, count, percent};
use crate::ui::screens::value_customers::remembered;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;
use crate::ui::{Actions, Draft};

/// The customer that was clicked, else the segment, else what to do to see one.
pub fn looked_at(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    match (shown.view.customer, shown.view.segment) {
        (Some(customer), _) => customer_facts(ui, shown, customer, out),
        (None, Some(position)) => segment_facts(ui, shown, position, draft, out),
        (None, None) => everybody(ui, shown),
    }
}

fn title(ui: &mut Ui, shown: &Shown, text: &str, place: Option<usize>, out: &mut Actions) {
    ui.horizontal(|ui| {
        if place.is_some() {
            widgets::dot(ui, place);
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let close = crate::ui::fonts::symbol::CLOSE;
            if widgets::icon_button(ui, close, &shown.say.tr("ui-seg-everybody")).clicked() {
                out.push(Action::Segments(SegmentsAction::Select(None)));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(Label::new(theme::card_title(text).color(tokens(ui).text)).truncate());
            });
        });
    });
}

/// One customer beside its segment and everyone, the columns that set the segment apart first.
fn customer_facts(ui: &mut Ui, shown: &Shown, customer: u32, out: &mut Actions) {
    let (say, tokens) = (shown.say, tokens(ui));
    let Some((label, segment)) = shown.label(customer).and_then(|label| Some((label, shown.segment(label)?)))
    else {
        return;
    };
    let name = say.msg(&shown.customer_name(customer));
    title(ui, shown, &name, Some(shown.view.place(label)), out);
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::body(shown.name(label)).color(tokens.text));
        if let Some(sure) = sureness(shown, customer) {
            let words = Message::new("ui-seg-sure").with("share", sure);
            let chip = widgets::chip(ui, widgets::Tone::Quiet, &say.msg(&words));
            chip.on_hover_text(say.tr("ui-seg-sure-more"));
        }
        if shown.segmentation.fits.get(customer as usize) == Some(&false) {
            let chip = widgets::chip(ui, widgets::Tone::Warning, &say.tr("ui-seg-fits-none"));
            chip.on_hover_text(say.tr("ui-seg-fits-none-more"));
        }
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    let [own, mean, all] = [0.2, 0.2, 0.2].map(|part: f32| ui.available_width() * part);
    let column = widgets::rest(ui, &[own, mean, all]);
    let widths = [column, own, mean, all];
    let heads = ["ui-seg-column", "ui-seg-this-customer", "ui-seg-segment-mean", "ui-seg-overall-mean"];
    widgets::row(ui, usize::MAX, 22.0, &widths, |index, ui| {
        widgets::head(ui, &say.tr(heads[index]), index > 0);
    });
    ScrollArea::vertical().id_salt("facts").auto_shrink([false, false]).show(ui, |ui| {
        for (row, found) in segment.traits.iter().enumerate() {
            widgets::row(ui, row, 24.0, &widths, |index, ui| {
                let text = match index {
                    0 => found.column.clone(),
                    1 => shown.value(customer, &found.column).map_or_else(|| "–".to_owned(), compact),
                    2 => compact(found.mean),
                    _ => compact(found.overall),
                };
                let words = theme::body(text).color(if index < 2 { tokens.text } else { tokens.muted });
                if index == 0 { widgets::cell(ui, words) } else { widgets::number_cell(ui, words) }
            });
        }
    });
}

/// One segment in words, with the customers in its middle.
fn segment_facts(ui: &mut Ui, shown: &Shown, position: u8, draft: &mut Draft, out: &mut Actions) {
    let (say, tokens) = (shown.say, tokens(ui));
    let Some(segment) = shown.segment(position) else { return };
    title(ui, shown, &shown.name(position), Some(shown.view.place(position)), out);
    ScrollArea::vertical().id_salt("segment").auto_shrink([false, false]).show(ui, |ui| {
        let size = Message::new("ui-seg-size").with("n", segment.size).share("share", segment.share, 1);
        ui.label(theme::body(say.msg(&size)).color(tokens.text));
        words(ui, shown, position, Look::Sentence, draft, out);
        checks(ui, shown, &segment.checks, true);
        words(ui, shown, position, Look::Action, draft, out);
        if segment.representatives.is_empty() {
            return;
        }
        ui.add_space(4.0);
        ui.label(theme::small(say.tr("ui-seg-representatives")).color(tokens.muted));
        ui.horizontal_wrapped(|ui| {
            for row in &segment.representatives {
                let Ok(place) = shown.findings.rows.binary_search(row) else { continue };
                let name = say.msg(&shown.customer_name(place as u32));
                if widgets::link(ui, &name).clicked() {
                    out.push(Action::Segments(SegmentsAction::Customer(Some(place as u32))));
                }
            }
        });
    });
}

/// What the map shows where nothing was clicked.
fn everybody(ui: &mut Ui, shown: &Shown) {
    let (say, tokens) = (shown.say, tokens(ui));
    let n = shown.findings.rows.len();
    ui.label(theme::card_title(say.with("ui-seg-all-customers", "n", n)).color(tokens.text));
    ScrollArea::vertical().id_salt("everybody").auto_shrink([false, false]).show(ui, |ui| {
        ui.add(Label::new(theme::body(say.tr("ui-seg-map-click")).color(tokens.muted)).wrap());
        ui.add_space(6.0);
        for (axis, key) in [(0, "ui-seg-axis-right"), (1, "ui-seg-axis-up")] {
            let words = Message::new(key).with("words", shown.findings.map.axes[axis].clone());
            let words = say.msg(&words.share("share", shown.findings.map.shares[axis], 0));
            ui.add(Label::new(theme::body(words).color(tokens.text)).wrap());
        }
        ui.add_space(6.0);
        ui.add(Label::new(theme::small(say.tr("ui-seg-map-how")).color(tokens.muted)).wrap());
    });
}

/// The customers of the segment looked at, or all.
pub fn list(ui: &mut Ui, shown: &Shown, out: &mut Actions) {
    let (say, tokens) = (shown.say, tokens(ui));
    let listed = members(ui, shown);
    let heading = match shown.view.segment {
        Some(position) => Message::new("ui-seg-listed").with("segment", shown.name(position)),
        None => Message::new("ui-seg-listed-all"),
    };
    let heading = say.msg(&heading.with("n", listed.len()));
    ui.add(Label::new(theme::card_title(&heading).color(tokens.text)).truncate());
    let frame = shown.frame();
    let first = if shown.finished.table.value.is_some() { "ui-customer" } else { "ui-row" };
    let ours = |key, right| GridColumn { name: say.tr(key), right, marked: false };
    let used: Vec<_> = ordered_columns(shown)
        .into_iter()
        .filter_map(|name| frame.columns.iter().find(|column| column.name == *name))
        .collect();
    let columns: Vec<GridColumn> =
        [ours(first, true), ours("ui-seg-segment", false), ours("ui-seg-sure-head", true)]
            .into_iter()
            .chain(used.iter().map(|column| GridColumn {
                name: column.name.clone(),
                right: column.is_numeric(),
                marked: false,
            }))
            .collect();
    let text = |row: usize, column: usize| {
        let customer = *listed.get(row)?;
        let place = frame.position(*shown.findings.rows.get(customer as usize)?)?;
        match column {
            0 if shown.finished.table.value.is_some() => frame.columns.first()?.category(place),
            0 => Some(count(*shown.findings.rows.get(customer as usize)? as usize + 1)),
            1 => shown.label(customer).map(|label| shown.name(label)),
            2 => {
                shown.segmentation.confidence.get(customer as usize).map(|sure| percent(f64::from(*sure), 0))
            }
            column => {
                let column = used.get(column - 3)?;
                match &column.values {
                    Values::Float(_) => column.number(place).map(compact),
                    _ => column.category(place),
                }
            }
        }
    };
    let id = format!("segment customers {:?} {:?} {}", shown.finished.run, say.lang, shown.view.k);
    let chosen = shown.view.customer.and_then(|customer| listed.binary_search(&customer).ok());
    let grid = Grid { id: &id, name: &heading, columns: &columns, n_rows: listed.len(), cell: &text };
    if let Some(row) = grid.show_choosing(ui, chosen) {
        out.push(Action::Segments(SegmentsAction::Customer(listed.get(row).copied())));
    }
}

/// The columns of the analysis: those first that set the segment looked at apart.
fn ordered_columns<'a>(shown: &'a Shown) -> Vec<&'a String> {
    match shown.view.segment.and_then(|position| shown.segment(position)) {
        Some(segment) => segment.traits.iter().map(|found| &found.column).collect(),
        None => shown.findings.explore.columns.iter().collect(),
    }
}

/// Looked up once a click: a million customers take longer than a frame should.
fn members(ui: &Ui, shown: &Shown) -> Arc<Vec<u32>> {
    let segment = shown.view.segment;
    let key = (shown.finished.run.0, shown.view.k, segment);
    remembered(ui, "segment", key, || {
        let labels = shown.segmentation.labels.iter().zip(0_u32..);
        labels
            .filter(|&(label, _)| segment.is_none_or(|one| one == *label))
            .map(|(_, customer)| customer)
            .collect()
    })
}
