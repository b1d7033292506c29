//! Whether a table is a list of transactions, and which column plays which part: by contents first, by names where contents
//! leave it open.

use crate::data::profile::TableProfile;
use crate::data::{Column, Frame, Values, names};

use super::mapping::{LedgerRole, Mapping};
use super::rows::{NOTHING, labels};
use super::running::{Moves, Sampled};
use super::{amount, dates, terms};

/// Entries a customer must have on average.
const ENTRIES_EACH: f64 = 2.0;
/// Share of cells that must be readable for a column to hold dates or amounts.
const READABLE: f64 = 0.75;
/// Share of amounts and balances that may be empty.
const EMPTY: f64 = 0.25;
/// Cells looked at to see whether a text column could be one of them.
const LOOKED_AT: usize = 500;
/// Share of entries that must follow from a balance before them.
const RUNNING: f64 = 0.6;
/// Different values a column of signs, kinds or products has at most.
const MOST_SIGNS: usize = 24;
const MOST_KINDS: usize = 200;
const MOST_PRODUCTS: usize = 24;
/// Share of the moves of a value that must go the same way for the value to mean that way.
const ONE_WAY: f64 = 0.9;

/// A column with its values as codes.
pub struct Labelled<'a> {
    column: &'a Column,
    pub codes: Vec<u32>,
    pub names: Vec<String>,
    /// Share of empty cells.
    missing: f64,
}

impl<'a> Labelled<'a> {
    pub fn new(column: &'a Column) -> Self {
        let (codes, names) = labels(column);
        let missing = column.valid.missing() as f64 / column.valid.len().max(1) as f64;
        Self { column, codes, names, missing }
    }
}

/// A column with its cells in cents.
struct Money<'a> {
    column: &'a Column,
    cents: Vec<Option<i64>>,
}

/// What a list of transactions was found to be made of.
struct Found<'a> {
    account: usize,
    amount: usize,
    balance: Option<usize>,
    moves: Moves,
    money: Vec<Money<'a>>,
}

/// The part each column plays, or `None` where the table is no list of transactions: many rows a customer, a date, an amount.
pub fn recognise(frame: &Frame, profile: &TableProfile) -> Option<Mapping> {
    recognise_with(frame, profile, &Mapping::default())
}

/// A column of dates and one named like amounts: what a list of transactions has at least.
pub fn dates_and_amounts(frame: &Frame) -> Option<(&str, &str)> {
    let date = date_column(frame)?;
    let named = |column: &&Column| terms::named(&column.name, LedgerRole::Amount) > 0;
    let amount = frame.columns.iter().filter(|column| !std::ptr::eq(*column, date)).find(named)?;
    Some((&date.name, &amount.name))
}

