//! The results of a segmentation: its views, how many segments are shown, and what all views share.

mod cards;
mod choice;
mod customers;
mod explore;
mod helped;
mod map;
mod months;
mod profile;
mod summary;
mod text;

use std::sync::Arc;

use eframe::egui;
use egui::{Label, Slider, Ui};

use crate::base::{Message, Severity};
use crate::chart::OneCustomer;
use crate::data::Frame;
use crate::features::{Family, month_families};
use crate::session::{Action, AppState, Command, Finished, Screen, SegmentView, SegmentsAction};
use crate::study::segments::{Edition, Segment, SegmentFindings, Segmentation, TextPart};
use crate::ui::draft::SegmentsTab;
use crate::ui::fonts::symbol;
use crate::ui::say::{Say, count};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Kind};
use crate::ui::{Actions, Draft};

/// The views and what they are called.
const TABS: [(SegmentsTab, &str); 7] = [
    (SegmentsTab::Segments, "ui-seg-tab-segments"),
    (SegmentsTab::Map, "ui-seg-tab-map"),
    (SegmentsTab::Profile, "ui-seg-tab-profile"),
    (SegmentsTab::Number, "ui-seg-tab-number"),
    (SegmentsTab::Helped, "ui-seg-tab-helped"),
    (SegmentsTab::Months, "ui-seg-tab-months"),
    (SegmentsTab::Explore, "ui-seg-tab-explore"),
];

/// A page narrower than this has its views closer together.
const ROOMY: f32 = 900.0;

/// What every view is drawn from.
struct Shown<'a> {
    state: &'a AppState,
    say: Say,
    finished: &'a Finished,
    findings: &'a Arc<SegmentFindings>,
    view: &'a SegmentView,
    /// The segments at the number shown.
    segmentation: &'a Segmentation,
    edition: Edition,
}

impl Shown<'_> {
    fn frame(&self) -> &Frame {
        &self.finished.table.frame
    }

    fn segment(&self, position: u8) -> Option<&Segment> {
        self.segmentation.segments.get(usize::from(position))
    }

    /// What is said of a segment, in the language of the moment.
    fn text(&self, position: u8, part: TextPart) -> String {
        let segment = self.segment(position);
        segment.map_or_else(String::new, |segment| self.say.msg(&self.edition.text(position, segment, part)))
    }

    /// The families of columns that are the same thing month after month.
    fn months(&self) -> Vec<Family> {
        let found = month_families(&self.finished.table.profile, None);
        found.map_or_else(Vec::new, |found| found.families)
    }

    fn name(&self, position: u8) -> String {
        self.text(position, TextPart::Name)
    }

    /// The segment of a customer.
    fn label(&self, customer: u32) -> Option<u8> {
        self.segmentation.labels.get(customer as usize).copied()
    }

    /// Which customer that is: the row of the file, or the number where customers were made from transactions.
    fn customer_name(&self, customer: u32) -> Message {
        let Some(&row) = self.findings.rows.get(customer as usize) else { return Message::text("") };
        let frame = self.frame();
        let number = || frame.columns.first()?.category(frame.position(row)?);
        match self.finished.table.value.as_ref().and_then(|_| number()) {
            Some(number) => Message::new("ui-seg-customer").with("customer", number),
            None => Message::new("ui-seg-customer-row").with("row", count(row as usize + 1)),
        }
    }

    /// A value of a customer in a column of the analysis.
    fn value(&self, customer: u32, column: &str) -> Option<f64> {
        let frame = self.frame();
        let place = frame.position(*self.findings.rows.get(customer as usize)?)?;
        frame.columns.iter().find(|one| one.name == column)?.number(place)
    }

    /// The customer looked at, as a line of a profile.
    fn one_customer(&self) -> Option<OneCustomer> {
        let customer = self.view.customer?;
        let columns = &self.findings.explore.columns;
        Some(OneCustomer {
            name: self.customer_name(customer),
            place: self.view.place(self.label(customer)?),
            values: columns.iter().map(|column| self.value(customer, column)).collect(),
        })
    }
}

