//! The look in one place: colours, type, spacing and the states of controls, for light and dark.

use eframe::egui;
use egui::epaint::FontColorTransferFunction;
use egui::style::{HandleShape, ScrollStyle, WidgetVisuals};
use egui::{
    Color32, ColorImage, Context, CornerRadius, FontFamily, FontId, Margin, RichText, Shadow, Stroke, Style,
    TextStyle, Ui, vec2,
};

use crate::chart::palette;
use crate::session::ThemeChoice;

/// Space between cards.
pub const GAP: f32 = 14.0;
/// Corner radius of cards.
pub const CARD_RADIUS: u8 = 10;
/// Corner radius of buttons and fields.
pub const CONTROL_RADIUS: u8 = 8;
/// The least height of anything that can be clicked.
pub const TARGET: f32 = 28.0;
pub const TOP_BAR: f32 = 44.0;
pub const RAIL: f32 = 188.0;
pub const STATUS_BAR: f32 = 26.0;
pub const WHY_PANEL: f32 = 280.0;

/// The colours of one theme by what they are for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tokens {
    pub background: Color32,
    pub surface: Color32,
    pub line: Color32,
    /// Grid lines, unfilled bars and quiet chips.
    pub grid: Color32,
    /// A control under the pointer.
    pub hover: Color32,
    pub text: Color32,
    pub muted: Color32,
    pub accent: Color32,
    pub accent_hover: Color32,
    pub accent_press: Color32,
    pub on_accent: Color32,
    pub soft: Color32,
    pub good: Color32,
    pub on_good: Color32,
    pub warning: Color32,
    pub warning_soft: Color32,
    pub problem: Color32,
    pub problem_soft: Color32,
    /// What a series without a colour of its own is drawn in.
    pub quiet_series: Color32,
    /// Behind a dialog that covers the window.
    pub veil: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

pub const LIGHT: Tokens = Tokens {
    background: rgb(0xF5_F6_F8),
    surface: rgb(0xFF_FF_FF),
    line: rgb(0xE2_E5_EA),
    grid: rgb(0xEC_EE_F2),
    hover: rgb(0xF2_F4_F8),
    text: rgb(0x1B_1F_24),
    muted: rgb(0x66_70_85),
    accent: rgb(0x24_57_C5),
    accent_hover: rgb(0x1D_4A_AD),
    accent_press: rgb(0x17_3D_91),
    on_accent: rgb(0xFF_FF_FF),
    soft: rgb(0xE8_EE_FB),
    good: rgb(0x1E_7F_4F),
    on_good: rgb(0xFF_FF_FF),
    warning: rgb(0x8A_4B_08),
    warning_soft: rgb(0xFC_EF_D9),
    problem: rgb(0xA6_1B_1B),
    problem_soft: rgb(0xFB_E4_E3),
    quiet_series: rgb(0x8A_93_A3),
    veil: Color32::from_rgba_premultiplied(10, 13, 19, 90),
};

pub const DARK: Tokens = Tokens {
    background: rgb(0x10_13_18),
    surface: rgb(0x18_1C_23),
    line: rgb(0x2A_30_3A),
    grid: rgb(0x23_29_34),
    hover: rgb(0x20_26_30),
    text: rgb(0xE6_E9_EE),
    muted: rgb(0x97_A1_B0),
    accent: rgb(0x7A_A2_FF),
    accent_hover: rgb(0x93_B4_FF),
    accent_press: rgb(0x66_8E_EA),
    on_accent: rgb(0x0B_12_20),
    soft: rgb(0x1E_2A_44),
    good: rgb(0x57_C2_8F),
    on_good: rgb(0x0B_12_20),
    warning: rgb(0xF0_BE_7C),
    warning_soft: rgb(0x3A_2B_14),
    problem: rgb(0xFF_9A_91),
    problem_soft: rgb(0x43_1D_1D),
    quiet_series: rgb(0x77_80_8E),
    veil: Color32::from_rgba_premultiplied(0, 0, 0, 140),
};

/// The colours of the theme this `Ui` is drawn in.
pub fn tokens(ui: &Ui) -> &'static Tokens {
    of_theme(ui.visuals().dark_mode)
}

pub fn of_theme(dark: bool) -> &'static Tokens {
    if dark { &DARK } else { &LIGHT }
}

/// The colour of a class, segment or method by its place in the palette; grey without one.
pub fn series(ui: &Ui, place: Option<usize>) -> Color32 {
    series_of(ui.visuals().dark_mode, place)
}

