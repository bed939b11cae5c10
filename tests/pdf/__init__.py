"""PDFs against the standards and against people: veraPDF, and what it can't see."""
