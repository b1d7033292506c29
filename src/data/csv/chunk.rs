//! Where a text table can be cut so that several threads can read it: only between records.

use std::ops::Range;

use rayon::prelude::*;

/// Cuts `text` into ranges of about `target` bytes that each hold whole records.
///
/// A line end is a place to cut unless it stands inside quotes, and whether it does depends on all that
/// comes before. Each piece is therefore looked at twice, once as if it began between records and once
/// as if it began inside quotes; chaining the answers afterwards is one lookup a piece. A quotation mark opens
/// only at the start of a field, exactly as the reader of the records has it.
pub fn cut(text: &[u8], separator: u8, target: usize) -> Vec<Range<usize>> {
    let mut starts = vec![0];
    let mut at = target.max(1);
    while let Some(start) = next_line(text, at) {
        starts.push(start);
        at = start + target.max(1);
    }
    let ends_quoted: Vec<[bool; 2]> = starts
        .par_iter()
        .enumerate()
        .map(|(piece, &start)| {
            let end = starts.get(piece + 1).copied().unwrap_or(text.len());
            let piece = &text[start..end];
            // Without a quotation mark a piece ends as it began.
            if piece.contains(&b'"') {
                [false, true].map(|quoted| ends_in_quotes(piece, separator, quoted))
            } else {
                [false, true]
            }
        })
        .collect();
    let mut ranges = Vec::with_capacity(starts.len());
    let (mut from, mut quoted) = (0, false);
    for (piece, &start) in starts.iter().enumerate() {
        if !quoted && start > from {
            ranges.push(from..start);
            from = start;
        }
        quoted = ends_quoted[piece][usize::from(quoted)];
    }
    if from < text.len() {
        ranges.push(from..text.len());
    }
    ranges
}

/// The first line start at or after `at`.
fn next_line(text: &[u8], at: usize) -> Option<usize> {
    let mut at = at;
    loop {
        let found = text.get(at..)?.iter().position(|&byte| byte == b'\n' || byte == b'\r')?;
        let start = at + found + 1;
        let rest = text.get(start..)?;
        if rest.is_empty() {
            return None;
        }
        // Between \r and \n is no line start.
        if !(text[start - 1] == b'\r' && rest[0] == b'\n') {
            return Some(start);
        }
        at = start;
    }
}

/// Whether the text ends inside quotes, given whether it begins there. Begins at a line start.
pub fn ends_in_quotes(text: &[u8], separator: u8, quoted: bool) -> bool {
    let mut quoted = quoted;
    let mut at = 0;
    while let Some(quote) = next_quote(text, at) {
        at = quote + 1;
        if quoted {
            if text.get(at) == Some(&b'"') {
                at += 1;
            } else {
                quoted = false;
            }
        } else {
            quoted = quote == 0 || text[quote - 1] == separator || matches!(text[quote - 1], b'\n' | b'\r');
        }
    }
    quoted
}

/// The first quotation mark at or after `at`; blocks without one are passed over in one comparison of many bytes.
fn next_quote(text: &[u8], at: usize) -> Option<usize> {
    let mut at = at;
    for block in text[at..].as_chunks::<64>().0 {
        if block.iter().fold(0, |found, &byte| found | u8::from(byte == b'"')) != 0 {
            break;
        }
        at += block.len();
    }
    text[at..].iter().position(|&byte| byte == b'"').map(|found| at + found)
}

#[cfg(test)]
mod tests {
    use super::super::records;
    use super::*;

    fn rows(text: &[u8]) -> Vec<csv::ByteRecord> {
        records(text, b',').into_byte_records().map(Result::unwrap).collect()
    }

    /// Every text over the bytes that matter: the pieces together hold exactly the records of the whole.
    #[test]
    fn pieces_hold_the_records_of_the_whole() {
        const BYTES: [u8; 5] = [b'a', b',', b'"', b'\n', b'\r'];
        for length in 0..=6u32 {
            for number in 0..BYTES.len().pow(length) {
                let text: Vec<u8> =
                    (0..length).map(|digit| BYTES[number / BYTES.len().pow(digit) % BYTES.len()]).collect();
                for target in [1, 3] {
                    let ranges = cut(&text, b',', target);
                    let pieces: Vec<_> = ranges.iter().flat_map(|range| rows(&text[range.clone()])).collect();
                    assert_eq!(pieces, rows(&text), "{:?} {ranges:?}", String::from_utf8_lossy(&text));
                }
            }
        }
    }
}