/// As [`recognise`], with the parts that `known` names: they need not look like what they are.
pub fn recognise_with(frame: &Frame, profile: &TableProfile, known: &Mapping) -> Option<Mapping> {
    let named = |role| known.column(role).and_then(|name| frame.column(name));
    let given = [named(LedgerRole::Account), named(LedgerRole::Customer)];
    let is_given = |column: &Column| given.iter().flatten().any(|given| std::ptr::eq(*given, column));
    let date = named(LedgerRole::Date).or_else(|| date_column(frame))?;
    let days = dates::read_column(date, None).days;
    let counts = |column: &Column| profile.column(&column.name).map_or(0, |profile| profile.distinct);
    let n = frame.n_rows() as f64;
    let labelled: Vec<Labelled> = frame
        .columns
        .iter()
        .enumerate()
        .filter(|(index, column)| {
            let may_label = matches!(column.values, Values::Int(_) | Values::Text { .. });
            may_label && !std::ptr::eq(*column, date) && !frame.is_from_earlier_run(*index)
        })
        .filter(|(_, column)| {
            let distinct = counts(column);
            distinct > 0
                && (is_given(column) || distinct <= MOST_KINDS || distinct as f64 * ENTRIES_EACH <= n)
        })
        .map(|(_, column)| Labelled::new(column))
        .collect();
    let mut owners = owners(&labelled);
    for column in given.into_iter().flatten() {
        let index = labelled.iter().position(|labelled| std::ptr::eq(labelled.column, column))?;
        owners.retain(|&owner| owner != index);
        owners.insert(0, index);
    }
    let found = find_money(frame, date, &days, &labelled, &owners, known)?;
    let account = &labelled[found.account];
    // A customer is coarser than an account: each account belongs to one.
    let customer = owners
        .iter()
        .map(|&index| &labelled[index])
        .find(|owner| terms::named(&owner.column.name, LedgerRole::Customer) > 0 && belongs(account, owner))
        .unwrap_or(account);
    let accounts = owners
        .iter()
        .map(|&index| &labelled[index])
        .find(|owner| terms::named(&owner.column.name, LedgerRole::Account) == 2 && belongs(owner, customer));

    let mut mapping = Mapping::default();
    let mut set = |role, column: &Column| mapping.columns.insert(role, column.name.clone());
    set(LedgerRole::Customer, customer.column);
    set(LedgerRole::Account, accounts.unwrap_or(account).column);
    set(LedgerRole::Date, date);
    set(LedgerRole::Amount, found.money[found.amount].column);
    if let Some(balance) = found.balance {
        set(LedgerRole::Balance, found.money[balance].column);
    }
    let taken: Vec<String> = mapping.columns.values().cloned().collect();
    let free = |labelled: &&Labelled| !taken.contains(&labelled.column.name);
    if let Some((sign, money_out)) = sign_column(&found, labelled.iter().filter(free)) {
        mapping.columns.insert(LedgerRole::Sign, sign);
        mapping.money_out = money_out;
    }
    if let Some((product, loans)) = product_column(labelled.iter().filter(free)) {
        mapping.columns.insert(LedgerRole::Product, product);
        mapping.loans = loans;
    }
    let taken: Vec<String> = mapping.columns.values().cloned().collect();
    if let Some(kind) = kind_column(&labelled, &taken) {
        mapping.columns.insert(LedgerRole::Kind, kind);
    }
    Some(mapping)
}

/// The column of kinds: best one that has no other part, then best named.
fn kind_column(labelled: &[Labelled], taken: &[String]) -> Option<String> {
    labelled
        .iter()
        .filter(|labelled| matches!(labelled.column.values, Values::Text { .. }))
        .filter(|labelled| (2..=MOST_KINDS).contains(&labelled.names.len()))
        .map(|labelled| {
            let alone = !taken.contains(&labelled.column.name);
            (alone, terms::named(&labelled.column.name, LedgerRole::Kind), labelled)
        })
        .filter(|(_, named, _)| *named > 0)
        // Of equally well named ones the one with fewer empty cells.
        .max_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| b.2.missing.total_cmp(&a.2.missing)))
        .map(|(_, _, kind)| kind.column.name.clone())
}

/// The column of dates: nearly every cell one, several of them; best named first, then first in the file.
pub fn date_column(frame: &Frame) -> Option<&Column> {
    let mut best: Option<(u32, &Column)> = None;
    for column in &frame.columns {
        let mut named = terms::named(&column.name, LedgerRole::Date);
        let typed = matches!(column.values, Values::Date(_));
        // A number or code of six digits is only a date where the name says so.
        if matches!(column.values, Values::Float(_)) || (!typed && named == 0) || !reads(column, is_date) {
            continue;
        }
        named += u32::from(typed);
        if best.is_none_or(|(before, _)| named > before) {
            best = Some((named, column));
        }
    }
    best.map(|(_, column)| column)
}

fn is_date(column: &Column) -> usize {
    dates::read_column(column, None).days.iter().flatten().count()
}

fn is_amount(column: &Column) -> usize {
    amount::read_column(column, b'.').cents.iter().flatten().count()
}

/// Whether nearly all cells present can be read, judged by the first ones.
fn reads(column: &Column, count: fn(&Column) -> usize) -> bool {
    let positions: Vec<Option<u32>> = (0..column.valid.len())
        .filter(|&at| column.valid.get(at))
        .take(LOOKED_AT)
        .map(|at| Some(at as u32))
        .collect();
    let first = super::join::gather(column, &positions);
    !positions.is_empty() && count(&first) as f64 >= READABLE * positions.len() as f64
}

