//! Due days and closing days, and whether each occasion has one.

use crate::plan::codes::two_due_days;
use crate::plan::duties::occs;
use crate::plan::from_syntax::Resolver;
use crate::plan::items::each;
use crate::plan::{DueTerm, Duty, Every, Occ, Term};
use crate::source::Span;
use crate::syntax::tree::{self, Args, Clause, Day, Open};
use crate::value::{Days, Period};

/// Runs longer than this are taken for open.
const MOST_YEARS: i32 = 200;

impl Resolver<'_> {
    pub(crate) fn due_terms(&mut self, clauses: &[Clause]) -> Vec<DueTerm> {
        let mut out = Vec::new();
        let mut places = Vec::new();
        for (clause, (term, only)) in
            each!(clauses, "due", Args::Due { term, only } => (term, only))
        {
            let (only, clause) = (occs(only), clause.span);
            places.push((only.clone(), clause));
            let term = match term {
                Open::Unspecified(_) => None,
                Open::Is(term) => match self.term(term) {
                    Some(term) => Some(term),
                    None => continue,
                },
            };
            out.push(DueTerm { term, only, clause });
        }
        self.twice("due", &places);
        out
    }

    fn term(&mut self, term: &tree::Term) -> Option<Term> {
        match term {
            tree::Term::Within { days, working, event, .. } => {
                let event = match event {
                    Some(name) => Some(self.event(name)?),
                    None => None,
                };
                Some(Term::Within { days: *days, working: *working, event })
            }
            tree::Term::ByPeriod(period, _) => Some(Term::ByPeriod(*period)),
            tree::Term::By { before, day, next, .. } => {
                Some(Term::By { before: *before, day: *day, next: *next })
            }
        }
    }

    pub(crate) fn closing(&mut self, clauses: &[Clause]) -> Vec<(Day, Vec<Occ>)> {
        let mut out = Vec::new();
        let mut places = Vec::new();
        for (clause, (day, only)) in
            each!(clauses, "closes", Args::Closes { day, only } => (day, only))
        {
            places.push((occs(only), clause.span));
            out.push((*day, occs(only)));
        }
        self.twice("closes", &places);
        out
    }

    /// Two clauses for one occasion.
    fn twice(&mut self, head: &str, places: &[(Vec<Occ>, Span)]) {
        for (at, (only, span)) in places.iter().enumerate() {
            let first = places.iter().take(at).find(|(before, _)| share(before, only));
            if let Some((_, first)) = first {
                self.sink.push(two_due_days::twice(head, *span, *first));
            }
        }
    }

    /// A fixed day can serve one occasion only.
    pub(crate) fn fixed_days(&mut self, duty: &Duty) {
        let fixed = |term: &DueTerm| match term.term {
            Some(Term::ByPeriod(_) | Term::By { day: Day::Date(_), .. }) => true,
            Some(Term::By { .. } | Term::Within { .. }) | None => false,
        };
        for term in duty.due.iter().filter(|t| fixed(t)) {
            let others = duty.due.iter().filter(|t| t.clause != term.clause).map(|t| &t.only);
            let others: Vec<Occ> = others.flatten().copied().collect();
            let served = self.served(duty, &term.only, &others);
            if served.is_none_or(|n| n > 1) {
                self.sink.push(two_due_days::fixed(term.clause, served));
            }
        }
        let closes = duty.item.clauses.iter().filter(|(head, _)| *head == "closes");
        for ((day, only), (_, clause)) in duty.closes.iter().zip(closes) {
            let Day::Date(_) = day else { continue };
            let others = duty.closes.iter().map(|(_, o)| o).filter(|o| *o != only);
            let others: Vec<Occ> = others.flatten().copied().collect();
            let served = self.served(duty, only, &others);
            if served.is_none_or(|n| n > 1) {
                self.sink.push(two_due_days::fixed(*clause, served));
            }
        }
    }

    /// How many occasions a clause serves; `None`: without end.
    fn served(&self, duty: &Duty, only: &[Occ], others: &[Occ]) -> Option<usize> {
        let mut count = 0;
        for part in &duty.every {
            match part {
                Every::OnDemand | Every::Unspecified => {}
                Every::Once | Every::Phase(_) => count += usize::from(only.is_empty()),
                Every::Period(p) => {
                    let last = self.plan.calendar.last(*p);
                    let owed = self.limit(duty).contains(last);
                    count += usize::from(owed && serves(*p, only, others));
                }
                Every::Occ(occ) => {
                    let all = self.occasions(duty, *occ)?;
                    count += all.into_iter().filter(|p| serves(*p, only, others)).count();
                }
            }
        }
        Some(count)
    }

    /// The days in which an occasion of a duty must end.
    fn limit(&self, duty: &Duty) -> Days {
        let run = self.plan.runs.unwrap_or(Days::ALL);
        run.and(duty.during.unwrap_or(Days::ALL)).and(duty.item.force)
    }

    /// The occasions of a duty in its run; `None` where that has no end.
    fn occasions(&self, duty: &Duty, occ: Occ) -> Option<Vec<Period>> {
        let limit = self.limit(duty);
        let (from, to) = (limit.from?.year(), limit.to?.year());
        if to - from > MOST_YEARS {
            return None;
        }
        let first = duty.first.or(self.plan.first);
        let owed = |p: &Period| {
            let last = self.plan.calendar.last(*p);
            limit.contains(last) && first.is_none_or(|f| p.to >= f.from)
        };
        Some((from..=to + 1).flat_map(|y| occ.all_of(y)).filter(owed).collect())
    }
}

/// Whether a clause is the one for an occasion.
fn serves(p: Period, only: &[Occ], others: &[Occ]) -> bool {
    if only.is_empty() { !others.iter().any(|o| o.is(p)) } else { only.iter().any(|o| o.is(p)) }
}

/// Whether some occasion is meant by both; no list is the rule for all that are not named.
fn share(a: &[Occ], b: &[Occ]) -> bool {
    if a.is_empty() || b.is_empty() {
        return a.is_empty() && b.is_empty();
    }
    a.iter().any(|x| b.iter().any(|y| meet(*x, *y)))
}

fn meet(a: Occ, b: Occ) -> bool {
    let one = |o: Occ| match o {
        Occ::Months(..) => o.all_of(2000),
        Occ::Step(_) => Vec::new(),
    };
    a == b || one(a).into_iter().any(|p| b.is(p)) || one(b).into_iter().any(|p| a.is(p))
}
