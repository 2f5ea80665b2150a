//! Floor 1: findings, the codes they carry, and the sink that collects them.

mod code;
mod finding;
mod sink;
pub(crate) mod words;

pub(crate) use code::{Code, Severity};
pub(crate) use finding::{Clause, Finding, Folded, Label, Subject};
pub(crate) use sink::Sink;
