//! Draws that the samples share.

use crate::base::Stream;

/// One of the choices by its share; the last one where the shares do not add up to 1.
pub fn pick<T: Copy>(stream: &mut Stream, choices: &[(T, f64)]) -> Option<T> {
    let mut rest = stream.uniform();
    for &(choice, share) in choices {
        if rest < share {
            return Some(choice);
        }
        rest -= share;
    }
    choices.last().map(|&(choice, _)| choice)
}

/// How often something rare happens: Knuth's product of uniforms; `mean` stays small here.
pub fn poisson(stream: &mut Stream, mean: f64) -> u32 {
    let limit = libm::exp(-mean);
    let (mut product, mut count) = (stream.uniform(), 0);
    while product > limit {
        product *= stream.uniform();
        count += 1;
    }
    count
}

/// A positive amount around `middle`: the logarithm is normal with standard deviation `spread`.
pub fn around(stream: &mut Stream, middle: f64, spread: f64) -> f64 {
    middle * libm::exp(spread * stream.normal())
}

/// Cents with two decimals.
pub fn money(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", cents.unsigned_abs() / 100, cents.unsigned_abs() % 100)
}
