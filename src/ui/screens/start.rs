//! The first screen: drop or open a file, watch an example, go back to a recent file.

use std::path::Path;

use eframe::egui;
use egui::{Align, Label, Layout, Rect, ScrollArea, Shape, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::base::Severity;
use crate::session::{Action, AppState, Command, DataAction, Sample, TableState};
use crate::ui::fonts::symbol;
use crate::ui::say::Say;
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets::{self, Kind};
use crate::ui::{Actions, Draft};

/// How high a button with words is.
const HIGH: f32 = 33.0;
/// Wider than this, a page of a few cards is no longer looked at as one.
const WIDEST: f32 = 1440.0;
const TALLEST: f32 = 1020.0;
/// Narrower than this, three examples and the list of files do not stand side by side.
const NARROW: f32 = 960.0;
/// A picture lower than this would show nothing.
const LEAST_PICTURE: f32 = 28.0;

/// A built-in example as it stands on its card.
struct Example {
    title: &'static str,
    more: &'static str,
    command: Command,
    picture: fn(&Ui, Rect),
}

/// In the order they are offered; all stand side by side.
const EXAMPLES: [Example; 3] = [
    Example {
        title: "ui-start-segments",
        more: "ui-start-segments-more",
        command: Command::OpenSample(Sample::Segments),
        picture: clusters,
    },
    Example {
        title: "ui-start-tiers",
        more: "ui-start-tiers-more",
        command: Command::OpenSample(Sample::Tiers),
        picture: pyramid,
    },
    Example {
        title: "ui-start-sample",
        more: "ui-start-sample-more",
        command: Command::OpenSample(Sample::Churn),
        picture: falling_errors,
    },
];

pub fn start_ui(ui: &mut Ui, state: &AppState, draft: &mut Draft, out: &mut Actions) {
    let above = ((ui.available_height() - TALLEST) * 0.4).max(0.0).round();
    ui.add_space(above);
    widgets::page(ui, WIDEST, |ui| page(ui, state, draft, out));
}

fn page(ui: &mut Ui, state: &AppState, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    widgets::header(ui, &say.tr("ui-start-title"), &say.tr("ui-start-sub"), |_| {});
    if let TableState::Failed { path, problem } = &state.table {
        failed(ui, say, path, problem);
    }
    let room = ui.available_rect_before_wrap();
    let zone_height = (room.height() * 0.33).clamp(186.0, 380.0);
    let zone = Rect::from_min_size(room.min, vec2(room.width(), zone_height));
    let narrow = room.width() < NARROW;
    let (zone, beside) = if narrow { widgets::columns(zone, zone.width() * 0.34) } else { (zone, zone) };
    drop_zone(ui, zone, state, draft, out);
    let rest = Rect::from_min_max(pos2(room.left(), zone.bottom() + GAP), room.max);
    let rest = Rect::from_min_size(rest.min, vec2(rest.width(), rest.height().min(540.0)));
    let each = (rest.width() + GAP) / (EXAMPLES.len() + 1) as f32;
    // Four columns would be too narrow for their words: the files opened before stand beside the drop zone then.
    let (left, right) = if narrow { (rest, beside) } else { widgets::columns(rest, each - GAP) };
    let left = under_heading(ui, left, &say.tr("ui-start-sample-head"));
    let each = (left.width() + GAP) / EXAMPLES.len() as f32;
    for (index, example) in EXAMPLES.iter().enumerate() {
        let corner = left.min + vec2(each * index as f32, 0.0);
        let place = Rect::from_min_size(corner, vec2(each - GAP, left.height()));
        widgets::card_at(ui, place, |ui| example_card(ui, state, example, out));
    }
    let right = under_heading(ui, right, &say.tr("ui-start-recent"));
    widgets::card_at(ui, right, |ui| recent(ui, state, out));
}

/// Writes a heading at the top of the place; answers what is left below it.
fn under_heading(ui: &mut Ui, place: Rect, text: &str) -> Rect {
    let strip = Rect::from_min_size(place.min, vec2(place.width(), 22.0));
    let heading = Label::new(theme::card_title(text).color(tokens(ui).text)).truncate();
    ui.new_child(UiBuilder::new().max_rect(strip)).add(heading);
    Rect::from_min_max(pos2(place.left(), strip.bottom() + 6.0), place.max)
}

fn failed(ui: &mut Ui, say: Say, path: &Path, problem: &crate::base::Problem) {
    let ink = tokens(ui).text;
    widgets::banner(ui, Severity::Error, |ui| {
        ui.vertical(|ui| {
            ui.add(Label::new(theme::strong(say.msg(&problem.message)).color(ink)).wrap());
            if let Some(hint) = &problem.hint {
                ui.add(Label::new(theme::body(say.msg(hint)).color(ink)).wrap());
            }
            ui.add(Label::new(theme::small(path.to_string_lossy()).color(tokens(ui).muted)).truncate());
        });
    });
    ui.add_space(GAP - ui.spacing().item_spacing.y);
}

fn drop_zone(ui: &mut Ui, zone: Rect, state: &AppState, draft: &mut Draft, out: &mut Actions) {
    let (tokens, say) = (tokens(ui), Say::of(state));
    ui.painter().rect_filled(zone, egui::CornerRadius::same(theme::CARD_RADIUS), tokens.surface);
    widgets::dashed(ui, zone, Stroke::new(2.0, tokens.line));
    let inner = Rect::from_center_size(zone.center(), vec2(zone.width().min(640.0), 158.0));
    let mut column = ui.new_child(UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Center)));
    let ui_zone = &mut column;
    ui_zone.spacing_mut().item_spacing.y = 4.0;
    let big = egui::FontId::new(16.0, theme::semibold());
    ui_zone.label(
        egui::RichText::new(say.tr("ui-start-drop")).font(big).line_height(Some(24.0)).color(tokens.text),
    );
    ui_zone.label(theme::body(say.tr("ui-start-kinds")).color(tokens.muted));
    ui_zone.add_space(8.0);
    widgets::command_button(ui_zone, state, Command::OpenFile, Kind::Primary, Some(symbol::FOLDER), out);
    ui_zone.add_space(10.0);
    let (name, open) = (say.tr("ui-start-path"), say.tr("ui-start-open-path"));
    if let Some(path) = widgets::path_field(ui_zone, inner.width(), &mut draft.path, &name, &open) {
        out.push(Action::Data(DataAction::Open(path)));
    }
    ui.advance_cursor_after_rect(zone);
}

