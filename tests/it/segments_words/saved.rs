//! The saved model places customers where they were, and months show who moves.

use super::*;
use stratum::data::{Column, Values};

/// A model of the card holders by plain K-means with 3 segments.
fn model() -> (Table, Described, SegmentModel) {
    let (table, _) = card_holders();
    let found = KMeans::new(3).fit(&Packed::pack(table.common.view()), 1, "model").unwrap();
    let described = table.described(&found.labels, 3, None);
    let plain = table.plain.clone();
    let model = SegmentModel::new(
        ("kmeans", 1),
        &table.frame,
        plain,
        Road::Columns,
        3,
        std::slice::from_ref(&described),
    );
    (table, described, model)
}

#[test]
fn a_saved_model_places_customers_where_they_were() {
    let (table, described, model) = model();
    let names = ["few", "some", "many"].map(str::to_owned).to_vec();
    let saved = serde_json::to_string(&model.at(3, vec![2, 1, 3], names).unwrap()).unwrap();
    let read: SegmentModel = serde_json::from_str(&saved).unwrap();
    assert_eq!(read.labels()[0], (2, "few".to_owned()));
    assert_eq!(model.labels()[1], (2, "2".to_owned()));
    let placed = read.place(&table.frame, table.rows()).unwrap();
    let expected = &described.segmentation;
    for (row, placement) in placed.iter().enumerate() {
        let there = Placement {
            segment: expected.labels[row],
            confidence: expected.confidence[row],
            fits: expected.fits[row],
        };
        assert_eq!(*placement, there, "row {row}");
    }
    assert!(model.at(4, Vec::new(), Vec::new()).is_none());
    assert_eq!(model.columns, ["PURCHASES", "CASH_ADVANCE", "BALANCE", "AGE"]);
    let stranger = frame(vec![
        numbers("PURCHASES", &[Some(1e6), None]),
        numbers("CASH_ADVANCE", &[Some(0.0), None]),
        numbers("AGE", &[Some(40.0), None]),
        numbers("BALANCE", &[Some(0.0), None]),
    ]);
    let placed = read.place(&stranger, &stranger.row_ids).unwrap();
    assert!(!placed[0].fits && placed[0].segment == 2);
    // Of the second one nothing is known.
    assert!(!placed[1].fits && placed[1].confidence == 0.0);
}

#[test]
fn tables_that_do_not_suit_a_model_are_refused_by_name() {
    let (_, _, model) = model();
    let without = frame(vec![whole("PURCHASES", vec![1]), whole("CASH", vec![1]), whole("AGE", vec![1])]);
    let error = model.place(&without, &without.row_ids).unwrap_err();
    let problem = error.problem();
    assert!(en(&problem.message).contains("CASH_ADVANCE, BALANCE"), "{}", en(&problem.message));
    said(&problem.message);
    said(&problem.hint.unwrap());
    let mut with_text = frame(vec![
        whole("PURCHASES", vec![1, 2, 3]),
        text("CASH_ADVANCE", &["10", "many", "20"]),
        whole("BALANCE", vec![1, 2, 3]),
        whole("AGE", vec![1, 2, 3]),
    ]);
    with_text.row_ids = vec![0, 4, 5];
    let error = model.place(&with_text, &[0]).unwrap_err();
    let expected = PlaceError::Text { column: "CASH_ADVANCE".to_owned(), row: 5, cell: "many".to_owned() };
    assert_eq!(error, expected);
    said(&error.problem().message);
    let mut broken: serde_json::Value = serde_json::to_value(&model).unwrap();
    broken["means"]["3"]["centroids"][1] = serde_json::json!([0.0]);
    let broken: SegmentModel = serde_json::from_value(broken).unwrap();
    let (table, ..) = card_holders();
    assert_eq!(broken.place(&table.frame, table.rows()).unwrap_err(), PlaceError::Broken);
    said(&PlaceError::Broken.problem().message);
}

#[test]
fn dates_are_no_numbers_and_facts_come_from_transactions() {
    let (table, _, model) = model();
    let dates = |name: &str| Column {
        name: name.to_owned(),
        values: Values::Date(vec![20_000, 20_001]),
        valid: [true, true].into_iter().collect(),
    };
    let of_dates = frame(vec![
        dates("PURCHASES"),
        whole("CASH_ADVANCE", vec![1, 2]),
        whole("BALANCE", vec![1, 2]),
        whole("AGE", vec![1, 2]),
    ]);
    let error = model.place(&of_dates, &of_dates.row_ids).unwrap_err();
    assert_eq!(error, PlaceError::OtherKind { column: "PURCHASES".to_owned(), dates: false });
    said(&error.problem().message);
    said(&PlaceError::OtherKind { column: "AGE".to_owned(), dates: true }.problem().message);
    // Models of before say nothing of dates, warnings and transactions.
    let mut before = serde_json::to_value(&model).unwrap();
    for key in ["dates", "warnings", "from_transactions"] {
        before.as_object_mut().unwrap().remove(key).unwrap();
    }
    let before: SegmentModel = serde_json::from_value(before).unwrap();
    assert!(before.is_whole() && before.warnings.is_empty());
    assert!(before.place(&of_dates, &of_dates.row_ids).is_ok());
    assert_eq!(
        before.place(&table.frame, table.rows()).unwrap(),
        model.place(&table.frame, table.rows()).unwrap()
    );

    let model = model.with_notes(vec!["Few customers.".to_owned()], true);
    let without = frame(vec![whole("PURCHASES", vec![1])]);
    let error = model.place(&without, &without.row_ids).unwrap_err();
    assert!(matches!(error, PlaceError::MissingFacts(_)));
    let hint = error.problem().hint.unwrap();
    assert!(en(&hint).contains("transactions"), "{}", en(&hint));
    said(&hint);
}

