//! The second screen: what is in the file, how it was read, what looks odd.

use eframe::egui;
use egui::{Align, ComboBox, Label, Layout, Rect, ScrollArea, Ui, pos2};

use super::check_columns::{column_list, list_height};
use super::check_leaks;
use super::ledger;
use crate::base::{Issue, Message, Severity};
use crate::data::profile::TableProfile;
use crate::data::roles::Role;
use crate::data::{Frame, ReadOptions, TextEncoding, separator_key};
use crate::session::{Action, AppState, Command, DataAction, Table, TableState, ValueAction, ViewAction};
use crate::ui::draft::CheckView;
use crate::ui::fonts::symbol;
use crate::ui::grid::{Grid, GridColumn};
use crate::ui::say::{Say, percent};
use crate::ui::theme::{self, GAP, tokens};
use crate::ui::widgets::{self, Kind, Tone};
use crate::ui::{Actions, Draft};

/// Rows of the preview.
const PREVIEW_ROWS: usize = 200;
/// A card's title, its margins and the space below it.
const CARD_HEAD: f32 = 28.0 + 26.0;
/// The least height of a card of first rows.
const LEAST_ROWS: f32 = 200.0;
/// Issue cards shown; the rest is counted.
const MOST_CARDS: usize = 40;

pub fn check_ui(ui: &mut Ui, state: &AppState, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    match &state.table {
        TableState::Ready(table) => {
            let chosen = state.choice.as_ref().and_then(|choice| choice.recipe.current().value.as_ref());
            match chosen {
                Some(value) => ledger::ledger_ui(ui, state, (table, value), draft, out),
                None => ready(ui, state, table, draft, out),
            }
        }
        TableState::Reading { path, share, .. } => {
            let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            reading(ui, state, &name, *share, out);
        }
        TableState::Empty | TableState::Failed { .. } => {
            widgets::empty(ui, symbol::FILE, &say.tr("ui-check-empty"));
        }
    }
}

fn reading(ui: &mut Ui, state: &AppState, name: &str, share: f32, out: &mut Actions) {
    let (tokens, say) = (tokens(ui), Say::of(state));
    widgets::header(
        ui,
        &say.with("ui-check-reading", "file", name),
        &say.tr("ui-check-reading-more"),
        |_| {},
    );
    widgets::card(ui, |ui| {
        ui.label(theme::number(percent(f64::from(share), 0)).color(tokens.text));
        widgets::progress(ui, share, &say.tr("ui-status-reading"));
        ui.add_space(8.0);
        widgets::command_button(ui, state, Command::CancelReading, Kind::Secondary, None, out);
    });
}

fn ready(ui: &mut Ui, state: &AppState, table: &Table, draft: &mut Draft, out: &mut Actions) {
    let say = Say::of(state);
    let leaks = check_leaks::issues(state);
    let issues: Vec<&Issue> = leaks.iter().chain(&table.issues).collect();
    let odd = issues.iter().filter(|issue| issue.severity >= Severity::Warning).count();
    let title = say.msg(
        &Message::new(if odd == 0 { "ui-check-title-fine" } else { "ui-check-title" })
            .with("customers", table.frame.n_rows())
            .with("columns", table.frame.n_columns())
            .with("odd", odd),
    );
    ledger::being_made(ui, state);
    widgets::header(ui, &title, "", |ui| read_as(ui, say, &table.frame, draft));
    if draft.read_options_open {
        read_options(ui, say, &table.frame, out);
    }
    widgets::footer(
        ui,
        out,
        |_, _| {},
        |ui, out| {
            if widgets::button(ui, Kind::Primary, &say.tr("ui-check-next")).clicked() {
                out.push(Action::View(ViewAction::Go(crate::session::Screen::Choose)));
            }
        },
    );
    let room = ui.available_rect_before_wrap();
    let (left, right) = widgets::columns(room, (room.width() * 0.2).clamp(300.0, 440.0));
    table_cards(ui, left, state, table, draft);
    let mut side = ui.new_child(egui::UiBuilder::new().max_rect(right));
    ScrollArea::vertical().auto_shrink([false, false]).show(&mut side, |ui| {
        ui.spacing_mut().item_spacing.y = GAP;
        transactions_card(ui, say, table, out);
        issue_cards(ui, say, &issues);
        check_leaks::card(ui, state);
        privacy(ui, say, &table.profile);
    });
}

