//! `soat explain`: every item of every plan of the house is told in both languages, and what is asked by
//! place, row or name leads to the item.

use std::collections::BTreeMap;

use crate::support::soat;

const PLANS: [&str; 5] =
    ["binh_thuan_2024", "dak_lak_4170", "dong_nai_7488", "quang_ngai_2224", "quang_ngai_59"];

#[test]
fn items_of_every_kind_are_told() {
    for plan in PLANS {
        let listed = soat(&["explain", plan]);
        assert_eq!((listed.status, listed.err.as_str()), (0, ""), "{plan}");
        let mut kinds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for line in listed.out.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            kinds.entry(fields[1]).or_default().push(fields[0]);
        }
        assert!(kinds.len() > 8, "{plan}");
        for ids in kinds.values() {
            // The first in Vietnamese, the last in English.
            let ends = [(ids.first().unwrap(), "vi"), (ids.last().unwrap(), "en")];
            for (id, lang) in ends {
                let told = soat(&["explain", plan, id, "--lang", lang]);
                assert_eq!((told.status, told.err.as_str()), (0, ""), "{plan} {id}");
                assert!(told.out.contains(id) && told.out.lines().count() > 2, "{plan} {id}");
            }
        }
    }
}

#[test]
fn a_duty_tells_its_dues_its_laws_and_what_was_assumed() {
    let told = soat(&["explain", "quang_ngai_59", "dinh_ky"]).out;
    for part in [
        "mục IV.3 (D0-066",
        "#25",
        "không cộng dồn chín",
        "PHẢI NỘP: 11 KỲ",
        "6 tháng đầu năm 2018: không nêu hạn",
        "trừ UBND huyện Tây Trà",
        "[consistency/unit-sum-mismatch]",
    ] {
        assert!(told.contains(part), "{part} not in\n{told}");
    }
}

#[test]
fn an_item_is_found_by_row_place_and_name() {
    let by_id = soat(&["explain", "quang_ngai_59", "dinh_ky"]).out;
    assert_eq!(soat(&["explain", "59/KH-UBND", "D0-067"]).out, by_id);
    let by_name = soat(&["explain", "quang_ngai_59", "BÁO CÁO định kỳ của đơn vị, địa phương"]);
    assert_eq!(by_name.out, by_id);
    let by_place = soat(&["explain", "quang_ngai_59", "IV.3"]).out;
    assert!(by_place.contains("dinh_ky") && by_place.contains("tong_hop"), "{by_place}");
}

#[test]
fn what_is_not_there_is_said_with_the_nearest() {
    let item = soat(&["explain", "quang_ngai_59", "dinh_ki"]);
    assert_eq!((item.status, item.out.as_str()), (2, ""));
    assert!(item.err.contains("có phải là `dinh_ky`"), "{}", item.err);
    let code = soat(&["explain", "completeness/mising-report"]);
    assert_eq!(code.status, 2);
    assert!(code.err.contains("completeness/missing-report"), "{}", code.err);
    assert_eq!(soat(&["explain", "khong_co"]).status, 2);
    assert_eq!(soat(&["explain", "completeness/missing-report"]).status, 0);
}
