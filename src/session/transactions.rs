//! From a file of transactions and the tables joined to it to a table of customers.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::base::{Issue, Lang, Message, Problem, Severity, Watch, tr};
use crate::data::ledger::{self, Join, Joined, Ledger, LedgerError, Mapping};
use crate::data::profile::{self, TableProfile};
use crate::data::roles::Role;
use crate::data::{DataError, Frame, ReadOptions};
use crate::features::tiers::TIER_NAME_KEYS;
use crate::study::StudyError;
use crate::study::value::{self, ValueRecipe};

use super::state::Table;
use super::work;

/// A list of transactions as it was read, with the tables that can be joined to it.
#[derive(Clone, Debug)]
pub struct Transactions {
    pub frame: Arc<Frame>,
    /// What was odd about the file.
    pub issues: Vec<Issue>,
    pub profile: TableProfile,
    /// How the columns looked when the file was opened; `None` where it did not look like transactions.
    pub recognised: Option<Mapping>,
    pub joined: Vec<Arc<JoinedTable>>,
}

/// Why no customers were made of transactions.
#[derive(Clone, Debug, PartialEq)]
pub enum NotMade {
    /// Reading a file to join.
    Data(DataError),
    Ledger(LedgerError),
    Study(StudyError),
    /// A file that the recipe joins is not open.
    JoinMissing(String),
    /// A file in which nothing names the customers or accounts.
    NoKey(String),
}

impl From<DataError> for NotMade {
    fn from(error: DataError) -> Self {
        Self::Data(error)
    }
}

impl From<LedgerError> for NotMade {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

impl From<StudyError> for NotMade {
    fn from(error: StudyError) -> Self {
        Self::Study(error)
    }
}

impl NotMade {
    /// Whether something was named that does not exist or cannot be, rather than the data being unsuitable.
    pub fn wrong_call(&self) -> bool {
        match self {
            Self::Ledger(LedgerError::RoleMissing(_) | LedgerError::ColumnMissing { .. }) => true,
            Self::Study(error) => error.wrong_call(),
            _ => false,
        }
    }

    /// What happened and what to do.
    pub fn problem(&self) -> Problem {
        let about = |key, hint, file: &String| {
            Problem::new(Message::new(key).with("file", file)).hint(Message::new(hint).with("file", file))
        };
        match self {
            Self::Data(error) => error.problem(),
            Self::Ledger(error) => error.problem(),
            Self::Study(error) => error.problem(),
            Self::JoinMissing(file) => about("join-file-missing", "join-file-missing-hint", file),
            Self::NoKey(file) => Problem::new(Message::new("join-no-key").with("file", file))
                .hint(Message::new("join-no-key-hint")),
        }
    }
}

/// A table that was opened together with transactions, or after them.
#[derive(Clone, Debug)]
pub struct JoinedTable {
    pub frame: Arc<Frame>,
    pub issues: Vec<Issue>,
    pub profile: TableProfile,
}

impl JoinedTable {
    pub fn read(path: &Path, watch: &Watch) -> Result<Self, DataError> {
        work::read_table(path, &ReadOptions::default(), watch).map(Self::of)
    }

    pub fn of(table: Table) -> Self {
        Self { frame: table.frame, issues: table.issues, profile: table.profile }
    }

    /// The name by which a recipe knows it.
    pub fn file_name(&self) -> String {
        self.frame.source.file_name()
    }
}

impl Transactions {
    /// The rows of a table taken as transactions. Nothing is copied but the description of the columns.
    pub fn of(table: &Table, recognised: Option<Mapping>) -> Self {
        Self {
            frame: table.frame.clone(),
            issues: table.issues.clone(),
            profile: table.profile.clone(),
            recognised,
            joined: Vec::new(),
        }
    }

    pub fn table_named(&self, file: &str) -> Option<&Arc<JoinedTable>> {
        self.joined.iter().find(|joined| joined.file_name() == file)
    }

    /// Takes in a table that may be joined; one of the same name gives way.
    pub fn add(&mut self, table: JoinedTable) {
        self.joined.retain(|joined| joined.file_name() != table.file_name());
        self.joined.push(Arc::new(table));
    }

