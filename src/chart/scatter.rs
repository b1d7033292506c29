//! The customers on the plane of their segments: where everybody is, who is nearest, and the picture of very many.

use std::fmt;
use std::sync::Arc;

use crate::base::Message;
use crate::study::SegmentFindings;

use super::marker::mark;
use super::palette::{self, Rgb};

/// Customers on a plane. The points stay in the findings: a million are not copied for a picture.
#[derive(Clone)]
pub struct ScatterChart {
    pub findings: Arc<SegmentFindings>,
    pub k: u32,
    pub x: Message,
    pub y: Message,
    /// By position of the segment.
    pub groups: Vec<Group>,
}

impl fmt::Debug for ScatterChart {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("ScatterChart")
            .field("k", &self.k)
            .field("groups", &self.groups)
            .finish_non_exhaustive()
    }
}

impl PartialEq for ScatterChart {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.findings, &other.findings)
            && (self.k, &self.x, &self.y) == (other.k, &other.x, &other.y)
            && self.groups == other.groups
    }
}

impl ScatterChart {
    /// The segment of each customer.
    pub fn labels(&self) -> &[u8] {
        self.findings.at(self.k).map_or(&[], |shown| &shown.labels)
    }
}

/// The customers of one segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    pub name: Message,
    /// Which mark it has.
    pub place: usize,
    pub size: usize,
}

/// More customers than this are drawn as a picture of their density.
pub const MOST_POINTS: usize = 20_000;

/// A part of the plane.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    pub low: [f32; 2],
    pub high: [f32; 2],
}

impl Bounds {
    pub fn span(&self) -> [f32; 2] {
        [self.high[0] - self.low[0], self.high[1] - self.low[1]]
    }

    pub fn holds(&self, point: [f32; 2]) -> bool {
        (0..2).all(|axis| self.low[axis] <= point[axis] && point[axis] <= self.high[axis])
    }

    /// A little more on every side, and never without any width.
    fn with_room(self, share: f32) -> Self {
        let room = self.span().map(|span| if span > 0.0 { span * share } else { 0.5 });
        Self {
            low: [self.low[0] - room[0], self.low[1] - room[1]],
            high: [self.high[0] + room[0], self.high[1] + room[1]],
        }
    }

    fn of(points: impl Iterator<Item = [f32; 2]>) -> Self {
        let start = Self { low: [f32::INFINITY; 2], high: [f32::NEG_INFINITY; 2] };
        let all = points.fold(start, |bounds, point| Self {
            low: [bounds.low[0].min(point[0]), bounds.low[1].min(point[1])],
            high: [bounds.high[0].max(point[0]), bounds.high[1].max(point[1])],
        });
        if all.low[0] <= all.high[0] { all } else { Self { low: [-1.0; 2], high: [1.0; 2] } }
    }
}

/// Of each side of each axis this share lies outside the usual view.
const OUTSIDE: f64 = 0.001;
/// Room round what is shown.
const ROOM: f32 = 0.04;
/// Cells a side at most.
const MOST_CELLS: usize = 512;

/// Where everybody is: finds the customer at a place among millions in microseconds.
#[derive(Clone, PartialEq)]
pub struct PointIndex {
    /// Holds everybody.
    pub whole: Bounds,
    /// Holds all but a few far away, so that the many can be told apart.
    pub usual: Bounds,
    /// How many lie outside the usual view.
    pub n_outside: usize,
    cells: usize,
    /// Where the customers of each cell begin in `order`.
    starts: Vec<u32>,
    order: Vec<u32>,
}

impl fmt::Debug for PointIndex {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("PointIndex").field("n", &self.order.len()).finish_non_exhaustive()
    }
}

