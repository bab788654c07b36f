"""What the layout of a page says: tables, boxes of figures, headings over the text that they sum up."""
