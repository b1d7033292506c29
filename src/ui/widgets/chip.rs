//! Chips: a role, a state, a choice to tick; and the small marks of a legend.

use eframe::egui;
use egui::{
    Button, Color32, CornerRadius, Response, Role, Sense, Shape, Stroke, StrokeKind, Style, TextWrapMode, Ui,
    WidgetInfo, pos2, vec2,
};

use super::button::styled;
use crate::chart::mark;
use crate::ui::fonts::symbol;
use crate::ui::theme::{self, tokens};

/// What a chip's colour says beside its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Quiet,
    Accent,
    Warning,
    Problem,
    Good,
}

fn colours(ui: &Ui, tone: Tone) -> (Color32, Color32) {
    let tokens = tokens(ui);
    match tone {
        Tone::Quiet => (tokens.grid, tokens.text),
        Tone::Accent => (tokens.soft, tokens.accent),
        Tone::Warning => (tokens.warning_soft, tokens.warning),
        Tone::Problem => (tokens.problem_soft, tokens.problem),
        Tone::Good => (tokens.grid, tokens.good),
    }
}

/// Words on a rounded ground; nothing to click.
pub fn chip(ui: &mut Ui, tone: Tone, text: &str) -> Response {
    let (fill, ink) = colours(ui, tone);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), egui::FontId::new(11.5, theme::regular()), ink);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(18.0, 6.0), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(255), fill);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// A choice that is on or off, with a tick when on.
pub fn toggle(ui: &mut Ui, on: bool, text: &str) -> Response {
    let tokens = tokens(ui);
    let change = |style: &mut Style| {
        style.spacing.button_padding = vec2(10.0, 4.0);
        let widgets = &mut style.visuals.widgets;
        if on {
            let all = [
                &mut widgets.inactive,
                &mut widgets.hovered,
                &mut widgets.active,
                &mut widgets.noninteractive,
            ];
            for state in all {
                state.weak_bg_fill = tokens.soft;
                state.fg_stroke.color = tokens.accent;
            }
            widgets.inactive.bg_stroke = Stroke::new(1.0, tokens.soft);
        }
    };
    styled(ui, change, |ui| {
        let words = theme::body(text);
        let button = if on {
            Button::new((theme::icon(symbol::CHECK, 12.0), words)).gap(5.0)
        } else {
            Button::new(words)
        };
        let response = ui.add(button.corner_radius(CornerRadius::same(255)).wrap_mode(TextWrapMode::Extend));
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), on, text));
        response
    })
}

/// A box to tick, with an outline that stands out from its ground.
pub fn checkbox(ui: &mut Ui, on: &mut bool, text: &str) -> Response {
    let tokens = tokens(ui);
    let full = *on;
    let change = |style: &mut Style| {
        let widgets = &mut style.visuals.widgets;
        let (fill, line) = if full { (tokens.accent, tokens.accent) } else { (tokens.surface, tokens.muted) };
        for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            state.corner_radius = CornerRadius::same(4);
            state.bg_fill = fill;
            state.fg_stroke = Stroke::new(2.0, tokens.on_accent);
        }
        widgets.inactive.bg_stroke = Stroke::new(1.0, line);
        widgets.hovered.bg_stroke = Stroke::new(1.0, tokens.accent);
        // The ring of the keyboard stays visible round a box that is full.
        widgets.active.bg_stroke = Stroke::new(2.0, if full { tokens.text } else { tokens.accent });
    };
    styled(ui, change, |ui| ui.checkbox(on, theme::body(text).color(tokens.text)))
}

/// One of several views of a page.
pub fn tab(ui: &mut Ui, on: bool, text: &str) -> Response {
    let tokens = tokens(ui);
    let change = |style: &mut Style| {
        style.spacing.button_padding = vec2(11.0, 4.0);
        let widgets = &mut style.visuals.widgets;
        let fill = if on { tokens.soft } else { tokens.grid };
        let ink = if on { tokens.accent } else { tokens.text };
        for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
            state.weak_bg_fill = fill;
            state.fg_stroke.color = ink;
        }
        widgets.inactive.bg_stroke = Stroke::new(1.0, fill);
    };
    styled(ui, change, |ui| {
        let button = Button::new(theme::body(text)).corner_radius(CornerRadius::same(255));
        let response = ui.add(button.wrap_mode(TextWrapMode::Extend));
        response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, text));
        response
    })
}

