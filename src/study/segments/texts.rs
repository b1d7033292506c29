//! Segments in a person's own words: what was written in place of the suggested names, sentences and actions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::Message;

use super::{Segment, SegmentFindings};

/// What can be written about a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextPart {
    Name,
    Sentence,
    Action,
}

impl TextPart {
    pub const ALL: [Self; 3] = [Self::Name, Self::Sentence, Self::Action];

    /// What the program suggests.
    pub fn suggested(self, segment: &Segment) -> &Message {
        match self {
            Self::Name => &segment.name,
            Self::Sentence => &segment.sentence,
            Self::Action => &segment.action,
        }
    }
}

/// What a person wrote, by number of segments and position of the segment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SegmentTexts {
    written: BTreeMap<(u32, u8, TextPart), String>,
}

impl SegmentTexts {
    /// Takes over what was written; nothing but blanks is back to the suggestion.
    pub fn write(&mut self, k: u32, segment: u8, part: TextPart, text: &str) {
        // What is pasted may have line breaks, which a name in a list or a chart has no room for.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            self.written.remove(&(k, segment, part));
        } else {
            self.written.insert((k, segment, part), text);
        }
    }

    pub fn written(&self, k: u32, segment: u8, part: TextPart) -> Option<&str> {
        self.written.get(&(k, segment, part)).map(String::as_str)
    }
}

/// A segmentation as it is shown and written: how many segments, under which codes, in which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    pub k: u32,
    /// The code of each segment, by its position in the findings; 1 to `k`, each once.
    pub codes: Vec<u32>,
    pub texts: SegmentTexts,
}

impl Edition {
    /// As the program suggests it.
    pub fn suggested(findings: &SegmentFindings) -> Self {
        Self { k: findings.k, codes: (1..=findings.k).collect(), texts: SegmentTexts::default() }
    }

    /// The code of the segment at this position of the findings.
    pub fn code(&self, segment: u8) -> u32 {
        self.codes.get(usize::from(segment)).copied().unwrap_or(u32::from(segment) + 1)
    }

    /// What is said of the segment at this position: what a person wrote, or what is suggested.
    pub fn text(&self, position: u8, segment: &Segment, part: TextPart) -> Message {
        match self.texts.written(self.k, position, part) {
            Some(text) => Message::text(text),
            None => part.suggested(segment).clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment() -> Segment {
        Segment {
            code: 1,
            name: Message::text("Savers"),
            sentence: Message::text("Much saved"),
            traits: Vec::new(),
            size: 3,
            share: 0.5,
            value_share: None,
            means: Vec::new(),
            profile: Vec::new(),
            representatives: Vec::new(),
            checks: Vec::new(),
            action: Message::text("Offer a deposit"),
        }
    }

    #[test]
    fn what_is_written_stands_in_place_of_what_is_suggested() {
        let mut texts = SegmentTexts::default();
        texts.write(4, 1, TextPart::Name, "  Steady\r\nsavers ");
        let edition = Edition { k: 4, codes: vec![2, 1, 3, 4], texts: texts.clone() };
        assert_eq!(edition.text(1, &segment(), TextPart::Name), Message::text("Steady savers"));
        assert_eq!(edition.text(0, &segment(), TextPart::Name), Message::text("Savers"));
        assert_eq!(edition.text(1, &segment(), TextPart::Action), Message::text("Offer a deposit"));
        let other_k = Edition { k: 5, ..edition.clone() };
        assert_eq!(other_k.text(1, &segment(), TextPart::Name), Message::text("Savers"));
        assert_eq!((edition.code(0), edition.code(1)), (2, 1));
        texts.write(4, 1, TextPart::Name, "  ");
        assert_eq!(texts, SegmentTexts::default());
    }
}
