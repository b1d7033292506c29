//! The program in its window: drains jobs and runs actions in `logic`, draws in `ui`.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use eframe::egui;
use egui::{CentralPanel, Context, Frame, Id, Margin, Ui, UiBuilder};

use super::shell::{self, FilePicker};
use super::{Actions, Draft, chrome, palette, place, screens, theme, why};
use crate::session::job::{Clock, Jobs, Waker};
use crate::session::settings::SettingsFolder;
use crate::session::{Action, AppState, Launch, RaceState, reduce};

pub struct App {
    state: AppState,
    jobs: Jobs,
    draft: Draft,
    picker: Box<dyn FilePicker>,
    clock: Clock,
    /// The window was asked to fit its monitor.
    fitted: bool,
}

impl App {
    /// The window on what `launch` names. Settings are kept in `folder`.
    pub fn new(
        ctx: &Context,
        launch: Launch,
        folder: SettingsFolder,
        documents: Option<PathBuf>,
        picker: Box<dyn FilePicker>,
    ) -> Self {
        let start = Instant::now();
        let clock: Clock = Arc::new(move || start.elapsed());
        let settings = folder.load();
        let wake = ctx.clone();
        let waker: Waker = Arc::new(move || wake.request_repaint());
        let jobs = Jobs::new(waker, clock.clone(), folder);
        Self::with_jobs(ctx, launch, AppState::new(settings, documents), jobs, clock, picker)
    }

    /// The same with everything from outside handed in, for tests.
    pub fn with_jobs(
        ctx: &Context,
        launch: Launch,
        mut state: AppState,
        jobs: Jobs,
        clock: Clock,
        picker: Box<dyn FilePicker>,
    ) -> Self {
        state.key_file = Some(jobs.key_file());
        theme::install(ctx);
        theme::apply_choice(ctx, state.settings.theme);
        let mut app = Self { state, jobs, draft: Draft::default(), picker, clock, fitted: false };
        for action in launch.actions() {
            app.act(action);
        }
        app
    }

    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// Carries an action out: the new state, and what it asks of the outside.
    pub fn act(&mut self, action: Action) {
        for effect in reduce(&mut self.state, action) {
            if let Some(effect) = self.jobs.spawn(effect) {
                shell::perform(effect, &self.state, &self.jobs, &*self.picker);
            }
        }
    }

    /// Takes over what the jobs have said.
    fn drain(&mut self) {
        let said = self.jobs.drain();
        if !said.is_empty() || matches!(self.state.race, RaceState::Running(_)) {
            self.act(Action::Tick((self.clock)()));
        }
        for action in said {
            self.act(action);
        }
    }

    fn draw(&mut self, ui: &mut Ui) -> Actions {
        let mut out = Actions::default();
        let (state, draft) = (&self.state, &mut self.draft);
        if let Some(table) = state.table.ready() {
            draft.belongs_to(&table.frame.source.sha256);
        }
        chrome::shortcuts(ui.ctx(), state, &mut out);
        shell::take_drops(ui.ctx(), &mut out);
        chrome::top_bar(ui, state, &mut out);
        chrome::status_bar(ui, state);
        chrome::rail(ui, state, &mut out);
        let page = Frame::new().fill(theme::tokens(ui).background).inner_margin(Margin {
            left: 24,
            right: 24,
            top: 20,
            bottom: 20,
        });
        let room = ui.available_rect_before_wrap();
        CentralPanel::default().frame(page).show(ui, |ui| {
            chrome::notices(ui, state, &mut out);
            // Messages come and go; the field that is typed into below them stays the same one.
            let page = UiBuilder::new().scope_id(Id::unique("page"));
            ui.scope_builder(page, |ui| screens::show(ui, state, draft, &mut out));
        });
        if state.why_open {
            why::window(ui, room, state, &mut out);
        }
        if shell::is_hovered(ui.ctx()) {
            chrome::drop_veil(ui, state);
        }
        if state.palette_open {
            palette::show(ui.ctx(), state, draft, &mut out);
        } else {
            draft.palette_filter.clear();
            draft.palette_row = 0;
        }
        out
    }
}

impl eframe::App for App {
    fn logic(&mut self, _ctx: &Context, _frame: &mut eframe::Frame) {
        self.drain();
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        theme::apply_choice(ui.ctx(), self.state.settings.theme);
        place::fit(ui.ctx(), &mut self.fitted);
        let actions = self.draw(ui).into_vec();
        if !actions.is_empty() {
            self.act(Action::Tick((self.clock)()));
            for action in actions {
                self.act(action);
            }
            ui.ctx().request_repaint();
        }
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
