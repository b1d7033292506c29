//! The tiers of the results: how many customers and how much value each holds, what makes up the contribution of
//! everybody, and of the customer that is looked at.

use eframe::egui;
use egui::{Label, Rect, ScrollArea, Ui, vec2};

use super::results::{period, value_of};
use super::results_summary::split;
use super::value_customers::{
    List, by_contribution, contribution_of, matching, money, next, remembered, search_field,
};
use crate::base::Message;
use crate::chart;
use crate::session::{AppState, Finished};
use crate::study::ValueFindings;
use crate::study::value::ValueTable;
use crate::ui::Draft;
use crate::ui::charts::{self, Row};
use crate::ui::fonts::symbol;
use crate::ui::say::{Say, count, percent};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

/// From this width on the customers have a column of their own.
const WIDE: f32 = 1500.0;
/// Two cards above one another need this much; a lower window scrolls.
const LEAST_HEIGHT: f32 = 536.0;

pub fn tiers_view(ui: &mut Ui, state: &AppState, finished: &Finished, draft: &mut Draft) {
    let say = Say::of(state);
    let Some((found, value)) = value_of(finished) else {
        widgets::empty(ui, symbol::INFO, &say.tr("ui-tiers-none"));
        return;
    };
    page(ui, |ui, rect| {
        let (left, rest) = if rect.width() < WIDE {
            widgets::columns(rect, rect.width() * 0.5)
        } else {
            widgets::columns(rect, rect.width() * 0.66)
        };
        let (top, bottom) = split(left, left.height() * 0.42);
        widgets::card_at(ui, top, |ui| tiers(ui, say, found));
        widgets::card_at(ui, bottom, |ui| everybody(ui, say, found));
        let (list, one) = if rect.width() < WIDE {
            split(rest, rest.height() * 0.42)
        } else {
            widgets::columns(rest, rest.width() * 0.46)
        };
        let chosen = widgets::card_at(ui, list, |ui| customers(ui, say, finished, value, draft));
        widgets::card_at(ui, one, |ui| customer(ui, say, finished, value, chosen, draft));
    });
}

/// All the room there is, or a page to scroll where it is too low.
fn page(ui: &mut Ui, draw: impl FnOnce(&mut Ui, Rect)) {
    let rect = ui.available_rect_before_wrap();
    if rect.height() >= LEAST_HEIGHT {
        draw(ui, rect);
        return;
    }
    ScrollArea::vertical().id_salt("tiers page").auto_shrink([false, false]).show(ui, |ui| {
        let size = vec2(ui.available_width() - 6.0, LEAST_HEIGHT);
        let (place, _) = ui.allocate_exact_size(size, egui::Sense::hover());
        draw(ui, place);
    });
}

/// Customers and contribution by tier, highest tier first.
fn tiers(ui: &mut Ui, say: Say, found: &ValueFindings) {
    let tokens = tokens(ui);
    let (customers, worth) = (chart::tier_customers(found), chart::tier_value(found));
    let heading = |ui: &mut Ui| {
        ui.label(theme::card_title(say.tr("ui-tiers-title")).color(tokens.text));
        if let Some(later) = found.later {
            let words = say.msg(&period(later));
            ui.add(Label::new(theme::small(words).color(tokens.muted)).truncate());
        }
    };
    ui.horizontal(heading);
    let rows: Vec<Row> = found
        .summary
        .iter()
        .zip(&found.tiering.names)
        .rev()
        .map(|(tier, name)| {
            let ends = tier.min.zip(tier.max).map(|(min, max)| {
                let ends = Message::new("ui-tier-range").with("low", money(min)).with("high", money(max));
                say.msg(&ends)
            });
            Row {
                name: name.clone(),
                more: ends.unwrap_or_default(),
                amounts: [count(tier.n), money(tier.value)],
            }
        })
        .collect();
    let mut size = ui.available_size();
    if found.summary.iter().any(|tier| tier.value_share.is_none()) {
        let words = Label::new(theme::small(say.tr("ui-tiers-cost")).color(tokens.warning));
        size.y -= ui.add(words.wrap()).rect.height() + ui.spacing().item_spacing.y;
    }
    charts::pyramid(ui, say, [&customers, &worth], &rows, size);
}

/// What makes up the contribution of everybody together.
fn everybody(ui: &mut Ui, say: Say, found: &ValueFindings) {
    let drawn = chart::contribution(found);
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.msg(&drawn.title)).color(tokens(ui).text));
        if let Some(currency) = &found.currency {
            widgets::chip(ui, widgets::Tone::Quiet, currency);
        }
    });
    let size = ui.available_size();
    charts::draw(ui, say, &drawn, size);
}

/// The list to choose from; answers the customer that is looked at: the one chosen, or the first.
fn customers(
    ui: &mut Ui,
    say: Say,
    finished: &Finished,
    value: &ValueTable,
    draft: &mut Draft,
) -> Option<u32> {
    let run = finished.run.0;
    search_field(ui, say, &mut draft.customer_filter);
    let order = remembered(ui, "everybody", run, || by_contribution(value));
    let filter = draft.customer_filter.as_str();
    let listed = remembered(ui, "found", (run, filter), || matching(value, &order, filter));
    let looked_at = draft.customer.or(listed.first().copied());
    let list = List { id: "tiers", finished, value, customers: &listed, changes: false };
    if let Some(clicked) = list.show(ui, say, looked_at) {
        draft.customer = Some(clicked);
        return Some(clicked);
    }
    looked_at
}

/// One customer: tiers, what is expected next, and the contribution part by part.
fn customer(
    ui: &mut Ui,
    say: Say,
    finished: &Finished,
    value: &ValueTable,
    chosen: Option<u32>,
    draft: &mut Draft,
) {
    let tokens = tokens(ui);
    let Some(customer) = chosen else {
        widgets::empty(ui, symbol::SEARCH, &say.tr("ui-customer-nobody"));
        return;
    };
    let index = customer as usize;
    let before = draft.customer_before && !value.circular;
    let own = contribution_of(value, customer, before);
    let name = value.ledger.customers.get(index).map_or("", String::as_str);
    let title = Message::new("chart-contribution-customer").with("customer", name);
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if !value.circular {
                for (earlier, key) in [(false, "ui-period-later"), (true, "ui-period-earlier")] {
                    if widgets::tab(ui, before == earlier, &say.tr(key)).clicked() {
                        draft.customer_before = earlier;
                    }
                }
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.add(Label::new(theme::card_title(say.msg(&title)).color(tokens.text)).truncate());
            });
        });
    });
    let tier = |tier: Option<u32>| {
        tier.map_or_else(|| say.tr("ui-tier-none"), |tier| value.names[tier as usize].clone())
    };
    let mut words = if value.circular {
        tier(value.tier[index])
    } else {
        format!("{} → {}", tier(value.tier_before[index]), tier(value.tier[index]))
    };
    if let Some((class, share)) = finished.classes().and_then(|findings| next(findings, customer)) {
        let expected = Message::new("ui-tier-expected").with("tier", class).with("share", percent(share, 0));
        words = format!("{words} · {}", say.msg(&expected));
    }
    ui.add(Label::new(theme::small(words).color(tokens.muted)).truncate());
    match own {
        Some(own) => {
            let drawn = chart::customer_contribution(name, own);
            let size = ui.available_size();
            charts::draw(ui, say, &drawn, size);
        }
        None => widgets::empty(ui, symbol::INFO, &say.tr("ui-customer-not-there")),
    }
}
