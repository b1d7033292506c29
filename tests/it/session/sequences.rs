//! Any sequence of actions: nothing panics, and what the window relies on holds after each of them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use proptest::prelude::*;
use stratum::base::{Lang, Message, Problem, Severity, words};
use stratum::data::ReadOptions;
use stratum::data::leak::{Suspicion, SuspicionKind};
use stratum::export::{Timing, Written};
use stratum::features::Fill;
use stratum::metrics::ThresholdRule;
use stratum::models::{CurvePoint, ParamValue};
use stratum::session::state::ExportChoice;
use stratum::session::work;
use stratum::session::{
    Action, AppState, ChooseAction, ChurnAction, ChurnChoice, Command, DataAction, Effect, ExportAction,
    Finished, JobEvent, JobId, Sample, Screen, SegmentChoice, SegmentsAction, Table, TrainAction, ViewAction,
    reduce,
};
use stratum::study::churn::{CalibrationChoice, Campaign};
use stratum::study::segments::{Objective, SequenceChoice, TextPart};
use stratum::study::{self, Answer, Control, Lane, Question, RaceEvent, suggest_segments};

use crate::files;

/// What random actions are made of.
struct Pool {
    table: Arc<Table>,
    answer: Answer,
    segments: Answer,
    foreseen: Answer,
}

/// An action out of everything that can happen; `a` and `b` choose its arguments.
fn any_action(pool: &Pool, kind: u32, a: u32, b: u32) -> Action {
    let yes = b.is_multiple_of(2);
    let job = JobId(u64::from(a % 40));
    let path = || PathBuf::from(["a.csv", "b.csv", ""][a as usize % 3]);
    let problem = || Problem::new(Message::text("it broke"));
    let lane = Lane { method: a as usize % 6, repeat: b % 3, fold: 0 };
    let point = CurvePoint {
        epoch: b,
        train_loss: f64::NAN,
        valid_loss: 0.1,
        valid_accuracy: 0.5,
        learning_rate: 0.1,
    };
    match kind % 40 {
        13..=26 => Action::Choose(any_choice(kind % 40, a, b)),
        0 => Action::View(ViewAction::Go(Screen::ALL[a as usize % 7])),
        1 => Action::View(ViewAction::ReplayEpoch(a)),
        3 if yes => Action::Segments(any_look(a, b)),
        3 => Action::View(ViewAction::ReplayAdvance(a)),
        2 if a.is_multiple_of(3) => Action::View(ViewAction::ReplayPlay(yes)),
        2 => Action::Churn(any_threshold(a, b)),
        4 => Action::View(ViewAction::MatrixCell(yes.then_some((a % 4, b % 4)))),
        5 => Action::View(ViewAction::Dismiss(u64::from(a % 9))),
        6 => Action::View(ViewAction::Notify(Severity::Info, problem())),
        7 => Action::Data(DataAction::Open(path())),
        8 => Action::Data(DataAction::Reread(ReadOptions::default())),
        9 => Action::Data(DataAction::CancelReading),
        10 => Action::Data(DataAction::OpenSample(Sample::Churn)),
        11 => Action::Data(DataAction::NoDialog),
        12 => Action::Data(DataAction::ForgetRecent(path())),
        27 => Action::Train(TrainAction::Start),
        28 => Action::Train(
            [TrainAction::Pause, TrainAction::Resume, TrainAction::Step][a as usize % 3].clone(),
        ),
        29 => Action::Train(if yes { TrainAction::StopAndKeepBest } else { TrainAction::Discard }),
        30 => Action::Train(TrainAction::Retry { learning_rate: f64::from(a) / f64::from(b % 3) }),
        31 => Action::Export(if yes { ExportAction::Start } else { ExportAction::OpenFolder }),
        32 => Action::Export(ExportAction::Set(ExportChoice {
            folder: path(),
            bom: yes,
            keep_formulas: yes,
            pseudonyms: false,
            force: yes,
        })),
        33 => Action::Job(job, JobEvent::Read(if yes { Err(problem()) } else { Ok(pool.table.clone()) })),
        34 if a.is_multiple_of(3) => Action::Job(job, JobEvent::RaceDone(Ok(pool.foreseen.clone()))),
        34 => {
            Action::Job(job, JobEvent::RaceDone(if yes { Err(problem()) } else { Ok(pool.answer.clone()) }))
        }
        35 => Action::Job(
            job,
            JobEvent::Race(RaceEvent::Points { points: vec![(lane, point)], share: f32::NAN }),
        ),
        36 => {
            let kind = if yes { SuspicionKind::Leak } else { SuspicionKind::Warning };
            let suspicion = Suspicion { column: name(a), kind, score: 1.0, message: Message::text("leak") };
            Action::Job(job, JobEvent::Suspicions(vec![suspicion]))
        }
        37 => {
            let written = Written { folder: path(), files: Vec::new(), rows: 0 };
            let event = if yes { JobEvent::Exported(Ok(written)) } else { JobEvent::Panicked(problem()) };
            Action::Job(job, event)
        }
        38 => {
            Action::Job(job, if yes { JobEvent::Timing(Timing::default()) } else { JobEvent::RaceDiscarded })
        }
        _ => Action::Tick(Duration::from_millis(u64::from(a))),
    }
}

