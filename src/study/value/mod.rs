//! Value tiers from transactions: two periods, what each customer contributed in both, and the table to learn from.

mod findings;
mod periods;
mod prepare;
mod table;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::Issue;
use crate::data::ledger::{Decisions, Join, Ledger, Mapping};
use crate::data::{Column, Frame, Source, Values};
use crate::features::contribution::{Contribution, Rates};
use crate::features::tiers::{Cuts, Ladder, N_TIERS, TierRule, TierSummary, Tiering, summarise};

pub use findings::{NextTier, ValueFindings};
pub use periods::Periods;
pub use prepare::{check, has_own_name, prepare};
pub use table::{
    CONTRIBUTION_BEFORE, MOVEMENT, PERIODS, TIER, TIER_BEFORE, contribution_columns, description,
};

/// Which tiers are learned from which facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Horizon {
    /// Facts of the earlier period, tier of the later one.
    #[default]
    EarlierToLater,
    /// Facts and tier of the whole file: the tier follows from the facts by a formula.
    SamePeriod,
}

impl Horizon {
    pub const ALL: [Self; 2] = [Self::EarlierToLater, Self::SamePeriod];

    /// The word used in recipes and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::EarlierToLater => "earlier_to_later",
            Self::SamePeriod => "same_period",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|horizon| horizon.id() == id)
    }

    pub fn name_key(self) -> &'static str {
        match self {
            Self::EarlierToLater => "value-horizon-earlier-to-later",
            Self::SamePeriod => "value-horizon-same-period",
        }
    }
}

/// Where the earlier period ends and the later one begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clock {
    /// On the same day for everybody.
    #[default]
    Calendar,
    /// In the middle of each customer's own time from the first to the last entry.
    OwnHistory,
}

impl Clock {
    pub const ALL: [Self; 2] = [Self::Calendar, Self::OwnHistory];

    /// The word used in recipes and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::OwnHistory => "own_history",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|clock| clock.id() == id)
    }

    pub fn name_key(self) -> &'static str {
        match self {
            Self::Calendar => "value-clock-calendar",
            Self::OwnHistory => "value-clock-own-history",
        }
    }
}

/// What the analyst chose about transactions: how they are read, priced, divided into periods and into tiers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ValueRecipe {
    pub mapping: Mapping,
    #[serde(default)]
    pub joins: Vec<Join>,
    #[serde(default)]
    pub decisions: Decisions,
    #[serde(default)]
    pub rates: Rates,
    pub tiering: Tiering,
    #[serde(default)]
    pub horizon: Horizon,
    #[serde(default)]
    pub clock: Clock,
    /// First day of the later period; `None`: a first of the month in the middle of the file. Read where the clock
    /// is [`Clock::Calendar`].
    #[serde(default)]
    pub cut_day: Option<i32>,
}

impl ValueRecipe {
    /// The names of the tiers that occur in a table's column of tiers, lowest first; `None` where the column holds
    /// anything else.
    pub(super) fn class_order(&self, frame: &Frame, label: &str) -> Option<Vec<String>> {
        let column = frame.column(label).filter(|_| label == TIER)?;
        let Values::Text { dictionary, .. } = &column.values else { return None };
        let order: Vec<String> =
            self.tiering.names.iter().filter(|name| dictionary.contains(name)).cloned().collect();
        (order.len() == dictionary.len()).then_some(order)
    }
}

/// What is chosen before anybody has chosen anything; `names` of the tiers in the person's language, lowest first.
pub fn suggest_value(mapping: Mapping, joins: Vec<Join>, names: [String; N_TIERS]) -> ValueRecipe {
    ValueRecipe {
        mapping,
        joins,
        decisions: Decisions::default(),
        rates: Rates::default(),
        tiering: Tiering { rule: TierRule::default(), names },
        horizon: Horizon::default(),
        clock: Clock::default(),
        cut_day: None,
    }
}

/// A customer whose tier changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mover {
    /// Index into [`Ledger::customers`].
    pub customer: u32,
    /// 0 the lowest.
    pub from: u32,
    pub to: u32,
}

