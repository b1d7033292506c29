//! What the segments are like in every column, and one of them against everyone.

use eframe::egui;
use egui::{Label, ScrollArea, Ui};

use super::{Shown, legend};
use crate::chart::{self, ChartKind};
use crate::session::{Action, SegmentsAction};
use crate::ui::Actions;
use crate::ui::charts;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

pub fn profile_view(ui: &mut Ui, shown: &Shown, out: &mut Actions) {
    let rect = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(rect, rect.width() * 0.46);
    widgets::card_at(ui, left, |ui| {
        let Some(drawn) =
            chart::segment_profile(shown.findings, &shown.edition, shown.one_customer().as_ref())
        else {
            return;
        };
        ui.add(Label::new(theme::card_title(shown.say.msg(&drawn.title)).color(tokens(ui).text)).truncate());
        legend(ui, shown, out);
        let ChartKind::Profile(profile) = &drawn.kind else { return };
        let segment = shown.view.segment.map(|position| shown.view.place(position));
        let size = ui.available_size();
        ScrollArea::vertical().id_salt("profile").auto_shrink([false, false]).show(ui, |ui| {
            charts::profile(ui, shown.say, &drawn, profile, size, true, segment);
        });
    });
    widgets::card_at(ui, right, |ui| against_everyone(ui, shown, out));
}

/// The segment looked at, or the first one.
fn against_everyone(ui: &mut Ui, shown: &Shown, out: &mut Actions) {
    let order = shown.view.order();
    let Some(position) = shown.view.segment.or(order.first().copied()) else { return };
    let Some(drawn) = chart::segment_differences(shown.findings, &shown.edition, position) else { return };
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
