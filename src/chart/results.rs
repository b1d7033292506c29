//! Charts of the judged methods: accuracy with its spread, and the confusion matrix.

use crate::base::Message;
use crate::study::Findings;

use super::curves::{colour, method_name};
use super::{Bar, BarChart, Chart, ChartKind, Emphasis, MatrixChart};

/// Accuracy on held-out customers of each method: mean, spread and every single value.
pub fn accuracy_bars(findings: &Findings) -> Chart {
    let mut bars = Vec::new();
    let mut parts = Vec::new();
    for (index, method) in findings.methods.iter().enumerate() {
        let Some(accuracy) = method.metrics.get("accuracy") else { continue };
        let name = method_name(&method.id);
        let part = Message::new("chart-accuracy-part").with("method", name.clone());
        parts.push(part.share("mean", accuracy.mean, 1).share("sd", accuracy.sd, 1));
        bars.push(Bar {
            name,
            colour: colour(index),
            value: accuracy.mean,
            spread: accuracy.sd,
            values: accuracy.values.clone(),
        });
    }
    // Rules without a network are rivals where the tiers were made from transactions.
    for baseline in findings.baselines.iter().filter(|_| findings.value.is_some()) {
        let Some(accuracy) = baseline.metrics.get("accuracy") else { continue };
        let part = Message::new("chart-accuracy-part").with("method", baseline.name.clone());
        parts.push(part.share("mean", accuracy.mean, 1).share("sd", accuracy.sd, 1));
        bars.push(Bar {
            name: baseline.name.clone(),
            colour: None,
            value: accuracy.mean,
            spread: accuracy.sd,
            values: accuracy.values.clone(),
        });
    }
    Chart {
        id: "accuracy-bars",
        title: Message::new("chart-accuracy-title"),
        alt: Message::new("chart-accuracy-alt").with("parts", parts),
        kind: ChartKind::Bars(BarChart { y: Message::new("chart-accuracy"), percent: true, bars }),
    }
}

/// Held-out customers by their real class and the class given to them.
pub fn confusion(findings: &Findings) -> Chart {
    let counts = &findings.confusion;
    let all: u64 = counts.iter().flatten().sum();
    let right: u64 = counts.iter().enumerate().filter_map(|(class, row)| row.get(class)).sum();
    let of_class = |(class, name): (usize, &String)| {
        let row = counts.get(class)?;
        let part = Message::new("chart-confusion-part").with("class", name);
        Some(part.with("right", *row.get(class)?).with("all", row.iter().sum::<u64>()))
    };
    let parts: Vec<Message> = findings.classes.iter().enumerate().filter_map(of_class).collect();
    let tiers = findings.predicts_tiers();
    let kind = || findings.kind();
    let alt = Message::new("chart-confusion-alt").with("kind", kind()).with("right", right);
    Chart {
        id: "confusion",
        title: Message::new(if tiers { "chart-confusion-title-tiers" } else { "chart-confusion-title" }),
        alt: alt.with("all", all).with("parts", parts),
        kind: ChartKind::Matrix(MatrixChart {
            rows: Message::new("chart-confusion-rows").with("kind", kind()),
            columns: Message::new("chart-confusion-columns").with("kind", kind()),
            classes: findings.classes.iter().map(Message::text).collect(),
            counts: counts.clone(),
            cell: "chart-confusion-cell",
            share: Message::new("chart-confusion-share").with("kind", kind()),
            emphasis: Emphasis::Right,
        }),
    }
}
