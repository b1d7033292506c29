//! A recipe held against a table: methods with all their parameters, columns, and what networks read.

use std::collections::BTreeMap;

use crate::base::{Message, nearest};
use crate::data::Frame;
use crate::data::profile::TableProfile;
use crate::data::roles::Role;
use crate::features::sequence::{MonthFamilies, SequenceSpec, Steps, month_families};
use crate::features::{FeatureError, FeatureSpec, LogScale, Treatment};
use crate::models::kmeans::{self, KMeans};
use crate::models::rnn::{self, RnnSettings, Task};
use crate::models::{FitError, ParamSpec, ParamValue, Params};
use crate::study::{Recipe, StudyError};

use super::methods::{ClusterMethod, N_COMPONENTS, PLAIN, SpaceKind, find_method};
use super::{Objective, SegmentRecipe, SequenceChoice};

/// Fewer customers have no segments worth the name.
pub const FEWEST_CUSTOMERS: usize = 50;
/// More segments than this are more than anybody can treat differently.
pub const MOST_SEGMENTS: u32 = 20;

/// Customers up to which every start of K-means is made; beyond them so many fewer.
const ALL_STARTS: usize = 200_000;

/// One method, ready to start.
pub(super) struct Entrant {
    /// In the recipe.
    pub index: usize,
    pub method: &'static ClusterMethod,
    /// Only what differs from the defaults.
    pub params: Params,
}

impl Entrant {
    /// Those of its parameters that these specs know.
    fn part(&self, specs: &[ParamSpec]) -> Params {
        let known = |key: &String| specs.iter().any(|spec| spec.key == key);
        Params(
            self.params.0.iter().filter(|(key, _)| known(key)).map(|(k, v)| (k.clone(), v.clone())).collect(),
        )
    }

    /// Its K-means over so many customers.
    pub fn kmeans(&self, k: u32, n: usize) -> Result<KMeans, StudyError> {
        let mut kmeans = KMeans::from_params(k, &self.part(kmeans::PARAMS)).map_err(params_error)?;
        kmeans.n_init = starts(kmeans.n_init, n);
        Ok(kmeans)
    }

    pub fn n_components(&self) -> Result<usize, StudyError> {
        let specs = [N_COMPONENTS];
        let chosen = self.part(&specs);
        let n = chosen.checked(&specs).and_then(|checked| checked.int(N_COMPONENTS.key));
        n.map(|n| n as usize).map_err(params_error)
    }

    /// Its network with this task; `None` for the others.
    pub fn network(&self, task: Task) -> Result<Option<RnnSettings>, StudyError> {
        let SpaceKind::Network { cell, autoencoder } = self.method.kind else { return Ok(None) };
        let task = if autoencoder { Task::Autoencoder } else { task };
        RnnSettings::new(&self.part(&rnn::PARAMS), cell, task).map(Some).map_err(params_error)
    }
}

impl Entrant {
    /// Epochs its training may have; 0 without a network.
    pub fn max_epochs(&self) -> u32 {
        match self.method.effective(&self.params).remove("max_epochs") {
            Some(ParamValue::Int(epochs)) => u32::try_from(epochs).unwrap_or(0),
            _ => 0,
        }
    }

    /// Rough multiply-adds of its training over sequences of so many customers and steps, and the width of its space.
    pub fn network_work(&self, [n, steps, channels]: [usize; 3]) -> Result<Option<(f64, usize)>, StudyError> {
        let Some(settings) = self.network(Task::Target)? else { return Ok(None) };
        let inputs = [channels as u32].into_iter().chain(settings.units.iter().copied());
        let pairs = inputs.zip(settings.units.iter().copied());
        let gates = f64::from(settings.cell.n_gates() as u32);
        let weights: f64 = pairs.map(|(from, to)| gates * f64::from(to) * f64::from(from + to + 1)).sum();
        let epochs = 3.0 * n as f64 * steps as f64 * weights * f64::from(settings.max_epochs);
        Ok(Some((epochs, settings.units.last().map_or(1, |&units| units as usize))))
    }
}

