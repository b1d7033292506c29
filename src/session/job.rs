//! Worker threads: the only place that starts any. Events go through a bounded channel that never blocks the work.

mod outbox;
mod scoring;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::base::{Lang, Message, Problem, Severity, Stop, Watch};
use crate::data::ReadOptions;
use crate::export::{self, ExportOptions};
use crate::features::privacy::PseudonymKey;
use crate::study::value::ValueRecipe;
use crate::study::{self, Control, RaceEvent, Recipe, StudyError, Wish};

use super::action::{Action, Effect, JobEvent, ViewAction};
use super::settings::{Settings, SettingsFolder};
use super::state::{JobId, Table};
use super::transactions;
use super::work::{self, Study};
use outbox::{Outbox, locked};

/// Tells the window that there is something to drain.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// Time since any fixed moment.
pub type Clock = Arc<dyn Fn() -> Duration + Send + Sync>;

/// Events waiting to be drained at most; what comes on top is gathered by the worker.
const CAPACITY: usize = 256;

/// What a running job can be ended by.
enum JobStop {
    Stop(Stop),
    Control(Control),
}

/// Writing the settings: of several wishes the last one counts, and an older one is never written after a newer one.
#[derive(Default)]
struct Saving {
    wanted: Mutex<Option<Settings>>,
    turn: Mutex<()>,
}

/// The worker threads and what they say.
pub struct Jobs {
    sender: SyncSender<Action>,
    inbox: Receiver<Action>,
    stops: BTreeMap<JobId, JobStop>,
    waker: Waker,
    clock: Clock,
    folder: SettingsFolder,
    saving: Arc<Saving>,
    study: Arc<Study>,
    /// Held by every thread that works.
    at_work: Arc<()>,
}

impl Jobs {
    /// Settings and the sample are kept in `folder`.
    pub fn new(waker: Waker, clock: Clock, folder: SettingsFolder) -> Self {
        let (sender, inbox) = sync_channel(CAPACITY);
        Self {
            sender,
            inbox,
            stops: BTreeMap::new(),
            waker,
            clock,
            folder,
            saving: Arc::default(),
            study: Arc::new(study::answer),
            at_work: Arc::default(),
        }
    }

    /// Lets something else answer recipes.
    #[must_use]
    pub fn with_study(mut self, study: Arc<Study>) -> Self {
        self.study = study;
        self
    }

    /// Where the key of pseudonyms is kept.
    pub fn key_file(&self) -> PathBuf {
        self.folder.key_file()
    }

