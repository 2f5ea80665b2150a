//! The words about items, blocks and clauses: what stands in the wrong place, what is missing, what
//! stands twice.

use crate::diag::Finding;
use crate::diag::words::{list, shown};
use crate::source::Span;
use crate::syntax::words::{
    MISPLACED_DOC, MISSING_CLAUSE, REPEATED_CLAUSE, SYNTAX, Want, all_of, nearest, ticked, write,
};
use crate::value::{Lang, Words, lang::words};

/// A line at the top of a file that begins with no kind of item.
pub(crate) fn unknown_kind(place: Span, found: &str, kinds: &[&'static str]) -> Finding {
    let shown = shown(found);
    let message = words!("`{shown}` không mở đầu một mục nào", "`{shown}` begins no item");
    let all = Words::new(|lang| {
        let list = list(&ticked(kinds), lang, false);
        match lang {
            Lang::Vi => format!("một mục bắt đầu bằng {list}"),
            Lang::En => format!("an item begins with {list}"),
        }
    });
    Finding::new(&SYNTAX, message)
        .at(place, words!("cả dòng này bị bỏ qua", "this line is left out"))
        .help(nearest(found, kinds).unwrap_or(all))
}

/// A clause at the top of a file.
pub(crate) fn outside(place: Span, found: &str, owner: &str) -> Finding {
    Finding::new(
        &SYNTAX,
        words!(
            "dòng `{found}` không nằm trong mục nào",
            "the line `{found}` stands in no item"
        ),
    )
    .at(place, words!("bị bỏ qua đến mục sau", "left out up to the next item"))
    .help(words!(
        "đặt nó trong ngoặc `{{ }}` của một mục, như `{owner}`; có thể mục phía trên đã đóng `}}` quá sớm",
        "put it between the `{{` and `}}` of an item, such as `{owner}`; the one above may be closed too early"
    ))
}

/// What a block has no clause for.
#[derive(Debug)]
pub(crate) struct UnknownHead<'a> {
    pub(crate) found: &'a str,
    /// `report`, `column`, …
    pub(crate) block: &'static str,
    /// The heads that the block has.
    pub(crate) known: Vec<&'static str>,
    /// The blocks that have a clause of this head.
    pub(crate) owners: Vec<&'static str>,
}

/// A line in a block that begins with none of its clauses.
pub(crate) fn unknown_head(place: Span, head: &UnknownHead<'_>) -> Finding {
    let (found, block) = (shown(head.found), head.block);
    Finding::new(
        &SYNTAX,
        words!("`{block}` không có dòng `{found}`", "`{block}` has no clause `{found}`"),
    )
    .at(place, words!("dòng này bị bỏ qua", "this clause is left out"))
    .help(help_for_head(head))
}

fn help_for_head(head: &UnknownHead<'_>) -> Words {
    if let Some(near) = nearest(head.found, &head.known) {
        return near;
    }
    let (found, block) = (shown(head.found), head.block);
    Words::new(|lang| {
        let owners = list(&ticked(&head.owners), lang, true);
        let known = list(&ticked(&head.known), lang, true);
        match (lang, head.owners.is_empty()) {
            (Lang::Vi, false) => format!("`{found}` là dòng của {owners}"),
            (Lang::En, false) => format!("`{found}` belongs to {owners}"),
            (Lang::Vi, true) => format!("`{block}` có các dòng {known}"),
            (Lang::En, true) => format!("the clauses of `{block}` are {known}"),
        }
    })
}

/// A line that begins with a comma.
pub(crate) fn comma_first(place: Span) -> Finding {
    Finding::new(&SYNTAX, words!("dòng không bắt đầu bằng dấu phẩy", "no line begins with a comma"))
        .at(place, words!("dòng này bị bỏ qua", "this line is left out"))
        .help(words!(
            "đặt dấu phẩy ở cuối dòng trên, dòng sẽ nối tiếp",
            "put the comma at the end of the line above, which then goes on"
        ))
}

