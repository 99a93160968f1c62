//! One publication, from the list that is at the target to the one that is there then.

use super::list::{List, shown};
use super::plan::Plan;
use super::{Known, Site, Target};
use crate::output::EnvironmentError;

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
    let old = target.list()?.map(|text| List::parse(&text)).transpose()?;
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
    Ok(Planned { plan, old, new })
}

/// Does what was planned.
///
/// # Errors
/// [`Failure`]. What was begun is completed by the next run.
pub fn carry_out(target: &mut dyn Target, job: &Job<'_>, planned: &Planned, step: &super::Step<'_>) -> Result<(), Failure> {
    let Planned { plan, old, new } = planned;
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
    let all = plan.deleted().count();
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
