//! Columns that are the same thing month after month, as one: the mean of their months.

use crate::features::Family;

/// Columns drawn as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Together {
    pub name: String,
    /// Places among the columns.
    pub columns: Vec<usize>,
}

/// Each family of `months` whose columns are all there as one, at the place of its first column; every other column by
/// itself.
pub(super) fn together<'a>(names: impl Iterator<Item = &'a str>, months: &[Family]) -> Vec<Together> {
    let names: Vec<&str> = names.collect();
    let place = |column: &String| names.iter().position(|name| name == column);
    let mut all: Vec<Together> = Vec::new();
    let mut taken = vec![false; names.len()];
    for family in months {
        let Some(columns) = family.columns.iter().map(place).collect::<Option<Vec<usize>>>() else {
            continue;
        };
        for &column in &columns {
            taken[column] = true;
        }
        all.push(Together { name: family.name.clone(), columns });
    }
    let alone = names.iter().enumerate().filter(|&(column, _)| !taken[column]);
    all.extend(alone.map(|(column, name)| Together { name: (*name).to_owned(), columns: vec![column] }));
    all.sort_by_key(|one| one.columns.iter().min().copied());
    all
}

/// The mean of the values that are known; NaN where none is.
pub(super) fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut n) = (0.0, 0u32);
    for value in values.filter(|value| value.is_finite()) {
        sum += value;
        n += 1;
    }
    sum / f64::from(n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_stands_at_its_first_column_and_only_where_it_is_whole() {
        let family = |name: &str, columns: &[&str]| Family {
            name: name.into(),
            columns: columns.iter().map(|&column| column.into()).collect(),
        };
        // Counted back: the first month stands last in the table.
        let months = [family("b1…2", &["b2", "b1"]), family("c1…2", &["c1", "c2"])];
        let found = together(["a", "b1", "b2", "c1"].into_iter(), &months);
        let named: Vec<(&str, usize)> =
            found.iter().map(|one| (one.name.as_str(), one.columns.len())).collect();
        assert_eq!(named, [("a", 1), ("b1…2", 2), ("c1", 1)]);
        assert_eq!(together(["b1", "b2"].into_iter(), &[]).len(), 2);
    }

    #[test]
    fn what_is_not_known_is_no_part_of_a_mean() {
        assert_eq!(mean([1.0, f64::NAN, 3.0].into_iter()), 2.0);
        assert!(mean([f64::NAN].into_iter()).is_nan());
    }
}
