//! `stratum methods`: every method with its parameters.

use serde::Serialize;

use crate::base::{Lang, tr};
use crate::features::contribution::{RateSpec, Rates};
use crate::models::{Algorithm, ParamKind, ParamSpec, ParamValue, catalog};
use crate::study::segments::{ClusterMethod, cluster_methods};
use crate::study::{Method, methods};

use super::args::MethodsArguments;
use super::failure::{Failure, Status};
use super::out::{self, Page};
use super::transactions::ValueSetting;
use super::{choice_churn, choice_segments, transactions};

pub fn run(arguments: &MethodsArguments) -> Result<Status, Failure> {
    let lang = arguments.speech.lang;
    let text = if arguments.json { json(lang) } else { text(lang) };
    out::print(&text)?;
    Ok(Status::Done)
}

#[derive(Serialize)]
struct MethodLine {
    id: &'static str,
    label: String,
    about: String,
    /// What it answers: `tiers`, `churn` or `segments`.
    study: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    algorithm: Option<&'static str>,
    params: Vec<ParamLine>,
}

#[derive(Serialize)]
struct ParamLine {
    key: &'static str,
    label: String,
    about: String,
    default: ParamValue,
    /// Whether it is what makes the method, and cannot be chosen.
    fixed: bool,
    takes: String,
}

fn method_line(method: &Method, algorithm: &dyn Algorithm, lang: Lang) -> MethodLine {
    let specs = algorithm.params();
    // The list of methods is ours, and a test starts each with these.
    let effective = algorithm.effective(&method.params().unwrap_or_default());
    let line = |spec: &ParamSpec| {
        Some(ParamLine {
            key: spec.key,
            label: tr(lang, spec.name),
            about: tr(lang, spec.more),
            default: effective.0.get(spec.key)?.clone(),
            fixed: method.fixes(spec.key),
            takes: takes(spec.kind),
        })
    };
    MethodLine {
        id: method.id,
        label: tr(lang, method.name_key),
        about: tr(lang, method.about_key),
        study: method.family.study(),
        algorithm: Some(method.algorithm),
        params: specs.iter().filter_map(line).collect(),
    }
}

fn cluster_line(method: &ClusterMethod, lang: Lang) -> MethodLine {
    let line = |spec: &ParamSpec| ParamLine {
        key: spec.key,
        label: tr(lang, spec.name),
        about: tr(lang, spec.more),
        default: spec.kind.default_value(),
        fixed: false,
        takes: takes(spec.kind),
    };
    MethodLine {
        id: method.id,
        label: tr(lang, method.name_key),
        about: tr(lang, method.about_key),
        study: "segments",
        algorithm: None,
        params: method.specs().iter().map(line).collect(),
    }
}

fn takes(kind: ParamKind) -> String {
    match kind {
        ParamKind::Bool { .. } => "true|false".to_owned(),
        ParamKind::Int { min, max, .. } => format!("{min}..{max}"),
        ParamKind::Float { min, max, .. } => format!("{min}..{max}"),
        ParamKind::Sizes { min, max, .. } => format!("{min}..{max}[,…]"),
        ParamKind::Choice { options, .. } => options.join("|"),
    }
}

fn lines(lang: Lang) -> Vec<MethodLine> {
    let networks = methods()
        .iter()
        .filter_map(|method| Some(method_line(method, catalog::find(method.algorithm)?, lang)));
    networks.chain(cluster_methods().iter().map(|method| cluster_line(method, lang))).collect()
}

/// All of it, as `--json` prints it.
#[derive(Serialize)]
struct Everything {
    methods: Vec<MethodLine>,
    /// What `--set` takes about a class of interest.
    churn: Vec<SettingLine>,
    /// What `--set` takes about segments.
    segments: Vec<SettingLine>,
    /// What `--set` takes about transactions.
    transactions: Vec<SettingLine>,
    rates: Vec<SettingLine>,
}

#[derive(Serialize)]
struct SettingLine {
    key: String,
    label: String,
    default: String,
    takes: String,
}

fn json(lang: Lang) -> String {
    let setting = |setting: ValueSetting| SettingLine {
        key: setting.key.to_owned(),
        label: tr(lang, setting.name_key),
        default: setting.default,
        takes: setting.takes,
    };
    let rate = |rate: &RateSpec| SettingLine {
        key: rate.key.to_owned(),
        label: tr(lang, rate.name_key),
        default: rate.default.to_string(),
        takes: format!("{}..{}", rate.min, rate.max),
    };
    crate::export::json::pretty(&Everything {
        methods: lines(lang),
        churn: choice_churn::settings().into_iter().map(setting).collect(),
        segments: choice_segments::settings().into_iter().map(setting).collect(),
        transactions: transactions::settings().into_iter().map(setting).collect(),
        rates: Rates::specs().iter().map(rate).collect(),
    })
}

fn text(lang: Lang) -> String {
    let mut page = Page::default();
    for method in lines(lang) {
        page.line(&format!("{}  {}", method.id, method.label));
        page.line(&format!("    {}", method.about));
        let rows: Vec<Vec<String>> = method
            .params
            .iter()
            .filter(|param| !param.fixed)
            .map(|param| {
                vec![
                    String::new(),
                    format!("{}={}", param.key, param.default),
                    param.takes.clone(),
                    param.label.clone(),
                ]
            })
            .collect();
        page.block(&out::table(&rows, &[]));
        page.line("");
    }
    page.line(&tr(lang, "cli-churn-settings"));
    page.block(&out::table(&settings_table(choice_churn::settings(), lang), &[]));
    page.line("");
    page.line(&tr(lang, "cli-segment-settings"));
    page.block(&out::table(&settings_table(choice_segments::settings(), lang), &[]));
    page.line("");
    page.line(&tr(lang, "cli-value-settings"));
    page.block(&out::table(&settings_table(transactions::settings(), lang), &[]));
    page.line("");
    page.line(&tr(lang, "cli-value-rates"));
    page.block(&out::table(&rates_table(lang), &[]));
    page.into_text()
}

fn settings_table(settings: Vec<ValueSetting>, lang: Lang) -> Vec<Vec<String>> {
    let row = |setting: ValueSetting| {
        let text = format!("{}={}", setting.key, setting.default);
        vec![String::new(), text, setting.takes, tr(lang, setting.name_key)]
    };
    settings.into_iter().map(row).collect()
}

fn rates_table(lang: Lang) -> Vec<Vec<String>> {
    let row = |rate: &RateSpec| {
        let text = format!("{}={}", rate.key, rate.default);
        vec![String::new(), text, format!("{}..{}", rate.min, rate.max), tr(lang, rate.name_key)]
    };
    Rates::specs().iter().map(row).collect()
}
