//! What the values of a text column look like: addresses, telephone numbers, codes.

/// Values looked at, spread evenly over the dictionary.
const LOOKED_AT: usize = 500;
/// The share of them that must look alike.
const ENOUGH: f64 = 0.9;

/// What personal thing a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Personal {
    Email,
    Phone,
    Iban,
    NationalId,
}

/// Whether nearly all values are e-mail addresses, telephone numbers, IBANs or Chinese identity numbers.
pub fn personal(dictionary: &[String]) -> Option<Personal> {
    let kinds = [Personal::Email, Personal::Iban, Personal::NationalId, Personal::Phone];
    kinds.into_iter().find(|kind| {
        mostly(dictionary, |value| match kind {
            Personal::Email => is_email(value),
            Personal::Iban => is_iban(value),
            Personal::NationalId => is_national_id(value),
            Personal::Phone => is_phone(value),
        })
    })
}

/// Whether nearly all values are written alike with at least one digit and no blank, as `C10001` or `AB-12/7`.
pub fn is_code(dictionary: &[String]) -> bool {
    let Some(first) = dictionary.first() else {
        return false;
    };
    let form = form(first);
    form.contains('9') && mostly(dictionary, |value| !value.contains(' ') && self::form(value) == form)
}

/// The mean number of characters, and whether most values hold a blank.
pub fn length_and_blanks(dictionary: &[String]) -> (f64, bool) {
    let looked_at = sample(dictionary).count().max(1) as f64;
    let length = sample(dictionary).map(|value| value.chars().count()).sum::<usize>() as f64 / looked_at;
    (length, mostly(dictionary, |value| value.contains(char::is_whitespace)))
}

fn sample(dictionary: &[String]) -> impl Iterator<Item = &String> {
    dictionary.iter().step_by(dictionary.len().div_ceil(LOOKED_AT).max(1))
}

fn mostly(dictionary: &[String], matches: impl Fn(&str) -> bool) -> bool {
    let looked_at = sample(dictionary).count();
    let matching = sample(dictionary).filter(|value| matches(value)).count();
    looked_at > 0 && matching as f64 >= ENOUGH * looked_at as f64
}

/// Letters as `A`, runs of digits as `9`, the rest as it is.
fn form(value: &str) -> String {
    let mut form = String::new();
    for char in value.chars() {
        let kind = match char {
            char if char.is_ascii_digit() => '9',
            char if char.is_alphabetic() => 'A',
            other => other,
        };
        if !(kind == '9' && form.ends_with('9')) {
            form.push(kind);
        }
    }
    form
}

fn is_email(value: &str) -> bool {
    value.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && host.contains('.') && !value.contains(char::is_whitespace) && !host.contains('@')
    })
}

/// Two letters and two check digits, 15 to 34 characters, remainder 1 by 97.
///
/// **Source:** ISO 13616.
fn is_iban(value: &str) -> bool {
    let compact: Vec<u8> = value.bytes().filter(|byte| *byte != b' ').collect();
    if !(15..=34).contains(&compact.len())
        || !compact[..2].iter().all(u8::is_ascii_alphabetic)
        || !compact[2..4].iter().all(u8::is_ascii_digit)
    {
        return false;
    }
    let mut remainder = 0u32;
    for byte in compact[4..].iter().chain(&compact[..4]) {
        remainder = match byte {
            b'0'..=b'9' => remainder * 10 + u32::from(byte - b'0'),
            byte if byte.is_ascii_alphabetic() => {
                remainder * 100 + u32::from(byte.to_ascii_uppercase() - b'A') + 10
            }
            _ => return false,
        } % 97;
    }
    remainder == 1
}

/// Chinese resident identity number: 17 digits and a check character.
///
/// **Source:** GB 11643-1999.
fn is_national_id(value: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let bytes = value.as_bytes();
    if bytes.len() != 18 || !bytes[..17].iter().all(u8::is_ascii_digit) {
        return false;
    }
    let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    b"10X98765432"[(sum % 11) as usize] == bytes[17].to_ascii_uppercase()
}

/// International (`+…`), grouped by blanks, hyphens or brackets, or a Chinese mobile number.
fn is_phone(value: &str) -> bool {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let only_phone_marks = value.bytes().all(|byte| byte.is_ascii_digit() || b"+-() /".contains(&byte));
    if !only_phone_marks || !(8..=15).contains(&digits) {
        return false;
    }
    let marks = value.len() - digits;
    let chinese_mobile = digits == 11 && value.starts_with('1') && matches!(value.as_bytes()[1], b'3'..=b'9');
    value.starts_with('+')
        || value.starts_with('(')
        || chinese_mobile
        || (marks > 0 && value.starts_with('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(values: &[&str]) -> Vec<String> {
        values.iter().map(|value| (*value).to_owned()).collect()
    }

    #[test]
    fn personal_things_are_recognised() {
        assert_eq!(personal(&all(&["a@b.de", "li.na@bank.cn"])), Some(Personal::Email));
        assert_eq!(
            personal(&all(&["DE89370400440532013000", "GB82 WEST 1234 5698 7654 32"])),
            Some(Personal::Iban)
        );
        assert_eq!(personal(&all(&["11010519491231002X"])), Some(Personal::NationalId));
        assert_eq!(personal(&all(&["+49 30 1234567", "+86 139 1234 5678"])), Some(Personal::Phone));
        for other in
            ["DE89370400440532013001", "110105194912310021", "2024-03-01", "C10001", "France", "09001"]
        {
            assert_eq!(personal(&all(&[other])), None, "{other}");
        }
    }

    #[test]
    fn codes_are_written_alike() {
        assert!(is_code(&all(&["C10001", "C10002", "C9"])));
        assert!(!is_code(&all(&["Hargrave", "Hill"])));
        assert!(!is_code(&all(&["C1", "call 5 times"])));
    }
}
