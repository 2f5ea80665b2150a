//! What a test gives, as a report or document that came on its due day: the text of a file, read like any
//! other.

use std::fmt::Write as _;

use crate::dues::{Dues, Occasion, Slot};
use crate::plan::{Duty, DutyId, GroupId, Plan, UnitId, UnitRef as ToUnits, When};
use crate::source::{Files, Span};
use crate::spec::case::{point, unit_name};
use crate::syntax::tree::{Datum, Given, Kind, LiteralValue, Place, Point, UnitRef, Who};
use crate::value::{Date, Words, words};

/// The words of one `given` as a file.
pub(super) struct Filer<'a> {
    pub(super) plan: &'a Plan,
    /// What is owed without what the test gives.
    pub(super) dues: &'a Dues,
    pub(super) files: &'a Files,
    pub(super) as_of: Date,
}

impl Filer<'_> {
    /// The text of the files, one for each sender, or what is wrong with the test.
    pub(super) fn files(&self, given: &Given) -> Result<Vec<String>, Words> {
        let duties = self.duties(&given.duty.text)?;
        let when = given.period.as_ref().map(|p| self.when(p)).transpose()?;
        let last = when.and_then(|when| self.plan.last_day(when)).unwrap_or(self.as_of);
        let mut units = Vec::new();
        for from in &given.from {
            units.extend(self.units(from, last)?);
        }
        units.into_iter().map(|unit| self.file(given, &duties, unit, when)).collect()
    }

    fn file(
        &self,
        given: &Given,
        duties: &[(DutyId, &Duty)],
        unit: UnitId,
        when: Option<When>,
    ) -> Result<String, Words> {
        let day = given.on.unwrap_or_else(|| self.day(duties, unit, when));
        let Some((_, duty)) = duties.first() else { return Err(unknown_duty(&given.duty.text)) };
        let mut out = String::new();
        let (values, tasks) = head(duty, given, &mut out);
        let from = quoted(&self.plan.unit(unit).item.id);
        line(&mut out, "from", &from);
        if let Some(period) = &given.period {
            line(&mut out, "period", &quoted(&point(period)));
        }
        places("to", &given.to, &mut out)?;
        places("via", &given.via, &mut out)?;
        if let Some(number) = &given.number {
            line(&mut out, "number", &quoted(&number.text));
        }
        line(&mut out, "signed", &day.to_string());
        line(&mut out, "received", &day.to_string());
        let (told, counted): (Vec<_>, Vec<_>) =
            given.values.iter().partition(|(name, _)| self.is_task(&name.text));
        for (head, pairs) in [(values, counted), (tasks, told)] {
            if !pairs.is_empty() {
                out.push_str(head);
            }
            for (name, datum) in pairs {
                line(&mut out, &quoted(&name.text), &self.datum(datum));
            }
        }
        Ok(out)
    }

    fn is_task(&self, name: &str) -> bool {
        let mut duties = self.plan.duties.iter();
        duties.any(|duty| duty.item.kind == Kind::Task && duty.item.id == name)
    }

    /// A unit, or the members of a group on a day.
    fn units(&self, from: &UnitRef, last: Date) -> Result<Vec<UnitId>, Words> {
        let name = unit_name(from);
        let unit = (0..).map(UnitId).zip(&self.plan.units).find(|(_, u)| u.item.id == name);
        if let Some((id, _)) = unit {
            return Ok(vec![id]);
        }
        let group = (0..).map(GroupId).zip(&self.plan.groups).find(|(_, g)| g.item.id == name);
        let Some((id, _)) = group else { return Err(unknown_sender(name)) };
        let members = self.plan.resolve(ToUnits::Group(id), None);
        Ok(members.into_iter().filter(|unit| self.plan.exists(*unit, last)).collect())
    }

    /// The duty, with the versions that amendments put beside it.
    fn duties(&self, name: &str) -> Result<Vec<(DutyId, &Duty)>, Words> {
        let filed = |d: &Duty| matches!(d.item.kind, Kind::Report | Kind::Deliver);
        let all = (0..).map(DutyId).zip(&self.plan.duties);
        let all: Vec<_> = all.filter(|(_, d)| filed(d) && d.item.id == name).collect();
        if all.is_empty() { Err(unknown_duty(name)) } else { Ok(all) }
    }

    fn when(&self, point: &Point) -> Result<When, Words> {
        match point {
            Point::Date(day, _) => Ok(When::Day(*day)),
            Point::Period(period, _) => Ok(When::Period(*period)),
            Point::Named(name) => {
                let text = &name.text;
                let mut phases = (0..).map(crate::plan::PhaseId).zip(&self.plan.phases);
                let found = phases.find(|(_, phase)| phase.item.id == *text);
                let when = |(id, phase): (_, &crate::plan::Phase)| {
                    phase.period.map_or(When::Phase(id), When::Period)
                };
                found.map(when).ok_or_else(|| {
                    words!("kế hoạch không có giai đoạn `{text}`", "the plan has no phase `{text}`")
                })
            }
        }
    }

    /// The due day, else the day after the time it is of; what is given has come by the day looked at.
    fn day(&self, duties: &[(DutyId, &Duty)], unit: UnitId, when: Option<When>) -> Date {
        let slots = duties.iter().flat_map(|(id, _)| self.dues.slots_of(*id));
        let of_unit = |slot: &&Slot| {
            let dues = self.dues.all.get(slot.dues.0 as usize..slot.dues.1 as usize);
            dues.is_some_and(|dues| dues.iter().any(|due| due.unit == unit))
        };
        let mut fitting = slots.map(|id| self.dues.slot(*id)).filter(|s| self.is_for(s, when));
        let first = fitting.clone().next();
        let slot = fitting.find(of_unit).or(first);
        let last = slot.and_then(|slot| slot.last);
        let last = last.or_else(|| when.and_then(|when| self.plan.last_day(when)));
        let day = slot.and_then(|slot| slot.day).or(last.map(|last| last.plus_days(1)));
        day.unwrap_or(self.as_of).min(self.as_of)
    }

    fn is_for(&self, slot: &Slot, when: Option<When>) -> bool {
        let Some(when) = when else { return true };
        match slot.occasion {
            Occasion::Phase(id) => {
                let phase = self.plan.phase(id);
                phase.period.map_or(When::Phase(id), When::Period) == when
            }
            other => other.when() == Some(when),
        }
    }

    /// A value as data write it, its digits as the plan has them.
    fn datum(&self, datum: &Datum) -> String {
        match datum {
            Datum::Text(text) => quoted(&text.text),
            Datum::Bool(truth) => truth.to_string(),
            Datum::Literal(literal) => match &literal.value {
                LiteralValue::Date(day) => day.to_string(),
                LiteralValue::Number(_) | LiteralValue::Percent(_) => {
                    number(self.written(literal.span))
                }
            },
        }
    }

    fn written(&self, span: Span) -> &str {
        self.files.kept(span.file).get(span.start as usize..span.end as usize).unwrap_or("")
    }
}

