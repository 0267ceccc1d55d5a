//! Where the engine writes to, up to a bound.

use std::io::{self, Write};

pub(super) struct Bounded {
    bytes: Vec<u8>,
    left: u64,
    exceeded: bool,
}

impl Bounded {
    pub fn new(limit: u64) -> Self {
        Self { bytes: Vec::with_capacity(64 * 1024), left: limit, exceeded: false }
    }

    /// All that was written; `None` if it was more than the bound.
    pub fn text(self) -> Option<String> {
        if self.exceeded { None } else { String::from_utf8(self.bytes).ok() }
    }
}

/// What is beyond the bound is dropped, so that the engine's own limits end
/// the work.
impl Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.exceeded |= size > self.left;
        self.left = self.left.saturating_sub(size);
        if !self.exceeded {
            self.bytes.extend_from_slice(bytes);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
