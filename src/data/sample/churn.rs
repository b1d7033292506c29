//! Customers of the made-up bank, and who left it.
//!
//! Each customer is drawn through a chain of causes (age → time with the bank → income → balances → activity
//! → complaints), and whether they left is drawn from a probability, so that no method can be right every time.
//! Curved and joint effects are in it because people are like that (many products at once are a sign of trouble, an
//! idle customer leaves at another balance than an active one), not to favour any method.

use crate::base::Stream;

use super::draw::{self, poisson};

/// The header of [`churn`]; the last column is the label.
pub const CHURN_COLUMNS: [&str; 18] = [
    "customer_id",
    "age",
    "gender",
    "region",
    "months_as_customer",
    "employment",
    "yearly_income",
    "products",
    "has_credit_card",
    "balance",
    "savings",
    "loan_balance",
    "card_turnover_month",
    "online_logins_month",
    "days_since_last_contact",
    "complaints_year",
    "satisfaction",
    "left_bank",
];

/// A table of bank customers with the label `left_bank`, as CSV with `\n` line ends.
///
/// **Numerics:** whole numbers, `libm` and [`Stream`] only, rounded to cents before writing.
pub fn churn(n_rows: usize, seed: u64) -> String {
    let mut stream = Stream::new(seed, "sample churn", 0);
    let mut text = CHURN_COLUMNS.join(",");
    text.push('\n');
    for number in 1..=n_rows {
        let customer = Customer::draw(&mut stream);
        text.push_str(&customer.line(number, &mut stream));
        text.push('\n');
    }
    text
}

const REGIONS: [(&str, f64); 5] =
    [("North", 0.22), ("South", 0.27), ("East", 0.16), ("West", 0.21), ("Capital", 0.14)];
const EMPLOYMENT: [&str; 5] = ["employed", "self-employed", "retired", "student", "not working"];

struct Customer {
    age: u32,
    gender: &'static str,
    region: &'static str,
    months: u32,
    employment: &'static str,
    income: f64,
    products: u32,
    card: bool,
    balance: f64,
    savings: f64,
    loan: f64,
    turnover: f64,
    logins: u32,
    last_contact: u32,
    complaints: u32,
    satisfaction: Option<u32>,
    left: bool,
}

impl Customer {
    fn draw(stream: &mut Stream) -> Self {
        let age = (18.0 + 62.0 * libm::pow(between(stream, 0.0, 1.0), 1.35) + 6.0 * stream.normal())
            .clamp(18.0, 92.0);
        let gender = if stream.uniform() < 0.52 { "female" } else { "male" };
        let region = draw::pick(stream, &REGIONS).unwrap_or("");
        let longest = (12.0 * (age - 16.0)).min(420.0);
        let months = libm::floor(longest * libm::pow(stream.uniform(), 1.6)).max(1.0);
        let employment = employment(stream, age);
        let level = match employment {
            "employed" => 10.55,
            "self-employed" => 10.65,
            "retired" => 10.1,
            "student" => 9.2,
            _ => 9.5,
        };
        let career = 0.012 * (age.min(55.0) - 40.0);
        let capital = if region == "Capital" { 0.18 } else { 0.0 };
        let income = libm::exp(level + career + capital + 0.38 * stream.normal());
        let attachment = stream.normal() + 0.004 * (months - 120.0);
        let products = products(stream, attachment, income);
        let card = stream.uniform() < logistic(0.6 + 0.35 * attachment);
        let balance = if stream.uniform() < 0.24 {
            0.0
        } else {
            income * libm::exp(-1.9 + 0.3 * attachment + 0.9 * stream.normal())
        };
        let savings = if products >= 2 && stream.uniform() < 0.75 {
            income * libm::exp(-1.2 + 0.02 * (age - 40.0) + 1.0 * stream.normal())
        } else {
            0.0
        };
        let loan = if age < 70.0 && stream.uniform() < 0.3 {
            income * libm::exp(0.4 + 0.5 * stream.normal())
        } else {
            0.0
        };
        let spends = if card { -3.3 } else { -4.6 };
        let turnover = income * libm::exp(spends + 0.25 * attachment + 0.5 * stream.normal());
        let habit = libm::exp(2.3 - 0.018 * (age - 40.0) + 0.4 * attachment + 0.35 * stream.normal());
        let logins = poisson(stream, habit.min(60.0));
        let quiet = libm::exp(3.9 - 0.35 * attachment + 0.8 * stream.normal()).min(900.0);
        let trouble = libm::exp(-1.5 - 0.3 * attachment + if products >= 4 { 0.7 } else { 0.0 });
        let complaints = poisson(stream, trouble).min(9);
        let mood = 3.6 + 0.35 * attachment - 0.75 * f64::from(complaints) + 0.8 * stream.normal();
        let satisfaction = (stream.uniform() < 0.62).then(|| libm::round(mood).clamp(1.0, 5.0) as u32);
        let mut customer = Self {
            age: age as u32,
            gender,
            region,
            months: months as u32,
            employment,
            income,
            products,
            card,
            balance,
            savings,
            loan,
            turnover,
            logins,
            last_contact: quiet as u32,
            complaints,
            satisfaction,
            left: false,
        };
        customer.left = stream.uniform() < logistic(customer.leaning(mood));
        customer
    }

