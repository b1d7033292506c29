//! The column of dates: found out as a whole, because one cell alone rarely says which number is the month.

use std::collections::BTreeMap;

use crate::data::date::{civil_from_days, days_from_civil};
use crate::data::{Column, Values};

use super::mapping::DateOrder;

/// How a date is written, apart from the order of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    SixDigits,
    /// Year first.
    EightDigits,
    /// Four digits of the year first, with this mark.
    YearFirst(char),
    /// Four digits of the year last, with this mark (`0` where there is none).
    YearLast(char),
    /// Two digits each, with this mark.
    ShortYear(char),
    /// The month by its English name.
    Named,
}

/// The numbers of a date as they stand.
#[derive(Clone, Copy, Debug)]
struct Parts {
    form: Form,
    numbers: [u32; 3],
}

/// One way of writing dates found in the column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub count: usize,
    /// Position and text of the first such cell.
    pub first: usize,
    pub example: String,
}

/// The cells of a column of dates.
#[derive(Debug, Default)]
pub struct Dates {
    /// By position; `None` where the cell is empty or no date.
    pub days: Vec<Option<i32>>,
    /// Ways of writing found, most frequent first.
    pub written: Vec<Written>,
    /// By position: whether the cell is written in another way than most.
    pub otherwise: Vec<bool>,
    pub unreadable: usize,
    pub first_unreadable: Option<(usize, String)>,
    /// Day and month could be either way round, and it matters.
    pub ambiguous: bool,
    /// Cells that could be either way round, in a form of which other cells fit the other way only: how many, and
    /// the first.
    pub either_way: usize,
    pub first_either_way: Option<(usize, String)>,
}

/// Reads every cell. Without an `order` the one that fits all cells of a form is taken, the day first where day
/// and month both fit.
pub fn read_column(column: &Column, order: Option<DateOrder>) -> Dates {
    match &column.values {
        Values::Date(days) => typed(column, days, order),
        Values::Text { codes, dictionary } => {
            let parts: Vec<Option<Parts>> = dictionary.iter().map(|cell| split(cell)).collect();
            let cell = |position: usize| {
                let code = codes[position] as usize;
                (parts[code], code)
            };
            read(column, order, dictionary.len(), &cell, &|code| dictionary[code].clone())
        }
        Values::Int(values) => {
            let mut distinct = values.clone();
            distinct.sort_unstable();
            distinct.dedup();
            let parts: Vec<Option<Parts>> = distinct.iter().map(|value| split(&value.to_string())).collect();
            let cell = |position: usize| {
                let code = distinct.binary_search(&values[position]).unwrap_or_default();
                (parts[code], code)
            };
            read(column, order, distinct.len(), &cell, &|code| distinct[code].to_string())
        }
        Values::Float(values) => {
            let present = (0..values.len()).filter(|&position| column.valid.get(position));
            let first = present.clone().next().map(|position| (position, values[position].to_string()));
            Dates {
                days: vec![None; values.len()],
                otherwise: vec![false; values.len()],
                unreadable: present.count(),
                first_unreadable: first,
                ..Dates::default()
            }
        }
    }
}

/// A column of dates already: only day and month may have to change places.
fn typed(column: &Column, days: &[i32], order: Option<DateOrder>) -> Dates {
    let swapped = |day: i32| {
        let (year, month, day_of_month) = civil_from_days(day);
        days_from_civil(year, day_of_month, month)
    };
    let present = || days.iter().enumerate().filter(|(position, _)| column.valid.get(*position));
    let swap = order == Some(DateOrder::MonthFirst) && present().all(|(_, &day)| swapped(day).is_some());
    let mut read = vec![None; days.len()];
    for (position, &day) in present() {
        read[position] = if swap { swapped(day) } else { Some(day) };
    }
    let written = present()
        .next()
        .map(|(first, _)| Written {
            count: days.len() - column.valid.missing(),
            first,
            example: column.category(first).unwrap_or_default(),
        })
        .into_iter()
        .collect();
    Dates { days: read, written, otherwise: vec![false; days.len()], ..Dates::default() }
}

