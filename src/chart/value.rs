//! Charts of value tiers: contribution part by part, tiers by customers and by value, who moved, the error to reach.

use crate::base::Message;
use crate::features::contribution::Contribution;
use crate::study::ValueFindings;

use super::{Bar, BarChart, Chart, ChartKind, Emphasis, Level, MatrixChart, Part, WaterfallChart, waterfall};

/// What all customers together contributed in the later period, a year.
pub fn contribution(found: &ValueFindings) -> Chart {
    contribution_of_all(&found.total)
}

/// The same before anything was run.
pub fn contribution_of_all(total: &Contribution) -> Chart {
    parts("contribution", Message::new("chart-contribution-title"), total, 0)
}

/// What one customer contributed, a year.
pub fn customer_contribution(customer: &str, contribution: &Contribution) -> Chart {
    let title = Message::new("chart-contribution-customer").with("customer", customer);
    parts("contribution_customer", title, contribution, 2)
}

fn parts(id: &'static str, title: Message, contribution: &Contribution, decimals: u8) -> Chart {
    let part = |(_, name_key, value)| Part { name: Message::new(name_key), value };
    let chart = WaterfallChart {
        x: Message::new("chart-money-a-year"),
        parts: contribution.parts().into_iter().map(part).collect(),
        total: Message::new("chart-contribution-sum"),
    };
    waterfall(id, title, chart, decimals)
}

/// Share of the customers in each tier, highest tier first.
pub fn tier_customers(found: &ValueFindings) -> Chart {
    let shares: Vec<f64> = found.summary.iter().map(|tier| tier.share).collect();
    tiers("tier_customers", ["chart-tier-customers-title", "chart-tier-customers"], found, true, &shares)
}

/// Share of the contribution of each tier, highest tier first; the money itself where the sum is not positive, so that
/// shares of it would say nothing.
pub fn tier_value(found: &ValueFindings) -> Chart {
    let shares: Option<Vec<f64>> = found.summary.iter().map(|tier| tier.value_share).collect();
    if let Some(shares) = shares {
        return tiers("tier_value", ["chart-tier-value-title", "chart-tier-value"], found, true, &shares);
    }
    let money: Vec<f64> = found.summary.iter().map(|tier| tier.value).collect();
    tiers("tier_value", ["chart-tier-value-title", "chart-money-a-year"], found, false, &money)
}

fn tiers(
    id: &'static str,
    [title, y]: [&'static str; 2],
    found: &ValueFindings,
    percent: bool,
    values: &[f64],
) -> Chart {
    let mut bars = Vec::new();
    let mut words = Vec::new();
    for (tier, (&value, name)) in values.iter().zip(&found.tiering.names).enumerate().rev() {
        let part = Message::new("chart-tier-part").with("tier", name);
        words.push(if percent { part.share("share", value, 1) } else { part.number("share", value, 0) });
        let name = Message::text(name);
        bars.push(Bar { name, colour: Some(tier), value, spread: 0.0, values: Vec::new() });
    }
    let alt = Message::new("chart-tier-alt").with("what", Message::new(y)).with("parts", words);
    let kind = ChartKind::Bars(BarChart { y: Message::new(y), percent, bars });
    Chart { id, title: Message::new(title), alt, kind }
}

/// Customers by their tier before and their tier now.
pub fn migration(found: &ValueFindings) -> Chart {
    let counts: Vec<Vec<u64>> = found.migration.iter().map(|row| row.to_vec()).collect();
    let stayed: u64 = counts.iter().enumerate().map(|(tier, row)| row[tier]).sum();
    Chart {
        id: "migration",
        title: Message::new("chart-migration-title"),
        alt: Message::new("chart-migration-alt")
            .with("n", found.n_both)
            .with("stayed", stayed)
            .with("up", found.n_promoted)
            .with("down", found.n_demoted),
        kind: ChartKind::Matrix(MatrixChart {
            rows: Message::new("chart-migration-rows"),
            columns: Message::new("chart-migration-columns"),
            classes: found.tiering.names.iter().map(Message::text).collect(),
            counts,
            cell: "chart-migration-cell",
            share: Message::new("chart-migration-share"),
            emphasis: Emphasis::Moves,
        }),
    }
}

/// A chart of errors with the error to reach marked.
#[must_use]
pub fn with_target(mut chart: Chart, target: f64) -> Chart {
    if let ChartKind::Lines(lines) = &mut chart.kind {
        lines.levels.push(Level { name: Message::new("chart-error-to-reach"), at: target });
    }
    chart
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Lang, render};

    #[test]
    fn a_customer_is_shown_part_by_part() {
        let own = Contribution { deposit_margin: 20.0, costs: -12.5, ..Contribution::default() };
        let chart = customer_contribution("C001", &own);
        let ChartKind::Waterfall(drawn) = &chart.kind else { unreachable!() };
        assert_eq!((drawn.parts.len(), drawn.sum()), (7, 7.5));
        assert!(render(Lang::En, &chart.title).contains("C001"));
        assert!(
            render(Lang::En, &chart.alt).contains("-12.50")
                || render(Lang::En, &chart.alt).contains("−12.50")
        );
    }
}
