//! `stratum demo --out`: a built-in sample through its study, without a window.

use std::path::Path;

use crate::base::{Lang, Watch};
use crate::data::ReadOptions;
use crate::export::{self, ExportOptions};
use crate::session::{Sample, transactions, work};

use super::failure::{Failure, Status};
use super::job::Job;
use super::{predict, segments};

/// A sample through the default analysis. The sample itself is put beside its results.
pub fn run(sample: Sample, folder: &Path, seed: Option<u64>, lang: Lang) -> Result<Status, Failure> {
    let options =
        ExportOptions { folder, bom: true, keep_formulas: false, force: false, lang, pseudonyms: None };
    let also = match sample {
        Sample::Segments => segments::ALSO.to_vec(),
        Sample::Tiers | Sample::Churn => predict::also(sample.question(), sample == Sample::Tiers),
    };
    export::check_folder(&options, &[], &also)?;
    let file = folder.join(sample.file_name());
    super::sample::write(&file, &sample.text(), false)?;
    let job = Job::new(lang);
    let table =
        job.reading(&file, |watch| transactions::open(&file, &[], &ReadOptions::default(), lang, watch))?;
    let mut recipe = work::suggest(&table, sample.question(), None);
    recipe.seed = seed.unwrap_or(recipe.seed);
    if sample != Sample::Segments {
        let suspicions = work::find_suspicions(&table, &recipe, &Watch::unattended());
        recipe.features =
            crate::features::suggest(&table.profile, Some(&recipe.label), &suspicions.unwrap_or_default()).0;
    }
    job.run_and_write(&table, &recipe, &options, false)
}
