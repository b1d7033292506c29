//! The plane of all customers: marks up to some ten thousands, a picture made by a worker above; moved, zoomed, clicked.

use std::sync::Arc;

use eframe::egui;
use egui::epaint::TextShape;
use egui::{
    Color32, EventFilter, FontId, Id, Key, Pos2, Rect, Response, Sense, Stroke, TextureHandle,
    TextureOptions, Ui, Vec2, pos2, vec2,
};

use super::marks::{Marks, one};
use super::{describe, elided};
use crate::chart::scatter::MOST_PIXELS;
use crate::chart::{Bounds, Chart, MOST_POINTS, PointIndex, Raster, RasterOrder, ScatterChart, mark};
use crate::study::segments::KmeansReplay;
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};

/// How the plane is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Plane<'a> {
    pub size: Vec2,
    /// The part of the plane that is seen; `None`: the usual one.
    pub view: Option<Bounds>,
    /// The segment that stands out.
    pub segment: Option<u8>,
    /// The customer with a ring.
    pub customer: Option<u32>,
    /// The last picture of very many customers.
    pub raster: Option<&'a Arc<Raster>>,
    /// K-means as it stood after an iteration.
    pub replay: Option<(&'a KmeansReplay, usize)>,
}

impl Plane<'_> {
    /// Nothing chosen.
    pub fn still(size: Vec2) -> Self {
        Self { size, view: None, segment: None, customer: None, raster: None, replay: None }
    }
}

/// Who was clicked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clicked {
    Customer(u32),
    Nobody,
}

/// What part of the plane is to be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Seen {
    Usual,
    Part(Bounds),
}

/// What was asked for on the plane.
pub struct PlaneAnswer {
    pub response: Response,
    /// The customer under the pointer.
    pub hovered: Option<u32>,
    /// The customer that was clicked; nobody where there was nobody.
    pub clicked: Option<Clicked>,
    /// The part of the plane to look at from now on.
    pub view: Option<Seen>,
    /// The picture that is needed and not there yet.
    pub order: Option<RasterOrder>,
    /// Customers outside the part that is usually seen.
    pub n_outside: usize,
}

/// Left of the plane and below it stand the words of its axes.
const SIDE: f32 = 22.0;
/// How near a customer must be to the pointer, in points.
const NEAR: f32 = 9.0;
/// A step of the keyboard: this share of what is seen.
const STEP: f32 = 0.1;
/// A turn of the wheel.
const ZOOM: f32 = 0.0022;
const OPAQUE: f32 = 0.75;

/// From places on the screen to the plane and back.
#[derive(Clone, Copy)]
struct Lens {
    frame: Rect,
    view: Bounds,
}

impl Lens {
    fn place(&self, point: [f32; 2]) -> Pos2 {
        let span = self.view.span();
        pos2(
            self.frame.left() + (point[0] - self.view.low[0]) / span[0] * self.frame.width(),
            self.frame.bottom() - (point[1] - self.view.low[1]) / span[1] * self.frame.height(),
        )
    }

    fn point(&self, at: Pos2) -> [f32; 2] {
        let span = self.view.span();
        [
            self.view.low[0] + (at.x - self.frame.left()) / self.frame.width() * span[0],
            self.view.low[1] + (self.frame.bottom() - at.y) / self.frame.height() * span[1],
        ]
    }

    /// What so many points on the screen are on the plane.
    fn reach(&self, points: f32) -> [f32; 2] {
        let span = self.view.span();
        [points / self.frame.width() * span[0], points / self.frame.height() * span[1]]
    }

    fn moved(&self, by: Vec2) -> Bounds {
        let span = self.view.span();
        let shift = [-by.x / self.frame.width() * span[0], by.y / self.frame.height() * span[1]];
        let [low, high] = [self.view.low, self.view.high].map(|end| [end[0] + shift[0], end[1] + shift[1]]);
        Bounds { low, high }
    }

    /// Larger than one: nearer. What lies under `at` stays there.
    fn zoomed(&self, at: Pos2, factor: f32) -> Bounds {
        let fixed = self.point(at);
        let [low, high] = [self.view.low, self.view.high]
            .map(|end| [0, 1].map(|axis| fixed[axis] + (end[axis] - fixed[axis]) / factor));
        Bounds { low, high }
    }
}

