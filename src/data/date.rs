//! Calendar dates as days since 1970-01-01, and the ways customer files write them.

/// Days since 1970-01-01 of a date in the proleptic Gregorian calendar; `None` where there is no such day.
///
/// **Numerics:** whole numbers only; years 1 to 9999.
///
/// **Source:** Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
pub fn days_from_civil(year: i32, month: u32, day: u32) -> Option<i32> {
    if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || day < 1 || day > last_day(year, month) {
        return None;
    }
    // Years that begin in March put the leap day last.
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let year_of_era = shifted.rem_euclid(400);
    let day_of_year = (153 * ((month as i32 + 9) % 12) + 2) / 5 + day as i32 - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// Year, month and day of a count of days since 1970-01-01; the inverse of [`days_from_civil`].
pub fn civil_from_days(days: i32) -> (i32, u32, u32) {
    let days = i64::from(days) + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as i32, month as u32, day as u32)
}

/// The date as YYYY-MM-DD.
pub fn format_days(days: i32) -> String {
    let (year, month, day) = civil_from_days(days);
    format!("{year:04}-{month:02}-{day:02}")
}

fn last_day(year: i32, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// How a date is written. A column is a date column only where every cell has the same shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// 2024-03-01 or 2024/3/1
    YearFirst,
    /// 1.3.2024
    Dotted,
    /// 1/3/2024: day or month first, which only the whole column can say.
    Slashed,
    /// 2024年3月1日
    Chinese,
}

/// A cell read as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub shape: Shape,
    /// The day, where day stands before month (or where the shape leaves no doubt).
    pub day_first: Option<i32>,
    /// The day, where month stands before day; only for [`Shape::Slashed`].
    pub month_first: Option<i32>,
}

/// Reads a date written as ISO, with dots, with slashes or in Chinese; a time of day after it is ignored.
pub fn parse(cell: &str) -> Option<Reading> {
    let bytes = cell.as_bytes();
    if bytes.len() < 8 || bytes.len() > 40 || !bytes[0].is_ascii_digit() {
        return None;
    }
    let (first, rest) = number(cell)?;
    let mark = rest.chars().next()?;
    let (second, rest) = number(&rest[mark.len_utf8()..])?;
    let second_mark = rest.chars().next()?;
    let (third, rest) = number(&rest[second_mark.len_utf8()..])?;
    let digits = |n: (u32, usize)| n.1;
    let year_first = digits(first) == 4 && digits(second) <= 2 && digits(third) <= 2;
    let year_last = digits(first) <= 2 && digits(second) <= 2 && digits(third) == 4;
    let day = |year: (u32, usize), month: (u32, usize), day: (u32, usize)| {
        days_from_civil(year.0 as i32, month.0, day.0)
    };
    let (shape, day_first, month_first, rest) = match (mark, second_mark) {
        ('-', '-') | ('/', '/') if year_first => (Shape::YearFirst, day(first, second, third), None, rest),
        ('.', '.') if year_last => (Shape::Dotted, day(third, second, first), None, rest),
        ('/', '/') if year_last => {
            (Shape::Slashed, day(third, second, first), day(third, first, second), rest)
        }
        ('年', '月') if year_first => {
            (Shape::Chinese, day(first, second, third), None, rest.strip_prefix('日')?)
        }
        _ => return None,
    };
    if day_first.is_none() && month_first.is_none() || !is_time_of_day(rest) {
        return None;
    }
    Some(Reading { shape, day_first, month_first })
}

/// Reads 20240301; only for columns whose name says that they hold dates.
pub fn parse_compact(number: i64) -> Option<i32> {
    if !(1_000_101..=99_991_231).contains(&number) {
        return None;
    }
    days_from_civil((number / 10_000) as i32, (number / 100 % 100) as u32, (number % 100) as u32)
}

/// The whole number at the start (value, digits) and what follows it.
fn number(text: &str) -> Option<((u32, usize), &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 {
        return None;
    }
    Some(((text[..digits].parse().ok()?, digits), &text[digits..]))
}

/// Nothing, or a time of day with an optional offset: ` 21:30`, `T21:30:14.123Z`, ` 9:05:00 PM`.
fn is_time_of_day(rest: &str) -> bool {
    let Some(time) = rest.strip_prefix(['T', ' ']) else {
        return rest.is_empty();
    };
    let time = time.trim();
    time.is_empty()
        || (time.starts_with(|first: char| first.is_ascii_digit())
            && time.contains(':')
            && time.bytes().all(|byte| byte.is_ascii_digit() || b":.,+-Z APMapm".contains(&byte)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_of_ten_thousand_years_comes_back() {
        let first = days_from_civil(1, 1, 1).unwrap();
        let last = days_from_civil(9999, 12, 31).unwrap();
        assert_eq!(last - first + 1, 3_652_059);
        for days in first..=last {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), Some(days));
        }
    }

    #[test]
    fn known_days() {
        assert_eq!(days_from_civil(1970, 1, 1), Some(0));
        assert_eq!(days_from_civil(2000, 2, 29), Some(11_016));
        assert_eq!(days_from_civil(1900, 2, 29), None);
        assert_eq!(days_from_civil(2024, 13, 1), None);
        assert_eq!(format_days(19_783), "2024-03-01");
        assert_eq!(format_days(-1), "1969-12-31");
    }

    #[test]
    fn shapes_are_told_apart() {
        let march = days_from_civil(2024, 3, 1);
        for text in [
            "2024-03-01",
            "2024/3/1",
            "1.3.2024",
            "2024年3月1日",
            "2024-03-01 21:30:14",
            "2024-03-01T00:00:00Z",
        ] {
            assert_eq!(parse(text).and_then(|reading| reading.day_first), march, "{text}");
        }
        let slashed = parse("01/03/2024").unwrap();
        assert_eq!((slashed.day_first, slashed.month_first), (march, days_from_civil(2024, 1, 3)));
        assert_eq!(parse("13/25/2024"), None);
        for text in
            ["1.2.3", "2024-03", "192.168.0.1", "10-12-14-16", "2024-03-01x", "2024-3/1", "0000-01-01"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn compact_dates_are_checked() {
        assert_eq!(parse_compact(20_240_301), days_from_civil(2024, 3, 1));
        assert_eq!(parse_compact(20_241_301), None);
        assert_eq!(parse_compact(19), None);
    }
}
