"""Phases of an exchange."""

from betadeck.core.exchange import Timings
from betadeck.ui.response.timing_phases import phases_of


def named(timings):
    return [(phase.name, round(phase.seconds, 3)) for phase in phases_of(timings)]


def test_each_phase_begins_where_the_one_before_it_ended():
    assert named(Timings(0.01, 0.03, 0.031, 0.231, 1.231, 1.24)) == [
        ("Connecting", 0.01),
        ("TLS handshake", 0.02),
        ("Sending", 0.001),
        ("Waiting for the first byte", 0.2),
        ("Receiving", 1.0),
    ]


def test_a_reused_connection_has_no_connect():
    assert named(Timings(None, None, 0.001, 0.2, 0.3, 0.3, True))[0] == ("Sending", 0.001)


def test_what_ended_early_shows_how_long_it_was_tried():
    assert named(Timings(ended_s=10.0)) == [("Until it ended", 10.0)]
    assert named(Timings()) == []
