//! Why a class is foreseen: what one column does to the probability and how that of one customer comes about, worked out by
//! jobs when somebody looks at them; and what the probability would be if a customer were otherwise.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::{Message, Problem, RowId, Stop, Watch};
use crate::data::Frame;
use crate::features::CellValue;
use crate::study::churn::ChurnFindings;
use crate::study::churn::calls::learned_from;
use crate::study::churn::explain::{
    Changeable, Dependence, Explainer, Player, Reasons, Shapley, WhatIf, changeable, dependence,
};
use crate::study::{Findings, StudyError};

use super::state::JobId;

/// What is to be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyOrder {
    /// How the probability goes with a column.
    Column(String),
    /// Why the class is foreseen of a customer, by the place among the findings' rows.
    Customer(u32),
    /// What speaks for the class in the case of these customers, as short as a list of calls says it.
    Calls(Vec<u32>),
}

/// How the probability of a customer comes about.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerWhy {
    pub customer: u32,
    pub players: Vec<Player>,
    pub shapley: Shapley,
    pub reasons: Reasons,
    /// That some columns are not told apart.
    pub note: Option<Message>,
}

/// What was worked out.
#[derive(Clone, Debug)]
pub enum Explained {
    Column(Arc<Dependence>),
    /// With what may be changed about any customer.
    Customer(Arc<CustomerWhy>, Arc<Vec<Changeable>>),
    /// By the place among the findings' rows.
    Calls(Vec<(u32, Message)>),
}

/// What is known so far of why the class is foreseen.
#[derive(Clone, Debug, Default)]
pub struct Why {
    /// By column.
    pub columns: BTreeMap<String, Arc<Dependence>>,
    /// The customer explained last.
    pub customer: Option<Arc<CustomerWhy>>,
    /// What may be changed about a customer: the same for all of them.
    pub changeable: Option<Arc<Vec<Changeable>>>,
    /// What speaks for the class in the case of customers on the call list who were looked at.
    pub calls: BTreeMap<u32, Message>,
    /// What could not be worked out last, and why.
    pub failed: Option<(WhyOrder, Problem)>,
    pub(super) running: Option<(JobId, WhyOrder)>,
    /// The one to be worked out after it.
    pub(super) waiting: Option<WhyOrder>,
}

impl Why {
    /// Whether somebody has to ask for it: it is not known, not on its way and has not failed.
    pub fn lacks(&self, order: &WhyOrder) -> bool {
        let known = match order {
            WhyOrder::Column(column) => self.columns.contains_key(column),
            WhyOrder::Customer(customer) => self.of(*customer).is_some(),
            WhyOrder::Calls(customers) => customers.iter().all(|customer| self.calls.contains_key(customer)),
        };
        let coming = match (&self.waiting, &self.running) {
            (Some(waiting), _) => waiting == order,
            (None, Some((_, running))) => running == order,
            (None, None) => false,
        };
        !known && !coming && self.problem(order).is_none()
    }

    /// Why it could not be worked out.
    pub fn problem(&self, order: &WhyOrder) -> Option<&Problem> {
        self.failed.as_ref().filter(|(failed, _)| failed == order).map(|(_, problem)| problem)
    }

    /// How the probability of this customer comes about, where that is known.
    pub fn of(&self, customer: u32) -> Option<&Arc<CustomerWhy>> {
        self.customer.as_ref().filter(|why| why.customer == customer)
    }
}

/// Works out what was asked for. `known`: what may be changed about a customer, where that was worked out before.
///
/// **Errors** a column or customer that the table does not have; [`StudyError::Discarded`] when stopped.
pub(super) fn explain(
    (findings, churn): (&Findings, &ChurnFindings),
    frame: &Frame,
    order: &WhyOrder,
    known: Option<Arc<Vec<Changeable>>>,
    stop: Stop,
) -> Result<Explained, StudyError> {
    let (subject, learned) = (churn.subject(), learned_from(findings));
    match order {
        WhyOrder::Column(column) => {
            let found = dependence(&subject, (frame, &learned), column, findings.seed)?;
            Ok(Explained::Column(Arc::new(found)))
        }
        WhyOrder::Customer(customer) => {
            let row = row_of(findings, *customer)?;
            let explainer = Explainer::new(subject, (frame, &learned), &churn.importance, findings.seed)?;
            let watch = Watch::new(stop, &|_| {});
            let shapley =
                explainer.shapley_many(frame, &[row], &watch)?.pop().ok_or(StudyError::Discarded)?;
            let reasons = explainer.reasons(frame, row, &shapley)?;
            let known = match known {
                Some(known) => known,
                None => Arc::new(changeable(subject.preprocessor, (frame, &learned))?),
            };
            let (players, note) = (explainer.players().to_vec(), explainer.note());
            let why = CustomerWhy { customer: *customer, players, shapley, reasons, note };
            Ok(Explained::Customer(Arc::new(why), known))
        }
        WhyOrder::Calls(customers) => {
            let rows: Vec<RowId> =
                customers.iter().map(|&customer| row_of(findings, customer)).collect::<Result<_, _>>()?;
            let explainer = Explainer::new(subject, (frame, &learned), &churn.importance, findings.seed)?;
            let explained = explainer.shapley_many(frame, &rows, &Watch::new(stop, &|_| {}))?;
            let of_customer = |((&customer, &row), shapley)| {
                Ok((customer, explainer.reasons(frame, row, shapley)?.short()))
            };
            let all = customers.iter().zip(&rows).zip(&explained).map(of_customer);
            Ok(Explained::Calls(all.collect::<Result<_, StudyError>>()?))
        }
    }
}

fn row_of(findings: &Findings, customer: u32) -> Result<RowId, StudyError> {
    let result = findings.rows.get(customer as usize);
    result.map(|result| result.row).ok_or(StudyError::Discarded)
}

/// A customer with some values changed. One prediction of one row: as fast as a slider.
///
/// **Errors** a customer or a column that the table does not have, words for a number.
pub fn what_if<'a>(
    (findings, churn): (&Findings, &'a ChurnFindings),
    frame: &Frame,
    customer: u32,
    changes: &BTreeMap<String, CellValue>,
) -> Result<WhatIf<'a>, StudyError> {
    let mut what_if = WhatIf::new(churn.subject(), frame, row_of(findings, customer)?)?;
    for (column, value) in changes {
        what_if.set(column, value.clone())?;
    }
    Ok(what_if)
}
