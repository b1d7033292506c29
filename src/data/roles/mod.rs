//! What a column probably is, and why we think so.

mod hints;
mod patterns;
pub mod series;

use serde::{Deserialize, Serialize};

use crate::base::Message;

use super::profile::{ColumnProfile, NumericProfile, VERY_SKEWED};
use super::{Column, Frame, Values, names};

pub use series::Series;

/// The part a column plays in an analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Says who the customer is; (nearly) every value once.
    Identifier,
    /// Names, addresses, telephone numbers.
    Personal,
    /// One of a few groups.
    Category,
    /// Money.
    Amount,
    /// Between 0 and 1.
    Frequency,
    /// How many.
    Count,
    /// Any other number.
    Number,
    Date,
    /// One month of a family of columns such as `BILL_AMT1…6`.
    MonthSeries,
    /// What is to be predicted.
    Label,
    /// One value only, or none.
    Constant,
    /// Text that differs from customer to customer.
    FreeText,
    /// Written by an earlier run of this program.
    EarlierRun,
}

impl Role {
    /// The word used in `findings.json` and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Identifier => "identifier",
            Self::Personal => "personal",
            Self::Category => "category",
            Self::Amount => "amount",
            Self::Frequency => "frequency",
            Self::Count => "count",
            Self::Number => "number",
            Self::Date => "date",
            Self::MonthSeries => "month_series",
            Self::Label => "label",
            Self::Constant => "constant",
            Self::FreeText => "free_text",
            Self::EarlierRun => "earlier_run",
        }
    }

    pub fn name_key(self) -> &'static str {
        match self {
            Self::Identifier => "data-role-identifier",
            Self::Personal => "data-role-personal",
            Self::Category => "data-role-category",
            Self::Amount => "data-role-amount",
            Self::Frequency => "data-role-frequency",
            Self::Count => "data-role-count",
            Self::Number => "data-role-number",
            Self::Date => "data-role-date",
            Self::MonthSeries => "data-role-month-series",
            Self::Label => "data-role-label",
            Self::Constant => "data-role-constant",
            Self::FreeText => "data-role-free-text",
            Self::EarlierRun => "data-role-earlier-run",
        }
    }

    /// Whether such a column goes into a model unless the analyst says otherwise.
    pub fn is_feature_by_default(self) -> bool {
        match self {
            Self::Category
            | Self::Amount
            | Self::Frequency
            | Self::Count
            | Self::Number
            | Self::MonthSeries => true,
            Self::Identifier
            | Self::Personal
            | Self::Date
            | Self::Label
            | Self::Constant
            | Self::FreeText
            | Self::EarlierRun => false,
        }
    }
}

/// Share of different values from which a column has "nearly no repeats".
const NEARLY_DISTINCT: f64 = 0.99;
/// Rows below which an unbroken sequence of numbers says nothing.
const SEQUENCE_ROWS: usize = 20;
/// Different values up to which a label is believable, and a text is a category whatever its repeats.
const LABEL_VALUES: usize = 20;
const CATEGORY_VALUES: usize = 100;
/// Different values over which a repeated identifier (an account in a list of transactions) is one.
const REPEATED_IDENTIFIERS: usize = 100;

type Suggestion = (Role, Message);

/// Fills in role and reason of every column. `profiles` are those of `frame.columns`, in their order.
pub fn suggest(frame: &Frame, profiles: &mut [ColumnProfile]) {
    let numeric: Vec<usize> =
        (0..profiles.len()).filter(|&index| profiles[index].numeric.is_some()).collect();
    let names: Vec<&str> = numeric.iter().map(|&index| profiles[index].name.as_str()).collect();
    let series = series::find(&names);
    let label = likely_label(frame, profiles);
    let suggestions: Vec<Suggestion> = profiles
        .iter()
        .zip(&frame.columns)
        .enumerate()
        .map(|(index, (profile, column))| {
            if frame.is_from_earlier_run(index) {
                return (Role::EarlierRun, Message::new("data-reason-earlier-run"));
            }
            let family =
                series.iter().find(|series| series.members.iter().any(|&member| numeric[member] == index));
            suggest_one(column, profile, label == Some(index), family)
        })
        .collect();
    for (profile, (role, reason)) in profiles.iter_mut().zip(suggestions) {
        profile.role = role;
        profile.reason = reason;
    }
}

