//! Parameters of algorithms by name: what forms show, `--set` takes and recipes keep.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::{Message, Problem, did_you_mean, nearest};

use super::FitError;

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ParamValue {
    Bool(bool),
    Int(i64),
    Float(f64),
    /// Sizes, one a layer.
    Sizes(Vec<u32>),
    Choice(String),
}

/// What values a parameter may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ParamKind {
    Bool { default: bool },
    Int { default: i64, min: i64, max: i64 },
    Float { default: f64, min: f64, max: f64 },
    Sizes { default: &'static [u32], min: u32, max: u32 },
    Choice { default: &'static str, options: &'static [&'static str] },
}

/// One parameter of an algorithm. `param-<key>` names it and `param-<key>-more` says what happens when it is
/// raised, both in `assets/words/*/models.ftl`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParamSpec {
    pub key: &'static str,
    pub name: &'static str,
    pub more: &'static str,
    pub kind: ParamKind,
}

/// Parameters chosen by name; what is not named has its default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Params(pub BTreeMap<String, ParamValue>);

impl Params {
    pub fn set(&mut self, key: impl Into<String>, value: ParamValue) {
        self.0.insert(key.into(), value);
    }

    /// Sets a parameter from text, as it comes from `--set` or a form: `32,16`, `true`, `0.05`.
    ///
    /// **Errors** An unknown key (with the nearest ones), text of another kind, or a value out of range.
    pub fn set_text(&mut self, specs: &[ParamSpec], key: &str, text: &str) -> Result<(), Problem> {
        let spec = find(specs, key)?;
        let value = parse(spec, text.trim())?;
        check(spec, &value)?;
        self.set(key, value);
        Ok(())
    }

    /// Checks every parameter named here against the specs.
    pub fn checked<'a>(&'a self, specs: &'a [ParamSpec]) -> Result<Checked<'a>, FitError> {
        for (key, value) in &self.0 {
            let spec = find(specs, key).map_err(FitError::Params)?;
            check(spec, value).map_err(FitError::Params)?;
        }
        Ok(Checked { specs, params: self })
    }
}

/// Parameters that stand in the specs with the right kind and within the range.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    specs: &'a [ParamSpec],
    params: &'a Params,
}

impl Checked<'_> {
    /// The value of a parameter, the chosen one or its default.
    pub fn value(&self, key: &str) -> Result<ParamValue, FitError> {
        let spec = find(self.specs, key).map_err(FitError::Params)?;
        Ok(self.params.0.get(key).cloned().unwrap_or_else(|| spec.kind.default_value()))
    }

    pub fn bool(&self, key: &str) -> Result<bool, FitError> {
        match self.value(key)? {
            ParamValue::Bool(on) => Ok(on),
            _ => Err(self.wrong_kind(key)),
        }
    }

    pub fn int(&self, key: &str) -> Result<i64, FitError> {
        match self.value(key)? {
            ParamValue::Int(whole) => Ok(whole),
            _ => Err(self.wrong_kind(key)),
        }
    }

    pub fn float(&self, key: &str) -> Result<f64, FitError> {
        match self.value(key)? {
            ParamValue::Float(number) => Ok(number),
            ParamValue::Int(whole) => Ok(whole as f64),
            _ => Err(self.wrong_kind(key)),
        }
    }

    pub fn sizes(&self, key: &str) -> Result<Vec<u32>, FitError> {
        match self.value(key)? {
            ParamValue::Sizes(sizes) => Ok(sizes),
            ParamValue::Int(size) => Ok(vec![size as u32]),
            _ => Err(self.wrong_kind(key)),
        }
    }

    /// The chosen one of a choice's options.
    pub fn choice(&self, key: &str) -> Result<&'static str, FitError> {
        let spec = find(self.specs, key).map_err(FitError::Params)?;
        match (spec.kind, self.value(key)?) {
            (ParamKind::Choice { options, .. }, ParamValue::Choice(chosen)) => {
                options.iter().copied().find(|option| *option == chosen).ok_or_else(|| self.wrong_kind(key))
            }
            _ => Err(self.wrong_kind(key)),
        }
    }

    fn wrong_kind(&self, key: &str) -> FitError {
        FitError::Params(match find(self.specs, key) {
            Ok(spec) => misfit(spec, ""),
            Err(problem) => problem,
        })
    }
}

