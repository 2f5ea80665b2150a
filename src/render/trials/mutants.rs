//! Changes for a reader: of each plan how many were noticed, then those that were not, as they stand in the
//! list of what is accepted.

use std::io::{self, Write};

use crate::diag::words::{count, visible};
use crate::report::{Mutants, Survivor, are_few};
use crate::value::{Lang, Num};

pub(crate) fn render(all: &[Mutants], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for plan in all {
        of_plan(plan, lang, out)?;
    }
    let (made, unnoticed) = totals(all);
    let thrown_away = all.iter().map(|plan| plan.thrown_away).sum();
    if all.len() > 1 {
        let all = match lang {
            Lang::Vi => "tất cả",
            Lang::En => "all",
        };
        writeln!(out, "{}", counts(all, made, unnoticed, thrown_away, lang))?;
    }
    if !are_few(unnoticed, made) {
        let text = match lang {
            Lang::Vi => "số lọt phải dưới 5%: hãy thêm ví dụ kiểm thử",
            Lang::En => "fewer than 5% may go unnoticed: add tests",
        };
        writeln!(out, "{text}")?;
    }
    Ok(())
}

/// How many changes were made, and how many went unnoticed.
fn totals(all: &[Mutants]) -> (usize, usize) {
    let made = all.iter().map(Mutants::made).sum();
    (made, all.iter().map(|plan| plan.unnoticed.len()).sum())
}

fn of_plan(plan: &Mutants, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    let counts = counts(&plan.plan, plan.made(), plan.unnoticed.len(), plan.thrown_away, lang);
    writeln!(out, "{counts}")?;
    let [accepted, unnoticed, stale] = match lang {
        Lang::Vi => [
            "chấp nhận:",
            "không ví dụ nào nhận ra",
            "đã chấp nhận, nhưng nay có ví dụ nhận ra hoặc không còn chỗ sửa ấy: hãy bỏ khỏi danh sách",
        ],
        Lang::En => [
            "accepted:",
            "no test notices it",
            "accepted, but a test notices it now or there is no such change: take it off the list",
        ],
    };
    for one in &plan.unnoticed {
        let told = match &one.why {
            Some(why) => format!("{accepted} {why}"),
            None => unnoticed.to_owned(),
        };
        survivor(one, &told, out)?;
    }
    for one in &plan.stale {
        survivor(one, stale, out)?;
    }
    for fault in &plan.faults {
        writeln!(out, "  {}", plain(fault.get(lang)))?;
    }
    Ok(())
}

/// The place and what is told of it, then the change as the list of what is accepted has it.
fn survivor(one: &Survivor, told: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {}:{}: {}", plain(&one.file), one.line, plain(told))?;
    writeln!(out, "    {}", plain(&one.change.item))?;
    writeln!(out, "    - {}", plain(&one.change.was))?;
    if let Some(now) = &one.change.now {
        writeln!(out, "    + {}", plain(now))?;
    }
    Ok(())
}

fn counts(name: &str, made: usize, unnoticed: usize, thrown_away: usize, lang: Lang) -> String {
    let changes = count(made, lang, ["chỗ sửa thử", "change", "changes"]);
    let (noticed, share) = (made - unnoticed, share(unnoticed, made, lang));
    let name = plain(name);
    match lang {
        Lang::Vi => format!(
            "{name}: {changes}: {noticed} bị ví dụ nhận ra, {unnoticed} lọt ({share}%); thêm {thrown_away} chỗ sửa xong không còn là kế hoạch"
        ),
        Lang::En => format!(
            "{name}: {changes}: {noticed} noticed, {unnoticed} unnoticed ({share}%); {thrown_away} more left no plan and were thrown away"
        ),
    }
}

/// In percent, to one decimal.
fn share(part: usize, whole: usize, lang: Lang) -> String {
    let number = |n: usize| i128::try_from(n).unwrap_or(i128::MAX);
    let share = Num::ratio(number(part).saturating_mul(100), number(whole).max(1));
    let share = share.and_then(|share| share.round_half_up(1));
    share.map_or_else(|| "0".to_owned(), |share| share.show(1, lang))
}

fn plain(text: &str) -> String {
    text.chars().map(visible).collect()
}
