"""Files to text: bytes in any encoding, Word, HTML, PDF."""