    /// How the customers are made unless the analyst chooses otherwise; `lang` is that of the names of the tiers.
    pub fn suggest(&self, mapping: Mapping, lang: Lang) -> ValueRecipe {
        let joins = self.joined.iter().filter_map(|table| self.suggest_join(&mapping, table)).collect();
        value::suggest_value(mapping, joins, TIER_NAME_KEYS.map(|key| tr(lang, key)))
    }

    pub fn suggest_join(&self, mapping: &Mapping, table: &JoinedTable) -> Option<Join> {
        ledger::suggest_join(&self.frame, mapping, &table.frame, &table.profile)
    }

    /// The table as it was read: a row a transaction.
    pub fn plain(self: &Arc<Self>, read_time: Duration) -> Table {
        Table {
            frame: self.frame.clone(),
            issues: self.issues.clone(),
            profile: self.profile.clone(),
            missing: work::missing_reasons(&self.frame),
            read_time,
            value: None,
            made_by: None,
            transactions: Some(self.clone()),
        }
    }

    /// The customers that a recipe makes of the transactions. The ledger of `before` is used again where nothing
    /// changed that it depends on.
    pub fn integrate(
        self: &Arc<Self>,
        recipe: &ValueRecipe,
        before: Option<&Table>,
        watch: &Watch,
    ) -> Result<Table, NotMade> {
        let started = Instant::now();
        let ledger = match before.and_then(|table| same_ledger(table, recipe, self)) {
            Some(ledger) => ledger,
            None => Arc::new(self.ledger(recipe, watch)?),
        };
        let made = value::prepare(ledger, &self.frame, recipe, watch)?;
        let mut profile = profile::profile(&made.customers, &Watch::new(watch.stop(), &|_| {}));
        // The first column names the customers, however few are left to tell that by.
        if let Some(customer) = profile.columns.first_mut()
            && !matches!(customer.role, Role::Identifier | Role::Personal)
        {
            customer.role = Role::Identifier;
            customer.reason = Message::new("data-reason-customer");
        }
        if watch.stopped() {
            return Err(DataError::Stopped.into());
        }
        // What is odd about rows that were taken for customers is not odd about transactions.
        let tables = self.joined.iter().map(|table| (&table.issues, &table.profile));
        let mut issues: Vec<Issue> = Vec::new();
        for (all, profile) in std::iter::once((&self.issues, &self.profile)).chain(tables) {
            let of_customers = profile.issues();
            issues.extend(all.iter().filter(|issue| !of_customers.contains(issue)).cloned());
        }
        if recipe.mapping.dates.is_some() {
            // The analyst has said which number is the month.
            let dates = recipe.mapping.column(ledger::LedgerRole::Date);
            let settled = |issue: &Issue| {
                issue.message.key == "data-issue-ambiguous-date" && issue.column.as_deref() == dates
            };
            issues.retain(|issue| !settled(issue));
        }
        issues.extend(made.issues.iter().cloned());
        Ok(Table {
            frame: made.customers.clone(),
            issues,
            profile,
            missing: work::missing_reasons(&made.customers),
            read_time: started.elapsed(),
            value: Some(Arc::new(made)),
            made_by: Some(recipe.clone()),
            transactions: Some(self.clone()),
        })
    }

