"""How old a child must be to read a text: the automated readability index.

Formula: Smith and Senter, Automated Readability Index, AMRL-TR-66-220 (1967), from letters in a word and words in a
sentence. It gives a school grade of the United States; grade five to six is nine to eleven years.
"""

READING_GRADE = 6.5


def automated_readability(text: str) -> float:
    """The grade. Holds for English only."""
    words = text.split()
    sentences = max(1, sum(text.count(mark) for mark in ".?!"))
    letters = sum(map(str.isalnum, text))
    return 4.71 * letters / len(words) + 0.5 * len(words) / sentences - 21.43