/// Columns that may say whose the rows are: named so, or codes with many values; few cells empty.
fn owners(labelled: &[Labelled]) -> Vec<usize> {
    let named = |column: &Column| {
        let customer = terms::named(&column.name, LedgerRole::Customer);
        customer.max(terms::named(&column.name, LedgerRole::Account))
    };
    let mut owners: Vec<usize> = (0..labelled.len())
        .filter(|&index| labelled[index].missing < 0.05 && named(labelled[index].column) > 0)
        .filter(|&index| {
            let (distinct, rows) = (labelled[index].names.len(), labelled[index].codes.len());
            distinct > 1 && distinct as f64 * ENTRIES_EACH <= rows as f64 && names_owners(&labelled[index])
        })
        .collect();
    // A number before a name.
    let is_name = |column: &Column| names::says(&column.name, &["name", "names"], &["姓名", "户名", "名称"]);
    owners.sort_by_key(|&index| {
        let column = labelled[index].column;
        (is_name(column), std::cmp::Reverse(named(column)))
    });
    owners
}

/// Whether the values are identifiers and not types or groups of customers: they hold digits, or the column is called nothing
/// but "customer".
fn names_owners(labelled: &Labelled) -> bool {
    let with_digit =
        labelled.names.iter().filter(|name| name.contains(|char: char| char.is_numeric())).count();
    with_digit as f64 >= READABLE * labelled.names.len() as f64
        || names::words(&labelled.column.name).len() == 1
}

/// Whether each value of `inner` stands beside one value of `outer` only.
fn belongs(inner: &Labelled, outer: &Labelled) -> bool {
    let mut owner = vec![NOTHING; inner.names.len()];
    inner.codes.iter().zip(&outer.codes).all(|(&inside, &outside)| {
        let Some(known) = owner.get_mut(inside as usize) else {
            return true;
        };
        if *known == NOTHING {
            *known = outside;
        }
        outside == NOTHING || *known == outside
    })
}

/// The account, the amount and the balance that follow from each other best; without a balance, by name.
fn find_money<'a>(
    frame: &'a Frame,
    date: &Column,
    days: &[Option<i32>],
    labelled: &[Labelled],
    owners: &[usize],
    known: &Mapping,
) -> Option<Found<'a>> {
    let is_known = |column: &Column| known.column(LedgerRole::Amount) == Some(&column.name);
    let money: Vec<Money> = frame
        .columns
        .iter()
        .filter(|column| !std::ptr::eq(*column, date))
        .filter(|column| !owners.iter().any(|&owner| labelled[owner].column.name == column.name))
        .filter(|column| {
            let typed = matches!(column.values, Values::Float(_) | Values::Int(_));
            let named = terms::named(&column.name, LedgerRole::Amount)
                .max(terms::named(&column.name, LedgerRole::Balance));
            column.valid.missing() as f64 <= EMPTY * column.valid.len() as f64
                && (typed || (named > 0 || is_known(column)) && reads(column, is_amount))
        })
        .map(|column| Money {
            column,
            cents: amount::read_column(column, frame.source.dialect.decimal).cents,
        })
        .collect();
    let mut best: Option<(f64, usize, usize, usize, Moves)> = None;
    for &owner in owners {
        let sampled = Sampled::new(&labelled[owner].codes, days);
        for amount in 0..money.len() {
            for balance in (0..money.len()).filter(|&balance| balance != amount) {
                let moves = sampled.moves(&money[amount].cents, &money[balance].cents);
                let share = moves.share();
                if moves.checked > 0 && share >= RUNNING && best.as_ref().is_none_or(|best| share > best.0) {
                    best = Some((share, owner, amount, balance, moves));
                }
            }
        }
    }
    if let Some((_, account, amount, balance, moves)) = best {
        return Some(Found { account, amount, balance: Some(balance), moves, money });
    }
    let account = *owners.first()?;
    let by_name = |index: usize| terms::named(&money[index].column.name, LedgerRole::Amount);
    let amount = (0..money.len())
        .filter(|&index| by_name(index) > 0 || is_known(money[index].column))
        .max_by_key(|&index| (is_known(money[index].column), by_name(index), std::cmp::Reverse(index)))?;
    Some(Found { account, amount, balance: None, moves: Moves::default(), money })
}

