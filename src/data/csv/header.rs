//! Column names as the program uses them: trimmed, none empty, no two alike.

use std::collections::BTreeSet;

use crate::base::{Issue, Message, Severity};

use super::sniff;

/// Names for the columns of this header, and what had to be changed.
pub fn unique_names(header: &[String]) -> (Vec<String>, Vec<Issue>) {
    let cleaned: Vec<String> =
        header.iter().map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    // A name the file itself uses is never given to another column.
    let mut taken: BTreeSet<String> = cleaned.iter().cloned().collect();
    let mut seen = BTreeSet::new();
    let mut names = Vec::with_capacity(header.len());
    let mut issues = Vec::new();
    for (index, name) in cleaned.into_iter().enumerate() {
        if !name.is_empty() && seen.insert(name.clone()) {
            names.push(name);
            continue;
        }
        let number = index + 1;
        let (stem, first) = if name.is_empty() { ("column", number) } else { (name.as_str(), 2) };
        let fresh = free_name(stem, first, &taken);
        taken.insert(fresh.clone());
        let message = if name.is_empty() {
            Message::new("data-issue-unnamed-column").with("number", number)
        } else {
            Message::new("data-issue-repeated-name").with("name", &name).with("number", number)
        };
        issues.push(Issue::new(Severity::Warning, message.with("fresh", &fresh)).in_column(fresh.clone()));
        names.push(fresh);
    }
    if sniff::header_looks_like_data(header) {
        let message = Message::new("data-issue-header-looks-like-data");
        let hint = Message::new("data-hint-header-looks-like-data");
        issues.push(Issue::new(Severity::Info, message).with_hint(hint));
    }
    (names, issues)
}

fn free_name(stem: &str, first: usize, taken: &BTreeSet<String>) -> String {
    let mut number = first;
    loop {
        let name = format!("{stem}_{number}");
        if !taken.contains(&name) {
            return name;
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_unique_and_none_is_lost() {
        let header = ["a", "b", "a", "a_2", "", " a "].map(str::to_owned);
        let (names, issues) = unique_names(&header);
        assert_eq!(names, ["a", "b", "a_3", "a_2", "column_5", "a_4"]);
        assert_eq!(issues.len(), 3);
    }

    #[test]
    fn a_header_of_numbers_is_doubted() {
        let (_, issues) = unique_names(&["1", "2.5", "x"].map(str::to_owned));
        assert_eq!(issues.len(), 1);
        assert_eq!(issues[0].severity, Severity::Info);
    }
}
