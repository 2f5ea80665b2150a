//! What is known of a new plan, and the text that says it. What is not known is `unspecified` under a mark.

use crate::cli::new::read;
use crate::diag::wrap::clean;
use crate::value::{Lang, fold};

/// What is known; times in the words of the plan language.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) number: Option<String>,
    pub(super) title: Option<String>,
    pub(super) province: Option<String>,
    pub(super) run: Option<String>,
    pub(super) reporters: Vec<String>,
    pub(super) recipient: Option<String>,
    pub(super) via: Option<String>,
    pub(super) every: Option<String>,
    pub(super) due: Vec<String>,
}

/// A plan's text, with what is left open in it.
#[derive(Debug, Default)]
pub(super) struct Made {
    pub(super) text: String,
    pub(super) open: Vec<String>,
}

/// Before each place to be filled in.
const MARK: &str = "# CẦN BỔ SUNG / TO DO:";

/// The group of those who report, where they are several.
const GROUP: &str = "don_vi_bao_cao";

/// Names that the language keeps for itself.
const RESERVED: [&str; 10] =
    ["and", "or", "not", "if", "then", "else", "it", "above", "true", "false"];

/// What systems are called that no unit stands for.
const SYSTEMS: [&str; 3] = ["phan_mem", "he_thong", "truc"];

/// Offices with their ids: one name is one unit.
#[derive(Debug, Default)]
struct Units {
    all: Vec<(String, String)>,
}

impl Units {
    /// The id of an office.
    fn id(&mut self, name: &str) -> String {
        let key = fold::key(name);
        if let Some((id, _)) = self.all.iter().find(|(_, known)| fold::key(known) == key) {
            return id.clone();
        }
        let plain = id_of(name, "don_vi");
        let taken = |id: &str| id == GROUP || self.all.iter().any(|(known, _)| known == id);
        let numbered = (2..).map(|n| format!("{plain}_{n}"));
        let mut free = std::iter::once(plain.clone()).chain(numbered).filter(|id| !taken(id));
        let id = free.next().unwrap_or(plain);
        self.all.push((id.clone(), name.to_owned()));
        id
    }

    /// An office by its id; a system by its name.
    fn place(&mut self, name: &str) -> String {
        let slug = fold::slug(name);
        let system = SYSTEMS.iter().any(|s| slug == *s || slug.starts_with(&format!("{s}_")));
        if system { quoted(name) } else { self.id(name) }
    }
}

/// An id for a name: never empty, a number or a word of the language.
fn id_of(name: &str, otherwise: &str) -> String {
    let slug = fold::slug(name);
    let bad = slug.is_empty() || slug.starts_with(|c: char| c.is_ascii_digit());
    if bad || RESERVED.contains(&slug.as_str()) {
        let more = if slug.is_empty() { String::new() } else { format!("_{slug}") };
        return format!("{otherwise}{more}");
    }
    slug
}

