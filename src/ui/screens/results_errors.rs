//! Error against round of all methods, the error to reach, and who reached it when.

use eframe::egui;
use egui::{Align, Label, Layout, RichText, ScrollArea, Slider, Ui, vec2};

use crate::base::Message;
use crate::chart::{self, ChartKind, method_name};
use crate::session::{AppState, Command};
use crate::study::{Claim, Findings, Reach, epochs_to_reach, median_epoch};
use crate::ui::charts::{self, Look};
use crate::ui::say::Say;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Sample};
use crate::ui::{Actions, Draft};

pub fn errors_view(ui: &mut Ui, state: &AppState, findings: &Findings, draft: &mut Draft, out: &mut Actions) {
    let rect = ui.available_rect_before_wrap();
    let Some(claim) = &findings.claim else {
        widgets::card_at(ui, rect, |ui| curves(ui, state, findings, None, out));
        return;
    };
    let target = draft.target.unwrap_or(claim.target);
    let (left, right) = widgets::columns(rect, (rect.width() * 0.36).clamp(310.0, 620.0));
    widgets::card_at(ui, left, |ui| curves(ui, state, findings, Some(target), out));
    widgets::card_at(ui, right, |ui| {
        ScrollArea::vertical().id_salt("reach").auto_shrink([false, false]).show(ui, |ui| {
            reach(ui, Say::of(state), findings, claim, draft);
        });
    });
}

fn curves(ui: &mut Ui, state: &AppState, findings: &Findings, target: Option<f64>, out: &mut Actions) {
    let (tokens, say) = (tokens(ui), Say::of(state));
    let mut drawn = chart::error_curves(findings);
    if let Some(target) = target {
        drawn = chart::with_target(drawn, target);
    }
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.msg(&drawn.title)).color(tokens.text));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let log = Command::LogScale;
            if widgets::toggle(ui, state.log_scale, &say.tr("ui-log"))
                .on_hover_text(say.tr(log.tooltip_key()))
                .clicked()
            {
                out.push(log.action(state));
            }
        });
    });
    let size = ui.available_size() - vec2(0.0, 26.0);
    if let ChartKind::Lines(lines) = &drawn.kind {
        let look = Look { size, log: state.log_scale, labels: true, axes: true, x_max: None };
        charts::lines(ui, say, "errors", &drawn, lines, look);
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        widgets::legend_line(ui, Sample::Solid, &say.tr("ui-legend-train"));
        widgets::legend_line(ui, Sample::Dashed, &say.tr("ui-legend-valid"));
        widgets::legend_line(ui, Sample::Ring, &say.tr("ui-legend-best-over"));
        ui.add(Label::new(theme::small(say.tr("ui-legend-band")).color(tokens.muted)).truncate());
    });
}

/// The error asked for, by slider or number, and in which round each method came down to it.
fn reach(ui: &mut Ui, say: Say, findings: &Findings, claim: &Claim, draft: &mut Draft) {
    let tokens = tokens(ui);
    let (low, high) = range(findings, claim);
    let mut target = draft.target.unwrap_or(claim.target);
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.tr("chart-error-to-reach")).color(tokens.text));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = say.tr("chart-error-to-reach");
            let place = (&*name, vec2(84.0, theme::TARGET));
            let drag = widgets::number_box(ui, say, place, &mut target, low..=high, |field| {
                field.speed((high - low) / 1000.0).max_decimals(5).min_decimals(4)
            });
            if drag.changed() {
                draft.target = Some(target);
            }
        });
    });
    ui.spacing_mut().slider_width = (ui.available_width() - 12.0).max(80.0);
    let slider = Slider::new(&mut target, low..=high).logarithmic(true).show_value(false);
    let slider = ui.add(slider).accessible_name(say.tr("ui-reach-slider"));
    if slider.changed() {
        draft.target = Some(target);
    }
    ui.add(Label::new(theme::small(say.tr("ui-reach-more")).color(tokens.muted)).wrap());
    ui.add_space(4.0);
    let reaches = epochs_to_reach(&findings.methods, target);
    table(ui, say, findings, &reaches);
    if reaches.len() < findings.methods.len() {
        ui.add_space(4.0);
        ui.add(Label::new(theme::small(say.tr("ui-reach-other-scale")).color(tokens.muted)).wrap());
    }
    if let Some(words) = findings.words.iter().find(|words| words.key == "study-claim") {
        ui.add_space(10.0);
        ui.label(theme::card_title(say.tr("ui-reach-claim")).color(tokens.text));
        ui.add(Label::new(theme::body(say.msg(words)).color(tokens.text)).wrap());
    }
}

/// From the lowest error anybody reached to the highest anybody began at.
fn range(findings: &Findings, claim: &Claim) -> (f64, f64) {
    let methods = || claim.reaches.iter().filter_map(|reach| findings.methods.get(reach.method));
    let lows = methods().flat_map(|method| &method.trainings).filter_map(|training| training.train.lowest());
    let highs = methods().filter_map(|method| method.band.train.first()).map(|(mean, _)| *mean);
    let low = lows.fold(claim.target, f64::min).max(1e-12);
    let high = highs.filter(|high| high.is_finite()).fold(claim.target, f64::max);
    (low, high.max(low * 1.01))
}

fn table(ui: &mut Ui, say: Say, findings: &Findings, reaches: &[Reach]) {
    let tokens = tokens(ui);
    let number = if ui.available_width() < 300.0 { 74.0 } else { 96.0 };
    let widths = [widgets::rest(ui, &[number, number]), number, number];
    ui.spacing_mut().item_spacing.y = 0.0;
    widgets::row(ui, usize::MAX, 24.0, &widths, |index, ui| {
        let key = ["ui-method", "ui-reach-train", "ui-reach-valid"][index];
        widgets::head(ui, &say.tr(key), index > 0);
    });
    let soonest = reaches.iter().filter_map(|reach| reach.median).min();
    for reach in reaches {
        let Some(method) = findings.methods.get(reach.method) else { continue };
        widgets::row(ui, reach.method, 40.0, &widths, |index, ui| match index {
            0 => {
                ui.spacing_mut().item_spacing.x = 6.0;
                widgets::dot(ui, (reach.method < 6).then_some(reach.method));
                let name = theme::body(say.msg(&method_name(&method.id))).color(tokens.text);
                ui.add(Label::new(name).wrap());
            }
            1 => {
                let first = reach.median.is_some() && reach.median == soonest;
                reached(ui, say, reach.median, &reach.train, first);
            }
            _ => reached(ui, say, median_epoch(&reach.valid), &reach.valid, false),
        });
    }
}

/// The median round over the trainings, and in how many of them the error was reached.
fn reached(ui: &mut Ui, say: Say, median: Option<u32>, rounds: &[Option<u32>], strong: bool) {
    let tokens = tokens(ui);
    let n = rounds.iter().flatten().count();
    let words: RichText = if let Some(round) = median {
        let text = say.with("ui-reach-round", "round", round);
        if strong { theme::strong(text) } else { theme::body(text) }.color(tokens.text)
    } else {
        let key = if n == 0 { "ui-reach-not" } else { "ui-reach-most-not" };
        theme::body(say.tr(key)).color(tokens.muted)
    };
    let of = Message::new("ui-reach-of").with("n", n).with("of", rounds.len());
    ui.with_layout(Layout::top_down(Align::Max), |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add(Label::new(words).truncate());
        ui.add(Label::new(theme::small(say.msg(&of)).color(tokens.muted)).truncate());
    });
}
