#!/usr/bin/env python3
"""Kiosks that import and sync through a bad network while they and their server are killed, and what is left afterwards.

kill_run.py KIOSK SERVER WORK PROXY_PID SERVER_PORT SECONDS SEED

WORK holds the kiosks' folders k0, k1, …, enrolled through the proxy, and passphrase, server.db, tls.pem and tls.key. Each
kiosk has a record of its own: an import counts once its program ended with 0, and is begun again until it did. Kiosk n
imports into week n + 1 of 2025, so every week's figures are one kiosk's record. Ends with 0 when nothing is lost or
doubled, on the server and on every kiosk."""
import concurrent.futures
import json
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import date

PEOPLE = 5  # in each import
PERIOD = "2025"
# About every third program of twenty on two processors is killed; the others come to something.
KIOSK_KILL_S = (0.1, 0.9)
SERVER_KILL_S = (2.0, 6.0)
COMMAND_S = 200
HEAL_ROUNDS = 20


class Program:
    """One program that somebody may kill at any moment."""

    def __init__(self):
        self.lock = threading.Lock()
        self.process = None
        self.kills = 0

    def start(self, arguments, **how):
        with self.lock:
            self.process = subprocess.Popen([str(one) for one in arguments], text=True, **how)
        return self.process

    def kill(self):
        with self.lock:
            if self.process is not None and self.process.poll() is None:
                self.process.send_signal(signal.SIGKILL)
                self.kills += 1


class Kiosk(Program):
    def __init__(self, binary, work, number):
        super().__init__()
        self.binary, self.work, self.number = binary, work, number
        self.data = work / f"k{number}"
        self.register = work / f"k{number}.csv"
        self.imports = 0  # acknowledged by the program
        self.syncs = 0
        self.said = ""

    def run(self, *arguments):
        """True when the command ended well."""
        process = self.start([self.binary, *arguments, "--data", self.data], stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT)
        self.said, _ = process.communicate(timeout=COMMAND_S)
        return process.returncode == 0

    def write_register(self):
        n, day = self.imports, date.fromisocalendar(2025, self.number + 1, 1 + self.imports % 5)
        lines = ["session;date;start;end;kind;workshop;activity;site;participant;category;name"]
        lines += [f"s{n};{day};{9 + n % 8}:00;{10 + n % 8}:00;gruppaktivitet;Kvinnors hälsa;Yoga;Framtidens hus;p{n}x{one};"
                  f"adult;Person Nummer" for one in range(PEOPLE)]
        self.register.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def bring_in(self):
        """The next import, or once more the one that was killed."""
        self.write_register()
        if self.run("import", self.register, "--source", f"k{self.number}", "--passphrase-file", self.work / "passphrase"):
            self.imports += 1
            return True
        return False

    def sync(self):
        done = self.run("sync", "--once")
        self.syncs += done
        return done

    def live(self, ended):
        while not ended.is_set():
            if self.bring_in():
                self.sync()

    def heal(self):
        """Alone with a good network: the import that was killed last, and everything sent and fetched."""
        target = self.imports + 1
        for _ in range(HEAL_ROUNDS):
            if (self.imports >= target or self.bring_in()) and self.sync():
                return
        sys.exit(f"kiosk {self.number} does not heal: {self.said}")

    def fetch(self):
        for _ in range(HEAL_ROUNDS):
            if self.sync():
                return
        sys.exit(f"kiosk {self.number} does not fetch: {self.said}")

    def own_changes(self, acknowledged):
        """Ids of the changes that it made; of those alone that the server had acknowledged, where asked so."""
        with sqlite3.connect(f"file:{self.data}/halsokiosk.db?mode=ro", uri=True) as db:
            return {row[0] for row in db.execute(
                "SELECT c.id FROM change c JOIN device d USING(device) JOIN own_device o ON o.device = d.uuid "
                "LEFT JOIN mark m ON m.epoch = c.epoch WHERE NOT ? OR c.seq <= m.received_through", (acknowledged,))}


class Server(Program):
    def __init__(self, binary, work, port):
        super().__init__()
        self.store = f"sqlite:{work}/server.db"
        self.binary, self.work, self.port = binary, work, port
        self.journal = open(work / "server.err", "a", encoding="utf-8")

    def serve(self):
        process = self.start([self.binary, "serve", "--store", self.store, "--listen", f"127.0.0.1:{self.port}",
                              "--tls-cert", self.work / "tls.pem", "--tls-key", self.work / "tls.key"],
                             stdout=subprocess.PIPE, stderr=self.journal)
        if not process.stdout.readline().startswith("listening on"):
            sys.exit("the server does not start: " + (self.work / "server.err").read_text(encoding="utf-8")[-2000:])

    def stop(self):
        self.process.terminate()
        if self.process.wait(COMMAND_S) != 0:
            sys.exit("the server ended badly")

    def tally(self, period):
        return subprocess.run([self.binary, "tally", "--store", self.store, "--programme", "Lindängen", "--period", period,
                               "--format", "json"], check=True, capture_output=True, text=True).stdout

    def held(self):
        """Ids in the log and in quarantine; a change's id is the first field of its core."""
        with sqlite3.connect(f"file:{self.work}/server.db?mode=ro", uri=True) as db:
            log = [row[0] for row in db.execute("SELECT id FROM change")]
            aside = db.execute("SELECT count(*) FROM quarantine").fetchone()[0]
            sound = db.execute("PRAGMA integrity_check").fetchone()[0]
        return log, aside, sound


