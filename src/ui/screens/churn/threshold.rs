//! The slider from which probability on customers are called, with what that comes to.

use eframe::egui;
use egui::{Align, Label, Layout, Slider, Stroke, Ui, vec2};

use super::Shown;
use crate::base::Message;
use crate::session::{Action, ChurnAction};
use crate::study::churn::{can_be_moved, rule_name, threshold_places};
use crate::ui::Actions;
use crate::ui::fonts::symbol;
use crate::ui::say::{compact, count, percent};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

/// Decimals of a percentage that can be typed in any case.
const FINEST: usize = 3;

/// How high the card is.
pub const HIGH: f32 = 178.0;

pub fn threshold_card(ui: &mut Ui, shown: &Shown, out: &mut Actions) {
    let (tokens, say) = (tokens(ui), shown.say);
    let chosen = shown.foreseen.churn.decision.threshold;
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.tr("ui-churn-call-from")).color(tokens.text));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let rule = rule_name(shown.foreseen.churn.choice.threshold);
            let words = Message::new("ui-churn-found-by-rule").share(
                "threshold",
                f64::from(chosen),
                threshold_places(f64::from(chosen)),
            );
            let words = say.msg(&words.with("rule", rule));
            ui.add(Label::new(theme::small(words).color(tokens.muted)).truncate());
        });
    });
    if can_be_moved(shown.foreseen.findings) {
        slider(ui, shown, out);
    } else {
        ui.label(theme::number(percent(f64::from(chosen), 1)).color(tokens.text));
        ui.add(Label::new(theme::small(say.tr("ui-churn-many-classes")).color(tokens.muted)).wrap());
    }
    ui.add_space(4.0);
    figures(ui, shown);
}

fn slider(ui: &mut Ui, shown: &Shown, out: &mut Actions) {
    let say = shown.say;
    let chosen = shown.foreseen.churn.decision.threshold;
    let at = shown.foreseen.view.at.threshold;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let name = say.tr("ui-churn-threshold");
        let mut number = f64::from(at) * 100.0;
        let place = (&*name, vec2(78.0, 32.0));
        let places = usize::from(threshold_places(f64::from(at))).max(FINEST);
        let field = widgets::number_box(ui, say, place, &mut number, 0.0..=100.0, |field| {
            field.speed(0.2).max_decimals(places).suffix(" %")
        });
        if field.changed() {
            out.push(Action::Churn(ChurnAction::Threshold((number / 100.0) as f32)));
        }
        let back = say.tr("ui-churn-back");
        let width = (ui.available_width() - 48.0).max(80.0);
        // Without steps of its own: one would round the threshold that was found, although nobody moved it.
        let mut share = f64::from(at);
        let slider = Slider::new(&mut share, 0.0..=1.0);
        let response = widgets::slide(ui, slider, width, &say.tr("ui-churn-slider"));
        if response.changed() {
            out.push(Action::Churn(ChurnAction::Threshold(((share * 1000.0).round() / 1000.0) as f32)));
        }
        mark(ui, response.rect, chosen);
        ui.add_enabled_ui(!shown.foreseen.as_chosen(), |ui| {
            if widgets::icon_button(ui, symbol::UNDO, &back).clicked() {
                out.push(Action::Churn(ChurnAction::AsChosen));
            }
        });
    });
}

/// Where the threshold stands that was found on the validation customers.
fn mark(ui: &Ui, rect: egui::Rect, chosen: f32) {
    let range = rect.x_range().shrink(rect.height() / 2.5);
    let x = egui::lerp(range.min..=range.max, chosen.clamp(0.0, 1.0));
    let ends = rect.center().y + 9.0..=rect.bottom() + 5.0;
    ui.painter().vline(x, ends, Stroke::new(2.0, tokens(ui).text));
}

/// What calling from there comes to among the held-out customers.
fn figures(ui: &mut Ui, shown: &Shown) {
    let (tokens, say) = (tokens(ui), shown.say);
    let counts = shown.foreseen.view.at.counts;
    let called = counts.called() as f64 / counts.total().max(1) as f64;
    let of = |part: u64, whole: u64| {
        say.msg(
            &Message::new("ui-churn-of").with("n", count(part as usize)).with("of", count(whole as usize)),
        )
    };
    let cells = [
        (
            "ui-recall",
            percent(counts.recall(), 0),
            of(counts.true_positive, counts.true_positive + counts.false_negative),
        ),
        ("ui-precision", percent(counts.precision(), 0), of(counts.true_positive, counts.called())),
        ("ui-churn-called", percent(called, 0), of(counts.called(), counts.total())),
        ("ui-churn-f2", compact((counts.f_beta(2.0) * 1e3).round() / 1e3), say.tr("ui-churn-f2-more")),
    ];
    let width = (ui.available_width() - 3.0 * 10.0) / 4.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        for (name, value, more) in cells {
            ui.allocate_ui_with_layout(vec2(width, 66.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add(Label::new(theme::small(say.tr(name)).color(tokens.muted)).truncate());
                ui.add(Label::new(theme::number(value).color(tokens.text)).truncate());
                ui.add(Label::new(theme::small(more).color(tokens.muted)).truncate());
            });
        }
    });
}
