//! The fifth screen: which method was right how often, whether that is more than chance, and on whom.

use eframe::egui;
use egui::{Label, ScrollArea, Ui};

use super::{
    churn, results_accuracy, results_errors, results_matrix, results_summary, segments, value_moves,
    value_tiers,
};
use crate::base::{Message, Severity};
use crate::data::date::format_days;
use crate::data::ledger::Period;
use crate::session::{AppState, Command, Finished, Screen};
use crate::study::value::ValueTable;
use crate::study::{Findings, ValueFindings};
use crate::ui::draft::ResultView;
use crate::ui::fonts::symbol;
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Kind};
use crate::ui::{Actions, Draft};

/// The views and what they are called.
const VIEWS: [(ResultView, &str); 11] = [
    (ResultView::Summary, "ui-results-summary"),
    (ResultView::Tiers, "ui-results-tiers"),
    (ResultView::Moves, "ui-results-moves"),
    (ResultView::Ranking, "ui-churn-view-ranking"),
    (ResultView::Calibration, "ui-churn-view-calibration"),
    (ResultView::Telling, "ui-churn-view-telling"),
    (ResultView::Customer, "ui-churn-view-customer"),
    (ResultView::Campaign, "ui-churn-view-campaign"),
    (ResultView::Errors, "ui-results-errors"),
    (ResultView::Accuracy, "ui-results-accuracy"),
    (ResultView::Matrix, "ui-results-matrix"),
];

/// A page narrower than this leaves the replay to the training's own screen.
const ROOM_FOR_REPLAY: f32 = 900.0;
/// The same where a class is foreseen, which has more views, and what all of these take.
const ROOM_FOR_REPLAY_TOO: f32 = 1250.0;
const ROOM_FOR_ALL: f32 = 1020.0;
/// What the button on the right takes.
const WAY_ON: f32 = 150.0;

pub fn results_ui(ui: &mut Ui, state: &AppState, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    let Some(finished) = &state.finished else {
        widgets::empty(ui, symbol::FILE, &say.tr("lock-results"));
        return;
    };
    draft.shows_results_of(finished.run);
    if let Some((findings, view)) = finished.segments() {
        segments::segments_ui(ui, state, finished, findings, view, draft, out);
        return;
    }
    let Some(findings) = finished.classes() else { return };
    let headline = match finished.foreseen() {
        Some(foreseen) => say.msg(&churn::headline(&foreseen)),
        None => headline(findings).map_or_else(|| say.tr("ui-step-results"), |words| say.msg(words)),
    };
    let about = match finished.foreseen() {
        Some(foreseen) => churn::about(&foreseen),
        None => about(findings),
    };
    widgets::header(ui, &headline, &say.msg(&about), |_| {});
    let stopped = findings.words.first().filter(|_| findings.stopped);
    let circular = from_formula(findings);
    for (severity, words) in [(Severity::Warning, circular), (Severity::Info, stopped)] {
        let Some(words) = words else { continue };
        widgets::banner(ui, severity, |ui| {
            ui.add(Label::new(theme::body(say.msg(words)).color(tokens(ui).text)).wrap());
        });
        ui.add_space(theme::GAP - ui.spacing().item_spacing.y);
    }
    foot(ui, state, findings, draft, out);
    let foreseen = churn::Shown::of(state, finished);
    match (draft.result_view, &foreseen) {
        (ResultView::Summary, Some(shown)) => churn::summary_view(ui, shown, draft, out),
        (ResultView::Accuracy, Some(shown)) => churn::figures_view(ui, shown),
        _ => view_ui(ui, state, (finished, findings), draft, out),
    }
}

fn view_ui(
    ui: &mut Ui,
    state: &AppState,
    (finished, findings): (&Finished, &Findings),
    draft: &mut Draft,
    out: &mut Actions,
) {
    match draft.result_view {
        ResultView::Summary => results_summary::summary(ui, state, finished, draft, out),
        ResultView::Tiers => value_tiers::tiers_view(ui, state, finished, draft),
        ResultView::Moves => value_moves::moves_view(ui, state, finished, draft),
        ResultView::Ranking
        | ResultView::Calibration
        | ResultView::Telling
        | ResultView::Customer
        | ResultView::Campaign => churn::view_ui(ui, state, finished, draft, out),
        ResultView::Errors => results_errors::errors_view(ui, state, findings, draft, out),
        ResultView::Accuracy => results_accuracy::accuracy_view(ui, Say::of(state), findings),
        ResultView::Matrix => results_matrix::matrix_view(ui, state, finished, out),
    }
}

