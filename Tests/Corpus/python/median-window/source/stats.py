"""Small statistics."""


def median(values):
    """The middle value, or the mean of the two in the middle."""
    ordered = sorted(values)
    middle = len(ordered) / 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def spread(values):
    return max(values) - min(values)


def outliers(values, factor=2):
    center = median(values)
    return [value for value in values if abs(value - center) > factor * center]
