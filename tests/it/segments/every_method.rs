//! Every method of segmentation passes every check: the same suite for whatever the list holds.

use stratum::data::Frame;
use stratum::models::ParamValue;
use stratum::study::segments::{SegmentFindings, cluster_methods};
use stratum::study::{MethodChoice, StudyError};

use super::{holders, recipe, run_alone, said};
use crate::tables::{frame, numbers};

fn run(id: &str, table: &Frame, seed: u64) -> Result<SegmentFindings, StudyError> {
    let mut recipe = recipe(table, &[id], Some(3));
    recipe.seed = seed;
    run_alone(&recipe, table)
}

/// What must hold of any findings.
fn sound(id: &str, findings: &SegmentFindings, n: usize) {
    assert_eq!(findings.methods.len(), 1, "{id}: {:?}", findings.failed);
    let method = &findings.methods[0];
    for figure in [
        method.silhouette_own,
        method.silhouette_common,
        method.davies_bouldin_own,
        method.davies_bouldin_common,
        method.stability_ari,
        method.agreement_with_kmeans,
    ] {
        assert!(figure.is_finite(), "{id}: {method:?}");
    }
    assert_eq!(method.sizes.iter().sum::<usize>(), n, "{id}");
    assert!(method.sizes.is_sorted_by(|a, b| a >= b), "{id}");
    assert!(!findings.segmentations.is_empty());
    for segmentation in &findings.segmentations {
        assert_eq!(segmentation.labels.len(), n, "{id}");
        assert_eq!(segmentation.segments.len(), segmentation.k as usize, "{id}");
        for (segment, described) in segmentation.segments.iter().enumerate() {
            let size = segmentation.labels.iter().filter(|&&label| usize::from(label) == segment).count();
            assert_eq!(size, described.size, "{id}: segment {segment} of {}", segmentation.k);
        }
    }
    let shown = findings.at(findings.k).unwrap();
    let last = findings.replay.labels.last().unwrap();
    assert_eq!(last, &shown.labels, "{id}: the replay ends elsewhere");
    assert!(findings.advice.table.iter().all(|row| row.inertia.is_finite() && row.gap.is_finite()), "{id}");
    let falling = findings.advice.table.windows(2).all(|pair| pair[1].inertia <= pair[0].inertia * 1.05);
    assert!(falling, "{id}: {:?}", findings.advice.table);
}

#[test]
fn every_method_comes_to_sound_segments_and_repeats_them() {
    let table = holders(120, 1);
    for method in cluster_methods() {
        let first = run(method.id, &table, 42).unwrap();
        sound(method.id, &first, 120);
        assert_eq!(method.is_network(), first.helped.is_some(), "{}", method.id);
        assert_eq!(said(&first), said(&run(method.id, &table, 42).unwrap()), "{} differs", method.id);
        assert_ne!(said(&first), said(&run(method.id, &table, 43).unwrap()), "{}: the seed", method.id);
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let table = holders(120, 2);
    let all: Vec<&str> = cluster_methods().iter().map(|method| method.id).collect();
    let recipe = recipe(&table, &all, None);
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| said(&run_alone(&recipe, &table).unwrap()))
    };
    let one = on(1);
    assert_eq!(one, on(2));
    assert_eq!(one, on(7));
}

#[test]
fn a_further_method_changes_nothing_about_the_others() {
    let table = holders(120, 3);
    let few = run_alone(&recipe(&table, &["kmeans", "gru_kmeans"], Some(3)), &table).unwrap();
    let many = recipe(&table, &["lstm_kmeans", "gru_kmeans", "pca_kmeans", "kmeans"], Some(3));
    let many = run_alone(&many, &table).unwrap();
    for method in &few.methods {
        let again = many.methods.iter().find(|other| other.id == method.id).unwrap();
        assert_eq!(format!("{method:?}"), format!("{again:?}"));
    }
}

#[test]
fn a_column_that_never_changes_has_no_effect() {
    let table = holders(90, 4);
    let mut wider = table.clone();
    wider.columns.insert(1, numbers("same", &[Some(7.0); 90]));
    for method in ["kmeans", "kmeans_log", "pca_kmeans"] {
        let plain = run(method, &table, 42).unwrap();
        let mut with = recipe(&wider, &[method], Some(3));
        let mut spec = with.features.columns[0].clone();
        spec.name = "same".to_owned();
        with.features.columns.push(spec);
        let with = run_alone(&with, &wider).unwrap();
        assert_eq!(plain.methods[0].silhouette_own, with.methods[0].silhouette_own, "{method}");
        assert!(with.words.iter().any(|word| word.key == "seg-constant-columns"), "{method}");
    }
}

#[test]
fn copies_of_customers_share_a_segment() {
    let once = holders(60, 5);
    let twice: Vec<_> = once
        .columns
        .iter()
        .map(|column| {
            let cells: Vec<Option<f64>> = (0..120).map(|row| column.number(row % 60)).collect();
            numbers(&column.name, &cells)
        })
        .collect();
    let table = frame(twice);
    for method in cluster_methods() {
        let findings = run(method.id, &table, 42).unwrap();
        sound(method.id, &findings, 120);
        let labels = &findings.at(3).unwrap().labels;
        assert_eq!(labels[..60], labels[60..], "{}", method.id);
    }
}

#[test]
fn the_order_of_segments_is_by_size_and_new_customers_are_placed_alike() {
    let table = holders(120, 6);
    for method in cluster_methods() {
        let findings = run(method.id, &table, 42).unwrap();
        let shown = findings.at(3).unwrap();
        assert!(shown.segments.is_sorted_by(|a, b| a.size >= b.size), "{}", method.id);
        let placed = findings.model.place(&table, &table.row_ids).unwrap();
        let agree =
            placed.iter().zip(&shown.labels).filter(|(placed, label)| placed.segment == **label).count();
        // K-means ends within its tolerance, where a customer or two may stand nearer to another mean.
        assert!(agree >= 118, "{}: {agree} of 120 are placed where they were", method.id);
    }
}

#[test]
fn plain_k_means_finds_planted_groups_and_recommends_their_number() {
    let table = holders(300, 7);
    let mut recipe = recipe(&table, &["kmeans"], None);
    recipe.features.columns.retain(|column| ["limit", "visits"].contains(&column.name.as_str()));
    let findings = run_alone(&recipe, &table).unwrap();
    assert_eq!((findings.k, findings.advice.recommended), (3, 3));
    let labels = &findings.at(3).unwrap().labels;
    assert!((0..300).all(|row| labels[row] == labels[row % 3]), "the planted groups are not the segments");
    assert!(findings.methods[0].stability_ari > 0.99);
    assert!(findings.advice.table[1].smallest_jaccard > 0.99);
    assert!(findings.helped.is_none() && findings.sequence.is_none());
}

#[test]
fn parameters_reach_the_method_that_has_them() {
    let table = holders(90, 8);
    let mut recipe = recipe(&table, &["kmeans", "pca_kmeans"], Some(3));
    recipe.methods[1].params.set("n_components", ParamValue::Int(1));
    let findings = run_alone(&recipe, &table).unwrap();
    assert_eq!(findings.methods[1].params["n_components"], ParamValue::Int(1));
    assert_eq!(findings.methods[0].params["n_init"], ParamValue::Int(2));
    recipe.methods = vec![MethodChoice { id: "kmeans".into(), params: recipe.methods[1].params.clone() }];
    assert!(matches!(run_alone(&recipe, &table), Err(StudyError::Param(_))));
}
