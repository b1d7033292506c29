//! The jobs that score new customers, and those that say why a class is foreseen.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use super::Jobs;
use super::outbox::locked;
use crate::base::{Lang, Message, Watch};
use crate::export;
use crate::session::action::{Effect, JobEvent};
use crate::session::scoring::{self, Origin, ScoreChoice, ScoringModel};
use crate::session::state::JobId;
use crate::session::why;

impl Jobs {
    /// Does what is asked about models and new customers; gives anything else back.
    pub(super) fn spawn_scoring(&mut self, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::LoadModel { job, path } => self.start(job, Message::new("job-model"), move |_| {
                let loaded = export::load_model(&path).map_err(|error| error.problem());
                JobEvent::ModelLoaded(loaded.map(|model| ScoringModel { origin: Origin::File(path), model }))
            }),
            Effect::MatchColumns { job, model, file } => {
                self.start(job, Message::new("job-match"), move |_| {
                    let matched = export::match_columns(&model.model, &file);
                    JobEvent::Matched(matched.map_err(|error| error.problem()))
                });
            }
            Effect::Score { job, model, file, choice, lang } => {
                self.start_scoring(job, (model, file), (choice, lang));
            }
            Effect::Explain { job, findings, churn, table, order, known } => {
                let stop = self.stop_of(job);
                self.start(job, Message::new("job-explain"), move |_| {
                    let found = why::explain((&findings, &churn), &table.frame, &order, known, stop);
                    JobEvent::Explained(found.map_err(|error| error.problem()))
                });
            }
            other => return Some(other),
        }
        None
    }

    fn start_scoring(
        &mut self,
        job: JobId,
        (model, file): (Arc<ScoringModel>, PathBuf),
        (choice, lang): (ScoreChoice, Lang),
    ) {
        let stop = self.stop_of(job);
        self.start(job, Message::new("job-score"), move |outbox| {
            let outbox = Mutex::new(outbox);
            let report = |share| locked(&outbox).report(JobEvent::ScoreShare(share), false);
            let watch = Watch::new(stop, &report);
            JobEvent::CustomersScored(scoring::score(&model, &file, (&choice, lang), &watch))
        });
    }
}
