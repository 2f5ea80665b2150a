//! What a report or document carries: figures, statuses of tasks, contents it confirms.

use crate::diag::{Code, Finding, Subject};
use crate::facts::binder::{Binder, Piece};
use crate::facts::blocks::{FIGURE, TASK, TASK_WORDS};
use crate::facts::codes::{
    self, AMBIGUOUS_NUMBER, Hint, NOT_A_COUNT, PERCENT_AS_FRACTION, Part, REASON_MISSING,
    WRONG_TYPE, Want,
};
use crate::facts::header::{Many, each, shown, wrong};
use crate::facts::keys::unknown_key;
use crate::facts::values::{Fault, Got, Kind, Raw, read};
use crate::facts::voice::Voice;
use crate::facts::{FilingId, New, Quoted, QuotedAs, State, TaskStatus};
use crate::plan::{FigureId, Item, Ty};
use crate::source::Span;
use crate::table::toml::{Entry, Map, Value};
use crate::value::{Date, Written};

/// One value where it stands, with what it is called there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'a> {
    pub(crate) name: &'a str,
    pub(crate) raw: Raw<'a>,
    pub(crate) span: Span,
    /// The figure, or the column with its table, as the plan has it.
    pub(crate) of: Of<'a>,
}

/// What a value is of.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Of<'a> {
    Figure(&'a Item),
    Column(&'a Item, &'a Item),
}

/// Says what is wrong with a value, with the figure (or `table.column`) that it is of and the item of the plan
/// that wants another one.
pub(crate) fn of_value(
    code: &'static Code,
    at: At<'_>,
    voice: &mut Voice<'_>,
    what: &dyn Fn() -> Finding,
) {
    let plan = voice.whose.map(|w| w.plan);
    let (item, figure): (&Item, &dyn Fn() -> String) = match &at.of {
        Of::Figure(item) => (item, &|| item.id.clone()),
        Of::Column(table, column) => (column, &|| format!("{}.{}", table.id, column.id)),
    };
    voice.say(code, || {
        let subject = Subject { figure: Some(figure()), ..Subject::default() };
        let mut finding = what().about(subject).severity(item.severity_of(code));
        finding.clause = plan.map(|plan| plan.clause(item, item.name).into());
        finding
    });
}

/// A figure of a filing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Goal {
    pub(crate) filing: FilingId,
    pub(crate) figure: FigureId,
}

impl<'p> Binder<'p> {
    /// `[values]`: figures, and tables that may be empty.
    pub(crate) fn values(&mut self, filing: FilingId, map: Map<'_>, voice: &mut Voice<'_>) {
        for entry in map.entries() {
            if let Value::List(_) = entry.node.value() {
                self.held_table(filing, entry, voice);
                continue;
            }
            if let Some(figure) = self.figure(Piece { text: entry.key, at: entry.at }, voice) {
                let goal = Goal { filing, figure };
                if let Some(map) = entry.node.map() {
                    self.braced(goal, entry, map, voice);
                } else {
                    self.cell(goal, self.at(goal, entry, entry.key), voice);
                }
            }
        }
    }

    /// A value of a figure where it stands; `name` is how the figure is called there.
    fn at<'a>(&self, goal: Goal, entry: Entry<'a>, name: &'a str) -> At<'a>
    where
        'p: 'a,
    {
        let of = Of::Figure(&self.plan.figure(goal.figure).item);
        At { name, raw: raw(entry.node.value()), span: entry.node.at(), of }
    }

    /// One value of a figure.
    fn cell(&mut self, goal: Goal, at: At<'_>, voice: &mut Voice<'_>) {
        let indicator = self.plan.figure(goal.figure);
        let got = read(at.raw, Kind { ty: &indicator.ty, digits: indicator.digits });
        self.got(goal, at, got, voice);
    }

