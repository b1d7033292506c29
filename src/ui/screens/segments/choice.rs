//! How many segments: what every number is worth by each measure, which one is recommended and why.

use eframe::egui;
use egui::{Label, Rect, ScrollArea, Sense, Ui, vec2};

use super::{Shown, above};
use crate::base::Message;
use crate::chart::{self, ChartKind, KMeasure};
use crate::session::{Action, SegmentsAction};
use crate::study::segments::{KAdvice, KRow};
use crate::ui::Actions;
use crate::ui::charts::{self, Look};
use crate::ui::say::{compact, percent};
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets::{self, Sample};

const ROW: f32 = 27.0;
const HEAD: f32 = 24.0;

/// The heads of the table with what each says and which way is better.
const HEADS: [(&str, &str); 10] = [
    ("ui-seg-number-k", "ui-seg-number-k-more"),
    ("ui-seg-number-inertia", "ui-seg-number-inertia-more"),
    ("ui-seg-number-silhouette", "ui-seg-number-silhouette-more"),
    ("ui-seg-number-groupless", "ui-seg-number-groupless-more"),
    ("ui-seg-number-db", "ui-seg-number-db-more"),
    ("ui-seg-number-ch", "ui-seg-number-ch-more"),
    ("ui-seg-number-gap", "ui-seg-number-gap-more"),
    ("ui-seg-number-stability", "ui-seg-number-stability-more"),
    ("ui-seg-number-jaccard", "ui-seg-number-jaccard-more"),
    ("ui-seg-number-smallest", "ui-seg-number-smallest-more"),
];

pub fn choice_view(ui: &mut Ui, shown: &Shown, out: &mut Actions) {
    let rect = ui.available_rect_before_wrap();
    let rows = shown.findings.advice.table.len() as f32;
    let sampled = if shown.findings.advice.sampled.is_some() { 23.0 } else { 0.0 };
    let table_height = (62.0 + sampled + HEAD + ROW * rows).min(rect.height() * 0.62);
    let (top, bottom) = above(rect, rect.height() - table_height);
    let n = KMeasure::ALL.len() as f32;
    let width = (top.width() + GAP) / n - GAP;
    for (index, measure) in KMeasure::ALL.into_iter().enumerate() {
        let left = top.left() + (width + GAP) * index as f32;
        let place = Rect::from_min_size(egui::pos2(left, top.top()), vec2(width, top.height()));
        widgets::card_at(ui, place, |ui| curve(ui, shown, measure));
    }
    widgets::card_at(ui, bottom, |ui| table(ui, shown, out));
}

fn curve(ui: &mut Ui, shown: &Shown, measure: KMeasure) {
    let (say, tokens) = (shown.say, tokens(ui));
    let drawn = chart::k_measure(shown.findings, measure, shown.view.k);
    ui.add(Label::new(theme::card_title(say.msg(&drawn.title)).color(tokens.text)).truncate());
    let ChartKind::Lines(lines) = &drawn.kind else { return };
    let size = ui.available_size() - vec2(0.0, 22.0);
    charts::lines(
        ui,
        say,
        drawn.id,
        &drawn,
        lines,
        Look { size, log: false, labels: false, axes: true, x_max: None },
    );
    ui.horizontal(|ui| {
        let key =
            if measure == KMeasure::Inertia { "ui-seg-number-bend" } else { "ui-seg-number-recommended" };
        widgets::legend_line(ui, Sample::Ring, &say.tr(key));
        let better = match measure {
            KMeasure::Inertia => return,
            KMeasure::Silhouette => {
                widgets::legend_line(ui, Sample::Dashed, &say.tr("seg-chart-groupless"));
                return;
            }
            KMeasure::DaviesBouldin => "ui-seg-number-lower",
            KMeasure::Stability => "ui-seg-number-higher",
        };
        ui.add(Label::new(theme::small(say.tr(better)).color(tokens.muted)).truncate());
    });
}

