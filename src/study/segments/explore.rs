//! How the columns lie and hang together, before anything is clustered.

use ndarray::ArrayView2;

use crate::base::{Message, RowId};
use crate::data::Frame;
use crate::features::number::skewness;
use crate::features::segments::missing_reason;
use crate::features::{FittedColumn, Preprocessor};
use crate::models::pca::Pca;
use crate::study::StudyError;

use super::describe::{Customers, positions};
use super::{Explore, TreatedColumn};

/// Components whose loadings are kept.
const MOST_COMPONENTS: usize = 10;

/// Columns named at one end of a component.
const MOST_NAMED: usize = 3;

/// A column is named where its loading is at least this part of the component's largest.
const WORTH_NAMING: f64 = 0.6;

impl Customers<'_> {
    /// Correlations and principal components of the standardised columns.
    ///
    /// **Errors** fewer than two customers; discarded once nobody wants it any more.
    pub fn explore(&self, wanted: &dyn Fn() -> bool) -> Result<Explore, StudyError> {
        let columns = self.names();
        let n_components = columns.len().min(self.common().nrows());
        let pca = fit(self.common(), n_components, wanted)?;
        let loadings: Vec<Vec<f64>> = pca.components.into_iter().take(MOST_COMPONENTS).collect();
        Ok(Explore {
            correlations: self.correlations().outer_iter().map(|row| row.to_vec()).collect(),
            components: loadings.iter().map(|loadings| component(&columns, loadings)).collect(),
            explained_variance_ratio: pca.explained_variance_ratio,
            loadings,
            columns,
        })
    }
}

/// Principal components, or why there are none.
pub(super) fn fit(
    rows: ArrayView2<f32>,
    n_components: usize,
    wanted: &dyn Fn() -> bool,
) -> Result<Pca, StudyError> {
    match Pca::fit_while(rows, n_components, wanted) {
        Ok(pca) => pca.ok_or(StudyError::Discarded),
        Err(error) => Err(StudyError::AllFailed { first: Some(error.problem().clone()) }),
    }
}

/// What lies along a component: the columns that grow along it against those that shrink.
pub(super) fn component(columns: &[String], loadings: &[f64]) -> Message {
    let largest = loadings.iter().fold(0.0f64, |most, loading| most.max(loading.abs()));
    let mut ranked: Vec<usize> = (0..loadings.len())
        .filter(|&column| largest > 0.0 && loadings[column].abs() >= WORTH_NAMING * largest)
        .collect();
    ranked.sort_by(|&a, &b| loadings[b].abs().total_cmp(&loadings[a].abs()));
    let end = |rising: bool| -> Vec<Message> {
        let of_end = ranked.iter().filter(|&&column| (loadings[column] > 0.0) == rising);
        of_end.take(MOST_NAMED).map(|&column| Message::text(&columns[column])).collect()
    };
    let (high, low) = (end(true), end(false));
    match (high.is_empty(), low.is_empty()) {
        (true, true) => Message::new("seg-component-none"),
        (false, false) => Message::new("seg-component-against").with("high", high).with("low", low),
        (false, true) => Message::new("seg-component").with("columns", high),
        (true, false) => Message::new("seg-component").with("columns", low),
    }
}

/// What was done to each column of numbers before distances were taken.
///
/// `plain` is the preprocessing of plain K-means, `logged` that of the method with logarithms where it took part.
///
/// **Errors** a column or row that the table does not have.
pub fn treatments(
    frame: &Frame,
    rows: &[RowId],
    plain: &Preprocessor,
    logged: Option<&Preprocessor>,
) -> Result<Vec<TreatedColumn>, StudyError> {
    let positions = positions(frame, rows)?;
    let log_of = |name: &str| {
        let column = logged?.columns().iter().find(|(column, _)| column == name)?;
        let FittedColumn::Number(number) = &column.1 else { return None };
        Some(number.log)
    };
    let mut treated = Vec::new();
    for (name, fitted) in plain.columns() {
        let (FittedColumn::Number(number), Some(column)) = (fitted, frame.column(name)) else { continue };
        let known: Vec<f64> = positions.iter().filter_map(|&position| column.number(position)).collect();
        let missing = positions.len() - known.len();
        treated.push(TreatedColumn {
            column: name.clone(),
            missing,
            filled_with: number.fill,
            reason: (missing > 0).then(|| missing_reason(frame, name)).flatten().map(|reason| reason.message),
            skewness: skewness(&known),
            log: number.log || log_of(name).unwrap_or(false),
        });
    }
    Ok(treated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Lang, render};

    #[test]
    fn components_say_what_grows_and_what_shrinks() {
        let columns = ["A", "B", "C", "D"].map(str::to_owned);
        let said = |loadings: &[f64]| render(Lang::En, &component(&columns, loadings));
        assert_eq!(said(&[0.7, 0.1, -0.6, 0.5]), "A, D against C");
        assert_eq!(said(&[0.7, 0.1, 0.6, 0.0]), "A, C");
        assert_eq!(said(&[0.0; 4]), "nothing");
    }

    #[test]
    fn skewness_is_that_of_scipy() {
        // scipy.stats.skew([1, 2, 2.5, 3, 10])
        assert!((skewness(&[1.0, 2.0, 2.5, 3.0, 10.0]) - 1.339_783_574_6).abs() < 1e-9);
        assert_eq!(skewness(&[4.0; 3]), 0.0);
    }
}
