//! Every command a person can give, in one list: menus, shortcuts, the palette and tests all read it.

use super::action::{
    Action, ChooseAction, DataAction, ExportAction, SegmentsAction, TrainAction, ViewAction,
};
use super::race::RaceState;
use super::sample::Sample;
use super::scoring::ScoreAction;
use super::settings::ThemeChoice;
use super::state::{AppState, ExportState, Screen, TableState};
use crate::base::Lang;

/// A key press that gives a command; `ctrl` is the command key on a Mac.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shortcut {
    pub ctrl: bool,
    pub shift: bool,
    pub key: Key,
}

/// A key of a [`Shortcut`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// A letter, digit or sign, in upper case.
    Char(char),
    /// F1 to F12.
    Function(u8),
}

impl Shortcut {
    const fn ctrl(key: char) -> Self {
        Self { ctrl: true, shift: false, key: Key::Char(key) }
    }

    const fn ctrl_shift(key: char) -> Self {
        Self { ctrl: true, shift: true, key: Key::Char(key) }
    }

    const fn function(number: u8) -> Self {
        Self { ctrl: false, shift: false, key: Key::Function(number) }
    }

    /// As it stands beside a command: `Ctrl+Shift+Z`.
    pub fn text(self) -> String {
        let ctrl = if self.ctrl { "Ctrl+" } else { "" };
        let shift = if self.shift { "Shift+" } else { "" };
        match self.key {
            Key::Char(key) => format!("{ctrl}{shift}{key}"),
            Key::Function(number) => format!("{ctrl}{shift}F{number}"),
        }
    }
}

/// What a person can tell the program to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Command {
    OpenFile,
    OpenSample(Sample),
    CancelReading,
    /// To a step of the rail.
    Go(Screen),
    Undo,
    Redo,
    StartTraining,
    Pause,
    Resume,
    StepOnce,
    StopAndKeepBest,
    Discard,
    LogScale,
    AllRepeats,
    Replay,
    ChooseFolder,
    Export,
    OpenFolder,
    ChooseModel,
    UseModel,
    ChooseCustomers,
    Score,
    StopScoring,
    ToggleTheme,
    SwitchLanguage,
    Why,
    Palette,
}

/// What stands about a command in one place.
struct Entry {
    name: &'static str,
    tooltip: &'static str,
    shortcut: Option<Shortcut>,
}

const fn entry(name: &'static str, tooltip: &'static str, shortcut: Option<Shortcut>) -> Entry {
    Entry { name, tooltip, shortcut }
}

impl Command {
    pub const ALL: [Self; 35] = [
        Self::OpenFile,
        Self::OpenSample(Sample::Segments),
        Self::OpenSample(Sample::Tiers),
        Self::OpenSample(Sample::Churn),
        Self::CancelReading,
        Self::Go(Screen::Start),
        Self::Go(Screen::Check),
        Self::Go(Screen::Choose),
        Self::Go(Screen::Train),
        Self::Go(Screen::Results),
        Self::Go(Screen::Export),
        Self::Go(Screen::Score),
        Self::Undo,
        Self::Redo,
        Self::StartTraining,
        Self::Pause,
        Self::Resume,
        Self::StepOnce,
        Self::StopAndKeepBest,
        Self::Discard,
        Self::LogScale,
        Self::AllRepeats,
        Self::Replay,
        Self::ChooseFolder,
        Self::Export,
        Self::OpenFolder,
        Self::ChooseModel,
        Self::UseModel,
        Self::ChooseCustomers,
        Self::Score,
        Self::StopScoring,
        Self::ToggleTheme,
        Self::SwitchLanguage,
        Self::Why,
        Self::Palette,
    ];

