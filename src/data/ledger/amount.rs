//! Amounts of money as customer files write them, read into whole cents.

use crate::data::{Column, Values};

/// The largest amount in cents that a cell may hold: ten thousand thousand million.
pub const LARGEST: i64 = 1_000_000_000_000_000;

/// An amount read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    pub cents: i64,
    /// It had more than two decimals.
    pub rounded: bool,
    /// It carried a currency sign or code.
    pub currency: Option<String>,
}

/// The cells of a column of amounts.
#[derive(Debug, Default)]
pub struct Amounts {
    /// By position; `None` where the cell is empty or cannot be read.
    pub cents: Vec<Option<i64>>,
    /// Cells that hold something that is no amount: how many, and the first.
    pub unreadable: usize,
    pub first_unreadable: Option<(usize, String)>,
    /// Cells that hold a number beyond [`LARGEST`], of those that cannot be read.
    pub too_large: usize,
    pub rounded: usize,
    /// Currency by position, as an index into [`Self::currencies`]; empty where no cell carries one.
    pub currency: Vec<Option<u32>>,
    /// Currency signs with the number of cells, in byte order.
    pub currencies: Vec<(String, usize)>,
}

/// Reads every cell; `decimal` is the mark the file was read with, for columns that leave it open.
pub fn read_column(column: &Column, decimal: u8) -> Amounts {
    let n = column.valid.len();
    let mut amounts = Amounts { cents: vec![None; n], ..Amounts::default() };
    match &column.values {
        Values::Int(values) => {
            for position in (0..n).filter(|&position| column.valid.get(position)) {
                let cents = values[position].checked_mul(100).filter(|cents| cents.abs() <= LARGEST);
                amounts.keep(position, cents, || values[position].to_string());
                amounts.too_large += usize::from(cents.is_none());
            }
        }
        Values::Float(values) => {
            for position in (0..n).filter(|&position| column.valid.get(position)) {
                let read = of_float(values[position]);
                amounts.rounded += usize::from(read.is_some_and(|(_, rounded)| rounded));
                amounts.keep(position, read.map(|(cents, _)| cents), || values[position].to_string());
                amounts.too_large += usize::from(read.is_none() && values[position].is_finite());
            }
        }
        Values::Text { codes, dictionary } => read_texts(column, codes, dictionary, decimal, &mut amounts),
        Values::Date(_) => {
            let present = (0..n).filter(|&position| column.valid.get(position));
            for position in present {
                amounts.keep(position, None, || column.category(position).unwrap_or_default());
            }
        }
    }
    amounts
}

fn read_texts(column: &Column, codes: &[u32], dictionary: &[String], decimal: u8, amounts: &mut Amounts) {
    let decimal = decimal_mark(dictionary, decimal);
    let read: Vec<Option<Amount>> = dictionary.iter().map(|cell| parse(cell, decimal)).collect();
    let mut names: Vec<&String> =
        read.iter().flatten().filter_map(|amount| amount.currency.as_ref()).collect();
    names.sort_unstable();
    names.dedup();
    amounts.currencies = names.iter().map(|name| ((*name).clone(), 0)).collect();
    let currency_of: Vec<Option<u32>> = read
        .iter()
        .map(|amount| {
            let currency = amount.as_ref()?.currency.as_ref()?;
            names.binary_search(&currency).ok().map(|index| index as u32)
        })
        .collect();
    if !names.is_empty() {
        amounts.currency = vec![None; codes.len()];
    }
    for (position, &code) in codes.iter().enumerate() {
        if !column.valid.get(position) {
            continue;
        }
        let code = code as usize;
        let amount = read.get(code).and_then(Option::as_ref);
        amounts.rounded += usize::from(amount.is_some_and(|amount| amount.rounded));
        amounts.keep(position, amount.map(|amount| amount.cents), || dictionary[code].clone());
        amounts.too_large += usize::from(amount.is_none() && is_too_large(&dictionary[code], decimal));
        if let Some(currency) = currency_of[code] {
            amounts.currency[position] = Some(currency);
            amounts.currencies[currency as usize].1 += 1;
        }
    }
}

impl Amounts {
    fn keep(&mut self, position: usize, cents: Option<i64>, cell: impl Fn() -> String) {
        self.cents[position] = cents;
        if cents.is_none() {
            self.unreadable += 1;
            if self.first_unreadable.is_none() {
                self.first_unreadable = Some((position, cell().chars().take(40).collect()));
            }
        }
    }
}

