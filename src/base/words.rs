//! The two languages: word lists compiled in from `assets/words`, and the way from a message to a sentence.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::{Arg, Message};

/// A language a person can read the program in.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    En,
    Zh,
}

impl Lang {
    pub const ALL: [Self; 2] = [Self::En, Self::Zh];

    /// The language with this code (`en`, `zh`).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    fn list_comma(self) -> &'static str {
        match self {
            Self::En => ", ",
            Self::Zh => "、",
        }
    }
}

macro_rules! word_lists {
    ($($area:literal),* $(,)?) => {
        /// The word lists of a language: (area, Fluent source).
        pub fn sources(lang: Lang) -> &'static [(&'static str, &'static str)] {
            match lang {
                Lang::En => &[$(($area, include_str!(concat!("../../assets/words/en/", $area, ".ftl")))),*],
                Lang::Zh => &[$(($area, include_str!(concat!("../../assets/words/zh/", $area, ".ftl")))),*],
            }
        }
    };
}

word_lists!(
    "base",
    "data",
    "features",
    "models",
    "study",
    "explain",
    "segments",
    "scoring",
    "chart",
    "churn",
    "export",
    "session",
    "ui",
    "ui_segments",
    "ui_churn",
    "ui_why",
    "ui_score",
    "cli",
);

type Bundle = FluentBundle<FluentResource>;

fn bundle(lang: Lang) -> &'static Bundle {
    static BUNDLES: [OnceLock<Bundle>; 2] = [OnceLock::new(), OnceLock::new()];
    BUNDLES[lang as usize].get_or_init(|| {
        let id = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Isolation marks are for mixed writing directions and show as boxes in egui.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(format_number));
        for (_, source) in sources(lang) {
            // A list with a mistake still gives all its other words; the tests refuse mistakes.
            let resource = match FluentResource::try_new((*source).to_owned()) {
                Ok(resource) | Err((resource, _)) => resource,
            };
            bundle.add_resource_overriding(resource);
        }
        bundle
    })
}

fn format_number<M>(value: &FluentValue, _memoizer: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => {
            let decimals = number.options.maximum_fraction_digits.unwrap_or(0);
            Some(grouped(number.value, decimals as u8))
        }
        _ => None,
    }
}

/// A number with this many decimals and commas between thousands: `12,345.60`.
pub fn grouped(value: f64, decimals: u8) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let plain = format!("{:.*}", decimals as usize, value.abs());
    let (whole, fraction) = plain.split_once('.').map_or((plain.as_str(), None), |(w, f)| (w, Some(f)));
    let mut out = String::new();
    if value < 0.0 && plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
        out.push('−');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// The words of a key without arguments; the key itself where it is unknown (a test keeps that from happening).
pub fn tr(lang: Lang, key: &'static str) -> String {
    render(lang, &Message::new(key))
}

/// Whether the language has this key.
pub fn has(lang: Lang, key: &str) -> bool {
    bundle(lang).has_message(key)
}

/// The sentence a message stands for.
pub fn render(lang: Lang, message: &Message) -> String {
    let mut args = FluentArgs::new();
    for (name, arg) in &message.args {
        args.set(*name, value(lang, arg));
    }
    let bundle = bundle(lang);
    let Some(pattern) = bundle.get_message(message.key).and_then(|found| found.value()) else {
        return message.key.to_owned();
    };
    let mut errors = Vec::new();
    bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
}

fn value(lang: Lang, arg: &Arg) -> FluentValue<'static> {
    match arg {
        Arg::Text(text) => FluentValue::String(text.clone().into()),
        Arg::Count(count) => number(*count as f64, 0),
        Arg::Number(value, decimals) => number(*value, *decimals),
        Arg::Share(share, decimals) => {
            FluentValue::String(format!("{} %", grouped(share * 100.0, *decimals)).into())
        }
        Arg::Message(message) => FluentValue::String(render(lang, message).into()),
        Arg::List(messages) => {
            let parts: Vec<String> = messages.iter().map(|message| render(lang, message)).collect();
            FluentValue::String(parts.join(lang.list_comma()).into())
        }
    }
}

fn number(value: f64, decimals: u8) -> FluentValue<'static> {
    let mut number = FluentNumber::from(value);
    // Whole numbers keep the options of a number written in a word list: Fluent takes others for another number, and
    // a variant such as `[0]` would never be chosen.
    if decimals > 0 {
        number.options.maximum_fraction_digits = Some(decimals as usize);
    }
    FluentValue::Number(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(1234567.891, 2), "1,234,567.89");
        assert_eq!(grouped(-0.001, 2), "0.00");
        assert_eq!(grouped(-12.0, 0), "−12");
        assert_eq!(grouped(f64::NAN, 1), "–");
    }

    #[test]
    fn counts_choose_the_plural_and_show_grouped() {
        let rows = |n: usize| render(Lang::En, &Message::new("n-rows").with("n", n));
        assert_eq!(rows(1), "1 row");
        assert_eq!(rows(12000), "12,000 rows");
        assert_eq!(render(Lang::Zh, &Message::new("n-rows").with("n", 12000usize)), "12,000 行");
    }
}
