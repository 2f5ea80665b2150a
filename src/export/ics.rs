//! The due days of a plan as a calendar that office programs read (RFC 5545): one event for each day by
//! which something is owed, with the units that owe it.

use std::collections::BTreeMap;

use crate::diag::words::count;
use crate::diag::wrap::clean;
use crate::export::Ask;
use crate::export::due_days::{DueDay, due_days};
use crate::show::say::Say;
use crate::syntax::tree::Kind;
use crate::value::{Date, Lang};

/// Octets of a line without its end.
const LINE: usize = 75;

/// The calendar; nothing where no day is named, since a calendar must hold something.
pub(crate) fn calendar(ask: &Ask<'_>) -> Option<String> {
    let (days, without) = due_days(ask);
    let first = days.first()?.day;
    let say = &ask.say;
    // Nothing of the run itself is in the file: made again, it is the same.
    let stamp = say.plan.issued.or(say.plan.runs.and_then(|r| r.from)).unwrap_or(first);
    let mut out = Lines::default();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", concat!("-//soat//soat ", env!("CARGO_PKG_VERSION"), "//VI"));
    out.line("CALSCALE", "GREGORIAN");
    out.line("X-WR-CALNAME", &escape(&title(say)));
    if without > 0 {
        out.line("X-WR-CALDESC", &escape(&left_out(say, without)));
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for day in &days {
        let base = format!("{}.{}", say.plan.duty(day.duty).item.id, day.id);
        // An amended duty that is owed once may have two days.
        let n = seen.entry(base.clone()).and_modify(|n| *n += 1).or_insert(1);
        let more = if *n > 1 { format!(".{n}") } else { String::new() };
        let uid = format!("{base}{more}@{}.soat", say.plan.item.id);
        event(&mut out, say, day, (&uid, stamp));
    }
    out.line("END", "VCALENDAR");
    Some(out.text)
}

fn title(say: &Say<'_>) -> String {
    let what = say.pick("hạn nộp", "due days");
    format!("{}: {what}", say.plan.name())
}

fn left_out(say: &Say<'_>, n: usize) -> String {
    let occasions = count(n, say.lang, ["kỳ nộp", "occasion", "occasions"]);
    match say.lang {
        Lang::Vi => format!("{occasions} không có trong lịch vì văn bản không nêu hạn"),
        Lang::En => format!("{occasions} not in the calendar: the text names no due day"),
    }
}

fn event(out: &mut Lines, say: &Say<'_>, due: &DueDay, (uid, stamp): (&str, Date)) {
    let duty = say.plan.duty(due.duty);
    out.line("BEGIN", "VEVENT");
    out.line("UID", &escape(uid));
    out.line("DTSTAMP", &format!("{}T000000Z", digits(stamp)));
    out.line("DTSTART;VALUE=DATE", &digits(due.day));
    out.line("DTEND;VALUE=DATE", &digits(due.day.after()));
    out.line("SUMMARY", &escape(&summary(say, due)));
    let told: Vec<String> = description(say, due).iter().map(|line| escape(line)).collect();
    out.line("DESCRIPTION", &told.join("\\n"));
    let kind = match duty.item.kind {
        Kind::Report => say.pick("Báo cáo", "Report"),
        Kind::Task => say.pick("Nhiệm vụ", "Task"),
        _ => say.pick("Văn bản", "Document"),
    };
    out.line("CATEGORIES", &escape(kind));
    out.line("TRANSP", "TRANSPARENT");
    out.line("END", "VEVENT");
}

fn summary(say: &Say<'_>, due: &DueDay) -> String {
    let label = &say.plan.duty(due.duty).item.label;
    let units = match due.units.as_slice() {
        [] => String::new(),
        [one] => format!(": {one}"),
        many => format!(": {}", say.units(many.len())),
    };
    let occasion = due.occasion.as_ref().map(|o| format!(", {o}")).unwrap_or_default();
    format!("{label}{occasion}{units}")
}

fn description(say: &Say<'_>, due: &DueDay) -> Vec<String> {
    let duty = say.plan.duty(due.duty);
    let day = say.date(due.day);
    let mut out = vec![match (due.excluded, say.lang) {
        (false, Lang::Vi) => format!("Hạn: hết ngày {day}"),
        (false, Lang::En) => format!("Due by the end of {day}"),
        (true, Lang::Vi) => {
            format!("Hạn: trước ngày {}, tức hết ngày {day}", say.date(due.day.after()))
        }
        (true, Lang::En) => {
            format!("Due before {}, that is by the end of {day}", say.date(due.day.after()))
        }
    }];
    if !due.units.is_empty() {
        let who = match duty.item.kind {
            Kind::Task => say.pick("Chủ trì", "Lead"),
            _ => say.pick("Ai nộp", "Who"),
        };
        out.push(format!("{who}: {}", due.units.join("; ")));
    }
    if !due.routes.is_empty() {
        out.push(format!("{}: {}", say.pick("Gửi", "To"), due.routes.join("; ")));
    }
    let basis = say.cites(&duty.item.cites).map(|cites| format!(", {cites}")).unwrap_or_default();
    out.push(format!("{}: {}{basis}", say.pick("Căn cứ", "Basis"), say.plan.name()));
    if due.holidays_unknown {
        let text = say.pick(
            "Chưa có lịch nghỉ của năm này: cần kiểm tra lại ngày",
            "The days off of that year are not known: check the day",
        );
        out.push(text.to_owned());
    }
    out
}

/// `20180416`
fn digits(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// Text as a value: signs that part values are marked.
fn escape(text: &str) -> String {
    let text = clean(text);
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// Lines as the form wants them: ended by CR LF, folded between characters.
#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn line(&mut self, name: &str, value: &str) {
        let mut used = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if used + c.len_utf8() > LINE {
                self.text.push_str("\r\n ");
                used = 1;
            }
            self.text.push(c);
            used += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut lines = Lines::default();
        lines.line("SUMMARY", &"đ".repeat(100));
        let all: Vec<&str> = lines.text.trim_end().split("\r\n").collect();
        assert!(all.iter().all(|line| line.len() <= LINE), "{all:?}");
        assert_eq!(all.len(), 3);
        assert_eq!(lines.text.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "đ".repeat(100)));
    }

    #[test]
    fn a_line_of_just_so_many_octets_stays_whole() {
        let mut lines = Lines::default();
        lines.line("A", &"x".repeat(73));
        assert_eq!(lines.text.len(), 77);
        lines.line("A", &"x".repeat(74));
        assert!(lines.text.ends_with("\r\n x\r\n"));
    }

    #[test]
    fn signs_that_part_values_are_marked() {
        assert_eq!(escape("a, b; c\\d\n"), "a\\, b\\; c\\\\d\u{240a}");
    }
}