impl PointIndex {
    pub fn new(points: &[[f32; 2]]) -> Self {
        let whole = Bounds::of(points.iter().copied()).with_room(ROOM);
        let [x, y] = [0, 1].map(|axis| middle_part(points, axis));
        let usual = Bounds { low: [x[0], y[0]], high: [x[1], y[1]] }.with_room(ROOM);
        let n_outside = points.iter().filter(|&&point| !usual.holds(point)).count();
        // About four customers a cell.
        let cells = ((points.len() / 4) as f64).sqrt() as usize;
        let cells = cells.clamp(1, MOST_CELLS);
        let mut index = Self { whole, usual, n_outside, cells, starts: Vec::new(), order: Vec::new() };
        let mut starts = vec![0_u32; cells * cells + 1];
        for &point in points {
            starts[index.cell(point) + 1] += 1;
        }
        for cell in 0..cells * cells {
            starts[cell + 1] += starts[cell];
        }
        let mut next = starts.clone();
        let mut order = vec![0_u32; points.len()];
        for (customer, &point) in points.iter().enumerate() {
            let place = &mut next[index.cell(point)];
            order[*place as usize] = customer as u32;
            *place += 1;
        }
        (index.starts, index.order) = (starts, order);
        index
    }

    fn cell_along(&self, axis: usize, at: f32) -> usize {
        let share = (at - self.usual.low[axis]) / self.usual.span()[axis];
        // Far customers belong to the cells at the edge.
        (share * self.cells as f32).clamp(0.0, (self.cells - 1) as f32) as usize
    }

    fn cell(&self, point: [f32; 2]) -> usize {
        self.cell_along(1, point[1]) * self.cells + self.cell_along(0, point[0])
    }

    /// The customer nearest to a place and no farther than `reach` along either axis; `belongs` chooses among them.
    pub fn nearest(
        &self,
        points: &[[f32; 2]],
        at: [f32; 2],
        reach: [f32; 2],
        belongs: impl Fn(u32) -> bool,
    ) -> Option<u32> {
        let ends = |axis: usize| {
            self.cell_along(axis, at[axis] - reach[axis])..=self.cell_along(axis, at[axis] + reach[axis])
        };
        let mut best: Option<(f32, u32)> = None;
        for row in ends(1) {
            for column in ends(0) {
                let cell = row * self.cells + column;
                let (from, to) = (self.starts[cell] as usize, self.starts[cell + 1] as usize);
                for &customer in self.order.get(from..to).unwrap_or_default() {
                    let Some(point) = points.get(customer as usize) else { continue };
                    let away = [0, 1].map(|axis| (point[axis] - at[axis]) / reach[axis]);
                    let far = away[0] * away[0] + away[1] * away[1];
                    let nearer = best.is_none_or(|(least, first)| (far, customer) < (least, first));
                    if far <= 1.0 && nearer && belongs(customer) {
                        best = Some((far, customer));
                    }
                }
            }
        }
        best.map(|(_, customer)| customer)
    }
}

/// Between which values nearly everybody lies along an axis.
fn middle_part(points: &[[f32; 2]], axis: usize) -> [f32; 2] {
    let mut values: Vec<f32> = points.iter().map(|point| point[axis]).collect();
    let Some(last) = values.len().checked_sub(1) else { return [-1.0, 1.0] };
    let skipped = (values.len() as f64 * OUTSIDE).floor() as usize;
    let mut nth = |place: usize| *values.select_nth_unstable_by(place, f32::total_cmp).1;
    [nth(skipped), nth(last - skipped)]
}

/// What picture of very many customers is wanted.
#[derive(Clone)]
pub struct RasterOrder {
    pub findings: Arc<SegmentFindings>,
    pub k: u32,
    /// The mark of each segment.
    pub places: Vec<usize>,
    /// The part of the plane; `None`: the usual view.
    pub view: Option<Bounds>,
    /// Pixels across and down.
    pub size: [u32; 2],
    pub dark: bool,
    /// The segment that stands out.
    pub segment: Option<u8>,
    /// As it came with the picture before, where there was one of the same customers.
    pub index: Option<Arc<PointIndex>>,
}

impl fmt::Debug for RasterOrder {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mut shown = f.debug_struct("RasterOrder");
        shown.field("k", &self.k).field("view", &self.view).field("size", &self.size);
        shown.finish_non_exhaustive()
    }
}

