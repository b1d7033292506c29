//! A recipe held against a table: the division of the customers, and the methods with all their parameters.

use std::collections::BTreeMap;

use crate::base::{RowId, nearest};
use crate::data::{Dataset, Frame, Targets};
use crate::features::{FeatureError, Preprocessor};
use crate::models::{self, Algorithm, ParamValue, Params};

use super::division::Division;
use super::judge::ClassPlan;
use super::labels::Labels;
use super::methods::{self, Method};
use super::{Recipe, StudyError};

/// One method of the race, ready to start.
pub struct Entrant {
    pub method: &'static Method,
    pub algorithm: &'static dyn Algorithm,
    /// Only what differs from the algorithm's defaults.
    pub params: Params,
}

/// Everything a run needs to know before the first epoch.
pub struct Plan<'a> {
    pub recipe: &'a Recipe,
    pub frame: &'a Frame,
    pub division: Division<'a>,
    pub entrants: Vec<Entrant>,
}

impl<'a> Plan<'a> {
    /// Holds the recipe against the table.
    ///
    /// **Errors** everything that can be known without training: see [`StudyError`].
    pub fn new(recipe: &'a Recipe, frame: &'a Frame) -> Result<Self, StudyError> {
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
        Ok(Self { recipe, frame, division, entrants: entrants(recipe)? })
    }

    pub fn labels(&self) -> &Labels {
        &self.division.labels
    }

    /// Rows as numbers with their classes.
    pub fn dataset(&self, preprocessor: &Preprocessor, rows: &[RowId]) -> Result<Dataset, StudyError> {
        let mut dataset = preprocessor.transform(self.frame, rows)?;
        let codes = self.division.codes_of(rows);
        dataset.targets = Some(Targets { codes, classes: self.labels().classes.clone() });
        Ok(dataset)
    }

    pub fn class_plan(&self) -> ClassPlan {
        let n_classes = self.labels().n_classes();
        let of_interest = (n_classes == 2).then(|| self.labels().rarest());
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
        let mut params = Params::default();
        for (key, value) in method.defaults {
            params.set_text(specs, key, value).map_err(StudyError::Param)?;
        }
        for (key, value) in &recipe.shared.0 {
            let known = specs.iter().any(|spec| spec.key == key);
            if known && !method.fixed.iter().any(|(fixed, _)| fixed == key) {
                params.0.insert(key.clone(), value.clone());
                unused.remove(key);
            }
        }
        for (key, value) in &choice.params.0 {
            if method.fixed.iter().any(|(fixed, _)| fixed == key) {
                return Err(StudyError::FixedParam { method: choice.id.clone(), key: key.clone() });
            }
            params.0.insert(key.clone(), value.clone());
        }
        for (key, value) in method.fixed {
            params.set_text(specs, key, value).map_err(StudyError::Param)?;
        }
        params.checked(specs).map_err(|error| StudyError::Param(error.problem().clone()))?;
        entrants.push(Entrant { method, algorithm, params });
    }
    if let (Some(key), Some(first)) = (unused.keys().next(), entrants.first()) {
        // Nobody took it: either no method has it, or it is what makes the methods.
        Params::default().set_text(first.algorithm.params(), key, "").map_err(StudyError::Param)?;
        return Err(StudyError::FixedParam { method: first.method.id.to_owned(), key: (*key).clone() });
    }
    Ok(entrants)
}
