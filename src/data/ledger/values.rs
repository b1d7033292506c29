//! The values of a direction or product column that count, where the analyst named the column alone.

use crate::data::Frame;

use super::mapping::{LedgerRole, Mapping};
use super::recognise::{Labelled, by_words, ways};
use super::rows::{NOTHING, labels};
use super::running::Sampled;
use super::{amount, dates, terms};

/// Fills in which values mean money leaving and which mean loans, as far as the mapping does not say it for its columns:
/// from the way balances move, else from the words.
pub fn fill_values(mapping: &mut Mapping, frame: &Frame) {
    let labelled = |role| mapping.column(role).and_then(|name| frame.column(name)).map(Labelled::new);
    let (sign, product) = (labelled(LedgerRole::Sign), labelled(LedgerRole::Product));
    let said = |values: &[String], labelled: &Labelled| {
        !values.is_empty() && values.iter().all(|value| labelled.names.contains(value))
    };
    let money_out = sign.map_or_else(Vec::new, |sign| {
        if said(&mapping.money_out, &sign) {
            return mapping.money_out.clone();
        }
        money_out(mapping, frame, &sign).unwrap_or_else(|| by_words(&sign.names).0)
    });
    let loans = product.map_or_else(Vec::new, |product| {
        if said(&mapping.loans, &product) {
            return mapping.loans.clone();
        }
        product.names.iter().filter(|name| terms::means_loan(name)).cloned().collect()
    });
    mapping.money_out = money_out;
    mapping.loans = loans;
}

/// The values with which stated balances fall; `None` where balances do not tell.
fn money_out(mapping: &Mapping, frame: &Frame, sign: &Labelled) -> Option<Vec<String>> {
    let column = |role| mapping.column(role).and_then(|name| frame.column(name));
    let (customers, _) = labels(column(LedgerRole::Customer)?);
    let accounts = column(LedgerRole::Account).map_or_else(|| customers.clone(), |column| labels(column).0);
    let days = dates::read_column(column(LedgerRole::Date)?, mapping.dates).days;
    let decimal = frame.source.dialect.decimal;
    let cents = |role| Some(amount::read_column(column(role)?, decimal).cents);
    let sampled = Sampled::new(&accounts, &days);
    let moves = sampled.moves(&cents(LedgerRole::Amount)?, &cents(LedgerRole::Balance)?);
    let known = sign.codes.iter().any(|&code| code != NOTHING);
    let (out, sure) = ways(&moves, sign);
    (known && sure && !moves.rose.is_empty() && !out.is_empty()).then_some(out)
}
