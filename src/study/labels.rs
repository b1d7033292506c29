//! The label column as classes: their names, their order, and the class of every customer.

use std::collections::HashMap;
use std::ops::Range;

use crate::base::{Message, nearest};
use crate::data::{Column, Frame, Level, Values};

use super::StudyError;
use super::churn::ChurnRecipe;

/// More values than this are not classes a bank acts on.
pub const MAX_CLASSES: usize = 50;

/// A class needs one customer each for training, validation and judging.
pub const MIN_CLASS_ROWS: usize = 3;

/// A class of fewer customers has so few held out that what is said of it may be far off.
pub const FEW_CLASS_ROWS: usize = 30;

/// What a customer is given, in a word: a tier where tiers are made from transactions, otherwise a class.
pub fn kind(are_tiers: bool) -> Message {
    Message::new(if are_tiers { "kind-tier" } else { "kind-class" })
}

/// The classes of a table's label column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labels {
    /// From lowest to highest where they have an order; otherwise text in byte order, numbers by value.
    pub classes: Vec<String>,
    /// Whether the order means something: the analyst gave one, or the classes are whole numbers.
    pub ordered: bool,
    /// Class of each position of the table; `None` where the label is missing.
    pub codes: Vec<Option<u32>>,
    /// Labelled customers of each class.
    pub counts: Vec<usize>,
}

impl Labels {
    /// Reads the classes of a column.
    ///
    /// **Errors** no such column, fewer than two or more than [`MAX_CLASSES`] classes, fewer than two classes with
    /// at least [`MIN_CLASS_ROWS`] customers, an order that does not name the classes of the column.
    pub fn of(frame: &Frame, label: &str, class_order: Option<&[String]>) -> Result<Self, StudyError> {
        if label.is_empty() {
            return Err(StudyError::NoLabel);
        }
        let column = frame.column(label).ok_or_else(|| StudyError::UnknownLabel {
            name: label.to_owned(),
            nearest: nearest(label, frame.names()),
        })?;
        let mut labels = Self::encode(column)?;
        if let Some(order) = class_order {
            labels.put_in_order(label, order)?;
        }
        let usable = labels.counts.iter().filter(|&&count| count >= MIN_CLASS_ROWS).count();
        if usable < 2 {
            let classes = labels.small_classes();
            return Err(StudyError::TooFewRows { label: label.to_owned(), classes });
        }
        Ok(labels)
    }

    fn encode(column: &Column) -> Result<Self, StudyError> {
        // Codes in the order of first appearance, then renumbered in the order of the values.
        let mut seen: HashMap<Level, u32> = HashMap::new();
        let mut found: Vec<(Level, usize)> = Vec::new();
        let mut codes = Vec::with_capacity(column.valid.len());
        for position in 0..column.valid.len() {
            codes.push(Level::of(column, position).map(|level| {
                let code = *seen.entry(level).or_insert_with(|| {
                    found.push((level, 0));
                    found.len() as u32 - 1
                });
                found[code as usize].1 += 1;
                code
            }));
        }
        let label = column.name.clone();
        let words = |level: Level| level.words(column).unwrap_or_default();
        match found[..] {
            [] => return Err(StudyError::NoClasses { label }),
            [(level, _)] => return Err(StudyError::OneClass { label, class: words(level) }),
            _ if found.len() > MAX_CLASSES => {
                return Err(StudyError::TooManyClasses { label, n: found.len() });
            }
            _ => {}
        }
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by_key(|&code| found[code].0);
        let mut labels = Self {
            classes: order.iter().map(|&code| words(found[code].0)).collect(),
            ordered: matches!(column.values, Values::Int(_)),
            codes,
            counts: order.iter().map(|&code| found[code].1).collect(),
        };
        let mut place = vec![0; found.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new as u32;
        }
        labels.renumber(&place);
        Ok(labels)
    }

    /// Gives every customer the code that has taken the place of the old one.
    fn renumber(&mut self, place: &[u32]) {
        for code in self.codes.iter_mut().flatten() {
            *code = place[*code as usize];
        }
    }

    fn put_in_order(&mut self, label: &str, order: &[String]) -> Result<(), StudyError> {
        let mut sorted_order = order.to_vec();
        sorted_order.sort();
        let mut sorted_classes = self.classes.clone();
        sorted_classes.sort();
        if sorted_order != sorted_classes {
            return Err(StudyError::ClassOrder { label: label.to_owned(), classes: self.classes.clone() });
        }
        let place: Vec<u32> = self
            .classes
            .iter()
            .map(|class| order.iter().position(|name| name == class).unwrap_or(0) as u32)
            .collect();
        self.renumber(&place);
        let mut counts = vec![0; self.counts.len()];
        for (old, &new) in place.iter().enumerate() {
            counts[new as usize] = self.counts[old];
        }
        self.counts = counts;
        self.classes = order.to_vec();
        self.ordered = true;
        Ok(())
    }

    pub fn n_classes(&self) -> usize {
        self.classes.len()
    }

    /// Rarest class; the later one of equally rare ones. With two classes, the one of interest.
    pub fn rarest(&self) -> u32 {
        let mut rarest = 0;
        for (class, count) in self.counts.iter().enumerate() {
            if *count <= self.counts[rarest] {
                rarest = class;
            }
        }
        rarest as u32
    }

    /// The class of interest: the one that was chosen, or the rarest.
    ///
    /// **Errors** a class that the column does not have.
    pub fn of_interest(&self, label: &str, churn: Option<&ChurnRecipe>) -> Result<u32, StudyError> {
        let Some(class) = churn.and_then(|churn| churn.class.as_ref()) else { return Ok(self.rarest()) };
        let position = self.classes.iter().position(|known| known == class);
        position.map(|position| position as u32).ok_or_else(|| StudyError::UnknownClass {
            label: label.to_owned(),
            class: class.clone(),
            classes: self.classes.clone(),
        })
    }

    /// Classes with too few customers to stand in training, validation and held-out rows.
    pub fn small_classes(&self) -> Vec<String> {
        self.classes_of(0..MIN_CLASS_ROWS)
    }

    /// Classes whose number of customers is in a range.
    fn classes_of(&self, range: Range<usize>) -> Vec<String> {
        let small = self.classes.iter().zip(&self.counts).filter(|&(_, count)| range.contains(count));
        small.map(|(class, _)| class.clone()).collect()
    }

    /// What a person should know although the analysis goes on. The classes may be tiers whose size can be chosen.
    pub fn warnings(&self, are_tiers: bool) -> Vec<Message> {
        let mut warnings = Vec::new();
        let named = |classes: Vec<String>| classes.into_iter().map(Message::text).collect::<Vec<_>>();
        let small = self.small_classes();
        if !small.is_empty() {
            let key = if are_tiers { "study-small-tiers" } else { "study-small-classes" };
            warnings.push(Message::new(key).with("classes", named(small)));
        }
        let few = self.classes_of(MIN_CLASS_ROWS..FEW_CLASS_ROWS);
        if !few.is_empty() {
            let message =
                Message::new("study-few-rows").with("n", FEW_CLASS_ROWS).with("kind", kind(are_tiers));
            warnings.push(message.with("classes", named(few)));
        }
        let unlabelled = self.codes.iter().filter(|code| code.is_none()).count();
        if unlabelled > 0 {
            warnings.push(Message::new("study-unlabelled").with("n", unlabelled));
        }
        warnings
    }
}
