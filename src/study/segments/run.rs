//! From recipe and table to segments: explore, choose how many, compare the methods, describe the segments.

use std::sync::Arc;

use ndarray::Array2;

use crate::base::{Message, Watch};
use crate::data::Frame;
use crate::data::profile::{TableProfile, profile};
use crate::features::sequence::MonthFamilies;
use crate::features::{self, Preprocessor};
use crate::models::kmeans::KMeans;
use crate::study::run::data_summary;
use crate::study::{Driver, Recipe, StudyError, Tables};

use super::advice::{self, Sweep, TRIED, sweep};
use super::compare::{agreement, stand_work, standing_of};
use super::contest::{Entered, Ground, Read, failure, months, networks, without_networks};
use super::describe::{Customers, Described, Found};
use super::explore::treatments;
use super::migration::{Monthly, Months, migration};
use super::model::SegmentModel;
use super::pace::Pace;
use super::plan::Plan;
use super::spaces::{Road, SAMPLE, Space, different, table};
use super::{
    FailedMethod, Helped, Migration, SegmentFindings, SegmentMethod, helped, nulls, replay, sentences,
};

/// Runs a segmentation over the tables.
///
/// Everything is fitted on all customers; a network only watches a random 15 % of them. The number of segments is
/// the recipe's or the one plain K-means recommends; every method is compared there, in its own space and in that
/// of plain K-means. The segments of the chosen method are described for every number that was tried.
///
/// **Errors** see [`StudyError`]; a method that cannot take part does not end the others.
///
/// **Numerics** the same findings for any number of threads; a further method changes nothing about the others.
pub fn run(recipe: &Recipe, tables: &Tables, driver: &mut Driver) -> Result<SegmentFindings, StudyError> {
    let plan = Plan::new(recipe, tables.frame)?;
    let mut pace = Pace::new(driver);
    let described = tables.profile.is_none().then(|| profile(plan.frame, &Watch::unattended()));
    let Some(profile) = tables.profile.or(described.as_ref()) else { return Err(StudyError::Stopped) };
    pace.started(
        plan.entrants.iter().map(|entrant| entrant.method.id.to_owned()).collect(),
        plan.entrants.iter().map(super::plan::Entrant::max_epochs).max().unwrap_or(0),
    );
    pace.stage(Message::new("seg-stage-exploring"), None);
    let ground = Prepared::new(&plan)?;
    let months = plan.months(profile);
    let read = plan
        .has_networks()
        .then(|| plan.sequences(profile, months.as_ref()).and_then(|sequences| Read::new(&plan, sequences)));
    let mut failed = Vec::new();
    let read = match read {
        Some(Ok(read)) => Some(read),
        Some(Err(error)) => {
            let networks = plan.entrants.iter().filter(|entrant| entrant.method.is_network());
            failed.extend(networks.map(|entrant| failure(entrant, error.problem())));
            None
        }
        None => None,
    };
    if failed.len() == plan.entrants.len() {
        return Err(StudyError::AllFailed { first: failed.swap_remove(0).problem.into() });
    }
    Run { plan: &plan, tables, profile, ground: &ground, months, read }.finish(failed, &mut pace)
}

/// The columns as numbers.
struct Prepared {
    plain: Preprocessor,
    common: Array2<f32>,
    /// Ascending numbers of segments to try.
    ks: Vec<u32>,
}

impl Prepared {
    fn new(plan: &Plan) -> Result<Self, StudyError> {
        let (frame, rows) = (plan.frame, &plan.frame.row_ids);
        let plain = plan.recipe.features.fit(frame, rows)?;
        let common = table(&plain, frame, rows)?;
        let asked = plan.choice.k;
        let most = asked.unwrap_or(0).max(*TRIED.end());
        let different = different(common.view(), most as usize);
        if let Some(k) = asked.filter(|&k| different < k as usize) {
            return Err(StudyError::TooFewDifferent { k, different });
        }
        let mut ks: Vec<u32> = TRIED.filter(|&k| k as usize <= different).collect();
        if let Err(place) = asked.map_or(Ok(0), |k| ks.binary_search(&k)) {
            ks.insert(place, most);
        }
        Ok(Self { plain, common, ks })
    }
}

/// A run whose columns and sequences are there.
struct Run<'a> {
    plan: &'a Plan<'a>,
    tables: &'a Tables<'a>,
    profile: &'a TableProfile,
    ground: &'a Prepared,
    months: Option<MonthFamilies>,
    read: Option<Read>,
}

/// What the comparison came to.
struct Told {
    methods: Vec<SegmentMethod>,
    failed: Vec<FailedMethod>,
    helped: Option<Helped>,
    chosen: usize,
    chosen_reason: Message,
    k: u32,
    /// Customers with nothing in any column that the chosen method reads.
    n_unread: usize,
    stopped: bool,
}

/// The segments that are shown, for every number of them.
struct Shown {
    sweep: Sweep,
    described: Vec<Described>,
    replay: super::KmeansReplay,
    map: super::Map,
    explore: super::Explore,
}