    fn ledger(&self, recipe: &ValueRecipe, watch: &Watch) -> Result<Ledger, NotMade> {
        let mut joined = Vec::new();
        for join in &recipe.joins {
            let Some(table) = self.table_named(&join.file) else {
                return Err(NotMade::JoinMissing(join.file.clone()));
            };
            joined.push(Joined { join, frame: &table.frame });
        }
        Ok(ledger::build(&self.frame, &recipe.mapping, &joined, &recipe.decisions, watch)?)
    }
}

/// The ledger a table was made from, where this recipe would make the same one.
fn same_ledger(table: &Table, recipe: &ValueRecipe, transactions: &Arc<Transactions>) -> Option<Arc<Ledger>> {
    let made_by = table.made_by.as_ref()?;
    let same = Arc::ptr_eq(table.transactions.as_ref()?, transactions)
        && made_by.mapping == recipe.mapping
        && made_by.joins == recipe.joins
        && made_by.decisions == recipe.decisions;
    table.value.as_ref().filter(|_| same).map(|value| value.ledger.clone())
}

/// Share of opening that is over when the files are read.
const READ_SHARE: f32 = 0.7;

/// Reads files that were opened together. Where one of them is a list of transactions, customers are made of it and the
/// others are joined; where none is, the first one is the table. What could not be done is an issue of the table.
pub fn open(
    path: &Path,
    others: &[PathBuf],
    options: &ReadOptions,
    lang: Lang,
    watch: &Watch,
) -> Result<Table, DataError> {
    let part = READ_SHARE / (1 + others.len()) as f32;
    let part_of = |index: usize| move |share: f32| watch.report((index as f32 + share) * part);
    let mut tables = vec![work::read_table(path, options, &Watch::new(watch.stop(), &part_of(0)))?];
    for (index, other) in others.iter().enumerate() {
        let reading = part_of(index + 1);
        tables.push(work::read_table(other, &ReadOptions::default(), &Watch::new(watch.stop(), &reading))?);
    }
    let found = tables.iter().map(|table| ledger::recognise(&table.frame, &table.profile));
    let found: Vec<Option<Mapping>> = found.collect();
    let main = found.iter().position(Option::is_some).unwrap_or(0);
    let mut table = tables.remove(main);
    let Some(mapping) = found.into_iter().nth(main).flatten() else {
        table.issues.extend(tables.iter().map(|other| not_joined("join-no-transactions", &other.frame)));
        return Ok(table);
    };
    let mut transactions = Transactions::of(&table, Some(mapping.clone()));
    for other in tables {
        transactions.add(JoinedTable::of(other));
    }
    let recipe = transactions.suggest(mapping, lang);
    for other in &transactions.joined {
        if !recipe.joins.iter().any(|join| join.file == other.file_name()) {
            transactions.issues.push(not_joined("join-no-key", &other.frame));
        }
    }
    let transactions = Arc::new(transactions);
    let making = |share: f32| watch.report(READ_SHARE + share * (1.0 - READ_SHARE));
    let made = transactions.integrate(&recipe, None, &Watch::new(watch.stop(), &making));
    if watch.stopped() {
        return Err(DataError::Stopped);
    }
    Ok(match made {
        Ok(made) => Table { read_time: table.read_time + made.read_time, ..made },
        Err(error) => {
            let problem = error.problem();
            let mut plain = transactions.plain(table.read_time);
            let issue = Issue::new(Severity::Warning, problem.message);
            plain.issues.push(problem.hint.into_iter().fold(issue, Issue::with_hint));
            plain
        }
    })
}

/// Makes the customers of a table anew: as `wanted`, or the rows as they are; with a further file joined first.
pub fn make(
    table: &Table,
    wanted: Option<&ValueRecipe>,
    joining: Option<&Path>,
    watch: &Watch,
) -> Result<Table, NotMade> {
    let transactions = table.transactions.clone();
    let mut transactions = transactions.unwrap_or_else(|| Arc::new(Transactions::of(table, None)));
    let Some(wanted) = wanted else { return Ok(transactions.plain(table.read_time)) };
    let mut wanted = wanted.clone();
    if table.made_by.as_ref().is_none_or(|made_by| made_by.mapping != wanted.mapping) {
        ledger::fill_values(&mut wanted.mapping, &transactions.frame);
    }
    if let Some(path) = joining {
        let other = JoinedTable::read(path, watch)?;
        let Some(join) = transactions.suggest_join(&wanted.mapping, &other) else {
            return Err(NotMade::NoKey(other.file_name()));
        };
        wanted.joins.retain(|known| known.file != join.file);
        wanted.joins.push(join);
        let mut more = Transactions::clone(&transactions);
        more.add(other);
        transactions = Arc::new(more);
    }
    transactions.integrate(&wanted, Some(table), watch)
}

fn not_joined(key: &'static str, frame: &Frame) -> Issue {
    Issue::new(Severity::Warning, Message::new(key).with("file", frame.source.file_name()))
        .with_hint(Message::new("join-no-key-hint"))
}
