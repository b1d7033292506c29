//! The bundled fonts: Inter for Latin, Noto Sans SC for Chinese, Lucide for symbols.

use std::sync::Arc;

use eframe::egui;
use egui::{Context, FontData, FontDefinitions, FontFamily, FontTweak};

macro_rules! bundled {
    ($name:literal) => {
        include_bytes!(concat!("../../assets/fonts/", $name))
    };
}

const FACES: [(&str, &[u8]); 7] = [
    ("inter", bundled!("inter-regular.otf")),
    ("inter-medium", bundled!("inter-medium.otf")),
    ("inter-semibold", bundled!("inter-semibold.otf")),
    ("inter-bold", bundled!("inter-bold.otf")),
    ("sc", bundled!("noto-sans-sc-regular.otf")),
    ("sc-bold", bundled!("noto-sans-sc-bold.otf")),
    ("lucide", bundled!("lucide.ttf")),
];

/// Symbols of the icon font in use.
pub mod symbol {
    pub const UNDO: char = '\u{e2a1}';
    pub const REDO: char = '\u{e2a0}';
    pub const CHECK: char = '\u{e06c}';
    pub const WARNING: char = '\u{e193}';
    pub const INFO: char = '\u{e0f9}';
    pub const PROBLEM: char = '\u{e084}';
    pub const CLOSE: char = '\u{e1b2}';
    pub const DOWN: char = '\u{e06d}';
    pub const RIGHT: char = '\u{e06f}';
    pub const ARROW_LEFT: char = '\u{e048}';
    pub const ARROW_RIGHT: char = '\u{e049}';
    pub const PLAY: char = '\u{e13c}';
    pub const PAUSE: char = '\u{e12e}';
    pub const MOON: char = '\u{e11e}';
    pub const SUN: char = '\u{e178}';
    pub const LOCK: char = '\u{e10b}';
    pub const FILE: char = '\u{e326}';
    pub const FOLDER: char = '\u{e247}';
    pub const SEARCH: char = '\u{e151}';
}

/// Whether the bytes are a font that egui can read: one it cannot read would end the program.
/// Looks at the table directory: known signature, and every table inside the file.
fn readable(bytes: &[u8]) -> bool {
    let word = |at: usize| {
        let four: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(u32::from_be_bytes(four))
    };
    let signature = word(0);
    if ![Some(0x0001_0000), Some(u32::from_be_bytes(*b"OTTO"))].contains(&signature) {
        return false;
    }
    let Some(tables) = word(4).map(|word| (word >> 16) as usize) else { return false };
    let mut has = [false; 2];
    for table in 0..tables {
        let at = 12 + 16 * table;
        let (Some(tag), Some(offset), Some(length)) = (word(at), word(at + 8), word(at + 12)) else {
            return false;
        };
        if offset as usize + length as usize > bytes.len() {
            return false;
        }
        has[0] |= tag == u32::from_be_bytes(*b"cmap");
        has[1] |= tag == u32::from_be_bytes(*b"head");
    }
    has == [true, true]
}

fn tweak(face: &str) -> FontTweak {
    match face {
        // Chinese sits a little low beside Inter; the symbols a little high and small.
        "sc" | "sc-bold" => FontTweak { y_offset_factor: -0.05, ..FontTweak::default() },
        "lucide" => FontTweak { scale: 1.15, y_offset_factor: 0.13, ..FontTweak::default() },
        _ => FontTweak::default(),
    }
}

/// Every family with its faces in the order they are asked for a glyph; egui's own come last.
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let fallback = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    let mut present = Vec::new();
    for (name, bytes) in FACES {
        if readable(bytes) {
            let data = FontData { tweak: tweak(name), ..FontData::from_static(bytes) };
            fonts.font_data.insert(name.to_owned(), Arc::new(data));
            present.push(name);
        }
    }
    let mut family = |family: FontFamily, faces: [&str; 3]| {
        let mut order: Vec<String> =
            faces.iter().filter(|face| present.contains(face)).map(|&face| face.to_owned()).collect();
        order.extend(fallback.iter().cloned());
        fonts.families.insert(family, order);
    };
    family(FontFamily::Proportional, ["inter", "sc", "lucide"]);
    family(super::theme::medium(), ["inter-medium", "sc", "lucide"]);
    family(super::theme::semibold(), ["inter-semibold", "sc-bold", "sc"]);
    family(super::theme::bold(), ["inter-bold", "sc-bold", "sc"]);
    // Private-use codes collide with other fonts': the symbols come first in their own family.
    family(super::theme::icons(), ["lucide", "inter", "sc"]);
    if let Some(monospace) = fonts.families.get_mut(&FontFamily::Monospace) {
        monospace.insert(1.min(monospace.len()), "sc".to_owned());
    }
    fonts
}

pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_face_is_readable_and_damage_is_noticed() {
        for (name, bytes) in FACES {
            assert!(readable(bytes), "{name}");
            assert!(!readable(&bytes[..bytes.len() / 2]), "{name}");
        }
        assert!(!readable(b"not a font"));
    }
}
