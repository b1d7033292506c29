//! Marks of segments as one textured mesh: tens of thousands cost a frame less than a millisecond.

use std::sync::Arc;

use eframe::egui;
use egui::{Color32, ColorImage, Id, Mesh, Pos2, Rect, Shape, TextureHandle, TextureOptions, Ui, pos2, vec2};

use crate::chart::{Mark, REACH, mark};
use crate::ui::theme;

/// All marks there are: six in full, six hollow.
const N_MARKS: usize = 12;

/// The pictures of all marks at one size, side by side.
#[derive(Clone)]
struct Atlas {
    texture: TextureHandle,
    /// Half the side of a mark's square, in points.
    half: f32,
}

fn atlas(ui: &Ui, radius: f32) -> Atlas {
    let scale = ui.ctx().pixels_per_point();
    let pixels = radius * scale;
    // A pixel more on each side: nothing of a neighbour shows at the edge.
    let half = (REACH * pixels).ceil() + 1.0;
    let key = Id::unique(("marks", (pixels * 16.0).round() as u32));
    if let Some(known) = ui.data(|data| data.get_temp::<Arc<Atlas>>(key)) {
        return (*known).clone();
    }
    let side = 2 * half as usize;
    let mut image = ColorImage::filled([side * N_MARKS, side], Color32::TRANSPARENT);
    for (index, pixel) in image.pixels.iter_mut().enumerate() {
        let (x, y) = (index % (side * N_MARKS), index / (side * N_MARKS));
        let middle = [x % side, y].map(|at| (at as f32 + 0.5 - half) / pixels);
        let covered = mark(x / side).coverage(middle, 1.0 / pixels);
        *pixel = theme::uncoloured((covered * 255.0).round() as u8);
    }
    let texture = ui.ctx().load_texture("marks", image, TextureOptions::LINEAR);
    let made = Atlas { texture, half: half / scale };
    ui.data_mut(|data| data.insert_temp(key, Arc::new(made.clone())));
    made
}

/// Gathers marks of one size.
pub struct Marks {
    atlas: Atlas,
    mesh: Mesh,
}

impl Marks {
    /// Marks of this radius, in points.
    pub fn new(ui: &Ui, radius: f32) -> Self {
        let atlas = atlas(ui, radius);
        Self { mesh: Mesh::with_texture(atlas.texture.id()), atlas }
    }

    pub fn add(&mut self, at: Pos2, shape: Mark, colour: Color32) {
        let index = shape.colour + if shape.hollow { N_MARKS / 2 } else { 0 };
        let uv = |step: usize| (index + step) as f32 / N_MARKS as f32;
        let uv = Rect::from_min_max(pos2(uv(0), 0.0), pos2(uv(1), 1.0));
        self.mesh.add_rect_with_uv(Rect::from_center_size(at, vec2(2.0, 2.0) * self.atlas.half), uv, colour);
    }

    pub fn shape(self) -> Shape {
        Shape::mesh(self.mesh)
    }
}

/// One mark in the colour of its segment.
pub fn one(ui: &Ui, at: Pos2, place: usize, radius: f32) -> Shape {
    let mut marks = Marks::new(ui, radius);
    let shape = mark(place);
    marks.add(at, shape, theme::series(ui, Some(shape.colour)));
    marks.shape()
}
