//! How large a picture is.

use std::io::Read;

use serde::{Deserialize, Serialize};

use super::Opened;

/// Width and height of a picture in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pixels {
    /// The width.
    pub width: u32,
    /// The height.
    pub height: u32,
}

/// How much of a file is looked at. What a camera writes in front of a picture, a small picture of it included, is less.
const HEAD: u64 = 256 * 1024;

/// The ends of the names of files that browsers show as pictures.
const PICTURES: [&str; 8] = ["avif", "gif", "jpeg", "jpg", "png", "svg", "webp", "apng"];

/// Whether a file is a picture, by its name.
#[must_use]
pub fn is_picture(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| PICTURES.iter().any(|known| end.eq_ignore_ascii_case(known)))
}

/// How large the picture in a file is; `None` if that cannot be told.
#[must_use]
pub fn pixels(file: Opened<'_>) -> Option<Pixels> {
    let mut head = Vec::new();
    file.bytes.take(HEAD).read_to_end(&mut head).ok()?;
    let (width, height) = match imagesize::blob_size(&head) {
        Ok(size) => (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?),
        Err(_) => of_svg(std::str::from_utf8(&head).ok()?)?,
    };
    (width > 0 && height > 0).then_some(Pixels { width, height })
}

/// The size of a drawing: its `width` and `height` where both are in pixels, else those of its `viewBox`.
fn of_svg(text: &str) -> Option<(u32, u32)> {
    let start = text.find("<svg")? + "<svg".len();
    let tag = &text[start..start + text[start..].find('>')?];
    let attribute = |name: &str| {
        let (at, _) =
            tag.match_indices(name).find(|(at, _)| tag[..*at].ends_with(char::is_whitespace) && tag[at + name.len()..].trim_start().starts_with('='))?;
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        value[1..].split(quote).next()
    };
    let pixels = |text: &str| rounded(text.trim().trim_end_matches("px"));
    if let (Some(width), Some(height)) = (attribute("width").and_then(pixels), attribute("height").and_then(pixels)) {
        return Some((width, height));
    }
    let sides: Vec<&str> = attribute("viewBox")?.split([' ', ',', '\n', '\t']).filter(|side| !side.is_empty()).collect();
    match sides[..] {
        [_, _, width, height] => Some((rounded(width)?, rounded(height)?)),
        _ => None,
    }
}

/// A length as whole pixels.
fn rounded(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let up = u32::from(fraction.starts_with(['5', '6', '7', '8', '9']));
    fraction.bytes().all(|b| b.is_ascii_digit()).then(|| whole.parse::<u32>().ok()?.checked_add(up)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(bytes: &[u8]) -> Option<(u32, u32)> {
        pixels(Opened { size: bytes.len() as u64, bytes: Box::new(bytes) }).map(|pixels| (pixels.width, pixels.height))
    }

    #[test]
    fn drawings_and_pictures_say_how_large_they_are() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\x80\0\0\x01\x68\x08\x02\0\0\0";
        assert_eq!(size(png), Some((640, 360)));
        assert_eq!(size(b"GIF89a\x0a\0\x14\0\0\0\0"), Some((10, 20)));
        for (svg, expected) in [
            ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 120 80.6'>", Some((120, 81))),
            ("<?xml version=\"1.0\"?>\n<svg\n  width=\"300px\" height=\"200\" viewBox=\"0 0 3 2\">", Some((300, 200))),
            ("<svg width=\"100%\" height=\"50%\" viewBox=\"0,0,30,20\">", Some((30, 20))),
            ("<svg stroke-width=\"4\" width=\"20\" height=\"10\">", Some((20, 10))),
            ("<svg>", None),
            ("<svg viewBox=\"0 0 a b\">", None),
            ("<svg width=\"0\" height=\"0\">", None),
            ("not a picture", None),
        ] {
            assert_eq!(size(svg.as_bytes()), expected, "{svg}");
        }
        assert!(is_picture("content/briefings/2024/a.JPG") && !is_picture("content/briefings/2024/a.pdf") && !is_picture("png"));
    }
}
