"""How hard a text is to read: its passages and sentences, the school year by two formulas, words that want explaining. Always advice."""
