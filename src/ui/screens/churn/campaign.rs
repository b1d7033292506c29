//! What a campaign costs and is expected to bring by the number of customers called, and whom to call.

use eframe::egui;
use egui::{Label, ScrollArea, Ui};

use super::calls::call_list;
use super::{Shown, chart};
use crate::base::Message;
use crate::chart as charts;
use crate::session::{Action, ChurnAction};
use crate::study::churn::{best, calls as to_call};
use crate::ui::screens::choose_churn::campaign_fields;
use crate::ui::screens::results_summary::split;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Kind};
use crate::ui::{Actions, Draft};

pub fn campaign_view(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    let rect = ui.available_rect_before_wrap();
    let (top, bottom) = split(rect, rect.height() * 0.56);
    let (left, right) = widgets::columns(top, (top.width() * 0.36).clamp(350.0, 560.0));
    let view = shown.foreseen.view;
    widgets::card_at(ui, left, |ui| {
        let drawn = charts::profit(&view.profit, n_called(shown), view.edition().campaign.of_budget());
        chart(ui, shown.say, &drawn);
    });
    widgets::card_at(ui, right, |ui| {
        ScrollArea::vertical().id_salt("campaign").auto_shrink([false, false]).show(ui, |ui| {
            advice(ui, shown, out);
            ui.add_space(6.0);
            let change = |campaign| Action::Churn(ChurnAction::Campaign(campaign));
            campaign_fields(ui, shown.say, view.campaign, false, change, out);
        });
    });
    widgets::card_at(ui, bottom, |ui| call_list(ui, shown, draft, out));
}

/// How many of those still there are called at the threshold shown.
fn n_called(shown: &Shown) -> u64 {
    let (foreseen, threshold) = (&shown.foreseen, shown.foreseen.view.at.threshold);
    to_call::n_called(&foreseen.findings.rows, &foreseen.churn.there, threshold) as u64
}

/// How many to call, in words.
fn advice(ui: &mut Ui, shown: &Shown, out: &mut Actions) {
    let (tokens, say, view) = (tokens(ui), shown.say, shown.foreseen.view);
    let campaign = view.edition().campaign;
    let Some(point) = best(&view.profit, campaign.of_budget()).filter(|point| point.called > 0) else {
        ui.add(Label::new(theme::card_title(say.tr("ui-churn-call-nobody")).color(tokens.text)).wrap());
        return;
    };
    let words = Message::new("ui-churn-call-some").with("called", point.called).number("kept", point.kept, 0);
    ui.add(Label::new(theme::card_title(say.msg(&words)).color(tokens.text)).wrap());
    let words = Message::new("ui-churn-call-brings")
        .with("population", shown.foreseen.churn.population)
        .number("profit", point.profit, 0)
        .number("low", point.low, 0)
        .number("high", point.high, 0);
    ui.add(Label::new(theme::small(say.msg(&words)).color(tokens.muted)).wrap());
    let button = say.with("ui-churn-call-up-to", "n", point.called);
    if widgets::button(ui, Kind::Secondary, &button).clicked() {
        out.push(Action::Churn(ChurnAction::CallUpTo(point.called)));
    }
}
