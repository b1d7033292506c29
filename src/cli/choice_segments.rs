//! From the arguments of `stratum run segments` to a recipe.

use crate::base::{Message, Problem, did_you_mean, nearest};
use crate::data::Frame;
use crate::features::{ColumnSpec, segment_treatment, treatment};
use crate::models::Params;
use crate::session::{Table, work};
use crate::study::segments::{
    self, ClusterMethod, MOST_SEGMENTS, Objective, SegmentRecipe, SequenceChoice, cluster_methods,
    find_method,
};
use crate::study::{MethodChoice, Question, Recipe, StudyError};

use super::args::SegmentsArguments;
use super::choice::{Settings, check_columns};
use super::failure::Failure;
use super::transactions::ValueSetting;

/// Keys of `--set` that are chosen beside the parameters of the methods.
pub const KEYS: [&str; 5] = ["k", "sequence", "ascending", "objective", "value_column"];

/// Stands for what follows from the file.
const FOUND: &str = "auto";

const SEQUENCES: [(&str, SequenceChoice); 3] =
    [(FOUND, SequenceChoice::Auto), ("columns", SequenceChoice::Columns), ("months", SequenceChoice::Months)];

const OBJECTIVES: [(&str, Objective); 3] =
    [(FOUND, Objective::Auto), ("next_step", Objective::NextStep), ("autoencoder", Objective::Autoencoder)];

/// Every setting with what it takes.
pub fn settings() -> Vec<ValueSetting> {
    let [k, sequence, ascending, objective, value_column] = KEYS;
    let ids = |ids: &[&str]| ids.join("|");
    let setting =
        |key, takes: String, name_key| ValueSetting { key, takes, default: FOUND.to_owned(), name_key };
    vec![
        setting(k, format!("{FOUND}|2..{MOST_SEGMENTS}"), "cli-setting-k"),
        setting(sequence, ids(&SEQUENCES.map(|(id, _)| id)), "cli-setting-sequence"),
        setting(ascending, ids(&[FOUND, "true", "false"]), "cli-setting-ascending"),
        setting(objective, ids(&OBJECTIVES.map(|(id, _)| id)) + "|COLUMN", "cli-setting-objective"),
        ValueSetting {
            key: value_column,
            takes: "COLUMN".to_owned(),
            default: String::new(),
            name_key: "cli-setting-value-column",
        },
    ]
}

pub fn is_setting(key: &str) -> bool {
    KEYS.contains(&key)
}

/// Every key a method of segments has.
pub fn method_keys() -> Vec<&'static str> {
    cluster_methods().iter().flat_map(|method| method.specs().iter().map(|spec| spec.key)).collect()
}

/// What the arguments choose, on top of what the table suggests.
pub fn recipe(arguments: &SegmentsArguments, settings: &Settings, table: &Table) -> Result<Recipe, Failure> {
    let mut recipe = work::suggest(table, Question::Segments, None);
    if let Some(seed) = arguments.seed {
        recipe.seed = seed;
    }
    if !arguments.method.is_empty() {
        let choice =
            |id: &String| Ok(MethodChoice { id: find_method(id)?.id.to_owned(), params: Params::default() });
        recipe.methods = arguments.method.iter().map(choice).collect::<Result<_, StudyError>>()?;
    }
    for (name, value) in &settings.methods {
        set_method(&mut recipe, name, value)?;
    }
    let mut chosen = recipe.segments.take().unwrap_or_default();
    for (key, value) in &settings.segments {
        set(&mut chosen, key, value, &table.frame)?;
    }
    recipe.segments = Some(chosen);
    choose_features(&mut recipe, arguments, table)?;
    segments::check(&recipe, &table.frame)?;
    refuse_idle(&recipe, settings)?;
    Ok(recipe)
}

fn choose_features(recipe: &mut Recipe, arguments: &SegmentsArguments, table: &Table) -> Result<(), Failure> {
    let columns = &arguments.columns;
    check_columns(columns, table)?;
    if !columns.features.is_empty() {
        let named = table.profile.columns.iter().filter(|column| columns.features.contains(&column.name));
        let spec = |column: &crate::data::profile::ColumnProfile| ColumnSpec {
            name: column.name.clone(),
            treatment: if column.numeric.is_some() { segment_treatment() } else { treatment(column) },
        };
        recipe.features.columns = named.map(spec).collect();
    }
    recipe.features.columns.retain(|column| !columns.takes_out(&column.name));
    Ok(())
}

