//! The texts of new files. What they ask an author to write stands in [`crate::content::PROMPTS`].

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
Networks, operators and the rules they work under.
";

/// `content/pages/about.md`.
pub(super) const ABOUT: &str = "\
---
title: About this digest
menu: true
---
Say here who writes the digest, what it covers, and how readers can report a mistake.
";

/// `content/pages/open-consultations.md`.
pub(super) const CONSULTATIONS: &str = "\
---
title: Open consultations
list: {of: dates, kind: comment-closes, ahead: true, group_by: agency, sort: date, feed: true}
---
Until when comments can be sent, as the briefings tell it. This page lists by the query in its front matter.
";

/// `content/pages/laws.md`.
pub(super) const LAWS: &str = "\
---
title: Laws and regulations
list: {of: briefings, kind: [law, regulation], group_by: year, feed: true}
---
Every briefing on a law or a regulation.
";

/// The first briefing.
pub(super) const FIRST: &str = "\
---
title: Our first briefing
date: {date}
topics: [telecoms]
sources:
  - {id: announcement, title: The announcement, publisher: The ministry, url: \"https://ministry.example/announcement\"}
---
The first paragraph says what happened. It stands in listings and feeds unless the front matter gives a `summary`.

## What comes next

Cite a source by its id [@announcement]. Link to a topic by name: [[topic:telecoms]].
";

/// `.gitignore`.
pub(super) const IGNORE: &str = "/output/\n/.bulletin/\n/.*.bulletin-*\n";

/// `.gitattributes`.
pub(super) const ATTRIBUTES: &str = "# What was published on two branches was published on both.\n/content/record/*.tsv merge=union\n";

/// A new briefing.
pub(super) const BRIEFING: &str = "\
---
id: {id}
title: {title}
date: {date}              # the day of what is told
topics: [{topics}]

# `bulletin serve` shows a draft, readers do not get it. Take this line out to publish it.
draft: true

# One or two sentences for listings and feeds; without them the first paragraph is used.
# summary: {prompt:summary}

# press-conference, release, consultation, law, regulation, plan, speech, data-release, court, report, analysis
kind: release

# Who acts, and where: ids or names.
# agencies: [miit]
# jurisdictions: [cn]

# Up to five.
# key_points:
#   - {prompt:key-point}

# Where it is from. The text cites a source by its id: [@announcement].
# sources:
#   - {id: announcement, title: The announcement, publisher: The ministry, issued: {date}, url: \"https://ministry.example/announcement\"}

# What it states in numbers. The text prints one with [[fig:sites]]; an indicator is named with `indicator:` in place of
# `label:`, and then needs no unit.
# figures:
#   - {id: sites, label: Sites in operation, value: 4.2, scale: million, unit: station, as_of: {date}}
#   - {id: traffic, label: Growth of traffic, period: {month}, change: {percent: 9.4, basis: year-on-year}}

# What somebody said would be done. Later briefings report on it under `commitment_updates`.
# commitments:
#   - {id: pilot, text: Begin a pilot in four cities., due: {year}-12}

# Days that readers should know: comment-opens, comment-closes, effective, applies, hearing, meeting, vote, election, deadline, release,
# review, expiry. The text prints one with [[date:comments]]. A later briefing that tells of another day moves it under `date_updates`.
# dates:
#   - {id: comments, title: Comments close, kind: comment-closes, date: {date}}
# date_updates:
#   - {event: 2024/eu-ai-act/regulated-products, date: 2028-08-02, source: announcement}

# Laws and plans of content/instruments/ that it tells of, and how far they have come.
# instruments: [{instrument: eu-ai-act, status: in-force}]

# Hold it back until a moment; [America/New_York] in place of the Z is a time zone. Or as long as another briefing, or an edition:
# then `publish_with` names that one.
# publish_at: {date}T09:00:00Z
---
{prompt:happened}

## Background

{prompt:background}
";

/// A new topic.
pub(super) const NEW_TOPIC: &str = "\
---
id: {id}
name: {name}              # or by language: {en: Telecoms, zh-Hans: 电信}

# Other names, accepted wherever the topic is named.
# aliases: [another name]

# The topic above it. There are two levels.
# parent: telecoms

# The indicators that its page shows first.
# featured_indicators: [cn-5g-base-stations]
---
{prompt:belongs} {prompt:introduces-topic}
";

/// A new agency.
pub(super) const NEW_AGENCY: &str = "\
---
id: {id}
name: {name}              # or by language: {en: …, zh-Hans: …}
# short: ABC

# Other names, accepted wherever the agency is named.
# aliases: [another name]

# Where it has its powers: a country's code, `eu`, or the name.
# jurisdiction: cn

# url: \"https://agency.example/\"

# The agency that it is part of, and the one that took over.
# parent: state-council
# successor: new-ministry

# The days of its existence, where they are known.
# valid_from: 2008-06-29
# valid_to: 2030-01-01
---
{prompt:responsible} {prompt:introduces-agency}
";

/// A new jurisdiction of the site's own.
pub(super) const NEW_JURISDICTION: &str = "\
---
id: {id}
name: {name}              # or by language: {en: …, zh-Hans: …}

# Other names, accepted wherever the jurisdiction is named.
# aliases: [another name]
---
{prompt:institutions} {prompt:introduces-jurisdiction}
";

/// A text for a jurisdiction that is built in.
pub(super) const KNOWN_JURISDICTION: &str = "\
---
id: {id}

# It has a name already; give one only to change it.
# name: {name}

# Other names, accepted wherever the jurisdiction is named.
# aliases: [another name]
---
{prompt:institutions} {prompt:introduces-jurisdiction}
";

/// A new indicator.
pub(super) const NEW_INDICATOR: &str = "\
---
id: {id}
name: {name}              # or by language: {en: …, zh-Hans: …}

# stock (what there is at a day), flow (what comes about in a period), rate or count
measure: stock

# What is counted (station, person), an ISO 4217 code (CNY), percent, points, or a physical unit (Mbps)
unit: station

# What its values are usually counted in: thousand, million, billion, trillion
# scale: million

# What a value covers: point, period, or year-to-date where each begins in January; by default what suits the measure
# accumulation: point

# daily, weekly, monthly, quarterly, half-yearly, yearly, irregular
# frequency: monthly

# Where it is measured, by whom, and where the numbers are from.
# jurisdiction: cn
# agency: miit
# source: Monthly statistics of the ministry

# topics: [telecoms]

# line or bar; by default what suits the measure
# chart: line

# The indicator that it is a part of.
# part_of: cn-telecom-revenue
---
{prompt:counted} {prompt:observations}
";

/// A new instrument.
pub(super) const NEW_INSTRUMENT: &str = "\
---
id: {id}
name: {name}              # or by language: {en: …, zh-Hans: …}

# law, regulation, directive, plan, programme, pilot, standard
type: regulation

# short: AI Act
# identifier: Regulation (EU) 2024/1689
# url: \"https://law.example/text\"

# Where it applies, and who is responsible for it.
# jurisdiction: eu
# agencies: [european-parliament]

# How far it had come before the first briefing on it: proposed, consultation, adopted, in-force, amended, repealed;
# a pilot is announced, running, ended. Briefings report the rest under `instruments`.
# status: proposed

# What it does to others: amends, repeals, implements, replaces
# relates: [{instrument: another-law, as: amends}]
---
{prompt:about} {prompt:introduces-instrument}
";

/// A new term.
pub(super) const NEW_TERM: &str = "\
---
id: {id}
name: {name}              # in full, or by language: {en: …, zh-Hans: …}

# What running text shows in place of the name: an abbreviation.
# short: ABC

# Other names, accepted wherever the term is named.
# aliases: [another name]

# It is in the glossary as soon as a text uses it: [[term:{id}]].
---
{prompt:define} {prompt:glossary}
";

/// A new page.
pub(super) const NEW_PAGE: &str = "\
---
id: {id}
title: {name}

# Whether the menu names it.
menu: false

# One sentence for search engines.
# summary: {prompt:page-summary}
---
{prompt:page}
";
