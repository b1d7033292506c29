//! Whether the recurrent network helped on this file: a rule of three conditions, with the numbers it is judged by. Near
//! the border the answer is that this file cannot tell.

use crate::base::Message;

use super::methods::{ClusterMethod, find_method, name};
use super::resample::Spread;
use super::{Helped, SegmentMethod, Verdict};

/// Adjusted Rand index between retrainings from which the segments of a network are said to come back.
pub const COMES_BACK: f64 = 0.6;

/// Adjusted Rand index with plain K-means from which both have found the same segments.
const SAME_SEGMENTS: f64 = 0.99;

/// The three conditions; `None` where they were not looked at.
///
/// It helped if all hold: in its own space, its silhouettes lie above all nulls (the same network untrained, and trained
/// on shuffled steps); it is not less stable than plain K-means; and its segments come back when it is trained again from
/// other weights. It did not help if one clearly does not hold. A training, a drawing of customers and a retraining are
/// each one of many that might have been, so it is the middle half of them that decides:
///
/// - above the nulls: yes where the lower quartile of its trainings is above the largest null, no where the upper quartile
///   is not;
/// - not less stable: no where it is below plain K-means and the median over the drawings of each lies outside the middle
///   half of the other; whatever lies closer together is a tie;
/// - it comes back: yes where the lower quartile of its agreements with the retrainings reaches [`COMES_BACK`], no where
///   the upper quartile does not.
///
/// Where nothing can be learned, the lower quartile of six trainings is above twenty nulls about once in a thousand
/// networks.
pub(super) fn conditions(method: &SegmentMethod, plain: Spread) -> Option<[Verdict; 3]> {
    let (nulls, [low, high]) = (method.nulls.as_ref()?, method.seed_quartiles?);
    let [lower, upper] = nulls.of_trainings().quartiles;
    let largest = nulls.largest();
    let between = |yes: bool, no: bool| match (yes, no) {
        (true, _) => Verdict::Yes,
        (false, true) => Verdict::No,
        (false, false) => Verdict::Undecided,
    };
    let less_stable =
        method.stability_ari < plain.quartiles[0] && plain.median > method.stability_quartiles[1];
    Some([
        between(lower > largest, upper <= largest),
        between(!less_stable, less_stable),
        between(low >= COMES_BACK, high < COMES_BACK),
    ])
}

/// What follows: no from one that does not hold, and where plain K-means finds the same segments; yes from all three, else
/// it cannot be told.
fn answer(method: &SegmentMethod, conditions: [Verdict; 3]) -> Verdict {
    if is_same(method) { Verdict::No } else { conditions.into_iter().min().unwrap_or(Verdict::Undecided) }
}

fn is_same(method: &SegmentMethod) -> bool {
    method.agreement_with_kmeans >= SAME_SEGMENTS
}

/// The answer about the best network: one that helped before one of which it cannot be told before one that did not, then
/// the one that meets more of the conditions, then the one farther above its nulls, the first of equals.
pub(super) fn helped(methods: &[SegmentMethod], plain: Spread) -> Option<Helped> {
    let judged = methods.iter().enumerate().filter_map(|(index, method)| {
        let conditions = conditions(method, plain)?;
        let met = conditions.iter().filter(|met| **met == Verdict::Yes).count();
        let above = method.nulls.as_ref().map(|nulls| nulls.middle() - nulls.largest())?;
        Some((index, conditions, (answer(method, conditions), met), above))
    });
    let (index, conditions, (answer, _), _) = judged.reduce(|best, other| {
        let better = other.2 > best.2 || (other.2 == best.2 && other.3 > best.3);
        if better { other } else { best }
    })?;
    let method = &methods[index];
    let reasons = reasons(method, plain, conditions);
    let because: Vec<Message> =
        reasons.iter().filter(|(met, _)| *met == answer).map(|(_, reason)| reason.clone()).collect();
    let key = match answer {
        Verdict::Yes => "seg-helped",
        Verdict::No => "seg-helped-not",
        Verdict::Undecided => "seg-helped-undecided",
    };
    let sentence = Message::new(key).with("method", name(&method.id)).with("because", because);
    Some(Helped { method: index, answer, sentence, reasons })
}

