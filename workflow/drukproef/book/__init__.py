"""The table book: every item by every banner and wave, as Excel, as a web page, and as open data."""
