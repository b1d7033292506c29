//! Whether the network helped: the sentence, what it follows from, and every method side by side.

use eframe::egui;
use egui::{Label, ScrollArea, Sense, Ui, vec2};

use super::{Shown, above};
use crate::base::Message;
use crate::chart::{self, ChartKind, method_name};
use crate::study::segments::{SegmentMethod, Verdict};
use crate::ui::charts::{self, Look};
use crate::ui::fonts::symbol;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Sample};

const ROW: f32 = 28.0;
const HEAD: f32 = 24.0;

/// The heads of the table of methods with what each says.
const HEADS: [(&str, &str); 9] = [
    ("ui-method", "ui-seg-m-method-more"),
    ("ui-seg-m-own", "ui-seg-m-own-more"),
    ("ui-seg-m-common", "ui-seg-m-common-more"),
    ("ui-seg-m-db-own", "ui-seg-m-db-more"),
    ("ui-seg-m-db-common", "ui-seg-m-db-more"),
    ("ui-seg-m-stability", "ui-seg-m-stability-more"),
    ("ui-seg-m-seeds", "ui-seg-m-seeds-more"),
    ("ui-seg-m-agreement", "ui-seg-m-agreement-more"),
    ("ui-seg-m-seconds", "ui-seg-m-seconds-more"),
];

pub fn helped_view(ui: &mut Ui, shown: &Shown) {
    let rect = ui.available_rect_before_wrap();
    let n = shown.findings.methods.len() as f32;
    let table_height = (78.0 + HEAD + ROW * n).min(rect.height() * 0.5);
    let (top, rest) = above(rect, (rect.height() * 0.36).clamp(160.0, 320.0));
    let (said, more) = widgets::columns(top, top.width() * 0.42);
    widgets::card_at(ui, said, |ui| answer(ui, shown));
    widgets::card_at(ui, more, |ui| further(ui, shown));
    let curves = chart::segment_curves(shown.findings);
    let nulls = chart::null_silhouettes(shown.findings);
    if curves.is_none() && nulls.is_none() {
        widgets::card_at(ui, rest, |ui| table(ui, shown));
        return;
    }
    let (middle, bottom) = above(rest, table_height);
    widgets::card_at(ui, middle, |ui| table(ui, shown));
    let (left, right) = match &nulls {
        Some(_) => widgets::columns(bottom, bottom.width() * 0.45),
        None => (bottom, egui::Rect::NOTHING),
    };
    if let Some(drawn) = curves {
        widgets::card_at(ui, left, |ui| loss(ui, shown, &drawn));
    }
    if let Some(drawn) = nulls {
        widgets::card_at(ui, right, |ui| {
            title(ui, shown, &drawn.title);
            let size = ui.available_size();
            charts::draw(ui, shown.say, &drawn, size);
        });
    }
}

fn title(ui: &mut Ui, shown: &Shown, words: &Message) {
    ui.add(Label::new(theme::card_title(shown.say.msg(words)).color(tokens(ui).text)).truncate());
}

/// The sentence, and each condition with whether it holds.
fn answer(ui: &mut Ui, shown: &Shown) {
    let (say, tokens) = (shown.say, tokens(ui));
    ScrollArea::vertical().id_salt("answer").auto_shrink([false, false]).show(ui, |ui| {
        if let Some(helped) = &shown.findings.helped {
            ui.horizontal(|ui| {
                let (key, tone) = match helped.answer {
                    Verdict::Yes => ("ui-seg-helped-yes", widgets::Tone::Good),
                    Verdict::Undecided => ("ui-seg-helped-undecided", widgets::Tone::Quiet),
                    Verdict::No => ("ui-seg-helped-no", widgets::Tone::Warning),
                };
                widgets::chip(ui, tone, &say.tr(key));
                let method = shown.findings.methods.get(helped.method);
                let name = method.map_or_else(String::new, |method| say.msg(&method_name(&method.id)));
                ui.add(Label::new(theme::strong(name).color(tokens.text)).truncate());
            });
            for (holds, reason) in &helped.reasons {
                ui.horizontal(|ui| {
                    let (mark, ink) = match holds {
                        Verdict::Yes => (symbol::CHECK, tokens.good),
                        Verdict::Undecided => (symbol::INFO, tokens.muted),
                        Verdict::No => (symbol::CLOSE, tokens.warning),
                    };
                    ui.label(theme::icon(mark, 12.0).color(ink));
                    ui.add(Label::new(theme::body(say.msg(reason)).color(tokens.text)).wrap());
                });
            }
        }
        if shown.findings.helped.is_none() {
            let chosen = say.msg(&shown.findings.chosen_reason);
            ui.add(Label::new(theme::body(chosen).color(tokens.text)).wrap());
        }
        if let Some(sequence) = &shown.findings.sequence {
            let words = format!("{} {}", say.msg(&sequence.order), say.msg(&sequence.objective));
            ui.add(Label::new(theme::small(words).color(tokens.muted)).wrap());
        }
    });
}

