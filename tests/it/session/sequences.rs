//! Any sequence of actions: nothing panics, and what the window relies on holds after each of them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use proptest::prelude::*;
use stratum::base::{Lang, Message, Problem, Severity, Watch, words};
use stratum::data::ReadOptions;
use stratum::data::leak::{Suspicion, SuspicionKind};
use stratum::export::{ExportError, Matching, ModelFile, ScoreError, Scored, Timing, Written};
use stratum::features::Fill;
use stratum::metrics::ThresholdRule;
use stratum::models::{CurvePoint, ParamValue};
use stratum::session::scoring::{Origin, ScoreChoice, ScoreOutcome, ScoreRun, ScoringModel};
use stratum::session::state::ExportChoice;
use stratum::session::why::{CustomerWhy, Explained};
use stratum::session::work;
use stratum::session::{
    Action, AppState, ChooseAction, ChurnAction, ChurnChoice, Command, DataAction, Effect, ExportAction,
    Finished, JobEvent, JobId, Sample, ScoreAction, Screen, SegmentChoice, SegmentsAction, Table,
    TrainAction, ViewAction, WhyOrder, reduce,
};
use stratum::study::churn::calls::learned_from;
use stratum::study::churn::explain::{Explainer, changeable, dependence};
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
    model: ScoringModel,
    explained: [Explained; 2],
}

const KINDS: u32 = 46;

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
    match kind % KINDS {
        13..=26 => Action::Choose(any_choice(kind % KINDS, a, b)),
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
            Action::Job(job, JobEvent::Suspicions(Some(vec![suspicion])))
        }
        37 => {
            let written = Written { folder: path(), files: Vec::new(), rows: 0 };
            let event = if yes { JobEvent::Exported(Ok(written)) } else { JobEvent::Panicked(problem()) };
            Action::Job(job, event)
        }
        38 => {
            Action::Job(job, if yes { JobEvent::Timing(Timing::default()) } else { JobEvent::RaceDiscarded })
        }
        39 | 42..=44 => Action::Score(any_score(a, b)),
        40 => Action::Why(any_order(a, b)),
        41 => Action::Job(job, any_found(pool, a, b / 2)),
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

fn any_order(a: u32, b: u32) -> WhyOrder {
    if b.is_multiple_of(2) { WhyOrder::Column(name(a)) } else { WhyOrder::Customer(a % 200) }
}

fn any_score(a: u32, b: u32) -> ScoreAction {
    let path = |ending: &str| PathBuf::from(format!("{}{ending}", ["next", "", "model"][b as usize % 3]));
    match a % 6 {
        0 => ScoreAction::Model(path(".stratum")),
        1 => ScoreAction::UseRun,
        2 => ScoreAction::Customers(path(".csv")),
        3 => ScoreAction::Start,
        4 => ScoreAction::Set(ScoreChoice {
            target: path(".csv"),
            threshold: [None, Some(0.3), Some(f64::NAN), Some(-1.0), Some(1.5)][b as usize % 5],
            only_above: b.is_multiple_of(2),
            ..ScoreChoice::default()
        }),
        _ => [
            ScoreAction::AskForModel,
            ScoreAction::AskForCustomers,
            ScoreAction::AskForFolder,
            ScoreAction::Stop,
            ScoreAction::OpenFolder,
        ][b as usize % 5]
            .clone(),
    }
}

fn any_score_event(pool: &Pool, a: u32, b: u32) -> JobEvent {
    let yes = b.is_multiple_of(2);
    let problem = || Problem::new(Message::text("no model"));
    match a % 4 {
        0 => JobEvent::ModelLoaded(if yes { Ok(pool.model.clone()) } else { Err(problem()) }),
        1 => {
            let missing = if b.is_multiple_of(3) { vec![(name(b), Vec::new())] } else { Vec::new() };
            let matching = Matching { wanted: 5, missing, unread: Vec::new() };
            JobEvent::Matched(if yes { Ok(matching) } else { Err(problem()) })
        }
        2 => JobEvent::ScoreShare([f32::INFINITY, -1.0, 0.5, 7.0][b as usize % 4]),
        _ => {
            let scored =
                Scored { rows: 3, sizes: vec![1, 2], strangers: 0, ignored: Vec::new(), issues: Vec::new() };
            let stopped = ScoreError::Export(ExportError::Stopped);
            JobEvent::CustomersScored(if yes { Ok(ScoreOutcome::Segments(scored)) } else { Err(stopped) })
        }
    }
}

/// What a job about scoring or about a reason says.
fn any_found(pool: &Pool, a: u32, b: u32) -> JobEvent {
    if a.is_multiple_of(3) { any_explained(pool, a / 3, b) } else { any_score_event(pool, a / 3, b) }
}

fn any_explained(pool: &Pool, a: u32, b: u32) -> JobEvent {
    let problem = Problem::new(Message::text("no such column"));
    JobEvent::Explained(if b.is_multiple_of(4) {
        Err(problem)
    } else {
        Ok(pool.explained[a as usize % 2].clone())
    })
}

