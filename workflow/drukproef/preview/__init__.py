"""The reviewer's loop: a report in a browser that follows its files, and the proof of a chapter within seconds."""