/// Cents of a number, and whether it had more than two decimals; half a cent goes to the even one.
pub fn of_float(value: f64) -> Option<(i64, bool)> {
    let scaled = value * 100.0;
    if scaled.is_nan() || scaled.abs() > LARGEST as f64 {
        return None;
    }
    let whole = scaled.round();
    // Two decimals as binary fractions, times 100, miss the whole number by a few units in the last place.
    if (scaled - whole).abs() <= 1e-9 + scaled.abs() * 1e-15 {
        return Some((whole as i64, false));
    }
    // The shortest decimal form is what the file said.
    let amount = parse(&format!("{value}"), b'.')?;
    Some((amount.cents, amount.rounded))
}

/// Whether a cell that is no amount is a number all the same: one with more digits than [`LARGEST`].
fn is_too_large(cell: &str, decimal: u8) -> bool {
    let whole = cell.split(char::from(decimal)).next().unwrap_or_default();
    let digits = whole.chars().filter(char::is_ascii_digit).count();
    digits > 13 && !cell.chars().any(char::is_alphabetic)
}

/// Which of `.` and `,` stands before the decimals: what most cells prove, else `otherwise`.
fn decimal_mark(cells: &[String], otherwise: u8) -> u8 {
    let (mut points, mut commas) = (0usize, 0usize);
    for cell in cells {
        match proved_mark(cell) {
            Some(b'.') => points += 1,
            Some(_) => commas += 1,
            None => {}
        }
    }
    match points.cmp(&commas) {
        std::cmp::Ordering::Greater => b'.',
        std::cmp::Ordering::Less => b',',
        std::cmp::Ordering::Equal => otherwise,
    }
}

/// The decimal mark that one cell proves: the last of two different ones, the one that does not repeat, or one that is
/// not followed by three digits.
fn proved_mark(cell: &str) -> Option<u8> {
    let marks: Vec<(usize, u8)> =
        cell.bytes().enumerate().filter(|&(_, byte)| matches!(byte, b'.' | b',')).collect();
    let &(at, last) = marks.last()?;
    let other = if last == b'.' { b',' } else { b'.' };
    if marks.iter().any(|&(_, mark)| mark != last) {
        return Some(last);
    }
    if marks.len() > 1 {
        return Some(other);
    }
    let decimals = cell[at + 1..].bytes().take_while(u8::is_ascii_digit).count();
    (decimals != 3).then_some(last)
}

/// Reads one amount: `1,234.50`, `1.234,50-`, `(12.00)`, `€ 5`, `−3 Kč`, `7.00 DR`, `¥1,000`.
///
/// Signs stand before or after; parentheses and `DR` mean money leaving; a currency sign or code of up to three letters
/// may stand on either side. Marks between thousands are the other one of `.` and `,`, blanks and apostrophes.
pub fn parse(cell: &str, decimal: u8) -> Option<Amount> {
    // A minus after digits is the end of them: 12-5 is no amount.
    let (mut negative, mut ended) = (false, false);
    let mut core = String::new();
    let mut letters = String::new();
    for char in cell.trim().chars() {
        match char {
            '0'..='9' | '.' | ',' | '\'' | '’' if !ended => core.push(char),
            '０'..='９' if !ended => {
                core.push(char::from(b'0' + (u32::from(char) - u32::from('０')) as u8));
            }
            '-' | '−' | '–' | '(' => {
                negative = true;
                ended = !core.is_empty();
            }
            '+' | ')' => {}
            char if char.is_whitespace() => {
                if core.ends_with(|last: char| last.is_ascii_digit()) {
                    core.push(' ');
                }
            }
            char if char.is_alphabetic() || is_currency_sign(char) => letters.push(char),
            _ => return None,
        }
    }
    let letters = match letters.to_ascii_uppercase().as_str() {
        "DR" => {
            negative = true;
            String::new()
        }
        "CR" => String::new(),
        _ => letters,
    };
    // One plain letter before a number is a code (C1), not a currency.
    if letters.chars().count() > 3 || (letters.len() == 1 && letters != "$") {
        return None;
    }
    let (cents, rounded) = plain(core.trim_end(), decimal)?;
    let currency = (!letters.is_empty()).then_some(letters);
    Some(Amount { cents: if negative { -cents } else { cents }, rounded, currency })
}

