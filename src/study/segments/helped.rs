//! Whether the recurrent network helped on this file: a rule of three conditions, with the numbers it is judged by.

use crate::base::Message;

use super::methods::{ClusterMethod, find_method, name};
use super::{Helped, SegmentMethod};

/// Adjusted Rand index between retrainings from which the segments of a network are said to come back.
pub const COMES_BACK: f64 = 0.6;

/// The three conditions; `None` where they were not looked at.
///
/// It helped if all hold: its silhouette in its own space, the middle one of its trainings, lies above all nulls (the
/// same network untrained, and trained on shuffled steps); it is not less stable than plain K-means; and its segments
/// come back when it is trained again from other weights.
///
/// A single training above the 95th percentile of twenty nulls is not enough: where nothing can be learned that happens
/// to one network in ten, and of four networks to one file in three. The middle of six trainings above all of twenty
/// happens to one in a hundred.
pub fn conditions(method: &SegmentMethod, plain_stability: f64) -> Option<[bool; 3]> {
    let (nulls, seed_ari) = (method.nulls.as_ref()?, method.seed_ari?);
    Some([nulls.middle() > nulls.largest(), method.stability_ari >= plain_stability, seed_ari >= COMES_BACK])
}

/// The answer about the best network: one that helped before one that did not, then the one that meets more of the
/// conditions, then the one farther above its nulls, the first of equals.
pub fn helped(methods: &[SegmentMethod], plain_stability: f64) -> Option<Helped> {
    let judged = methods.iter().enumerate().filter_map(|(index, method)| {
        let conditions = conditions(method, plain_stability)?;
        let met = conditions.iter().filter(|met| **met).count();
        let above = method.nulls.as_ref().map(|nulls| nulls.middle() - nulls.largest())?;
        Some((index, conditions, met, above))
    });
    let (index, conditions, met, _) = judged.reduce(|best, other| {
        let better = other.2 > best.2 || (other.2 == best.2 && other.3 > best.3);
        if better { other } else { best }
    })?;
    let method = &methods[index];
    let reasons = reasons(method, plain_stability, conditions);
    let answer = met == conditions.len();
    let because: Vec<Message> =
        reasons.iter().filter(|(met, _)| *met == answer).map(|(_, reason)| reason.clone()).collect();
    let key = if answer { "seg-helped" } else { "seg-helped-not" };
    let sentence = Message::new(key).with("method", name(&method.id)).with("because", because);
    Some(Helped { method: index, answer, sentence, reasons })
}

fn reasons(method: &SegmentMethod, plain_stability: f64, conditions: [bool; 3]) -> Vec<(bool, Message)> {
    let either = |met: bool, yes: &'static str, no: &'static str| Message::new(if met { yes } else { no });
    let [above, stable, back] = conditions;
    let (middle, largest) =
        method.nulls.as_ref().map_or((0.0, 0.0), |nulls| (nulls.middle(), nulls.largest()));
    let (times, count) = method
        .nulls
        .as_ref()
        .map_or((0, 0), |nulls| (nulls.trained.len(), nulls.untrained.len() + nulls.shuffled.len()));
    let back_ari = method.seed_ari.unwrap_or(0.0);
    vec![
        (
            above,
            either(above, "seg-helped-above", "seg-helped-not-above")
                .number("silhouette", middle, decimals(middle, largest))
                .with("times", times)
                .number("largest", largest, decimals(middle, largest))
                .with("n", count),
        ),
        (
            stable,
            either(stable, "seg-helped-stable", "seg-helped-not-stable")
                .number("ari", method.stability_ari, decimals(method.stability_ari, plain_stability))
                .number("plain", plain_stability, decimals(method.stability_ari, plain_stability)),
        ),
        (
            back,
            either(back, "seg-helped-back", "seg-helped-not-back")
                .number("ari", back_ari, decimals(back_ari, COMES_BACK))
                .number("least", COMES_BACK, decimals(back_ari, COMES_BACK)),
        ),
    ]
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
    if let Some(helped) = helped.filter(|helped| helped.answer) {
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
    (index, if key == "seg-chosen-only" { message } else { message.number("ari", method.stability_ari, 2) })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
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
            seed_ari: back,
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

    #[test]
    fn all_three_conditions_are_needed() {
        let plain = method("kmeans", 0.2, 0.7, None);
        for (silhouette, stability, back, answer) in [
            (0.41, 0.7, 0.6, true),
            (0.40, 0.9, 0.9, false),
            (0.9, 0.69, 0.9, false),
            (0.9, 0.9, 0.59, false),
        ] {
            let methods = [plain.clone(), method("rnn_kmeans", silhouette, stability, Some(back))];
            let found = helped(&methods, plain.stability_ari).unwrap();
            assert_eq!((found.method, found.answer), (1, answer), "{silhouette} {stability} {back}");
            assert_eq!(found.reasons.iter().all(|(met, _)| *met), answer);
            assert_eq!(chosen(&methods, Some(&found)).0, usize::from(answer));
        }
    }

    #[test]
    fn one_lucky_training_is_not_enough() {
        let plain = method("kmeans", 0.2, 0.7, None);
        let mut lucky = method("rnn_kmeans", 0.9, 0.9, Some(0.9));
        let nulls = lucky.nulls.as_mut().unwrap();
        nulls.trained = vec![0.9, 0.39, 0.38];
        assert!(!helped(&[plain, lucky], 0.7).unwrap().answer);
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
        assert_eq!(helped(&methods, 0.7).unwrap().method, 2);
        assert!(helped(&methods[3..], 0.7).is_none());
    }

    #[test]
    fn without_help_the_most_stable_method_without_a_network_is_shown() {
        let methods = [
            method("kmeans", 0.2, 0.7, None),
            method("kmeans_log", 0.2, 0.9, None),
            method("pca_kmeans", 0.4, 0.9, None),
            method("rnn_kmeans", 0.9, 1.0, Some(0.1)),
        ];
        let (index, why) = chosen(&methods, helped(&methods, 0.7).as_ref());
        assert_eq!((index, why.key), (1, "seg-chosen-stable"));
        assert_eq!(chosen(&methods[..1], None).1.key, "seg-chosen-only");
        let networks = [methods[3].clone(), methods[3].clone()];
        assert_eq!(chosen(&networks, None).1.key, "seg-chosen-network");
    }
}
