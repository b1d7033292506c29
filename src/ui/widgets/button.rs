//! Buttons: one primary a screen, secondary ones, links and symbols.

use eframe::egui;
use egui::{
    Align, Button, CornerRadius, Layout, Response, RichText, Role, Stroke, Style, Ui, WidgetInfo, vec2,
};

use super::number::number_box;
use crate::base::tr;
use crate::session::command::Shortcut;
use crate::session::{Action, AppState, ChooseAction, Command};
use crate::ui::Actions;
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The one thing to do next.
    Primary,
    Secondary,
}

/// Adds a widget under a changed style. Unlike a scope this leaves the placing to the parent, so that rows wrap.
pub fn styled(
    ui: &mut Ui,
    change: impl FnOnce(&mut Style),
    add: impl FnOnce(&mut Ui) -> Response,
) -> Response {
    let before = ui.style().clone();
    change(ui.style_mut());
    let response = add(ui);
    ui.set_style(before);
    response
}

/// A button with words.
pub fn button(ui: &mut Ui, kind: Kind, text: &str) -> Response {
    button_with_icon(ui, kind, None, text)
}

/// A button with a symbol before its words; screen readers hear the words.
pub fn button_with_icon(ui: &mut Ui, kind: Kind, symbol: Option<char>, text: &str) -> Response {
    let tokens = tokens(ui);
    let change = |style: &mut Style| {
        style.spacing.button_padding = vec2(14.0, 7.0);
        if kind == Kind::Primary {
            let widgets = &mut style.visuals.widgets;
            for (state, fill) in [
                (&mut widgets.inactive, tokens.accent),
                (&mut widgets.hovered, tokens.accent_hover),
                (&mut widgets.active, tokens.accent_press),
            ] {
                state.weak_bg_fill = fill;
                state.bg_stroke = Stroke::new(1.0, fill);
                state.fg_stroke.color = tokens.on_accent;
            }
            widgets.active.bg_stroke = Stroke::new(2.0, tokens.text);
            widgets.noninteractive.weak_bg_fill = tokens.accent;
            widgets.noninteractive.fg_stroke.color = tokens.on_accent;
        }
    };
    styled(ui, change, |ui| {
        let words = if kind == Kind::Primary { theme::strong(text) } else { theme::body(text) };
        let button = match symbol {
            Some(symbol) => Button::new((theme::icon(symbol, 14.0), words)),
            None => Button::new(words),
        };
        let response = ui.add(button.corner_radius(CornerRadius::same(theme::CONTROL_RADIUS)));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
        response
    })
}

/// Small grey text for a shortcut behind a name: `Search commands…  Ctrl+K`.
pub fn shortcut_hint(command: Command) -> String {
    command.shortcut().map(Shortcut::text).unwrap_or_default()
}

/// The button of a command: switched off with the reason as tooltip where it cannot be given.
pub fn command_button(
    ui: &mut Ui,
    state: &AppState,
    command: Command,
    kind: Kind,
    symbol: Option<char>,
    out: &mut Actions,
) -> Response {
    let name = tr(state.settings.lang, command.name_key());
    command_button_saying(ui, state, (command, &name), kind, symbol, out)
}

/// The same with more on it than the name of the command.
pub fn command_button_saying(
    ui: &mut Ui,
    state: &AppState,
    (command, words): (Command, &str),
    kind: Kind,
    symbol: Option<char>,
    out: &mut Actions,
) -> Response {
    let lang = state.settings.lang;
    let enabled = command.enabled(state).is_ok();
    let response = ui.add_enabled_ui(enabled, |ui| button_with_icon(ui, kind, symbol, words)).inner;
    let name = tr(lang, command.name_key());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &name));
    let mut more = tr(lang, command.tooltip_key());
    if let Some(shortcut) = command.shortcut() {
        more = format!("{more} ({})", shortcut.text());
    }
    let response = response.on_hover_text(more);
    let response = with_reason(response, why_not(state, command));
    if response.clicked() {
        out.push(command.action(state));
    }
    response
}

