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
    /// The name of the encoding the file seems to have, where that is none of the five.
    pub unsupported: Option<&'static str>,
}

/// Bytes looked at for the pattern of UTF-16 and handed to the detector.
const LOOK_BYTES: usize = 1 << 20;

/// Decodes a file. Without a wish, the order is: byte order mark, the NUL pattern of UTF-16,
/// strict UTF-8, UTF-8 with some damage, then the detector.
pub fn decode(bytes: &[u8], wish: Option<TextEncoding>) -> Decoded<'_> {
    let Guess { encoding, mark_len, unsupported } = match wish {
        Some(encoding) => Guess { encoding, mark_len: marked_as(bytes, encoding), unsupported: None },
        None => guess(bytes),
    };
    let body = &bytes[mark_len..];
    if encoding == TextEncoding::Utf8
        && let Ok(text) = std::str::from_utf8(body)
    {
        return Decoded { text: Cow::Borrowed(text), encoding, damaged: false, unsupported: None };
    }
    let (text, damaged) = encoding_rs_name(encoding).decode_without_bom_handling(body);
    Decoded { text, encoding, damaged, unsupported }
}

/// Which encoding bytes have.
pub struct Guess {
    pub encoding: TextEncoding,
    /// Bytes of the byte order mark.
    pub mark_len: usize,
    /// As [`Decoded::unsupported`].
    pub unsupported: Option<&'static str>,
}

/// Guesses the encoding of bytes, which are the whole file or all that says something about it.
pub fn guess(bytes: &[u8]) -> Guess {
    if let (Some(encoding), mark_len) = byte_order_mark(bytes) {
        return Guess { encoding, mark_len, unsupported: None };
    }
    let of = |encoding| Guess { encoding, mark_len: 0, unsupported: None };
    if let Some(encoding) = utf16_pattern(bytes) {
        return of(encoding);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return of(TextEncoding::Utf8);
    }
    let (encoding, unsupported) = detect(bytes);
    if is_damaged_utf8(bytes, encoding) {
        return of(TextEncoding::Utf8);
    }
    Guess { encoding, mark_len: 0, unsupported }
}

/// What the first bytes of a file say of its encoding by a mark or a pattern, and the bytes of the mark.
pub fn told_encoding(head: &[u8]) -> Option<(TextEncoding, usize)> {
    match byte_order_mark(head) {
        (Some(encoding), mark_len) => Some((encoding, mark_len)),
        (None, _) => utf16_pattern(head).map(|encoding| (encoding, 0)),
    }
}

/// Bytes of the byte order mark of this encoding at the beginning.
pub fn marked_as(bytes: &[u8], encoding: TextEncoding) -> usize {
    match byte_order_mark(bytes) {
        (Some(marked), mark_len) if marked == encoding => mark_len,
        _ => 0,
    }
}

/// What decodes a file piece by piece, behind its mark.
pub fn decoder(encoding: TextEncoding) -> encoding_rs::Decoder {
    encoding_rs_name(encoding).new_decoder_without_bom_handling()
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

/// Whether bytes that are not UTF-8 are so by a few mistakes only: a broken byte, a character cut through at the end.
/// Judged by the bytes that continue a character where they should, against the places where none can be read;
/// the end does not count.
fn is_damaged_utf8(bytes: &[u8], otherwise: TextEncoding) -> bool {
    // A pair of bytes of GB18030 is a character of UTF-8 by chance about once in six; of Windows-1252 hardly ever.
    let least = if otherwise == TextEncoding::Gb18030 { 8 } else { 2 };
    let (mut continued, mut broken, mut end) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid().as_bytes();
        continued += valid.iter().filter(|&&byte| byte & 0xC0 == 0x80).count();
        end += valid.len() + chunk.invalid().len();
        let cut_through = end == bytes.len() && chunk.invalid().first().is_some_and(|&byte| byte >= 0xC2);
        broken += usize::from(!chunk.invalid().is_empty() && !cut_through);
    }
    continued > 0 && continued >= least * broken
}

