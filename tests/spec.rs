//! Tests of plans: what passes and what does not, in words that tell what came instead; folders that are
//! tests; the forms for programs; what no test tries.

use std::path::{Path, PathBuf};

use crate::readers;
use crate::support::{fresh, read, soat, write};

const PLAN: &str = r#"plan p "Kế hoạch thử" {
    number "1/KH-UBND"; province "Bình Minh"; issued 2017-12-15 by tinh; runs 2018; calendar civil; cite "1"
}
unit tinh "UBND tỉnh" { kind province }
unit a "UBND huyện An Bình" { kind district; under tinh }
unit b "UBND huyện Bảo Lộc" { kind district; under tinh }
group huyen "Các huyện" { members every district under tinh }
indicator vu "Số vụ" { cite "3"; count flow }
indicator vu_kp "Đã khám phá" { cite "3"; count flow; part of vu }
report bc "Báo cáo quý" { cite "2"; from huyen; to tinh; every quarter; due within 15 days; carries vu, vu_kp }
target kp "Khám phá 80%" { cite "4"; for huyen; require vu_kp / vu >= 80%  every quarter }
limit tran "Không quá 50 vụ" { cite "4"; for huyen; require vu <= 50  every quarter }
check du "Đã khám phá dưới 40" { cite "4"; for huyen; require vu_kp < 40  every quarter }
"#;

fn plan(name: &str, tests: &str) -> PathBuf {
    let folder = fresh(&format!("spec-{name}"));
    write(&folder.join("p.plan"), format!("{PLAN}{tests}").as_bytes());
    folder
}

/// Status and output of the tests of a plan, its path left out.
fn tried(name: &str, tests: &str, lang: &str) -> (u8, String) {
    let folder = plan(name, tests);
    let ran = soat(&["test", folder.join("p.plan").to_str().unwrap(), "--lang", lang]);
    assert_eq!(ran.err, "");
    (ran.status, ran.out.replace(&format!("{}/", folder.display()), ""))
}

#[test]
fn what_comes_as_expected_passes() {
    let tests = r#"
test tot "Đạt" {
    as of  2018-05-01
    given  bc from a for 2018-Q1 with vu = 10, vu_kp = 8
    expect kp met for a in 2018-Q1
    expect kp not assessable in 2018-Q1
    expect kp not yet due in 2018-Q3
    expect tran kept for a in 2018-Q1
    expect du holds for a in 2018-Q1
    expect no tran exceeded
    expect "completeness/missing-report" for b in 2018-Q1
    expect no "completeness/missing-figure"
}
test hong "Không đạt" {
    as of  2018-05-01
    given  bc from a for 2018-Q1 with vu = 60, vu_kp = 39
    expect kp missed for a in 2018-Q1
    expect kp missed in 2018-Q1
    expect tran exceeded for a
}
test nghi "Số liệu đáng nghi" {
    as of  2018-05-01
    given  bc from a for 2018-Q1 with vu = 60, vu_kp = 41
    expect du broken for huyen in 2018-Q1
    expect kp not assessable for a in 2018-Q1
}
test khong "0 trên 0" {
    as of  2018-05-01
    given  bc from a for 2018-Q1 with vu = 0, vu_kp = 0
    expect kp no cases for a in 2018-Q1
}
"#;
    let wanted = "ok      p tot  Đạt
ok      p hong  Không đạt
ok      p nghi  Số liệu đáng nghi
ok      p khong  0 trên 0
4 tests, all passed
";
    assert_eq!(tried("pass", tests, "en"), (0, wanted.to_owned()));
}

const FAILING: &str = r#"
test sai "Sai mọi cách" {
    as of  2018-05-01
    given  bc from a for 2018-Q1 with vu = 10, vu_kp = 11
    expect kp missed for a in 2018-Q1
    expect kp met for a
    expect tran kept in 2019
    expect "completeness/missing-report" for a in 2018-Q1
    expect no "completeness/missing-report"
    expect "consistency/not-a-count"
}
test ten_sai "Tên sai" {
    as of  2018-05-01
    expect no "completeness/mising-report"
    expect kp met for c
}
test thieu_thu_muc "Thiếu thư mục" {
    as of  2018-05-01
    data   "khong_co"
    expect no "completeness/late-report"
}
"#;

