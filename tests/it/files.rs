//! Customer files on disk and short races over them, for the areas that read and write files.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

use std::path::{Path, PathBuf};

use stratum::base::{Stream, Watch};
use stratum::data::ReadOptions;
use stratum::models::ParamValue;
use stratum::session::{Table, work};
use stratum::study::{self, Control, Findings, MethodChoice, Recipe, suggest_churn, suggest_recipe};

/// Customers of whom those with few products and much age tend to leave.
pub fn customers(n: usize) -> String {
    let mut stream = Stream::new(5, "customers of a test", 0);
    let mut text = String::from("customer_id,age,products,balance,region,left_bank\n");
    for row in 0..n {
        let (age, products) = (20 + stream.below(60), 1 + stream.below(4));
        let balance = (stream.uniform() * 1e6).round() / 100.0;
        let region = ["North", "South", "East"][stream.below(3) as usize];
        let pull = age as f64 / 25.0 - products as f64 + stream.normal();
        let left = if pull > 0.6 { "yes" } else { "no" };
        text.push_str(
            &[format!("C{row:05}"), age.to_string(), products.to_string(), balance.to_string()].join(","),
        );
        text.push_str(&[",", region, ",", left, "\n"].concat());
    }
    text
}

/// A fact about each customer of the sample of transactions.
pub fn regions(n: usize) -> String {
    let mut text = String::from("customer_id,region\n");
    for number in 1..=n {
        text.push_str(
            &[format!("C{number:05}").as_str(), ",", ["North", "South"][number % 2], "\n"].concat(),
        );
    }
    text
}

pub fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

pub fn read(path: &Path) -> Table {
    work::read_table(path, &ReadOptions::default(), &Watch::unattended()).unwrap()
}

/// Two methods, two repeats, a few rounds.
pub fn quick_recipe(table: &Table, label: &str) -> Recipe {
    let mut recipe = suggest_recipe(&table.frame, &table.profile, Some(label), &[]);
    recipe
        .methods
        .retain(|method: &MethodChoice| ["bp_classic", "bp_improved"].contains(&method.id.as_str()));
    recipe.split.repeats = 2;
    recipe.shared.set("max_epochs", ParamValue::Int(12));
    recipe
}

/// A class foreseen by logistic regression and one small network, once.
pub fn quick_churn(table: &Table, label: &str) -> Recipe {
    let mut recipe = suggest_churn(&table.frame, &table.profile, Some(label), &[]);
    recipe.split.repeats = 2;
    recipe.shared.set("max_epochs", ParamValue::Int(8));
    recipe.shared.set("ensemble_size", ParamValue::Int(1));
    recipe
}

pub fn race(table: &Table, recipe: &Recipe) -> Findings {
    let (found, _) = work::run_race(&study::answer, table, recipe, &Control::default(), &mut |_| {});
    Findings::clone(found.unwrap().classes().unwrap())
}
