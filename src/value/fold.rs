//! Names as offices write them, folded so that the same name meets itself: Unicode form, case, spaces,
//! punctuation, the old and new place of tone marks, `Ð` for `Đ`, and the usual abbreviations.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

pub(crate) use unicode_normalization::is_nfc;

/// NFC of a name; a text that is that already stays as it is.
pub(crate) fn nfc<'a>(text: impl Into<Cow<'a, str>>) -> String {
    let text = text.into();
    if text.is_ascii() || is_nfc(&text) { text.into_owned() } else { text.nfc().collect() }
}

/// The five tone marks, as combining characters.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Abbreviations that offices write for words of a unit's name.
const SHORT: [(&str, &str); 6] = [
    ("ubnd", "uy\u{309} ban nhân dân"),
    ("hđnd", "hôi\u{323} đông\u{300} nhân dân"),
    ("tp", "thanh\u{300} phô\u{301}"),
    ("tx", "thi\u{323} xa\u{303}"),
    ("tt", "thi\u{323} trân\u{301}"),
    ("h", "huyên\u{323}"),
];

/// The key under which a name is looked up: equal keys are the same name.
pub(crate) fn key(name: &str) -> String {
    let key = Key { out: String::with_capacity(name.len() + 8), word: 0, tone: None };
    // Ids have nothing to take apart.
    if name.is_ascii() { key.of(name.chars()) } else { key.of(name.nfd()) }
}

/// Combining marks that make a letter of its own: `ă â ê ô ơ ư`.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// A key that is being made.
struct Key {
    out: String,
    /// Where the word at hand begins.
    word: usize,
    /// Its tone.
    tone: Option<char>,
}

impl Key {
    fn of(mut self, letters: impl Iterator<Item = char>) -> String {
        for c in letters {
            match c {
                c if c.is_ascii_alphanumeric() => self.out.push(c.to_ascii_lowercase()),
                '\'' | '\u{2019}' | '\u{2bc}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => {
                }
                'Đ' | 'đ' | 'Ð' | 'ð' => self.out.push('đ'),
                c if TONES.contains(&c) => self.tone = Some(c),
                c if c.is_alphanumeric() => self.out.extend(c.to_lowercase()),
                c if is_mark(c) => self.out.push(c),
                _ => self.end_word(),
            }
        }
        self.end_word();
        self.out.truncate(self.out.trim_end_matches(' ').len());
        self.out
    }

    /// Closes a word: its tone goes to its end, so that `hoá` and `hóa` are one.
    fn end_word(&mut self) {
        if self.out.len() == self.word {
            return;
        }
        self.out.extend(self.tone.take());
        let word = self.out.get(self.word..).unwrap_or("");
        if let Some((_, full)) = SHORT.iter().find(|(short, _)| *short == word) {
            self.out.truncate(self.word);
            self.out.extend(full.nfd());
        }
        self.out.push(' ');
        self.word = self.out.len();
    }
}

/// Letters alone, without marks: what people leave out when they type in a hurry.
fn bare(name: &str) -> String {
    let lower = name.nfd().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase);
    lower.map(|c| if matches!(c, 'đ' | 'ð') { 'd' } else { c }).collect()
}

/// A name as an id: plain small letters and digits, joined by `_`; empty where it has neither.
pub(crate) fn slug(name: &str) -> String {
    let bare = bare(name);
    let words = bare.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}

/// A longer name is near none: no office has one, and to compare it takes its length squared.
const MOST_BYTES: usize = 1024;

/// The nearest of `known` to `name`, near enough to be worth naming, best first. A longer name that
/// begins with the whole of it is nearest of all: only its end was left out.
pub(crate) fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    if name.len() > MOST_BYTES {
        return Vec::new();
    }
    let (plain, folded) = (nfc(name), bare(name));
    let limit = (folded.chars().count() / 3).clamp(1, 4);
    let mut ranked: Vec<(usize, usize, &str)> = known
        .filter_map(|k| {
            let known = bare(k);
            let far =
                if begins(&known, &folded) { 0 } else { strsim::osa_distance(&folded, &known) };
            (far <= limit).then(|| (far, strsim::osa_distance(&plain, &nfc(k)), k))
        })
        .collect();
    ranked.sort_unstable();
    ranked.dedup_by_key(|r| r.2);
    ranked.into_iter().take(3).map(|r| r.2).collect()
}

/// Whether a name begins with another of several words, and goes on after its last one.
fn begins(long: &str, short: &str) -> bool {
    let rest = long.strip_prefix(short).filter(|_| short.contains(' '));
    rest.is_some_and(|rest| rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn same(a: &str, b: &str) {
        assert_eq!(key(a), key(b));
    }

    #[test]
    fn one_name_written_in_many_ways() {
        same("UBND TP. Quảng Ngãi", "Ủy ban nhân dân thành phố Quảng Ngãi");
        same("Uỷ ban nhân dân TX Đức Phổ", "UBND thị xã Đức Phổ");
        same("huyện Cư M'gar", "Huyện Cư M’gar");
        same("chuyển hoá", "chuyển hóa");
        same("Ðắk Lắk", "Đắk Lắk");
        same("Sơn Ti\u{323}nh", "Sơn Tịnh");
        same("H.  Bình-Sơn", "huyện Bình Sơn");
    }

    #[test]
    fn names_that_differ_stay_apart() {
        assert_ne!(key("Sơn Hà"), key("Sơn Hạ"));
        assert_ne!(key("Trà Bồng"), key("Trà Bông"));
        assert_ne!(key("Ba Tơ"), key("Ba To"));
    }

    #[test]
    fn ids_are_plain() {
        assert_eq!(slug("UBND huyện Cư M’gar, Đắk Lắk"), "ubnd_huyen_cu_m_gar_dak_lak");
        assert_eq!(slug("59/KH-UBND"), "59_kh_ubnd");
        assert_eq!(slug("…"), "");
    }

    #[test]
    fn the_nearest_is_named() {
        assert_eq!(nearest("vu_anh", ["vu_an", "ty_le"].into_iter()), ["vu_an"]);
        assert_eq!(nearest("Binh Son", ["Sơn Tịnh", "Bình Sơn"].into_iter()), ["Bình Sơn"]);
        assert!(nearest("xyz", ["vu_an"].into_iter()).is_empty());
        let communes = ["Xã Thanh Bình", "Xã Thanh Sơn (huyện Tân Phú)"];
        assert_eq!(nearest("Xã Thanh Sơn", communes.into_iter()).first(), Some(&communes[1]));
    }
}
