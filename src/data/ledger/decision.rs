//! What the analyst may decide differently where transactions are odd: each a question with two answers.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::base::Message;

/// A question that an oddity raises. The first answer is taken unless the analyst chooses the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Entries that stand twice, proved by a balance or an entry number that repeats.
    Copies,
    /// Entries that are alike, with nothing to prove that they are one.
    LookAlikes,
    TwoDateFormats,
    /// Single dates far from all others.
    FarDates,
    Currencies,
    /// Negative amounts beside a column that says whether money came or left.
    Reversals,
    /// Deposit accounts below zero.
    Overdrafts,
    /// Customers with one entry.
    OneEntry,
    /// Customers without an entry in some month between their first and their last.
    MissingMonths,
    /// Accounts opened while the file was already running.
    OpenedInside,
    /// Customers that a joined table does not know.
    UnknownCustomers,
    /// Customers of the earlier period with nothing in the later one.
    Leavers,
}

/// One of the two answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The word used on the command line.
    pub id: &'static str,
    pub name_key: &'static str,
}

const fn answer(id: &'static str, name_key: &'static str) -> Answer {
    Answer { id, name_key }
}

impl Decision {
    pub const ALL: [Self; 12] = [
        Self::Copies,
        Self::LookAlikes,
        Self::TwoDateFormats,
        Self::FarDates,
        Self::Currencies,
        Self::Reversals,
        Self::Overdrafts,
        Self::OneEntry,
        Self::MissingMonths,
        Self::OpenedInside,
        Self::UnknownCustomers,
        Self::Leavers,
    ];

    /// The word used in recipes and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Copies => "copies",
            Self::LookAlikes => "look_alikes",
            Self::TwoDateFormats => "two_date_formats",
            Self::FarDates => "far_dates",
            Self::Currencies => "currencies",
            Self::Reversals => "reversals",
            Self::Overdrafts => "overdrafts",
            Self::OneEntry => "one_entry",
            Self::MissingMonths => "missing_months",
            Self::OpenedInside => "opened_inside",
            Self::UnknownCustomers => "unknown_customers",
            Self::Leavers => "leavers",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.id() == id)
    }

    /// The question.
    pub fn name_key(self) -> &'static str {
        match self {
            Self::Copies => "ledger-decision-copies",
            Self::LookAlikes => "ledger-decision-look-alikes",
            Self::TwoDateFormats => "ledger-decision-two-date-formats",
            Self::FarDates => "ledger-decision-far-dates",
            Self::Currencies => "ledger-decision-currencies",
            Self::Reversals => "ledger-decision-reversals",
            Self::Overdrafts => "ledger-decision-overdrafts",
            Self::OneEntry => "ledger-decision-one-entry",
            Self::MissingMonths => "ledger-decision-missing-months",
            Self::OpenedInside => "ledger-decision-opened-inside",
            Self::UnknownCustomers => "ledger-decision-unknown-customers",
            Self::Leavers => "ledger-decision-leavers",
        }
    }

    /// Whether what raises the question is a sign that something is wrong with the file, not only a fact about customers.
    pub fn is_doubtful(self) -> bool {
        !matches!(
            self,
            Self::Leavers | Self::Overdrafts | Self::OneEntry | Self::MissingMonths | Self::OpenedInside
        )
    }

    /// The usual answer and the other one.
    pub fn answers(self) -> [Answer; 2] {
        let keep = answer("keep", "ledger-answer-keep");
        let leave_out = answer("leave_out", "ledger-answer-leave-out");
        match self {
            Self::Copies | Self::FarDates => [leave_out, keep],
            Self::LookAlikes
            | Self::OneEntry
            | Self::MissingMonths
            | Self::OpenedInside
            | Self::UnknownCustomers => [keep, leave_out],
            Self::TwoDateFormats => [answer("read_each", "ledger-answer-read-each"), leave_out],
            Self::Currencies => [leave_out, answer("add", "ledger-answer-add")],
            Self::Leavers => [leave_out, answer("count", "ledger-answer-count")],
            Self::Reversals => {
                [answer("reverse", "ledger-answer-reverse"), answer("size_only", "ledger-answer-size-only")]
            }
            Self::Overdrafts => [keep, answer("zero", "ledger-answer-zero")],
        }
    }
}

/// The decisions in which the analyst chose the other answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Decisions {
    changed: BTreeSet<Decision>,
}

impl Decisions {
    /// Whether the other answer was chosen.
    pub fn changed(&self, decision: Decision) -> bool {
        self.changed.contains(&decision)
    }

    /// The answer that holds.
    pub fn answer(&self, decision: Decision) -> Answer {
        decision.answers()[usize::from(self.changed(decision))]
    }

    /// The question with the answer taken, the other one, and how to choose that.
    pub fn hint(&self, decision: Decision) -> Message {
        let [usual, other] = decision.answers();
        let (taken, other) = if self.changed(decision) { (other, usual) } else { (usual, other) };
        Message::new("ledger-hint-decision")
            .with("decision", Message::new(decision.name_key()))
            .with("answer", Message::new(taken.name_key))
            .with("other", Message::new(other.name_key))
            .with("option", format!("{}={}", decision.id(), other.id))
    }

    pub fn change(&mut self, decision: Decision, other: bool) {
        if other {
            self.changed.insert(decision);
        } else {
            self.changed.remove(&decision);
        }
    }

    /// Chooses an answer by its id; `false` where the question has no such answer.
    #[must_use]
    pub fn choose(&mut self, decision: Decision, answer: &str) -> bool {
        let found = decision.answers().iter().position(|candidate| candidate.id == answer);
        if let Some(index) = found {
            self.change(decision, index == 1);
        }
        found.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_chosen_by_word() {
        let mut decisions = Decisions::default();
        for decision in Decision::ALL {
            assert_eq!(Decision::from_id(decision.id()), Some(decision));
            let [usual, other] = decision.answers();
            assert_eq!(decisions.answer(decision), usual);
            assert!(decisions.choose(decision, other.id));
            assert_eq!(decisions.answer(decision), other);
            assert!(!decisions.choose(decision, "perhaps"));
        }
    }
}