/// A row a number; a click shows the customers in that many segments.
fn table(ui: &mut Ui, shown: &Shown, out: &mut Actions) {
    let (say, tokens) = (shown.say, tokens(ui));
    let advice = &shown.findings.advice;
    ui.add(Label::new(theme::card_title(say.tr("ui-seg-number-table")).color(tokens.text)).truncate());
    if let Some(n) = advice.sampled {
        let words = say.with("ui-seg-number-sampled", "n", n);
        ui.add(Label::new(theme::small(words).color(tokens.muted)).truncate());
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let first = 150.0_f32.min(ui.available_width() * 0.2);
    let other = ((ui.available_width() - 10.0 - first) / (HEADS.len() - 1) as f32 - 12.0).max(40.0);
    let widths: Vec<f32> = (0..HEADS.len()).map(|index| if index == 0 { first } else { other }).collect();
    widgets::row(ui, usize::MAX, HEAD, &widths, |index, ui| {
        let (key, more) = HEADS[index];
        let place = ui.max_rect();
        widgets::head(ui, &say.tr(key), index > 0);
        ui.interact(place, ui.scope_id().with(more), Sense::hover()).on_hover_text(say.tr(more));
    });
    ScrollArea::vertical().id_salt("numbers").auto_shrink([false, false]).show(ui, |ui| {
        for row in &advice.table {
            let ground = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), ROW));
            if choose(ui, ground, shown, row) {
                out.push(Action::Segments(SegmentsAction::K(row.k)));
            }
            widgets::row(ui, row.k as usize, ROW, &widths, |index, ui| {
                if index == 0 {
                    ui.add_space(8.0);
                    ui.label(theme::strong(row.k.to_string()).color(tokens.text));
                    if row.k == advice.recommended {
                        widgets::chip(ui, widgets::Tone::Accent, &say.tr("ui-seg-number-recommended"));
                    }
                    return;
                }
                let found = chosen_by(advice, index) == Some(row.k);
                let words = theme::body(figure(row, index));
                let words = if found { theme::strong(figure(row, index)) } else { words };
                widgets::number_cell(ui, words.color(tokens.text));
            });
        }
    });
}

/// The ground of a row: a button.
fn choose(ui: &Ui, place: Rect, shown: &Shown, row: &KRow) -> bool {
    let tokens = tokens(ui);
    let there = shown.findings.at(row.k).is_some();
    let sense = if there { Sense::click() } else { Sense::hover() };
    let response = ui.interact(place, ui.scope_id().with(("k", row.k)), sense);
    let chosen = shown.view.k == row.k;
    let words = Message::new("ui-seg-number-row").with("k", row.k).number("silhouette", row.silhouette, 2);
    let words = words.number("ari", row.stability_ari, 2).share("share", row.smallest_share, 1);
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, there, chosen, shown.say.msg(&words)));
    if chosen || (there && response.hovered()) {
        ui.painter().rect_filled(place, 4.0, if chosen { tokens.soft } else { tokens.hover });
    }
    if response.has_focus() {
        let ring = egui::Stroke::new(2.0, tokens.accent);
        ui.painter().rect_stroke(place, 4.0, ring, egui::StrokeKind::Inside);
    }
    response.clicked()
}

fn figure(row: &KRow, column: usize) -> String {
    let short = |value: f64| {
        if value.is_finite() { format!("{value:.3}").replace('-', "−") } else { "–".to_owned() }
    };
    match column {
        1 => compact(row.inertia.round()),
        2 => short(row.silhouette),
        3 => short(row.silhouette_groupless()),
        4 => short(row.davies_bouldin),
        5 => compact(row.calinski_harabasz.round()),
        6 => short(row.gap),
        7 => short(row.stability_ari),
        8 => short(row.smallest_jaccard),
        _ => percent(row.smallest_share, 1),
    }
}

/// The number that a column speaks for: the one with its best figure, or where the gap stops to grow. Inertia and what
/// customers without groups reach speak for none.
fn chosen_by(advice: &KAdvice, column: usize) -> Option<u32> {
    let value = |row: &KRow| match column {
        2 => row.silhouette,
        4 => -row.davies_bouldin,
        5 => row.calinski_harabasz,
        7 => row.stability_ari,
        8 => row.smallest_jaccard,
        _ => f64::NAN,
    };
    if column == 6 {
        return advice.by_gap();
    }
    let able = advice.table.iter().filter(|row| value(row).is_finite());
    able.max_by(|a, b| value(a).total_cmp(&value(b)).then(b.k.cmp(&a.k))).map(|row| row.k)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_figure_of_a_column_is_marked_the_smaller_number_first() {
        let row = |k, silhouette, davies_bouldin| KRow {
            k,
            inertia: 100.0 / f64::from(k),
            silhouette,
            davies_bouldin,
            calinski_harabasz: f64::NAN,
            silhouette_even: 0.2,
            silhouette_mixed: 0.1,
            silhouette_alike: 0.1,
            gap: 0.5,
            gap_se: 0.01,
            stability_ari: 0.9,
            stability_quartiles: [0.8, 0.95],
            smallest_jaccard: 0.8,
            smallest_share: 0.1,
        };
        let table = vec![row(2, 0.3, 1.4), row(3, 0.4, 1.5), row(4, 0.4, f64::NAN)];
        let reason = Message::text("");
        let advice = KAdvice { recommended: 3, reason, table, knee: None, sampled: None };
        assert_eq!(
            [1, 2, 3, 4, 5, 6, 7].map(|column| chosen_by(&advice, column)),
            [None, Some(3), None, Some(2), None, Some(2), Some(2)]
        );
        assert_eq!(figure(&advice.table[0], 6), "0.500");
        assert_eq!(figure(&advice.table[2], 4), "–");
    }
}
