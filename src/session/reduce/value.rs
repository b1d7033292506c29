//! What is chosen about transactions, and the customers that are made of them anew.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::{Problem, Severity, tr};
use crate::features::FeatureSpec;
use crate::features::tiers::TIER_NAME_KEYS;
use crate::session::action::{Effect, JobEvent, ValueAction};
use crate::session::state::{About, AppState, Choice, Integration, Refused, Table};
use crate::study::value::{self, ValueRecipe};
use crate::study::{Question, Recipe};

pub(super) fn reduce(state: &mut AppState, action: ValueAction) -> Vec<Effect> {
    if state.table.ready().is_none() {
        return Vec::new();
    }
    let lang = state.settings.lang;
    let Some(choice) = &mut state.choice else { return Vec::new() };
    let chosen = choice.recipe.current().value.is_some();
    match action {
        ValueAction::AskForJoin if chosen => return vec![Effect::AskForJoin],
        ValueAction::AddJoin(path) if chosen => return join(state, path),
        ValueAction::Map(mapping) if !chosen => choice.recipe.edit(|recipe| {
            let names = TIER_NAME_KEYS.map(|key| tr(lang, key));
            recipe.value = Some(value::suggest_value(mapping, Vec::new(), names));
        }),
        ValueAction::AsTable => choice.recipe.edit(|recipe| recipe.value = None),
        other => choice.recipe.edit(|recipe| {
            if let Some(value) = &mut recipe.value {
                change(value, other);
            }
        }),
    }
    super::choose::after_change(state)
}

fn change(value: &mut ValueRecipe, action: ValueAction) {
    match action {
        ValueAction::Map(mapping) => value.mapping = mapping,
        ValueAction::Join(join) => match value.joins.iter_mut().find(|old| old.file == join.file) {
            Some(old) => *old = join,
            None => value.joins.push(join),
        },
        ValueAction::RemoveJoin(file) => value.joins.retain(|join| join.file != file),
        // An answer that the question does not have, or a rate outside its range, changes nothing.
        ValueAction::Decide(decision, answer) => drop(value.decisions.choose(decision, answer)),
        ValueAction::Rate(key, rate) => drop(value.rates.set(key, rate)),
        ValueAction::Tiers(rule) => value.tiering.rule = rule,
        ValueAction::Names(names) => value.tiering.names = names,
        ValueAction::Horizon(horizon) => value.horizon = horizon,
        ValueAction::Clock(clock) => value.clock = clock,
        ValueAction::CutDay(day) => value.cut_day = day,
        ValueAction::AsTable | ValueAction::AskForJoin | ValueAction::AddJoin(_) => {}
    }
}

/// Reads a further file and makes the customers anew with it.
fn join(state: &mut AppState, path: PathBuf) -> Vec<Effect> {
    let wanted = state.choice.as_ref().and_then(|choice| choice.recipe.current().value.clone());
    begin(state, wanted, Some(path))
}

/// Has the customers made anew where the recipe wants others than there are. The jobs that lead elsewhere are ended.
pub(super) fn follow(state: &mut AppState) -> Vec<Effect> {
    let (Some(table), Some(choice)) = (state.table.ready(), &state.choice) else { return Vec::new() };
    if choice.recipe.dragging() {
        return Vec::new();
    }
    let wanted = &choice.recipe.current().value;
    let under_way =
        state.integration.as_ref().is_some_and(|running| running.joining || running.wanted == *wanted);
    if under_way {
        return Vec::new();
    }
    if table.made_by == *wanted {
        state.refused = None;
        return give_up(state);
    }
    if refusal(state).is_some() {
        return give_up(state);
    }
    let wanted = wanted.clone();
    if let Some(error) = wanted.as_ref().and_then(|wanted| value::check(wanted).err()) {
        // Said where it is typed: nothing needs to be tried first.
        state.refused = Some(Refused { wanted, problem: error.problem() });
        return give_up(state);
    }
    begin(state, wanted, None)
}

fn begin(state: &mut AppState, wanted: Option<ValueRecipe>, joining: Option<PathBuf>) -> Vec<Effect> {
    let Some(table) = state.table.ready().cloned() else { return Vec::new() };
    let mut effects = give_up(state);
    let job = state.next_job();
    state.refused = None;
    let running = Integration { job, share: 0.0, wanted: wanted.clone(), joining: joining.is_some() };
    state.integration = Some(running);
    effects.push(Effect::Integrate { job, table, wanted, joining });
    effects
}