/// Starts of K-means over so many customers: fewer where one takes long.
pub(super) fn starts(wanted: u32, n: usize) -> u32 {
    if n <= ALL_STARTS { wanted } else { ((f64::from(wanted) * ALL_STARTS as f64 / n as f64) as u32).max(1) }
}

fn params_error(error: FitError) -> StudyError {
    match error {
        FitError::Params(problem) | FitError::Data(problem) => StudyError::Param(problem),
    }
}

/// What the networks read, and what they are trained to do.
pub(super) struct Sequences {
    pub spec: SequenceSpec,
    pub task: Task,
    /// What a person must know of the order of the steps.
    pub order: Message,
    pub months: bool,
}

/// Everything a run needs to know before anything is computed.
pub(super) struct Plan<'a> {
    pub recipe: &'a Recipe,
    pub choice: SegmentRecipe,
    pub frame: &'a Frame,
    pub entrants: Vec<Entrant>,
    /// Plain K-means, what every method is held against, chosen or not.
    pub plain: Entrant,
}

impl<'a> Plan<'a> {
    /// Holds the recipe against the table.
    ///
    /// **Errors** everything that can be known without computing: see [`StudyError`].
    pub fn new(recipe: &'a Recipe, frame: &'a Frame) -> Result<Self, StudyError> {
        let choice = recipe.segments.clone().unwrap_or_default();
        if recipe.features.columns.is_empty() {
            return Err(FeatureError::NoColumns.into());
        }
        for column in &recipe.features.columns {
            if frame.column(&column.name).is_none() {
                let (name, nearest) = (column.name.clone(), nearest(&column.name, frame.names()));
                return Err(FeatureError::UnknownColumn { name, nearest }.into());
            }
        }
        number_column(frame, choice.value_column.as_deref())?;
        if let Objective::Column(name) = &choice.objective {
            number_column(frame, Some(name))?;
        }
        let (entrants, plain) = entrants(recipe)?;
        if let Some(k) = choice.k.filter(|k| !(2..=MOST_SEGMENTS).contains(k)) {
            return Err(StudyError::SegmentCount { k });
        }
        let n = frame.n_rows();
        if n < FEWEST_CUSTOMERS {
            return Err(StudyError::TooFewCustomers { n });
        }
        Ok(Self { recipe, choice, frame, entrants, plain })
    }

    pub fn seed(&self) -> u64 {
        self.recipe.seed
    }

    pub fn has_networks(&self) -> bool {
        self.entrants.iter().any(|entrant| entrant.method.is_network())
    }

    /// Whether no network does what the recipe's objective says.
    pub fn only_autoencoders(&self) -> bool {
        self.entrants
            .iter()
            .all(|entrant| !matches!(entrant.method.kind, SpaceKind::Network { autoencoder: false, .. }))
    }

    /// The columns with the logarithms of all numbers taken.
    pub fn logged(&self) -> FeatureSpec {
        let mut spec = self.recipe.features.clone();
        for column in &mut spec.columns {
            if let Treatment::Number { log, .. } = &mut column.treatment {
                *log = LogScale::On;
            }
        }
        spec
    }

    /// Month families of which every column takes part.
    pub fn months(&self, profile: &TableProfile) -> Option<MonthFamilies> {
        let mut found = month_families(profile, self.choice.ascending)?;
        let chosen = |name: &String| self.recipe.features.columns.iter().any(|column| column.name == *name);
        let target = match &self.choice.objective {
            Objective::Column(name) => Some(name),
            _ => None,
        };
        found.families.retain(|family| {
            family.columns.iter().all(chosen) && !family.columns.iter().any(|column| Some(column) == target)
        });
        (!found.families.is_empty()).then_some(found)
    }

