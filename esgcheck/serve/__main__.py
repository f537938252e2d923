"""``bin/serve`` once everything is installed: prepare, start broker, web, worker and sweeper, and keep them running."""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from esgcheck.serve import broker as brokers
from esgcheck.serve.keeper import Keeper
from esgcheck.serve.logs import last_words
from esgcheck.serve.ports import answers, listen
from esgcheck.serve.running import AlreadyRunning, Running
from esgcheck.serve.steps import Stop, done, step
from esgcheck.serve.supervisor import Child, Supervisor

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("ESGCHECK_VAR", ROOT / "var")).resolve()
LOGS = VAR / "log"
WEB_PROCESSES, WEB_THREADS = 2, 16
"""A thread that waits for an image to be drawn costs little; one that is missing holds up a page."""


def main() -> None:
    options = _options()
    # What people upload is confidential: nobody else on this machine may read it.
    os.umask(0o077)
    VAR.mkdir(parents=True, exist_ok=True)
    VAR.chmod(0o700)
    os.environ["ESGCHECK_VAR"] = str(VAR)
    try:
        running = Running(VAR)
    except AlreadyRunning as other:
        _point_to(other)
        return
    supervisor = Supervisor(Keeper(), ROOT)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, supervisor.stop)
    try:
        _serve(options, running, supervisor)
        print("\n  Stopping ...", flush=True)
    finally:
        supervisor.close()
        running.close()
    print(f"  Stopped. Everything is kept in {VAR}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/serve", description="Set up and run esgcheck on this machine.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=8000, help="where taken, the next free one is used (default: 8000)")
    parser.add_argument(
        "--workers",
        type=int,
        default=min(os.cpu_count() or 1, 4),
        help="documents of a case at once, and one of others",
    )
    return parser.parse_args()


def _serve(options: argparse.Namespace, running: Running, supervisor: Supervisor) -> None:
    listener = listen(options.host, options.port)
    port = listener.getsockname()[1]
    if port != options.port:
        print(f"  Port {options.port} is taken by another program; this one uses {port}.", flush=True)
    local = f"http://{_reachable(options.host)}:{port}"
    os.environ.setdefault("ESGCHECK_URL", local)
    if not os.environ.get("REDIS_URL"):
        _start_broker(supervisor)
    link = _prepare(*(["--after-a-crash"] if running.after_a_crash else []))
    web = _web(listener)
    with step("Starting web, worker and sweeper") as this:
        for child in (web, _worker(options.workers), _sweeper()):
            supervisor.start(child)
        _wait_for(local, web, supervisor)
        this.result = f"Web, worker ({options.workers} at once) and sweeper are running"
    if supervisor.stopping:
        return
    running.write(
        {
            "pid": os.getpid(),
            "url": local,
            "port": port,
            "redis_url": os.environ["REDIS_URL"],
            "pids": {child.name: child.process.pid for child in supervisor.children if child.process},
        }
    )
    if options.host not in ("127.0.0.1", "localhost", "::1"):
        print("  Others on the network can reach it, and nothing is encrypted on the way: see docs/operations.md.")
    print(f"\n  This link logs you in, once:\n\n    {local}{link}\n\n  Ctrl-C stops everything.\n", flush=True)
    supervisor.run()


def _start_broker(supervisor: Supervisor) -> None:
    with step("Starting the broker") as this:
        broker = brokers.configure(VAR / "broker")
        child = Child("broker", broker.command, LOGS / "broker.log", last=True, grace=3)
        supervisor.start(child)
        try:
            broker.wait(child.alive)
        except Stop as stop:
            raise Stop(f"{stop}\n{last_words(child.log)}") from None
        os.environ["REDIS_URL"] = broker.url
        this.result = f"Broker on port {broker.port} ({Path(broker.program).name})"


def _web(listener: socket.socket) -> Child:
    command = [sys.executable, "-m", "gunicorn", "esgcheck.wsgi:application", "--bind", f"fd://{listener.fileno()}"]
    command += ["--workers", str(WEB_PROCESSES), "--threads", str(WEB_THREADS), "--worker-class", "gthread"]
    # No access log: links to drafts and log-in links would stand in it.
    command += ["--timeout", "120", "--graceful-timeout", "3", "--no-control-socket"]
    return Child("web", command, LOGS / "web.log", pass_fds=(listener.fileno(),))


def _worker(at_once: int) -> Child:
    # One more than one case may use: a pile in one case, or a hostile file, leaves a hand free for the others.
    command = [sys.executable, "-m", "celery", "-A", "esgcheck.celery", "worker", "--concurrency", str(at_once + 1)]
    command += ["--loglevel", "INFO", "--without-gossip", "--without-mingle"]
    env = {"ESGCHECK_OF_ONE_CASE": os.environ.get("ESGCHECK_OF_ONE_CASE", str(at_once))}
    return Child("worker", command, LOGS / "worker.log", env=env, grace=5)


def _sweeper() -> Child:
    return Child("sweeper", [sys.executable, str(ROOT / "manage.py"), "sweep"], LOGS / "sweeper.log")


def _prepare(*flags: str) -> str:
    """Run esgcheck.serve.prepare and say its steps. Returns the path of the log-in link."""
    command = [sys.executable, "-m", "esgcheck.serve.prepare", *flags]
    log = LOGS / "prepare.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    link = ""
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            message = json.loads(line)
            link = message.get("link", link)
            if "done" in message:
                done(message["done"], message["seconds"])
    if process.returncode or not link:
        raise Stop(f"The database or the static files could not be prepared:\n{last_words(log)}\n  All of it: {log}")
    return link


def _wait_for(url: str, web: Child, supervisor: Supervisor, seconds: float = 300) -> None:
    """Return when the web server answers, whatever it says. Raises Stop when it ends instead; on a machine that is
    busy with other things two minutes were not enough."""
    until = time.monotonic() + seconds
    while not supervisor.stopping and not answers(url):
        if not web.alive() or time.monotonic() > until:
            raise Stop(f"The web server does not start:\n{last_words(web.log)}\n  All of it: {web.log}")
        time.sleep(0.1)


def _reachable(host: str) -> str:
    """The address that a browser on this machine uses for what listens on ``host``."""
    if host in ("0.0.0.0", "::"):  # noqa: S104
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _point_to(other: AlreadyRunning) -> None:
    if not (url := other.note.get("url")):
        raise Stop(f"Another bin/serve is just starting or stopping in {VAR}. Try again in a moment.")
    print(
        f"\n  esgcheck runs already, at {url}\n\n  This link logs you in, once:\n\n    {url}{_prepare('--only-link')}\n"
    )


if __name__ == "__main__":
    try:
        main()
    except Stop as stop:
        sys.exit(f"\n  {stop}")
