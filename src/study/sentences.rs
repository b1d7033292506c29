//! What a run found, as sentences: the good news, the size of it, and what must not be concluded from it.

use crate::base::Message;
use crate::data::leak::Suspicion;

use super::plan::Plan;
use super::tally::{MethodTally, Tally};
use super::{Comparison, Verdict, compare, curves, judge};

/// Everything the sentences are made from.
pub struct Story<'a> {
    pub plan: &'a Plan<'a>,
    pub tally: &'a Tally,
    pub chosen: usize,
    pub comparisons: &'a [Comparison],
    pub test_to_train: f64,
}

impl Story<'_> {
    fn name(&self, method: usize) -> Message {
        Message::new(self.plan.entrants[method].method.name_key)
    }

    fn position(&self, id: &str) -> Option<usize> {
        let method = self.plan.entrants.iter().position(|entrant| entrant.method.id == id)?;
        self.tally.methods[method].failure.is_none().then_some(method)
    }

    fn comparison(&self, one: usize, other: usize) -> Option<&Comparison> {
        self.comparisons.iter().find(|pair| {
            (pair.better, pair.worse) == (one, other) || (pair.better, pair.worse) == (other, one)
        })
    }
}

/// The sentences a person reads, most important first.
pub fn words(story: &Story, suspicions: &[Suspicion]) -> Vec<Message> {
    let mut words = vec![headline(story)];
    words.extend(below_baseline(story));
    words.extend(difference(story));
    words.extend(lower_error(story));
    if story.tally.stopped {
        words.push(Message::new("study-stopped"));
    }
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
    words.extend(story.plan.labels().warnings());
    words
}

fn headline(story: &Story) -> Message {
    let accuracies = story.tally.methods[story.chosen].accuracies();
    let (mean, sd) = judge::mean_and_sd(&accuracies);
    let message = if accuracies.len() > 1 {
        Message::new("study-headline-repeats").share("sd", sd, 1).with("repeats", accuracies.len())
    } else {
        Message::new("study-headline")
    };
    message
        .with("method", story.name(story.chosen))
        .share("accuracy", mean, 1)
        .with("n", story.tally.first.split.test.len())
}

/// Said where labelling everybody the same would have been as good.
fn below_baseline(story: &Story) -> Option<Message> {
    let accuracies = story.tally.methods[story.chosen].accuracies();
    let (share, _) = judge::mean_and_sd(&story.tally.baseline);
    let labels = story.plan.labels();
    let most = (0..labels.n_classes()).rev().max_by_key(|&class| labels.counts[class])?;
    let beaten = compare::beats(&accuracies, &story.tally.baseline, story.test_to_train);
    let message = Message::new(if beaten { "study-above-baseline" } else { "study-below-baseline" });
    Some(message.with("class", &labels.classes[most]).share("share", share, 1))
}

/// The chosen method against classic BP, or against the best of the others.
fn difference(story: &Story) -> Option<Message> {
    let rival = story.position("bp_classic").filter(|&classic| classic != story.chosen).or_else(|| {
        let others = (0..story.tally.methods.len()).filter(|&other| other != story.chosen);
        let mean = |method: usize| judge::mean_and_sd(&story.tally.methods[method].accuracies()).0;
        others
            .filter(|&other| story.tally.methods[other].failure.is_none())
            .max_by(|&a, &b| mean(a).total_cmp(&mean(b)).then(b.cmp(&a)))
    })?;
    let pair = story.comparison(story.chosen, rival)?;
    let message = Message::new(match pair.verdict {
        Verdict::LargerThanChance => "study-difference-real",
        Verdict::NotLargerThanChance => "study-difference-chance",
        Verdict::TooFewRepeats => "study-difference-unknown",
    });
    let message = message
        .with("better", story.name(pair.better))
        .with("worse", story.name(pair.worse))
        .number("points", pair.difference * 100.0, 1);
    Some(match pair.verdict {
        Verdict::TooFewRepeats => message.with("needed", compare::MIN_PAIRS),
        _ => message.with("p", p_words(pair.p_value.unwrap_or(1.0))),
    })
}

fn p_words(p: f64) -> String {
    if p < 0.001 { "< 0.001".to_owned() } else { format!("= {p:.3}") }
}

/// Training error of improved and classic BP after the same number of epochs, and that it is not accuracy.
fn lower_error(story: &Story) -> Vec<Message> {
    let (Some(improved), Some(classic)) = (story.position("bp_improved"), story.position("bp_classic"))
    else {
        return Vec::new();
    };
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
    let more_accurate = story.comparison(improved, classic).is_some_and(|pair| {
        pair.better == improved && pair.difference > 0.0 && pair.verdict != Verdict::NotLargerThanChance
    });
    if !more_accurate {
        words.push(named(Message::new("study-error-is-not-accuracy")));
    }
    words
}

/// Why this method labels the customers.
pub fn chosen_reason(story: &Story) -> Message {
    let score = story.tally.methods[story.chosen].first.as_ref().map_or(0.0, |first| first.valid_macro_f1);
    let key = if story.plan.entrants.len() == 1 { "study-chosen-only" } else { "study-chosen" };
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
