"""Data files in, checked responses out: one row per respondent and wave, with every answer a code of the codebook."""
