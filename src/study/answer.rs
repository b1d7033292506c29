//! What a recipe asks, answered: the class of a customer, or the segment.

use std::sync::Arc;

use super::churn;
use super::segments::{self, SegmentFindings};
use super::{Driver, Findings, Question, Recipe, StudyError, Tables, run};

/// The findings of whichever question was asked.
#[derive(Clone, Debug)]
pub enum Answer {
    Classes(Arc<Findings>),
    Segments(Arc<SegmentFindings>),
}

/// An answer as a person looks at it, where that may be another way than it was found.
#[derive(Clone, Debug)]
pub enum LookedAt {
    /// How many segments, under which codes, in which words.
    Segments(segments::Edition),
    /// From which probability on customers are called, and for which campaign.
    Class(churn::Edition),
}

impl Answer {
    pub fn classes(&self) -> Option<&Arc<Findings>> {
        match self {
            Self::Classes(findings) => Some(findings),
            Self::Segments(_) => None,
        }
    }

    pub fn segments(&self) -> Option<&Arc<SegmentFindings>> {
        match self {
            Self::Classes(_) => None,
            Self::Segments(findings) => Some(findings),
        }
    }

    /// Whether somebody ended the run before it was over.
    pub fn stopped(&self) -> bool {
        match self {
            Self::Classes(findings) => findings.stopped,
            Self::Segments(findings) => findings.stopped,
        }
    }

    pub fn n_customers(&self) -> usize {
        match self {
            Self::Classes(findings) => findings.rows.len(),
            Self::Segments(findings) => findings.rows.len(),
        }
    }
}

/// Runs the recipe over the tables.
///
/// **Errors** see [`StudyError`].
pub fn answer(recipe: &Recipe, tables: &Tables, driver: &mut Driver) -> Result<Answer, StudyError> {
    match recipe.question {
        Question::Tiers | Question::Churn => {
            run(recipe, tables, driver).map(|findings| Answer::Classes(Arc::new(findings)))
        }
        Question::Segments => {
            segments::run(recipe, tables, driver).map(|findings| Answer::Segments(Arc::new(findings)))
        }
    }
}
