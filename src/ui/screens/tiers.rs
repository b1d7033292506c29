//! Into which tiers customers are divided: the rule, its cut points, what each tier holds and is called.

use eframe::egui;
use egui::{ComboBox, Label, Layout, Response, Slider, Stroke, TextEdit, Ui, vec2};

use super::ledger_side::money;
use crate::features::tiers::{Cuts, N_TIERS, TierRule};
use crate::session::{Action, ChooseAction, ValueAction};
use crate::study::value::{self, ValueRecipe, ValueTable};
use crate::ui::draft::TiersLookedAt;
use crate::ui::say::{Say, count, percent};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;
use crate::ui::{Actions, Draft};

const ROW: f32 = 34.0;
const HEAD: f32 = 26.0;
/// Narrower than this the table leaves out where a tier begins, and still narrower than that …
const ROOMY: f32 = 560.0;
/// … its share of the customers.
const ROOMIER: f32 = 760.0;
/// The most a slider gives to a tier.
const MOST_PERCENT: f64 = 60.0;

/// Drags are one step of undo each; the customers are made anew when the slider is let go.
pub fn follow(response: &Response, out: &mut Actions, action: impl FnOnce() -> ValueAction) {
    if response.drag_started() {
        out.push(Action::Choose(ChooseAction::BeginDrag));
    }
    if response.changed() {
        out.push(Action::Value(action()));
    }
    if response.drag_stopped() {
        out.push(Action::Choose(ChooseAction::EndDrag));
    }
}

pub fn tiers_card(
    ui: &mut Ui,
    say: Say,
    table: &std::sync::Arc<ValueTable>,
    value: &ValueRecipe,
    draft: &mut Draft,
    out: &mut Actions,
) {
    let ink = tokens(ui);
    let rule = value.tiering.rule;
    ui.horizontal(|ui| {
        ui.label(theme::card_title(say.tr("ui-tiers")).color(ink.text));
        let name = format!("{}: {}", say.tr("ui-tiers"), say.tr(rule.name_key()));
        let menu = ComboBox::from_id_salt("rule of tiers")
            .width(240.0)
            .selected_text(theme::body(say.tr(rule.name_key())))
            .show_ui(ui, |ui| {
                for id in TierRule::IDS {
                    let Some(other) = TierRule::begin(id, table.graded.ladder()) else { continue };
                    let on = other.id() == rule.id();
                    let entry = ui.selectable_label(on, theme::body(say.tr(other.name_key())));
                    if entry.clicked() && !on {
                        out.push(Action::Value(ValueAction::Tiers(other)));
                    }
                }
            })
            .response;
        menu.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
        let named = (0..N_TIERS).all(|tier| value::has_own_name(&value.tiering.names, tier));
        if !named || ui.available_width() > 180.0 {
            ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
                let (key, colour) =
                    if named { ("ui-tiers-more", ink.muted) } else { ("study-tier-names", ink.problem) };
                ui.add(Label::new(theme::small(say.tr(key)).color(colour)).truncate());
            });
        }
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    let widths = widths(ui, table);
    let shares_say = table.summary.iter().all(|tier| tier.value_share.is_some());
    let value_head = if shares_say { "ui-tier-value" } else { "ui-tier-money" };
    let heads =
        ["", "ui-tier", "ui-tier-cut", "ui-tier-customers", value_head, "ui-tier-from", "ui-tier-share"];
    widgets::row(ui, usize::MAX, HEAD, &widths, |index, ui| {
        if !heads[index].is_empty() {
            widgets::head(ui, &say.tr(heads[index]), index >= 3);
        }
    });
    let looked_at = draft.tiers_by(table, &rule).clone();
    let currency = table.ledger.currency.as_deref();
    for tier in (0..N_TIERS).rev() {
        let row = &looked_at.summary[tier];
        widgets::row(ui, tier, ROW, &widths, |index, ui| match index {
            0 => widgets::dot(ui, Some(tier)),
            1 => name(ui, say, tier, value, draft, out),
            2 => control(ui, say, tier, (value, table), &looked_at, out),
            3 => number(ui, count(row.n)),
            4 => number(ui, row.value_share.map_or_else(|| money(row.value, 0, None), |s| percent(s, 1))),
            5 => number(ui, from(tier, &looked_at.cuts, currency)),
            _ => number(ui, percent(row.share, 1)),
        });
    }
    if matches!(rule, TierRule::ValuePotential { .. }) {
        ui.add_space(6.0);
        let words = Label::new(theme::small(say.tr("ui-tiers-potential-more")).color(ink.muted));
        ui.add(words.wrap());
    }
}

