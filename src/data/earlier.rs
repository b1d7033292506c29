//! The columns this program adds to a customer list, so that a list it wrote itself is recognised.

/// What is written behind the original columns of a labelled list.
pub const LABEL_COLUMNS: [&str; 3] = ["stratum_label", "stratum_probability", "stratum_part"];

/// What is written behind the original columns of a list of segments.
pub const SEGMENT_COLUMNS: [&str; 3] = ["stratum_segment", "stratum_segment_name", "stratum_fit"];

/// Whether a column of this name was written by an earlier run: it knows the answer, so it is no fact about a customer.
pub fn is_ours(name: &str) -> bool {
    LABEL_COLUMNS.iter().chain(&SEGMENT_COLUMNS).any(|ours| *ours == name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_blanks() {
        assert!(is_ours("stratum_label") && is_ours(" stratum_fit\t"));
        assert!(!is_ours("label") && !is_ours("stratum_label_of_ours"));
    }
}
