//! What banks call the columns and values of their lists of transactions, in English, Chinese, Czech and German.

use crate::data::names;

use super::mapping::{LedgerRole, LoanRole};

/// Words of column names that say nothing by themselves.
const GENERIC: [&str; 12] =
    ["id", "no", "nr", "number", "num", "code", "key", "of", "the", "ref", "cislo", "nummer"];

/// How strongly a column's name says that it plays a part: 0 not at all, 2 by a word that means just that.
pub fn named(name: &str, role: LedgerRole) -> u32 {
    let (strong, chinese, weak): (&[&str], &[&str], &[&str]) = match role {
        LedgerRole::Customer => (
            &[
                "customer",
                "cust",
                "client",
                "kunde",
                "kunden",
                "klient",
                "zakaznik",
                "customerid",
                "clientid",
                "kundennummer",
                "kundennr",
            ],
            &["客户", "会员", "顾客"],
            &["user", "member", "person", "holder", "cif", "party"],
        ),
        LedgerRole::Account => (
            &["account", "acct", "acc", "konto", "ucet", "accountid", "kontonummer", "iban"],
            &["账户", "账号", "帐户", "帐号"],
            &["contract", "card", "vertrag"],
        ),
        LedgerRole::Date => (
            &["date", "datum", "day", "buchungstag", "valuta", "dt"],
            &["日期", "时间"],
            &["time", "timestamp", "booked", "posted", "when"],
        ),
        LedgerRole::Amount => (
            &["amount", "amt", "betrag", "castka", "sum", "umsatz"],
            &["金额", "发生额", "交易额"],
            &["value", "money", "wert"],
        ),
        LedgerRole::Sign => (
            &["direction", "sign", "dc", "drcr", "crdr", "indicator", "side"],
            &["借贷", "收支", "方向"],
            &["type", "typ", "debit", "credit", "soll", "haben"],
        ),
        LedgerRole::Kind => (
            &["kind", "operation", "category", "operace", "buchungstext", "art", "transactiontype"],
            &["类型", "摘要", "种类", "类别", "用途"],
            &["type", "typ", "purpose", "symbol", "channel", "description", "text"],
        ),
        LedgerRole::Balance => (
            &["balance", "saldo", "zustatek", "kontostand", "bal"],
            &["余额", "结余"],
            &["remaining", "after"],
        ),
        LedgerRole::Product => (
            &["product", "produkt", "producttype", "accounttype"],
            &["产品", "账户类型", "业务种类"],
            &["type", "typ"],
        ),
    };
    strength(name, strong, chinese, weak)
}

/// The same for a table of loans.
pub fn loan_named(name: &str, role: LoanRole) -> u32 {
    let (strong, chinese, weak): (&[&str], &[&str], &[&str]) = match role {
        LoanRole::Start => (&["date", "start", "granted", "datum"], &["日期", "放款"], &["begin", "from"]),
        LoanRole::Principal => {
            (&["amount", "principal", "betrag", "castka"], &["金额", "本金"], &["loan", "sum", "kredit"])
        }
        LoanRole::Months => {
            (&["duration", "months", "term", "laufzeit", "doba"], &["期限", "期数"], &["length", "period"])
        }
        LoanRole::Payment => (
            &["payment", "payments", "instalment", "installment", "rate", "splatky"],
            &["月供", "还款"],
            &["monthly", "due"],
        ),
        LoanRole::Status => (&["status", "state", "stav"], &["状态"], &["default", "outcome"]),
    };
    strength(name, strong, chinese, weak)
}

fn strength(name: &str, strong: &[&str], chinese: &[&str], weak: &[&str]) -> u32 {
    if names::says(name, strong, chinese) { 2 } else { u32::from(names::says(name, weak, &[])) }
}

/// Whether two column names may mean the same: a common word that is not empty of meaning, or both
/// of them words for the same part.
pub fn may_be_same(one: &str, other: &str) -> bool {
    let words = names::words(one);
    let telling = |word: &&String| !GENERIC.contains(&word.as_str());
    one == other
        || names::words(other).iter().filter(telling).any(|word| words.contains(word))
        || [LedgerRole::Customer, LedgerRole::Account]
            .into_iter()
            .any(|role| named(one, role) == 2 && named(other, role) == 2)
}

/// Whether a word says that money left.
pub fn means_out(value: &str) -> bool {
    let value = value.trim().to_lowercase();
    let words = [
        "debit",
        "debet",
        "dr",
        "d",
        "out",
        "withdrawal",
        "withdraw",
        "outflow",
        "expense",
        "paid",
        "payment",
        "vydaj",
        "výdaj",
        "vyber",
        "výběr",
        "soll",
        "s",
        "ausgang",
        "lastschrift",
        "-",
        "outgoing",
        "spend",
    ];
    let chinese = ["支出", "借", "转出", "取款", "取现", "付"];
    words.contains(&value.as_str())
        || names::words(&value)
            .first()
            .is_some_and(|first| first.len() > 2 && words.contains(&first.as_str()))
        || chinese.iter().any(|word| value.contains(word))
}