/// Decides the order of every form over the distinct cells, then reads the positions.
fn read(
    column: &Column,
    wish: Option<DateOrder>,
    n_distinct: usize,
    cell: &dyn Fn(usize) -> (Option<Parts>, usize),
    text: &dyn Fn(usize) -> String,
) -> Dates {
    let n = column.valid.len();
    let positions = || (0..n).filter(|&position| column.valid.get(position));
    let mut by_form: BTreeMap<Form, Vec<[u32; 3]>> = BTreeMap::new();
    let mut seen = vec![false; n_distinct];
    for position in positions() {
        let (parts, code) = cell(position);
        if let Some(parts) = parts
            && !std::mem::replace(&mut seen[code], true)
        {
            by_form.entry(parts.form).or_default().push(parts.numbers);
        }
    }
    let mut dates = Dates { days: vec![None; n], otherwise: vec![false; n], ..Dates::default() };
    let mut orders: BTreeMap<Form, Order> = BTreeMap::new();
    let mut contradicted: BTreeMap<Form, Order> = BTreeMap::new();
    for (&form, cells) in &by_form {
        let (order, ambiguous) = decide(form, cells, wish);
        dates.ambiguous |= ambiguous;
        let other = order.other_way();
        if cells.iter().any(|&cell| order.day(cell).is_none() && other.day(cell).is_some()) {
            contradicted.insert(form, other);
        }
        orders.insert(form, order);
    }
    let mut written: BTreeMap<Form, Written> = BTreeMap::new();
    for position in positions() {
        let (parts, code) = cell(position);
        let day = parts.and_then(|parts| orders.get(&parts.form)?.day(parts.numbers));
        dates.days[position] = day;
        if let (Some(parts), Some(_)) = (parts, day) {
            let fresh = || Written { count: 0, first: position, example: text(code) };
            written.entry(parts.form).or_insert_with(fresh).count += 1;
            let other = contradicted.get(&parts.form).and_then(|other| other.day(parts.numbers));
            if other.is_some() && other != day {
                dates.either_way += 1;
                dates.first_either_way.get_or_insert_with(|| (position, text(code)));
            }
        } else {
            dates.unreadable += 1;
            if dates.first_unreadable.is_none() {
                let shown = text(code).chars().take(40).collect();
                dates.first_unreadable = Some((position, shown));
            }
        }
    }
    // The form most cells have; of equally frequent ones the first.
    let main = written.iter().rev().max_by_key(|(_, written)| written.count).map(|(&form, _)| form);
    if written.len() > 1 {
        for position in positions() {
            dates.otherwise[position] = cell(position).0.is_some_and(|parts| Some(parts.form) != main);
        }
    }
    dates.written = written.into_values().collect();
    dates.written.sort_by_key(|written| (std::cmp::Reverse(written.count), written.first));
    dates
}

/// Which of the three numbers is which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    YearMonthDay,
    DayMonthYear,
    MonthDayYear,
}

impl Order {
    /// Day and month in each other's place.
    fn other_way(self) -> Self {
        match self {
            Self::DayMonthYear => Self::MonthDayYear,
            Self::MonthDayYear => Self::DayMonthYear,
            Self::YearMonthDay => self,
        }
    }

    fn day(self, [a, b, c]: [u32; 3]) -> Option<i32> {
        let (year, month, day) = match self {
            Self::YearMonthDay => (a, b, c),
            Self::DayMonthYear => (c, b, a),
            Self::MonthDayYear => (c, a, b),
        };
        // Two digits of a year as POSIX reads them: 69 to 99 are of the twentieth century.
        let year = match year {
            0..69 => 2000 + year,
            69..100 => 1900 + year,
            _ => year,
        };
        days_from_civil(year as i32, month, day)
    }
}

/// The order for the cells of one form, and whether another one fits as well and gives other days.
fn decide(form: Form, cells: &[[u32; 3]], wish: Option<DateOrder>) -> (Order, bool) {
    use Order::{DayMonthYear, MonthDayYear, YearMonthDay};
    let candidates: &[Order] = match form {
        Form::YearFirst(_) | Form::EightDigits | Form::Named => return (YearMonthDay, false),
        Form::SixDigits | Form::ShortYear('-') => &[YearMonthDay, DayMonthYear, MonthDayYear],
        Form::YearLast(_) => &[DayMonthYear, MonthDayYear],
        Form::ShortYear(_) => &[DayMonthYear, MonthDayYear, YearMonthDay],
    };
    let wished = match wish {
        Some(DateOrder::DayFirst) => Some(DayMonthYear),
        Some(DateOrder::MonthFirst) => Some(MonthDayYear),
        Some(DateOrder::YearFirst | DateOrder::CompactYear) => Some(YearMonthDay),
        None => None,
    };
    if let Some(wished) = wished.filter(|wished| candidates.contains(wished)) {
        return (wished, false);
    }
    let fits = |order: Order| cells.iter().filter(|&&numbers| order.day(numbers).is_some()).count();
    // Of orders that fit equally many cells, the first candidate.
    let mut best = (candidates[0], fits(candidates[0]));
    for &order in &candidates[1..] {
        let fitting = fits(order);
        if fitting > best.1 {
            best = (order, fitting);
        }
    }
    let day_or_month = matches!(form, Form::YearLast('/' | '-' | '0') | Form::ShortYear('/'));
    let ambiguous = day_or_month
        && best.0 == DayMonthYear
        && cells.iter().all(|&numbers| MonthDayYear.day(numbers).is_some())
        && cells.iter().any(|&numbers| MonthDayYear.day(numbers) != DayMonthYear.day(numbers));
    (best.0, ambiguous)
}

