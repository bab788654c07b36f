"""What the lines of a page are: articles, heads, dates, paragraphs, sentences."""