#[test]
fn what_comes_otherwise_is_told() {
    let (status, out) = tried("fail", &FAILING.replace("    expect kp met for c\n", ""), "en");
    assert_eq!(status, 1);
    let wanted = "\
failed  p sai  Sai mọi cách
        p.plan:15: `expect kp missed for a in 2018-Q1`, but it came out as `not assessable for a in 2018-Q1`
        p.plan:15: `expect kp met for a`, but it came out as `not assessable for a in 2018-Q1`, `not yet due for a in 2018-Q2`, `not yet due for a in 2018-Q3`, `not yet due for a in 2018-Q4`
        p.plan:15: `expect tran kept in 2019`, but it is not judged there
        p.plan:15: `expect \"completeness/missing-report\" for a in 2018-Q1`, but it is found only `for b in 2018-Q1`
        p.plan:15: `expect no \"completeness/missing-report\"`, but there is: UBND huyện Bảo Lộc has not sent `Báo cáo quý` for 2018-Q1: due 2018-04-15, 16 days ago
        p.plan:15: `expect \"consistency/not-a-count\"`, but it is not found
        p.plan:15: error `consistency/part-exceeds-whole` that no `expect` names: ";
    let wanted = wanted.replace(
        "`not yet due for a in 2018-Q3`, `not yet",
        "`not yet due for a in 2018-Q3` and `not yet",
    );
    assert!(out.starts_with(&wanted), "{out}\n---\n{wanted}");
    assert!(
        out.contains("no finding is called `completeness/mising-report`; did you mean"),
        "{out}"
    );
    assert!(out.contains("there is no folder `khong_co` beside the plan file"), "{out}");
    assert!(out.ends_with("3 tests: 0 passed, 3 failed\n"), "{out}");
    let (_, out) = tried("fail-vi", &FAILING.replace("    expect kp met for c\n", ""), "vi");
    assert!(out.starts_with("sai     p sai  Sai mọi cách\n"), "{out}");
    assert!(out.ends_with("3 ví dụ kiểm thử: 0 đúng, 3 sai\n"), "{out}");
}

#[test]
fn a_plan_with_mistakes_fails_with_them() {
    let folder = plan("mistake", FAILING);
    let ran = soat(&["test", folder.to_str().unwrap(), "--lang", "en"]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("[rule/unknown-name]"), "{}", ran.err);
    assert_eq!(soat(&["test", "no-such-folder"]).status, 2);
}

const EXPECT: &str = r#"
why   = "Huyện khám phá nhiều hơn xảy ra"
rules = "../p.plan"
as_of = 2018-05-01

[[expect]]
finding = "consistency/part-exceeds-whole"
unit    = "a"
period  = "2018-Q1"

[[expect]]
rule    = "tran"
outcome = "could not check"
unit    = "UBND huyện An Bình"
period  = "2018-Q1"

[[expect]]
finding = "completeness/late-report"
no      = true
"#;

const REPORT: &str = "[report]
kind     = \"bc\"
from     = \"a\"
period   = \"2018-Q1\"
signed   = 2018-04-10
received = 2018-04-12

[values]
vu = 10
vu_kp = 11
";

