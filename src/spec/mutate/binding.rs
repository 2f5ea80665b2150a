//! What of a plan binds anybody. The rest is written down for the reader: a change of it changes nothing that
//! can be held against data, and no test could notice it.

use std::collections::BTreeSet;

use crate::plan::Plan;
use crate::spec::coverage::is_owed;
use crate::spec::mutate::changes::Page;
use crate::syntax::token::TokenKind;
use crate::syntax::tree::{Args, Clause, Every, Item, Kind, Open};

/// Clauses that say how a thing is called, why it stands there, who is told of it, or how loud a finding
/// is: no test can notice them.
const ONLY_SAID: [&str; 20] = [
    "cite",
    "assume",
    "severity",
    "says",
    "alias",
    "seat",
    "number",
    "province",
    "issued",
    "implements",
    "replaces",
    "after",
    "copy",
    "drafted by",
    "owner",
    "product",
    "kind",
    "under",
    "lists",
    "changes",
];

/// What hangs on what, in one plan.
#[derive(Debug)]
pub(super) struct Binding {
    /// Tasks that a report tells of which somebody owes who leads them, or helps with them.
    told: BTreeSet<String>,
    /// Whether some report tells of the tasks that its sender helps with.
    helpers: bool,
    /// Words of the items that bind: the groups, times and events named there bind too.
    words: BTreeSet<String>,
}

impl Binding {
    pub(super) fn new(plan: &Plan, pages: &[Page<'_>]) -> Self {
        let helpers = plan.duties.iter().any(|duty| duty.tells_tasks.is_some_and(|(_, with)| with));
        let mut binding = Self { told: told(plan), helpers, words: BTreeSet::new() };
        // A group that is named may name another.
        loop {
            let known = binding.words.len();
            for page in pages {
                for item in page.items {
                    binding.take(page, item);
                }
            }
            if binding.words.len() == known {
                return binding;
            }
        }
    }

    fn take(&mut self, page: &Page<'_>, item: &Item) {
        if !self.item(item) {
            return;
        }
        for clause in item.clauses.iter().filter(|c| self.clause(item, c)).collect::<Vec<_>>() {
            let names = page.tokens_of(clause).iter().filter(|token| token.kind == TokenKind::Name);
            self.words.extend(names.map(|token| token.text(page.text).to_owned()));
        }
    }

    /// Whether something hangs on an item. Offices are a register, notes bind nobody, a group or time that
    /// nothing binding names is only told of, and so is a task where no day, form or report holds anybody
    /// to it.
    pub(super) fn item(&self, item: &Item) -> bool {
        let has = |fits: &dyn Fn(&Clause) -> bool| item.clauses.iter().any(fits);
        match item.kind {
            Kind::Unit | Kind::Note | Kind::Test => false,
            Kind::Group | Kind::Phase | Kind::Baseline | Kind::Event => {
                self.words.contains(&item.name.text)
            }
            Kind::Task => has(&|clause| match (clause.head, &clause.args) {
                ("lead", Args::Whom(Open::Is(_))) | ("with", _) => {
                    self.told.contains(&item.name.text)
                }
                _ => holds_to_it(clause),
            }),
            _ => true,
        }
    }

    /// Whether a clause of a binding item binds. Of what is never owed nothing is asked.
    pub(super) fn clause(&self, item: &Item, clause: &Clause) -> bool {
        match clause.head {
            "with" => self.helpers,
            // A task that recurs without a day is never overdue.
            "every" if item.kind == Kind::Task => item.clauses.iter().any(holds_to_it),
            "every" | "during" | "when" | "first" | "closes" => !is_nobodys(item),
            "from" | "to" | "carries" | "form" | "states" | "totals" | "same as" | "due"
            | "tells tasks" => !is_never_owed(item),
            head => binds(head),
        }
    }
}

/// The tasks that some owed report tells of.
fn told(plan: &Plan) -> BTreeSet<String> {
    let mut told = BTreeSet::new();
    let owed = plan.duties.iter().filter(|duty| is_owed(plan, duty));
    for (report, (lead, with)) in owed.filter_map(|duty| Some((duty, duty.tells_tasks?))) {
        let senders = plan.members(&report.from, None, None);
        let sends = |sets| plan.members(sets, None, None).iter().any(|unit| senders.contains(unit));
        let tasks = plan.duties.iter().filter(|duty| duty.item.kind == Kind::Task);
        let of_theirs = tasks.filter(|task| lead && sends(&task.from) || with && sends(&task.with));
        told.extend(of_theirs.map(|task| task.item.id.clone()));
    }
    told
}

/// Whether clauses of that head bind.
pub(super) fn binds(head: &str) -> bool {
    !ONLY_SAID.contains(&head)
}

/// Whether a clause gives a task a day, or makes it a document that is owed.
fn holds_to_it(clause: &Clause) -> bool {
    matches!(clause.head, "form" | "during")
        || matches!(&clause.args, Args::Due { term: Open::Is(_), .. })
}

/// Whether the text does not say who owes a duty.
fn is_nobodys(item: &Item) -> bool {
    let open = |clause: &Clause| matches!(&clause.args, Args::Whom(Open::Unspecified(_)));
    item.kind != Kind::Task && item.clauses.iter().any(open)
}

/// Whether the text does not say who owes a duty, or when, or asks for it on demand only.
fn is_never_owed(item: &Item) -> bool {
    let open = |clause: &Clause| match &clause.args {
        Args::Every(Open::Unspecified(_)) => true,
        Args::Every(Open::Is(schedule)) => {
            schedule.parts.iter().all(|part| matches!(part, Every::OnDemand(_)))
        }
        _ => false,
    };
    is_nobodys(item) || item.clauses.iter().any(open)
}
