//! One row a customer from transactions: what was held and moved in a period, as columns with plain names.

mod activity;
mod measures;
mod plan;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::base::Message;
use crate::data::ledger::{Ledger, Period};
use crate::data::{Column, Values, names};

use super::contribution::loans_by_customer;
use super::rfm::quintiles;

use activity::{Activity, whole_months};
use measures::{Form, LENGTH, LOANS, MEASURES, Measure, SCORES};

pub use plan::ColumnPlan;

/// Customers whose cells are made together.
const BLOCK: usize = 256;

/// The columns of all customers, each from that customer's own period and from nothing after it.
///
/// Flows and numbers of entries are rates for 30 days, so that periods of different length say the same of the same
/// behaviour. Where a customer had no entry in the period they are 0; what would have to be guessed (days since the
/// last entry of somebody who had none, months before the period) is missing. All measures of a customer
/// without a period are missing. Joined attributes come last, under their own names.
///
/// **Shapes:** `periods` has one entry a customer, and so has every column.
///
/// **Numerics:** amounts are added in whole cents; each customer is computed alone, so threads change nothing.
pub fn customer_columns(ledger: &Ledger, periods: &[Option<Period>], plan: &ColumnPlan) -> Vec<Column> {
    let loans = loans_by_customer(ledger);
    let definitions = definitions(plan);
    let customers: Vec<usize> = (0..ledger.n_customers()).collect();
    // Block by block, so that what a customer did is still in the cache when its cells are taken from it.
    let blocks: Vec<Vec<Vec<Option<f64>>>> = customers
        .par_chunks(BLOCK)
        .map(|block| {
            let activity = |&customer: &usize| {
                let period = periods.get(customer).copied().flatten()?;
                Some(Activity::of(ledger, customer, period, &loans[customer], plan))
            };
            let activities: Vec<Option<Activity>> = block.iter().map(activity).collect();
            let cells = |definition: &Definition| {
                activities.iter().map(|activity| (definition.of)(activity.as_ref()?)).collect()
            };
            definitions.iter().map(cells).collect()
        })
        .collect();
    let whole = |(index, definition): (usize, &Definition)| {
        let cells = blocks.iter().flat_map(|block| block[index].iter().copied()).collect();
        column(&definition.name, definition.form, cells)
    };
    let mut columns: Vec<Column> = definitions.par_iter().enumerate().map(whole).collect();
    columns.extend(attributes(ledger, &columns));
    columns
}

/// The last whole months of both periods, the same number in each and at most twelve: what is learned from the one can be
/// asked of the other. Both as they are where one of them has no whole month.
pub fn comparable(earlier: Period, later: Period) -> (Period, Period) {
    let months = [earlier, later].map(|period| whole_months(period, plan::MAX_MONTHS));
    let n = months[0].len().min(months[1].len());
    let cut = |months: &[Period], period: Period| {
        let first = months.len().checked_sub(n.max(1)).and_then(|index| months.get(index));
        first.filter(|_| n > 0).map_or(period, |month| Period { first: month.first, ..period })
    };
    (cut(&months[0], earlier), cut(&months[1], later))
}

/// What the bank sees but does not keep: money a month (30 days) that came into deposit accounts and left again,
/// `min(inflow, outflow)·30/D`. A stand-in for the share of the wallet that other banks hold; it says nothing of wealth
/// that never passes through. 0 where a customer has no period.
///
/// **Shapes:** one entry a customer, in and out.
pub fn potential(ledger: &Ledger, periods: &[Option<Period>]) -> Vec<f64> {
    (0..ledger.n_customers())
        .into_par_iter()
        .map(|customer| {
            let Some(period) = periods.get(customer).copied().flatten() else {
                return 0.0;
            };
            let flows = activity::Flows::of(ledger, customer, period);
            flows.inflow.min(flows.outflow) as f64 / 100.0 * 30.0 / f64::from(period.days())
        })
        .collect()
}

