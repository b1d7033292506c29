//! What a run found about the class of interest, as sentences: how many of them are found and at what price, whether the
//! probabilities can be taken at their word, and what must not be concluded.

use crate::base::Message;
use crate::data::leak::Suspicion;
use crate::metrics::ThresholdRule;
use crate::models::CalibrationKind;
use crate::study::sentences::{Story, closing, p_words};
use crate::study::{Comparison, Findings, Verdict, compare, judge, methods};

use super::{AtThreshold, CalibrationChoice, ChurnFindings, threshold_places};

/// Of fewer held-out customers of the class, shares are rough guesses.
const FEW_HELD_OUT: usize = 50;
/// A calibration error above this is worth a warning.
const POOR_CALIBRATION: f64 = 0.03;
/// Columns named as the most telling.
const TELLING: usize = 3;
/// Differences of the area under the curve below this would be shown as 0.000.
const SAME_AREA: f64 = 0.0005;

/// The sentences a person reads, most important first.
pub(in crate::study) fn words(
    story: &Story,
    churn: &ChurnFindings,
    suspicions: &[Suspicion],
) -> Vec<Message> {
    let mut words = Vec::new();
    if story.tally.stopped {
        words.push(Message::new("study-stopped"));
    }
    words.extend(leaks(story, suspicions));
    if churn.counts.true_positive + churn.counts.false_negative == 0 {
        let (label, class) = class(story, churn);
        words.push(Message::new("churn-none-held-out").with("label", label).with("class", class));
        words.extend(closing(story, &[]));
        return words;
    }
    let chance = no_better_than_chance(story, churn);
    let foreseen = chance.is_none();
    words.extend(chance);
    words.push(headline(story, churn));
    words.push(threshold(churn));
    words.push(ranking(story));
    words.extend(differences(story, churn));
    if foreseen {
        words.push(calibration(churn));
    }
    words.push(half(story, churn));
    if foreseen {
        words.extend(telling(churn));
    }
    words.extend(few(story, churn));
    words.push(Message::new("churn-list-known"));
    words.extend(closing(story, &[]));
    words
}

/// The sentences where customers are called from another probability on: how many are found and at what price is then said
/// of the held-out customers of one division.
pub(super) fn at(findings: &Findings, churn: &ChurnFindings, at: &AtThreshold) -> Vec<Message> {
    let class = findings.classes.get(churn.class as usize).map_or("", String::as_str);
    let method = findings.methods.get(findings.chosen).map_or("", |method| method.id.as_str());
    let method =
        methods::find(method).map_or_else(|_| Message::text(method), |method| Message::new(method.name_key));
    let (counts, total) = (at.counts, at.counts.total());
    let anew = |words: &Message| match words.key {
        "churn-headline" | "churn-headline-repeats" | "churn-headline-starts" => {
            Message::new("churn-headline")
                .with("label", &findings.label)
                .with("class", class)
                .with("method", method.clone())
                .number("recall", counts.recall() * 100.0, 0)
                .number("precision", counts.precision() * 100.0, 0)
                .with("n", total)
        }
        "churn-threshold" | "churn-threshold-set" | "churn-threshold-none" | "churn-threshold-nobody" => {
            Message::new("churn-threshold-by-hand")
                .share("threshold", f64::from(at.threshold), threshold_places(f64::from(at.threshold)))
                .share("called", counts.called() as f64 / total.max(1) as f64, 0)
                .share("prevalence", churn.prevalence, 1)
        }
        _ => words.clone(),
    };
    findings.words.iter().map(anew).collect()
}

/// Columns that know the label too well come first: those that are learned from, each with its reason, then those that were
/// left out for it.
fn leaks(story: &Story, suspicions: &[Suspicion]) -> Vec<Message> {
    let used = |suspicion: &&Suspicion| {
        story.plan.recipe.features.columns.iter().any(|column| column.name == suspicion.column)
    };
    let (used, left_out): (Vec<&Suspicion>, Vec<&Suspicion>) = suspicions.iter().partition(used);
    let mut words: Vec<Message> = used.into_iter().map(|suspicion| suspicion.message.clone()).collect();
    let names = left_out.iter().filter(|suspicion| suspicion.kind.leaves_out());
    let names: Vec<Message> = names.map(|suspicion| Message::text(&suspicion.column)).collect();
    if !names.is_empty() {
        words.push(Message::new("churn-leaks-left-out").with("columns", names));
    }
    words
}

fn class(story: &Story, churn: &ChurnFindings) -> (String, String) {
    let label = story.plan.recipe.label.clone();
    (label, story.plan.labels().classes[churn.class as usize].clone())
}

fn mean(story: &Story, method: usize, metric: &str) -> (f64, f64) {
    judge::mean_and_sd(&story.tally.methods[method].values(metric))
}

