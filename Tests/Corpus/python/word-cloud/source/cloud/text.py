"""Cuts text into words."""
import re


def words(text):
    return re.findall(r"[a-z']+", text.lower())


def drop_common(found, common=("the", "a", "of")):
    return [word for word in found if word not in common]
