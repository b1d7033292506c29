//! Charts of why a class is foreseen: which columns the model needs, how the probability goes with one of them, and how that
//! of one customer comes about.

use crate::base::Message;
use crate::features::CellValue;
use crate::study::churn::explain::{ColumnImportance, Dependence, Player, Shapley};

use super::{Bar, BarChart, Chart, ChartKind, Part, WaterfallChart, waterfall};

/// The probability at each value of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct DependenceChart {
    /// The column.
    pub x: Message,
    pub y: Message,
    pub points: Vec<Dependent>,
    /// Where the customer looked at stands, on the axis of numbers.
    pub own: Option<f64>,
}

/// One value of the column, with the probability as a share.
#[derive(Clone, Debug, PartialEq)]
pub struct Dependent {
    pub name: Message,
    /// Its place on the axis, for numbers; the others stand beside each other.
    pub at: Option<f64>,
    pub mean: f64,
    /// The quarters of the customers that would be below and above.
    pub lower: f64,
    pub upper: f64,
}

/// How much worse customers are ranked once a column is shuffled.
pub fn importance(columns: &[ColumnImportance]) -> Chart {
    let bar = |column: &ColumnImportance| Bar {
        name: Message::text(&column.column),
        colour: Some(0),
        value: column.mean,
        spread: column.sd,
        values: Vec::new(),
    };
    let part = |column: &ColumnImportance| {
        let part = Message::new("chart-importance-part").with("column", &column.column);
        part.number("mean", column.mean, 3).number("sd", column.sd, 3)
    };
    let parts: Vec<Message> = columns.iter().map(part).collect();
    Chart {
        id: "importance",
        title: Message::new("chart-importance-title"),
        alt: Message::new("chart-importance-alt").with("parts", parts),
        kind: ChartKind::Bars(BarChart {
            y: Message::new("chart-importance"),
            percent: false,
            bars: columns.iter().map(bar).collect(),
        }),
    }
}

/// Which columns cannot be told from one that says nothing, where there are any.
pub fn idle_columns(columns: &[ColumnImportance]) -> Option<Message> {
    let idle = columns.iter().filter(|column| !matters(column));
    let names: Vec<Message> = idle.map(|column| Message::text(&column.column)).collect();
    let n = names.len();
    (n > 0).then(|| Message::new("chart-importance-idle").with("n", n).with("columns", names))
}

/// Whether customers are ranked worse without a column by more than the shuffles differ.
pub fn matters(column: &ColumnImportance) -> bool {
    column.mean > column.sd
}

/// How the probability of a class goes with a column; `own`: where the customer looked at stands.
pub fn dependence(found: &Dependence, class: &str, own: Option<f64>) -> Chart {
    let points: Vec<Dependent> = found
        .points
        .iter()
        .map(|point| {
            let (name, at) = match &point.value {
                CellValue::Number(number) => {
                    (Message::new("chart-number").number("n", *number, decimals(*number)), Some(*number))
                }
                CellValue::Level(level) => (Message::text(level), None),
                CellValue::Other => (Message::new("chart-value-other"), None),
                CellValue::Missing => (Message::new("chart-value-missing"), None),
            };
            Dependent { name, at, mean: point.mean, lower: point.lower, upper: point.upper }
        })
        .collect();
    let extreme = |better: fn(f64, f64) -> bool| {
        let mut points = points.iter();
        let first = points.next()?;
        Some(points.fold(first, |best, point| if better(point.mean, best.mean) { point } else { best }))
    };
    let alt = match (extreme(|a, b| a < b), extreme(|a, b| a > b)) {
        (Some(low), Some(high)) => Message::new("chart-dependence-alt")
            .with("column", &found.column)
            .with("class", class)
            .with("low", low.name.clone())
            .share("least", low.mean, 1)
            .with("high", high.name.clone())
            .share("most", high.mean, 1),
        _ => Message::new("chart-nothing-yet"),
    };
    Chart {
        id: "dependence",
        title: Message::new("chart-dependence-title").with("column", &found.column).with("class", class),
        alt,
        kind: ChartKind::Dependence(DependenceChart {
            x: Message::text(&found.column),
            y: Message::new("chart-dependence-y"),
            points,
            own,
        }),
    }
}

/// Decimals of a value that stands in words.
fn decimals(number: f64) -> u8 {
    if number.fract() == 0.0 || number.abs() >= 1000.0 { 0 } else { 2 }
}

/// How a customer's probability comes about, in percentage points: from that of the others, by what each column adds or
/// takes, the strongest first.
pub fn pushes(shapley: &Shapley, players: &[Player]) -> Chart {
    let mut pushes: Vec<(f64, &Player)> = shapley.values.iter().copied().zip(players).collect();
    pushes.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()));
    let name = |player: &Player| match player.column() {
        Some(column) => Message::text(column),
        None => Message::new("explain-others").with("n", player.columns.len()),
    };
    let base = Part { name: Message::new("chart-pushes-base"), value: 100.0 * shapley.base };
    let of_player = |(value, player): (f64, &Player)| Part { name: name(player), value: 100.0 * value };
    let chart = WaterfallChart {
        x: Message::new("chart-pushes-x"),
        parts: std::iter::once(base).chain(pushes.into_iter().map(of_player)).collect(),
        total: Message::new("chart-pushes-total"),
    };
    waterfall("pushes", Message::new("chart-pushes-title"), chart, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Lang, render};
    use crate::study::churn::explain::DependencePoint;

    fn column(name: &str, mean: f64, sd: f64) -> ColumnImportance {
        ColumnImportance { column: name.into(), mean, sd }
    }

    #[test]
    fn a_column_within_the_spread_of_its_shuffles_is_named() {
        let columns = [column("age", 0.1, 0.01), column("card", 0.001, 0.002), column("salary", -0.001, 0.0)];
        let idle = render(Lang::En, &idle_columns(&columns).unwrap());
        assert!(idle.contains("card") && idle.contains("salary") && !idle.contains("age"), "{idle}");
        assert_eq!(idle_columns(&columns[..1]), None);
        let alt = render(Lang::En, &importance(&columns).alt);
        assert!(alt.contains("age") && alt.contains("0.100"), "{alt}");
    }

    #[test]
    fn words_name_the_values_with_the_least_and_the_highest_probability() {
        let point = |value, mean| DependencePoint { value, mean, lower: mean - 0.1, upper: mean + 0.1 };
        let found = Dependence {
            column: "age".into(),
            points: vec![
                point(CellValue::Number(20.0), 0.1),
                point(CellValue::Number(50.0), 0.6),
                point(CellValue::Missing, 0.3),
            ],
            n_rows: 10,
        };
        let chart = dependence(&found, "yes", Some(30.0));
        let alt = render(Lang::En, &chart.alt);
        assert!(alt.contains("10.0 %") && alt.contains("60.0 %") && alt.contains("50"), "{alt}");
        let ChartKind::Dependence(drawn) = chart.kind else { unreachable!() };
        assert_eq!(drawn.points.iter().filter(|point| point.at.is_some()).count(), 2);
    }

    #[test]
    fn pushes_lead_from_the_others_to_the_customer() {
        let players: Vec<Player> = Vec::new();
        let shapley = Shapley { base: 0.2, probability: 0.2, values: Vec::new() };
        let ChartKind::Waterfall(drawn) = pushes(&shapley, &players).kind else { unreachable!() };
        assert!((drawn.sum() - 20.0).abs() < 1e-12 && drawn.parts.len() == 1);
    }
}
