//! The command palette: every command by name, found by typing, given by Enter.

use eframe::egui;
use egui::{
    Align, Context, Frame, Id, Key, Label, Layout, Margin, Modal, Modifiers, ScrollArea, Sense, Ui, vec2,
};

use super::say::Say;
use super::theme::{self, tokens};
use super::{Actions, Draft, widgets};
use crate::session::action::ViewAction;
use crate::session::{Action, AppState, Command};

const ROW: f32 = 40.0;

/// The commands whose name or explanation holds every word typed: those called so first, and of these, those that
/// can be given now.
fn matching(state: &AppState, filter: &str) -> Vec<Command> {
    let say = Say::of(state);
    let words: Vec<String> = filter.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut found: Vec<(bool, bool, Command)> = Vec::new();
    for command in Command::ALL.into_iter().filter(|&command| command != Command::Palette) {
        let name = say.tr(command.name_key()).to_lowercase();
        let both = format!("{name} {}", say.tr(command.tooltip_key()).to_lowercase());
        if words.iter().all(|word| both.contains(word)) {
            let called_so = words.iter().all(|word| name.contains(word));
            found.push((!called_so, command.enabled(state).is_err(), command));
        }
    }
    found.sort_by_key(|&(explained, locked, _)| (explained, locked));
    found.into_iter().map(|(.., command)| command).collect()
}

pub fn show(ctx: &Context, state: &AppState, draft: &mut Draft, out: &mut Actions) {
    let close = Action::View(ViewAction::TogglePalette);
    let dark = ctx.global_style().visuals.dark_mode;
    let tokens = theme::of_theme(dark);
    let frame = Frame::new()
        .fill(tokens.surface)
        .stroke(egui::Stroke::new(1.0, tokens.line))
        .corner_radius(egui::CornerRadius::same(theme::CARD_RADIUS))
        .inner_margin(Margin::same(10));
    let area = Modal::default_area(Id::unique("palette")).anchor(egui::Align2::CENTER_TOP, vec2(0.0, 90.0));
    let modal = Modal::new(Id::unique("palette")).frame(frame).area(area).backdrop_color(tokens.veil);
    let shown = modal.show(ctx, |ui| {
        ui.set_width(520.0);
        let found = matching(state, &draft.palette_filter);
        let moved = move_row(ui, draft, found.len());
        field(ui, state, draft);
        ui.add_space(4.0);
        let entered = ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let mut given = entered.then(|| found.get(draft.palette_row).copied()).flatten();
        ScrollArea::vertical().max_height(ROW * 9.0).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if found.is_empty() {
                ui.label(theme::body(Say::of(state).tr("ui-palette-nothing")).color(tokens.muted));
            }
            for (index, &command) in found.iter().enumerate() {
                if row(ui, state, command, index == draft.palette_row, moved) {
                    given = Some(command);
                }
            }
        });
        given.filter(|command| command.enabled(state).is_ok())
    });
    if let Some(command) = shown.inner {
        out.push(close);
        out.push(command.action(state));
    } else if shown.should_close() {
        out.push(close);
    }
}

/// Arrow keys choose a row; answers whether they moved.
fn move_row(ui: &Ui, draft: &mut Draft, rows: usize) -> bool {
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
    if down {
        draft.palette_row += 1;
    }
    if up {
        draft.palette_row = draft.palette_row.saturating_sub(1);
    }
    draft.palette_row = draft.palette_row.min(rows.saturating_sub(1));
    down || up
}

fn field(ui: &mut Ui, state: &AppState, draft: &mut Draft) {
    let say = Say::of(state);
    let edit = egui::TextEdit::singleline(&mut draft.palette_filter)
        .hint_text(say.tr("ui-search"))
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 7));
    let response = ui.add(edit).accessible_name(say.tr("ui-search"));
    if response.changed() {
        draft.palette_row = 0;
    }
    if !response.has_focus() {
        response.request_focus();
    }
}

fn row(ui: &mut Ui, state: &AppState, command: Command, chosen: bool, scroll: bool) -> bool {
    let (tokens, say) = (tokens(ui), Say::of(state));
    let allowed = command.enabled(state);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let name = say.tr(command.name_key());
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, allowed.is_ok(), chosen, &name));
    if chosen && scroll {
        response.scroll_to_me(None);
    }
    if chosen || response.hovered() {
        let fill = if chosen { tokens.soft } else { tokens.hover };
        ui.painter().rect_filled(rect, egui::CornerRadius::same(theme::CONTROL_RADIUS), fill);
    }
    let hint = theme::small(widgets::shortcut_hint(command)).color(tokens.muted);
    let inner = rect.shrink2(vec2(10.0, 3.0));
    let right_to_left = Layout::right_to_left(Align::Center);
    let mut right = ui.new_child(egui::UiBuilder::new().max_rect(inner).layout(right_to_left));
    right.label(hint);
    let words =
        egui::Rect::from_min_max(inner.min, egui::pos2(right.min_rect().left() - 12.0, inner.bottom()));
    let mut left = ui.new_child(egui::UiBuilder::new().max_rect(words));
    left.spacing_mut().item_spacing = egui::Vec2::ZERO;
    let ink = if allowed.is_ok() { tokens.text } else { tokens.muted };
    left.add(Label::new(theme::body(&name).color(ink)).truncate());
    let more = widgets::why_not(state, command).unwrap_or_else(|| say.tr(command.tooltip_key()));
    left.add(Label::new(theme::small(more).color(tokens.muted)).truncate());
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Lang;
    use crate::session::Screen;

    #[test]
    fn typing_narrows_the_commands_and_offers_first_what_can_be_given() {
        let state = AppState::default();
        let all = matching(&state, "");
        assert_eq!(all.len(), Command::ALL.len() - 1);
        assert!(all.is_sorted_by_key(|command| command.enabled(&state).is_err()));
        assert!(matching(&state, "no command says this").is_empty());
        let name = Say::of(&state).tr(Command::OpenFile.name_key());
        assert!(matching(&state, &name).contains(&Command::OpenFile));
    }

    #[test]
    fn a_command_called_so_stands_before_one_that_is_only_explained_so() {
        let mut state = AppState::default();
        assert_eq!(matching(&state, "export customers")[0], Command::Export);
        // "Go to results" cannot be given, "Open folder" is only explained by what it shows.
        let found = matching(&state, "go to");
        assert_eq!(found[0], Command::Go(Screen::Start));
        assert!(found.iter().filter(|command| command.screen().is_some()).count() == 7);
        state.settings.lang = Lang::Zh;
        assert_eq!(matching(&state, "导出客户")[0], Command::Export);
    }
}
