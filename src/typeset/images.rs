//! Images that a source may name.

use std::fmt;

use typst::foundations::Bytes;

use crate::wording::{Message, msg};

/// Largest file of an image, in bytes.
const LARGEST_FILE: usize = 2 * 1024 * 1024;

/// Most pixels in each direction: beyond that, a few kilobytes can unpack to
/// gigabytes.
const MOST_PIXELS: usize = 6_000;

/// A PNG, JPEG or SVG image of bounded size.
#[derive(Clone)]
pub struct Image(Bytes);

impl Image {
    /// Looks at the head of the file only.
    ///
    /// # Errors
    /// A file that is too large, or whose picture is too large to unpack, or
    /// that is none of these formats.
    pub fn new(bytes: Vec<u8>) -> Result<Self, Message> {
        if bytes.len() > LARGEST_FILE {
            return Err(msg!("letters-image-file", size = bytes.len(), limit = LARGEST_FILE));
        }
        let is_svg = bytes.trim_ascii_start().starts_with(b"<");
        if !is_svg {
            let size =
                imagesize::blob_size(&bytes).map_err(|_| msg!("letters-image-unreadable"))?;
            if size.width.max(size.height) > MOST_PIXELS {
                return Err(msg!(
                    "letters-image-pixels",
                    width = size.width,
                    height = size.height,
                    limit = MOST_PIXELS,
                ));
            }
        }
        Ok(Self(Bytes::new(bytes)))
    }

    /// One that [`Image::new`] has looked at already.
    pub(super) fn checked(bytes: Vec<u8>) -> Self {
        Self(Bytes::new(bytes))
    }

    pub(super) fn bytes(&self) -> &Bytes {
        &self.0
    }

    /// The file's content, for formats that embed it themselves.
    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Image of {} bytes", self.0.len())
    }
}