/// Why a command cannot be given now, in full.
pub fn why_not(state: &AppState, command: Command) -> Option<String> {
    let (say, reason) = (Say::of(state), command.enabled(state).err()?);
    let obstacle = state.choice.as_ref().and_then(|choice| choice.obstacle.as_ref());
    match obstacle.filter(|_| reason == "disabled-obstacle") {
        Some(problem) => Some(say.problem(problem)),
        None => Some(say.tr(reason)),
    }
}

/// A bordered control of the top bar.
pub fn pill(ui: &mut Ui, content: RichText, name: &str) -> Response {
    let tokens = tokens(ui);
    let change = |style: &mut Style| {
        style.spacing.button_padding = vec2(10.0, 3.0);
        style.visuals.widgets.inactive.fg_stroke.color = tokens.muted;
    };
    styled(ui, change, |ui| {
        let response = ui.add(Button::new(content).corner_radius(CornerRadius::same(6)));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
        response
    })
}

/// A symbol without a frame.
pub fn icon_button(ui: &mut Ui, symbol: char, name: &str) -> Response {
    let change = |style: &mut Style| style.spacing.button_padding = vec2(6.0, 4.0);
    styled(ui, change, |ui| {
        let response = ui.add(
            Button::new(theme::icon(symbol, 14.0))
                .frame_when_inactive(false)
                .min_size(vec2(theme::TARGET, theme::TARGET)),
        );
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
        response
    })
    .on_hover_text(name)
}

/// Words in the accent colour that do something.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    let tokens = tokens(ui);
    let change = |style: &mut Style| {
        style.spacing.button_padding = vec2(4.0, 2.0);
        style.visuals.widgets.inactive.fg_stroke.color = tokens.accent;
        style.visuals.widgets.hovered.fg_stroke.color = tokens.accent_hover;
    };
    styled(ui, change, |ui| ui.add(Button::new(theme::body(text)).frame_when_inactive(false)))
}

/// The title of a card that folds, with the mark that says whether it is open.
pub fn fold(ui: &mut Ui, mark: char, text: &str) -> Response {
    let tokens = tokens(ui);
    let change = |style: &mut Style| {
        style.spacing.button_padding = vec2(6.0, 3.0);
        style.visuals.widgets.inactive.fg_stroke.color = tokens.text;
    };
    styled(ui, change, |ui| {
        let words = theme::card_title(text);
        let response = ui.add(Button::new((theme::icon(mark, 14.0), words)).frame_when_inactive(false));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
        response
    })
}

/// Adds the reason a control is switched off.
pub fn with_reason(response: Response, reason: Option<String>) -> Response {
    match reason {
        Some(reason) => response.on_disabled_hover_text(reason),
        None => response,
    }
}

/// A whole number with − and + beside it. Dragging it is one step of undo, however many numbers it passes.
pub fn stepper(
    ui: &mut Ui,
    say: Say,
    name: &str,
    value: u32,
    range: std::ops::RangeInclusive<u32>,
    change: impl Fn(u32) -> ChooseAction,
    out: &mut Actions,
) {
    let mut choose = |action| out.push(Action::Choose(action));
    // In a row that is laid out from the right, − still stands on the left.
    let (size, layout) = (vec2(124.0, theme::TARGET), Layout::left_to_right(Align::Center));
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.add_enabled_ui(value > *range.start(), |ui| {
            let less = format!("{name}: {}", say.tr("ui-less"));
            if pill(ui, theme::body("−"), &less).clicked() {
                choose(change(value - 1));
            }
        });
        let mut number = value;
        let place = (name, vec2(52.0, theme::TARGET));
        let response = number_box(ui, say, place, &mut number, range.clone(), |field| field.speed(0.1));
        // Typing several digits is one step of undo, like a drag.
        if response.drag_started() || (response.changed() && response.has_focus()) {
            choose(ChooseAction::BeginDrag);
        }
        if response.changed() {
            choose(change(number));
        }
        if response.drag_stopped() || response.lost_focus() {
            choose(ChooseAction::EndDrag);
        }
        ui.add_enabled_ui(value < *range.end(), |ui| {
            let more = format!("{name}: {}", say.tr("ui-more"));
            if pill(ui, theme::body("+"), &more).clicked() {
                choose(change(value + 1));
            }
        });
    });
}