fn reasons(method: &SegmentMethod, plain: Spread, conditions: [Verdict; 3]) -> Vec<(Verdict, Message)> {
    let [above, stable, back] = conditions;
    let one_of = |verdict: Verdict, keys: [&'static str; 3]| match verdict {
        Verdict::Yes => Message::new(keys[0]),
        Verdict::Undecided => Message::new(keys[1]),
        Verdict::No => Message::new(keys[2]),
    };
    let spread = |message: Message, [low, high]: [f64; 2], places: u8| {
        message.number("low", low, places).number("high", high, places)
    };
    let mut all = Vec::new();
    if is_same(method) {
        let message = Message::new("seg-helped-same").number("ari", method.agreement_with_kmeans, 2);
        all.push((Verdict::No, message));
    }
    if let Some(nulls) = &method.nulls {
        let [low, high] = nulls.of_trainings().quartiles;
        let largest = nulls.largest();
        let places = decimals(low, largest).max(decimals(high, largest));
        let keys = ["seg-helped-above", "seg-helped-maybe-above", "seg-helped-not-above"];
        let message = one_of(above, keys).with("times", nulls.trained.len());
        let message = message.with("n", nulls.untrained.len() + nulls.shuffled.len());
        all.push((above, spread(message, [low, high], places).number("largest", largest, places)));
    }
    let (quartiles, others) = (method.stability_quartiles, plain.quartiles);
    let places = decimals(method.stability_ari, others[0]).max(decimals(plain.median, quartiles[1]));
    // Whatever lies close together is a tie, so this one can always be told.
    let keys = ["seg-helped-stable", "seg-helped-stable", "seg-helped-not-stable"];
    let message = one_of(stable, keys).number("ari", method.stability_ari, places);
    let message = spread(message, quartiles, places).number("plain", plain.median, places);
    let message = message.number("plain_low", others[0], places).number("plain_high", others[1], places);
    all.push((stable, message));
    let back_of = method.seed_quartiles.unwrap_or_default();
    let places = back_of.map(|at| decimals(at, COMES_BACK)).into_iter().max().unwrap_or(2);
    let keys = ["seg-helped-back", "seg-helped-maybe-back", "seg-helped-not-back"];
    let message = one_of(back, keys).number("ari", method.seed_ari.unwrap_or(0.0), places);
    all.push((back, spread(message, back_of, places).number("least", COMES_BACK, places)));
    all
}

/// Decimals with which two numbers do not look the same unless they are.
fn decimals(one: f64, other: f64) -> u8 {
    let shown = |number: f64, decimals: u8| format!("{number:.*}", usize::from(decimals));
    (2..6).find(|&decimals| shown(one, decimals) != shown(other, decimals)).unwrap_or(2)
}

