//! From the arguments to a recipe.

use std::path::Path;

use crate::base::{Message, Problem, Watch, did_you_mean, nearest};
use crate::data::{csv, ledger};
use crate::features::{self, ColumnSpec, FeatureError};
use crate::models::{Params, catalog};
use crate::session::{Table, work};
use crate::study::{Method, MethodChoice, Question, Recipe, StudyError, check, methods};

use super::args::{ColumnArguments, PredictArguments};
use super::failure::{Failure, Status};
use super::{choice_churn, choice_segments, transactions};

/// What the arguments choose, on top of what the table suggests.
pub fn recipe(
    (arguments, question): (&PredictArguments, Question),
    settings: &Settings,
    table: &Table,
) -> Result<Recipe, Failure> {
    let mut recipe = work::suggest(table, question, arguments.label.as_deref());
    if let Some(name) = arguments.columns.id.as_ref().filter(|id| arguments.label.as_ref() == Some(*id)) {
        let problem = Problem::new(Message::new("cli-id-is-label").with("column", name));
        return Err(Failure::wrong_call(problem.hint(Message::new("cli-id-is-label-hint"))));
    }
    if let Some(seed) = arguments.seed {
        recipe.seed = seed;
    }
    if let Some(repeats) = arguments.repeats {
        recipe.split.repeats = repeats;
    }
    if let Some(folds) = arguments.folds {
        recipe.split.folds = folds;
    }
    if let Some(path) = &arguments.test_rows {
        recipe.split.test_rows = Some(test_rows(path)?);
    }
    if !arguments.method.is_empty() {
        recipe.methods = arguments
            .method
            .iter()
            .map(|id| Ok(MethodChoice { id: methods::find(id)?.id.to_owned(), params: Params::default() }))
            .collect::<Result<_, StudyError>>()?;
    }
    for (name, value) in &settings.methods {
        set(&mut recipe, name, value)?;
    }
    if question == Question::Churn {
        recipe.churn = Some(choice_churn::chosen(&settings.churn, table.frame.n_rows() as u64)?);
    }
    choose_features(&mut recipe, arguments, table)?;
    check(&recipe, &table.frame).map_err(|error| explained(error, table))?;
    Ok(recipe)
}

/// What the error means for value tiers, or for a file that was meant to hold transactions.
fn explained(error: StudyError, table: &Table) -> Failure {
    let of_tiers = table.value.is_some();
    match error {
        StudyError::OneClass { .. } if of_tiers => Failure {
            status: Status::Failed,
            problem: error.problem().hint(Message::new("cli-one-tier-hint")),
        },
        StudyError::NoLabel if !of_tiers => {
            almost_transactions(table).unwrap_or_else(|| StudyError::NoLabel.into())
        }
        error => error.into(),
    }
}

/// A table with dates and amounts that is no list of transactions as it stands.
fn almost_transactions(table: &Table) -> Option<Failure> {
    let (date, amount) = ledger::dates_and_amounts(&table.frame)?;
    let message = Message::new("cli-almost-transactions").with("date", date).with("amount", amount);
    let problem = Problem::new(message).hint(Message::new("cli-almost-transactions-hint"));
    Some(Failure { status: Status::Failed, problem })
}

/// Takes out what gives the label away unless it was named, then what was asked to be out.
fn choose_features(recipe: &mut Recipe, arguments: &PredictArguments, table: &Table) -> Result<(), Failure> {
    let columns = &arguments.columns;
    check_columns(columns, table)?;
    if columns.features.is_empty() {
        let suspicions = work::find_suspicions(table, recipe, &Watch::unattended());
        let (suggested, _) =
            features::suggest(&table.profile, Some(&recipe.label), &suspicions.unwrap_or_default());
        recipe.features = suggested;
    } else {
        let named = table.profile.columns.iter().filter(|column| columns.features.contains(&column.name));
        recipe.features.columns = named
            .map(|column| ColumnSpec { name: column.name.clone(), treatment: features::treatment(column) })
            .collect();
    }
    if columns.features.is_empty() && recipe.features.columns.is_empty() {
        if let Some(failure) =
            almost_transactions(table).filter(|_| table.value.is_none() && arguments.label.is_none())
        {
            return Err(failure);
        }
        // Nobody named columns: it is the table that has none to learn from.
        let problem = StudyError::from(FeatureError::NoColumns).problem();
        return Err(Failure { status: Status::Failed, problem });
    }
    recipe.features.columns.retain(|column| !columns.takes_out(&column.name));
    Ok(())
}

/// Refuses names that no column has.
pub fn check_columns(columns: &ColumnArguments, table: &Table) -> Result<(), Failure> {
    let known = |name: &String| match table.frame.column(name) {
        Some(_) => Ok(()),
        None => Err(unknown_column(name, table)),
    };
    columns.features.iter().chain(&columns.without).chain(&columns.id).try_for_each(known)
}

