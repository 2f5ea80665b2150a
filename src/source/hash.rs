//! Sums that tell whether two files are the same.

use std::fmt::Write as _;
use std::io::{self, Read};

use sha2::{Digest as _, Sha256};

/// How much is read at once.
const PIECE: usize = 1 << 16;

/// The SHA-256 of all that is read, in hexadecimal, with how many bytes that was.
pub(crate) fn sha256(mut from: impl Read) -> io::Result<(String, u64)> {
    let (mut sum, mut bytes, mut piece) = (Sha256::new(), 0, vec![0; PIECE]);
    loop {
        match from.read(&mut piece)? {
            0 => break,
            n => {
                sum.update(piece.get(..n).unwrap_or_default());
                bytes += n as u64;
            }
        }
    }
    let mut text = String::with_capacity(64);
    for byte in sum.finalize() {
        write!(text, "{byte:02x}").ok();
    }
    Ok((text, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_of_three_letters_is_that_of_the_standard() {
        let (sum, bytes) = sha256(&b"abc"[..]).unwrap();
        assert_eq!(sum, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(bytes, 3);
    }
}