/// The views to choose from, and the way on.
fn foot(ui: &mut Ui, state: &AppState, findings: &Findings, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    let room = ui.available_width();
    let foreseen = findings.churn.is_some();
    let draw_views = |ui: &mut Ui, out: &mut Actions| {
        ui.spacing_mut().item_spacing.x = if room < ROOM_FOR_REPLAY { 4.0 } else { 8.0 };
        if foreseen && room < ROOM_FOR_ALL {
            // What there is no room for is reached by scrolling, or with the keyboard.
            let scroll = ScrollArea::horizontal().id_salt("views").max_width(room - WAY_ON);
            scroll.show(ui, |ui| ui.horizontal(|ui| tabs(ui, say, findings, draft)));
        } else {
            tabs(ui, say, findings, draft);
        }
        let needed = if foreseen { ROOM_FOR_REPLAY_TOO } else { ROOM_FOR_REPLAY };
        if room >= needed && widgets::link(ui, &say.tr("ui-results-replay")).clicked() {
            out.push(Command::Go(Screen::Train).action(state));
            out.push(Command::Replay.action(state));
        }
    };
    widgets::footer(ui, out, draw_views, |ui, out| {
        let export = Command::Go(Screen::Export);
        let response = widgets::button(ui, Kind::Primary, &say.tr(Command::Export.name_key()))
            .on_hover_text(say.tr(Command::Export.tooltip_key()));
        if response.clicked() {
            out.push(export.action(state));
        }
    });
}

fn tabs(ui: &mut Ui, say: Say, findings: &Findings, draft: &mut Draft) {
    for (view, key) in VIEWS {
        let of_value = matches!(view, ResultView::Tiers | ResultView::Moves);
        if of_value && findings.value.is_none() || churn::is_ours(view) && findings.churn.is_none() {
            continue;
        }
        // More than how often they are right is said of methods that foresee a class.
        let methods = view == ResultView::Accuracy && findings.churn.is_some();
        let key = if methods { "ui-churn-view-methods" } else { key };
        if widgets::tab(ui, draft.result_view == view, &say.tr(key)).clicked() {
            draft.result_view = view;
        }
    }
}

/// What was predicted, of whom.
fn about(findings: &Findings) -> Message {
    let file = |key| Message::new(key).with("file", &findings.data.file_name);
    let n = findings.rows.len();
    match &findings.value {
        Some(found @ ValueFindings { facts: Some(facts), later: Some(later), circular: false, .. }) => {
            file("ui-results-sub-tiers")
                .with("earlier", period(*facts))
                .with("later", period(*later))
                .with("n", found.n_customers)
                .with("labelled", n)
        }
        _ => file("ui-results-sub").with("label", &findings.label).with("n", n),
    }
}

/// From the first to the last day.
pub fn period(period: Period) -> Message {
    Message::new("ui-period").with("first", format_days(period.first)).with("last", format_days(period.last))
}

/// The sentence the page is headed with: the first that is not about how the training ended.
fn headline(findings: &Findings) -> Option<&Message> {
    findings.words.get(usize::from(findings.stopped))
}

/// The warning that nothing is foreseen here.
fn from_formula(findings: &Findings) -> Option<&Message> {
    findings.words.iter().find(|words| words.key == "study-tiers-from-formula")
}

/// The sentences below the headline, but for the warning, which stands above everything.
pub fn further_words(findings: &Findings) -> impl Iterator<Item = &Message> {
    let warning = from_formula(findings);
    let further = findings.words.iter().skip(1 + usize::from(findings.stopped));
    further.filter(move |words| Some(*words) != warning)
}

/// What was found about the value of the customers, with the customers themselves.
pub fn value_of(finished: &Finished) -> Option<(&ValueFindings, &ValueTable)> {
    finished.classes()?.value.as_ref().zip(finished.table.value.as_deref())
}
