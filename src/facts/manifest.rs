//! `submission.toml`: which plan, as of which day, what part of it. Readable before any plan is known.

use crate::diag::Sink;
use crate::facts::blocks::{MANIFEST, SUBMISSION};
use crate::facts::codes::{Hint, Part};
use crate::facts::documents::pairs;
use crate::facts::header::{Many, day, each, many, raw, text};
use crate::facts::keys::unknown_key;
use crate::facts::voice::Voice;
use crate::source::{FileId, Span};
use crate::table::toml::{Document, Entry, Node, Value};
use crate::table::{Role, Source, text as read_text};
use crate::value::Date;

/// A text of the manifest with its place.
#[derive(Debug, Clone)]
pub(crate) struct Placed {
    pub(crate) text: String,
    pub(crate) at: Span,
}

/// What the manifest says.
#[derive(Debug, Default)]
pub(crate) struct Manifest {
    /// Its file, where there is one.
    pub(crate) file: Option<FileId>,
    pub(crate) province: Option<Placed>,
    pub(crate) plan: Option<Placed>,
    pub(crate) as_of: Option<(Date, Span)>,
    pub(crate) units: Vec<Placed>,
    pub(crate) periods: Vec<Placed>,
    /// A folder of an earlier time, from this one.
    pub(crate) earlier: Option<Placed>,
}

/// Reads the manifest among the files of a folder. `Err` names a manifest that cannot be read.
pub(crate) fn read(sources: &[Source], sink: &mut Sink) -> Result<Manifest, FileId> {
    let Some(source) = sources.iter().find(|s| s.role == Role::Manifest) else {
        return Ok(Manifest::default());
    };
    let mut buffer = Vec::new();
    let Some(text) = read_text(source, &mut buffer, sink) else { return Err(source.file) };
    let Some(document) = Document::parse(source.file, text, sink) else { return Err(source.file) };
    let mut voice = Voice::new(source.file, sink);
    let mut manifest = Manifest { file: Some(source.file), ..Manifest::default() };
    for entry in document.root().entries() {
        match entry.key {
            "submission" => {
                if let Some(map) = pairs(entry, entry.node, &mut voice) {
                    map.entries().for_each(|e| manifest.take(e, &document, &mut voice));
                }
            }
            _ => unknown_key(entry, Part::File, &MANIFEST, Hint::None, &mut voice),
        }
    }
    Ok(manifest)
}

impl Manifest {
    fn take(&mut self, entry: Entry<'_>, document: &Document<'_>, voice: &mut Voice<'_>) {
        match entry.key {
            "province" => self.province = placed(entry, voice),
            "plan" => self.plan = placed(entry, voice),
            "earlier" => self.earlier = placed(entry, voice),
            "as_of" => self.as_of = day(entry, voice),
            "units" => self.units = several(many(entry, voice), voice),
            "periods" => self.periods = periods(entry, document, voice),
            _ => unknown_key(entry, Part::Submission, &SUBMISSION, Hint::None, voice),
        }
    }
}

fn placed(entry: Entry<'_>, voice: &mut Voice<'_>) -> Option<Placed> {
    text(entry, voice).map(|piece| Placed { text: piece.text.to_owned(), at: piece.at })
}

/// One period or a list of them; a year may stand without quotes.
fn periods(entry: Entry<'_>, document: &Document<'_>, voice: &mut Voice<'_>) -> Vec<Placed> {
    let nodes: Vec<Node<'_>> = match entry.node.value() {
        Value::List(list) => list.iter().collect(),
        _ => vec![entry.node],
    };
    let pieces = nodes.into_iter().filter_map(|node| raw(Entry { node, ..entry }, document, voice));
    pieces.map(|piece| Placed { text: piece.text.to_owned(), at: piece.at }).collect()
}

fn several(names: Many<'_>, voice: &mut Voice<'_>) -> Vec<Placed> {
    let mut out = Vec::new();
    each(names, voice, |piece, _| {
        out.push(Placed { text: piece.text.to_owned(), at: piece.at });
    });
    out
}
