//! Whether the recurrent network helped on this file: a rule of three conditions, with the numbers it is judged by.

use crate::base::Message;

use super::methods::{ClusterMethod, find_method, name};
use super::{Helped, SegmentMethod};

/// Adjusted Rand index between retrainings from which the segments of a network are said to come back.
pub const COMES_BACK: f64 = 0.6;

/// The three conditions; `None` where they were not looked at.
///
/// It helped if all hold: its own silhouette lies above the 95th percentile of the nulls (the same network untrained,
/// and trained on shuffled steps), it is not less stable than plain K-means, and its segments come back when it is
/// trained again from other weights.
pub fn conditions(method: &SegmentMethod, plain_stability: f64) -> Option<[bool; 3]> {
    let (nulls, seed_ari) = (method.nulls.as_ref()?, method.seed_ari?);
    Some([
        method.silhouette_own > nulls.percentile_95,
        method.stability_ari >= plain_stability,
        seed_ari >= COMES_BACK,
    ])
}

/// The answer about the best network: one that helped before one that did not, then the one that meets more of the
/// conditions, then the one farther above its nulls, the first of equals.
pub fn helped(methods: &[SegmentMethod], plain_stability: f64) -> Option<Helped> {
    let judged = methods.iter().enumerate().filter_map(|(index, method)| {
        let conditions = conditions(method, plain_stability)?;
        let met = conditions.iter().filter(|met| **met).count();
        let above = method.silhouette_own - method.nulls.as_ref()?.percentile_95;
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
    let percentile = method.nulls.as_ref().map_or(0.0, |nulls| nulls.percentile_95);
    let count = method.nulls.as_ref().map_or(0, |nulls| nulls.untrained.len() + nulls.shuffled.len());
    vec![
        (
            above,
            either(above, "seg-helped-above", "seg-helped-not-above")
                .number("silhouette", method.silhouette_own, 2)
                .number("percentile", percentile, 2)
                .with("n", count),
        ),
        (
            stable,
            either(stable, "seg-helped-stable", "seg-helped-not-stable")
                .number("ari", method.stability_ari, 2)
                .number("plain", plain_stability, 2),
        ),
        (
            back,
            either(back, "seg-helped-back", "seg-helped-not-back")
                .number("ari", method.seed_ari.unwrap_or(0.0), 2)
                .number("least", COMES_BACK, 1),
        ),
    ]
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
            nulls: back.map(|_| Nulls { untrained: vec![0.3], shuffled: vec![0.4], percentile_95: 0.4 }),
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
