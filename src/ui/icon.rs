//! The window's icon, made of the theme's colours: three layers, one above the other.

use eframe::egui;
use egui::{Color32, IconData};

use super::theme;

const SIDE: u32 = 64;

/// Bars of growing width, as in the name: strata.
pub fn window_icon() -> IconData {
    let mut rgba = Vec::with_capacity((SIDE * SIDE * 4) as usize);
    for y in 0..SIDE {
        for x in 0..SIDE {
            rgba.extend(colour(x, y).to_srgba_unmultiplied());
        }
    }
    IconData { rgba, width: SIDE, height: SIDE }
}

fn colour(x: u32, y: u32) -> Color32 {
    if !rounded(x, y, 0, 0, SIDE, SIDE, 13) {
        return Color32::TRANSPARENT;
    }
    for (layer, place) in [(0, 1), (1, 2), (2, 4)] {
        let (top, width) = (15 + 13 * layer, 18 + 11 * layer);
        if rounded(x, y, (SIDE - width) / 2, top, width, 9, 4) {
            return if layer == 2 { theme::DARK.text } else { theme::series_of(true, Some(place)) };
        }
    }
    theme::LIGHT.accent
}

fn rounded(x: u32, y: u32, left: u32, top: u32, width: u32, height: u32, radius: u32) -> bool {
    if x < left || y < top || x >= left + width || y >= top + height {
        return false;
    }
    let edge = |at: u32, size: u32| radius.saturating_sub(at.min(size - 1 - at));
    let (dx, dy) = (edge(x - left, width), edge(y - top, height));
    dx * dx + dy * dy <= radius * radius
}