pub fn scatter(ui: &mut Ui, say: Say, chart: &Chart, drawn: &ScatterChart, plane: &Plane) -> PlaneAnswer {
    let (rect, response) = ui.allocate_exact_size(plane.size, Sense::click_and_drag());
    let points = &drawn.findings.map.points;
    let of_us = |raster: &&Arc<Raster>| Arc::ptr_eq(&raster.order.findings, &drawn.findings);
    let raster = plane.raster.filter(of_us);
    let many = points.len() > MOST_POINTS && plane.replay.is_none();
    let index = if points.len() > MOST_POINTS {
        raster.map(|raster| raster.index.clone())
    } else {
        Some(index_of(ui, drawn))
    };
    let frame = Rect::from_min_max(rect.min + vec2(SIDE, 0.0), rect.max - vec2(0.0, SIDE));
    let mut answer = PlaneAnswer {
        response,
        hovered: None,
        clicked: None,
        view: None,
        order: None,
        n_outside: index.as_ref().map_or(0, |index| index.n_outside),
    };
    let view = plane.view.or(index.as_ref().map(|index| index.usual));
    let lens = Lens { frame, view: view.unwrap_or(Bounds { low: [-1.0; 2], high: [1.0; 2] }) };
    ground(ui, say, drawn, rect, frame);
    if many {
        if let Some(raster) = raster {
            show_raster(ui, raster, &lens);
        }
        answer.order = order(ui, drawn, plane, raster, frame);
    } else {
        show_marks(ui, drawn, plane, &lens);
    }
    if let Some(index) = index.filter(|_| view.is_some()) {
        act(ui, drawn, plane, &index, &lens, &mut answer);
    }
    let chosen = plane.customer.map(|customer| (customer, tokens(ui).text));
    for (customer, ink) in chosen.into_iter().chain(answer.hovered.map(|one| (one, tokens(ui).accent))) {
        ring(ui, drawn, customer, &lens, ink);
    }
    if answer.response.has_focus() {
        let stroke = Stroke::new(2.0, tokens(ui).accent);
        ui.painter().rect_stroke(frame, 4.0, stroke, egui::StrokeKind::Inside);
    }
    describe(&answer.response, chart, say);
    answer
}

/// Made once for the customers of a run.
fn index_of(ui: &Ui, drawn: &ScatterChart) -> Arc<PointIndex> {
    let id = Id::unique(("index of", Arc::as_ptr(&drawn.findings) as usize, drawn.findings.rows.len()));
    if let Some(known) = ui.data(|data| data.get_temp::<Arc<PointIndex>>(id)) {
        return known;
    }
    let made = Arc::new(PointIndex::new(&drawn.findings.map.points));
    ui.data_mut(|data| data.insert_temp(id, made.clone()));
    made
}

/// Faint lines and the words of the axes: what the numbers are says nothing to anybody.
fn ground(ui: &Ui, say: Say, drawn: &ScatterChart, rect: Rect, frame: Rect) {
    let tokens = tokens(ui);
    let painter = ui.painter();
    for line in 0..=5 {
        let y = frame.top() + frame.height() * line as f32 / 5.0;
        painter.hline(frame.x_range(), y, Stroke::new(1.0, tokens.grid));
    }
    let font = FontId::new(11.5, theme::regular());
    let words = |words: &crate::base::Message, room: f32| {
        // The arrow stays where the words are cut.
        let arrow = painter.layout_no_wrap(" →".to_owned(), font.clone(), tokens.muted);
        (elided(ui, &say.msg(words), &font, room - arrow.size().x), arrow)
    };
    let (x, arrow) = words(&drawn.x, frame.width());
    let at = pos2(frame.center().x - f32::midpoint(x.size().x, arrow.size().x), rect.bottom() - x.size().y);
    painter.galley(at + vec2(x.size().x, 0.0), arrow, tokens.muted);
    painter.galley_with_override_text_color(at, x, tokens.muted);
    let (y, arrow) = words(&drawn.y, frame.height());
    let at = pos2(rect.left(), frame.center().y + f32::midpoint(y.size().x, arrow.size().x));
    let up = at - vec2(0.0, y.size().x);
    for (at, galley) in [(up, arrow), (at, y)] {
        let turned = TextShape::new(at, galley, tokens.muted).with_angle(-std::f32::consts::FRAC_PI_2);
        painter.add(turned.with_override_text_color(tokens.muted));
    }
}

/// Smaller where there are more.
fn radius(n: usize) -> f32 {
    match n {
        0..2_000 => 3.4,
        2_000..6_000 => 2.7,
        _ => 2.1,
    }
}