/// Of 100 of the class so many are found, of 100 called so many are of it; over all repeats.
fn headline(story: &Story, churn: &ChurnFindings) -> Message {
    let (label, class) = class(story, churn);
    let (recall, recall_sd) = mean(story, story.chosen, "recall");
    let (precision, precision_sd) = mean(story, story.chosen, "precision");
    let repeats = story.tally.methods[story.chosen].values("recall").len();
    let message = if repeats < 2 {
        Message::new("churn-headline")
    } else {
        let same_rows = story.plan.recipe.split.test_rows.is_some();
        Message::new(if same_rows { "churn-headline-starts" } else { "churn-headline-repeats" })
            .number("recall_sd", recall_sd * 100.0, 0)
            .number("precision_sd", precision_sd * 100.0, 0)
            .with("repeats", repeats)
    };
    message
        .with("label", label)
        .with("class", class)
        .with("method", story.name(story.chosen))
        .number("recall", recall * 100.0, 0)
        .number("precision", precision * 100.0, 0)
        .with("n", story.tally.first.split.test.len())
}

/// From which probability on customers are called, how that was found, and how many it makes of the held-out customers.
fn threshold(churn: &ChurnFindings) -> Message {
    let (rule, counts) = (churn.choice.threshold, churn.counts);
    let key = match rule {
        _ if churn.decision.fell_back => "churn-threshold-none",
        _ if is_capacity(rule) && counts.called() == 0 => "churn-threshold-nobody",
        // These look at no customer.
        ThresholdRule::Fixed(_) | ThresholdRule::Cost { .. } => "churn-threshold-set",
        _ => "churn-threshold",
    };
    Message::new(key)
        .share(
            "threshold",
            f64::from(churn.decision.threshold),
            threshold_places(f64::from(churn.decision.threshold)),
        )
        .with("rule", rule_name(rule))
        .share("called", counts.called() as f64 / counts.total().max(1) as f64, 0)
        .share("prevalence", churn.prevalence, 1)
}

fn is_capacity(rule: ThresholdRule) -> bool {
    matches!(rule, ThresholdRule::Capacity { .. } | ThresholdRule::CapacityShare(_))
}

/// How well customers are ranked.
fn ranking(story: &Story) -> Message {
    let (auc, sd) = mean(story, story.chosen, "auc");
    let once = story.tally.methods[story.chosen].values("auc").len() < 2;
    Message::new(if once { "churn-ranking-once" } else { "churn-ranking" })
        .number("times", auc * 100.0, 0)
        .number("auc", auc, 3)
        .number("sd", sd, 3)
}

/// Said first where the ranking is not shown to be better than none.
fn no_better_than_chance(story: &Story, churn: &ChurnFindings) -> Option<Message> {
    let lead = story.leads.iter().find(|lead| lead.method == story.chosen)?;
    let (label, class) = class(story, churn);
    let message = match lead.verdict {
        Verdict::LargerThanChance if lead.difference > compare::NO_LEAD => return None,
        Verdict::TooFewRepeats if lead.difference > compare::NO_LEAD => {
            // Held-out customers have a range: it decides as far as it can. Of few customers there is none.
            let auc = churn.measured.iter().find(|measured| measured.name == "auc");
            let above = auc.and_then(|auc| auc.interval).is_some_and(|interval| interval.low > 0.5);
            if above {
                return None;
            }
            Message::new("churn-chance-unknown")
        }
        _ => Message::new("churn-chance"),
    };
    Some(message.with("label", label).with("class", class))
}

/// The sentence that the class is not shown to be foreseen better than by chance, where that is so.
pub fn doubt(findings: &Findings) -> Option<&Message> {
    let doubts = ["churn-chance", "churn-chance-unknown", "churn-none-held-out"];
    findings.words.iter().find(|words| doubts.contains(&words.key))
}

/// The chosen method against each of the others; on held-out customers that are always the same by what these customers
/// can tell (DeLong).
fn differences(story: &Story, churn: &ChurnFindings) -> Vec<Message> {
    let same_rows = story.plan.recipe.split.test_rows.is_some();
    (0..story.plan.entrants.len())
        .filter(|&other| other != story.chosen)
        .filter_map(|other| {
            let pair = story.comparison(story.chosen, other)?;
            if !same_rows {
                return Some(difference(story, pair));
            }
            let rival = churn.rivals.iter().find(|rival| rival.method == other)?;
            let p = rival.delong.p_value;
            let verdict =
                if p < compare::LEVEL { Verdict::LargerThanChance } else { Verdict::NotLargerThanChance };
            // The sign may be another one with the networks of the first start.
            let agrees = (rival.delong.difference >= 0.0) == (pair.better == story.chosen);
            let verdict = if agrees { verdict } else { Verdict::NotLargerThanChance };
            Some(difference(story, &Comparison { p_value: Some(p), verdict, ..pair.clone() }))
        })
        .collect()
}

