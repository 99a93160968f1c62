//! Which folder holds the digest.

use std::path::PathBuf;
use std::sync::LazyLock;

use crate::config::SITE_FILE;

/// The nearest folder that holds a digest, from the one that the command was called in upwards, as that leads there from
/// here; the one it was called in where there is none.
pub(super) fn nearest() -> PathBuf {
    static NEAREST: LazyLock<PathBuf> = LazyLock::new(|| {
        let depth = std::env::current_dir().map_or(0, |here| here.components().count());
        let above = (1..depth).map(|levels| vec![".."; levels].iter().collect());
        // Whatever stands in the place of the settings is told when they are read.
        let holds = |folder: &PathBuf| folder.join(SITE_FILE).symlink_metadata().is_ok();
        std::iter::once(PathBuf::from(".")).chain(above).find(holds).unwrap_or_else(|| PathBuf::from("."))
    });
    NEAREST.clone()
}