fn show_marks(ui: &Ui, drawn: &ScatterChart, plane: &Plane, lens: &Lens) {
    let points = &drawn.findings.map.points;
    let labels = drawn.labels();
    let looks: Vec<_> = (0..drawn.groups.len()).map(|segment| look(ui, drawn, plane, segment)).collect();
    let seen = lens.frame.expand(4.0);
    let mut marks = Marks::new(ui, radius(points.len().min(MOST_POINTS)));
    let mut add = |customer: usize, label: u8| {
        let (Some(&point), Some(&(shape, colour))) = (points.get(customer), looks.get(usize::from(label)))
        else {
            return;
        };
        let at = lens.place(point);
        if seen.contains(at) {
            marks.add(at, shape, colour);
        }
    };
    match plane.replay {
        Some((replay, iteration)) => {
            let Some(labels) = replay.labels.get(iteration) else { return };
            replay.customers.iter().zip(labels).for_each(|(&customer, &label)| add(customer as usize, label));
        }
        None => labels.iter().enumerate().for_each(|(customer, &label)| add(customer, label)),
    }
    let painter = ui.painter_at(lens.frame.expand(3.0));
    painter.add(marks.shape());
    if let Some((replay, iteration)) = plane.replay {
        means(ui, drawn, replay, iteration, lens, &painter);
    }
}

fn look(ui: &Ui, drawn: &ScatterChart, plane: &Plane, segment: usize) -> (crate::chart::Mark, Color32) {
    let shape = mark(drawn.groups[segment].place);
    let pale = plane.segment.is_some_and(|shown| usize::from(shown) != segment);
    let colour = if pale {
        tokens(ui).quiet_series.gamma_multiply(0.3)
    } else {
        theme::series(ui, Some(shape.colour)).gamma_multiply(OPAQUE)
    };
    (shape, colour)
}

/// The middles of the segments with the way they came.
fn means(
    ui: &Ui,
    drawn: &ScatterChart,
    replay: &KmeansReplay,
    iteration: usize,
    lens: &Lens,
    painter: &egui::Painter,
) {
    let tokens = tokens(ui);
    for (segment, group) in drawn.groups.iter().enumerate() {
        let steps = replay.means.iter().take(iteration + 1).filter_map(|means| means.get(segment));
        let way: Vec<Pos2> = steps.map(|&mean| lens.place(mean)).collect();
        let Some(&at) = way.last() else { continue };
        painter.add(egui::Shape::line(way, Stroke::new(1.5, tokens.text)));
        painter.circle_filled(at, 12.0, tokens.surface);
        painter.circle_stroke(at, 12.0, Stroke::new(1.5, tokens.text));
        painter.add(one(ui, at, group.place, 7.0));
    }
}

fn show_raster(ui: &Ui, raster: &Arc<Raster>, lens: &Lens) {
    let id = Id::unique("picture of the customers");
    let key = Arc::as_ptr(raster) as usize;
    let known = ui.data(|data| data.get_temp::<(usize, Arc<TextureHandle>)>(id));
    let texture = if let Some((_, texture)) = known.filter(|(of, _)| *of == key) {
        texture
    } else {
        let size = raster.order.size.map(|side| side as usize);
        let image = theme::image(size, &raster.rgba);
        let texture = Arc::new(ui.ctx().load_texture("customers", image, TextureOptions::LINEAR));
        ui.data_mut(|data| data.insert_temp(id, (key, texture.clone())));
        texture
    };
    let (from, to) = (raster.view.low, raster.view.high);
    let place = Rect::from_two_pos(lens.place(from), lens.place(to));
    let uv = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
    ui.painter_at(lens.frame).image(texture.id(), place, uv, theme::AS_IT_IS);
}

/// The picture to ask for, where the one there is not it.
fn order(
    ui: &Ui,
    drawn: &ScatterChart,
    plane: &Plane,
    raster: Option<&Arc<Raster>>,
    frame: Rect,
) -> Option<RasterOrder> {
    let scale = ui.ctx().pixels_per_point();
    let pixels = |side: f32| ((side * scale).round() as u32).clamp(1, MOST_PIXELS);
    let wanted = RasterOrder {
        findings: drawn.findings.clone(),
        k: drawn.k,
        places: drawn.groups.iter().map(|group| group.place).collect(),
        view: plane.view,
        size: [pixels(frame.width()), pixels(frame.height())],
        dark: ui.visuals().dark_mode,
        segment: plane.segment,
        index: raster.map(|raster| raster.index.clone()),
    };
    raster.is_none_or(|raster| raster.order != wanted).then_some(wanted)
}