#[test]
fn a_folder_with_expectations_is_a_test() {
    let folder = plan("folder", "");
    write(&folder.join("vuot/expect.toml"), EXPECT.as_bytes());
    write(&folder.join("vuot/a.toml"), REPORT.as_bytes());
    let test = |path: &Path| soat(&["test", path.to_str().unwrap(), "--lang", "en"]);
    for path in [folder.clone(), folder.join("vuot"), folder.join("vuot/expect.toml")] {
        let ran = test(&path);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
        assert!(ran.out.contains("vuot  Huyện khám phá nhiều hơn xảy ra\n1 test, all passed\n"));
    }
    // What a test expects is no data: the folder can be checked as it is.
    let (data, rules) = (folder.join("vuot"), folder.join("p.plan"));
    let args = ["check", data.to_str().unwrap(), "--rules", rules.to_str().unwrap()];
    assert!(!soat(&args).out.contains("data/"));
    for (wrong, told) in [
        (
            EXPECT.replace("could not check", "exceeded"),
            "`expect tran exceeded for UBND huyện An Bình in 2018-Q1`, but it came out as `could not check for a in 2018-Q1`",
        ),
        (
            EXPECT.replace("could not check", "keept"),
            "there is no outcome `keept`; there are: met, missed,",
        ),
        (EXPECT.replace("as_of", "asof"), "`asof` in expect.toml means nothing"),
        (EXPECT.replace("as_of = 2018-05-01", ""), "the test has no day"),
        (
            EXPECT.replace("outcome = \"could not check\"", ""),
            "each [[expect]] has `finding`, or `rule` and `outcome`",
        ),
        (EXPECT.replace("\"a\"", "\"cc\""), "the plan has no unit `cc`"),
        (EXPECT.replace("\"../p.plan\"", "\"q.plan\""), "q.plan: "),
        ("why = \"x\"\nrules = \"../p.plan\"\nas_of = 2018-05-01".to_owned(), "it tests nothing"),
        ("why = ".to_owned(), "expect.toml:1: "),
    ] {
        write(&folder.join("vuot/expect.toml"), wrong.as_bytes());
        let ran = test(&folder.join("vuot"));
        assert_eq!(ran.status, 1, "{}", ran.out);
        assert!(ran.out.contains(told), "{told}\n{}", ran.out);
    }
}

#[test]
fn data_beside_the_plan_and_papers_of_the_test_are_one_submission() {
    let tests = r#"
test t {
    as of  2018-08-01
    data   "so_lieu/quy_1"
    given  bc from a for 2018-Q2 with vu = 7, vu_kp = 7
    expect kp met for a in 2018-Q2
    expect kp missed for a in 2018-Q1
    expect "completeness/late-report" for a in 2018-Q1
    expect no "completeness/late-report" for a in 2018-Q2
}
"#;
    let folder = plan("data", tests);
    let report = REPORT.replace("04-12", "05-12").replace("vu_kp = 11", "vu_kp = 1");
    write(&folder.join("so_lieu/quy_1/a.toml"), report.as_bytes());
    let ran = soat(&["test", folder.join("p.plan").to_str().unwrap()]);
    assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{}", ran.out);
}

#[test]
fn programs_get_json_and_junit() {
    let folder = plan("forms", &FAILING.replace("    expect kp met for c\n", ""));
    let path = folder.join("p.plan");
    let test = |form: &str| soat(&["test", path.to_str().unwrap(), "--format", form]);
    let json = test("json").json();
    assert_eq!(
        (&json["version"], &json["passed"], &json["failed"]),
        (&1.into(), &0.into(), &3.into())
    );
    let first = &json["tests"][0];
    assert_eq!(
        (&first["plan"], &first["test"], &first["line"]),
        (&"p".into(), &"sai".into(), &15.into())
    );
    assert_eq!(first["failures"].as_array().unwrap().len(), 7);
    let junit = test("junit").out;
    let cases = readers::junit(&junit);
    assert_eq!(cases.len(), 3);
    let said = |case: &readers::Case| {
        let failure = case.failure.as_ref().unwrap();
        format!("{}\n{}", failure.message, failure.text)
    };
    let all: Vec<String> = cases.iter().map(said).collect();
    assert!(all.join("\n").contains("`expect no \"completeness/missing-report\"`"), "{junit}");
    assert_eq!(all[0].lines().count(), 7);
}

#[test]
fn each_that_is_listed_is_given_and_expected() {
    let tests = r#"
test nhom "Cả nhóm nộp, muộn một ngày, gửi nhầm nơi" {
    as of  2018-05-01
    given  bc from huyen for 2018-Q1 to a on 2018-04-16 number "1/BC-UBND" with vu = 10
    expect error "completeness/missing-figure" of vu_kp for a, b in 2018-Q1
    expect no "completeness/missing-figure" of vu
    expect "completeness/late-report" of bc for a, b
    expect no warning "completeness/late-report"
    expect "completeness/wrong-recipient" of bc for a, b
    expect tran kept for a, b in 2018-Q1
}
test le "Chỉ một huyện nộp" {
    as of  2018-05-01
    given  bc from a for 2018-Q1 with vu = 10
    expect "completeness/missing-figure" of vu, vu_kp for a, b in 2018-Q1
    expect "completeness/missing-report" of vu_kkp
    expect no error "completeness/missing-report" of bc for a, b
}
"#;
    let (status, out) = tried("lists", tests, "en");
    assert_eq!(status, 1);
    let faults: Vec<&str> =
        out.lines().filter(|line| line.starts_with(' ')).map(str::trim_start).collect();
    assert_eq!(
        faults,
        ["p.plan:25: the plan has no item `vu_kkp`; did you mean `vu_kp`?"],
        "{out}"
    );
    let (_, out) = tried("lists", &tests.replace("vu_kkp", "bc"), "en");
    for fault in [
        "`expect \"completeness/missing-figure\" of vu for a in 2018-Q1`, but it is found only",
        "`expect \"completeness/missing-figure\" of vu_kp for b in 2018-Q1`, but",
        "`expect no error \"completeness/missing-report\" of bc for b`, but there is",
    ] {
        assert!(out.contains(fault), "{fault}\n{out}");
    }
    assert!(!out.contains("of vu_kp for a in 2018-Q1`, but"), "{out}");
}

