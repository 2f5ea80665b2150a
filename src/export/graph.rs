//! Who reports to whom, and through whom: offices as nodes, papers as lines between them.

use crate::diag::wrap::{Block, clean, wrap};
use crate::plan::{Addressee, Duty, Set, SetId};
use crate::show::say::Say;
use crate::show::terms;
use crate::syntax::tree::Kind;

/// Columns of a label before it is broken.
const WIDTH: usize = 32;

/// What kind of office a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Unit,
    /// Several units.
    Group,
    /// Named by the text, declared nowhere.
    Outside,
    /// The text does not say who.
    Open,
}

#[derive(Debug)]
pub(super) struct Node {
    key: Key,
    pub(super) shape: Shape,
    /// Lines of its label.
    pub(super) label: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Edge {
    pub(super) from: usize,
    pub(super) to: usize,
    /// Only for information.
    pub(super) copy: bool,
    /// Lines of the label of each paper.
    labels: Vec<Vec<String>>,
}

impl Edge {
    /// The lines of its label: several papers are marked.
    pub(super) fn lines(&self) -> Vec<String> {
        if let [one] = self.labels.as_slice() {
            return one.clone();
        }
        let mark = |(n, line): (usize, &String)| {
            if n == 0 { format!("• {line}") } else { line.clone() }
        };
        self.labels.iter().flat_map(|label| label.iter().enumerate().map(mark)).collect()
    }
}

/// What makes two nodes one.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Key {
    Set(SetId),
    Named(String),
    Nobody,
    Nowhere,
}

#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
}

impl Graph {
    /// The reporting lines of a plan.
    pub(super) fn of(say: &Say<'_>) -> Self {
        let mut graph = Self::default();
        let sent =
            |d: &&Duty| d.item.kind == Kind::Report || !d.to.is_empty() || !d.copy.is_empty();
        for duty in say.plan.duties.iter().filter(sent) {
            graph.duty(say, duty);
        }
        graph
    }

    fn duty(&mut self, say: &Say<'_>, duty: &Duty) {
        let label = label_of(say, duty);
        let senders: Vec<Key> = match duty.from.as_slice() {
            [] => vec![Key::Nobody],
            sets => sets.iter().map(|s| Key::Set(*s)).collect(),
        };
        for sender in senders {
            for route in &duty.to {
                for to in &route.to {
                    let path = route.via.iter().chain([to]).map(key).collect();
                    self.path(say, &sender, path, (&label, false));
                }
            }
            if duty.to.is_empty() && duty.copy.is_empty() {
                self.path(say, &sender, vec![Key::Nowhere], (&label, false));
            }
            for to in &duty.copy {
                self.path(say, &sender, vec![key(to)], (&label, true));
            }
        }
    }

    /// From one office to the next; nobody sends to or through itself.
    fn path(
        &mut self,
        say: &Say<'_>,
        sender: &Key,
        path: Vec<Key>,
        (label, copy): (&[String], bool),
    ) {
        let mut from = self.node(say, sender);
        for key in path {
            let to = self.node(say, &key);
            if from != to {
                self.edge(from, to, copy, label);
                from = to;
            }
        }
    }

    fn node(&mut self, say: &Say<'_>, key: &Key) -> usize {
        if let Some(at) = self.nodes.iter().position(|n| n.key == *key) {
            return at;
        }
        let (shape, label) = match key {
            Key::Set(set) => {
                let one = matches!(say.plan.set(*set), Set::Unit(_) | Set::It | Set::Above);
                (if one { Shape::Unit } else { Shape::Group }, say.sized(*set))
            }
            Key::Named(name) => (Shape::Outside, name.clone()),
            Key::Nobody => {
                let text = say.pick("văn bản không nêu ai", "the text does not say who");
                (Shape::Open, text.to_owned())
            }
            Key::Nowhere => {
                let text = say.pick("văn bản không nêu nơi nhận", "the text names no recipient");
                (Shape::Open, text.to_owned())
            }
        };
        self.nodes.push(Node { key: key.clone(), shape, label: lines(&label) });
        self.nodes.len() - 1
    }

    fn edge(&mut self, from: usize, to: usize, copy: bool, label: &[String]) {
        let same = |e: &&mut Edge| (e.from, e.to, e.copy) == (from, to, copy);
        let label = label.to_vec();
        match self.edges.iter_mut().find(same) {
            Some(edge) if edge.labels.contains(&label) => {}
            Some(edge) => edge.labels.push(label),
            None => self.edges.push(Edge { from, to, copy, labels: vec![label] }),
        }
    }
}

fn key(to: &Addressee) -> Key {
    match to {
        Addressee::Set(set) => Key::Set(*set),
        Addressee::Named(name) => Key::Named(name.clone()),
    }
}

/// What is sent, and how often.
fn label_of(say: &Say<'_>, duty: &Duty) -> Vec<String> {
    let often = terms::often(say, duty).filter(|_| !duty.every.is_empty());
    let open = duty.item.unspecified.iter().any(|(head, _)| *head == "every");
    let often = often.filter(|_| !open).map(|often| format!("({often})"));
    let mut label = lines(&duty.item.label);
    label.extend(often.iter().flat_map(|often| lines(often)));
    label
}

fn lines(text: &str) -> Vec<String> {
    wrap(&clean(text), Block { first: 0, hang: 0, width: WIDTH })
}
