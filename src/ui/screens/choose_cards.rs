//! Where the cards of choosing stand: what is looked at on the left, how on the right, the options beside where there is
//! room for a third column.

use eframe::egui;
use egui::{Rect, Ui, vec2};

use super::choose::side;
use super::choose_segments::note;
use crate::session::{Action, Choice, ChooseAction, Table};
use crate::study::Recipe;
use crate::ui::say::Say;
use crate::ui::theme::{self, GAP, tokens};
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

/// A set of methods to begin with: the key of its name, and their ids.
pub type Preset = (&'static str, &'static [&'static str]);

/// A method to choose, by the keys of its words.
pub struct MethodWords {
    pub id: &'static str,
    pub name_key: &'static str,
    pub about_key: &'static str,
}

/// The methods of a question, chosen one by one or by sets; what is said of those that are chosen.
pub fn methods_card(
    ui: &mut Ui,
    say: Say,
    recipe: &Recipe,
    (presets, methods): (&[Preset], impl Iterator<Item = MethodWords>),
    out: &mut Actions,
) {
    let chosen: Vec<&str> = recipe.methods.iter().map(|method| method.id.as_str()).collect();
    ui.label(theme::card_title(say.tr("ui-methods")).color(tokens(ui).text));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for &(key, ids) in presets {
            if widgets::tab(ui, chosen == ids, &say.tr(key)).clicked() {
                out.push(Action::Choose(ChooseAction::Preset(ids)));
            }
        }
    });
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    for method in methods {
        let mut on = chosen.contains(&method.id);
        let about = say.tr(method.about_key);
        let response = widgets::checkbox(ui, &mut on, &say.tr(method.name_key)).on_hover_text(&about);
        if response.changed() {
            out.push(Action::Choose(ChooseAction::Method(method.id.to_owned(), on)));
        }
        if on {
            let margin = egui::Margin { left: 24, bottom: 2, ..egui::Margin::ZERO };
            egui::Frame::new().inner_margin(margin).show(ui, |ui| note(ui, &about));
        }
    }
}
