//! What a run found out about the class of interest: how well it is foreseen, from which probability on customers are
//! called, what tells, and what a campaign would bring.

use std::sync::Arc;

use crate::metrics::{
    BinaryIntervals, CalibrationBin, Counts, DeLong, GainBin, Interval, PrPoint, Ranked, RocPoint,
};
use crate::models::Trial;
use crate::study::RowResult;

use super::explain::{ColumnImportance, Subject};
use super::{Campaign, ChurnModel, ChurnRecipe, Decision, FoundPoint, ProfitPoint, calls, profit_curve};

/// A held-out value with the interval in which it lies with a probability of 95 %: by bootstrap over the customers, or where
/// these are few, Wilson's of shares and none of the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Name in `findings.json`.
    pub name: &'static str,
    pub value: f64,
    pub interval: Option<Interval>,
}

/// Another method against the chosen one, on the same held-out customers of repeat 1, fold 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Rival {
    /// Index into the methods of the findings.
    pub method: usize,
    pub delong: DeLong,
}

/// The class of interest as the chosen method's model of repeat 1, fold 1 foresees it.
#[derive(Clone, Debug)]
pub struct ChurnFindings {
    pub choice: ChurnRecipe,
    /// Index into the classes of the findings.
    pub class: u32,
    /// Share of the class among all labelled customers.
    pub prevalence: f64,
    pub decision: Decision,
    /// The held-out customers by calibrated probability: what sliders ask.
    pub held_out: Ranked,
    /// Places of the held-out customers among the rows of the findings, in their order there.
    pub held_out_rows: Vec<u32>,
    /// Places among the rows of the findings of the customers who are not known to be of the class already, the most
    /// probable first. The profit is that of calling among them, if they leave as often as those held out did.
    pub there: Vec<u32>,
    /// At the threshold.
    pub counts: Counts,
    pub measured: Vec<Measured>,
    pub rivals: Vec<Rival>,
    pub roc: Vec<RocPoint>,
    pub precision_recall: Vec<PrPoint>,
    /// By tenth of the customers, the most probable ones first.
    pub gains: Vec<GainBin>,
    /// Before and after calibration.
    pub calibration: [Vec<CalibrationBin>; 2],
    pub ece: [f64; 2],
    /// Of the source columns, the most telling first; empty where the run was ended before.
    pub importance: Vec<ColumnImportance>,
    /// Leavers found by the number of customers called: what the sliders of a campaign ask.
    pub reach: Vec<FoundPoint>,
    /// Of the campaign of the recipe.
    pub profit: Vec<ProfitPoint>,
    /// What a search tried, where the chosen method searches.
    pub trials: Vec<Trial>,
    /// What is saved, scores new customers and explains.
    pub model: Arc<ChurnModel>,
}

impl ChurnFindings {
    /// How many calls of a campaign pay, the most probable customers first: as many as break even, within the budget.
    pub fn paying_calls(&self, rows: &[RowResult], campaign: &Campaign) -> u64 {
        let Some(least) = campaign.break_even() else { return 0 };
        let n_paying = calls::n_called(rows, &self.there, least as f32) as u64;
        campaign.of_budget().map_or(n_paying, |limit| limit.min(n_paying))
    }

    /// What explains itself: the saved model, with its probabilities calibrated.
    pub fn subject(&self) -> Subject<'_> {
        Subject {
            preprocessor: &self.model.preprocessor,
            model: &self.model.ensemble,
            of_interest: self.class,
            calibration: &self.model.calibration,
        }
    }

    /// What a campaign among as many customers as the file has is expected to bring, by the number called: what sliders
    /// ask.
    pub fn profit_of(&self, campaign: &Campaign) -> Vec<ProfitPoint> {
        profit_curve(&self.reach, campaign)
    }

    /// Whether so few customers of either kind were held out that figures other than shares have no range.
    pub fn has_few(&self) -> bool {
        BinaryIntervals::are_of_few(&self.counts)
    }

    /// What calling from this probability on comes to among the held-out customers.
    pub fn at(&self, threshold: f32) -> Counts {
        self.held_out.at(threshold)
    }
}
