//! The window: draws the state, sends actions, and does nothing else.

pub mod app;
mod charts;
mod chrome;
mod draft;
mod fonts;
mod grid;
mod icon;
mod palette;
mod place;
mod say;
mod screens;
mod shell;
pub mod theme;
mod why;
mod widgets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use eframe::egui;

use crate::base::{Message, Problem};
use crate::session::settings::{SettingsFolder, documents_folder};
use crate::session::{Action, Launch};

pub use app::App;
pub use draft::Draft;
pub use fonts::definitions as font_definitions;
pub use shell::{FilePicker, Question};

/// What was asked for while drawing, first in, first out.
#[derive(Debug, Default)]
pub struct Actions(Vec<Action>);

impl Actions {
    pub fn push(&mut self, action: Action) {
        self.0.push(action);
    }

    /// Takes over those of another list that are wanted.
    pub fn extend(&mut self, others: Self, wanted: impl Fn(&Action) -> bool) {
        self.0.extend(others.0.into_iter().filter(wanted));
    }

    fn into_vec(self) -> Vec<Action> {
        self.0
    }
}

/// Why there is no window, or no longer one.
#[derive(Clone, Debug, PartialEq)]
pub enum NoWindow {
    /// It never opened: a display or a library is missing.
    NotOpened(Problem),
    /// It was open and the program failed.
    Failed(Problem),
}

/// Opens the window and returns when it was closed; an error where there is no display or a library is missing.
pub fn launch(launch: Launch) -> Result<(), NoWindow> {
    if cfg!(target_os = "linux")
        && !has_display(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
    {
        return Err(no_window("ui-no-display"));
    }
    let viewport = egui::ViewportBuilder::default()
        .with_title("Stratum")
        .with_app_id("stratum")
        .with_icon(icon::window_icon())
        .with_inner_size(place::WANTED)
        .with_min_inner_size(place::SMALLEST)
        .with_drag_and_drop(true);
    let options = eframe::NativeOptions {
        viewport,
        renderer: eframe::Renderer::Glow,
        centered: true,
        ..eframe::NativeOptions::default()
    };
    let opened = Arc::new(AtomicBool::new(false));
    let was_opened = Arc::clone(&opened);
    // A missing libxkbcommon-x11 ends winit with a panic, a missing display or OpenGL with an error.
    let closed = catch_unwind(AssertUnwindSafe(|| {
        eframe::run_native(
            "Stratum",
            options,
            Box::new(move |creation| {
                opened.store(true, Ordering::Relaxed);
                let folder = SettingsFolder::of_this_person();
                Ok(Box::new(App::new(
                    &creation.egui_ctx,
                    launch,
                    folder,
                    documents_folder(),
                    Box::new(shell::Dialogs),
                )))
            }),
        )
    }));
    match closed {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) => Err(no_window("ui-no-graphics")),
        Err(_) if was_opened.load(Ordering::Relaxed) => {
            let problem = Problem::new(Message::new("ui-window-failed"));
            Err(NoWindow::Failed(problem.hint(Message::new("ui-window-failed-hint"))))
        }
        Err(_) => Err(no_window("ui-no-window")),
    }
}

fn has_display(is_set: impl Fn(&str) -> bool) -> bool {
    is_set("DISPLAY") || is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET")
}

fn no_window(key: &'static str) -> NoWindow {
    NoWindow::NotOpened(Problem::new(Message::new(key)).hint(Message::new("ui-window-needs")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_display_is_either_kind() {
        assert!(!has_display(|_| false));
        assert!(has_display(|name| name == "DISPLAY"));
        assert!(has_display(|name| name == "WAYLAND_DISPLAY"));
    }
}
