//! What the analyst chooses: label, features, methods and their settings.

use crate::base::{Message, Problem};
use crate::features::{self, ColumnSpec};
use crate::session::action::{ChooseAction, Effect};
use crate::session::options::{self, Typed};
use crate::session::state::{AppState, Choice, SuspicionJob, Table};
use crate::session::undo::Undo;
use crate::study::suggest::DEFAULT_SEED;
use crate::study::{MAX_FOLDS, MAX_REPEATS, MethodChoice, Question, Recipe, StudyError, labels};

pub(super) fn reduce(state: &mut AppState, action: ChooseAction) -> Vec<Effect> {
    let Some(table) = state.table.ready().cloned() else { return Vec::new() };
    let Some(choice) = &mut state.choice else { return Vec::new() };
    match action {
        ChooseAction::BeginDrag => choice.recipe.begin_drag(),
        ChooseAction::EndDrag => choice.recipe.end_drag(),
        ChooseAction::Undo => {
            choice.unreadable.clear();
            choice.recipe.undo();
        }
        ChooseAction::Redo => {
            choice.unreadable.clear();
            choice.recipe.redo();
        }
        ChooseAction::Typed(option, text) => typed(choice, option, &text),
        ChooseAction::Question(question) => super::question::change(choice, &table, question),
        ChooseAction::Label(label) => change_label(choice, &table, label),
        ChooseAction::Feature(name, wanted) => {
            if wanted {
                choice.insisted.insert(name.clone());
            } else {
                choice.insisted.remove(&name);
            }
            choice.recipe.edit(|recipe| set_feature(recipe, &table, &name, wanted));
        }
        ChooseAction::AllFeatures(wanted) => {
            let suspicions = choice.suspicions.clone();
            choice.recipe.edit(|recipe| {
                let every = match recipe.question {
                    Question::Tiers | Question::Churn => {
                        features::suggest(&table.profile, Some(&recipe.label), &suspicions).0
                    }
                    Question::Segments => super::question::usual(recipe, &table),
                };
                if wanted {
                    for column in &every.columns {
                        set_feature(recipe, &table, &column.name, true);
                    }
                } else {
                    recipe.features.columns.clear();
                }
            });
            if !wanted {
                choice.insisted.clear();
            }
        }
        other => {
            if let ChooseAction::Param(key, _) = &other {
                choice.unreadable.remove(key.as_str());
            }
            choice.recipe.edit(|recipe| change_settings(recipe, other));
        }
    }
    after_change(state)
}

/// Changes that concern neither the label nor which columns are features.
fn change_settings(recipe: &mut Recipe, action: ChooseAction) {
    match action {
        ChooseAction::Method(id, true) => {
            if !recipe.methods.iter().any(|method| method.id == id) {
                recipe.methods.push(MethodChoice { id, params: crate::models::Params::default() });
            }
        }
        ChooseAction::Method(id, false) => recipe.methods.retain(|method| method.id != id),
        ChooseAction::Preset(ids) => {
            let old = std::mem::take(&mut recipe.methods);
            let with_params = |id: &&str| {
                let known = old.iter().find(|method| method.id == **id).cloned();
                known.unwrap_or_else(|| MethodChoice {
                    id: (*id).to_owned(),
                    params: crate::models::Params::default(),
                })
            };
            recipe.methods = ids.iter().map(with_params).collect();
        }
        ChooseAction::Param(key, Some(value)) => {
            recipe.shared.0.insert(key, value);
        }
        ChooseAction::Param(key, None) => {
            recipe.shared.0.remove(&key);
        }
        ChooseAction::Repeats(repeats) => recipe.split.repeats = repeats.clamp(1, MAX_REPEATS),
        ChooseAction::Folds(folds) => recipe.split.folds = folds.clamp(1, MAX_FOLDS),
        ChooseAction::Shares { train_percent, valid_percent } => {
            recipe.split.train_percent = train_percent.clamp(10, 90);
            recipe.split.valid_percent = valid_percent.clamp(5, 95 - recipe.split.train_percent);
        }
        ChooseAction::Segments(change) => super::question::choose(recipe, change),
        ChooseAction::Churn(change) => super::churn::choose(recipe, change),
        ChooseAction::Seed(seed) => recipe.seed = seed,
        ChooseAction::ClassOrder(order) => recipe.class_order = Some(order),
        ChooseAction::Question(_)
        | ChooseAction::Label(_)
        | ChooseAction::Feature(..)
        | ChooseAction::AllFeatures(_)
        | ChooseAction::Typed(..)
        | ChooseAction::BeginDrag
        | ChooseAction::EndDrag
        | ChooseAction::Undo
        | ChooseAction::Redo => {}
    }
}