#[test]
fn what_cannot_fail_is_told_apart() {
    let tests = r#"
group ban "Các ban" { members a; open "văn bản không kê hết" }
deliver kh "Kế hoạch" { cite "5"; from ban }
deliver qd "Quyết định" { cite "5"; from a }
task viec "Một việc" { cite "5"; lead a }
report le "Báo cáo lẻ" { cite "6"; from a; to tinh; every H1; tells tasks of lead }
test t "Văn bản đã có; báo cáo không nói gì về việc" {
    as of  2018-12-31
    given  kh from a
    given  le from a for 2018-H1
    expect no "completeness/missing-document" of kh
    expect warning "completeness/missing-task-status" of viec for a in 2018-H1
}
test u "Báo cáo nói về việc" {
    as of  2018-12-31
    given  le from a for 2018-H1 with viec = "doing"
    expect no "completeness/missing-task-status"
}
"#;
    let (status, out) = tried("unfailing", tests, "en");
    assert_eq!(status, 0, "{out}");
    let folder = plan("unfailing", tests);
    let ran = soat(&["test", folder.to_str().unwrap(), "--coverage", "--lang", "en"]);
    let told = "
Nothing can make these fail:
  p deliver kh: no day is named, and whoever sends it is expected, never missing

";
    assert!(ran.out.contains(told), "{}", ran.out);
    assert!(ran.out.contains("  p deliver qd\n"), "{}", ran.out);
    let open = PLAN.replace("runs 2018;", "runs 2018 ..;");
    write(&folder.join("p.plan"), format!("{open}{tests}").as_bytes());
    let ran = soat(&["test", folder.to_str().unwrap(), "--coverage", "--lang", "vi"]);
    let told = "  p deliver qd: không có ngày hạn, và kế hoạch không có ngày kết thúc\n";
    assert!(ran.out.contains(told), "{}", ran.out);
}

#[test]
fn what_no_test_tries_is_listed() {
    let tests = "
test t {
    as of  2018-05-01
    given  bc from a for 2018-Q1 with vu = 10, vu_kp = 8
    expect kp met for a in 2018-Q1
}
";
    let folder = plan("coverage", tests);
    let ran = soat(&["test", folder.to_str().unwrap(), "--coverage", "--lang", "en"]);
    let wanted = "No test makes these pass:

No test makes these fail:
  p indicator vu_kp: part of vu
  p target kp
  p limit tran
  p check du

0 rules never pass, 4 never fail
";
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (0, wanted, ""));
}

const CHANGED: &str = "tests/cases/mutate/kh_1.plan";

#[test]
fn changes_that_no_test_notices_are_told() {
    let ran = soat(&["test", CHANGED, "--mutate", "--lang", "en"]);
    let wanted = read(Path::new("tests/cases/mutate/kh_1.txt"));
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (1, wanted.as_str(), ""));
    let out = soat(&["test", CHANGED, "--mutate"]).out;
    let first = "kh_1: 26 chỗ sửa thử: 15 bị ví dụ nhận ra, 11 lọt (42,3%); ";
    assert!(out.starts_with(first), "{out}");
}