impl ParamKind {
    /// The value a parameter has when nobody chose one.
    pub fn default_value(&self) -> ParamValue {
        match *self {
            Self::Bool { default } => ParamValue::Bool(default),
            Self::Int { default, .. } => ParamValue::Int(default),
            Self::Float { default, .. } => ParamValue::Float(default),
            Self::Sizes { default, .. } => ParamValue::Sizes(default.to_vec()),
            Self::Choice { default, .. } => ParamValue::Choice(default.to_owned()),
        }
    }
}

/// As it is typed: `0.05`, `32,16`, `true`.
impl fmt::Display for ParamValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(on) => on.fmt(f),
            Self::Int(whole) => whole.fmt(f),
            Self::Float(number) => number.fmt(f),
            Self::Sizes(sizes) => {
                let sizes: Vec<String> = sizes.iter().map(u32::to_string).collect();
                f.write_str(&sizes.join(","))
            }
            Self::Choice(chosen) => f.write_str(chosen),
        }
    }
}

fn find<'a>(specs: &'a [ParamSpec], key: &str) -> Result<&'a ParamSpec, Problem> {
    specs.iter().find(|spec| spec.key == key).ok_or_else(|| {
        let known = || specs.iter().map(|spec| spec.key);
        let near = nearest(key, known());
        let hint = if near.is_empty() {
            Message::new("params-known").with("keys", known().collect::<Vec<_>>().join(", "))
        } else {
            did_you_mean(&near)
        };
        Problem::new(Message::new("params-unknown").with("key", key)).hint(hint)
    })
}

fn parse(spec: &ParamSpec, text: &str) -> Result<ParamValue, Problem> {
    let value = match spec.kind {
        ParamKind::Bool { .. } => match text {
            "true" | "yes" | "on" => Some(ParamValue::Bool(true)),
            "false" | "no" | "off" => Some(ParamValue::Bool(false)),
            _ => None,
        },
        ParamKind::Int { .. } => text.parse().ok().map(ParamValue::Int),
        ParamKind::Float { .. } => decimal(text).map(ParamValue::Float),
        ParamKind::Sizes { .. } => sizes(text).map(ParamValue::Sizes),
        ParamKind::Choice { .. } => Some(ParamValue::Choice(text.to_owned())),
    };
    value.ok_or_else(|| misfit(spec, text))
}

/// A number with a point or a comma before its decimals. What may be thousands, as 1,500, is none.
fn decimal(text: &str) -> Option<f64> {
    let in_thousands =
        text.split_once(',').is_some_and(|(whole, rest)| rest.len() == 3 && !matches!(whole, "0" | "-0"));
    if in_thousands { None } else { text.replacen(',', ".", 1).parse().ok() }
}

/// Whole numbers between commas, hyphens or blanks; nothing may be missing between two commas.
fn sizes(text: &str) -> Option<Vec<u32>> {
    let mut sizes = Vec::new();
    for part in text.split([',', '-']) {
        let before = sizes.len();
        for size in part.split_whitespace() {
            sizes.push(size.parse().ok()?);
        }
        if sizes.len() == before {
            return None;
        }
    }
    Some(sizes)
}

fn check(spec: &ParamSpec, value: &ParamValue) -> Result<(), Problem> {
    let fits = match (spec.kind, value) {
        (ParamKind::Bool { .. }, ParamValue::Bool(_)) => true,
        (ParamKind::Int { min, max, .. }, ParamValue::Int(whole)) => (min..=max).contains(whole),
        (ParamKind::Float { min, max, .. }, ParamValue::Float(number)) => (min..=max).contains(number),
        // A recipe in JSON may have written 1 for 1.0.
        (ParamKind::Float { min, max, .. }, ParamValue::Int(whole)) => (min..=max).contains(&(*whole as f64)),
        (ParamKind::Sizes { min, max, .. }, ParamValue::Sizes(sizes)) => {
            !sizes.is_empty() && sizes.iter().all(|size| (min..=max).contains(size))
        }
        (ParamKind::Sizes { min, max, .. }, ParamValue::Int(size)) => {
            (i64::from(min)..=i64::from(max)).contains(size)
        }
        (ParamKind::Choice { options, .. }, ParamValue::Choice(chosen)) => options.contains(&chosen.as_str()),
        _ => false,
    };
    if fits { Ok(()) } else { Err(misfit(spec, &value.to_string())) }
}

