//! The controls the screens are built of: named for screen readers, with a visible focus, 28 px high at least.

mod bar;
mod button;
mod card;
mod chip;
mod number;
mod path_field;
mod rail;
mod table;

pub use bar::{histogram, progress, slide};
pub use button::{
    Kind, button, button_with_icon, command_button, command_button_saying, fold, icon_button, link, pill,
    shortcut_hint, stepper, why_not, with_reason,
};
pub use card::{banner, card, card_at, columns, dashed, empty, footer, header, page};
pub use chip::{Sample, Tone, checkbox, chip, dot, legend_line, segment_chip, tab, toggle};
pub use number::number_box;
pub use path_field::path_field;
pub use rail::{Step, rail_step};
pub use table::{cell, head, number_cell, plain_row, rest, row, two_lines};
