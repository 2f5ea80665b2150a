//! The shared report in every format and both languages, and terminals that are asked for too much.

use proptest::prelude::*;

use crate::diag::Finding;
use crate::diag::wrap::width;
use crate::render::fixture::{NAME, PART, find, fixture};
use crate::render::{Format, Style, render};
use crate::report::{Counts, Report};
use crate::source::{Files, Span};
use crate::value::lang::words;
use crate::value::{Lang, Words};

fn written(format: Format, report: &Report, files: &Files, style: Style) -> String {
    let mut out = Vec::new();
    render(format, report, files, style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

const fn plain(lang: Lang, width: usize) -> Style {
    Style { lang, colour: false, width }
}

fn shown(format: Format, lang: Lang) -> String {
    let (report, files) = fixture();
    written(format, &report, &files, plain(lang, 80))
}

#[track_caller]
fn has(page: &str, lines: &str) {
    assert!(page.contains(lines), "not found:\n{lines}\nin:\n{page}");
}

#[test]
fn a_finding_shows_the_data_and_the_plan_in_one_frame() {
    has(
        &shown(Format::Terminal, Lang::Vi),
        "\
lỗi[consistency/part-exceeds-whole]: Số vụ đã khám phá (31) lớn hơn số vụ xảy ra
    (24)
  ┌─ reports/2018-Q1/binh_son.toml:4:15
3 │ vu_an       = 24
  │               ── số vụ xảy ra
4 │ vu_kham_pha = 31
  │               ━━ nhiều hơn 7 vụ
  ┌─ rules/59.plan:2:5
2 │     part of vu_an
  │     ───────────── quy định tại đây (59/KH-UBND, mục I.2)
căn cứ: 59/KH-UBND, mục I.2; yêu cầu D0-008
gợi ý: UBND huyện Bình Sơn kiểm tra lại biểu 2018-Q1

",
    );
    has(
        &shown(Format::Terminal, Lang::En),
        "\
2 │     part of vu_an
  │     ───────────── required here (59/KH-UBND, section I.2)
basis: 59/KH-UBND, section I.2; requirement D0-008
help: Bình Sơn looks over its form of 2018-Q1
",
    );
}

#[test]
fn the_first_line_is_line_one() {
    let head = "\
lỗi[data/unknown-kind]: kế hoạch không có loại báo cáo `dinh_kỳ`
  ┌─ reports/2018-Q1/binh_son.toml:1:8
1 │ kind = \"dinh_kỳ\"
  │        ━━━━━━━━━ không có trong kế hoạch
gợi ý: có phải là `dinh_ky`?
";
    assert!(shown(Format::Terminal, Lang::Vi).starts_with(head));
}

#[test]
fn marks_stand_under_decomposed_letters() {
    let page = shown(Format::Terminal, Lang::Vi);
    let mut lines = page.lines().skip_while(|line| !line.starts_with("2 │ from"));
    let (text, marks) = (lines.next().unwrap(), lines.next().unwrap());
    let column = |line: &str, part: &str| width(line.split_once(part).unwrap().0);
    assert_eq!(column(text, "note"), column(marks, "━━━━ khóa này"));
    assert_eq!(column(text, "So\u{31b}n"), column(marks, "┬──"));
    has(&page, "binh_son.toml:2:22\n");
}

#[test]
fn nothing_in_the_data_paints_the_terminal() {
    for format in [Format::Terminal, Format::Short, Format::Json] {
        assert!(!shown(format, Lang::Vi).contains('\u{1b}'));
    }
    has(&shown(Format::Terminal, Lang::Vi), "note = \"␛[31m");
    has(&shown(Format::Short, Lang::Vi), "ghi chú ␛[31m lạ");
    has(&shown(Format::Json, Lang::Vi), r"ghi chú \u001b[31m lạ");
    let (mut report, files) = fixture();
    report.findings.truncate(1);
    report.findings[0].message = Words::same("\u{202e}ngược\u{9b}");
    let json = written(Format::Json, &report, &files, plain(Lang::Vi, 80));
    has(&json, r#""message": "\u202engược\u009b""#);
}

#[test]
fn what_is_absent_is_shown_where_it_was_looked_for() {
    has(
        &shown(Format::Terminal, Lang::Vi),
        "\
lỗi[completeness/missing-report]: UBND huyện Bình Sơn chưa nộp báo cáo `2018-Q2`
  ┌─ reports/2018-Q2
  │ không có báo cáo nào
  ┌─ rules/59.plan:5:5
5 │     from huyen
  │     ────────── quy định tại đây
kéo theo 12 vấn đề khác: completeness/missing-figure (12)
",
    );
}

#[test]
fn an_accepted_finding_says_so_and_is_counted_apart() {
    has(&shown(Format::Terminal, Lang::Vi), "\nđược chấp nhận theo 88/CV-CAT\n");
    has(
        &shown(Format::Short, Lang::En),
        "missed[target/missed]: 9 of 17 met (accepted under 88/CV-CAT)",
    );
    has(
        &shown(Format::Terminal, Lang::Vi),
        "\n4 lỗi (1 vấn đề đã được chấp nhận): sửa các lỗi trên rồi chạy lại `soat check`\n",
    );
}

#[test]
fn the_ledgers_are_aligned_and_leave_noughts_out() {
    let page = shown(Format::Terminal, Lang::Vi);
    has(
        &page,
        "\
đối chiếu với 59/KH-UBND, tính đến ngày 31/1/2019

phải gửi       1.353  đúng hạn 1.340 · muộn 12 · thiếu 1
ngoài yêu cầu      0  ngoài phạm vi kiểm tra 96
ràng buộc         31  thỏa mãn 20 · vi phạm 1 · chưa kiểm được 10
chỉ tiêu          17  đạt 9 · không đạt 8

từng chỉ tiêu
  Khám phá trên 75% (kham_pha)
    năm 2018  9/17 đạt

chưa kiểm được vì
  10  chưa có báo cáo `2018-Q2`
",
    );
    has(
        &shown(Format::Terminal, Lang::En),
        "owed     1,353  on time 1,340 · late 12 · missing 1\n",
    );
}

#[test]
fn long_ledgers_go_on_under_their_entries() {
    let (mut report, files) = fixture();
    report.counts.owed.open = 18;
    report.counts.owed.beyond = 4;
    let page = written(Format::Terminal, &report, &files, plain(Lang::En, 50));
    has(
        &page,
        "owed     1,371  on time 1,340 · late 12 ·\n                missing 1 ·\n                open, not counted as missing 18\n",
    );
    has(&page, "beyond       4  received but not owed ·\n                outside the scope 96\n");
}

#[test]
fn a_run_without_findings_says_that_all_is_well() {
    let (mut report, files) = fixture();
    report.findings.clear();
    let page = written(Format::Terminal, &report, &files, plain(Lang::Vi, 80));
    has(&page, "\nkhông phát hiện vấn đề nào: còn 10 chỗ chưa kiểm được\n");
    report.counts = Counts::default();
    let page = written(Format::Terminal, &report, &files, plain(Lang::En, 80));
    assert!(page.ends_with("\nnothing was found\n"));
}

#[test]
fn one_line_for_each_finding() {
    let page = shown(Format::Short, Lang::Vi);
    let lines: Vec<&str> = page.lines().collect();
    assert_eq!(lines.len(), 5);
    let first = "lỗi[data/unknown-kind]: kế hoạch không có loại báo cáo `dinh_kỳ`";
    assert_eq!(lines[0], format!("{NAME}:1:8: {first}"));
    let absent = "UBND huyện Bình Sơn chưa nộp báo cáo `2018-Q2`";
    assert_eq!(lines[3], format!("reports/2018-Q2: lỗi[completeness/missing-report]: {absent}"));
}

#[test]
fn keys_stand_in_one_order_one_finding_a_line() {
    let page = shown(Format::Json, Lang::Vi);
    assert!(page.starts_with("{\n  \"version\": 1,\n  \"tool\": \"soat 0.1.0\",\n  \"as_of\": "));
    has(
        &page,
        "\n    {\"rule\": \"target/missed\", \"severity\": \"missed\", \"unit\": null, \"period\": null, ",
    );
    assert!(
        page.ends_with(
            "\"not_assessable\": 0}\n  },\n  \"baseline\": null,\n  \"config\": null\n}\n"
        )
    );
    assert_eq!(page.lines().filter(|line| line.starts_with("    {\"rule\"")).count(), 5);
}

#[test]
fn colour_comes_only_when_asked_for() {
    let (report, files) = fixture();
    let style = Style { lang: Lang::Vi, colour: true, width: 80 };
    let page = written(Format::Terminal, &report, &files, style);
    has(&page, "\u{1b}[91mlỗi[data/unknown-kind]\u{1b}[0m");
    let bare =
        page.split("\u{1b}[").map(|part| part.split_once('m').map_or(part, |(_, rest)| rest));
    let bare: String = bare.collect();
    assert_eq!(bare, shown(Format::Terminal, Lang::Vi));
}

/// One finding with these labels over one text.
fn one(text: &str, labels: &[(usize, usize, &str)]) -> (Report, Files) {
    let (mut report, _) = fixture();
    let mut files = Files::default();
    let file = files.keep("a.toml", text.to_owned());
    let mut finding = Finding::new(&PART, words!("thử", "a trial"));
    for (start, end, label) in labels {
        finding = finding.at(Span::new(file, *start, *end), Words::same(label));
    }
    report.findings = vec![finding];
    (report, files)
}

fn frame(text: &str, labels: &[(usize, usize, &str)], columns: usize) -> String {
    let (report, files) = one(text, labels);
    let page = written(Format::Terminal, &report, &files, plain(Lang::Vi, columns));
    let lines = page.lines().skip(1).take_while(|line| !line.is_empty());
    lines.fold(String::new(), |page, line| page + line + "\n")
}

#[test]
fn a_label_without_room_is_set_below_its_line() {
    let text = "ten = \"Bình Sơn\"\n";
    let span = find(crate::source::FileId::NONE, text, "\"Bình Sơn\"");
    let label = "không có đơn vị nào tên như vậy trong kế hoạch này";
    assert_eq!(
        frame(text, &[(span.start as usize, span.end as usize, label)], 40),
        "  ┌─ a.toml:1:7\n\
         1 │ ten = \"Bình Sơn\"\n  \
           │       ━━━━━━━━━━\n  \
           │ không có đơn vị nào tên như vậy\n  \
           │ trong kế hoạch này\n"
    );
}

#[test]
fn lines_that_are_left_out_are_marked_and_numbers_are_aligned() {
    let text = "a\n".repeat(12);
    assert_eq!(
        frame(&text, &[(22, 23, "sau"), (0, 1, "trước")], 40),
        "   ┌─ a.toml:12:1\n \
         1 │ a\n   \
           │ ─ trước\n\
         ...\n\
         12 │ a\n   \
           │ ━ sau\n"
    );
}

#[test]
fn a_span_over_several_lines_is_shown_by_its_first() {
    assert_eq!(
        frame("bảng {\n  x\n}\n", &[(0, 13, "bảng này")], 40),
        "  ┌─ a.toml:1:1\n1 │ bảng {\n  │ ━━━━━━ bảng này\n"
    );
}

#[test]
fn places_outside_the_text_are_moved_inside() {
    let end = "  ┌─ a.toml:1:4\n1 │ a {\n  │    ━ thiếu `}`\n";
    assert_eq!(frame("a {\n\n", &[(5, 5, "thiếu `}`")], 40), end);
    assert_eq!(frame("a {\n\n", &[(4_000_000_000, usize::MAX, "thiếu `}`")], 40), end);
    assert_eq!(frame("", &[(0, 0, "trống")], 40), "  ┌─ a.toml:1:1\n1 │\n  │ ━ trống\n");
    assert_eq!(frame("\u{feff}a", &[(3, 4, "chữ")], 40), "  ┌─ a.toml:1:1\n1 │ a\n  │ ━ chữ\n");
}

#[test]
fn a_finding_without_a_file_is_its_message() {
    let (mut report, files) = one("", &[]);
    report.findings = vec![
        Finding::new(&PART, words!("thử", "a trial")).at(Span::none(), words!("ở đây", "here")),
        Finding::new(&PART, words!("thử", "a trial")),
    ];
    let page = written(Format::Terminal, &report, &files, plain(Lang::Vi, 80));
    let line = "lỗi[consistency/part-exceeds-whole]: thử\n";
    assert!(page.starts_with(&format!("{line}\n{line}\n")), "{page}");
    let page = written(Format::Short, &report, &files, plain(Lang::Vi, 80));
    assert_eq!(page, format!("{line}{line}"));
}

proptest! {
    #[test]
    fn no_text_and_no_span_breaks_a_frame(
        text in "[a \\t\\r\\n\"=đ\u{1b}\u{202e}\u{feff}\u{301}部\u{200d}👨]{0,200}",
        spans in prop::collection::vec((0_usize..300, 0_usize..40, "[a-zộ ]{0,60}"), 1..4),
        columns in 40_usize..100,
        lang in prop::sample::select(vec![Lang::Vi, Lang::En]),
    ) {
        let labels: Vec<_> =
            spans.iter().map(|(start, long, label)| (*start, start + long, label.as_str())).collect();
        let (report, files) = one(&text, &labels);
        let page = written(Format::Terminal, &report, &files, plain(lang, columns));
        for line in page.lines().filter(|line| line.contains('│')) {
            prop_assert!(width(line) <= columns || line.split(' ').any(|word| width(word) > 30), "{page}");
        }
        for format in [Format::Short, Format::Json] {
            written(format, &report, &files, plain(lang, columns));
        }
    }
}
