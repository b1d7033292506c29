//! Who takes part: every method of the recipe clustered and judged at the same number of segments, networks trained
//! first and held against their nulls.

use crate::base::{Message, Problem};
use crate::data::{Dataset, Frame};
use crate::features::sequence::{MonthFamilies, SequencePreprocessor, SequenceSpec, Steps};
use crate::models::Init;
use crate::models::kmeans::Clustering;
use crate::models::rnn::{RnnSettings, Task};
use crate::study::{Lane, StudyError, Tables};

use super::compare::{Contestant, Standing, line, network_space, plain_space, stand};
use super::methods::SpaceKind;
use super::networks::{Reading, Trained, Training, Watching, train};
use super::nulls::{Candidate, evidence};
use super::pace::Pace;
use super::plan::{Entrant, Plan, Sequences};
use super::spaces::{Space, unpredicted, unread};
use super::{FailedMethod, SegmentMethod, SequenceSummary};

/// What every method is held against.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub plan: &'a Plan<'a>,
    pub common: &'a Space<'a>,
    /// Plain K-means at `k`.
    pub plain: &'a Standing,
    pub k: u32,
}

/// A method that took part.
pub(super) struct Entered<'a> {
    pub contestant: Contestant<'a>,
    pub clustering: Clustering,
    pub line: SegmentMethod,
}

/// What the networks read.
pub(super) struct Read {
    pub preprocessor: SequencePreprocessor,
    pub data: Dataset,
    targets: Option<Vec<f32>>,
    watching: Watching,
    /// Customers without a single step.
    n_unread: usize,
    task: Task,
    pub months: bool,
    order: Message,
    target: Option<String>,
}

impl Read {
    /// The sequences of all customers.
    ///
    /// **Errors** those of the preprocessing.
    pub fn new(plan: &Plan, sequences: Sequences) -> Result<Self, StudyError> {
        let (frame, rows) = (plan.frame, &plan.frame.row_ids);
        let preprocessor = sequences.spec.fit(frame, rows)?;
        let unread = unread(&preprocessor.source_columns(), frame, rows)?;
        Ok(Self {
            data: preprocessor.transform(frame, rows)?,
            targets: preprocessor.targets(frame, rows)?,
            watching: Watching::new(&unread, plan.seed()),
            n_unread: unread.iter().filter(|unread| **unread).count(),
            preprocessor,
            task: sequences.task,
            months: sequences.months,
            order: sequences.order,
            target: sequences.spec.target,
        })
    }

    /// Customers, steps and channels.
    pub fn size(&self) -> [usize; 3] {
        [self.data.n_samples(), self.preprocessor.n_steps(), self.data.n_features()]
    }

    /// As it stands in the findings; `autoencoder` where nothing but autoencoders read it.
    pub fn summary(&self, tables: &Tables, autoencoder: bool) -> SequenceSummary {
        let objective = match (self.task, &self.target) {
            (Task::Target, Some(column)) if !autoencoder => {
                Message::new("seg-objective-column").with("column", column)
            }
            (Task::NextStep, _) if !autoencoder => Message::new("seg-objective-next"),
            _ => Message::new("seg-objective-back"),
        };
        let kind = match (self.months, tables.value.is_some()) {
            (false, _) => "columns",
            (true, false) => "months",
            (true, true) => "transactions",
        };
        SequenceSummary {
            kind,
            steps: self.preprocessor.step_names(),
            channels: self.preprocessor.channels(),
            order: self.order.clone(),
            objective,
        }
    }
}

/// The months of every customer, where a table has any.
pub(super) fn months(frame: &Frame, families: &MonthFamilies) -> Option<(SequencePreprocessor, Dataset)> {
    let spec = SequenceSpec { steps: Steps::Months(families.families.clone()), target: None };
    let preprocessor = spec.fit(frame, &frame.row_ids).ok()?;
    let data = preprocessor.transform(frame, &frame.row_ids).ok()?;
    Some((preprocessor, data))
}

/// Clusters and judges every method that needs no network.
pub(super) fn without_networks<'a>(
    ground: Ground<'a>,
    failed: &mut Vec<FailedMethod>,
    pace: &mut Pace,
) -> Result<Vec<Entered<'a>>, StudyError> {
    let mut entered = Vec::new();
    for (index, entrant) in ground.plan.entrants.iter().enumerate() {
        if entrant.method.is_network() {
            continue;
        }
        pace.stage(Message::new("seg-stage-comparing"), Some(entrant.index));
        let warnings = warnings(entrant, ground)?;
        let (space, road) = match plain_space(ground.plan, entrant, ground.common.rows, &pace.wanted()) {
            Ok(made) => made,
            Err(StudyError::Discarded) => return Err(StudyError::Discarded),
            Err(error) => {
                failed.push(failure(entrant, error.problem()));
                continue;
            }
        };
        let contestant = Contestant { entrant: index, space, road, encoder: None };
        let plain = (ground.common, ground.plain.clustering.labels.as_slice());
        if entrant.method.kind == SpaceKind::Columns {
            let line = line(entrant, ground.plain, plain, warnings);
            entered.push(Entered { contestant, clustering: ground.plain.clustering.clone(), line });
            continue;
        }
        let kmeans = entrant.kmeans(ground.k, ground.common.n())?;
        match stand(contestant.space.view(), &kmeans, ground.plan.seed(), pace)? {
            Ok(standing) => {
                let line = line(entrant, &standing, plain, warnings);
                entered.push(Entered { contestant, clustering: standing.clustering, line });
            }
            Err(problem) => failed.push(failure(entrant, problem)),
        }
    }
    Ok(entered)
}