fn example_card(ui: &mut Ui, state: &AppState, example: &Example, out: &mut Actions) {
    let (tokens, say) = (tokens(ui), Say::of(state));
    let room = ui.available_rect_before_wrap();
    let lines = |text: &str, font: egui::FontId| {
        ui.painter().layout(text.to_owned(), font, tokens.text, room.width()).rows.len() as f32 * 20.0
    };
    let (title, about) = (say.tr(example.title), say.tr(example.more));
    let words = lines(&title, egui::FontId::new(13.0, theme::semibold()))
        + lines(&about, egui::FontId::new(13.0, theme::regular()));
    let height = (room.height() - words - HIGH - 26.0).clamp(LEAST_PICTURE, 360.0);
    let picture = Rect::from_min_size(room.min, vec2(room.width(), height));
    (example.picture)(ui, picture);
    ui.advance_cursor_after_rect(picture);
    ui.add_space(4.0);
    ui.label(theme::strong(title).color(tokens.text));
    ui.add(Label::new(theme::body(about).color(tokens.muted)).wrap());
    ui.add_space(4.0);
    widgets::command_button(ui, state, example.command, Kind::Secondary, Some(symbol::PLAY), out);
}

/// Groups of customers on a plane, as a drawing: the same points on every screen.
fn clusters(ui: &Ui, rect: Rect) {
    let painter = ui.painter_at(rect);
    let radius = (rect.height() / 46.0).clamp(2.0, 4.5);
    let groups = [
        (0.24_f32, 0.66_f32, 0.15_f32, 40),
        (0.55, 0.32, 0.12, 30),
        (0.8, 0.68, 0.11, 22),
        (0.36, 0.2, 0.07, 12),
    ];
    for (place, (x, y, spread, n)) in groups.into_iter().enumerate() {
        let ink = theme::series(ui, Some(place)).gamma_multiply(0.72);
        for at in 1..=n {
            // A spiral by the golden angle is as even as a group of points can be; its wobble makes it look drawn.
            let (turn, far) = (
                at as f32 * 2.399_963,
                (at as f32 / n as f32).sqrt() * (0.8 + 0.3 * (at as f32 * 1.7).sin()),
            );
            let across = vec2(turn.cos() * far * spread * 0.9, turn.sin() * far * spread * 1.5);
            let point = rect.min + (vec2(x, y) + across) * rect.size();
            painter.circle_filled(point, radius, ink);
        }
    }
}