/// How the file was read, and the button that opens what can be changed about it.
pub fn read_as(ui: &mut Ui, say: Say, frame: &Frame, draft: &mut Draft) {
    let dialect = frame.source.dialect;
    let read = Message::new("ui-check-read-as")
        .with("encoding", dialect.encoding.name())
        .with("separator", say.tr(separator_key(dialect.separator)))
        .with("decimal", say.tr(decimal_name(dialect.decimal)));
    let (text, read) = (say.tr("ui-check-change"), say.msg(&read));
    // In a small window the title gets the room.
    let roomy = ui.available_width() >= 800.0;
    let change = widgets::button_with_icon(ui, Kind::Secondary, Some(symbol::DOWN), &text);
    if change.on_hover_text(&read).clicked() {
        draft.read_options_open = !draft.read_options_open;
    }
    if roomy {
        ui.label(theme::body(read).color(tokens(ui).muted));
    }
}

/// Offers to make one row a customer where the rows are transactions, or may be.
fn transactions_card(ui: &mut Ui, say: Say, table: &Table, out: &mut Actions) {
    let recognised = table.transactions.as_ref().and_then(|transactions| transactions.recognised.clone());
    let has_dates = table.profile.columns.iter().any(|column| column.role == Role::Date);
    let (words, button) = if recognised.is_some() {
        ("ui-ledger-recognised", "ui-ledger-back")
    } else if has_dates {
        ("ui-ledger-perhaps", "ui-ledger-by-hand")
    } else {
        return;
    };
    widgets::card(ui, |ui| {
        ui.label(theme::card_title(say.tr("ui-ledger-rows-are")).color(tokens(ui).text));
        ui.add(Label::new(theme::body(say.tr(words)).color(tokens(ui).muted)).wrap());
        if widgets::button(ui, Kind::Secondary, &say.tr(button)).clicked() {
            out.push(Action::Value(ValueAction::Map(recognised.unwrap_or_default())));
        }
    });
}

/// Columns and first rows: one below the other where there is room for both, otherwise one at a time.
fn table_cards(ui: &mut Ui, place: Rect, state: &AppState, table: &Table, draft: &mut Draft) {
    let say = Say::of(state);
    let wanted = list_height(table.profile.columns.len()) + CARD_HEAD;
    let roomy = place.height() * if place.height() > 900.0 { 0.66 } else { 1.0 } - GAP;
    let left_for_rows = place.height() - GAP - wanted.min(roomy);
    if left_for_rows >= LEAST_ROWS {
        let split = place.bottom() - left_for_rows;
        let upper = Rect::from_min_max(place.min, pos2(place.right(), split - GAP));
        let lower = Rect::from_min_max(pos2(place.left(), split), place.max);
        widgets::card_at(ui, upper, |ui| {
            ui.label(theme::card_title(say.tr("ui-check-columns")).color(tokens(ui).text));
            column_list(ui, state, table);
        });
        widgets::card_at(ui, lower, |ui| {
            ui.label(theme::card_title(say.tr("ui-check-rows")).color(tokens(ui).text));
            first_rows(ui, say, &table.frame);
        });
        return;
    }
    widgets::card_at(ui, place, |ui| {
        ui.horizontal(|ui| {
            for (view, key) in [(CheckView::Columns, "ui-check-columns"), (CheckView::Rows, "ui-check-rows")]
            {
                if widgets::tab(ui, draft.check_view == view, &say.tr(key)).clicked() {
                    draft.check_view = view;
                }
            }
        });
        ui.add_space(2.0);
        match draft.check_view {
            CheckView::Columns => column_list(ui, state, table),
            CheckView::Rows | CheckView::Transactions => first_rows(ui, say, &table.frame),
        }
    });
}

fn decimal_name(decimal: u8) -> &'static str {
    if decimal == b',' { "ui-decimal-comma" } else { "ui-decimal-point" }
}

