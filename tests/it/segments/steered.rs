//! A segmentation under way: what it reports, and that stop and discard do what they say.

use std::sync::Mutex;

use stratum::models::StopReason;
use stratum::study::{Control, RaceEvent, StudyError, Wish};

use super::{holders, recipe, run_with, said};

/// Runs until the stage begins, then wishes.
fn at_stage(
    stage: &'static str,
    wish: Wish,
) -> (Result<stratum::study::SegmentFindings, StudyError>, Vec<RaceEvent>) {
    let table = holders(120, 9);
    let recipe = recipe(&table, &["kmeans", "rnn_kmeans", "kmeans_log"], None);
    let control = Control::default();
    let seen = Mutex::new(Vec::new());
    let result = run_with(&recipe, &table, control.clone(), |event| {
        if matches!(&event, RaceEvent::Stage { stage: now, .. } if now.key == stage) {
            control.wish(wish);
        }
        seen.lock().unwrap().push(event);
    });
    (result, seen.into_inner().unwrap())
}

#[test]
fn the_share_grows_to_the_end_and_the_curve_of_the_network_is_reported() {
    let (findings, events) = at_stage("no such stage", Wish::Discard);
    let findings = findings.unwrap();
    let mut last = 0.0;
    let mut epochs = 0;
    for event in &events {
        if let RaceEvent::Points { share, points } = event {
            assert!((last..=1.0).contains(share), "{last} then {share}");
            last = *share;
            assert!(points.iter().all(|(lane, _)| (lane.method, lane.repeat) == (1, 0)));
            epochs += points.len();
        }
    }
    assert!(last > 0.5, "{last}");
    assert_eq!(epochs, findings.methods[1].curve.len());
    assert!(matches!(&events[0], RaceEvent::Started { methods, max_epochs: 2, .. } if methods.len() == 3));
    let finished = events.iter().filter(|event| matches!(event, RaceEvent::Finished { .. })).count();
    assert_eq!((finished, findings.stopped), (1, false));
}

#[test]
fn stopped_before_any_segments_there_are_none() {
    assert!(matches!(at_stage("seg-stage-choosing", Wish::StopAndKeepBest).0, Err(StudyError::Stopped)));
}

#[test]
fn stopped_before_the_network_learned_the_others_are_kept() {
    let (findings, events) = at_stage("seg-stage-training", Wish::StopAndKeepBest);
    let findings = findings.unwrap();
    assert!(findings.stopped && findings.helped.is_none());
    assert_eq!(findings.methods.len(), 2);
    assert_eq!(findings.failed[0].problem.message.key, "seg-stopped-untrained");
    assert!(findings.at(findings.k).is_some());
    assert!(
        events
            .iter()
            .any(|event| matches!(event, RaceEvent::Finished { because: StopReason::StoppedByUser, .. }))
    );
}

#[test]
fn stopped_while_nulls_are_trained_nothing_is_said_of_help() {
    let findings = at_stage("seg-stage-nulls", Wish::StopAndKeepBest).0.unwrap();
    assert!(findings.stopped && findings.helped.is_none());
    assert_eq!(findings.methods.len(), 3);
    assert!(findings.methods[1].nulls.is_none() && findings.methods[1].stability_ari.is_finite());
}

#[test]
fn discarded_is_discarded_wherever() {
    for stage in ["seg-stage-exploring", "seg-stage-comparing", "seg-stage-nulls", "seg-stage-describing"] {
        assert!(matches!(at_stage(stage, Wish::Discard).0, Err(StudyError::Discarded)), "{stage}");
    }
}

#[test]
fn a_pause_changes_no_numbers() {
    let table = holders(120, 9);
    let recipe = recipe(&table, &["kmeans", "rnn_kmeans"], Some(3));
    let undisturbed = super::run_alone(&recipe, &table).unwrap();
    let control = Control::default();
    let paused = run_with(&recipe, &table, control.clone(), |event| match event {
        RaceEvent::Stage { stage, .. } if stage.key == "seg-stage-training" => {
            control.wish(Wish::Pause);
            control.step();
        }
        RaceEvent::Points { points, .. } if !points.is_empty() => control.wish(Wish::Run),
        _ => {}
    });
    assert_eq!(said(&undisturbed), said(&paused.unwrap()));
}