/// Few customers with much value above many with little, as a drawing.
fn pyramid(ui: &Ui, rect: Rect) {
    let painter = ui.painter_at(rect);
    let (gap, middle) = (4.0, rect.center().x);
    let row = ((rect.height() - 3.0 * gap) / 4.0).max(6.0);
    let widest = rect.width().min(rect.height() * 2.6);
    for (at, share) in [0.16_f32, 0.36, 0.64, 1.0].into_iter().enumerate() {
        let top = rect.top() + (row + gap) * at as f32;
        let size = vec2(widest * share, row);
        let bar = Rect::from_min_size(pos2(middle - size.x / 2.0, top), size);
        let place = crate::features::tiers::N_TIERS - 1 - at;
        painter.rect_filled(bar, egui::CornerRadius::same(4), theme::series(ui, Some(place)));
    }
}

/// What a race shows, as a drawing: errors that fall at different speeds.
fn falling_errors(ui: &Ui, rect: Rect) {
    let tokens = tokens(ui);
    let painter = ui.painter_at(rect);
    for line in 0..4 {
        let y = rect.top() + 1.0 + (rect.height() - 2.0) * line as f32 / 3.0;
        painter.hline(rect.x_range(), y, Stroke::new(1.0, tokens.grid));
    }
    for (place, speed, floor) in [(0, 1.3_f32, 0.42_f32), (1, 2.6, 0.3), (2, 3.6, 0.22), (3, 7.0, 0.1)] {
        let points = (0..=60).map(|step| {
            let x = step as f32 / 60.0;
            let y = floor + (0.95 - floor) * (-x * speed).exp();
            pos2(rect.left() + x * rect.width() * 0.97, rect.bottom() - y * rect.height())
        });
        painter.add(Shape::line(points.collect(), Stroke::new(2.0, theme::series(ui, Some(place)))));
    }
}

fn recent(ui: &mut Ui, state: &AppState, out: &mut Actions) {
    let say = Say::of(state);
    if state.settings.recent.is_empty() {
        widgets::empty(ui, symbol::FILE, &say.tr("ui-start-no-recent"));
        return;
    }
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        for path in &state.settings.recent {
            recent_row(ui, say, path, out);
        }
    });
}

fn recent_row(ui: &mut Ui, say: Say, path: &Path, out: &mut Actions) {
    let tokens = tokens(ui);
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let folder = path.parent().map_or_else(String::new, |folder| folder.to_string_lossy().into_owned());
    let (mut open, mut forgotten) = (false, false);
    widgets::plain_row(
        ui,
        |ui| {
            open = widgets::link(ui, &name).on_hover_text(path.to_string_lossy()).clicked();
            ui.add(Label::new(theme::small(folder).color(tokens.muted)).truncate());
        },
        |ui| {
            ui.add_space(6.0);
            let forget = say.with("ui-start-forget", "file", &name);
            forgotten = widgets::icon_button(ui, symbol::CLOSE, &forget).clicked();
        },
    );
    if open {
        out.push(Action::Data(DataAction::Open(path.to_path_buf())));
    }
    if forgotten {
        out.push(Action::Data(DataAction::ForgetRecent(path.to_path_buf())));
    }
}
