//! What names stand for: each space of names on its own, with the nearest where nothing fits.

use indexmap::IndexMap;
use indexmap::map::Entry;
use rustc_hash::FxBuildHasher;

use crate::plan::codes::{Noun, noun, unknown_name, wrong_kind};
use crate::plan::from_syntax::Resolver;
use crate::plan::{DutyId, EventId, FigureId, GroupId, PhaseId, TableId, UnitId, UnitRef};
use crate::source::Span;
use crate::syntax::tree::{Kind, Name};

/// How many names are looked through for the nearest, over all findings.
const MOST_COMPARED: usize = 400_000;

/// Names are unique within a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    Who,
    Time,
    Figure,
    Duty,
    Rule,
    Plan,
    Task,
    Note,
    Amend,
    Test,
}

impl Space {
    pub(crate) const ALL: [Self; 10] = [
        Self::Who,
        Self::Time,
        Self::Figure,
        Self::Duty,
        Self::Rule,
        Self::Plan,
        Self::Task,
        Self::Note,
        Self::Amend,
        Self::Test,
    ];

    pub(crate) const fn of(kind: Kind) -> Self {
        match kind {
            Kind::Unit | Kind::Group => Self::Who,
            Kind::Phase | Kind::Baseline | Kind::Event => Self::Time,
            Kind::Indicator | Kind::Table => Self::Figure,
            Kind::Report | Kind::Deliver => Self::Duty,
            Kind::Target | Kind::Limit | Kind::Check => Self::Rule,
            Kind::Plan => Self::Plan,
            Kind::Task => Self::Task,
            Kind::Note => Self::Note,
            Kind::Amend => Self::Amend,
            Kind::Test => Self::Test,
        }
    }
}

/// What a name was declared as.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Declared {
    pub(crate) kind: Kind,
    /// In the list of its kind; `None` where the item is incomplete: the name is known and brings nothing.
    pub(crate) id: Option<u32>,
    pub(crate) span: Span,
}

type Declarations<'a> = IndexMap<&'a str, Declared, FxBuildHasher>;

/// All names of a plan with its libraries, as their items have them.
#[derive(Debug, Default)]
pub(crate) struct Names<'a> {
    spaces: [Declarations<'a>; Space::ALL.len()],
}

impl<'a> Names<'a> {
    fn space(&self, space: Space) -> &Declarations<'a> {
        // Spaces are the indices of this array.
        let [first, ..] = &self.spaces;
        self.spaces.get(space as usize).unwrap_or(first)
    }

    /// Declares a name; the item that has it already, if one has.
    pub(crate) fn declare(&mut self, name: &'a Name, declared: Declared) -> Option<Declared> {
        let space = self.spaces.get_mut(Space::of(declared.kind) as usize)?;
        match space.entry(&name.text) {
            Entry::Occupied(first) => Some(*first.get()),
            Entry::Vacant(free) => {
                free.insert(declared);
                None
            }
        }
    }

    pub(crate) fn find(&self, space: Space, name: &str) -> Option<Declared> {
        self.space(space).get(name).copied()
    }

    /// The names of a space that stand for one of these kinds, in the order declared.
    pub(crate) fn known(&self, space: Space, kinds: &[Kind]) -> Vec<&'a str> {
        let fits = |d: &Declared| kinds.contains(&d.kind);
        let all = self.space(space).iter().filter(|(_, d)| fits(d));
        all.map(|(name, _)| *name).collect()
    }

    /// What a name stands for in any other space.
    fn elsewhere(&self, not: Space, name: &str) -> Option<Declared> {
        let mut others = Space::ALL.into_iter().filter(|s| *s != not);
        others.find_map(|s| self.find(s, name))
    }
}

/// What a place wants a name to stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    Unit,
    Who,
    Span,
    Event,
    Figure,
    Table,
    FigureOrTable,
    Duty,
    Rule,
}

impl Wanted {
    fn space(self) -> Space {
        match self {
            Self::Unit | Self::Who => Space::Who,
            Self::Span | Self::Event => Space::Time,
            Self::Figure | Self::Table | Self::FigureOrTable => Space::Figure,
            Self::Duty => Space::Duty,
            Self::Rule => Space::Rule,
        }
    }

    fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Unit => &[Kind::Unit],
            Self::Who => &[Kind::Unit, Kind::Group],
            Self::Span => &[Kind::Phase, Kind::Baseline],
            Self::Event => &[Kind::Event],
            Self::Figure => &[Kind::Indicator],
            Self::Table => &[Kind::Table],
            Self::FigureOrTable => &[Kind::Indicator, Kind::Table],
            Self::Duty => &[Kind::Report, Kind::Deliver],
            Self::Rule => &[Kind::Target, Kind::Limit, Kind::Check],
        }
    }

    fn noun(self) -> Noun {
        match self {
            Self::Who => ["đơn vị hoặc nhóm đơn vị", "a unit or a group"],
            Self::Span => ["giai đoạn hoặc gốc so sánh", "a phase or a baseline"],
            Self::FigureOrTable => ["số liệu hoặc bảng", "an indicator or a table"],
            Self::Duty => ["báo cáo hoặc văn bản", "a report or a document"],
            Self::Rule => ["chỉ tiêu, giới hạn hoặc phép kiểm tra", "a target, a limit or a check"],
            Self::Unit => noun(Kind::Unit),
            Self::Event => noun(Kind::Event),
            Self::Figure => noun(Kind::Indicator),
            Self::Table => noun(Kind::Table),
        }
    }
}

impl Resolver<'_> {
    /// What a name stands for, when it fits; else says why not. `None` also for incomplete items.
    pub(crate) fn look(&mut self, name: &Name, wanted: Wanted) -> Option<(Kind, u32)> {
        let declared = self.declared(name, wanted)?;
        Some((declared.kind, declared.id?))
    }

    /// As `look`, for incomplete items too.
    pub(crate) fn declared(&mut self, name: &Name, wanted: Wanted) -> Option<Declared> {
        let (space, kinds) = (wanted.space(), wanted.kinds());
        let found = self.names.find(space, &name.text);
        let other = || self.names.elsewhere(space, &name.text);
        match found.or_else(other) {
            Some(d) if found.is_some() && kinds.contains(&d.kind) => {
                self.plan.named.insert(d.span);
                return Some(d);
            }
            Some(d) => {
                let is = (d.kind, d.span);
                self.sink.push(wrong_kind::name(&name.text, name.span, is, wanted.noun()));
            }
            None => {
                let known = self.names.known(space, kinds);
                // Thousands of mistakes are one mistake: nobody reads suggestions for each.
                let few = self.compared + known.len() <= MOST_COMPARED;
                let known = if few { known } else { Vec::new() };
                self.compared += known.len();
                let finding = unknown_name::item(&name.text, name.span, wanted.noun(), &known);
                self.sink.push(finding);
            }
        }
        None
    }

    pub(crate) fn unit(&mut self, name: &Name) -> Option<UnitId> {
        self.look(name, Wanted::Unit).map(|(_, id)| UnitId(id))
    }

    /// A unit or group.
    pub(crate) fn unit_or_group(&mut self, name: &Name) -> Option<UnitRef> {
        match self.look(name, Wanted::Who)? {
            (Kind::Group, id) => Some(UnitRef::Group(GroupId(id))),
            (_, id) => Some(UnitRef::Unit(UnitId(id))),
        }
    }

    /// A phase or baseline.
    pub(crate) fn phase(&mut self, name: &Name) -> Option<PhaseId> {
        self.look(name, Wanted::Span).map(|(_, id)| PhaseId(id))
    }

    pub(crate) fn event(&mut self, name: &Name) -> Option<EventId> {
        self.look(name, Wanted::Event).map(|(_, id)| EventId(id))
    }

    pub(crate) fn figure(&mut self, name: &Name) -> Option<FigureId> {
        self.look(name, Wanted::Figure).map(|(_, id)| FigureId(id))
    }

    pub(crate) fn table(&mut self, name: &Name) -> Option<TableId> {
        self.look(name, Wanted::Table).map(|(_, id)| TableId(id))
    }

    pub(crate) fn duty(&mut self, name: &Name) -> Option<DutyId> {
        self.look(name, Wanted::Duty).map(|(_, id)| DutyId(id))
    }
}