#[test]
fn changes_for_programs() {
    let json = soat(&["test", CHANGED, "--mutate", "--format", "json"]).json();
    let counts =
        ["made", "noticed", "unnoticed", "thrown_away"].map(|key| json[key].as_u64().unwrap());
    assert_eq!(counts, [26, 15, 11, 9]);
    let plan = &json["plans"][0];
    let first = &plan["unnoticed"][0];
    assert_eq!(first["item"], "indicator vu");
    assert_eq!((&first["was"], &first["now"]), (&"count flow".into(), &"count level".into()));
    assert_eq!(first["why"], "mỗi ví dụ chỉ có một quý, chưa cộng các quý lại");
    let left_out = plan["unnoticed"].as_array().unwrap().iter().find(|one| one["now"].is_null());
    assert_eq!(left_out.unwrap()["was"], "to tinh");
    assert_eq!(plan["stale"][0]["was"], "every quarter");
}

#[test]
fn where_every_change_is_noticed_all_is_well() {
    let path = "tests/cases/mutate/kh_2.plan";
    let ran = soat(&["test", path, "--mutate", "--lang", "en"]);
    let wanted = "kh_2: 13 changes: 13 noticed, 0 unnoticed (0%); 4 more left no plan and were thrown away\n";
    assert_eq!((ran.status, ran.out.as_str()), (0, wanted));
    assert_eq!(soat(&["test", path, "--mutate", "--format", "junit"]).status, 2);
}

#[test]
fn a_list_of_what_is_accepted_that_cannot_be_read_is_told() {
    let folder = fresh("spec-accepted");
    let text = read(Path::new("tests/cases/mutate/kh_2.plan"));
    write(&folder.join("p.plan"), text.as_bytes());
    let list = folder.join("p.mutants.toml");
    for wrong in [
        "accepted = 1\n",
        "[[accepted]]\nwhy = \"\"\nchanges = \"report bc\\n- every year\"\n",
        "[[accepted]]\nwhy = \"vì thế\"\nchanges = \"- every year\"\n",
        "[[accepted]]\nwhy = \"vì thế\"\n",
    ] {
        write(&list, wrong.as_bytes());
        let ran = soat(&["test", folder.join("p.plan").to_str().unwrap(), "--mutate"]);
        assert_eq!(ran.status, 1, "{wrong}\n{}", ran.out);
        assert!(ran.out.contains("p.mutants.toml:1: mỗi [[accepted]] có `why`"), "{}", ran.out);
    }
    write(&list, b"[[accepted]\n");
    let ran = soat(&["test", folder.join("p.plan").to_str().unwrap(), "--mutate"]);
    assert_eq!(ran.status, 1, "{}", ran.out);
}

#[test]
fn a_plan_whose_tests_fail_is_not_changed() {
    let folder = plan("unchanged", &FAILING.replace("    expect kp met for c\n", ""));
    let ran = soat(&["test", folder.to_str().unwrap(), "--mutate", "--lang", "en"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.ends_with("3 tests: 0 passed, 3 failed\n"), "{}", ran.out);
}

#[test]
fn a_test_folder_notices_too() {
    let text = read(Path::new("tests/cases/mutate/kh_2.plan"));
    let (rules, _) = text.split_once("test vua_du").unwrap();
    let folder = fresh("spec-mutate-folder");
    write(&folder.join("p.plan"), rules.as_bytes());
    let expect = "rules = \"../p.plan\"\nas_of = 2019-01-31\n[[expect]]\nrule = \"tran\"\noutcome = \"exceeded\"\n";
    write(&folder.join("vuot/expect.toml"), expect.as_bytes());
    let report = "[report]\nkind = \"bc\"\nfrom = \"tinh\"\nperiod = \"2018\"\nsigned = 2019-01-02\nreceived = 2019-01-02\n[values]\nvu = 51\n";
    write(&folder.join("vuot/bc.toml"), report.as_bytes());
    let ran = soat(&["test", folder.to_str().unwrap(), "--mutate", "--format", "json"]);
    let json = ran.json();
    let unnoticed = json["plans"][0]["unnoticed"].as_array().unwrap().iter();
    let tran: Vec<_> =
        unnoticed.filter(|one| one["item"] == "limit tran").map(|one| &one["now"]).collect();
    // 51 is over 49 and 50, and not over 51; of the year or of its second half.
    let wanted = [
        "require vu < 50 every year",
        "require vu <= 49 every year",
        "require vu <= 50 every half",
    ];
    assert_eq!(tran, wanted);
}