/// Takes a cell apart into three numbers; a time of day after them is ignored.
fn split(cell: &str) -> Option<Parts> {
    let cell = cell.trim();
    let digits = cell.bytes().take_while(u8::is_ascii_digit).count();
    let (head, rest) = cell.split_at(digits);
    if matches!(digits, 6 | 8 | 14) {
        let rest = if digits == 14 { "" } else { rest };
        return ends_a_date(rest).then(|| run_of_digits(&head[..digits.min(8)])).flatten();
    }
    let mark = rest.chars().next()?;
    let second = &rest[mark.len_utf8()..];
    if mark.is_alphabetic() && mark.is_ascii() || second.starts_with(|char: char| char.is_ascii_alphabetic())
    {
        return named(head, rest);
    }
    let (second, rest) = second.split_at(second.bytes().take_while(u8::is_ascii_digit).count());
    let second_mark = rest.chars().next()?;
    let rest = &rest[second_mark.len_utf8()..];
    let (third, rest) = rest.split_at(rest.bytes().take_while(u8::is_ascii_digit).count());
    let chinese = (mark, second_mark) == ('年', '月');
    let rest = if chinese { rest.strip_prefix('日').unwrap_or(rest) } else { rest };
    let known = chinese || (mark == second_mark && matches!(mark, '-' | '/' | '.'));
    if !known || !ends_a_date(rest) || second.len() > 2 {
        return None;
    }
    let form = match (head.len(), third.len()) {
        (4, 1 | 2) => Form::YearFirst(mark),
        (1 | 2, 4) => Form::YearLast(mark),
        (1 | 2, 1 | 2) => Form::ShortYear(mark),
        _ => return None,
    };
    Some(Parts { form, numbers: [head.parse().ok()?, second.parse().ok()?, third.parse().ok()?] })
}

/// 930101, 19930101 or 01011993.
fn run_of_digits(digits: &str) -> Option<Parts> {
    let number = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
    if digits.len() == 6 {
        return Some(Parts { form: Form::SixDigits, numbers: [number(0..2)?, number(2..4)?, number(4..6)?] });
    }
    let year_first = [number(0..4)?, number(4..6)?, number(6..8)?];
    if (1800..2200).contains(&year_first[0]) && Order::YearMonthDay.day(year_first).is_some() {
        return Some(Parts { form: Form::EightDigits, numbers: year_first });
    }
    Some(Parts { form: Form::YearLast('0'), numbers: [number(0..2)?, number(2..4)?, number(4..8)?] })
}

/// 1 Mar 2024, 01-MAR-24, 1March2024.
fn named(day: &str, rest: &str) -> Option<Parts> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let rest = rest.trim_start_matches(|char: char| !char.is_ascii_alphanumeric());
    let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    let name = rest.get(..letters.min(3))?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| *month == name)? as u32 + 1;
    let rest = rest[letters..].trim_start_matches(|char: char| !char.is_ascii_digit());
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if !matches!(digits, 2 | 4) || !ends_a_date(&rest[digits..]) {
        return None;
    }
    Some(Parts { form: Form::Named, numbers: [rest[..digits].parse().ok()?, month, day.parse().ok()?] })
}

