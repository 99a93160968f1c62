//! Addresses of files as editors write them, and paths of the digest.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::content::{self, Folder, Kind};
use crate::source::{is_folder_text, is_ignored};
use crate::values::{decode, nfc};

/// The folder of the digest, as addresses name it.
#[derive(Debug)]
pub(super) struct Root {
    /// With `/` between its segments and none at its end.
    folder: String,
    /// The same folder by another way, where a link leads to it.
    real: String,
}

impl Root {
    /// The folder `folder`, an absolute path; `real` is where it really is.
    pub(super) fn new(folder: &Path, real: &Path) -> Self {
        let text = |path: &Path| path.to_string_lossy().replace('\\', "/").trim_end_matches('/').to_owned();
        Self { folder: text(folder), real: text(real) }
    }

    /// The path in the digest of a source that an address names; `None` for any other file.
    pub(super) fn path(&self, uri: &str) -> Option<String> {
        let file = file(uri)?;
        let below = |root: &str| file.strip_prefix(root)?.strip_prefix('/');
        let path = nfc(below(&self.folder).or_else(|| below(&self.real))?).into_owned();
        let is_text = Path::new(&path).extension().is_some_and(|end| ["md", "markdown", "yaml", "yml"].iter().any(|known| end.eq_ignore_ascii_case(known)));
        (path.starts_with("content/") && is_text && !path.split('/').any(is_ignored)).then_some(path)
    }

    /// The address of a file of the digest.
    pub(super) fn uri(&self, path: &str) -> String {
        let folder = if self.folder.starts_with('/') { Cow::Borrowed(self.folder.as_str()) } else { Cow::Owned(format!("/{}", self.folder)) };
        let mut uri = String::from("file://");
        for byte in folder.bytes().chain([b'/']).chain(path.bytes()) {
            match byte {
                b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(byte.into()),
                _ if byte.is_ascii_alphanumeric() => uri.push(byte.into()),
                _ => write!(uri, "%{byte:02X}").expect("a String takes everything"),
            }
        }
        uri
    }
}

/// The folder that an address names.
pub(super) fn folder(uri: &str) -> Option<PathBuf> {
    Some(PathBuf::from(file(uri)?))
}

/// The file that an address names, with `/` between its segments.
fn file(uri: &str) -> Option<String> {
    let path = uri.strip_prefix("file://")?;
    let path = decode(&path[path.find('/')?..]);
    // `/c:/digest` is C:/digest.
    let drive = path.strip_prefix('/').filter(|rest| rest.as_bytes().get(1) == Some(&b':') && rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    Some(match drive {
        Some(rest) => rest[..1].to_uppercase() + &rest[1..],
        None => path,
    })
}

/// The kind of the document at a path of the digest, if it is one.
pub(super) fn kind(path: &str) -> Option<Kind> {
    let (folder, file) = path.strip_prefix("content/")?.split_once('/')?;
    match content::folder(folder)? {
        Folder::Documents(kind) if content::is_markdown(file) && !is_folder_text(path) => Some(kind),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_paths_lead_to_each_other() {
        let root = Root::new(Path::new("/home/a b/主题"), Path::new("/mnt/x"));
        let uri = root.uri("content/topics/电信 1.md");
        assert_eq!(uri, "file:///home/a%20b/%E4%B8%BB%E9%A2%98/content/topics/%E7%94%B5%E4%BF%A1%201.md");
        assert_eq!(root.path(&uri).as_deref(), Some("content/topics/电信 1.md"));
        assert_eq!(root.path("file:///mnt/x/content/site.yaml").as_deref(), Some("content/site.yaml"));
        for other in
            ["file:///mnt/xy/content/a.md", "file:///mnt/x/README.md", "file:///mnt/x/content/a.png", "untitled:Untitled-1", "file:///mnt/x/content/.a.md"]
        {
            assert_eq!(root.path(other), None, "{other}");
        }
        assert_eq!(file("file:///c%3A/digest").as_deref(), Some("C:/digest"));
    }
}
