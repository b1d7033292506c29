//! Every algorithm there is: forms, command line, documentation and conformance tests read this one list.

use super::{Algorithm, ann, ann_search, bp, logistic};

static CATALOG: [&dyn Algorithm; 4] = [&bp::Bp, &ann::Ann, &ann_search::AnnSearch, &logistic::Logistic];

/// Every algorithm, in the order shown.
pub fn catalog() -> &'static [&'static dyn Algorithm] {
    &CATALOG
}

/// The algorithm with this id.
pub fn find(id: &str) -> Option<&'static dyn Algorithm> {
    CATALOG.iter().copied().find(|algorithm| algorithm.id() == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_found() {
        for (index, algorithm) in catalog().iter().enumerate() {
            assert!(find(algorithm.id()).is_some());
            assert!(catalog()[..index].iter().all(|other| other.id() != algorithm.id()));
        }
        assert!(find("no_such_algorithm").is_none());
    }

    #[test]
    fn every_parameter_has_words_in_both_languages() {
        use crate::base::{Lang, words};
        for algorithm in catalog() {
            for spec in algorithm.params() {
                for lang in Lang::ALL {
                    assert!(words::has(lang, spec.name), "{} lacks {lang:?} {}", algorithm.id(), spec.name);
                    assert!(words::has(lang, spec.more), "{} lacks {lang:?} {}", algorithm.id(), spec.more);
                }
            }
        }
    }
}
