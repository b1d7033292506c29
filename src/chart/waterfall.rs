//! A sum taken apart: what adds to it, what takes from it, and what is left.

use crate::base::Message;

use super::{Chart, ChartKind};

/// The parts of a sum in their order, each beginning where the one before it ended.
#[derive(Clone, Debug, PartialEq)]
pub struct WaterfallChart {
    /// What the values are: the unit in words.
    pub x: Message,
    pub parts: Vec<Part>,
    /// What the sum is called.
    pub total: Message,
}

/// What one part adds (positive) or takes (negative).
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub name: Message,
    pub value: f64,
}

impl WaterfallChart {
    /// The sum of the parts.
    pub fn sum(&self) -> f64 {
        self.parts.iter().map(|part| part.value).sum()
    }

    /// Where each part begins and ends, and at last the sum from nought.
    pub fn spans(&self) -> Vec<[f64; 2]> {
        let mut at = 0.0;
        let mut spans = Vec::with_capacity(self.parts.len() + 1);
        for part in &self.parts {
            spans.push([at, at + part.value]);
            at += part.value;
        }
        spans.push([0.0, at]);
        spans
    }
}

/// A chart of the parts of a sum; its words name every part with its value, at so many decimals.
pub fn waterfall(id: &'static str, title: Message, chart: WaterfallChart, decimals: u8) -> Chart {
    let named = |name: &Message, value: f64| {
        Message::new("chart-sum-part").with("name", name.clone()).number("value", value, decimals)
    };
    let parts: Vec<Message> = chart.parts.iter().map(|part| named(&part.name, part.value)).collect();
    let alt = Message::new("chart-sum-alt")
        .with("parts", parts)
        .with("total", named(&chart.total, chart.sum()))
        .with("unit", chart.x.clone());
    Chart { id, title, alt, kind: ChartKind::Waterfall(chart) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Lang, render};

    #[test]
    fn each_part_begins_where_the_last_one_ended() {
        let part = |name: &str, value| Part { name: Message::text(name), value };
        let chart = WaterfallChart {
            x: Message::text("money a year"),
            parts: vec![part("margin", 120.0), part("costs", -150.0), part("fees", 20.5)],
            total: Message::text("contribution"),
        };
        assert_eq!(chart.spans(), [[0.0, 120.0], [120.0, -30.0], [-30.0, -9.5], [0.0, -9.5]]);
        let drawn = waterfall("parts", Message::text("Parts"), chart, 1);
        let words = render(Lang::En, &drawn.alt);
        assert!(words.contains("costs −150.0") && words.contains("contribution −9.5"), "{words}");
    }
}