fn widths(ui: &Ui, table: &ValueTable) -> Vec<f32> {
    let width = ui.available_width();
    // Money takes more room than a share.
    let value = if table.summary.iter().all(|tier| tier.value_share.is_some()) { 56.0 } else { 92.0 };
    let mut others = vec![12.0, (width * 0.2).clamp(96.0, 190.0), 66.0, value];
    if width >= ROOMY {
        others.push(74.0);
    }
    if width >= ROOMIER {
        others.push(64.0);
    }
    let mut widths = others.clone();
    widths.insert(2, widgets::rest(ui, &others));
    widths
}

fn number(ui: &mut Ui, text: String) {
    let ink = tokens(ui).text;
    widgets::number_cell(ui, theme::body(text).color(ink));
}

/// The contribution from which a customer is in the tier.
fn from(tier: usize, cuts: &Cuts, currency: Option<&str>) -> String {
    match cuts {
        Cuts::Value(cuts) if tier > 0 => money(cuts[tier - 1], 0, currency),
        Cuts::ValuePotential { value, .. } if tier >= 2 => money(*value, 0, currency),
        _ => "–".to_owned(),
    }
}

/// The name of a tier, to be written anew.
fn name(ui: &mut Ui, say: Say, tier: usize, value: &ValueRecipe, draft: &mut Draft, out: &mut Actions) {
    let key = format!("tier name {tier}");
    let text = draft.typed.entry(key.clone()).or_insert_with(|| value.tiering.names[tier].clone());
    if !value::has_own_name(&value.tiering.names, tier) {
        let stroke = Stroke::new(1.5, tokens(ui).problem);
        let states = &mut ui.visuals_mut().widgets;
        states.inactive.bg_stroke = stroke;
        states.hovered.bg_stroke = stroke;
    }
    let field = TextEdit::singleline(text)
        .id_salt(("tier name", tier))
        .desired_width(ui.available_width() - 4.0)
        .min_size(vec2(0.0, theme::TARGET))
        .align(egui::Align2::LEFT_CENTER)
        .margin(egui::Margin::symmetric(8, 4));
    let response =
        ui.add(field).accessible_name(say.with("ui-tier-name", "tier", &value.tiering.names[tier]));
    if response.changed() {
        // All that is typed until the field is left is one step of undo.
        let mut names = value.tiering.names.clone();
        names[tier].clone_from(text);
        out.push(Action::Choose(ChooseAction::BeginDrag));
        out.push(Action::Value(ValueAction::Names(names)));
    }
    if response.lost_focus() {
        out.push(Action::Choose(ChooseAction::EndDrag));
    }
    if !response.has_focus() && !response.changed() {
        draft.typed.remove(&key);
    }
}

