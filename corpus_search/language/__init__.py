"""Indonesian and English: tokens, stems, the language of a passage."""
