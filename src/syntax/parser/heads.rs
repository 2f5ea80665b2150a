//! The table of clauses: which heads each kind of block has, how such a clause looks, how its arguments
//! are read, and how many times it may stand. The parser and every look-up read it.

use crate::syntax::parser::clause_duty as duty;
use crate::syntax::parser::clause_figure as figure;
use crate::syntax::parser::clause_rule as rule;
use crate::syntax::parser::{Parse, Parser, clause};
use crate::syntax::tree::{Args, Kind};
use crate::syntax::words::Want;

/// Reads the arguments of a clause, the cursor behind its head.
type ReadArgs = fn(&mut Parser<'_>) -> Parse<Args>;

/// A block of clauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Block {
    Item(Kind),
    /// Of a column.
    Column,
    /// Below `require` and `reading`.
    Sub,
}

impl Block {
    /// All blocks that have clauses of their own.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        Kind::ALL.into_iter().map(Self::Item).chain([Self::Column])
    }

    /// What messages call it.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Item(kind) => kind.word(),
            Self::Column => "column",
            Self::Sub => "require",
        }
    }
}

/// How many times a clause may stand in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Times {
    Once,
    AtMostOnce,
    AnyNumber,
    AtLeastOnce,
    /// Needed unless a clause of this head is there.
    Unless(&'static str),
}

/// One line of the table.
#[derive(Debug)]
pub(crate) struct Head {
    /// The head that the tree has: `due`, `part of`; `value` for what an indicator counts.
    pub(crate) name: &'static str,
    /// The words a clause begins with.
    pub(crate) words: &'static str,
    /// A whole clause, as one would write it.
    pub(crate) example: &'static str,
    pub(crate) times: Times,
    pub(super) read: ReadArgs,
}

const fn head(name: &'static str, example: &'static str, times: Times, read: ReadArgs) -> Head {
    Head { name, words: name, example, times, read }
}

const fn once(name: &'static str, example: &'static str, read: ReadArgs) -> Head {
    head(name, example, Times::Once, read)
}

const fn maybe(name: &'static str, example: &'static str, read: ReadArgs) -> Head {
    head(name, example, Times::AtMostOnce, read)
}

const fn any(name: &'static str, example: &'static str, read: ReadArgs) -> Head {
    head(name, example, Times::AnyNumber, read)
}

const fn some(name: &'static str, example: &'static str, read: ReadArgs) -> Head {
    head(name, example, Times::AtLeastOnce, read)
}

/// What an indicator counts: the word is both head and argument.
const fn value(words: &'static str, example: &'static str) -> Head {
    Head { name: "value", words, example, times: Times::Once, read: figure::value }
}

/// Clauses of every kind.
static COMMON: [Head; 4] = [
    any("cite", "cite \"IV.3\"", clause::cite),
    any("assume", "assume \"…\" by \"…\" on 2019-01-31", clause::assume),
    any("severity", "severity note", clause::severity),
    any("says", "says \"…\"", clause::text),
];

static PLAN: [Head; 11] = [
    maybe("number", "number \"59/KH-UBND\"", clause::text_or_open),
    maybe("issued", "issued 2018-04-16 by ubnd_tinh", clause::issued),
    maybe("province", "province \"Quảng Ngãi\"", clause::text_or_open),
    maybe("runs", "runs 2018-04-16 .. 2020-12-31", clause::runs_or_open),
    maybe("first", "first 2018-Q2", clause::period),
    any("implements", "implements \"4170/QĐ-BCA-C41\" dated 2017-11-14", clause::document),
    any("replaces", "replaces \"12/KH-UBND\" dated 2016-01-31", clause::document),
    maybe("about", "about ubnd_tinh", clause::unit),
    maybe("calendar", "calendar civil until 2019-03-11, decree_09_2019", clause::calendar),
    maybe("judged by", "judged by received", clause::judged_by),
    maybe("rolls", "rolls", clause::rolls),
];

static UNIT: [Head; 6] = [
    maybe("kind", "kind district", |p| clause::name(p, Want::KIND_OF_UNIT)),
    maybe("under", "under ubnd_tinh", |p| clause::name(p, Want::UNIT)),
    any("alias", "alias \"Công an tỉnh\" from 2020-02-01", clause::unit_alias),
    maybe("runs", "runs 2020-02-01 ..", clause::runs),
    any("becomes", "becomes xa_binh_son, xa_van_tuong", clause::becomes),
    any("seat", "seat \"Trưởng ban\" \"Phó Giám đốc\"", clause::seat),
];

