//! From the arguments to customers made of transactions: `--map`, `--join` and the settings that concern value.

use crate::base::{Lang, Message, Problem, did_you_mean, nearest};
use crate::data::date;
use crate::data::ledger::{self, DateOrder, Decision, LedgerRole, Mapping};
use crate::features::contribution::{RateError, Rates, number};
use crate::features::tiers::{Ladder, N_TIERS, TierRule, USUAL_HIGH_SHARE, USUAL_SHARES};
use crate::session::{Table, Transactions};
use crate::study::value::{Clock, Horizon, ValueRecipe};

use super::effect;
use super::failure::Failure;

/// A setting of `--set` that is no parameter of a method and no rate.
pub struct ValueSetting {
    pub key: &'static str,
    pub takes: String,
    pub default: String,
    pub name_key: &'static str,
}

/// Stands for a default that follows from the file, or for names from the language.
const FOUND: &str = "auto";

fn percent(share: f64) -> String {
    format!("{}%", (share * 1e4).round() / 1e2)
}

/// All of them but the rates, which have a list of their own.
pub fn settings() -> Vec<ValueSetting> {
    let ids = |ids: &[&str]| ids.join("|");
    let shares = USUAL_SHARES.map(percent).join(",");
    let high = percent(USUAL_HIGH_SHARE);
    let setting = |key, takes: String, default: &str, name_key| ValueSetting {
        key,
        takes,
        default: default.to_owned(),
        name_key,
    };
    let mut settings = vec![
        setting("tiers", ids(&TierRule::IDS), TierRule::default().id(), "cli-setting-tiers"),
        setting("tier_shares", "A,B,C".to_owned(), &shares, "cli-setting-tier-shares"),
        setting("tier_cuts", "A,B,C".to_owned(), FOUND, "cli-setting-tier-cuts"),
        setting("value_share", "0%..100%".to_owned(), &high, "cli-setting-value-share"),
        setting("potential_share", "0%..100%".to_owned(), &high, "cli-setting-potential-share"),
        setting("tier_names", "A,B,C,D".to_owned(), FOUND, "cli-setting-tier-names"),
        setting(
            "horizon",
            ids(&Horizon::ALL.map(Horizon::id)),
            Horizon::default().id(),
            "cli-setting-horizon",
        ),
        setting("clock", ids(&Clock::ALL.map(Clock::id)), Clock::default().id(), "cli-setting-clock"),
        setting("cut", "YYYY-MM-DD".to_owned(), FOUND, "cli-setting-cut"),
        setting("dates", ids(&DateOrder::ALL.map(DateOrder::id)), FOUND, "cli-setting-dates"),
        setting("money_out", "A[,B,…]".to_owned(), FOUND, "cli-setting-money-out"),
        setting("loans", "A[,B,…]".to_owned(), FOUND, "cli-setting-loans"),
    ];
    settings.extend(Decision::ALL.map(|decision| {
        let answers = decision.answers().map(|answer| answer.id);
        setting(decision.id(), ids(&answers), answers[0], decision.name_key())
    }));
    settings
}

/// Whether a setting concerns value and not a method.
pub fn is_value_setting(key: &str) -> bool {
    keys().any(|known| known == key)
}

/// Every key of `--set` that concerns value.
pub fn keys() -> impl Iterator<Item = &'static str> {
    let rates = Rates::specs().iter().map(|rate| rate.key);
    settings().into_iter().map(|setting| setting.key).chain(rates)
}

