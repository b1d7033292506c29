//! `findings.json` of segments: what the screens say of them. Single customers stand in `labelled.csv` alone.

mod schema;

use crate::base::{Lang, Message, render};
use crate::study::segments::{
    CheckKind, Edition, Explore, Helped, KAdvice, KRow, Migration, Segment, SegmentFindings, SegmentMethod,
    SequenceSummary, TextPart, TreatedColumn, methods,
};

use super::findings_json::{Chosen, FORMAT, KIND, data, left_out, point};
use super::json::{Header, pretty};
use schema::{
    Advice, CheckLine, Compared, Components, Correlations, Failed, Features, File, HelpedLine, Method,
    MigrationLine, Nulls, Reason, Row, SegmentLine, Sequence, TraitLine, Treated,
};

/// The findings as JSON, in the edition as it is shown and with their sentences in a language. It holds no times, no
/// folders and no single customers.
///
/// **Numerics** numbers are written so that reading them gives the same bits; what is not a number is `null`.
pub fn segments_json(findings: &SegmentFindings, edition: &Edition, lang: Lang) -> String {
    pretty(&file(findings, edition, lang))
}

fn file<'a>(findings: &'a SegmentFindings, edition: &Edition, lang: Lang) -> File<'a> {
    let say = Say { lang };
    let id = |method: usize| findings.methods.get(method).map_or("", |method| method.id.as_str());
    File {
        head: Header::new(KIND, FORMAT),
        study: "segments",
        seed: findings.seed,
        stopped: findings.stopped,
        data: data(&findings.data, lang),
        features: Features {
            used: &findings.used,
            left_out: findings.left_out.iter().map(|column| left_out(column, lang)).collect(),
            treatments: findings.treatments.iter().map(|column| say.treated(column)).collect(),
        },
        customers: findings.rows.len(),
        k: edition.k,
        division: findings.advice.row(edition.k).is_some_and(KRow::is_division),
        k_advice: say.advice(&findings.advice),
        segments: say.segments(findings, edition),
        value_column: findings.value_column.as_deref(),
        methods: findings.methods.iter().map(|method| say.method(method)).collect(),
        compared_k: findings.k,
        comparison: findings.methods.iter().map(compared).collect(),
        agreement: &findings.agreement,
        failed: findings
            .failed
            .iter()
            .map(|failed| Failed { method: &failed.id, reason: say.words(&failed.problem.message) })
            .collect(),
        chosen: Chosen { id: id(findings.chosen), reason: say.words(&findings.chosen_reason) },
        helped: findings.helped.as_ref().map(|helped| say.helped(helped, id(helped.method))),
        sequence: findings.sequence.as_ref().map(|sequence| say.sequence(sequence)),
        migration: findings
            .migration
            .as_ref()
            .filter(|_| edition.k == findings.k)
            .map(|migration| say.migration(migration, edition)),
        pca: say.components(&findings.explore),
        correlations: Correlations {
            columns: &findings.explore.columns,
            values: &findings.explore.correlations,
        },
        words: words(findings, edition).iter().map(|message| say.words(message)).collect(),
    }
}

/// What is said of the segments; where another number of them is written than the methods were compared at, that first.
fn words(findings: &SegmentFindings, edition: &Edition) -> Vec<Message> {
    let other = Message::new("export-seg-other-k").with("k", edition.k).with("compared", findings.k);
    let other = (edition.k != findings.k).then_some(other);
    other.into_iter().chain(findings.words.iter().cloned()).collect()
}

/// Positions of the segments, in the order of their codes.
fn by_code(edition: &Edition) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..edition.k as usize).collect();
    positions.sort_by_key(|&position| edition.code(position as u8));
    positions
}

fn compared(method: &SegmentMethod) -> Compared<'_> {
    Compared {
        method: &method.id,
        silhouette_own: method.silhouette_own,
        silhouette_common: method.silhouette_common,
        davies_bouldin_own: method.davies_bouldin_own,
        davies_bouldin_common: method.davies_bouldin_common,
        stability_ari: method.stability_ari,
        stability_quartiles: method.stability_quartiles,
        seed_ari: method.seed_ari,
        seed_quartiles: method.seed_quartiles,
        null_silhouette_own: method.nulls.as_ref().map(|nulls| nulls.percentile_95),
        nulls: method.nulls.as_ref().map(|nulls| Nulls {
            trained: &nulls.trained,
            untrained: &nulls.untrained,
            shuffled: &nulls.shuffled,
        }),
        agreement_with_kmeans: method.agreement_with_kmeans,
        sizes: &method.sizes,
    }
}

