//! Reporting lines for Graphviz.

use crate::diag::wrap::clean;
use crate::export::graph::{Edge, Graph, Node, Shape};
use crate::show::say::Say;

/// A `digraph` of who reports to whom.
pub(crate) fn digraph(say: &Say<'_>) -> String {
    let graph = Graph::of(say);
    let title = quoted(&[clean(say.plan.name()).into_owned()]);
    let mut out = format!(
        "digraph {title} {{\n    graph [rankdir=LR, labelloc=t, label={title}];\n    node [shape=box];\n"
    );
    for (n, node) in graph.nodes.iter().enumerate() {
        out.push_str(&node_line(n, node));
    }
    for edge in &graph.edges {
        out.push_str(&edge_line(edge));
    }
    out.push_str("}\n");
    out
}

fn node_line(n: usize, node: &Node) -> String {
    let look = match node.shape {
        Shape::Unit => "",
        Shape::Group => ", peripheries=2",
        Shape::Outside => ", style=rounded",
        Shape::Open => ", style=dashed",
    };
    format!("    n{n} [label={}{look}];\n", quoted(&node.label))
}

fn edge_line(edge: &Edge) -> String {
    let style = if edge.copy { ", style=dashed" } else { "" };
    let label = quoted(&edge.lines());
    format!("    n{} -> n{} [label={label}{style}];\n", edge.from, edge.to)
}

/// A text in quotes, line by line. A backslash begins a sign of the label unless it is doubled.
fn quoted(lines: &[String]) -> String {
    let plain: Vec<String> =
        lines.iter().map(|l| l.replace('\\', "\\\\").replace('"', "\\\"")).collect();
    format!("\"{}\"", plain.join("\\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stay_inside() {
        assert_eq!(quoted(&["a \"b\"".into(), r"c\n".into()]), r#""a \"b\"\nc\\n""#);
    }
}
