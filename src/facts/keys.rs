//! Keys that mean nothing where they stand.

use crate::facts::codes::{self, Hint, Part};
use crate::facts::voice::Voice;
use crate::table::block::Block;
use crate::table::toml::Entry;
use crate::value::fold;

/// Says that a key means nothing, with the nearest of those that do.
pub(crate) fn unknown_key(
    entry: Entry<'_>,
    part: Part,
    known: &Block,
    hint: Hint,
    voice: &mut Voice<'_>,
) {
    let code = &codes::UNKNOWN_KEY;
    voice.say(code, || {
        let near = fold::nearest(entry.key, known.names());
        codes::unknown_key(entry.key, part, &near, hint, entry.at)
    });
}
