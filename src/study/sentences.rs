//! What a run found, as sentences: the good news, the size of it, and what must not be concluded from it.

mod value;

use crate::base::Message;
use crate::data::leak::Suspicion;

use super::plan::Plan;
use super::tally::{MethodTally, Tally};
use super::{Claim, Comparison, Lead, Verdict, compare, curves, judge, labels};

/// Differences of accuracy below this would be shown as 0.0 percentage points.
const SAME_ACCURACY: f64 = 0.0005;

/// Everything the sentences are made from.
pub struct Story<'a> {
    pub plan: &'a Plan<'a>,
    pub tally: &'a Tally,
    pub chosen: usize,
    pub comparisons: &'a [Comparison],
    pub leads: &'a [Lead],
    pub best_baseline: usize,
    /// Whether the tier expected next is today's, because the chosen method is not shown to be better.
    pub todays_tier_next: bool,
    pub claim: Option<&'a Claim>,
}

impl Story<'_> {
    pub(super) fn name(&self, method: usize) -> Message {
        Message::new(self.plan.entrants[method].method.name_key)
    }

    fn position(&self, id: &str) -> Option<usize> {
        let method = self.plan.entrants.iter().position(|entrant| entrant.method.id == id)?;
        self.tally.methods[method].failure.is_none().then_some(method)
    }

    /// How far the chosen method is ahead of the best baseline, and how sure that is, with its p value.
    fn lead(&self) -> (f64, Verdict, Option<f64>) {
        let lead = self.leads.iter().find(|lead| lead.method == self.chosen);
        lead.map_or((0.0, Verdict::TooFewRepeats, None), |lead| (lead.difference, lead.verdict, lead.p_value))
    }

    pub(super) fn comparison(&self, one: usize, other: usize) -> Option<&Comparison> {
        self.comparisons.iter().find(|pair| {
            (pair.better, pair.worse) == (one, other) || (pair.better, pair.worse) == (other, one)
        })
    }
}

/// The sentences a person reads, most important first.
pub fn words(story: &Story, suspicions: &[Suspicion]) -> Vec<Message> {
    let mut words = Vec::new();
    if story.tally.stopped {
        words.push(Message::new("study-stopped"));
    }
    if story.plan.tiers().is_some() {
        words.extend(value::no_network(story));
    }
    words.push(headline(story));
    match story.plan.tiers() {
        None => {
            words.push(against_baseline(story));
            words.extend(differences(story));
            words.extend(lower_error(story));
        }
        Some(table) => {
            words.extend(table.circular.then(|| Message::new("study-tiers-from-formula")));
            words.extend(value::against_baselines(story));
            let rivals = story.claim.and_then(|claim| claim.rivals.as_ref());
            words.extend(rivals.map(|rivals| value::claim(rivals, story)));
            words.extend(differences(story));
            words.extend(value::moved(table));
        }
    }
    words.extend(closing(story, suspicions));
    words
}

/// What stands below the results of any prediction: suspicious columns, idle ones, and how the customers were divided.
pub(super) fn closing(story: &Story, suspicions: &[Suspicion]) -> Vec<Message> {
    let mut words = Vec::new();
    let used = &story.plan.recipe.features.columns;
    for suspicion in suspicions {
        if used.iter().any(|column| column.name == suspicion.column) {
            words.push(suspicion.message.clone());
        }
    }
    let constant: Vec<Message> =
        story.tally.first.preprocessor.constant_columns().map(Message::text).collect();
    if !constant.is_empty() {
        words.push(Message::new("study-constant-columns").with("columns", constant));
    }
    words.extend(story.plan.warnings(&story.tally.first.split));
    words
}

fn headline(story: &Story) -> Message {
    let accuracies = story.tally.methods[story.chosen].accuracies();
    let (mean, sd) = judge::mean_and_sd(&accuracies);
    let message = if accuracies.len() < 2 {
        Message::new("study-headline")
    } else {
        let same_rows = story.plan.recipe.split.test_rows.is_some();
        Message::new(if same_rows { "study-headline-starts" } else { "study-headline-repeats" })
            .share("sd", sd, 1)
            .with("repeats", accuracies.len())
    };
    message
        .with("method", story.name(story.chosen))
        .with("kind", labels::kind(story.plan.recipe.predicts_tiers()))
        .share("accuracy", mean, 1)
        .with("n", story.tally.first.split.test.len())
}