/// Takes over what was typed where it says something; where it does not, nothing runs until it does.
fn typed(choice: &mut Choice, option: &'static str, text: &str) {
    choice.unreadable.remove(option);
    match options::read(choice.recipe.current(), option, text) {
        Ok(Typed::Default) if option == options::SEED => {
            choice.recipe.edit(|recipe| recipe.seed = DEFAULT_SEED);
        }
        Ok(Typed::Default) => choice.recipe.edit(|recipe| {
            recipe.shared.0.remove(option);
        }),
        Ok(Typed::Value(value)) => choice.recipe.edit(|recipe| recipe.shared.set(option, value)),
        Ok(Typed::Seed(seed)) => choice.recipe.edit(|recipe| recipe.seed = seed),
        Err(problem) => {
            choice.unreadable.insert(option, problem);
        }
    }
}

/// A drag, or typing into a field, ends where something else begins.
pub(super) fn settle(state: &mut AppState) -> Vec<Effect> {
    match &mut state.choice {
        Some(choice) if choice.recipe.dragging() => {
            choice.recipe.end_drag();
            after_change(state)
        }
        _ => Vec::new(),
    }
}

/// Another label means other features: both change in one step.
fn change_label(choice: &mut Choice, table: &Table, label: String) {
    if choice.recipe.current().label == label || table.frame.column(&label).is_none() {
        return;
    }
    choice.suspicions.clear();
    choice.insisted.clear();
    // Whoever names a label asks for its classes.
    let before = choice.recipe.current().question;
    let asked = before != Question::Segments;
    let question = if asked { before } else { crate::session::work::question_of(table, &label) };
    super::question::change(choice, table, question);
    let edit = if asked { Undo::edit } else { Undo::amend };
    edit(&mut choice.recipe, |recipe: &mut Recipe| {
        recipe.features = features::suggest(&table.profile, Some(&label), &[]).0;
        recipe.class_order = None;
        if let Some(churn) = &mut recipe.churn {
            churn.class = None;
        }
        recipe.label = label;
    });
}

/// Takes a column in at its place in the table, or out. The label never comes in.
fn set_feature(recipe: &mut Recipe, table: &Table, name: &str, wanted: bool) {
    let columns = &mut recipe.features.columns;
    if !wanted {
        columns.retain(|column| column.name != name);
        return;
    }
    let place = |name: &str| table.frame.names().position(|other| other == name);
    let Some(profile) = table.profile.columns.iter().find(|column| column.name == name) else { return };
    if name == recipe.label || columns.iter().any(|column| column.name == name) {
        return;
    }
    let before = columns.iter().take_while(|column| place(&column.name) < place(name)).count();
    let treatment = match recipe.question {
        Question::Tiers | Question::Churn => features::treatment(profile),
        // Words have no distances.
        Question::Segments if profile.numeric.is_none() => return,
        Question::Segments => features::segment_treatment(),
    };
    columns.insert(before, ColumnSpec { name: name.to_owned(), treatment });
}

/// The choice a newly read table starts with. `asked` is what a sample is for, `kept` what was chosen before for the same
/// file read another way.
pub(super) fn first_choice(table: &Table, asked: Option<Question>, kept: Option<&Recipe>) -> Recipe {
    let question = kept.map(|recipe| recipe.question).or(asked);
    let question = question.unwrap_or_else(|| crate::session::work::suggested_question(table));
    let label = kept.map(|recipe| recipe.label.as_str()).filter(|label| table.frame.column(label).is_some());
    let fresh = super::question::fresh(table, question, label);
    match kept {
        None => fresh,
        Some(kept) => Recipe {
            methods: kept.methods.clone(),
            shared: kept.shared.clone(),
            split: kept.split.clone(),
            seed: kept.seed,
            segments: kept.segments.clone(),
            churn: kept.churn.clone().or(fresh.churn),
            ..fresh
        },
    }
}

