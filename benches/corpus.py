#!/usr/bin/env python3
"""Made-up policy briefings of realistic length, the same for each generator.

    python3 benches/corpus.py --count 1000 --root /tmp/digest                    # a digest that bulletin builds
    python3 benches/corpus.py --count 1000 --root /tmp/digest --outputs few      # with the set of outputs that peers have
    python3 benches/corpus.py --count 1000 --root /tmp/site --flavour hugo       # only content/: layouts are in benches/peers

Beside briefings there is something of everything that Bulletin makes outputs of: topics, agencies, indicators, instruments
that go through their stages, terms, dates ahead, commitments with reports on them, corrections, and an edition for each week.

A briefing depends on the seed, its number and the size of the corpus, and on nothing else. Numbers from the size on are
the briefings that come later: each is a day newer than all before it, and in a month that is there already.
"""

import argparse
import dataclasses
import datetime
import functools
import itertools
import json
import os
import random

FLAVOURS = ["bulletin", "hugo", "zola"]
ADDRESS = "https://digest.example"
FIRST, LAST = datetime.date(2015, 1, 2), datetime.date(2024, 12, 10)
# What Bulletin makes and the templates of its peers do not.
FEW = [
    "agency_feeds", "calendar", "citations", "commitments", "data", "editions", "glossary", "indicators", "instruments", "json_feeds",
]

TOPICS = """Telecoms|Spectrum|Broadband|Roaming|Satellites|Data centres|Submarine cables|Numbering|Net neutrality|Platforms|Online safety
Privacy|Artificial intelligence|Open data|Digital identity|Payments|Cloud services|Semiconductors|Standards|Cyber security|Postal services
Broadcasting|Copyright|Advertising|Consumer rights|Competition|Mergers|State aid|Procurement|Trade|Customs|Energy|Grids|Batteries|Rail
Road transport|Drones|Health data|Research|Skills""".replace("\n", "|").split("|")
TOPIC_WEIGHTS = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(TOPICS))))
COUNTRIES = {
    "at": "Austria", "au": "Australia", "br": "Brazil", "ca": "Canada", "cn": "China", "de": "Germany", "fr": "France", "in": "India",
    "jp": "Japan", "ke": "Kenya", "mx": "Mexico", "pl": "Poland", "se": "Sweden", "us": "United States", "za": "South Africa",
}
COUNTRY_WEIGHTS = list(itertools.accumulate(1 / (rank + 2) for rank in range(len(COUNTRIES))))
BODIES = [
    "Communications Authority", "Competition Office", "Data Protection Office", "Energy Regulator", "Ministry of Industry", "Ministry of Trade",
    "Statistical Office", "Transport Agency",
]
KINDS = ["release", "consultation", "law", "regulation", "plan", "speech", "data-release", "report"]
MEASURED = """Lines|Subscribers|Base stations|Traffic|Revenue|Prices|Coverage|Complaints|Outages|Parcels|Licences|Audits|Vacancies|Patents|Exports
Imports|Charging points|Households online|Firms online|Investment""".replace("\n", "|").split("|")
SHARES = ["in cities", "in towns", "in villages", "of firms", "of homes", "of new entrants", "of public bodies", "of schools"]
INDICATORS = [f"{what} {whose}" for what in MEASURED for whose in SHARES]

# The words of the glossary, each with its abbreviation.
TERMS = {
    "Average revenue per user": "ARPU", "Bill of materials": "BOM", "Customer premises equipment": "CPE", "Data protection officer": "DPO",
    "Environmental impact assessment": "EIA", "Fibre to the home": "FTTH", "Gross value added": "GVA", "Internet exchange point": "IXP",
    "Key performance indicator": "KPI", "Local loop unbundling": "LLU", "Mobile network operator": "MNO", "Mobile virtual network operator": "MVNO",
    "Network termination point": "NTP", "Over the top service": "OTT", "Public key infrastructure": "PKI", "Public switched network": "PSN",
    "Quality of service": "QoS", "Radio access network": "RAN", "Regulatory impact assessment": "RIA", "Service level agreement": "SLA",
    "Small and medium-sized firms": "SMEs", "Total cost of ownership": "TCO", "Universal service obligation": "USO", "Very high capacity network": "VHCN",
}
# What an instrument is, and the stages that are reported of it one after the other.
COURSES = [
    ("law", ["proposed", "consultation", "adopted", "in-force", "amended"]),
    ("regulation", ["consultation", "adopted", "in-force", "amended", "amended"]),
    ("plan", ["proposed", "adopted", "in-force", "amended", "amended"]),
    ("pilot", ["announced", "announced", "running", "running", "ended"]),
]
# Briefings for each instrument: one in eight tells of one, so that each is told of five times.
PER_INSTRUMENT = 40
EVENTS = ["comment-opens", "comment-closes", "effective", "applies", "hearing", "release", "review", "expiry"]