/// Pointer and keyboard.
fn act(
    ui: &Ui,
    drawn: &ScatterChart,
    plane: &Plane,
    index: &PointIndex,
    lens: &Lens,
    answer: &mut PlaneAnswer,
) {
    let points = &drawn.findings.map.points;
    let labels = drawn.labels();
    let shown =
        |customer: u32| plane.segment.is_none_or(|segment| labels.get(customer as usize) == Some(&segment));
    let response = answer.response.clone();
    if let Some(at) = response.hover_pos().filter(|at| lens.frame.contains(*at)) {
        answer.hovered = index.nearest(points, lens.point(at), lens.reach(NEAR), shown);
        let (scrolled, pinched) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
        let factor = pinched * (scrolled * ZOOM).exp();
        if (factor - 1.0).abs() > 1e-4 {
            answer.view = Some(Seen::Part(lens.zoomed(at, factor)));
        }
    }
    if response.dragged() && response.drag_delta() != Vec2::ZERO {
        answer.view = Some(Seen::Part(lens.moved(response.drag_delta())));
        answer.hovered = None;
    }
    if response.double_clicked() {
        answer.view = Some(Seen::Usual);
    } else if response.clicked() {
        response.request_focus();
        answer.clicked = Some(answer.hovered.map_or(Clicked::Nobody, Clicked::Customer));
    }
    if response.has_focus() {
        keys(ui, drawn, plane, index, lens, answer);
    }
}

/// Arrows move what is seen, or from the chosen customer to the next one; + and − zoom, Home shows the usual part.
fn keys(
    ui: &Ui,
    drawn: &ScatterChart,
    plane: &Plane,
    index: &PointIndex,
    lens: &Lens,
    answer: &mut PlaneAnswer,
) {
    let filter =
        EventFilter { horizontal_arrows: true, vertical_arrows: true, escape: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(answer.response.id, filter));
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let middle = lens.frame.center();
    for (key, factor) in [(Key::Plus, 1.25), (Key::Equals, 1.25), (Key::Minus, 0.8)] {
        if pressed(key) {
            answer.view = Some(Seen::Part(lens.zoomed(middle, factor)));
        }
    }
    if pressed(Key::Home) {
        answer.view = Some(Seen::Usual);
    }
    if pressed(Key::Escape) {
        answer.clicked = Some(Clicked::Nobody);
    }
    let arrows = [
        (Key::ArrowLeft, vec2(-1.0, 0.0)),
        (Key::ArrowRight, vec2(1.0, 0.0)),
        (Key::ArrowUp, vec2(0.0, -1.0)),
        (Key::ArrowDown, vec2(0.0, 1.0)),
    ];
    let Some((_, way)) = arrows.into_iter().find(|&(key, _)| pressed(key)) else { return };
    let points = &drawn.findings.map.points;
    let Some(&from) = plane.customer.and_then(|customer| points.get(customer as usize)) else {
        answer.view = Some(Seen::Part(lens.moved(-way * lens.frame.size() * STEP)));
        return;
    };
    let labels = drawn.labels();
    let start = lens.place(from);
    let ahead = |customer: u32| {
        let away = points.get(customer as usize).map(|&point| lens.place(point) - start);
        let of_segment = plane.segment.is_none_or(|one| labels.get(customer as usize) == Some(&one));
        // Within a quarter turn of the arrow.
        of_segment && away.is_some_and(|away| away.dot(way) > 0.5 && away.dot(way) >= away.length() * 0.7)
    };
    let steps = [12.0, 48.0, 192.0, 768.0];
    let found = steps.into_iter().find_map(|reach| index.nearest(points, from, lens.reach(reach), ahead));
    if let Some(found) = found {
        answer.clicked = Some(Clicked::Customer(found));
    }
}

fn ring(ui: &Ui, drawn: &ScatterChart, customer: u32, lens: &Lens, ink: Color32) {
    let Some(&point) = drawn.findings.map.points.get(customer as usize) else { return };
    let place = drawn.labels().get(customer as usize).and_then(|&label| drawn.groups.get(usize::from(label)));
    let at = lens.place(point);
    if !lens.frame.contains(at) {
        return;
    }
    ui.painter().circle_filled(at, 8.0, tokens(ui).surface);
    if let Some(group) = place {
        ui.painter().add(one(ui, at, group.place, 4.2));
    }
    ui.painter().circle_stroke(at, 8.0, Stroke::new(2.0, ink));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_under_the_pointer_stays_when_zooming_and_moves_with_it_when_dragging() {
        let frame = Rect::from_min_size(pos2(30.0, 10.0), vec2(400.0, 200.0));
        let lens = Lens { frame, view: Bounds { low: [-2.0, -1.0], high: [6.0, 3.0] } };
        let at = pos2(130.0, 60.0);
        let point = lens.point(at);
        assert!((lens.place(point) - at).length() < 1e-3);
        let near = Lens { view: lens.zoomed(at, 2.0), ..lens };
        assert!((near.place(point) - at).length() < 1e-3);
        assert!((near.view.span()[0] - 4.0).abs() < 1e-5);
        let moved = Lens { view: lens.moved(vec2(25.0, -10.0)), ..lens };
        assert!((moved.place(point) - (at + vec2(25.0, -10.0))).length() < 1e-3);
    }
}