/// A segment to choose: its mark and its name.
pub fn segment_chip(ui: &mut Ui, on: bool, place: usize, text: &str) -> Response {
    let tokens = tokens(ui);
    let ink = if on { tokens.accent } else { tokens.text };
    let font = egui::FontId::new(12.5, theme::regular());
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, ink);
    let size = vec2(galley.size().x + 34.0, theme::TARGET.max(galley.size().y));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let fill = if on { tokens.soft } else { tokens.grid };
    let shown = rect.shrink2(vec2(0.0, 1.0));
    ui.painter().rect_filled(shown, CornerRadius::same(255), fill);
    if response.has_focus() || response.hovered() {
        let line = if response.has_focus() {
            Stroke::new(2.0, tokens.accent)
        } else {
            Stroke::new(1.0, tokens.muted)
        };
        ui.painter().rect_stroke(shown, CornerRadius::same(255), line, StrokeKind::Inside);
    }
    let dot_at = pos2(rect.left() + 15.0, rect.center().y);
    let shape = crate::ui::charts::mark(ui, dot_at, place, 4.2);
    ui.painter().add(shape);
    let at = pos2(rect.left() + 25.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, ink);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, text));
    response
}

/// A class or method mark: colour with the shape that goes with it.
pub fn dot(ui: &mut Ui, place: Option<usize>) {
    let (rect, _) = ui.allocate_exact_size(vec2(12.0, 19.0), Sense::hover());
    let (c, r) = (rect.center(), 4.2_f32);
    if let Some(place) = place.filter(|place| mark(*place).hollow) {
        let shape = crate::ui::charts::mark(ui, c, place, r);
        ui.painter().add(shape);
        return;
    }
    let colour = theme::series(ui, place);
    let polygon = |points: Vec<egui::Pos2>| Shape::convex_polygon(points, colour, Stroke::NONE);
    let shape = match place.map(|place| place % 6) {
        Some(0) => Shape::circle_filled(c, r, colour),
        Some(1) => polygon(vec![
            c + vec2(0.0, -r * 1.25),
            c + vec2(r * 1.15, r * 0.85),
            c + vec2(-r * 1.15, r * 0.85),
        ]),
        Some(2) => Shape::rect_filled(egui::Rect::from_center_size(c, vec2(r, r) * 1.8), 0.0, colour),
        Some(3) => polygon(vec![
            c + vec2(0.0, -r * 1.3),
            c + vec2(r * 1.3, 0.0),
            c + vec2(0.0, r * 1.3),
            c + vec2(-r * 1.3, 0.0),
        ]),
        Some(4) => Shape::Vec(vec![
            Shape::rect_filled(egui::Rect::from_center_size(c, vec2(r * 2.4, r * 0.8)), 0.0, colour),
            Shape::rect_filled(egui::Rect::from_center_size(c, vec2(r * 0.8, r * 2.4)), 0.0, colour),
        ]),
        Some(_) => star(c, r * 1.35, colour),
        None => Shape::circle_stroke(c, r, Stroke::new(1.5, colour)),
    };
    ui.painter().add(shape);
}

fn star(centre: egui::Pos2, radius: f32, colour: Color32) -> Shape {
    let point = |step: f32, radius: f32| {
        let angle = (-90.0 + 36.0 * step).to_radians();
        centre + radius * vec2(angle.cos(), angle.sin())
    };
    // Five kites: a star is not convex, and only convex shapes are filled right.
    let kites = (0..5).map(|arm| {
        let at = 2.0 * arm as f32;
        let kite =
            vec![centre, point(at - 1.0, radius * 0.45), point(at, radius), point(at + 1.0, radius * 0.45)];
        Shape::convex_polygon(kite, colour, Stroke::NONE)
    });
    Shape::Vec(kites.collect())
}

/// How a line is drawn, as a piece of a legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    Solid,
    Dashed,
    Ring,
}

/// A piece of a line with what it stands for.
pub fn legend_line(ui: &mut Ui, sample: Sample, text: &str) {
    let tokens = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(16.0, 17.0), Sense::hover());
    let stroke = Stroke::new(1.6, tokens.muted);
    let ends = [pos2(rect.left(), rect.center().y), pos2(rect.right(), rect.center().y)];
    match sample {
        Sample::Solid => {
            ui.painter().line_segment(ends, stroke);
        }
        Sample::Dashed => {
            ui.painter().extend(Shape::dashed_line(&ends, stroke, 3.0, 3.0));
        }
        Sample::Ring => {
            let ring = egui::Rect::from_center_size(rect.center(), vec2(9.0, 9.0));
            ui.painter().rect_stroke(ring, CornerRadius::same(5), stroke, StrokeKind::Inside);
        }
    }
    ui.label(theme::small(text).color(tokens.muted));
}
