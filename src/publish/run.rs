//! One publication, from the list that is at the target to the one that is there then.

use super::list::{List, shown};
use super::plan::Plan;
use super::{Known, Site, Target};
use crate::output::EnvironmentError;
use crate::pages::search::is_part;

/// What is to be published, and what is asked of it.
pub struct Job<'j> {
    /// The files.
    pub site: &'j Site,
    /// Whether it is a preview, which takes the place of no other site.
    pub is_preview: bool,
    /// What this machine knows of the target; `None` where that does not count.
    pub known: Option<&'j Known>,
    /// The moment of a list of others after which it may be published all the same.
    pub after: Option<i64>,
    /// So many files may go.
    pub max_deletions: usize,
    /// Whether files of others may be replaced.
    pub adopt: bool,
}

/// What is to be done.
#[derive(Debug)]
pub struct Planned {
    /// The steps.
    pub plan: Plan,
    /// The list that is at the target.
    pub old: Option<List>,
    /// The list that will be.
    new: List,
    /// Which list this machine had seen last.
    known: Option<i64>,
}

/// Why the target is not as it should be.
#[derive(Debug)]
pub enum Failure {
    /// The target, or something on the way there, refuses.
    Refused(EnvironmentError),
    /// It was asked to end.
    Stopped,
}

impl From<EnvironmentError> for Failure {
    fn from(refusal: EnvironmentError) -> Self {
        Self::Refused(refusal)
    }
}

/// Says what is to be done at a target, which is not changed.
///
/// # Errors
/// Where it must not be done.
pub fn plan(target: &mut dyn Target, job: &Job<'_>) -> Result<Planned, EnvironmentError> {
    let old = list(target)?;
    plan_from(target, job, old)
}

/// The list that is at a target.
fn list(target: &mut dyn Target) -> Result<Option<List>, EnvironmentError> {
    target.list()?.map(|text| List::parse(&text)).transpose()
}

/// Says what is to be done at a target whose list is `old`.
fn plan_from(target: &mut dyn Target, job: &Job<'_>, old: Option<List>) -> Result<Planned, EnvironmentError> {
    let files = job.site.files();
    let plan = Plan::new(files, old.as_ref());
    if let Some(old) = &old {
        if !plan.is_empty() {
            check_moment(old, job)?;
        }
        if job.is_preview && old.base_url != job.site.base_url {
            let other = EnvironmentError::new(format!("a preview would take the place of the site at {}", old.base_url));
            return Err(other.help("publish previews to a target of their own in site.yaml"));
        }
    }
    check_deletions(&plan, job.max_deletions)?;
    if let Some(old) = &old {
        target.known(old);
    }
    if job.adopt {
        target.adopt();
    } else if !plan.new.is_empty() {
        let new: Vec<&str> = plan.new.iter().map(String::as_str).collect();
        if let Some(first) = target.foreign(job.site, &new)?.first() {
            return Err(foreign(first));
        }
    }
    let files = files.iter().map(|(path, content)| (path.clone(), Some(*content))).collect();
    let new = List { moment: job.site.moment, base_url: job.site.base_url.clone(), begun: false, files };
    Ok(Planned { plan, old, new, known: job.known.and_then(Known::moment) })
}

/// Plans again, after a refusal, if what changed the target meanwhile is an earlier run of this machine: one that was killed, whose
/// last words were on their way. `None` if it was not.
///
/// # Errors
/// Those of [`plan`].
pub fn plan_again(target: &mut dyn Target, job: &Job<'_>, planned: &Planned) -> Result<Option<Planned>, EnvironmentError> {
    let Some(known) = planned.known else { return Ok(None) };
    let there = list(target)?;
    let is_ours = there.as_ref().is_some_and(|there| there.moment <= known);
    if !is_ours || there == planned.old {
        return Ok(None);
    }
    plan_from(target, job, there).map(Some)
}

/// Does what was planned.
///
/// # Errors
/// [`Failure`]. What was begun is completed by the next run.
pub fn carry_out(target: &mut dyn Target, job: &Job<'_>, planned: &Planned, step: &super::Step<'_>) -> Result<(), Failure> {
    let Planned { plan, old, new, .. } = planned;
    let remember = |moment| job.known.map_or(Ok(()), |known| known.remember(moment));
    if plan.is_empty() && !old.as_ref().is_some_and(|old| old.begun) {
        // What others wrote is just what is here.
        return Ok(old.as_ref().map_or(Ok(()), |old| remember(old.moment))?);
    }
    // First, so that a list of ours is never taken for one of others.
    remember(new.moment)?;
    target.begin(&plan.begun(new, old.as_ref()))?;
    target.delete(job.site, &plan.obstacles)?;
    for stage in &plan.stages {
        target.send(job.site, stage, step)?;
    }
    step()?;
    target.delete(job.site, &plan.deletions)?;
    Ok(target.finish(new)?)
}

