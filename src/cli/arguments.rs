//! Commands and their options.
//!
//! Long because the help of a command is the doc comments here, and who changes one should see how the others say it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::builder::PossibleValuesParser;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use super::root::nearest;
use crate::diagnostics::Code;
use crate::values::{Span, WebAddress};

/// Builds a policy digest: a static website made from Markdown briefings.
#[derive(Debug, Parser)]
#[command(name = "bulletin", version, propagate_version = true, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the site into its output folder
    Build(BuildOptions),
    /// Show the site in a browser while you write: drafts too, and what is wrong
    Serve(ServeOptions),
    /// Send the site to where readers get it: what changed, and nothing else
    Publish(PublishOptions),
    /// Check everything, and write nothing; with --fix, mend it
    Check(CheckOptions),
    /// Compare the output folder with what a clean build makes
    Verify(VerifyOptions),
    /// Make a small digest that builds at once
    Init(InitOptions),
    /// Make a new source, with comments on its fields
    New(NewOptions),
    /// Tell what is held back, and when it falls due
    Due(DueOptions),
    /// Write what checks and publishes the digest by itself, on GitHub, on GitLab or by cron
    Ci(CiOptions),
    /// Explain a code such as B0104
    Explain(ExplainOptions),
    /// List what is in the digest: briefings, dates, commitments, indicators, instruments, terms, or what is published
    List(Box<ListOptions>),
    /// Record what readers are told now, so that no address and no number changes without a word
    Record(RecordOptions),
    /// List the built-in units of figures, or those that a word is about
    Units(UnitsOptions),
    /// Print the JSON Schema of a kind of source, for editors
    Schema(SchemaOptions),
    /// Serve an editor: mistakes while typing, completion, references, renaming
    Lsp(LspOptions),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
    /// Print the licences of the program and of all that it is made from
    Licenses,
}

/// What `build`, `check` and `verify` have in common.
#[derive(Debug, Args)]
pub(super) struct SiteOptions {
    /// The folder of the digest, with content/ in it [default: the nearest from here upwards]
    #[arg(long, value_name = "DIR", default_value_os_t = nearest(), hide_default_value = true)]
    pub(super) root: PathBuf,
    /// The site's address, in place of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub(super) base_url: Option<WebAddress>,
    /// The moment of the build (2024-10-23T09:00:00Z; years 1970 to 9998), in place of the clock; for `verify`, of that of the last build
    #[arg(long, value_name = "MOMENT")]
    pub(super) at: Option<String>,
    /// Show drafts, and documents before their time; needs an output of its own
    #[arg(long)]
    pub(super) drafts: bool,
    /// Ask search engines to leave all pages out: `publish` says so of previews.
    #[arg(skip)]
    pub(super) noindex: bool,
    /// Read every file, whatever its time stamps say
    #[arg(long)]
    pub(super) reread: bool,
    /// Let warnings fail the command
    #[arg(long)]
    pub(super) strict: bool,
    /// How mistakes are shown
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Say nothing but what is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,
}

impl SiteOptions {
    /// Those of a plain build.
    pub(super) fn of(root: &Path, format: Format) -> Self {
        Self { root: root.to_owned(), base_url: None, at: None, drafts: false, noindex: false, reread: false, strict: false, format, quiet: false }
    }
}

