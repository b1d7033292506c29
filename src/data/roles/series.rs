//! Families of columns that hold the same thing month after month.

use std::collections::BTreeMap;

use crate::data::names::words;

/// Fewer columns than this are no series, more are no months any longer.
const MEMBERS: std::ops::RangeInclusive<usize> = 3..=60;

/// Columns with the same stem and running numbers: `BILL_AMT1…6`, `PAY_0`, `PAY_2`…`PAY_6`, `balance_202401`….
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What a person calls the family: `BILL_AMT1…6`.
    pub name: String,
    /// Positions among the names, in the order of their numbers.
    pub members: Vec<usize>,
    /// Their numbers, ascending: 202401 as well as 1.
    pub numbers: Vec<u32>,
}

/// Finds the families among these names (those of columns of numbers).
pub fn find(names: &[&str]) -> Vec<Series> {
    let mut stems: BTreeMap<&str, Vec<(u32, usize)>> = BTreeMap::new();
    for (position, name) in names.iter().enumerate() {
        if let Some(place) = Place::of(name).filter(|place| is_stem(place.stem)) {
            stems.entry(place.stem).or_default().push((place.number, position));
        }
    }
    let mut found = Vec::new();
    for mut numbered in stems.into_values() {
        numbered.sort_unstable();
        let months: Vec<u32> = numbered.iter().map(|(number, _)| month(*number)).collect();
        let span = months.last().zip(months.first()).map_or(0, |(last, first)| last - first) as usize;
        let no_repeats = months.windows(2).all(|pair| pair[0] < pair[1]);
        // One number may be missing: the card table jumps from PAY_0 to PAY_2.
        if MEMBERS.contains(&months.len()) && no_repeats && span <= months.len() {
            let written = |at: Option<&(u32, usize)>| at.map_or("", |&(_, position)| names[position]);
            let last = Place::of(written(numbered.last())).map_or("", |place| place.written);
            found.push(Series {
                name: format!("{}…{last}", written(numbered.first()).trim_end_matches('月')),
                members: numbered.iter().map(|&(_, position)| position).collect(),
                numbers: numbered.iter().map(|&(number, _)| number).collect(),
            });
        }
    }
    found
}

/// Where in a family a name says that it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// What the names of a family share.
    stem: &'a str,
    /// Its number; year and month as 202401.
    pub number: u32,
    /// The number as written, `2024_01` as well as `01`.
    written: &'a str,
}

impl<'a> Place<'a> {
    /// The number at the end (`BILL_AMT6`, `bal_202401`, `bal_2024_01`, `余额1月`) or that of a Chinese month at the
    /// front (`1月消费`).
    pub fn of(name: &'a str) -> Option<Self> {
        if let Some((written, stem)) = name.split_once('月').filter(|(_, stem)| !stem.is_empty())
            && let Ok(number) = written.parse()
        {
            return Some(Self { stem, number, written });
        }
        let body = name.strip_suffix('月').unwrap_or(name);
        let (before, written) = ending_digits(body);
        let number: u32 = written.parse().ok()?;
        let year = before.strip_suffix(['_', '-', '.', ' ', '年']).map(ending_digits);
        if let Some((stem, digits)) = year.filter(|(_, digits)| digits.len() == 4 && written.len() <= 2)
            && let Ok(year) = digits.parse::<u32>()
            && month(year * 100 + number) != year * 100 + number
        {
            return Some(Self { stem, number: year * 100 + number, written: &body[stem.len()..] });
        }
        Some(Self { stem: before, number, written })
    }
}

fn ending_digits(name: &str) -> (&str, &str) {
    name.split_at(name.trim_end_matches(|char: char| char.is_ascii_digit()).len())
}

/// A single letter before a number is how anonymous columns are named (`V1…V28`, `A4…A16`).
fn is_stem(stem: &str) -> bool {
    let words = words(stem);
    let anonymous = ["var", "col", "column", "feature", "field", "pc", "pca"];
    words.iter().any(|word| word.chars().count() > 1 || !word.is_ascii())
        && !words.iter().any(|word| anonymous.contains(&word.as_str()))
}

/// Months since year 0 for numbers such as 202401, else the number itself.
pub fn month(number: u32) -> u32 {
    let (year, month) = (number / 100, number % 100);
    if (1900..=2100).contains(&year) && (1..=12).contains(&month) { year * 12 + month } else { number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_of_months() {
        let names = [
            "ID",
            "PAY_0",
            "PAY_2",
            "PAY_3",
            "BILL_AMT1",
            "BILL_AMT2",
            "BILL_AMT3",
            "V1",
            "V2",
            "V3",
            "x1",
            "AGE",
        ];
        let found = find(&names);
        let families: Vec<(&str, &[usize])> =
            found.iter().map(|series| (series.name.as_str(), series.members.as_slice())).collect();
        assert_eq!(families, [("BILL_AMT1…3", &[4, 5, 6][..]), ("PAY_0…3", &[1, 2, 3])]);
        assert_eq!(find(&["bal_202311", "bal_202312", "bal_202401"]).len(), 1);
        assert_eq!(find(&["余额1月", "余额2月", "余额3月"])[0].name, "余额1…3");
        assert_eq!(find(&["1月消费", "2月消费", "10月消费"]).len(), 0);
        assert_eq!(find(&["10月消费", "11月消费", "12月消费"])[0].members, [0, 1, 2]);
        let years = find(&["bal_2024_01", "bal_2023_11", "bal_2023_12", "bal_2023_13"]);
        assert_eq!((years[0].name.as_str(), &years[0].members[..]), ("bal_2023_11…2024_01", &[1, 2, 0][..]));
        assert_eq!(find(&["card_m01", "card_m02", "card_m03"])[0].name, "card_m01…03");
        assert_eq!(find(&["bal_1", "bal_5", "bal_9"]).len(), 0);
    }
}