/// Nothing more, or a time of day.
fn ends_a_date(rest: &str) -> bool {
    let Some(time) = rest.strip_prefix(['T', ' ', ' ']) else {
        return rest.is_empty();
    };
    time.bytes().all(|byte| byte.is_ascii_digit() || b":.,+-Z APMapm".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Validity;
    use crate::data::date::format_days;

    fn texts(cells: &[&str], order: Option<DateOrder>) -> Dates {
        let mut dictionary: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        dictionary.sort();
        dictionary.dedup();
        let code = |cell: &&str| dictionary.iter().position(|word| word == cell).unwrap() as u32;
        let codes = cells.iter().map(code).collect();
        let column = Column {
            name: "date".to_owned(),
            values: Values::Text { codes, dictionary },
            valid: Validity::all_but(cells.len(), []),
        };
        read_column(&column, order)
    }

    fn shown(dates: &Dates) -> Vec<String> {
        dates.days.iter().map(|day| day.map(format_days).unwrap_or_default()).collect()
    }

    #[test]
    fn one_date_in_many_forms() {
        for cell in [
            "930205",
            "19930205",
            "1993-02-05",
            "1993/2/5",
            "5.2.1993",
            "05021993",
            "5.2.93",
            "5 Feb 1993",
            "05-FEB-93",
            "1993年2月5日",
            "930205 00:00:00",
            "1993-02-05T10:20:30Z",
        ] {
            assert_eq!(shown(&texts(&[cell], None)), ["1993-02-05"], "{cell}");
        }
        for cell in ["", "x", "1993-13-01", "1.2", "12345", "5.2-1993", "1993-02-05 spring", "31.2.1993"] {
            assert_eq!(shown(&texts(&[cell], None)), [""], "{cell}");
        }
    }

    #[test]
    fn numbers_are_dates_too() {
        let column = Column {
            name: "date".to_owned(),
            values: Values::Int(vec![930_101, 0, 981_231, 19]),
            valid: Validity::all_but(4, [1]),
        };
        let dates = read_column(&column, None);
        assert_eq!(shown(&dates), ["1993-01-01", "", "1998-12-31", ""]);
        assert_eq!((dates.unreadable, dates.first_unreadable), (1, Some((3, "19".to_owned()))));
    }

    #[test]
    fn the_whole_column_says_which_number_is_the_month() {
        assert_eq!(shown(&texts(&["03/04/2024", "03/25/2024"], None)), ["2024-03-04", "2024-03-25"]);
        assert_eq!(shown(&texts(&["03/04/2024", "25/03/2024"], None)), ["2024-04-03", "2024-03-25"]);
        let mixed = texts(&["03/25/2024", "03/04/2024", "25/03/2024", "04/04/2024", "03/26/2024"], None);
        assert_eq!(shown(&mixed)[..3], ["2024-03-25", "2024-03-04", ""]);
        assert_eq!((mixed.either_way, mixed.first_either_way), (1, Some((1, "03/04/2024".to_owned()))));
        let open = texts(&["03/04/2024"], None);
        assert!(open.ambiguous && shown(&open) == ["2024-04-03"]);
        let said = texts(&["03/04/2024"], Some(DateOrder::MonthFirst));
        assert!(!said.ambiguous && shown(&said) == ["2024-03-04"]);
        assert_eq!(shown(&texts(&["311293", "010193"], None)), ["1993-12-31", "1993-01-01"]);
    }

    #[test]
    fn two_formats_are_told_apart() {
        let dates = texts(&["2024-03-01", "5.3.2024", "2024-03-02"], None);
        assert_eq!(shown(&dates), ["2024-03-01", "2024-03-05", "2024-03-02"]);
        assert_eq!(dates.otherwise, [false, true, false]);
        let counts: Vec<(usize, &str)> =
            dates.written.iter().map(|written| (written.count, written.example.as_str())).collect();
        assert_eq!(counts, [(2, "2024-03-01"), (1, "5.3.2024")]);
    }

    #[test]
    fn a_typed_column_changes_day_and_month_only_where_all_can() {
        let day = |text: &str| texts(&[text], None).days[0].unwrap();
        let column = |days: Vec<i32>| Column {
            name: "date".to_owned(),
            valid: Validity::all_but(days.len(), []),
            values: Values::Date(days),
        };
        let open = read_column(&column(vec![day("2024-03-04")]), Some(DateOrder::MonthFirst));
        assert_eq!(shown(&open), ["2024-04-03"]);
        let sure =
            read_column(&column(vec![day("2024-03-04"), day("2024-03-25")]), Some(DateOrder::MonthFirst));
        assert_eq!(shown(&sure), ["2024-03-04", "2024-03-25"]);
    }
}