/// The columns as `--map role=COLUMN` names them, on top of what was found; `None` where nobody and nothing says that the
/// table is a list of transactions.
pub fn mapping(maps: &[String], table: &Table, found: Option<Mapping>) -> Result<Option<Mapping>, Failure> {
    if maps.is_empty() {
        return Ok(found);
    }
    let (mut named, mut given) = (Vec::new(), Mapping::default());
    for map in maps {
        let Some((role, column)) = map.split_once('=') else {
            let problem = Problem::new(Message::new("cli-map-form").with("map", map));
            return Err(Failure::wrong_call(problem.hint(Message::new("cli-map-form-hint"))));
        };
        let (role, column) = (role.trim(), column.trim());
        let Some(known) = LedgerRole::from_id(role) else {
            let problem = Problem::new(Message::new("cli-map-role").with("role", role));
            let roles = LedgerRole::ALL.map(LedgerRole::id);
            let meant = nearest(role, roles);
            let all = || Message::new("cli-map-role-hint").with("roles", roles.map(Message::text).to_vec());
            let hint = if meant.is_empty() { all() } else { did_you_mean(&meant) };
            return Err(Failure::wrong_call(problem.hint(hint)));
        };
        if table.frame.column(column).is_none() {
            return Err(super::choice::unknown_column(column, table));
        }
        named.push(known);
        given.columns.insert(known, column.to_owned());
    }
    effect::check_parts(&given, &named)?;
    let found = found.or_else(|| ledger::recognise_with(&table.frame, &table.profile, &given));
    let mut mapping = found.unwrap_or_default();
    for (role, column) in given.columns {
        let before = mapping.columns.insert(role, column.clone());
        effect::make_room(&mut mapping, role, &named);
        if before == Some(column) {
            continue;
        }
        match role {
            LedgerRole::Sign => mapping.money_out.clear(),
            LedgerRole::Product => mapping.loans.clear(),
            LedgerRole::Date => mapping.dates = None,
            _ => {}
        }
    }
    ledger::fill_values(&mut mapping, &table.frame);
    Ok(Some(mapping))
}

/// What the arguments choose about value, on top of what the transactions suggest.
pub fn recipe(
    settings: &[(String, String)],
    mapping: Mapping,
    transactions: &Transactions,
    lang: Lang,
) -> Result<ValueRecipe, Failure> {
    let mut recipe = transactions.suggest(mapping, lang);
    // The rule comes first: the numbers of another one have no meaning.
    let (rules, rest): (Vec<_>, Vec<_>) = settings.iter().partition(|(key, _)| key == "tiers");
    let named = rules.last().map(|(_, value)| value.as_str());
    if let Some(id) = named {
        let rule = TierRule::begin(id, &Ladder::default()).ok_or_else(|| unsuitable("tiers", id))?;
        // Thresholds that are not said follow from the values, which nobody knows yet.
        recipe.tiering.rule = if wants_thresholds(settings) { TierRule::default() } else { rule };
    }
    for (key, value) in rest {
        set(&mut recipe, key, value, named)?;
    }
    effect::check_settings(settings, &recipe, &transactions.frame)?;
    Ok(recipe)
}

/// Whether money thresholds were asked for without saying where: they are then taken from the values themselves.
pub fn wants_thresholds(settings: &[(String, String)]) -> bool {
    let rule = settings.iter().rfind(|(key, _)| key == "tiers");
    rule.is_some_and(|(_, id)| id == "money") && !settings.iter().any(|(key, _)| key == "tier_cuts")
}

/// Thresholds where the usual shares would cut the values.
pub fn thresholds(table: &Table) -> TierRule {
    let values = table.value.iter().flat_map(|value| {
        let there = value.after.iter().zip(&value.tier).filter(|(_, tier)| tier.is_some());
        there.map(|(contribution, _)| contribution.total())
    });
    let ladder = Ladder::new(&values.collect::<Vec<f64>>(), &[]);
    TierRule::begin("money", &ladder).unwrap_or_default()
}

