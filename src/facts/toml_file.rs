//! One TOML file: a report with its figures, tasks and tables; documents, events, extensions.

use crate::facts::binder::Binder;
use crate::facts::blocks::{DOCUMENT, FILE, REPORT};
use crate::facts::codes::{self, Hint, Part, Want};
use crate::facts::from_table::Binding;
use crate::facts::header::{Head, each as each_piece, many, wrong};
use crate::facts::keys::unknown_key;
use crate::facts::voice::Voice;
use crate::facts::{FilingId, documents};
use crate::plan::{Lookup, TableId};
use crate::table::SYNTAX;
use crate::table::block::Block;
use crate::table::toml::{Document, Entry, Map, Node, Value};

impl<'p> Binding<'p> {
    /// All that one file says.
    pub(crate) fn toml_file<'s>(&mut self, document: &Document<'_>, voice: &mut Voice<'s>)
    where
        'p: 's,
    {
        let root = document.root();
        let mut filing = None;
        let mut at = self.default;
        if let Some(node) = root.get("report") {
            let entry = Entry { key: "report", at: node.at(), node };
            match self.report(document, entry, voice) {
                Some((binder, made)) => (at, filing) = (binder, Some(made)),
                // Its figures belong to no one: the finding says why.
                None => return self.papers(document, root, voice),
            }
        }
        if let Some(binder) = self.binders.get_mut(at) {
            voice.whose = filing.and_then(|id| binder.whose(id));
            for entry in root.entries() {
                binder.top(filing, entry, voice);
            }
            voice.whose = None;
        }
        self.papers(document, root, voice);
    }

    /// The report of a file: the plan it belongs to, and the filing.
    fn report(
        &mut self,
        document: &Document<'_>,
        entry: Entry<'_>,
        voice: &mut Voice<'_>,
    ) -> Option<(usize, FilingId)> {
        let Some(map) = entry.node.map() else {
            wrong(entry, Want::Pairs, voice);
            return None;
        };
        let mut head = Head::new(Part::Report, entry.node.at());
        let mut unknown = false;
        for entry in map.entries() {
            unknown |= !head.take(entry, document, voice);
        }
        let knows = |l: &Lookup| head.kind.is_some_and(|k| l.find_duty(k.text).one().is_some());
        let at = self.route(head.plan, knows, voice)?;
        let binder = self.binders.get_mut(at)?;
        if unknown {
            let keys = map.entries().filter(|e| !REPORT.has(e.key));
            for entry in keys {
                let hint = binder.hint(entry.key);
                unknown_key(entry, Part::Report, &REPORT, hint, voice);
            }
        }
        Some((at, binder.report(&head, voice)?))
    }

    /// Documents, events and extensions, of whichever plan they are.
    fn papers<'s>(&mut self, document: &Document<'_>, root: Map<'_>, voice: &mut Voice<'s>)
    where
        'p: 's,
    {
        for entry in root.entries() {
            match entry.key {
                "document" => each(entry, voice, |node, voice| {
                    self.document(document, entry, node, voice);
                }),
                "event" if !self.is_earlier() => each(entry, voice, |node, voice| {
                    documents::event(self, entry, node, voice);
                }),
                "extension" if !self.is_earlier() => each(entry, voice, |node, voice| {
                    documents::extension(self, document, (entry, node), voice);
                }),
                _ => {}
            }
        }
    }

    fn document<'s>(
        &mut self,
        document: &Document<'_>,
        entry: Entry<'_>,
        node: Node<'_>,
        voice: &mut Voice<'s>,
    ) where
        'p: 's,
    {
        let Some(map) = node.map() else {
            return wrong(Entry { node, ..entry }, Want::Pairs, voice);
        };
        let mut head = Head::new(Part::Document, node.at());
        for entry in map.entries() {
            head.take(entry, document, voice);
        }
        let mut served = None;
        each_piece(head.deliver, voice, |piece, _| served = served.or(Some(piece.text)));
        let knows = |l: &Lookup| served.is_some_and(|d| l.find_duty(d).one().is_some());
        let Some(at) = self.route(head.plan, knows, voice) else { return };
        let Some(binder) = self.binders.get_mut(at) else { return };
        let Some(filing) = binder.document(&head, voice) else { return };
        voice.whose = binder.whose(filing);
        for entry in map.entries() {
            binder.paper_part(filing, entry, voice);
        }
        voice.whose = None;
    }
}

/// Each part of a list of parts; `[event]` in single brackets is one.
fn each<'a, 's>(
    entry: Entry<'a>,
    voice: &mut Voice<'s>,
    mut each: impl FnMut(Node<'a>, &mut Voice<'s>),
) {
    match entry.node.value() {
        Value::List(list) => list.iter().for_each(|node| each(node, voice)),
        Value::Map(_) => each(entry.node, voice),
        _ => wrong(entry, Want::Pairs, voice),
    }
}

impl Binder<'_> {
    /// One key at the top of a file that may hold a report.
    fn top(&mut self, filing: Option<FilingId>, entry: Entry<'_>, voice: &mut Voice<'_>) {
        match (entry.key, filing) {
            ("report" | "document" | "event" | "extension", _) => {}
            ("values" | "tasks", None) => {
                voice.once(&SYNTAX, "values", || codes::no_report(entry.at));
            }
            ("values", Some(filing)) => match entry.node.map() {
                Some(map) => self.values(filing, map, voice),
                None => wrong(entry, Want::Pairs, voice),
            },
            ("tasks", Some(filing)) => match entry.node.map() {
                Some(map) => self.tasks(filing, map, voice),
                None => wrong(entry, Want::Pairs, voice),
            },
            (_, filing) => self.other(filing, entry, (Part::File, &FILE), voice),
        }
    }

    /// A key of a document that its header does not take.
    fn paper_part(&mut self, filing: FilingId, entry: Entry<'_>, voice: &mut Voice<'_>) {
        match (entry.key, entry.node.value()) {
            ("values", Value::Map(map)) => self.values(filing, map, voice),
            ("tasks", Value::Map(map)) => self.tasks(filing, map, voice),
            ("values" | "tasks", _) => wrong(entry, Want::Pairs, voice),
            ("states", _) => {
                let states = many(entry, voice);
                self.states(filing, states, voice);
            }
            (key, _) if DOCUMENT.has(key) => {}
            _ => self.other(Some(filing), entry, (Part::Document, &DOCUMENT), voice),
        }
    }

    /// A table, or a key that means nothing.
    fn other(
        &mut self,
        filing: Option<FilingId>,
        entry: Entry<'_>,
        place: (Part, &Block),
        voice: &mut Voice<'_>,
    ) {
        match (self.table_named(entry.key), filing) {
            (Some(_), None) => voice.once(&SYNTAX, "values", || codes::no_report(entry.at)),
            (Some(table), Some(filing)) => self.hold(filing, table, entry, voice),
            (None, Some(filing)) if matches!(entry.node.value(), Value::List(_)) => {
                self.held_table(filing, entry, voice);
            }
            (None, _) => unknown_key(entry, place.0, place.1, self.hint(entry.key), voice),
        }
    }

    /// A table of that name, folded or not, without a word.
    fn table_named(&self, name: &str) -> Option<TableId> {
        self.lookup.find_table(name).one()
    }

    fn hint(&self, key: &str) -> Hint {
        if self.is_figure(key) { Hint::Figure } else { Hint::None }
    }
}
