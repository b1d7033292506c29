//! A finished prediction of one class as a person looks at it: from which probability on customers are called, what
//! calling costs and brings, and which customer is looked at.

use std::sync::Arc;

use crate::study::Findings;
use crate::study::churn::{AtThreshold, Campaign, ChurnFindings, Edition, ProfitPoint, calls};

/// What a person has chosen to see of a class that is foreseen.
#[derive(Clone, Debug)]
pub struct ChurnView {
    /// The probability from which on customers are called, in what is shown and in what is exported, and what that comes
    /// to among the held-out customers.
    pub at: AtThreshold,
    /// The campaign that is asked about.
    pub campaign: Campaign,
    /// What it is expected to bring, by the number of customers called.
    pub profit: Arc<Vec<ProfitPoint>>,
    /// The customer looked at, by the place among the findings' rows.
    pub customer: Option<u32>,
}

impl ChurnView {
    /// The view a new run opens with: as it was chosen.
    pub(super) fn new(findings: &Findings, churn: &ChurnFindings) -> Self {
        Self {
            at: AtThreshold::new(findings, churn, churn.decision.threshold),
            campaign: churn.choice.campaign,
            profit: Arc::new(churn.profit.clone()),
            customer: None,
        }
    }

    /// What is shown, as it is to be written.
    pub fn edition(&self) -> Edition {
        Edition { threshold: self.at.threshold, campaign: self.campaign, profit: self.profit.clone() }
    }
}

/// The findings of the class of interest with how they are looked at.
#[derive(Clone, Copy, Debug)]
pub struct Foreseen<'a> {
    pub findings: &'a Arc<Findings>,
    pub churn: &'a Arc<ChurnFindings>,
    pub view: &'a ChurnView,
}

impl Foreseen<'_> {
    /// The name of the class of interest.
    pub fn class(&self) -> &str {
        self.findings.classes.get(self.churn.class as usize).map_or("", String::as_str)
    }

    /// Whether customers are called from the probability on that was found on the validation customers.
    pub fn as_chosen(&self) -> bool {
        self.view.at.threshold == self.churn.decision.threshold
    }

    /// How many customers of the file are on the call list.
    pub fn n_called(&self) -> usize {
        calls::n_called(&self.findings.rows, &self.churn.there, self.view.at.threshold)
    }
}