    #[rustfmt::skip]
    fn entry(self) -> Entry {
        use Shortcut as S;
        match self {
            Self::OpenFile => entry("command-open-file", "command-open-file-more", Some(S::ctrl('O'))),
            Self::OpenSample(Sample::Segments) => {
                entry("command-open-cards", "command-open-cards-more", None)
            }
            Self::OpenSample(Sample::Tiers) => {
                entry("command-open-transactions", "command-open-transactions-more", None)
            }
            Self::OpenSample(Sample::Churn) => entry("command-open-sample", "command-open-sample-more", None),
            Self::CancelReading => entry("command-cancel-reading", "command-cancel-reading-more", None),
            Self::Go(Screen::Start) => entry("command-go-start", "command-go-start-more", Some(S::ctrl('1'))),
            Self::Go(Screen::Check) => entry("command-go-check", "command-go-check-more", Some(S::ctrl('2'))),
            Self::Go(Screen::Choose) => entry("command-go-choose", "command-go-choose-more", Some(S::ctrl('3'))),
            Self::Go(Screen::Train) => entry("command-go-train", "command-go-train-more", Some(S::ctrl('4'))),
            Self::Go(Screen::Results) => entry("command-go-results", "command-go-results-more", Some(S::ctrl('5'))),
            Self::Go(Screen::Export) => entry("command-go-export", "command-go-export-more", Some(S::ctrl('6'))),
            Self::Go(Screen::Score) => entry("command-go-score", "command-go-score-more", Some(S::ctrl('7'))),
            Self::Undo => entry("command-undo", "command-undo-more", Some(S::ctrl('Z'))),
            Self::Redo => entry("command-redo", "command-redo-more", Some(S::ctrl_shift('Z'))),
            Self::StartTraining => entry("command-start", "command-start-more", Some(S::ctrl('R'))),
            Self::Pause => entry("command-pause", "command-pause-more", Some(S::ctrl('P'))),
            Self::Resume => entry("command-resume", "command-resume-more", Some(S::ctrl_shift('P'))),
            Self::StepOnce => entry("command-step", "command-step-more", Some(S::function(10))),
            Self::StopAndKeepBest => entry("command-stop", "command-stop-more", None),
            Self::Discard => entry("command-discard", "command-discard-more", None),
            Self::LogScale => entry("command-log-scale", "command-log-scale-more", None),
            Self::AllRepeats => entry("command-all-repeats", "command-all-repeats-more", None),
            Self::Replay => entry("command-replay", "command-replay-more", None),
            Self::ChooseFolder => entry("command-choose-folder", "command-choose-folder-more", None),
            Self::Export => entry("command-export", "command-export-more", Some(S::ctrl('E'))),
            Self::OpenFolder => entry("command-open-folder", "command-open-folder-more", None),
            Self::ChooseModel => entry("command-choose-model", "command-choose-model-more", Some(S::ctrl('M'))),
            Self::UseModel => entry("command-use-model", "command-use-model-more", Some(S::ctrl_shift('M'))),
            Self::ChooseCustomers => entry("command-choose-customers", "command-choose-customers-more", None),
            Self::Score => entry("command-score", "command-score-more", None),
            Self::StopScoring => entry("command-stop-scoring", "command-stop-scoring-more", None),
            Self::ToggleTheme => entry("command-theme", "command-theme-more", Some(S::ctrl_shift('D'))),
            Self::SwitchLanguage => entry("command-language", "command-language-more", Some(S::ctrl_shift('L'))),
            Self::Why => entry("command-why", "command-why-more", Some(S::function(1))),
            Self::Palette => entry("command-palette", "command-palette-more", Some(S::ctrl('K'))),
        }
    }

