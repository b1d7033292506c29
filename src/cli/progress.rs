//! How far the work is, on standard error: a bar with the time left on a terminal, plain lines otherwise.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::base::{Lang, Message, render};
use crate::study::{Question, RaceEvent};

/// Between two plain lines.
const LINE_EVERY: Duration = Duration::from_secs(1);

const STEPS: u64 = 1000;

/// The progress of one job after another.
pub struct Progress {
    lang: Lang,
    bar: Option<ProgressBar>,
    lines: Mutex<Lines>,
}

struct Lines {
    started: Instant,
    last: Instant,
    percent: u32,
}

impl Progress {
    pub fn new(lang: Lang) -> Self {
        let bar = std::io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(STEPS);
            let style = ProgressStyle::with_template("{msg} {wide_bar} {percent:>3} %  {prefix}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()).progress_chars("━╸─"));
            bar
        });
        let now = Instant::now();
        Self { lang, bar, lines: Mutex::new(Lines { started: now, last: now, percent: 0 }) }
    }

    /// A new step begins.
    pub fn begin(&self, message: &Message) {
        let text = render(self.lang, message);
        let now = Instant::now();
        *self.lines.lock().unwrap_or_else(PoisonError::into_inner) =
            Lines { started: now, last: now, percent: 0 };
        match &self.bar {
            Some(bar) => {
                bar.set_prefix("");
                bar.set_message(text);
                bar.set_position(0);
            }
            None => super::out::note(&text),
        }
    }

    /// What is done now within a step that goes on.
    fn stage(&self, stage: &Message, share: f32) {
        let text = render(self.lang, stage);
        match &self.bar {
            Some(bar) => bar.set_message(text),
            None => super::out::note(&text),
        }
        self.share(share);
    }

    /// The share done of the current step.
    pub fn share(&self, share: f32) {
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        let left = time_left(now.duration_since(lines.started), share);
        let left =
            left.map(|seconds| render(self.lang, &Message::new("cli-time-left").with("seconds", seconds)));
        if let Some(bar) = &self.bar {
            bar.set_prefix(left.unwrap_or_default());
            bar.set_position((f64::from(share.clamp(0.0, 1.0)) * STEPS as f64) as u64);
            return;
        }
        let percent = (share * 100.0) as u32;
        if percent > lines.percent && now.duration_since(lines.last) >= LINE_EVERY {
            (lines.last, lines.percent) = (now, percent);
            super::out::note(&format!("  {percent} %  {}", left.unwrap_or_default()));
        }
    }

    /// What a race says.
    pub fn race(&self, event: &RaceEvent, question: Question) {
        match event {
            RaceEvent::Started { methods, .. } if question == Question::Segments => {
                self.begin(&Message::new("cli-segmenting").with("methods", methods.len()));
            }
            RaceEvent::Started { methods, repeats, folds, .. } => {
                let message = Message::new("cli-training").with("methods", methods.len());
                self.begin(&message.with("runs", repeats * folds));
            }
            RaceEvent::Points { share, .. } => self.share(*share),
            RaceEvent::Stage { stage, share, .. } => self.stage(stage, *share),
            RaceEvent::Judging => self.begin(&Message::new("cli-judging")),
            RaceEvent::Preparing(_) | RaceEvent::Trials { .. } | RaceEvent::Finished { .. } => {}
        }
    }

    /// Clears the bar: what follows is the result.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Seconds left by the share done so far; nothing while too little is done to say.
fn time_left(elapsed: Duration, share: f32) -> Option<u64> {
    let share = f64::from(share);
    let left = elapsed.as_secs_f64() * (1.0 - share) / share;
    (share >= 0.02 && elapsed >= Duration::from_millis(500)).then(|| left.ceil().max(0.0) as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_follows_from_the_share() {
        assert_eq!(time_left(Duration::from_secs(10), 0.25), Some(30));
        assert_eq!(time_left(Duration::from_secs(10), 1.0), Some(0));
        assert_eq!(time_left(Duration::from_secs(10), 0.001), None);
        assert_eq!(time_left(Duration::from_millis(10), 0.5), None);
    }
}
