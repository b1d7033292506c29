//! Names for customers that say nothing about them: keyed pseudonyms, and the file that holds the key.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::base::random::secret;
use crate::base::{Message, Problem};

/// Letters and digits that are not mistaken for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Signs of a pseudonym: 10 as a rule (50 bits); more where two customers of a file would share one; all 256 bits at
/// last.
const LENGTHS: [usize; 3] = [10, 16, 52];

/// Bytes of a key file that are read; a key has 64 digits.
const LONGEST: u64 = 1024;

/// The secret that turns identifiers into pseudonyms. Without it nobody can find out, by trying identifiers, whose
/// pseudonym it is; so it never stands beside results.
#[derive(Clone, PartialEq, Eq)]
pub struct PseudonymKey([u8; 32]);

/// Why there is no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrivacyError {
    /// The operating system gave no random numbers.
    NoRandom,
    Unreadable(PathBuf),
    Unwritable(PathBuf),
    NotAKey(PathBuf),
}

impl PseudonymKey {
    /// A new key from the operating system's random numbers.
    pub fn random() -> Result<Self, PrivacyError> {
        secret().map(Self).ok_or(PrivacyError::NoRandom)
    }

    /// 64 hexadecimal digits; `None` for anything else.
    pub fn parse_hex(text: &str) -> Option<Self> {
        let digits = text.trim().as_bytes();
        if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        let mut key = [0; 32];
        for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(key))
    }

    pub fn to_hex(&self) -> String {
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        digits.filter_map(|digit| char::from_digit(u32::from(digit), 16)).collect()
    }

    /// The key of a file; a new one, written there, where there is no such file.
    ///
    /// The file is made complete or not at all, readable by its owner only where the system knows owners, and an
    /// existing file is never changed. Of two programs that make it at once, both use the one that came first.
    pub fn load_or_create(path: &Path) -> Result<Self, PrivacyError> {
        if !path.try_exists().map_err(|_| PrivacyError::Unreadable(path.into()))? {
            Self::random()?.write_new(path)?;
        }
        // A pipe would keep us waiting and a device would never end.
        if !path.metadata().is_ok_and(|found| found.is_file()) {
            return Err(PrivacyError::Unreadable(path.into()));
        }
        let mut text = String::new();
        let read = std::fs::File::open(path).and_then(|file| file.take(LONGEST).read_to_string(&mut text));
        match read {
            Err(failed) if failed.kind() == std::io::ErrorKind::InvalidData => {
                return Err(PrivacyError::NotAKey(path.into()));
            }
            Err(_) => return Err(PrivacyError::Unreadable(path.into())),
            Ok(_) => {}
        }
        Self::parse_hex(&text).ok_or_else(|| PrivacyError::NotAKey(path.into()))
    }

    /// Writes the key unless the file has appeared meanwhile.
    fn write_new(&self, path: &Path) -> Result<(), PrivacyError> {
        let unwritable = || PrivacyError::Unwritable(path.into());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        // Temporary files are readable by their owner only, and stay so under the new name.
        let mut file =
            tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).map_err(|_| unwritable())?;
        writeln!(file, "{}", self.to_hex()).map_err(|_| unwritable())?;
        file.as_file().sync_all().map_err(|_| unwritable())?;
        match file.persist_noclobber(path) {
            Err(failed) if failed.error.kind() != std::io::ErrorKind::AlreadyExists => Err(unwritable()),
            _ => Ok(()),
        }
    }

    /// `C-` and the first ten signs of HMAC-SHA-256 of the identifier: always the same under one key. Two of a
    /// million customers share one with a chance below 1 in 2000; [`Self::pseudonyms`] makes sure that none do.
    pub fn pseudonym(&self, identifier: &str) -> String {
        self.with_length(identifier, LENGTHS[0])
    }

    /// The pseudonyms of a file's customers, in their order: of ten signs, or all longer where two different
    /// customers would share one.
    pub fn pseudonyms(&self, identifiers: &[String]) -> Vec<String> {
        let n_customers = identifiers.iter().collect::<BTreeSet<_>>().len();
        let mut names = Vec::new();
        for length in LENGTHS {
            names = identifiers.iter().map(|identifier| self.with_length(identifier, length)).collect();
            if names.iter().collect::<BTreeSet<_>>().len() == n_customers {
                break;
            }
        }
        names
    }

    fn with_length(&self, identifier: &str, length: usize) -> String {
        let digest = authenticate(&self.0, identifier.as_bytes());
        let bit = |index: usize| digest.get(index / 8).map_or(0, |byte| byte >> (7 - index % 8) & 1);
        let sign = |at: usize| {
            ALPHABET[(0..5).fold(0, |code, offset| code << 1 | usize::from(bit(5 * at + offset)))]
        };
        std::iter::once("C-".to_owned())
            .chain((0..length).map(|at| char::from(sign(at)).to_string()))
            .collect()
    }
}

