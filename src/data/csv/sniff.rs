//! Which separator and which decimal mark a text table uses.

use super::cell;
use super::records;

/// The separators we know, the likelier first.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Text looked at.
const LOOK_BYTES: usize = 256 << 10;
const LOOK_RECORDS: usize = 400;

/// The separator under which the most records have as many fields as the header, at least two.
/// Quoted fields are taken apart as in reading, so separators inside quotes do not count. Where several
/// fit alike, the one that gives more fields; where none gives two fields, the comma.
pub fn separator(text: &str) -> u8 {
    let mut best = (0.0, 0, b',');
    for separator in SEPARATORS {
        let counts: Vec<usize> = sample(text, separator).iter().map(Vec::len).collect();
        let Some((&fields, rows)) = counts.split_first() else {
            continue;
        };
        if fields < 2 {
            continue;
        }
        let agreeing = rows.iter().filter(|&&count| count == fields).count();
        let share = if rows.is_empty() { 1.0 } else { agreeing as f64 / rows.len() as f64 };
        if (share, fields) > (best.0, best.1) {
            best = (share, fields, separator);
        }
    }
    best.2
}

/// The separator that a first line such as `sep=;` tells, as Excel writes and obeys it, and the text behind that line.
pub fn told_separator(text: &str) -> (Option<u8>, &str) {
    let (line, rest) = text.split_at(text.find(['\r', '\n']).unwrap_or(text.len()));
    let line = line.strip_prefix('"').and_then(|line| line.strip_suffix('"')).unwrap_or(line).as_bytes();
    match line {
        [word @ .., separator] if word.eq_ignore_ascii_case(b"sep=") && SEPARATORS.contains(separator) => {
            (Some(*separator), rest)
        }
        _ => (None, text),
    }
}

/// The decimal mark most numbers with decimals use, `.` where there are none.
///
/// Between commas, `1,234` may be one thousand and more: there the decimal comma needs a cell
/// that does not have exactly three digits behind it.
pub fn decimal(text: &str, separator: u8) -> u8 {
    let (mut points, mut commas, mut surely_decimal) = (0usize, 0usize, separator != b',');
    for record in sample(text, separator).iter().skip(1) {
        for field in record {
            let field = field.trim_ascii();
            if let Some(decimals) = digits_behind(field, b'.') {
                points += usize::from(decimals > 0);
            } else if let Some(decimals) = digits_behind(field, b',') {
                commas += 1;
                surely_decimal |= decimals != 3;
            }
        }
    }
    if commas > points && surely_decimal { b',' } else { b'.' }
}

/// Digits behind the mark, where the cell is `-digits mark digits`.
fn digits_behind(field: &[u8], mark: u8) -> Option<usize> {
    let field = field.strip_prefix(b"-").unwrap_or(field);
    let at = field.iter().position(|&byte| byte == mark)?;
    let (whole, fraction) = (&field[..at], &field[at + 1..]);
    let all_digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    (all_digits(whole) && all_digits(fraction) && !(whole.is_empty() && fraction.is_empty()))
        .then_some(fraction.len())
}

/// Whether the names look like the first row of data: at least half of them are numbers.
pub fn header_looks_like_data(header: &[String]) -> bool {
    let numbers = header.iter().filter(|name| cell::is_number(name.trim().as_bytes(), b'.')).count();
    numbers > 0 && numbers * 2 >= header.len()
}

/// The first records; a last one that the end of the sample may have cut is left out.
fn sample(text: &str, separator: u8) -> Vec<Vec<Vec<u8>>> {
    let bytes = text.as_bytes();
    let head = &bytes[..bytes.len().min(LOOK_BYTES)];
    let mut reader = records(head, separator);
    let mut record = csv::ByteRecord::new();
    let mut rows = Vec::new();
    while rows.len() < LOOK_RECORDS && reader.read_byte_record(&mut record).unwrap_or(false) {
        rows.push(record.iter().map(<[u8]>::to_vec).collect());
    }
    if head.len() < bytes.len() && rows.len() > 1 && rows.len() < LOOK_RECORDS {
        rows.pop();
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_survive_quotes_and_decimal_commas() {
        assert_eq!(separator("a,b\n1,2\n"), b',');
        assert_eq!(separator("a;b\n1,5;2,5\n"), b';');
        assert_eq!(separator("a;b\n\"x,y,z\";2\n\"u;v\";3\n"), b';');
        assert_eq!(separator("a\tb\n1\t2,5\n"), b'\t');
        assert_eq!(separator("1|6370|371|\"p1\"\n"), b'|');
        assert_eq!(separator("only\none\n"), b',');
        assert_eq!(separator(""), b',');
    }

    #[test]
    fn a_first_line_may_tell_the_separator() {
        assert_eq!(told_separator("sep=;\r\na,b;c\n"), (Some(b';'), "\r\na,b;c\n"));
        assert_eq!(told_separator("\"SEP=\t\"\na"), (Some(b'\t'), "\na"));
        assert_eq!(told_separator("sep=|"), (Some(b'|'), ""));
        for header in ["sep=x\n1\n", "sep=;;\n", "sep\n", "a;b\nsep=;\n", ""] {
            assert_eq!(told_separator(header), (None, header));
        }
    }

    #[test]
    fn decimal_marks() {
        assert_eq!(decimal("a;b\n1,5;2\n", b';'), b',');
        assert_eq!(decimal("a;b\n1.5;2\n", b';'), b'.');
        assert_eq!(decimal("a,b\n\"1,234\",2\n", b','), b'.');
        assert_eq!(decimal("a,b\n\"1,25\",2\n", b','), b',');
        assert_eq!(decimal("a;b\n1;2\n", b';'), b'.');
    }
}
