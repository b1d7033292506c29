//! What is odd about a list of transactions, and the questions it raises.

use std::collections::BTreeMap;

use crate::base::{Issue, Message, RowId, Severity};

use crate::data::Column;

use super::decision::{Decision, Decisions};

/// What was found so far.
#[derive(Debug, Default)]
pub struct Oddities {
    pub issues: Vec<Issue>,
    pub questions: BTreeMap<Decision, usize>,
}

impl Oddities {
    pub fn add(&mut self, issue: Issue) {
        self.issues.push(issue);
    }

    pub fn say(&mut self, message: Message, column: &Column) {
        self.add(Issue::new(Severity::Info, message.with("column", &column.name)).in_column(&column.name));
    }

    pub fn warn_column(&mut self, message: Message, column: &Column, hint: &'static str) {
        let message = message.with("column", &column.name);
        self.add(
            Issue::new(Severity::Warning, message).in_column(&column.name).with_hint(Message::new(hint)),
        );
    }

    pub fn warn(&mut self, message: Message, column: &Column, row: RowId, hint: &'static str) {
        let issue = Issue::new(Severity::Warning, message.with("column", &column.name));
        self.add(issue.in_column(&column.name).at_row(row).with_hint(Message::new(hint)));
    }

    /// Says something the analyst may decide otherwise: the hint names the answer taken and the other one.
    pub fn ask(
        &mut self,
        decision: Decision,
        count: usize,
        decisions: &Decisions,
        message: Message,
        row: Option<RowId>,
    ) {
        let severity = if decision.is_doubtful() { Severity::Warning } else { Severity::Info };
        let mut issue = Issue::new(severity, message).with_hint(decisions.hint(decision));
        issue.row = row;
        self.issues.push(issue);
        *self.questions.entry(decision).or_default() += count;
    }
}
