//! What stands in empty cells before customers are compared: suggested with a reason, and changed with a click.

use eframe::egui;
use egui::{ScrollArea, Ui};

use super::choose_segments::{note, title};
use crate::features::{ColumnSpec, Fill, Treatment};
use crate::session::{Action, Choice, ChooseAction, SegmentChoice, Table};
use crate::ui::Actions;
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

/// A list of more columns than this scrolls.
const MOST_HIGH: f32 = 130.0;

/// The columns that customers are compared by and that have empty cells.
fn concerned<'a>(table: &'a Table, choice: &'a Choice) -> impl Iterator<Item = (&'a ColumnSpec, Fill)> {
    choice.recipe.current().features.columns.iter().filter_map(|column| match column.treatment {
        Treatment::Number { fill, .. } if table.missing.contains_key(&column.name) => Some((column, fill)),
        _ => None,
    })
}

pub fn has_empty_cells(table: &Table, choice: &Choice) -> bool {
    concerned(table, choice).next().is_some()
}

pub fn empty_cells_card(ui: &mut Ui, say: Say, table: &Table, choice: &Choice, out: &mut Actions) {
    title(ui, say, "ui-seg-missing", "ui-seg-missing-term");
    ScrollArea::vertical().id_salt("empty cells").max_height(MOST_HIGH).auto_shrink([false, true]).show(
        ui,
        |ui| {
            for (column, fill) in concerned(table, choice) {
                let Some(reason) = table.missing.get(&column.name) else { continue };
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    ui.label(theme::strong(&column.name).color(tokens(ui).text));
                    for (other, key) in [
                        (Fill::Median, "ui-seg-fill-median"),
                        (Fill::Mean, "ui-seg-fill-mean"),
                        (Fill::Zero, "ui-seg-fill-zero"),
                    ] {
                        let words = if other == reason.fill {
                            say.with("ui-seg-fill-suggested", "fill", say.tr(key))
                        } else {
                            say.tr(key)
                        };
                        if widgets::tab(ui, fill == other, &words).clicked() && fill != other {
                            let change = SegmentChoice::Fill(column.name.clone(), other);
                            out.push(Action::Choose(ChooseAction::Segments(change)));
                        }
                    }
                });
                note(ui, &say.msg(&reason.message));
            }
        },
    );
}
