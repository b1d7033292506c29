//! The customers on the plane of the first two principal components.

use crate::study::StudyError;

use super::Map;
use super::describe::Customers;
use super::explore::{component, fit};

impl Customers<'_> {
    /// Where each customer lies on the plane in which customers differ most, whatever space they were clustered in.
    ///
    /// With a single column everybody lies on one line.
    ///
    /// **Errors** fewer than two customers; discarded once nobody wants it any more.
    pub fn map(&self, wanted: &dyn Fn() -> bool) -> Result<Map, StudyError> {
        let common = self.common();
        let columns = self.names();
        let pca = fit(common, columns.len().min(common.nrows()).min(2), wanted)?;
        let along = pca.transform(common);
        let second = (pca.n_components() > 1).then(|| along.column(1));
        let y = |row: usize| second.as_ref().map_or(0.0, |second| second[row]);
        let axis = |component_of: usize| {
            let loadings = pca.components.get(component_of).map_or(&[][..], Vec::as_slice);
            component(&columns, loadings)
        };
        let share = |of: usize| pca.explained_variance_ratio.get(of).copied().unwrap_or(0.0);
        Ok(Map {
            points: along.column(0).iter().enumerate().map(|(row, &x)| [x, y(row)]).collect(),
            axes: [axis(0), axis(1)],
            shares: [share(0), share(1)],
        })
    }
}