/// Ends the making of customers that nobody waits for any more.
pub(super) fn give_up(state: &mut AppState) -> Vec<Effect> {
    state.integration.take().map(|running| Effect::Cancel(running.job)).into_iter().collect()
}

/// Why no customers can be made as the recipe now wants them.
pub(super) fn refusal(state: &AppState) -> Option<&Problem> {
    let wanted = &state.choice.as_ref()?.recipe.current().value;
    state.refused.as_ref().filter(|refused| refused.wanted == *wanted).map(|refused| &refused.problem)
}

/// What the job that makes customers says.
pub(super) fn heard(state: &mut AppState, event: JobEvent) -> Vec<Effect> {
    match event {
        JobEvent::Integrated(Ok(table)) => integrated(state, table),
        JobEvent::Integrated(Err(problem)) | JobEvent::Panicked(problem) => refused(state, problem),
        JobEvent::IntegrateShare(done) => {
            if let Some(running) = &mut state.integration {
                running.share = done.clamp(0.0, 1.0);
            }
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// The new customers take the place of the old ones; what was chosen stays where it can.
fn integrated(state: &mut AppState, table: Arc<Table>) -> Vec<Effect> {
    let (Some(running), Some(old)) = (state.integration.take(), state.table.ready().cloned()) else {
        return Vec::new();
    };
    let Some(choice) = &mut state.choice else { return Vec::new() };
    if running.joining {
        let joins = table.made_by.iter().flat_map(|recipe| &recipe.joins);
        choice.recipe.edit(|recipe| {
            let Some(value) = &mut recipe.value else { return };
            for join in joins {
                if !value.joins.iter().any(|known| known.file == join.file) {
                    value.joins.push(join.clone());
                }
            }
        });
    }
    // What was filled in for the columns named, such as which values mean money leaving, is a part of the recipe.
    if choice.recipe.current().value == running.wanted {
        choice.recipe.amend(|recipe| recipe.value.clone_from(&table.made_by));
    }
    adopt(choice, &old, &table);
    choice.suspicions.clear();
    state.refused = None;
    state.suspected_on = None;
    state.table = crate::session::state::TableState::Ready(table);
    state.unsay(About::Customers);
    super::choose::after_change(state)
}

/// The old customers stay, and nothing runs before something else is chosen.
fn refused(state: &mut AppState, problem: Problem) -> Vec<Effect> {
    let Some(running) = state.integration.take() else { return Vec::new() };
    state.start_pending = false;
    state.notify(About::Customers, Severity::Error, problem.clone());
    if !running.joining {
        state.refused = Some(Refused { wanted: running.wanted, problem });
    }
    super::choose::after_change(state)
}

/// Brings label and features of the recipe in line with the new customers, as a part of the step that asked for them.
fn adopt(choice: &mut Choice, old: &Table, new: &Table) {
    let Choice { recipe, suspicions, aside, .. } = choice;
    aside.clear();
    recipe.amend(|recipe| {
        let made_otherwise = old.made_by.is_some() != new.made_by.is_some();
        let label_gone = recipe.question != Question::Segments && new.frame.column(&recipe.label).is_none();
        if made_otherwise || label_gone {
            // Other rows may suggest another question.
            let kept = Some(&*recipe).filter(|recipe| {
                !made_otherwise || recipe.question == crate::session::work::suggested_question(new)
            });
            let fresh = super::choose::first_choice(new, None, kept);
            *recipe = Recipe { value: recipe.value.clone(), ..fresh };
            return;
        }
        let suspected = |name: &str| suspicions.iter().any(|suspicion| suspicion.column == name);
        let usual_before = super::question::usual(recipe, old);
        let mut usual = super::question::usual(recipe, new);
        usual.columns.retain(|column| {
            let taken_out = has(&usual_before, &column.name) && !has(&recipe.features, &column.name);
            !taken_out || suspected(&column.name)
        });
        let taken_in = recipe.features.columns.iter().filter(|column| {
            !has(&usual_before, &column.name)
                && !has(&usual, &column.name)
                && new.frame.column(&column.name).is_some()
        });
        let taken_in: Vec<_> = taken_in.cloned().collect();
        usual.columns.extend(taken_in);
        recipe.features = usual;
    });
}

fn has(spec: &FeatureSpec, name: &str) -> bool {
    spec.columns.iter().any(|column| column.name == name)
}
