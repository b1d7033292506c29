//! Value tiers from transactions: periods, tiers, what may be learned from, what a network must beat, the files.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use stratum::base::{Lang, Stream, Watch, render};
use stratum::data::date::{days_from_civil, format_days};
use stratum::data::ledger::{self, Decision, Decisions, Ledger, LedgerRole, Mapping};
use stratum::data::profile::profile;
use stratum::data::{Frame, ReadOptions, csv};
use stratum::features::tiers::TierRule;
use stratum::models::ParamValue;
use stratum::study::value::{TIER, prepare};
use stratum::study::{
    Clock, Control, Driver, Findings, Horizon, MethodChoice, Recipe, StudyError, Tables, ValueRecipe,
    ValueTable, Verdict, run, suggest_recipe, suggest_value, suspicions,
};

use crate::tables::text;

mod files;

const METHODS: [&str; 2] = ["bp_classic", "bp_improved"];

/// One line of a file of transactions.
struct Entry(usize, i32, i64);

fn day(month: u32, day: u32) -> i32 {
    days_from_civil(2024, month, day).unwrap()
}

fn read(folder: &Path, entries: &[Entry]) -> Frame {
    let mut text = String::from("customer_id,date,amount,kind\n");
    for Entry(customer, day, cents) in entries {
        let kind = if *cents > 0 { "salary" } else { "card" };
        let sign = if *cents < 0 { "-" } else { "" };
        let (units, rest) = (cents.abs() / 100, cents.abs() % 100);
        writeln!(text, "C{customer:03},{},{sign}{units}.{rest:02},{kind}", format_days(*day)).unwrap();
    }
    let path = folder.join("entries.csv");
    std::fs::write(&path, text).unwrap();
    csv::read(&path, &ReadOptions::default(), &Watch::unattended()).unwrap().frame
}

fn mapping() -> Mapping {
    let roles = [
        (LedgerRole::Customer, "customer_id"),
        (LedgerRole::Date, "date"),
        (LedgerRole::Amount, "amount"),
        (LedgerRole::Kind, "kind"),
    ];
    Mapping { columns: roles.map(|(role, name)| (role, name.to_owned())).into(), ..Mapping::default() }
}

fn chosen() -> ValueRecipe {
    let names = ["ordinary", "potential", "high quality", "high net worth"].map(str::to_owned);
    suggest_value(mapping(), Vec::new(), names)
}

fn ledger(frame: &Frame) -> Arc<Ledger> {
    let built = ledger::build(frame, &mapping(), &[], &Decisions::default(), &Watch::unattended());
    Arc::new(built.unwrap())
}

fn prepared(frame: &Frame, recipe: &ValueRecipe) -> ValueTable {
    prepare(ledger(frame), frame, recipe, &Watch::unattended()).unwrap()
}

/// Customers who get a sum each month and spend some of it; some get more in the second half of the year.
fn year(n: usize, seed: u64) -> Vec<Entry> {
    let mut stream = Stream::new(seed, "a year of entries", 0);
    let mut entries = Vec::new();
    for customer in 0..n {
        let salary = 100_000.0 * libm::exp(0.6 * stream.normal());
        let rise = if stream.uniform() < 0.3 { 3.0 } else { 1.0 };
        for month in 1..=12 {
            let income = if month > 6 { salary * rise } else { salary };
            let income = (income * (0.95 + 0.1 * stream.uniform())) as i64;
            entries.push(Entry(customer, day(month, 1), income));
            entries.push(Entry(customer, day(month, 15), -(income * stream.below(80) as i64 / 100) - 1));
        }
    }
    entries
}

fn recipe_of(table: &ValueTable, value: ValueRecipe, repeats: u32) -> Recipe {
    let profile = profile(&table.customers, &Watch::unattended());
    let mut recipe = suggest_recipe(&table.customers, &profile, Some(TIER), &[]);
    recipe.methods = METHODS
        .iter()
        .map(|&id| MethodChoice { id: id.to_owned(), params: stratum::models::Params::default() })
        .collect();
    recipe.shared.set("hidden_layers", ParamValue::Sizes(vec![4]));
    recipe.shared.set("max_epochs", ParamValue::Int(60));
    recipe.split.repeats = repeats;
    recipe.value = Some(value);
    recipe
}

