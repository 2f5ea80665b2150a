//! Tables: columns and their kinds first, then the laws of columns and rows.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::plan::codes::{duplicate_name, unknown_name, wrong_kind};
use crate::plan::exprs::Scope;
use crate::plan::figures::{aliases, kind, wholes};
use crate::plan::from_syntax::{Entry, Resolver};
use crate::plan::items::{self, Head, each, one};
use crate::plan::{Column, ColumnId, Item, PartOf, RowLaw, SetId, Table, TableId, Ty};
use crate::source::Span;
use crate::syntax::tree::{self, Args, Kind, Name, Value};

/// The columns of an entry, the second of a name left out.
fn columns(entry: &Entry) -> Vec<&tree::Column> {
    let mut seen = FxHashSet::default();
    let mut out = Vec::new();
    for (_, column) in each!(entry.item.clauses, "column", Args::Column(c) => c) {
        if seen.insert(column.name.text.as_str()) {
            out.push(column.as_ref());
        }
    }
    out
}

impl Resolver<'_> {
    /// A table with its columns, before their laws.
    pub(crate) fn table_signature(&mut self, entry: &Entry) {
        self.second_columns(entry);
        let columns = columns(entry).into_iter().map(|c| self.column_signature(entry, c)).collect();
        let table = Table {
            item: self.item(entry),
            key: Vec::new(),
            per: None,
            covers: None,
            columns,
            requires: Vec::new(),
            aliases: aliases(&entry.item.clauses),
        };
        self.plan.tables.push(table);
    }

    fn second_columns(&mut self, entry: &Entry) {
        let mut first: FxHashMap<&str, Span> = FxHashMap::default();
        for (_, column) in each!(entry.item.clauses, "column", Args::Column(c) => c) {
            let name = &column.name;
            match first.get(name.text.as_str()) {
                Some(at) => {
                    self.sink.push(duplicate_name::column(&name.text, name.span, *at));
                }
                None => {
                    first.insert(&name.text, name.span);
                }
            }
        }
    }

    fn column_signature(&mut self, entry: &Entry, column: &tree::Column) -> Column {
        let unit_of = match &column.value {
            Value::UnitOf(who) => self.who(who),
            _ => None,
        };
        let one_of = match &column.value {
            Value::OneOf(list) => list.iter().map(|t| t.text.clone()).collect(),
            _ => Vec::new(),
        };
        Column {
            item: self.column_item(entry, column),
            ty: kind(&column.value),
            unit_of,
            one_of,
            optional: column.clauses.iter().any(|c| c.head == "optional"),
            part_of: Vec::new(),
            equals: None,
            within: None,
            digits: None,
            in_table: None,
            aliases: aliases(&column.clauses),
        }
    }

    fn column_item(&self, entry: &Entry, column: &tree::Column) -> Item {
        let head = Head {
            kind: Kind::Table,
            name: &column.name,
            label: column.label.as_ref(),
            doc: column.doc.as_ref(),
            force: entry.force,
        };
        let mut item = items::item(head, &column.clauses, &self.numbers);
        if item.cites.is_empty() {
            // A column stands where its table stands.
            item.cites = items::cites(&entry.item.clauses);
        }
        item
    }

    pub(crate) fn tables<'e>(&mut self, entries: impl Iterator<Item = &'e Entry>) {
        for (id, entry) in (0..).map(TableId).zip(entries) {
            for (at, column) in columns(entry).into_iter().enumerate() {
                self.column_laws(id, at, column, entry);
            }
            let clauses = &entry.item.clauses;
            let key = one!(clauses, "key", Args::Names(names) => names);
            let key = key.map(|names| self.key(id, names)).unwrap_or_default();
            let per = self.per(id, entry);
            let covers = self.covers(id, &key, entry);
            let requires = self.requires(id, entry);
            let Some(table) = self.plan.tables.get_mut(id.at()) else { continue };
            table.key = key;
            table.per = per;
            table.covers = covers;
            table.requires = requires;
        }
        self.lists_elsewhere();
    }

    /// A column by its name, or a finding.
    fn column(&mut self, table: TableId, name: &Name) -> Option<(ColumnId, Ty)> {
        let found = self.column_of(table, &name.text);
        if found.is_none() {
            let label = &self.plan.table(table).item.id;
            let known = self.columns_of(table);
            self.sink.push(unknown_name::column(&name.text, name.span, label, &known));
        }
        found
    }

    fn key(&mut self, table: TableId, names: &[Name]) -> Vec<ColumnId> {
        names.iter().filter_map(|n| self.column(table, n)).map(|(id, _)| id).collect()
    }

    /// `per year of C`, `per C`
    fn per(&mut self, table: TableId, entry: &Entry) -> Option<(ColumnId, bool)> {
        let clauses = &entry.item.clauses;
        let (year, name) = one!(clauses, "per", Args::Per { year, column } => (*year, column))?;
        let (column, _) = self.column(table, name)?;
        Some((column, year))
    }

    fn covers(&mut self, table: TableId, key: &[ColumnId], entry: &Entry) -> Option<(SetId, Span)> {
        let written = each!(entry.item.clauses, "covers", Args::Who1(who) => who);
        let (clause, who) = written.into_iter().next()?;
        let set = self.who(who)?;
        let columns = &self.plan.table(table).columns;
        let units = key.iter().filter(|c| columns.get(c.at()).is_some_and(|c| c.ty == Ty::Unit));
        if units.count() != 1 {
            self.sink.push(wrong_kind::covers_without_unit(clause.span));
            return None;
        }
        Some((set, clause.span))
    }

    fn column_laws(&mut self, table: TableId, at: usize, column: &tree::Column, entry: &Entry) {
        let Some(ty) = self.plan.table(table).columns.get(at).map(|c| c.ty.clone()) else {
            return;
        };
        let name = column.name.span;
        let mut part_of = Vec::new();
        for (whole, mostly, clause) in wholes(&column.clauses) {
            let Some((id, of)) = self.column(table, whole) else { continue };
            if self.goes_into(&ty, &of, whole.span, name) {
                part_of.push(PartOf { whole: id, mostly, clause, force: entry.force });
            }
        }
        let target = super::figures::Target { ty: &ty, name, force: entry.force };
        let equals = self.formula(&column.clauses, target, Scope::rows(table));
        let within = self.range(&column.clauses, &ty);
        let digits = self.digits(&column.clauses);
        let in_table = self.in_table(column, &ty);
        let Some(table) = self.plan.tables.get_mut(table.at()) else { return };
        let Some(own) = table.columns.get_mut(at) else { return };
        own.part_of = part_of;
        own.equals = equals;
        own.within = within;
        own.digits = digits;
        own.in_table = in_table;
    }

    /// `in T`: the column of the same name, else the key; keys are known once all tables are read.
    fn in_table(&mut self, column: &tree::Column, ty: &Ty) -> Option<(TableId, ColumnId, Span)> {
        let written = each!(column.clauses, "in", Args::Name(name) => name);
        let (clause, name) = written.into_iter().next()?;
        let table = self.table(name)?;
        let same = self.column_of(table, &column.name.text).filter(|(_, of)| of == ty);
        Some((table, same.map_or(NO_COLUMN, |(id, _)| id), clause.span))
    }

    /// Where the listing table has no column of that name, its key is meant.
    fn lists_elsewhere(&mut self) {
        let keys: Vec<Option<ColumnId>> =
            self.plan.tables.iter().map(|t| t.key.first().copied()).collect();
        for table in &mut self.plan.tables {
            for column in &mut table.columns {
                let Some((of, id, at)) = column.in_table else { continue };
                let key = keys.get(of.at()).copied().flatten();
                let id = if id == NO_COLUMN { key } else { Some(id) };
                column.in_table = id.map(|id| (of, id, at));
            }
        }
    }

    fn requires(&mut self, table: TableId, entry: &Entry) -> Vec<RowLaw> {
        let mut out = Vec::new();
        let written = each!(entry.item.clauses, "require", Args::Expr { expr, sub } => (expr, sub));
        for (clause, (expr, sub)) in written {
            let expr = self.condition(expr, Scope::rows(table));
            let item = items::with_block(&self.plan.table(table).item, sub, &self.numbers);
            out.push(RowLaw { expr, item, clause: clause.span });
        }
        out
    }
}

/// No column of that name: the key is meant.
const NO_COLUMN: ColumnId = ColumnId(u32::MAX);
