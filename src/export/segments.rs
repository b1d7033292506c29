//! The files of a segmentation: the customers with their segments, the findings, the times, and the model for new ones.

use crate::base::{Lang, Watch, render};
use crate::study::Tables;
use crate::study::segments::model::SegmentModel;
use crate::study::segments::{Edition, SegmentFindings};

use super::atomic::{self, Draft};
use super::labelled::{self, Manner};
use super::segment_list::{self, SegmentList};
use super::{
    ExportError, ExportOptions, FINDINGS, LABELLED, MODEL, ModelFile, TIMING, Timing, Written, check_places,
    remove_leftovers, segments_json,
};

/// What places new customers, as the segments are shown; `None` for a number of segments that was not looked at.
pub fn segment_model(
    findings: &SegmentFindings,
    edition: &Edition,
    from_transactions: bool,
    lang: Lang,
) -> Option<SegmentModel> {
    let segmentation = findings.at(edition.k)?;
    let (codes, names) = segment_list::labels(segmentation, edition, lang);
    let model = findings.model.at(edition.k, codes, names)?;
    let warnings = findings.methods.iter().filter(|method| method.id == model.method);
    let warnings = warnings.flat_map(|method| &method.warnings).map(|one| render(lang, one)).collect();
    Some(model.with_notes(warnings, from_transactions))
}

/// Writes the customers with their segments, the findings, the times and the model, in the edition as it is shown: every
/// file is complete before the first one appears.
///
/// **Errors** the input stands in the way, a file that is not ours, no room, no permission, a source that changed
/// since it was read, an edition of other findings, stopped.
pub fn export_segments(
    findings: &SegmentFindings,
    edition: &Edition,
    tables: &Tables,
    timing: &Timing,
    options: &ExportOptions,
    watch: &Watch,
) -> Result<Written, ExportError> {
    let source = tables.value.map_or(&tables.frame.source, |value| &value.source);
    let list = SegmentList::new(findings, edition, options.lang).ok_or(ExportError::Mismatch)?;
    let model = segment_model(findings, edition, tables.value.is_some(), options.lang);
    let model = model.ok_or(ExportError::Mismatch)?;
    // Whether files can be made there at all, the drafts will say.
    check_places(options, std::slice::from_ref(&source.path), &[MODEL])?;
    atomic::create_folder(options.folder)?;
    atomic::remove_abandoned(options.folder);
    let draft = |name: &str| Draft::new(&options.folder.join(name));

    let mut customers = draft(LABELLED)?;
    let rows = match tables.value {
        None => labelled::write(&mut customers, &list, source, Manner::of(options), watch)?,
        Some(value) => segment_list::write_made(&mut customers, &list, (tables.frame, value), options)?,
    };
    let mut saved = draft(MODEL)?;
    saved.write_all(&ModelFile::Segments(Box::new(model)).to_bytes().ok_or(ExportError::Mismatch)?)?;
    let mut times = draft(TIMING)?;
    times.write_all(timing.json().as_bytes())?;
    let mut summary = draft(FINDINGS)?;
    summary.write_all(segments_json(findings, edition, options.lang).as_bytes())?;
    let names = [LABELLED, MODEL, FINDINGS, TIMING];
    // The findings say what the other files are, so they come last.
    atomic::commit_together([customers, saved, times, summary])?;
    remove_leftovers(options.folder, &names, tables);
    let files = names.map(str::to_owned).to_vec();
    Ok(Written { folder: options.folder.to_path_buf(), files, rows })
}