    /// What it is called on buttons and in the palette.
    pub fn name_key(self) -> &'static str {
        self.entry().name
    }

    /// What it does, in one sentence.
    pub fn tooltip_key(self) -> &'static str {
        self.entry().tooltip
    }

    pub fn shortcut(self) -> Option<Shortcut> {
        self.entry().shortcut
    }

    /// The step of the rail it goes to.
    pub fn screen(self) -> Option<Screen> {
        match self {
            Self::Go(screen) => Some(screen),
            _ => None,
        }
    }

    /// Whether it can be given now; otherwise the key of the reason.
    pub fn enabled(self, state: &AppState) -> Result<(), &'static str> {
        let need = |met: bool, reason: &'static str| if met { Ok(()) } else { Err(reason) };
        match self {
            Self::Go(screen) => state.step_lock(screen).map_or(Ok(()), |reason| Err(reason.key)),
            Self::CancelReading => {
                need(matches!(state.table, TableState::Reading { .. }), "disabled-not-reading")
            }
            Self::Undo => {
                let can = match state.worded() {
                    Some(view) => view.texts.can_undo(),
                    None => state.choice.as_ref().is_some_and(|choice| choice.recipe.can_undo()),
                };
                need(can, "disabled-nothing-to-undo")
            }
            Self::Redo => {
                let can = match state.worded() {
                    Some(view) => view.texts.can_redo(),
                    None => state.choice.as_ref().is_some_and(|choice| choice.recipe.can_redo()),
                };
                need(can, "disabled-nothing-to-redo")
            }
            Self::StartTraining => state.start_lock().map_or(Ok(()), Err),
            Self::Pause => match &state.race {
                RaceState::Running(live) => need(!live.paused, "disabled-paused-already"),
                _ => Err("disabled-not-training"),
            },
            Self::Resume | Self::StepOnce => match &state.race {
                RaceState::Running(live) => need(live.paused, "disabled-not-paused"),
                _ => Err("disabled-not-training"),
            },
            Self::StopAndKeepBest => need(state.live().is_some(), "disabled-not-training"),
            Self::Discard => need(state.live().is_some() || state.start_pending, "disabled-not-training"),
            Self::Replay | Self::ChooseFolder => need(state.finished.is_some(), "lock-results"),
            Self::Export => match (&state.finished, &state.export) {
                (None, _) => Err("lock-results"),
                (_, ExportState::Running { .. }) => Err("disabled-exporting"),
                _ => Ok(()),
            },
            Self::OpenFolder => {
                let written = match state.screen {
                    Screen::Score => state.scoring.done.is_some(),
                    _ => matches!(state.export, ExportState::Done(_)),
                };
                need(written, "disabled-nothing-exported")
            }
            Self::UseModel => need(state.has_model(), "disabled-no-model-of-run"),
            Self::Score => match &state.scoring {
                scoring if scoring.is_running() => Err("disabled-scoring"),
                scoring if scoring.model.is_none() => Err("disabled-no-model"),
                scoring if scoring.file.is_none() => Err("disabled-no-customers"),
                scoring => need(!scoring.lacks_columns(), "disabled-columns-missing"),
            },
            Self::StopScoring => need(state.scoring.is_running(), "disabled-not-scoring"),
            Self::ChooseModel
            | Self::ChooseCustomers
            | Self::OpenFile
            | Self::OpenSample(_)
            | Self::LogScale
            | Self::AllRepeats
            | Self::ToggleTheme
            | Self::SwitchLanguage
            | Self::Why
            | Self::Palette => Ok(()),
        }
    }

    /// What giving it makes happen.
    pub fn action(self, state: &AppState) -> Action {
        match self {
            Self::Go(screen) => Action::View(ViewAction::Go(screen)),
            Self::OpenFile => Action::Data(DataAction::AskForFile),
            Self::OpenSample(sample) => Action::Data(DataAction::OpenSample(sample)),
            Self::CancelReading => Action::Data(DataAction::CancelReading),
            Self::Undo if state.worded().is_some() => Action::Segments(SegmentsAction::Undo),
            Self::Undo => Action::Choose(ChooseAction::Undo),
            Self::Redo if state.worded().is_some() => Action::Segments(SegmentsAction::Redo),
            Self::Redo => Action::Choose(ChooseAction::Redo),
            Self::StartTraining => Action::Train(TrainAction::Start),
            Self::Pause => Action::Train(TrainAction::Pause),
            Self::Resume => Action::Train(TrainAction::Resume),
            Self::StepOnce => Action::Train(TrainAction::Step),
            Self::StopAndKeepBest => Action::Train(TrainAction::StopAndKeepBest),
            Self::Discard => Action::Train(TrainAction::Discard),
            Self::LogScale => Action::View(ViewAction::LogScale(!state.log_scale)),
            Self::AllRepeats => Action::View(ViewAction::ShowAllRepeats(!state.show_all_repeats)),
            Self::Replay => Action::View(ViewAction::ReplayPlay(!state.replay.is_some_and(|r| r.playing))),
            Self::ChooseFolder => Action::Export(ExportAction::AskForFolder),
            Self::Export if state.screen == Screen::Export => Action::Export(ExportAction::Start),
            Self::Export => Action::View(ViewAction::Go(Screen::Export)),
            Self::OpenFolder if state.screen == Screen::Score => Action::Score(ScoreAction::OpenFolder),
            Self::OpenFolder => Action::Export(ExportAction::OpenFolder),
            Self::ChooseModel => Action::Score(ScoreAction::AskForModel),
            Self::UseModel => Action::Score(ScoreAction::UseRun),
            Self::ChooseCustomers => Action::Score(ScoreAction::AskForCustomers),
            Self::Score => Action::Score(ScoreAction::Start),
            Self::StopScoring => Action::Score(ScoreAction::Stop),
            Self::ToggleTheme => Action::View(ViewAction::Theme(match state.settings.theme {
                ThemeChoice::Dark => ThemeChoice::Light,
                ThemeChoice::Light | ThemeChoice::System => ThemeChoice::Dark,
            })),
            Self::SwitchLanguage => Action::View(ViewAction::Language(match state.settings.lang {
                Lang::En => Lang::Zh,
                Lang::Zh => Lang::En,
            })),
            Self::Why => Action::View(ViewAction::ToggleWhy),
            Self::Palette => Action::View(ViewAction::TogglePalette),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::words;

    #[test]
    fn the_list_holds_every_command_once_with_words() {
        let mut seen = Command::ALL.to_vec();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), Command::ALL.len());
        let named = |line: &&str| {
            line.split_once('-').is_some_and(|(topic, _)| topic == "command") && !line.contains("-more =")
        };
        let words_of_session =
            words::sources(Lang::En).iter().find(|(area, _)| *area == "session").unwrap().1;
        assert_eq!(words_of_session.lines().filter(named).count(), Command::ALL.len());
        for command in Command::ALL {
            for lang in Lang::ALL {
                assert!(words::has(lang, command.name_key()), "{command:?} has no name in {lang:?}");
                assert!(words::has(lang, command.tooltip_key()), "{command:?} has no tooltip in {lang:?}");
            }
        }
    }

    #[test]
    fn no_two_commands_share_a_shortcut() {
        let mut shortcuts: Vec<Shortcut> = Command::ALL.into_iter().filter_map(Command::shortcut).collect();
        let all = shortcuts.len();
        shortcuts.sort();
        shortcuts.dedup();
        assert_eq!(shortcuts.len(), all);
        assert_eq!(Command::Redo.shortcut().map(Shortcut::text).as_deref(), Some("Ctrl+Shift+Z"));
    }

    #[test]
    fn an_empty_window_offers_opening_and_says_why_not_the_rest() {
        let state = AppState::default();
        let offered: Vec<Command> =
            Command::ALL.into_iter().filter(|command| command.enabled(&state).is_ok()).collect();
        assert_eq!(
            offered,
            [
                Command::OpenFile,
                Command::OpenSample(Sample::Segments),
                Command::OpenSample(Sample::Tiers),
                Command::OpenSample(Sample::Churn),
                Command::Go(Screen::Start),
                Command::Go(Screen::Score),
                Command::LogScale,
                Command::AllRepeats,
                Command::ChooseModel,
                Command::ChooseCustomers,
                Command::ToggleTheme,
                Command::SwitchLanguage,
                Command::Why,
                Command::Palette
            ]
        );
        for command in Command::ALL {
            if let Err(reason) = command.enabled(&state) {
                assert!(Lang::ALL.into_iter().all(|lang| words::has(lang, reason)), "{command:?}: {reason}");
            }
        }
    }
}