/// In UTF-16 the separators, digits and line ends of a table have NUL as their high byte, while the low
/// byte is never NUL: many NULs on one parity and (nearly) none on the other.
fn utf16_pattern(bytes: &[u8]) -> Option<TextEncoding> {
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
/// character in the encodings in question), at most [`LOOK_BYTES`]. Besides the encoding to read with: the name of the one
/// guessed, where that is none of ours.
///
/// A short list of Chinese names is easily taken for one in another Asian encoding; so where the guess is such a one, the
/// detector is asked again as for a file from China, and GB18030 must fit every byte.
fn detect(bytes: &[u8]) -> (TextEncoding, Option<&'static str>) {
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
    // Not told that this is the end: a last character cut through would speak against every encoding of several bytes.
    let guess = detector.guess(None, Utf8Detection::Deny);
    if is_chinese(guess) {
        return (TextEncoding::Gb18030, None);
    }
    let western = guess.name().starts_with("windows-125") || guess.name().starts_with("ISO-8859");
    if !western
        && is_chinese(detector.guess(Some(b"cn"), Utf8Detection::Deny))
        && !GB18030.decode_without_bom_handling(bytes).1
    {
        return (TextEncoding::Gb18030, None);
    }
    (TextEncoding::Windows1252, (guess != WINDOWS_1252).then(|| guess.name()))
}

fn is_chinese(guess: &Encoding) -> bool {
    guess == encoding_rs::GBK || guess == GB18030
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
    fn few_chinese_words_are_not_taken_for_another_asian_encoding() {
        let row = |row: usize| format!("{row},￥{row}\n");
        let money = "编号,金额\n".to_owned() + &(0..30).map(row).collect::<String>();
        let row = |row: usize| format!("C{row},存款,{row}\n");
        let product = "客户,产品,余额\n".to_owned() + &(0..30).map(row).collect::<String>();
        for text in [money, product] {
            let bytes = GB18030.encode(&text).0;
            let decoded = decode(&bytes, None);
            assert_eq!((decoded.encoding, decoded.text.as_ref()), (TextEncoding::Gb18030, text.as_str()));
            assert_eq!(decoded.unsupported, None);
        }
        let russian = encoding_rs::WINDOWS_1251.encode("имя,город\nИван,Москва\nОльга,Казань\n").0;
        assert_eq!(decode(&russian, None).unsupported, Some("windows-1251"));
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
    fn a_broken_byte_does_not_change_the_encoding() {
        let lines = |text: &str| format!("1,{text}\n").repeat(30);
        let tables =
            [lines("张伟"), lines("Müller"), "name\nMüller\nJäger\nGröße\n".to_owned(), TEXT.to_owned()];
        for text in tables {
            let mut bytes = text.clone().into_bytes();
            let line = text.find('\n').unwrap() + 1;
            bytes.splice(line..line, [0xFF]);
            let decoded = decode(&bytes, None);
            assert_eq!((decoded.encoding, decoded.damaged), (TextEncoding::Utf8, true), "{text}");
            assert_eq!(decoded.text.replace('\u{FFFD}', ""), text);
        }
        let whole = TEXT.repeat(2) + "4,赵";
        for cut in 1..=2 {
            let decoded = decode(&whole.as_bytes()[..whole.len() - cut], None);
            assert_eq!((decoded.encoding, decoded.damaged), (TextEncoding::Utf8, true));
        }
    }

    #[test]
    fn other_encodings_do_not_pass_for_damaged_utf8() {
        let long = TEXT.repeat(50);
        for text in [TEXT, long.as_str()] {
            let mut bytes = GB18030.encode(text).0.into_owned();
            assert_eq!(decode(&bytes, None).encoding, TextEncoding::Gb18030, "{text}");
            // Cut through within a character: the lead byte of a pair, then of four bytes all but the last.
            for half in [&[0xC4][..], &[0x90, 0x30, 0x81]] {
                let whole = bytes.len();
                bytes.extend(half);
                let decoded = decode(&bytes, None);
                assert_eq!((decoded.encoding, decoded.damaged), (TextEncoding::Gb18030, true), "{text}");
                assert!(decoded.text.starts_with(text));
                bytes.truncate(whole);
            }
        }
        let french = WINDOWS_1252.encode("nom\nÉvreux\nDupré").0;
        assert_eq!(decode(&french, None).encoding, TextEncoding::Windows1252);
    }

    #[test]
    fn utf16_cut_through_is_utf16_with_damage() {
        let bytes = utf16(TEXT, u16::to_le_bytes);
        let decoded = decode(&bytes[..bytes.len() - 1], None);
        assert_eq!((decoded.encoding, decoded.damaged), (TextEncoding::Utf16Le, true));
        assert_eq!(decoded.text.trim_end_matches('\u{FFFD}'), TEXT.trim_end());
    }

    #[test]
    fn damage_is_said() {
        assert!(decode(b"a\nb\xFFc\n", Some(TextEncoding::Utf8)).damaged);
    }
}
