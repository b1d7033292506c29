//! Sentences about tiers made from transactions: what needs no network, who moved, and what holds of the claim.

use crate::base::Message;
use crate::models::ParamValue;
use crate::study::claim::{Holds, Point, Rivals};
use crate::study::value::ValueTable;
use crate::study::{Lead, Verdict, compare, judge};

use super::{Story, p_words};

/// Differences of the F1 score below this are not spoken of.
const LOSS_OF_F1: f64 = 0.005;

/// That no network is shown to be better than the best rule without one, where that is so.
pub fn no_network(story: &Story) -> Option<Message> {
    let best = &story.tally.baselines[story.best_baseline];
    (!story.leads.iter().any(Lead::may_be_ahead)).then(|| {
        Message::new("study-no-network").with("baseline", best.name.clone()).share(
            "share",
            judge::mean_and_sd(best.accuracies()).0,
            1,
        )
    })
}

/// What rules without a network are worth, and whether the chosen network is worth more.
pub fn against_baselines(story: &Story) -> Vec<Message> {
    let part = |baseline: &crate::study::baselines::BaselineTally| {
        Message::new("study-baselines-part")
            .with("name", baseline.name.clone())
            .with("about", baseline.rule.about(story.plan))
            .share("share", judge::mean_and_sd(baseline.accuracies()).0, 1)
    };
    let parts: Vec<Message> = story.tally.baselines.iter().map(part).collect();
    let mut words = vec![Message::new("study-baselines").with("parts", parts)];
    words.push(chosen_against_best(story));
    words.extend(small_tiers(story));
    words.extend(
        story
            .todays_tier_next
            .then(|| Message::new("study-next-todays-tier").with("method", story.name(story.chosen))),
    );
    words
}

/// That the chosen method is worse at telling the tiers apart than the best baseline, each tier counting the same:
/// accuracy is almost all the largest tier.
fn small_tiers(story: &Story) -> Option<Message> {
    let mean = |values: &[f64]| judge::mean_and_sd(values).0;
    let baseline = &story.tally.baselines[story.best_baseline];
    let own = mean(story.tally.methods[story.chosen].metrics.get("macro_f1")?);
    let other = mean(baseline.metrics.get("macro_f1")?);
    (own + LOSS_OF_F1 < other).then(|| {
        Message::new("study-small-tiers-lost")
            .with("method", story.name(story.chosen))
            .with("baseline", baseline.name.clone())
            .number("own", own, 3)
            .number("other", other, 3)
    })
}

fn chosen_against_best(story: &Story) -> Message {
    let (difference, verdict, p_value) = story.lead();
    let p = || p_words(p_value.unwrap_or(1.0));
    let message = match verdict {
        _ if difference.abs() <= compare::NO_LEAD => Message::new("study-beats-baseline-not"),
        _ if difference < 0.0 => match verdict {
            Verdict::LargerThanChance => Message::new("study-behind-baseline").with("p", p()),
            Verdict::NotLargerThanChance => Message::new("study-behind-baseline-chance").with("p", p()),
            Verdict::TooFewRepeats => Message::new("study-behind-baseline-unknown"),
        },
        Verdict::LargerThanChance => Message::new("study-beats-baseline").with("p", p()),
        Verdict::NotLargerThanChance => Message::new("study-beats-baseline-chance").with("p", p()),
        Verdict::TooFewRepeats => Message::new("study-beats-baseline-unknown"),
    };
    let baseline = story.tally.baselines[story.best_baseline].name.clone();
    message.with("method", story.name(story.chosen)).with("baseline", baseline).number(
        "points",
        difference.abs() * 100.0,
        1,
    )
}

/// How many rose and fell between the periods.
pub fn moved(value: &ValueTable) -> Option<Message> {
    let n = value.migration.iter().flatten().sum::<u64>();
    let up = value.movers.iter().filter(|mover| mover.is_promotion()).count();
    (n > 0).then(|| {
        Message::new("study-moved").with("n", n).with("up", up).with("down", value.movers.len() - up)
    })
}

/// What holds of the claim made for improved BP and what does not, whichever way it falls: part by part what
/// [`Holds`] says.
pub fn claim(rivals: &Rivals, story: &Story) -> Message {
    let faster = counted(
        &rivals.faster,
        [
            "study-claim-faster-yes",
            "study-claim-faster-no",
            "study-claim-faster-open",
            "study-claim-faster-few",
        ],
    );
    let lower = counted(
        &rivals.lower_error,
        ["study-claim-error-yes", "study-claim-error-no", "study-claim-error-open", "study-claim-error-few"],
    );
    let accurate = counted(
        &rivals.more_accurate,
        [
            "study-claim-accurate-yes",
            "study-claim-accurate-no",
            "study-claim-accurate-open",
            "study-claim-accurate-few",
        ],
    );
    Message::new("study-claim")
        .with("improved", story.name(rivals.improved))
        .with("classic", story.name(rivals.classic))
        .with("improved_rate", starting_rate(story, rivals.improved))
        .with("classic_rate", starting_rate(story, rivals.classic))
        .with("faster", faster)
        .with("lower", lower)
        .with("accurate", accurate)
        .with("n", rivals.n_trainings)
        .number("low", rivals.finals.0, 4)
        .number("high", rivals.finals.1, 4)
}

/// The learning rate a method begins with.
fn starting_rate(story: &Story, method: usize) -> String {
    match story.plan.entrants[method].effective("learning_rate") {
        Some(ParamValue::Float(rate)) => rate.to_string(),
        _ => String::new(),
    }
}

fn counted(point: &Point, [yes, no, open, few]: [&'static str; 4]) -> Message {
    let key = match point.holds {
        Holds::Yes => yes,
        Holds::No => no,
        Holds::NotShown => open,
        Holds::TooFewRepeats => few,
    };
    Message::new(key)
        .with("wins", point.wins)
        .with("losses", point.losses)
        .with("of", point.wins + point.losses + point.ties)
        .with("p", p_words(point.p_value.unwrap_or(1.0)))
}