/// Whether labelling everybody the same, as most of the training customers are, would be as good.
fn against_baseline(story: &Story) -> Message {
    let baseline = &story.tally.baselines[story.best_baseline];
    let (share, _) = judge::mean_and_sd(baseline.accuracies());
    let labels = story.plan.labels();
    let learned_from = story.plan.division.codes_of(&story.tally.first.split.train);
    let most = judge::most_frequent(&learned_from, labels.n_classes());
    let (difference, verdict, _) = story.lead();
    let message = Message::new(match verdict {
        _ if difference <= compare::NO_LEAD => "study-below-baseline",
        Verdict::LargerThanChance => "study-above-baseline",
        Verdict::NotLargerThanChance => "study-baseline-chance",
        Verdict::TooFewRepeats => "study-baseline-unknown",
    });
    message.with("class", &labels.classes[most as usize]).share("share", share, 1)
}

/// The chosen method against classic BP or the best of the others, and against the one that is ahead of it on
/// held-out customers.
fn differences(story: &Story) -> Vec<Message> {
    let leader = leader(story).filter(|&leader| {
        story.comparison(story.chosen, leader).is_some_and(|pair| pair.difference >= SAME_ACCURACY)
    });
    let rival = rival(story).filter(|&rival| Some(rival) != leader);
    let mut words = Vec::new();
    if let Some(pair) = rival.and_then(|rival| story.comparison(story.chosen, rival)) {
        words.push(difference(story, pair));
        words.extend(still_learning(story, pair));
    }
    if let Some(pair) = leader.and_then(|leader| story.comparison(story.chosen, leader)) {
        words.push(ahead_of_chosen(story, pair));
        words.extend(still_learning(story, pair));
    }
    words
}

/// Classic BP, or the best of the others on held-out customers.
fn rival(story: &Story) -> Option<usize> {
    let classic = story.position("bp_classic").filter(|&classic| classic != story.chosen);
    classic.or_else(|| best(story, |method| method != story.chosen))
}

/// The method that is best on held-out customers, where it is not the chosen one.
fn leader(story: &Story) -> Option<usize> {
    best(story, |_| true).filter(|&leader| leader != story.chosen)
}

fn best(story: &Story, among: impl Fn(usize) -> bool) -> Option<usize> {
    let mean = |method: usize| judge::mean_and_sd(&story.tally.methods[method].accuracies()).0;
    (0..story.tally.methods.len())
        .filter(|&method| among(method) && story.tally.methods[method].failure.is_none())
        .max_by(|&a, &b| mean(a).total_cmp(&mean(b)).then(b.cmp(&a)))
}

fn difference(story: &Story, pair: &Comparison) -> Message {
    let both = |message: Message| {
        message.with("better", story.name(pair.better)).with("worse", story.name(pair.worse))
    };
    if pair.difference < SAME_ACCURACY {
        return both(Message::new("study-difference-none"));
    }
    let message = Message::new(match pair.verdict {
        Verdict::LargerThanChance => "study-difference-real",
        Verdict::NotLargerThanChance => "study-difference-chance",
        Verdict::TooFewRepeats => "study-difference-unknown",
    });
    sized(story, pair, both(message))
}

fn ahead_of_chosen(story: &Story, pair: &Comparison) -> Message {
    let message = Message::new(match pair.verdict {
        Verdict::LargerThanChance => "study-leader-real",
        Verdict::NotLargerThanChance => "study-leader-chance",
        Verdict::TooFewRepeats => "study-leader-unknown",
    });
    let message = message.with("leader", story.name(pair.better)).with("chosen", story.name(pair.worse));
    sized(story, pair, message)
}

/// The size of a difference and how sure it is.
fn sized(story: &Story, pair: &Comparison, message: Message) -> Message {
    let message = message.number("points", pair.difference * 100.0, 1);
    match pair.verdict {
        Verdict::TooFewRepeats => message.with("needed", compare::MIN_PAIRS),
        Verdict::NotLargerThanChance => message.with("p", p_words(pair.p_value.unwrap_or(1.0))),
        Verdict::LargerThanChance => message
            .with("p", p_words(pair.p_value.unwrap_or(1.0)))
            .with("rounds", rounds(story, pair.better).max(rounds(story, pair.worse))),
    }
}