fn run_on(recipe: &Recipe, table: &ValueTable, customers: &Frame) -> Findings {
    let tables = Tables { value: Some(table), ..Tables::new(customers, &table.issues) };
    let mut driver = Driver { control: Control::default(), report: &mut |_| {}, clock: &|| Duration::ZERO };
    run(recipe, &tables, &mut driver).unwrap()
}

fn equal_tiers() -> ValueRecipe {
    let mut value = chosen();
    value.tiering.rule = TierRule::Equal;
    value
}

#[test]
fn two_periods_their_tiers_and_who_moved() {
    let room = tempfile::tempdir().unwrap();
    // Balances that do not move within a period: 1000, 2000, 3000 and 4000 from the first day; the first customer
    // has 9000 from the first day of the second half.
    let mut entries: Vec<Entry> = (0..4).map(|c| Entry(c, day(1, 1), 100_000 * (c as i64 + 1))).collect();
    entries.push(Entry(0, day(7, 1), 800_000));
    // One who comes late, one who has gone, and the end of the file.
    entries.extend([Entry(4, day(8, 1), 5_000), Entry(5, day(2, 1), 700), Entry(5, day(3, 1), -700)]);
    entries.push(Entry(1, day(12, 31), 1));
    let frame = read(room.path(), &entries);
    let mut value = chosen();
    value.tiering.rule = TierRule::Money { cuts: [30.0, 50.0, 70.0] };
    for spec in stratum::features::contribution::Rates::specs() {
        value.rates.set(spec.key, spec.min).unwrap();
    }
    value.rates.set("ftp", 0.03).unwrap();
    value.rates.set("deposit_rate", 0.01).unwrap();
    let table = prepared(&frame, &value);
    assert_eq!(table.periods.cut_day, Some(day(7, 1)));
    // 2 % of the average balance, a year.
    let a_year = |of: &[stratum::features::contribution::Contribution], customer: usize| of[customer].total();
    for (customer, expected) in [(0, 20.0), (1, 40.0), (2, 60.0), (3, 80.0), (4, 0.0)] {
        assert!((a_year(&table.before, customer) - expected).abs() < 1e-9, "{customer}");
    }
    assert!((a_year(&table.after, 0) - 180.0).abs() < 1e-9);
    assert_eq!(table.tier_before[..5], [Some(0), Some(1), Some(2), Some(3), None]);
    assert_eq!((table.tier[0], table.tier[5]), (Some(3), None));
    // Who has come only later is no row to learn from; who has gone has no tier to learn.
    assert_eq!(table.customers.row_ids, [0, 1, 2, 3, 5]);
    let tier = table.customers.column(TIER).unwrap();
    assert_eq!((tier.text(0), tier.text(4)), (Some("high net worth"), None));
    assert_eq!(table.now.as_ref().unwrap().row_ids, [0, 1, 2, 3, 4]);
    assert_eq!(table.migration.iter().flatten().sum::<u64>(), 4);
    assert_eq!((table.movers[0].customer, table.movers[0].from, table.movers[0].to), (0, 0, 3));
    assert!(table.movers.iter().skip(1).all(|mover| !mover.is_promotion()));
    let said: Vec<&str> = table.issues.iter().map(|issue| issue.message.key).collect();
    assert!(said.contains(&"study-value-late") && said.contains(&"study-value-gone"), "{said:?}");
    // Counted, who has gone has the lowest tier and takes part.
    let mut counting = value.clone();
    counting.decisions.change(Decision::Leavers, true);
    let counted = prepared(&frame, &counting);
    assert_eq!((counted.tier[5], &counted.tier[..5]), (Some(0), &table.tier[..5]));
    assert_eq!(counted.migration.iter().flatten().sum::<u64>(), 5);
    assert!(counted.issues.iter().any(|issue| issue.message.key == "study-value-gone-counts"));
    let mut outside = value;
    outside.cut_day = Some(day(1, 1));
    let refused = prepare(ledger(&frame), &frame, &outside, &Watch::unattended()).err();
    assert!(matches!(refused, Some(StudyError::CutDay { .. })));
}

