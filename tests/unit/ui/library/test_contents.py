from datetime import date

from betadeck.core.listing import BetaSet, HistoryRow, PresetEntry
from betadeck.ui.library.contents import Contents
from betadeck.ui.library.items import key_of


def contents():
    made = Contents(lambda: date(2026, 11, 22))
    made.set_presets(
        [
            PresetEntry("b/c/Deep", "Deep", "b/c"),
            PresetEntry("Preset 10", "Preset 10"),
            PresetEntry("Preset 9", "Preset 9", operation="messages.create"),
        ],
        ["empty"],
    )
    made.set_sets([BetaSet("Long", ("alpha-2026-01-01",))])
    made.set_history(
        [
            HistoryRow("2", "2026-11-22T10:00:00Z", "Deep", "m", 200, "finished", request_id="req_22"),
            HistoryRow("1", "2026-11-20T10:00:00Z", "Other", "m", 400, "finished", "invalid_request_error"),
        ]
    )
    return made


def keys(made):
    return [key_of(item) for item in made.lines()]


def test_folders_stand_below_presets_and_also_when_empty_or_only_on_the_way():
    assert keys(contents())[:6] == [
        "section:PRESETS", "preset:Preset 9", "preset:Preset 10", "folder:b", "folder:empty", "section:SETS",
    ]  # fmt: skip


def test_an_open_folder_shows_its_folders_and_presets():
    made = contents()
    made.open_way_to("b/c/Deep")
    assert "preset:b/c/Deep" in keys(made)
    assert keys(made).index("folder:b/c") == keys(made).index("folder:b") + 1


def test_a_filter_looks_everywhere_and_opens_what_holds_a_match():
    made = contents()
    made.words = ("deep",)
    assert [key for key in keys(made) if key.startswith(("preset", "exchange"))] == [
        "preset:b/c/Deep",
        "exchange:2",
    ]
    for word, wanted in (
        ("req_22", "exchange:2"),
        ("400", "exchange:1"),
        ("invalid_request", "exchange:1"),
        ("alpha-2026", "set:Long"),
        ("messages.create", "preset:Preset 9"),
    ):
        made.words = (word,)
        assert wanted in keys(made)


def test_all_words_must_match():
    made = contents()
    made.words = ("preset", "10")
    assert [key for key in keys(made) if key.startswith("preset")] == ["preset:Preset 10"]


def test_a_filter_that_matches_nothing_says_so():
    made = contents()
    made.words = ("qqq",)
    assert all(key.startswith("note") for key in keys(made))


def test_days_stand_between_exchanges():
    assert keys(contents())[-4:] == ["day:2026-11-22", "exchange:2", "day:2026-11-20", "exchange:1"]


def test_the_trash_is_shown_only_when_it_holds_something():
    made = contents()
    assert "section:TRASH" not in keys(made)
    made.set_trash([PresetEntry("t1", "Old")])
    assert keys(made)[-1] == "section:TRASH"


def test_empty_sections_say_what_goes_there():
    assert [key for key in keys(Contents()) if key.startswith("note")] == [
        f"note:{section}:{part}" for section in ("PRESETS", "SETS", "HISTORY") for part in (0, 1)
    ]


def test_names_with_odd_digits_are_sorted_too():
    made = Contents()
    made.set_presets([PresetEntry(name, name) for name in ("²", "9", "x9", "10", "٣", "")], [])
    assert len(made.presets) == 6
