from datetime import date

from rotation import keep, parse, stamp, victims
from rotation.keeper import summary

NAMES = ["app.log", "app.log.20240103", "app.log.20240101", "app.log.20231231", "app.log.20240102", "notes.txt"]


def test_parse():
    assert parse("app.log.20240103") == ("app.log", date(2024, 1, 3))
    assert parse("app.log") is None


def test_stamp():
    assert stamp("app.log", date(2024, 1, 3)) == "app.log.20240103"


def test_keep_newest():
    assert keep(NAMES, 2) == ["app.log.20240103", "app.log.20240102"]


def test_keep_none():
    assert keep(NAMES, 0) == []
    assert len(victims(NAMES, 0)) == 4


def test_victims():
    assert victims(NAMES, 3) == ["app.log.20231231"]


def test_no_logs():
    assert keep([], 2) == []
    assert summary([], 3) == {"kept": 0, "removed": 0}
