//! Numbers and dates that are plainly wrong are told, one slip at a time, and what is honest is not.
//!
//! The digest has 24 months of eight indicators: a stock, a flow by month and one by quarter, a sum since January, two rates, a
//! yearly stock and a part of a whole.

use std::collections::BTreeMap;
use std::sync::Arc;

use bulletin::config::Config;
use bulletin::content::{self, Kind, Settings};
use bulletin::site::{self, Moment};
use bulletin::source::{Entry, Stamp};

use crate::project::Project;

const INDICATORS: [(&str, &str); 8] = [
    ("masts", "unit: station\nscale: thousand\nmeasure: stock\nfrequency: monthly"),
    ("sales", "unit: CNY\nscale: billion\nmeasure: flow\nfrequency: monthly"),
    ("profit", "unit: CNY\nscale: billion\nmeasure: flow\nfrequency: quarterly"),
    ("revenue", "unit: CNY\nscale: billion\nmeasure: flow\naccumulation: year-to-date"),
    ("emerging", "unit: CNY\nscale: billion\nmeasure: flow\naccumulation: year-to-date\npart_of: revenue"),
    ("jobless", "unit: percent\nmeasure: rate\nfrequency: monthly"),
    ("policy-rate", "unit: percent\nmeasure: rate\nfrequency: monthly"),
    ("schools", "unit: school\nscale: thousand\nmeasure: stock\nfrequency: yearly"),
];

const SALES: [u32; 24] = [82, 61, 90, 95, 101, 99, 88, 84, 102, 110, 118, 125, 86, 66, 94, 99, 106, 103, 91, 89, 108, 113, 124, 131];
const JOBLESS: [u32; 24] = [52, 52, 51, 50, 50, 51, 53, 53, 51, 50, 50, 51, 52, 53, 52, 50, 50, 49, 52, 53, 51, 50, 50, 51];
const RATE: [u32; 24] = [365, 365, 365, 365, 355, 355, 355, 345, 345, 345, 345, 345, 345, 345, 345, 345, 345, 335, 335, 335, 310, 310, 310, 310];

