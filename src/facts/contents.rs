//! What a report or document carries: figures, statuses of tasks, contents it confirms.

use crate::diag::Finding;
use crate::facts::binder::{Binder, Piece};
use crate::facts::codes::{
    self, AMBIGUOUS_NUMBER, Hint, NOT_A_COUNT, PERCENT_AS_FRACTION, Part, REASON_MISSING,
    WRONG_TYPE, Want,
};
use crate::facts::header::{Many, each, shown, wrong};
use crate::facts::keys::unknown_key;
use crate::facts::values::{Fault, Got, Kind, Raw, read};
use crate::facts::voice::Voice;
use crate::facts::{Cell, FilingId, Quoted, QuotedAs, State, TaskStatus};
use crate::plan::{FigureId, Found, Ty};
use crate::source::{FileId, Span};
use crate::table::toml::{Entry, Map, Value};
use crate::value::{Date, Written};

const TASK_KEYS: [&str; 2] = ["status", "note"];
const TASK_WORDS: [&str; 3] = ["todo", "doing", "done"];
const FIGURE_KEYS: [&str; 7] =
    ["value", "last_year", "last_period", "change", "na", "not_collected", "withheld"];

/// One value where it stands, with what it is called there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'a> {
    pub(crate) name: &'a str,
    pub(crate) raw: Raw<'a>,
    pub(crate) at: Span,
}

