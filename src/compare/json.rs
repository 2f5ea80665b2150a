//! The difference for programs: one object, stable keys in a stable order.

use std::io::{self, Write};

use crate::compare::dues::{DueChange, How as DueHow, UnitChanges};
use crate::compare::fields::FieldChange;
use crate::compare::findings::{Found, Told};
use crate::compare::items::{How, ItemChange};
use crate::compare::laws::LawChange;
use crate::compare::{Diff, Sides};
use crate::plan::Plan;
use crate::render;
use crate::value::{Date, Lang};

/// The version of this form. A new key does not change it; a changed one does.
const VERSION: u32 = 1;

#[derive(serde::Serialize)]
struct JsonDiff<'a> {
    version: u32,
    tool: &'static str,
    lang: &'static str,
    old: JsonPlan<'a>,
    new: JsonPlan<'a>,
    same: bool,
    items: Vec<JsonItem<'a>>,
    dues: Vec<JsonDue<'a>>,
    laws: Vec<JsonLaw<'a>>,
    over: Vec<JsonFound<'a>>,
}

#[derive(serde::Serialize)]
struct JsonPlan<'a> {
    id: &'a str,
    number: Option<&'a str>,
    /// Amendments that were laid over it.
    amendments: Vec<&'a str>,
}

#[derive(serde::Serialize)]
struct JsonItem<'a> {
    kind: &'static str,
    id: &'a str,
    label: &'a str,
    change: &'static str,
    from: Option<String>,
    to: Option<String>,
    fields: Vec<JsonField<'a>>,
}

#[derive(serde::Serialize)]
struct JsonField<'a> {
    name: &'a str,
    old: &'a [String],
    new: &'a [String],
}

#[derive(serde::Serialize)]
struct JsonDue<'a> {
    unit: &'a str,
    duty: &'a str,
    occasion: Option<&'a str>,
    change: &'static str,
    old_day: Option<String>,
    new_day: Option<String>,
    old_to: &'a [String],
    new_to: &'a [String],
}

#[derive(serde::Serialize)]
struct JsonLaw<'a> {
    item: &'a str,
    label: &'a str,
    change: &'static str,
    rule: &'static str,
    text: &'a str,
    from: Option<String>,
    to: Option<String>,
}

#[derive(serde::Serialize)]
struct JsonFound<'a> {
    folder: &'a str,
    appear: Vec<JsonTold<'a>>,
    vanish: Vec<JsonTold<'a>>,
}

#[derive(serde::Serialize)]
struct JsonTold<'a> {
    rule: &'static str,
    severity: &'static str,
    unit: Option<&'a str>,
    period: Option<&'a str>,
    duty: Option<&'a str>,
    figure: Option<&'a str>,
    message: &'a str,
}

/// Writes the difference.
pub(crate) fn json(sides: &Sides<'_>, diff: &Diff, out: &mut dyn Write) -> io::Result<()> {
    let told = JsonDiff {
        version: VERSION,
        tool: concat!("soat ", env!("CARGO_PKG_VERSION")),
        lang: match sides.new.lang {
            Lang::Vi => "vi",
            Lang::En => "en",
        },
        old: JsonPlan::new(sides.old.plan),
        new: JsonPlan::new(sides.new.plan),
        same: diff.is_empty(),
        items: diff.items.iter().map(JsonItem::new).collect(),
        dues: diff.units.iter().flat_map(dues_of).collect(),
        laws: diff.laws.iter().map(JsonLaw::new).collect(),
        over: diff.over.iter().map(JsonFound::new).collect(),
    };
    render::json(&told, out)
}

fn dues_of(unit: &UnitChanges) -> Vec<JsonDue<'_>> {
    unit.changes.iter().map(|change| JsonDue::new(&unit.unit, change)).collect()
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|d| d.to_string())
}

impl<'a> JsonPlan<'a> {
    fn new(plan: &'a Plan) -> Self {
        let amendments = plan.amendments.iter().map(|i| i.id.as_str()).collect();
        Self { id: &plan.item.id, number: plan.number.as_deref(), amendments }
    }
}

impl<'a> JsonItem<'a> {
    fn new(change: &'a ItemChange) -> Self {
        let field = |f: &'a FieldChange| JsonField { name: &f.name, old: &f.old, new: &f.new };
        Self {
            kind: change.word(),
            id: &change.id,
            label: &change.label,
            change: match change.how {
                How::New => "new",
                How::Gone => "gone",
                How::Stricter => "stricter",
                How::Looser => "looser",
                How::Changed => "changed",
            },
            from: day(change.days.from),
            to: day(change.days.to),
            fields: change.fields.iter().map(field).collect(),
        }
    }
}

impl<'a> JsonDue<'a> {
    fn new(unit: &'a str, change: &'a DueChange) -> Self {
        Self {
            unit,
            duty: &change.duty,
            occasion: change.occasion.as_deref(),
            change: match change.how {
                DueHow::Added => "added",
                DueHow::Gone => "gone",
                DueHow::Earlier => "earlier",
                DueHow::Later => "later",
                DueHow::DayNamed => "day_named",
                DueHow::DayLifted => "day_lifted",
                DueHow::Recipient => "recipient",
            },
            old_day: day(change.old_day),
            new_day: day(change.new_day),
            old_to: &change.old_to,
            new_to: &change.new_to,
        }
    }
}

impl<'a> JsonLaw<'a> {
    fn new(change: &'a LawChange) -> Self {
        Self {
            item: &change.item,
            label: &change.label,
            change: if change.is_new { "new" } else { "gone" },
            rule: change.code,
            text: &change.text,
            from: day(change.days.from),
            to: day(change.days.to),
        }
    }
}

impl<'a> JsonFound<'a> {
    fn new(found: &'a Found) -> Self {
        Self {
            folder: &found.folder,
            appear: found.appear.iter().map(JsonTold::new).collect(),
            vanish: found.vanish.iter().map(JsonTold::new).collect(),
        }
    }
}

impl<'a> JsonTold<'a> {
    fn new(told: &'a Told) -> Self {
        Self {
            rule: told.code,
            severity: told.severity.word(),
            unit: told.unit.as_deref(),
            period: told.period.as_deref(),
            duty: told.duty.as_deref(),
            figure: told.figure.as_deref(),
            message: &told.message,
        }
    }
}
