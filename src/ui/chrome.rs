//! The frame around the screens: top bar, rail of steps, status bar, notices, shortcuts.

use eframe::egui;
use egui::{
    Context, CornerRadius, Frame, Key as EguiKey, Layout, Margin, Modifiers, Panel, Stroke, StrokeKind, Ui,
};

use super::Actions;
use super::fonts::symbol;
use super::say::{Say, percent};
use super::theme::{self, tokens};
use super::widgets::{self, Kind, Step};
use crate::base::{Lang, Message, Severity};
use crate::session::action::ViewAction;
use crate::session::command::{Key, Shortcut};
use crate::session::scoring::ScoreRun;
use crate::session::state::ExportState;
use crate::session::{Action, AppState, Command, RaceState, Screen, Table, TableState};

fn bar(ui: &Ui, left: i8) -> Frame {
    Frame::new().fill(tokens(ui).surface).inner_margin(Margin { left, right: left, top: 0, bottom: 0 })
}

/// Name of the program and the file; undo, palette, language, theme, why.
pub fn top_bar(ui: &mut Ui, state: &AppState, out: &mut Actions) {
    let (tokens, say) = (tokens(ui), Say::of(state));
    Panel::top("top").exact_size(theme::TOP_BAR).resizable(false).frame(bar(ui, 16)).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            ui.label(theme::card_title("Stratum").color(tokens.text));
            if let Some(table) = state.table.ready() {
                let made = table.value.as_ref().map(|made| made.ledger.n_customers());
                let words = Message::new("ui-top-file")
                    .with("file", table.frame.source.file_name())
                    .with("n", made.unwrap_or(table.frame.n_rows()));
                let room = (ui.available_width() - 470.0).max(60.0);
                ui.scope(|ui| {
                    ui.set_max_width(room);
                    let name = egui::Label::new(theme::body(say.msg(&words)).color(tokens.muted)).truncate();
                    ui.add(name).on_hover_text(origin(state, table));
                });
            }
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                let why = format!("{} {}", say.tr("ui-why"), widgets::shortcut_hint(Command::Why));
                top_command(ui, state, Command::Why, theme::body(why), out);
                let dark = ui.visuals().dark_mode;
                let sun = if dark { symbol::SUN } else { symbol::MOON };
                top_command(ui, state, Command::ToggleTheme, theme::icon(sun, 14.0), out);
                let other = match state.settings.lang {
                    Lang::En => "中 / EN",
                    Lang::Zh => "EN / 中",
                };
                top_command(ui, state, Command::SwitchLanguage, theme::body(other), out);
                let search =
                    format!("{}   {}", say.tr("ui-search"), widgets::shortcut_hint(Command::Palette));
                top_command(ui, state, Command::Palette, theme::body(search), out);
                top_command(ui, state, Command::Redo, theme::icon(symbol::REDO, 14.0), out);
                top_command(ui, state, Command::Undo, theme::icon(symbol::UNDO, 14.0), out);
            });
        });
    });
}

/// Where the table comes from, and what makes an analysis of it come out the same again.
fn origin(state: &AppState, table: &Table) -> String {
    let say = Say::of(state);
    let source = &table.frame.source;
    let mut lines = vec![source.path.to_string_lossy().into_owned(), format!("SHA-256 {}", source.sha256)];
    if let Some(choice) = &state.choice {
        lines.push(say.with("ui-status-seed", "seed", choice.recipe.current().seed.to_string()));
    }
    lines.join("\n")
}

fn top_command(ui: &mut Ui, state: &AppState, command: Command, content: egui::RichText, out: &mut Actions) {
    let say = Say::of(state);
    let allowed = command.enabled(state);
    let name = say.tr(command.name_key());
    let response = ui.add_enabled_ui(allowed.is_ok(), |ui| widgets::pill(ui, content, &name)).inner;
    let shortcut = widgets::shortcut_hint(command);
    let more = say.tr(command.tooltip_key());
    let more = if shortcut.is_empty() { more } else { format!("{more} ({shortcut})") };
    let response = response.on_hover_text(more);
    let response = widgets::with_reason(response, widgets::why_not(state, command));
    if response.clicked() {
        out.push(command.action(state));
    }
}

fn step_name(screen: Screen) -> &'static str {
    match screen {
        Screen::Start => "ui-step-start",
        Screen::Check => "ui-step-check",
        Screen::Choose => "ui-step-choose",
        Screen::Train => "ui-step-train",
        Screen::Results => "ui-step-results",
        Screen::Export => "ui-step-export",
        Screen::Score => "ui-step-score",
    }
}