/// A setting beside the methods.
fn set(chosen: &mut SegmentRecipe, key: &str, value: &str, frame: &Frame) -> Result<(), Failure> {
    let bad = || unsuitable(key, value);
    match key {
        "k" if value == FOUND => chosen.k = None,
        "k" => {
            let k = value.parse().ok().filter(|k| (2..=MOST_SEGMENTS).contains(k));
            chosen.k = Some(k.ok_or_else(bad)?);
        }
        "sequence" => chosen.sequence = by_id(&SEQUENCES, value).ok_or_else(bad)?,
        "ascending" if value == FOUND => chosen.ascending = None,
        "ascending" => chosen.ascending = Some(value.parse().map_err(|_| bad())?),
        "objective" => chosen.objective = objective(value, frame)?,
        _ => chosen.value_column = Some(value.to_owned()),
    }
    Ok(())
}

fn by_id<T: Clone>(list: &[(&str, T)], id: &str) -> Option<T> {
    list.iter().find(|(known, _)| *known == id).map(|(_, value)| value.clone())
}

/// What a network is trained to do: one of the tasks, or a column to predict.
fn objective(value: &str, frame: &Frame) -> Result<Objective, Failure> {
    if let Some(objective) = by_id(&OBJECTIVES, value) {
        return Ok(objective);
    }
    if frame.column(value).is_some() {
        return Ok(Objective::Column(value.to_owned()));
    }
    let ids = OBJECTIVES.iter().map(|(id, _)| *id);
    let meant = nearest(value, ids.chain(frame.names()));
    let failure = unsuitable("objective", value);
    if meant.is_empty() {
        return Err(failure);
    }
    Err(Failure::wrong_call(Problem::new(failure.problem.message).hint(did_you_mean(&meant))))
}

/// Settings that only networks read, where none takes part.
fn refuse_idle(recipe: &Recipe, settings: &Settings) -> Result<(), Failure> {
    let is_network = |choice: &MethodChoice| find_method(&choice.id).is_ok_and(ClusterMethod::is_network);
    if recipe.methods.iter().any(is_network) {
        return Ok(());
    }
    let Some((key, _)) = settings.segments.iter().find(|(key, _)| key == "objective") else { return Ok(()) };
    let problem = Problem::new(Message::new("cli-set-no-network").with("key", key));
    Err(Failure::wrong_call(problem.hint(Message::new("cli-set-no-network-hint").with("key", key))))
}

/// A parameter for every method that has it, `METHOD.key` for one.
fn set_method(recipe: &mut Recipe, name: &str, value: &str) -> Result<(), Failure> {
    if let Some((id, key)) = name.split_once('.') {
        let method = find_method(id)?;
        let Some(choice) = recipe.methods.iter_mut().find(|choice| choice.id == method.id) else {
            let problem = Problem::new(Message::new("cli-method-not-chosen").with("method", id));
            return Err(Failure::wrong_call(
                problem.hint(Message::new("cli-method-not-chosen-hint").with("method", id)),
            ));
        };
        return choice.params.set_text(method.specs(), key, value).map_err(Failure::wrong_call);
    }
    let chosen: Vec<&ClusterMethod> =
        recipe.methods.iter().map(|choice| find_method(&choice.id)).collect::<Result<_, _>>()?;
    let knows = |method: &&&ClusterMethod| method.specs().iter().any(|spec| spec.key == name);
    // Nobody has it: the list of the richest method names what may have been meant.
    let richest = || chosen.iter().max_by_key(|method| method.specs().len());
    let method = chosen.iter().find(knows).or_else(richest).ok_or(StudyError::NoMethods)?;
    recipe.shared.set_text(method.specs(), name, value).map_err(Failure::wrong_call)
}

fn unsuitable(key: &str, value: &str) -> Failure {
    let problem = Problem::new(Message::new("params-misfit").with("key", key).with("value", value));
    let takes = settings().into_iter().find(|setting| setting.key == key).map(|setting| setting.takes);
    let hint = Message::new("cli-setting-takes").with("takes", takes.unwrap_or_default());
    Failure::wrong_call(problem.hint(hint))
}
