//! Networks as plain forward and backward functions on arrays, the fast f32 kernel beside them, and the ways to
//! make their error small.

pub mod activation;
mod cholesky;
pub mod descent;
pub mod exact;
pub mod gradcheck;
pub mod init;
#[expect(clippy::inline_always, reason = "a vector operation outside the dispatched function becomes a call")]
pub mod kernel;
pub mod layers;
pub mod lbfgs;
pub mod levenberg_marquardt;
mod line_search;
pub mod loss;
#[expect(clippy::inline_always, reason = "a vector operation outside the dispatched function becomes a call")]
pub mod minibatch;
pub mod minimiser;
pub mod network;
pub mod recurrent;
pub mod residuals;
pub mod rows;
pub mod rules;
pub mod twin;

pub use activation::Activation;
pub use descent::Descent;
pub use exact::Exact;
pub use kernel::{Blocks, Kernel};
pub use lbfgs::Lbfgs;
pub use levenberg_marquardt::{LeastSquares, LevenbergMarquardt};
pub use loss::Loss;
pub use minimiser::{ErrorSurface, GradientScale, Minimiser, Objective};
pub use network::{Layer, Network};
pub use residuals::Residuals;
pub use rows::Rows;
pub use rules::Rule;
pub use twin::Twin;