    /// The log-odds of leaving. `mood` is known to nobody; the satisfaction asked for is its coarse shadow.
    fn leaning(&self, mood: f64) -> f64 {
        let age = f64::from(self.age);
        let middle_aged = 1.5 * libm::exp(-libm::pow((age - 51.0) / 11.0, 2.0));
        let products = match self.products {
            1 => 0.45,
            2 => -0.75,
            3 => 0.15,
            _ => 1.6,
        };
        let newcomer = 0.9 * libm::exp(-f64::from(self.months) / 18.0);
        let idle = if self.logins <= 3 { 0.55 } else { 0.0 };
        let idle_money = if self.logins <= 3 && self.balance > 8_000.0 { 0.8 } else { 0.0 };
        let angry = 0.75 * f64::from(self.complaints.min(3));
        let silent = if self.last_contact > 120 { 0.4 } else { 0.0 };
        let tied = if self.loan > 0.0 { -0.45 } else { 0.0 };
        let region = match self.region {
            "East" => 0.5,
            "Capital" => 0.2,
            _ => 0.0,
        };
        let gender = if self.gender == "female" { 0.15 } else { 0.0 };
        let circumstances =
            middle_aged + products + newcomer + idle + idle_money + angry + silent + tied + region + gender;
        -4.3 + 1.75 * circumstances - 0.6 * (mood - 3.5)
    }

    fn line(&self, number: usize, stream: &mut Stream) -> String {
        // What a bank does not know of everyone.
        let income = (stream.uniform() >= 0.06).then_some(self.income);
        let employment = if stream.uniform() < 0.02 { "" } else { self.employment };
        let cells = [
            format!("C{number:06}"),
            self.age.to_string(),
            self.gender.to_owned(),
            self.region.to_owned(),
            self.months.to_string(),
            employment.to_owned(),
            income.map_or_else(String::new, |income| ((income / 100.0) as u64 * 100).to_string()),
            self.products.to_string(),
            if self.card { "yes" } else { "no" }.to_owned(),
            money(self.balance),
            money(self.savings),
            money(self.loan),
            money(self.turnover),
            self.logins.to_string(),
            self.last_contact.to_string(),
            self.complaints.to_string(),
            self.satisfaction.map_or_else(String::new, |score| score.to_string()),
            if self.left { "yes" } else { "no" }.to_owned(),
        ];
        cells.join(",")
    }
}

fn employment(stream: &mut Stream, age: f64) -> &'static str {
    let shares = if age >= 65.0 {
        [0.04, 0.03, 0.9, 0.0, 0.03]
    } else if age >= 26.0 {
        [0.72, 0.13, 0.03, 0.02, 0.1]
    } else {
        [0.45, 0.03, 0.0, 0.44, 0.08]
    };
    let mut rest = stream.uniform();
    for (kind, share) in EMPLOYMENT.into_iter().zip(shares) {
        if rest < share {
            return kind;
        }
        rest -= share;
    }
    EMPLOYMENT[4]
}

fn products(stream: &mut Stream, attachment: f64, income: f64) -> u32 {
    let pull = 0.5 * attachment + 0.4 * libm::log(income / 30_000.0) + stream.normal();
    match pull {
        pull if pull < 0.05 => 1,
        pull if pull < 1.25 => 2,
        pull if pull < 2.1 => 3,
        _ => 4,
    }
}

fn between(stream: &mut Stream, low: f64, high: f64) -> f64 {
    low + (high - low) * stream.uniform()
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// Cents as a whole number first, so that what is written never depends on how floats are printed.
fn money(amount: f64) -> String {
    draw::money(libm::round(amount * 100.0) as i64)
}
