//! A text table read some records at a time, so that any length of it takes the same room.

use std::fs::{File, Metadata};
use std::io::{self, BufRead, Chain, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::base::{Issue, Watch};
use crate::data::{DataError, Dialect, Frame, Source, TextEncoding};

use super::builder::Words;
use super::issues::{self, LeftOut};
use super::parse::Rules;
use super::wanted::{Culprit, Part, Reader, Wanted};
use super::{MAX_COLUMNS, MAX_ROWS, binary, chunk, decode, header, records, sniff, split_header};

/// Bytes of text handed out at a time, and of the pieces in which several threads read them.
const BATCH_BYTES: usize = 4 << 20;
const PIECE_BYTES: usize = 512 << 10;
/// Text that encoding, separator and decimal mark are found out from.
const HEAD_BYTES: usize = 1 << 20;
/// A record longer than this is a quotation mark that is never closed.
const MOST_RECORD_BYTES: usize = 64 << 20;
/// Of the lines that say something about the encoding, as much is looked at.
const MOST_SHOWN_BYTES: usize = 16 << 20;

/// Why reading ended.
#[derive(Clone, Debug, PartialEq)]
pub enum StreamError {
    Data(DataError),
    /// It was taken for UTF-8 and is not: to be opened again with the encoding of [`TableStream::encoding_of`].
    NotUtf8,
}

impl From<DataError> for StreamError {
    fn from(error: DataError) -> Self {
        Self::Data(error)
    }
}

/// Why a pass over a table ended before the end of the table.
#[derive(Debug)]
pub enum Ended<E> {
    /// It was taken for UTF-8 and is not.
    NotUtf8,
    Error(E),
}

impl<E: From<DataError>> From<StreamError> for Ended<E> {
    fn from(error: StreamError) -> Self {
        match error {
            StreamError::NotUtf8 => Self::NotUtf8,
            StreamError::Data(error) => Self::Error(error.into()),
        }
    }
}

/// What is known of a table before its records are read.
pub struct Layout {
    /// The names of the columns, as [`super::read`] gives them.
    pub names: Vec<String>,
    pub source: Source,
    pub issues: Vec<Issue>,
    rules: Rules,
    /// Text of the first records.
    head: String,
    reader: Reader,
}

/// Some records, in pieces that each hold whole ones.
pub struct Batch {
    text: String,
    pieces: Vec<Range<usize>>,
    /// Whether the last record is cut off by a missing quotation mark.
    unclosed: bool,
}

impl Batch {
    /// The pieces: their places in the batch.
    pub fn pieces(&self) -> Range<usize> {
        0..self.pieces.len()
    }

    /// Bytes of a piece.
    pub fn n_bytes(&self, index: usize) -> usize {
        self.pieces.get(index).map_or(0, Range::len)
    }

    fn piece(&self, index: usize) -> (&str, bool) {
        let range = self.pieces.get(index).cloned().unwrap_or(0..0);
        let text = self.text.get(range).unwrap_or_default();
        (text, self.unclosed && index + 1 == self.pieces.len())
    }
}

impl Layout {
    /// Says which columns are read, and as what.
    pub fn want(&mut self, wanted: Vec<Wanted>) {
        self.reader = Reader::new(wanted, &self.rules, &self.head);
        self.head = String::new();
    }

    /// The wanted columns of a piece.
    ///
    /// **Errors** a cell that is not what its column is read as.
    pub fn part(&self, batch: &Batch, index: usize) -> Result<Part, Culprit> {
        let (text, unclosed) = batch.piece(index);
        self.reader.read(text, &self.rules, unclosed, &self.source)
    }

    /// The records of a piece as they stand in the file, unreadable ones included.
    pub fn records<'a>(&self, batch: &'a Batch, index: usize) -> csv::Reader<Chain<&'static [u8], &'a [u8]>> {
        records(batch.piece(index).0.as_bytes(), self.rules.separator)
    }

    /// The wanted columns of records that were read before, numbered by their places here.
    ///
    /// **Errors** a cell that is not what its column is read as.
    pub fn frame_of<'a>(&self, kept: impl Iterator<Item = &'a csv::StringRecord>) -> Result<Frame, Culprit> {
        let mut out = csv::WriterBuilder::new().delimiter(self.rules.separator).from_writer(Vec::new());
        for record in kept {
            // Nothing but the memory is written to, and records of a table are all of one length.
            let _ = out.write_record(record);
        }
        let text = out.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok());
        Ok(self.reader.read(&text.unwrap_or_default(), &self.rules, false, &self.source)?.frame)
    }

    pub fn wanted(&self) -> &[Wanted] {
        &self.reader.wanted
    }
}

