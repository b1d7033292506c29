//! `model.stratum`: a fitted model in one file. A line of JSON says what it is and where its arrays belong; behind it stand
//! the arrays themselves, numbers in little-endian order, and nothing else.

use std::fmt::Write;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::base::{Message, Problem};
use crate::study::churn::model::ChurnModel;
use crate::study::segments::model::SegmentModel;

/// The number of this form of the file.
const FORMAT: u32 = 1;

const APP: &str = "stratum";
const KIND: &str = "model";
/// What places customers in segments.
const SEGMENTS: &str = "segments";
/// What says how probable a class is.
const CHURN: &str = "churn";

/// Larger files are no models of ours.
const MOST_BYTES: u64 = 64 << 20;

/// A model that can be kept in a file, by what it does.
#[derive(Clone, Debug)]
pub enum ModelFile {
    Segments(Box<SegmentModel>),
    Churn(Box<ChurnModel>),
}

/// Why a model could not be read. Nothing of a file that is refused is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ModelFileError {
    NotFound(PathBuf),
    /// A folder, a pipe, a device.
    NotAFile(PathBuf),
    /// The operating system does not let us read it.
    Io(PathBuf),
    /// No model of this program.
    NotAModel(PathBuf),
    /// Written by a later version.
    Newer {
        path: PathBuf,
        app_version: String,
    },
    /// Not what was once written: cut off, changed, or put together by somebody.
    Damaged(PathBuf),
}

impl ModelFileError {
    /// What happened and what to do about it.
    pub fn problem(&self) -> Problem {
        let at = |key, path: &Path| Message::new(key).with("file", path.display().to_string());
        let (message, hint) = match self {
            Self::NotFound(path) => (at("export-model-not-found", path), "export-model-not-found-hint"),
            Self::NotAFile(path) => (at("export-model-not-a-file", path), "export-model-not-found-hint"),
            Self::Io(path) => (at("export-model-io", path), "export-model-io-hint"),
            Self::NotAModel(path) => (at("export-model-none", path), "export-model-none-hint"),
            Self::Newer { path, app_version } => {
                (at("export-model-newer", path).with("version", app_version), "export-model-newer-hint")
            }
            Self::Damaged(path) => (at("export-model-damaged", path), "export-model-damaged-hint"),
        };
        Problem::new(message).hint(Message::new(hint))
    }
}

/// The first line.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    format: u32,
    app: String,
    app_version: String,
    kind: String,
    /// Which model it is.
    id: String,
    /// Of the whole file, this text left empty.
    sha256: String,
    /// In their order behind the line.
    arrays: Vec<Array>,
    /// The model with its arrays taken out.
    model: Value,
}

/// What any version can read of the first line.
#[derive(Deserialize)]
struct Mark {
    format: u32,
    app: String,
    app_version: String,
    kind: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Array {
    /// Where in the model it belongs, as a JSON pointer.
    at: String,
    numbers: Numbers,
    length: u64,
}

/// How each number is written.
#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Numbers {
    F32,
    F64,
}

impl Numbers {
    const fn size(self) -> usize {
        match self {
            Self::F32 => size_of::<f32>(),
            Self::F64 => size_of::<f64>(),
        }
    }
}

impl ModelFile {
    /// The columns that a table must have.
    pub fn columns(&self) -> Vec<&str> {
        match self {
            Self::Segments(model) => model.columns.iter().map(String::as_str).collect(),
            Self::Churn(model) => model.columns().collect(),
        }
    }

    /// The whole file; `None` for a model that holds what is no number, which could not be read again.
    ///
    /// **Numerics** every number keeps its bits.
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let (id, model) = match self {
            Self::Segments(model) => (SEGMENTS, serde_json::to_value(model).ok()?),
            Self::Churn(model) => (CHURN, serde_json::to_value(model).ok()?),
        };
        let mut head = Head {
            format: FORMAT,
            app: APP.to_owned(),
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            kind: KIND.to_owned(),
            id: id.to_owned(),
            sha256: String::new(),
            arrays: Vec::new(),
            model,
        };
        let mut payload = Vec::new();
        take_arrays(&mut head.model, "", &mut head.arrays, &mut payload);
        head.sha256 = sum(&mut head, &payload)?;
        let mut bytes = serde_json::to_vec(&head).ok()?;
        bytes.push(b'\n');
        bytes.extend(payload);
        let whole = bytes.len() as u64 <= MOST_BYTES && read(&bytes, Path::new("")).is_ok();
        whole.then_some(bytes)
    }
}

/// Reads a model from its file.
///
/// **Errors** see [`ModelFileError`]; a file that is not exactly what was written is refused before any of it is used.
pub fn load_model(path: &Path) -> Result<ModelFile, ModelFileError> {
    let io = |error: &std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => ModelFileError::NotFound(path.to_path_buf()),
        _ => ModelFileError::Io(path.to_path_buf()),
    };
    // Before opening, which would wait for ever on a pipe nobody writes into.
    if !std::fs::metadata(path).map_err(|error| io(&error))?.is_file() {
        return Err(ModelFileError::NotAFile(path.to_path_buf()));
    }
    let file = File::open(path).map_err(|error| io(&error))?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| io(&error))?;
    read(&bytes, path)
}