/// Shown to whoever asks twice for the same picture.
impl PartialEq for RasterOrder {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.findings, &other.findings)
            && (self.k, &self.places, self.size) == (other.k, &other.places, other.size)
            && (self.view, self.dark, self.segment) == (other.view, other.dark, other.segment)
    }
}

/// The picture of very many customers: where there are more of them it is stronger, in the colours of their segments.
#[derive(Clone, PartialEq)]
pub struct Raster {
    pub order: RasterOrder,
    /// The part of the plane it shows.
    pub view: Bounds,
    /// Red, green, blue and opacity of each pixel, not multiplied, row by row from the top.
    pub rgba: Vec<u8>,
    pub index: Arc<PointIndex>,
}

impl fmt::Debug for Raster {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("Raster").field("order", &self.order).finish_non_exhaustive()
    }
}

/// Pixels a picture may have at most along either side.
pub const MOST_PIXELS: u32 = 2_000;

/// How much a customer of another segment weighs where one segment stands out.
const PALE: f32 = 0.2;
/// Opacity of a pixel with a single customer.
const FAINTEST: f32 = 0.5;

impl RasterOrder {
    /// Draws the picture: each customer as a soft dot, the sum of all dots as colour and opacity.
    pub fn draw(&self) -> Raster {
        let points = &self.findings.map.points;
        let index = self.index.clone().unwrap_or_else(|| Arc::new(PointIndex::new(points)));
        let view = self.view.unwrap_or(index.usual);
        let [width, height] = self.size.map(|side| side.clamp(1, MOST_PIXELS) as usize);
        let inks: Vec<[f32; 4]> = (0..self.places.len()).map(|segment| self.ink(segment)).collect();
        let mut sums = vec![[0.0_f32; 4]; width * height];
        let span = view.span();
        let scale =
            [width as f32 / span[0].max(f32::MIN_POSITIVE), height as f32 / span[1].max(f32::MIN_POSITIVE)];
        let labels = self.findings.at(self.k).map_or(&[][..], |segmentation| &segmentation.labels);
        for (point, &label) in points.iter().zip(labels) {
            let x = (point[0] - view.low[0]) * scale[0];
            let y = (view.high[1] - point[1]) * scale[1];
            if !(x >= 0.0 && y >= 0.0 && x < width as f32 && y < height as f32) {
                continue;
            }
            let (Some(sum), Some(ink)) =
                (sums.get_mut(y as usize * width + x as usize), inks.get(label as usize))
            else {
                continue;
            };
            for (sum, ink) in sum.iter_mut().zip(ink) {
                *sum += ink;
            }
        }
        let rgba = opaque(&soften(&sums, width, height));
        Raster { order: Self { size: [width as u32, height as u32], ..self.clone() }, view, rgba, index }
    }

    /// Colour times weight, and the weight, of one customer.
    fn ink(&self, segment: usize) -> [f32; 4] {
        let pale = self.segment.is_some_and(|shown| usize::from(shown) != segment);
        let colours = if self.dark { &palette::DARK } else { &palette::LIGHT };
        let quiet = if self.dark { palette::QUIET_DARK } else { palette::QUIET_LIGHT };
        let Rgb(r, g, b) =
            if pale { quiet } else { colours[mark(self.places.get(segment).copied().unwrap_or(0)).colour] };
        let weight = if pale { PALE } else { 1.0 };
        let [r, g, b] = [r, g, b].map(|channel| f32::from(channel) * weight);
        [r, g, b, weight]
    }
}

/// Spreads every pixel over its neighbours: ½ beside it, ¼ at its corners.
fn soften(sums: &[[f32; 4]], width: usize, height: usize) -> Vec<[f32; 4]> {
    let blend = |a: [f32; 4], b: [f32; 4], c: [f32; 4]| -> [f32; 4] {
        std::array::from_fn(|channel| b[channel] + 0.5 * (a[channel] + c[channel]))
    };
    let none = [0.0; 4];
    let mut across = vec![none; sums.len()];
    for (from, to) in sums.chunks_exact(width).zip(across.chunks_exact_mut(width)) {
        for x in 0..width {
            let left = if x > 0 { from[x - 1] } else { none };
            to[x] = blend(left, from[x], from.get(x + 1).copied().unwrap_or(none));
        }
    }
    let mut both = vec![none; sums.len()];
    for y in 0..height {
        let row = |y: usize| &across[y * width..(y + 1) * width];
        for x in 0..width {
            let above = if y > 0 { row(y - 1)[x] } else { none };
            let below = if y + 1 < height { row(y + 1)[x] } else { none };
            both[y * width + x] = blend(above, row(y)[x], below);
        }
    }
    both
}

