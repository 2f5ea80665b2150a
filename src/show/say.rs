//! How things of a plan are named for a reader: units, groups with their sizes, days, citations.

use crate::checks::name;
use crate::diag::words::is_numbered;
use crate::plan::{
    Addressee, Assume, Cite, EventId, FigureId, GroupId, Item, PhaseId, Plan, Set, SetId, TableId,
    UnitId, UnitRef, When,
};
use crate::show::kinds;
use crate::value::{Date, Days, Lang};

/// A plan told in one language, with groups counted on one day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Say<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) lang: Lang,
    /// The day on which units are named and groups are counted.
    pub(crate) day: Option<Date>,
}

impl<'a> Say<'a> {
    /// One of two texts.
    pub(crate) fn pick<'t>(&self, vi: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    pub(crate) fn unit(&self, id: UnitId) -> &'a str {
        self.plan.unit_name(id, self.day)
    }

    pub(crate) fn group(&self, id: GroupId) -> &'a str {
        &self.plan.group(id).item.label
    }

    pub(crate) fn figure(&self, id: FigureId) -> &'a str {
        &self.plan.figure(id).item.label
    }

    pub(crate) fn table(&self, id: TableId) -> String {
        format!("“{}”", self.plan.table(id).item.label)
    }

    pub(crate) fn phase(&self, id: PhaseId) -> String {
        let phase = self.plan.phase(id);
        match phase.period {
            // A label that says its years already needs no more.
            Some(p) if phase.item.label.contains(&p.label_year().to_string()) => {
                phase.item.label.clone()
            }
            Some(p) => format!("{} ({})", phase.item.label, p.show(self.lang)),
            None => format!("{}, {}", phase.item.label, self.days(phase.days)),
        }
    }

    pub(crate) fn event(&self, id: EventId) -> &'a str {
        &self.plan.event(id).item.label
    }

    pub(crate) fn when(&self, when: When) -> String {
        name::when(self.plan, when, self.lang)
    }

    pub(crate) fn date(&self, day: Date) -> String {
        day.show(self.lang)
    }

    /// A unit of an expression or a set.
    pub(crate) fn unit_ref(&self, unit: UnitRef) -> String {
        match unit {
            UnitRef::It => self.pick("đơn vị đang xét", "the unit at hand").to_owned(),
            UnitRef::Above => self.pick("đơn vị cấp trên", "its superior").to_owned(),
            UnitRef::Unit(id) => self.unit(id).to_owned(),
            UnitRef::Group(id) => self.group(id).to_owned(),
        }
    }

    /// A selection of units, without its size.
    pub(crate) fn set(&self, id: SetId) -> String {
        match self.plan.set(id) {
            Set::Unit(unit) => self.unit(*unit).to_owned(),
            Set::Group(group) => self.group(*group).to_owned(),
            Set::It => self.unit_ref(UnitRef::It),
            Set::Above => self.unit_ref(UnitRef::Above),
            Set::Every { kinds, directly, under } => self.every(kinds, *directly, *under),
        }
    }

    fn every(&self, kinds: &[String], directly: bool, under: Option<UnitRef>) -> String {
        let kinds: Vec<String> = kinds.iter().map(|k| kinds::word(k, self.lang)).collect();
        let kinds = kinds.join(", ");
        let every = self.pick("mọi", "every");
        match (under, directly) {
            (None, _) => format!("{every} {kinds}"),
            (Some(unit), true) => {
                let under = self.pick("trực thuộc", "directly under");
                format!("{every} {kinds} {under} {}", self.unit_ref(unit))
            }
            (Some(unit), false) => {
                let under = self.pick("thuộc", "under");
                format!("{every} {kinds} {under} {}", self.unit_ref(unit))
            }
        }
    }

    /// A selection with its size on the day: `UBND các huyện (14 đơn vị)`.
    pub(crate) fn sized(&self, id: SetId) -> String {
        match self.size(id) {
            Some(size) => format!("{} ({size})", self.set(id)),
            None => self.set(id),
        }
    }

    fn size(&self, id: SetId) -> Option<String> {
        match self.plan.set(id) {
            Set::Unit(_) | Set::It | Set::Above => return None,
            Set::Group(group) if self.plan.group(*group).unknown => {
                return Some(self.pick("chưa rõ số lượng", "number not known").to_owned());
            }
            Set::Group(_) | Set::Every { .. } if self.plan.is_relative(id) => return None,
            Set::Group(_) | Set::Every { .. } => {}
        }
        let n = self.plan.members(&[id], self.day, None).len();
        let open = matches!(self.plan.set(id), Set::Group(g) if self.plan.group(*g).open);
        let more = match (open, self.lang) {
            (false, _) => "",
            (true, Lang::Vi) => ", danh sách để ngỏ",
            (true, Lang::En) => ", list left open",
        };
        Some(format!("{}{more}", self.units(n)))
    }

    /// `14 đơn vị`
    pub(crate) fn units(&self, n: usize) -> String {
        crate::diag::words::count(n, self.lang, ["đơn vị", "unit", "units"])
    }

    /// Several selections with their sizes.
    pub(crate) fn who(&self, sets: &[SetId]) -> String {
        let all: Vec<String> = sets.iter().map(|s| self.sized(*s)).collect();
        all.join("; ")
    }

    /// Several selections by their names alone.
    pub(crate) fn names(&self, sets: &[SetId]) -> String {
        let all: Vec<String> = sets.iter().map(|s| self.set(*s)).collect();
        all.join("; ")
    }

    pub(crate) fn addressee(&self, to: &Addressee) -> String {
        match to {
            Addressee::Set(set) => self.sized(*set),
            Addressee::Named(name) => name.clone(),
        }
    }

    /// `từ 16/4/2018 đến 31/12/2020`
    pub(crate) fn days(&self, days: Days) -> String {
        let day = |d: Date| self.date(d);
        match (days.from, days.to, self.lang) {
            (None, None, Lang::Vi) => "không giới hạn".to_owned(),
            (None, None, Lang::En) => "without limit".to_owned(),
            (Some(f), None, Lang::Vi) => format!("từ {}, không nêu ngày kết thúc", day(f)),
            (Some(f), None, Lang::En) => format!("from {}, without an end", day(f)),
            (None, Some(t), Lang::Vi) => format!("đến hết {}", day(t)),
            (None, Some(t), Lang::En) => format!("until {}", day(t)),
            (Some(f), Some(t), Lang::Vi) => format!("từ {} đến {}", day(f), day(t)),
            (Some(f), Some(t), Lang::En) => format!("from {} to {}", day(f), day(t)),
        }
    }

    /// `Lời dẫn (D0-002), mục I.2 (D0-008), II.3`; nothing where nothing is cited.
    pub(crate) fn cites(&self, cites: &[Cite]) -> Option<String> {
        let mut places: Vec<(&str, Vec<&str>)> = Vec::new();
        for cite in cites {
            let row = cite.row.as_deref();
            match places.iter_mut().find(|(place, _)| *place == cite.place) {
                Some((_, rows)) => rows.extend(row),
                None => places.push((&cite.place, row.into_iter().collect())),
            }
        }
        let (numbered, named): (Vec<_>, Vec<_>) =
            places.into_iter().partition(|(place, _)| is_numbered(place));
        let mut parts: Vec<String> = named.iter().map(one_place).collect();
        if !numbered.is_empty() {
            let section = match (self.lang, numbered.len()) {
                (Lang::Vi, _) => "mục",
                (Lang::En, 1) => "section",
                (Lang::En, _) => "sections",
            };
            let all: Vec<String> = numbered.iter().map(one_place).collect();
            parts.push(format!("{section} {}", all.join(", ")));
        }
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// `#4, #5`; those of libraries with the name of their file.
    pub(crate) fn assumed(&self, assumes: &[Assume]) -> Option<String> {
        let all: Vec<String> = assumes.iter().map(|a| self.assume_number(a)).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }

    pub(crate) fn assume_number(&self, assume: &Assume) -> String {
        match assume.number.split_once('#') {
            Some((owner, n)) if owner == self.plan.item.id => format!("#{n}"),
            _ => assume.number.clone(),
        }
    }

    /// What an item says of a clause that the text leaves open.
    pub(crate) fn left_open(&self, item: &Item, head: &str) -> Option<String> {
        let (_, reason) = item.unspecified.iter().find(|(h, _)| *h == head)?;
        Some(match reason {
            Some(reason) => format!("{}: {reason}", self.pick("để ngỏ", "left open")),
            None => self.pick("để ngỏ, văn bản không nêu", "left open by the text").to_owned(),
        })
    }
}

fn one_place((place, rows): &(&str, Vec<&str>)) -> String {
    if rows.is_empty() { (*place).to_owned() } else { format!("{place} ({})", rows.join(", ")) }
}