#[test]
fn no_later_entry_reaches_a_fact() {
    let room = tempfile::tempdir().unwrap();
    let entries = year(60, 1);
    let mut stream = Stream::new(2, "later entries", 0);
    let changed: Vec<Entry> = entries
        .iter()
        .map(|&Entry(customer, at, cents)| {
            let later = at >= day(7, 1);
            let cents = if later { cents * (1 + stream.below(9) as i64) } else { cents };
            Entry(customer, if later { at + stream.below(10) as i32 } else { at }, cents)
        })
        .collect();
    let first = prepared(&read(room.path(), &entries), &equal_tiers());
    let second = prepared(&read(room.path(), &changed), &equal_tiers());
    assert_ne!(first.tier, second.tier);
    assert_eq!(first.customers.n_columns(), second.customers.n_columns());
    for (a, b) in first.customers.columns.iter().zip(&second.customers.columns) {
        assert!(a.name == TIER || a == b, "{} knows the later period", a.name);
    }
}

#[test]
fn facts_of_the_earlier_period_are_no_leak() {
    let room = tempfile::tempdir().unwrap();
    // The second half of the year repeats the first one, so that what was before foretells the tier.
    let first: Vec<Entry> = year(120, 9).into_iter().filter(|entry| entry.1 < day(7, 1)).collect();
    let again: Vec<Entry> = first.iter().map(|&Entry(who, at, cents)| Entry(who, at + 182, cents)).collect();
    let table =
        prepared(&read(room.path(), &first.into_iter().chain(again).collect::<Vec<_>>()), &equal_tiers());
    let recipe = recipe_of(&table, equal_tiers(), 1);
    let suspected = |recipe: &Recipe| suspicions(&table.customers, recipe, &Watch::unattended()).unwrap();
    assert_eq!(suspected(&recipe), []);
    let unknown = Recipe { value: None, ..recipe };
    assert_ne!(suspected(&unknown), []);
}

#[test]
fn threads_do_not_change_value_tiers() {
    let room = tempfile::tempdir().unwrap();
    let frame = read(room.path(), &year(120, 3));
    let found: Vec<String> = [1, 2, 7]
        .into_iter()
        .map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| {
                let table = prepared(&frame, &equal_tiers());
                let findings = run_on(&recipe_of(&table, equal_tiers(), 2), &table, &table.customers);
                format!("{:?} {:?} {findings:?}", table.customers, table.after)
            })
        })
        .collect();
    assert!(found[0] == found[1] && found[1] == found[2]);
}

#[test]
fn tiers_of_the_same_period_are_called_a_formula() {
    let room = tempfile::tempdir().unwrap();
    let frame = read(room.path(), &year(120, 4));
    let mut value = equal_tiers();
    value.horizon = Horizon::SamePeriod;
    let table = prepared(&frame, &value);
    assert!(table.circular && table.now.is_none() && table.movers.is_empty());
    assert!(table.issues.iter().any(|issue| issue.message.key == "study-value-circular"));
    let findings = run_on(&recipe_of(&table, value, 3), &table, &table.customers);
    assert!(findings.value.as_ref().unwrap().circular && findings.next.is_empty());
    assert!(findings.words.iter().any(|word| word.key == "study-tiers-from-formula"));
    // The formula itself is right for nearly everybody: this is what circular means.
    let direct = findings.baselines.iter().find(|baseline| baseline.id == "direct_threshold").unwrap();
    assert!(direct.metrics["accuracy"].mean > 0.9, "{:?}", direct.metrics["accuracy"]);
    assert_eq!(render(Lang::En, &direct.name), "Cuts on the same value");
    let most = findings.baselines.iter().find(|baseline| baseline.id == "majority").unwrap();
    assert_eq!(render(Lang::En, &most.name), "Most common tier");
}