/// The one column whose name says most clearly that it is to be predicted; of equals the last.
fn likely_label(frame: &Frame, profiles: &[ColumnProfile]) -> Option<usize> {
    let last = profiles.len().checked_sub(1)?;
    (0..profiles.len())
        .filter(|&index| {
            let classes = matches!(frame.columns[index].values, Values::Int(_) | Values::Text { .. });
            let given = !frame.is_from_earlier_run(index);
            given && classes && (2..=LABEL_VALUES).contains(&profiles[index].distinct)
        })
        .map(|index| (hints::label_strength(&profiles[index].name, index == last), index))
        .filter(|(strength, _)| *strength > 0)
        .max()
        .map(|(_, index)| index)
}

fn suggest_one(
    column: &Column,
    profile: &ColumnProfile,
    is_label: bool,
    family: Option<&Series>,
) -> Suggestion {
    let present = profile.n_rows - profile.missing;
    let values = |key| Message::new(key).with("n", profile.distinct);
    if present == 0 {
        return (Role::Constant, Message::new("data-reason-empty"));
    }
    if profile.distinct == 1 && profile.n_rows > 1 {
        let value = profile.top_values.first().map_or("", |(value, _)| value.as_str());
        return (Role::Constant, Message::new("data-reason-constant").with("value", value));
    }
    if is_label {
        return (Role::Label, values("data-reason-label").with("name", &profile.name));
    }
    if let Some(reason) = personal(column, profile, present) {
        return (Role::Personal, reason);
    }
    if let Some(reason) = identifier(column, profile, present) {
        return (Role::Identifier, reason);
    }
    if let Some(series) = family {
        return (Role::MonthSeries, Message::new("data-reason-month-series").with("family", &series.name));
    }
    match (&column.values, &profile.numeric) {
        (Values::Date(_), _) => (Role::Date, Message::new("data-reason-date")),
        (Values::Text { dictionary, .. }, _) => text(profile, dictionary, present),
        (_, Some(numeric)) => number(column, profile, numeric),
        _ => (Role::Number, values("data-reason-number")),
    }
}

fn personal(column: &Column, profile: &ColumnProfile, present: usize) -> Option<Message> {
    let mostly_distinct = profile.distinct * 2 > present;
    let may_name_people = match &column.values {
        Values::Text { .. } => profile.distinct > 2,
        Values::Int(_) | Values::Date(_) => mostly_distinct,
        Values::Float(_) => false,
    };
    let birthday = matches!(column.values, Values::Date(_));
    if (may_name_people || birthday) && hints::is_personal(&profile.name) {
        return Some(Message::new("data-reason-personal-name"));
    }
    match &column.values {
        Values::Text { dictionary, .. } if profile.distinct > 2 => {
            patterns::personal(dictionary).map(|kind| match kind {
                patterns::Personal::Email => Message::new("data-reason-personal-email"),
                patterns::Personal::Phone => Message::new("data-reason-personal-phone"),
                patterns::Personal::Iban => Message::new("data-reason-personal-iban"),
                patterns::Personal::NationalId => Message::new("data-reason-personal-national-id"),
            })
        }
        Values::Int(_) => {
            // Chinese mobile numbers: eleven digits from 13 to 19.
            let numeric = profile.numeric.as_ref()?;
            let mobile = numeric.min >= 13e9 && numeric.max < 20e9 && mostly_distinct;
            mobile.then(|| Message::new("data-reason-personal-phone"))
        }
        _ => None,
    }
}

