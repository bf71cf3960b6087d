#!/usr/bin/env python3
"""find_forms.py TEXTS PATH|PID…: looks for each line of the file TEXTS in files, folders and the memory of running
processes, as UTF-8, UTF-16, hex and base64 at its three alignments. Prints what it finds and where; status 1 if anything."""
import base64
import pathlib
import sys

# A sanitizer reserves terabytes to keep its books in; no program of ours has a block like that.
SHADOW_BYTES = 64 << 30
# Small enough to stay in the processor while every form is looked for.
PART_BYTES = 256 << 10
OVERLAP_BYTES = 4096
NOTHING = bytes(PART_BYTES + OVERLAP_BYTES)


def forms(text):
    plain = text.encode()
    yield "UTF-8", plain
    yield "UTF-16LE", text.encode("utf-16-le")
    yield "UTF-16BE", text.encode("utf-16-be")
    yield "hex", plain.hex().encode()
    yield "HEX", plain.hex().upper().encode()
    for before in range(3):
        first, last = -(-before * 8 // 6), (before + len(plain)) * 8 // 6
        # Digits that the text alone decides, whatever stands beside it.
        if before:
            first = (before * 8 + 5) // 6
        yield f"base64+{before}", base64.b64encode(b"x" * before + plain)[first:last]


def memory(pid):
    """Every readable part of a process, as a core dump would hold it."""
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as mem:
        for line in maps:
            where, rights, *_, = line.split()
            kind = line.split()[5] if len(line.split()) > 5 else ""
            if "r" not in rights or kind in ("[vvar]", "[vsyscall]", "[vdso]"):
                continue
            begin, end = (int(part, 16) for part in where.split("-"))
            if end - begin > SHADOW_BYTES:
                continue
            for part in range(begin, end, PART_BYTES):
                mem.seek(part)
                try:
                    # A little more than the part, for what lies across its end.
                    yield f"{pid} {where} {kind}", mem.read(min(PART_BYTES + OVERLAP_BYTES, end - part))
                except OSError:
                    continue  # a guard page, or memory of a device


def files(path):
    for file in [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file()):
        yield str(file), file.read_bytes()


def main():
    texts = [line for line in pathlib.Path(sys.argv[1]).read_text().splitlines() if line]
    looks = [(text, form, what) for text in texts for form, what in forms(text)]
    found = searched = 0
    for place in sys.argv[2:]:
        for where, data in memory(int(place)) if place.isdigit() else files(pathlib.Path(place)):
            searched += len(data)
            if data == NOTHING[: len(data)]:
                continue  # most of what a sanitizer holds was never written
            for text, form, what in looks:
                if what in data:
                    found += 1
                    print(f"{text} as {form} in {where}")
    print(f"searched {searched} bytes for {len(looks)} forms: {found} found")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
