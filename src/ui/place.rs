//! How large the window is: what the screens are made for, less where the monitor has less room.

use eframe::egui;
use egui::{Context, Vec2, ViewportCommand, vec2};

/// What the screens are made for.
pub const WANTED: Vec2 = vec2(1280.0, 800.0);
/// Nothing is cut off down to this size: a laptop of 1366 × 768 at 125 %, less the bars.
pub const SMALLEST: Vec2 = vec2(880.0, 540.0);
/// What the system keeps of a monitor for itself: the frame and the title of the window, and a bar of its own.
const BARS: Vec2 = vec2(16.0, 84.0);

/// The size of a window whose frame has to fit the monitor as well; `None` where the wanted one does.
fn fitting(monitor: Vec2) -> Option<Vec2> {
    let room = monitor - BARS;
    let size = WANTED.min(room).max(SMALLEST.min(monitor));
    (size != WANTED).then_some(size)
}

/// Asks, once, for a size that fits the monitor, which is known only when the window is there. Where the wanted size does
/// not fit, the window also takes all there is: only the system knows how much that is.
pub fn fit(ctx: &Context, fitted: &mut bool) {
    if *fitted {
        return;
    }
    let Some(monitor) = ctx.input(|input| input.viewport().monitor_size) else { return };
    *fitted = true;
    if let Some(size) = fitting(monitor) {
        ctx.send_viewport_cmd(ViewportCommand::InnerSize(size));
        ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_with_its_frame_fits_the_monitor() {
        assert_eq!(fitting(vec2(1920.0, 1080.0)), None);
        assert_eq!(fitting(vec2(1280.0, 800.0)), Some(vec2(1264.0, 716.0)));
        assert_eq!(fitting(vec2(1366.0, 768.0)), Some(vec2(1280.0, 684.0)));
        // 1366 × 768 and 1920 × 1080 at larger scales.
        for monitor in [vec2(1092.8, 614.4), vec2(1280.0, 720.0), vec2(960.0, 540.0), vec2(640.0, 480.0)] {
            let size = fitting(monitor).unwrap_or(WANTED);
            assert!(size.x <= monitor.x && size.y <= monitor.y, "{size} on {monitor}");
        }
    }
}