/// What was read so far, and how to go on.
pub struct TableStream {
    file: File,
    path: PathBuf,
    before: Metadata,
    n_read: u64,
    /// `None` for UTF-8 that is taken as it is.
    decoder: Option<encoding_rs::Decoder>,
    damaged: bool,
    unsupported: Option<&'static str>,
    encoding: TextEncoding,
    /// Decoded and not yet handed out.
    text: Vec<u8>,
    at_end: bool,
    separator: u8,
    left_out: LeftOut,
}

impl TableStream {
    /// Opens a table. Without an encoding it is taken for UTF-8 unless its first bytes say otherwise.
    ///
    /// Separator, decimal mark and names are found out as [`super::read`] does.
    ///
    /// **Errors** those of [`super::read`] that its beginning shows; [`StreamError::NotUtf8`].
    pub fn open(path: &Path, encoding: Option<TextEncoding>) -> Result<(Layout, Self), StreamError> {
        let (file, before) = open(path)?;
        let mut stream = Self {
            file,
            path: path.to_path_buf(),
            before,
            n_read: 0,
            decoder: None,
            damaged: false,
            unsupported: None,
            encoding: encoding.unwrap_or_default(),
            text: Vec::new(),
            at_end: false,
            separator: b',',
            left_out: LeftOut::default(),
        };
        let mut head = Vec::new();
        stream.at_end = stream.fill(&mut head, HEAD_BYTES)? < HEAD_BYTES;
        binary::refuse_known(&head, path)?;
        let (told, mark_len) = match encoding {
            Some(encoding) => (Some(encoding), decode::marked_as(&head, encoding)),
            None => match decode::told_encoding(&head) {
                Some((told, mark_len)) => ((told != TextEncoding::Utf8).then_some(told), mark_len),
                None => (None, 0),
            },
        };
        if let Some(told) = told {
            stream.encoding = told;
            stream.decoder = Some(decode::decoder(told));
        }
        stream.take_in(&head[mark_len..]);
        let layout = stream.layout()?;
        Ok((layout, stream))
    }

    /// Reads a table from its beginning to its end; once more where its encoding shows late.
    ///
    /// **Errors** those of `read`, and of finding out the encoding.
    pub fn read<T, E: From<DataError>>(
        path: &Path,
        mut read: impl FnMut(Layout, Self) -> Result<T, Ended<E>>,
    ) -> Result<T, E> {
        let (mut encoding, mut seems) = (None, None);
        loop {
            let opened = Self::open(path, encoding).map_err(Ended::from);
            let done = opened.and_then(|(layout, mut stream)| {
                stream.unsupported = seems;
                read(layout, stream)
            });
            match done {
                Ok(done) => return Ok(done),
                Err(Ended::Error(error)) => return Err(error),
                // Only what was taken for UTF-8 can turn out to be none.
                Err(Ended::NotUtf8) if encoding.is_some() => {
                    return Err(DataError::NotText(path.to_path_buf()).into());
                }
                Err(Ended::NotUtf8) => {
                    let (found, unsupported) = Self::encoding_of(path)?;
                    (encoding, seems) = (Some(found), unsupported);
                }
            }
        }
    }

