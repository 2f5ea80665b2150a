//! The time of a plan: its run, phases and baselines as bars, due days as points.

use crate::export::Ask;
use crate::export::due_days::due_days;
use crate::syntax::tree::Kind;
use crate::value::{Date, Days};

/// A part of the time line.
#[derive(Debug)]
pub(super) struct Section {
    pub(super) heading: String,
    pub(super) bars: Vec<Bar>,
}

/// From one day to another, both included; or a point.
#[derive(Debug)]
pub(super) struct Bar {
    pub(super) label: String,
    pub(super) from: Date,
    /// `None`: only that day.
    pub(super) to: Option<Date>,
}

/// Phases first, then what is due, duty by duty.
pub(super) fn sections(ask: &Ask<'_>) -> Vec<Section> {
    let say = &ask.say;
    let plan = say.plan;
    let end = ask.horizon();
    let bar = |label: &str, days: Days| {
        let (from, to) = days.from.zip(days.to.or(end))?;
        Some(Bar { label: label.to_owned(), from, to: Some(to) })
    };
    let run = plan.runs.and_then(|days| bar(plan.name(), days));
    let of_kind = |kind: Kind| -> Vec<Bar> {
        let phases = plan.phases.iter().filter(|p| p.item.kind == kind);
        phases.filter_map(|p| bar(&p.item.label, p.days)).collect()
    };
    let mut out = vec![
        Section {
            heading: say.pick("Thực hiện", "Run").to_owned(),
            bars: run.into_iter().collect(),
        },
        Section {
            heading: say.pick("Giai đoạn", "Phases").to_owned(), bars: of_kind(Kind::Phase)
        },
        Section {
            heading: say.pick("Gốc so sánh", "Baselines").to_owned(),
            bars: of_kind(Kind::Baseline),
        },
    ];
    out.extend(due(ask));
    out.retain(|section| !section.bars.is_empty());
    out
}

fn due(ask: &Ask<'_>) -> Vec<Section> {
    let (mut days, _) = due_days(ask);
    days.sort_by_key(|d| (d.duty, d.day));
    let mut out: Vec<Section> = Vec::new();
    let mut duty = None;
    for day in days {
        if duty != Some(day.duty) {
            duty = Some(day.duty);
            let heading = ask.say.plan.duty(day.duty).item.label.clone();
            out.push(Section { heading, bars: Vec::new() });
        }
        if let Some(section) = out.last_mut() {
            let label = day.occasion.unwrap_or_else(|| section.heading.clone());
            section.bars.push(Bar { label, from: day.day, to: None });
        }
    }
    out
}
