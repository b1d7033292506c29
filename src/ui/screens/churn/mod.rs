//! The results of a class that is foreseen: its views, and what they share.

mod calibration;
mod calls;
mod campaign;
mod customer;
mod customer_list;
mod figures;
mod ranking;
mod summary;
mod telling;
mod threshold;
mod what_if;

use eframe::egui::{self, Ui};

use crate::base::Message;
use crate::chart::Chart;
use crate::session::{AppState, Finished, Foreseen};
use crate::study::Findings;
use crate::study::churn::doubt;
use crate::ui::draft::ResultView;
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::{Actions, Draft, charts};

pub use figures::figures_view;
pub use summary::summary_view;

/// What every view is drawn from.
pub struct Shown<'a> {
    state: &'a AppState,
    say: Say,
    finished: &'a Finished,
    foreseen: Foreseen<'a>,
}

impl<'a> Shown<'a> {
    pub fn of(state: &'a AppState, finished: &'a Finished) -> Option<Self> {
        Some(Self { state, say: Say::of(state), finished, foreseen: finished.foreseen()? })
    }

    /// A sentence that is given the label and the class of interest.
    fn words(&self, key: &'static str) -> Message {
        Message::new(key).with("label", &self.foreseen.findings.label).with("class", self.foreseen.class())
    }
}

/// Whether the view is one of a class that is foreseen.
pub fn is_ours(view: ResultView) -> bool {
    matches!(
        view,
        ResultView::Ranking
            | ResultView::Calibration
            | ResultView::Telling
            | ResultView::Customer
            | ResultView::Campaign
    )
}

/// What the page is headed with: how many are found at the threshold shown and at what price; or that nobody is shown to be
/// foreseen.
pub fn headline(foreseen: &Foreseen) -> Message {
    let findings = foreseen.findings;
    if let Some(doubt) = doubt(findings) {
        return doubt.clone();
    }
    let counts = foreseen.view.at.counts;
    Message::new("ui-churn-headline")
        .with("label", &findings.label)
        .with("class", foreseen.class())
        .number("recall", counts.recall() * 100.0, 0)
        .number("precision", counts.precision() * 100.0, 0)
}

/// What was predicted of whom, and on whom the headline is measured: on one division, unlike the means of the methods.
pub fn about(foreseen: &Foreseen) -> Message {
    let findings = foreseen.findings;
    Message::new("ui-churn-sub")
        .with("file", &findings.data.file_name)
        .with("label", &findings.label)
        .with("n", findings.rows.len())
        .with("held", foreseen.view.at.counts.total())
}

/// The sentences below the headline.
fn further_words(findings: &Findings) -> impl Iterator<Item = &Message> {
    let headline = doubt(findings);
    let all = findings.words.iter().skip(usize::from(findings.stopped));
    all.filter(move |words| Some(*words) != headline)
}

pub fn view_ui(ui: &mut Ui, state: &AppState, finished: &Finished, draft: &mut Draft, out: &mut Actions) {
    let Some(shown) = Shown::of(state, finished) else { return };
    match draft.result_view {
        ResultView::Ranking => ranking::ranking_view(ui, &shown),
        ResultView::Calibration => calibration::calibration_view(ui, &shown),
        ResultView::Campaign => campaign::campaign_view(ui, &shown, draft, out),
        ResultView::Telling => telling::telling_view(ui, &shown, draft, out),
        ResultView::Customer => customer::customer_view(ui, &shown, draft, out),
        _ => {}
    }
}

/// A chart under its title, in the room there is.
fn chart(ui: &mut Ui, say: Say, drawn: &Chart) {
    ui.add(egui::Label::new(theme::card_title(say.msg(&drawn.title)).color(tokens(ui).text)).truncate());
    let size = ui.available_size();
    charts::draw(ui, say, drawn, size);
}
