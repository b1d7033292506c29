//! Words in column names, English and Chinese, that say what a column holds.

use crate::data::names::{says, words};

/// How surely a name says "this is what is to be predicted"; 0 where it does not.
pub fn label_strength(name: &str, is_last: bool) -> u32 {
    let words = words(name);
    let whole = words.join(" ");
    let holds = |word: &str| words.iter().any(|found| found == word);
    let strong = ["y", "label", "target", "exited", "churn", "churned", "left bank", "leaver", "attrition"];
    let chinese_strong = ["流失", "标签", "目标变量"];
    if strong.contains(&whole.as_str()) || chinese_strong.iter().any(|term| name.contains(term)) {
        return 4;
    }
    let inside = ["churn", "churned", "exited", "attrition", "target", "label", "leaver"];
    if inside.iter().any(|word| holds(word)) || (holds("default") && (holds("next") || holds("payment"))) {
        return 3;
    }
    let weak = ["default", "class", "outcome", "status", "response", "subscribed", "tier", "segment", "left"];
    let chinese_weak = ["违约", "等级", "响应"];
    let says_weakly =
        weak.iter().any(|word| holds(word)) || chinese_weak.iter().any(|term| name.contains(term));
    u32::from(says_weakly && is_last)
}

/// Names, addresses, telephone numbers and the like.
pub fn is_personal(name: &str) -> bool {
    let english = [
        "surname",
        "lastname",
        "firstname",
        "forename",
        "fullname",
        "email",
        "mail",
        "phone",
        "mobile",
        "telephone",
        "tel",
        "iban",
        "ssn",
        "passport",
        "address",
        "street",
        "birthday",
        "birthdate",
        "dob",
    ];
    let chinese = ["姓名", "手机", "电话", "邮箱", "地址", "身份证", "护照", "证件号", "生日", "出生日期"];
    if says(name, &english, &chinese) {
        return true;
    }
    let words = words(name);
    let holds = |word: &str| words.iter().any(|found| found == word);
    let of_person = ["first", "last", "full", "given", "family", "customer", "client", "holder", "user"];
    words == ["name"]
        || (holds("name") && of_person.iter().any(|word| holds(word)))
        || (holds("birth") && (holds("number") || holds("date") || holds("day")))
}

/// A name that an identifier with (nearly) no repeats may have.
pub fn may_identify(name: &str) -> bool {
    let english = [
        "id",
        "ids",
        "no",
        "nr",
        "num",
        "number",
        "key",
        "code",
        "account",
        "acct",
        "card",
        "customer",
        "client",
        "index",
        "idx",
        "uuid",
        "guid",
        "ref",
        "reference",
        "serial",
        "rownumber",
        "custid",
        "customerid",
    ];
    says(
        name,
        &english,
        &["编号", "号码", "客户号", "账号", "账户", "卡号", "序号", "流水号", "户号", "代码"],
    )
}

/// A name that says "identifier" even where values repeat, as the account in a list of transactions.
pub fn identifies(name: &str) -> bool {
    words(name).last().is_some_and(|word| matches!(word.as_str(), "id" | "uuid" | "guid" | "iban"))
        || ["客户号", "账号", "卡号", "流水号", "户号"].iter().any(|term| name.contains(term))
}

/// Whole numbers under such a name are codes for groups.
pub fn is_category(name: &str) -> bool {
    let english = [
        "sex",
        "gender",
        "education",
        "marriage",
        "marital",
        "region",
        "country",
        "city",
        "branch",
        "district",
        "type",
        "kind",
        "category",
        "group",
        "class",
        "grade",
        "tier",
        "level",
        "status",
        "code",
        "zip",
        "postcode",
        "job",
        "occupation",
        "channel",
        "product",
        "id",
        "segment",
    ];
    let chinese = [
        "性别", "学历", "婚姻", "地区", "省", "城市", "网点", "机构", "类型", "类别", "等级", "状态", "职业",
        "渠道", "代码",
    ];
    says(name, &english, &chinese)
}

pub fn is_amount(name: &str) -> bool {
    let english = [
        "balance",
        "bal",
        "amount",
        "amt",
        "salary",
        "income",
        "limit",
        "payment",
        "payments",
        "bill",
        "turnover",
        "deposit",
        "deposits",
        "loan",
        "loans",
        "credit",
        "debit",
        "purchases",
        "price",
        "value",
        "fee",
        "fees",
        "assets",
        "wealth",
        "advance",
        "spend",
        "spending",
        "savings",
        "revenue",
        "cost",
    ];
    let chinese =
        ["余额", "金额", "收入", "工资", "薪", "额度", "存款", "贷款", "资产", "消费", "还款", "费用"];
    says(name, &english, &chinese) && !says(name, &["score", "rating", "days", "day"], &["评分"])
}

/// Parts of a calendar or clock: numbers, but not how many of something.
pub fn is_calendar_part(name: &str) -> bool {
    let parts = ["day", "of", "week", "weekday", "month", "quarter", "year", "hour"];
    words(name).iter().all(|word| parts.contains(&word.as_str()))
        || says(name, &[], &["星期", "季度", "小时"])
}

pub fn is_frequency(name: &str) -> bool {
    let english =
        ["frequency", "freq", "ratio", "share", "rate", "percent", "pct", "prc", "probability", "proportion"];
    says(name, &english, &["频率", "比例", "占比", "概率", "率"])
}

pub fn is_count(name: &str) -> bool {
    let english = [
        "num",
        "count",
        "counts",
        "cnt",
        "trx",
        "times",
        "n",
        "logins",
        "visits",
        "contacts",
        "complaints",
        "products",
        "cards",
        "accounts",
        "children",
        "tenure",
        "months",
        "years",
    ];
    says(name, &english, &["次数", "笔数", "数量", "个数", "月数", "年限"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_real_files() {
        assert!(label_strength("y", true) > label_strength("default", false));
        assert_eq!(label_strength("default", false), 0);
        assert!(label_strength("default.payment.next.month", true) > 0);
        assert!(label_strength("Exited", true) > 0 && label_strength("是否流失", false) > 0);
        assert!(is_personal("Surname") && is_personal("birth_number") && is_personal("手机号"));
        assert!(!is_personal("branch_name") && !is_personal("contact") && !is_personal("Age"));
        assert!(may_identify("RowNumber") && identifies("CUST_ID") && identifies("客户号"));
        assert!(!identifies("paid") && !may_identify("Balance"));
    }
}