impl Mover {
    pub fn is_promotion(&self) -> bool {
        self.to > self.from
    }
}

/// Everything that was made of the transactions before anything is learned. Vectors without another note have one
/// entry a customer, in the order of [`Ledger::customers`].
#[derive(Clone, Debug)]
pub struct ValueTable {
    pub ledger: Arc<Ledger>,
    /// Of the file with the transactions.
    pub source: Source,
    pub periods: Periods,
    /// Facts of the earlier period and, in the column [`TIER`], the tier of the later one; a row's id is the
    /// customer's position. Only customers known in the earlier period.
    pub customers: Arc<Frame>,
    /// The same facts of the later period, from which the next tier is expected; the column [`TIER`] is empty.
    /// `None` where facts and tier are of the same period.
    pub now: Option<Frame>,
    /// What customers contributed in the earlier period, as a rate a year, so that periods of different length compare.
    pub before: Vec<Contribution>,
    /// The same of the later period.
    pub after: Vec<Contribution>,
    /// By what is in `before`; `None` for customers not yet known then.
    pub tier_before: Vec<Option<u32>>,
    /// By what is in `after`; `None` for customers without anything in the later period.
    pub tier: Vec<Option<u32>>,
    /// Names of the tiers, lowest first.
    pub names: [String; N_TIERS],
    /// Where the tiers of the later period are cut, in money a year.
    pub cuts: Cuts,
    /// What these tiers are given by.
    pub graded: Graded,
    /// The tiers of the later period, lowest first.
    pub summary: Vec<TierSummary>,
    pub summary_before: Vec<TierSummary>,
    /// `migration[before][after]`, customers with a tier in both periods.
    pub migration: [[u64; N_TIERS]; N_TIERS],
    /// The largest steps up first, the largest steps down last; among equal steps the larger change of contribution.
    pub movers: Vec<Mover>,
    /// Whether the tier follows from the facts by a formula.
    pub circular: bool,
    /// Those of the ledger, then those of the periods.
    pub issues: Vec<Issue>,
}

/// Value and potential of the customers who have a tier, in order, so that other cuts can be looked at while a slider
/// moves.
#[derive(Clone, Debug, Default)]
pub struct Graded {
    values: Vec<f64>,
    potential: Vec<f64>,
    ladder: Ladder,
}

impl Graded {
    pub(super) fn new(values: Vec<f64>, potential: Vec<f64>) -> Self {
        let ladder = Ladder::new(&values, &potential);
        Self { values, potential, ladder }
    }

    pub fn ladder(&self) -> &Ladder {
        &self.ladder
    }

    /// Where a rule would cut, and what the tiers would hold, lowest first.
    pub fn by(&self, rule: &TierRule) -> (Cuts, Vec<TierSummary>) {
        let cuts = self.ladder.cuts(rule);
        let codes = cuts.apply(&self.values, &self.potential);
        (cuts, summarise(&codes, &self.values))
    }
}

impl ValueTable {
    /// The joined attributes with the names they have in the table of customers, and whether they may tell who a customer
    /// is.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &Column, bool)> {
        let attributes = &self.ledger.attributes;
        let of_ours = if self.circular { 1 } else { 3 };
        let first = self.customers.n_columns().saturating_sub(of_ours + attributes.len());
        let named = self.customers.columns.iter().skip(first);
        let identifying = self.ledger.identifying.iter().copied().chain(std::iter::repeat(true));
        let with_names = named.zip(attributes).zip(identifying);
        with_names.map(|((named, column), identifying)| (named.name.as_str(), column, identifying))
    }

    /// What a customer contributed before the tiers that are learned were given, a year.
    pub(super) fn contribution_before(&self, customer: u32) -> f64 {
        self.before.get(customer as usize).map_or(0.0, Contribution::total)
    }

    /// The customer's tier of the earlier period.
    pub(super) fn tier_name_before(&self, customer: u32) -> Option<&str> {
        let tier = self.tier_before.get(customer as usize).copied().flatten()?;
        self.names.get(tier as usize).map(String::as_str)
    }
}
