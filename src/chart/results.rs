//! Charts of the judged methods: accuracy with its spread, and the confusion matrix.

use crate::base::Message;
use crate::study::{Findings, Spread};

use super::curves::{colour, method_name};
use super::{Bar, BarChart, Chart, ChartKind, Emphasis, MatrixChart};

/// What methods are compared by on held-out customers, accuracy or the area under the ROC curve: mean, spread and every
/// single value of each.
pub fn accuracy_bars(findings: &Findings) -> Chart {
    let by_area = findings.yardstick == "auc";
    let part = |name: Message, found: &Spread| {
        let part = Message::new("chart-accuracy-part").with("method", name);
        if by_area {
            part.number("mean", found.mean, 3).number("sd", found.sd, 3)
        } else {
            part.share("mean", found.mean, 1).share("sd", found.sd, 1)
        }
    };
    let [title, alt, y] = if by_area {
        ["chart-auc-title", "chart-auc-alt", "chart-auc"]
    } else {
        ["chart-accuracy-title", "chart-accuracy-alt", "chart-accuracy"]
    };
    let mut bars = Vec::new();
    let mut parts = Vec::new();
    for (index, method) in findings.methods.iter().enumerate() {
        let Some(accuracy) = method.metrics.get(findings.yardstick) else { continue };
        let name = method_name(&method.id);
        parts.push(part(name.clone(), accuracy));
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
        let Some(accuracy) = baseline.metrics.get(findings.yardstick) else { continue };
        parts.push(part(baseline.name.clone(), accuracy));
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
        title: Message::new(title),
        alt: Message::new(alt).with("parts", parts),
        kind: ChartKind::Bars(BarChart { y: Message::new(y), percent: !by_area, bars }),
    }
}

/// Held-out customers by their real class and the class given to them.
pub fn confusion(findings: &Findings) -> Chart {
    confusion_at(findings, &findings.confusion)
}

/// The same where other classes were given than in the findings.
pub fn confusion_at(findings: &Findings, counts: &[Vec<u64>]) -> Chart {
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
            counts: counts.to_vec(),
            cell: "chart-confusion-cell",
            share: Message::new("chart-confusion-share").with("kind", kind()),
            emphasis: Emphasis::Right,
        }),
    }
}
