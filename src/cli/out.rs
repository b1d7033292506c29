//! What the command line says: results to standard output, errors and progress to standard error.

use std::io::{self, Write};

use crate::base::{Lang, Message, Problem, render};

use super::failure::{Failure, Status};

/// Writes to standard output. A reader that closed the pipe has read enough: that is no error.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(tame(text).as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let problem = Problem::new(Message::new("cli-no-output"));
            Err(Failure { status: Status::Failed, problem: problem.hint(Message::new("cli-no-output-hint")) })
        }
        _ => Ok(()),
    }
}

/// Names from a file may hold signs that steer a terminal; they are shown as a mark instead.
fn tame(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { '\u{fffd}' } else { c }).collect()
}

/// Writes a line to standard error.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", tame(text));
}

/// `error: …` and, where something can be done, `hint: …`.
pub fn complain(lang: Lang, problem: &Problem) {
    note(&complaint(lang, problem));
}

fn complaint(lang: Lang, problem: &Problem) -> String {
    let mut text = format!("error: {}", render(lang, &problem.message));
    if let Some(hint) = &problem.hint {
        text.push_str("\nhint: ");
        text.push_str(&render(lang, hint));
    }
    text
}

/// What is printed, gathered line by line.
#[derive(Debug, Default)]
pub struct Page(String);

impl Page {
    pub fn line(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }

    /// A block that has its line ends already, such as a table.
    pub fn block(&mut self, text: &str) {
        self.0.push_str(text);
    }

    pub fn into_text(self) -> String {
        self.0
    }
}

/// Lines of cells under one another: the first columns as wide as they need, `right` ones flush right, the last free.
pub fn table(rows: &[Vec<String>], right: &[usize]) -> String {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..n_columns)
        .map(|column| {
            rows.iter().filter_map(|row| row.get(column)).map(|cell| width(cell)).max().unwrap_or(0)
        })
        .collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let gap = " ".repeat(widths[column] - width(cell));
            let (before, after) =
                if right.contains(&column) { (gap.as_str(), "") } else { ("", gap.as_str()) };
            line.push_str("  ");
            line.push_str(before);
            line.push_str(cell);
            line.push_str(after);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Columns a text takes on a terminal: East Asian wide characters take two.
fn width(text: &str) -> usize {
    let wide = |c: char| {
        matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
            | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}')
    };
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}

/// A cell from the data on one line; long ones are cut, the file has them whole.
pub fn one_line(text: &str) -> String {
    const MOST: usize = 60;
    cut(text, MOST)
}

/// A sentence with names from the data on one line.
pub fn sentence(text: &str) -> String {
    const MOST: usize = 500;
    cut(text, MOST)
}

/// Control characters would move the terminal's cursor.
fn cut(text: &str, most: usize) -> String {
    let mut line: String = text.chars().take(most).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(most).is_some() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Message;

    #[test]
    fn tables_line_up_in_both_languages() {
        let rows = [
            vec!["方法".to_owned(), "1".to_owned(), "x".to_owned()],
            vec!["BP".to_owned(), "20".to_owned(), "y".to_owned()],
        ];
        assert_eq!(table(&rows, &[1]), "  方法   1  x\n  BP    20  y\n");
    }

    #[test]
    fn an_error_says_what_happened_and_what_to_do() {
        let problem = Problem::new(Message::text("It broke.")).hint(Message::text("Mend it."));
        assert_eq!(complaint(Lang::En, &problem), "error: It broke.\nhint: Mend it.");
    }

    #[test]
    fn cells_stay_on_their_line() {
        assert_eq!(one_line("a\tb\nc\u{1b}[2J"), "a b c [2J");
        assert_eq!(one_line(&"x".repeat(100)).chars().count(), 61);
    }
}
