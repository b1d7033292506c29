//! The columns this program adds to a customer list, so that a list it wrote itself is recognised.

/// The class given to a customer.
pub const LABEL: &str = "stratum_label";
/// The probability of that class; where one class is of interest, of that one.
pub const PROBABILITY: &str = "stratum_probability";
/// What the probability of each class is called before the class's own name.
pub const CLASS_PROBABILITY: &str = "stratum_p_";
/// In lists of new customers by earlier versions: whether the customer has the class of interest.
pub const CALL: &str = "stratum_call";
/// Which rows the customer was among.
pub const PART: &str = "stratum_part";

/// The tier of a transaction's customer.
pub const TIER: &str = "stratum_tier";
/// The tier expected of a customer next, and its probability.
pub const NEXT_TIER: &str = "stratum_next_tier";
pub const NEXT_PROBABILITY: &str = "stratum_next_probability";

/// What is written behind the original columns of a list of segments, before the part: code and name of the segment, how
/// clearly the customer belongs to it, and whether the customer lies within its reach.
pub const SEGMENT_COLUMNS: [&str; 4] =
    ["stratum_segment", "stratum_segment_name", "stratum_confidence", "stratum_fit"];

/// What stands in front of the original columns of a call list.
pub const CALL_COLUMNS: [&str; 6] =
    ["stratum_rank", PROBABILITY, "stratum_decile", "stratum_control", PART, "stratum_reasons"];
/// In the part column: customers that a saved model was given later.
pub const NEW: &str = "new";

/// Whether a column of this name was written by an earlier run: it knows the answer, so it is no fact about a customer.
pub fn is_ours(name: &str) -> bool {
    let name = name.trim();
    [LABEL, PROBABILITY, CALL, PART, TIER, NEXT_TIER, NEXT_PROBABILITY].contains(&name)
        || name.starts_with(CLASS_PROBABILITY)
        || SEGMENT_COLUMNS.contains(&name)
        || CALL_COLUMNS.contains(&name)
}

/// Whether a header ends as that of a labelled list does, whatever the classes.
pub fn is_labelled<'a>(header: impl DoubleEndedIterator<Item = &'a str>) -> bool {
    let mut end = header.rev();
    if end.next() != Some(PART) {
        return false;
    }
    let mut end = end.skip_while(|name| *name == CALL);
    let before_classes = end.find(|name| !name.starts_with(CLASS_PROBABILITY));
    before_classes == Some(PROBABILITY) && end.next() == Some(LABEL)
}

/// Whether a header ends as that of a list of segments does.
pub fn is_segmented<'a>(header: impl DoubleEndedIterator<Item = &'a str>) -> bool {
    header
        .rev()
        .take(SEGMENT_COLUMNS.len() + 1)
        .eq([PART].into_iter().chain(SEGMENT_COLUMNS.into_iter().rev()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_blanks() {
        assert!(is_ours("stratum_label") && is_ours(" stratum_fit\t") && is_ours(" stratum_p_a b"));
        assert!(!is_ours("label") && !is_ours("stratum_label_of_ours") && !is_ours("stratum_points"));
    }

    #[test]
    fn a_labelled_list_is_known_by_its_end() {
        let known = |header: &str| is_labelled(header.split(','));
        for end in ["stratum_probability", "stratum_probability,stratum_p_no,stratum_p_yes"] {
            assert!(known(&format!("a,b,stratum_label,{end},stratum_part")), "{end}");
            assert!(!known(&format!("a,stratum_label,{end},stratum_part,b")), "{end}");
            assert!(!known(&format!("a,{end},stratum_part")), "{end}");
        }
        assert!(known("a,stratum_label,stratum_probability,stratum_p_yes,stratum_call,stratum_part"));
        assert!(!known("a,stratum_label,stratum_p_no,stratum_part") && !known("stratum_part") && !known(""));
        let segmented = |header: &str| is_segmented(header.split(','));
        let ours = "stratum_segment,stratum_segment_name,stratum_confidence,stratum_fit,stratum_part";
        assert!(segmented(&format!("a,{ours}")) && segmented(ours));
        assert!(
            !segmented(&format!("{ours},a")) && !segmented("a,stratum_fit,stratum_part") && !segmented("")
        );
    }
}
