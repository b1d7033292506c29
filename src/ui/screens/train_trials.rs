//! The trials of a method that searches: which settings, how long each was trained, and how far it came.

use eframe::egui;
use egui::Ui;

use crate::models::{Trial, TrialState};
use crate::ui::say::{Say, compact};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

/// The settings that differ from trial to trial, as a person reads them.
fn settings(trial: &Trial) -> String {
    let value = |key: &str| trial.settings.0.get(key).map(ToString::to_string);
    let number = |key: &str| match trial.settings.0.get(key) {
        Some(crate::models::ParamValue::Float(number)) => Some(compact(*number)),
        other => other.map(ToString::to_string),
    };
    let parts = [
        value("hidden_layers"),
        number("learning_rate").map(|rate| format!("η {rate}")),
        number("l2").map(|l2| format!("L2 {l2}")),
        number("dropout").map(|dropout| format!("dropout {dropout}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The trials of the first start, the best ones first.
pub fn trials(ui: &mut Ui, say: Say, trials: &[Trial]) {
    let tokens = tokens(ui);
    ui.label(theme::card_title(say.with("ui-churn-trials", "n", trials.len())).color(tokens.text));
    ui.spacing_mut().item_spacing.y = 0.0;
    let numbers = [48.0, 64.0];
    let widths = [widgets::rest(ui, &numbers), numbers[0], numbers[1]];
    widgets::row(ui, usize::MAX, 22.0, &widths, |index, ui| match index {
        0 => {}
        1 => widgets::head(ui, &say.tr("ui-churn-trial-rounds"), true),
        _ => widgets::head(ui, &say.tr("ui-churn-trial-loss"), true),
    });
    let mut order: Vec<usize> = (0..trials.len()).collect();
    order.sort_by(|&a, &b| trials[a].valid_loss.total_cmp(&trials[b].valid_loss));
    for (salt, index) in order.into_iter().enumerate() {
        let trial = &trials[index];
        let (ink, key) = match trial.state {
            TrialState::Running => (tokens.text, "ui-churn-trial-running"),
            TrialState::Dropped => (tokens.muted, "ui-churn-trial-dropped"),
            TrialState::Finished => (tokens.text, "ui-churn-trial-finished"),
            TrialState::Kept => (tokens.accent, "ui-churn-trial-kept"),
        };
        let kept = trial.state == TrialState::Kept;
        let words = settings(trial);
        widgets::row(ui, salt, 38.0, &widths, |column, ui| match column {
            0 => {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let text = if kept { theme::strong(&words) } else { theme::body(&words) };
                    widgets::cell(ui, text.color(ink));
                    widgets::cell(ui, theme::small(say.tr(key)).color(tokens.muted));
                });
            }
            1 => widgets::number_cell(ui, theme::body(trial.epochs.to_string()).color(ink)),
            _ => widgets::number_cell(ui, theme::body(compact(trial.valid_loss)).color(ink)),
        });
    }
}
