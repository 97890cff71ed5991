from datetime import date, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from betadeck.ui.library.days import clock, day_text, days_of, local

EAST = timezone(timedelta(hours=9))
TODAY = date(2026, 11, 22)


def test_the_day_is_the_users_not_the_servers():
    times = ["2026-11-22T16:00:00.000Z", "2026-11-22T14:59:59.999Z", "2026-11-21T15:00:00.000Z"]
    assert days_of(times, EAST) == [date(2026, 11, 23), TODAY, TODAY]


def test_many_times_get_the_days_that_each_alone_would_get():
    try:
        zone = ZoneInfo("Europe/Berlin")
    except ZoneInfoNotFoundError:
        pytest.skip("this machine has no time zones")
    times = [
        f"2026-{10 if hour < 300 else 3:02d}-{hour % 27 + 1:02d}T{hour % 24:02d}:30:00.000Z"
        for hour in range(600)
    ]
    assert days_of(times, zone) == [local(moment, zone).date() for moment in times]


def test_broken_times_are_listed_at_an_unknown_time():
    found = days_of(["rubbish", "", "2026-11-22T10:00:00Z"], EAST)
    assert found == [date.min, date.min, TODAY]
    assert day_text(date.min, TODAY) == "At an unknown time"
    assert clock("rubbish") == ""


def test_days_are_named_as_people_name_them():
    assert day_text(TODAY, TODAY) == "Today"
    assert day_text(date(2026, 11, 21), TODAY) == "Yesterday"
    assert day_text(date(2026, 11, 18), TODAY) == "Wednesday 18 November"
    assert day_text(date(2025, 1, 2), TODAY) == "Thursday 2 January 2025"
    assert day_text(date(2026, 11, 23), TODAY) == "Monday 23 November"


def test_the_clock_shows_hours_and_minutes():
    assert clock("2026-11-22T05:07:59.123Z", EAST) == "14:07"