    /// Keeps what was read of a value.
    pub(crate) fn got(
        &mut self,
        goal: Goal,
        at: At<'_>,
        got: Result<Got<'_>, Fault>,
        voice: &mut Voice<'_>,
    ) {
        let told = voice.sink.len();
        if let Some((state, written)) = self.told(goal, at, got, voice) {
            self.keep(goal, at.span, state, written);
        }
        if voice.sink.len() > told {
            voice.sink.about(told, &self.subject(goal));
        }
    }

    /// The state of a value and its digits; `None` where there is none.
    fn told(
        &mut self,
        goal: Goal,
        at: At<'_>,
        got: Result<Got<'_>, Fault>,
        voice: &mut Voice<'_>,
    ) -> Option<(State, Written)> {
        let whole = |digits: i64| Written { digits, decimals: 0 };
        Some(match got {
            Ok(Got::Missing) => return None,
            Ok(Got::Number(written)) => (State::Present, written),
            Ok(Got::Fraction(written)) => {
                fraction(written, at, voice);
                (State::Present, written)
            }
            Ok(Got::Flag(flag)) => (State::Present, whole(i64::from(flag))),
            Ok(Got::Day(day)) => (State::Present, whole(day_digits(day))),
            Ok(Got::Text(text)) => (State::Present, whole(i64::from(self.text(text)))),
            Ok(Got::Absent(state, reason)) => {
                if !reason {
                    no_reason(state, at, voice);
                }
                (state, whole(0))
            }
            Err(fault) => {
                fault_of(fault, &self.plan.figure(goal.figure).ty, at, voice);
                (State::Wrong, whole(0))
            }
        })
    }

    /// Whose figure it is, of which time and paper.
    fn subject(&self, goal: Goal) -> Subject {
        let plan = self.plan;
        let figure = Some(plan.figure(goal.figure).item.id.clone());
        let Some(filing) = self.facts.filings.get(goal.filing.0 as usize) else {
            return Subject { figure, ..Subject::default() };
        };
        let duty = self.facts.duties_of(filing).first();
        Subject {
            unit: Some(plan.unit(filing.about).item.id.clone()),
            period: filing.when.map(|when| plan.when_id(when)),
            duty: duty.map(|duty| plan.duty(*duty).item.id.clone()),
            figure,
        }
    }

    /// Keeps a value, that reading it raised nothing or not.
    pub(crate) fn keep(&mut self, goal: Goal, at: Span, state: State, written: Written) {
        let Goal { filing, figure } = goal;
        if self.facts.filings.get(filing.0 as usize).is_some_and(|head| head.nil) {
            self.beside_nil(filing, at);
        }
        self.facts.cells.push(New { filing, figure, state, written, at });
    }

    /// Notes the first figure beside a nil report.
    pub(crate) fn beside_nil(&mut self, filing: FilingId, at: Span) {
        let nil = self.facts.filings.get(filing.0 as usize).is_some_and(|f| f.nil);
        if nil && let Some(more) = self.more(filing) {
            more.nil_beside.get_or_insert(at);
        }
    }

    /// `{ na = "…" }`, `{ value = …, last_year = … }`.
    fn braced(&mut self, goal: Goal, figure: Entry<'_>, map: Map<'_>, voice: &mut Voice<'_>) {
        for entry in map.entries() {
            let at = self.at(goal, entry, figure.key);
            match entry.key {
                "value" => self.cell(goal, at, voice),
                "last_year" => self.quoted(goal, QuotedAs::LastYear, at, voice),
                "last_period" => self.quoted(goal, QuotedAs::LastPeriod, at, voice),
                "change" => self.quoted(goal, QuotedAs::Change, at, voice),
                key => match absent_state(key) {
                    Some(state) => {
                        let whole = At { span: figure.node.at(), ..at };
                        self.got(goal, whole, Ok(Got::Absent(state, has_reason(entry))), voice);
                    }
                    None => unknown_key(entry, Part::Figure, &FIGURE, Hint::None, voice),
                },
            }
        }
        if map.is_empty() {
            wrong(figure, want(&self.plan.figure(goal.figure).ty), voice);
        }
    }

