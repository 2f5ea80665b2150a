//! The rules that the program brings along: the files under `rules/`, by name.

/// Name below `rules/` and text.
pub(crate) static FILES: &[(&str, &str)] = &[
    (
        "binh_thuan/phong_chong_toi_pham_2024.plan",
        include_str!("../rules/binh_thuan/phong_chong_toi_pham_2024.plan"),
    ),
    ("binh_thuan/units.plan", include_str!("../rules/binh_thuan/units.plan")),
    ("dak_lak/thuc_hien_4170.plan", include_str!("../rules/dak_lak/thuc_hien_4170.plan")),
    ("dak_lak/units.plan", include_str!("../rules/dak_lak/units.plan")),
    ("dong_nai/7488_kh_2017.plan", include_str!("../rules/dong_nai/7488_kh_2017.plan")),
    ("dong_nai/communes.csv", include_str!("../rules/dong_nai/communes.csv")),
    ("dong_nai/units.plan", include_str!("../rules/dong_nai/units.plan")),
    ("quang_ngai/2224_qd_2021.plan", include_str!("../rules/quang_ngai/2224_qd_2021.plan")),
    ("quang_ngai/59_kh_2018.plan", include_str!("../rules/quang_ngai/59_kh_2018.plan")),
    ("quang_ngai/units.plan", include_str!("../rules/quang_ngai/units.plan")),
];

/// What the tests of the plans are held against, and the changes that they are not to notice, below `rules/`
/// too.
pub(crate) static TEST_DATA: &[(&str, &str)] = &[
    (
        "binh_thuan/phong_chong_toi_pham_2024.mutants.toml",
        include_str!("../rules/binh_thuan/phong_chong_toi_pham_2024.mutants.toml"),
    ),
    (
        "dak_lak/thuc_hien_4170.mutants.toml",
        include_str!("../rules/dak_lak/thuc_hien_4170.mutants.toml"),
    ),
    (
        "dong_nai/7488_kh_2017.mutants.toml",
        include_str!("../rules/dong_nai/7488_kh_2017.mutants.toml"),
    ),
    (
        "dong_nai/7488_kh_2017/bang_dung/dia_ban.csv",
        include_str!("../rules/dong_nai/7488_kh_2017/bang_dung/dia_ban.csv"),
    ),
    (
        "dong_nai/7488_kh_2017/bang_dung/lua_chon.csv",
        include_str!("../rules/dong_nai/7488_kh_2017/bang_dung/lua_chon.csv"),
    ),
    (
        "dong_nai/7488_kh_2017/bang_dung/theo_doi.csv",
        include_str!("../rules/dong_nai/7488_kh_2017/bang_dung/theo_doi.csv"),
    ),
    (
        "dong_nai/7488_kh_2017/bang_dung/tieu_chi.csv",
        include_str!("../rules/dong_nai/7488_kh_2017/bang_dung/tieu_chi.csv"),
    ),
    (
        "dong_nai/7488_kh_2017/bang_sai/dia_ban.csv",
        include_str!("../rules/dong_nai/7488_kh_2017/bang_sai/dia_ban.csv"),
    ),
    (
        "dong_nai/7488_kh_2017/bang_sai/lua_chon.csv",
        include_str!("../rules/dong_nai/7488_kh_2017/bang_sai/lua_chon.csv"),
    ),
    (
        "dong_nai/7488_kh_2017/bang_sai/theo_doi.csv",
        include_str!("../rules/dong_nai/7488_kh_2017/bang_sai/theo_doi.csv"),
    ),
    (
        "dong_nai/7488_kh_2017/bang_sai/tieu_chi.csv",
        include_str!("../rules/dong_nai/7488_kh_2017/bang_sai/tieu_chi.csv"),
    ),
    (
        "quang_ngai/2224_qd_2021.mutants.toml",
        include_str!("../rules/quang_ngai/2224_qd_2021.mutants.toml"),
    ),
    (
        "quang_ngai/2224_qd_2021/nhu_cau/su_kien.toml",
        include_str!("../rules/quang_ngai/2224_qd_2021/nhu_cau/su_kien.toml"),
    ),
    (
        "quang_ngai/59_kh_2018.mutants.toml",
        include_str!("../rules/quang_ngai/59_kh_2018.mutants.toml"),
    ),
];

/// Days off and moved working days in Viet Nam.
pub(crate) static HOLIDAYS: &str = include_str!("../rules/holidays.csv");

/// The test data in a folder beside a plan.
pub(crate) fn test_data(folder: &str) -> Vec<(String, String)> {
    let inside = |name: &str| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let files = TEST_DATA.iter().filter(|(name, _)| inside(name));
    files.map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// The text of a built-in file.
pub(crate) fn read(name: &str) -> Option<&'static str> {
    FILES.iter().chain(TEST_DATA).find(|(n, _)| *n == name).map(|(_, text)| *text)
}
