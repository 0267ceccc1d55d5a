//! Right inputs made wrong.

use fastrand::Rng;

/// Largest input that is tried, in bytes.
const LARGEST: usize = 128 * 1024;

/// What is wrong in any format.
const ANYWHERE: &[&[u8]] = &[
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"\r",
    b"\r\n",
    b"\xc3",
    "\u{2028}".as_bytes(),
    "\u{202e}".as_bytes(),
    "é".as_bytes(),
    "😀".as_bytes(),
    b"-1",
    b"0",
    b"9223372036854775807",
    b"-9223372036854775808",
    b"79228162514264337593543950335",
    b"1e999999",
    b"0.0000000000000000000000000001",
    b"2026-02-30",
    b"9999-12-31",
    b"0000-00-00",
    b"../../etc/passwd",
    b"\"",
    b"'",
    b"{{",
    b"}}",
    b"((((((((((((((((",
];

/// One input made of `seeds`, with the `words` of its format here and there.
pub fn spoiled(rng: &mut Rng, seeds: &[Vec<u8>], words: &[&str]) -> Vec<u8> {
    let mut input = rng.choice(seeds).cloned().unwrap_or_default();
    for _ in 0..=rng.usize(..4) {
        change(rng, &mut input, seeds, words);
    }
    input.truncate(LARGEST);
    input
}

fn change(rng: &mut Rng, input: &mut Vec<u8>, seeds: &[Vec<u8>], words: &[&str]) {
    let (from, to) = part(rng, input.len());
    match rng.u8(..9) {
        0 => {
            if let Some(byte) = input.get_mut(from) {
                *byte = rng.u8(..);
            }
        }
        1 => drop(input.drain(from..to)),
        // The same once more, or very often.
        2 => {
            let piece = input[from..to].to_vec();
            let times = if rng.u8(..4) == 0 { rng.usize(..5_000) } else { 1 };
            let times = times.min(LARGEST / piece.len().max(1));
            input.splice(to..to, piece.repeat(times));
        }
        3 => {
            let other = rng.choice(seeds).map(Vec::as_slice).unwrap_or_default();
            let (start, end) = part(rng, other.len());
            input.splice(from..to, other[start..end].iter().copied());
        }
        4 => {
            let word = rng.choice(ANYWHERE).copied().unwrap_or_default();
            input.splice(from..from, word.iter().copied());
        }
        5 => number(rng, input, from),
        // One inside the other.
        6 => {
            let word = rng.choice(words).copied().unwrap_or_default();
            let times = rng.usize(1..2_000);
            input.splice(from..from, word.repeat(times).into_bytes());
        }
        _ => {
            let word = rng.choice(words).copied().unwrap_or_default();
            input.splice(from..to.min(from + rng.usize(..8)), word.bytes());
        }
    }
}

/// A part, mostly a short one.
fn part(rng: &mut Rng, length: usize) -> (usize, usize) {
    let from = rng.usize(..=length);
    let longest = if rng.u8(..4) == 0 { length } else { 24 };
    (from, length.min(from + rng.usize(..=longest)))
}

/// Another number in the place of the next one.
fn number(rng: &mut Rng, input: &mut Vec<u8>, from: usize) {
    let Some(start) = input[from..].iter().position(u8::is_ascii_digit) else { return };
    let start = from + start;
    let length = input[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let other = match rng.u8(..6) {
        0 => "0".to_owned(),
        1 => i64::MAX.to_string(),
        2 => format!("-{}", rng.u32(..)),
        3 => "9".repeat(rng.usize(1..400)),
        4 => format!("{}.{}", rng.u64(..), rng.u64(..)),
        _ => rng.u16(..).to_string(),
    };
    input.splice(start..start + length, other.bytes());
}