fn rounds(story: &Story, method: usize) -> u32 {
    story.plan.entrants[method].max_epochs()
}

/// Said of a method that lost while most of its trainings might have gone on: it was not beaten for good.
fn still_learning(story: &Story, pair: &Comparison) -> Option<Message> {
    let tally = &story.tally.methods[pair.worse];
    let unfinished = pair.verdict == Verdict::LargerThanChance && 2 * tally.n_at_limit > tally.curves.len();
    unfinished.then(|| {
        Message::new("study-still-learning")
            .with("method", story.name(pair.worse))
            .with("rounds", rounds(story, pair.worse))
    })
}

/// A p value in words that never contradict the verdict by their rounding.
pub(super) fn p_words(p: f64) -> String {
    if p < 0.001 {
        "< 0.001".to_owned()
    } else if p < compare::LEVEL && format!("{p:.3}") == format!("{:.3}", compare::LEVEL) {
        format!("< {}", compare::LEVEL)
    } else {
        format!("= {p:.3}")
    }
}

/// Training error of improved and classic BP after the same number of epochs, and that it is not accuracy.
fn lower_error(story: &Story) -> Vec<Message> {
    let (Some(improved), Some(classic)) = (story.position("bp_improved"), story.position("bp_classic"))
    else {
        return Vec::new();
    };
    // Errors of different losses are not on one scale.
    let loss = |method: usize| story.plan.entrants[method].effective("loss");
    if loss(improved) != loss(classic) {
        return Vec::new();
    }
    let curves_of = |method: usize| &story.tally.methods[method].curves;
    let Some((low, high)) = curves::errors_after_same_epochs(curves_of(improved), curves_of(classic)) else {
        return Vec::new();
    };
    let named = |message: Message| {
        message.with("improved", story.name(improved)).with("classic", story.name(classic))
    };
    if low >= high {
        return vec![
            named(Message::new("study-error-not-lower")).number("low", low, 4).number("high", high, 4),
        ];
    }
    let mut words =
        vec![named(Message::new("study-error-lower")).number("low", low, 4).number("high", high, 4)];
    if let Some(pair) = story.comparison(improved, classic) {
        let ahead = pair.better == improved && pair.difference >= SAME_ACCURACY;
        if !ahead {
            words.push(named(Message::new("study-error-is-not-accuracy")));
        } else if pair.verdict == Verdict::NotLargerThanChance {
            words.push(named(Message::new("study-error-accuracy-chance")));
        }
    }
    words
}

/// Why this method labels the customers.
pub fn chosen_reason(story: &Story) -> Message {
    let score = story.tally.methods[story.chosen].first.as_ref().map_or(0.0, |first| first.valid_score);
    let key = match (story.plan.churn.is_some(), story.plan.entrants.len()) {
        (false, 1) => "study-chosen-only",
        (false, _) => "study-chosen",
        (true, 1) => "churn-chosen-only",
        (true, _) => "churn-chosen",
    };
    Message::new(key)
        .with("method", story.name(story.chosen))
        .number("score", score, 3)
        .with("n", story.tally.first.split.valid.len())
}

/// How many trainings of a method diverged, where any did.
pub fn diverged_repeats(tally: &MethodTally) -> Option<Message> {
    let n = tally.n_diverged;
    (n > 0).then(|| Message::new("study-diverged").with("n", n).with("of", tally.curves.len()))
}

/// Said where the weights kept in repeat 1, fold 1 are the random ones from before the first epoch.
pub fn learned_nothing(tally: &MethodTally) -> Option<Message> {
    let first = tally.first.as_ref()?;
    let tried = tally.curves.first()?.len() > 1;
    (tried && first.best_epoch == 0).then(|| Message::new("study-learned-nothing"))
}

#[cfg(test)]
mod tests {
    use super::p_words;

    #[test]
    fn p_values_never_contradict_their_verdict() {
        let words = [0.0004, 0.049_49, 0.049_6, 0.049_999, 0.05, 0.21].map(p_words);
        assert_eq!(words, ["< 0.001", "= 0.049", "< 0.05", "< 0.05", "= 0.050", "= 0.210"]);
    }
}
