"""The seam to the machine: bounded reading, regular files only; the live machine and the made one agree."""

import errno
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from detector.platforms import files
from detector.platforms.host import Kind, Program, System
from detector.platforms.linux import LinuxHost
from detector.platforms.this_host import this_host
from detector.platforms.tracking import TrackingHost
from detector.platforms.tree import TreeHost
from tests.detector.machines import machine, put


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert files.read(path, 5) == b"12345"
    with pytest.raises(OSError, match="too large") as wrong:
        files.read(path, 4)
    assert wrong.value.errno == errno.EFBIG
    with pytest.raises(OSError, match="too large"):
        files.copy(path, tmp_path / "copy", 4)


@pytest.mark.parametrize("action", [files.read, files.opened])
def test_what_is_no_regular_file_is_never_opened(tmp_path: Path, action: object) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for path in (fifo, Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError, match="regular"):
            action(path, 1 << 20)  # type: ignore[operator]  # either function


def test_a_file_that_pretends_to_be_small_is_cut_off() -> None:
    if not Path("/proc/self/maps").exists():
        pytest.skip("no /proc on this system")
    with pytest.raises(OSError, match="too large"):  # its size is said to be 0
        files.read(Path("/proc/self/maps"), 10)


def test_a_copy_is_readable_by_us_only(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "a").chmod(0o644)
    files.copy(tmp_path / "a", tmp_path / "b", 10)
    assert (tmp_path / "b").stat().st_mode & 0o777 == 0o600


def test_kinds_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to("file")
    os.mkfifo(tmp_path / "fifo")
    kinds = {name: files.stamp(tmp_path / name).kind for name in ("file", "link", "fifo", ".")}
    assert kinds == {"file": Kind.FILE, "link": Kind.FILE, "fifo": Kind.OTHER, ".": Kind.FOLDER}


