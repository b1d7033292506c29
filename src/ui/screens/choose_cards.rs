//! Where the cards of choosing stand: what is looked at on the left, how on the right, the options beside where there is
//! room for a third column.

use eframe::egui;
use egui::{Rect, Ui};

use super::choose::side;
use crate::session::{Choice, Table};
use crate::ui::say::Say;
use crate::ui::theme::GAP;
use crate::ui::widgets;
use crate::ui::{Actions, Draft};

/// What a card of choosing is drawn from.
pub struct Chosen<'a> {
    pub say: Say,
    pub table: &'a Table,
    pub choice: &'a Choice,
    /// Whether the options have a column of their own.
    pub wide: bool,
    pub draft: &'a mut Draft,
    pub out: &'a mut Actions,
}

/// The cards of a question, by where they stand.
pub struct Cards {
    pub main: fn(&mut Ui, &mut Chosen),
    pub options: fn(&mut Ui, &mut Chosen),
    pub methods: fn(&mut Ui, &mut Chosen),
}

/// Draws the cards below those of the questions; `wide` is how wide each of the two columns on the right is where there
/// are two.
pub fn draw(ui: &mut Ui, cards: &Cards, rect: Rect, wide: Option<f32>, chosen: &mut Chosen) {
    let (left, right) = match wide {
        Some(each) => widgets::columns(rect, 2.0 * each + GAP),
        None => widgets::columns(rect, (rect.width() * 0.44).clamp(360.0, 560.0)),
    };
    let mut main = ui.new_child(egui::UiBuilder::new().max_rect(left));
    main.spacing_mut().item_spacing.y = GAP;
    (cards.main)(&mut main, chosen);
    let methods = match wide {
        Some(each) => {
            let (methods, options) = widgets::columns(right, each);
            side(ui, "options side", options, |ui| (cards.options)(ui, chosen));
            methods
        }
        None => right,
    };
    side(ui, "choose side", methods, |ui| {
        if wide.is_none() && chosen.draft.options_open {
            (cards.options)(ui, chosen);
        }
        (cards.methods)(ui, chosen);
    });
}
