//! What a campaign costs and is expected to bring by the number of customers called, and whom to call.

use eframe::egui;
use egui::{Color32, Label, RichText, ScrollArea, Ui};

use super::calls::call_list;
use super::{Shown, chart};
use crate::base::Message;
use crate::chart as charts;
use crate::session::{Action, ChurnAction};
use crate::study::churn::{calls as to_call, can_be_moved, paying};
use crate::ui::screens::choose_churn::campaign_fields;
use crate::ui::screens::results_summary::split;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Kind};
use crate::ui::{Actions, Draft};

pub fn campaign_view(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    let rect = ui.available_rect_before_wrap();
    let (top, bottom) = split(rect, rect.height() * 0.62);
    let (left, right) = widgets::columns(top, (top.width() * 0.36).clamp(350.0, 560.0));
    let view = shown.foreseen.view;
    widgets::card_at(ui, left, |ui| {
        let called = shown.foreseen.n_called() as u64;
        let drawn = charts::profit(&view.profit, called, paying_calls(shown));
        chart(ui, shown.say, &drawn);
    });
    widgets::card_at(ui, right, |ui| {
        ScrollArea::vertical().id_salt("campaign").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            advice(ui, shown, out);
            ui.spacing_mut().item_spacing.y = 2.0;
            let change = |campaign| Action::Churn(ChurnAction::Campaign(campaign));
            campaign_fields(ui, shown.say, view.campaign, false, change, out);
        });
    });
    widgets::card_at(ui, bottom, |ui| call_list(ui, shown, draft, out));
}

fn paying_calls(shown: &Shown) -> u64 {
    shown.foreseen.churn.paying_calls(&shown.foreseen.findings.rows, &shown.foreseen.view.campaign)
}

fn said(ui: &mut Ui, words: RichText, ink: Color32) {
    ui.add(Label::new(words.color(ink)).wrap());
}

/// How many to call, in words.
fn advice(ui: &mut Ui, shown: &Shown, out: &mut Actions) {
    let (tokens, say, view) = (tokens(ui), shown.say, shown.foreseen.view);
    let Some(point) = paying(&view.profit, paying_calls(shown)).filter(|point| point.called > 0) else {
        said(ui, theme::card_title(say.tr("ui-churn-call-nobody")), tokens.text);
        over_budget(ui, shown);
        return;
    };
    let words = Message::new("ui-churn-call-some").with("called", point.called).number("kept", point.kept, 0);
    said(ui, theme::card_title(say.msg(&words)), tokens.text);
    let words = shown
        .words("ui-churn-call-brings")
        .with("population", shown.foreseen.churn.there.len())
        .number("profit", point.profit, 0)
        .number("low", point.low, 0)
        .number("high", point.high, 0);
    said(ui, theme::small(say.msg(&words)), tokens.muted);
    let (findings, there) = (shown.foreseen.findings, &shown.foreseen.churn.there);
    let over = over_budget(ui, shown);
    if !can_be_moved(findings) {
        said(ui, theme::small(say.tr("ui-churn-many-classes")), tokens.muted);
        return;
    }
    if view.at.threshold == to_call::threshold_for(&findings.rows, there, point.called) {
        said(ui, theme::small(say.tr("ui-churn-list-here")), tokens.muted);
        return;
    }
    if !over {
        let words = say.with("ui-churn-list-other", "n", shown.foreseen.n_called());
        said(ui, theme::small(words), tokens.muted);
    }
    let button = say.with("ui-churn-call-up-to", "n", point.called);
    if widgets::button(ui, Kind::Secondary, &button).clicked() {
        out.push(Action::Churn(ChurnAction::CallUpTo(point.called)));
    }
}

/// That the list is longer than the budget pays for, where it is so.
fn over_budget(ui: &mut Ui, shown: &Shown) -> bool {
    let campaign = shown.foreseen.view.campaign;
    let n = shown.foreseen.n_called();
    let over = campaign.of_budget().is_some_and(|most| n as u64 > most);
    if let Some(budget) = campaign.budget.filter(|_| over) {
        let words = Message::new("ui-churn-list-over").with("n", n).number("budget", budget, 0);
        let words = words.number("cost", n as f64 * campaign.cost_per_contact, 0);
        said(ui, theme::small(shown.say.msg(&words)), tokens(ui).warning);
    }
    over
}
