"""Words of the language: what a reader of Chinese knows before reading any particular text."""
