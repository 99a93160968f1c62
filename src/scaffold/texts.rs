//! The texts of new files.

/// `content/site.yaml`.
pub(super) const SITE: &str = "\
# The settings of the digest. Only title and base_url are required.
format: 1
title: My policy digest
base_url: https://example.org
description: Short, sourced briefings on public policy.

# The first language has addresses without a prefix.
languages: [en]
time_zone: UTC

# Ids of feed entries are made from this and must never change: a domain of yours, and a year in which it was yours.
feed_authority: example.org,{year}
";

/// `content/topics/telecoms.md`.
pub(super) const TOPIC: &str = "\
---
name: Telecoms
---
Networks, operators and the rules they work under. This text introduces the topic's page.
";

/// `content/pages/about.md`.
pub(super) const ABOUT: &str = "\
---
title: About this digest
menu: true
---
Say here who writes the digest, what it covers, and how readers can report a mistake.
";

/// The first briefing.
pub(super) const FIRST: &str = "\
---
title: Our first briefing
date: {date}
topics: [telecoms]
sources:
  - {id: announcement, title: The announcement, publisher: The ministry, url: \"https://example.org/announcement\"}
---
The first paragraph says what happened. It stands in listings and feeds unless the front matter gives a `summary`.

## What comes next

Cite a source by its id [@announcement]. Link to a topic by name: [[topic:telecoms]].
";

/// `.gitignore`.
pub(super) const IGNORE: &str = "/output/\n/.bulletin/\n";

/// A new briefing.
pub(super) const BRIEFING: &str = "\
---
id: {id}
title: {title}
date: {date}              # the day of what is told
topics: [{topics}]

# One or two sentences for listings and feeds; without them the first paragraph is used.
# summary: What was decided, and what it means.

# press-conference, release, consultation, law, regulation, plan, speech, data-release, court, report, analysis
kind: release

# Who acts, and where: ids or names.
# agencies: [miit]
# jurisdictions: [cn]

# Up to five.
# key_points:
#   - The figure or decision to remember.

# Where it is from. The text cites a source by its id: [@announcement].
# sources:
#   - {id: announcement, title: The announcement, publisher: The ministry, issued: {date}, url: \"https://example.org/announcement\"}

# Hold it back: altogether, or until a moment.
# draft: true
# publish_at: {date}T09:00:00Z
---
Write what happened, in a sentence or two.

## Background

Say what led to it.
";
