//! A finished segmentation as a person looks at it: how many segments, which of them, and in whose words.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::RowId;
use crate::chart::{Raster, RasterOrder};
use crate::study::segments::{Edition, SegmentFindings, SegmentTexts, Segmentation};

use super::race::Replay;
use super::state::{JobId, Table};
use super::undo::Undo;

/// What a person has chosen to see of a segmentation, and what was written about it.
#[derive(Clone, Debug)]
pub struct SegmentView {
    /// How many segments are shown and exported.
    pub k: u32,
    pub texts: Undo<SegmentTexts>,
    /// The segment looked at everywhere, by its position in the findings.
    pub segment: Option<u8>,
    /// The customer looked at, by the place among the findings' rows.
    pub customer: Option<u32>,
    /// Of the iterations of K-means; `None` = the end.
    pub replay: Option<Replay>,
    /// The picture of very many customers drawn last.
    pub raster: Option<Arc<Raster>>,
    /// The one that is being drawn.
    pub(super) drawing: Option<(JobId, RasterOrder)>,
    /// The one to be drawn after it.
    pub(super) waiting: Option<RasterOrder>,
    /// By number of segments: where each of them stands in the order of codes and colours.
    places: BTreeMap<u32, Vec<u8>>,
}

/// The segmentation shown before: its findings, how it was looked at, and of which table it was.
pub(super) type Before<'a> = (&'a Arc<SegmentFindings>, &'a SegmentView, &'a Table);

impl SegmentView {
    /// The view a new run opens with. Where the customers are those of the run before, each segment takes the code and
    /// the colour of the one it shares most customers with.
    pub(super) fn new(findings: &SegmentFindings, table: &Table, before: Option<Before>) -> Self {
        let same_file = |before: &Before| before.2.frame.source.sha256 == table.frame.source.sha256;
        let before = before.filter(same_file).and_then(|(old, view, _)| {
            let shown = old.at(view.k)?;
            Some((old.rows.as_slice(), shown.labels.as_slice(), view.places.get(&view.k)?.as_slice()))
        });
        let mut view = Self {
            k: findings.k,
            texts: Undo::new(SegmentTexts::default()),
            segment: None,
            customer: None,
            replay: None,
            raster: None,
            drawing: None,
            waiting: None,
            places: BTreeMap::new(),
        };
        let Some(shown) = findings.at(findings.k) else { return view };
        let first = match before {
            Some((rows, labels, places)) => {
                let (old, new) = both(rows, labels, &findings.rows, &shown.labels);
                follow(&old, places, &new, shown.k)
            }
            None => (0..shown.k.min(u32::from(u8::MAX)) as u8).collect(),
        };
        view.places.insert(shown.k, first);
        // A number of segments takes after its neighbour, so that colours stay where the number is changed.
        let (fewer, more): (Vec<&Segmentation>, Vec<&Segmentation>) =
            findings.segmentations.iter().filter(|one| one.k != shown.k).partition(|one| one.k < shown.k);
        for way in [fewer.into_iter().rev().collect::<Vec<_>>(), more] {
            let mut neighbour = shown;
            for one in way {
                let places = &view.places[&neighbour.k];
                view.places.insert(one.k, follow(&neighbour.labels, places, &one.labels, one.k));
                neighbour = one;
            }
        }
        view
    }

    /// The place of a segment in the order of colours, markers and codes, from 0.
    pub fn place(&self, segment: u8) -> usize {
        let places = self.places.get(&self.k);
        let place = places.and_then(|places| places.get(usize::from(segment)));
        usize::from(place.copied().unwrap_or(segment))
    }

    /// The positions of the segments shown, in the order of their codes.
    pub fn order(&self) -> Vec<u8> {
        let mut order: Vec<u8> = (0..self.k.min(u32::from(u8::MAX)) as u8).collect();
        order.sort_by_key(|&segment| self.place(segment));
        order
    }

    /// What is shown, as it is to be written.
    pub fn edition(&self) -> Edition {
        let code = |segment| self.place(segment) as u32 + 1;
        let codes = (0..self.k.min(u32::from(u8::MAX)) as u8).map(code).collect();
        Edition { k: self.k, codes, texts: self.texts.current().clone() }
    }
}

/// The labels of the customers that stand in both lists of rows, which ascend.
fn both(old_rows: &[RowId], old: &[u8], new_rows: &[RowId], new: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let (mut at, mut common) = (0, (Vec::new(), Vec::new()));
    for (row, &label) in new_rows.iter().zip(new) {
        while old_rows.get(at).is_some_and(|old| old < row) {
            at += 1;
        }
        if old_rows.get(at) == Some(row)
            && let Some(&before) = old.get(at)
        {
            common.0.push(before);
            common.1.push(label);
        }
    }
    common
}

/// The places of `k` new segments: pairs that share most customers first, a new segment takes the place of the old one
/// where that place is still there and free; the others take the places left, in their own order.
fn follow(old: &[u8], old_places: &[u8], new: &[u8], k: u32) -> Vec<u8> {
    let k = k.min(u32::from(u8::MAX)) as usize;
    let mut shared = vec![0u64; old_places.len() * k];
    for (&before, &after) in old.iter().zip(new) {
        let (before, after) = (usize::from(before), usize::from(after));
        if before < old_places.len() && after < k {
            shared[before * k + after] += 1;
        }
    }
    let mut pairs: Vec<(usize, usize)> =
        (0..old_places.len()).flat_map(|before| (0..k).map(move |after| (before, after))).collect();
    pairs.sort_by_key(|&(before, after)| std::cmp::Reverse(shared[before * k + after]));
    let (mut places, mut taken) = (vec![None; k], vec![false; k]);
    for (before, after) in pairs {
        let place = usize::from(old_places[before]);
        if shared[before * k + after] > 0 && place < k && !taken[place] && places[after].is_none() {
            taken[place] = true;
            places[after] = Some(place as u8);
        }
    }
    let mut free = (0..k as u8).filter(|&place| !taken[usize::from(place)]);
    places.into_iter().map(|place| place.or_else(|| free.next()).unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_take_the_place_of_those_they_share_most_customers_with() {
        let old = [0, 0, 0, 1, 1, 2, 2, 2, 2];
        // The same groups under other numbers.
        let renamed = [2, 2, 2, 0, 0, 1, 1, 1, 1];
        assert_eq!(follow(&old, &[0, 1, 2], &renamed, 3), [1, 2, 0]);
        // Places that were no longer in order are passed on.
        assert_eq!(follow(&old, &[2, 0, 1], &renamed, 3), [0, 1, 2]);
    }

    #[test]
    fn more_segments_keep_the_places_there_were_and_fewer_have_no_gap() {
        let old = [0, 0, 0, 1, 1, 1];
        let split = [0, 0, 2, 1, 1, 1];
        assert_eq!(follow(&old, &[1, 0], &split, 3), [1, 0, 2]);
        let joined = [0, 0, 0, 0, 1, 1, 1];
        assert_eq!(follow(&[0, 0, 1, 2, 2, 2, 2], &[2, 0, 1], &joined, 2), [0, 1]);
        let nobody: [u8; 0] = [];
        assert_eq!(follow(&nobody, &[], &nobody, 3), [0, 1, 2]);
    }

    #[test]
    fn only_customers_of_both_runs_count() {
        let (old, new) = both(&[1, 2, 5, 7], &[0, 1, 2, 3], &[2, 3, 7, 9], &[4, 5, 6, 7]);
        assert_eq!((old, new), (vec![1, 3], vec![4, 6]));
    }
}
