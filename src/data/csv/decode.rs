//! From bytes to text: which of the five encodings a file has, and its text as UTF-8.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::data::TextEncoding;

/// A file's text.
pub struct Decoded<'a> {
    /// Without the byte order mark.
    pub text: Cow<'a, str>,
    pub encoding: TextEncoding,
    /// Whether bytes that mean nothing in this encoding were shown as U+FFFD.
    pub damaged: bool,
}

/// Bytes looked at for the pattern of UTF-16 and handed to the detector.
const LOOK_BYTES: usize = 1 << 20;

/// Decodes a file. Without a wish, the order is: byte order mark, the NUL pattern of UTF-16,
/// strict UTF-8, then the detector.
pub fn decode(bytes: &[u8], wish: Option<TextEncoding>) -> Decoded<'_> {
    let (marked, mark_len) = byte_order_mark(bytes);
    let encoding = wish.or(marked);
    let body = if encoding == marked { &bytes[mark_len..] } else { bytes };
    let encoding = encoding.unwrap_or_else(|| {
        if let Some(encoding) = utf16_pattern(body) {
            encoding
        } else if std::str::from_utf8(body).is_ok() {
            TextEncoding::Utf8
        } else {
            detect(body)
        }
    });
    if encoding == TextEncoding::Utf8
        && let Ok(text) = std::str::from_utf8(body)
    {
        return Decoded { text: Cow::Borrowed(text), encoding, damaged: false };
    }
    let (text, damaged) = encoding_rs_name(encoding).decode_without_bom_handling(body);
    Decoded { text, encoding, damaged }
}

fn encoding_rs_name(encoding: TextEncoding) -> &'static Encoding {
    match encoding {
        TextEncoding::Utf8 => UTF_8,
        TextEncoding::Utf16Le => UTF_16LE,
        TextEncoding::Utf16Be => UTF_16BE,
        TextEncoding::Gb18030 => GB18030,
        TextEncoding::Windows1252 => WINDOWS_1252,
    }
}

fn byte_order_mark(bytes: &[u8]) -> (Option<TextEncoding>, usize) {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => (Some(TextEncoding::Utf8), 3),
        [0xFF, 0xFE, ..] => (Some(TextEncoding::Utf16Le), 2),
        [0xFE, 0xFF, ..] => (Some(TextEncoding::Utf16Be), 2),
        [0x84, 0x31, 0x95, 0x33, ..] => (Some(TextEncoding::Gb18030), 4),
        _ => (None, 0),
    }
}

/// In UTF-16 the separators, digits and line ends of a table have NUL as their high byte, while the low
/// byte is never NUL: many NULs on one parity and (nearly) none on the other.
fn utf16_pattern(bytes: &[u8]) -> Option<TextEncoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let head = &bytes[..bytes.len().min(LOOK_BYTES)];
    let units = head.len() / 2;
    let nuls = |offset: usize| head.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let many = |count: usize| count >= 2 && count * 10 >= units;
    if many(odd) && even * 20 <= odd {
        Some(TextEncoding::Utf16Le)
    } else if many(even) && odd * 20 <= even {
        Some(TextEncoding::Utf16Be)
    } else {
        None
    }
}

/// Asks the detector, showing it only lines that say something (line ends are never part of a
/// character in the encodings in question), at most [`LOOK_BYTES`].
fn detect(bytes: &[u8]) -> TextEncoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut shown = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if line.is_ascii() {
            continue;
        }
        let line = &line[..line.len().min(LOOK_BYTES - shown)];
        detector.feed(line, false);
        shown += line.len();
        if shown == LOOK_BYTES {
            break;
        }
    }
    detector.feed(b"", true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess == encoding_rs::GBK || guess == GB18030 {
        TextEncoding::Gb18030
    } else {
        TextEncoding::Windows1252
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "客户号,姓名,余额\n1,张伟,12.5\n2,李娜,30.0\n3,王芳,7\n";

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn encodings_without_a_mark_are_recognised() {
        let french = "nom;ville\nDupré;Évreux\nLefèvre;Nîmes\n";
        let cases: [(Vec<u8>, TextEncoding, &str); 5] = [
            (TEXT.as_bytes().to_vec(), TextEncoding::Utf8, TEXT),
            (utf16(TEXT, u16::to_le_bytes), TextEncoding::Utf16Le, TEXT),
            (utf16(TEXT, u16::to_be_bytes), TextEncoding::Utf16Be, TEXT),
            (GB18030.encode(TEXT).0.into_owned(), TextEncoding::Gb18030, TEXT),
            (WINDOWS_1252.encode(french).0.into_owned(), TextEncoding::Windows1252, french),
        ];
        for (bytes, encoding, text) in cases {
            let decoded = decode(&bytes, None);
            assert_eq!((decoded.encoding, decoded.text.as_ref(), decoded.damaged), (encoding, text, false));
        }
    }

    #[test]
    fn marks_win_and_are_taken_off() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend(utf16("a,b\n", u16::to_le_bytes));
        assert_eq!(decode(&bytes, None).text, "a,b\n");
        assert_eq!(decode("\u{feff}a,b".as_bytes(), None).text, "a,b");
        assert_eq!(decode("\u{feff}a,b".as_bytes(), Some(TextEncoding::Utf8)).text, "a,b");
    }

    #[test]
    fn single_nul_bytes_are_not_utf16() {
        for bytes in [&b"a,b,c\n\0,2,3\n"[..], b"a\0b", b"col1|col2|col3\nval1|val\x002|val3\n"] {
            assert_eq!(decode(bytes, None).encoding, TextEncoding::Utf8);
        }
    }

    #[test]
    fn damage_is_said() {
        assert!(decode(b"a\nb\xFFc\n", Some(TextEncoding::Utf8)).damaged);
    }
}
