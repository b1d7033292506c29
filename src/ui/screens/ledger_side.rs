//! Beside the columns of transactions: open questions, whether the sums agree, related files, columns left out.

use eframe::egui;
use egui::{Align, Label, Layout, Ui, vec2};

use crate::base::words::grouped;
use crate::base::{Arg, Issue, Message};
use crate::data::ledger::{Answer, Decision, Join, JoinKind, Ledger, Reconciliation};
use crate::session::{Action, Table, ValueAction};
use crate::study::value::ValueRecipe;
use crate::ui::Actions;
use crate::ui::fonts::symbol;
use crate::ui::say::{Say, count};
use crate::ui::theme::{self, tokens};
use crate::ui::widgets::{self, Kind, Tone};

/// Columns without a part that are listed; the rest is counted.
const MOST_DROPPED: usize = 12;

/// An amount of money with the currency of the file.
pub fn money(value: f64, decimals: u8, currency: Option<&str>) -> String {
    match currency {
        Some(currency) => format!("{} {currency}", grouped(value, decimals)),
        None => grouped(value, decimals),
    }
}

/// Which question an issue raises.
fn question_of(issue: &Issue) -> Option<Decision> {
    let hint = issue.hint.as_ref().filter(|hint| hint.key == "ledger-hint-decision")?;
    let Some((_, Arg::Message(name))) = hint.args.iter().find(|(name, _)| *name == "decision") else {
        return None;
    };
    Decision::ALL.into_iter().find(|decision| decision.name_key() == name.key)
}

/// Whether an issue stands among the questions.
pub fn is_question(issue: &Issue) -> bool {
    question_of(issue).is_some()
}

/// What the file leaves open, each with two answers.
pub fn questions_card(ui: &mut Ui, say: Say, table: &Table, value: &ValueRecipe, out: &mut Actions) {
    let asked: Vec<(Decision, &Issue)> =
        table.issues.iter().filter_map(|issue| Some((question_of(issue)?, issue))).collect();
    if asked.is_empty() {
        return;
    }
    widgets::card(ui, |ui| {
        ui.label(theme::card_title(say.tr("ui-ledger-questions")).color(tokens(ui).text));
        for (at, (decision, issue)) in asked.into_iter().enumerate() {
            if at > 0 {
                ui.add_space(8.0);
            }
            ui.add(Label::new(theme::strong(say.tr(decision.name_key())).color(tokens(ui).text)).wrap());
            ui.add(Label::new(theme::small(say.msg(&issue.message)).color(tokens(ui).muted)).wrap());
            let taken = value.decisions.answer(decision);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
                for answer in decision.answers() {
                    let on = answer == taken;
                    if widgets::tab(ui, on, &answer_words(say, table, decision, answer)).clicked() && !on {
                        out.push(Action::Value(ValueAction::Decide(decision, answer.id)));
                    }
                }
            });
        }
    });
}

/// In a few words: what holds of the rows, and of the balances where the file states any.
fn verdict(sums: &Reconciliation) -> (Tone, Message) {
    let n = sums.accounts_checked;
    if !sums.holds() {
        (Tone::Problem, Message::new("ui-sums-broken"))
    } else if sums.accounts_within < n {
        let words = Message::new("ui-sums-balances").with("exact", sums.accounts_exact);
        (Tone::Warning, words.with("n", n))
    } else if sums.accounts_exact < n {
        (Tone::Good, Message::new("ui-sums-rounded"))
    } else {
        (Tone::Good, Message::new("ui-sums-hold"))
    }
}

/// An answer; one that leaves something out says how much.
fn answer_words(say: Say, table: &Table, decision: Decision, answer: Answer) -> String {
    let made = table.value.as_ref().filter(|_| answer.id == "leave_out");
    let concerned = made.and_then(|made| match decision {
        Decision::Leavers => Some(made.periods.n_gone),
        decision => made.ledger.questions.get(&decision).copied(),
    });
    match concerned {
        Some(n) => {
            let answer = Message::new(answer.name_key);
            say.msg(&Message::new("ui-ledger-answer-n").with("answer", answer).with("n", n))
        }
        None => say.tr(answer.name_key),
    }
}

