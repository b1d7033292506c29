//! What one cell says, before its column is known.

/// One cell by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    /// Nothing, or white space only.
    Empty,
    /// A word that stands for a missing value in many programs' files.
    MissingWord,
    /// `inf`, `-Infinity`, or a number too large for a float.
    Infinite,
    /// A whole number of at most 2^53, so that it is also exact as a float.
    Int(i64),
    Float(f64),
    /// Anything else: text, and digits that are a code rather than an amount (`00123`, `+49…`, over 2^53).
    Text,
}

/// Words for "missing", in lower case. `unknown` is not among them: it is an answer.
const MISSING_WORDS: [&str; 13] =
    ["?", "-", "--", ".", "na", "n/a", "#n/a", "nan", "null", "none", "nil", "<na>", "(null)"];

const LARGEST_EXACT: i64 = 1 << 53;

/// Reads a cell whose outer white space is already off.
pub fn classify(cell: &[u8], decimal: u8) -> Cell {
    let Some(&first) = cell.first() else {
        return Cell::Empty;
    };
    if let Some(whole) = whole_number(cell) {
        return Cell::Int(whole);
    }
    if first.is_ascii_digit() || first == b'-' || first == decimal {
        match float(cell, decimal) {
            Some(value) if value.is_finite() => return Cell::Float(value),
            Some(_) => return Cell::Infinite,
            None => {}
        }
    }
    if cell.len() > 9 {
        return Cell::Text;
    }
    let lower = cell.to_ascii_lowercase();
    if MISSING_WORDS.iter().any(|word| word.as_bytes() == lower) {
        return Cell::MissingWord;
    }
    let unsigned = lower.strip_prefix(b"-").or_else(|| lower.strip_prefix(b"+")).unwrap_or(&lower);
    if matches!(unsigned, b"inf" | b"infinity") { Cell::Infinite } else { Cell::Text }
}

/// Whether a cell is a number by itself.
pub fn is_number(cell: &[u8], decimal: u8) -> bool {
    matches!(classify(cell, decimal), Cell::Int(_) | Cell::Float(_))
}

/// A whole number without needless zeros in front, at most 2^53 either way.
pub fn whole_number(cell: &[u8]) -> Option<i64> {
    let (negative, digits) = match cell {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.is_empty() || digits.len() > 16 || (digits[0] == b'0' && digits.len() > 1) {
        return None;
    }
    let mut value = 0i64;
    for &byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + i64::from(digit);
    }
    (value <= LARGEST_EXACT).then_some(if negative { -value } else { value })
}

/// A number with decimals or an exponent; not finite where it is too large for a float.
pub fn float(cell: &[u8], decimal: u8) -> Option<f64> {
    let digits = cell.strip_prefix(b"-").unwrap_or(cell);
    let starts_as_number = digits.first().is_some_and(|&first| first.is_ascii_digit() || first == decimal);
    // 007.5 is a code; a whole number that came as far as here is too long to be exact.
    let padded = digits.len() > 1 && digits[0] == b'0' && digits[1].is_ascii_digit();
    if !starts_as_number || padded || digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    if decimal == b'.' {
        return fast_float2::parse(cell).ok();
    }
    let mut pointed = [0u8; 64];
    let pointed = pointed.get_mut(..cell.len())?;
    for (target, &byte) in pointed.iter_mut().zip(cell) {
        *target = match byte {
            b'.' => return None,
            byte if byte == decimal => b'.',
            byte => byte,
        };
    }
    fast_float2::parse(pointed).ok()
}

/// A number written with marks between its thousands: `1,234.56`, with a decimal comma `1.234,56`, in
/// Switzerland `1'234.56`.
pub fn grouped(cell: &[u8], decimal: u8) -> Option<Cell> {
    let (whole, fraction) = match cell.iter().rposition(|&byte| byte == decimal) {
        Some(at) => cell.split_at(at),
        None => (cell, &[][..]),
    };
    let digits = whole.strip_prefix(b"-").unwrap_or(whole);
    let mark = *digits.iter().find(|byte| !byte.is_ascii_digit())?;
    let usual = if decimal == b',' { b'.' } else { b',' };
    if mark != usual && mark != b'\'' {
        return None;
    }
    let mut groups = digits.split(|&byte| byte == mark);
    let first = groups.next()?;
    let all_digits = |group: &[u8]| group.iter().all(u8::is_ascii_digit);
    let first_fits = (1..=3).contains(&first.len()) && first[0] != b'0' && all_digits(first);
    if !first_fits || !groups.all(|group| group.len() == 3 && all_digits(group)) {
        return None;
    }
    let plain: Vec<u8> = whole.iter().filter(|byte| **byte != mark).chain(fraction).copied().collect();
    Some(classify(&plain, decimal)).filter(|cell| matches!(cell, Cell::Int(_) | Cell::Float(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_what_they_say() {
        let cases: [(&str, Cell); 30] = [
            ("", Cell::Empty),
            ("0", Cell::Int(0)),
            ("-17", Cell::Int(-17)),
            ("9007199254740992", Cell::Int(1 << 53)),
            ("9007199254740993", Cell::Text),
            ("12345678901234567890", Cell::Text),
            ("00123", Cell::Text),
            ("007.5", Cell::Text),
            ("+5", Cell::Text),
            ("3777.78", Cell::Float(3777.78)),
            (".5", Cell::Float(0.5)),
            ("-.5", Cell::Float(-0.5)),
            ("5.", Cell::Float(5.0)),
            ("0.25", Cell::Float(0.25)),
            ("1e3", Cell::Float(1000.0)),
            ("1e999", Cell::Infinite),
            ("inf", Cell::Infinite),
            ("-Infinity", Cell::Infinite),
            ("NaN", Cell::MissingWord),
            ("NULL", Cell::MissingWord),
            ("n/a", Cell::MissingWord),
            ("?", Cell::MissingWord),
            ("-", Cell::MissingWord),
            (".", Cell::MissingWord),
            ("unknown", Cell::Text),
            ("1,5", Cell::Text),
            ("1.5.2", Cell::Text),
            ("12a", Cell::Text),
            ("--5", Cell::Text),
            ("0x10", Cell::Text),
        ];
        for (text, cell) in cases {
            assert_eq!(classify(text.as_bytes(), b'.'), cell, "{text}");
        }
    }

    #[test]
    fn thousands() {
        for (text, decimal, cell) in [
            ("1,234.56", b'.', Some(Cell::Float(1234.56))),
            ("-12,345,678", b'.', Some(Cell::Int(-12_345_678))),
            ("1'234.5", b'.', Some(Cell::Float(1234.5))),
            ("1.234,56", b',', Some(Cell::Float(1234.56))),
            ("1.234", b',', Some(Cell::Int(1234))),
            ("1,23", b'.', None),
            ("0,123", b'.', None),
            ("1234,567", b'.', None),
            ("1,234,56.7", b'.', None),
            ("31.12.2024", b',', None),
            ("a,123", b'.', None),
            ("-", b'.', None),
        ] {
            assert_eq!(grouped(text.as_bytes(), decimal), cell, "{text}");
        }
    }

    #[test]
    fn decimal_commas() {
        assert_eq!(classify(b"1,5", b','), Cell::Float(1.5));
        assert_eq!(classify(b"-0,25", b','), Cell::Float(-0.25));
        assert_eq!(classify(b"1.5", b','), Cell::Text);
        assert_eq!(classify(b"1.234,5", b','), Cell::Text);
    }
}