#[derive(Debug, Args)]
pub(super) struct BuildOptions {
    #[command(flatten)]
    pub(super) site: SiteOptions,
    /// The folder to write to [default: output in the folder of the digest]
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    /// Take over an output folder with files that bulletin did not write
    #[arg(long)]
    pub(super) adopt: bool,
    /// Say of each output that was written or deleted, why; or only of PATH
    #[arg(long, value_name = "PATH", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "absent, given, and given with a value are three things")]
    pub(super) explain: Option<Option<String>>,
    /// Go on: build again whenever a file of the digest changes, or a document falls due
    #[arg(long, short)]
    pub(super) watch: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServeOptions {
    /// The folder of the digest, with content/ in it [default: the nearest from here upwards]
    #[arg(long, value_name = "DIR", default_value_os_t = nearest(), hide_default_value = true)]
    pub(super) root: PathBuf,
    /// The port; the next one that is free if it is taken, any with 0
    #[arg(long, value_name = "PORT", default_value_t = 8000)]
    pub(super) port: u16,
    /// Open the site in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Show the site as readers get it: without drafts, and without documents before their time
    #[arg(long)]
    pub(super) published: bool,
    /// The moment to look at (2024-10-23T09:00:00Z; years 1970 to 9998), in place of the clock
    #[arg(long, value_name = "MOMENT")]
    pub(super) at: Option<String>,
    /// The site's address, in place of the one in site.yaml
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub(super) base_url: Option<WebAddress>,
    /// Look for changes each second, or every so many, where the system does not tell of them: network drives, containers
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, default_missing_value = "1", value_parser = pause)]
    pub(super) poll: Option<Duration>,
    /// What a click on a place in a file opens
    #[arg(long, value_name = "PATTERN", default_value = "vscode://file/{path}:{line}:{column}", value_parser = editor_url)]
    pub(super) editor_url: String,
    /// Show no page of a build with warnings
    #[arg(long)]
    pub(super) strict: bool,
    /// How mistakes are shown in the terminal
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Say nothing but what is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,
}

