//! Where customers go from month to month: the matrix of moves, the share of each segment, and who drifts where.

use std::sync::Arc;

use eframe::egui;
use egui::{Label, ScrollArea, Ui};

use super::{Shown, above};
use crate::base::Message;
use crate::chart::{self, Chart, ChartKind};
use crate::study::segments::Edition;
use crate::ui::Draft;
use crate::ui::charts;
use crate::ui::fonts::symbol;
use crate::ui::theme::{self, tokens};
use crate::ui::widgets;

pub fn months_view(ui: &mut Ui, shown: &Shown, draft: &mut Draft) {
    let say = shown.say;
    let findings = shown.findings;
    let Some(migration) = &findings.migration else {
        widgets::empty(ui, symbol::INFO, &say.tr("ui-seg-moves-none"));
        return;
    };
    // The moves were found at the number that the methods were compared at.
    let edition = Edition {
        k: findings.k,
        codes: if shown.view.k == findings.k {
            shown.edition.codes.clone()
        } else {
            (1..=findings.k).collect()
        },
        texts: shown.edition.texts.clone(),
    };
    let rect = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(rect, rect.width() * 0.44);
    widgets::card_at(ui, left, |ui| {
        let Some(drawn) = chart::segment_migration(findings, &edition) else { return };
        ui.add(Label::new(theme::card_title(say.msg(&drawn.title)).color(tokens(ui).text)).wrap());
        let note = if shown.view.k == findings.k {
            say.msg(&drawn.alt)
        } else {
            say.with("ui-seg-moves-other", "k", findings.k)
        };
        ui.add(Label::new(theme::small(note).color(tokens(ui).muted)).wrap());
        // Why the shares are not those of the cards.
        let alone = migration.words.iter().any(|words| words.key == "seg-months-by-means");
        let why = if alone { "ui-seg-moves-alone" } else { "ui-seg-moves-so-far" };
        ui.add(Label::new(theme::small(say.tr(why)).color(tokens(ui).muted)).wrap());
        let room = ui.available_size();
        if let ChartKind::Matrix(matrix) = &drawn.kind {
            let chosen = draft.segments.move_shown;
            if let Some(cell) = charts::matrix(ui, say, &drawn, matrix, chosen, room) {
                draft.segments.move_shown = (chosen != Some(cell)).then_some(cell);
            }
        }
    });
    let (top, bottom) = above(right, right.height() * 0.58);
    widgets::card_at(ui, top, |ui| {
        let drawn = months_chart(ui, shown, &edition);
        let Some(drawn) = drawn else { return };
        ui.add(Label::new(theme::card_title(say.msg(&drawn.title)).color(tokens(ui).text)).truncate());
        let size = ui.available_size();
        charts::draw(ui, say, &drawn, size);
    });
    widgets::card_at(ui, bottom, |ui| {
        ui.label(theme::card_title(say.tr("ui-seg-moves-drift")).color(tokens(ui).text));
        ScrollArea::vertical().id_salt("drift").auto_shrink([false, false]).show(ui, |ui| {
            if migration.words.is_empty() {
                ui.label(theme::body(say.tr("ui-seg-moves-still")).color(tokens(ui).muted));
            }
            for words in &migration.words {
                ui.add(Label::new(theme::body(say.msg(words)).color(tokens(ui).text)).wrap());
            }
            if let Some((from, to)) = draft.segments.move_shown {
                let words = moved(shown, &edition, from, to);
                ui.add(Label::new(theme::strong(words).color(tokens(ui).text)).wrap());
            }
        });
    });
}

/// The share of each segment by month: counted once, not a frame.
fn months_chart(ui: &Ui, shown: &Shown, edition: &Edition) -> Option<Arc<Chart>> {
    let id = egui::Id::unique("segments by month");
    let key = (shown.finished.run, edition.clone());
    let known = ui.data(|data| data.get_temp::<((crate::session::JobId, Edition), Arc<Chart>)>(id));
    if let Some((_, chart)) = known.filter(|(of, _)| *of == key) {
        return Some(chart);
    }
    let made = Arc::new(chart::segment_months(shown.findings, edition)?);
    ui.data_mut(|data| data.insert_temp(id, (key, made.clone())));
    Some(made)
}

/// The chosen cell in words.
fn moved(shown: &Shown, edition: &Edition, from: u32, to: u32) -> String {
    let place = |code: u32| edition.codes.iter().position(|one| *one == code + 1);
    let Some(((from, to), migration)) = place(from).zip(place(to)).zip(shown.findings.migration.as_ref())
    else {
        return String::new();
    };
    let name = |position: usize| {
        let segments = shown.findings.at(edition.k).map_or(&[][..], |found| &found.segments);
        let part = crate::study::segments::TextPart::Name;
        segments
            .get(position)
            .map_or_else(|| Message::text(""), |one| edition.text(position as u8, one, part))
    };
    let n = migration.counts.get(from).and_then(|row| row.get(to)).copied().unwrap_or(0);
    let words = Message::new("seg-chart-months-cell").with("n", n).with("row", name(from));
    shown.say.msg(&words.with("column", name(to)))
}