/// From sums to pixels: the mean colour, the stronger the more customers, on a logarithmic scale.
fn opaque(sums: &[[f32; 4]]) -> Vec<u8> {
    let most = sums.iter().map(|sum| sum[3]).fold(1.0, f32::max);
    let range = most.ln().max(1.0);
    let mut rgba = Vec::with_capacity(sums.len() * 4);
    for &[r, g, b, weight] in sums {
        if weight <= 0.0 {
            rgba.extend([0; 4]);
            continue;
        }
        let strength = FAINTEST + (1.0 - FAINTEST) * (weight.max(1.0).ln() / range).sqrt();
        let alpha = weight.min(1.0) * strength;
        let channel = |sum: f32| (sum / weight).round() as u8;
        rgba.extend([channel(r), channel(g), channel(b), (alpha * 255.0).round() as u8]);
    }
    rgba
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(n: u32) -> Vec<[f32; 2]> {
        (0..n).map(|i| [(i * 7_919 % 1_009) as f32 / 100.0, (i * 104_729 % 997) as f32 / 50.0]).collect()
    }

    #[test]
    fn the_nearest_customer_is_found_as_by_looking_at_all() {
        let mut points = points(3_000);
        points.push([900.0, -40.0]);
        let index = PointIndex::new(&points);
        assert_eq!(index.n_outside, 1);
        assert!(index.whole.holds([900.0, -40.0]) && !index.usual.holds([900.0, -40.0]));
        for probe in 0..200 {
            let at = [(probe % 17) as f32 * 0.6, (probe % 23) as f32 * 0.9];
            let reach = [0.3, 0.5];
            let far = |point: &[f32; 2]| {
                ((point[0] - at[0]) / reach[0]).powi(2) + ((point[1] - at[1]) / reach[1]).powi(2)
            };
            let even = |customer: u32| customer.is_multiple_of(2);
            let best = (0..points.len() as u32)
                .filter(|&customer| even(customer) && far(&points[customer as usize]) <= 1.0)
                .min_by(|&a, &b| far(&points[a as usize]).total_cmp(&far(&points[b as usize])));
            assert_eq!(index.nearest(&points, at, reach, even), best, "{at:?}");
        }
        assert_eq!(index.nearest(&points, [900.0, -40.0], [0.1, 0.1], |_| true), Some(3_000));
        assert_eq!(index.nearest(&points, [400.0, 0.0], [0.1, 0.1], |_| true), None);
    }

    #[test]
    fn no_points_and_equal_points_have_a_view() {
        for points in [Vec::new(), vec![[2.0, 3.0]; 5]] {
            let index = PointIndex::new(&points);
            assert!(index.usual.span().iter().all(|span| *span > 0.0));
            assert_eq!(index.n_outside, 0);
        }
    }

    #[test]
    fn more_customers_make_a_stronger_pixel() {
        let mut sums = vec![[0.0; 4]; 25];
        sums[12] = [40.0 * 100.0, 0.0, 20.0 * 100.0, 100.0];
        sums[4] = [200.0, 10.0, 0.0, 1.0];
        let rgba = opaque(&soften(&sums, 5, 5));
        let pixel = |x: usize, y: usize| &rgba[(y * 5 + x) * 4..][..4];
        assert_eq!(pixel(2, 2)[..3], [40, 0, 20]);
        assert_eq!(pixel(4, 0)[..3], [200, 10, 0]);
        assert!(pixel(2, 2)[3] == 255 && pixel(4, 0)[3] >= 127 && pixel(4, 0)[3] < pixel(2, 1)[3]);
        assert_eq!(pixel(0, 4), [0; 4]);
    }
}