impl Run<'_> {
    fn finish(&self, mut failed: Vec<FailedMethod>, pace: &mut Pace) -> Result<SegmentFindings, StudyError> {
        let Self { plan, ground: Prepared { plain, common, ks }, .. } = self;
        let value = plan.choice.value_column.as_deref();
        let customers = Customers::new(plan.frame, &plan.frame.row_ids, plain, common.view(), value)?;
        let space = Space::new(common.view(), plan.seed());
        self.plan_work(pace)?;
        let chosen = plan.entrants.iter().any(|entrant| entrant.index == plan.plain.index);
        pace.stage(Message::new("seg-stage-choosing"), chosen.then_some(plan.plain.index));
        let kmeans = plan.plain.kmeans(2, space.n())?;
        let Some(tried) = sweep(&space, ks, &kmeans, plan.seed(), pace)? else {
            return Err(StudyError::Stopped);
        };
        let k = plan.choice.k.unwrap_or_else(|| tried.advice().recommended);
        let most = tried.table.last().map_or(1, |row| row.k as usize);
        let standing = standing_of(&tried, k).ok_or(StudyError::TooFewDifferent { k, different: most })?;
        let at_k = Ground { plan, common: &space, plain: &standing, k };
        let mut entered = without_networks(at_k, &mut failed, pace)?;
        if let Some(read) = &self.read {
            entered.extend(networks(at_k, read, &mut failed, pace)?);
        }
        entered.sort_by_key(|one| one.contestant.entrant);
        let methods: Vec<_> = entered.iter().map(|one| one.line.clone()).collect();
        let helped = helped::helped(&methods, standing.stability);
        let (chosen, chosen_reason) = helped::chosen(&methods, helped.as_ref());
        let Some(winner) = entered.get(chosen) else {
            return Err(StudyError::AllFailed { first: failed.into_iter().next().map(|one| one.problem) });
        };
        let unread = winner.contestant.road.unread(plain, plan.frame, &plan.frame.row_ids)?;
        let shown = self.show(winner, (&customers, &space, &unread), (tried, k), pace)?;
        let n_unread = unread.iter().filter(|unread| **unread).count();
        let told =
            Told { methods, failed, helped, chosen, chosen_reason, k, n_unread, stopped: pace.stopped() };
        self.findings(told, shown, &entered)
    }

    fn findings(&self, told: Told, shown: Shown, entered: &[Entered]) -> Result<SegmentFindings, StudyError> {
        let Self { plan, ground: Prepared { plain, .. }, tables, .. } = self;
        let (frame, rows, winner) = (plan.frame, &plan.frame.row_ids, &entered[told.chosen]);
        let labels: Vec<&[u8]> = entered.iter().map(|one| one.clustering.labels.as_slice()).collect();
        let logged = entered.iter().find_map(|one| match &one.contestant.road {
            Road::Log(logged) => Some(logged),
            _ => None,
        });
        let migration = self.migrate(winner, shown.at(told.k))?;
        let named = (told.methods[told.chosen].id.as_str(), plan.seed());
        let road = winner.contestant.road.clone();
        let model = SegmentModel::new(named, frame, plain.clone(), road, told.k, &shown.described);
        let mut findings = SegmentFindings {
            seed: plan.seed(),
            data: data_summary(tables),
            used: plan.recipe.features.columns.iter().map(|column| column.name.clone()).collect(),
            left_out: features::left_out_of_segments(&plan.recipe.features, self.profile),
            treatments: treatments(frame, rows, plain, logged)?,
            value_column: plan.choice.value_column.clone(),
            explore: shown.explore,
            sequence: self.read.as_ref().map(|read| read.summary(tables, plan.only_autoencoders())),
            k: told.k,
            k_was_chosen: plan.choice.k.is_some(),
            advice: shown.sweep.advice(),
            agreement: agreement(&labels),
            methods: told.methods,
            failed: told.failed,
            helped: told.helped,
            chosen: told.chosen,
            chosen_reason: told.chosen_reason,
            model: Arc::new(model),
            segmentations: shown.described.into_iter().map(|described| described.segmentation).collect(),
            rows: rows.clone(),
            map: shown.map,
            replay: shown.replay,
            migration,
            words: Vec::new(),
            stopped: told.stopped,
        };
        findings.words = sentences::words(&findings);
        if told.n_unread > 0 {
            findings.words.push(Message::new("seg-said-unread").with("n", told.n_unread));
        }
        findings.words.extend(constant_columns(plain));
        if rows.len() > SAMPLE {
            findings.words.push(Message::new("seg-resampled").with("n", SAMPLE));
        }
        Ok(findings)
    }

    /// Rough multiply-adds of what lies ahead, for the share that is reported.
    fn plan_work(&self, pace: &mut Pace) -> Result<(), StudyError> {
        let Self { plan, ground: Prepared { common, ks, .. }, read, .. } = self;
        let (n, d) = common.dim();
        let k = plan.choice.k.unwrap_or(6);
        for (entrant, of_network) in
            plan.entrants.iter().map(|entrant| (entrant, entrant.method.is_network()))
        {
            let kmeans: KMeans = entrant.kmeans(k, n)?;
            let network = match read {
                Some(read) => entrant.network_work(read.size())?,
                None => None,
            };
            if let Some((training, units)) = network {
                pace.plan(training + stand_work(n, units, k, kmeans.n_init));
                pace.plan(nulls::work(n, units, &kmeans, training));
            } else if !of_network {
                pace.plan(stand_work(n, d, k, kmeans.n_init));
            }
        }
        // Once for plain K-means, once for the method that is chosen.
        pace.plan(2.0 * advice::work(n, d, ks, plan.plain.kmeans(k, n)?.n_init));
        Ok(())
    }

    /// Every number of segments in the space of the chosen method.
    fn show<'s>(
        &self,
        winner: &'s Entered,
        (customers, common, unread): (&Customers, &'s Space<'s>, &[bool]),
        (tried, k): (Sweep, u32),
        pace: &mut Pace,
    ) -> Result<Shown, StudyError> {
        let Self { plan, ground: Prepared { ks, .. }, .. } = self;
        let entrant = &plan.entrants[winner.contestant.entrant];
        let own;
        let kmeans = entrant.kmeans(k, common.n())?;
        let (space, sweep) = if matches!(winner.contestant.road, Road::Columns) {
            // What was planned for another space need not be done.
            let (n, d) = common.rows.dim();
            pace.did(advice::work(n, d, ks, kmeans.n_init));
            (common, tried)
        } else {
            own = Space::new(winner.contestant.space.view(), plan.seed());
            pace.stage(Message::new("seg-stage-choosing"), Some(entrant.index));
            let every = if pace.stopped() { None } else { sweep(&own, ks, &kmeans, plan.seed(), pace)? };
            let found = match every {
                Some(found) => Some(found),
                None => sweep(&own, &[k], &kmeans, plan.seed(), pace)?,
            };
            (&own, found.ok_or(StudyError::Stopped)?)
        };
        pace.stage(Message::new("seg-stage-describing"), None);
        let mut described = Vec::new();
        for ((clustering, jaccard), row) in sweep.clusterings.iter().zip(&sweep.jaccard).zip(&sweep.table) {
            pace.wait()?;
            described.push(customers.describe(&Found {
                space: space.rows,
                centroids: clustering.centroids.view(),
                labels: &clustering.labels,
                jaccard: Some(jaccard),
                unread,
                division: row.is_division().then_some([row.silhouette, row.silhouette_groupless()]),
            }));
        }
        let map = customers.map(&pace.wanted())?;
        let order = described.iter().find(|described| described.segmentation.k == k);
        let order = order.map_or(&[][..], |described| &described.order);
        let replay = replay::replay(&advice::at(&kmeans, k), &space.packed, plan.seed(), &map, order)?;
        Ok(Shown { sweep, described, replay, map, explore: customers.explore(&pace.wanted())? })
    }

    /// The segment of every customer after every month, where there are months.
    fn migrate(&self, winner: &Entered, shown: Option<&Described>) -> Result<Option<Migration>, StudyError> {
        let (Some(families), Some(shown)) = (&self.months, shown) else { return Ok(None) };
        let frame: &Frame = self.plan.frame;
        let of_network = self.read.as_ref().filter(|read| read.months);
        let made;
        let (preprocessor, data) = if let Some(read) = of_network {
            (&read.preprocessor, &read.data)
        } else {
            let Some(found) = months(frame, families) else { return Ok(None) };
            made = found;
            (&made.0, &made.1)
        };
        let first_steps = preprocessor.first_steps(frame, &frame.row_ids)?;
        let names = preprocessor.step_names();
        let months = Months { data, first_steps: &first_steps, names: &names };
        let by = match (&winner.contestant.encoder, of_network) {
            (Some(encoder), Some(_)) => Monthly::Network { encoder, centroids: shown.centroids.view() },
            _ => Monthly::Means { labels: &shown.segmentation.labels },
        };
        migration(&months, by, &shown.segmentation.segments)
    }
}

impl Shown {
    fn at(&self, k: u32) -> Option<&Described> {
        self.described.iter().find(|described| described.segmentation.k == k)
    }
}

/// Whether a recipe can be run on a table, as far as that is known without computing; what a person should know although
/// it can.
///
/// **Errors** as [`run`], but for what only the numbers show.
pub fn check(recipe: &Recipe, frame: &Frame) -> Result<Vec<Message>, StudyError> {
    let plan = Plan::new(recipe, frame)?;
    let plain = plan.recipe.features.fit(frame, &frame.row_ids)?;
    Ok(constant_columns(&plain).into_iter().collect())
}

fn constant_columns(plain: &Preprocessor) -> Option<Message> {
    let constant: Vec<Message> = plain.constant_columns().map(Message::text).collect();
    (!constant.is_empty()).then(|| Message::new("seg-constant-columns").with("columns", constant))
}