/// The same where there is no `Ui` at hand.
pub fn series_of(dark: bool, place: Option<usize>) -> Color32 {
    let colours = if dark { &palette::DARK } else { &palette::LIGHT };
    match place {
        Some(place) => {
            let palette::Rgb(r, g, b) = colours[place % colours.len()];
            Color32::from_rgb(r, g, b)
        }
        None => of_theme(dark).quiet_series,
    }
}

/// A pixel of a mark that has no colour yet, covered by this much of 255.
pub fn uncoloured(covered: u8) -> Color32 {
    Color32::from_white_alpha(covered)
}

/// Draws an image in its own colours.
pub const AS_IT_IS: Color32 = Color32::WHITE;

/// An image of red, green, blue and opacity, row by row from the top.
pub fn image(size: [usize; 2], rgba: &[u8]) -> ColorImage {
    ColorImage::from_rgba_unmultiplied(size, rgba)
}

pub fn regular() -> FontFamily {
    FontFamily::Proportional
}

pub fn medium() -> FontFamily {
    FontFamily::Name("medium".into())
}

pub fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

pub fn icons() -> FontFamily {
    FontFamily::Name("icons".into())
}

fn sized(text: impl Into<String>, family: FontFamily, size: f32, line: f32) -> RichText {
    RichText::new(text).font(FontId::new(size, family)).line_height(Some(line))
}

/// Running text, 13 px.
pub fn body(text: impl Into<String>) -> RichText {
    sized(text, regular(), 13.0, 19.0)
}

/// Running text that stands out.
pub fn strong(text: impl Into<String>) -> RichText {
    sized(text, semibold(), 13.0, 19.0)
}

/// Captions, table heads, technical terms.
pub fn small(text: impl Into<String>) -> RichText {
    sized(text, regular(), 11.5, 17.0)
}

pub fn small_strong(text: impl Into<String>) -> RichText {
    sized(text, semibold(), 11.5, 17.0)
}

/// The title of a card.
pub fn card_title(text: impl Into<String>) -> RichText {
    sized(text, semibold(), 14.0, 20.0)
}

/// The title of a screen.
pub fn title(text: impl Into<String>) -> RichText {
    sized(text, semibold(), 20.0, 29.0)
}

/// The one number of a card.
pub fn number(text: impl Into<String>) -> RichText {
    sized(text, semibold(), 26.0, 38.0)
}

/// A symbol of the icon font.
pub fn icon(symbol: char, size: f32) -> RichText {
    sized(symbol.to_string(), icons(), size, size + 5.0)
}

