//! A customer's own value in words: plain ones for columns whose name says what they hold.

use crate::base::{Arg, Message};
use crate::data::{Column, Values, names};
use crate::features::{CellValue, Preprocessor};
use crate::study::segments::describe::{decimals, words};

/// How a value is said, and the names of columns (words in lower case) where it is said so.
struct Phrase(Form, &'static [&'static str]);

#[derive(Clone, Copy)]
enum Form {
    /// A whole number of something, from the key.
    Count(&'static str),
    /// A value the customer has, from the key.
    Value(&'static str),
    /// The keys for yes and for no.
    Flag(&'static str, &'static str),
}

#[rustfmt::skip]
static PHRASES: [Phrase; 5] = [
    Phrase(Form::Count("explain-products"), &["num of products", "products", "n products", "number of products", "products number", "product count", "产品数", "产品数量"]),
    Phrase(Form::Count("explain-age"), &["age", "customer age", "年龄"]),
    Phrase(Form::Value("explain-place"), &["geography", "country", "region", "city", "state", "province", "国家", "地区", "城市", "省份"]),
    Phrase(Form::Flag("explain-active", "explain-inactive"), &["is active member", "active member", "is active", "active", "活跃", "是否活跃", "是否活跃会员"]),
    Phrase(Form::Flag("explain-card", "explain-no-card"), &["has cr card", "has credit card", "credit card", "有信用卡", "是否有信用卡"]),
];

const YES: [&str; 5] = ["1", "yes", "true", "y", "是"];
const NO: [&str; 5] = ["0", "no", "false", "n", "否"];

/// How the column is called; its own name where another column would be called the same.
pub fn word(preprocessor: &Preprocessor, column: &str) -> Message {
    let word = words::word(column);
    let others = preprocessor.columns().iter().filter(|(name, _)| name != column);
    let unclear = others.map(|(name, _)| words::word(name)).any(|other| other == word);
    if unclear { Message::text(column) } else { word }
}

/// The value in words.
pub fn say(name: &str, word: &Message, cell: (&Column, usize), value: &CellValue) -> Message {
    let (column, position) = cell;
    let Some(words) = column.category(position) else {
        return Message::new("explain-no-value").with("column", word.clone());
    };
    let name = names::words(name).join(" ");
    let form = PHRASES.iter().find(|Phrase(_, names)| names.contains(&name.as_str())).map(|phrase| phrase.0);
    let known = match form {
        Some(Form::Count(key)) => column
            .number(position)
            .filter(|n| n.fract() == 0.0 && (0.0..1e9).contains(n))
            .map(|n| Message::new(key).with("n", n as u64)),
        Some(Form::Value(key)) if matches!(column.values, Values::Text { .. }) => {
            Some(Message::new(key).with("value", words.clone()))
        }
        Some(Form::Flag(yes, no)) => {
            let answer = words.to_lowercase();
            let said = |list: [&str; 5], key| list.contains(&answer.as_str()).then(|| Message::new(key));
            said(YES, yes).or_else(|| said(NO, no))
        }
        _ => None,
    };
    known.unwrap_or_else(|| {
        let value = match value {
            &CellValue::Number(x) if column.is_numeric() => {
                Arg::Number(x, if x.fract() == 0.0 { 0 } else { decimals(x) })
            }
            _ => Arg::Text(words),
        };
        Message::new("explain-value").with("column", word.clone()).with("value", value)
    })
}
