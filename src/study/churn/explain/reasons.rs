//! The strongest pushes of one customer's probability, in words.

use crate::base::Message;
use crate::data::Frame;
use crate::study::StudyError;

use super::usual::Known;
use super::{Player, Shapley};

/// Reasons in each direction.
pub const MOST_REASONS: usize = 3;

/// Pushes below this part of the customer's strongest one are no reasons.
const WORTH_SAYING: f64 = 0.1;

/// One push in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// Its place among the players.
    pub player: usize,
    /// By how much the probability moves.
    pub push: f64,
    /// The customer's own value, or that it is the other columns together.
    pub what: Message,
    /// Whether it is one column, and not those together that are not told apart.
    pub apart: bool,
    /// How usual that is among the customers compared; `None` where it is not known.
    pub usual: Option<Message>,
}

impl Reason {
    /// The whole reason.
    pub fn message(&self) -> Message {
        match &self.usual {
            Some(usual) => {
                Message::new("explain-reason").with("what", self.what.clone()).with("usual", usual.clone())
            }
            None => self.what.clone(),
        }
    }
}

/// Why a customer's probability is not that of the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Reasons {
    /// What makes the class of interest more probable, strongest first; at most [`MOST_REASONS`].
    pub towards: Vec<Reason>,
    /// What makes it less probable, strongest first; at most [`MOST_REASONS`].
    pub away: Vec<Reason>,
}

impl Reasons {
    /// What makes the class of interest more probable, as short as a list of calls needs it.
    pub fn short(&self) -> Message {
        let own = self.towards.iter().filter(|reason| reason.apart);
        let parts: Vec<Message> = own.map(|reason| reason.what.clone()).collect();
        if parts.is_empty() {
            Message::new("explain-nothing")
        } else {
            Message::new("explain-short").with("reasons", parts)
        }
    }
}

/// The strongest pushes of each direction. `known` is one a player, `None` for columns that are not told apart.
pub fn reasons(
    players: &[Player],
    known: &[Option<Known>],
    shapley: &Shapley,
    (frame, position): (&Frame, usize),
) -> Result<Reasons, StudyError> {
    let strongest = shapley.values.iter().fold(0.0f64, |most, value| most.max(value.abs()));
    let in_words = |sign: f64| -> Result<Vec<Reason>, StudyError> {
        let mut pushes: Vec<(usize, f64)> = shapley
            .values
            .iter()
            .copied()
            .enumerate()
            .filter(|&(_, push)| push * sign > 0.0 && push.abs() >= WORTH_SAYING * strongest)
            .collect();
        // A stable sort: equal pushes stay in the order of the table.
        pushes.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        pushes.truncate(MOST_REASONS);
        let reason = |(player, push): (usize, f64)| {
            let known = known.get(player).and_then(Option::as_ref);
            let (what, usual) = if let Some(known) = known {
                known.say(frame, position)?
            } else {
                let n = players.get(player).map_or(0, |player| player.columns.len());
                (Message::new("explain-others").with("n", n), None)
            };
            Ok(Reason { player, push, what, apart: known.is_some(), usual })
        };
        pushes.into_iter().map(reason).collect()
    };
    Ok(Reasons { towards: in_words(1.0)?, away: in_words(-1.0)? })
}
