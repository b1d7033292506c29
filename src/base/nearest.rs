//! Names that were probably meant: the hint of every "there is no such name".

use super::Message;

/// The hint that names what was probably meant.
pub fn did_you_mean(names: &[String]) -> Message {
    Message::new("did-you-mean").with("names", names.iter().map(Message::text).collect::<Vec<_>>())
}

/// At most three of the known names that look like `name`, the closest first.
///
/// Close means: equal but for case, one containing the other, or an edit distance of at most a third of the
/// longer name.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let wanted_text: String = wanted.iter().collect();
    let mut close: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|candidate| {
            let lower = candidate.to_lowercase();
            let letters: Vec<char> = lower.chars().collect();
            let distance = edit_distance(&wanted, &letters);
            let contained = wanted.len() > 2
                && letters.len() > 2
                && (lower.contains(&wanted_text) || wanted_text.contains(&lower));
            let near = distance <= wanted.len().max(letters.len()) / 3;
            (near || contained).then_some((distance, candidate))
        })
        .collect();
    close.sort_by_key(|&(distance, _)| distance);
    close.into_iter().take(3).map(|(_, candidate)| candidate.to_owned()).collect()
}

/// Fewest letters to insert, delete or replace (Levenshtein 1966), by rows of the table.
fn edit_distance(from: &[char], to: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, left) in from.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_name_that_was_meant() {
        let columns = ["Balance", "Exited", "EstimatedSalary"];
        assert_eq!(nearest("exitde", columns), ["Exited"]);
        assert_eq!(nearest("EXITED", columns), ["Exited"]);
        assert_eq!(nearest("salary", columns), ["EstimatedSalary"]);
        assert_eq!(nearest("zzzzz", columns), [""; 0]);
        assert_eq!(nearest("", columns), [""; 0]);
        assert_eq!(nearest("客户余", ["客户余额", "年龄"]), ["客户余额"]);
    }

    #[test]
    fn the_distance_is_levenshteins() {
        let distance =
            |a: &str, b: &str| edit_distance(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