pub fn segments_ui(
    ui: &mut Ui,
    state: &AppState,
    finished: &Finished,
    findings: &Arc<SegmentFindings>,
    view: &SegmentView,
    draft: &mut Draft,
    out: &mut Actions,
) {
    let say = Say::of(state);
    draft.segments.shows_results_of(finished.run);
    text::let_go(ui, draft, out);
    let Some(segmentation) = findings.at(view.k) else {
        widgets::empty(ui, symbol::INFO, &say.tr("ui-seg-none"));
        return;
    };
    let shown = Shown { state, say, finished, findings, view, segmentation, edition: view.edition() };
    let title = say.msg(&Message::new("ui-seg-title").with("k", view.k));
    widgets::header(ui, &title, &say.msg(&advice(&shown)), |ui| number_of_segments(ui, &shown, out));
    if findings.stopped {
        widgets::banner(ui, Severity::Info, |ui| {
            ui.add(Label::new(theme::body(say.tr("ui-seg-stopped")).color(tokens(ui).text)).wrap());
        });
        ui.add_space(theme::GAP - ui.spacing().item_spacing.y);
    }
    foot(ui, &shown, draft, out);
    match draft.segments.tab {
        SegmentsTab::Segments => summary::summary_view(ui, &shown, draft, out),
        SegmentsTab::Map => map::map_view(ui, &shown, draft, out),
        SegmentsTab::Profile => profile::profile_view(ui, &shown, draft, out),
        SegmentsTab::Number => choice::choice_view(ui, &shown, out),
        SegmentsTab::Helped => helped::helped_view(ui, &shown),
        SegmentsTab::Months => months::months_view(ui, &shown, draft),
        SegmentsTab::Explore => explore::explore_view(ui, &shown, draft),
    }
}

/// Why this number of segments, or why another one was recommended.
fn advice(shown: &Shown) -> Message {
    let advice = &shown.findings.advice;
    if shown.view.k == advice.recommended {
        return advice.reason.clone();
    }
    let other = Message::new("ui-seg-other-number").with("k", shown.view.k);
    other.with("recommended", advice.recommended).with("reason", advice.reason.clone())
}

/// The slider that decides how many segments are shown and exported.
fn number_of_segments(ui: &mut Ui, shown: &Shown, out: &mut Actions) {
    let tokens = tokens(ui);
    let numbers: Vec<u32> = shown.findings.segmentations.iter().map(|one| one.k).collect();
    let (Some(&least), Some(&most)) = (numbers.first(), numbers.last()) else { return };
    ui.label(theme::number(shown.view.k.to_string()).color(tokens.text));
    let name = shown.say.tr("ui-seg-number");
    if least < most {
        let mut k = shown.view.k;
        let slider = Slider::new(&mut k, least..=most);
        if widgets::slide(ui, slider, 130.0, &name).changed() {
            // Where a number could not be found, the nearest one there is.
            let nearest = numbers.iter().min_by_key(|number| number.abs_diff(k));
            if let Some(&k) = nearest {
                out.push(Action::Segments(SegmentsAction::K(k)));
            }
        }
    }
    ui.label(theme::small(name).color(tokens.muted));
}

/// The views to choose from, and the way on.
fn foot(ui: &mut Ui, shown: &Shown, draft: &mut Draft, out: &mut Actions) {
    let (say, room) = (shown.say, ui.available_width());
    let draw_tabs = |ui: &mut Ui, _: &mut Actions| {
        ui.spacing_mut().item_spacing.x = if room < ROOMY { 3.0 } else { 8.0 };
        for (tab, key) in TABS {
            let there = match tab {
                SegmentsTab::Months => shown.findings.migration.is_some(),
                _ => true,
            };
            let key = match tab {
                SegmentsTab::Helped if shown.findings.helped.is_none() || room < ROOMY => {
                    "ui-seg-tab-methods"
                }
                _ => key,
            };
            if there && widgets::tab(ui, draft.segments.tab == tab, &say.tr(key)).clicked() {
                draft.segments.tab = tab;
            }
        }
    };
    widgets::footer(ui, out, draw_tabs, |ui, out| {
        let response = widgets::button(ui, Kind::Primary, &say.tr(Command::Export.name_key()))
            .on_hover_text(say.tr(Command::Export.tooltip_key()));
        if response.clicked() {
            out.push(Command::Go(Screen::Export).action(shown.state));
        }
    });
}

/// Families of months as one, or each month by itself: the choice, and the families that are to be drawn as one.
fn families(ui: &mut Ui, shown: &Shown, draft: &mut Draft) -> Vec<Family> {
    let months = shown.months();
    if months.is_empty() {
        return months;
    }
    let more = shown.say.tr("ui-seg-months-together");
    let apart = &mut draft.segments.months_apart;
    widgets::checkbox(ui, apart, &shown.say.tr("ui-seg-months-apart")).on_hover_text(more);
    if *apart { Vec::new() } else { months }
}

/// Chips of all segments; a click looks at one, a second one at everybody again.
fn legend(ui: &mut Ui, shown: &Shown, out: &mut Actions) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for position in shown.view.order() {
            let chosen = shown.view.segment == Some(position);
            let place = shown.view.place(position);
            if widgets::segment_chip(ui, chosen, place, &shown.name(position)).clicked() {
                out.push(Action::Segments(SegmentsAction::Select((!chosen).then_some(position))));
            }
        }
    });
}

/// A rectangle cut into two, one above the other, the upper one of this height.
fn above(rect: egui::Rect, height: f32) -> (egui::Rect, egui::Rect) {
    super::results_summary::split(rect, height)
}
