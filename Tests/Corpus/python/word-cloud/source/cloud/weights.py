"""Weights for the words of a cloud."""
from cloud.text import words


def frequencies(text):
    return Counter(drop_common(words(text)))


def sizes(text, largest=40):
    counts = frequencies(text)
    if not counts:
        return {}
    top = max(counts.values())
    return {word: round(largest * count / top) for word, count in counts.items()}
