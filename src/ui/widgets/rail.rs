//! A step of the rail on the left: done, now, open or locked.

use eframe::egui;
use egui::{
    Align2, CornerRadius, FontId, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use crate::ui::fonts::symbol;
use crate::ui::theme::{self, tokens};

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Done,
    Now,
    Open,
    Locked,
}

/// One numbered step. A locked one can be focused and pointed at, to hear why, but does nothing.
pub fn rail_step(ui: &mut Ui, number: usize, name: &str, step: Step) -> Response {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 38.0), Sense::click());
    let enabled = step != Step::Locked;
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, step == Step::Now, name));
    let radius = CornerRadius::same(theme::CONTROL_RADIUS);
    if step == Step::Now {
        ui.painter().rect_filled(rect, radius, tokens.soft);
    } else if response.hovered() && enabled {
        ui.painter().rect_filled(rect, radius, tokens.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, radius, Stroke::new(2.0, tokens.accent), StrokeKind::Inside);
    }
    let centre = pos2(rect.left() + 20.0, rect.center().y);
    let painter = ui.painter();
    let digit = |ink| {
        painter.text(
            centre,
            Align2::CENTER_CENTER,
            number.to_string(),
            FontId::new(11.0, if step == Step::Now { theme::semibold() } else { theme::regular() }),
            ink,
        );
    };
    match step {
        Step::Done => {
            painter.circle_filled(centre, 10.0, tokens.good);
            let font = FontId::new(11.0, theme::icons());
            painter.text(centre, Align2::CENTER_CENTER, symbol::CHECK, font, tokens.on_good);
        }
        Step::Now => {
            painter.circle_filled(centre, 10.0, tokens.accent);
            digit(tokens.on_accent);
        }
        Step::Open | Step::Locked => {
            painter.circle_stroke(centre, 9.25, Stroke::new(1.5, tokens.line));
            digit(tokens.muted);
        }
    }
    let (family, ink) = match step {
        Step::Now => (theme::semibold(), tokens.text),
        Step::Done | Step::Open | Step::Locked => (theme::regular(), tokens.muted),
    };
    painter.text(
        pos2(rect.left() + 40.0, centre.y),
        Align2::LEFT_CENTER,
        name,
        FontId::new(13.0, family),
        ink,
    );
    if step == Step::Locked {
        let font = FontId::new(11.0, theme::icons());
        painter.text(
            pos2(rect.right() - 14.0, centre.y),
            Align2::CENTER_CENTER,
            symbol::LOCK,
            font,
            tokens.line,
        );
    }
    response
}