impl std::fmt::Debug for PseudonymKey {
    /// A key in a log would be a key beside the results.
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        formatter.write_str("PseudonymKey(…)")
    }
}

/// HMAC-SHA-256.
///
/// **Source:** RFC 2104; checked against the values of RFC 4231.
fn authenticate(key: &[u8], message: &[u8]) -> Vec<u8> {
    let Ok(mut code) = Hmac::<Sha256>::new_from_slice(key) else {
        // Keys of any length are taken; there is no other reason to fail.
        return Vec::new();
    };
    code.update(message);
    code.finalize().into_bytes().to_vec()
}

impl PrivacyError {
    /// What happened and what to do.
    pub fn problem(&self) -> Problem {
        let (message, path) = match self {
            Self::NoRandom => return Problem::new(Message::new("pseudonym-no-random")),
            Self::Unreadable(path) => (Message::new("pseudonym-unreadable"), path),
            Self::Unwritable(path) => (Message::new("pseudonym-unwritable"), path),
            Self::NotAKey(path) => (Message::new("pseudonym-not-a-key"), path),
        };
        Problem::new(message.with("file", path.display().to_string()))
            .hint(Message::new("pseudonym-key-hint"))
    }
}

impl From<PrivacyError> for Problem {
    fn from(error: PrivacyError) -> Self {
        error.problem()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }

    /// RFC 4231, test cases 1 to 4, 6 and 7.
    #[test]
    fn the_code_is_that_of_rfc_4231() {
        let counting: Vec<u8> = (1..=25).collect();
        let cases: [(&[u8], &[u8], &str); 6] = [
            (&[0x0b; 20], b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
            (
                b"Jefe",
                b"what do ya want for nothing?",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
            ),
            (&[0xaa; 20], &[0xdd; 50], "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
            (&counting, &[0xcd; 50], "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
            (
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
            ),
            (
                &[0xaa; 131],
                b"This is a test using a larger than block-size key and a larger than block-size data. The key \
                  needs to be hashed before being used by the HMAC algorithm.",
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
            ),
        ];
        for (key, message, code) in cases {
            assert_eq!(authenticate(key, message), hex(code));
        }
    }

    #[test]
    fn pseudonyms_follow_from_the_key_and_are_plain() {
        // Key of 32 bytes 0x0b; the first 50 bits of the code in base 32, worked out with Python's hmac.
        let key = PseudonymKey([0x0b; 32]);
        assert_eq!(key.pseudonym("1787"), "C-QWN22R0FDD");
        assert_ne!(key.pseudonym("1787"), PseudonymKey([0x0c; 32]).pseudonym("1787"));
        assert_eq!(format!("{key:?}"), "PseudonymKey(…)");
        let identifiers: Vec<String> = (0..2000).map(|id| id.to_string()).chain(["7".to_owned()]).collect();
        let names = key.pseudonyms(&identifiers);
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), 2000);
        assert_eq!((names[7].as_str(), names[7].len()), (names[2000].as_str(), 12));
        assert_eq!(key.with_length("x", 52).len(), 54);
    }

    #[test]
    fn keys_are_read_as_written_and_nothing_else() {
        let key = PseudonymKey::random().unwrap();
        assert_ne!(key, PseudonymKey::random().unwrap());
        assert_eq!(PseudonymKey::parse_hex(&format!(" {}\n", key.to_hex())), Some(key.clone()));
        for text in ["", "00", &"g0".repeat(32), &key.to_hex()[1..], &format!("+{}", &key.to_hex()[1..])] {
            assert_eq!(PseudonymKey::parse_hex(text), None);
        }
    }

    #[test]
    fn the_key_file_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("customers.key");
        let key = PseudonymKey::load_or_create(&path).unwrap();
        assert_eq!(PseudonymKey::load_or_create(&path), Ok(key.clone()));
        assert_eq!(PseudonymKey::random().unwrap().write_new(&path), Ok(()));
        assert_eq!(PseudonymKey::load_or_create(&path), Ok(key), "an existing key is never replaced");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
        let other = folder.path().join("other.key");
        std::fs::write(&other, "not a key").unwrap();
        assert_eq!(PseudonymKey::load_or_create(&other), Err(PrivacyError::NotAKey(other.clone())));
        std::fs::write(&other, vec![0xFF; 5000]).unwrap();
        assert_eq!(PseudonymKey::load_or_create(&other), Err(PrivacyError::NotAKey(other.clone())));
        let nowhere = folder.path().join("no/such/folder.key");
        assert_eq!(PseudonymKey::load_or_create(&nowhere), Err(PrivacyError::Unwritable(nowhere)));
        assert_eq!(
            PseudonymKey::load_or_create(folder.path()),
            Err(PrivacyError::Unreadable(folder.path().into()))
        );
    }
}