/// Said where K-means had fewer starts than asked for.
fn warnings(entrant: &Entrant, ground: Ground) -> Result<Vec<Message>, StudyError> {
    let n = ground.common.n();
    let (wanted, made) = (entrant.kmeans(ground.k, 0)?.n_init, entrant.kmeans(ground.k, n)?.n_init);
    let fewer = Message::new("seg-fewer-starts").with("starts", made).with("wanted", wanted).with("n", n);
    Ok(if made < wanted { vec![fewer] } else { Vec::new() })
}

/// Trains every network side by side, clusters and judges what they see, and holds each against its nulls.
pub(super) fn networks<'a>(
    ground: Ground<'a>,
    read: &'a Read,
    failed: &mut Vec<FailedMethod>,
    pace: &mut Pace,
) -> Result<Vec<Entered<'a>>, StudyError> {
    let seed = ground.plan.seed();
    let reading = Reading { data: &read.data, targets: read.targets.as_deref(), watching: &read.watching };
    let mut started: Vec<(usize, RnnSettings)> = Vec::new();
    let mut trainings = Vec::new();
    pace.stage(Message::new("seg-stage-training"), None);
    for (index, entrant) in ground.plan.entrants.iter().enumerate() {
        let Some(settings) = entrant.network(read.task)? else { continue };
        let lane = Lane { method: entrant.index, repeat: 0, fold: 0 };
        match Training::start(&settings, reading, Init { seed, repeat: 0 }, Some(lane)) {
            Ok(training) => {
                trainings.push(training);
                started.push((index, settings));
            }
            Err(problem) => failed.push(failure(entrant, problem)),
        }
    }
    train(&mut trainings, pace)?;
    let mut entered = Vec::new();
    for ((index, settings), training) in started.into_iter().zip(trainings) {
        let entrant = &ground.plan.entrants[index];
        if pace.stopped() && !training.has_learned() {
            failed.push(failure(entrant, Problem::new(Message::new("seg-stopped-untrained"))));
            continue;
        }
        pace.stage(Message::new("seg-stage-comparing"), Some(entrant.index));
        match enter(ground, (index, read), training.finish(), pace)? {
            Ok(one) => entered.push((one, settings)),
            Err(problem) => failed.push(failure(entrant, problem)),
        }
    }
    let mut judged = Vec::new();
    for (mut one, settings) in entered {
        let entrant = &ground.plan.entrants[one.contestant.entrant];
        let kmeans = entrant.kmeans(ground.k, ground.common.n())?;
        let candidate = Candidate {
            settings: &settings,
            reading,
            kmeans: &kmeans,
            labels: &one.clustering.labels,
            silhouette: one.line.silhouette_own,
            seed,
        };
        if !pace.stopped() {
            pace.stage(Message::new("seg-stage-nulls"), Some(entrant.index));
        }
        if let Some(found) = evidence(&candidate, pace)? {
            one.line.nulls = Some(found.nulls);
            one.line.seed_ari = Some(found.seed_ari.median);
            one.line.seed_quartiles = Some(found.seed_ari.quartiles);
        }
        judged.push(one);
    }
    Ok(judged)
}

/// Clusters and judges what a trained network sees.
fn enter<'a>(
    ground: Ground<'a>,
    (index, read): (usize, &Read),
    trained: Trained,
    pace: &mut Pace,
) -> Result<Result<Entered<'a>, Problem>, StudyError> {
    let entrant = &ground.plan.entrants[index];
    let space = trained.encoder.embed(&read.data).map_err(unpredicted)?;
    let kmeans = entrant.kmeans(ground.k, ground.common.n())?;
    let standing = match stand(space.view(), &kmeans, ground.plan.seed(), pace)? {
        Ok(standing) => standing,
        Err(problem) => return Ok(Err(problem)),
    };
    let mut warnings = warnings(entrant, ground)?;
    warnings.extend(trained.warnings);
    if read.n_unread > 0 {
        warnings.push(Message::new("seg-network-unread").with("n", read.n_unread));
    }
    let plain = (ground.common, ground.plain.clustering.labels.as_slice());
    let line = SegmentMethod {
        curve: trained.curve,
        best_epoch: trained.best_epoch,
        stopped_because: Some(trained.stopped_because),
        ..line(entrant, &standing, plain, warnings)
    };
    let (space, road) = network_space(space, &read.preprocessor, &trained.encoder);
    let contestant = Contestant { entrant: index, space, road, encoder: Some(trained.encoder) };
    Ok(Ok(Entered { contestant, clustering: standing.clustering, line }))
}

pub(super) fn failure(entrant: &Entrant, problem: Problem) -> FailedMethod {
    FailedMethod { id: entrant.method.id.to_owned(), problem }
}