/// What else was found, and what must not be concluded from it.
fn further(ui: &mut Ui, shown: &Shown) {
    let (say, tokens, findings) = (shown.say, tokens(ui), shown.findings);
    title(ui, shown, &Message::new("ui-seg-further"));
    let helped = findings.helped.as_ref().map(|helped| &helped.sentence);
    let order = findings.sequence.as_ref().map(|sequence| &sequence.order);
    ScrollArea::vertical().id_salt("further").auto_shrink([false, false]).show(ui, |ui| {
        for words in findings.words.iter().filter(|words| ![helped, order].contains(&Some(*words))) {
            ui.add(Label::new(theme::body(say.msg(words)).color(tokens.muted)).wrap());
        }
    });
}

/// All methods at the same number of segments.
fn table(ui: &mut Ui, shown: &Shown) {
    let (say, tokens) = (shown.say, tokens(ui));
    title(ui, shown, &Message::new("ui-seg-m-table").with("k", shown.findings.k));
    ui.add(Label::new(theme::small(say.tr("ui-seg-m-table-more")).color(tokens.muted)).truncate());
    ui.spacing_mut().item_spacing.y = 0.0;
    let first = (ui.available_width() * 0.22).min(260.0);
    let other = ((ui.available_width() - 10.0 - first) / (HEADS.len() - 1) as f32 - 12.0).max(40.0);
    let widths: Vec<f32> = (0..HEADS.len()).map(|index| if index == 0 { first } else { other }).collect();
    widgets::row(ui, usize::MAX, HEAD, &widths, |index, ui| {
        let (key, more) = HEADS[index];
        let place = ui.max_rect();
        widgets::head(ui, &say.tr(key), index > 0);
        ui.interact(place, ui.scope_id().with((more, index)), Sense::hover()).on_hover_text(say.tr(more));
    });
    ScrollArea::vertical().id_salt("methods").auto_shrink([false, false]).show(ui, |ui| {
        for (row, method) in shown.findings.methods.iter().enumerate() {
            widgets::row(ui, row, ROW, &widths, |index, ui| {
                if index > 0 {
                    let seconds = shown.finished.timing.method_seconds.get(&method.id).copied();
                    let place = ui.max_rect();
                    widgets::number_cell(ui, theme::body(figure(method, seconds, index)).color(tokens.text));
                    if let Some([low, high]) = quartiles(method, index) {
                        let words = Message::new("ui-seg-m-quartiles").number("low", low, 2);
                        let hover =
                            ui.interact(place, ui.scope_id().with(("quartiles", index)), Sense::hover());
                        hover.on_hover_text(say.msg(&words.number("high", high, 2)));
                    }
                    return;
                }
                let place = (row < chart::palette::MARKERS.len()).then_some(row);
                widgets::dot(ui, place);
                let name = say.msg(&method_name(&method.id));
                let chosen = row == shown.findings.chosen;
                let words = if chosen { theme::strong(&name) } else { theme::body(&name) };
                widgets::cell(ui, words.color(tokens.text));
                if chosen {
                    widgets::chip(ui, widgets::Tone::Accent, &say.tr("ui-seg-m-shown"));
                }
            });
        }
    });
}

/// Between which two figures the middle half of a column's lies, where it is the middle one of several.
fn quartiles(method: &SegmentMethod, column: usize) -> Option<[f64; 2]> {
    match column {
        5 => Some(method.stability_quartiles),
        6 => method.seed_quartiles,
        _ => None,
    }
}

fn figure(method: &SegmentMethod, seconds: Option<f64>, column: usize) -> String {
    let short = |value: f64| {
        if value.is_finite() { format!("{value:.3}").replace('-', "−") } else { "–".to_owned() }
    };
    match column {
        1 => short(method.silhouette_own),
        2 => short(method.silhouette_common),
        3 => short(method.davies_bouldin_own),
        4 => short(method.davies_bouldin_common),
        5 => short(method.stability_ari),
        6 => method.seed_ari.map_or_else(|| "–".to_owned(), short),
        7 => short(method.agreement_with_kmeans),
        _ => seconds.map_or_else(|| "–".to_owned(), |seconds| format!("{seconds:.1}")),
    }
}

fn loss(ui: &mut Ui, shown: &Shown, drawn: &chart::Chart) {
    let say = shown.say;
    title(ui, shown, &drawn.title);
    let ChartKind::Lines(lines) = &drawn.kind else { return };
    let size = ui.available_size() - vec2(0.0, 22.0);
    charts::lines(
        ui,
        say,
        drawn.id,
        drawn,
        lines,
        Look { size, log: false, labels: true, axes: true, x_max: None },
    );
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        widgets::legend_line(ui, Sample::Solid, &say.tr("ui-legend-train"));
        widgets::legend_line(ui, Sample::Dashed, &say.tr("ui-legend-valid"));
        widgets::legend_line(ui, Sample::Ring, &say.tr("ui-seg-legend-kept"));
    });
}