/// The last day of a month, from January 2023.
fn last_day(month: usize) -> String {
    let (year, month) = (2023 + month / 12, month % 12);
    let days = [31, if year == 2024 { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    format!("{year}-{:02}-{}", month + 1, days[month])
}

fn tenths(n: u32) -> String {
    format!("{}.{}", n / 10, n % 10)
}

/// Emerging revenue so far in a year, in tenths of a billion: a seventh of all, more or less.
fn so_far(month: usize) -> (u32, u32) {
    let (year, months) = (month / 12, u32::try_from(month % 12 + 1).unwrap());
    let all = months * (1400 + 40 * u32::try_from(year).unwrap()) + months % 3 * 7;
    (all, all * 3 / 20)
}

/// The figures of the briefing on a month, which comes out on the 20th of the next.
fn figures(month: usize) -> String {
    let (year, number) = (2023 + month / 12, month % 12 + 1);
    let (this, day) = (format!("{year}-{number:02}"), last_day(month));
    let masts = |month: usize| 2100 + 27 * month;
    let mut lines = vec![
        format!("{{id: masts, indicator: masts, value: {}, as_of: {day}, change: {{absolute: 27, basis: month-on-month}}}}", masts(month)),
        format!("{{id: sales, indicator: sales, value: {}, period: {this}}}", tenths(SALES[month])),
        format!("{{id: jobless, indicator: jobless, value: {}, period: {this}}}", tenths(JOBLESS[month])),
        format!("{{id: rate, indicator: policy-rate, value: {}.{:02}, as_of: {day}}}", RATE[month] / 100, RATE[month] % 100),
    ];
    if month >= 12 {
        lines[1] = lines[1].replace('}', &format!(", change: {{percent: {}, basis: year-on-year}}}}", growth(SALES[month], SALES[month - 12])));
        let points = i64::from(JOBLESS[month]) - i64::from(JOBLESS[month - 12]);
        let sign = if points < 0 { "-" } else { "" };
        lines[2] = lines[2].replace('}', &format!(", change: {{points: {sign}0.{}, basis: year-on-year}}}}", points.abs()));
    }
    let (all, part) = so_far(month);
    let change = if month >= 12 { format!(", change: {{percent: {}, basis: year-on-year}}", growth(all, so_far(month - 12).0)) } else { String::new() };
    lines.push(format!("{{id: revenue, indicator: revenue, value: {}, period: {year}-01/{this}{change}}}", tenths(all)));
    lines.push(format!("{{id: emerging, indicator: emerging, value: {}, period: {year}-01/{this}, part_of: revenue}}", tenths(part)));
    if number % 3 == 0 {
        let profit = [121, 133, 128, 140, 129, 141, 137, 150][month / 3];
        lines.push(format!("{{id: profit, indicator: profit, value: {}, period: {year}-Q{}}}", tenths(profit), number / 3));
    }
    if number == 12 {
        lines.push(format!("{{id: schools, indicator: schools, value: {}, as_of: {day}}}", ["402.1", "398.6"][month / 12]));
    }
    format!("  - {}\n", lines.join("\n  - "))
}

/// A growth in per cent with one digit, rounded half away from zero.
fn growth(now: u32, before: u32) -> String {
    let thousandths = (i64::from(now) - i64::from(before)) * 10_000 / i64::from(before);
    let tenths = (thousandths + if thousandths < 0 { -5 } else { 5 }) / 10;
    format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10)
}

/// The briefing on a month: its day and its file.
fn briefing(month: usize) -> (String, String) {
    let next = month + 1;
    let day = format!("{}-{:02}-20", 2023 + next / 12, next % 12 + 1);
    let path = format!("content/briefings/{}/{day}-month-{month:02}.md", &day[..4]);
    (day, path)
}

fn digest() -> Project {
    let mut project = Project::new().at("2025-06-01T12:00:00Z").file("content/instruments/act.md", "---\nname: Act\ntype: law\n---\n");
    project = project
        .file("content/indicators/schools-before.md", "---\nname: Schools before\nunit: school\nscale: thousand\nmeasure: stock\nfrequency: yearly\n---\n");
    for (id, fields) in INDICATORS {
        project = project.file(format!("content/indicators/{id}.md"), format!("---\nname: {id}\n{fields}\n---\n"));
    }
    // Older years of the yearly stock.
    let older: String = [("2019", "411.9"), ("2020", "409.3"), ("2021", "406.0"), ("2022", "404.4")]
        .iter()
        .fold(String::new(), |all, (year, value)| format!("{all}  - {{id: schools-{year}, indicator: schools, value: {value}, as_of: {year}-12-31}}\n"));
    project = project.briefing("2023-01-20-schools", &format!("figures:\n{older}"), "Schools are counted every year.");
    for month in 0..24 {
        let (day, _) = briefing(month);
        let source =
            format!("sources:\n  - {{id: office, title: The month, issued: {day}, accessed: {day}, type: webpage, url: \"https://office.example/{month}\"}}\n");
        let summary = format!("summary: Sales of the month come to {} billion.\n", tenths(SALES[month]));
        let mut front = format!("{source}{summary}key_points:\n  - The rate is {}.{:02}%.\n", RATE[month] / 100, RATE[month] % 100);
        front = front + "figures:\n" + &figures(month);
        if month == 5 {
            front += "instruments: [{instrument: act, status: adopted, date: 2023-07-10}]\ncommitments:\n  - {id: plan, text: Build 300 thousand masts., due: 2024-12, target: {indicator: masts, value: 2.4, scale: million, by: 2024}}\n";
            front += "dates:\n  - {id: opens, title: Comments open, kind: comment-opens, date: 2023-08-01, instrument: act}\n  - {id: closes, title: Comments close, kind: comment-closes, date: 2023-09-15, instrument: act}\n  - {id: hearing, title: Hearing, kind: hearing, date: 2023-10-02, instrument: act}\n  - {id: force, title: In force, kind: effective, date: 2024-01-01, instrument: act}\n";
            front += "event: {date: 2023-07-19, name: Conference}\n";
        }
        if month == 12 {
            front += "commitment_updates: [{commitment: 2023/month-05/plan, status: in-progress, date: 2024-02-15}]\nupdates: [{date: 2024-02-22, note: A word was missing.}]\n";
        }
        if month == 14 {
            front += "withdrawn: {date: 2024-05-02, reason: It told of another month.}\n";
        }
        if month == 23 {
            front += "commitment_updates: [{commitment: 2023/month-05/plan, status: delivered}]\n";
        }
        let mut text =
            format!("Sales were [[fig:sales]], and [[fig:jobless]] had no job. The policy rate is {}.{:02}% [@office].", RATE[month] / 100, RATE[month] % 100);
        if month > 0 && month != 15 {
            let (before, _) = briefing(month - 1);
            text = format!("{text} There were [[fig:masts#value]], after [[fig:{}/month-{:02}/masts#value]].", &before[..4], month - 1);
        }
        project = project.briefing(&format!("{day}-month-{month:02}"), &front, &text);
    }
    project.file("content/editions/spring.md", "---\ntitle: Spring\ndate: 2024-05-31\nperiod: 2024-03/2024-05\n---\nThe spring of 2024.\n")
}

/// A slip: what kind, the month whose briefing has it, what stands there and what is typed, and the codes that tell.
type Slip = (&'static str, usize, &'static str, &'static str, &'static [&'static str]);

const SCALE: &[&str] = &["B0604", "B0611"];

const SLIPS: &[Slip] = &[
    ("a stock ×10", 10, "value: 2370", "value: 23700", SCALE),
    ("a stock ÷10", 10, "value: 2370", "value: 237", SCALE),
    ("a stock in millions", 10, "value: 2370,", "value: 2370, scale: million,", SCALE),
    ("the newest stock ×10", 23, "value: 2721", "value: 27210", SCALE),
    ("a monthly flow ×10", 4, "value: 10.1", "value: 101", SCALE),
    ("a monthly flow ÷10", 9, "value: 11.0", "value: 1.10", SCALE),
    ("a monthly flow ×100", 16, "value: 10.6", "value: 1060", SCALE),
    ("a monthly flow ×1000", 16, "value: 10.6,", "value: 10.6, scale: trillion,", SCALE),
    ("a quarterly flow ×10", 8, "value: 12.8", "value: 128", SCALE),
    ("a quarterly flow ÷1000", 8, "value: 12.8,", "value: 12.8, scale: million,", SCALE),
    ("a sum since January ×10", 7, "value: 1121.4", "value: 11214", SCALE),
    ("a sum since January ÷10", 18, "id: revenue, indicator: revenue, value: 1008.7", "id: revenue, indicator: revenue, value: 100.87", SCALE),
    ("a rate typed as 52 for 5.2", 0, "value: 5.2", "value: 52", SCALE),
    ("a rate typed as 0.51 for 5.1", 8, "value: 5.1", "value: 0.51", SCALE),
    ("a yearly stock ×10", 11, "value: 402.1", "value: 4021", SCALE),
    ("a part ÷10", 9, "id: emerging, indicator: emerging, value: 210.1", "id: emerging, indicator: emerging, value: 21.01", SCALE),
    ("a part ×10", 9, "id: emerging, indicator: emerging, value: 210.1", "id: emerging, indicator: emerging, value: 2101", &["B0606", "B0611"]),
    ("a period that ends after the briefing", 8, "value: 10.2, period: 2023-09", "value: 10.2, period: 2023-12", &["B0612"]),
    ("2042 for 2024", 15, "value: 9.9, period: 2024-04", "value: 9.9, period: 2042-04", &["B0612"]),
    ("a day after the briefing", 6, "as_of: 2023-07-31}", "as_of: 2023-08-31}", &["B0612"]),
    ("the year before", 3, "value: 9.5, period: 2023-04", "value: 9.5, period: 2022-04", &["B0612"]),
    ("the year 23", 3, "value: 9.5, period: 2023-04", "value: 9.5, period: 0023-04", &["B0612"]),
    ("a quarter in a monthly series", 8, "value: 10.2, period: 2023-09", "value: 10.2, period: 2023-Q3", &["B0613"]),
    ("a month in a quarterly series", 8, "period: 2023-Q3", "period: 2023-09", &["B0613"]),
    ("a year in a monthly series", 11, "value: 5.1, period: 2023-12", "value: 5.1, period: 2023", &["B0613"]),
    ("a month twice", 8, "value: 10.2, period: 2023-09", "value: 10.2, period: 2023-08", &["B0603"]),
    ("a sum since February", 8, "period: 2023-01/2023-09, part_of", "period: 2023-02/2023-09, part_of", &["B0602"]),
    ("points for percent", 15, "percent: 4.2, basis: year-on-year}}\n  - {id: jobless", "points: 4.2, basis: year-on-year}}\n  - {id: jobless", &["B0605"]),
    ("percent for points", 13, "points: 0.1", "percent: 0.1", &["B0605"]),
    ("another change", 15, "percent: 4.2", "percent: 2.4", &["B0605"]),
    ("a change with the wrong sign", 15, "percent: 4.2", "percent: -4.2", &["B0605"]),
    ("an absolute change in thousands of thousands", 10, "absolute: 27,", "absolute: 27000,", &["B0605"]),
    ("a negative stock", 10, "value: 2370", "value: -2370", &["B0614", "B0605"]),
    ("a negative flow", 16, "value: 10.6", "value: -10.6", &["B0614", "B0605"]),
    ("comments close before they open", 5, "date: 2023-09-15", "date: 2023-07-15", &["B0615"]),
    ("a commitment due before it is announced", 5, "due: 2024-12", "due: 2022-12", &["B0615"]),
    ("a target before it is announced", 5, "by: 2024", "by: 2021", &["B0615"]),
    ("a state before the commitment", 12, "date: 2024-02-15", "date: 2023-02-15", &["B0615"]),
    ("a state after its briefing", 12, "date: 2024-02-15", "date: 2024-12-15", &["B0615"]),
    ("a source issued after the briefing", 9, "issued: 2023-11-20, accessed: 2023-11-20", "issued: 2024-11-20", &["B0615"]),
    ("a source read before it is issued", 9, "issued: 2023-11-20", "issued: 2023-12-20", &["B0125"]),
    ("a source read long after the briefing", 9, "accessed: 2023-11-20", "accessed: 2024-11-20", &["B0615"]),
    ("a source read in 2032", 9, "accessed: 2023-11-20", "accessed: 2032-11-20", &["B0122"]),
    ("an event after its briefing", 5, "event: {date: 2023-07-19", "event: {date: 2023-09-17", &["B0615"]),
    ("withdrawn before it was published", 14, "date: 2024-05-02", "date: 2024-03-02", &["B0125"]),
    ("an update in 2036", 12, "updates: [{date: 2024-02-22", "updates: [{date: 2036-02-22", &["B0122"]),
    ("an update before the briefing", 12, "updates: [{date: 2024-02-22", "updates: [{date: 2023-02-22", &["B0125"]),
    ("in effect before it is adopted", 5, "kind: effective, date: 2024-01-01", "kind: effective, date: 2023-01-01", &["B0615"]),
    ("a number in the text", 17, "The policy rate is 3.35%", "The policy rate is 3.55%", &["B0317"]),
    ("a number in a key point", 17, "The rate is 3.35%", "The rate is 3.53%", &["B0317"]),
    ("a number in the summary", 17, "come to 10.3 billion", "come to 13.0 billion", &["B0317"]),
    ("a number in the title", 17, "title: About month-17", "title: Sales of 13.0 billion", &["B0317"]),
    ("another scale in the summary", 17, "come to 10.3 billion", "come to 10.3 million", &["B0317"]),
    ("another unit", 9, "value: 11.0,", "value: 11.0, unit: USD,", &["B0601"]),
    ("one id twice", 9, "id: jobless", "id: sales", &["B0125"]),
];

#[test]
fn an_honest_digest_of_two_years_has_no_finding() {
    digest().check().succeeds();
}

#[test]
fn slips_in_two_years_of_eight_indicators_are_told_one_at_a_time() {
    let clean = Texts::of(&digest());
    assert_eq!(clean.told(), [""; 0], "the digest as it is");
    let (mut missed, mut wrong) = (Vec::new(), Vec::new());
    for (what, month, from, to, codes) in SLIPS {
        let (_, path) = briefing(*month);
        let times = clean.0[&path].matches(from).count();
        if times != 1 {
            wrong.push(format!("{what}: {path} has {from:?} {times} times:\n{}", clean.0[&path]));
            continue;
        }
        let told = clean.with(&path, from, to).told();
        if !told.iter().any(|code| codes.contains(code)) {
            missed.push(format!("{what} ({to}): {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(SLIPS.len() >= 55, "there are {} slips", SLIPS.len());
    assert!(missed.is_empty(), "{} of {} slips are missed:\n{}", missed.len(), SLIPS.len(), missed.join("\n"));
}

/// The sources of a digest by path. What is wrong with them is asked of the library, without a theme: that is a hundred times
/// faster than a build.
#[derive(Clone)]
struct Texts(BTreeMap<String, String>);

impl Texts {
    fn of(project: &Project) -> Self {
        let files = crate::project::tree(project.root()).into_iter().filter(|(path, _)| path.starts_with("content/"));
        Self(files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect())
    }

    fn with(&self, path: &str, from: &str, to: &str) -> Self {
        let mut texts = self.clone();
        texts.0.insert(path.to_owned(), self.0[path].replacen(from, to, 1));
        texts
    }

    /// The codes of all that is told, at noon of 1 June 2025.
    fn told(&self) -> Vec<&'static str> {
        let config = Arc::new(Config::parse(&self.0["content/site.yaml"], None).unwrap().0);
        let settings = Settings::of(&config);
        let (mut documents, mut refused, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for (path, text) in self.0.iter().filter(|(path, _)| path.ends_with(".md")) {
            let folder = path.split('/').nth(1).unwrap();
            let kind = Kind::ALL.into_iter().find(|kind| kind.folder() == folder).unwrap();
            let path: Arc<str> = path.as_str().into();
            let parsed = content::parse(&path, kind, text.as_bytes(), &settings);
            all.extend(parsed.diagnostics);
            match parsed.document {
                Some(document) => documents.push(document),
                None => refused.push((kind, path)),
            }
        }
        let files: Vec<Entry> = self.0.keys().map(|path| Entry { path: path.as_str().into(), stamp: Stamp::default(), pixels: None }).collect();
        let (linked, told) = site::link(&config, &documents, &files, &refused, &std::sync::Arc::default());
        all.extend(told);
        all.extend(linked.published_at(Moment::new(1_748_779_200, &config, false)).1);
        config.weigh(all).iter().map(|told| told.code.number()).collect()
    }
}

/// A series, as its figures in the order of their briefings: the day of the briefing and the fields of the figure.
fn series(indicator: &str, figures: &[(&str, String)]) -> Project {
    let project = Project::new().at("2026-06-01T12:00:00Z").file("content/indicators/it.md", format!("---\nname: It\n{indicator}\n---\n"));
    figures.iter().enumerate().fold(project, |project, (n, (day, fields))| {
        project.briefing(&format!("{day}-it-{n}"), &format!("figures: [{{id: it, indicator: it, {fields}}}]"), "The text.")
    })
}

/// A monthly series from January 2020, each stated in the next month.
fn monthly(values: &[&str]) -> Vec<(&'static str, String)> {
    let days = [
        "2020-02-10",
        "2020-03-10",
        "2020-04-10",
        "2020-05-10",
        "2020-06-10",
        "2020-07-10",
        "2020-08-10",
        "2020-09-10",
        "2020-10-10",
        "2020-11-10",
        "2020-12-10",
        "2021-01-10",
    ];
    values.iter().enumerate().map(|(n, value)| (days[n], format!("value: {value}, period: 2020-{:02}", n + 1))).collect()
}

/// The same figures a quarter or a year apart.
fn apart(figures: &[(&str, String)], yearly: bool) -> Vec<(&'static str, String)> {
    let days: [(&str, &str); 12] = if yearly {
        [
            ("2013-03-01", "2012"),
            ("2014-03-01", "2013"),
            ("2015-03-01", "2014"),
            ("2016-03-01", "2015"),
            ("2017-03-01", "2016"),
            ("2018-03-01", "2017"),
            ("2019-03-01", "2018"),
            ("2020-03-01", "2019"),
            ("2021-03-01", "2020"),
            ("2022-03-01", "2021"),
            ("2023-03-01", "2022"),
            ("2024-03-01", "2023"),
        ]
    } else {
        [
            ("2020-05-01", "2020-Q1"),
            ("2020-08-01", "2020-Q2"),
            ("2020-11-01", "2020-Q3"),
            ("2021-02-01", "2020-Q4"),
            ("2021-05-01", "2021-Q1"),
            ("2021-08-01", "2021-Q2"),
            ("2021-11-01", "2021-Q3"),
            ("2022-02-01", "2021-Q4"),
            ("2022-05-01", "2022-Q1"),
            ("2022-08-01", "2022-Q2"),
            ("2022-11-01", "2022-Q3"),
            ("2023-02-01", "2022-Q4"),
        ]
    };
    let time = |fields: &str, period: &str| format!("{}period: {period}", fields.split("period:").next().unwrap());
    figures.iter().zip(days).map(|((_, fields), (day, period))| (day, time(fields, period))).collect()
}

/// Each series is honest by month, by quarter and by year, and at each time that something is added to it.
#[test]
fn honest_series_that_leap_raise_no_alarm() {
    let unemployment = ["3.6", "3.5", "4.4", "14.8", "13.2", "11.0", "10.2", "8.4", "7.8", "6.8", "6.7", "6.7"];
    let payrolls = ["214", "251", "-1373", "-20787", "2725", "4781", "1726", "1583"];
    let infections = ["310", "290", "330", "3300", "31000", "29000", "30000", "28000"];
    let balance = ["1.2", "-0.3", "0.1", "-2.4", "0.9", "11.0", "-0.2", "0.4"];
    for (unit, frequency, values) in [
        ("unit: percent\nmeasure: rate", true, &unemployment[..]),
        ("unit: job\nscale: thousand\nmeasure: flow", true, &payrolls),
        ("unit: job\nscale: thousand\nmeasure: count", true, &payrolls),
        ("unit: person\nmeasure: flow", false, &infections),
        ("unit: person\nmeasure: count", false, &infections),
        ("unit: USD\nscale: billion\nmeasure: flow", true, &balance),
        ("unit: USD\nscale: billion\nmeasure: flow", false, &["10.0", "100.0"]),
    ] {
        let month = monthly(values);
        for (word, figures) in [("monthly", month.clone()), ("quarterly", apart(&month, false)), ("yearly", apart(&month, true))] {
            let indicator = if frequency { format!("{unit}\nfrequency: {word}") } else { unit.to_owned() };
            for length in [2, 3, 4, values.len()] {
                let build = series(&indicator, &figures[..length.min(figures.len())]).check();
                assert!(build.codes().is_empty(), "{indicator}: {values:?}, {length} of them\n{}", build.words());
            }
        }
    }
}

#[test]
fn oil_below_zero_and_a_currency_without_three_zeros_raise_no_alarm() {
    let oil: Vec<(&str, String)> =
        [("2020-04-16", "19.87"), ("2020-04-17", "18.27"), ("2020-04-20", "-37.63"), ("2020-04-21", "10.01"), ("2020-04-22", "13.78"), ("2020-04-23", "16.50")]
            .map(|(day, value)| (day, format!("value: {value}, as_of: {day}")))
            .to_vec();
    for measure in ["rate", "stock", "count"] {
        let build = series(&format!("unit: USD\nmeasure: {measure}\nfrequency: daily"), &oil).check();
        assert!(build.codes().is_empty(), "{measure}\n{}", build.words());
    }
    for zeros in ["", "00"] {
        let reform = |at: usize, value: &str| {
            let restated = if at == 4 { ", change: {percent: 2.0, basis: month-on-month, restated: true}" } else { "" };
            let value = if at < 4 { format!("{value}000{zeros}") } else { value.to_owned() };
            format!("value: {value}, period: 2020-{:02}{restated}", at + 1)
        };
        let days = monthly(&["1510", "1540", "1520", "1580", "1612", "1600", "1650", "1640"]);
        let figures: Vec<(&str, String)> = days.iter().enumerate().map(|(n, (day, fields))| (*day, reform(n, &fields[7..11]))).collect();
        for length in 2..=figures.len() {
            let build = series("unit: CNY\nmeasure: flow\nfrequency: monthly", &figures[..length]).check();
            assert!(build.codes().is_empty(), "{length}\n{}", build.words());
        }
    }
}

/// What a figure in the place of the fifth of a series says, and the codes that tell of it.
#[test]
fn slips_in_shorter_series_are_told_by_what_they_are() {
    let rates = monthly(&["5.1", "5.2", "5.0", "5.1", "5.2", "5.1", "5.0", "5.2"]);
    let flows = monthly(&["82", "79", "85", "83", "86", "84", "88", "87"]);
    for (indicator, figures, slip, codes) in [
        ("unit: percent\nmeasure: rate", &rates, "value: 5.2, period: 2020-Q2", &["B0612", "B0613"][..]),
        ("unit: CNY\nmeasure: flow", &flows, "value: 86, period: 2020-Q2", &["B0612", "B0613"]),
        ("unit: CNY\nmeasure: flow", &flows, "value: -86, period: 2020-05", &["B0614"]),
        ("unit: CNY\nmeasure: flow", &flows, "value: 86, scale: thousand, period: 2020-05", &["B0604"]),
        ("unit: percent\nmeasure: rate", &rates, "value: 52, period: 2020-05", &["B0611"]),
        ("unit: percent\nmeasure: rate", &rates, "value: 0.52, period: 2020-05", &["B0611"]),
        ("unit: person\nmeasure: flow", &flows, "value: 860, period: 2020-05", &["B0611"]),
        ("unit: person\nmeasure: count", &flows, "value: 860, period: 2020-05", &["B0611"]),
    ] {
        series(indicator, figures).check().succeeds();
        let mut slipped = figures.clone();
        slip.clone_into(&mut slipped[4].1);
        let build = series(indicator, &slipped).check();
        assert!(build.codes().contains(codes.last().unwrap()) && build.codes().iter().all(|code| codes.contains(code)), "{slip}\n{}", build.words());
    }
    // A quarter beside its months is an average, and no slip.
    let mut with_quarter = rates.clone();
    with_quarter.push(("2020-09-15", "value: 5.1, period: 2020-Q2".to_owned()));
    series("unit: percent\nmeasure: rate", &with_quarter).check().succeeds();
    let stock = |newest: &str| {
        let values = ["301.2", "303.9", "302.7", "305.0", newest];
        let days = ["2020-02-10", "2020-03-10", "2020-04-10", "2020-05-10", "2020-06-10"];
        let ends = ["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30", "2020-05-31"];
        let figures: Vec<(&str, String)> = (0..5).map(|n| (days[n], format!("value: {}, as_of: {}", values[n], ends[n]))).collect();
        series("unit: USD\nscale: billion\nmeasure: stock", &figures).check()
    };
    stock("306.1").succeeds();
    assert_eq!(stock("-306.1").codes(), ["B0614"], "money may be owed, but not from one month to the next");
    assert_eq!(stock("3061").codes(), ["B0611"]);
}

#[test]
fn a_finding_is_answered_by_a_reason() {
    let (_, path) = briefing(4);
    let answered = digest().edit(&path, "value: 10.1,", "value: 101, checked: The office sold its old masts.,");
    let text = answered.text(&path);
    // The summary tells the number too.
    let summary = text.lines().find(|line| line.starts_with("summary")).unwrap().to_owned();
    answered.edit(&path, &summary, "summary: Sales were many.").check().succeeds();
    for (month, from, to, reason) in [
        (5, "due: 2024-12", "due: 2022-12", "due: 2022-12, checked: The plan is older."),
        (5, "by: 2024}", "by: 2021}", "by: 2021}, checked: The plan is older."),
        (5, "date: 2023-09-15", "date: 2023-07-15", "date: 2023-07-15, checked: It is that of the first round."),
        (5, "event: {date: 2023-07-19", "event: {date: 2023-09-17", "event: {checked: It was told of before., date: 2023-09-17"),
        (5, "kind: effective, date: 2024-01-01", "kind: effective, date: 2023-01-01", "kind: effective, checked: It looks back., date: 2023-01-01"),
        (12, "date: 2024-02-15", "date: 2023-02-15", "date: 2023-02-15, checked: Work was under way."),
        (12, "date: 2024-02-15", "date: 2024-12-15", "date: 2024-12-15, checked: It is announced."),
        (9, "accessed: 2023-11-20", "accessed: 2024-11-20", "accessed: 2024-11-20, checked: The page was looked at again."),
        (9, "accessed: 2023-11-20", "accessed: 2023-09-20", "accessed: 2023-09-20, checked: We had a copy ahead."),
        (8, "period: 2023-Q3", "period: 2023-09", "period: 2023-09, checked: It is that month's."),
    ] {
        let (_, path) = briefing(month);
        let slipped = digest().edit(&path, from, to);
        assert!(!slipped.check().codes().is_empty(), "{to} is told");
        let build = slipped.edit(&path, to, reason).check();
        assert!(build.codes().is_empty(), "{reason}\n{}", build.words());
    }
}

#[test]
fn an_update_of_the_day_after_tomorrow_is_told_until_then_whatever_was_built_before() {
    let (_, path) = briefing(12);
    let mut project = digest().edit(&path, "date: 2024-02-22", "date: 2025-06-03");
    for (at, codes) in
        [("2025-06-01T12:00:00Z", &["B0122"][..]), ("2025-06-01T13:00:00Z", &["B0122"]), ("2025-06-02T00:00:00Z", &[]), ("2025-06-05T00:00:00Z", &[])]
    {
        project = project.at(at);
        let (warm, cold) = (project.build(), project.cold());
        assert_eq!(warm.codes(), codes, "{at}\n{}", warm.words());
        assert_eq!(warm.words(), cold.words(), "{at}");
    }
}

#[test]
fn a_quoted_figure_that_was_revised_is_noted_until_an_update_says_that_it_was_looked_at() {
    let figure =
        |value: &str, more: &str| format!("figures: [{{id: payrolls, label: Payrolls, value: {value}, scale: thousand, unit: job, period: 2025-07{more}}}]");
    let project = Project::new()
        .at("2025-12-01T00:00:00Z")
        .briefing("2025-08-01-july", &figure("73", ""), "There were [[fig:payrolls]].")
        .briefing("2025-08-20-quoted", "key_points: [\"[[fig:2025/july/payrolls]] in July\"]", "July had [[fig:2025/july/payrolls]].")
        .briefing("2025-09-05-august", &figure("79", ", revises: 2025/july/payrolls"), "July had [[fig:payrolls]], not [[fig:2025/july/payrolls]].")
        .briefing("2025-09-20-after", "", "July had [[fig:2025/july/payrolls]].");
    let build = project.build();
    assert_eq!(build.codes(), ["B0616", "B0616"], "{}", build.words());
    let words = build.words().replace('\u{a0}', " ");
    assert!(words.contains("73 thousand jobs here, which was revised since to 79 thousand jobs"), "{words}");
    build.page("briefings/2025/quoted/index.html").says("since revised to 79").says("href=\"/briefings/2025/august/#figure-payrolls\"");
    // A note is no warning, and `--strict` lets it pass.
    let project = project.strict();
    assert!(project.check().is_done());
    let path = "content/briefings/2025/2025-08-20-quoted.md";
    project.edit(path, "topics:", "updates: [{date: 2025-09-05, note: What it says of July stands.}]\ntopics:").check().succeeds();
}
