//! A box for a number: dragged, or typed as people write numbers; what is none stays in the box, marked.

use std::cell::RefCell;
use std::ops::RangeInclusive;

use eframe::egui;
use egui::emath::Numeric;
use egui::{DragValue, Id, Key, Response, Stroke, Ui, Vec2};

use super::button::styled;
use crate::base::Message;
use crate::ui::say::{Say, compact};
use crate::ui::theme::tokens;

/// What was typed into a box and is no number, with the number that holds all the same.
#[derive(Clone)]
struct Unread {
    text: String,
    value: f64,
}

/// What was typed last.
enum Typed {
    Number,
    Other(String),
}

/// A box of this size. `dress` says how the number is dragged and shown. What is typed holds from Enter on, or when the
/// box is left: half of a number is none.
pub fn number_box<N: Numeric>(
    ui: &mut Ui,
    say: Say,
    (name, size): (&str, Vec2),
    value: &mut N,
    range: RangeInclusive<N>,
    dress: impl for<'a> FnOnce(DragValue<'a>) -> DragValue<'a>,
) -> Response {
    let (at, holds) = (Id::unique(("number box", name)), value.to_f64());
    let unread: Option<Unread> = ui.data(|data| data.get_temp(at));
    // Undo and the slider beside the box change the number: what was typed is over then.
    let unread = unread.filter(|unread| unread.value.to_bits() == holds.to_bits());
    let typed: RefCell<Option<Typed>> = RefCell::new(None);
    let in_thousands = range.end().to_f64() >= 1000.0;
    let mut field =
        dress(DragValue::new(value).range(range).update_while_editing(false)).custom_parser(|text| {
            let number = read(text, in_thousands);
            let typed_now = number.map_or_else(|| Typed::Other(text.trim().to_owned()), |_| Typed::Number);
            *typed.borrow_mut() = Some(typed_now);
            number
        });
    if let Some(Unread { text, .. }) = unread.clone() {
        field = field.custom_formatter(move |_, _| text.clone());
    }
    let marked = unread.is_some().then(|| Stroke::new(1.5, tokens(ui).problem));
    let response = styled(
        ui,
        |style| {
            let states = &mut style.visuals.widgets;
            for state in [&mut states.inactive, &mut states.hovered] {
                state.bg_stroke = marked.unwrap_or(state.bg_stroke);
            }
        },
        |ui| ui.add_sized(size, field),
    );
    let escaped = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape));
    match typed.into_inner() {
        Some(Typed::Other(text)) if !text.is_empty() => {
            ui.data_mut(|data| data.insert_temp(at, Unread { text, value: holds }));
        }
        Some(_) => ui.data_mut(|data| data.remove::<Unread>(at)),
        None if response.changed() || escaped => ui.data_mut(|data| data.remove::<Unread>(at)),
        None => {}
    }
    let response = match unread {
        Some(Unread { text, value }) => response.on_hover_text(
            say.msg(&Message::new("ui-number-unread").with("text", text).with("value", compact(value))),
        ),
        None => response,
    };
    response.accessible_name(name)
}

/// A number with a point or a comma before its decimals: `4.5`, `4,5 %`, `1.234,5`, `1,234.5`. A lone comma before three
/// digits groups thousands only where there may be thousands.
fn read(text: &str, in_thousands: bool) -> Option<f64> {
    let text = text.trim().trim_end_matches(['%', '％']);
    let plain: String = text
        .chars()
        .filter(|char| !char.is_whitespace())
        .map(|char| match char {
            '−' | '－' => '-',
            '，' => ',',
            '．' => '.',
            '０'..='９' => char::from(b'0' + (u32::from(char) - u32::from('０')) as u8),
            char => char,
        })
        .collect();
    let commas = plain.matches(',').count();
    let from_zero = plain.trim_start_matches('-').starts_with("0,");
    let in_threes = plain.split(',').skip(1).all(|group| group.len() == 3);
    let number = match (plain.rfind(','), plain.rfind('.')) {
        (Some(comma), Some(point)) if comma > point => plain.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => plain.replace(',', ""),
        (Some(_), None) if in_threes && !from_zero && (in_thousands || commas > 1) => plain.replace(',', ""),
        _ => plain.replace(',', "."),
    };
    number.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, number) in [
            ("4.5", 4.5),
            ("4,5", 4.5),
            (" 4,5 % ", 4.5),
            ("４，５％", 4.5),
            ("−3,25", -3.25),
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1,234,567", 1_234_567.0),
            ("12 000", 12_000.0),
        ] {
            assert_eq!(read(text, false), Some(number), "{text}");
        }
        assert_eq!((read("1,500", true), read("1,500", false)), (Some(1500.0), Some(1.5)));
        assert_eq!(read("0,005", true), Some(0.005));
        for text in ["", "four", "4,5,6", "4..5", "inf", "NaN", "4 % more"] {
            assert_eq!(read(text, false), None, "{text}");
        }
    }
}
