//! The four questions a segment must answer before money is spent on it.

use crate::base::Message;
use crate::study::segments::{Check, CheckKind};

use super::Jaccard;
use super::reach::{Condition, Reach};
use super::said::decimals;

/// Mean simplified silhouette in the common space from which a segment is told apart from its neighbours.
const DISTINCT: f64 = 0.2;

/// A segment of less than this share of the customers,
const BIG_SHARE: f64 = 0.05;

/// or of fewer customers than this, is no ground for a campaign.
const BIG_SIZE: usize = 50;

/// A rule must find this share of a segment, and as much of what it finds must belong there.
const REACHABLE: f64 = 0.6;

/// Mean Jaccard index over bootstraps from which a segment counts as the same one.
///
/// **Source** Hennig (2007), cluster-wise stability.
const STABLE: f64 = 0.75;

/// The figures the checks are made by.
pub struct Evidence<'a> {
    pub size: usize,
    pub share: f64,
    pub silhouette: f64,
    /// As [`super::Found::division`].
    pub division: Option<[f64; 2]>,
    pub reach: Option<&'a Reach>,
    /// `None` where nothing was drawn again.
    pub jaccard: Option<Jaccard>,
}

/// The checks in the order of [`CheckKind`].
pub fn checks(evidence: &Evidence) -> Vec<Check> {
    vec![distinct(evidence), big_enough(evidence), reachable(evidence), stable(evidence)]
}

fn distinct(evidence: &Evidence) -> Check {
    if let Some([silhouette, level]) = evidence.division {
        let message = Message::new("seg-check-division").number("silhouette", silhouette, 2);
        return Check {
            kind: CheckKind::Distinct,
            passed: false,
            message: message.number("level", level, 2),
        };
    }
    let passed = evidence.silhouette >= DISTINCT;
    let key = if passed { "seg-check-distinct" } else { "seg-check-not-distinct" };
    let message =
        Message::new(key).number("silhouette", evidence.silhouette, 2).number("needed", DISTINCT, 2);
    Check { kind: CheckKind::Distinct, passed, message }
}

fn big_enough(evidence: &Evidence) -> Check {
    let (few, small) = (evidence.size < BIG_SIZE, evidence.share < BIG_SHARE);
    let message = match (few, small) {
        (true, _) => Message::new("seg-check-few").with("least", BIG_SIZE),
        (false, true) => Message::new("seg-check-small").share("least", BIG_SHARE, 0),
        (false, false) => Message::new("seg-check-big"),
    };
    let message = message.with("n", evidence.size).share("share", evidence.share, 1);
    Check { kind: CheckKind::BigEnough, passed: !few && !small, message }
}

fn reachable(evidence: &Evidence) -> Check {
    let kind = CheckKind::Reachable;
    let Some(reach) = evidence.reach else {
        return Check { kind, passed: false, message: Message::new("seg-check-no-rule") };
    };
    let passed = reach.worth() >= REACHABLE;
    let key = if passed { "seg-check-reachable" } else { "seg-check-not-reachable" };
    let message = Message::new(key).with("rule", rule(reach)).share("recall", reach.recall, 0).share(
        "precision",
        reach.precision,
        0,
    );
    let message = if passed { message } else { message.share("needed", REACHABLE, 0) };
    Check { kind, passed, message }
}

fn rule(reach: &Reach) -> Message {
    let first = condition(&reach.first);
    match &reach.second {
        Some(second) => Message::new("seg-rule-both").with("first", first).with("second", condition(second)),
        None => first,
    }
}

fn condition(condition: &Condition) -> Message {
    let key = if condition.at_least { "seg-rule-at-least" } else { "seg-rule-below" };
    let places = if condition.cut.fract() == 0.0 { 0 } else { decimals(condition.cut) };
    Message::new(key).with("column", &condition.name).number("cut", condition.cut, places)
}

fn stable(evidence: &Evidence) -> Check {
    let kind = CheckKind::Stable;
    let Some(jaccard) = evidence.jaccard else {
        return Check { kind, passed: false, message: Message::new("seg-check-stable-unknown") };
    };
    let passed = jaccard.mean >= STABLE;
    let key = match (passed, jaccard.lower_quartile >= STABLE) {
        (true, true) => "seg-check-stable",
        (true, false) => "seg-check-mostly-stable",
        (false, _) => "seg-check-not-stable",
    };
    let message = Message::new(key).share("jaccard", jaccard.mean, 0).share("low", jaccard.lower_quartile, 0);
    Check { kind, passed, message: message.share("needed", STABLE, 0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Lang, render};

    fn evidence(jaccard: Option<f64>) -> Evidence<'static> {
        let jaccard = jaccard.map(|mean| Jaccard { mean, lower_quartile: mean });
        Evidence { size: 1200, share: 0.12, silhouette: 0.31, division: None, reach: None, jaccard }
    }

    #[test]
    fn every_check_names_its_number() {
        let reach = Reach {
            first: Condition { column: 0, name: "CASH".to_owned(), at_least: true, cut: 1234.5 },
            second: Some(Condition { column: 1, name: "N".to_owned(), at_least: false, cut: 3.0 }),
            recall: 0.81,
            precision: 0.77,
        };
        let all = checks(&Evidence { reach: Some(&reach), ..evidence(Some(0.7)) });
        assert_eq!(all.iter().map(|check| check.passed).collect::<Vec<_>>(), [true, true, true, false]);
        for (check, numbers) in all.iter().zip([
            &["0.31"][..],
            &["1,200", "12.0 %"],
            &["81 %", "77 %", "1,23", "3"],
            &["70 %", "75 %"],
        ]) {
            for lang in Lang::ALL {
                let said = render(lang, &check.message);
                assert!(numbers.iter().all(|number| said.contains(number)), "{said}");
            }
        }
    }

    #[test]
    fn what_was_not_looked_at_is_not_passed() {
        let all = checks(&evidence(None));
        assert!(!all[2].passed && !all[3].passed);
        let few = checks(&Evidence { size: 49, ..evidence(None) });
        assert!(!few[1].passed);
        assert!(!checks(&Evidence { share: 0.049, ..evidence(None) })[1].passed);
    }

    #[test]
    fn what_often_does_not_come_back_is_said_where_stable_is_ticked() {
        let jaccard = Some(Jaccard { mean: 0.8, lower_quartile: 0.38 });
        let check = &checks(&Evidence { jaccard, ..evidence(None) })[3];
        assert!(check.passed);
        for lang in Lang::ALL {
            let said = render(lang, &check.message);
            assert!(said.contains("80 %") && said.contains("38 %"), "{said}");
        }
        assert_eq!(checks(&evidence(Some(0.8)))[3].message.key, "seg-check-stable");
    }

    #[test]
    fn a_division_is_never_distinct() {
        let all = checks(&Evidence { silhouette: 0.6, division: Some([0.41, 0.42]), ..evidence(None) });
        assert!(!all[0].passed);
        for lang in Lang::ALL {
            let said = render(lang, &all[0].message);
            assert!(said.contains("0.41") && said.contains("0.42"), "{said}");
        }
    }
}
