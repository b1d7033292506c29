//! Why the class is foreseen of one customer, and what if that customer were otherwise.

use eframe::egui;
use egui::{Label, ScrollArea, Ui};

use super::{Shown, customer_list, what_if};
use crate::base::{Message, Problem, Severity};
use crate::chart;
use crate::session::why::CustomerWhy;
use crate::session::{Action, WhyOrder};
use crate::study::Part;
use crate::study::churn::explain::Reason;
use crate::ui::charts;
use crate::ui::fonts::symbol;
use crate::ui::say::{Say, percent, signed};
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets::{self, Tone};
use crate::ui::{Actions, Draft};

pub fn customer_view(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    draft.why.shows_results_of(shown.finished.run);
    let order = customer_list::by_probability(ui, shown);
    // Somebody is looked at from the beginning: the most probable one.
    let Some(customer) = shown.foreseen.view.customer.or_else(|| order.first().copied()) else {
        widgets::empty(ui, symbol::INFO, &shown.say.tr("ui-why-nobody"));
        return;
    };
    let rect = ui.available_rect_before_wrap();
    let (list, rest) = widgets::columns(rect, (rect.width() * 0.68).floor());
    let (why, what) = widgets::columns(rest, (rest.width() * 0.44).floor());
    widgets::card_at(ui, list, |ui| customer_list::list(ui, shown, &order, customer, draft, out));
    widgets::card_at(ui, why, |ui| customer_why(ui, shown, customer, out));
    widgets::card_at(ui, what, |ui| what_if::what_if_card(ui, shown, customer, draft));
}

/// What went wrong, where it was to be shown.
pub fn failed(ui: &mut Ui, say: Say, problem: &Problem) {
    widgets::banner(ui, Severity::Error, |ui| {
        ui.add(Label::new(theme::body(say.problem(problem)).color(tokens(ui).text)).wrap());
    });
}

/// The customer in words and numbers, and how the probability comes about.
fn customer_why(ui: &mut Ui, shown: &Shown, customer: u32, out: &mut Actions) {
    let (say, ground) = (shown.say, tokens(ui));
    let Some(result) = shown.foreseen.findings.rows.get(customer as usize) else { return };
    let name = customer_list::name(shown, customer);
    ui.add(Label::new(theme::card_title(&name).color(ground.text)).truncate());
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::number(percent(f64::from(result.probability), 1)).color(ground.text));
        let about = say.with("ui-why-probability", "class", shown.foreseen.class());
        ui.label(theme::body(about).color(ground.muted));
    });
    ui.horizontal_wrapped(|ui| {
        let actual = result.actual.and_then(|class| shown.foreseen.findings.classes.get(class as usize));
        match actual {
            Some(class) => widgets::chip(ui, Tone::Quiet, &say.with("ui-why-actual", "class", class)),
            None => widgets::chip(ui, Tone::Quiet, &say.tr("ui-why-actual-unknown")),
        };
        let part = match result.part {
            Some(Part::Train) => "ui-why-part-train",
            Some(Part::Valid) => "ui-why-part-valid",
            Some(Part::Test) => "ui-why-part-test",
            None => "ui-why-part-none",
        };
        widgets::chip(ui, Tone::Quiet, &say.tr(part)).on_hover_text(say.tr("ui-why-part-more"));
    });
    let order = WhyOrder::Customer(customer);
    let why = &shown.finished.why;
    if why.lacks(&order) {
        out.push(Action::Why(order.clone()));
    }
    match (why.of(customer), why.problem(&order)) {
        (Some(found), _) => explained(ui, say, found),
        (None, Some(problem)) => failed(ui, say, problem),
        (None, None) => widgets::empty(ui, symbol::INFO, &say.tr("ui-why-working")),
    }
}

fn explained(ui: &mut Ui, say: Say, found: &CustomerWhy) {
    let ground = tokens(ui);
    ScrollArea::vertical().id_salt("why").auto_shrink([false, false]).show(ui, |ui| {
        ui.set_width(ui.available_width() - 8.0);
        ui.spacing_mut().item_spacing.y = 3.0;
        for (key, none, reasons) in [
            ("ui-why-towards", "ui-why-towards-none", &found.reasons.towards),
            ("ui-why-away", "ui-why-away-none", &found.reasons.away),
        ] {
            ui.add_space(4.0);
            ui.label(theme::strong(say.tr(key)).color(ground.text));
            if reasons.is_empty() {
                ui.label(theme::body(say.tr(none)).color(ground.muted));
            }
            for reason in reasons {
                spoken(ui, say, reason);
            }
        }
        ui.add_space(GAP);
        let drawn = chart::pushes(&found.shapley, &found.players);
        ui.label(theme::strong(say.msg(&drawn.title)).color(ground.text));
        let rows = (found.players.len() + 2) as f32;
        charts::draw(ui, say, &drawn, egui::vec2(ui.available_width(), rows * 26.0 + 38.0));
        if let Some(note) = &found.note {
            ui.add(Label::new(theme::small(say.msg(note)).color(ground.muted)).wrap());
        }
        ui.add(Label::new(theme::small(say.tr("ui-why-how")).color(ground.muted)).wrap());
    });
}

/// A reason with by how much it moves the probability.
fn spoken(ui: &mut Ui, say: Say, reason: &Reason) {
    let words = Message::new("ui-why-reason").with("reason", reason.message());
    let words = say.msg(&words.with("points", signed(100.0 * reason.push)));
    ui.add(Label::new(theme::body(words).color(tokens(ui).text)).wrap());
}