impl ServeOptions {
    /// The same for a build.
    #[cfg(feature = "watch")]
    pub(super) fn site(&self) -> SiteOptions {
        SiteOptions {
            base_url: self.base_url.clone(),
            at: self.at.clone(),
            drafts: !self.published,
            strict: self.strict,
            quiet: self.quiet,
            ..SiteOptions::of(&self.root, self.format)
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct PublishOptions {
    /// Which of the places under `publish:` in site.yaml; may be left out where there is only one
    #[arg(value_name = "NAME")]
    pub(super) name: Option<String>,
    /// The folder of the digest, with content/ in it [default: the nearest from here upwards]
    #[arg(long, value_name = "DIR", default_value_os_t = nearest(), hide_default_value = true)]
    pub(super) root: PathBuf,
    /// Say what would be sent and deleted, and change nothing there
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Send what lies in output/ without building it anew, if it is the site of site.yaml and without drafts
    #[arg(long, conflicts_with = "base_url")]
    pub(super) built: bool,
    /// Put back the state of an earlier commit, where the target is a branch; nothing is built
    #[arg(long, value_name = "COMMIT", conflicts_with_all = ["built", "base_url"])]
    pub(super) from: Option<String>,
    /// Publish a preview that will be at this address; search engines are asked to leave it out
    #[arg(long, value_name = "URL", value_parser = web_address)]
    pub(super) base_url: Option<WebAddress>,
    /// Let so many files be deleted there, in place of `max_deletions`
    #[arg(long, value_name = "N")]
    pub(super) max_deletions: Option<usize>,
    /// Replace files of the same names that bulletin has not put there
    #[arg(long)]
    pub(super) adopt: bool,
    /// Go on from what someone else has published at this moment
    #[arg(long, value_name = "MOMENT", value_parser = utc)]
    pub(super) after: Option<i64>,
    /// Let warnings fail the command
    #[arg(long)]
    pub(super) strict: bool,
    /// How mistakes are shown, and what was done
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Say nothing but what is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    #[command(flatten)]
    pub(super) site: SiteOptions,
    /// Mend what can only be meant one way, and check again
    #[arg(long)]
    pub(super) fix: bool,
    /// With --fix: show what would be changed as a diff, and write nothing
    #[arg(long, requires = "fix")]
    pub(super) dry_run: bool,
    /// Tell how much of the numbers and dates in texts is traced to a fact or a source, and list the rest
    #[arg(long, conflicts_with_all = ["fix", "code"])]
    pub(super) traced: bool,
    /// Fail if the record lacks what readers are told now: where `bulletin record` cannot be run
    #[arg(long, conflicts_with_all = ["fix", "code", "traced"])]
    pub(super) record: bool,
    /// Show what has this code (B0121) or name (no-sources) alone, and all of it
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub(super) code: Option<Code>,
}

/// What is listed in place of what is in the digest: the addresses that readers hold, by the record.
pub(super) const PUBLISHED: &str = "published";

#[derive(Debug, Args)]
pub(super) struct ListOptions {
    /// What to list
    #[arg(value_name = "WHAT", value_parser = PossibleValuesParser::new(crate::content::Of::ALL.iter().map(|of| of.word()).chain([PUBLISHED])))]
    pub(super) of: String,
    /// The folder of the digest, with content/ in it [default: the nearest from here upwards]
    #[arg(long, value_name = "DIR", default_value_os_t = nearest(), hide_default_value = true)]
    pub(super) root: PathBuf,
    /// What is visible at this moment, as in `build`
    #[arg(long, value_name = "MOMENT")]
    pub(super) at: Option<String>,
    /// With drafts and documents before their time
    #[arg(long)]
    pub(super) drafts: bool,
    /// Of this topic, by id or name, or one below it; may be given several times, as all that follow
    #[arg(long, value_name = "TOPIC")]
    pub(super) topic: Vec<String>,
    /// Of this agency
    #[arg(long, value_name = "AGENCY")]
    pub(super) agency: Vec<String>,
    /// Of this jurisdiction
    #[arg(long, value_name = "JURISDICTION")]
    pub(super) jurisdiction: Vec<String>,
    /// Of this law or plan
    #[arg(long, value_name = "INSTRUMENT")]
    pub(super) instrument: Vec<String>,
    /// Of this kind: law, comment-closes, regulation
    #[arg(long, value_name = "KIND")]
    pub(super) kind: Vec<String>,
    /// In which this person is named
    #[arg(long, value_name = "NAME")]
    pub(super) person: Vec<String>,
    /// Of this year
    #[arg(long, value_name = "YEAR")]
    pub(super) year: Vec<u16>,
    /// Not before this day, month or year
    #[arg(long, value_name = "DAY")]
    pub(super) since: Option<String>,
    /// Not behind this day, month or year
    #[arg(long, value_name = "DAY")]
    pub(super) until: Option<String>,
    /// From today on; or only within this time: 30d, 6w, 6m, 1y
    #[arg(long, value_name = "SPAN", num_args = 0..=1, value_parser = span)]
    #[expect(clippy::option_option, reason = "absent, given, and given with a value are three things")]
    pub(super) ahead: Option<Option<Span>>,
    /// Commitments that are open
    #[arg(long)]
    pub(super) open: bool,
    /// Commitments whose day has passed without a report
    #[arg(long)]
    pub(super) overdue: bool,
    /// Indicators whose newest value is older than two of their periods
    #[arg(long)]
    pub(super) stale: bool,
    /// Indicators without a value, laws without a briefing, terms that no text uses
    #[arg(long)]
    pub(super) unused: bool,
    /// Under headings
    #[arg(long, value_name = "BY", value_parser = ["year", "month", "agency", "topic", "jurisdiction", "kind"])]
    pub(super) group_by: Option<String>,
    /// By date or title; with a hyphen in front the last first
    #[arg(long, value_name = "BY", value_parser = ["date", "-date", "title", "-title"], allow_hyphen_values = true)]
    pub(super) sort: Option<String>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<u32>,
    /// How they are written
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(super) format: ListFormat,
}

#[derive(Debug, Args)]
pub(super) struct RecordOptions {
    /// The folder of the digest, with content/ in it [default: the nearest from here upwards]
    #[arg(long, value_name = "DIR", default_value_os_t = nearest(), hide_default_value = true)]
    pub(super) root: PathBuf,
    /// Blank the values that this fact had before: fig:2024/miit-nine-months/bs-5g
    #[arg(long, value_name = "FACT")]
    pub(super) forget: Vec<String>,
    /// Take over the addresses of the site that was here before, from its sitemap
    #[arg(long, value_name = "FILE", conflicts_with = "forget")]
    pub(super) from_sitemap: Vec<PathBuf>,
    /// How mistakes are shown
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(super) format: Format,
    /// Say nothing but what is wrong
    #[arg(long, short)]
    pub(super) quiet: bool,
}

impl RecordOptions {
    /// The same for a build: what is recorded is never of another moment, and never of drafts.
    pub(super) fn site(&self) -> SiteOptions {
        SiteOptions { quiet: self.quiet, ..SiteOptions::of(&self.root, self.format) }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum ListFormat {
    /// Columns, for people
    Table,
    /// A table for programs
    Csv,
    /// One JSON object a line
    Json,
}

/// A span such as `30d`.
fn span(text: &str) -> Result<Span, String> {
    Span::parse(text).map_err(|mistake| mistake.help.unwrap_or(mistake.message))
}

#[derive(Debug, Args)]
pub(super) struct DueOptions {
    /// The folder of the digest, with content/ in it [default: the nearest from here upwards]
    #[arg(long, value_name = "DIR", default_value_os_t = nearest(), hide_default_value = true)]
    pub(super) root: PathBuf,
    /// From this moment on, in place of the clock
    #[arg(long, value_name = "MOMENT")]
    pub(super) at: Option<String>,
    /// Only what falls due within this time (30d, 6w, 6m, 1y); the exit code is then 3 where that is nothing
    #[arg(long, value_name = "SPAN", value_parser = span)]
    pub(super) within: Option<Span>,
    /// How it is written
    #[arg(long, value_enum, default_value_t = DueFormat::Human)]
    pub(super) format: DueFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DueFormat {
    /// Columns, for people
    Human,
    /// One JSON object a line
    Json,
    /// A calendar, for the desk and not for readers: it tells what is held back
    Ics,
}

#[derive(Debug, Args)]
pub(super) struct CiOptions {
    /// What it is for
    #[arg(value_name = "RUNNER", value_enum)]
    pub(super) runner: RunnerName,
    /// The folder of the digest, with content/ in it [default: the nearest from here upwards]
    #[arg(long, value_name = "DIR", default_value_os_t = nearest(), hide_default_value = true)]
    pub(super) root: PathBuf,
    /// How a fresh machine gets this program: a command of its shell
    #[arg(long, value_name = "COMMAND")]
    pub(super) install: Option<String>,
    /// The branch that is published [default: the one that is checked out]
    #[arg(long, value_name = "NAME")]
    pub(super) branch: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum RunnerName {
    /// .github/workflows/digest.yml
    Github,
    /// .gitlab-ci.yml
    Gitlab,
    /// bulletin-cron.sh, for a machine of your own
    Cron,
}

#[derive(Debug, Args)]
pub(super) struct VerifyOptions {
    #[command(flatten)]
    pub(super) site: SiteOptions,
    /// The folder to compare [default: output in the folder of the digest]
    #[arg(long, short, value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct InitOptions {
    /// The folder to make
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct NewOptions {
    #[command(subcommand)]
    pub(super) what: NewKind,
}

#[derive(Debug, Subcommand)]
pub(super) enum NewKind {
    /// A briefing: a commented file that builds at once
    Briefing {
        /// Its title
        title: String,
        /// What it is filed under; may be given more than once [default: the site's first topic]
        #[arg(long, value_name = "TOPIC")]
        topic: Vec<String>,
        /// Its day [default: today]
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
        /// The folder of the digest [default: the nearest from here upwards]
        #[arg(long, value_name = "DIR", default_value_os_t = nearest(), hide_default_value = true)]
        root: PathBuf,
    },
    /// A topic that briefings are filed under
    Topic(NewNamed),
    /// An agency: a ministry, a regulator, a court
    Agency(NewNamed),
    /// A jurisdiction of the site's own, or a text for a built-in one, by its code
    Jurisdiction(NewNamed),
    /// An indicator: what is measured again and again
    Indicator(NewNamed),
    /// An instrument: a law, regulation, plan or pilot
    Instrument(NewNamed),
    /// An edition: the briefings of a week, of months or of any days
    Edition {
        /// What it gathers: 2024-W44, 2024-10, 2024-Q4, 2024-H2, 2024, or 2024-10-28..2024-11-03
        period: String,
        /// Its title [default: the period in words]
        #[arg(long, value_name = "TITLE")]
        title: Option<String>,
        /// The day that it comes out [default: the day after the period]
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
        /// The folder of the digest [default: the nearest from here upwards]
        #[arg(long, value_name = "DIR", default_value_os_t = nearest(), hide_default_value = true)]
        root: PathBuf,
    },
    /// A term of the glossary
    Term(NewNamed),
    /// A page of its own, such as an imprint
    Page(NewNamed),
    /// The words of the interface in another language, to fill in; adds those that a file lacks
    Labels {
        /// The language: de, pt-BR, zh-Hant
        language: String,
        /// The folder of the digest
        #[arg(long, value_name = "DIR", default_value = ".")]
        root: PathBuf,
    },
}

/// What every source with a name of its own takes.
#[derive(Debug, Args)]
pub(super) struct NewNamed {
    /// Its name; the id is made from it
    pub(super) name: String,
    /// The folder of the digest [default: the nearest from here upwards]
    #[arg(long, value_name = "DIR", default_value_os_t = nearest(), hide_default_value = true)]
    pub(super) root: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// A code (B0104) or its name (unknown-field); all are listed without one
    pub(super) code: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct UnitsOptions {
    /// What to look for, in any language: `barrel`, `吨`, `CO₂`
    pub(super) word: Option<String>,
    /// The language to write them in: `fr`
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct SchemaOptions {
    /// What the schema describes: the front matter of a kind of document, site.yaml or units.yaml
    #[arg(value_name = "KIND", value_parser = PossibleValuesParser::new(schemas()))]
    pub(super) what: String,
    /// The fields of a translation, in place of those of its original
    #[arg(long)]
    pub(super) translation: bool,
}

#[derive(Debug, Args)]
pub(super) struct LspOptions {
    /// The folder of the digest, with content/ in it [default: the one that the editor works in, or the nearest above it]
    #[arg(long, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// Talk on standard input and output, as is done anyway: some editors say so
    #[arg(long, hide = true)]
    pub(super) stdio: bool,
}

/// How mistakes are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Source lines with carets
    Human,
    /// One JSON object a line
    Json,
    /// Annotations of GitHub
    Github,
}

/// The settings, which are no document.
pub(super) const SITE: &str = "site";

/// The site's own units.
pub(super) const UNITS: &str = "units";

/// What there are schemas of.
fn schemas() -> impl Iterator<Item = &'static str> {
    crate::content::Kind::ALL.into_iter().map(crate::content::Kind::word).chain([SITE, UNITS])
}

fn code(text: &str) -> Result<Code, String> {
    Code::find(text).ok_or_else(|| "there is no such code; `bulletin explain` lists all".to_owned())
}

/// A moment as a list of what was published gives it, in seconds since 1970.
fn utc(text: &str) -> Result<i64, String> {
    text.trim().parse().map(jiff::Timestamp::as_second).map_err(|_| "write the moment that the message names: 2026-11-27T18:40:00Z".to_owned())
}

/// A pause between two looks.
fn pause(text: &str) -> Result<Duration, String> {
    let seconds = text.parse().ok().filter(|seconds| (0.05..=3600.0).contains(seconds));
    seconds.map(Duration::from_secs_f64).ok_or_else(|| "give seconds, from 0.05 to 3600".to_owned())
}

/// What an editor registers for itself with the system. A script would run in the page.
fn editor_url(text: &str) -> Result<String, String> {
    let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme).to_ascii_lowercase();
    let is_good = !scheme.is_empty() && !["javascript", "data", "blob"].contains(&scheme.as_str()) && text.contains("{path}");
    if is_good { Ok(text.to_owned()) } else { Err("give an address with {path} in it, such as idea://open?file={path}&line={line}".to_owned()) }
}

fn web_address(text: &str) -> Result<WebAddress, String> {
    WebAddress::parse(text).map_err(|mistake| mistake.help.unwrap_or(mistake.message))
}

/// The command line as clap knows it, for the manual page and completions.
#[must_use]
pub fn command() -> clap::Command {
    Arguments::command()
}
