//! A recipe held against a table: the division of the customers, and the methods with all their parameters.

use std::collections::BTreeMap;

use crate::base::{Message, RowId, nearest};
use crate::data::split::Split;
use crate::data::{Dataset, Frame, Targets};
use crate::features::{FeatureError, Preprocessor};
use crate::metrics::ThresholdRule;
use crate::models::{self, Algorithm, ParamValue, Params};

use super::churn::ChurnRecipe;
use super::division::Division;
use super::judge::ClassPlan;
use super::labels::Labels;
use super::methods::{self, Method};
use super::value::TIER;
use super::{Recipe, StudyError, Tables, ValueTable};

/// One method of the race, ready to start.
pub struct Entrant {
    pub method: &'static Method,
    pub algorithm: &'static dyn Algorithm,
    /// Only what differs from the algorithm's defaults.
    pub params: Params,
}

impl Entrant {
    /// A parameter that has an effect, with the value it runs with.
    pub fn effective(&self, key: &str) -> Option<ParamValue> {
        self.algorithm.effective(&self.params).0.remove(key)
    }

    /// Epochs its trainings may have.
    pub fn max_epochs(&self) -> u32 {
        match self.effective("max_epochs") {
            Some(ParamValue::Int(epochs)) => u32::try_from(epochs).unwrap_or(0),
            _ => 0,
        }
    }
}

/// Everything a run needs to know before the first epoch.
pub struct Plan<'a> {
    pub recipe: &'a Recipe,
    pub frame: &'a Frame,
    /// Where the customers were made from transactions.
    pub value: Option<&'a ValueTable>,
    pub division: Division<'a>,
    pub entrants: Vec<Entrant>,
    /// What is chosen about the class of interest, where one is predicted.
    pub churn: Option<ChurnRecipe>,
    of_interest: u32,
}

impl<'a> Plan<'a> {
    /// Holds the recipe against the tables.
    ///
    /// **Errors** everything that can be known without training: see [`StudyError`].
    pub fn new(recipe: &'a Recipe, tables: &Tables<'a>) -> Result<Self, StudyError> {
        let frame = tables.frame;
        let division = Division::new(recipe, frame)?;
        let columns = &recipe.features.columns;
        if columns.is_empty() {
            return Err(FeatureError::NoColumns.into());
        }
        for column in columns {
            if column.name == recipe.label {
                return Err(StudyError::LabelIsFeature { label: recipe.label.clone() });
            }
            if frame.column(&column.name).is_none() {
                let (name, nearest) = (column.name.clone(), nearest(&column.name, frame.names()));
                return Err(FeatureError::UnknownColumn { name, nearest }.into());
            }
        }
        let mut churn = recipe.class_of_interest();
        let of_interest = division.labels.of_interest(&recipe.label, churn.as_ref())?;
        if let Some(ThresholdRule::Capacity { of, .. }) = churn.as_mut().map(|churn| &mut churn.threshold) {
            // Those of this table who can still be called.
            *of = (frame.n_rows() - division.labels.counts[of_interest as usize]) as u64;
        }
        let entrants = entrants(recipe)?;
        Ok(Self { recipe, frame, value: tables.value, division, entrants, churn, of_interest })
    }

    /// The class of interest: the one chosen, or the rarest.
    pub fn of_interest(&self) -> u32 {
        self.of_interest
    }

    /// The metric by which methods are compared on held-out rows.
    pub fn yardstick(&self) -> &'static str {
        if self.churn.is_some() { "auc" } else { "accuracy" }
    }

    pub fn labels(&self) -> &Labels {
        &self.division.labels
    }

    /// Where tiers made from transactions are what is learned.
    pub fn tiers(&self) -> Option<&'a ValueTable> {
        self.value.filter(|_| self.recipe.label == TIER)
    }

    /// What a person should know although the analysis goes on.
    pub fn warnings(&self, split: &Split) -> Vec<Message> {
        self.division.warnings(split, self.recipe.predicts_tiers())
    }

    /// Rows as numbers with their classes.
    pub fn dataset(&self, preprocessor: &Preprocessor, rows: &[RowId]) -> Result<Dataset, StudyError> {
        let mut dataset = preprocessor.transform(self.frame, rows)?;
        let codes = self.division.codes_of(rows);
        dataset.targets = Some(Targets { codes, classes: self.labels().classes.clone() });
        Ok(dataset)
    }

    /// Epochs the longest training may have.
    pub fn max_epochs(&self) -> u32 {
        self.entrants.iter().map(Entrant::max_epochs).max().unwrap_or(0)
    }

    pub fn class_plan(&self) -> ClassPlan {
        let n_classes = self.labels().n_classes();
        let of_interest = (n_classes == 2 || self.churn.is_some()).then_some(self.of_interest);
        ClassPlan { n_classes, ordered: self.labels().ordered, of_interest }
    }
}

fn entrants(recipe: &Recipe) -> Result<Vec<Entrant>, StudyError> {
    if recipe.methods.is_empty() {
        return Err(StudyError::NoMethods);
    }
    let mut entrants: Vec<Entrant> = Vec::new();
    let mut unused: BTreeMap<&String, &ParamValue> = recipe.shared.0.iter().collect();
    for choice in &recipe.methods {
        let method = methods::find(&choice.id)?;
        if entrants.iter().any(|entrant| entrant.method == method) {
            return Err(StudyError::MethodTwice { id: choice.id.clone() });
        }
        let algorithm = models::catalog::find(method.algorithm)
            .ok_or_else(|| StudyError::UnknownMethod { id: choice.id.clone(), nearest: Vec::new() })?;
        let specs = algorithm.params();
        let mut params = method.params().map_err(StudyError::Param)?;
        for (key, value) in &recipe.shared.0 {
            let known = specs.iter().any(|spec| spec.key == key);
            if known && !method.fixes(key) {
                params.0.insert(key.clone(), value.clone());
                unused.remove(key);
            }
        }
        for (key, value) in &choice.params.0 {
            if method.fixes(key) {
                return Err(StudyError::FixedParam { method: choice.id.clone(), key: key.clone() });
            }
            params.0.insert(key.clone(), value.clone());
        }
        params.checked(specs).map_err(|error| StudyError::Param(error.problem().clone()))?;
        entrants.push(Entrant { method, algorithm, params });
    }
    // Nobody took it: either it is what makes the methods, or none has it.
    if let (Some(&key), Some(first)) = (unused.keys().next(), entrants.first()) {
        if let Some(entrant) = entrants.iter().find(|entrant| entrant.method.fixes(key)) {
            return Err(StudyError::FixedParam { method: entrant.method.id.to_owned(), key: key.clone() });
        }
        Params::default().set_text(first.algorithm.params(), key, "").map_err(StudyError::Param)?;
    }
    Ok(entrants)
}