fn is_done(state: &AppState, screen: Screen) -> bool {
    let stale = state.results_of_another_file().is_some();
    match screen {
        Screen::Choose | Screen::Train | Screen::Results | Screen::Export if stale => false,
        Screen::Start | Screen::Check => state.table.ready().is_some(),
        Screen::Choose => state.finished.is_some() || !matches!(state.race, RaceState::Idle),
        Screen::Train | Screen::Results => {
            state.finished.is_some() && !matches!(state.race, RaceState::Running(_))
        }
        Screen::Export => matches!(state.export, ExportState::Done { .. }),
        Screen::Score => state.scoring.current().is_some(),
    }
}

/// The numbered steps on the left.
pub fn rail(ui: &mut Ui, state: &AppState, out: &mut Actions) {
    let say = Say::of(state);
    let frame =
        Frame::new().fill(tokens(ui).surface).inner_margin(Margin { left: 8, right: 8, top: 16, bottom: 8 });
    Panel::left("rail").exact_size(theme::RAIL).resizable(false).frame(frame).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (index, screen) in Screen::ALL.into_iter().enumerate() {
            let lock = state.step_lock(screen);
            let step = if state.screen == screen {
                Step::Now
            } else if lock.is_some() {
                Step::Locked
            } else if is_done(state, screen) {
                Step::Done
            } else {
                Step::Open
            };
            let response = widgets::rail_step(ui, index + 1, &say.tr(step_name(screen)), step);
            match lock {
                Some(reason) if screen != state.screen => {
                    response.on_hover_text(say.msg(&reason));
                }
                _ if response.clicked() => out.push(Action::View(ViewAction::Go(screen))),
                _ => {}
            }
        }
    });
}

/// What goes on, how far it is, and what the results on screen depend on.
pub fn status_bar(ui: &mut Ui, state: &AppState) {
    let tokens = tokens(ui);
    Panel::bottom("status").exact_size(theme::STATUS_BAR).resizable(false).frame(bar(ui, 16)).show(
        ui,
        |ui| {
            ui.horizontal_centered(|ui| {
                ui.spacing_mut().item_spacing.x = 18.0;
                for part in status(state) {
                    ui.label(theme::small(part).color(tokens.muted));
                }
            });
        },
    );
}

fn status(state: &AppState) -> Vec<String> {
    let say = Say::of(state);
    let mut parts = Vec::new();
    if let TableState::Reading { share, .. } = &state.table {
        parts.push(say.tr("ui-status-reading"));
        parts.push(percent(f64::from(*share), 0));
    }
    if let Some(running) = &state.integration {
        parts.push(say.tr("ui-status-integrating"));
        parts.push(percent(f64::from(running.share), 0));
    }
    if let RaceState::Running(live) = &state.race {
        parts.push(if live.paused { say.tr("ui-status-paused") } else { say.msg(&live.stage) });
        parts.push(percent(f64::from(live.share), 0));
        if let Some(left) = live.seconds_left().filter(|_| !live.paused && live.share < 1.0) {
            parts.push(say.time_left(left));
        }
    }
    if let ExportState::Running { share, .. } = &state.export {
        parts.push(say.tr("ui-status-exporting"));
        parts.push(percent(f64::from(*share), 0));
    }
    if let ScoreRun::Running { share, .. } = &state.scoring.run {
        parts.push(say.tr("ui-status-scoring"));
        parts.push(percent(f64::from(*share), 0));
    }
    let after = [Screen::Train, Screen::Results, Screen::Export].contains(&state.screen);
    match (&state.finished, state.table.ready()) {
        (Some(finished), _) if after && state.live().is_none() => {
            parts.push(say.ended(finished));
            if finished.segments.is_some() {
                parts.push(say.tr("ui-seg-status-all"));
                return parts;
            }
            let plan = &finished.recipe.split;
            let held_out = 100u32.saturating_sub(plan.train_percent + plan.valid_percent);
            parts.push(
                say.msg(
                    &Message::new("ui-status-split")
                        .with("train", plan.train_percent)
                        .with("valid", plan.valid_percent)
                        .with("test", held_out),
                ),
            );
        }
        (_, Some(table)) if parts.is_empty() => {
            parts.push(say.with("ui-status-read", "time", say.seconds(table.read_time.as_secs_f64())));
        }
        _ => {}
    }
    if parts.is_empty() {
        parts.push(say.tr("ui-status-ready"));
    }
    parts
}

