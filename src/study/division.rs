//! How customers are divided: who has a class, and who trains, chooses and judges in which repeat.

use crate::base::{Message, RowId};
use crate::data::split::{self, Customers, Shares, Split};
use crate::data::{Frame, duplicates};

use super::labels::Labels;
use super::{MAX_FOLDS, MAX_REPEATS, Recipe, SplitPlan, StudyError};

/// The labelled customers of a table and the ways they are divided.
pub struct Division<'a> {
    pub labels: Labels,
    /// Rows with a label, ascending, and their classes.
    rows: Vec<RowId>,
    codes: Vec<u32>,
    /// Who of them is a customer of several rows, the label aside.
    customers: Customers,
    plan: &'a SplitPlan,
    seed: u64,
}

impl<'a> Division<'a> {
    /// Reads the label column and checks that the customers can be divided as the recipe says.
    ///
    /// **Errors** those of [`Labels::of`], shares or held-out rows that leave a part empty.
    pub fn new(recipe: &'a Recipe, frame: &Frame) -> Result<Self, StudyError> {
        let labels = Labels::of(frame, &recipe.label, recipe.class_order_of(frame).as_deref())?;
        let labelled = labels.codes.iter().zip(&frame.row_ids);
        let (rows, codes): (Vec<RowId>, Vec<u32>) =
            labelled.filter_map(|(code, &row)| code.map(|code| (row, code))).unzip();
        let keys = duplicates::find(frame, Some(&recipe.label)).map(|copies| {
            let labelled = labels.codes.iter().zip(copies.keys);
            labelled.filter_map(|(code, key)| code.is_some().then_some(key)).collect::<Vec<u64>>()
        });
        let customers = Customers::new(&rows, &codes, keys.as_deref());
        let division = Self { labels, rows, codes, customers, plan: &recipe.split, seed: recipe.seed };
        division.check()?;
        Ok(division)
    }

    fn check(&self) -> Result<(), StudyError> {
        let plan = self.plan;
        let sum = plan.train_percent.saturating_add(plan.valid_percent);
        let held_out_by_share = plan.test_rows.is_none() && plan.folds < 2;
        if plan.train_percent == 0 || plan.valid_percent == 0 || (held_out_by_share && sum > 99) {
            return Err(StudyError::Shares);
        }
        if !(1..=MAX_REPEATS).contains(&plan.repeats) || !(1..=MAX_FOLDS).contains(&plan.folds) {
            return Err(StudyError::Repeats);
        }
        if let Some(test_rows) = &plan.test_rows {
            if plan.folds > 1 {
                return Err(StudyError::FoldsOfFixedRows);
            }
            let n_unusable = test_rows.iter().filter(|row| self.rows.binary_search(row).is_err()).count();
            if n_unusable > 0 || test_rows.is_empty() {
                return Err(StudyError::TestRows { n_unusable });
            }
        }
        self.split(0, 0).map(|_| ())
    }

    /// The rows of a repeat and fold, the same for every method.
    ///
    /// **Errors** a part is empty, or training sees one class only.
    pub fn split(&self, repeat: u32, fold: u32) -> Result<Split, StudyError> {
        let (train, valid) = (f64::from(self.plan.train_percent), f64::from(self.plan.valid_percent));
        let shares = Shares { train, valid, test: (100.0 - train - valid).max(0.0) };
        let split = if let Some(test_rows) = &self.plan.test_rows {
            split::fixed_test(&self.customers, test_rows, shares, self.seed, repeat)
        } else {
            split::folds(&self.customers, (fold, self.plan.folds), shares, self.seed, repeat)
        };
        let mut train_classes = split.train.iter().filter_map(|&row| self.code_of(row));
        let first = train_classes.next();
        let one_class = train_classes.all(|code| Some(code) == first);
        if split.valid.is_empty() || split.test.is_empty() || one_class {
            return Err(StudyError::Split { repeat });
        }
        Ok(split)
    }

    /// What a person should know although the analysis goes on. `split` is any of this division.
    pub fn warnings(&self, split: &Split, are_tiers: bool) -> Vec<Message> {
        let mut warnings = self.labels.warnings(are_tiers);
        let n_copies = self.customers.n_copies();
        if n_copies > 0 {
            warnings.push(Message::new("study-copies").with("n", n_copies));
        }
        let n_left_out = self.rows.len() - split.train.len() - split.valid.len() - split.test.len();
        if n_left_out > 0 {
            warnings.push(Message::new("study-copies-of-held-out").with("n", n_left_out));
        }
        warnings
    }

    /// Repeats × folds, in the order they are run.
    pub fn groups(&self) -> Vec<(u32, u32)> {
        let folds = self.plan.folds;
        (0..self.plan.repeats).flat_map(|repeat| (0..folds).map(move |fold| (repeat, fold))).collect()
    }

    /// The classes of labelled rows.
    pub fn codes_of(&self, rows: &[RowId]) -> Vec<u32> {
        rows.iter().filter_map(|&row| self.code_of(row)).collect()
    }

    fn code_of(&self, row: RowId) -> Option<u32> {
        self.rows.binary_search(&row).ok().map(|position| self.codes[position])
    }
}