fn read(bytes: &[u8], path: &Path) -> Result<ModelFile, ModelFileError> {
    let none = || ModelFileError::NotAModel(path.to_path_buf());
    let damaged = || ModelFileError::Damaged(path.to_path_buf());
    let end = bytes.iter().position(|&byte| byte == b'\n').ok_or_else(none)?;
    let (line, payload) = (&bytes[..end], &bytes[end + 1..]);
    let mark: Mark = serde_json::from_slice(line).map_err(|_| none())?;
    if mark.app != APP || mark.kind != KIND || bytes.len() as u64 > MOST_BYTES {
        return Err(none());
    }
    let newer = || ModelFileError::Newer { path: path.to_path_buf(), app_version: mark.app_version.clone() };
    if mark.format > FORMAT {
        return Err(newer());
    }
    let mut head: Head = serde_json::from_slice(line).map_err(|_| damaged())?;
    // Written in another way it would have another sum, whatever it says.
    if head.format != FORMAT || serde_json::to_vec(&head).map_err(|_| damaged())? != line {
        return Err(damaged());
    }
    let said = std::mem::take(&mut head.sha256);
    if sum(&mut head, payload).ok_or_else(damaged)? != said {
        return Err(damaged());
    }
    put_arrays(&mut head, payload).ok_or_else(damaged)?;
    match head.id.as_str() {
        SEGMENTS => {
            let model: SegmentModel = serde_json::from_value(head.model).map_err(|_| damaged())?;
            if model.is_whole() { Ok(ModelFile::Segments(Box::new(model))) } else { Err(damaged()) }
        }
        CHURN => {
            let model: ChurnModel = serde_json::from_value(head.model).map_err(|_| damaged())?;
            if model.is_whole() { Ok(ModelFile::Churn(Box::new(model))) } else { Err(damaged()) }
        }
        _ => Err(newer()),
    }
}

/// SHA-256 of everything but itself.
fn sum(head: &mut Head, payload: &[u8]) -> Option<String> {
    head.sha256.clear();
    let mut hash = Sha256::new();
    hash.update(serde_json::to_vec(head).ok()?);
    hash.update(payload);
    let mut text = String::new();
    for byte in hash.finalize() {
        write!(text, "{byte:02x}").ok()?;
    }
    Some(text)
}

/// Moves every list of fractional numbers out of the model, an empty list stays in its place.
fn take_arrays(value: &mut Value, at: &str, arrays: &mut Vec<Array>, payload: &mut Vec<u8>) {
    match value {
        Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_f64) => {
            let values: Vec<f64> = items.iter().filter_map(Value::as_f64).collect();
            let single = values.iter().all(|&value| f64::from(value as f32).to_bits() == value.to_bits());
            let numbers = if single { Numbers::F32 } else { Numbers::F64 };
            for &value in &values {
                match numbers {
                    Numbers::F32 => payload.extend((value as f32).to_le_bytes()),
                    Numbers::F64 => payload.extend(value.to_le_bytes()),
                }
            }
            arrays.push(Array { at: at.to_owned(), numbers, length: values.len() as u64 });
            items.clear();
        }
        Value::Array(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                take_arrays(item, &format!("{at}/{index}"), arrays, payload);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let name = name.replace('~', "~0").replace('/', "~1");
                take_arrays(field, &format!("{at}/{name}"), arrays, payload);
            }
        }
        _ => {}
    }
}

/// Puts the arrays where they belong. `None` where their lengths are not those of what is there, or their places are not
/// empty lists: known before any room is taken for them.
fn put_arrays(head: &mut Head, payload: &[u8]) -> Option<()> {
    let size = |array: &Array| usize::try_from(array.length).ok()?.checked_mul(array.numbers.size());
    let sizes: Vec<usize> = head.arrays.iter().map(size).collect::<Option<_>>()?;
    let all = sizes.iter().try_fold(0_usize, |sum, &size| sum.checked_add(size))?;
    if all != payload.len() {
        return None;
    }
    let mut rest = payload;
    for (array, size) in head.arrays.iter().zip(sizes) {
        let (bytes, behind) = rest.split_at_checked(size)?;
        rest = behind;
        let place = head.model.pointer_mut(&array.at)?.as_array_mut()?;
        if !place.is_empty() {
            return None;
        }
        *place = numbers(bytes, array.numbers).collect::<Option<_>>()?;
    }
    Some(())
}

/// The numbers of an array; `None` in place of what is none.
fn numbers(bytes: &[u8], numbers: Numbers) -> impl Iterator<Item = Option<Value>> {
    bytes.chunks_exact(numbers.size()).map(move |bytes| {
        let value = match numbers {
            Numbers::F32 => f64::from(f32::from_le_bytes(bytes.try_into().ok()?)),
            Numbers::F64 => f64::from_le_bytes(bytes.try_into().ok()?),
        };
        serde_json::Number::from_f64(value).map(Value::Number)
    })
}

/// Whether a file is a model of ours, of whatever version.
pub(super) fn is_ours(path: &Path) -> bool {
    let Ok(file) = File::open(path) else { return false };
    let mut bytes = Vec::new();
    if file.take(MOST_BYTES).read_to_end(&mut bytes).is_err() {
        return false;
    }
    let line = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let mark: Option<Mark> = serde_json::from_slice(line).ok();
    mark.is_some_and(|mark| mark.app == APP && mark.kind == KIND)
}
