"""The document models in, <study>.docx out: real styles, captions, notes and links, for readers who comment in Word."""
