//! Which column of a transactions file plays which part, and which tables are joined to it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::data::Frame;

/// The part a column plays in a list of transactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerRole {
    /// Whose transaction it is.
    Customer,
    /// The account booked on; without it a customer has one account (one a product).
    Account,
    Date,
    Amount,
    /// Whether the money came or left, where amounts are written without a sign.
    Sign,
    /// What kind of transaction it is.
    Kind,
    /// The balance of the account after the entry.
    Balance,
    /// Whether the account is a deposit or a loan.
    Product,
}

impl LedgerRole {
    pub const ALL: [Self; 8] = [
        Self::Customer,
        Self::Account,
        Self::Date,
        Self::Amount,
        Self::Sign,
        Self::Kind,
        Self::Balance,
        Self::Product,
    ];

    /// The word used in recipes and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Account => "account",
            Self::Date => "date",
            Self::Amount => "amount",
            Self::Sign => "sign",
            Self::Kind => "kind",
            Self::Balance => "balance",
            Self::Product => "product",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }

    pub fn name_key(self) -> &'static str {
        match self {
            Self::Customer => "ledger-role-customer",
            Self::Account => "ledger-role-account",
            Self::Date => "ledger-role-date",
            Self::Amount => "ledger-role-amount",
            Self::Sign => "ledger-role-sign",
            Self::Kind => "ledger-role-kind",
            Self::Balance => "ledger-role-balance",
            Self::Product => "ledger-role-product",
        }
    }

    /// What the role means, for a tooltip.
    pub fn more_key(self) -> &'static str {
        match self {
            Self::Customer => "ledger-role-customer-more",
            Self::Account => "ledger-role-account-more",
            Self::Date => "ledger-role-date-more",
            Self::Amount => "ledger-role-amount-more",
            Self::Sign => "ledger-role-sign-more",
            Self::Kind => "ledger-role-kind-more",
            Self::Balance => "ledger-role-balance-more",
            Self::Product => "ledger-role-product-more",
        }
    }

    /// Whether nothing can be computed without such a column.
    pub fn is_required(self) -> bool {
        matches!(self, Self::Customer | Self::Date | Self::Amount)
    }
}

/// In which order a date names day, month and year, where the whole column leaves it open or says it wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 1.3.2024, 1/3/24, 01032024
    DayFirst,
    /// 3/1/2024
    MonthFirst,
    /// 2024-03-01, 20240301
    YearFirst,
    /// 240301; 69 to 99 are of the twentieth century.
    CompactYear,
}

impl DateOrder {
    pub const ALL: [Self; 4] = [Self::DayFirst, Self::MonthFirst, Self::YearFirst, Self::CompactYear];

    /// The word used in recipes and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::DayFirst => "day_first",
            Self::MonthFirst => "month_first",
            Self::YearFirst => "year_first",
            Self::CompactYear => "compact_year",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.id() == id)
    }

    pub fn name_key(self) -> &'static str {
        match self {
            Self::DayFirst => "ledger-dates-day-first",
            Self::MonthFirst => "ledger-dates-month-first",
            Self::YearFirst => "ledger-dates-year-first",
            Self::CompactYear => "ledger-dates-compact-year",
        }
    }
}

/// How a list of transactions is to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// Column by role. One column may play two roles (an account number that stands for the customer).
    pub columns: BTreeMap<LedgerRole, String>,
    /// Values of the column [`LedgerRole::Sign`] that mean money leaving.
    pub money_out: Vec<String>,
    /// Values of the column [`LedgerRole::Product`] that mean a loan account.
    pub loans: Vec<String>,
    /// `None`: found out over the whole column.
    pub dates: Option<DateOrder>,
}

impl Mapping {
    pub fn column(&self, role: LedgerRole) -> Option<&str> {
        self.columns.get(&role).map(String::as_str)
    }

    /// The roles a column plays.
    pub fn roles_of<'a>(&'a self, column: &'a str) -> impl Iterator<Item = LedgerRole> + 'a {
        self.columns.iter().filter(move |(_, name)| *name == column).map(|(role, _)| *role)
    }
}

/// What a joined table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinKind {
    /// Facts about customers or accounts, one row each.
    Attributes,
    /// Loans granted.
    Loans,
}

/// The part a column plays in a table of loans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoanRole {
    /// When it was paid out.
    Start,
    Principal,
    /// Duration in months.
    Months,
    /// What is due each month.
    Payment,
    /// How it went.
    Status,
}

impl LoanRole {
    pub fn name_key(self) -> &'static str {
        match self {
            Self::Start => "ledger-loan-start",
            Self::Principal => "ledger-loan-principal",
            Self::Months => "ledger-loan-months",
            Self::Payment => "ledger-loan-payment",
            Self::Status => "ledger-loan-status",
        }
    }
}

/// How another table is joined to the transactions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// The name of the file, without its folders.
    pub file: String,
    pub kind: JoinKind,
    /// The column of the joined table that names the customer or account.
    pub key: String,
    /// What that column is compared with: [`LedgerRole::Customer`] or [`LedgerRole::Account`].
    pub to: LedgerRole,
    /// The column that says since when the customer or account exists.
    #[serde(default)]
    pub opened: Option<String>,
    /// For [`JoinKind::Loans`]: column by role.
    #[serde(default)]
    pub loan_columns: BTreeMap<LoanRole, String>,
    /// Values of the column [`LoanRole::Status`] that mean a loan not paid as agreed.
    #[serde(default)]
    pub bad: Vec<String>,
}

/// A table and how it is joined.
#[derive(Clone, Copy, Debug)]
pub struct Joined<'a> {
    pub join: &'a Join,
    pub frame: &'a Frame,
}
