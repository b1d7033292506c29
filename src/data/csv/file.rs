//! The bytes of a file, read with progress and checked for changes underneath.

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::base::Watch;
use crate::data::DataError;

/// Bytes read between two looks at the stop request.
const STEP_BYTES: usize = 4 << 20;

/// All bytes of a file. Reports the shares 0 to `share`.
pub fn read_file(path: &Path, share: f32, watch: &Watch) -> Result<Vec<u8>, DataError> {
    let failed = |error: std::io::Error| DataError::from_io(path, &error);
    let before = fs::metadata(path).map_err(failed)?;
    if before.is_dir() {
        return Err(DataError::Directory(path.to_path_buf()));
    }
    // Before opening, which would wait for ever on a pipe nobody writes into.
    if !before.is_file() {
        return Err(DataError::NotAFile(path.to_path_buf()));
    }
    let mut file = File::open(path).map_err(failed)?;
    let expected = before.len() as usize;
    // A hint only: a file that lies about its length must not make us ask for all memory.
    let mut bytes = Vec::with_capacity(expected.min(1 << 32) + 1);
    loop {
        if watch.stopped() {
            return Err(DataError::Stopped);
        }
        match (&mut file).take(STEP_BYTES as u64).read_to_end(&mut bytes) {
            Ok(0) => break,
            Ok(_) => watch.report(share * (bytes.len() as f32 / expected.max(1) as f32).min(1.0)),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(failed(error)),
        }
    }
    let after = fs::metadata(path).map_err(|_| DataError::ChangedWhileReading(path.to_path_buf()))?;
    let same_time = before.modified().ok() == after.modified().ok();
    let same_length = expected == bytes.len() && after.len() as usize == expected;
    if !(same_length && same_time) {
        return Err(DataError::ChangedWhileReading(path.to_path_buf()));
    }
    Ok(bytes)
}

/// Lower-case hexadecimal SHA-256.
pub fn sha256(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digest = Sha256::digest(bytes);
    digest.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|half| DIGITS[half as usize] as char).collect()
}
