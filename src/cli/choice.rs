//! From the arguments to a recipe.

use std::path::Path;

use crate::base::{Message, Problem, Watch, nearest};
use crate::data::DataError;
use crate::features::{self, ColumnSpec, FeatureError};
use crate::models::{Params, catalog};
use crate::session::{Table, work};
use crate::study::{Method, MethodChoice, Recipe, StudyError, check, methods, suggest_recipe};

use super::args::TiersArguments;
use super::failure::{Failure, Status};

/// What the arguments choose, on top of what the table suggests.
pub fn recipe(arguments: &TiersArguments, table: &Table) -> Result<Recipe, Failure> {
    let mut recipe = suggest_recipe(&table.frame, &table.profile, arguments.label.as_deref(), &[]);
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
    for setting in &arguments.set {
        set(&mut recipe, setting)?;
    }
    choose_features(&mut recipe, arguments, table)?;
    check(&recipe, &table.frame)?;
    Ok(recipe)
}

/// Takes out what gives the label away unless it was named, then what was asked to be out.
fn choose_features(recipe: &mut Recipe, arguments: &TiersArguments, table: &Table) -> Result<(), Failure> {
    let known = |name: &String| match table.frame.column(name) {
        Some(_) => Ok(()),
        None => Err(unknown_column(name, table)),
    };
    arguments.features.iter().chain(&arguments.without).chain(&arguments.id).try_for_each(known)?;
    if arguments.features.is_empty() {
        let suspicions = work::find_suspicions(table, recipe, &Watch::unattended());
        let (suggested, _) = features::suggest(&table.profile, Some(&recipe.label), &suspicions);
        recipe.features = suggested;
    } else {
        let named = table.profile.columns.iter().filter(|column| arguments.features.contains(&column.name));
        recipe.features.columns = named
            .map(|column| ColumnSpec { name: column.name.clone(), treatment: features::treatment(column) })
            .collect();
    }
    if arguments.features.is_empty() && recipe.features.columns.is_empty() {
        // Nobody named columns: it is the table that has none to learn from.
        let problem = StudyError::from(FeatureError::NoColumns).problem();
        return Err(Failure { status: Status::Failed, problem });
    }
    let out = |name: &String| arguments.without.contains(name) || arguments.id.as_ref() == Some(name);
    recipe.features.columns.retain(|column| !out(&column.name));
    Ok(())
}

fn unknown_column(name: &str, table: &Table) -> Failure {
    let nearest = nearest(name, table.frame.names());
    StudyError::from(FeatureError::UnknownColumn { name: name.to_owned(), nearest }).into()
}

/// `key=value` for every method that has the key, `METHOD.key=value` for one.
fn set(recipe: &mut Recipe, setting: &str) -> Result<(), Failure> {
    let Some((name, value)) = setting.split_once('=') else {
        let problem = Problem::new(Message::new("cli-set-form").with("setting", setting));
        return Err(Failure::wrong_call(problem.hint(Message::new("cli-set-form-hint"))));
    };
    let name = name.trim();
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
    let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure::from(DataError::Missing(path.to_path_buf())),
        std::io::ErrorKind::IsADirectory => Failure::from(DataError::Directory(path.to_path_buf())),
        _ => Failure::from(DataError::Unreadable(path.to_path_buf())),
    })?;
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
    rows.sort_unstable();
    rows.dedup();
    Ok(rows)
}