/// Encoding, separator and decimal mark; a change reads the file again at once.
pub fn read_options(ui: &mut Ui, say: Say, frame: &Frame, out: &mut Actions) {
    let dialect = frame.source.dialect;
    let now = ReadOptions {
        encoding: Some(dialect.encoding),
        separator: Some(dialect.separator),
        decimal: Some(dialect.decimal),
        words_are_missing: Some(dialect.words_are_missing),
    };
    let mut wanted = now.clone();
    widgets::card(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 10.0;
            let muted = tokens(ui).muted;
            let name = ui.label(theme::small(say.tr("ui-encoding")).color(muted));
            ComboBox::from_id_salt("encoding")
                .selected_text(theme::body(dialect.encoding.name()))
                .show_ui(ui, |ui| {
                    for encoding in TextEncoding::ALL {
                        ui.selectable_value(&mut wanted.encoding, Some(encoding), encoding.name());
                    }
                })
                .response
                .labelled_by(name.id);
            let name = ui.label(theme::small(say.tr("ui-separator")).color(muted));
            ComboBox::from_id_salt("separator")
                .selected_text(theme::body(say.tr(separator_key(dialect.separator))))
                .show_ui(ui, |ui| {
                    for mark in [b',', b';', b'\t', b'|'] {
                        let text = say.tr(separator_key(mark));
                        ui.selectable_value(&mut wanted.separator, Some(mark), text);
                    }
                })
                .response
                .labelled_by(name.id);
            let name = ui.label(theme::small(say.tr("ui-decimal")).color(muted));
            ComboBox::from_id_salt("decimal")
                .selected_text(theme::body(say.tr(decimal_name(dialect.decimal))))
                .show_ui(ui, |ui| {
                    for mark in [b'.', b','] {
                        let text = say.tr(decimal_name(mark));
                        ui.selectable_value(&mut wanted.decimal, Some(mark), text);
                    }
                })
                .response
                .labelled_by(name.id);
            let mut words = dialect.words_are_missing;
            widgets::checkbox(ui, &mut words, &say.tr("ui-words-missing"));
            wanted.words_are_missing = Some(words);
        });
    });
    ui.add_space(GAP - ui.spacing().item_spacing.y);
    if wanted != now {
        out.push(Action::Data(DataAction::Reread(wanted)));
    }
}

/// The first rows of a table as they are.
pub fn first_rows(ui: &mut Ui, say: Say, frame: &Frame) {
    let columns: Vec<GridColumn> = frame
        .columns
        .iter()
        .map(|column| GridColumn { name: column.name.clone(), right: column.is_numeric(), marked: false })
        .collect();
    let n_rows = frame.n_rows().min(PREVIEW_ROWS);
    let name = say.with("ui-check-rows-shown", "n", n_rows);
    let id = format!("rows {} {}", frame.source.sha256, frame.n_rows());
    let cell = |row: usize, column: usize| frame.columns[column].category(row);
    Grid { id: &id, name: &name, columns: &columns, n_rows, cell: &cell }.show(ui);
}

/// A card an issue, the gravest first.
pub fn issue_cards(ui: &mut Ui, say: Say, issues: &[&Issue]) {
    let mut issues = issues.to_vec();
    issues.sort_by_key(|issue| std::cmp::Reverse(issue.severity));
    for issue in issues.iter().take(MOST_CARDS) {
        widgets::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            issue_card(ui, say, issue);
        });
    }
    if issues.len() > MOST_CARDS {
        let more = say.with("ui-check-more-issues", "n", issues.len() - MOST_CARDS);
        ui.label(theme::small(more).color(tokens(ui).muted));
    }
    if issues.is_empty() {
        widgets::card(ui, |ui| {
            widgets::chip(ui, Tone::Good, &say.tr("ui-check-fine"));
            ui.add(Label::new(theme::body(say.tr("ui-check-fine-more")).color(tokens(ui).muted)).wrap());
        });
    }
}

fn issue_card(ui: &mut Ui, say: Say, issue: &Issue) {
    let tokens = tokens(ui);
    let (tone, key) = match issue.severity {
        Severity::Info => (Tone::Quiet, "ui-issue-note"),
        Severity::Warning => (Tone::Warning, "ui-issue-look"),
        Severity::Error => (Tone::Problem, "ui-issue-must"),
    };
    ui.horizontal(|ui| {
        widgets::chip(ui, tone, &say.tr(key));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let place = match (&issue.column, issue.row) {
                (_, Some(row)) => say.with("ui-issue-row", "row", row as usize + 1),
                (Some(column), None) => column.clone(),
                (None, None) => String::new(),
            };
            ui.add(Label::new(theme::small(place).color(tokens.muted)).truncate());
        });
    });
    ui.add(Label::new(theme::strong(say.msg(&issue.message)).color(tokens.text)).wrap());
    if let Some(hint) = &issue.hint {
        ui.add(Label::new(theme::body(say.msg(hint)).color(tokens.muted)).wrap());
    }
}

/// Which columns never become features because they name people.
pub fn privacy(ui: &mut Ui, say: Say, profile: &TableProfile) {
    let private: Vec<Message> = profile
        .columns
        .iter()
        .filter(|column| matches!(column.role, Role::Identifier | Role::Personal))
        .map(|column| Message::text(&column.name))
        .collect();
    let text = if private.is_empty() {
        say.tr("ui-privacy-none")
    } else {
        say.msg(&Message::new("ui-privacy-columns").with("columns", private))
    };
    widgets::card(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(theme::icon(symbol::LOCK, 13.0).color(tokens(ui).muted));
            ui.label(theme::card_title(say.tr("ui-privacy")).color(tokens(ui).text));
        });
        ui.add(Label::new(theme::body(text).color(tokens(ui).muted)).wrap());
    });
}