    fn quoted(&mut self, goal: Goal, what: QuotedAs, at: At<'_>, voice: &mut Voice<'_>) {
        let percent = matches!(at.raw, Raw::Text(text) if text.trim_end().ends_with('%'));
        let change = if percent { Ty::Percent } else { Ty::Number(None) };
        let ty = if what == QuotedAs::Change { &change } else { &self.plan.figure(goal.figure).ty };
        let value = match read(at.raw, Kind { ty, digits: None }) {
            Ok(Got::Number(written) | Got::Fraction(written)) => written,
            Ok(Got::Missing) => return,
            Ok(Got::Flag(_) | Got::Day(_) | Got::Text(_) | Got::Absent(..)) => {
                return fault_of(Fault::Kind, &Ty::Number(None), at, voice);
            }
            Err(fault) => return fault_of(fault, ty, at, voice),
        };
        let quoted = Quoted { figure: goal.figure, what, value, percent, span: at.span };
        if let Some(more) = self.more(goal.filing) {
            more.quoted.push(quoted);
        }
    }

    /// `[tasks]`: a word, or `{ status = "done", note = "…" }`.
    pub(crate) fn tasks(&mut self, filing: FilingId, map: Map<'_>, voice: &mut Voice<'_>) {
        for entry in map.entries() {
            let Some(task) = self.task(Piece { text: entry.key, at: entry.at }, voice) else {
                continue;
            };
            let inner = entry.node.map();
            for inner in inner.into_iter().flat_map(Map::entries) {
                if !TASK.has(inner.key) {
                    unknown_key(inner, Part::Tasks, &TASK, Hint::None, voice);
                }
            }
            let told = inner.map_or(Some(entry.node), |map| map.get("status"));
            let status = told.and_then(|node| task_status(Entry { node, ..entry }, voice));
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
        self.lookup.find_figure(name).one().is_some()
    }
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
    if let Value::Text(word) = entry.node.value() {
        match word.trim() {
            "todo" => return Some(TaskStatus::Todo),
            "doing" => return Some(TaskStatus::Doing),
            "done" => return Some(TaskStatus::Done),
            _ => {}
        }
    }
    wrong(entry, Want::Words(&TASK_WORDS), voice);
    None
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

/// Says that a value is not given and nothing says why.
pub(crate) fn no_reason(state: State, at: At<'_>, voice: &mut Voice<'_>) {
    let finding = || codes::reason_missing(at.name, state, at.span);
    of_value(&REASON_MISSING, at, voice, &finding);
}

/// Says that a percentage looks like a fraction.
pub(crate) fn fraction(written: Written, at: At<'_>, voice: &mut Voice<'_>) {
    let finding = || codes::as_fraction(at.name, written, at.span);
    of_value(&PERCENT_AS_FRACTION, at, voice, &finding);
}

/// Says why a value is none of its kind.
pub(crate) fn fault_of(fault: Fault, ty: &Ty, at: At<'_>, voice: &mut Voice<'_>) {
    let what = || match at.raw {
        Raw::Machine(text) | Raw::Text(text) => text.to_owned(),
        Raw::Flag(flag) => shown(Value::Flag(flag)),
        Raw::Day(day) => day.to_string(),
        Raw::Odd => "…".to_owned(),
    };
    let (name, span) = (at.name, at.span);
    let code = match fault {
        Fault::Kind | Fault::TooLong => &WRONG_TYPE,
        Fault::Ambiguous(..) => &AMBIGUOUS_NUMBER,
        Fault::Negative(_) | Fault::Broken(_) => &NOT_A_COUNT,
    };
    let finding = || match fault {
        Fault::Kind => codes::wrong_type(name, want(ty), &what(), span),
        Fault::TooLong => codes::too_long(name, &what(), span),
        Fault::Ambiguous(a, b) => codes::ambiguous_number(name, &what(), (a, b), span),
        Fault::Negative(written) => codes::negative_count(name, written, span),
        Fault::Broken(written) => codes::broken_count(name, written, span),
    };
    of_value(code, at, voice, &finding);
}