    /// The encoding of a file that is no UTF-8, and the name of the one it seems to have where that is none of ours.
    ///
    /// The rules of [`super::read`], over the lines that say something about it.
    pub fn encoding_of(path: &Path) -> Result<(TextEncoding, Option<&'static str>), DataError> {
        let (file, _) = open(path)?;
        let mut lines = io::BufReader::with_capacity(HEAD_BYTES, file);
        let (mut shown, mut line) = (Vec::new(), Vec::new());
        loop {
            line.clear();
            let failed = |error: io::Error| DataError::from_io(path, &error);
            let most = (MOST_SHOWN_BYTES - shown.len()) as u64;
            if most == 0 || (&mut lines).take(most).read_until(b'\n', &mut line).map_err(failed)? == 0 {
                break;
            }
            if !line.is_ascii() {
                shown.extend_from_slice(&line);
            }
        }
        let guess = decode::guess(&shown);
        Ok((guess.encoding, guess.unsupported))
    }

    /// The next records; `None` behind the last one.
    ///
    /// **Errors** a file that cannot be read on or changed meanwhile, a quotation mark that is never closed,
    /// [`StreamError::NotUtf8`].
    pub fn next(&mut self, watch: &Watch) -> Result<Option<Batch>, StreamError> {
        let mut wanted = BATCH_BYTES;
        loop {
            if watch.stopped() {
                return Err(DataError::Stopped.into());
            }
            while !self.at_end && self.text.len() < wanted {
                let mut bytes = Vec::new();
                let room = wanted - self.text.len();
                self.at_end = self.fill(&mut bytes, room)? < room;
                self.take_in(&bytes);
            }
            let mut pieces = chunk::cut(&self.text, self.separator, PIECE_BYTES);
            let mut unclosed = false;
            if self.at_end {
                self.check_unchanged()?;
                let last = pieces.last().map(|last| &self.text[last.clone()]);
                unclosed = last.is_some_and(|last| chunk::ends_in_quotes(last, self.separator, false));
            } else if pieces.len() > 1 {
                // The last one may go on.
                pieces.pop();
            } else if wanted >= MOST_RECORD_BYTES {
                let lines = self.text.split(|&byte| byte == b'\n').count();
                return Err(DataError::UnclosedQuote { lines }.into());
            } else {
                wanted *= 2;
                continue;
            }
            let Some(end) = pieces.last().map(|last| last.end) else { return Ok(None) };
            let rest = self.text.split_off(end);
            let text = std::mem::replace(&mut self.text, rest);
            let text = String::from_utf8(text).map_err(|_| StreamError::NotUtf8)?;
            return Ok(Some(Batch { text, pieces, unclosed }));
        }
    }

    /// The share of the file that was read.
    pub fn share(&self) -> f32 {
        (self.n_read as f64 / self.before.len().max(1) as f64) as f32
    }

    /// Takes note of a part that follows the ones before, and gives the number of records before it.
    ///
    /// **Errors** more records than can be numbered.
    pub fn count(&mut self, part: &Part) -> Result<u64, DataError> {
        let before = self.left_out.n_records as u64;
        self.left_out.add(&part.piece);
        if self.left_out.n_records > MAX_ROWS as usize {
            return Err(DataError::TooManyRows { limit: MAX_ROWS });
        }
        Ok(before)
    }

    /// Records so far, and those of them that could not be read.
    pub fn n_records(&self) -> (u64, u64) {
        (self.left_out.n_records as u64, self.left_out.n_unreadable as u64)
    }

    /// What was odd about the records, at the end.
    ///
    /// **Errors** no record at all, or none that can be read.
    pub fn finish(&self, layout: &Layout) -> Result<Vec<Issue>, DataError> {
        if self.left_out.n_records == 0 {
            return Err(DataError::HeaderOnly(self.path.clone()));
        }
        if let Some(error) = self.left_out.nothing_readable(layout.names.len()) {
            return Err(error);
        }
        let mut issues = issues::of_text(self.damaged, self.unsupported, self.encoding, None);
        issues.extend(self.left_out.issues(layout.names.len()));
        Ok(issues)
    }

