//! From which time the facts are and from which the tiers, with a warning where both are the same.

use eframe::egui;
use egui::{Label, Layout, Slider, Ui, vec2};

use super::tiers::follow;
use crate::base::{Message, Severity};
use crate::data::date::format_days;
use crate::data::ledger::{Period, first_of_month, month_of};
use crate::features::customers::comparable;
use crate::session::{Action, Table, ValueAction};
use crate::study::value::{Clock, Horizon, ValueRecipe, ValueTable};
use crate::ui::Actions;
use crate::ui::fonts::symbol;
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

pub fn periods_card(
    ui: &mut Ui,
    say: Say,
    (table, made): (&Table, &ValueTable),
    value: &ValueRecipe,
    out: &mut Actions,
) {
    let ink = tokens(ui);
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.tr("ui-periods")).color(ink.text));
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let n = say.with("ui-periods-customers", "n", table.frame.n_rows());
            ui.add(Label::new(theme::small(n).color(ink.muted)).truncate());
        });
    });
    ui.add(Label::new(theme::body(sentence(say, made, value)).color(ink.text)).wrap());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (horizon, key) in
            [(Horizon::EarlierToLater, "ui-periods-two"), (Horizon::SamePeriod, "ui-periods-one")]
        {
            let on = value.horizon == horizon;
            let tab = widgets::tab(ui, on, &say.tr(key)).on_hover_text(say.tr(horizon.name_key()));
            if tab.clicked() && !on {
                out.push(Action::Value(ValueAction::Horizon(horizon)));
            }
        }
        if value.horizon == Horizon::SamePeriod {
            return;
        }
        ui.add_space(10.0);
        for (clock, key) in [(Clock::Calendar, "ui-periods-calendar"), (Clock::OwnHistory, "ui-periods-own")]
        {
            let on = value.clock == clock;
            let tab = widgets::tab(ui, on, &say.tr(key)).on_hover_text(say.tr(clock.name_key()));
            if tab.clicked() && !on {
                out.push(Action::Value(ValueAction::Clock(clock)));
            }
        }
    });
    match (value.horizon, value.clock) {
        (Horizon::SamePeriod, _) => {
            ui.add_space(2.0);
            widgets::banner(ui, Severity::Warning, |ui| {
                ui.vertical(|ui| {
                    let words = theme::body(say.tr("study-value-circular")).color(ink.text);
                    ui.add(Label::new(words).wrap());
                    let hint = theme::body(say.tr("study-value-circular-hint")).color(ink.text);
                    ui.add(Label::new(hint).wrap());
                });
            });
        }
        (Horizon::EarlierToLater, Clock::Calendar) => cut_slider(ui, say, made, value, out),
        (Horizon::EarlierToLater, Clock::OwnHistory) => {}
    }
}

/// The first day of the later period, where it is the same for everybody.
fn cut(made: &ValueTable, value: &ValueRecipe) -> Option<i32> {
    value.cut_day.or(made.periods.cut_day)
}

fn sentence(say: Say, made: &ValueTable, value: &ValueRecipe) -> String {
    let whole = made.ledger.period();
    let dates = |key, earlier: Option<Period>, later: Option<Period>| {
        let (Some(earlier), Some(later)) = (earlier, later) else { return String::new() };
        let message = Message::new(key)
            .with("from", format_days(earlier.first))
            .with("to", format_days(earlier.last))
            .with("begin", format_days(later.first))
            .with("end", format_days(later.last));
        say.msg(&message)
    };
    match (value.horizon, value.clock, cut(made, value)) {
        (Horizon::SamePeriod, _, _) => dates("ui-periods-same", Some(whole), Some(whole)),
        (_, Clock::Calendar, Some(cut)) => {
            let later = Period::new(cut, whole.last);
            let halves = Period::new(whole.first, cut - 1).zip(later);
            dates("ui-periods-dates", halves.map(|(earlier, later)| comparable(earlier, later).0), later)
        }
        (_, Clock::Calendar, None) => say.tr("ui-periods-middle"),
        (_, Clock::OwnHistory, _) => say.tr("ui-periods-halves"),
    }
}

/// The day between the periods, moved from month to month.
fn cut_slider(ui: &mut Ui, say: Say, made: &ValueTable, value: &ValueRecipe, out: &mut Actions) {
    let whole = made.ledger.period();
    let (first, last) = (month_of(whole.first) + 1, month_of(whole.last));
    let Some(cut) = cut(made, value).filter(|_| first < last) else { return };
    let name = say.tr("ui-periods-cut");
    ui.horizontal(|ui| {
        let ink = tokens(ui);
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.label(theme::body(&name).color(ink.text));
        let mut month = month_of(cut).clamp(first, last);
        let width = (ui.available_width() - 150.0).clamp(80.0, 420.0);
        let slider = Slider::new(&mut month, first..=last).step_by(1.0);
        let response = widgets::slide(ui, slider, width, &name);
        follow(&response, out, || ValueAction::CutDay(Some(first_of_month(month))));
        ui.label(theme::strong(format_days(cut)).color(ink.text));
        if value.cut_day.is_some() {
            let reset = say.tr("ui-periods-cut-reset");
            if widgets::icon_button(ui, symbol::UNDO, &reset).clicked() {
                out.push(Action::Value(ValueAction::CutDay(None)));
            }
        } else {
            ui.label(theme::small(say.tr("ui-option-usual")).color(ink.muted));
        }
    });
}