def test_this_machine_shows_its_programs(tmp_path: Path) -> None:
    host = this_host(str(tmp_path))
    assert host.home == tmp_path.as_posix()
    command = [sys.executable, "-c", "print(flush=True); input()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()  # it has come up: a program that is being loaded shows no arguments
        program = host.program(child.pid)
        assert program is not None
        assert program.own
        assert Path(program.path).name.startswith("python")
        assert child.pid in host.pids()
        assert host.arguments(child.pid)[1:] == ["-c", "print(flush=True); input()"]
        child.communicate()
    assert host.program(child.pid) is None
    assert host.arguments(child.pid) == ()


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
def test_this_machine_shows_who_listens(address: str) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as listening:
        try:
            listening.bind((address, 0))
        except OSError:
            pytest.skip("no IPv6 loopback on this machine")
        listening.listen()
        port = listening.getsockname()[1]
        assert (port, os.getpid()) in {(each.port, each.pid) for each in this_host().listeners()}


def test_the_registry_is_absent_where_there_is_none() -> None:
    if sys.platform == "win32":
        pytest.skip("this machine has a registry")
    for call in (this_host().registry_keys, this_host().registry_values):
        with pytest.raises(FileNotFoundError):
            call("HKCU/Software")
    assert this_host().on_battery() in (True, False)


def test_a_made_machine_maps_the_paths_of_every_system(tmp_path: Path) -> None:
    windows = TreeHost(tmp_path, System.WINDOWS, "C:/Users/anna")
    assert windows.real("C:/Users/anna/x") == tmp_path / "C" / "Users" / "anna" / "x"
    assert windows.real("C:/Users/../../../x") == tmp_path / "C" / "Users" / "x"
    linux = machine(tmp_path / "l")
    put(linux, "~/a", "text")
    assert linux.read("/home/anna/a", 10) == b"text"
    assert linux.listing("/home/anna") == ["a"]


def test_a_tracking_host_sees_what_would_change_a_second_look(tmp_path: Path) -> None:
    host = machine(tmp_path, files={"~/folder/file": "one"})
    tracking = TrackingHost(host)
    tracking.listing("/home/anna/folder")
    tracking.read("/home/anna/folder/file", 10)
    with pytest.raises(FileNotFoundError):
        tracking.stamp("/home/anna/absent")
    assert not tracking.changed()
    put(host, "~/elsewhere", "x")
    assert not tracking.changed()
    put(host, "~/absent", "now")
    assert tracking.changed()
    tracking.forget()
    assert not tracking.changed()
    tracking.read("/home/anna/folder/file", 10)
    put(host, "~/folder/file", "longer")
    assert tracking.changed()


def test_a_home_behind_a_link_is_the_real_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    assert this_host(str(tmp_path / "link")).home == (tmp_path / "real").as_posix()


def test_a_long_name_is_whole_although_the_kernel_cuts_it(tmp_path: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux cuts names")
    program = tmp_path / "a-name-of-more-than-fifteen-letters"
    shutil.copy(shutil.which("sleep") or "/bin/sleep", program)
    with subprocess.Popen([program, "60"]) as child:
        host, seen = this_host(), None
        for _ in range(500):  # the child may not have become the program yet
            seen = host.program(child.pid)
            if seen is not None and seen.path == str(program) and seen.name.startswith("a-name"):
                break
            time.sleep(0.01)
        child.kill()
    assert seen is not None
    assert seen.name == program.name


INFO = b"[Application]\nname=ai.lmstudio.LMStudio\nruntime=runtime/org.freedesktop.Platform\n\n[Instance]\nname=no\n"
SCOPE = b"0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-flatpak-ai.some\\x2dthing.App-4242.scope\n"
PLACE = "/var/lib/flatpak/app/{}/current/active/files/lib/x"


@pytest.mark.parametrize(
    ("path", "files_there", "expected"),
    [
        ("/app/lib/x", {"root/.flatpak-info": INFO, "cgroup": SCOPE}, PLACE.format("ai.lmstudio.LMStudio")),
        ("/newroot/app/lib/x", {"root/.flatpak-info": INFO}, PLACE.format("ai.lmstudio.LMStudio")),
        ("/app/lib/x", {"cgroup": SCOPE}, PLACE.format("ai.some-thing.App")),
        ("/app/lib/x", {"root/.flatpak-info": b"\xff\x00", "cgroup": SCOPE}, PLACE.format("ai.some-thing.App")),
        ("/app/lib/x", {"cgroup": b"0::/docker/abc\n"}, "/app/lib/x"),
        ("/app/lib/x", {}, "/app/lib/x"),
        ("/usr/lib/x", {"root/.flatpak-info": INFO}, "/usr/lib/x"),
    ],
    ids=["info", "new root", "cgroup only", "broken info", "a container", "neither", "no flatpak's place"],
)
@pytest.mark.skipif(sys.platform == "win32", reason="links to nowhere")
def test_a_program_in_a_flatpak_is_seen_where_it_lies_outside(
    tmp_path: Path, path: str, files_there: dict[str, bytes], expected: str
) -> None:
    (tmp_path / "7" / "root").mkdir(parents=True)
    (tmp_path / "7" / "comm").write_bytes(b"x\n")
    (tmp_path / "7" / "exe").symlink_to(path)
    for name, content in files_there.items():
        (tmp_path / "7" / name).write_bytes(content)
    assert LinuxHost(proc=str(tmp_path)).program(7) == Program(pid=7, name="x", path=expected, own=True)


@pytest.mark.skipif(sys.platform == "win32", reason="links to nowhere")
def test_a_program_is_read_again_when_its_link_leads_elsewhere_and_forgotten_when_it_ends(tmp_path: Path) -> None:
    folder = tmp_path / "7"
    folder.mkdir()
    (folder / "comm").write_bytes(b"bash\n")
    (folder / "exe").symlink_to("/usr/bin/bash")
    host = LinuxHost(proc=str(tmp_path))
    shell = host.program(7)
    assert shell == Program(pid=7, name="bash", path="/usr/bin/bash", own=True)
    assert host.program(7) is shell
    (folder / "exe").unlink()
    (folder / "exe").symlink_to("/opt/claude (deleted)")
    (folder / "comm").write_bytes(b"claude\n")
    assert host.program(7) == Program(pid=7, name="claude", path="/opt/claude", own=True)
    shutil.rmtree(folder)
    assert host.program(7) is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"node\0/x/cli.js\0--yolo\0", ["node", "/x/cli.js", "--yolo"]),
        (b"node\0a b\0\0", ["node", "a b", ""]),
        (b"sshd: anna [priv]", ["sshd:", "anna", "[priv]"]),
        (b"postgres: idle\0", ["postgres:", "idle"]),
        (b"\xff\0", ["\ufffd"]),
        (b"", []),
    ],
)
def test_arguments_are_cut_as_psutil_cuts_them(tmp_path: Path, content: bytes, expected: list[str]) -> None:
    (tmp_path / "7").mkdir()
    (tmp_path / "7" / "cmdline").write_bytes(content)
    assert list(LinuxHost(proc=str(tmp_path)).arguments(7)) == expected
    assert LinuxHost(proc=str(tmp_path)).arguments(8) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="FIFOs are of Unix")
def test_a_trap_in_a_sandbox_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "7" / "root").mkdir(parents=True)
    (tmp_path / "7" / "comm").write_bytes(b"x\n")
    (tmp_path / "7" / "exe").symlink_to("/app/x")
    os.mkfifo(tmp_path / "7" / "root" / ".flatpak-info")
    program = LinuxHost(proc=str(tmp_path)).program(7)
    assert program is not None
    assert program.path == "/app/x"


def test_listeners_are_asked_for_anew_when_the_sockets_change() -> None:
    host = this_host()
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        one.listen()
        before = {listener.port for listener in host.listeners()}
        two.bind(("127.0.0.1", 0))
        two.listen()
        after = {listener.port for listener in host.listeners()}
        assert one.getsockname()[1] in before
        assert two.getsockname()[1] in after - before
