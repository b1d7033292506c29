//! The columns that are added to a customer list, by a run or by its saved model: their names and cells, the same for the
//! file and its preview.

use crate::data::earlier;
use crate::study::{Findings, Part};

/// One column that is added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// The class given to the customer.
    Label,
    /// The probability of that class; where one class is of interest, of that one.
    Probability,
    /// The probability of one class, by its index: what customers are ranked by.
    OfClass(usize),
    /// Which rows the customer was among.
    Part,
}

/// A cell that is added.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AddedCell<'a> {
    Text(&'a str),
    /// Between 0 and 1.
    Share(f32),
}

impl Added {
    /// The columns these findings add, in the order of the file: a probability a class where the findings keep them.
    pub fn columns(findings: &Findings) -> Vec<Self> {
        let n_classes = if findings.probabilities.is_empty() { 0 } else { findings.classes.len() };
        Self::with(0..n_classes)
    }

    /// The columns with the probabilities of these classes, in the order of the file.
    pub fn with(classes: impl IntoIterator<Item = usize>) -> Vec<Self> {
        let of_classes = classes.into_iter().map(Self::OfClass);
        [Self::Label, Self::Probability].into_iter().chain(of_classes).chain([Self::Part]).collect()
    }

    /// The name of the column, where the classes are these.
    pub fn name(self, classes: &[String]) -> String {
        match self {
            Self::Label => earlier::LABEL.to_owned(),
            Self::Probability => earlier::PROBABILITY.to_owned(),
            Self::OfClass(class) => {
                let class = classes.get(class).map_or("", String::as_str);
                format!("{}{class}", earlier::CLASS_PROBABILITY)
            }
            Self::Part => earlier::PART.to_owned(),
        }
    }

    pub fn is_number(self) -> bool {
        matches!(self, Self::Probability | Self::OfClass(_))
    }

    /// The cell of the customer at `index` of [`Findings::rows`].
    pub fn cell(self, findings: &Findings, index: usize) -> AddedCell<'_> {
        let Some(result) = findings.rows.get(index) else { return AddedCell::Text("") };
        match self {
            Self::Label => {
                AddedCell::Text(findings.classes.get(result.predicted as usize).map_or("", String::as_str))
            }
            Self::Probability => AddedCell::Share(result.probability),
            Self::OfClass(class) => findings
                .probabilities_of(index)
                .get(class)
                .map_or(AddedCell::Text(""), |&share| AddedCell::Share(share)),
            Self::Part => AddedCell::Text(result.part.map_or("", Part::id)),
        }
    }
}
