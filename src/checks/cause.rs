//! Why something is not known, in words, and which due would have brought it.

use crate::checks::{Ctx, consistency::told, name, when::Judged};
use crate::dues::{Due, DueId, Dues, Occasion, SlotId, State};
use crate::eval::{Cause, What, Why, time_of_rows};
use crate::facts::{RowId, Time};
use crate::plan::{Carried, Duty, DutyId, FigureId, Plan, UnitId, When};
use crate::value::{Date, Lang, Month, Period, Words};

/// Whether a duty carries a figure from a unit for an occasion.
pub(crate) fn carries(
    plan: &Plan,
    duty: &Duty,
    figure: FigureId,
    unit: UnitId,
    when: Option<When>,
) -> bool {
    carries_what(plan, duty, Carried::Figure(figure), unit, when)
}

fn carries_what(plan: &Plan, duty: &Duty, what: Carried, unit: UnitId, when: Option<When>) -> bool {
    duty.carries.iter().any(|c| {
        let period_ok = c.only.is_empty()
            || matches!(when, Some(When::Period(p)) if c.only.iter().any(|o| o.is(p)));
        c.what == what
            && period_ok
            && (c.from.is_empty() || plan.members(&c.from, None, None).contains(&unit))
    })
}

/// Whose figures a duty's filings hold, when `unit` sends them.
pub(crate) fn subject(plan: &Plan, duty: &Duty, unit: UnitId) -> UnitId {
    duty.about.and_then(|about| plan.resolve(about, Some(unit)).first().copied()).unwrap_or(unit)
}

/// The due that carries a figure of a unit for just that period.
pub(crate) fn owing_due(
    plan: &Plan,
    dues: &Dues,
    figure: FigureId,
    unit: UnitId,
    period: Period,
) -> Option<DueId> {
    owing_just(plan, dues, Carried::Figure(figure), unit, When::Period(period))
}

/// Whether some due carries a state of a unit at the end of a month.
pub(crate) fn owing_state(
    plan: &Plan,
    dues: &Dues,
    figure: FigureId,
    unit: UnitId,
    end: Month,
) -> bool {
    let ends = |o: Occasion| matches!(o, Occasion::Period(p) if p.to == end);
    owing(plan, dues, Carried::Figure(figure), unit, ends).is_some()
}

/// The due, of the earliest day, that would bring a figure or table of a unit for a time.
pub(crate) fn due_for(
    plan: &Plan,
    dues: &Dues,
    what: Carried,
    unit: UnitId,
    time: Time,
) -> Option<DueId> {
    match time {
        Time::Span(span) => {
            // Else one that brings a part of it, of these one that nothing came for.
            let part = |o: Occasion| matches!(o, Occasion::Period(p) if span.contains(p));
            let parts = |duty| slots_that_fit(dues, duty, part);
            owing_just(plan, dues, what, unit, When::Period(span))
                .or_else(|| owing_that(plan, dues, (what, unit), parts, |d| d.filing.is_none()))
                .or_else(|| owing(plan, dues, what, unit, part))
        }
        Time::End(month) => {
            owing(plan, dues, what, unit, |o| matches!(o, Occasion::Period(p) if p.to == month))
        }
        Time::Phase(phase) => owing(plan, dues, what, unit, |o| match o {
            Occasion::Phase(id) => Some(id) == phase,
            Occasion::Once => phase.is_none(),
            Occasion::Period(_) | Occasion::Event(_) => false,
        }),
    }
}

fn owing(
    plan: &Plan,
    dues: &Dues,
    what: Carried,
    unit: UnitId,
    fits: impl Fn(Occasion) -> bool,
) -> Option<DueId> {
    let slots = |duty| slots_that_fit(dues, duty, &fits);
    owing_that(plan, dues, (what, unit), slots, |_| true)
}

/// The same for just one time.
fn owing_just(plan: &Plan, dues: &Dues, what: Carried, unit: UnitId, when: When) -> Option<DueId> {
    let due = owing_that(plan, dues, (what, unit), |duty| dues.slot_for(duty, when), |_| true);
    debug_assert_eq!(due, owing(plan, dues, what, unit, |o| o.when() == Some(when)));
    due
}

fn slots_that_fit(
    dues: &Dues,
    duty: DutyId,
    fits: impl Fn(Occasion) -> bool,
) -> impl Iterator<Item = SlotId> {
    dues.slots_of(duty).iter().copied().filter(move |s| fits(dues.slot(*s).occasion))
}

