//! Where the newest value is written, so that it covers nothing.

use super::{BOTTOM, Latest, Leader, NARROW, Placed, Point, Qualifier, percent, px, width};

/// How far a mark reaches from its place, the dashed ring of a provisional one included, in pixels.
const MARK: f64 = 6.0;
const RING: f64 = 10.0;

/// The height of the words above their line of writing, their distance from what is drawn, and a distance that needs no leader.
const LETTERS: f64 = 10.0;
const GAP: f64 = 5.0;
const NEAR: f64 = 16.0;

/// Above the newest point and all that is drawn as far as the words reach on a narrow screen; under it where a falling line leaves
/// more room there. A line leads from words that are far from their point.
pub(super) fn place(newest: &Point, placed: &[Placed], strokes: &[(&Placed, &Placed)]) -> Option<Latest> {
    let last = placed.last()?;
    // The words are bold.
    let wide = width(&newest.label) * 1.15 / NARROW * 100.0;
    let (left, right) = last.bar.as_ref().map_or((last.x, last.x), |bar| (bar.left, bar.left + bar.width));
    let (anchor, x, from, to) = match last.x {
        x if x >= wide / 2.0 && x <= 100.0 - wide / 2.0 => ("middle", x, x - wide / 2.0, x + wide / 2.0),
        x if x > 50.0 => ("end", right, right - wide, right),
        _ => ("start", left, left, left + wide),
    };
    let mark = if newest.provisional && last.bar.is_none() { RING } else { MARK };
    let own_top = match &last.bar {
        None => last.y - mark,
        Some(bar) if last.y > bar.foot => bar.foot,
        Some(_) if newest.qualifier == Qualifier::Exact => last.y,
        Some(_) => last.marked() - mark,
    };
    let heights: Vec<f64> = drawn(placed, strokes, from, to);
    let top = heights.iter().fold(own_top, |top, y| top.min(*y - MARK));
    let bottom = heights.iter().fold(last.y, |bottom, y| bottom.max(*y));
    let beneath = bottom + mark + GAP + LETTERS;
    let (y, leader) = if own_top - top <= NEAR {
        (top - GAP, None)
    } else if last.bar.is_none() && bottom - last.y <= GAP && beneath < BOTTOM - GAP {
        (beneath, None)
    } else {
        (top - GAP, Some((px(top), px(own_top))))
    };
    Some(Latest {
        x: percent(x),
        y: px(y.max(LETTERS)),
        anchor: anchor.to_owned(),
        label: newest.label.clone(),
        leader: leader.map(|(from, to)| Leader { x: percent(last.x), y1: from, y2: to }),
    })
}

/// The heights that lines and bars reach between two places.
fn drawn(placed: &[Placed], strokes: &[(&Placed, &Placed)], from: f64, to: f64) -> Vec<f64> {
    let mut heights = Vec::new();
    for place in placed {
        let (left, right) = place.bar.as_ref().map_or((place.x, place.x), |bar| (bar.left, bar.left + bar.width));
        if right < from || left > to {
            continue;
        }
        heights.push(place.marked());
        heights.extend(place.bar.as_ref().map(|bar| bar.foot));
    }
    for (a, b) in strokes.iter().filter(|(a, b)| b.x > a.x && b.x >= from && a.x <= to) {
        let at = |x: f64| a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
        heights.extend([at(from.max(a.x)), at(to.min(b.x))]);
    }
    heights
}
