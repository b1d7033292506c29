//! The two languages say the same things: every key in both, used, Chinese in Chinese, with the same arguments.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use stratum::base::words::{Lang, sources};
use stratum::base::{Message, render};

use crate::tidy::rust_files;

/// Chinese values that rightly hold no CJK character: names that are the same in every language.
const SHORT_LIST: [&str; 0] = [];

/// Whether a message says anything besides its arguments and signs.
fn has_words(text: &str) -> bool {
    let mut depth = 0;
    text.chars().any(|c| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        depth == 0 && c.is_alphabetic()
    })
}

/// Key to (area, text of the message with its continuation lines).
fn messages(lang: Lang) -> BTreeMap<String, (String, String)> {
    let mut out: BTreeMap<String, (String, String)> = BTreeMap::new();
    for (area, source) in sources(lang) {
        let mut key = String::new();
        for line in source.lines() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            match line.split_once(" = ") {
                Some((name, value)) if !line.starts_with([' ', '}', '\t']) => {
                    name.clone_into(&mut key);
                    let before = out.insert(key.clone(), ((*area).to_owned(), value.to_owned()));
                    assert!(before.is_none(), "{key} stands twice in {}", lang.code());
                }
                _ if !line.starts_with([' ', '}', '\t']) && line.trim_end().ends_with('=') => {
                    line.trim_end().trim_end_matches('=').trim_end().clone_into(&mut key);
                    out.insert(key.clone(), ((*area).to_owned(), String::new()));
                }
                _ => {
                    let entry = out.get_mut(&key).unwrap_or_else(|| panic!("no key before: {line}"));
                    entry.1.push('\n');
                    entry.1.push_str(line);
                }
            }
        }
    }
    out
}

fn arguments(text: &str) -> BTreeSet<String> {
    text.split('$')
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_' || *c == '-').collect())
        .collect()
}

fn is_cjk(c: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&c)
}

#[test]
fn the_lists_parse_without_mistakes() {
    for lang in Lang::ALL {
        for (area, source) in sources(lang) {
            let parsed = fluent_bundle::FluentResource::try_new((*source).to_owned());
            assert!(
                parsed.is_ok(),
                "{area} in {}: {:?}",
                lang.code(),
                parsed.err().map(|(_, errors)| errors)
            );
        }
    }
}

#[test]
fn both_languages_have_the_same_keys_and_arguments() {
    let (en, zh) = (messages(Lang::En), messages(Lang::Zh));
    let missing: Vec<&String> = en.keys().filter(|key| !zh.contains_key(*key)).collect();
    let extra: Vec<&String> = zh.keys().filter(|key| !en.contains_key(*key)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "not in Chinese: {missing:?}; not in English: {extra:?}");
    for (key, (area, text)) in &en {
        let other = &zh[key];
        assert_eq!(area, &other.0, "{key} stands in different lists");
        assert_eq!(arguments(text), arguments(&other.1), "{key} has different arguments");
    }
}

#[test]
fn chinese_is_chinese() {
    let plain: Vec<String> = messages(Lang::Zh)
        .into_iter()
        .filter(|(_, (_, text))| has_words(text) && !text.chars().any(is_cjk))
        .filter(|(key, _)| !SHORT_LIST.contains(&key.as_str()))
        .map(|(key, _)| key)
        .collect();
    assert!(plain.is_empty(), "no Chinese in {plain:?}");
}

/// Every string literal of the source that has the shape of a key.
fn literals() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = BTreeSet::new();
    for (_, text) in rust_files(root, "src") {
        for (index, piece) in text.split('"').enumerate() {
            let shaped = !piece.is_empty()
                && piece
                    .chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_');
            // Odd pieces are inside quotes; escaped quotes only shift pieces that never have the shape of a key.
            if shaped && index > 0 {
                out.insert(piece.to_owned());
            }
        }
    }
    out
}