/// Every month alike, over thirteen months: one more before the cut than after it.
#[test]
fn who_goes_on_as_before_is_expected_where_he_is() {
    let room = tempfile::tempdir().unwrap();
    let mut entries = Vec::new();
    for customer in 0..120 {
        let income = 50_000 + 4_000 * customer as i64;
        for month in 0..13 {
            let first = if month == 0 { day(1, 1) - 31 } else { day(month, 1) };
            entries.push(Entry(customer, first, income));
            entries.push(Entry(customer, first + 14, -income));
        }
    }
    let table = prepared(&read(room.path(), &entries), &equal_tiers());
    let now = table.now.as_ref().unwrap();
    for name in ["inflow", "n_out", "flow_m6", "active_share", "rfm_l", "rfm_m", "adb_deposit"] {
        let (before, after) = (table.customers.column(name).unwrap(), now.column(name).unwrap());
        for row in 0..120 {
            let (before, after) = (before.number(row).unwrap(), after.number(row).unwrap());
            assert!((before - after).abs() <= 0.03 * before.abs(), "{name}: {before} and {after}");
        }
    }
    assert!(now.column("flow_m7").is_none() && now.column("tenure_days").is_none());
    let findings = run_on(&recipe_of(&table, equal_tiers(), 10), &table, &table.customers);
    let alike = findings.next.iter().filter(|next| Some(next.predicted) == table.tier[next.row as usize]);
    let alike = alike.count();
    assert!(alike >= 118, "{alike} of 120");
    assert!(findings.words.iter().any(|word| word.key == "study-next-todays-tier"));
}

/// What an account held before its first entry is told by that entry, which may be a later one.
#[test]
fn nobody_is_there_before_the_first_entry() {
    let room = tempfile::tempdir().unwrap();
    let text = "customer_id,date,amount,kind,balance\nA,2024-01-01,10.00,card,500.00\n\
                B,2024-08-01,10.00,card,900.00\nA,2024-12-31,10.00,card,510.00\n\
                B,2024-12-31,10.00,card,910.00\n";
    let path = room.path().join("balances.csv");
    std::fs::write(&path, text).unwrap();
    let frame = csv::read(&path, &ReadOptions::default(), &Watch::unattended()).unwrap().frame;
    let mut value = chosen();
    value.mapping.columns.insert(LedgerRole::Balance, "balance".to_owned());
    value.cut_day = Some(day(7, 1));
    let watch = Watch::unattended();
    let built = ledger::build(&frame, &value.mapping, &[], &Decisions::default(), &watch).unwrap();
    let table = prepare(Arc::new(built), &frame, &value, &watch).unwrap();
    assert!(table.periods.earlier[0].is_some() && table.periods.later[1].is_some());
    assert_eq!((table.periods.earlier[1], table.tier_before[1]), (None, None));
    assert_eq!(table.before[1].total(), 0.0);
}

#[test]
fn everybody_has_an_own_clock() {
    let room = tempfile::tempdir().unwrap();
    let mut entries = year(40, 5);
    entries.retain(|&Entry(customer, at, _)| customer > 0 || at < day(2, 1));
    let mut value = equal_tiers();
    value.clock = Clock::OwnHistory;
    let table = prepared(&read(room.path(), &entries), &value);
    assert_eq!((table.periods.n_short, table.periods.earlier[0]), (1, None));
    let (earlier, later) = (table.periods.earlier[1].unwrap(), table.periods.later[1].unwrap());
    assert_eq!((earlier.first, later.last, earlier.last + 1), (day(1, 1), day(12, 15), later.first));
    assert!(earlier.days().abs_diff(later.days()) <= 1);
    // Nothing tells how long the own time is, and that it is known only at the end is said.
    assert!(table.customers.column("rfm_l").is_none() && table.customers.column("flow_m1").is_none());
    assert!(table.issues.iter().any(|issue| issue.message.key == "study-value-own-history"));
}