    /// Does what is asked, or gives it back where it takes a window: dialogs and folders to be shown.
    pub fn spawn(&mut self, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::Read { job, path, others, options, lang } => {
                self.start_read(job, lang, move || Ok((path, others, options)));
            }
            Effect::ReadSample { job, sample, lang } => {
                let folder = self.folder.path().to_path_buf();
                self.start_read(job, lang, move || {
                    Ok((sample.write(&folder)?, Vec::new(), ReadOptions::default()))
                });
            }
            Effect::Integrate { job, table, wanted, joining } => {
                self.start_making(job, table, wanted, joining);
            }
            Effect::Cancel(job) => self.end(job),
            Effect::FindSuspicions { job, table, recipe } => {
                let stop = self.stop_of(job);
                self.start(job, Message::new("job-suspicions"), move |_| {
                    let found = work::find_suspicions(&table, &recipe, &Watch::new(stop, &|_| {}));
                    JobEvent::Suspicions(found)
                });
            }
            Effect::Race { job, table, recipe, control } => self.start_race(job, table, recipe, control),
            Effect::Steer { control, wish } => control.wish(wish),
            Effect::StepOnce { control } => control.step(),
            Effect::Export { job, answer, looked_at, table, timing, choice, lang } => {
                let stop = self.stop_of(job);
                let key_file = self.folder.key_file();
                self.start(job, Message::new("job-export"), move |outbox| {
                    let key = choice.pseudonyms.then(|| PseudonymKey::load_or_create(&key_file)).transpose();
                    let key = match key {
                        Ok(key) => key,
                        Err(error) => return JobEvent::NoPseudonyms(error.problem()),
                    };
                    let options = ExportOptions {
                        folder: &choice.folder,
                        bom: choice.bom,
                        keep_formulas: choice.keep_formulas,
                        force: choice.force,
                        lang,
                        pseudonyms: key.as_ref(),
                    };
                    let outbox = Mutex::new(outbox);
                    let report = |share| locked(&outbox).report(JobEvent::ExportShare(share), false);
                    let watch = Watch::new(stop, &report);
                    let tables = table.tables();
                    JobEvent::Exported(work::export(
                        &answer,
                        looked_at.as_ref(),
                        &tables,
                        &timing,
                        &options,
                        &watch,
                    ))
                });
            }
            Effect::Raster { job, order } => {
                self.start(job, Message::new("job-raster"), move |_| {
                    JobEvent::Rastered(Arc::new(order.draw()))
                });
            }
            Effect::SaveSettings(settings) => self.save(settings),
            // Models and new customers, and else dialogs and folders to be shown.
            other => return self.spawn_scoring(other),
        }
        None
    }

    /// What the jobs have said since the last time, in order.
    pub fn drain(&mut self) -> Vec<Action> {
        let actions: Vec<Action> = self.inbox.try_iter().collect();
        for action in &actions {
            if let Action::Job(job, event) = action
                && event.is_last()
            {
                self.stops.remove(job);
            }
        }
        actions
    }

    /// Asks something that may take a person's time, such as a dialog, off the drawing path.
    pub fn ask(&self, name: &'static str, question: impl FnOnce() -> Option<Action> + Send + 'static) {
        let (sender, waker) = (self.sender.clone(), self.waker.clone());
        let spawned = std::thread::Builder::new().name(format!("stratum {name}")).spawn(move || {
            // A question that dies has no answer; what was asked for can be asked again.
            if let Ok(Some(action)) = catch_unwind(AssertUnwindSafe(question)) {
                let _ = sender.send(action);
                waker();
            }
        });
        if spawned.is_err() {
            let _ = self.sender.try_send(Action::View(ViewAction::Notify(Severity::Warning, no_thread())));
        }
    }

    fn save(&self, settings: Settings) {
        let (folder, saving) = (self.folder.clone(), self.saving.clone());
        *saving.wanted.lock().unwrap_or_else(PoisonError::into_inner) = Some(settings);
        self.ask("settings", move || {
            let _turn = saving.turn.lock().unwrap_or_else(PoisonError::into_inner);
            let settings = saving.wanted.lock().unwrap_or_else(PoisonError::into_inner).take()?;
            let problem = folder.save(&settings).err()?;
            Some(Action::View(ViewAction::Notify(Severity::Warning, problem)))
        });
    }

    fn stop_of(&mut self, job: JobId) -> Stop {
        let stop = Stop::default();
        self.stops.insert(job, JobStop::Stop(stop.clone()));
        stop
    }

    fn start_read(
        &mut self,
        job: JobId,
        lang: Lang,
        source: impl FnOnce() -> Result<(PathBuf, Vec<PathBuf>, ReadOptions), export::ExportError>
        + Send
        + 'static,
    ) {
        let stop = self.stop_of(job);
        self.start(job, Message::new("job-read"), move |outbox| {
            let outbox = Mutex::new(outbox);
            let report = |share| locked(&outbox).report(JobEvent::ReadShare(share), false);
            let watch = Watch::new(stop, &report);
            let table = source().map_err(|error| error.problem()).and_then(|(path, others, options)| {
                transactions::open(&path, &others, &options, lang, &watch).map_err(|error| error.problem())
            });
            JobEvent::Read(table.map(Arc::new))
        });
    }

    /// Makes the customers of a table anew.
    fn start_making(
        &mut self,
        job: JobId,
        table: Arc<Table>,
        wanted: Option<ValueRecipe>,
        joining: Option<PathBuf>,
    ) {
        let stop = self.stop_of(job);
        self.start(job, Message::new("job-integrate"), move |outbox| {
            let outbox = Mutex::new(outbox);
            let report = |share| locked(&outbox).report(JobEvent::IntegrateShare(share), false);
            let watch = Watch::new(stop, &report);
            let made = transactions::make(&table, wanted.as_ref(), joining.as_deref(), &watch);
            JobEvent::Integrated(made.map(Arc::new).map_err(|error| error.problem()))
        });
    }

    /// Answers a recipe.
    fn start_race(&mut self, job: JobId, table: Arc<Table>, recipe: Recipe, control: Control) {
        self.stops.insert(job, JobStop::Control(control.clone()));
        let study = self.study.clone();
        self.start(job, Message::new("job-race"), move |outbox| {
            let mut report = |event: RaceEvent| outbox.report(JobEvent::Race(event), paused(&control));
            let (found, timing) = work::run_race(&*study, &table, &recipe, &control, &mut report);
            match found {
                Ok(answer) => {
                    outbox.report(JobEvent::Timing(timing), false);
                    JobEvent::RaceDone(Ok(answer))
                }
                Err(StudyError::Discarded) => JobEvent::RaceDiscarded,
                Err(error) => JobEvent::RaceDone(Err(error.problem())),
            }
        });
    }

    /// Runs work on a thread of its own; its answer, or that it died, is the job's last event.
    fn start(
        &mut self,
        job: JobId,
        name: Message,
        work: impl FnOnce(&mut Outbox) -> JobEvent + Send + 'static,
    ) {
        let mut outbox = Outbox::new(job, self.sender.clone(), self.waker.clone(), self.clock.clone());
        let at_work = self.at_work.clone();
        let spawned = std::thread::Builder::new().name(format!("stratum {}", name.key)).spawn(move || {
            let answer = catch_unwind(AssertUnwindSafe(|| work(&mut outbox)));
            outbox.finish(answer.unwrap_or_else(|_| {
                let message = Message::new("job-panicked").with("job", name);
                JobEvent::Panicked(Problem::new(message).hint(Message::new("job-panicked-hint")))
            }));
            drop(at_work);
        });
        if spawned.is_err() {
            let _ = self.sender.try_send(Action::Job(job, JobEvent::Panicked(no_thread())));
        }
    }

    fn end(&mut self, job: JobId) {
        match self.stops.remove(&job) {
            Some(JobStop::Stop(stop)) => stop.request(),
            Some(JobStop::Control(control)) => control.wish(Wish::Discard),
            None => {}
        }
    }
}

impl Drop for Jobs {
    /// Nobody listens any more: everything that runs is asked to end, and has a moment to take away what it had begun to
    /// write.
    fn drop(&mut self) {
        const MOMENTS: u32 = 100;
        while let Some((&job, _)) = self.stops.first_key_value() {
            self.end(job);
        }
        for _ in 0..MOMENTS {
            if Arc::strong_count(&self.at_work) == 1 {
                return;
            }
            // What is said meanwhile must not keep those waiting who say it.
            while self.inbox.try_recv().is_ok() {}
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

fn no_thread() -> Problem {
    Problem::new(Message::new("job-no-thread")).hint(Message::new("job-no-thread-hint"))
}

fn paused(control: &Control) -> bool {
    control.current() == Wish::Pause
}
