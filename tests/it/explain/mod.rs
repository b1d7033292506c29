//! Why a model says what it says: held to scikit-learn, to plain twins over changed tables, and to what such values
//! must be like.
#![expect(clippy::unwrap_used, reason = "what helps a test may fail as a test does")]

mod columns;
mod customers;
mod words;

use ndarray::{Array2, ArrayView1};
use stratum::base::{RowId, Stream, Watch};
use stratum::data::{Column, Dataset, Frame};
use stratum::features::{CellValue, ColumnSpec, FeatureSpec, Fill, LogScale, Preprocessor, Treatment};
use stratum::models::calibration::Calibration;
use stratum::models::{Ensemble, Model, NetworkModel, PredictError, Prediction};
use stratum::nn::{Activation, Loss, Network};
use stratum::study::StudyError;
use stratum::study::churn::explain::{Explainer, Shapley, Subject};

use crate::tables::{frame, numbers, text, whole};

const NUMBER: Treatment = Treatment::Number { log: LogScale::Off, fill: Fill::Median, flag_missing: true };
const WORDS: Treatment = Treatment::Category { max_levels: 3 };

/// A table of customers, its columns as learned, and a model of them.
struct Bank {
    frame: Frame,
    preprocessor: Preprocessor,
    model: Ensemble,
}

impl Bank {
    /// Five columns with missing cells and rare values, and three networks with one hidden layer.
    fn new(n_rows: usize) -> Self {
        let mut stream = Stream::new(8, "test customers", 0);
        let age: Vec<i64> = (0..n_rows).map(|_| 18 + stream.below(60) as i64).collect();
        let balance: Vec<Option<f64>> = (0..n_rows)
            .map(|_| (stream.uniform() > 0.1).then(|| (stream.normal() * 20_000.0 + 60_000.0).round()))
            .collect();
        let places = ["France", "Germany", "Spain", "Malta", "Peru", ""];
        let place: Vec<&str> =
            (0..n_rows).map(|_| places[(stream.below(10) as usize).saturating_sub(4)]).collect();
        let products: Vec<i64> = (0..n_rows).map(|_| 1 + stream.below(4) as i64).collect();
        let active: Vec<i64> = (0..n_rows).map(|_| stream.below(2) as i64).collect();
        let frame = frame(vec![
            whole("Age", age),
            numbers("Balance", &balance),
            text("Geography", &place),
            whole("NumOfProducts", products),
            whole("IsActiveMember", active),
        ]);
        let columns = frame.names().map(|name| (name, if name == "Geography" { WORDS } else { NUMBER }));
        let preprocessor = fit(&columns.collect::<Vec<_>>(), &frame);
        let n_features = preprocessor.feature_names().len();
        let members = (0..3).map(|member| network(n_features, member)).collect();
        Self { frame, preprocessor, model: Ensemble { members, class_weights: vec![0.7, 1.8] } }
    }

    fn rows(&self) -> &[RowId] {
        &self.frame.row_ids
    }

    fn subject(&self) -> Subject<'_> {
        subject(&self.preprocessor, &self.model)
    }

    /// The probability of the second class of every row of a table like this one, by way of the whole road.
    fn probabilities(&self, frame: &Frame) -> Vec<f64> {
        let data = self.preprocessor.transform(frame, &frame.row_ids).unwrap();
        let prediction = self.model.predict(&data).unwrap();
        prediction.probabilities.column(1).iter().map(|&p| f64::from(p)).collect()
    }

    /// The table with a column whose cell `row` is that of `from(row)`.
    fn with_cells_of(&self, column: &str, from: impl Fn(usize) -> usize) -> Frame {
        let mut other = self.frame.clone();
        let positions: Vec<Option<u32>> = (0..other.n_rows()).map(|row| Some(from(row) as u32)).collect();
        for cells in other.columns.iter_mut().filter(|cells| cells.name == column) {
            *cells = cells.gather(&positions);
        }
        other
    }

    /// The table with every cell of a column set to this value.
    fn with_value(&self, column: &str, value: &CellValue) -> Frame {
        let mut other = self.frame.clone();
        let n = other.n_rows();
        for cells in other.columns.iter_mut().filter(|cells| cells.name == column) {
            *cells = constant(column, n, value);
        }
        other
    }
}

fn constant(name: &str, n: usize, value: &CellValue) -> Column {
    match value {
        CellValue::Number(x) => numbers(name, &vec![Some(*x); n]),
        CellValue::Level(words) => text(name, &vec![words.as_str(); n]),
        CellValue::Other => text(name, &vec!["never seen"; n]),
        CellValue::Missing => text(name, &vec![""; n]),
    }
}

fn subject<'a>(preprocessor: &'a Preprocessor, model: &'a dyn Model) -> Subject<'a> {
    Subject { preprocessor, model, of_interest: 1, calibration: &Calibration::None }
}

fn fit(columns: &[(&str, Treatment)], frame: &Frame) -> Preprocessor {
    let columns =
        columns.iter().map(|&(name, treatment)| ColumnSpec { name: name.to_owned(), treatment }).collect();
    FeatureSpec { columns }.fit(frame, &frame.row_ids).unwrap()
}

/// A network of random weights with a hidden layer.
fn network(n_features: usize, number: u32) -> NetworkModel {
    let network = Network::new(n_features, &[(7, Activation::Relu)], 2, Loss::Softmax);
    let mut stream = Stream::new(5, "test weights", number);
    let weights = (0..network.n_weights()).map(|_| stream.normal() * 0.7).collect();
    NetworkModel { network, weights }
}

/// Logistic regression: `p = 1/(1 + e^−(w·x + bias))` for the second class.
fn logistic(weights: &[f64], bias: f64) -> NetworkModel {
    let network = Network::new(weights.len(), &[], 2, Loss::Softmax);
    let zeros = vec![0.0; weights.len()];
    NetworkModel { network, weights: [&zeros[..], weights, &[0.0, bias]].concat() }
}

/// How the probability of one customer comes about.
fn shapley(explainer: &Explainer, frame: &Frame, row: RowId) -> Result<Shapley, StudyError> {
    Ok(explainer.shapley_many(frame, &[row], &Watch::unattended())?.remove(0))
}

/// A model whose probability is linear: `p = (w·x + bias)`.
struct Linear {
    weights: Vec<f64>,
    bias: f64,
}

impl Model for Linear {
    fn predict(&self, data: &Dataset) -> Result<Prediction, PredictError> {
        let rows = data.table().unwrap();
        let p = |row: ArrayView1<f32>| -> f64 {
            self.bias + row.iter().zip(&self.weights).map(|(&x, weight)| f64::from(x) * weight).sum::<f64>()
        };
        let p: Vec<f64> = rows.outer_iter().map(p).collect();
        let labels = p.iter().map(|&p| u32::from(p > 0.5)).collect();
        let both = |(row, class): (usize, usize)| (if class == 1 { p[row] } else { 1.0 - p[row] }) as f32;
        Ok(Prediction { probabilities: Array2::from_shape_fn((p.len(), 2), both), labels })
    }

    fn ensemble(&self) -> Option<Ensemble> {
        None
    }
}
