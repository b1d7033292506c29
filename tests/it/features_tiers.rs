//! Tiers: every rule against customers counted by hand, equal values, and what holds of all values.

use proptest::prelude::*;
use stratum::base::Stream;
use stratum::features::tiers::{Cuts, Ladder, N_TIERS, TierRule, assign, summarise};

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
}

fn sizes(codes: &[u32]) -> [usize; N_TIERS] {
    let mut sizes = [0; N_TIERS];
    for &code in codes {
        sizes[code as usize] += 1;
    }
    sizes
}

#[test]
fn a_pyramid_has_its_shares() {
    let mut values: Vec<f64> = (0..600).map(|value| f64::from(value) - 100.0).collect();
    Stream::new(1, "pyramid", 0).shuffle(&mut values);
    let tiers = assign(&values, &[], &TierRule::default());
    assert_eq!(sizes(&tiers.codes), [480, 90, 24, 6]);
    assert_eq!(tiers.cuts, Cuts::Value([380.0, 470.0, 494.0]));
    assert_eq!(sizes(&assign(&values, &[], &TierRule::Equal).codes), [150; 4]);
    let summary = summarise(&tiers.codes, &values);
    assert_eq!((summary[3].n, summary[3].min, summary[3].max), (6, Some(494.0), Some(499.0)));
    // 494 to 499 make 2,979 of all 119,700.
    close(summary[3].value, 2979.0);
    close(summary[3].value_share.unwrap(), 2979.0 / 119_700.0);
    assert_eq!(summarise(&tiers.codes, &[-1.0; 600])[0].value_share, None);
}

#[test]
fn equal_values_share_a_tier_where_the_cut_comes_closest() {
    // Ten customers, a quarter each: 2.5 rounds to 3, then 5, then 8 from the top.
    let values = [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 5.0, 5.0, 9.0];
    let tiers = assign(&values, &[], &TierRule::Equal);
    assert_eq!(tiers.cuts, Cuts::Value([0.0, 5.0, 5.0]));
    assert_eq!(sizes(&tiers.codes), [0, 7, 0, 3]);
    // One customer is asked for and fifty are alike: nobody stands out.
    let alike = assign(&[3.0; 50], &[], &TierRule::default());
    assert_eq!(sizes(&alike.codes), [50, 0, 0, 0]);
    // Even ten customers have a first one.
    let few: Vec<f64> = (0..10).map(f64::from).collect();
    assert_eq!(sizes(&assign(&few, &[], &TierRule::default()).codes), [7, 1, 1, 1]);
    assert!(assign(&[], &[], &TierRule::NaturalBreaks).codes.is_empty());
}

#[test]
fn the_other_rules_by_hand() {
    let values = [-5.0, 10.0, 99.9, 100.0, 1000.0, 5000.0];
    let money = assign(&values, &[], &TierRule::Money { cuts: [0.0, 100.0, 1000.0] });
    assert_eq!(money.codes, [0, 1, 1, 2, 3, 3]);
    let crossed = TierRule::ValuePotential { value_share: 1.0 / 3.0, potential_share: 0.5 };
    let potential = [9.0, 0.0, 8.0, 0.0, 7.0, 1.0];
    let tiers = assign(&values, &potential, &crossed);
    assert_eq!(tiers.codes, [1, 0, 1, 0, 3, 2]);
    assert_eq!(tiers.cuts, Cuts::ValuePotential { value: 1000.0, potential: 7.0 });
    assert_eq!(tiers.cuts.apply(&[1000.0], &[6.9]), [2]);
    let gaps = [1.0, 2.0, 30.0, 31.0, 32.0, 70.0, 500.0, 501.0];
    let natural = assign(&gaps, &[], &TierRule::NaturalBreaks);
    assert_eq!(natural.cuts, Cuts::Value([30.0, 70.0, 500.0]));
    let ladder = Ladder::new(&gaps, &[]);
    for id in TierRule::IDS {
        let rule = TierRule::begin(id, &ladder).unwrap();
        assert_eq!((rule.id(), rule.check()), (id, Ok(())));
        let saved = serde_json::to_string(&rule).unwrap();
        assert_eq!(serde_json::from_str::<TierRule>(&saved).unwrap(), rule);
    }
    for wrong in [
        TierRule::Pyramid { shares: [0.5, 0.5, 0.1] },
        TierRule::Pyramid { shares: [f64::NAN, 0.0, 0.1] },
        TierRule::Money { cuts: [1.0, 1.0, 2.0] },
        TierRule::Money { cuts: [1.0, 2.0, f64::INFINITY] },
        TierRule::ValuePotential { value_share: -0.1, potential_share: 0.5 },
    ] {
        assert!(wrong.check().is_err(), "{wrong:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// More value is never a lower tier, equal value is the same tier, and the cuts alone tell the tier again.
    #[test]
    fn tiers_rise_with_value(values in prop::collection::vec(-20i32..20, 0..80), seed in 0u64..1000) {
        let values: Vec<f64> = values.into_iter().map(f64::from).collect();
        let mut stream = Stream::new(seed, "shares", 0);
        let mut share = || stream.uniform() / 3.0;
        let shares = [share(), share(), share()];
        for rule in [TierRule::Pyramid { shares }, TierRule::Equal, TierRule::NaturalBreaks] {
            let tiers = assign(&values, &[], &rule);
            prop_assert_eq!(&tiers.cuts.apply(&values, &[]), &tiers.codes);
            let mut pairs: Vec<(i64, u32)> =
                values.iter().map(|&value| value as i64).zip(tiers.codes.iter().copied()).collect();
            pairs.sort_unstable();
            for pair in pairs.windows(2) {
                prop_assert!(pair[0].1 <= pair[1].1);
                prop_assert!(pair[0].0 < pair[1].0 || pair[0].1 == pair[1].1);
            }
            prop_assert!(tiers.cuts.values().iter().all(|cut| cut.is_finite()));
            let summary = summarise(&tiers.codes, &values);
            prop_assert_eq!(summary.iter().map(|tier| tier.n).sum::<usize>(), values.len());
        }
    }
}
