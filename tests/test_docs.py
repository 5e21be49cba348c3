"""What the documentation says can be done is done here, as far as it can be: its commands run as they are printed."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from permit_ocr import cli
from permit_ocr.cli.batching import job
from permit_ocr.cli.batching.reading import LocalWorkers, pool_limits
from permit_ocr.settings import Settings, variable_names
from tests.api.readers import PERMIT, MadeUpReader, trust
from tests.conformance.service import Service

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
GUIDES = [page for page in PAGES if page.parent.name == "docs"]

FOREIGN = {"docker", "kubectl", "helm", "systemctl", "journalctl", "cp", "tar"}
"""Programs of other machines: what is named in their commands is looked at by the tests of deploy/."""
TAKE_A_NETWORK = {
    "permit-ocr models fetch",
    "permit-ocr bundle permit-ocr.tar",
    "permit-ocr-*/install.sh /opt/permit-ocr",
}
"""Commands that run in `make setup` and `make prove-bundle`."""


def _commands(page: Path) -> Iterator[str]:
    text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for line in re.findall(r"^    (\S.*)$", text, re.MULTILINE):
        yield line.partition("  #")[0].strip()


def _of(*programs: str) -> list[str]:
    commands = dict.fromkeys(command for page in GUIDES for command in _commands(page))
    return [command for command in commands if command.split()[0] in programs and command not in TAKE_A_NETWORK]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the guides take for granted: a photo, a folder of photos, and readers that need no models."""
    (tmp_path / "photos").mkdir()
    for photo in ("permit.jpg", "photos/a.jpg"):
        (tmp_path / photo).write_bytes(PERMIT)
    monkeypatch.setenv("PERMIT_OCR_CREDENTIALS_FILE", str(tmp_path / "credentials.json"))
    monkeypatch.setenv("PERMIT_OCR_SERVER__PORT", "0")
    monkeypatch.setattr("permit_ocr.cli.reader.open_reader", MadeUpReader)
    monkeypatch.setattr("permit_ocr.cli.checkup.installation.selfcheck.check", trust)
    monkeypatch.setattr(job, "local_workers", _made_up_workers)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _made_up_workers(settings: Settings) -> LocalWorkers:
    return LocalWorkers(MadeUpReader, trust, pool_limits(settings))


def test_every_command_is_run_or_known_to_belong_elsewhere() -> None:
    known = {"permit-ocr", "curl", "promtool", "SECRET_ID=SecretId", "python", *FOREIGN}
    commands = [command for page in GUIDES for command in _commands(page) if command not in TAKE_A_NETWORK]
    assert [command for command in commands if command.split()[0] not in known] == []


def test_commands_of_the_program_run_as_printed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = _of("permit-ocr")
    assert len(commands) > 5
    for command in sorted(commands, key=lambda text: "evaluate" in text):  # which reads what batch writes
        monkeypatch.setattr("sys.argv", shlex.split(command))
        with pytest.raises(SystemExit) as stop:
            cli.main()
        assert not stop.value.code, command
    assert (folder / "mistakes.jsonl").read_text() == ""


def test_questions_to_the_service_are_answered_as_printed(tmp_path: Path) -> None:
    photo = tmp_path / "permit.jpg"
    photo.write_bytes(PERMIT)
    with Service(tmp_path) as service:
        meant = {"127.0.0.1:8080": service.endpoint, "permit.jpg": str(photo)}
        meant |= {"=SecretId": f"={service.pair.secret_id}", "=SecretKey": f"={service.pair.secret_key}"}
        for command in _of("curl", "SECRET_ID=SecretId"):
            words = command
            for printed, real in meant.items():
                words = words.replace(printed, real)
            done = subprocess.run(["sh", "-c", words], cwd=ROOT, capture_output=True, text=True, check=True)
            assert re.search(r'"ready":true|"version"|permit_ocr_ready|"Number"', done.stdout), command
        assert httpx.get(f"http://{service.endpoint}/livez", trust_env=False).status_code == 200


@pytest.mark.skipif(not shutil.which("promtool"), reason="there is no promtool: it is in Prometheus")
def test_the_rules_are_checked_as_printed() -> None:
    for command in _of("promtool"):
        subprocess.run(shlex.split(command), cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    settings = set(re.findall(r"\bPERMIT_OCR_[A-Z_]+[A-Z]\b", text))
    assert settings <= set(variable_names(Settings))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
    paths = re.findall(r"`((?:deploy|docs|service|models|benchmarks|training|tests|scripts|examples)/[\w./-]+)`", text)
    produced = {"models/weights"}
    assert [path for path in paths if not (ROOT / path).exists() and path not in produced] == []
    assert [name for name in _modules(text) if not _exists(name)] == []


def _modules(text: str) -> list[str]:
    return re.findall(r"python -m ((?:benchmarks|training|deploy)[\w.]*)", text)


def _exists(module: str) -> bool:
    path = ROOT.joinpath(*module.split("."))
    return path.with_suffix(".py").is_file() or (path / "__main__.py").is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)", page.read_text("utf-8")):
        path = page.parent / target if target else page
        assert path.exists(), target
        assert not anchor or anchor in _anchors(path), f"{target}#{anchor}"


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_settings_that_the_chart_guide_names_go_where_it_says() -> None:
    values: Any = (ROOT / "deploy" / "helm" / "permit-ocr" / "values.yaml").read_text("utf-8")
    guide = (ROOT / "docs" / "operations.md").read_text("utf-8")
    for option in re.findall(r"--set ([a-z.]+)=", guide):
        assert re.search(rf"^\s*{option.split('.')[-1]}:", values, re.MULTILINE)
