//! Reporting lines and the time line as Mermaid diagrams.

use crate::diag::wrap::clean;
use crate::export::Ask;
use crate::export::graph::{Edge, Graph, Node, Shape};
use crate::export::timeline::{Bar, sections};
use crate::show::say::Say;

/// A flowchart of who reports to whom.
pub(crate) fn flowchart(say: &Say<'_>) -> String {
    let graph = Graph::of(say);
    let title = clean(say.plan.name()).replace('\\', "\\\\").replace('"', "\\\"");
    let mut out = format!("---\ntitle: \"{title}\"\n---\nflowchart LR\n");
    for (n, node) in graph.nodes.iter().enumerate() {
        out.push_str(&node_line(n, node));
    }
    for edge in &graph.edges {
        out.push_str(&edge_line(edge));
    }
    let open = graph.nodes.iter().enumerate().filter(|(_, n)| n.shape == Shape::Open);
    let open: Vec<String> = open.map(|(n, _)| format!("n{n}")).collect();
    if !open.is_empty() {
        out.push_str("    classDef unsaid stroke-dasharray: 5 5\n");
        out.push_str("    class ");
        out.push_str(&open.join(","));
        out.push_str(" unsaid\n");
    }
    out
}

fn node_line(n: usize, node: &Node) -> String {
    let (left, right) = match node.shape {
        Shape::Unit | Shape::Open => ("[", "]"),
        Shape::Group => ("[[", "]]"),
        Shape::Outside => ("([", "])"),
    };
    format!("    n{n}{left}{}{right}\n", quoted(&node.label))
}

fn edge_line(edge: &Edge) -> String {
    let arrow = if edge.copy { "-.->" } else { "-->" };
    format!("    n{} {arrow}|{}| n{}\n", edge.from, quoted(&edge.lines()), edge.to)
}

/// A text in quotes, line by line.
fn quoted(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|l| escape(l, "\"#<>&`\\")).collect();
    format!("\"{}\"", lines.join("<br/>"))
}

/// Signs that mean something as the codes of their characters.
fn escape(text: &str, signs: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if signs.contains(c) {
            out.push('#');
            out.push_str(&u32::from(c).to_string());
            out.push(';');
        } else {
            out.push(c);
        }
    }
    out
}

/// The time line: phases, and days by which something is owed.
pub(crate) fn gantt(ask: &Ask<'_>) -> String {
    let title = line(ask.say.plan.name());
    let mut out = format!(
        "gantt\n    title {title}\n    dateFormat YYYY-MM-DD\n    axisFormat %m/%Y\n    inclusiveEndDates\n"
    );
    let mut n = 0;
    for section in sections(ask) {
        out.push_str("    section ");
        out.push_str(&line(&section.heading));
        out.push('\n');
        for bar in &section.bars {
            n += 1;
            out.push_str(&bar_line(n, bar));
        }
    }
    out
}

fn bar_line(n: usize, bar: &Bar) -> String {
    let label = line(&bar.label);
    match bar.to {
        Some(to) => format!("    {label} :t{n}, {}, {to}\n", bar.from),
        None => format!("    {label} :milestone, t{n}, {}, 0d\n", bar.from),
    }
}

/// A text that stands bare in a line.
fn line(text: &str) -> String {
    escape(&clean(text), "\"#<>&`\\:;%{}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_the_form_are_codes() {
        assert_eq!(
            quoted(&["a \"b\" #1".into(), "<c>".into()]),
            "\"a #34;b#34; #35;1<br/>#60;c#62;\""
        );
        assert_eq!(line("a: b; 5%"), "a#58; b#59; 5#37;");
    }
}