/// 90 customers over six months: 40 stay low, 30 stay high, 20 rise in the fourth month; the last three come late.
fn moving() -> (Frame, Vec<Family>, Vec<u8>) {
    let columns: Vec<String> = (1..=6).map(|month| format!("spending_m{month}")).collect();
    let cells = |month: usize| -> Vec<Option<f64>> {
        (0..90usize)
            .map(|row| {
                let high = (40..70).contains(&row) || row >= 70 && month >= 3;
                let late = row >= 87 && month < 2;
                (!late).then_some(f64::from(row as u32 % 7) + if high { 200.0 } else { 20.0 })
            })
            .collect()
    };
    let made = (0..6).map(|month| numbers(&columns[month], &cells(month))).collect();
    let labels = (0..90u32).map(|row| u8::from(row < 40)).collect();
    (frame(made), vec![Family { name: "spending".to_owned(), columns }], labels)
}

fn moved(by: impl Fn(&Dataset, &[u8]) -> Migration) -> Migration {
    let (frame, families, labels) = moving();
    let spec = SequenceSpec { steps: Steps::Months(families), target: None };
    let preprocessor = spec.fit(&frame, &frame.row_ids).unwrap();
    by(&preprocessor.transform(&frame, &frame.row_ids).unwrap(), &labels)
}

fn first_steps() -> Vec<u32> {
    (0..90).map(|row| if row >= 87 { 2 } else { 0 }).collect()
}

fn months_named() -> Vec<String> {
    (1..=6).map(|month| month.to_string()).collect()
}

/// Two segments as `moving` has them: those who end high first.
fn ends() -> Vec<Segment> {
    let (frame, _, labels) = moving();
    Table::new(frame).described(&labels, 2, None).segmentation.segments
}

#[test]
fn who_moves_is_seen_without_a_network() {
    let migration = moved(|data, labels| {
        let months = Months { data, first_steps: &first_steps(), names: &months_named() };
        migration(&months, Monthly::Means { labels }, &ends()).unwrap().unwrap()
    });
    assert_eq!((migration.from.as_str(), migration.to.as_str()), ("3", "6"));
    // 30 high all along, 20 who rose, 40 low all along.
    assert_eq!(migration.counts, [[30, 0], [20, 40]]);
    assert_eq!(migration.segments[0][88], NOT_THERE);
    assert_eq!((migration.segments[2][88], migration.segments[5][88]), (1, 0));
    let words: Vec<String> = migration.words.iter().map(en).collect();
    assert_eq!(words[0], "78 % of 90 customers are in the same segment in month 6 as in month 3.");
    assert!(words[1].starts_with("20 customers more went from"), "{}", words[1]);
    assert!(words[1].contains("33 %") && words[1].contains("20 against 0"), "{}", words[1]);
    migration.words.iter().for_each(said);
}

#[test]
fn a_network_ends_where_its_segments_are() {
    let migration = moved(|data, labels| {
        let settings = RnnSettings::new(&Params::default(), Cell::Gru, Task::NextStep).unwrap();
        let encoder = Encoder::untrained(&settings, 1, Init { seed: 4, repeat: 0 });
        let embedding = encoder.embed(data).unwrap();
        let centroids = means(&embedding, labels, 2);
        let months = Months { data, first_steps: &first_steps(), names: &months_named() };
        let by = Monthly::Network { encoder: &encoder, centroids: centroids.view() };
        let found = migration(&months, by, &ends()).unwrap().unwrap();
        let last = stratum::models::kmeans::assign(centroids.view(), embedding.view()).labels;
        assert_eq!(found.segments[5], last);
        found
    });
    let total: u64 = migration.counts.iter().flatten().sum();
    assert_eq!(total, 90);
    assert!(migration.segments[..2].iter().all(|month| month[87..].iter().all(|&at| at == NOT_THERE)));
}

#[test]
fn without_two_months_nobody_moves() {
    let steps = ndarray::Array3::zeros((3, 1, 1));
    let data = Dataset {
        row_ids: vec![0, 1, 2],
        feature_names: vec!["a".to_owned()],
        records: Records::Sequence { steps, lengths: vec![1; 3] },
        targets: None,
    };
    let months = Months { data: &data, first_steps: &[0; 3], names: &["1".to_owned()] };
    let by = Monthly::Means { labels: &[0, 1, 1] };
    assert!(migration(&months, by, &ends()).unwrap().is_none());
}