/// A text of the language, on one line.
fn quoted(text: &str) -> String {
    let text = clean(text);
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

impl Draft {
    /// The plan file.
    pub(super) fn text(&self, lang: Lang) -> Made {
        let mut out = Writer { lang, made: Made::default(), units: Units::default() };
        let reporters: Vec<String> = self.reporters.iter().map(|r| out.units.id(r)).collect();
        let places = self.recipient.iter().flat_map(|names| read::names(names));
        let to: Vec<String> = places.map(|name| out.units.place(&name)).collect();
        let via = self.via.as_deref().filter(|_| !to.is_empty()).map(|v| out.units.place(v));
        out.preface();
        self.head(&mut out);
        out.units();
        out.group(&reporters);
        out.line("");
        self.report(&mut out, &reporters, (&to, via.as_deref()));
        out.next();
        out.made
    }

    /// The id of the plan: its province and the first figures of its number.
    fn id(&self) -> String {
        let number = self.number.iter().flat_map(|n| n.chars());
        let digits = number.skip_while(|c| !c.is_ascii_digit());
        let digits: String = digits.take_while(char::is_ascii_digit).collect();
        let place = self
            .province
            .as_deref()
            .map_or_else(|| "ke_hoach".to_owned(), |p| id_of(p, "ke_hoach"));
        if digits.is_empty() { place } else { format!("{place}_{digits}") }
    }

    fn head(&self, out: &mut Writer) {
        if self.title.is_none() {
            out.todo(["tên kế hoạch", "the title of the plan"], false);
        }
        let untitled = out.pick(["Kế hoạch chưa đặt tên", "Untitled plan"]);
        let title = self.title.as_deref().unwrap_or(untitled);
        out.line(&format!("plan {} {} {{", self.id(), quoted(title)));
        let text = |known: &Option<String>| known.as_deref().map(quoted);
        out.clause("number", text(&self.number), ["số hiệu", "the number of the document"]);
        out.clause("province", text(&self.province), ["địa phương", "the province"]);
        let issued = [
            "ngày và cơ quan ban hành, ví dụ 2024-01-15 by ubnd_tinh",
            "day of issue and who issued it, like 2024-01-15 by ubnd_tinh",
        ];
        out.clause("issued", None, issued);
        out.clause("runs", self.run.clone(), ["thời gian thực hiện", "the run of the plan"]);
        let calendar = [
            "lịch khóa số liệu: civil (tháng dương lịch) hay decree_09_2019 (ngày 15 đến ngày 14)",
            "the calendar of figures: civil, or decree_09_2019 (day 15 to day 14)",
        ];
        out.todo(calendar, true);
        out.line("    calendar civil");
        out.line("}");
        out.line("");
    }

    fn report(&self, out: &mut Writer, reporters: &[String], (to, via): (&[String], Option<&str>)) {
        let label = quoted(out.pick(["Báo cáo định kỳ", "Periodic report"]));
        out.line(&format!("report dinh_ky {label} {{"));
        let from = match reporters {
            [] => None,
            [one] => Some(one.clone()),
            _ => Some(GROUP.to_owned()),
        };
        out.clause("from", from, ["ai báo cáo", "who reports"]);
        let via = via.map(|via| format!(" via {via}")).unwrap_or_default();
        match (to, &self.via) {
            ([], Some(through)) => out.open_clause("to", &sent_through(through, out.lang)),
            ([], None) => out.clause("to", None, ["nơi nhận", "the recipient"]),
            (to, _) => out.line(&format!("    to {}{via}", to.join(", "))),
        }
        out.clause("every", self.every.clone(), ["kỳ báo cáo", "how often"]);
        if self.due.is_empty() {
            out.clause("due", None, ["hạn nộp", "the due day"]);
        }
        for term in &self.due {
            out.line(&format!("    due {term}"));
        }
        out.line("}");
    }
}

/// A channel without a recipient is kept in the mark.
fn sent_through(name: &str, lang: Lang) -> String {
    let name = clean(name);
    match lang {
        Lang::Vi => format!("nơi nhận (gửi qua {name})"),
        Lang::En => format!("the recipient (sent through {name})"),
    }
}

/// Writes the file line by line.
struct Writer {
    lang: Lang,
    made: Made,
    units: Units,
}

impl Writer {
    fn pick(&self, [vi, en]: [&'static str; 2]) -> &'static str {
        match self.lang {
            Lang::Vi => vi,
            Lang::En => en,
        }
    }

    fn line(&mut self, text: &str) {
        self.made.text.push_str(text);
        self.made.text.push('\n');
    }

    fn preface(&mut self) {
        let text = self.pick([
            "# Bản đầu của một kế hoạch. Chỗ còn thiếu có dấu CẦN BỔ SUNG; điền xong thì bỏ dấu.",
            "# The beginning of a plan. What is missing is marked TO DO; take the mark away when done.",
        ]);
        self.line(text);
        self.line("");
    }

    /// A mark above what is to be filled in.
    fn todo(&mut self, question: [&'static str; 2], inside: bool) {
        let text = self.pick(question);
        self.mark(text, inside);
    }

    fn mark(&mut self, text: &str, inside: bool) {
        let indent = if inside { "    " } else { "" };
        self.line(&format!("{indent}{MARK} {text}"));
        self.made.open.push(text.to_owned());
    }

    /// What is known, or that it is not.
    fn clause(&mut self, head: &str, known: Option<String>, question: [&'static str; 2]) {
        if let Some(known) = known {
            return self.line(&format!("    {head} {known}"));
        }
        let question = self.pick(question);
        self.open_clause(head, question);
    }

    fn open_clause(&mut self, head: &str, question: &str) {
        self.mark(question, true);
        let reason = quoted(self.pick(["chưa điền", "not filled in yet"]));
        self.line(&format!("    {head} unspecified {reason}"));
    }

    /// The offices that were named.
    fn units(&mut self) {
        if self.units.all.is_empty() {
            return;
        }
        let question = [
            "loại và cấp trên của từng đơn vị, ví dụ { kind district; under ubnd_tinh }",
            "kind and superior of each unit, like { kind district; under ubnd_tinh }",
        ];
        self.todo(question, false);
        let all = std::mem::take(&mut self.units.all);
        for (id, name) in &all {
            self.line(&format!("unit {id} {}", quoted(name)));
        }
        self.units.all = all;
    }

    fn group(&mut self, reporters: &[String]) {
        if reporters.len() < 2 {
            return;
        }
        let label = quoted(self.pick(["Đơn vị báo cáo", "Who reports"]));
        self.line("");
        self.line(&format!("group {GROUP} {label} {{ members {} }}", reporters.join(", ")));
    }

    /// What comes next, as examples that say nothing yet.
    fn next(&mut self) {
        self.line("");
        let text = [
            "số liệu phải báo cáo và chỉ tiêu; bỏ dấu # ở các dòng dưới và sửa lại",
            "figures to be reported, and targets; take the # from the lines below and mend them",
        ];
        self.todo(text, false);
        self.line("# indicator vu_an \"Số vụ phạm pháp hình sự\" { count flow }");
        self.line(
            "# target giam_vu_an \"Giảm số vụ\" { require vu_an falls 5% from previous year  every year }",
        );
    }
}