/// Relative luminance of the WCAG, from sRGB.
fn luminance(colour: Color32) -> f32 {
    let channel = |value: u8| {
        let value = f32::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
}

/// How well two colours stand out from each other, 1 to 21.
pub fn contrast(a: Color32, b: Color32) -> f32 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Takes over the chosen theme.
pub fn apply_choice(ctx: &Context, choice: ThemeChoice) {
    let preference = match choice {
        ThemeChoice::System => egui::ThemePreference::System,
        ThemeChoice::Light => egui::ThemePreference::Light,
        ThemeChoice::Dark => egui::ThemePreference::Dark,
    };
    if ctx.options(|options| options.theme_preference) != preference {
        ctx.set_theme(preference);
    }
}

/// Sets both styles; called once when the window is made.
pub fn install(ctx: &Context) {
    super::fonts::install(ctx);
    for (theme, tokens) in [(egui::Theme::Light, &LIGHT), (egui::Theme::Dark, &DARK)] {
        ctx.style_mut_of(theme, |style| {
            spacing(style);
            colours(style, tokens);
        });
    }
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
}

fn spacing(style: &mut Style) {
    style.text_styles = [
        (TextStyle::Heading, FontId::new(20.0, semibold())),
        (TextStyle::Body, FontId::new(13.0, regular())),
        (TextStyle::Button, FontId::new(13.0, regular())),
        (TextStyle::Small, FontId::new(11.5, regular())),
        (TextStyle::Monospace, FontId::new(12.5, FontFamily::Monospace)),
    ]
    .into();
    style.spacing.item_spacing = vec2(8.0, 6.0);
    style.spacing.button_padding = vec2(12.0, 6.0);
    style.spacing.interact_size = vec2(TARGET, TARGET);
    style.spacing.icon_width = 16.0;
    style.spacing.icon_width_inner = 10.0;
    style.spacing.icon_spacing = 8.0;
    style.spacing.combo_width = 60.0;
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(14);
    style.spacing.tooltip_width = 340.0;
    style.spacing.scroll = ScrollStyle { floating: true, ..ScrollStyle::solid() };
    style.spacing.scroll.bar_width = 8.0;
    style.spacing.scroll.floating_width = 4.0;
    // Thin bars are always seen, beside what scrolls: what is cut off could otherwise pass for the end.
    style.spacing.scroll.floating_allocated_width = 7.0;
    style.spacing.scroll.foreground_color = true;
    style.spacing.scroll.dormant_handle_opacity = 0.25;
    style.spacing.scroll.active_handle_opacity = 0.4;
    style.spacing.scroll.interact_handle_opacity = 0.6;
    style.interaction.tooltip_delay = 0.25;
    style.interaction.selectable_labels = false;
    style.animation_time = 0.12;
}

fn colours(style: &mut Style, tokens: &Tokens) {
    let visuals = &mut style.visuals;
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(tokens.muted);
    visuals.panel_fill = tokens.background;
    visuals.window_fill = tokens.surface;
    visuals.window_stroke = Stroke::new(1.0, tokens.line);
    visuals.window_corner_radius = CornerRadius::same(CARD_RADIUS);
    visuals.menu_corner_radius = CornerRadius::same(CONTROL_RADIUS);
    visuals.window_shadow =
        Shadow { offset: [0, 8], blur: 28, spread: 0, color: tokens.veil.gamma_multiply(0.5) };
    visuals.popup_shadow =
        Shadow { offset: [0, 4], blur: 14, spread: 0, color: tokens.veil.gamma_multiply(0.35) };
    visuals.extreme_bg_color = tokens.surface;
    visuals.faint_bg_color = tokens.hover;
    visuals.code_bg_color = tokens.grid;
    visuals.hyperlink_color = tokens.accent;
    visuals.warn_fg_color = tokens.warning;
    visuals.error_fg_color = tokens.problem;
    visuals.selection.bg_fill = tokens.soft;
    visuals.selection.stroke = Stroke::new(2.0, tokens.accent);
    visuals.slider_trailing_fill = true;
    visuals.handle_shape = HandleShape::Circle;
    visuals.interact_cursor = Some(egui::CursorIcon::PointingHand);
    visuals.text_options.color_transfer_function = if visuals.dark_mode {
        FontColorTransferFunction::Gamma(0.85)
    } else {
        FontColorTransferFunction::Off
    };
    let control = |fill: Color32, stroke: Stroke| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: stroke,
        corner_radius: CornerRadius::same(CONTROL_RADIUS),
        fg_stroke: Stroke::new(1.0, tokens.text),
        expansion: 0.0,
    };
    let line = Stroke::new(1.0, tokens.line);
    visuals.widgets.noninteractive = control(tokens.surface, line);
    visuals.widgets.inactive = control(tokens.surface, line);
    // The whole way of a slider is seen, not only what lies behind its handle.
    visuals.widgets.inactive.bg_fill = tokens.line;
    visuals.widgets.hovered = control(tokens.hover, Stroke::new(1.0, tokens.muted));
    // Pressed, or holding the keyboard: the focus ring.
    visuals.widgets.active = control(tokens.hover, Stroke::new(2.0, tokens.accent));
    visuals.widgets.open = control(tokens.hover, line);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_reads_at_4_5_to_1_wherever_it_stands() {
        for tokens in [&LIGHT, &DARK] {
            for (ink, ground) in [
                (tokens.text, tokens.background),
                (tokens.text, tokens.surface),
                (tokens.text, tokens.hover),
                (tokens.text, tokens.soft),
                (tokens.text, tokens.grid),
                (tokens.muted, tokens.surface),
                (tokens.muted, tokens.background),
                (tokens.accent, tokens.surface),
                (tokens.accent, tokens.soft),
                (tokens.on_accent, tokens.accent),
                (tokens.on_accent, tokens.accent_hover),
                (tokens.on_accent, tokens.accent_press),
                (tokens.on_good, tokens.good),
                (tokens.good, tokens.surface),
                (tokens.warning, tokens.warning_soft),
                (tokens.problem, tokens.problem_soft),
                (tokens.problem, tokens.surface),
            ] {
                assert!(contrast(ink, ground) >= 4.5, "{ink:?} on {ground:?}: {:.2}", contrast(ink, ground));
            }
        }
    }

    #[test]
    fn marks_without_a_colour_stand_out_at_3_to_1() {
        for tokens in [&LIGHT, &DARK] {
            assert!(contrast(tokens.quiet_series, tokens.surface) >= 3.0);
        }
    }
}