ACTS = ["consults on", "publishes", "adopts", "amends", "delays", "reviews", "explains", "withdraws", "opens", "reports on"]
LOOKS = ["draft", "revised", "first", "joint", "yearly", "urgent", "simpler", "stricter", "final", "regional", "temporary", "voluntary"]
THINGS = """rules|guidance|a register|price caps|a levy|licence terms|a fund|test beds|reporting duties|an audit|quality targets|a road map
a code of practice|access terms|coverage duties|a pilot|safety tests|a timetable|exemptions|a complaints desk""".replace("\n", "|").split("|")
ACTORS = """the authority|the ministry|one operator|an alliance of small providers|a consumer body|the parliamentary committee|a regional office
the auditor|a network owner|the expert panel|the local council|the minister|its director|a large importer|the court""".replace("\n", "|").split("|")
SAYS = """expects no change in prices before the end of the year|asks for more time to connect remote districts
will count again once the new method has settled|wants the same duties for large and small firms
sees fewer complaints than in the two years before|has published the replies that it received in full
plans a second round of tests in the spring|points to delays with permits and equipment
will pay half of the costs from the existing budget|keeps the older terms for contracts that are in force
found that one district in six was still without a choice of supplier|publishes the data each month from now on
says that the target can be met with the networks that exist|leaves the question of fees to a separate decision
would let providers share masts, ducts and cabins|has named an office where people can appeal
rejects the view that the step comes too early|asks firms to keep their records for five years
compares its own results with those of its neighbours|will report on progress twice a year""".replace("\n", "|").split("|")
OPENINGS = ["", "", "", "For now, ", "In its reply, ", "At the same time, ", "As before, ", "On the day itself, ", "In the annex, ", "After the hearing, "]
ENDINGS = ["", "", "", ", subject to a vote", ", as the plan of last year foresaw", ", with the exception of islands", " and explains why in a note"]
HEADINGS = ["What was said", "What changes", "Who is concerned", "Numbers", "Costs", "How it will be checked", "Next steps", "Open points", "Background"]


@dataclasses.dataclass
class Briefing:
    """What every flavour tells. `body` is Markdown with `{s1}` where source 1 is cited and `{earlier}` for a link."""

    number: int
    day: datetime.date
    slug: str
    title: str
    summary: str
    kind: str
    topics: list
    agency: str
    country: str
    sources: list
    figures: list
    commitments: list
    reports: list
    dates: list
    moves: list
    updates: list
    term: str
    earlier: tuple
    body: str


# The sentences are put together without regard for the figures, so that most of their numbers are none of them.
ALLOWED = "lints: {prose-number: allow}\n"


def ident(name):
    return name.lower().replace(" ", "-")


@functools.cache
def sentences(seed):
    """Some thousands to draw from: putting each briefing together word by word would take minutes at 100,000."""
    dice = random.Random(f"{seed} sentences")

    def sentence():
        opening, actor, says, ending = dice.choice(OPENINGS), dice.choice(ACTORS), dice.choice(SAYS), dice.choice(ENDINGS)
        match dice.randrange(8):
            case 0:
                text = f"{opening}{actor} names {dice.choice(LOOKS)} terms for {dice.choice(TOPICS).lower()}, and {dice.choice(ACTORS)} {says}"
            case 1:
                text = f"{opening}**{dice.randint(3, 97)} of 100** cases were closed within {dice.randint(4, 30)} days, and {actor} {says}"
            case 2:
                text = f"the share rose from {dice.randint(2, 40)}.{dice.randint(0, 9)} to {dice.randint(41, 90)}.{dice.randint(0, 9)} percent{ending}"
            case _:
                text = f"{opening}{actor} {says}{ending}"
        return text[0].upper() + text[1:] + "."

    return [sentence() for _ in range(4000)]


