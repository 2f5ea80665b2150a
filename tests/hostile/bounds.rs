//! Each bound at its edge: what lies within is read, what lies beyond is told. The bounds stand in
//! `src/source/bounds.rs`; those that take too much to build are tried beside the code.

use std::fs;
use std::os::unix::fs::symlink;

use crate::hostile::{RULES, check, folder, found, other};
use crate::support::{read, soat, write};

#[test]
fn a_report_of_eight_megabytes_is_read_and_no_more() {
    let folder = folder("toml-bytes");
    let mut bytes = other("24", "24");
    bytes.push(b'#');
    bytes.resize(8 << 20, b'x');
    let file = folder.join("reports/b.toml");
    write(&file, &bytes);
    assert_eq!(found(&folder, RULES), [] as [&str; 0]);
    bytes.push(b'x');
    write(&file, &bytes);
    assert_eq!(found(&folder, RULES), ["data/unreadable"]);
}

#[test]
fn a_table_of_more_than_four_gigabytes_is_not_opened() {
    let folder = folder("csv-bytes");
    // Nothing but a length: the file takes no room.
    let file = fs::File::create(folder.join("x.csv")).unwrap();
    file.set_len(u64::from(u32::MAX)).unwrap();
    assert_eq!(found(&folder, RULES), ["data/encoding"]);
    file.set_len(u64::from(u32::MAX) + 1).unwrap();
    assert_eq!(found(&folder, RULES), ["data/unreadable"]);
}

#[test]
fn a_row_of_a_megabyte_is_read_and_no_more() {
    let folder = folder("line");
    let row =
        |cell: usize| format!("unit,period,indicator,value\nb,2017,vu,{}3\n", " ".repeat(cell));
    let plain = row(0).len() - "unit,period,indicator,value\n".len();
    for (bytes, finds) in [((1 << 20) - 1, &[][..]), ((1 << 20) + 1, &["data/syntax"])] {
        write(&folder.join("x.csv"), row(bytes - plain).as_bytes());
        assert_eq!(found(&folder, RULES), finds, "{bytes}");
    }
}

#[test]
fn a_row_of_16384_cells_is_read_and_no_more() {
    let folder = folder("cells");
    for (cells, finds) in [(16_384, &[][..]), (16_385, &["data/syntax"])] {
        let text = format!("unit,period,indicator,value\nb,2017,vu,3{}\n", ",".repeat(cells - 4));
        write(&folder.join("x.csv"), text.as_bytes());
        assert_eq!(found(&folder, RULES), finds, "{cells}");
    }
}

#[test]
fn a_folder_is_looked_into_to_a_depth_of_32() {
    // `reports` is the first.
    for (more, finds) in [(30, &["data/syntax"][..]), (31, &["data/unreadable"])] {
        let folder = folder("depth");
        write(&folder.join("reports").join("d/".repeat(more)).join("x.toml"), b"?");
        assert_eq!(found(&folder, RULES), finds, "{more}");
    }
}

#[test]
fn a_hundred_findings_alike_are_told_and_the_rest_counted() {
    for (rows, more) in [(100, false), (101, true)] {
        let folder = folder("alike");
        let text = format!("unit,period,indicator,value\n{}", "b,2017,vu,x\n".repeat(rows));
        write(&folder.join("x.csv"), text.as_bytes());
        let all = ["check", folder.to_str().unwrap(), "--rules", RULES, "--as-of", "2018-04-10"];
        let ran = soat(&[&all[..], &["--format", "short", "--lang", "en"]].concat());
        assert_eq!(ran.out.matches("data/wrong-type").count(), rows, "{}", ran.out);
        assert_eq!(ran.out.contains("1 more like these in this file"), more, "{}", ran.out);
    }
}

#[test]
fn a_plan_of_four_megabytes_is_read_and_no_more() {
    let path = folder("plan-bytes").join("a.plan");
    let mut text = read(RULES.as_ref()).into_bytes();
    text.push(b'#');
    text.resize(4 << 20, b'x');
    for status in [0, 2] {
        write(&path, &text);
        assert_eq!(soat(&["lint", path.to_str().unwrap()]).status, status, "{}", text.len());
        text.push(b'x');
    }
}

