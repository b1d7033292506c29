//! Refuses choices about transactions that would have no effect, or contradict one another.

use std::collections::BTreeSet;

use crate::base::{Message, Problem, did_you_mean, nearest};
use crate::data::Frame;
use crate::data::ledger::{LedgerRole, Mapping};
use crate::study::value::{Clock, Horizon, ValueRecipe};

use super::failure::Failure;

/// Parts of which a column can play one only.
const APART: [LedgerRole; 4] = [LedgerRole::Date, LedgerRole::Amount, LedgerRole::Balance, LedgerRole::Sign];

/// Takes a column that was named for a part out of the parts it was found to play but cannot play as well.
pub fn make_room(mapping: &mut Mapping, role: LedgerRole, named: &[LedgerRole]) {
    let Some(column) = mapping.columns.get(&role).filter(|_| APART.contains(&role)).cloned() else { return };
    let stays = |other: &LedgerRole| *other == role || named.contains(other) || !APART.contains(other);
    mapping.columns.retain(|other, name| *name != column || stays(other));
}

/// A part cannot be played twice, and a column cannot be the date and the amount.
pub fn check_parts(mapping: &Mapping, named: &[LedgerRole]) -> Result<(), Failure> {
    if let Some(&role) = (1..named.len()).find(|&at| named[..at].contains(&named[at])).map(|at| &named[at]) {
        let problem = Problem::new(Message::new("cli-map-twice").with("role", role.id()));
        return Err(Failure::wrong_call(problem.hint(Message::new("cli-map-twice-hint"))));
    }
    for (at, role) in APART.iter().enumerate() {
        let Some(column) = mapping.column(*role) else { continue };
        if let Some(other) = APART[..at].iter().find(|other| mapping.column(**other) == Some(column)) {
            let message = Message::new("cli-map-one-column").with("column", column);
            let problem = Problem::new(message.with("role", role.id()).with("other", other.id()));
            return Err(Failure::wrong_call(problem.hint(Message::new("cli-map-one-column-hint"))));
        }
    }
    Ok(())
}

/// Settings that nothing would read, and values that stand nowhere in the file.
pub fn check_settings(
    settings: &[(String, String)],
    recipe: &ValueRecipe,
    frame: &Frame,
) -> Result<(), Failure> {
    let has = |key: &str| settings.iter().any(|(name, _)| name == key);
    let reasons = [
        (recipe.horizon == Horizon::SamePeriod, "horizon=same_period"),
        (recipe.clock == Clock::OwnHistory, "clock=own_history"),
    ];
    if let Some((_, reason)) = reasons.iter().find(|(holds, _)| *holds && has("cut")) {
        let problem = Problem::new(Message::new("cli-set-idle").with("key", "cut").with("reason", *reason));
        return Err(Failure::wrong_call(problem.hint(Message::new("cli-set-idle-hint").with("key", "cut"))));
    }
    for (key, role, values) in [
        ("money_out", LedgerRole::Sign, &recipe.mapping.money_out),
        ("loans", LedgerRole::Product, &recipe.mapping.loans),
    ] {
        if has(key) {
            check_values(key, role, values, recipe, frame)?;
        }
    }
    Ok(())
}

fn check_values(
    key: &'static str,
    role: LedgerRole,
    values: &[String],
    recipe: &ValueRecipe,
    frame: &Frame,
) -> Result<(), Failure> {
    let Some(column) = recipe.mapping.column(role).and_then(|name| frame.column(name)) else {
        let problem =
            Problem::new(Message::new("cli-set-no-column").with("key", key).with("role", role.id()));
        let hint = Message::new("cli-set-no-column-hint").with("key", key).with("role", role.id());
        return Err(Failure::wrong_call(problem.hint(hint)));
    };
    let cells = (0..column.valid.len()).filter_map(|position| column.category(position));
    let known: BTreeSet<String> = cells.collect();
    let Some(stranger) = values.iter().find(|value| !known.contains(*value)) else { return Ok(()) };
    let message = Message::new("cli-set-no-value").with("value", stranger).with("column", &column.name);
    let meant = nearest(stranger, known.iter().map(String::as_str));
    let hint = if meant.is_empty() {
        const MOST: usize = 12;
        let some: Vec<Message> = known.iter().take(MOST).map(Message::text).collect();
        Message::new("cli-set-no-value-hint").with("values", some)
    } else {
        did_you_mean(&meant)
    };
    Err(Failure::wrong_call(Problem::new(message).hint(hint)))
}