static GROUP: [Head; 4] = [
    head(
        "members",
        "members every district under ubnd_tinh",
        Times::Unless("unknown"),
        clause::who,
    ),
    any("except", "except so_y_te", clause::who),
    maybe("unknown", "unknown \"văn bản không kể tên\"", clause::maybe_text),
    maybe("open", "open \"văn bản không kê đủ\"", clause::maybe_text),
];

static PHASE: [Head; 2] = [
    once("runs", "runs 2019 .. 2020", clause::runs),
    maybe("after", "after gd1", |p| clause::name(p, Want::NAME)),
];

static BASELINE: [Head; 1] = [once("runs", "runs 2015 .. 2017", clause::runs)];

static EVENT: [Head; 1] = [any("alias", "alias \"nhận kế hoạch\"", clause::texts)];

static INDICATOR: [Head; 17] = [
    value("count", "count flow"),
    value("amount", "amount \"triệu đồng\" flow"),
    value("percent", "percent"),
    value("number", "number \"km\" level"),
    value("flag", "flag"),
    value("text", "text"),
    value("date", "date"),
    value("year", "year"),
    any("part of", "part of vu_an", figure::part_of),
    maybe("equals", "equals thu - chi", figure::equals),
    any("reading", "reading \"cách hiểu khác\" thu / chi", figure::reading),
    maybe("sums over", "sums over huyen", figure::who1),
    maybe("includes", "includes huyen", figure::who1),
    maybe("within", "within 0% .. 100%", figure::within),
    maybe("digits", "digits 1", figure::integer),
    maybe("owner", "owner cong_an_tinh", clause::unit),
    any("alias", "alias \"số vụ\"", clause::texts),
];

static TABLE: [Head; 6] = [
    once("key", "key xa", |p| clause::names(p, Want::COLUMN)),
    maybe("per", "per year of ket_thuc", figure::per),
    maybe("covers", "covers huyen", figure::who1),
    some("column", "column vu \"Số vụ\" count", figure::column),
    any("require", "require bat_dau < ket_thuc", figure::require),
    any("alias", "alias \"địa bàn\"", clause::texts),
];

static COLUMN: [Head; 8] = [
    any("part of", "part of vu", figure::part_of),
    maybe("equals", "equals bat_dau + 1 year", figure::equals),
    any("reading", "reading \"cách hiểu khác\" thu / chi", figure::reading),
    maybe("within", "within 0 .. 10", figure::within),
    maybe("digits", "digits 1", figure::integer),
    any("alias", "alias \"số vụ\"", clause::texts),
    maybe("optional", "optional", clause::flag),
    maybe("in", "in lua_chon", |p| clause::name(p, Want::TABLE)),
];

/// Clauses of report, deliver and task alike.
static DUTY: [Head; 16] = [
    maybe("with", "with so_nganh", clause::who),
    maybe("drafted by", "drafted by cong_an_tinh", clause::who),
    any("to", "to ubnd_tinh via cong_an_tinh", duty::to),
    maybe("copy", "copy ubnd_tinh", duty::copy),
    maybe("every", "every quarter, H1, Y", duty::every),
    maybe("during", "during gd1", duty::during),
    any("due", "due within 15 days", duty::due),
    any("closes", "closes 14/12 for Y", duty::closes),
    maybe("when", "when nhan_ke_hoach", |p| clause::name(p, Want::EVENT)),
    maybe("form", "form \"BC\"", clause::texts),
    maybe("function", "function \"y tế\"", clause::text),
    maybe("allows nil", "allows nil", clause::flag),
    maybe("first", "first 2018-Q2", clause::period),
    maybe("same as", "same as kh_don_vi", |p| clause::name(p, Want::DUTY)),
    maybe("judged by", "judged by signed", clause::judged_by),
    maybe("rolls", "rolls", clause::rolls),
];

