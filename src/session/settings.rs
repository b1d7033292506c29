//! What the program remembers between starts.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::{Lang, Problem};
use crate::export::{atomic, json};

/// Files remembered at most.
pub const MAX_RECENT: usize = 10;

const FILE_NAME: &str = "settings.json";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// As the system says.
    #[default]
    System,
    Light,
    Dark,
}

/// Remembered choices of the window.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub lang: Lang,
    pub theme: ThemeChoice,
    pub recent: Vec<PathBuf>,
}

/// The folder settings are kept in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsFolder(PathBuf);

impl SettingsFolder {
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self(folder.into())
    }

    /// `STRATUM_CONFIG_DIR` where it is set, otherwise the system's folder for settings of this person,
    /// otherwise a folder for temporary files.
    pub fn of_this_person() -> Self {
        if let Some(folder) = std::env::var_os("STRATUM_CONFIG_DIR").filter(|folder| !folder.is_empty()) {
            return Self(folder.into());
        }
        let known = directories::ProjectDirs::from("", "", "stratum");
        Self(
            known.map_or_else(
                || std::env::temp_dir().join("stratum"),
                |known| known.config_dir().to_path_buf(),
            ),
        )
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Where the key of pseudonyms is kept: with the person, never with the results.
    pub fn key_file(&self) -> PathBuf {
        self.0.join("pseudonyms.key")
    }

    /// What was remembered. Each setting that is missing or damaged has its default: a broken file never keeps the
    /// program from starting.
    pub fn load(&self) -> Settings {
        let text = std::fs::read(self.0.join(FILE_NAME)).ok();
        let stored = text.and_then(|text| serde_json::from_slice::<serde_json::Value>(&text).ok());
        let Some(stored) = stored else {
            return Settings {
                lang: system_language(|name| std::env::var(name).ok()),
                ..Settings::default()
            };
        };
        let mut recent: Vec<PathBuf> = setting(&stored, "recent").unwrap_or_default();
        recent.truncate(MAX_RECENT);
        Settings {
            lang: setting(&stored, "lang")
                .unwrap_or_else(|| system_language(|name| std::env::var(name).ok())),
            theme: setting(&stored, "theme").unwrap_or_default(),
            recent,
        }
    }

    /// Remembers the settings: whole or not at all.
    pub fn save(&self, settings: &Settings) -> Result<(), Problem> {
        let written = atomic::create_folder(&self.0)
            .and_then(|()| atomic::replace(&self.0.join(FILE_NAME), json::pretty(settings).as_bytes()));
        written.map_err(|error| error.problem())
    }
}

fn setting<T: serde::de::DeserializeOwned>(stored: &serde_json::Value, name: &str) -> Option<T> {
    stored.get(name).and_then(|value| serde_json::from_value(value.clone()).ok())
}

/// The language the system is set to, by the usual variables in their order.
fn system_language(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set =
        ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(variable).find(|value| !value.is_empty());
    match set {
        Some(value) if value.to_lowercase().starts_with("zh") => Lang::Zh,
        _ => Lang::En,
    }
}

/// Where documents of this person are, for results of the sample; the current folder where nobody knows.
pub fn documents_folder() -> Option<PathBuf> {
    let known = directories::UserDirs::new()?;
    Some(known.document_dir().unwrap_or(known.home_dir()).to_path_buf())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, SettingsFolder) {
        let room = tempfile::tempdir().unwrap();
        let folder = SettingsFolder::at(room.path().join("new/stratum"));
        (room, folder)
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let (_room, folder) = folder();
        let settings = Settings {
            lang: Lang::Zh,
            theme: ThemeChoice::Dark,
            recent: vec!["/a/客户.csv".into(), "b.csv".into()],
        };
        folder.save(&settings).unwrap();
        assert_eq!(folder.load(), settings);
        folder.save(&Settings::default()).unwrap();
        assert_eq!(folder.load(), Settings::default());
    }

    #[test]
    fn a_damaged_file_costs_only_what_is_damaged() {
        let (_room, folder) = folder();
        std::fs::create_dir_all(folder.path()).unwrap();
        let file = folder.path().join(FILE_NAME);
        std::fs::write(&file, br#"{"theme":"dark","lang":17,"recent":["a.csv"],"other":[]}"#).unwrap();
        let loaded = folder.load();
        assert_eq!((loaded.theme, loaded.recent), (ThemeChoice::Dark, vec![PathBuf::from("a.csv")]));
        std::fs::write(&file, b"{\"theme\": \xff").unwrap();
        assert_eq!(folder.load().theme, ThemeChoice::System);
    }

    #[test]
    fn the_first_language_is_the_systems() {
        let set = |name: &'static str, value: &'static str| {
            system_language(move |asked| (asked == name).then(|| value.to_owned()))
        };
        assert_eq!(set("LANG", "zh_CN.UTF-8"), Lang::Zh);
        assert_eq!(set("LC_ALL", "de_DE.UTF-8"), Lang::En);
        let both = |asked: &str| match asked {
            "LC_ALL" => Some("en_GB.UTF-8".to_owned()),
            "LANG" => Some("zh_CN.UTF-8".to_owned()),
            _ => None,
        };
        assert_eq!(system_language(both), Lang::En);
    }
}
