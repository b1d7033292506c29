//! Networks as plain forward and backward functions on arrays, the fast f32 kernel beside them, and the rules
//! that update weights.

pub mod activation;
pub mod descent;
pub mod gradcheck;
pub mod init;
#[expect(clippy::inline_always, reason = "a vector operation outside the dispatched function becomes a call")]
pub mod kernel;
pub mod layers;
pub mod loss;
pub mod network;
pub mod rules;
pub mod twin;

pub use activation::Activation;
pub use descent::{Descent, ErrorSurface, GradientScale, Objective};
pub use kernel::{Blocks, Kernel};
pub use loss::Loss;
pub use network::{Layer, Network};
pub use rules::Rule;
pub use twin::Twin;