/// Clauses of report and deliver.
static FILED: [Head; 4] = [
    once("from", "from so_nganh, huyen", clause::whom),
    maybe("about", "about ubnd_tinh", clause::unit),
    any("carries", "carries vu_an, vu_kham_pha from huyen for Y", duty::carries),
    maybe("alias", "alias \"báo cáo quý\"", clause::texts),
];

static REPORT: [Head; 2] = [
    maybe("totals", "totals dinh_ky", |p| clause::names(p, Want::DUTY)),
    maybe("tells tasks", "tells tasks of lead, with", duty::tells_tasks),
];

static DELIVER: [Head; 1] = [any("states", "states \"phân công nhiệm vụ\"", clause::texts)];

static TASK: [Head; 2] = [
    maybe("lead", "lead cong_an_tinh", clause::whom),
    maybe("product", "product \"cơ sở dữ liệu\"", clause::text),
];

static TARGET: [Head; 3] = [
    maybe("for", "for rows of dia_ban", rule::subjects),
    some("require", "require vu_kp / vu >= 80%  every year", rule::require_with_tail),
    any("reading", "reading \"trở lên\" vu_kp / vu >= 90%  every year", rule::reading_with_tail),
];

static LIMIT: [Head; 3] = [
    maybe("for", "for huyen", rule::subjects),
    some("require", "require so_dia_ban <= 15% * so_xa", rule::require),
    any("reading", "reading \"cả giai đoạn\" so_dia_ban <= 15% * so_xa", rule::reading),
];

static NOTE: [Head; 2] = [
    any("lists", "lists \"Quốc lộ 1\", \"Quốc lộ 24\"", clause::texts),
    maybe("count", "count 4", figure::integer),
];

static AMEND: [Head; 8] = [
    once("changes", "changes kh_59", |p| clause::name(p, Want::NAME)),
    once("number", "number \"120/QĐ-UBND\"", clause::text_or_open),
    maybe("issued", "issued 2019-05-20 by ubnd_tinh", clause::issued),
    once("runs", "runs 2019-06-01 ..", clause::runs),
    any("remove", "remove target giam_pphs", rule::remove),
    any("replace", "replace report dinh_ky { … }", rule::item),
    any("add", "add check moi { … }", rule::item),
    any("set", "set report dinh_ky due within 10 days", rule::set),
];

static TEST: [Head; 4] = [
    once("as of", "as of 2018-07-31", rule::as_of),
    maybe("data", "data \"mau\"", clause::text),
    any("given", "given dinh_ky from binh_son for 2018-H1 with vu_an = 24", rule::given),
    some("expect", "expect giam_pphs missed in 2020", rule::expect),
];

/// Its own clauses, in up to three parts, shared ones among them.
fn own(block: Block) -> [&'static [Head]; 3] {
    match block {
        Block::Item(Kind::Plan) => [&PLAN, &[], &[]],
        Block::Item(Kind::Unit) => [&UNIT, &[], &[]],
        Block::Item(Kind::Group) => [&GROUP, &[], &[]],
        Block::Item(Kind::Phase) => [&PHASE, &[], &[]],
        Block::Item(Kind::Baseline) => [&BASELINE, &[], &[]],
        Block::Item(Kind::Event) => [&EVENT, &[], &[]],
        Block::Item(Kind::Indicator) => [&INDICATOR, &[], &[]],
        Block::Item(Kind::Table) => [&TABLE, &[], &[]],
        Block::Item(Kind::Report) => [&FILED, &DUTY, &REPORT],
        Block::Item(Kind::Deliver) => [&FILED, &DUTY, &DELIVER],
        Block::Item(Kind::Task) => [&TASK, &DUTY, &[]],
        Block::Item(Kind::Target) => [&TARGET, &[], &[]],
        Block::Item(Kind::Limit | Kind::Check) => [&LIMIT, &[], &[]],
        Block::Item(Kind::Note) => [&NOTE, &[], &[]],
        Block::Item(Kind::Amend) => [&AMEND, &[], &[]],
        Block::Item(Kind::Test) => [&TEST, &[], &[]],
        Block::Column => [&COLUMN, &[], &[]],
        Block::Sub => [&[], &[], &[]],
    }
}

/// The clauses of a block: its own, then those that every block has.
pub(crate) fn heads(block: Block) -> impl Iterator<Item = &'static Head> {
    own(block).into_iter().chain([COMMON.as_slice()]).flatten()
}