impl Binder<'_> {
    /// `[values]`: figures, and tables that may be empty.
    pub(crate) fn values(&mut self, filing: FilingId, map: Map<'_>, voice: &mut Voice<'_>) {
        for entry in map.entries() {
            if let Value::List(_) = entry.node.value() {
                self.held_table(filing, entry, voice);
                continue;
            }
            if let Some(figure) = self.figure(Piece { text: entry.key, at: entry.at }, voice) {
                self.value(filing, figure, entry, voice);
            }
        }
    }

    fn value(
        &mut self,
        filing: FilingId,
        figure: FigureId,
        entry: Entry<'_>,
        voice: &mut Voice<'_>,
    ) {
        let at = entry.node.at();
        let raw = match entry.node.value() {
            Value::Map(map) => return self.braced(filing, figure, Braced { entry, map }, voice),
            value => raw(value),
        };
        self.cell(filing, figure, At { name: entry.key, raw, at }, voice);
    }

    /// One value of a figure.
    pub(crate) fn cell(
        &mut self,
        filing: FilingId,
        figure: FigureId,
        at: At<'_>,
        voice: &mut Voice<'_>,
    ) {
        let indicator = self.plan.figure(figure);
        let kind = Kind { ty: &indicator.ty, digits: indicator.digits };
        let got = read(at.raw, kind);
        self.got(filing, figure, at, got, voice);
    }

    /// Keeps what was read of a value.
    pub(crate) fn got(
        &mut self,
        filing: FilingId,
        figure: FigureId,
        at: At<'_>,
        got: Result<Got<'_>, Fault>,
        voice: &mut Voice<'_>,
    ) {
        let (state, written) = match got {
            Ok(Got::Missing) => return,
            Ok(Got::Number(written)) => (State::Present, written),
            Ok(got) => self.rare(got, at, voice),
            Err(fault) => {
                fault_of(fault, &self.plan.figure(figure).ty, at, voice);
                (State::Wrong, NOUGHT)
            }
        };
        self.keep(filing, figure, at.at, state, written);
    }

    fn rare(&mut self, got: Got<'_>, at: At<'_>, voice: &mut Voice<'_>) -> (State, Written) {
        let whole = |digits: i64| Written { digits, decimals: 0 };
        match got {
            Got::Missing => (State::Wrong, NOUGHT),
            Got::Number(written) => (State::Present, written),
            Got::Fraction(written) => {
                fraction(written, at, voice);
                (State::Present, written)
            }
            Got::Flag(flag) => (State::Present, whole(i64::from(flag))),
            Got::Day(day) => (State::Present, whole(day_digits(day))),
            Got::Text(text) => (State::Present, whole(i64::from(self.text(text)))),
            Got::Absent(state, true) => (state, NOUGHT),
            Got::Absent(state, false) => {
                voice.say(&REASON_MISSING, || codes::reason_missing(at.name, state, at.at));
                (state, NOUGHT)
            }
        }
    }

    fn keep(&mut self, filing: FilingId, figure: FigureId, at: Span, state: State, w: Written) {
        let Ok(figure) = u16::try_from(figure.0) else { return };
        let file = self.elsewhere(filing, at);
        self.facts.cells.push(Cell {
            digits: w.digits,
            start: at.start,
            filing,
            figure,
            length: u16::try_from(at.end - at.start).unwrap_or(u16::MAX),
            decimals: w.decimals,
            state,
            file,
        });
    }

    /// The file of a figure, where that is not its filing's own; notes a figure beside a nil report.
    fn elsewhere(&mut self, filing: FilingId, at: Span) -> u16 {
        let Some(head) = self.facts.filings.get(filing.0 as usize) else { return 0 };
        let own = head.at.file == at.file;
        if head.nil {
            self.beside_nil(filing, at);
        }
        if own { 0 } else { self.cell_file(at.file) }
    }

    /// The number of a file of figures. A submission has a few of them, and they come one by one.
    fn cell_file(&mut self, file: FileId) -> u16 {
        let files = &mut self.facts.cell_files;
        if files.last() != Some(&file) {
            files.push(file);
        }
        u16::try_from(files.len()).unwrap_or(0)
    }

    /// Notes the first figure beside a nil report.
    pub(crate) fn beside_nil(&mut self, filing: FilingId, at: Span) {
        let nil = self.facts.filings.get(filing.0 as usize).is_some_and(|f| f.nil);
        if nil && let Some(more) = self.more(filing) {
            more.nil_beside.get_or_insert(at);
        }
    }

    /// `{ na = "…" }`, `{ value = …, last_year = … }`.
    fn braced(
        &mut self,
        filing: FilingId,
        figure: FigureId,
        braced: Braced<'_>,
        voice: &mut Voice<'_>,
    ) {
        let name = braced.entry.key;
        for entry in braced.map.entries() {
            let at = At { name, raw: raw(entry.node.value()), at: entry.node.at() };
            match entry.key {
                "value" => self.cell(filing, figure, at, voice),
                "last_year" => self.quoted(filing, figure, QuotedAs::LastYear, at, voice),
                "last_period" => self.quoted(filing, figure, QuotedAs::LastPeriod, at, voice),
                "change" => self.quoted(filing, figure, QuotedAs::Change, at, voice),
                key => match absent_state(key) {
                    Some(state) => {
                        let whole = At { at: braced.entry.node.at(), ..at };
                        let got = Ok(Got::Absent(state, has_reason(entry)));
                        self.got(filing, figure, whole, got, voice);
                    }
                    None => unknown_key(entry, Part::Figure, &FIGURE_KEYS, Hint::None, voice),
                },
            }
        }
        if braced.map.is_empty() {
            wrong(braced.entry, want(&self.plan.figure(figure).ty), voice);
        }
    }

    fn quoted(
        &mut self,
        filing: FilingId,
        figure: FigureId,
        what: QuotedAs,
        at: At<'_>,
        voice: &mut Voice<'_>,
    ) {
        let indicator = self.plan.figure(figure);
        let signed = matches!(at.raw, Raw::Text(text) if text.trim_end().ends_with('%'));
        let change = if signed { Ty::Percent } else { Ty::Number(None) };
        let ty = if what == QuotedAs::Change { &change } else { &indicator.ty };
        let value = match read(at.raw, Kind { ty, digits: None }) {
            Ok(Got::Number(written) | Got::Fraction(written)) => written,
            Ok(Got::Missing) => return,
            Ok(Got::Flag(_) | Got::Day(_) | Got::Text(_) | Got::Absent(..)) => {
                return fault_of(Fault::Kind, &Ty::Number(None), at, voice);
            }
            Err(fault) => return fault_of(fault, ty, at, voice),
        };
        let quoted = Quoted { figure, what, value, percent: signed, span: at.at };
        if let Some(more) = self.more(filing) {
            more.quoted.push(quoted);
        }
    }

    /// `[tasks]`: a word, or `{ status = "done", note = "…" }`.
    pub(crate) fn tasks(&mut self, filing: FilingId, map: Map<'_>, voice: &mut Voice<'_>) {
        for entry in map.entries() {
            let Some(task) = self.task(Piece { text: entry.key, at: entry.at }, voice) else {
                continue;
            };
            let told = match entry.node.value() {
                Value::Map(map) => {
                    for inner in map.entries().filter(|e| !TASK_KEYS.contains(&e.key)) {
                        unknown_key(inner, Part::Tasks, &TASK_KEYS, Hint::None, voice);
                    }
                    map.get("status").map(|node| Entry { node, ..entry })
                }
                _ => Some(entry),
            };
            let status = told.and_then(|entry| task_status(entry, voice));
            if let (Some(status), Some(more)) = (status, self.more(filing)) {
                more.tasks.push((task, status, entry.node.at()));
            }
        }
    }

    /// `states`: contents that a document confirms.
    pub(crate) fn states(&mut self, filing: FilingId, many: Many<'_>, voice: &mut Voice<'_>) {
        let mut states = Vec::new();
        each(many, voice, |piece, _| states.push(piece.text.to_owned()));
        if !states.is_empty()
            && let Some(more) = self.more(filing)
        {
            more.states = states;
        }
    }

    /// Whether the plan has a figure of that name.
    pub(crate) fn is_figure(&self, name: &str) -> bool {
        matches!(self.lookup.find_figure(name), Found::Exact(_) | Found::Folded(_))
    }
}

