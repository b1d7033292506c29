//! Files that are no text at all: what they are, so that a person is told instead of shown nonsense.

use std::path::Path;

use crate::data::DataError;

/// Bytes at either end of an archive in which the names of its files are looked for.
const NAMES_BYTES: usize = 1 << 16;

/// Characters looked at for control characters.
const LOOK_CHARS: usize = 1 << 16;

/// Fewer control characters than this are damage, not another kind of file.
const MIN_CONTROLS: usize = 8;

const ZIP: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];

/// The older container of the office programs.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// gzip, bzip2, xz, Zstandard, 7z, rar.
const COMPRESSED: [&[u8]; 6] =
    [b"\x1F\x8B", b"BZh91AY&SY", b"\xFD7zXZ\0", b"\x28\xB5\x2F\xFD", b"7z\xBC\xAF\x27\x1C", b"Rar!\x1A\x07"];

/// PNG, JPEG, GIF, PDF, `SQLite`.
const OTHERS: [&[u8]; 6] =
    [b"\x89PNG\r\n", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a", b"%PDF-", b"SQLite format 3\0"];

/// Refuses files whose first bytes say what they are.
///
/// **Errors** [`DataError::Workbook`], [`DataError::Compressed`], [`DataError::NotText`].
pub fn refuse_known(bytes: &[u8], path: &Path) -> Result<(), DataError> {
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| bytes.starts_with(mark));
    let path = || path.to_path_buf();
    if begins(&ZIP) {
        let workbook = names(bytes, b"xl/") || names(bytes, b"opendocument.spreadsheet");
        return Err(if workbook { DataError::Workbook(path()) } else { DataError::Compressed(path()) });
    }
    if begins(&[COMPOUND]) {
        let named = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(name.len()).any(|window| window == name)
        };
        let workbook = ["Workbook", "Book", "EncryptedPackage"].into_iter().any(named);
        return Err(if workbook { DataError::Workbook(path()) } else { DataError::NotText(path()) });
    }
    if begins(&COMPRESSED) {
        return Err(DataError::Compressed(path()));
    }
    let parquet = bytes.len() > 8 && bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1");
    if begins(&OTHERS) || parquet { Err(DataError::NotText(path())) } else { Ok(()) }
}

/// Refuses what was decoded but is no writing. Zero bytes alone may fill up cells of a fixed width, so more of them are
/// borne than of other control characters.
///
/// **Errors** [`DataError::NotText`] where over 5 % are control characters other than zero, or over 30 % with it.
pub fn refuse_controls(text: &str, path: &Path) -> Result<(), DataError> {
    let (mut chars, mut zeros, mut others) = (0, 0, 0);
    for char in text.chars().take(LOOK_CHARS) {
        chars += 1;
        match char {
            '\0' => zeros += 1,
            '\t' | '\n' | '\r' => {}
            _ if char.is_ascii_control() => others += 1,
            _ => {}
        }
    }
    let many = others * 20 > chars || (zeros + others) * 10 > chars * 3;
    if many && zeros + others >= MIN_CONTROLS { Err(DataError::NotText(path.to_path_buf())) } else { Ok(()) }
}

/// Whether an archive has files of such names, which stand at its beginning and in the list at its end.
fn names(bytes: &[u8], name: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(NAMES_BYTES)];
    let tail = &bytes[bytes.len().saturating_sub(NAMES_BYTES)..];
    [head, tail].into_iter().any(|part| part.windows(name.len()).any(|window| window == name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_say_what_a_file_is() {
        let path = Path::new("customers.csv");
        let refused = |bytes: &[u8]| refuse_known(bytes, path).err();
        let (workbook, compressed, not_text) = (
            Some(DataError::Workbook(path.into())),
            Some(DataError::Compressed(path.into())),
            Some(DataError::NotText(path.into())),
        );
        assert_eq!(refused(b"PK\x03\x04....[Content_Types].xml....xl/workbook.xml"), workbook);
        assert_eq!(refused(b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), workbook);
        assert_eq!(refused(b"PK\x03\x04....customers.csv"), compressed);
        assert_eq!(refused(&[COMPOUND, b"....W\0o\0r\0k\0b\0o\0o\0k\0"].concat()), workbook);
        assert_eq!(refused(&[COMPOUND, b"....W\0o\0r\0d\0"].concat()), not_text);
        assert_eq!(refused(b"\x1F\x8B\x08\0"), compressed);
        assert_eq!(refused(b"%PDF-1.7\n"), not_text);
        assert_eq!(refused(b"PAR1\x15\0....PAR1"), not_text);
        for text in [&b"PK,name\n1,a\n"[..], b"PAR1,PAR2\n1,2\n", b"\xFF\xFEa\0", b"", b"BZh,Rar!\n"] {
            assert_eq!(refused(text), None);
        }
    }

    #[test]
    fn some_zero_bytes_are_damage_and_many_are_no_text() {
        let path = Path::new("customers.csv");
        let padded = "id,name\n".to_owned() + &"12345,Meyer Lang\0\0\0\0\0\n".repeat(50);
        assert_eq!(refuse_controls(&padded, path), Ok(()));
        let noise: String = (0..1000u32).map(|i| char::from((i * 37 % 128) as u8)).collect();
        assert!(refuse_controls(&noise, path).is_err());
        assert!(refuse_controls(&"\0".repeat(4096), path).is_err());
    }
}
