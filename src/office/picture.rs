//! How many pixels a picture says that it has.

/// Of a PNG, JPEG, GIF or BMP; `None` for what is none of them.
pub(super) fn pixels(bytes: &[u8]) -> Option<u64> {
    let (width, height) =
        png(bytes).or_else(|| jpeg(bytes)).or_else(|| gif(bytes)).or_else(|| bmp(bytes))?;
    Some(u64::from(width).saturating_mul(u64::from(height)))
}

fn big(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn little(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n").then_some(())?;
    Some((big(bytes, 16)?, big(bytes, 20)?))
}

fn gif(bytes: &[u8]) -> Option<(u32, u32)> {
    bytes.starts_with(b"GIF8").then_some(())?;
    let size = |at| short(bytes, at).map(|size| u32::from(size.swap_bytes()));
    Some((size(6)?, size(8)?))
}

fn bmp(bytes: &[u8]) -> Option<(u32, u32)> {
    bytes.starts_with(b"BM").then_some(())?;
    // A negative height means rows from the top.
    let size = |at| little(bytes, at).map(|size| size.cast_signed().unsigned_abs());
    Some((size(18)?, size(22)?))
}

/// From segment to segment up to the one with the frame's size.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    bytes.starts_with(&[0xff, 0xd8]).then_some(())?;
    let mut at = 2;
    loop {
        let marker = short(bytes, at)?;
        let length = short(bytes, at + 2)?;
        let is_frame =
            matches!(marker, 0xffc0..=0xffcf) && !matches!(marker, 0xffc4 | 0xffc8 | 0xffcc);
        if is_frame {
            return Some((u32::from(short(bytes, at + 7)?), u32::from(short(bytes, at + 5)?)));
        }
        (marker >= 0xff00).then_some(())?;
        at += 2 + usize::from(length.max(2));
    }
}
