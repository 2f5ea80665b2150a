//! Expressions for a reader: figures by their labels, signs as in print, brackets only where needed:
//! `Số vụ đã khám phá / Số vụ ≥ 75%`. With values in place of names it shows a sum as it was done.

use crate::checks::consistency::check_failed::sign;
use crate::checks::name;
use crate::plan::{
    Change, ColumnId, Condition, Domain, Expr, ExprKind, Over, Set, TableId, TimeRef, Ty, When,
};
use crate::show::kinds;
use crate::show::say::Say;
use crate::syntax::tree::{Aggregate, AmountUnit, DurationUnit, Reach};
use crate::value::{Days, Lang, Num};

/// How tightly a form binds, loosest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tight {
    If,
    Or,
    And,
    Not,
    Compare,
    Sum,
    Product,
    Sign,
    Atom,
}

/// What stands for a figure, column or aggregate instead of its name.
pub(crate) type Values<'a> = dyn Fn(&Expr) -> String + 'a;

/// Prints expressions of one place.
#[derive(Clone, Copy)]
pub(crate) struct Printer<'a> {
    pub(crate) say: Say<'a>,
    /// The table whose columns stand bare.
    pub(crate) table: Option<TableId>,
    /// The table of `it.C`.
    pub(crate) outer: Option<TableId>,
    pub(crate) values: Option<&'a Values<'a>>,
}

impl<'a> Printer<'a> {
    pub(crate) fn new(say: Say<'a>) -> Self {
        Self { say, table: None, outer: None, values: None }
    }

    pub(crate) fn rows(say: Say<'a>, table: TableId) -> Self {
        Self { table: Some(table), ..Self::new(say) }
    }

    /// The expression in words and signs.
    pub(crate) fn show(&self, e: &Expr) -> String {
        self.form(e).0
    }

    /// In brackets where it binds less tightly than its place asks for.
    fn within(&self, e: &Expr, least: Tight) -> String {
        match self.form(e) {
            (text, tight) if tight < least => format!("({text})"),
            (text, _) => text,
        }
    }

    fn form(&self, e: &Expr) -> (String, Tight) {
        match &e.kind {
            ExprKind::Negate(x) => (format!("-{}", self.within(x, Tight::Sign)), Tight::Sign),
            ExprKind::Sum(terms) => (self.sum(terms), Tight::Sum),
            ExprKind::Product(factors) => (self.product(factors), Tight::Product),
            ExprKind::Compare(a, op, b) => {
                let (a, b) = (self.within(a, Tight::Sum), self.within(b, Tight::Sum));
                (format!("{a} {} {b}", sign(*op)), Tight::Compare)
            }
            ExprKind::Within(x, from, to, days) => {
                let range = self.range(*from, *to, *days, &x.ty);
                (format!("{} {range}", self.within(x, Tight::Sum)), Tight::Compare)
            }
            ExprKind::Change(x, change) => {
                let x = self.within(x, Tight::Sum);
                (format!("{x} {}", self.change(change, e)), Tight::Compare)
            }
            ExprKind::And(all) => (self.chain(all, Tight::Not, ["và", "and"]), Tight::And),
            ExprKind::Or(any) => (self.chain(any, Tight::And, ["hoặc", "or"]), Tight::Or),
            ExprKind::Not(x) => {
                let not = self.say.pick("không phải", "not");
                (format!("{not} {}", self.within(x, Tight::Atom)), Tight::Not)
            }
            ExprKind::If(c, a, b) => (self.choice(c, a, b), Tight::If),
            _ => self.atom(e),
        }
    }

