"""Chapters as written in, the pages of the site and their files out."""
