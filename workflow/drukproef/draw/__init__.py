"""Plan and cube in; for each figure an SVG and its numbers out."""