    /// What the networks read: months where there are any, else columns, or as the analyst said.
    ///
    /// **Errors** months asked for where there are none.
    pub fn sequences(
        &self,
        profile: &TableProfile,
        months: Option<&MonthFamilies>,
    ) -> Result<Sequences, StudyError> {
        let months = match (self.choice.sequence, months) {
            (SequenceChoice::Columns, _) | (SequenceChoice::Auto, None) => None,
            (SequenceChoice::Months, None) => return Err(StudyError::NoMonths),
            (_, Some(months)) => Some(months),
        };
        let columns: Vec<_> = self
            .recipe
            .features
            .columns
            .iter()
            .filter(|column| matches!(column.treatment, Treatment::Number { .. }))
            .cloned()
            .collect();
        let (task, target) = match (&self.choice.objective, months) {
            (Objective::Column(name), _) => (Task::Target, Some(name.clone())),
            (Objective::NextStep, _) | (Objective::Auto, Some(_)) => (Task::NextStep, None),
            (Objective::Autoencoder, _) => (Task::Autoencoder, None),
            (Objective::Auto, None) => {
                let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
                match usual_target(profile, &names) {
                    Some(name) => (Task::Target, Some(name)),
                    None => (Task::NextStep, None),
                }
            }
        };
        let (steps, order) = match months {
            Some(months) => (Steps::Months(months.families.clone()), months.order.clone()),
            None => (Steps::Columns(FeatureSpec { columns }), crate::features::sequence::order_of_columns()),
        };
        Ok(Sequences { spec: SequenceSpec { steps, target }, task, order, months: months.is_some() })
    }
}

/// The column a network predicts where columns are the steps: how often something happens (the source's choice was
/// `BALANCE_FREQUENCY`), else the last number that varies.
fn usual_target(profile: &TableProfile, names: &[&str]) -> Option<String> {
    let mut varying: Vec<_> = names.iter().filter_map(|name| profile.column(name)).collect();
    varying.retain(|column| column.distinct > 1);
    let frequency = varying.iter().find(|column| column.role == Role::Frequency);
    frequency.or(varying.last()).map(|column| column.name.clone())
}

/// A column that must be there and hold numbers.
fn number_column(frame: &Frame, name: Option<&str>) -> Result<(), StudyError> {
    let Some(name) = name else { return Ok(()) };
    match frame.column(name) {
        Some(column) if column.is_numeric() => Ok(()),
        Some(_) => Err(StudyError::NotANumber { column: name.to_owned() }),
        None => {
            let (name, nearest) = (name.to_owned(), nearest(name, frame.names()));
            Err(FeatureError::UnknownColumn { name, nearest }.into())
        }
    }
}

/// The methods of the recipe, and plain K-means whether it is one of them or not.
fn entrants(recipe: &Recipe) -> Result<(Vec<Entrant>, Entrant), StudyError> {
    if recipe.methods.is_empty() {
        return Err(StudyError::NoMethods);
    }
    let mut entrants: Vec<Entrant> = Vec::new();
    let mut unused: BTreeMap<&String, &ParamValue> = recipe.shared.0.iter().collect();
    for (index, choice) in recipe.methods.iter().enumerate() {
        let method = find_method(&choice.id)?;
        if entrants.iter().any(|entrant| entrant.method == method) {
            return Err(StudyError::MethodTwice { id: choice.id.clone() });
        }
        let mut params = shared_params(recipe, method);
        unused.retain(|key, _| !params.0.contains_key(*key));
        params.0.extend(choice.params.0.clone());
        params.checked(method.specs()).map_err(params_error)?;
        entrants.push(Entrant { index, method, params });
    }
    if let (Some(&key), Some(first)) = (unused.keys().next(), entrants.first()) {
        // Nobody has it: the list of the richest method names what may have been meant.
        let richest = entrants.iter().max_by_key(|entrant| entrant.method.specs().len()).unwrap_or(first);
        Params::default().set_text(richest.method.specs(), key, "").map_err(StudyError::Param)?;
    }
    let method = find_method(PLAIN)?;
    let chosen = entrants.iter().find(|entrant| entrant.method == method);
    let params = chosen.map_or_else(|| shared_params(recipe, method), |entrant| entrant.params.clone());
    params.checked(method.specs()).map_err(params_error)?;
    let plain = Entrant { index: chosen.map_or(usize::MAX, |entrant| entrant.index), method, params };
    Ok((entrants, plain))
}

/// Parameters for every method, as far as this one has them.
fn shared_params(recipe: &Recipe, method: &ClusterMethod) -> Params {
    let known = |key: &String| method.specs().iter().any(|spec| spec.key == key);
    let shared = recipe.shared.0.iter().filter(|(key, _)| known(key));
    Params(shared.map(|(key, value)| (key.clone(), value.clone())).collect())
}
