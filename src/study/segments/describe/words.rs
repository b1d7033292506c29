//! Plain words for columns whose name says what they hold; other columns keep their name.

use crate::base::Message;
use crate::data::names;

/// What a column is about, as far as its name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    Spending,
    Cash,
    /// What is owed on a card, or lies on an account.
    Balance,
    Debt,
    Payments,
    PaidInFull,
    Limit,
    Means,
    Other,
}

/// A word of the lists, what it is about, and the names of columns (words in lower case) that it stands for.
struct Known(&'static str, Topic, &'static [&'static str]);

#[rustfmt::skip]
static KNOWN: [Known; 21] = [
    Known("seg-word-balance", Topic::Balance, &["balance", "bal", "card balance", "average balance", "account balance", "余额", "账户余额"]),
    Known("seg-word-bill", Topic::Debt, &["bill", "bills", "bill amt", "bill amount", "账单", "账单金额"]),
    Known("seg-word-purchases", Topic::Spending, &["purchases", "purchase amount", "spending", "spend", "spent", "消费", "消费金额"]),
    Known("seg-word-one-off", Topic::Spending, &["oneoff purchases", "one off purchases", "single purchases"]),
    Known("seg-word-instalments", Topic::Spending, &["installments purchases", "installment purchases", "instalment purchases", "instalments", "installments", "分期", "分期消费"]),
    Known("seg-word-purchase-count", Topic::Spending, &["purchases trx", "n purchases", "purchase count", "number of purchases", "消费笔数"]),
    Known("seg-word-purchase-frequency", Topic::Spending, &["purchases frequency", "purchase frequency", "purchase month share", "消费频率"]),
    Known("seg-word-one-off-frequency", Topic::Spending, &["oneoff purchases frequency", "one off purchases frequency"]),
    Known("seg-word-instalment-frequency", Topic::Spending, &["purchases installments frequency", "installments frequency", "instalment frequency"]),
    Known("seg-word-cash", Topic::Cash, &["cash advance", "cash advances", "cash withdrawals", "cash amount", "cash", "取现", "取现金额", "预借现金"]),
    Known("seg-word-cash-count", Topic::Cash, &["cash advance trx", "cash advance count", "n cash", "number of cash advances", "取现笔数"]),
    Known("seg-word-cash-frequency", Topic::Cash, &["cash advance frequency", "cash month share", "取现频率"]),
    Known("seg-word-payments", Topic::Payments, &["payments", "payment", "pay amt", "paid", "还款", "还款金额", "还款额"]),
    Known("seg-word-minimum-payments", Topic::Other, &["minimum payments", "minimum payment", "minimum amount due", "min payment", "最低还款额"]),
    Known("seg-word-full-payment", Topic::PaidInFull, &["prc full payment", "full payment share", "full payments", "share paid in full", "paid in full", "全额还款比例"]),
    Known("seg-word-limit", Topic::Limit, &["credit limit", "limit bal", "card limit", "limit", "信用额度", "额度"]),
    Known("seg-word-income", Topic::Means, &["income", "salary", "estimated salary", "monthly income", "收入", "月收入"]),
    Known("seg-word-age", Topic::Other, &["age", "年龄"]),
    Known("seg-word-tenure", Topic::Other, &["tenure", "months as customer", "months with bank", "months with card", "客龄"]),
    Known("seg-word-score", Topic::Other, &["credit score", "信用评分"]),
    Known("seg-word-products", Topic::Other, &["num of products", "products", "number of products", "产品数"]),
];

fn known(column: &str) -> Option<&'static Known> {
    let mut words = names::words(column);
    // The month at the end of `BILL_AMT3`, `spending_2024_05`, `balance_m01` and `余额3月`.
    while words.len() > 1 && words.last().is_some_and(|word| is_month(word)) {
        words.pop();
    }
    let name = words.join(" ");
    KNOWN.iter().find(|Known(_, _, names)| names.contains(&name.as_str()))
}

fn is_month(word: &str) -> bool {
    ["m", "month", "月"].contains(&word) || word.chars().all(|c| c.is_ascii_digit())
}

/// How a person says the column.
pub fn word(column: &str) -> Message {
    known(column).map_or_else(|| Message::text(column), |Known(key, ..)| Message::new(key))
}

/// What the column is about.
pub fn topic(column: &str) -> Topic {
    known(column).map_or(Topic::Other, |Known(_, topic, _)| *topic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_where_the_name_tells_and_the_name_where_not() {
        assert_eq!(word("CASH_ADVANCE").key, "seg-word-cash");
        assert_eq!(word("BILL_AMT3").key, "seg-word-bill");
        assert_eq!(word("spending_2024_05").key, "seg-word-purchases");
        assert_eq!(word("OneOffPurchases").key, "seg-word-one-off");
        assert_eq!(word("balance_m01").key, "seg-word-balance");
        assert_eq!(word("PAY_0"), Message::text("PAY_0"));
        assert_eq!(word("BALANCE_FREQUENCY"), Message::text("BALANCE_FREQUENCY"));
        assert_eq!(word("2024"), Message::text("2024"));
        assert_eq!(topic("PRC_FULL_PAYMENT"), Topic::PaidInFull);
    }
}
