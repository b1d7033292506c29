//! The command line as it is typed.

use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::base::Lang;
use crate::export::ExportOptions;
use crate::session::Sample;
use crate::study::{MAX_FOLDS, MAX_REPEATS};

/// Rank customers with networks you can watch, on your own computer.
///
/// Without a command, the window opens, on FILE if there is one. Nothing leaves this computer.
#[derive(Debug, Parser)]
#[command(name = "stratum", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
#[command(after_help = "Example:\n  stratum sample_data/churn.csv")]
pub struct Arguments {
    /// Customer table or list of transactions to open in the window
    pub file: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the built-in sample through a study: in the window, or into a folder
    ///
    /// Opens the window where there is a display. With --out, or without a display, the results are written into
    /// a folder instead.
    #[command(after_help = "Example:\n  stratum demo --out stratum-demo")]
    Demo(DemoArguments),
    /// Say what is in a file: encoding, separator, columns with their roles, and what looks odd
    #[command(after_help = "Example:\n  stratum profile sample_data/churn.csv")]
    Profile(ProfileArguments),
    /// Run a study over a file and write the labelled customers and the findings into a folder
    #[command(
        after_help = "Example:\n  stratum run tiers sample_data/churn.csv --label left_bank --out results"
    )]
    Run {
        #[command(subcommand)]
        study: RunStudy,
    },
    /// Score new customers with the model of an earlier run
    ///
    /// A model of segments places them; a model of churn says how probably they leave and who is to be called.
    #[command(
        after_help = "Examples:\n  stratum score results/model.stratum sample_data/cards.csv --out placed.csv\n  \
                            stratum score call-500/model.stratum sample_data/churn.csv --out scored.csv --calls to-call.csv"
    )]
    Score(ScoreArguments),
    /// List the methods with their parameters and defaults
    #[command(after_help = "Example:\n  stratum methods --json")]
    Methods(MethodsArguments),
    /// Write a synthetic customer table: the same bytes for the same seed
    #[command(after_help = "Example:\n  stratum sample churn --out customers.csv --rows 500")]
    Sample {
        #[command(subcommand)]
        study: SampleStudy,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DemoStudy {
    /// Segments of card holders
    Segments,
    /// Value tiers from a year of transactions
    Tiers,
    /// Customers who left the bank
    Churn,
}

impl DemoStudy {
    pub fn sample(self) -> Sample {
        match self {
            Self::Segments => Sample::Segments,
            Self::Tiers => Sample::Tiers,
            Self::Churn => Sample::Churn,
        }
    }
}

#[derive(Debug, Args)]
pub struct DemoArguments {
    #[arg(default_value = "segments")]
    pub study: DemoStudy,
    /// Write the results into this folder instead of opening the window
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Seed of the splits and starting weights
    #[arg(long, value_name = "N", requires = "out")]
    pub seed: Option<u64>,
    /// Language of the window, or of results and messages [default: as set in the window, or en]
    #[arg(long, value_name = "en|zh", value_parser = language)]
    pub lang: Option<Lang>,
}

#[derive(Debug, Args)]
pub struct ProfileArguments {
    /// Customer table or list of transactions: CSV or TSV, in any common encoding
    pub file: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub speech: Speech,
}

#[derive(Debug, Subcommand)]
pub enum RunStudy {
    /// Rank customers into the classes of a label, or into value tiers made from their transactions, with BP networks
    #[command(
        after_help = "Examples:\n  stratum run tiers sample_data/churn.csv --label left_bank --out results\n  \
                            stratum run tiers sample_data/transactions.csv --out results"
    )]
    Tiers(Box<PredictArguments>),
    /// Predict one class of a label, such as who leaves: how well it is foreseen, whom to call, and a model for new customers
    #[command(
        after_help = "Examples:\n  stratum run churn sample_data/churn.csv --label left_bank --out results\n  \
                            stratum run churn sample_data/churn.csv --set threshold=calls:500 --out call-500"
    )]
    Churn(Box<PredictArguments>),
    /// Group customers by what they have in common, with K-means and recurrent networks, and say whether the networks helped
    #[command(after_help = "Examples:\n  stratum run segments sample_data/cards.csv --out results\n  \
                            stratum run segments sample_data/transactions.csv --method kmeans --set k=4 --out by-money")]
    Segments(Box<SegmentsArguments>),
}