/// The due of the earliest day that carries something of a unit, of those wanted in some slots of each duty.
fn owing_that<S: IntoIterator<Item = SlotId>>(
    plan: &Plan,
    dues: &Dues,
    (what, unit): (Carried, UnitId),
    slots: impl Fn(DutyId) -> S,
    wanted: impl Fn(&Due) -> bool,
) -> Option<DueId> {
    let mut best: Option<(Option<Date>, DueId)> = None;
    for (at, duty) in plan.duties.iter().enumerate() {
        let id = DutyId(u32::try_from(at).unwrap_or(u32::MAX));
        if duty.about.is_none() && !dues.may_owe(id, unit) {
            debug_assert!(slots(id).into_iter().all(|slot| dues.due_of(slot, unit).is_none()));
            continue;
        }
        if !duty.carries.iter().any(|c| c.what == what) {
            continue;
        }
        for slot in slots(id) {
            let sender = if duty.about.is_none() {
                dues.due_of(slot, unit)
            } else {
                let from = dues.slot(slot).dues.0;
                let mut of_slot = (from..).zip(dues.of_slot(slot));
                of_slot.find(|(_, d)| subject(plan, duty, d.unit) == unit).map(|(at, _)| DueId(at))
            };
            let Some(due) = sender.filter(|due| wanted(dues.due(*due))) else { continue };
            let when = dues.slot(slot).occasion.when();
            if !carries_what(plan, duty, what, dues.due(due).unit, when) {
                continue;
            }
            let day = dues.day(due);
            if best.is_none_or(|(d, _)| day < d) {
                best = Some((day, due));
            }
        }
    }
    best.map(|(_, due)| due)
}

