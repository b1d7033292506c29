//! The marks of segments: colour, shape and, from the seventh on, hollow; told apart in grey as well.

use super::palette::{MARKERS, Marker};

/// How the customers of a segment are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Place in the palette.
    pub colour: usize,
    pub shape: Marker,
    pub hollow: bool,
}

/// The mark of the segment at this place: the first six in full, the next ones the same again, hollow.
pub fn mark(place: usize) -> Mark {
    let n = MARKERS.len();
    Mark { colour: place % n, shape: MARKERS[place % n], hollow: place / n % 2 == 1 }
}

/// How far a mark of size one reaches from its middle at the most.
pub const REACH: f32 = 1.4;

/// Of a hollow mark this share is empty, measured from the middle.
const HOLE: f32 = 0.6;

/// Samples a side of a pixel.
const SAMPLES: usize = 4;

impl Mark {
    /// The share of a pixel that the mark covers; the pixel's middle and side are in sizes of the mark.
    pub fn coverage(self, middle: [f32; 2], side: f32) -> f32 {
        let step = side / SAMPLES as f32;
        let at = |index: usize| (index as f32 + 0.5) * step - side / 2.0;
        let hits = (0..SAMPLES * SAMPLES)
            .map(|sample| [middle[0] + at(sample % SAMPLES), middle[1] + at(sample / SAMPLES)])
            .filter(|&point| self.holds(point))
            .count();
        hits as f32 / (SAMPLES * SAMPLES) as f32
    }

    fn holds(self, [x, y]: [f32; 2]) -> bool {
        inside(self.shape, x, y) && !(self.hollow && inside(self.shape, x / HOLE, y / HOLE))
    }
}

/// Whether a point belongs to the shape of size one, y downwards. All shapes cover about the same area.
fn inside(shape: Marker, x: f32, y: f32) -> bool {
    let (across, along) = (x.abs(), y.abs());
    match shape {
        Marker::Circle => x * x + y * y <= 1.0,
        // From the tip at −1.25 down to 0.85, where it is 2.3 wide.
        Marker::Triangle => y <= 0.85 && across <= (y + 1.25) * (1.15 / 2.1),
        Marker::Square => across <= 0.9 && along <= 0.9,
        Marker::Diamond => across + along <= 1.3,
        Marker::Plus => across.min(along) <= 0.4 && across.max(along) <= 1.2,
        Marker::Star => star(x, y),
    }
}

/// Five arms, the first one upwards: inside where the point lies below the line from a tip to the notch beside it.
fn star(x: f32, y: f32) -> bool {
    const TIP: f32 = 1.35;
    const NOTCH: f32 = TIP * 0.45;
    let arm = std::f32::consts::TAU / 5.0;
    let angle = x.atan2(-y).rem_euclid(arm);
    let from_tip = angle.min(arm - angle);
    let radius = x.hypot(y);
    // The line from the tip (angle 0) to the notch (half an arm on), in polar coordinates.
    let half = arm / 2.0;
    let edge = TIP * NOTCH * half.sin() / (TIP * from_tip.sin() + NOTCH * (half - from_tip).sin());
    radius <= edge
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_segments_have_ten_marks() {
        let marks: Vec<Mark> = (0..10).map(mark).collect();
        for (index, a) in marks.iter().enumerate() {
            assert!(marks[index + 1..].iter().all(|b| a != b));
        }
        assert_eq!((marks[6].shape, marks[6].hollow), (Marker::Circle, true));
    }

    #[test]
    fn shapes_are_about_equally_heavy_and_hollow_ones_lighter() {
        let area = |place: usize| {
            let cells = (0..60 * 60).map(|cell| [cell % 60, cell / 60].map(|at| (at as f32 - 29.5) / 20.0));
            cells.map(|middle| mark(place).coverage(middle, 0.05)).sum::<f32>() / 400.0
        };
        for place in 0..6 {
            assert!((1.9..=3.5).contains(&area(place)), "{place}: {}", area(place));
        }
        for place in 6..10 {
            assert!(area(place) < area(place - 6) * 0.8, "{place} is not hollow");
        }
        assert!(mark(5).coverage([0.0, -1.2], 0.05) > 0.5, "a star points upwards");
        assert!(mark(5).coverage([0.0, 1.2], 0.05) == 0.0);
    }
}