/// What a column of [`customer_columns`] holds, in plain words; `None` for a joined attribute, whose name is all that
/// is known of it.
pub fn description(name: &str) -> Option<Message> {
    let mut measures = MEASURES.iter().chain(LOANS).chain([&LENGTH]).chain(SCORES);
    if let Some(measure) = measures.find(|measure| measure.name == name) {
        return Some(Message::new(measure.name_key));
    }
    let month = |prefix: &str| name.strip_prefix(prefix)?.parse::<u32>().ok();
    if let Some(month) = month("flow_m") {
        return Some(Message::new("customer-column-flow-month").with("month", month));
    }
    if let Some(month) = month("balance_m") {
        return Some(Message::new("customer-column-balance-month").with("month", month));
    }
    if name == "n_other" {
        return Some(Message::new("customer-column-other"));
    }
    let kind = name.strip_prefix("n_")?;
    Some(Message::new("customer-column-kind").with("kind", kind.replace('_', " ")))
}

/// How a cell follows from what its customer did.
type Cell = dyn Fn(&Activity) -> Option<f64> + Sync;

/// One column to be made.
struct Definition {
    name: String,
    form: Form,
    of: Box<Cell>,
}

/// The columns in their order.
fn definitions(plan: &ColumnPlan) -> Vec<Definition> {
    let measured = |measure: &Measure| Definition {
        name: measure.name.to_owned(),
        form: measure.form,
        of: Box::new(measure.of),
    };
    let mut all: Vec<Definition> = MEASURES.iter().map(measured).collect();
    if plan.loans {
        all.extend(LOANS.iter().map(measured));
    }
    all.extend(plan.kinds.iter().enumerate().map(|(index, (_, name))| Definition {
        name: name.clone(),
        form: Form::Amount,
        of: Box::new(move |activity| Some(activity.monthly(f64::from(activity.kinds[index])))),
    }));
    if plan.has_other {
        all.push(Definition {
            name: "n_other".to_owned(),
            form: Form::Amount,
            of: Box::new(|activity| Some(activity.monthly(f64::from(activity.other)))),
        });
    }
    all.extend(plan.tells_length.then(|| measured(&LENGTH)));
    all.extend(SCORES.iter().map(measured));
    let month_columns = if plan.tells_length { plan.n_months } else { 0 };
    all.extend((0..month_columns).map(|month| Definition {
        name: format!("flow_m{}", month + 1),
        form: Form::Amount,
        of: Box::new(move |activity| Some(activity.month(month)?.flow())),
    }));
    all.extend((0..month_columns).map(|month| Definition {
        name: format!("balance_m{}", month + 1),
        form: Form::Amount,
        of: Box::new(move |activity| Some(activity.month(month)?.balance())),
    }));
    all
}

fn column(name: &str, form: Form, mut cells: Vec<Option<f64>>) -> Column {
    if let Form::Score | Form::ReversedScore = form {
        let scores = quintiles(&cells, form == Form::ReversedScore);
        cells = scores.into_iter().map(|score| score.map(f64::from)).collect();
    }
    let values = cells.iter().map(|cell| cell.unwrap_or(0.0));
    Column {
        name: name.to_owned(),
        values: if form == Form::Amount {
            Values::Float(values.collect())
        } else {
            Values::Int(values.map(|value| value as i64).collect())
        },
        valid: cells.iter().map(Option::is_some).collect(),
    }
}

/// Joined attributes, renamed where a measure already has their name.
fn attributes(ledger: &Ledger, columns: &[Column]) -> Vec<Column> {
    let mut taken: BTreeSet<String> = columns.iter().map(|column| column.name.clone()).collect();
    let rename =
        |attribute: &Column| Column { name: names::unique(&attribute.name, &mut taken), ..attribute.clone() };
    ledger.attributes.iter().map(rename).collect()
}
