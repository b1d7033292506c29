//! The options of a race: which of them have an effect, what they are without a choice, and what is typed for them.

use crate::base::{Lang, Message, Problem, tr};
use crate::models::{Algorithm, ParamSpec, ParamValue, Params, catalog};
use crate::study::methods::{self, Method};
use crate::study::{MethodChoice, Recipe};

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

/// A chosen method with its algorithm and what it runs with, where it may choose this option and the option changes
/// anything.
fn taker(
    recipe: &Recipe,
    choice: &MethodChoice,
    key: &str,
) -> Option<(&'static Method, &'static dyn Algorithm, Params)> {
    let method = methods::find(&choice.id).ok().filter(|method| !method.fixes(key))?;
    let algorithm = catalog::find(method.algorithm)?;
    let mut params = method.params().ok()?;
    for (key, value) in recipe.shared.0.iter().chain(&choice.params.0) {
        if !method.fixes(key) {
            params.set(key, value.clone());
        }
    }
    let effective = algorithm.effective(&params);
    effective.0.contains_key(key).then_some((method, algorithm, effective))
}

/// The option of this name where it changes what one of the chosen methods does.
pub fn spec(recipe: &Recipe, key: &str) -> Option<&'static ParamSpec> {
    let mut takers = recipe.methods.iter().filter_map(|choice| taker(recipe, choice, key));
    takers.find_map(|(_, algorithm, _)| algorithm.params().iter().find(|spec| spec.key == key))
}

/// The values the option has where nobody chose one: one, or several where the methods differ.
pub fn defaults(recipe: &Recipe, key: &str) -> Vec<ParamValue> {
    let mut values = Vec::new();
    for choice in &recipe.methods {
        let Some((method, algorithm, _)) = taker(recipe, choice, key) else { continue };
        let Ok(params) = method.params() else { continue };
        if let Some(value) = algorithm.effective(&params).0.remove(key)
            && !values.contains(&value)
        {
            values.push(value);
        }
    }
    values
}

/// The value a chosen method runs with, where the option changes what it does.
pub fn value(recipe: &Recipe, choice: &MethodChoice, key: &str) -> Option<ParamValue> {
    taker(recipe, choice, key)?.2.0.remove(key)
}

/// Whether the option is left to the methods unless someone chooses it.
pub fn is_automatic(key: &str) -> bool {
    key == RATE
}

/// Reads what was typed for an option.
///
/// **Errors** text that is no value of the option: names the option, and says what it takes.
pub fn read(recipe: &Recipe, key: &str, text: &str) -> Result<Typed, Problem> {
    let text = text.trim();
    let automatic = || Lang::ALL.into_iter().any(|lang| tr(lang, "option-automatic") == text);
    if text.is_empty() || (is_automatic(key) && automatic()) {
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
        Some(ParamValue::Float(0.0)) if is_automatic(key) => Typed::Default,
        Some(value) => Typed::Value(value),
        None => Typed::Default,
    })
}
