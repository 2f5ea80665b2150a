//! Floor 2: file to rows of cells with places, no meaning yet.