#[test]
fn a_hundred_formulas_may_lean_on_each_other() {
    for (count, told) in [(100, false), (101, true)] {
        let path = folder("chained").join("a.plan");
        let one = |i: usize| {
            let equals = if i == 0 { String::new() } else { format!("; equals f{} + 1", i - 1) };
            format!("indicator f{i} \"F {i}\" {{ cite \"I\"; count flow{equals} }}\n")
        };
        let text: String =
            std::iter::once(read(RULES.as_ref())).chain((0..count).map(one)).collect();
        write(&path, text.as_bytes());
        let ran = soat(&["lint", path.to_str().unwrap(), "--lang", "en", "--format", "short"]);
        assert_eq!(ran.out.contains("leans on more than 100"), told, "{count}: {}", ran.out);
    }
}

#[test]
fn brackets_stand_eighty_deep_and_no_more() {
    let folder = folder("toml-depth");
    for (levels, finds) in [(80, "data/unknown-key"), (81, "data/unreadable")] {
        let text = format!("x = {}{}\n", "[".repeat(levels), "]".repeat(levels));
        write(&folder.join("x.toml"), text.as_bytes());
        assert_eq!(found(&folder, RULES), [finds], "{levels}");
    }
}

#[test]
fn of_a_broken_report_over_a_megabyte_the_first_mistake_is_told() {
    for (bytes, told) in [(1 << 20, 2), ((1 << 20) + 1, 1)] {
        let folder = folder("told");
        let mut text = b"?\n?\n#".to_vec();
        text.resize(bytes, b'x');
        write(&folder.join("x.toml"), &text);
        let ran = check(&folder, RULES, "short", "en");
        assert_eq!(ran.out.matches("data/syntax").count(), told, "{bytes}: {}", ran.out);
    }
}

#[test]
fn a_number_has_eighteen_digits_and_no_more() {
    let folder = folder("digits");
    for (digits, finds) in [(18, &[][..]), (19, &["data/wrong-type"])] {
        let text = format!("unit,period,indicator,value\nb,2017,vu,{}\n", "9".repeat(digits));
        write(&folder.join("x.csv"), text.as_bytes());
        assert_eq!(found(&folder, RULES), finds, "{digits}");
    }
}

#[test]
fn a_hundred_links_are_told_and_the_rest_counted() {
    for (links, more) in [(100, false), (101, true)] {
        let folder = folder("links");
        for i in 0..links {
            symlink("good.toml", folder.join(format!("reports/{i}.toml"))).unwrap();
        }
        let ran = check(&folder, RULES, "short", "en");
        assert_eq!(ran.out.matches("is a link and is not read").count(), 100, "{}", ran.out);
        assert_eq!(ran.out.contains("1 more links like these"), more, "{}", ran.out);
    }
}

#[test]
fn formulas_and_mistakes_of_a_plan_have_their_edges() {
    let path = folder("plan-edges").join("a.plan");
    let lint = |text: &str| {
        write(&path, text.as_bytes());
        soat(&["lint", path.to_str().unwrap(), "--lang", "en", "--format", "short"]).out
    };
    let plan = read(RULES.as_ref());
    let check = |formula: &str| {
        format!("{plan}check c \"x\" {{ cite \"I\"; for xa; require {formula} }}\n")
    };
    for (levels, told) in [(64, false), (65, true)] {
        let out = lint(&check(&format!("{}vu{} >= 0", "(".repeat(levels), ")".repeat(levels))));
        assert_eq!(out.contains("more than 64 levels"), told, "{levels}: {out}");
    }
    for (operands, told) in [(1_000, false), (1_001, true)] {
        let out = lint(&check(&format!("0 <= {}", vec!["vu"; operands - 1].join(" + "))));
        assert_eq!(out.contains("more than 1000 operands"), told, "{operands}: {out}");
    }
    for (mistakes, told) in [(100, false), (101, true)] {
        let out = lint(&format!("{plan}{}", "?\n".repeat(mistakes)));
        assert_eq!(out.contains("more than 100 mistakes"), told, "{mistakes}: {out}");
    }
}