/// Whether the money in the file is the money in the accounts.
pub fn reconciliation_card(ui: &mut Ui, say: Say, ledger: &Ledger) {
    let sums = &ledger.reconciliation;
    let cents = |cents: i64| money(cents as f64 / 100.0, 2, ledger.currency.as_deref());
    widgets::card(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(theme::card_title(say.tr("ui-sums")).color(tokens(ui).text));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let (tone, words) = verdict(sums);
                widgets::chip(ui, tone, &say.msg(&words));
            });
        });
        ui.spacing_mut().item_spacing.y = 0.0;
        line(ui, say.tr("ui-sums-rows"), count(sums.records), false);
        line(ui, say.tr("ui-sums-used"), count(sums.used), false);
        for left_out in &sums.left_out {
            let reason =
                Message::new("ui-sums-left-out").with("why", Message::new(left_out.reason.name_key()));
            line(ui, say.msg(&reason), count(left_out.rows), false);
        }
        if sums.unreadable > 0 {
            line(ui, say.tr("ui-sums-unreadable"), count(sums.unreadable), false);
        }
        line(ui, say.tr("ui-sums-in"), cents(sums.cents_in), false);
        if sums.cents_left_out() != 0 {
            line(ui, say.tr("ui-sums-money-left-out"), cents(sums.cents_left_out()), false);
        }
        line(ui, say.tr("ui-sums-money-used"), cents(sums.cents_integrated), true);
        ui.add_space(6.0);
        let words = if sums.accounts_checked == 0 {
            say.tr("ui-sums-no-balances")
        } else {
            let key = if sums.accounts_exact == sums.accounts_checked {
                "ui-sums-accounts-exact"
            } else {
                "ui-sums-accounts"
            };
            let message = Message::new(key)
                .with("n", sums.accounts_checked)
                .with("exact", sums.accounts_exact)
                .with("near", sums.accounts_within)
                .with("tolerance", cents(sums.tolerance_cents))
                .with("gap", cents(sums.largest_gap_cents));
            say.msg(&message)
        };
        ui.add(Label::new(theme::small(words).color(tokens(ui).muted)).wrap());
    });
}

fn line(ui: &mut Ui, name: String, value: String, strong: bool) {
    let tokens = tokens(ui);
    let style = if strong { theme::strong } else { theme::body };
    widgets::plain_row(
        ui,
        |ui| {
            ui.add(Label::new(theme::body(name).color(tokens.muted)).truncate());
        },
        |ui| {
            ui.label(style(value).color(tokens.text));
        },
    );
}

/// The files joined to the transactions, and a button for more.
pub fn related_card(ui: &mut Ui, say: Say, table: &Table, value: &ValueRecipe, out: &mut Actions) {
    widgets::card(ui, |ui| {
        ui.label(theme::card_title(say.tr("ui-related")).color(tokens(ui).text));
        if value.joins.is_empty() {
            ui.add(Label::new(theme::body(say.tr("ui-related-none")).color(tokens(ui).muted)).wrap());
        }
        for join in &value.joins {
            joined_row(ui, say, table, join, out);
        }
        let open = table.transactions.iter().flat_map(|transactions| &transactions.joined);
        for other in open {
            let file = other.file_name();
            if value.joins.iter().any(|join| join.file == file) {
                continue;
            }
            ui.horizontal(|ui| {
                let words = say.with("ui-related-not-joined", "file", &file);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let name = say.with("ui-related-join", "file", &file);
                    if widgets::link(ui, &say.tr("ui-related-join-short")).on_hover_text(name).clicked() {
                        out.push(Action::Value(ValueAction::AddJoin(other.frame.source.path.clone())));
                    }
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.add(Label::new(theme::body(words).color(tokens(ui).muted)).truncate());
                    });
                });
            });
        }
        ui.add_space(4.0);
        let add =
            widgets::button_with_icon(ui, Kind::Secondary, Some(symbol::FILE), &say.tr("ui-related-add"));
        if add.on_hover_text(say.tr("ui-related-add-more")).clicked() {
            out.push(Action::Value(ValueAction::AskForJoin));
        }
    });
}

fn joined_row(ui: &mut Ui, say: Say, table: &Table, join: &Join, out: &mut Actions) {
    let tokens = tokens(ui);
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let remove = say.with("ui-related-remove", "file", &join.file);
            if widgets::icon_button(ui, symbol::CLOSE, &remove).clicked() {
                out.push(Action::Value(ValueAction::RemoveJoin(join.file.clone())));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(theme::strong(&join.file).color(tokens.text)).truncate());
            });
        });
    });
    let kind = match join.kind {
        JoinKind::Attributes => "ui-related-facts",
        JoinKind::Loans => "ui-related-loans",
    };
    let by = Message::new(kind).with("column", &join.key).with("role", Message::new(join.to.name_key()));
    ui.add(Label::new(theme::small(say.msg(&by)).color(tokens.muted)).wrap());
    let matches = table.value.iter().flat_map(|made| &made.ledger.matches);
    if let Some(matches) = matches.into_iter().find(|matches| matches.file == join.file) {
        let message = Message::new("ui-related-matched")
            .with("matched", matches.matched)
            .with("rows", matches.rows)
            .with("not", matches.rows - matches.matched);
        ui.add(Label::new(theme::small(say.msg(&message)).color(tokens.muted)).wrap());
    }
}

/// The columns that play no part, and why.
pub fn dropped_card(ui: &mut Ui, say: Say, dropped: &[(String, Message)]) {
    if dropped.is_empty() {
        return;
    }
    widgets::card(ui, |ui| {
        ui.label(theme::card_title(say.tr("ui-dropped")).color(tokens(ui).text));
        for (column, reason) in dropped.iter().take(MOST_DROPPED) {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().interact_size.y = 0.0;
                ui.label(theme::body(column).color(tokens(ui).text));
                ui.label(theme::small(say.msg(reason)).color(tokens(ui).muted));
            });
        }
        if dropped.len() > MOST_DROPPED {
            let more = say.with("ui-dropped-more", "n", dropped.len() - MOST_DROPPED);
            ui.label(theme::small(more).color(tokens(ui).muted));
        }
    });
}
