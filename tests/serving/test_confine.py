"""What a process may take, and what it leaves behind; each in a process of its own, as nothing of it can be undone."""

from __future__ import annotations

import subprocess
import sys

import pytest

BEGIN = "import ctypes, resource\nfrom permit_ocr.serving.confine import *\n"


def told(program: str) -> str:
    command = [sys.executable, "-c", BEGIN + program]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_a_process_leaves_no_core_on_disk_nor_in_a_pipe() -> None:
    get_dumpable = 3  # prctl(2)
    program = f"""
print(ctypes.CDLL(None).prctl({get_dumpable}))
leave_no_core()
print(ctypes.CDLL(None).prctl({get_dumpable}), *resource.getrlimit(resource.RLIMIT_CORE))
"""
    assert told(program).split("\n") == ["1", "0 0 0"]


@pytest.mark.parametrize(("most", "said"), [(300 << 20, "refused"), (0, "granted")])
def test_memory_beyond_the_bound_is_refused(most: int, said: str) -> None:
    program = f"""
bound_memory({most})
bytearray(100 << 20)
try:
    bytearray(400 << 20)
    print("granted")
except MemoryError:
    print("refused")
"""
    assert told(program) == said


def test_files_are_granted_as_far_as_the_system_has_them() -> None:
    program = """
resource.setrlimit(resource.RLIMIT_NOFILE, (64, 512))
print(allow_files(300), *resource.getrlimit(resource.RLIMIT_NOFILE))
print(allow_files(10_000), *resource.getrlimit(resource.RLIMIT_NOFILE))
print(allow_files(5), *resource.getrlimit(resource.RLIMIT_NOFILE))
"""
    assert told(program).split("\n") == ["300 300 512", "512 512 512", "5 512 512"]
