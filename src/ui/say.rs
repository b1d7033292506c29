//! Words for the screens: keys and messages in the language of the moment.

use crate::base::words::grouped;
use crate::base::{Arg, Lang, Message, Problem, render};
use crate::session::{AppState, Finished};

/// The chosen language, able to say things.
#[derive(Clone, Copy, Debug)]
pub struct Say {
    pub lang: Lang,
}

impl Say {
    pub fn of(state: &AppState) -> Self {
        Self { lang: state.settings.lang }
    }

    /// The words of a key without arguments.
    pub fn tr(self, key: &'static str) -> String {
        render(self.lang, &Message::new(key))
    }

    pub fn msg(self, message: &Message) -> String {
        render(self.lang, message)
    }

    /// A key with one argument.
    pub fn with(self, key: &'static str, name: &'static str, arg: impl Into<Arg>) -> String {
        render(self.lang, &Message::new(key).with(name, arg))
    }

    /// What happened and what to do, in one text.
    pub fn problem(self, problem: &Problem) -> String {
        match &problem.hint {
            Some(hint) => format!("{} {}", self.msg(&problem.message), self.msg(hint)),
            None => self.msg(&problem.message),
        }
    }

    /// How a run ended and how long it took.
    pub fn ended(self, finished: &Finished) -> String {
        let time = self.seconds(finished.seconds);
        if finished.answer.stopped() && finished.segments.is_some() {
            self.with("ui-seg-status-stopped", "time", time)
        } else if finished.answer.stopped() {
            let round = Message::new("ui-status-stopped").with("round", finished.epoch());
            self.msg(&round.with("rounds", finished.max_epochs()).with("time", time))
        } else {
            self.with("ui-status-finished", "time", time)
        }
    }

    /// How long something still takes, in the steps in which that is known.
    pub fn time_left(self, seconds: f64) -> String {
        if seconds < 5.0 {
            self.tr("ui-time-little-left")
        } else {
            self.with("ui-time-left", "time", self.seconds(seconds))
        }
    }

    /// A duration in the unit a person would choose.
    pub fn seconds(self, seconds: f64) -> String {
        let message = if seconds < 0.1 {
            Message::new("ui-milliseconds").number("n", (seconds * 1000.0).max(1.0), 0)
        } else if seconds < 9.95 {
            Message::new("ui-seconds").number("n", seconds, 1)
        } else if seconds < 90.0 {
            Message::new("ui-seconds").number("n", seconds, 0)
        } else {
            Message::new("ui-minutes").number("n", seconds / 60.0, 0)
        };
        self.msg(&message)
    }
}

/// A whole number with commas between thousands.
pub fn count(n: usize) -> String {
    grouped(n as f64, 0)
}

/// A share between 0 and 1 as a percentage.
pub fn percent(share: f64, decimals: u8) -> String {
    format!("{} %", grouped(share * 100.0, decimals))
}

/// A share and its spread, both in percent: `82.4 ± 0.6 %`.
pub fn percent_spread(share: f64, sd: f64) -> String {
    format!("{} ± {} %", grouped(share * 100.0, 1), grouped(sd * 100.0, 1))
}

/// A difference with its sign, at one decimal; none where it rounds to nought.
pub fn signed(points: f64) -> String {
    let size = grouped(points.abs(), 1);
    if size == "0.0" {
        return size;
    }
    format!("{}{size}", if points < 0.0 { "−" } else { "+" })
}

/// A number in the fewest characters that still tell it apart on an axis or in a table.
pub fn compact(value: f64) -> String {
    let size = value.abs();
    if !value.is_finite() {
        "–".to_owned()
    } else if size == 0.0 {
        "0".to_owned()
    } else if !(1e-4..1e7).contains(&size) {
        format!("{value:.1e}")
    } else if size >= 1000.0 {
        grouped(value, 0)
    } else {
        let decimals = (3.0 - size.log10().floor()).clamp(0.0, 6.0) as usize;
        let text = format!("{value:.decimals$}");
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_but_told_apart() {
        let shown: Vec<String> =
            [0.0, 0.05, 0.00123, 1.0, 12.5, 123_456.0, 2.5e9, -0.25, f64::NAN].map(compact).to_vec();
        assert_eq!(shown, ["0", "0.05", "0.00123", "1", "12.5", "123,456", "2.5e9", "-0.25", "–"]);
        assert_eq!(percent(0.8249, 1), "82.5 %");
        assert_eq!(percent_spread(0.8249, 0.006), "82.5 ± 0.6 %");
        assert_eq!([-0.04, 0.04, -0.05, 1.26].map(signed), ["0.0", "0.0", "−0.1", "+1.3"]);
    }
}