/// Whose figures a duty with `totals` adds up for an occasion.
pub(crate) fn total_inputs(
    plan: &Plan,
    dues: &Dues,
    total: DutyId,
    figure: FigureId,
    when: When,
) -> Vec<UnitId> {
    let mut out = Vec::new();
    for input in &plan.duty(total).totals {
        let duty = plan.duty(*input);
        for slot in
            dues.slots_of(*input).iter().filter(|s| dues.slot(**s).occasion.when() == Some(when))
        {
            let senders = dues.of_slot(*slot).iter().map(|d| d.unit);
            out.extend(
                senders
                    .filter(|u| carries(plan, duty, figure, *u, Some(when)))
                    .map(|u| subject(plan, duty, u)),
            );
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

impl Ctx<'_> {
    /// The due that would have brought what a cause lacks.
    pub(crate) fn due_of_cause(&self, cause: &Cause) -> Option<DueId> {
        let what = match cause.what {
            What::Figure(figure) => Carried::Figure(figure),
            What::Table(table) => Carried::Table(table),
            What::Cell(..) | What::Unnamed => return None,
        };
        due_for(self.plan, self.dues, what, cause.unit?, cause.time?)
    }

    /// A cause in words: which report, which figure, of whom, for when.
    pub(crate) fn cause(&self, cause: &Cause) -> Words {
        Words::new(|l| {
            self.why(cause, &self.named(cause.what, None, l), &self.of_cause(cause, l), l)
        })
    }

    /// Whose figure a cause speaks of and for when, to stand after its name.
    fn of_cause(&self, cause: &Cause, l: Lang) -> String {
        let unit = cause.unit.map(|u| self.unit(u, cause.time.and_then(|t| self.last(t))));
        let time = cause.time.map(|t| self.time(t, l));
        match (l, unit, time) {
            (Lang::Vi, Some(unit), Some(time)) => format!(" {time} của {unit}"),
            (Lang::En, Some(unit), Some(time)) => format!(" of {unit} for {time}"),
            (_, unit, _) => name::of(self.plan, unit, None, l),
        }
    }

    /// So many figures of one unit and time that are not known.
    pub(crate) fn many_absent(&self, one: &Cause, n: usize) -> Words {
        Words::new(|l| {
            let of = self.of_cause(one, l);
            match l {
                Lang::Vi => format!("chưa có {n} số liệu{of}"),
                Lang::En => format!("{n} figures{of} are not known yet"),
            }
        })
    }

    /// The same beside a unit and a time that are told already: they are not told again.
    pub(crate) fn cause_at(&self, cause: &Cause, at: &Judged) -> Words {
        let time = match cause.what {
            What::Figure(f) => Some(crate::facts::time_of(self.plan, f, Some(at.when))),
            What::Table(_) | What::Cell(..) => Some(time_of_rows(at.when)),
            What::Unnamed => None,
        };
        if cause.unit != at.unit || cause.time != time {
            return self.cause(cause);
        }
        Words::new(|l| self.why(cause, &self.named(cause.what, at.row, l), "", l))
    }

    /// `of`: whose and for when.
    fn why(&self, cause: &Cause, named: &str, of: &str, l: Lang) -> String {
        match (cause.why, cause.what, l) {
            (Why::NothingToDivideBy, What::Unnamed, Lang::Vi) => format!("mẫu số bằng 0{of}"),
            (Why::NothingToDivideBy, What::Unnamed, Lang::En) => {
                format!("there is nothing to divide by{of}")
            }
            (_, _, Lang::Vi) => why_vi(cause.why, &format!("{named}{of}")),
            (_, _, Lang::En) => why_en(cause.why, &format!("{named}{of}")),
        }
    }

    /// What is not known; the name of its row, unless that is told already.
    fn named(&self, what: What, known: Option<RowId>, l: Lang) -> String {
        match (what, l) {
            (What::Figure(figure), _) => format!("`{}`", name::figure(self.plan, figure)),
            (What::Table(table), Lang::Vi) => {
                format!("bảng `{}`", self.plan.table(table).item.label)
            }
            (What::Table(table), Lang::En) => {
                format!("the table `{}`", self.plan.table(table).item.label)
            }
            (What::Cell(row, column), _) => {
                let table = self.plan.table(self.facts.row(row).table);
                let label = table.columns.get(column.at()).map_or("", |c| &c.item.label);
                if known == Some(row) {
                    format!("`{label}`")
                } else {
                    format!("`{label}` ({})", told::row_name(self, row, l))
                }
            }
            (What::Unnamed, Lang::Vi) => "số liệu".to_owned(),
            (What::Unnamed, Lang::En) => "a figure".to_owned(),
        }
    }

    fn last(&self, time: Time) -> Option<Date> {
        match time {
            Time::Span(p) => self.plan.last_day(When::Period(p)),
            Time::End(m) => self.plan.last_day(When::Period(Period { from: m, to: m })),
            Time::Phase(phase) => self.plan.last_day(When::Phase(phase?)),
        }
    }

    fn time(&self, time: Time, l: Lang) -> String {
        match (time, l) {
            (Time::Span(p), _) => p.show(l),
            (Time::End(m), Lang::Vi) => format!("tính đến hết tháng {}/{}", m.of_year(), m.year()),
            (Time::End(m), Lang::En) => format!("the end of {}-{:02}", m.year(), m.of_year()),
            (Time::Phase(Some(id)), _) => self.plan.phase(id).item.label.clone(),
            (Time::Phase(None), Lang::Vi) => "cả thời gian thực hiện".to_owned(),
            (Time::Phase(None), Lang::En) => "the whole run".to_owned(),
        }
    }

    /// Whether what a cause lacks is still to come: a due not yet past would bring it.
    pub(crate) fn is_still_to_come(&self, cause: &Cause) -> bool {
        cause.why == Why::Absent
            && self.due_of_cause(cause).is_some_and(|d| self.dues.due(d).state == State::NotYetDue)
    }
}

fn why_vi(why: Why, what: &str) -> String {
    match why {
        Why::Absent => format!("chưa có {what}"),
        Why::NotCollected => format!("chưa thống kê {what}"),
        Why::Withheld => format!("không cung cấp {what}"),
        Why::InConflict => format!("có hai số khác nhau cho {what}"),
        Why::Wrong => format!("không đọc được {what}"),
        Why::Estimate => format!("mới có số ước tính của {what}"),
        Why::NothingToDivideBy => format!("mẫu số bằng 0, không chia được: {what}"),
        Why::GroupUnknown => "không rõ nhóm gồm những đơn vị nào".to_owned(),
        Why::RuleIncomplete => "quy định trong tệp kế hoạch chưa đủ để tính".to_owned(),
        Why::TooLarge => format!("con số quá lớn ở {what}"),
        Why::Rounding => "số đã làm tròn, chưa đủ để kết luận".to_owned(),
        Why::Doubtful => format!("đang nghi sai {what}"),
    }
}

fn why_en(why: Why, what: &str) -> String {
    match why {
        Why::Absent => format!("{what} is not known yet"),
        Why::NotCollected => format!("{what} was not collected"),
        Why::Withheld => format!("{what} is withheld"),
        Why::InConflict => format!("{what} has two values"),
        Why::Wrong => format!("{what} could not be read"),
        Why::Estimate => format!("{what} is only an estimate"),
        Why::NothingToDivideBy => format!("there is nothing to divide by: {what}"),
        Why::GroupUnknown => "it is not known which units the group has".to_owned(),
        Why::RuleIncomplete => "the rule in the plan file is not complete".to_owned(),
        Why::TooLarge => format!("the number for {what} is too large"),
        Why::Rounding => "the figures are rounded too far to tell".to_owned(),
        Why::Doubtful => format!("{what} is in doubt"),
    }
}
