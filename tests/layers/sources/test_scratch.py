import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from layers.sources.scratch import PREFIX, scratch_folder, sweep

HOLDER = """
import time
from layers.sources.scratch import scratch_folder
with scratch_folder() as folder:
    (folder / "half unpacked").write_text("x")
    print(folder, flush=True)
    time.sleep(60)
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def aged(folder) -> None:
    an_hour_ago = time.time() - 3600
    os.utime(folder, (an_hour_ago, an_hour_ago))


def test_a_folder_lives_as_long_as_it_is_used(temporary):
    with scratch_folder() as folder:
        assert list(temporary.iterdir()) == [folder]

    assert list(temporary.iterdir()) == []


def test_the_folder_of_a_killed_process_is_swept_and_that_of_a_living_one_is_not(temporary):
    process = subprocess.Popen([sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, text=True)
    folder = Path(process.stdout.readline().strip())
    aged(folder)

    sweep()
    alive = list(temporary.iterdir())
    process.kill()
    process.wait()
    sweep()

    assert alive == [folder]
    assert list(temporary.iterdir()) == []


def test_a_folder_just_made_is_left_alone(temporary):
    (temporary / f"{PREFIX}young").mkdir()

    sweep()

    assert [path.name for path in temporary.iterdir()] == [f"{PREFIX}young"]