    /// What stands for itself, or for its value.
    fn atom(&self, e: &Expr) -> (String, Tight) {
        if let Some(constant) = self.constant(e) {
            return (constant, Tight::Atom);
        }
        if let Some(values) = self.values {
            return (values(e), Tight::Atom);
        }
        match &e.kind {
            ExprKind::In(x, time) => {
                let time = self.time(*time);
                (format!("{} ({time})", self.within(x, Tight::Atom)), Tight::Atom)
            }
            ExprKind::Of(x, unit) => {
                let (x, unit) = (self.within(x, Tight::Atom), self.say.unit_ref(*unit));
                (format!("{x} {} {unit}", self.say.pick("của", "of")), Tight::Atom)
            }
            ExprKind::ToDate(x) => {
                let x = self.within(x, Tight::Atom);
                let text = self.say.pick("lũy kế từ đầu năm", "from the year's first day");
                (format!("{x} {text}"), Tight::Atom)
            }
            ExprKind::Over(over) => self.over(over),
            ExprKind::Reported(x) => {
                let text = self.say.pick("đã báo cáo", "reported:");
                (format!("{text} {}", self.within(x, Tight::Atom)), Tight::Not)
            }
            _ => (self.named(e), Tight::Atom),
        }
    }

    fn constant(&self, e: &Expr) -> Option<String> {
        let say = &self.say;
        Some(match &e.kind {
            ExprKind::Num(n) => name::number(*n, &e.ty, say.lang),
            ExprKind::Date(day) => say.date(*day),
            ExprKind::Text(text) => format!("“{text}”"),
            ExprKind::Bool(true) => say.pick("có", "yes").to_owned(),
            ExprKind::Bool(false) => say.pick("không", "no").to_owned(),
            ExprKind::Duration(n, unit) => self.duration(*n, *unit),
            ExprKind::Unit(unit) => say.unit(*unit).to_owned(),
            ExprKind::Broken => say.pick("(chưa đọc được)", "(not understood)").to_owned(),
            _ => return None,
        })
    }

    fn named(&self, e: &Expr) -> String {
        let say = &self.say;
        match &e.kind {
            ExprKind::Figure(id) => quoted(say.figure(*id)),
            ExprKind::Table(id) => say.table(*id),
            ExprKind::Column(id) => self.column(self.table, *id),
            ExprKind::Outer(id) => {
                let column = self.column(self.outer.or(self.table), *id);
                format!("{column} {}", say.pick("của dòng đang xét", "of the row at hand"))
            }
            ExprKind::It => say.unit_ref(crate::plan::UnitRef::It),
            ExprKind::Above => say.unit_ref(crate::plan::UnitRef::Above),
            ExprKind::Min(list) => self.call(["nhỏ nhất", "least"], list),
            ExprKind::Max(list) => self.call(["lớn nhất", "greatest"], list),
            ExprKind::Met(conditions) => self.met(conditions),
            _ => String::new(),
        }
    }

    fn column(&self, table: Option<TableId>, column: ColumnId) -> String {
        let table = table.map(|t| self.say.plan.table(t));
        let column = table.and_then(|t| t.columns.get(column.at()));
        quoted(column.map_or("?", |c| &c.item.label))
    }

    fn sum(&self, terms: &[(bool, Expr)]) -> String {
        let mut out = String::new();
        for (minus, term) in terms {
            // What follows a minus keeps its brackets: a - (b - c).
            let least = if *minus { Tight::Product } else { Tight::Sum };
            out.push_str(match (out.is_empty(), minus) {
                (true, false) => "",
                (true, true) => "-",
                (false, false) => " + ",
                (false, true) => " - ",
            });
            out.push_str(&self.within(term, least));
        }
        out
    }

    fn product(&self, factors: &[(bool, Expr)]) -> String {
        let mut out = String::new();
        for (divides, factor) in factors {
            let first = out.is_empty();
            out.push_str(match (first, divides) {
                (true, false) => "",
                (true, true) => "1 / ",
                (false, false) => " × ",
                (false, true) => " / ",
            });
            let least = if first && !divides { Tight::Product } else { Tight::Sign };
            out.push_str(&self.within(factor, least));
        }
        out
    }

    fn chain(&self, parts: &[Expr], least: Tight, word: [&str; 2]) -> String {
        let [vi, en] = word;
        let parts: Vec<String> = parts.iter().map(|p| self.within(p, least)).collect();
        parts.join(&format!(" {} ", self.say.pick(vi, en)))
    }

    fn choice(&self, c: &Expr, a: &Expr, b: &Expr) -> String {
        let (c, a, b) = (self.show(c), self.within(a, Tight::Or), self.within(b, Tight::Or));
        match self.say.lang {
            Lang::Vi => format!("nếu {c} thì {a}, nếu không thì {b}"),
            Lang::En => format!("if {c} then {a}, else {b}"),
        }
    }

