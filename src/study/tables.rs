//! What a recipe is run over.

use crate::base::Issue;
use crate::data::Frame;
use crate::data::profile::TableProfile;

use super::value::ValueTable;

/// The table of customers, what is odd about it and, where it was made from transactions, how.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    pub frame: &'a Frame,
    pub issues: &'a [Issue],
    /// What is in the columns, where it is known already; otherwise a run describes them itself.
    pub profile: Option<&'a TableProfile>,
    /// Where the customers were made from transactions.
    pub value: Option<&'a ValueTable>,
}

impl<'a> Tables<'a> {
    /// A table that was read as it is.
    pub fn new(frame: &'a Frame, issues: &'a [Issue]) -> Self {
        Self { frame, issues, profile: None, value: None }
    }
}
