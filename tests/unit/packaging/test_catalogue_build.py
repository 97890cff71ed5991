"""The catalogue in the repository is what the pinned SDK and the hand-kept files give."""

import json
import re
import subprocess
import sys
from pathlib import Path

import anthropic

from helpers.catalogue import pool, shipped

ROOT = Path(__file__).parents[3]
SDK = Path(anthropic.__file__).parent


def test_the_files_are_just_what_building_gives():
    """A process of its own has its own hash seed, so an order left to chance shows here too."""
    command = [sys.executable, str(ROOT / "packaging/catalog/build.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr


def test_the_index_names_the_sdk_that_is_installed():
    assert shipped().sdk == f"anthropic {anthropic.__version__}"


def test_schemas_hold_names_and_no_sentences():
    texts = set(re.findall(r'"((?:[^"\\]|\\.)*)"', json.dumps(pool())))
    assert [each for each in texts if " " in each] == []


def test_no_text_of_the_catalogue_is_the_sdks():
    words = re.compile(r"\W+")
    source = " ".join(
        words.sub(" ", path.read_text(encoding="utf-8")).lower()
        for folder in ("types", "resources")
        for path in (SDK / folder).rglob("*.py")
    )
    catalogue = shipped()
    texts = [text for each in catalogue.betas.values() for text in (each.summary, each.limits)]
    texts += [text for each in catalogue.errors for text in (each.meaning, each.remedy)]
    texts += [each.message for each in (*catalogue.limits, *catalogue.model_rules, *catalogue.version_rules)]
    texts += [each.meaning for each in catalogue.headers.values()]
    long = [words.sub(" ", text).lower().strip() for text in texts if len(text.split()) > 5]
    assert len(long) > 200
    assert [each for each in long if each in source] == []
