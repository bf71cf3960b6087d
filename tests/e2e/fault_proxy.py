#!/usr/bin/env python3
"""A TCP proxy that lets connections down: fault_proxy.py PORT_FILE SERVER_PORT SEED

Listens on a free port of 127.0.0.1, which it writes to PORT_FILE, and hands everything to SERVER_PORT. While faults are on
(SIGUSR1; SIGUSR2 ends them) the seed and its number alone decide what becomes of a connection, and after how many bytes:
  cut      both ends are reset
  stall    nothing goes on, and after a while both ends are reset
  trickle  a few bytes at a time
  corrupt  one bit is turned round, on one of the two ways
  pass     nothing
At SIGTERM it prints how often each of them came about, as JSON, and ends."""
import asyncio
import json
import random
import signal
import socket
import struct
import sys

FATES = ("cut", "stall", "trickle", "corrupt", "pass")
WEIGHTS = (4, 2, 3, 4, 4)
PIECE = 16 << 10
# A client's patience with a silent server is half a minute: no run would see many of those.
STALL_S = (0.5, 4.0)
TRICKLE_BYTES = 2000
TRICKLE_S = (0.001, 0.01)


class Fate:
    """What becomes of one connection."""

    def __init__(self, seed, number, faults):
        chance = random.Random(f"{seed}/{number}")
        self.kind = chance.choices(FATES, WEIGHTS)[0] if faults else "pass"
        # Anywhere from the first byte of the handshake to the end of a push of a few imports.
        self.at = int(2 ** chance.uniform(0, 13))
        self.upward = chance.random() < 0.5
        self.chance = chance


class Proxy:
    def __init__(self, server_port, seed):
        self.server_port, self.seed = server_port, seed
        self.faults = False
        self.number = 0
        self.counts = dict.fromkeys(("connections", *FATES[:-1]), 0)

    async def serve(self, reader, writer):
        self.number += 1
        self.counts["connections"] += 1
        fate = Fate(self.seed, self.number, self.faults)
        try:
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.server_port)
        except OSError:  # the server was killed
            reset(writer)
            return
        ways = [asyncio.create_task(self.carry(reader, up_writer, fate, True)),
                asyncio.create_task(self.carry(up_reader, writer, fate, False))]
        # Where one way ends, so does the other: HTTP needs no half-open connections.
        await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)
        for end in (writer, up_writer):
            reset(end) if fate.kind in ("cut", "stall") else end.close()

    async def carry(self, reader, writer, fate, upward):
        """One way of a connection, until it ends or is ended."""
        carried = 0
        try:
            while piece := await reader.read(PIECE):
                if fate.kind != "pass" and upward == fate.upward and carried <= fate.at < carried + len(piece):
                    self.counts[fate.kind] += 1
                    before = fate.at - carried
                    writer.write(piece[:before])
                    if fate.kind == "cut":
                        return
                    if fate.kind == "stall":
                        await asyncio.sleep(fate.chance.uniform(*STALL_S))
                        return
                    if fate.kind == "trickle":
                        await self.trickle(piece[before:], writer, fate)
                    if fate.kind == "corrupt":
                        turned = piece[before] ^ (1 << fate.chance.randrange(8))
                        writer.write(bytes([turned]) + piece[before + 1:])
                else:
                    writer.write(piece)
                carried += len(piece)
                await writer.drain()
        except OSError:
            pass

    @staticmethod
    async def trickle(piece, writer, fate):
        slow, rest = piece[:TRICKLE_BYTES], piece[TRICKLE_BYTES:]
        while slow:
            size = fate.chance.randrange(1, 64)
            writer.write(slow[:size])
            await writer.drain()
            slow = slow[size:]
            await asyncio.sleep(fate.chance.uniform(*TRICKLE_S))
        writer.write(rest)


def reset(writer):
    """Closes without a goodbye: the other end hears of a broken connection."""
    if not writer.transport.is_closing():
        end = writer.get_extra_info("socket")
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def main(port_file, server_port, seed):
    proxy = Proxy(int(server_port), seed)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0, backlog=256)
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGUSR1, lambda: setattr(proxy, "faults", True))
    loop.add_signal_handler(signal.SIGUSR2, lambda: setattr(proxy, "faults", False))
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    with open(port_file, "w", encoding="ascii") as file:
        file.write(f"{server.sockets[0].getsockname()[1]}\n")
    await ended.wait()
    server.close()
    print(json.dumps(proxy.counts), flush=True)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
