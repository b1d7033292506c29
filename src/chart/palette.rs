//! The colours and marker shapes of classes, segments and methods: told apart by any eye, never by colour alone.

/// An sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// Shapes in the order of the colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    Circle,
    Triangle,
    Square,
    Diamond,
    Plus,
    Star,
}

pub const MARKERS: [Marker; 6] =
    [Marker::Circle, Marker::Triangle, Marker::Square, Marker::Diamond, Marker::Plus, Marker::Star];

/// On a light surface.
pub const LIGHT: [Rgb; 6] = [
    Rgb(0x1F, 0x4E, 0x9E),
    Rgb(0xC9, 0x6A, 0x00),
    Rgb(0x1A, 0x9C, 0x86),
    Rgb(0x7A, 0x0F, 0x45),
    Rgb(0x7F, 0x45, 0xE6),
    Rgb(0x6B, 0x4E, 0x00),
];

/// On a dark surface.
pub const DARK: [Rgb; 6] = [
    Rgb(0x7F, 0xA0, 0xFF),
    Rgb(0xFF, 0xB0, 0x2E),
    Rgb(0x5F, 0xE0, 0xD0),
    Rgb(0xD0, 0x50, 0x8F),
    Rgb(0x8F, 0x5B, 0xFF),
    Rgb(0x9C, 0x84, 0x33),
];

/// What stands back, on a light and on a dark surface.
pub const QUIET_LIGHT: Rgb = Rgb(0x8A, 0x93, 0xA3);
pub const QUIET_DARK: Rgb = Rgb(0x77, 0x80, 0x8E);

#[cfg(test)]
mod tests {
    use super::*;

    type Vec3 = [f64; 3];

    /// What dichromats see of linear RGB: Machado, Oliveira and Fernandes 2009, severity 1.
    const PROTAN: [Vec3; 3] =
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]];
    const DEUTAN: [Vec3; 3] =
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]];
    const TRITAN: [Vec3; 3] =
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]];
    const NORMAL: [Vec3; 3] = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];

    fn times(matrix: &[Vec3; 3], v: Vec3) -> Vec3 {
        matrix.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
    }

    fn linear(Rgb(r, g, b): Rgb) -> Vec3 {
        [r, g, b].map(|channel| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn luminance(colour: Rgb) -> f64 {
        let [r, g, b] = linear(colour);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// CIE L*a*b* of linear sRGB under D65.
    fn lab(rgb: Vec3) -> Vec3 {
        const TO_XYZ: [Vec3; 3] = [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ];
        const WHITE: Vec3 = [0.95047, 1.0, 1.08883];
        let xyz = times(&TO_XYZ, rgb.map(|c| c.clamp(0.0, 1.0)));
        let f = |t: f64| if t > 216.0 / 24389.0 { t.cbrt() } else { (24389.0 / 27.0 * t + 16.0) / 116.0 };
        let [x, y, z] = [0, 1, 2].map(|i| f(xyz[i] / WHITE[i]));
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    fn distance(a: Vec3, b: Vec3) -> f64 {
        a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }

    #[test]
    fn every_eye_tells_the_colours_apart() {
        for colours in [LIGHT, DARK] {
            for (eye, matrix) in
                [("normal", NORMAL), ("protan", PROTAN), ("deutan", DEUTAN), ("tritan", TRITAN)]
            {
                for (i, &a) in colours.iter().enumerate() {
                    for &b in &colours[i + 1..] {
                        let seen = |colour| lab(times(&matrix, linear(colour)));
                        let apart = distance(seen(a), seen(b));
                        assert!(apart >= 21.0, "{eye}: {a:?} and {b:?} are only {apart:.1} apart");
                    }
                }
            }
        }
    }

    #[test]
    fn every_colour_stands_out_from_its_surface() {
        for (colours, surface) in [(LIGHT, Rgb(0xFF, 0xFF, 0xFF)), (DARK, Rgb(0x18, 0x1C, 0x23))] {
            for colour in colours {
                let ratio = contrast(colour, surface);
                assert!(ratio >= 3.0, "{colour:?} on {surface:?}: {ratio:.2}");
            }
        }
    }
}
