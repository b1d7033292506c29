//! What a person has typed or unfolded but not yet decided; never part of an analysis.

use std::collections::BTreeMap;
use std::sync::Arc;

use eframe::egui::Id;

use crate::chart::Bounds;
use crate::features::CellValue;
use crate::features::contribution::Contribution;
use crate::features::tiers::{Cuts, TierRule, TierSummary};
use crate::session::state::JobId;
use crate::study::value::ValueTable;

/// Which half of the check screen's big card is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CheckView {
    #[default]
    Columns,
    Rows,
    /// Of customers made from transactions: the transactions.
    Transactions,
}

/// Which view of the results is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResultView {
    #[default]
    Summary,
    /// Of customers made from transactions: what the tiers are worth.
    Tiers,
    /// Who rose and who fell between the periods.
    Moves,
    /// Of a class that is foreseen: how well customers are ranked.
    Ranking,
    /// Whether its probabilities can be taken at their word.
    Calibration,
    /// Whom to call, and what that is expected to bring.
    Campaign,
    /// Which columns tell, and how.
    Telling,
    /// Why it is foreseen of one customer, and what if that customer were otherwise.
    Customer,
    Errors,
    Accuracy,
    Matrix,
}

/// Which customers the list beside the moves between tiers shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MovesShown {
    #[default]
    All,
    Up,
    Down,
    /// From the one tier to the other, those who stayed included.
    Cell(u32, u32),
}

/// Tiers at some cuts, kept while nothing moves.
#[derive(Clone, Debug)]
pub struct TiersLookedAt {
    /// The customers they are of.
    pub table: Arc<ValueTable>,
    pub rule: TierRule,
    pub cuts: Cuts,
    /// Lowest tier first.
    pub summary: Vec<TierSummary>,
    /// What all customers contribute a year.
    pub total: Contribution,
}

/// Which view of a segmentation is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SegmentsTab {
    #[default]
    Segments,
    Map,
    Profile,
    /// How many segments.
    Number,
    /// Whether the network helped, and all methods.
    Helped,
    /// Moves between segments from month to month.
    Months,
    Explore,
}

/// What is typed or moved in the results of a segmentation.
#[derive(Clone, Debug, Default)]
pub struct SegmentsDraft {
    pub tab: SegmentsTab,
    /// The part of the map that is seen; `None`: the usual one.
    pub view: Option<Bounds>,
    /// The field that holds the keyboard, with its text as it was typed.
    pub typed: Option<(Id, String)>,
    /// That field lost the keyboard a frame ago.
    pub leaving: bool,
    /// The cell of the moves between months that is looked at.
    pub move_shown: Option<(u32, u32)>,
    /// Each month of a family stands by itself where columns are drawn.
    pub months_apart: bool,
    /// The run these belong to.
    run: Option<JobId>,
}

impl SegmentsDraft {
    /// The results of a new run open on their segments.
    pub fn shows_results_of(&mut self, run: JobId) {
        if self.run != Some(run) {
            *self = Self { run: Some(run), ..Self::default() };
        }
    }
}

/// What is searched for, chosen and moved where it is said why a class is foreseen.
#[derive(Clone, Debug, Default)]
pub struct WhyDraft {
    /// The column whose values are shown; `None`: the one that matters most.
    pub column: Option<String>,
    pub search: String,
    /// Of the customers found.
    pub page: usize,
    /// Values of the customer that are supposed to be otherwise.
    pub changes: BTreeMap<String, CellValue>,
    /// The customer these are of.
    customer: Option<u32>,
    /// The run all of it belongs to.
    run: Option<JobId>,
}

impl WhyDraft {
    /// Nothing is kept of another run.
    pub fn shows_results_of(&mut self, run: JobId) {
        if self.run != Some(run) {
            *self = Self { run: Some(run), ..Self::default() };
        }
    }

    /// Another customer is at first as he or she is.
    pub fn changes_of(&mut self, customer: u32) {
        if self.customer.replace(customer) != Some(customer) {
            self.changes.clear();
        }
    }
}

/// What is typed where new customers are scored.
#[derive(Clone, Debug, Default)]
pub struct ScoreDraft {
    /// The path of a model or of customers.
    pub path: String,
    /// The path of the list.
    pub target: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The path field of the start screen.
    pub path: String,
    pub palette_filter: String,
    pub palette_row: usize,
    pub check_view: CheckView,
    pub read_options_open: bool,
    pub options_open: bool,
    /// Rates and costs of the choose screen.
    pub rates_open: bool,
    /// What the tiers would hold at the cuts looked at last.
    pub tiers: Option<TiersLookedAt>,
    /// Parameters while they are typed, by key: text that may not be a value yet.
    pub typed: BTreeMap<String, String>,
    pub result_view: ResultView,
    /// Of a segmentation.
    pub segments: SegmentsDraft,
    pub why: WhyDraft,
    pub score: ScoreDraft,
    /// The error asked for in the results; that of the findings until someone moves it.
    pub target: Option<f64>,
    pub moves: MovesShown,
    /// What is searched for among the customers.
    pub customer_filter: String,
    /// The customer looked at, by its place among the customers of the transactions.
    pub customer: Option<u32>,
    /// The earlier period of that customer instead of the later one.
    pub customer_before: bool,
    /// The run whose results were looked at last.
    pub results_of: Option<JobId>,
    /// The export folder while it is typed.
    pub folder: Option<String>,
    /// Column filter of the choose screen.
    pub filter: String,
    /// When the replay last moved on, in seconds.
    pub replay_moved: f64,
    /// The file the texts above belong to.
    pub file: String,
}

impl Draft {
    /// What the tiers hold where a rule cuts.
    pub fn tiers_by(&mut self, table: &Arc<ValueTable>, rule: &TierRule) -> &TiersLookedAt {
        let known = self.tiers.take().filter(|known| Arc::ptr_eq(&known.table, table));
        let total = known.as_ref().map(|known| known.total);
        let known = known.filter(|known| known.rule == *rule);
        self.tiers.insert(known.unwrap_or_else(|| {
            let (cuts, summary) = table.graded.by(rule);
            let total = total.unwrap_or_else(|| table.total());
            TiersLookedAt { table: table.clone(), rule: *rule, cuts, summary, total }
        }))
    }

    /// The results of a new run open on their summary.
    pub fn shows_results_of(&mut self, run: JobId) {
        if self.results_of.replace(run) != Some(run) {
            self.result_view = ResultView::Summary;
            self.target = None;
            self.moves = MovesShown::All;
            self.customer_filter.clear();
            self.customer = None;
        }
    }

    /// Forgets what was typed about another file.
    pub fn belongs_to(&mut self, sha256: &str) {
        if self.file != sha256 {
            sha256.clone_into(&mut self.file);
            self.typed.clear();
            self.filter.clear();
            self.folder = None;
            self.check_view = CheckView::Columns;
        }
    }
}
