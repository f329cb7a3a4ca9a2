"""What the tests of the editor support share: the repository, and the command that the Swift build made."""

import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def rewardc() -> str:
    command = ROOT / ".build/debug/rewardc"
    assert command.exists(), "build it first: swift build"
    return str(command)


def reward_files() -> list[pathlib.Path]:
    """Every spec and library module of the repository that is in order."""
    folders = ["Examples", "Sources/RewardSemantics/StandardLibrary", "Tests/Language"]
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.reward"))
