//! The different words of one piece of a text column, numbered in the order they first appear.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

/// An open hash table over the words, so that each word is kept once.
#[derive(Debug, Default)]
pub struct Interner {
    words: Vec<String>,
    /// Code + 1 of the word that hashes here, 0 where none does; a power of two long, at most half full.
    slots: Vec<u32>,
    last: u32,
}

impl Interner {
    pub fn into_words(self) -> Vec<String> {
        self.words
    }

    /// The word's number.
    pub fn code(&mut self, word: &str) -> u32 {
        // Neighbouring rows often say the same.
        if self.words.get(self.last as usize).is_some_and(|last| last == word) {
            return self.last;
        }
        if self.words.len() * 2 >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(word);
        if self.slots[slot] == 0 {
            self.words.push(word.to_owned());
            self.slots[slot] = self.words.len() as u32;
        }
        self.last = self.slots[slot] - 1;
        self.last
    }

    /// Where the word stands or would stand.
    fn slot(&self, word: &str) -> usize {
        let hash = BuildHasherDefault::<DefaultHasher>::default().hash_one(word);
        let mut slot = hash as usize & (self.slots.len() - 1);
        while let Some(code) = self.slots[slot].checked_sub(1)
            && self.words[code as usize] != word
        {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        slot
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 4).max(64)];
        for code in 0..self.words.len() {
            let slot = self.slot(&self.words[code]);
            self.slots[slot] = code as u32 + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_numbered_once() {
        let mut interner = Interner::default();
        for round in 0..2 {
            for number in 0..5000 {
                assert_eq!(interner.code(&format!("word {number}")), number, "round {round}");
            }
        }
        assert_eq!(interner.code(""), 5000);
        assert_eq!(interner.into_words().len(), 5001);
    }
}