pub fn unknown_column(name: &str, table: &Table) -> Failure {
    let nearest = nearest(name, table.frame.names());
    StudyError::from(FeatureError::UnknownColumn { name: name.to_owned(), nearest }).into()
}

/// What `--set` says, by what it concerns.
#[derive(Debug, Default)]
pub struct Settings {
    pub methods: Vec<(String, String)>,
    pub value: Vec<(String, String)>,
    /// What is chosen of a class of interest.
    pub churn: Vec<(String, String)>,
    /// What is chosen of segments beside the methods.
    pub segments: Vec<(String, String)>,
}

impl Settings {
    pub fn of(texts: &[String], question: Question) -> Result<Self, Failure> {
        let mut settings = Self::default();
        for text in texts {
            let Some((key, value)) = text.split_once('=') else {
                let problem = Problem::new(Message::new("cli-set-form").with("setting", text));
                return Err(Failure::wrong_call(problem.hint(Message::new("cli-set-form-hint"))));
            };
            let (key, value) = (key.trim().to_owned(), value.trim().to_owned());
            known(&key, question)?;
            let list = if transactions::is_value_setting(&key) {
                &mut settings.value
            } else if question == Question::Segments && choice_segments::is_setting(&key) {
                &mut settings.segments
            } else if question == Question::Churn && choice_churn::is_setting(&key) {
                &mut settings.churn
            } else {
                &mut settings.methods
            };
            list.push((key, value));
        }
        Ok(settings)
    }
}

/// Refuses a key that nothing has but that is written almost like one of value tiers or segments. The methods say of all
/// others.
fn known(key: &str, question: Question) -> Result<(), Failure> {
    let (of_methods, of_study): (Vec<&str>, &[&str]) = match question {
        Question::Tiers | Question::Churn => {
            let algorithms = methods().iter().filter_map(|method| catalog::find(method.algorithm));
            let of_churn: &[&str] = if question == Question::Churn { &choice_churn::KEYS } else { &[] };
            (algorithms.flat_map(crate::models::Algorithm::params).map(|spec| spec.key).collect(), of_churn)
        }
        Question::Segments => (choice_segments::method_keys(), &choice_segments::KEYS),
    };
    let is_known = transactions::is_value_setting(key) || of_study.contains(&key);
    if key.contains('.') || is_known || !nearest(key, of_methods).is_empty() {
        return Ok(());
    }
    let meant = nearest(key, of_study.iter().copied().chain(transactions::keys()));
    if meant.is_empty() {
        return Ok(());
    }
    let problem = Problem::new(Message::new("params-unknown").with("key", key));
    Err(Failure::wrong_call(problem.hint(did_you_mean(&meant))))
}

/// A setting for every method that has the key, `METHOD.key` for one.
fn set(recipe: &mut Recipe, name: &str, value: &str) -> Result<(), Failure> {
    if let Some((id, key)) = name.split_once('.') {
        let method = methods::find(id)?;
        let Some(choice) = recipe.methods.iter_mut().find(|choice| choice.id == method.id) else {
            let problem = Problem::new(Message::new("cli-method-not-chosen").with("method", id));
            return Err(Failure::wrong_call(
                problem.hint(Message::new("cli-method-not-chosen-hint").with("method", id)),
            ));
        };
        return set_of(method, &mut choice.params, key, value);
    }
    let choice = recipe.methods.first().ok_or(StudyError::NoMethods)?;
    // Every method of today's catalog has the same keys; the first one that knows the key decides how it is read.
    let chosen = recipe.methods.iter().filter_map(|choice| methods::find(&choice.id).ok());
    let knows = |method: &&'static Method| {
        catalog::find(method.algorithm)
            .is_some_and(|algorithm| algorithm.params().iter().any(|spec| spec.key == name))
    };
    let method = match chosen.clone().find(knows) {
        Some(method) => method,
        None => methods::find(&choice.id)?,
    };
    set_of(method, &mut recipe.shared, name, value)
}

fn set_of(method: &Method, params: &mut Params, key: &str, value: &str) -> Result<(), Failure> {
    let specs = match catalog::find(method.algorithm) {
        Some(algorithm) => algorithm.params(),
        None => &[],
    };
    params.set_text(specs, key, value).map_err(Failure::wrong_call)
}

/// The rows to hold out: 0-based numbers, one a line.
fn test_rows(path: &Path) -> Result<Vec<u32>, Failure> {
    let text = csv::read_text(path)?;
    let mut rows = Vec::new();
    for (line, number) in text.lines().enumerate() {
        let number = number.trim();
        if number.is_empty() {
            continue;
        }
        rows.push(number.parse().map_err(|_| {
            let message = Message::new("cli-test-rows-line").with("line", line + 1).with("text", number);
            Failure::wrong_call(Problem::new(message).hint(Message::new("cli-test-rows-line-hint")))
        })?);
    }
    if rows.is_empty() {
        return Err(StudyError::TestRows { n_unusable: 0 }.into());
    }
    rows.sort_unstable();
    rows.dedup();
    Ok(rows)
}