/// The parts that hold sentences.
#[derive(Clone, Copy)]
struct Say {
    lang: Lang,
}

impl Say {
    fn words(self, message: &Message) -> String {
        render(self.lang, message)
    }

    fn treated(self, treated: &TreatedColumn) -> Treated<'_> {
        Treated {
            column: &treated.column,
            missing: treated.missing,
            filled_with: treated.filled_with,
            reason: treated.reason.as_ref().map(|reason| self.words(reason)),
            skewness: treated.skewness,
            log: treated.log,
        }
    }

    fn advice(self, advice: &KAdvice) -> Advice<'_> {
        Advice {
            recommended: advice.recommended,
            reason: self.words(&advice.reason),
            knee: advice.knee,
            sampled: advice.sampled,
            by_gap: advice.by_gap(),
            table: advice.table.iter().map(|row| Row { row, division: row.is_division() }).collect(),
        }
    }

    /// In the order of their codes.
    fn segments<'a>(self, findings: &'a SegmentFindings, edition: &Edition) -> Vec<SegmentLine<'a>> {
        let Some(segmentation) = findings.at(edition.k) else { return Vec::new() };
        let line = |position: usize| {
            let segment = segmentation.segments.get(position)?;
            Some(self.segment(position as u8, segment, &findings.explore.columns, edition))
        };
        by_code(edition).into_iter().filter_map(line).collect()
    }

    fn segment<'a>(
        self,
        position: u8,
        segment: &'a Segment,
        columns: &'a [String],
        edition: &Edition,
    ) -> SegmentLine<'a> {
        let text = |part: TextPart| self.words(&edition.text(position, segment, part));
        let line = |found: &'a crate::study::segments::Trait| TraitLine {
            column: &found.column,
            mean: found.mean,
            overall: found.overall,
            difference: found.difference,
        };
        SegmentLine {
            code: edition.code(position),
            name: text(TextPart::Name),
            size: segment.size,
            share: segment.share,
            value_share: segment.value_share,
            sentence: text(TextPart::Sentence),
            action: text(TextPart::Action),
            traits: segment.traits.iter().map(line).collect(),
            centroid: columns.iter().map(String::as_str).zip(segment.means.iter().copied()).collect(),
            checks: segment
                .checks
                .iter()
                .map(|check| CheckLine {
                    check: check_id(check.kind),
                    passed: check.passed,
                    text: self.words(&check.message),
                })
                .collect(),
        }
    }

    fn method(self, method: &SegmentMethod) -> Method<'_> {
        Method {
            id: &method.id,
            label: self.words(&methods::name(&method.id)),
            params: &method.params,
            curve: method.curve.iter().map(point).collect(),
            best_epoch: method.best_epoch,
            stopped_because: method.stopped_because.map(crate::models::StopReason::id),
            warnings: method.warnings.iter().map(|warning| self.words(warning)).collect(),
        }
    }

    fn helped<'a>(self, helped: &Helped, method: &'a str) -> HelpedLine<'a> {
        HelpedLine {
            method,
            answer: helped.answer,
            sentence: self.words(&helped.sentence),
            reasons: helped
                .reasons
                .iter()
                .map(|(holds, text)| Reason { holds: *holds, text: self.words(text) })
                .collect(),
        }
    }

    fn sequence(self, sequence: &SequenceSummary) -> Sequence<'_> {
        Sequence {
            kind: sequence.kind,
            steps: &sequence.steps,
            channels: &sequence.channels,
            order: self.words(&sequence.order),
            objective: self.words(&sequence.objective),
        }
    }

    fn migration<'a>(self, migration: &'a Migration, edition: &Edition) -> MigrationLine<'a> {
        let order = by_code(edition);
        let row = |&from: &usize| {
            let counts = |&to: &usize| migration.counts.get(from)?.get(to).copied();
            order.iter().filter_map(counts).collect()
        };
        MigrationLine {
            months: &migration.months,
            from: &migration.from,
            to: &migration.to,
            codes: order.iter().map(|&position| edition.code(position as u8)).collect(),
            counts: order.iter().map(row).collect(),
            words: migration.words.iter().map(|message| self.words(message)).collect(),
        }
    }

    fn components(self, explore: &Explore) -> Components<'_> {
        Components {
            explained_variance_ratio: &explore.explained_variance_ratio,
            columns: &explore.columns,
            loadings: &explore.loadings,
            words: explore.components.iter().map(|message| self.words(message)).collect(),
        }
    }
}

fn check_id(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::Distinct => "distinct",
        CheckKind::BigEnough => "big_enough",
        CheckKind::Reachable => "reachable",
        CheckKind::Stable => "stable",
    }
}