/// Brings everything that follows from the recipe up to date, and asks again what looks like a leak of the label
/// where other rows or another label are learned from.
pub(super) fn after_change(state: &mut AppState) -> Vec<Effect> {
    let mut effects = super::value::follow(state);
    let refusal = super::value::refusal(state).cloned();
    let Some(table) = state.table.ready().cloned() else { return effects };
    let Some(choice) = &mut state.choice else { return effects };
    let recipe = choice.recipe.current().clone();
    choice.left_out = match recipe.question {
        Question::Tiers | Question::Churn => {
            features::left_out(&recipe.features, &table.profile, Some(&recipe.label), &choice.suspicions)
        }
        Question::Segments => features::left_out_of_segments(&recipe.features, &table.profile),
    };
    choice.obstacle = refusal
        .or_else(|| obstacle(&recipe, &table).map(|error| explained(&error, &recipe)))
        .or_else(|| unreadable(choice, &recipe));
    let grounds = Grounds::of(&recipe);
    // Customers that are about to be replaced are not looked through; segments have no label to leak.
    if recipe.question == Question::Segments {
        effects.extend(state.suspicion_job.take().map(|old| Effect::Cancel(old.job)));
        state.suspected_on = None;
        return effects;
    }
    let waits = choice.recipe.dragging() || state.integration.is_some();
    if waits || state.suspected_on.as_ref() == Some(&grounds) {
        return effects;
    }
    effects.extend(state.suspicion_job.take().map(|old| Effect::Cancel(old.job)));
    state.suspected_on = Some(grounds);
    if table.frame.column(&recipe.label).is_some() {
        let job = state.next_job();
        state.suspicion_job = Some(SuspicionJob { job, label: recipe.label.clone() });
        effects.push(Effect::FindSuspicions { job, table, recipe });
    }
    effects
}

/// What the search for leaks depends on: the label and the rows learned from.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::session) struct Grounds {
    label: String,
    seed: u64,
    percents: [u32; 2],
    folds: u32,
    test_rows: Option<Vec<crate::base::RowId>>,
}

impl Grounds {
    fn of(recipe: &Recipe) -> Self {
        Self {
            label: recipe.label.clone(),
            seed: recipe.seed,
            percents: [recipe.split.train_percent, recipe.split.valid_percent],
            folds: recipe.split.folds,
            test_rows: recipe.split.test_rows.clone(),
        }
    }
}

/// Takes out what repeats or gives away the label, unless the analyst took it in by hand.
pub(super) fn prune(choice: &mut Choice) {
    let Choice { recipe, suspicions, insisted, .. } = choice;
    let given_away = |name: &str| {
        suspicions.iter().any(|suspicion| {
            suspicion.column == name && suspicion.kind.leaves_out() && !insisted.contains(name)
        })
    };
    recipe.amend(|recipe| recipe.features.columns.retain(|column| !given_away(&column.name)));
}

/// What is wrong with the first option that holds no value and would change anything.
fn unreadable(choice: &Choice, recipe: &Recipe) -> Option<Problem> {
    let matters = |option: &str| option == options::SEED || options::spec(recipe, option).is_some();
    choice.unreadable.iter().find(|(option, _)| matters(option)).map(|(_, problem)| problem.clone())
}

/// What the error means where tiers are predicted.
fn explained(error: &StudyError, recipe: &Recipe) -> Problem {
    match error {
        StudyError::OneClass { class, .. } if recipe.value.is_some() => {
            let message = Message::new("study-one-tier").with("tier", class);
            Problem::new(message).hint(Message::new("study-one-tier-hint"))
        }
        error => error.problem(),
    }
}

/// Why the recipe cannot be run, as far as a glance at the column descriptions can tell.
fn obstacle(recipe: &Recipe, table: &Table) -> Option<StudyError> {
    if recipe.question == Question::Segments {
        return super::question::obstacle(recipe, table);
    }
    let label = recipe.label.clone();
    if label.is_empty() {
        return Some(StudyError::NoLabel);
    }
    let column = table.profile.columns.iter().find(|column| column.name == label)?;
    match column.distinct {
        0 => return Some(StudyError::NoClasses { label }),
        1 => {
            let class = column.top_values.first().map(|(value, _)| value.clone()).unwrap_or_default();
            return Some(StudyError::OneClass { label, class });
        }
        n if n > labels::MAX_CLASSES => return Some(StudyError::TooManyClasses { label, n }),
        _ => {}
    }
    if column.top_values.get(1).is_some_and(|(_, count)| *count < labels::MIN_CLASS_ROWS) {
        let small = column.top_values.iter().filter(|(_, count)| *count < labels::MIN_CLASS_ROWS);
        return Some(StudyError::TooFewRows {
            label,
            classes: small.map(|(value, _)| value.clone()).collect(),
        });
    }
    if recipe.features.columns.is_empty() {
        return Some(StudyError::Features(features::FeatureError::NoColumns));
    }
    recipe.methods.is_empty().then_some(StudyError::NoMethods)
}
