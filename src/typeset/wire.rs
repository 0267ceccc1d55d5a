//! What goes to a process that typesets and comes back: frames of bytes,
//! each behind its length.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::time::Duration;

use chrono::{Datelike as _, NaiveDate};

use super::images::Image;
use super::mistake::{Mistake, What};
use super::typesetter::{Images, Job};
use crate::diagnostic::Position;

/// Largest frame that is read, in bytes.
const LARGEST: usize = 512 * 1024 * 1024;

/// What one source became.
pub(super) type Answer = Result<Vec<u8>, Vec<Mistake>>;

pub(super) fn write_frame(out: &mut impl Write, frame: &[u8]) -> io::Result<()> {
    let size = u32::try_from(frame.len()).map_err(|_| broken())?;
    out.write_all(&size.to_le_bytes())?;
    out.write_all(frame)?;
    out.flush()
}

/// The next frame; none when there are no more.
pub(super) fn read_frame(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut size = [0; 4];
    match input.read_exact(&mut size) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let size = usize::try_from(u32::from_le_bytes(size)).unwrap_or(usize::MAX);
    if size > LARGEST {
        return Err(broken());
    }
    let mut frame = vec![0; size];
    input.read_exact(&mut frame)?;
    Ok(Some(frame))
}

fn broken() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

#[derive(Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, number: u64) {
        self.0.extend_from_slice(&number.to_le_bytes());
    }

    fn bytes(&mut self, bytes: &[u8]) {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    fn count(&mut self, count: usize) {
        self.number(count as u64);
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn number(&mut self) -> Option<u64> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u64::from_le_bytes(*number))
    }

    fn size(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    fn bytes(&mut self) -> Option<&'a [u8]> {
        let size = self.size()?;
        let (bytes, rest) = self.0.split_at_checked(size)?;
        self.0 = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<String> {
        String::from_utf8(self.bytes()?.to_vec()).ok()
    }
}

/// A job; its images only where the other side does not have them already.
pub(super) fn of_job(job: &Job, with_images: bool) -> Vec<u8> {
    let mut out = Writer::default();
    out.number(u64::from(with_images));
    if with_images {
        out.count(job.images.len());
        for (path, image) in job.images.iter() {
            out.bytes(path.as_bytes());
            out.bytes(image.as_slice());
        }
    }
    for text in [&job.text, &job.title, &job.language] {
        out.bytes(text.as_bytes());
    }
    // Days since the first of January of the year 1, never below.
    out.number(u64::try_from(job.date.num_days_from_ce()).unwrap_or_default());
    out.number(u64::try_from(job.longest.as_millis()).unwrap_or(u64::MAX));
    out.number(job.memory);
    out.0
}

/// A job with its images, or those of the job before.
pub(super) fn to_job(frame: &[u8], images: &mut Images) -> Option<Job> {
    let mut input = Reader(frame);
    if input.number()? != 0 {
        let mut read = BTreeMap::new();
        for _ in 0..input.number()? {
            let path = input.text()?;
            read.insert(path, Image::checked(input.bytes()?.to_vec()));
        }
        *images = Images::new(read);
    }
    let (text, title, language) = (input.text()?, input.text()?, input.text()?);
    let date = NaiveDate::from_num_days_from_ce_opt(i32::try_from(input.number()?).ok()?)?;
    let longest = Duration::from_millis(input.number()?);
    let memory = input.number()?;
    Some(Job { text, images: images.clone(), title, language, date, longest, memory })
}

pub(super) fn of_answer(answer: &Answer) -> Vec<u8> {
    let mut out = Writer::default();
    match answer {
        Ok(pdf) => {
            out.number(0);
            out.bytes(pdf);
        }
        Err(mistakes) => {
            out.number(1);
            out.count(mistakes.len());
            for mistake in mistakes {
                let at = mistake.at.unwrap_or(Position { line: 0, column: 0 });
                out.count(at.line);
                out.count(at.column);
                match &mistake.what {
                    What::TooManyPages => out.number(0),
                    What::Typst { detail, hint } => {
                        out.number(1);
                        out.bytes(detail.as_bytes());
                        out.number(u64::from(hint.is_some()));
                        out.bytes(hint.as_deref().unwrap_or_default().as_bytes());
                    }
                }
            }
        }
    }
    out.0
}

pub(super) fn to_answer(frame: &[u8]) -> Option<Answer> {
    let mut input = Reader(frame);
    if input.number()? == 0 {
        return Some(Ok(input.bytes()?.to_vec()));
    }
    let mut mistakes = Vec::new();
    for _ in 0..input.number()? {
        let (line, column) = (input.size()?, input.size()?);
        let at = (line > 0).then_some(Position { line, column });
        let what = match input.number()? {
            0 => What::TooManyPages,
            _ => {
                let detail = input.text()?;
                let has_hint = input.number()? != 0;
                let hint = input.text()?;
                What::Typst { detail, hint: has_hint.then_some(hint) }
            }
        };
        mistakes.push(Mistake { at, what });
    }
    Some(Err(mistakes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_arrives() {
        let image = Image::checked(b"<svg/>".to_vec());
        let images = Images::new(BTreeMap::from([("logo.svg".to_owned(), image)]));
        let job = Job {
            text: "Madame, Monsieur".into(),
            images: images.clone(),
            title: "Rappel".into(),
            language: "fr".into(),
            date: NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date"),
            longest: Duration::from_secs(10),
            memory: 1 << 30,
        };
        let mut had = Images::default();
        let first = to_job(&of_job(&job, true), &mut had).expect("a job");
        let second = to_job(&of_job(&job, false), &mut had).expect("a job");
        for arrived in [first, second] {
            let all = (arrived.text, arrived.title, arrived.language, arrived.date);
            assert_eq!(all, (job.text.clone(), job.title.clone(), "fr".into(), job.date));
            assert_eq!((arrived.longest, arrived.memory), (job.longest, job.memory));
            assert_eq!(arrived.images["logo.svg"].as_slice(), b"<svg/>");
        }
        let told = What::Typst { detail: "unknown variable".into(), hint: None };
        let hinted = What::Typst { detail: "x".into(), hint: Some("y".into()) };
        for answer in [
            Ok(b"%PDF".to_vec()),
            Err(vec![
                Mistake { at: Some(Position { line: 2, column: 7 }), what: told },
                Mistake { at: None, what: hinted },
                Mistake { at: None, what: What::TooManyPages },
            ]),
        ] {
            assert_eq!(to_answer(&of_answer(&answer)), Some(answer));
        }
    }

    #[test]
    fn what_is_broken_off_is_no_answer() {
        let frame = of_answer(&Ok(b"%PDF".to_vec()));
        for end in 0..frame.len() {
            assert_eq!(to_answer(&frame[..end]), None);
        }
        assert!(read_frame(&mut &[255, 255, 255, 255, 0][..]).is_err());
        assert_eq!(read_frame(&mut &[][..]).expect("an end"), None);
    }
}