/// The head of the file; what stands above its figures, and above what is said of tasks.
fn head(duty: &Duty, given: &Given, out: &mut String) -> (&'static str, &'static str) {
    let id = quoted(&duty.item.id);
    if duty.item.kind == Kind::Report {
        out.push_str("[report]\n");
        line(out, "kind", &id);
        return ("[values]\n", "[tasks]\n");
    }
    out.push_str("[[document]]\n");
    line(out, "deliver", &id);
    let said: Vec<String> = given.states.iter().map(|text| quoted(&text.text)).collect();
    let asked = duty.states.iter().map(|text| quoted(text));
    let states = if said.is_empty() { asked.collect() } else { said };
    line(out, "states", &format!("[{}]", states.join(", ")));
    ("[document.values]\n", "[document.tasks]\n")
}

/// Recipients or relays, by name.
fn places(key: &str, places: &[Place], out: &mut String) -> Result<(), Words> {
    let mut names = Vec::new();
    for place in places {
        match place {
            Place::Named(text) => names.push(quoted(&text.text)),
            Place::Declared(Who::One(unit)) => names.push(quoted(unit_name(unit))),
            Place::Declared(Who::Every { .. }) => return Err(no_name()),
        }
    }
    if !names.is_empty() {
        line(out, key, &format!("[{}]", names.join(", ")));
    }
    Ok(())
}

fn no_name() -> Words {
    words!(
        "ví dụ nêu nơi nhận, nơi chuyển bằng tên, không bằng `every`",
        "a test names recipients and relays, and has no `every` there"
    )
}

fn unknown_sender(name: &str) -> Words {
    words!(
        "ví dụ phải nêu một đơn vị hoặc nhóm gửi, mà `{name}` không phải",
        "a test names the units or groups that send, and `{name}` is none"
    )
}

fn unknown_duty(name: &str) -> Words {
    words!(
        "kế hoạch không có báo cáo, văn bản `{name}`",
        "the plan has no report or document `{name}`"
    )
}

fn line(out: &mut String, key: &str, value: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "{key} = {value}");
}

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => {
                let _ = write!(out, "\\u{:04x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// `- 1_000.50 %` as a plain number; a plain number for a percent is in percent.
fn number(written: &str) -> String {
    let kept: String = written.chars().filter(|c| "-.0123456789".contains(*c)).collect();
    let (sign, digits) = kept.strip_prefix('-').map_or(("", kept.as_str()), |rest| ("-", rest));
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let whole = whole.trim_start_matches('0');
    format!("{sign}{}{rest}", if whole.is_empty() { "0" } else { whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        for (written, plain) in [
            ("24", "24"),
            ("03%", "3"),
            ("52.90 %", "52.90"),
            ("- 1_000.5", "-1000.5"),
            ("0", "0"),
            ("0.5", "0.5"),
        ] {
            assert_eq!(number(written), plain);
        }
    }

    #[test]
    fn texts_are_quoted() {
        assert_eq!(quoted("a \"b\" \\ \u{1}"), "\"a \\\"b\\\" \\\\ \\u0001\"");
    }
}