    /// Reads up to `most` bytes behind the ones before.
    fn fill(&mut self, to: &mut Vec<u8>, most: usize) -> Result<usize, DataError> {
        let failed = |error: io::Error| DataError::from_io(&self.path, &error);
        let n = (&mut self.file).take(most as u64).read_to_end(to).map_err(failed)?;
        self.n_read += n as u64;
        Ok(n)
    }

    /// Decodes what was read.
    fn take_in(&mut self, bytes: &[u8]) {
        let Some(decoder) = &mut self.decoder else {
            self.text.extend_from_slice(bytes);
            return;
        };
        let room = decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len() * 3 + 16);
        let begin = self.text.len();
        self.text.resize(begin + room, 0);
        let (_, _, written, damaged) = decoder.decode_to_utf8(bytes, &mut self.text[begin..], self.at_end);
        self.text.truncate(begin + written);
        self.damaged |= damaged;
    }

    fn check_unchanged(&self) -> Result<(), DataError> {
        let changed = || DataError::ChangedWhileReading(self.path.clone());
        let after = std::fs::metadata(&self.path).map_err(|_| changed())?;
        let same_time = self.before.modified().ok() == after.modified().ok();
        let same_length = self.before.len() == self.n_read && after.len() == self.n_read;
        if same_time && same_length { Ok(()) } else { Err(changed()) }
    }

    /// Finds out how the text is to be taken apart, and takes the header off it.
    fn layout(&mut self) -> Result<Layout, StreamError> {
        let path = self.path.clone();
        let text = match std::str::from_utf8(&self.text) {
            Ok(text) => text,
            // A character that the end of the head cuts through.
            Err(error) if error.error_len().is_none() && !self.at_end => {
                std::str::from_utf8(&self.text[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(_) => return Err(StreamError::NotUtf8),
        };
        binary::refuse_controls(text, &path)?;
        let whole = text.len();
        let (told, text) = sniff::told_separator(text);
        let separator = told.unwrap_or_else(|| sniff::separator(text));
        let decimal = sniff::decimal(text, separator);
        let (header, body) = split_header(text, separator).ok_or_else(|| DataError::Empty(path.clone()))?;
        if header.len() > MAX_COLUMNS {
            return Err(DataError::TooManyColumns { found: header.len(), limit: MAX_COLUMNS }.into());
        }
        if body >= text.len() && !self.at_end {
            return Err(DataError::UnclosedQuote { lines: text.lines().count() }.into());
        }
        let (names, mut issues) = header::unique_names(&header);
        issues.extend(issues::of_text(false, None, self.encoding, told));
        let head = text.get(body..).unwrap_or_default();
        // Up to the last line end, which is no worse a sample.
        let head = head.rfind('\n').map_or(head, |end| &head[..end]).to_owned();
        let taken = whole - text.len() + body;
        self.text.drain(..taken);
        self.separator = separator;
        let rules = Rules { separator, decimal, words: Words::AmongNumbers, n_columns: names.len() };
        let dialect = Dialect { encoding: self.encoding, separator, decimal, words_are_missing: true };
        let source = Source {
            path,
            sha256: String::new(),
            n_bytes: self.before.len(),
            dialect,
            header,
            n_records: 0,
            n_unreadable: 0,
        };
        let reader = Reader::new(Vec::new(), &rules, "");
        Ok(Layout { names, source, issues, rules, head, reader })
    }
}

/// Opens a file that can be read from its beginning to its end.
fn open(path: &Path) -> Result<(File, Metadata), DataError> {
    let failed = |error: io::Error| DataError::from_io(path, &error);
    let before = std::fs::metadata(path).map_err(failed)?;
    if before.is_dir() {
        return Err(DataError::Directory(path.to_path_buf()));
    }
    // Before opening, which would wait for ever on a pipe nobody writes into.
    if !before.is_file() {
        return Err(DataError::NotAFile(path.to_path_buf()));
    }
    Ok((File::open(path).map_err(failed)?, before))
}
