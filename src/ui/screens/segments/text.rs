//! Words of a segment that are changed where they stand.

use eframe::egui;
use egui::{FontId, Frame, Id, Margin, Response, Stroke, TextEdit, Ui};

use super::Shown;
use crate::session::{Action, SegmentsAction};
use crate::study::segments::TextPart;
use crate::ui::theme::{self, tokens};
use crate::ui::{Actions, Draft};

/// How the words look while nobody changes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Name,
    Sentence,
    /// On a ground of its own.
    Action,
    /// The same in a row, on one line.
    ActionInRow,
}

impl Look {
    fn part(self) -> TextPart {
        match self {
            Self::Name => TextPart::Name,
            Self::Sentence => TextPart::Sentence,
            Self::Action | Self::ActionInRow => TextPart::Action,
        }
    }

    pub fn font(self) -> FontId {
        match self {
            Self::Name => FontId::new(13.0, theme::semibold()),
            _ => FontId::new(11.5, theme::regular()),
        }
    }

    /// What a screen reader says before the words.
    fn key(self) -> &'static str {
        match self {
            Self::Name => "ui-seg-name",
            Self::Sentence => "ui-seg-sentence",
            Self::Action | Self::ActionInRow => "ui-seg-action",
        }
    }
}

fn field(segment: u8, look: Look) -> Id {
    Id::unique(("words of a segment", segment, look.key()))
}

/// Draws the words as a field without a frame; what is typed counts at once and is one step of undo.
pub fn words(
    ui: &mut Ui,
    shown: &Shown,
    segment: u8,
    look: Look,
    draft: &mut Draft,
    out: &mut Actions,
) -> Response {
    let tokens = tokens(ui);
    let (id, part) = (field(segment, look), look.part());
    let kept = shown.text(segment, part);
    // Blanks at the end are cut in the state and must not vanish under the hand.
    let typed = draft.segments.typed.as_ref().filter(|(of, _)| *of == id).map(|(_, text)| text.clone());
    let mut text = typed.unwrap_or(kept);
    let hovered = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let line = if hovered { Stroke::new(1.0, tokens.line) } else { Stroke::NONE };
    let ground = part == TextPart::Action;
    let fill = if ground { tokens.grid } else { egui::Color32::TRANSPARENT };
    let margin = if ground { Margin::symmetric(8, 3) } else { Margin::symmetric(2, 1) };
    let frame = Frame::new().fill(fill).stroke(line).corner_radius(6).inner_margin(margin);
    let edit = match look {
        Look::ActionInRow => TextEdit::singleline(&mut text),
        _ => TextEdit::multiline(&mut text).desired_rows(1).return_key(None),
    };
    let ink = if look == Look::Sentence { tokens.muted } else { tokens.text };
    let edit = edit
        .id(id)
        .font(look.font())
        .text_color(ink)
        .frame(frame)
        .desired_width(f32::INFINITY)
        .align(egui::Align2::LEFT_CENTER);
    let name = format!("{}: {}", shown.say.tr(look.key()), shown.name(segment));
    let response = ui.add(edit).accessible_name(name);
    let in_row = look == Look::ActionInRow;
    let response = if in_row && !response.has_focus() { response.on_hover_text(&text) } else { response };
    let near = response.hovered() || response.has_focus();
    ui.data_mut(|data| data.insert_temp(id, near));
    if response.gained_focus() {
        out.push(Action::Segments(SegmentsAction::BeginTyping));
    }
    if response.changed() {
        out.push(Action::Segments(SegmentsAction::Text { segment, part, text: text.clone() }));
    }
    if response.has_focus() {
        draft.segments.typed = Some((id, text));
    } else if response.lost_focus() {
        draft.segments.typed = None;
        out.push(Action::Segments(SegmentsAction::EndTyping));
    }
    response
}

/// Ends the typing in a field that is no longer there or no longer holds the keyboard.
pub fn let_go(ui: &Ui, draft: &mut Draft, out: &mut Actions) {
    let focused = ui.memory(egui::Memory::focused);
    let left = draft.segments.typed.as_ref().is_some_and(|(id, _)| focused != Some(*id));
    // The field itself, where it is drawn, sees that it lost the keyboard a frame later.
    if left && std::mem::replace(&mut draft.segments.leaving, left) {
        draft.segments.typed = None;
        out.push(Action::Segments(SegmentsAction::EndTyping));
    }
    draft.segments.leaving = left;
}