/// What moves the lower end of a tier.
fn control(
    ui: &mut Ui,
    say: Say,
    tier: usize,
    (value, table): (&ValueRecipe, &ValueTable),
    looked_at: &TiersLookedAt,
    out: &mut Actions,
) {
    let name = &value.tiering.names[tier];
    match value.tiering.rule {
        TierRule::Pyramid { shares } if tier > 0 => {
            let at = N_TIERS - 1 - tier;
            let others: f64 =
                shares.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, s)| s).sum();
            let most = MOST_PERCENT.min((1.0 - others) * 100.0).max(shares[at] * 100.0);
            let name = say.with("ui-tier-share-of", "tier", name);
            share(ui, (say, &name), shares[at], most, out, |share| {
                let mut shares = shares;
                shares[at] = share;
                TierRule::Pyramid { shares }
            });
        }
        TierRule::Money { cuts } if tier > 0 => {
            let name = say.with("ui-tier-from-of", "tier", name);
            amount(ui, (say, &name), tier - 1, cuts, table, out);
        }
        TierRule::ValuePotential { value_share, potential_share } if tier == 3 => {
            let name = say.tr("ui-tier-best-value");
            share(ui, (say, &name), value_share, 100.0, out, |value_share| TierRule::ValuePotential {
                value_share,
                potential_share,
            });
        }
        TierRule::ValuePotential { value_share, potential_share } if tier == 1 => {
            let name = say.tr("ui-tier-best-potential");
            share(ui, (say, &name), potential_share, 100.0, out, |potential_share| {
                TierRule::ValuePotential { value_share, potential_share }
            });
        }
        TierRule::ValuePotential { .. } => {
            let key = if tier == 2 { "ui-tier-value-alone" } else { "ui-tier-neither" };
            still(ui, &say.tr(key));
        }
        _ if tier == 0 => still(ui, &say.tr("ui-tier-rest")),
        _ => {
            let Cuts::Value(cuts) = looked_at.cuts else { return };
            let from = money(cuts[tier - 1], 0, table.ledger.currency.as_deref());
            still(ui, &say.with("ui-tier-begins", "from", from));
        }
    }
}

/// Words where nothing can be moved.
fn still(ui: &mut Ui, words: &str) {
    let ink = tokens(ui).muted;
    ui.add(Label::new(theme::body(words).color(ink)).truncate());
}

/// A share as a slider and a number.
fn share(
    ui: &mut Ui,
    (say, name): (Say, &str),
    share: f64,
    most: f64,
    out: &mut Actions,
    rule: impl Fn(f64) -> TierRule,
) {
    // What a person reads is whole to a tenth; 0.15 · 100 is not.
    let mut now = (share * 1000.0).round() / 10.0;
    let field = 62.0;
    let slider = (ui.available_width() - field - 14.0).max(24.0);
    ui.spacing_mut().item_spacing.x = 6.0;
    let response = widgets::slide(ui, Slider::new(&mut now, 0.0..=most).step_by(0.1), slider, name);
    follow(&response, out, || ValueAction::Tiers(rule(now / 100.0)));
    let place = (name, vec2(field, theme::TARGET));
    let response = widgets::number_box(ui, say, place, &mut now, 0.0..=most, |field| {
        field.speed(0.1).max_decimals(1).suffix(" %")
    });
    follow(&response, out, || ValueAction::Tiers(rule(now / 100.0)));
}

/// A threshold in money, between those beside it.
fn amount(
    ui: &mut Ui,
    (say, name): (Say, &str),
    at: usize,
    cuts: [f64; 3],
    table: &ValueTable,
    out: &mut Actions,
) {
    let (low, high) = table.summary.iter().fold((0.0_f64, 1.0_f64), |(low, high), tier| {
        (low.min(tier.min.unwrap_or(low)), high.max(tier.max.unwrap_or(high)))
    });
    let least = if at == 0 { low.min(cuts[0]) } else { cuts[at - 1] };
    let most = cuts.get(at + 1).copied().unwrap_or_else(|| high.max(cuts[2]));
    let mut now = cuts[at];
    let width = (ui.available_width() - 4.0).min(140.0);
    let place = (name, vec2(width, theme::TARGET));
    let response = widgets::number_box(ui, say, place, &mut now, least..=most, |field| {
        field.speed(((most - least) / 400.0).max(0.01)).max_decimals(2)
    });
    follow(&response, out, || {
        let mut cuts = cuts;
        cuts[at] = now;
        ValueAction::Tiers(TierRule::Money { cuts })
    });
}