def figures_alone(report):
    """A report as JSON without what each program knows of the other devices."""
    return {key: value for key, value in json.loads(report).items() if key not in ("preliminary", "coverage")}


def kill_for(seconds, kiosks, server, chance):
    """The schedule of faults: a random pause, then a random victim."""
    now = time.monotonic()
    ends, server_dies = now + seconds, now + chance.uniform(*SERVER_KILL_S)
    while (now := time.monotonic()) < ends:
        if now >= server_dies:
            server.kill()
            server.process.wait()
            server.serve()
            server_dies = now + chance.uniform(*SERVER_KILL_S)
        time.sleep(chance.uniform(*KIOSK_KILL_S))
        chance.choice(kiosks).kill()


def with_all(kiosks, what):
    with concurrent.futures.ThreadPoolExecutor(2 * (os.cpu_count() or 1)) as pool:
        return list(pool.map(what, kiosks))


def compare(kiosks, server, acknowledged):
    """Prints what there is, and returns what is wrong."""
    log, aside, sound = server.held()
    held, faults = set(log), []
    own = [kiosk.own_changes(False) for kiosk in kiosks]
    committed = sum(len(ids) for ids in own)
    lost = sum(len(ids - held) for ids in own)
    lost_acknowledged = len(acknowledged - held)
    doubled = len(log) - len(held)
    by_week = [json.loads(server.tally(f"2025-W{kiosk.number + 1:02}")) for kiosk in kiosks]
    for kiosk, week in zip(kiosks, by_week):
        wanted, got = kiosk.imports * PEOPLE, week["attendances"]
        lost += max(0, wanted - got)
        doubled += max(0, got - wanted)
        if week["group_sessions"] != kiosk.imports:
            faults.append(f"kiosk {kiosk.number} acknowledged {kiosk.imports} sessions, the server counts {week['group_sessions']}")
    whole = figures_alone(server.tally(PERIOD))
    for kiosk in kiosks:
        if not kiosk.run("tally", "--period", PERIOD, "--format", "json") or figures_alone(kiosk.said) != whole:
            faults.append(f"kiosk {kiosk.number} has another tally than the server")
    for kiosk, well in zip(kiosks, with_all(kiosks, lambda kiosk: kiosk.run("doctor"))):
        if not well or "missing" in kiosk.said:
            faults.append(f"kiosk {kiosk.number}: {kiosk.said}")
    if sound != "ok":
        faults.append(f"the server's store: {sound}")
    print(f"imports acknowledged {sum(kiosk.imports for kiosk in kiosks)}, check-ins {sum(w['attendances'] for w in by_week)}, "
          f"syncs that came to their end {sum(kiosk.syncs for kiosk in kiosks)}")
    print(f"changes committed {committed}, acknowledged while all went wrong {len(acknowledged)}, on the server {len(log)}, "
          f"in quarantine {aside}")
    print(f"lost {lost + lost_acknowledged}, doubled {doubled}")
    return faults + ["something is lost or doubled"] * (lost + lost_acknowledged + doubled > 0)


def main(kiosk_binary, server_binary, folder, proxy_pid, port, seconds, seed):
    work = pathlib.Path(folder)
    kiosks = [Kiosk(kiosk_binary, work, number) for number in range(len(list(work.glob("k[0-9]*/"))))]
    server = Server(server_binary, work, port)
    server.serve()
    ended = threading.Event()
    lives = [threading.Thread(target=kiosk.live, args=(ended,)) for kiosk in kiosks]
    os.kill(int(proxy_pid), signal.SIGUSR1)
    for life in lives:
        life.start()
    kill_for(float(seconds), kiosks, server, random.Random(seed))
    ended.set()
    for kiosk in kiosks:
        kiosk.kill()
    for life in lives:
        life.join()
    acknowledged = set().union(*(kiosk.own_changes(True) for kiosk in kiosks))
    os.kill(int(proxy_pid), signal.SIGUSR2)
    with_all(kiosks, Kiosk.heal)
    with_all(kiosks, Kiosk.fetch)
    server.stop()
    print(f"{len(kiosks)} kiosks, {seconds} s, seed {seed}: kiosks killed {sum(kiosk.kills for kiosk in kiosks)}, server killed "
          f"{server.kills}")
    faults = compare(kiosks, server, acknowledged)
    sys.exit("\n".join(faults) if faults else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
