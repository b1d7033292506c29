//! Where a table came from and how it was read: kept so that every original cell can be written again.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A character encoding a customer file may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextEncoding {
    #[default]
    #[serde(rename = "UTF-8")]
    Utf8,
    #[serde(rename = "UTF-16LE")]
    Utf16Le,
    #[serde(rename = "UTF-16BE")]
    Utf16Be,
    #[serde(rename = "GB18030")]
    Gb18030,
    #[serde(rename = "Windows-1252")]
    Windows1252,
}

impl TextEncoding {
    pub const ALL: [Self; 5] = [Self::Utf8, Self::Utf16Le, Self::Utf16Be, Self::Gb18030, Self::Windows1252];

    /// The name shown to a person and written into `findings.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Gb18030 => "GB18030",
            Self::Windows1252 => "Windows-1252",
        }
    }
}

/// What a separator is called.
pub fn separator_key(separator: u8) -> &'static str {
    match separator {
        b';' => "separator-semicolon",
        b'\t' => "separator-tab",
        b'|' => "separator-bar",
        _ => "separator-comma",
    }
}

/// How the bytes are to be taken apart. What is `None` is found out from the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    pub encoding: Option<TextEncoding>,
    /// One of `, ; tab |` (as the byte).
    pub separator: Option<u8>,
    /// `.` or `,` (as the byte).
    pub decimal: Option<u8>,
    /// Whether cells that say `NA`, `null`, `NaN`, `?` and the like count as missing (empty cells always do).
    pub words_are_missing: Option<bool>,
}

/// How the bytes were taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    pub encoding: TextEncoding,
    pub separator: u8,
    pub decimal: u8,
    pub words_are_missing: bool,
}

/// The file behind a [`super::Frame`].
#[derive(Clone, Debug)]
pub struct Source {
    pub path: PathBuf,
    /// Lower-case hexadecimal SHA-256 of the file's bytes when it was read.
    pub sha256: String,
    pub n_bytes: u64,
    pub dialect: Dialect,
    /// The header as it stands in the file (names in the frame are made unique and filled in where empty).
    pub header: Vec<String>,
    /// Number of physical records after the header, unreadable ones included.
    pub n_records: u32,
    /// Those of them that the reader could not take as a row.
    pub n_unreadable: u32,
}

impl Source {
    /// The file's name without its folders, for screens and results.
    pub fn file_name(&self) -> String {
        self.path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }
}
