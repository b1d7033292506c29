//! A field for the path of a file, typed or pasted as other programs give it, with a button beside it.

use std::path::{Path, PathBuf};

use eframe::egui;
use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align, Event, Id, Key, Layout, Margin, TextEdit, Ui, vec2};

use super::{Kind, button};

/// How high a button with words is, and the field beside it.
const HIGH: f32 = 33.0;
const WIDEST: f32 = 520.0;
/// What the button takes of the width.
const BUTTON: f32 = 76.0;

/// The field called `name` and its button; answers the path when it is asked to be opened. A whole path that is pasted
/// takes the place of what stood there.
pub fn path_field(ui: &mut Ui, width: f32, text: &mut String, name: &str, open: &str) -> Option<PathBuf> {
    let width = width.min(WIDEST);
    let layout = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(vec2(width, HIGH), layout, |ui| {
        let id = ui.make_persistent_id("path");
        replace_by_paste(ui, id, text);
        let field = TextEdit::singleline(text)
            .id(id)
            .hint_text(name)
            .desired_width(width - BUTTON)
            .min_size(vec2(0.0, HIGH))
            .align(egui::Align2::LEFT_CENTER)
            .margin(Margin::symmetric(10, 6));
        let response = ui.add(field).accessible_name(name);
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let path = path_of(text);
        let clicked =
            ui.add_enabled_ui(path.is_some(), |ui| button(ui, Kind::Secondary, open).clicked()).inner;
        path.filter(|_| entered || clicked)
    })
    .inner
}

/// Selects what stands in the field where a whole path is being pasted into it.
fn replace_by_paste(ui: &Ui, id: Id, text: &str) {
    let whole = |event: &Event| matches!(event, Event::Paste(pasted) if is_whole(pasted));
    if !ui.memory(|memory| memory.has_focus(id)) || !ui.input(|input| input.events.iter().any(whole)) {
        return;
    }
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}

/// Whether the text names a file from the root on, by the habits of any system.
fn is_whole(text: &str) -> bool {
    let Some(path) = path_of(text) else { return false };
    let drive = path.to_str().map(str::as_bytes).is_some_and(has_drive);
    drive || path.to_string_lossy().starts_with("\\\\") || path.is_absolute()
}

/// `C:\` or `C:/`.
fn has_drive(text: &[u8]) -> bool {
    matches!(text, [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic())
}

/// The path a text means: without the quotation marks that *Copy as path* sets, and out of a `file://` address.
fn path_of(text: &str) -> Option<PathBuf> {
    let text = text.trim().trim_matches(['"', '\'', '“', '”']).trim();
    let begins = |start: &str| text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    let path = if begins("file://") { of_address(&text["file://".len()..]) } else { Some(text.into()) };
    path.filter(|path| *path != Path::new(""))
}

/// The path in an address after `file://`: on this machine, or on another one by its name; %20 is a space.
fn of_address(rest: &str) -> Option<PathBuf> {
    let (machine, path) = rest.split_at(rest.find('/')?);
    let mut bytes = Vec::with_capacity(path.len());
    let mut left = path.as_bytes();
    while let Some((&byte, after)) = left.split_first() {
        let code = after.get(..2).filter(|code| byte == b'%' && code.iter().all(u8::is_ascii_hexdigit));
        let code = code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(byte));
        left = if code.is_some() { &after[2..] } else { after };
    }
    let path = String::from_utf8(bytes).ok()?;
    if !machine.is_empty() && !machine.eq_ignore_ascii_case("localhost") {
        return Some(format!("\\\\{machine}{}", path.replace('/', "\\")).into());
    }
    // `file:///C:/customers.csv` stands for C:/customers.csv.
    Some(if has_drive(&path.as_bytes()[1..]) { path[1..].into() } else { path.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_other_programs_give_them() {
        for (text, path) in [
            ("/data/my customers.csv", "/data/my customers.csv"),
            ("  customers.csv\n", "customers.csv"),
            ("\"C:\\Users\\Anna\\my customers.csv\"", "C:\\Users\\Anna\\my customers.csv"),
            ("'/data/customers.csv' ", "/data/customers.csv"),
            ("file:///data/my%20customers.csv", "/data/my customers.csv"),
            ("FILE://localhost/data/%E5%AE%A2%E6%88%B7.csv", "/data/客户.csv"),
            ("file:///C:/Users/Anna/100%25.csv", "C:/Users/Anna/100%.csv"),
            ("file:///data/100%.csv", "/data/100%.csv"),
            ("file:///data/1%+5.csv", "/data/1%+5.csv"),
            ("file://server/share/a%20b.csv", "\\\\server\\share\\a b.csv"),
        ] {
            assert_eq!(path_of(text), Some(PathBuf::from(path)), "{text}");
        }
        for text in ["", "  ", "\"\"", "file://", "file:///%ff%fe"] {
            assert_eq!(path_of(text), None, "{text}");
        }
    }

    #[test]
    fn only_whole_paths_take_the_place_of_others() {
        for text in ["/data/a.csv", "\"C:\\a.csv\"", "file:///a.csv", "\\\\server\\share\\a.csv", "d:/a.csv"]
        {
            // A path of this system has a root of this system.
            assert!(is_whole(text) || (cfg!(windows) && text.starts_with('/')), "{text}");
        }
        for text in ["a.csv", "data/a.csv", ".csv", "C", ""] {
            assert!(!is_whole(text), "{text}");
        }
    }
}
