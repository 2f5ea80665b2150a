//! What an office's file is written in when it is not UTF-8: UTF-16, or one of the fonts of the time
//! before Unicode. Only named, never converted: a guess would put wrong names into the figures.

/// An encoding that is recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf16,
    /// The fonts `.VnTime` and their like.
    Tcvn3,
    /// The fonts `VNI-Times` and their like.
    Vni,
    /// No text at all: a workbook, or some other packed file under a wrong name.
    Packed,
    Unknown,
}

/// How packed files begin: zip (workbooks too), gzip, the workbooks of before 2007.
const PACKED: [&[u8]; 3] = [b"PK\x03\x04", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0"];

/// So many bytes of a file tell its encoding.
pub(crate) const SAMPLE: usize = 1 << 12;

/// The beginning of a file.
pub(crate) fn sample(bytes: &[u8]) -> &[u8] {
    bytes.get(..bytes.len().min(SAMPLE)).unwrap_or(bytes)
}

/// The encoding of bytes that are not UTF-8, or hold zero bytes.
pub(crate) fn guess(bytes: &[u8]) -> Encoding {
    let sample = bytes.get(..bytes.len().min(1 << 16)).unwrap_or(bytes);
    if PACKED.iter().any(|mark| sample.starts_with(mark)) {
        return Encoding::Packed;
    }
    if sample.starts_with(&[0xff, 0xfe]) || sample.starts_with(&[0xfe, 0xff]) || zeros(sample) {
        return Encoding::Utf16;
    }
    let high = count(sample, |_, byte| byte >= 0x80);
    if high == 0 {
        return Encoding::Unknown;
    }
    if vni(sample) * 5 >= high * 4 {
        return Encoding::Vni;
    }
    if tcvn3(sample) * 5 >= high * 4 && not_vni(sample) * 8 >= high {
        return Encoding::Tcvn3;
    }
    Encoding::Unknown
}

/// Latin text in UTF-16 has a zero in every other byte.
fn zeros(sample: &[u8]) -> bool {
    let zeros = count(sample, |_, b| b == 0);
    zeros * 4 >= sample.len() && zeros > 1
}

/// How many bytes are as asked, each with the one before it.
fn count(sample: &[u8], is: impl Fn(u8, u8) -> bool) -> usize {
    let before = std::iter::once(b' ').chain(sample.iter().copied());
    before.zip(sample).filter(|(before, byte)| is(*before, **byte)).count()
}

/// Bytes that are letters of TCVN 5712:1993, table 3.
fn tcvn3(sample: &[u8]) -> usize {
    count(sample, |_, byte| {
        matches!(byte, 0xa1..=0xae | 0xb5..=0xb9 | 0xbb..=0xbe | 0xc6..=0xcf | 0xd0..=0xd8
            | 0xdc..=0xdf | 0xe1..=0xfe)
    })
}

/// What TCVN3 has and VNI has not: the letters `ă â ê ô ơ ư đ`, `Đ` and `à ả ã á ạ`, which are bytes that VNI
/// leaves alone, and bytes that are capitals in VNI behind a small letter.
fn not_vni(sample: &[u8]) -> usize {
    count(sample, |before, byte| match byte {
        0xa7..=0xae | 0xb5..=0xb9 => true,
        0xc0..=0xdf => before.is_ascii_lowercase(),
        _ => false,
    })
}

/// In VNI a mark is a byte of its own behind its vowel; `đ ơ ư ì í ò ĩ ị` are single bytes. Capitals do not
/// stand behind small letters.
fn vni(sample: &[u8]) -> usize {
    count(sample, |before, byte| {
        let vowel = matches!(before.to_ascii_lowercase(), b'a' | b'e' | b'o' | b'u' | b'y')
            || matches!(before, 0xd4 | 0xd6 | 0xf4 | 0xf6);
        let mark = matches!(byte, 0xc0..=0xc5 | 0xc8..=0xcb | 0xcf | 0xd5 | 0xd8..=0xdc
            | 0xe0..=0xe5 | 0xe8..=0xeb | 0xef | 0xf5 | 0xf8..=0xfc);
        let single = matches!(byte, 0xc6 | 0xcc..=0xce | 0xd1..=0xd4 | 0xd6 | 0xe6 | 0xec..=0xee
            | 0xf1..=0xf4 | 0xf6);
        let capital = matches!(byte, 0xc0..=0xdf) && before.is_ascii_lowercase();
        (single || (vowel && mark)) && !capital
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_of_the_time_before_unicode_are_named() {
        // `số vụ án đã được khám phá` in TCVN3, `huyện Bình Sơn, đồng, số vụ` in VNI.
        let tcvn3 = b"s\xe8 v\xf4 \xb8n \xae\xb7 \xae\xad\xeec kh\xb8m ph\xb8";
        let vni = b"huye\xe4n B\xecnh S\xf4n, \xf1o\xe0ng, so\xe1 vu\xef";
        assert_eq!(guess(tcvn3), Encoding::Tcvn3);
        assert_eq!(guess(vni), Encoding::Vni);
        assert_eq!(guess(b"UBND huy\xd6n"), Encoding::Tcvn3);
        assert_eq!(guess(b"UBND HUYE\xc4N"), Encoding::Vni);
        assert_eq!(guess(b"caf\xe9 \x80\x81\x82"), Encoding::Unknown);
    }

    #[test]
    fn utf_16_has_a_mark_or_zeros() {
        assert_eq!(guess(b"\xff\xfea\0b\0"), Encoding::Utf16);
        assert_eq!(guess(b"[\0r\0e\0p\0"), Encoding::Utf16);
    }
}
