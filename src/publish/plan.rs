//! What is to be done at a target, and in which order.

use std::collections::{BTreeMap, BTreeSet};

use super::list::{Content, List};

/// What a file is to its readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// What pages need: styles, pictures, data.
    Asset,
    /// A page.
    Page,
    /// What leads to pages: feeds, calendars, sitemaps, lists.
    Index,
}

impl Kind {
    /// The kind of the file at a path.
    #[must_use]
    pub fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        let end = name.rsplit_once('.').map_or("", |(_, end)| end);
        match name {
            "feed.xml" | "feed.json" | "briefings.json" | "index.bin" | "robots.txt" | "_redirects" | "_headers" => Self::Index,
            _ if end == "html" => Self::Page,
            _ if end == "ics" || end == "xml" && name.starts_with("sitemap") => Self::Index,
            _ => Self::Asset,
        }
    }
}

/// What is to be done at a target.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What is sent, one stage after another.
    pub stages: Vec<Vec<String>>,
    /// What goes in the end.
    pub deletions: Vec<String>,
    /// What goes first, because it is in the way: a file where a folder comes, or the other way round.
    pub obstacles: Vec<String>,
    /// Those of what is sent that no list names: nothing of ours is there.
    pub new: BTreeSet<String>,
    /// How many stay as they are.
    pub unchanged: usize,
}

impl Plan {
    /// What leads from what a list says to `site`.
    ///
    /// In each moment between, every link on a page leads to a page: what pages need comes first; then new pages, to which nothing
    /// leads yet; then those that changed, the home page last; then feeds and sitemaps; and only then goes what has gone.
    #[must_use]
    pub fn new(site: &BTreeMap<String, Content>, old: Option<&List>) -> Self {
        let known = |path: &str| old.and_then(|old| old.files.get(path));
        let mut plan = Self::default();
        let mut stages: BTreeMap<(Kind, bool), Vec<String>> = BTreeMap::new();
        for (path, content) in site {
            let there = known(path);
            if there.is_none() {
                plan.new.insert(path.clone());
            }
            if there == Some(&Some(*content)) {
                plan.unchanged += 1;
            } else {
                stages.entry((Kind::of(path), there.is_some())).or_default().push(path.clone());
            }
        }
        for stage in stages.values_mut() {
            stage.sort_by_key(|path| std::cmp::Reverse(path.matches('/').count()));
        }
        plan.stages = stages.into_values().collect();
        let gone = old.into_iter().flat_map(|old| old.files.keys()).filter(|path| !site.contains_key(*path));
        let sent: BTreeSet<&str> = plan.stages.iter().flatten().map(String::as_str).collect();
        let folders: BTreeSet<&str> = sent.iter().flat_map(|path| above(path)).collect();
        let is_obstacle = |path: &str| folders.contains(path) || above(path).any(|folder| sent.contains(folder));
        (plan.obstacles, plan.deletions) = gone.cloned().partition(|path| is_obstacle(path));
        plan
    }

    /// What is sent, in its order.
    pub fn sent(&self) -> impl Iterator<Item = &str> {
        self.stages.iter().flatten().map(String::as_str)
    }

    /// What goes.
    pub fn deleted(&self) -> impl Iterator<Item = &str> {
        self.obstacles.iter().chain(&self.deletions).map(String::as_str)
    }

    /// Whether there is nothing to do.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sent().next().is_none() && self.deleted().next().is_none()
    }

    /// The list that is written before anything is done: what stays is certain, the rest is ours whatever becomes of it.
    #[must_use]
    pub fn begun(&self, new: &List, old: Option<&List>) -> List {
        let mut files = new.files.clone();
        files.extend(old.into_iter().flat_map(|old| old.files.keys()).filter(|path| !new.files.contains_key(*path)).map(|path| (path.clone(), None)));
        for path in self.sent() {
            files.insert(path.to_owned(), None);
        }
        List { begun: true, files, ..new.clone() }
    }
}

/// The folders that a path lies in.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(n: u8) -> Content {
        Content { hash: [n; 32], size: u64::from(n) }
    }

    fn files(all: &[(&str, u8)]) -> BTreeMap<String, Content> {
        all.iter().map(|(path, n)| ((*path).to_owned(), content(*n))).collect()
    }

    fn list(all: &[(&str, u8)]) -> List {
        List { files: files(all).into_iter().map(|(path, content)| (path, Some(content))).collect(), ..List::default() }
    }

    #[test]
    fn pages_come_after_what_they_need_and_before_what_leads_to_them() {
        let site =
            files(&[("index.html", 2), ("a/index.html", 2), ("a/b/index.html", 1), ("style.css", 2), ("feed.xml", 2), ("sitemap.xml", 1), ("c/x.png", 1)]);
        let old = list(&[("index.html", 1), ("a/index.html", 1), ("style.css", 2), ("feed.xml", 1), ("gone/index.html", 1), ("gone.png", 1)]);
        let plan = Plan::new(&site, Some(&old));
        let stages: Vec<Vec<&str>> = plan.stages.iter().map(|stage| stage.iter().map(String::as_str).collect()).collect();
        assert_eq!(stages, [&["c/x.png"][..], &["a/b/index.html"], &["a/index.html", "index.html"], &["sitemap.xml"], &["feed.xml"]]);
        assert_eq!(plan.deletions, ["gone.png", "gone/index.html"]);
        assert_eq!((plan.unchanged, plan.new.len()), (1, 3));
    }

    #[test]
    fn nothing_that_is_there_is_sent_again() {
        let site = files(&[("index.html", 1), ("feed.xml", 2)]);
        let plan = Plan::new(&site, Some(&list(&[("index.html", 1), ("feed.xml", 2)])));
        assert!(plan.is_empty() && plan.unchanged == 2);
    }

    #[test]
    fn what_was_begun_is_ended_from_its_list() {
        let (old, site) = (list(&[("a", 1), ("b", 1), ("gone", 1)]), files(&[("a", 1), ("b", 2), ("c", 1)]));
        let new = List { moment: 7, files: site.iter().map(|(path, content)| (path.clone(), Some(*content))).collect(), ..List::default() };
        let begun = Plan::new(&site, Some(&old)).begun(&new, Some(&old));
        assert_eq!(begun.files, BTreeMap::from([("a".into(), Some(content(1))), ("b".into(), None), ("c".into(), None), ("gone".into(), None)]));
        // Whatever had been sent by then is sent again, and whatever is left goes; nothing else is touched.
        let plan = Plan::new(&site, Some(&begun));
        assert_eq!((plan.sent().collect::<Vec<_>>(), plan.deleted().collect::<Vec<_>>()), (vec!["b", "c"], vec!["gone"]));
    }

    #[test]
    fn what_is_in_the_way_goes_first() {
        let plan = Plan::new(&files(&[("a/b", 1), ("c", 1)]), Some(&list(&[("a", 1), ("c/d/e", 1), ("f", 1)])));
        assert_eq!((plan.obstacles, plan.deletions), (vec!["a".to_owned(), "c/d/e".to_owned()], vec!["f".to_owned()]));
    }
}