const NOUGHT: Written = Written { digits: 0, decimals: 0 };

#[derive(Clone, Copy)]
struct Braced<'a> {
    entry: Entry<'a>,
    map: Map<'a>,
}

/// A day as digits: `yyyymmdd`.
fn day_digits(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

fn absent_state(key: &str) -> Option<State> {
    match key {
        "na" => Some(State::NotApplicable),
        "not_collected" => Some(State::NotCollected),
        "withheld" => Some(State::Withheld),
        _ => None,
    }
}

fn has_reason(entry: Entry<'_>) -> bool {
    matches!(entry.node.value(), Value::Text(text) if !text.trim().is_empty())
}

/// Why a value in braces is not given, and whether that is said.
pub(crate) fn absent(map: Map<'_>) -> Option<(State, bool)> {
    let entry = map.entries().find(|e| absent_state(e.key).is_some())?;
    Some((absent_state(entry.key)?, has_reason(entry)))
}

fn task_status(entry: Entry<'_>, voice: &mut Voice<'_>) -> Option<TaskStatus> {
    match entry.node.value() {
        Value::Text("todo") => Some(TaskStatus::Todo),
        Value::Text("doing") => Some(TaskStatus::Doing),
        Value::Text("done") => Some(TaskStatus::Done),
        _ => {
            wrong(entry, Want::Words(&TASK_WORDS), voice);
            None
        }
    }
}

/// A value of TOML before its kind is known.
pub(crate) fn raw(value: Value<'_>) -> Raw<'_> {
    match value {
        Value::Text(text) => Raw::Text(text),
        Value::Number(digits) => Raw::Machine(digits),
        Value::Flag(flag) => Raw::Flag(flag),
        Value::Date(day) => Raw::Day(day),
        Value::List(_) | Value::Map(_) | Value::Odd => Raw::Odd,
    }
}

/// What a kind of value is in words.
pub(crate) fn want(ty: &Ty) -> Want<'static> {
    match ty {
        Ty::Count => Want::Whole,
        Ty::Percent => Want::Percent,
        Ty::Truth => Want::Flag,
        Ty::Date => Want::Date,
        Ty::Year => Want::Year,
        Ty::Unit => Want::Unit,
        Ty::Text | Ty::Broken => Want::Text,
        Ty::Amount(_) | Ty::Number(_) | Ty::Ratio | Ty::Duration => Want::Number,
    }
}

/// Says that a percentage looks like a fraction.
pub(crate) fn fraction(written: Written, at: At<'_>, voice: &mut Voice<'_>) {
    voice.say(&PERCENT_AS_FRACTION, || codes::as_fraction(at.name, written, at.at));
}

/// Says why a value is none of its kind.
pub(crate) fn fault_of(fault: Fault, ty: &Ty, at: At<'_>, voice: &mut Voice<'_>) {
    let what = || match at.raw {
        Raw::Machine(text) | Raw::Text(text) => text.to_owned(),
        Raw::Flag(flag) => shown(Value::Flag(flag)),
        Raw::Day(day) => day.to_string(),
        Raw::Odd => "…".to_owned(),
    };
    let name = at.name;
    match fault {
        Fault::Kind => voice
            .say(&WRONG_TYPE, || -> Finding { codes::wrong_type(name, want(ty), &what(), at.at) }),
        Fault::TooLong => voice.say(&WRONG_TYPE, || codes::too_long(name, &what(), at.at)),
        Fault::Ambiguous(a, b) => {
            voice.say(&AMBIGUOUS_NUMBER, || codes::ambiguous_number(name, &what(), (a, b), at.at))
        }
        Fault::Negative(w) => voice.say(&NOT_A_COUNT, || codes::negative_count(name, w, at.at)),
        Fault::Broken(w) => voice.say(&NOT_A_COUNT, || codes::broken_count(name, w, at.at)),
    }
}