/// Whose segments are shown: the network's where it helped, else those of the most stable method without a network,
/// the first of equals; of networks alone the most stable one.
pub fn chosen(methods: &[SegmentMethod], helped: Option<&Helped>) -> (usize, Message) {
    let network = |method: &SegmentMethod| find_method(&method.id).is_ok_and(ClusterMethod::is_network);
    if let Some(helped) = helped.filter(|helped| helped.answer == Verdict::Yes) {
        let method = name(&methods[helped.method].id);
        return (helped.method, Message::new("seg-chosen-helped").with("method", method));
    }
    let most_stable = |networks: bool| {
        let of_kind = methods.iter().enumerate().filter(|(_, method)| network(method) == networks);
        of_kind.reduce(|best, other| if other.1.stability_ari > best.1.stability_ari { other } else { best })
    };
    let (key, found) = match (methods.len(), most_stable(false)) {
        (1, _) => ("seg-chosen-only", methods.first().map(|method| (0, method))),
        (_, Some(found)) => ("seg-chosen-stable", Some(found)),
        (_, None) => ("seg-chosen-network", most_stable(true)),
    };
    let Some((index, method)) = found else { return (0, Message::new("seg-chosen-none")) };
    let message = Message::new(key).with("method", name(&method.id));
    (
        index,
        if key == "seg-chosen-only" {
            message
        } else {
            method.stability().say(message.number("ari", method.stability_ari, 2))
        },
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::base::{Lang, render};
    use crate::study::segments::Nulls;

    fn method(id: &str, silhouette: f64, stability: f64, back: Option<f64>) -> SegmentMethod {
        SegmentMethod {
            id: id.to_owned(),
            params: BTreeMap::default(),
            silhouette_own: silhouette,
            silhouette_common: 0.0,
            davies_bouldin_own: 1.0,
            davies_bouldin_common: 1.0,
            stability_ari: stability,
            stability_quartiles: [stability - 0.05, stability + 0.05],
            seed_ari: back,
            seed_quartiles: back.map(|back| [back - 0.1, back + 0.1]),
            nulls: back.map(|_| Nulls {
                trained: vec![silhouette; 3],
                untrained: vec![0.3],
                shuffled: vec![0.4],
                percentile_95: 0.395,
            }),
            agreement_with_kmeans: 0.0,
            sizes: vec![1],
            curve: Vec::new(),
            best_epoch: 0,
            stopped_because: None,
            warnings: Vec::new(),
        }
    }

    const PLAIN: Spread = Spread { median: 0.7, quartiles: [0.65, 0.75] };

    #[test]
    fn all_three_conditions_are_needed_and_near_the_border_it_cannot_be_told() {
        let plain = method("kmeans", 0.2, 0.7, None);
        for (silhouette, stability, back, answer) in [
            (0.41, 0.7, 0.71, Verdict::Yes),
            (0.41, 0.66, 0.71, Verdict::Yes),
            (0.41, 0.64, 0.71, Verdict::No),
            (0.40, 0.9, 0.9, Verdict::No),
            (0.9, 0.9, 0.49, Verdict::No),
            (0.9, 0.9, 0.51, Verdict::Undecided),
            (0.9, 0.9, 0.69, Verdict::Undecided),
            (0.40, 0.9, 0.65, Verdict::No),
        ] {
            let methods = [plain.clone(), method("rnn_kmeans", silhouette, stability, Some(back))];
            let found = helped(&methods, PLAIN).unwrap();
            assert_eq!((found.method, found.answer), (1, answer), "{silhouette} {stability} {back}");
            assert_eq!(found.reasons.iter().map(|(met, _)| *met).min(), Some(answer));
            assert_eq!(chosen(&methods, Some(&found)).0, usize::from(answer == Verdict::Yes));
            for lang in Lang::ALL {
                let said = render(lang, &found.sentence);
                assert!(!said.starts_with("seg") && !said.contains('$'), "{said}");
            }
        }
    }

    #[test]
    fn the_segments_of_plain_k_means_are_no_help() {
        let methods = |agreement_with_kmeans| {
            let network = method("rnn_kmeans", 0.9, 0.9, Some(0.9));
            [method("kmeans", 0.2, 0.7, None), SegmentMethod { agreement_with_kmeans, ..network }]
        };
        assert_eq!(helped(&methods(0.98), PLAIN).unwrap().answer, Verdict::Yes);
        let same = helped(&methods(1.0), PLAIN).unwrap();
        assert_eq!((same.answer, same.reasons[0].0, same.reasons.len()), (Verdict::No, Verdict::No, 4));
    }

    #[test]
    fn it_is_the_middle_half_of_the_trainings_that_decides() {
        let plain = method("kmeans", 0.2, 0.7, None);
        for (trained, answer) in [
            ([0.9, 0.39, 0.38, 0.37, 0.37, 0.37], Verdict::No),
            ([0.9, 0.9, 0.9, 0.39, 0.38, 0.37], Verdict::Undecided),
            ([0.42, 0.42, 0.42, 0.42, 0.42, 0.37], Verdict::Yes),
        ] {
            let mut network = method("rnn_kmeans", 0.9, 0.9, Some(0.9));
            network.nulls.as_mut().unwrap().trained = trained.to_vec();
            let found = helped(&[plain.clone(), network], PLAIN).unwrap();
            assert_eq!((found.answer, found.reasons[0].0), (answer, answer), "{trained:?}");
        }
    }

    #[test]
    fn numbers_that_decide_never_look_the_same() {
        assert_eq!([decimals(0.56, 0.5596), decimals(0.7, 0.6), decimals(0.6, 0.6)], [4, 2, 2]);
    }

    #[test]
    fn the_answer_is_about_the_best_network() {
        let methods = [
            method("rnn_kmeans", 0.9, 0.9, Some(0.1)),
            method("lstm_kmeans", 0.5, 0.9, Some(0.9)),
            method("gru_kmeans", 0.6, 0.9, Some(0.9)),
            method("kmeans", 0.2, 0.7, None),
        ];
        assert_eq!(helped(&methods, PLAIN).unwrap().method, 2);
        assert!(helped(&methods[3..], PLAIN).is_none());
    }

    #[test]
    fn without_help_the_most_stable_method_without_a_network_is_shown() {
        let methods = [
            method("kmeans", 0.2, 0.7, None),
            method("kmeans_log", 0.2, 0.9, None),
            method("pca_kmeans", 0.4, 0.9, None),
            method("rnn_kmeans", 0.9, 1.0, Some(0.1)),
        ];
        let (index, why) = chosen(&methods, helped(&methods, PLAIN).as_ref());
        assert_eq!((index, why.key), (1, "seg-chosen-stable"));
        assert_eq!(chosen(&methods[..1], None).1.key, "seg-chosen-only");
        let networks = [methods[3].clone(), methods[3].clone()];
        assert_eq!(chosen(&networks, None).1.key, "seg-chosen-network");
    }
}
