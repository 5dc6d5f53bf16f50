"""An index of posts by tag."""


def normal(tag):
    return tag.strip().lower()


def index(posts):
    """Titles by tag. Posts without tags have None there."""
    by_tag = {}
    for post in posts:
        for tag in post.get("tags"):
            by_tag.setdefault(normal(tag), []).append(post["title"])
    return by_tag


def most_used(posts):
    by_tag = index(posts)
    return max(sorted(by_tag), key=lambda tag: len(by_tag[tag])) if by_tag else None
