//! Whatever is done to a digest between two builds: the second comes to what a build from nothing comes to, and a third one
//! has nothing to do.
//!
//! `BULLETIN_CASES=2000 cargo test --test it sequences` looks longer, at other sequences each time; a failure names the
//! shortest sequence that shows it, which [`play`] takes as it is printed, and the seed for `BULLETIN_SEED`.

mod digest;
mod edits;
mod world;

use std::hash::{BuildHasher, RandomState};
use std::time::Duration;

use bulletin::output::Manifest;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestCaseError, TestRunner};

use crate::project::{Build, Tree};
use edits::{Edit, edit, outer_edit};
use world::World;

/// Sequences that are played where no other number is wished.
const CASES: u32 = 200;

/// Side by side, because builds that write wait for the clock more than they work.
const THREADS: u32 = 8;

/// What is done before a build.
#[derive(Debug, Clone)]
struct Step {
    edits: Vec<Edit>,
    /// The build follows the moment after, when stamps say nothing yet.
    hurry: bool,
    /// If it cannot be built then, all this is taken back before the next step.
    mend: bool,
}

fn step() -> impl Strategy<Value = Step> {
    // What leaves the sources as they are shows only where nothing else is done.
    let edits = prop_oneof![2 => prop::collection::vec(edit(), 1..5), 1 => prop::collection::vec(outer_edit(), 1)];
    (edits, prop::bool::weighted(0.3), prop::bool::weighted(0.8)).prop_map(|(edits, hurry, mend)| Step { edits, hurry, mend })
}

#[test]
fn a_warm_build_is_a_cold_build() {
    let number = |name: &str| std::env::var(name).ok().and_then(|n| n.parse::<u64>().ok());
    let cases = number("BULLETIN_CASES").map_or(CASES, |n| u32::try_from(n).unwrap());
    // Without a wish the same cases each time, so that a failure is that of the change at hand; else new ones.
    let fallback = if cases == CASES { 2024 } else { RandomState::new().hash_one("seed") };
    let seed = number("BULLETIN_SEED").unwrap_or(fallback);
    let one = |thread: u32| {
        let config = Config {
            cases: cases.div_ceil(THREADS),
            rng_seed: RngSeed::Fixed(seed.wrapping_add(u64::from(thread))),
            failure_persistence: None,
            max_shrink_iters: 60,
            ..Config::default()
        };
        TestRunner::new(config).run(&prop::collection::vec(step(), 2..5), |steps| play(&steps)).map_err(|error| error.to_string())
    };
    let failures: Vec<String> = std::thread::scope(|scope| {
        let all: Vec<_> = (0..THREADS).map(|thread| scope.spawn(move || one(thread))).collect();
        all.into_iter().filter_map(|thread| thread.join().unwrap().err()).collect()
    });
    assert!(failures.is_empty(), "BULLETIN_CASES={cases} BULLETIN_SEED={seed}\n{}", failures.join("\n\n"));
}

/// Plays a sequence from the beginning.
fn play(steps: &[Step]) -> Result<(), TestCaseError> {
    let mut world = World::new();
    prop_assert!(world.build().is_done());
    world.note();
    for step in steps {
        world = step.edits.iter().fold(world, World::apply);
        if !compare(&mut world, step.hurry)? && step.mend {
            world.mend();
        }
    }
    Ok(())
}

/// Builds once more, into the output and from nothing; whether that could be done.
fn compare(world: &mut World, hurry: bool) -> Result<bool, TestCaseError> {
    if !hurry {
        std::thread::sleep(Duration::from_millis(40));
    }
    let before = world.output_tree();
    let (mut warm, cold) = (world.build(), world.project.cold());
    if cold.is_done() && world.is_list_damaged() {
        // With the list the knowledge is lost of whose files these are: none of them is touched, or those that are the same.
        if warm.is_done() {
            prop_assert!(cold.tree.iter().all(|(path, bytes)| warm.tree.get(path) == Some(bytes)));
        } else {
            prop_assert_eq!(differing(&warm.tree, &before), Vec::<String>::new());
        }
        world.clear();
        warm = world.build();
    }
    prop_assert_eq!(warm.is_done(), cold.is_done(), "{:?} {} | {}", warm.refusal(), warm.words(), cold.words());
    prop_assert_eq!(warm.words(), cold.words());
    prop_assert_eq!(differing(&warm.tree, if cold.is_done() { &cold.tree } else { &before }), Vec::<String>::new());
    if cold.is_done() {
        let files = cold.tree.iter().map(|(path, bytes)| (path.clone(), *blake3::hash(bytes).as_bytes())).collect();
        let list = Manifest { files, drafts: world.output() == "preview" };
        prop_assert_eq!(world.list(), Some(list.write()));
        idle(world, hurry)?;
        world.note();
    }
    Ok(cold.is_done())
}

/// Nothing is written where nothing was done; and where stamps say so, they are all that is looked at.
fn idle(world: &World, hurry: bool) -> Result<(), TestCaseError> {
    let before = world.cache_stamp();
    let again: Build = world.build();
    let report = again.done();
    prop_assert_eq!((&report.written[..], &report.deleted[..], report.rendered), (&[][..], &[][..], 0));
    if !hurry {
        prop_assert_eq!((report.reads, report.parses), (0, 0));
        if world.cache_stamp() != before {
            // An output that was written in the tick of the clock in which its build ended is looked at once more, and noted.
            std::thread::sleep(Duration::from_millis(20));
            let before = world.cache_stamp();
            let third: Build = world.build();
            prop_assert!(third.is_done());
            prop_assert_eq!(world.cache_stamp(), before, "the cache was read");
        }
    }
    Ok(())
}

fn differing(one: &Tree, other: &Tree) -> Vec<String> {
    let mut paths: Vec<String> = one.keys().chain(other.keys()).filter(|path| one.get(*path) != other.get(*path)).cloned().collect();
    paths.sort();
    paths.dedup();
    paths
}
