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
}

/// Finds the families among these names (those of columns of numbers).
pub fn find(names: &[&str]) -> Vec<Series> {
    let mut stems: BTreeMap<&str, Vec<(u32, usize)>> = BTreeMap::new();
    for (position, name) in names.iter().enumerate() {
        let body = name.strip_suffix('月').unwrap_or(name);
        let stem = body.trim_end_matches(|char: char| char.is_ascii_digit());
        let (Ok(number), true) = (body[stem.len()..].parse::<u32>(), is_stem(stem)) else {
            continue;
        };
        stems.entry(stem).or_default().push((number, position));
    }
    let mut found = Vec::new();
    for (stem, mut numbered) in stems {
        numbered.sort_unstable();
        let months: Vec<u32> = numbered.iter().map(|(number, _)| month(*number)).collect();
        let span = months.last().zip(months.first()).map_or(0, |(last, first)| last - first) as usize;
        let no_repeats = months.windows(2).all(|pair| pair[0] < pair[1]);
        // One number may be missing: the card table jumps from PAY_0 to PAY_2.
        if MEMBERS.contains(&months.len()) && no_repeats && span <= months.len() {
            let last = numbered.last().map_or(0, |(number, _)| *number);
            found.push(Series {
                name: format!("{stem}{}…{last}", numbered[0].0),
                members: numbered.into_iter().map(|(_, position)| position).collect(),
            });
        }
    }
    found
}

/// A single letter before a number is how anonymous columns are named (`V1…V28`, `A4…A16`).
fn is_stem(stem: &str) -> bool {
    let words = words(stem);
    let anonymous = ["var", "col", "column", "feature", "field", "pc", "pca"];
    words.iter().any(|word| word.chars().count() > 1 || !word.is_ascii())
        && !words.iter().any(|word| anonymous.contains(&word.as_str()))
}

/// Months since year 0 for numbers such as 202401, else the number itself.
fn month(number: u32) -> u32 {
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
        assert_eq!(find(&["余额1月", "余额2月", "余额3月"]).len(), 1);
        assert_eq!(find(&["bal_1", "bal_5", "bal_9"]).len(), 0);
    }
}
