//! Words for kinds of units as plan files usually spell them; another kind is shown as it is written.

use crate::value::Lang;

/// Kind, Vietnamese, English.
const WORDS: [[&str; 3]; 24] = [
    ["province", "tỉnh", "province"],
    ["district", "đơn vị cấp huyện", "district"],
    ["commune", "đơn vị cấp xã", "commune"],
    ["xa", "xã", "commune"],
    ["phuong", "phường", "ward"],
    ["thi_tran", "thị trấn", "township"],
    ["dac_khu", "đặc khu", "special zone"],
    ["huyen", "huyện", "district"],
    ["department", "sở, cơ quan chuyên môn", "department"],
    ["agency", "cơ quan", "agency"],
    ["branch", "cơ quan ngành dọc", "branch office"],
    ["sector", "cơ quan ngành", "sector office"],
    ["ministry", "bộ", "ministry"],
    ["office", "văn phòng", "office"],
    ["division", "phòng nghiệp vụ", "division"],
    ["organisation", "tổ chức, đoàn thể", "organisation"],
    ["front", "Mặt trận", "front"],
    ["board", "ban", "board"],
    ["committee", "ủy ban", "committee"],
    ["council", "hội đồng nhân dân", "council"],
    ["party", "cấp ủy", "party committee"],
    ["press", "cơ quan báo chí", "press office"],
    ["district_police", "công an cấp huyện", "district police"],
    ["territory", "địa bàn", "territory"],
];

/// A kind for a reader.
pub(crate) fn word(kind: &str, lang: Lang) -> String {
    let known = WORDS.iter().find(|[id, ..]| *id == kind);
    match (known, lang) {
        (Some([_, vi, _]), Lang::Vi) => (*vi).to_owned(),
        (Some([_, _, en]), Lang::En) => (*en).to_owned(),
        (None, _) => format!("`{kind}`"),
    }
}
