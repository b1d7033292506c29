//! What the segments are like in every column, and one of them against everyone.

use eframe::egui;
use egui::{Align, Label, Layout, ScrollArea, Ui};

use super::{Shown, families, legend};
use crate::chart::{self, ChartKind};
use crate::features::Family;
use crate::session::{Action, SegmentsAction};
use crate::ui::charts;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;
use crate::ui::{Actions, Draft};

pub fn profile_view(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    let rect = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(rect, rect.width() * 0.46);
    let mut months = Vec::new();
    widgets::card_at(ui, left, |ui| {
        ui.horizontal(|ui| {
            let title = shown.say.tr("seg-chart-profile-title");
            ui.label(theme::card_title(title).color(tokens(ui).text));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| months = families(ui, shown, draft));
        });
        let customer = shown.one_customer();
        let drawn = chart::segment_profile(shown.findings, &shown.edition, customer.as_ref(), &months);
        let Some(drawn) = drawn else { return };
        legend(ui, shown, out);
        let ChartKind::Profile(profile) = &drawn.kind else { return };
        let segment = shown.view.segment.map(|position| shown.view.place(position));
        let size = ui.available_size();
        ScrollArea::vertical().id_salt("profile").auto_shrink([false, false]).show(ui, |ui| {
            charts::profile(ui, shown.say, &drawn, profile, size, true, segment);
        });
    });
    widgets::card_at(ui, right, |ui| against_everyone(ui, shown, &months, out));
}

/// The segment looked at, or the first one.
fn against_everyone(ui: &mut Ui, shown: &Shown, months: &[Family], out: &mut Actions) {
    let order = shown.view.order();
    let Some(position) = shown.view.segment.or(order.first().copied()) else { return };
    let drawn = chart::segment_differences(shown.findings, &shown.edition, position, months);
    let Some(drawn) = drawn else { return };
    ui.horizontal(|ui| {
        widgets::dot(ui, Some(shown.view.place(position)));
        ui.add(Label::new(theme::card_title(shown.say.msg(&drawn.title)).color(tokens(ui).text)).truncate());
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for one in order {
            let name = format!("S{}", shown.edition.code(one));
            let tab = widgets::tab(ui, one == position, &name).on_hover_text(shown.name(one));
            if tab.clicked() {
                out.push(Action::Segments(SegmentsAction::Select(Some(one))));
            }
        }
    });
    let size = ui.available_size();
    ScrollArea::vertical().id_salt("differences").auto_shrink([false, false]).show(ui, |ui| {
        charts::draw(ui, shown.say, &drawn, size);
    });
}
