"""Checks chains of words: each starts with the last letter of the one before."""


def is_chain(words):
    for index in range(len(words)):
        if words[index][-1] != words[index + 1][0]:
            return False
    return True


def longest_start(words):
    """How many words from the start are a chain."""
    count = 1
    while count < len(words) and is_chain(words[:count + 1]):
        count += 1
    return count