fn set(recipe: &mut ValueRecipe, key: &str, value: &str, rule: Option<&str>) -> Result<(), Failure> {
    if Rates::specs().iter().any(|rate| rate.key == key) {
        return recipe.rates.set_text(key, value).map_err(|error| rate_failure(&error, key, value));
    }
    if let Some(decision) = Decision::from_id(key) {
        return if recipe.decisions.choose(decision, value) { Ok(()) } else { Err(unsuitable(key, value)) };
    }
    let bad = || unsuitable(key, value);
    let words = || value.split(',').map(|word| word.trim().to_owned()).collect::<Vec<String>>();
    match key {
        "horizon" => recipe.horizon = Horizon::from_id(value).ok_or_else(bad)?,
        "clock" => recipe.clock = Clock::from_id(value).ok_or_else(bad)?,
        "cut" => {
            let day = date::parse(value).filter(|read| read.shape == date::Shape::YearFirst);
            recipe.cut_day = Some(day.and_then(|read| read.day_first).ok_or_else(bad)?);
        }
        "dates" => recipe.mapping.dates = Some(DateOrder::from_id(value).ok_or_else(bad)?),
        "money_out" => recipe.mapping.money_out = words(),
        "loans" => recipe.mapping.loans = words(),
        "tier_names" => {
            recipe.tiering.names = <[String; N_TIERS]>::try_from(words()).map_err(|_| bad())?;
        }
        _ => set_rule(&mut recipe.tiering.rule, key, value, rule)?,
    }
    Ok(())
}

/// Numbers of a rule; they choose the rule where no other one was named.
fn set_rule(rule: &mut TierRule, key: &str, value: &str, named: Option<&str>) -> Result<(), Failure> {
    let bad = || unsuitable(key, value);
    let numbers: Vec<f64> =
        value.split(',').map(|text| Some(number(text)?.0)).collect::<Option<_>>().ok_or_else(bad)?;
    let three = || <[f64; 3]>::try_from(numbers.clone()).map_err(|_| bad());
    let one = || numbers.first().copied().filter(|_| numbers.len() == 1).ok_or_else(bad);
    let usual = TierRule::ValuePotential { value_share: USUAL_HIGH_SHARE, potential_share: USUAL_HIGH_SHARE };
    let before = if matches!(rule, TierRule::ValuePotential { .. }) { *rule } else { usual };
    let changed = match (key, before) {
        ("tier_shares", _) => TierRule::Pyramid { shares: three()? },
        ("tier_cuts", _) => TierRule::Money { cuts: three()? },
        ("value_share", TierRule::ValuePotential { potential_share, .. }) => {
            TierRule::ValuePotential { value_share: one()?, potential_share }
        }
        (_, TierRule::ValuePotential { value_share, .. }) => {
            TierRule::ValuePotential { value_share, potential_share: one()? }
        }
        _ => return Err(bad()),
    };
    if let Some(id) = named.filter(|&id| id != changed.id()) {
        let problem = Problem::new(Message::new("cli-set-other-rule").with("key", key).with("rule", id));
        return Err(Failure::wrong_call(
            problem.hint(Message::new("cli-set-other-rule-hint").with("rule", changed.id())),
        ));
    }
    changed.check().map_err(|message| Failure::wrong_call(Problem::new(message)))?;
    *rule = changed;
    Ok(())
}

/// A number of hundreds of digits is shown as it was written.
fn rate_failure(error: &RateError, key: &str, text: &str) -> Failure {
    const READABLE: f64 = 1e12;
    let problem = error.problem();
    let huge = matches!(error, RateError::OutOfRange { value, .. } if value.abs() >= READABLE);
    let message = Message::new("params-misfit").with("key", key).with("value", text);
    Failure::wrong_call(if huge { Problem { message, ..problem } } else { problem })
}

fn unsuitable(key: &str, value: &str) -> Failure {
    let problem = Problem::new(Message::new("params-misfit").with("key", key).with("value", value));
    let takes = settings().into_iter().find(|setting| setting.key == key).map(|setting| setting.takes);
    let hint = Message::new("cli-setting-takes").with("takes", takes.unwrap_or_default());
    Failure::wrong_call(problem.hint(hint))
}