def head(seed, number, count):
    """What other briefings need to link to one: cheap, and drawn first. The dice are for the rest."""
    dice = random.Random(f"{seed} {number}")
    if number < count:
        day = FIRST + datetime.timedelta(days=number * (LAST - FIRST).days // max(count - 1, 1))
    else:
        day = LAST + datetime.timedelta(days=number - count + 1)
    topics = list(dict.fromkeys(dice.choices(TOPICS, cum_weights=TOPIC_WEIGHTS, k=dice.randint(1, 3))))
    act, look, thing = dice.choice(ACTS), dice.choice(LOOKS), dice.choice(THINGS)
    words = f"{act} {look} {thing.removeprefix('a ').removeprefix('an ')} on {topics[0].lower()}"
    return dice, day, topics, words, f"{ident(words)}-{number}"


def instrument(place):
    """The id of an instrument, what it is, and the stages that are reported of it."""
    kind, stages = COURSES[place % len(COURSES)]
    return f"{kind}-{place}", kind, stages


def instruments(count):
    """How many there are."""
    return max(1, count // PER_INSTRUMENT)


def moves(number, day, count):
    """What a briefing tells of an instrument: each has its next stage in turn."""
    if number % 8:
        return []
    time, place = divmod(number // 8, instruments(count))
    name, _, stages = instrument(place)
    return [{"instrument": name, "status": stages[min(time, len(stages) - 1)], "date": str(day)}]


def dates(dice, number, day, told):
    """What is to come, in weeks or months."""
    if number % 6 != 4:
        return []
    then = day + datetime.timedelta(days=dice.randint(20, 500))
    date = {"id": "d1", "kind": dice.choice(EVENTS), "title": f"{dice.choice(LOOKS).capitalize()} {dice.choice(HEADINGS).lower()}", "date": str(then)}
    if told:
        date["instrument"] = told[0]["instrument"]
    match dice.randrange(8):
        case 0:
            date["end"] = str(then + datetime.timedelta(days=dice.randint(1, 5)))
        case 1:
            date["previous"] = [str(then - datetime.timedelta(days=dice.randint(7, 40)))]
        case 2 | 3:
            date["certainty"] = "provisional"
        case 4:
            date["certainty"] = "cancelled"
    return [date]


def reports(seed, dice, number, count):
    """What became of a commitment that an earlier briefing told of: every fifth has one."""
    pledged = number - 2 - 20 * dice.randint(0, 9)
    if number % 20 != 7 or pledged < 0:
        return []
    _, then, _, _, slug = head(seed, pledged, count)
    status = dice.choice(["in-progress", "in-progress", "delayed", "delivered", "dropped"])
    return [{"commitment": f"{then.year}/{slug}/c1", "status": status, "note": f"{dice.choice(ACTORS).capitalize()} says so."}]


def briefing(seed, number, count):
    """Briefing `number` of a corpus of `count`."""
    dice, day, topics, words, slug = head(seed, number, count)
    country = dice.choices(list(COUNTRIES), cum_weights=COUNTRY_WEIGHTS)[0]
    body = dice.choice(BODIES)
    pool = sentences(seed)
    sources = [
        {
            "title": f"{dice.choice(LOOKS).capitalize()} notice {dice.randint(1, 400)}/{day.year}",
            "publisher": dice.choice(["Official Journal", "Press office", "Court registry", "Open data portal", "Parliament"]),
            "issued": str(day - datetime.timedelta(days=dice.randint(0, 20))),
            "url": f"https://www.source.example/{country}/{day:%Y/%m}/{number}-{k}",
        }
        for k in range(dice.randint(1, 4))
    ]
    month = (day.replace(day=1) - datetime.timedelta(days=1)).replace(day=1)
    reported = dice.sample(INDICATORS, dice.choice([0, 0, 0, 1, 2, 3]))
    figures = [{"indicator": name, "value": value(name, month), "period": f"{month:%Y-%m}"} for name in reported]
    # Due long after the corpus: Bulletin warns of those that are overdue.
    due = LAST + datetime.timedelta(days=dice.randint(4000, 7000))
    commitments = [{"text": f"Finish {dice.choice(THINGS)} on {topics[-1].lower()}.", "due": str(due)}] if number % 5 == 0 else []
    told = moves(number, day, count)
    mended = [{"date": str(day + datetime.timedelta(days=dice.randint(1, 60))), "kind": "correction", "note": dice.choice(pool)}] if number % 12 == 3 else []
    more = [reports(seed, dice, number, count), dates(dice, number, day, told), told, mended, dice.choice(list(TERMS)) if number % 3 == 0 else ""]
    earlier = ()
    if number and dice.random() < 0.5:
        _, then, _, _, link = head(seed, dice.randrange(min(number, count)), count)
        earlier = (then.year, link)
    said = f"{body} in {COUNTRIES[country]}: {dice.choice(pool).replace('**', '')}"
    return Briefing(
        number, day, slug, f"{COUNTRIES[country]}: {body} {words}", said, dice.choice(KINDS), topics, f"{COUNTRIES[country]} {body}", country, sources,
        figures, commitments, *more, earlier, text(dice, pool, len(sources), bool(earlier), number % 3 == 0),
    )


def value(indicator, month):
    """One value for each indicator and month, without jumps, so that briefings never contradict each other."""
    place, months = INDICATORS.index(indicator), (month.year - 2010) * 12 + month.month
    tenths = 200 + 9 * place + 3 * months + (31 * place + 17 * months) % 13
    return f"{tenths // 10}.{tenths % 10}"


def text(dice, pool, sources, earlier, term):
    """About 650 words under four or five headings, here and there with a list, a table or a quotation."""

    def paragraph():
        return " ".join(dice.choices(pool, k=dice.randint(3, 6)))

    blocks = [paragraph() + " {s1}"]
    for place, heading in enumerate(dice.sample(HEADINGS, dice.randint(3, 5))):
        blocks += [f"## {heading}", paragraph() + (f" {{s{place + 2}}}" if place + 2 <= sources else "")]
        match dice.randrange(6):
            case 0:
                blocks.append("\n".join(f"- {item}" for item in dice.choices(pool, k=dice.randint(2, 5))))
            case 1:
                rows = [f"| {what} | {dice.randint(10, 99)} | {dice.randint(10, 99)} |" for what in dice.sample(MEASURED, dice.randint(2, 5))]
                blocks.append("\n".join(["| | before | now |", "| --- | --- | --- |", *rows]))
            case 2:
                blocks.append(f"> {dice.choice(pool)}")
            case _:
                blocks.append(paragraph())
    if earlier:
        blocks.append("Before that, there was {earlier}.")
    if term:
        blocks.append("How the {term} is counted stays as it was.")
    return "\n\n".join(blocks) + "\n"


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def listed(items):
    return "[" + ", ".join(items) + "]"


def entries(name, items):
    """A list of maps in front matter, each on a line; nothing where there are none."""
    lines = ["- {" + ", ".join(f"{key}: {quoted(text)}" for key, text in item.items()) + "}" for item in items]
    return [f"{name}:", *(f"  {line}" for line in lines)] if lines else []


def for_bulletin(told):
    front = [
        f"title: {quoted(told.title)}", f"date: {told.day}", f"summary: {quoted(told.summary)}", f"kind: {told.kind}",
        f"topics: {listed(map(ident, told.topics))}", f"agencies: [{ident(told.agency)}]", f"jurisdictions: [{told.country}]",
        *entries("sources", [{"id": f"s{k + 1}", **source} for k, source in enumerate(told.sources)]),
    ]
    if told.figures:
        front.append("figures:")
    for k, figure in enumerate(told.figures):
        front.append(f"  - {{id: f{k}, indicator: {ident(figure['indicator'])}, value: {figure['value']}, period: {figure['period']}, source: s1}}")
    front += entries("commitments", [{"id": "c1", **commitment} for commitment in told.commitments])
    front += entries("commitment_updates", told.reports) + entries("dates", told.dates) + entries("instruments", told.moves)
    front += entries("updates", told.updates)
    term = f"[[term:{ident(told.term)}]]"
    earlier = "[[briefing:{}/{}|an earlier briefing]]".format(*told.earlier) if told.earlier else ""
    return front, told.body.format(earlier=earlier, term=term, **{f"s{k + 1}": f"[@s{k + 1}]" for k in range(len(told.sources))})


def for_peer(told, flavour):
    """The same front matter under the names that Hugo and Zola have for it, and plain links in the text."""
    terms = [f"topics: {listed(told.topics)}", f"agencies: [{told.agency}]", f"jurisdictions: [{COUNTRIES[told.country]}]"]
    more = [f"kind: {told.kind}", *entries("sources", told.sources), *entries("figures", told.figures), *entries("commitments", told.commitments)]
    more += entries("dates", told.dates) + entries("instruments", told.moves) + entries("updates", told.updates)
    front = [f"title: {quoted(told.title)}", f"date: {told.day}", f"description: {quoted(told.summary)}"]
    if flavour == "hugo":
        front += [f"slug: {told.slug}", *terms, "params:", *indented(more)]
    else:
        terms += [f'years: ["{told.day:%Y}"]', f'months: ["{told.day:%Y-%m}"]']
        front += [f"path: briefings/{told.day:%Y}/{told.slug}", "taxonomies:", *indented(terms), "extra:", *indented(more)]
    earlier = "[an earlier briefing](/briefings/{}/{}/)".format(*told.earlier) if told.earlier else ""
    return front, told.body.format(earlier=earlier, term=told.term, **{f"s{k + 1}": f"[{k + 1}](#source-{k + 1})" for k in range(len(told.sources))})


def indented(lines):
    return [f"  {line}" for line in lines]


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def write_briefing(root, flavour, seed, number, count):
    """Writes one briefing. Returns its source, and the path of its page below the output."""
    told = briefing(seed, number, count)
    front, body = for_bulletin(told) if flavour == "bulletin" else for_peer(told, flavour)
    # Hugo makes archives from folders with an index, Zola from taxonomies: what costs each the least.
    folder = {"bulletin": f"{told.day:%Y}", "hugo": f"{told.day:%Y/%m}", "zola": ""}[flavour]
    if flavour == "hugo":
        for below, title in [(f"{told.day:%Y}", f"{told.day:%Y}"), (folder, f"{told.day:%B %Y}")]:
            index = f"{root}/content/briefings/{below}/_index.md"
            if not os.path.exists(index):
                write(index, f"---\ntitle: {quoted(title)}\n---\n")
    source = os.path.join(root, "content/briefings", folder, f"{told.day}-{told.slug}.md")
    write(source, "---\n" + "\n".join(front) + f"\n---\n{body}")
    return source, f"briefings/{told.day:%Y}/{told.slug}/index.html"


def digest(root, count, few, flavour="bulletin", seed=1):
    """Writes the content of a whole digest; with `few`, Bulletin makes only what its peers make."""
    if flavour == "bulletin":
        off = f"outputs: {{{', '.join(f'{name}: false' for name in FEW)}}}\n" if few else ""
        write(f"{root}/content/site.yaml", f"title: Policy digest\nbase_url: {ADDRESS}\nfeed_authority: digest.example,2015\n{ALLOWED}{off}")
        for name in TOPICS:
            write(f"{root}/content/topics/{ident(name)}.md", f"---\nname: {name}\n---\nBriefings on {name.lower()}.\n")
        for code, country in COUNTRIES.items():
            for body in BODIES:
                name = f"{country} {body}"
                write(f"{root}/content/agencies/{ident(name)}.md", f"---\nname: {name}\njurisdiction: {code}\n---\n")
        for name in INDICATORS:
            write(f"{root}/content/indicators/{ident(name)}.md", f"---\nname: {name}\nunit: percent\nmeasure: rate\n---\nA share.\n")
        for place in range(instruments(count)):
            name, kind, _ = instrument(place)
            country = list(COUNTRIES)[place % len(COUNTRIES)]
            front = f"name: {COUNTRIES[country]} {kind} {place}\ntype: {kind}\njurisdiction: {country}\n"
            write(f"{root}/content/instruments/{name}.md", f"---\n{front}---\nIt orders much.\n")
        for name, short in TERMS.items():
            write(f"{root}/content/terms/{ident(name)}.md", f"---\nname: {name}\nshort: {short}\n---\nWhat is meant by it.\n")
        editions(root, seed, count)
    else:
        sort = "sort_by: date\nrender: false\n" if flavour == "zola" else ""
        write(f"{root}/content/_index.md", "---\ntitle: Policy digest\n---\n")
        write(f"{root}/content/briefings/_index.md", f"---\ntitle: Archive\n{sort}---\n")
    for number in range(count):
        write_briefing(root, flavour, seed, number, count)


def editions(root, seed, count):
    """An edition for each week that has a briefing: of its days, and every tenth of briefings that it names."""
    weeks = itertools.groupby(range(count), lambda number: head(seed, number, count)[1].isocalendar()[:2])
    for place, ((year, week), numbers) in enumerate(weeks):
        monday, sunday = (datetime.date.fromisocalendar(year, week, day) for day in (1, 7))
        gathers = [f"from: {monday}", f"to: {sunday}"]
        if place % 10 == 9:
            named = [f"{day.year}/{slug}" for _, day, _, _, slug in (head(seed, number, count) for number in numbers)]
            gathers = [f"briefings: {listed(named)}", f"lead: {named[0]}"]
        front = [f"title: Week {week} of {year}", f"date: {sunday}", *gathers]
        if place % 3 == 0:
            front.append(f"preheader: What the {week}th week brought.")
        write(f"{root}/content/editions/{sunday}.md", "---\n" + "\n".join(front) + f"\n---\n{sentences(seed)[place % 1000]}\n")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--count", type=int, required=True)
    arguments.add_argument("--root", required=True)
    arguments.add_argument("--flavour", choices=FLAVOURS, default="bulletin")
    arguments.add_argument("--outputs", choices=["all", "few"], default="all")
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    digest(given.root, given.count, given.outputs == "few", given.flavour, given.seed)


if __name__ == "__main__":
    main()