/// Whether a word says that money came.
pub fn means_in(value: &str) -> bool {
    let value = value.trim().to_lowercase();
    let words = [
        "credit",
        "cr",
        "c",
        "in",
        "deposit",
        "inflow",
        "income",
        "prijem",
        "příjem",
        "vklad",
        "haben",
        "h",
        "eingang",
        "gutschrift",
        "+",
        "incoming",
        "received",
    ];
    let chinese = ["收入", "贷", "转入", "存款", "存入", "收"];
    words.contains(&value.as_str())
        || names::words(&value)
            .first()
            .is_some_and(|first| first.len() > 2 && words.contains(&first.as_str()))
        || chinese.iter().any(|word| value.contains(word))
}

/// Whether the value of a product column means a loan.
pub fn means_loan(value: &str) -> bool {
    let english = [
        "loan",
        "loans",
        "mortgage",
        "mortgages",
        "lending",
        "borrowing",
        "darlehen",
        "kredit",
        "hypothek",
        "uver",
        "úvěr",
        "hypoteka",
        "leasing",
    ];
    names::says(value, &english, &["贷款", "按揭", "借款"])
}

/// Whether the value of a product column means a deposit.
pub fn means_deposit(value: &str) -> bool {
    let english = [
        "deposit",
        "deposits",
        "saving",
        "savings",
        "current",
        "checking",
        "giro",
        "sparkonto",
        "tagesgeld",
        "vklad",
        "sporeni",
    ];
    names::says(value, &english, &["存款", "储蓄", "活期", "定期"])
}

/// Values of a status column that mean a loan not paid as agreed.
pub fn bad_statuses(values: &[String]) -> Vec<String> {
    // PKDD'99: A finished and paid, B finished and not paid, C running and paid so far, D running and in debt.
    let by_letter =
        values.len() > 1 && values.iter().all(|value| matches!(value.as_str(), "A" | "B" | "C" | "D"));
    let english = [
        "bad",
        "default",
        "defaulted",
        "overdue",
        "late",
        "arrears",
        "unpaid",
        "delinquent",
        "nonperforming",
        "npl",
        "notleidend",
        "dluh",
        "debt",
    ];
    let is_bad = |value: &&String| {
        if by_letter {
            matches!(value.as_str(), "B" | "D")
        } else {
            names::says(value, &english, &["逾期", "不良", "违约", "坏账"])
                || value.to_lowercase().contains("written off")
        }
    };
    values.iter().filter(is_bad).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_four_languages() {
        for (name, role) in [
            ("customer_id", LedgerRole::Customer),
            ("Kundennummer", LedgerRole::Customer),
            ("客户号", LedgerRole::Customer),
            ("account_id", LedgerRole::Account),
            ("交易日期", LedgerRole::Date),
            ("Buchungstag", LedgerRole::Date),
            ("castka", LedgerRole::Amount),
            ("交易金额", LedgerRole::Amount),
            ("Betrag", LedgerRole::Amount),
            ("Saldo", LedgerRole::Balance),
            ("zustatek", LedgerRole::Balance),
            ("余额", LedgerRole::Balance),
        ] {
            assert_eq!(named(name, role), 2, "{name}");
        }
        assert_eq!(named("trans_id", LedgerRole::Customer), 0);
        assert!(may_be_same("account_id", "ACCOUNT") && may_be_same("客户号", "cust_no"));
        assert!(!may_be_same("account_id", "client_id") && !may_be_same("account_id", "loan_id"));
    }

    #[test]
    fn words_for_money_coming_and_leaving() {
        for out in ["VYDAJ", "VYBER", "withdrawal", "withdrawal in cash", "D", "支出", "Soll", "Debit"] {
            assert!(means_out(out) && !means_in(out), "{out}");
        }
        for coming in ["PRIJEM", "credit", "C", "收入", "Haben", "deposit"] {
            assert!(means_in(coming) && !means_out(coming), "{coming}");
        }
        assert!(means_loan("mortgage loan") && means_loan("住房贷款") && !means_loan("deposit"));
        let statuses: Vec<String> = ["A", "B", "C", "D"].map(str::to_owned).into();
        assert_eq!(bad_statuses(&statuses), ["B", "D"]);
        let words: Vec<String> = ["paid", "in arrears", "逾期90天"].map(str::to_owned).into();
        assert_eq!(bad_statuses(&words), ["in arrears", "逾期90天"]);
    }
}
