//! The stages of a build on a made-up digest in memory: `cargo bench`, or `cargo bench -- parse`.
//!
//! The times are those of one machine at one moment; compare two runs only side by side. `benches/count.sh` counts
//! instructions instead, which do not depend on what else the machine does.
#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark may stop at the first surprise")]

use bulletin::cache::Cache;
use bulletin::engine::Inputs;
use bulletin::output::Memory as Store;
use bulletin::source::Memory as Files;
use divan::Bencher;

fn main() {
    divan::main();
}

/// Briefings in the digest.
const BRIEFINGS: usize = 1000;
const TOPICS: usize = 20;
/// 2026-11-22
const AT: i64 = 1_795_305_600;

/// A digest of briefings of about 4 kB, each filed under two topics and linked to an earlier one.
fn digest(briefings: usize) -> Files {
    let mut files = Files::new();
    files.write("content/site.yaml", "title: Bench\nbase_url: https://bench.example\nfeed_authority: bench.example,2024\n");
    for topic in 0..TOPICS {
        files.write(&format!("content/topics/topic-{topic}.md"), format!("---\nname: Topic {topic}\n---\nAn introduction.\n"));
    }
    for n in 0..briefings {
        files.write(&path(n), briefing(n));
    }
    files
}

fn date(n: usize) -> (usize, usize, usize) {
    (2016 + n / 120 % 10, n / 10 % 12 + 1, n % 28 + 1)
}

fn path(n: usize) -> String {
    let (year, month, day) = date(n);
    format!("content/briefings/{year}/{year}-{month:02}-{day:02}-briefing-{n}.md")
}

fn briefing(n: usize) -> String {
    let (year, month, day) = date(n);
    let paragraph = "The ministry said that the measure applies **from next year**, and that *the details* follow in spring [@s1]. ".repeat(6);
    let link = if n == 0 { String::new() } else { format!("See the [earlier one](../{}/{}).\n\n", date(n - 1).0, path(n - 1).rsplit('/').next().unwrap()) };
    format!(
        "---\ntitle: Briefing {n}\ndate: {year}-{month:02}-{day:02}\ntopics: [topic-{}, topic-{}]\njurisdictions: [cn]\nsummary: What happened on that day, number {n}.\nsources:\n  - {{id: s1, title: A source, publisher: The ministry, url: \"https://source.example/{n}\"}}\n---\n{paragraph}\n\n{link}## Background\n\n{paragraph}\n\n| Item | 2024 | 2025 |\n| --- | ---: | ---: |\n| a | 1 | 2 |\n| b | 3 | 4 |\n\n## Next\n\n{paragraph}\n\n- {paragraph}\n- {paragraph}\n",
        n % TOPICS,
        (n / 7 + 1) % TOPICS,
    )
    .replace(&format!("topics: [topic-{0}, topic-{0}]", n % TOPICS), &format!("topics: [topic-{}]", n % TOPICS))
}

fn inputs(files: &Files) -> Inputs<'_> {
    Inputs::new(files, AT)
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let config = bulletin::config::Config::parse("title: A\nbase_url: https://a.example\n", None).unwrap().0;
    let settings = bulletin::content::Settings::of(&config);
    let (path, text) = (path(7).into(), briefing(7));
    bencher.bench(|| bulletin::content::parse(&path, bulletin::content::Kind::Briefing, text.as_bytes(), &settings));
}

#[divan::bench(sample_count = 10)]
fn cold_build(bencher: Bencher<'_, '_>) {
    let files = digest(BRIEFINGS);
    bencher.bench(|| bulletin::build(&inputs(&files), &mut Cache::default(), &mut Store::new()).unwrap());
}

#[divan::bench(sample_count = 10)]
fn nothing_changed(bencher: Bencher<'_, '_>) {
    let files = digest(BRIEFINGS);
    let (mut cache, mut store) = (Cache::default(), Store::new());
    bulletin::build(&inputs(&files), &mut cache, &mut store).unwrap();
    bencher.bench_local(|| {
        let report = bulletin::build(&inputs(&files), &mut cache, &mut store).unwrap();
        assert!(report.written.is_empty());
    });
}

#[divan::bench(sample_count = 10)]
fn one_added(bencher: Bencher<'_, '_>) {
    let mut files = digest(BRIEFINGS);
    let (mut cache, mut store) = (Cache::default(), Store::new());
    bulletin::build(&inputs(&files), &mut cache, &mut store).unwrap();
    let mut n = BRIEFINGS;
    bencher.bench_local(|| {
        files.write(&path(n), briefing(n));
        n += 1;
        bulletin::build(&inputs(&files), &mut cache, &mut store).unwrap()
    });
}