/// Messages that stay until they are dismissed.
pub fn notices(ui: &mut Ui, state: &AppState, out: &mut Actions) {
    let say = Say::of(state);
    for notice in &state.notices {
        widgets::banner(ui, notice.severity, |ui| {
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                if widgets::icon_button(ui, symbol::CLOSE, &say.tr("ui-dismiss")).clicked() {
                    out.push(Action::View(ViewAction::Dismiss(notice.id)));
                }
                ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(theme::body(say.problem(&notice.problem))).wrap());
                });
            });
        });
    }
    let after = [Screen::Train, Screen::Results, Screen::Export].contains(&state.screen);
    let stale = state.results_of_another_file().filter(|_| after && state.live().is_none());
    if let Some(file) = &stale {
        widgets::banner(ui, Severity::Warning, |ui| {
            let words = Message::new("ui-results-of").with("file", file);
            ui.add(egui::Label::new(theme::body(say.msg(&words))).wrap());
        });
    }
    let on_page = [Screen::Results, Screen::Export].contains(&state.screen);
    let earlier = on_page && state.live().is_none() && state.results_of_earlier_choices();
    if earlier {
        widgets::banner(ui, Severity::Warning, |ui| {
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                widgets::command_button(ui, state, Command::StartTraining, Kind::Secondary, None, out);
                ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(theme::body(say.tr("ui-results-earlier"))).wrap());
                });
            });
        });
    }
    if !state.notices.is_empty() || stale.is_some() || earlier {
        ui.add_space(theme::GAP - ui.spacing().item_spacing.y);
    }
}

/// Over everything while a file hangs above the window.
pub fn drop_veil(ui: &Ui, state: &AppState) {
    let (tokens, say) = (tokens(ui), Say::of(state));
    let painter =
        ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
    let screen = ui.ctx().content_rect();
    painter.rect_filled(screen, 0.0, tokens.veil);
    let card = egui::Rect::from_center_size(screen.center(), egui::vec2(420.0, 120.0));
    let radius = CornerRadius::same(theme::CARD_RADIUS);
    painter.rect(card, radius, tokens.surface, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    let font = egui::FontId::new(16.0, theme::semibold());
    painter.text(card.center(), egui::Align2::CENTER_CENTER, say.tr("ui-drop-now"), font, tokens.text);
}

fn egui_key(shortcut: Shortcut) -> Option<EguiKey> {
    match shortcut.key {
        Key::Char(key) => EguiKey::from_name(&key.to_string()),
        Key::Function(number) => EguiKey::from_name(&format!("F{number}")),
    }
}

/// Gives the commands whose keys were pressed.
pub fn shortcuts(ctx: &Context, state: &AppState, out: &mut Actions) {
    // While someone types, undo belongs to the field.
    let typing = ctx.text_edit_focused();
    // The longer shortcut first: Ctrl+Shift+Z is not Ctrl+Z.
    let mut commands: Vec<(Command, Shortcut)> =
        Command::ALL.into_iter().filter_map(|command| Some((command, command.shortcut()?))).collect();
    commands.sort_by_key(|(_, shortcut)| !shortcut.shift);
    for (command, shortcut) in commands {
        if typing && [Command::Undo, Command::Redo].contains(&command) {
            continue;
        }
        let Some(key) = egui_key(shortcut) else { continue };
        let mut modifiers = Modifiers::NONE;
        if shortcut.ctrl {
            modifiers |= Modifiers::COMMAND;
        }
        if shortcut.shift {
            modifiers |= Modifiers::SHIFT;
        }
        if ctx.input_mut(|input| input.consume_key(modifiers, key)) && command.enabled(state).is_ok() {
            out.push(command.action(state));
        }
    }
    // Menus and the palette take Escape first; a field that is typed into lets go of the keyboard with it.
    let above = typing || state.palette_open || egui::Popup::is_any_open(ctx);
    if state.why_open && !above && ctx.input(|input| input.key_pressed(EguiKey::Escape)) {
        out.push(Action::View(ViewAction::ToggleWhy));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shortcut_has_a_key() {
        for command in Command::ALL {
            if let Some(shortcut) = command.shortcut() {
                assert!(egui_key(shortcut).is_some(), "{command:?}");
            }
        }
    }

    #[test]
    fn an_empty_window_is_ready() {
        assert_eq!(status(&AppState::default()).len(), 1);
        assert!(!is_done(&AppState::default(), Screen::Start));
    }
}