    fn call(&self, word: [&str; 2], list: &[Expr]) -> String {
        let [vi, en] = word;
        let list: Vec<String> = list.iter().map(|e| self.show(e)).collect();
        format!("{} ({})", self.say.pick(vi, en), list.join("; "))
    }

    fn met(&self, conditions: &[Condition]) -> String {
        let one = |c: &Condition| match c {
            Condition::Expr(e) => self.show(e),
            Condition::Rule(id) => format!("“{}”", self.say.plan.rule(*id).item.label),
        };
        let all: Vec<String> = conditions.iter().map(one).collect();
        let text = self.say.pick("tỷ lệ điều kiện đạt trong số", "part met of");
        format!("{text} ({})", all.join("; "))
    }

    fn duration(&self, n: i64, unit: DurationUnit) -> String {
        let noun = match unit {
            DurationUnit::Year => ["năm", "year", "years"],
            DurationUnit::Month => ["tháng", "month", "months"],
            DurationUnit::Day => ["ngày", "day", "days"],
        };
        crate::diag::words::count(usize::try_from(n).unwrap_or(0), self.say.lang, noun)
    }

    /// A range of numbers or days: `từ 5 đến 8`.
    pub(crate) fn range(&self, from: Option<Num>, to: Option<Num>, days: Days, ty: &Ty) -> String {
        if *ty == Ty::Date {
            return self.say.days(days);
        }
        let show = |n: Num| name::number(n, ty, self.say.lang);
        match (from.map(show), to.map(show), self.say.lang) {
            (Some(a), Some(b), Lang::Vi) => format!("từ {a} đến {b}"),
            (Some(a), Some(b), Lang::En) => format!("from {a} to {b}"),
            (Some(a), None, _) => format!("≥ {a}"),
            (None, Some(b), _) => format!("≤ {b}"),
            (None, None, Lang::Vi) => "bất kỳ".to_owned(),
            (None, None, Lang::En) => "anything".to_owned(),
        }
    }

    fn time(&self, time: TimeRef) -> String {
        match time {
            TimeRef::PreviousYear => {
                self.say.pick("cùng kỳ năm trước", "same period a year before")
            }
            TimeRef::PreviousPeriod => self.say.pick("kỳ liền trước", "the period before"),
            TimeRef::At(When::Phase(id)) => return self.say.phase(id),
            TimeRef::At(when) => return self.say.when(when),
        }
        .to_owned()
    }

    /// `giảm ít nhất 3%, phấn đấu 5%, so với …`
    fn change(&self, change: &Change, e: &Expr) -> String {
        let ty = match &e.kind {
            ExprKind::Change(x, _) => &x.ty,
            _ => &e.ty,
        };
        let from = match change.named {
            Some(phase) => self.reference(phase),
            None => self.time(change.from),
        };
        let verb = if change.falls {
            self.say.pick("giảm", "falls")
        } else {
            self.say.pick("tăng", "rises")
        };
        let by = self.amount(change, ty);
        match self.say.lang {
            Lang::Vi => format!("{verb}{by} so với {from}"),
            Lang::En => format!("{verb}{by} from {from}"),
        }
    }

    /// A phase or baseline that something is compared with.
    fn reference(&self, phase: crate::plan::PhaseId) -> String {
        let phase = self.say.plan.phase(phase);
        let days = match phase.period {
            Some(p) => p.show(self.say.lang),
            None => self.say.days(phase.days),
        };
        format!("“{}” ({days})", phase.item.label)
    }

    fn amount(&self, change: &Change, ty: &Ty) -> String {
        let Some((least, aim, unit)) = change.amount else { return String::new() };
        let lang = self.say.lang;
        let show = |n: Num| match unit {
            AmountUnit::Percent => name::number(n, &Ty::Percent, lang),
            AmountUnit::Points => {
                let n = n.mul(Num::whole(100)).unwrap_or(n).show(2, lang);
                format!("{n} {}", self.say.pick("điểm phần trăm", "points"))
            }
            AmountUnit::Own => name::number(n, ty, lang),
        };
        let word = if change.strict {
            self.say.pick("trên", "by more than")
        } else {
            self.say.pick("ít nhất", "by at least")
        };
        let yearly = if change.a_year { self.say.pick(" mỗi năm", " a year") } else { "" };
        let aim = aim.map(|n| format!(", {} {},", self.say.pick("phấn đấu", "aiming at"), show(n)));
        format!(" {word} {}{yearly}{}", show(least), aim.unwrap_or_default())
    }