/// A head of two words of which the second is absent.
pub(crate) fn half_a_head(place: Span, found: &str, whole: &'static str) -> Finding {
    Finding::new(
        &SYNTAX,
        words!("`{found}` phải viết đủ là `{whole}`", "`{found}` is written `{whole}` in full"),
    )
    .at(place, words!("thiếu từ thứ hai", "the second word is missing"))
    .help(write(whole))
}

/// An item begins where a clause is wanted, further to the right than its block: it stands inside.
pub(crate) fn item_inside(place: Span, kind: &str, outer: &str) -> Finding {
    let help = if outer == "amend" {
        words!("trong `amend`, viết `add {kind} …`", "in an `amend`, write `add {kind} …`")
    } else {
        words!(
            "đóng `{outer}` bằng `}}` rồi mới viết `{kind}`",
            "close `{outer}` with `}}` before `{kind}`"
        )
    };
    Finding::new(
        &SYNTAX,
        words!(
            "không được đặt mục `{kind}` bên trong `{outer}`",
            "`{kind}` cannot stand inside `{outer}`"
        ),
    )
    .at(place, words!("mục này phải đứng riêng", "this is an item of its own"))
    .help(help)
}

/// A block without its closing brace.
pub(crate) fn open_brace(place: Span, block: &str) -> Finding {
    Finding::new(
        &SYNTAX,
        words!(
            "`{block}` mở ngoặc `{{` mà không đóng",
            "`{block}` opens a `{{` that is not closed"
        ),
    )
    .at(place, words!("mở ở đây", "opened here"))
    .help(words!("thêm `}}` sau dòng cuối của nó", "put `}}` after its last line"))
}

/// Clauses below an item that has no brace.
pub(crate) fn no_brace(place: Span, item: &str) -> Finding {
    Finding::new(
        &SYNTAX,
        words!(
            "các dòng của `{item}` không nằm trong ngoặc `{{ }}`",
            "the lines of `{item}` do not stand between `{{` and `}}`"
        ),
    )
    .at(place, words!("thiếu `{{` ở đây", "`{{` is missing here"))
    .help(words!("thêm `{{` vào cuối dòng này", "put `{{` at the end of this line"))
}

/// A closing brace too many.
pub(crate) fn stray_brace(place: Span) -> Finding {
    Finding::new(&SYNTAX, words!("ngoặc `}}` này không đóng mục nào", "this `}}` closes nothing"))
        .at(place, words!("thừa", "left over"))
        .help(words!(
            "bỏ ngoặc này, hoặc tìm chỗ thiếu `{{`",
            "take it away, or find where `{{` is missing"
        ))
}

/// A closing brace with lines of its block still to come.
pub(crate) fn early_brace(place: Span, block: &str) -> Finding {
    Finding::new(
        &SYNTAX,
        words!("ngoặc `}}` này đóng `{block}` quá sớm", "this `}}` closes `{block}` too early"),
    )
    .at(place, words!("phía sau vẫn còn dòng của mục", "more of it follows"))
    .help(words!(
        "bỏ ngoặc này; `}}` đứng sau dòng cuối của mục",
        "take it away; the `}}` stands after the last line"
    ))
}

/// An item behind another one on its line.
pub(crate) fn same_line(place: Span) -> Finding {
    Finding::new(
        &SYNTAX,
        words!("mỗi mục phải bắt đầu trên một dòng mới", "each item begins on a line of its own"),
    )
    .at(place, words!("đứng sau một mục khác", "it stands behind another item"))
    .help(words!("xuống dòng trước chỗ này", "begin a new line here"))
}

/// `use` below an item.
pub(crate) fn late_use(place: Span) -> Finding {
    Finding::new(
        &SYNTAX,
        words!("`use` phải đứng trước mọi mục của tệp", "`use` stands before all items of a file"),
    )
    .at(place, words!("đứng sau một mục", "it stands behind an item"))
    .help(words!("chuyển dòng này lên đầu tệp", "move this line to the top of the file"))
}

