//! Days on which something happened, and due days put off.

use crate::facts::blocks::{EVENT, EXTENSION};
use crate::facts::codes::{
    self, Hint, Part, UNKNOWN_EVENT, UNKNOWN_KIND, UNKNOWN_UNIT, WRONG_TYPE, Want,
};
use crate::facts::from_table::Binding;
use crate::facts::header::{day, raw, text, wrong};
use crate::facts::keys::unknown_key;
use crate::facts::voice::Voice;
use crate::facts::{Extension, Happened};
use crate::source::Span;
use crate::table::toml::{Document, Entry, Map, Node, Value};

/// `[[event]]`
pub(crate) fn event(
    binding: &mut Binding<'_>,
    entry: Entry<'_>,
    node: Node<'_>,
    voice: &mut Voice<'_>,
) -> Option<()> {
    let part = Part::Event;
    let map = pairs(entry, node, voice)?;
    let (mut name, mut unit, mut date) = (None, None, None);
    for entry in map.entries() {
        match entry.key {
            "event" => name = text(entry, voice),
            "unit" => unit = text(entry, voice),
            "date" => date = day(entry, voice),
            _ => unknown_key(entry, part, &EVENT, Hint::None, voice),
        }
    }
    let at = node.at();
    let name = needed(name, (&UNKNOWN_EVENT, part, "event"), (map, at), voice)?;
    let unit = needed(unit, (&UNKNOWN_UNIT, part, "unit"), (map, at), voice)?;
    let (day, _) = needed(date, (&WRONG_TYPE, part, "date"), (map, at), voice)?;
    let binder = binding.owner(|l| l.find_event(name.text).one().is_some())?;
    let event = binder.event(name, voice);
    let unit = binder.unit(unit, Some(day), voice)?;
    binder.facts.events.push(Happened { event: event?, unit, day, at });
    Some(())
}

/// `[[extension]]`
pub(crate) fn extension(
    binding: &mut Binding<'_>,
    document: &Document<'_>,
    (entry, node): (Entry<'_>, Node<'_>),
    voice: &mut Voice<'_>,
) -> Option<()> {
    let part = Part::Extension;
    let map = pairs(entry, node, voice)?;
    let (mut duty, mut unit, mut period, mut until, mut paper) = (None, None, None, None, None);
    for entry in map.entries() {
        match entry.key {
            "duty" => duty = text(entry, voice),
            "unit" => unit = text(entry, voice),
            "period" => period = raw(entry, document, voice),
            "until" => until = day(entry, voice),
            "document" => paper = text(entry, voice),
            _ => unknown_key(entry, part, &EXTENSION, Hint::None, voice),
        }
    }
    let at = node.at();
    let duty = needed(duty, (&UNKNOWN_KIND, part, "duty"), (map, at), voice)?;
    let unit = needed(unit, (&UNKNOWN_UNIT, part, "unit"), (map, at), voice)?;
    let (until, _) = needed(until, (&WRONG_TYPE, part, "until"), (map, at), voice)?;
    let binder = binding.owner(|l| l.find_duty(duty.text).one().is_some())?;
    let duty = binder.duty(duty, voice);
    let unit = binder.unit(unit, Some(until), voice);
    let when = match period {
        Some(piece) => Some(binder.when(piece, voice)?),
        None => None,
    };
    let document = paper.map(|p| p.text.to_owned());
    binder.facts.extensions.push(Extension { duty: duty?, unit: unit?, when, until, document, at });
    Some(())
}

/// The keys of a part, which must have some.
pub(crate) fn pairs<'a>(
    entry: Entry<'a>,
    node: Node<'a>,
    voice: &mut Voice<'_>,
) -> Option<Map<'a>> {
    let map = node.map();
    if map.is_none() {
        wrong(Entry { node, ..entry }, Want::Pairs, voice);
    }
    map
}

/// A value without which its part is of no use.
pub(crate) fn needed<T>(
    value: Option<T>,
    (code, part, key): (&'static crate::diag::Code, Part, &str),
    (map, at): (Map<'_>, Span),
    voice: &mut Voice<'_>,
) -> Option<T> {
    // A value of the wrong kind was told already; a blank is as none.
    if value.is_none() && map.get(key).is_none_or(is_blank) {
        voice.say(code, || codes::lacking(code, part, key, at));
    }
    value
}

fn is_blank(node: Node<'_>) -> bool {
    matches!(node.value(), Value::Text(text) if text.trim().is_empty())
}