    fn over(&self, over: &Over) -> (String, Tight) {
        let inner = match over.domain {
            Domain::Table(table) => {
                Self { table: Some(table), outer: self.table.or(self.outer), ..*self }
            }
            Domain::Units(_) => *self,
        };
        let reach = match over.reach {
            Reach::This => "",
            Reach::SoFar => self.say.pick(" từ đầu kế hoạch đến kỳ này", " so far"),
            Reach::Earlier => self.say.pick(" ở các kỳ trước", " of earlier periods"),
        };
        let of = format!("{}{reach}", self.domain(over.domain));
        let filter = over.filter.as_ref().map(|f| inner.within(f, Tight::And));
        let where_ = filter.map(|f| format!(" {} {f}", self.say.pick("mà", "where")));
        let where_ = where_.unwrap_or_default();
        let x = over.expr.as_ref().map(|e| inner.within(e, Tight::And)).unwrap_or_default();
        let text = match (over.what, self.say.lang) {
            (Aggregate::Count, Lang::Vi) if x.is_empty() => format!("số {of}{where_}"),
            (Aggregate::Count, Lang::En) if x.is_empty() => format!("number of {of}{where_}"),
            (Aggregate::Count, Lang::Vi) => format!("số {of}{where_} có {x}"),
            (Aggregate::Count, Lang::En) => format!("number of {of}{where_} such that {x}"),
            (Aggregate::Share, Lang::Vi) => format!("tỷ lệ {of}{where_} có {x}"),
            (Aggregate::Share, Lang::En) => format!("share of {of}{where_} such that {x}"),
            (Aggregate::Sum, Lang::Vi) => format!("tổng {x} của các {of}{where_}"),
            (Aggregate::Sum, Lang::En) => format!("sum of {x} over {of}{where_}"),
            (Aggregate::Min, Lang::Vi) => format!("{x} nhỏ nhất trong các {of}{where_}"),
            (Aggregate::Min, Lang::En) => format!("least {x} over {of}{where_}"),
            (Aggregate::Max, Lang::Vi) => format!("{x} lớn nhất trong các {of}{where_}"),
            (Aggregate::Max, Lang::En) => format!("greatest {x} over {of}{where_}"),
        };
        let bare = over.filter.is_none() && over.expr.is_none();
        (text, if bare { Tight::Atom } else { Tight::Compare })
    }

    /// What an aggregate runs over: `dòng của bảng “…”`, `đơn vị thuộc “…”`.
    fn domain(&self, domain: Domain) -> String {
        let say = &self.say;
        let set = match domain {
            Domain::Table(table) => {
                return format!("{} {}", say.pick("dòng của bảng", "rows of"), say.table(table));
            }
            Domain::Units(set) => set,
        };
        match say.plan.set(set) {
            Set::Every { kinds, under, .. } => {
                let kinds: Vec<String> = kinds.iter().map(|k| kinds::word(k, say.lang)).collect();
                let under =
                    under.map(|u| format!(" {} {}", say.pick("thuộc", "under"), say.unit_ref(u)));
                format!("{}{}", kinds.join(", "), under.unwrap_or_default())
            }
            Set::Unit(_) | Set::Group(_) | Set::It | Set::Above => {
                format!("{} “{}”", say.pick("đơn vị thuộc", "units of"), say.set(set))
            }
        }
    }
}

/// A label among signs: in quotes where its own signs could be taken for those of the expression.
fn quoted(label: &str) -> String {
    let signs = [" + ", " - ", " / ", " × ", "=", "<", ">"];
    let unclear = signs.iter().any(|s| label.contains(s));
    if unclear { format!("“{label}”") } else { label.to_owned() }
}
