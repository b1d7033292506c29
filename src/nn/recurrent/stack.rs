//! Recurrent layers on top of each other, with buffers for some rows, on one thread.

use super::{Engine, Outputs, RecurrentLayer, States, Steps};

/// The layers of an encoder.
#[derive(Debug)]
pub struct Stack<E> {
    engines: Vec<E>,
}

impl<E: Engine> Stack<E> {
    /// Buffers for `n_steps` steps of up to `max_rows` rows.
    pub fn new(layers: &[RecurrentLayer], n_steps: usize, max_rows: usize) -> Self {
        Self { engines: layers.iter().map(|&layer| E::new(layer, n_steps, max_rows)).collect() }
    }

    /// Runs the rows through all layers.
    ///
    /// **Shapes** weights: those of the layers one after the other; x, lengths as in [`Engine::forward`]
    pub fn forward(&mut self, weights: &[E::Real], x: Steps<'_, E::Real>, lengths: &[u32]) {
        let mut rest = weights;
        for index in 0..self.engines.len() {
            let (below, from) = self.engines.split_at_mut(index);
            let Some(engine) = from.first_mut() else { return };
            let (own, others) = rest.split_at(engine.layer().n_weights());
            rest = others;
            let x = below.last_mut().map_or(x, |below| below.hidden_and_gradient().0);
            engine.forward(own, x, lengths);
        }
    }

    /// States of the last layer and the gradient on them, as in [`Engine::hidden_and_gradient`]; `None` without
    /// layers.
    pub fn hidden_and_gradient(&mut self) -> Option<States<'_, E::Real>> {
        self.engines.last_mut().map(Engine::hidden_and_gradient)
    }

    /// Back-propagation from the gradient on the last layer's outputs, which was filled before.
    ///
    /// **Shapes** as in [`Self::forward`]; `d_weights` as weights
    pub fn backward(
        &mut self,
        weights: &[E::Real],
        x: Steps<'_, E::Real>,
        outputs: Outputs,
        d_weights: &mut [E::Real],
    ) {
        let (mut weights, mut d_weights, mut outputs) = (weights, d_weights, outputs);
        for index in (0..self.engines.len()).rev() {
            let (below, from) = self.engines.split_at_mut(index);
            let Some(engine) = from.first_mut() else { return };
            let start = weights.len() - engine.layer().n_weights();
            let (other_weights, own) = weights.split_at(start);
            let (other_d, d_own) = d_weights.split_at_mut(start);
            (weights, d_weights) = (other_weights, other_d);
            match below.last_mut() {
                Some(below) => {
                    let (hidden, d_hidden) = below.hidden_and_gradient();
                    engine.backward(own, hidden, outputs, d_own, Some(d_hidden));
                }
                None => engine.backward(own, x, outputs, d_own, None),
            }
            outputs = Outputs::Every;
        }
    }
}
