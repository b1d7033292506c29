//! Whether a table has the columns a saved model reads, with cells of their kind.

use crate::base::{Issue, Message, Problem, Severity, did_you_mean, nearest};
use crate::data::{Column, Frame, Values};

/// The columns a table does not have, each with the nearest of its names that are not wanted themselves.
pub fn missing_columns<'a>(
    wanted: impl IntoIterator<Item = &'a str>,
    names: &[String],
) -> Vec<(String, Vec<String>)> {
    let wanted: Vec<&str> = wanted.into_iter().collect();
    let there = |name: &str| names.iter().any(|other| other == name);
    let free = || names.iter().map(String::as_str).filter(|name| !wanted.contains(name));
    let near = |name: &str| nearest(name, free());
    wanted.iter().copied().filter(|name| !there(name)).map(|name| (name.to_owned(), near(name))).collect()
}

/// The first row with text in it, counted from 1 without the header, and the text; `None` for numbers.
///
/// A column is text as a whole as soon as one cell is; that one is the culprit.
pub fn first_text(frame: &Frame, column: &Column) -> Option<(u64, String)> {
    if !matches!(column.values, Values::Text { .. }) {
        return None;
    }
    let found = (0..frame.n_rows()).find_map(|index| {
        let cell = column.text(index)?;
        let number = cell.trim().replace(',', ".").parse::<f64>().is_ok();
        (!number).then(|| (u64::from(frame.row_ids[index]) + 1, cell.to_owned()))
    });
    found.or_else(|| {
        let index = (0..frame.n_rows()).find(|&index| column.text(index).is_some())?;
        Some((u64::from(frame.row_ids[index]) + 1, column.text(index)?.to_owned()))
    })
}

/// Columns of a file that stand for columns a model reads: the model's name, then the file's.
pub type Renames = [(String, String)];

/// Why columns cannot be taken for others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenameError {
    /// The model reads no such column.
    NotRead { column: String, nearest: Vec<String> },
    /// The file has no such column.
    NotThere { column: String, nearest: Vec<String> },
    /// A column stands for two, or two for one.
    Twice(String),
}

impl RenameError {
    pub fn problem(&self) -> Problem {
        let about = |key, column: &String| Problem::new(Message::new(key).with("column", column));
        let (problem, nearest) = match self {
            Self::NotRead { column, nearest } => (about("scoring-rename-not-read", column), nearest),
            Self::NotThere { column, nearest } => (about("scoring-rename-not-there", column), nearest),
            Self::Twice(column) => {
                return about("scoring-rename-twice", column).hint(Message::new("scoring-rename-twice-hint"));
            }
        };
        let hint =
            if nearest.is_empty() { Message::new("scoring-rename-hint") } else { did_you_mean(nearest) };
        problem.hint(hint)
    }
}

/// Whether a model reads the columns that others are to stand for.
pub fn check_renames(renames: &Renames, read: &[&str]) -> Result<(), RenameError> {
    for (place, (column, of_file)) in renames.iter().enumerate() {
        if !read.contains(&column.as_str()) {
            let nearest = nearest(column, read.iter().copied());
            return Err(RenameError::NotRead { column: column.clone(), nearest });
        }
        let earlier = &renames[..place];
        if let Some(twice) = earlier.iter().find(|(a, b)| a == column || b == of_file) {
            let twice = if twice.0 == *column { column } else { of_file };
            return Err(RenameError::Twice(twice.clone()));
        }
    }
    Ok(())
}

/// The names of a file's columns as the model is to read them. A column that another one stands for has none.
pub fn renamed(names: &[String], renames: &Renames, read: &[&str]) -> Result<Vec<String>, RenameError> {
    check_renames(renames, read)?;
    let mut new = names.to_vec();
    for (column, _) in renames {
        new.iter_mut().filter(|name| *name == column).for_each(String::clear);
    }
    for (column, of_file) in renames {
        let Some(place) = names.iter().position(|name| name == of_file) else {
            let nearest = nearest(of_file, names.iter().map(String::as_str));
            return Err(RenameError::NotThere { column: of_file.clone(), nearest });
        };
        new[place].clone_from(column);
    }
    Ok(new)
}

/// What is said of columns that stood for others.
pub fn rename_issues(renames: &Renames) -> impl Iterator<Item = Issue> {
    renames.iter().map(|(column, of_file)| {
        let message = Message::new("scoring-renamed").with("column", of_file).with("read", column);
        Issue::new(Severity::Info, message).in_column(of_file)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_for_others_and_for_one_only() {
        let names = ["id", "Money", "Age"].map(str::to_owned);
        let read = ["Balance", "Age"];
        let asked = |renames: &[(&str, &str)]| {
            let renames: Vec<_> = renames.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
            renamed(&names, &renames, &read)
        };
        assert_eq!(asked(&[]).unwrap(), names);
        assert_eq!(asked(&[("Balance", "Money")]).unwrap(), ["id", "Balance", "Age"]);
        // Another one in the place of one that is there, and two that change places.
        assert_eq!(asked(&[("Age", "Money")]).unwrap(), ["id", "Age", ""]);
        assert_eq!(asked(&[("Age", "Money"), ("Balance", "Age")]).unwrap(), ["id", "Age", "Balance"]);
        let near = RenameError::NotRead { column: "Balanc".to_owned(), nearest: vec!["Balance".to_owned()] };
        assert_eq!(asked(&[("Balanc", "Money")]), Err(near));
        let near = RenameError::NotThere { column: "Mony".to_owned(), nearest: vec!["Money".to_owned()] };
        assert_eq!(asked(&[("Balance", "Mony")]), Err(near));
        let twice = |column: &str| Err(RenameError::Twice(column.to_owned()));
        assert_eq!(asked(&[("Balance", "Money"), ("Balance", "id")]), twice("Balance"));
        assert_eq!(asked(&[("Balance", "Money"), ("Age", "Money")]), twice("Money"));
    }
}
