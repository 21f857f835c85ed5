"""Nothing outlives a program that was killed, not even what does not listen."""

import subprocess
import sys
import textwrap

import psutil

DEAF = "import signal; signal.signal(15, signal.SIG_IGN); print('up', flush=True)\nwhile True: signal.pause()"
PROGRAM = textwrap.dedent(
    """
    import signal, sys
    from config.processes import Child, Warden, stop_all

    warden = Warden(grace=0.2)
    child = Child("a deaf one", [sys.executable, "-c", sys.argv[1]])
    warden.mind(child)
    print(child.group, flush=True)
    if sys.argv[2] == "stops":
        child.kill()
        warden.dismiss()
    else:
        signal.pause()
    """
)


def started(how: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", PROGRAM, DEAF, how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_child_that_ignores_the_end_is_ended() -> None:
    program = started("waits")
    assert program.stdout is not None
    try:
        lines = {program.stdout.readline().strip() for _ in range(2)} - {"up"}
        family = psutil.Process(program.pid).children(recursive=True)
        assert int(lines.pop()) in {process.pid for process in family}
    finally:
        program.kill()
    gone, alive = psutil.wait_procs(family, timeout=30)
    for process in alive:
        process.kill()
    program.wait(timeout=30)
    program.stdout.close()

    assert (len(gone), alive) == (len(family), [])


def test_a_program_that_stops_by_itself_leaves_no_warden() -> None:
    program = started("stops")
    printed, _ = program.communicate(timeout=60)

    assert program.returncode == 0
    assert not psutil.pid_exists(int(printed.replace("up", "").split()[0]))
