//! The options of a race: which of them have an effect, what they are without a choice, and what is typed for them.

use crate::base::{Lang, Message, Problem, tr};
use crate::models::{ParamSpec, ParamValue, Params, catalog};
use crate::study::{MethodChoice, Question, Recipe, methods, segments};

/// The seed, beside the parameters of the methods.
pub const SEED: &str = "seed";

/// The rate for which 0 stands for the one that suits the method.
const RATE: &str = "learning_rate";

/// What a text says.
#[derive(Clone, Debug, PartialEq)]
pub enum Typed {
    /// Nothing, or in words that nothing is chosen.
    Default,
    Value(ParamValue),
    Seed(u64),
}

/// An option that a chosen method may choose and that changes anything.
struct Taken {
    spec: &'static ParamSpec,
    /// Where nobody chose one.
    default: ParamValue,
    /// What the method runs with.
    value: ParamValue,
}

/// The option of this name, as a chosen method takes it.
fn taken(recipe: &Recipe, choice: &MethodChoice, key: &str) -> Option<Taken> {
    match recipe.question {
        Question::Tiers | Question::Churn => taken_by_network(recipe, choice, key),
        Question::Segments => {
            let specs = segments::find_method(&choice.id).ok()?.specs();
            let spec = specs.iter().find(|spec| spec.key == key)?;
            let default = spec.kind.default_value();
            let chosen = choice.params.0.get(key).or_else(|| recipe.shared.0.get(key));
            Some(Taken { spec, value: chosen.unwrap_or(&default).clone(), default })
        }
    }
}

fn taken_by_network(recipe: &Recipe, choice: &MethodChoice, key: &str) -> Option<Taken> {
    let method = methods::find(&choice.id).ok().filter(|method| !method.fixes(key))?;
    let algorithm = catalog::find(method.algorithm)?;
    let usual = method.params().ok()?;
    let mut params = usual.clone();
    for (key, value) in recipe.shared.0.iter().chain(&choice.params.0) {
        if !method.fixes(key) {
            params.set(key, value.clone());
        }
    }
    let value = algorithm.effective(&params).0.remove(key)?;
    let default = algorithm.effective(&usual).0.remove(key);
    let spec = algorithm.params().iter().find(|spec| spec.key == key)?;
    Some(Taken { spec, default: default.unwrap_or_else(|| spec.kind.default_value()), value })
}

/// The option of this name where it changes what one of the chosen methods does.
pub fn spec(recipe: &Recipe, key: &str) -> Option<&'static ParamSpec> {
    recipe.methods.iter().find_map(|choice| taken(recipe, choice, key)).map(|taken| taken.spec)
}

/// The values the option has where nobody chose one: one, or several where the methods differ.
pub fn defaults(recipe: &Recipe, key: &str) -> Vec<ParamValue> {
    let mut values = Vec::new();
    for default in recipe.methods.iter().filter_map(|choice| Some(taken(recipe, choice, key)?.default)) {
        if !values.contains(&default) {
            values.push(default);
        }
    }
    values
}

/// The value a chosen method runs with, where the option changes what it does.
pub fn value(recipe: &Recipe, choice: &MethodChoice, key: &str) -> Option<ParamValue> {
    taken(recipe, choice, key).map(|taken| taken.value)
}

/// Whether the option is left to the methods unless someone chooses it.
pub fn is_automatic(recipe: &Recipe, key: &str) -> bool {
    key == RATE && recipe.question == Question::Tiers
}

/// Reads what was typed for an option.
///
/// **Errors** text that is no value of the option: names the option, and says what it takes.
pub fn read(recipe: &Recipe, key: &str, text: &str) -> Result<Typed, Problem> {
    let text = text.trim();
    let automatic = || Lang::ALL.into_iter().any(|lang| tr(lang, "option-automatic") == text);
    if text.is_empty() || (is_automatic(recipe, key) && automatic()) {
        return Ok(Typed::Default);
    }
    let misfit = |name: &'static str, hint: Option<Message>| {
        let message = Message::new("option-misfit").with("name", Message::new(name)).with("text", text);
        Problem { hint, ..Problem::new(message) }
    };
    if key == SEED {
        let hint = || misfit("ui-seed", Some(Message::new("option-seed-takes")));
        return text.parse().map(Typed::Seed).map_err(|_| hint());
    }
    let Some(spec) = spec(recipe, key) else { return Ok(Typed::Default) };
    let mut params = Params::default();
    params
        .set_text(std::slice::from_ref(spec), spec.key, text)
        .map_err(|problem| misfit(spec.name, problem.hint))?;
    Ok(match params.0.remove(spec.key) {
        Some(ParamValue::Float(0.0)) if is_automatic(recipe, key) => Typed::Default,
        Some(value) => Typed::Value(value),
        None => Typed::Default,
    })
}