#[test]
fn shuffled_tiers_are_foreseen_by_nobody() {
    let room = tempfile::tempdir().unwrap();
    let table = prepared(&read(room.path(), &year(120, 6)), &equal_tiers());
    let column = table.customers.columns.iter().position(|column| column.name == TIER).unwrap();
    let beaten = (0..10)
        .filter(|&seed| {
            let mut customers = Frame::clone(&table.customers);
            let mut tiers: Vec<String> =
                (0..customers.n_rows()).filter_map(|row| customers.columns[column].category(row)).collect();
            assert_eq!(tiers.len(), customers.n_rows());
            Stream::new(seed, "shuffled tiers", 0).shuffle(&mut tiers);
            customers.columns[column] = text(TIER, &tiers);
            let mut recipe = recipe_of(&table, equal_tiers(), 10);
            recipe.seed = seed;
            let findings = run_on(&recipe, &table, &customers);
            let said = |key: &str| findings.words.iter().any(|word| word.key.starts_with(key));
            let beats = findings
                .leads
                .iter()
                .any(|lead| lead.difference > 0.0 && lead.verdict == Verdict::LargerThanChance);
            assert_eq!(beats, !said("study-no-network"));
            beats
        })
        .count();
    assert!(beaten <= 1, "{beaten} of 10 shuffles had a network that foresees them");
}

#[test]
fn the_baselines_are_what_they_say() {
    let room = tempfile::tempdir().unwrap();
    let table = prepared(&read(room.path(), &year(200, 7)), &equal_tiers());
    let findings = run_on(&recipe_of(&table, equal_tiers(), 10), &table, &table.customers);
    let ids: Vec<&str> = findings.baselines.iter().map(|baseline| baseline.id).collect();
    assert_eq!(ids, ["majority", "same_tier", "direct_threshold"]);
    assert_eq!(findings.classes, table.names);
    // Over all customers the share who keep their tier is on the diagonal of the migration matrix.
    let kept: u64 = (0..4).map(|tier| table.migration[tier][tier]).sum();
    let same = &findings.baselines[1].metrics["accuracy"];
    assert!((same.mean - kept as f64 / 200.0).abs() < 0.05, "{same:?} {kept}");
    assert!(findings.baselines[0].metrics["accuracy"].mean < 0.4);
    assert!(findings.baselines[2].metrics["accuracy"].mean > 0.4);
    assert_eq!(findings.leads.len(), 2);
    let best =
        findings.baselines.iter().map(|baseline| baseline.metrics["accuracy"].mean).fold(0.0, f64::max);
    assert_eq!(findings.baselines[findings.best_baseline].metrics["accuracy"].mean, best);
    assert_eq!(findings.next.len(), 200);
    let expected = [
        (Lang::En, "the right tier:", "the error on validation customers no longer falls. Faster: "),
        (Lang::Zh, "正确的等级：", "更好吗？验证客户的误差不再下降时，训练会提前停止。更快："),
    ];
    for (lang, tier, claimed) in expected {
        let told: Vec<String> = findings.words.iter().map(|word| render(lang, word)).collect();
        assert!(told.iter().any(|sentence| sentence.contains(tier)), "{told:#?}");
        assert!(told.iter().any(|sentence| sentence.contains(claimed)), "{told:#?}");
        let wrong = |sentence: &&String| {
            ["class ", "类别", "study-", "kind-"].iter().any(|word| sentence.contains(word))
        };
        assert_eq!(told.iter().find(wrong), None);
    }
}

/// The sum of all amounts.
fn frame_cents(entries: &[Entry]) -> i64 {
    entries.iter().map(|entry| entry.2).sum()
}