/// Refuses to go back behind a list that is later than the build, or that others wrote.
fn check_moment(old: &List, job: &Job<'_>) -> Result<(), EnvironmentError> {
    let there = shown(old.moment);
    if job.after == Some(old.moment) {
        return Ok(());
    }
    if old.moment > job.site.moment {
        let later = EnvironmentError::new(format!("what is published was built at {there}, later than this, which is of {}", shown(job.site.moment)));
        return Err(later.help(format!("take over what was published meanwhile and publish again; if only a clock is wrong, publish with --after {there}")));
    }
    let known = job.known.and_then(Known::moment);
    if known.is_some_and(|known| old.moment > known) {
        let other = EnvironmentError::new(format!("someone else has published at {there}, and what they published may be missing here"));
        return Err(other.help(format!("take over their changes, as by `git pull`, and publish with --after {there}")));
    }
    Ok(())
}

/// Refuses to delete more than is usual.
fn check_deletions(plan: &Plan, most: usize) -> Result<(), EnvironmentError> {
    // Parts of the index come and go with each addition, and nobody holds their addresses.
    let all = plan.deleted().filter(|path| !is_part(path)).count();
    if all <= most {
        return Ok(());
    }
    let refusal = EnvironmentError::new(format!("{all} files would be deleted at the target, more than the {most} that `max_deletions` allows"));
    Err(refusal.help(format!("look at them with --dry-run; if all is well, publish with --max-deletions {all}")))
}

/// Refuses to replace a file of others.
pub(super) fn foreign(path: &str) -> EnvironmentError {
    EnvironmentError::new(format!("{path} lies at the target, and bulletin has not put it there"))
        .help("move it away, or publish with --adopt: files of the same names are then replaced, all others stay")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::{Content, Step};
    use super::*;

    /// A target whose list changes between two readings, as that of a branch to which a killed run has still pushed.
    struct Moving {
        lists: Vec<List>,
    }

    impl Target for Moving {
        fn shown(&self) -> String {
            "somewhere".to_owned()
        }

        fn list(&mut self) -> Result<Option<String>, EnvironmentError> {
            let next = if self.lists.len() > 1 { self.lists.remove(0) } else { self.lists[0].clone() };
            Ok(Some(next.write()))
        }

        fn foreign(&mut self, _: &Site, _: &[&str]) -> Result<Vec<String>, EnvironmentError> {
            Ok(Vec::new())
        }

        fn begin(&mut self, _: &List) -> Result<(), EnvironmentError> {
            Ok(())
        }

        fn send(&mut self, _: &Site, _: &[String], _: &Step<'_>) -> Result<(), Failure> {
            Ok(())
        }

        fn delete(&mut self, _: &Site, _: &[String]) -> Result<(), EnvironmentError> {
            Ok(())
        }

        fn finish(&mut self, _: &List) -> Result<(), EnvironmentError> {
            Err(EnvironmentError::new("someone else has changed it"))
        }
    }

    fn list(moment: i64, content: u8) -> List {
        let files = BTreeMap::from([("index.html".to_owned(), Some(Content { hash: [content; 32], size: 1 }))]);
        List { moment, base_url: "https://a.example/".to_owned(), begun: false, files }
    }

    #[test]
    fn what_a_killed_run_of_ours_has_still_done_is_no_reason_to_stop() {
        let state = tempfile::tempdir().unwrap();
        let known = Known::new(state.path(), "somewhere");
        let mut site = Site::earlier(&list(0, 0), 300);
        site.make("index.html", b"new".to_vec());
        for (seen, meanwhile, is_ours) in
            [(Some(200), list(200, 2), true), (Some(200), list(201, 2), false), (Some(200), list(100, 1), false), (None, list(200, 2), false)]
        {
            if let Some(seen) = seen {
                known.remember(seen).unwrap();
            }
            let job = Job { site: &site, is_preview: false, known: seen.map(|_| &known), after: None, max_deletions: 9, adopt: false };
            let mut target = Moving { lists: vec![list(100, 1), meanwhile.clone()] };
            let planned = plan(&mut target, &job).unwrap();
            assert!(matches!(carry_out(&mut target, &job, &planned, &|| Ok(())), Err(Failure::Refused(_))));
            let again = plan_again(&mut target, &job, &planned).unwrap();
            assert_eq!(again.map(|again| again.old), is_ours.then_some(Some(meanwhile)), "{seen:?}");
        }
    }
}
