//! Soát (Vietnamese *soát*: to check over) holds a province's reports against its plan: is everything owed
//! there, can the figures be true, are the targets met. This library is for the program beside it; nobody
//! else links it, and no item promises to stay.
//!
//! # The whole program
//!
//! ```text
//!  rules/*.plan ──parse──► syntax ──resolve──► plan ──expand──► dues ──┐
//!                                               ├──lint──► findings   ├─check─► findings ─► report ─render─► one file a form
//!  submission ───read───► table ────bind────────┴────► facts ─worth─► eval
//! ```
//!
//! Six nouns, one folder each. A stage takes the noun before it by reference and a `&mut Sink` for what it
//! wants to say, and always returns the next noun: a broken rule or file costs its own contents, and the rest
//! goes on. `pipeline` is the chain; read it next, and you know the program.
//!
//! # Floors
//!
//! | floor | module | may use |
//! |---|---|---|
//! | 0 | `error`, `source`, `value`, `builtin` | nothing else of ours |
//! | 1 | `diag` | 0 |
//! | 2 | `syntax`, `table` | 0–1 |
//! | 3 | `plan`, `fmt` | 0–1, `syntax` |
//! | 4 | `facts` (plan, table), `dues` (plan, facts) | 0–1 and what is named |
//! | 5 | `eval` (plan, facts), `lints` (plan, dues) | and 0–1 |
//! | 6 | `report` | 0–1 |
//! | 7 | `checks` | `plan`, `facts`, `dues`, `eval`, `report`, 0–1 |
//! | 8 | `catalog` (checks, lints), `render` (report, catalog), `show` (plan, dues), `export` (show), `compare` (show, render), `why` (checks) | and 0–1 |
//! | 9 | `rulebook`, `local`, `pipeline` (local), `baseline` | all below |
//! | 10 | `spec`, `config`, `schema` (config) | all below |
//! | 11 | `cli`; for fuzzing alone `fuzzing` | all below |
//!
//! # Laws of the house
//!
//! 1. Imports go down only; `tests/tidy.rs` holds the table and fails with file and line.
//! 2. Codes of findings are declared where they are raised, and collected in `catalog`.
//! 3. Only `source::disk` and `cli` touch disk, environment and clock.
//! 4. One dependency, one door: nom in `syntax`, toml and csv-core in `table`, memchr in the `lines` of
//!    `table` and `source`, jiff in `value::date`, miette and annotate-snippets in `render::terminal`,
//!    clap in `cli`, walkdir in `source::disk`, sha2 in `source::hash`.
//! 5. Core types are not `Serialize`: shapes of output are private to their renderer.
//! 6. Same input, same bytes out: sorted walks, one sort of findings, no loop over a hash map.
//! 7. No floats: digits as written, exact ratios, ranges.
//!
//! # Words
//!
//! *Plan*: a government plan and the file that says what it requires. *Item*: one thing a plan declares;
//! *clause*: a line of it. *Unit*: an office with its territory; *group*: a dated set of units. *Duty*: a report,
//! deliverable or task; *due*: one owed filing, of one unit for one *occasion*. *Filing*: a report or document as
//! handed in. *Fact*: a figure of a unit for a time. *Law*: what the data must obey to be true. *Limit*: a cap
//! that true data may pass. *Target*: a promise. *Finding*: what a check has to say. *Waiver*: a finding accepted.

pub(crate) mod baseline;
pub(crate) mod builtin;
pub(crate) mod catalog;
pub(crate) mod checks;
pub mod cli;
pub(crate) mod compare;
pub(crate) mod config;
pub(crate) mod diag;
pub(crate) mod dues;
pub(crate) mod error;
pub(crate) mod eval;
pub(crate) mod export;
pub(crate) mod facts;
pub(crate) mod fmt;
#[cfg(any(fuzzing, test))]
pub mod fuzzing;
pub(crate) mod lints;
pub(crate) mod local;
pub(crate) mod pipeline;
pub(crate) mod plan;
pub(crate) mod render;
pub(crate) mod report;
pub(crate) mod rulebook;
pub(crate) mod schema;
pub(crate) mod show;
pub(crate) mod source;
pub(crate) mod spec;
pub(crate) mod syntax;
pub(crate) mod table;
pub(crate) mod value;
pub(crate) mod why;

pub use value::Date;