#[derive(Debug, Args)]
pub struct PredictArguments {
    /// Customer table or list of transactions: CSV or TSV, in any common encoding
    pub file: PathBuf,
    /// Folder for `labelled.csv` (one row a customer), `findings.json` and `timing.json`; of churn also `model.stratum` and
    /// `call_list.csv`, from transactions `labelled_transactions.csv`
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Column to be predicted [default: the one that looks like it]
    #[arg(long, value_name = "COLUMN")]
    pub label: Option<String>,
    #[command(flatten)]
    pub columns: ColumnArguments,
    /// Methods to race, as `stratum methods` lists them
    #[arg(long, value_name = "M,…", value_delimiter = ',')]
    pub method: Vec<String>,
    /// Parameter for all methods, METHOD.key=value for one, or a setting of churn (`threshold=recall:0.75`) or of value tiers
    #[arg(long, value_name = "key=value")]
    pub set: Vec<String>,
    /// How often the split and the starting weights are drawn anew [default: 10]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_REPEATS)))]
    pub repeats: Option<u32>,
    /// Stratified folds a repeat; 1 is one split of 70/15/15 [default: 1]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_FOLDS)))]
    pub folds: Option<u32>,
    /// File with the rows to hold out: 0-based row numbers, one a line
    #[arg(long, value_name = "FILE")]
    pub test_rows: Option<PathBuf>,
    /// Seed of the splits and starting weights [default: 42]
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Write pseudonyms in place of the customers of transactions; the key is kept in this file, made if it is not there
    #[arg(long, value_name = "KEYFILE")]
    pub pseudonyms: Option<PathBuf>,
    #[command(flatten)]
    pub output: OutputArguments,
}

#[derive(Debug, Args)]
pub struct SegmentsArguments {
    /// Customer table or list of transactions: CSV or TSV, in any common encoding
    pub file: PathBuf,
    /// Folder for `labelled.csv` (one row a customer), `model.stratum`, `findings.json` and `timing.json`
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    #[command(flatten)]
    pub columns: ColumnArguments,
    /// Methods to compare, as `stratum methods` lists them [default: `kmeans,rnn_kmeans`]
    #[arg(long, value_name = "M,…", value_delimiter = ',')]
    pub method: Vec<String>,
    /// Number of segments (k=6) or another setting of segments, parameter for all methods, METHOD.key=value for one, or a
    /// setting of value
    #[arg(long, value_name = "key=value")]
    pub set: Vec<String>,
    /// Seed of starting means, weights and samples [default: 42]
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    #[command(flatten)]
    pub output: OutputArguments,
}

/// Which columns of the table, or of a list of transactions, a study uses.
#[derive(Debug, Args)]
pub struct ColumnArguments {
    /// Column that identifies customers, never used as a feature
    #[arg(long, value_name = "COLUMN")]
    pub id: Option<String>,
    /// Exactly these columns as features
    #[arg(long, value_name = "A,B,…", value_delimiter = ',')]
    pub features: Vec<String>,
    /// These columns not as features
    #[arg(long, value_name = "A,B,…", value_delimiter = ',')]
    pub without: Vec<String>,
    /// Which column of a list of transactions plays which part: customer, account, date, amount, sign, kind, balance, product
    #[arg(long, value_name = "role=COLUMN")]
    pub map: Vec<String>,
    /// Table that belongs to the transactions, such as loans or facts about customers
    #[arg(long, value_name = "FILE")]
    pub join: Vec<PathBuf>,
}

impl ColumnArguments {
    /// Whether the column is not to be a feature.
    pub fn takes_out(&self, name: &str) -> bool {
        self.without.iter().chain(&self.id).any(|other| other == name)
    }
}

/// How a study computes, and how its results are written and said.
#[derive(Debug, Args)]
pub struct OutputArguments {
    #[command(flatten)]
    pub lists: ListArguments,
    /// Threads to compute with; the results never depend on it [default: all]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1024))]
    pub threads: Option<u32>,
    /// Print findings.json
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub speech: Speech,
}

/// How lists of customers are written.
#[derive(Clone, Copy, Debug, Args)]
pub struct ListArguments {
    /// Write lists without a byte order mark
    #[arg(long)]
    pub no_bom: bool,
    /// Leave text that a spreadsheet would run as a formula as it is
    #[arg(long)]
    pub keep_formulas: bool,
    /// Replace files of the same name even where Stratum did not write them
    #[arg(long)]
    pub force: bool,
}