fn name(a: u32) -> String {
    let names = ["customer_id", "age", "products", "balance", "region", "left_bank", "no such column"];
    names[a as usize % names.len()].to_owned()
}

fn any_look(a: u32, b: u32) -> SegmentsAction {
    let segment = (a % 12) as u8;
    match a % 9 {
        0 => SegmentsAction::K(b % 14),
        1 => SegmentsAction::Select(Some(segment)),
        2 => SegmentsAction::Customer(Some(b)),
        3 => SegmentsAction::Text { segment, part: TextPart::ALL[b as usize % 3], text: name(b) },
        4 => SegmentsAction::BeginTyping,
        5 => SegmentsAction::EndTyping,
        6 => SegmentsAction::Undo,
        7 => SegmentsAction::Redo,
        _ => [SegmentsAction::Iteration(b), SegmentsAction::Play(true), SegmentsAction::Advance(b)]
            [b as usize % 3]
            .clone(),
    }
}

fn any_threshold(a: u32, b: u32) -> ChurnAction {
    match b % 6 {
        0 => ChurnAction::Threshold([f32::NAN, -1.0, 0.0, 0.3, 1.0, f32::INFINITY][a as usize % 6]),
        1 => ChurnAction::Threshold(b as f32 / u32::MAX as f32),
        2 => ChurnAction::AsChosen,
        3 => ChurnAction::CallUpTo(u64::from(a)),
        4 => ChurnAction::Campaign(any_campaign(a)),
        _ => ChurnAction::Customer(Some(a % 200)),
    }
}

fn any_campaign(a: u32) -> Campaign {
    let amount = [0.0, 5.0, 1e9, f64::NAN, -3.0][a as usize % 5];
    Campaign {
        cost_per_contact: amount,
        budget: a.is_multiple_of(2).then_some(amount),
        ..Campaign::default()
    }
}

fn any_churn_choice(a: u32, b: u32) -> ChurnChoice {
    match a % 4 {
        0 => ChurnChoice::Class(
            (!b.is_multiple_of(3)).then(|| ["yes", "no such class"][b as usize % 2].to_owned()),
        ),
        1 => ChurnChoice::Threshold(
            [ThresholdRule::F2, ThresholdRule::Fixed(f64::NAN), ThresholdRule::CapacityShare(0.0)]
                [b as usize % 3],
        ),
        2 => ChurnChoice::Calibration(CalibrationChoice::ALL[b as usize % 4]),
        _ => ChurnChoice::Campaign(any_campaign(b)),
    }
}

fn any_segment_choice(a: u32, b: u32) -> SegmentChoice {
    match a % 5 {
        0 => SegmentChoice::K(Some(b)),
        1 => SegmentChoice::Sequence(SequenceChoice::Months),
        2 => SegmentChoice::Objective(Objective::Column(name(b))),
        3 => SegmentChoice::ValueColumn(Some(name(b))),
        _ => SegmentChoice::Fill(name(b), Fill::Zero),
    }
}

fn any_choice(kind: u32, a: u32, b: u32) -> ChooseAction {
    let yes = b.is_multiple_of(2);
    match kind {
        13 if b.is_multiple_of(4) => ChooseAction::Question(Question::Segments),
        14 if b.is_multiple_of(4) => ChooseAction::Question(Question::Tiers),
        16 if b.is_multiple_of(4) => ChooseAction::Question(Question::Churn),
        15 if b.is_multiple_of(3) => ChooseAction::Churn(any_churn_choice(a, b)),
        13 => ChooseAction::Label(name(a)),
        14 => ChooseAction::Feature(name(a), yes),
        16 => ChooseAction::AllFeatures(yes),
        17 => ChooseAction::Method("bp_adam".to_owned(), yes),
        18 => ChooseAction::Preset(if yes { &["bp_rprop"] } else { &[] }),
        15 => ChooseAction::Segments(any_segment_choice(a, b)),
        19 => ChooseAction::Param("learning_rate".to_owned(), yes.then_some(ParamValue::Float(0.2))),
        20 => ChooseAction::Repeats(a),
        21 => ChooseAction::Folds(a),
        22 => ChooseAction::Shares { train_percent: a, valid_percent: b },
        23 => ChooseAction::Seed(u64::from(a)),
        24 => ChooseAction::ClassOrder(vec![name(a)]),
        25 => {
            if yes {
                ChooseAction::BeginDrag
            } else {
                ChooseAction::EndDrag
            }
        }
        _ => {
            if yes {
                ChooseAction::Undo
            } else {
                ChooseAction::Redo
            }
        }
    }
}

