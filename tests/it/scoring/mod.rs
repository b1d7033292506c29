//! New customers scored by a saved model of who leaves: as in the run, whatever the file looks like.

mod calls;
mod hostile;
mod inbox;
mod killed;
mod saved;
mod streamed;

use std::path::Path;

use stratum::base::Stream;
use stratum::data::Frame;
use stratum::features::{ColumnSpec, FeatureSpec, Fill, LogScale, Treatment};
use stratum::metrics::ThresholdRule;
use stratum::models::calibration::Calibration;
use stratum::models::{Ensemble, NetworkModel};
use stratum::nn::{Activation, Loss, Network};
use stratum::study::churn::model::{CardMetric, CardRows, ChurnModel, ModelCard};

use crate::files;

/// Customers with numbers, a date, categories of words and of figures, and cells that are missing.
pub fn customers(n: usize, seed: u64) -> String {
    let mut stream = Stream::new(seed, "customers to score", 0);
    let mut text = String::from("CustomerId,Surname,Score,Geography,Joined,Age,Balance,Products,Exited\n");
    for row in 0..n {
        let below = |stream: &mut Stream, n: u64| stream.below(n) as usize;
        let name = ["Müller", "\"Doe, Jane\"", "李娜", "O'Hara", "Ng"][below(&mut stream, 5)];
        let score = 350 + below(&mut stream, 500);
        let place = ["France", "Spain", "Germany", ""][below(&mut stream, 4)];
        let (month, day) = (1 + below(&mut stream, 12), 1 + below(&mut stream, 28));
        let age = 18 + below(&mut stream, 60);
        let balance = (stream.uniform() * 2e7).round() / 100.0;
        let balance = if below(&mut stream, 5) == 0 { String::new() } else { balance.to_string() };
        let products = 1 + below(&mut stream, 4);
        let left = ["no", "yes"][below(&mut stream, 2)];
        let cells = [
            (15_000_000 + row).to_string(),
            name.to_owned(),
            score.to_string(),
            place.to_owned(),
            format!("20{:02}-{month:02}-{day:02}", 10 + below(&mut stream, 14)),
            age.to_string(),
            balance,
            products.to_string(),
            left.to_owned(),
        ];
        text.push_str(&(cells.join(",") + "\n"));
    }
    text
}

fn number(name: &str, log: LogScale) -> ColumnSpec {
    let treatment = Treatment::Number { log, fill: Fill::Median, flag_missing: true };
    ColumnSpec { name: name.to_owned(), treatment }
}

fn category(name: &str, max_levels: u32) -> ColumnSpec {
    ColumnSpec { name: name.to_owned(), treatment: Treatment::Category { max_levels } }
}

/// What is read of [`customers`].
pub fn columns() -> FeatureSpec {
    let columns = vec![
        number("Score", LogScale::Off),
        category("Geography", 8),
        number("Joined", LogScale::Off),
        number("Age", LogScale::Auto),
        number("Balance", LogScale::On),
        category("Products", 8),
    ];
    FeatureSpec { columns }
}

/// A model of random weights over these customers, every other one of whom it learned from.
pub fn model(frame: &Frame, members: usize, calibration: Calibration) -> ChurnModel {
    let train: Vec<u32> = frame.row_ids.iter().copied().step_by(2).collect();
    let preprocessor = columns().fit(frame, &train).unwrap();
    let hidden = [(6, Activation::Relu), (6, Activation::Relu)];
    let network = Network::new(preprocessor.feature_names().len(), &hidden, 2, Loss::Softmax);
    let mut stream = Stream::new(11, "weights of a test", 0);
    let mut member = || NetworkModel {
        weights: (0..network.n_weights()).map(|_| 0.6 * stream.normal()).collect(),
        network: network.clone(),
    };
    let ensemble = Ensemble {
        members: (0..members).map(|_| member()).collect(),
        class_weights: if members > 1 { vec![1.0, 2.5] } else { Vec::new() },
    };
    let card = ModelCard {
        rows: CardRows { train: train.len() as u64, valid: 20, test: 20 },
        metrics: [("auc".to_owned(), CardMetric { mean: 0.86, sd: 0.01 })].into(),
        warnings: vec!["Who left within a month of joining was not seen.".to_owned()],
        ..ModelCard::default()
    };
    let made = ChurnModel {
        method: "ann".to_owned(),
        seed: 42,
        data_sha256: String::new(),
        label: "Exited".to_owned(),
        classes: vec!["no".to_owned(), "yes".to_owned()],
        of_interest: 1,
        threshold: 0.4,
        threshold_rule: ThresholdRule::F2,
        calibration,
        preprocessor,
        ensemble,
        schema: Vec::new(),
        background: None,
        card,
    };
    let mut model = made.learned_from(frame, &train, &[]).unwrap();
    // Half of them are called.
    let scores = model.score(frame, &frame.row_ids).unwrap();
    let mut of_interest = scores.probabilities.column(1).to_vec();
    of_interest.sort_by(f32::total_cmp);
    model.threshold = f64::from(of_interest[of_interest.len() / 2]);
    model
}

pub fn isotonic() -> Calibration {
    Calibration::Isotonic { x: vec![0.0, 0.4, 1.0], y: vec![0.05, 0.5, 0.8] }
}

/// What a list says of each customer.
pub fn labels(list: &str) -> Vec<String> {
    let mut records = csv::Reader::from_reader(list.as_bytes());
    let at = records.headers().unwrap().iter().position(|name| name == "stratum_label").unwrap();
    records.records().map(|record| record.unwrap()[at].to_owned()).collect()
}

/// The customers as they are read whole.
pub fn frame(room: &Path, text: &str) -> std::sync::Arc<Frame> {
    files::read(&files::write(room, "customers.csv", text)).frame
}

/// The model in a file of this folder.
pub fn saved(room: &Path, model: &ChurnModel) -> std::path::PathBuf {
    let path = room.join("model.stratum");
    let bytes = stratum::export::ModelFile::Churn(Box::new(model.clone())).to_bytes().unwrap();
    std::fs::write(&path, bytes).unwrap();
    path
}

/// The program as it is called from a terminal.
pub fn stratum(room: &Path, arguments: &[&str]) -> std::process::Command {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_stratum"));
    command.current_dir(room).stdin(std::process::Stdio::null()).args(arguments);
    command.env("STRATUM_CONFIG_DIR", room.join("config"));
    command
}
