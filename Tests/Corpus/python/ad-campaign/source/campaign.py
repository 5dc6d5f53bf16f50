"""Figures of advertising campaigns."""


def rate(clicks, views):
    return clicks / views


def cost_per_click(spent, clicks):
    if clicks == 0:
        return 0.0
    return round(spent / clicks, 2)


def summary(campaigns):
    """One row per campaign: name, click rate in percent, cost per click."""
    rows = []
    for campaign in campaigns:
        percent = round(100 * rate(campaign["clicks"], campaign["views"]), 1)
        rows.append((campaign["name"], percent, cost_per_click(campaign["spent"], campaign["clicks"])))
    return rows


def winner(campaigns):
    rows = summary(campaigns)
    rows.sort(key=lambda row: row[1], reverse=True)
    return rows[0][0]