/// Whatever happened, what the window relies on holds.
fn check_state(state: &AppState) {
    for command in Command::ALL {
        if let Err(reason) = command.enabled(state) {
            assert!(words::has(Lang::Zh, reason), "{reason}");
        }
        let _ = command.action(state);
    }
    if let (Some(choice), Some(_)) = (&state.choice, state.table.ready()) {
        let recipe = choice.recipe.current();
        assert!(
            recipe.features.columns.iter().all(|column| column.name != recipe.label),
            "the label is a feature"
        );
    }
    if let Some(live) = state.live() {
        let left = live.seconds_left(state.now);
        assert!(left.is_none_or(|seconds| seconds.is_finite() && seconds >= 0.0), "{left:?}");
    }
    if let Some((findings, view)) = state.finished.as_ref().and_then(Finished::segments) {
        let shown = findings.at(view.k).expect("the segments shown were found");
        let mut codes = view.edition().codes;
        codes.sort_unstable();
        assert_eq!(codes, (1..=view.k).collect::<Vec<u32>>(), "every code once");
        assert!(view.segment.is_none_or(|segment| usize::from(segment) < shown.segments.len()));
        if let Some(customer) = view.customer {
            assert_eq!(view.segment, Some(shown.labels[customer as usize]), "the customer's own segment");
        }
    }
    if let Some(foreseen) = state.finished.as_ref().and_then(Finished::foreseen) {
        let at = &foreseen.view.at;
        assert!(at.threshold.is_finite() && foreseen.view.campaign.is_sound());
        assert_eq!(at.counts, foreseen.churn.at(at.threshold), "what is shown is of the threshold shown");
        let n: u64 = at.confusion.iter().flatten().sum();
        assert_eq!(n, at.counts.total(), "everybody held out is in the matrix");
        assert!(foreseen.view.customer.is_none_or(|at| (at as usize) < foreseen.findings.rows.len()));
    }
    assert!(state.settings.recent.len() <= 10 && state.notices.len() <= 5);
}

#[test]
fn no_sequence_of_actions_panics() {
    let room = tempfile::tempdir().unwrap();
    let table = files::read(&files::write(room.path(), "customers.csv", &files::customers(120)));
    let findings = files::race(&table, &files::quick_recipe(&table, "left_bank"));
    let mut recipe = suggest_segments(&table.frame, &table.profile);
    recipe.methods.retain(|method| method.id == "kmeans");
    let (segments, _) = work::run_race(&study::answer, &table, &recipe, &Control::default(), &mut |_| {});
    let segments = segments.unwrap();
    let foreseen = Answer::Classes(Arc::new(files::race(&table, &files::quick_churn(&table, "left_bank"))));
    let answer = Answer::Classes(Arc::new(findings));
    let pool = Pool { table: Arc::new(table), answer, segments, foreseen };
    let mut config = ProptestConfig::with_cases(256);
    config.failure_persistence = None;
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let steps = prop::collection::vec((0u32..40, any::<u32>(), any::<u32>()), 1..80);
    let ran = runner.run(&steps, |steps| {
        let mut state = AppState::default();
        let (mut read, mut raced) = (false, false);
        // Most sequences begin with an open file: everything else is locked without one.
        let begin = (steps[0].1 % 4 != 0).then_some((7, 0, 1));
        for (kind, a, b) in begin.into_iter().chain(steps) {
            let effects = reduce(&mut state, any_action(&pool, kind, a, b));
            // Now and then the outside answers what it was asked, so that deep states are reached.
            for effect in effects {
                let answer = match effect {
                    Effect::Read { job, .. } | Effect::ReadSample { job, .. } if b % 8 != 0 => {
                        (job, JobEvent::Read(Ok(pool.table.clone())))
                    }
                    Effect::FindSuspicions { job, .. } if b % 4 != 0 => {
                        (job, JobEvent::Suspicions(Vec::new()))
                    }
                    Effect::Race { job, .. } if b % 2 == 0 => (
                        job,
                        JobEvent::RaceDone(Ok(if b % 4 == 0 {
                            pool.segments.clone()
                        } else if b % 8 == 2 {
                            pool.foreseen.clone()
                        } else {
                            pool.answer.clone()
                        })),
                    ),
                    _ => continue,
                };
                reduce(&mut state, Action::Job(answer.0, answer.1));
            }
            read |= state.table.ready().is_some();
            raced |= state.finished.is_some();
            check_state(&state);
        }
        SEEN.fetch_or(u32::from(read) | u32::from(raced) << 1, Ordering::Relaxed);
        Ok(())
    });
    assert_eq!(ran, Ok(()));
    assert_eq!(SEEN.load(Ordering::Relaxed), 3, "the sequences never came far");
}

static SEEN: AtomicU32 = AtomicU32::new(0);
