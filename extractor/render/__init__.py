"""Pages that show a raw text with what was found in it: one self-contained HTML file each."""
