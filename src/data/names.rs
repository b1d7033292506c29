//! What a column's name says about its contents, in English and Chinese, and names that differ from each other.

use std::collections::BTreeSet;

/// The words of a column name in lower case: `CustomerId`, `cust_id`, `CUST-ID` and `cust id` all have `id`.
pub fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = vec![String::new()];
    for (index, &char) in chars.iter().enumerate() {
        if !char.is_alphanumeric() {
            words.push(String::new());
            continue;
        }
        let before = index.checked_sub(1).map(|previous| chars[previous]);
        let after = chars.get(index + 1);
        let hump = char.is_uppercase()
            && (before.is_some_and(|before| before.is_lowercase() || before.is_ascii_digit())
                || (before.is_some_and(char::is_uppercase)
                    && after.is_some_and(|after| after.is_lowercase())));
        let digits_begin = char.is_ascii_digit() && before.is_some_and(char::is_alphabetic);
        if hump || digits_begin {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.extend(char.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Whether any word of the name is one of these, or the name holds one of these Chinese terms.
pub fn says(name: &str, english: &[&str], chinese: &[&str]) -> bool {
    words(name).iter().any(|word| english.contains(&word.as_str()))
        || chinese.iter().any(|term| name.contains(term))
}

/// Whether the name says that the column holds calendar dates.
pub fn says_date(name: &str) -> bool {
    says(name, &["date", "dt", "datum", "birthday", "birthdate", "dob", "ymd"], &["日期", "时间", "生日"])
}

/// The name, with a number behind it where it is taken already; taken from now on.
pub fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut fresh = name.to_owned();
    let mut number = 2;
    while !taken.insert(fresh.clone()) {
        fresh = format!("{name}_{number}");
        number += 1;
    }
    fresh
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_taken_get_numbers() {
        let mut taken = BTreeSet::from(["a_2".to_owned()]);
        let names = ["a", "a", "a", "a_2", "b"].map(|name| unique(name, &mut taken));
        assert_eq!(names, ["a", "a_3", "a_4", "a_2_2", "b"]);
    }

    #[test]
    fn names_fall_into_words() {
        assert_eq!(words("CustomerId"), ["customer", "id"]);
        assert_eq!(words("CUST_ID"), ["cust", "id"]);
        assert_eq!(words("BILL_AMT1"), ["bill", "amt", "1"]);
        assert_eq!(words("default.payment.next.month"), ["default", "payment", "next", "month"]);
        assert_eq!(words("NumOfProducts"), ["num", "of", "products"]);
        assert_eq!(words("IBANNumber"), ["iban", "number"]);
        assert_eq!(words("客户号"), ["客户号"]);
    }

    #[test]
    fn dates_by_name() {
        assert!(says_date("open_date") && says_date("TxnDate") && says_date("交易日期"));
        assert!(!says_date("update_count") && !says_date("candidate"));
    }
}
