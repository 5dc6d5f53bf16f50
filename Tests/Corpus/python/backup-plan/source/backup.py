"""Plans which backups to keep."""
from datetime import date


def age(day, today):
    return (today - day).days


def keep(days, today, limit=30):
    """The days whose backups are kept: the last `limit` days and each first of a month."""
    oldest = today - timedelta(days=limit)
    return sorted(day for day in days if day >= oldest or day.day == 1)


def parse(text):
    year, month, day = text.split("-")
    return date(int(year), int(month), int(day))