fn difference(story: &Story, pair: &Comparison) -> Message {
    let both = |message: Message| {
        let area = |method| mean(story, method, "auc").0;
        message
            .with("better", story.name(pair.better))
            .with("worse", story.name(pair.worse))
            .number("high", area(pair.better), 3)
            .number("low", area(pair.worse), 3)
    };
    if pair.difference < SAME_AREA {
        return both(Message::new("churn-difference-none"));
    }
    match pair.verdict {
        Verdict::LargerThanChance => {
            both(Message::new("churn-difference-real")).with("p", p_words(pair.p_value.unwrap_or(1.0)))
        }
        Verdict::NotLargerThanChance => {
            both(Message::new("churn-difference-chance")).with("p", p_words(pair.p_value.unwrap_or(1.0)))
        }
        Verdict::TooFewRepeats => {
            both(Message::new("churn-difference-unknown")).with("needed", compare::MIN_PAIRS)
        }
    }
}

/// Whether probabilities can be taken at their word.
fn calibration(churn: &ChurnFindings) -> Message {
    let [before, after] = churn.ece;
    let key = if after > POOR_CALIBRATION { "churn-calibration-poor" } else { "churn-calibration" };
    Message::new(key)
        .number("before", before * 100.0, 1)
        .number("after", after * 100.0, 1)
        .with("how", calibration_name(churn.decision.calibration.kind()))
}

/// Accuracy, beside what saying the most frequent class of everybody comes to.
fn half(story: &Story, churn: &ChurnFindings) -> Message {
    let (accuracy, recall) =
        (mean(story, story.chosen, "accuracy_at_half").0, mean(story, story.chosen, "recall_at_half").0);
    let baseline = story.tally.baselines.get(story.best_baseline);
    let majority = baseline.map_or(0.0, |baseline| judge::mean_and_sd(baseline.accuracies()).0);
    let (label, class) = class(story, churn);
    Message::new("churn-half")
        .share("accuracy", accuracy, 1)
        .share("majority", majority, 1)
        .number("recall", recall * 100.0, 0)
        .with("label", label)
        .with("class", class)
}

/// The columns without which the ranking would be worst.
fn telling(churn: &ChurnFindings) -> Option<Message> {
    let columns = churn.importance.iter().filter(|column| column.mean > 2.0 * column.sd);
    let names: Vec<Message> = columns.take(TELLING).map(|column| Message::text(&column.column)).collect();
    (!names.is_empty()).then(|| Message::new("churn-telling").with("columns", names))
}

/// Said where so few of the class were held out that shares of them are rough.
fn few(story: &Story, churn: &ChurnFindings) -> Option<Message> {
    let n = (churn.counts.true_positive + churn.counts.false_negative) as usize;
    let (label, class) = class(story, churn);
    (n < FEW_HELD_OUT)
        .then(|| Message::new("churn-few").with("n", n).with("label", label).with("class", class))
}

/// A rule for the threshold in words.
pub fn rule_name(rule: ThresholdRule) -> Message {
    match rule {
        ThresholdRule::FBeta(beta) => {
            let key = match beta {
                beta if beta > 1.0 => "churn-rule-f-beta",
                beta if beta < 1.0 => "churn-rule-f-low",
                _ => "churn-rule-f-one",
            };
            Message::new(key).number("beta", beta, decimals(beta))
        }
        ThresholdRule::Cost { false_positive, false_negative } => Message::new("churn-rule-cost")
            .number("missed", false_negative, decimals(false_negative))
            .number("vain", false_positive, decimals(false_positive)),
        ThresholdRule::Capacity { customers, .. } => {
            Message::new("churn-rule-customers").with("customers", customers)
        }
        ThresholdRule::CapacityShare(share) => {
            Message::new("churn-rule-share").share("share", share, decimals(share * 100.0))
        }
        ThresholdRule::RecallFloor(recall) => {
            Message::new("churn-rule-recall").share("recall", recall, decimals(recall * 100.0))
        }
        ThresholdRule::Fixed(_) => Message::new("churn-rule-fixed"),
    }
}

/// As many decimals as a number that a person chose has, at most two.
fn decimals(value: f64) -> u8 {
    (0..2).find(|&n| (value * 10f64.powi(i32::from(n))).fract().abs() < 1e-9).unwrap_or(2)
}

/// A calibration in words.
pub fn calibration_name(kind: CalibrationKind) -> Message {
    Message::new(match kind {
        CalibrationKind::None => "churn-calibration-none",
        CalibrationKind::Platt => "churn-calibration-platt",
        CalibrationKind::Isotonic => "churn-calibration-isotonic",
    })
}

/// How calibration is to be chosen, in words.
pub fn calibration_choice_name(choice: CalibrationChoice) -> Message {
    match choice {
        CalibrationChoice::Auto => Message::new("churn-calibration-auto"),
        CalibrationChoice::None => calibration_name(CalibrationKind::None),
        CalibrationChoice::Platt => calibration_name(CalibrationKind::Platt),
        CalibrationChoice::Isotonic => calibration_name(CalibrationKind::Isotonic),
    }
}