fn is_currency_sign(char: char) -> bool {
    matches!(char, '$' | '€' | '£' | '¥' | '￥' | '₹' | '₽' | '₩' | '₺' | '₫' | '฿' | '₴' | '₪' | '₦')
}

/// Digits with marks between thousands and decimals, without a sign, as cents.
fn plain(number: &str, decimal: u8) -> Option<(i64, bool)> {
    let (whole, fraction) = number.split_once(char::from(decimal)).unwrap_or((number, ""));
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let mut groups = whole.split(|char: char| !char.is_ascii_digit());
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let grouped_well = rest.last().is_none_or(|last| last.len() == 3)
        && rest.iter().all(|group| matches!(group.len(), 2 | 3))
        && (rest.is_empty() || (1..=3).contains(&first.len()));
    if !grouped_well || whole.len() > 24 {
        return None;
    }
    let mut cents = 0i64;
    for digit in first.bytes().chain(rest.iter().flat_map(|group| group.bytes())) {
        cents = cents.checked_mul(10)?.checked_add(i64::from(digit - b'0'))?;
    }
    let digit = |at: usize| fraction.as_bytes().get(at).map_or(0, |digit| i64::from(digit - b'0'));
    cents = cents.checked_mul(100)?.checked_add(digit(0) * 10 + digit(1))?;
    let beyond = fraction.get(2..).unwrap_or_default();
    let rounded = beyond.bytes().any(|digit| digit != b'0');
    let half = beyond.starts_with('5') && beyond[1..].bytes().all(|digit| digit == b'0');
    let up =
        if half { cents % 2 == 1 } else { beyond.as_bytes().first().is_some_and(|&digit| digit >= b'5') };
    cents += i64::from(up);
    (cents <= LARGEST).then_some((cents, rounded))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cents(cell: &str) -> Option<i64> {
        parse(cell, b'.').map(|amount| amount.cents)
    }

    #[test]
    fn amounts_of_many_hands() {
        for (cell, expected) in [
            ("900.00", 90_000),
            ("1,234.5", 123_450),
            ("12,34,567.89", 123_456_789),
            ("1 234", 123_400),
            ("1'234.00", 123_400),
            ("-3", -300),
            ("3.10-", -310),
            ("(12.00)", -1_200),
            ("−5 Kč", -500),
            ("$1,000.00", 100_000),
            ("USD 7", 700),
            ("7.00 DR", -700),
            ("7.00 CR", 700),
            (".5", 50),
            ("１２", 1_200),
        ] {
            assert_eq!(cents(cell), Some(expected), "{cell}");
        }
        for cell in [
            "",
            "abc",
            "-",
            "1,23",
            "1.2.3",
            "12/5",
            "12-5",
            "C1",
            "cash 10",
            "12,3456",
            "99999999999999999999",
        ] {
            assert_eq!(cents(cell), None, "{cell}");
        }
        assert_eq!(parse("1.234,50-", b',').map(|amount| amount.cents), Some(-123_450));
        assert_eq!(parse("€5", b'.').and_then(|amount| amount.currency).as_deref(), Some("€"));
    }

    #[test]
    fn half_a_cent_goes_to_the_even_one() {
        for (cell, expected) in [("0.125", 12), ("0.135", 14), ("2.675", 268), ("0.1251", 13), ("0.1249", 12)]
        {
            let amount = parse(cell, b'.').unwrap();
            assert_eq!((amount.cents, amount.rounded), (expected, true), "{cell}");
            assert_eq!(of_float(cell.parse().unwrap()), Some((expected, true)), "{cell}");
        }
        assert!(!parse("0.1200", b'.').unwrap().rounded);
        for value in [0.1, 6207.0, 20.1, 45_074.8, 123_456_789.99, -14.6] {
            let (cents, rounded) = of_float(value).unwrap();
            assert_eq!((format!("{:.2}", cents as f64 / 100.0), rounded), (format!("{value:.2}"), false));
        }
        assert_eq!(of_float(f64::NAN), None);
    }

    #[test]
    fn the_decimal_mark_is_what_cells_prove() {
        let mark = |cells: &[&str]| {
            let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
            decimal_mark(&cells, b'.')
        };
        assert_eq!(mark(&["1.234", "5,50"]), b',');
        assert_eq!(mark(&["1,234", "5.5"]), b'.');
        assert_eq!(mark(&["1.234.567"]), b',');
        assert_eq!(mark(&["1.234"]), b'.');
    }
}
