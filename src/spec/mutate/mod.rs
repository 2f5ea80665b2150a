//! Is every rule of a plan alive? The plan is changed one step at a time, as its author might have slipped,
//! and its tests are run on what comes of it. A change that no test notices shows what they leave untried.
//!
//! A change is an edit of the text of one file, so that each is a plan file that one could have written. It
//! is noticed when a test fails, or speaks of something that is no longer there. What is no plan any more is
//! thrown away and counted apart.

mod accepted;
mod binding;
mod changes;
mod parts;
mod trial;
mod turns;

use std::collections::BTreeSet;
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::builtin;
use crate::error::Error;
use crate::report::{Mutants, Survivor};
use crate::source::Lines;
use crate::spec::mutate::changes::Mutant;
use crate::spec::mutate::trial::{Came, Ground};
use crate::spec::{Found, found};
use crate::value::Holidays;

/// Changes the plans of some files and folders, whose tests pass, and runs the tests each time.
pub(crate) fn run(paths: &[PathBuf]) -> Result<Vec<Mutants>, Error> {
    let Found { roots, folders } = found(paths)?;
    let holidays = Holidays::parse(builtin::HOLIDAYS);
    let mut seen = BTreeSet::new();
    let new = roots.iter().filter(|root| seen.insert(root.path_of(&root.name)));
    let all = new.filter_map(|root| Ground::new(root, &folders, &holidays)).map(|g| of_plan(&g));
    Ok(all.collect())
}

/// All changes of one plan.
fn of_plan(ground: &Ground<'_>) -> Mutants {
    let mutants = ground.mutants();
    let came = try_all(ground, &mutants);
    let (accepted, faults) = accepted::read(ground.root);
    let mut all = Mutants {
        plan: ground.plan.item.id.clone(),
        file: ground.root.path_of(&ground.root.name),
        noticed: came.iter().filter(|came| **came == Came::Noticed).count(),
        thrown_away: came.iter().filter(|came| **came == Came::NoPlan).count(),
        unnoticed: Vec::new(),
        stale: Vec::new(),
        faults,
    };
    for (mutant, came) in mutants.into_iter().zip(came) {
        if came == Came::Unnoticed {
            let why = accepted.iter().find(|known| known.change == mutant.change);
            let why = why.and_then(|known| known.why.clone());
            all.unnoticed.push(survivor(ground, mutant, why));
        }
    }
    let lives = |known: &Survivor| all.unnoticed.iter().any(|one| one.change == known.change);
    all.stale = accepted.into_iter().filter(|known| !lives(known)).collect();
    all
}

fn survivor(ground: &Ground<'_>, mutant: Mutant, why: Option<String>) -> Survivor {
    let line = Lines::new(ground.text(mutant.file)).at(mutant.edit.start).line;
    Survivor { file: ground.path_of(mutant.file), line, change: mutant.change, why }
}

/// What came of each, in their order; several are tried at once.
fn try_all(ground: &Ground<'_>, mutants: &[Mutant]) -> Vec<Came> {
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut order, mut came) = (ground.order(), Vec::new());
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(mutant) = mutants.get(at) else { return came };
            came.push((at, ground.try_one(mutant, &mut order)));
        }
    };
    let many = thread::available_parallelism().map_or(1, usize::from);
    let mut all: Vec<(usize, Came)> = thread::scope(|scope| {
        let hands: Vec<_> = (0..many).map(|_| scope.spawn(work)).collect();
        let done = hands.into_iter().map(|hand| hand.join().unwrap_or_else(|e| resume_unwind(e)));
        done.flatten().collect()
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, came)| came).collect()
}
