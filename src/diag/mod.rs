//! Floor 1: findings, the codes they carry, the sink that collects them, and text fit for a page.

mod code;
mod finding;
pub(crate) mod markup;
mod sink;
pub(crate) mod words;
pub(crate) mod wrap;

pub(crate) use code::{Code, Severity};
pub(crate) use finding::{Clause, Finding, Folded, Label, Subject};
pub(crate) use sink::Sink;
