//! Rust source as words and signs, without comments and the insides of strings: enough to follow paths.

/// A token with the line it stands on (1-based).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

/// Splits a source into identifiers, `::`, `"` (for any string) and single signs.
pub fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let mut out = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < chars.len() {
        let start_line = line;
        let end = match chars[at] {
            '/' if chars.get(at + 1) == Some(&'/') => until(&chars, at, '\n'),
            '/' if chars.get(at + 1) == Some(&'*') => block_comment(&chars, at),
            '"' => {
                out.push(Token { text: "\"".into(), line });
                string_end(&chars, at + 1)
            }
            'r' | 'b' | 'c' if raw_string(&chars, at).is_some() => {
                out.push(Token { text: "\"".into(), line });
                raw_string(&chars, at).unwrap()
            }
            '\'' => char_end(&chars, at),
            c if c.is_alphanumeric() || c == '_' => {
                let end = (at..chars.len())
                    .find(|&i| !chars[i].is_alphanumeric() && chars[i] != '_')
                    .unwrap_or(chars.len());
                out.push(Token { text: chars[at..end].iter().collect(), line });
                end
            }
            ':' if chars.get(at + 1) == Some(&':') => {
                out.push(Token { text: "::".into(), line });
                at + 2
            }
            c => {
                if !c.is_whitespace() {
                    out.push(Token { text: c.to_string(), line: start_line });
                }
                at + 1
            }
        };
        line += chars[at..end.min(chars.len())].iter().filter(|&&c| c == '\n').count();
        at = end;
    }
    out
}

fn until(chars: &[char], from: usize, stop: char) -> usize {
    (from..chars.len()).find(|&i| chars[i] == stop).unwrap_or(chars.len())
}

fn block_comment(chars: &[char], from: usize) -> usize {
    let mut depth = 0;
    let mut at = from;
    while at + 1 < chars.len() {
        match (chars[at], chars[at + 1]) {
            ('/', '*') => {
                depth += 1;
                at += 2;
            }
            ('*', '/') => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    chars.len()
}

fn string_end(chars: &[char], from: usize) -> usize {
    let mut at = from;
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 2,
            '"' => return at + 1,
            _ => at += 1,
        }
    }
    chars.len()
}

/// The end of `r"…"`, `r#"…"#`, `br"…"` and the like when one starts here.
fn raw_string(chars: &[char], from: usize) -> Option<usize> {
    if from > 0 && (chars[from - 1].is_alphanumeric() || chars[from - 1] == '_') {
        return None;
    }
    let mut at = from + usize::from(chars[from] != 'r');
    if chars[from] != 'r' && chars.get(at) == Some(&'"') {
        return Some(string_end(chars, at + 1));
    }
    if chars.get(at) != Some(&'r') {
        return None;
    }
    at += 1;
    let hashes = chars[at..].iter().take_while(|&&c| c == '#').count();
    if chars.get(at + hashes) != Some(&'"') {
        return None;
    }
    at += hashes + 1;
    while at < chars.len() {
        if chars[at] == '"' && chars[at + 1..].iter().take(hashes).filter(|&&c| c == '#').count() == hashes {
            return Some(at + 1 + hashes);
        }
        at += 1;
    }
    Some(chars.len())
}

/// The end of a character literal, or of the quote of a lifetime.
fn char_end(chars: &[char], from: usize) -> usize {
    if chars.get(from + 1) == Some(&'\\') {
        return until(chars, from + 3, '\'') + 1;
    }
    if chars.get(from + 2) == Some(&'\'') { from + 3 } else { from + 1 }
}

#[test]
fn comments_and_strings_say_nothing() {
    let words: Vec<String> =
        tokens("a // b\n/* c /* d */ e */ \"f\\\"g\" r#\"h\"i\"# 'j' '\\n' 'k: &'static l::m")
            .into_iter()
            .map(|t| t.text)
            .collect();
    assert_eq!(words, ["a", "\"", "\"", "k", ":", "&", "static", "l", "::", "m"]);
}