/// Whole numbers or text that (nearly) never repeat and either are called so, count on row by row, or are codes
/// written alike. A column of amounts that happens never to repeat has decimals or no such name.
fn identifier(column: &Column, profile: &ColumnProfile, present: usize) -> Option<Message> {
    let reason = |key| Some(Message::new(key).with("n", profile.distinct));
    if matches!(column.values, Values::Float(_) | Values::Date(_)) {
        return None;
    }
    let nearly_distinct = present > 1 && profile.distinct as f64 >= NEARLY_DISTINCT * present as f64;
    if nearly_distinct && hints::may_identify(&profile.name) {
        return reason("data-reason-identifier-name");
    }
    if hints::identifies(&profile.name) && profile.distinct > REPEATED_IDENTIFIERS {
        return reason("data-reason-identifier-repeated");
    }
    match &column.values {
        Values::Int(values) => {
            let step = values.get(1)?.checked_sub(*values.first()?)?;
            let counts_on = profile.missing == 0
                && values.len() >= SEQUENCE_ROWS
                && step.abs() == 1
                && values.windows(2).all(|pair| pair[1] - pair[0] == step);
            if counts_on { reason("data-reason-identifier-sequence") } else { None }
        }
        Values::Text { dictionary, .. } if nearly_distinct && present >= SEQUENCE_ROWS => {
            if patterns::is_code(dictionary) { reason("data-reason-identifier-code") } else { None }
        }
        _ => None,
    }
}

fn two_values(profile: &ColumnProfile) -> Option<Suggestion> {
    let [(first, _), (second, _)] = profile.top_values.as_slice() else {
        return None;
    };
    let (first, second) = if first < second { (first, second) } else { (second, first) };
    let reason = Message::new("data-reason-two-values").with("first", first).with("second", second);
    Some((Role::Category, reason))
}

fn text(profile: &ColumnProfile, dictionary: &[String], present: usize) -> Suggestion {
    if let Some(suggestion) = two_values(profile) {
        return suggestion;
    }
    let different = |key| Message::new(key).with("n", profile.distinct);
    let (length, has_blanks) = patterns::length_and_blanks(dictionary);
    let repeats = profile.distinct * 5 <= present;
    let sentences = length > 40.0 && has_blanks && !repeats;
    if sentences || (profile.distinct > CATEGORY_VALUES && !repeats) {
        (Role::FreeText, different("data-reason-free-text"))
    } else {
        (Role::Category, different("data-reason-category"))
    }
}

fn number(column: &Column, profile: &ColumnProfile, numeric: &NumericProfile) -> Suggestion {
    if let Some(suggestion) = two_values(profile) {
        return suggestion;
    }
    let name = profile.name.as_str();
    let whole = matches!(column.values, Values::Int(_));
    let different = |key| Message::new(key).with("n", profile.distinct);
    if whole && names::says_date(name) {
        return (Role::Date, Message::new("data-reason-date-name"));
    }
    if whole && profile.distinct <= CATEGORY_VALUES && hints::is_category(name) && !hints::is_count(name) {
        return (Role::Category, different("data-reason-category"));
    }
    // A few above 1 are tolerated where the name says so: real frequencies have such mistakes.
    let within = numeric.min >= 0.0
        && (numeric.max <= 1.0 || hints::is_frequency(name) && numeric.quantiles[6] <= 1.0);
    if !whole && within {
        return (Role::Frequency, Message::new("data-reason-frequency"));
    }
    let skewed = numeric.skewness >= VERY_SKEWED && numeric.min >= 0.0;
    let called_amount = hints::is_amount(name) && !hints::is_count(name);
    let looks_like_amount = !whole && numeric.quantiles[6] > 100.0;
    if (called_amount && numeric.quantiles[6] > 10.0) || looks_like_amount {
        let reason = if skewed {
            Message::new("data-reason-amount-skewed")
        } else {
            Message::new("data-reason-amount")
        };
        return (Role::Amount, reason);
    }
    let counts_few = numeric.min >= 0.0 && numeric.min <= 1.0 && numeric.quantiles[3] <= 50.0;
    if whole && !hints::is_calendar_part(name) && (counts_few || hints::is_count(name) && numeric.min >= 0.0)
    {
        let reason =
            if skewed { Message::new("data-reason-count-skewed") } else { Message::new("data-reason-count") };
        return (Role::Count, reason);
    }
    (Role::Number, different("data-reason-number"))
}