impl OutputArguments {
    /// What is written into this folder, without pseudonyms.
    pub fn options<'a>(&self, folder: &'a Path) -> ExportOptions<'a> {
        let (ListArguments { no_bom, keep_formulas, force }, lang) = (self.lists, self.speech.lang);
        ExportOptions { folder, bom: !no_bom, keep_formulas, force, lang, pseudonyms: None }
    }
}

#[derive(Debug, Args)]
pub struct ScoreArguments {
    /// `model.stratum` of an earlier run of segments or churn
    pub model: PathBuf,
    /// Customer table with the columns the model reads
    #[arg(required_unless_present = "watch", conflicts_with = "watch")]
    pub file: Option<PathBuf>,
    /// List to write: every row with what the model says behind it; with --watch the folder for such lists
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Call customers from this probability of the class of interest on [default: the threshold of the model]
    #[arg(long, value_name = "P", value_parser = probability)]
    pub threshold: Option<f64>,
    /// Write only the customers who are to be called
    #[arg(long)]
    pub only_above: bool,
    /// Also write whom to call first, with reasons and a control group, into this file
    #[arg(long, value_name = "FILE", conflicts_with = "watch")]
    pub calls: Option<PathBuf>,
    /// Read a column of the file as one that the model reads and the file does not have
    #[arg(long, value_name = "MODEL_COLUMN=FILE_COLUMN")]
    pub rename: Vec<String>,
    /// Score every CSV that appears in this folder, once, until Ctrl+C
    #[arg(long, value_name = "FOLDER")]
    pub watch: Option<PathBuf>,
    /// With --watch: score what is there and end
    #[arg(long, requires = "watch", conflicts_with = "file")]
    pub once: bool,
    #[command(flatten)]
    pub lists: ListArguments,
    /// Print a summary as JSON; with --watch one line a file
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub speech: Speech,
}

fn probability(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "a probability lies between 0 and 1".to_owned())
}

#[derive(Debug, Args)]
pub struct MethodsArguments {
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub speech: Speech,
}

#[derive(Debug, Subcommand)]
pub enum SampleStudy {
    /// A year of card use of the holders of a bank's credit cards, month by month
    #[command(after_help = "Example:\n  stratum sample segments --out cards.csv --rows 500")]
    Segments(CardSampleArguments),
    /// A year of deposit and loan transactions of a bank's customers, with the month before it
    #[command(after_help = "Example:\n  stratum sample tiers --out transactions.csv --rows 200")]
    Tiers(TierSampleArguments),
    /// Customers of a bank, and who left it
    #[command(after_help = "Example:\n  stratum sample churn --out customers.csv --rows 500")]
    Churn(ChurnSampleArguments),
}

#[derive(Debug, Args)]
pub struct CardSampleArguments {
    /// Number of card holders
    #[arg(long, value_name = "N", default_value_t = 9_000, value_parser = clap::value_parser!(u32).range(1..=5_000_000))]
    pub rows: u32,
    #[command(flatten)]
    pub target: SampleTarget,
}

#[derive(Debug, Args)]
pub struct TierSampleArguments {
    /// Number of customers, each with some 65 transactions
    #[arg(long, value_name = "N", default_value_t = 600, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub rows: u32,
    #[command(flatten)]
    pub target: SampleTarget,
}

#[derive(Debug, Args)]
pub struct ChurnSampleArguments {
    /// Number of customers
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=5_000_000))]
    pub rows: u32,
    #[command(flatten)]
    pub target: SampleTarget,
}

#[derive(Debug, Args)]
pub struct SampleTarget {
    /// File to write
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Seed of the customers
    #[arg(long, value_name = "N", default_value_t = 42)]
    pub seed: u64,
    /// Replace a file of the same name even where Stratum did not write it
    #[arg(long)]
    pub force: bool,
}

/// The language of what is said.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Speech {
    /// Language of results and messages
    #[arg(long, value_name = "en|zh", value_parser = language, default_value = "en")]
    pub lang: Lang,
}

fn language(code: &str) -> Result<Lang, String> {
    Lang::from_code(code).ok_or_else(|| "the languages are en and zh".to_owned())
}