/// The column that says whether money came or left, and its values that mean it left; none where amounts are signed.
fn sign_column<'a>(
    found: &Found,
    candidates: impl Iterator<Item = &'a Labelled<'a>>,
) -> Option<(String, Vec<String>)> {
    let negative = found.money[found.amount].cents.iter().flatten().filter(|&&cents| cents < 0).count();
    let signed = if found.balance.is_some() { found.moves.signed() } else { negative > 0 };
    if signed {
        return None;
    }
    let named = |labelled: &Labelled| terms::named(&labelled.column.name, LedgerRole::Sign);
    candidates
        .filter(|labelled| (2..=MOST_SIGNS).contains(&labelled.names.len()))
        .filter_map(|labelled| {
            let (out, sure) = if found.balance.is_some() {
                ways(&found.moves, labelled)
            } else {
                by_words(&labelled.names)
            };
            (sure && !out.is_empty() && out.len() < labelled.names.len()).then_some((labelled, out))
        })
        // One that says something in every row, then the best named, then the one with the fewest values.
        .min_by_key(|(labelled, _)| {
            (labelled.missing > 0.0, std::cmp::Reverse(named(labelled)), labelled.names.len())
        })
        .map(|(labelled, out)| (labelled.column.name.clone(), out))
}

/// The values with which the balance falls, and whether each value goes one way.
pub fn ways(moves: &Moves, labelled: &Labelled) -> (Vec<String>, bool) {
    let mut up_down = vec![(0usize, 0usize); labelled.names.len()];
    for &(position, rose) in &moves.rose {
        if let Some((up, down)) = up_down.get_mut(labelled.codes[position as usize] as usize) {
            *up += usize::from(rose);
            *down += usize::from(!rose);
        }
    }
    let one_way = up_down.iter().map(|&(up, down)| up.max(down)).sum::<usize>();
    let all = up_down.iter().map(|&(up, down)| up + down).sum::<usize>();
    let falls = |&(name, &(up, down)): &(&String, &(usize, usize))| {
        down > up || (up + down == 0 && terms::means_out(name))
    };
    let out = labelled.names.iter().zip(&up_down).filter(falls).map(|(name, _)| name.clone()).collect();
    (out, one_way as f64 >= ONE_WAY * all as f64)
}

/// The values that mean money leaving, and whether every value says one or the other.
pub fn by_words(names: &[String]) -> (Vec<String>, bool) {
    let out: Vec<String> = names.iter().filter(|name| terms::means_out(name)).cloned().collect();
    let sure = names.iter().all(|name| terms::means_out(name) != terms::means_in(name));
    (out, sure)
}

/// The column that tells loans from deposits, and its values that mean loans.
fn product_column<'a>(candidates: impl Iterator<Item = &'a Labelled<'a>>) -> Option<(String, Vec<String>)> {
    let mut best: Option<(u32, String, Vec<String>)> = None;
    for labelled in candidates.filter(|labelled| labelled.names.len() <= MOST_PRODUCTS) {
        let named = terms::named(&labelled.column.name, LedgerRole::Product);
        let loans: Vec<String> =
            labelled.names.iter().filter(|name| terms::means_loan(name)).cloned().collect();
        let deposits = labelled.names.iter().any(|name| terms::means_deposit(name));
        let says = named == 2 || (named > 0 && !loans.is_empty() && deposits);
        if says && best.as_ref().is_none_or(|(before, ..)| named > *before) {
            best = Some((named, labelled.column.name.clone(), loans));
        }
    }
    best.map(|(_, column, loans)| (column, loans))
}