/// What the parameter takes, said about a value it does not take.
fn misfit(spec: &ParamSpec, text: &str) -> Problem {
    let range = |hint: Message, min: String, max: String| hint.with("min", min).with("max", max);
    let hint = match spec.kind {
        ParamKind::Bool { .. } => Message::new("params-takes-bool"),
        ParamKind::Int { min, max, .. } => {
            range(Message::new("params-takes-int"), min.to_string(), max.to_string())
        }
        ParamKind::Float { min, max, .. } => {
            range(Message::new("params-takes-float"), min.to_string(), max.to_string())
        }
        ParamKind::Sizes { min, max, .. } => {
            range(Message::new("params-takes-sizes"), min.to_string(), max.to_string())
        }
        ParamKind::Choice { options, .. } => {
            Message::new("params-takes-choice").with("options", options.join(", "))
        }
    };
    Problem::new(Message::new("params-misfit").with("key", spec.key).with("value", text)).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPECS: &[ParamSpec] = &[
        spec("rate", ParamKind::Float { default: 0.5, min: 0.0, max: 10.0 }),
        spec("layers", ParamKind::Sizes { default: &[16], min: 1, max: 64 }),
        spec("rule", ParamKind::Choice { default: "a", options: &["a", "b"] }),
        spec("epochs", ParamKind::Int { default: 5, min: 1, max: 9 }),
        spec("keep", ParamKind::Bool { default: true }),
    ];

    const fn spec(key: &'static str, kind: ParamKind) -> ParamSpec {
        ParamSpec { key, name: key, more: key, kind }
    }

    #[test]
    fn text_of_each_kind_is_read_and_shown_alike() {
        let mut params = Params::default();
        for (key, text) in
            [("rate", "0.05"), ("layers", "32,16"), ("rule", "b"), ("epochs", "7"), ("keep", "false")]
        {
            params.set_text(SPECS, key, text).unwrap();
            assert_eq!(params.0[key].to_string(), text);
        }
        let checked = params.checked(SPECS).unwrap();
        assert_eq!(checked.float("rate"), Ok(0.05));
        assert_eq!(checked.sizes("layers"), Ok(vec![32, 16]));
        assert_eq!(checked.choice("rule"), Ok("b"));
        assert_eq!(checked.int("epochs"), Ok(7));
        assert_eq!(checked.bool("keep"), Ok(false));
    }

    #[test]
    fn sizes_may_be_written_in_several_ways() {
        for text in ["32,16", "32, 16", "32-16", "32 16", " 32  -  16 "] {
            let mut params = Params::default();
            params.set_text(SPECS, "layers", text).unwrap();
            assert_eq!(params.0["layers"], ParamValue::Sizes(vec![32, 16]), "{text}");
        }
    }

    #[test]
    fn what_is_not_named_has_its_default() {
        let params = Params::default();
        let checked = params.checked(SPECS).unwrap();
        assert_eq!(checked.float("rate"), Ok(0.5));
        assert_eq!(checked.choice("rule"), Ok("a"));
        assert_eq!(checked.sizes("layers"), Ok(vec![16]));
    }

    #[test]
    fn unknown_keys_name_the_nearest() {
        let problem = Params::default().set_text(SPECS, "rat", "1").unwrap_err();
        assert_eq!(problem.message.key, "params-unknown");
        let hint = problem.hint.unwrap();
        assert!(
            matches!(&hint.args[0].1, crate::base::Arg::List(keys) if keys[0] == Message::text("rate")),
            "{hint:?}"
        );
    }

    #[test]
    fn misfits_are_refused() {
        let bad = [
            ("rate", "fast"),
            ("rate", "11"),
            ("rate", "NaN"),
            ("rate", "-1"),
            ("layers", ""),
            ("layers", "0"),
            ("layers", "4,x"),
            ("layers", "1,,2"),
            ("layers", "1, ,2"),
            ("layers", "4,"),
            ("layers", "-4"),
            ("rule", "c"),
            ("epochs", "1.5"),
            ("epochs", "10"),
            ("keep", "perhaps"),
        ];
        for (key, text) in bad {
            let problem = Params::default().set_text(SPECS, key, text).unwrap_err();
            assert_eq!(problem.message.key, "params-misfit", "{key}={text}");
            assert!(problem.hint.is_some());
        }
        let mut params = Params::default();
        params.set("rate", ParamValue::Bool(true));
        assert!(matches!(params.checked(SPECS), Err(FitError::Params(_))));
    }

    #[test]
    fn a_whole_number_serves_as_a_number_or_a_single_size() {
        let params: Params = serde_json::from_str(r#"{"rate": 1, "layers": 8}"#).unwrap();
        let checked = params.checked(SPECS).unwrap();
        assert_eq!((checked.float("rate"), checked.sizes("layers")), (Ok(1.0), Ok(vec![8])));
    }
}