#[test]
fn every_key_is_used_and_every_used_key_exists() {
    let en = messages(Lang::En);
    let literals = literals();
    let unused: Vec<&String> = en.keys().filter(|key| !literals.contains(*key)).collect();
    assert!(unused.is_empty(), "keys nobody uses: {unused:?}");

    // A literal that begins like a key is meant to be one: a misspelt key would stand on the screen as it is.
    let topics: BTreeSet<&str> =
        en.keys().filter_map(|key| key.split_once('-')).map(|(topic, _)| topic).collect();
    let unknown: Vec<&String> = literals
        .iter()
        .filter(|literal| literal.split_once('-').is_some_and(|(topic, _)| topics.contains(topic)))
        .filter(|literal| !en.contains_key(*literal))
        .collect();
    assert!(unknown.is_empty(), "keys without words: {unknown:#?}");
}

/// Every selector of a text: the argument it looks at and the keys of its variants.
fn selectors(text: &str) -> Vec<(String, Vec<String>)> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        let key =
            line.strip_prefix('*').unwrap_or(line).strip_prefix('[').and_then(|rest| rest.split_once(']'));
        if let (Some((key, _)), Some(selector)) = (key, found.last_mut()) {
            selector.1.push(key.to_owned());
        }
        if let Some(before) = line.strip_suffix("->") {
            let argument = before.rsplit('$').next().unwrap_or_default().trim();
            found.push((argument.to_owned(), Vec::new()));
        }
    }
    found
}

#[test]
fn every_variant_can_be_chosen() {
    let mut n_figures = 0;
    for lang in Lang::ALL {
        for (key, (_, text)) in messages(lang) {
            for (argument, variants) in selectors(&text) {
                assert!(variants.contains(&"other".to_owned()), "{key} has no variant for the rest");
                for variant in variants.iter().filter(|variant| *variant != "other") {
                    let message = |n: u64| {
                        let argument: &'static str = Box::leak(argument.clone().into_boxed_str());
                        Message::new(Box::leak(key.clone().into_boxed_str())).with(argument, n)
                    };
                    // Chinese has no singular, and neither language another form than one and other.
                    assert!(
                        variant == "one" && lang == Lang::En || variant.parse::<u64>().is_ok(),
                        "{key}: [{variant}]"
                    );
                    let n = variant.parse().unwrap_or(1);
                    n_figures += u32::from(variant != "one");
                    let figure = |n: u64| render(lang, &message(n)).replace(&n.to_string(), "#");
                    assert_ne!(
                        figure(n),
                        figure(77),
                        "{key}: [{variant}] is never chosen in {}",
                        lang.code()
                    );
                }
            }
        }
    }
    assert!(n_figures > 0, "no figure among the variants: nothing was tested");
}

/// Arguments that are Chinese words whatever they are.
const CHINESE_ARGUMENTS: [&str; 7] = ["separator", "job", "what", "kind", "faster", "lower", "accurate"];

/// Chinese sets a blank between its signs and Latin letters or figures, and so around arguments, which may be either.
#[test]
fn chinese_keeps_its_distance() {
    let mut close = Vec::new();
    for (key, (_, text)) in messages(Lang::Zh) {
        let mut shown = text.clone();
        for argument in CHINESE_ARGUMENTS {
            shown = shown.replace(&format!("{{ ${argument} }}"), "。");
        }
        // Arguments stand for a Latin letter; the lines of a selector are looked at one by one.
        let shown = shown.replace("{ $", "X").replace(" }", "X");
        for line in shown.lines() {
            let signs: Vec<char> = line.chars().collect();
            let latin = |c: char| c.is_ascii_alphanumeric() || c == '%';
            if signs
                .windows(2)
                .any(|pair| latin(pair[0]) && is_cjk(pair[1]) || is_cjk(pair[0]) && latin(pair[1]))
            {
                close.push(key.clone());
            }
        }
    }
    assert!(close.is_empty(), "no blank between Chinese and Latin: {close:?}");
}