/// What one column and one customer of the finished run come to.
fn explained(answer: &Answer, table: &Table) -> [Explained; 2] {
    let findings = answer.classes().unwrap();
    let churn = findings.churn.as_deref().unwrap();
    let (frame, rows) = (&*table.frame, learned_from(findings));
    let column = dependence(&churn.subject(), (frame, &rows), "age", 1).unwrap();
    let explainer = Explainer::new(churn.subject(), (frame, &rows), &churn.importance, 1).unwrap();
    let shapley = explainer.shapley_many(frame, &rows[..1], &Watch::unattended()).unwrap().remove(0);
    let why = CustomerWhy {
        customer: 3,
        players: explainer.players().to_vec(),
        reasons: explainer.reasons(frame, rows[0], &shapley).unwrap(),
        shapley,
        note: explainer.note(),
    };
    let changeable = changeable(churn.subject().preprocessor, (frame, &rows)).unwrap();
    [Explained::Column(Arc::new(column)), Explained::Customer(Arc::new(why), Arc::new(changeable))]
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
        let left = live.seconds_left();
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
    let scoring = &state.scoring;
    assert!(scoring.choice.threshold.is_none_or(|threshold| (0.0..=1.0).contains(&threshold)));
    assert!(
        !scoring.is_matching() || (scoring.model.is_some() && scoring.file.is_some()),
        "nothing to match"
    );
    if let ScoreRun::Running { share, .. } = scoring.run {
        assert!((0.0..=1.0).contains(&share), "{share}");
    }
    assert!(state.settings.recent.len() <= 10 && state.notices.len() <= 5);
}

/// Now and then the outside answers what it was asked, so that deep states are reached.
fn answered(pool: &Pool, effect: Effect, b: u32) -> Option<(JobId, JobEvent)> {
    let [half, quarter, eighth] = [2, 4, 8].map(|n| b.is_multiple_of(n));
    Some(match effect {
        Effect::Read { job, .. } | Effect::ReadSample { job, .. } if !eighth => {
            (job, JobEvent::Read(Ok(pool.table.clone())))
        }
        Effect::FindSuspicions { job, .. } if !quarter => (job, JobEvent::Suspicions(Some(Vec::new()))),
        Effect::LoadModel { job, .. } if !quarter => (job, JobEvent::ModelLoaded(Ok(pool.model.clone()))),
        Effect::MatchColumns { job, .. } if !quarter => (job, any_score_event(pool, 1, b)),
        Effect::Score { job, .. } if !quarter => (job, any_score_event(pool, 3, 0)),
        Effect::Explain { job, order, .. } if !eighth => {
            let which = u32::from(matches!(order, WhyOrder::Customer(_)));
            (job, any_explained(pool, which, b))
        }
        Effect::Race { job, .. } if half => (
            job,
            JobEvent::RaceDone(Ok(if quarter {
                pool.segments.clone()
            } else if b % 8 == 2 {
                pool.foreseen.clone()
            } else {
                pool.answer.clone()
            })),
        ),
        _ => return None,
    })
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
    let explained = explained(&foreseen, &table);
    let churn = foreseen.classes().unwrap().churn.as_ref().unwrap();
    let model = ModelFile::Churn(Box::new((*churn.model).clone()));
    let model = ScoringModel { origin: Origin::File("model.stratum".into()), model };
    let pool = Pool { table: Arc::new(table), answer, segments, foreseen, model, explained };
    let mut config = ProptestConfig::with_cases(256);
    config.failure_persistence = None;
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let steps = prop::collection::vec((0..KINDS, any::<u32>(), any::<u32>()), 1..80);
    let ran = runner.run(&steps, |steps| {
        let mut state = AppState::default();
        let (mut read, mut raced, mut scored, mut why) = (false, false, false, false);
        // Most sequences begin with an open file: everything else is locked without one.
        let opened = (steps[0].1 % 4 != 0).then_some((7, 0, 1));
        // Some go on with a model and new customers, some with a class that is foreseen and a customer looked at.
        let further = match steps[0].1 % 4 {
            1 => &[(39, 0, 1), (39, 2, 1)][..],
            2 => &[(27, 0, 2), (40, 0, 1)],
            _ => &[],
        };
        let begin = opened.into_iter().chain(further.iter().copied());
        for (kind, a, b) in begin.chain(steps) {
            let mut effects = reduce(&mut state, any_action(&pool, kind, a, b));
            // What is answered may ask for more.
            while let Some(effect) = effects.pop() {
                let Some((job, event)) = answered(&pool, effect, b) else { continue };
                effects.extend(reduce(&mut state, Action::Job(job, event)));
            }
            read |= state.table.ready().is_some();
            raced |= state.finished.is_some();
            scored |= state.scoring.done.is_some();
            why |= state.finished.as_ref().is_some_and(|finished| finished.why.changeable.is_some());
            check_state(&state);
        }
        let seen = [read, raced, scored, why].iter().rev().fold(0, |seen, &one| seen << 1 | u32::from(one));
        SEEN.fetch_or(seen, Ordering::Relaxed);
        Ok(())
    });
    assert_eq!(ran, Ok(()));
    assert_eq!(SEEN.load(Ordering::Relaxed), 15, "the sequences never came far");
}

static SEEN: AtomicU32 = AtomicU32::new(0);