/// Clauses that an item needs and does not have.
pub(crate) fn missing_clauses(place: Span, item: &str, wants: &[Want], line: &str) -> Finding {
    let message = Words::new(|lang| {
        let list = all_of(wants, lang);
        match lang {
            Lang::Vi => format!("`{item}` thiếu {list}"),
            Lang::En => format!("`{item}` lacks {list}"),
        }
    });
    Finding::new(&MISSING_CLAUSE, message)
        .at(place, words!("mục này", "this item"))
        .help(words!("thêm một dòng như `{line}`", "add a line such as `{line}`"))
}

/// A clause that needs another one beside it.
pub(crate) fn needs_beside(place: Span, head: &str, other: &str) -> Finding {
    Finding::new(
        &MISSING_CLAUSE,
        words!(
            "`{head}` phải đi cùng một dòng `{other}`",
            "`{head}` needs a line `{other}` beside it"
        ),
    )
    .at(place, words!("đứng một mình", "it stands alone"))
    .help(words!("thêm dòng `{other}`, hoặc bỏ dòng này", "add `{other}`, or take this line away"))
}

/// A clause that may stand once.
pub(crate) fn repeated(first: Span, again: Span, head: &str, item: &str) -> Finding {
    Finding::new(
        &REPEATED_CLAUSE,
        words!("`{item}` có hai dòng `{head}`", "`{item}` has two lines `{head}`"),
    )
    .at(again, words!("lần thứ hai", "the second time"))
    .at(first, words!("lần đầu", "the first time"))
    .help(words!("giữ một dòng", "keep one of them"))
}

/// Two kinds of value for one figure.
pub(crate) fn repeated_value(first: Span, again: Span, item: &str) -> Finding {
    Finding::new(
        &REPEATED_CLAUSE,
        words!("`{item}` có hai loại giá trị", "`{item}` has two kinds of value"),
    )
    .at(again, words!("loại thứ hai", "the second kind"))
    .at(first, words!("loại thứ nhất", "the first kind"))
    .help(words!("giữ một loại", "keep one of them"))
}

/// Two clauses of which an item has one at most.
pub(crate) fn one_of_two(first: Span, again: Span, heads: [&str; 2], item: &str) -> Finding {
    let [a, b] = heads;
    Finding::new(
        &REPEATED_CLAUSE,
        words!(
            "`{item}` chỉ có `{a}` hoặc `{b}`, không có cả hai",
            "`{item}` has `{a}` or `{b}`, not both"
        ),
    )
    .at(again, words!("dòng thứ hai", "the second of them"))
    .at(first, words!("dòng thứ nhất", "the first of them"))
    .help(words!("giữ một dòng", "keep one of them"))
}

/// `reading` beside several `require`.
pub(crate) fn reading_of_several(first: Span, again: Span, item: &str) -> Finding {
    Finding::new(
        &REPEATED_CLAUSE,
        words!(
            "`{item}` có `reading` nên chỉ được có một dòng `require`",
            "`{item}` has a `reading` and so one line `require` only"
        ),
    )
    .at(again, words!("dòng `require` thứ hai", "the second `require`"))
    .at(first, words!("cách hiểu khác ở đây", "the other reading is here"))
    .help(words!(
        "tách thành hai mục, mỗi mục một `require`",
        "part it into two items with one `require` each"
    ))
}

/// A `##` that stands above no item and no column.
pub(crate) fn misplaced_doc(place: Span) -> Finding {
    Finding::new(
        &MISPLACED_DOC,
        words!(
            "chú thích `##` không đứng ngay trên một mục hoặc một cột",
            "a `##` stands directly above no item and no column"
        ),
    )
    .at(place, words!("không thuộc mục nào", "it documents nothing"))
    .help(words!(
        "viết `#` cho ghi chú thường, hoặc đặt sát trên mục",
        "write `#` for a plain comment, or put it directly above the item"
    ))
}
