#!/usr/bin/env python3
"""House rules that a compiler does not know: tidy.py RULE [ROOT]. Prints every breach and ends with 1 if there is one."""
import pathlib
import re
import sys

FOLDERS = ("kiosk", "sync", "assets", "tests", "packaging")
CODE = (".h", ".cpp")
TEXT = CODE + (".txt", ".cmake", ".py", ".sh", ".bash", ".test", ".md", ".proto", ".json", ".svg", ".po", ".desktop",
               ".service", "")

# Who may use a library directly; nobody else may. What is not listed is free.
LIBRARIES = {
    "sqlite3.h": ("sync/sqlite",),
    "sodium.h": ("sync/crypto",),
    "zstd.h": ("sync/protocol",),
    "google/protobuf": ("sync/protocol",),
    "sync.pb.h": ("sync/protocol",),
    "curl/": ("sync/client",),
    "microhttpd.h": ("sync/server",),
    "xlsxwriter": ("sync/reports",),
    "boost/locale": ("kiosk/screens",),
    "imgui": ("kiosk/screens", "kiosk/platform"),
    "GLFW/": ("kiosk/platform",),
    "GL/": ("kiosk/platform",),
    "date/": ("sync/machine",),
    "toml++/": ("sync/machine",),
    "hb.h": ("kiosk/text",),
    "ft2build.h": ("kiosk/text",),
    "fribidi.h": ("kiosk/text",),
    "fontconfig/": ("kiosk/text",),
    "qpdf/": ("sync/reports",),
    "coin/": ("sync/reports",),
    "doctest/": (),
}

# Folders that keep their hands off what they could reach (ARCHITECTURE.md, the table of folders).
OUT_OF_REACH = {
    "kiosk/app": ("sync/sqlite",),
    "kiosk/screens": ("kiosk/store", "sync/client", "sync/crypto", "sync/log", "sync/protocol", "sync/sqlite"),
    "kiosk/platform": ("kiosk/store", "sync/client", "sync/crypto", "sync/log", "sync/protocol", "sync/sqlite"),
}

LINES_MAX = 400
# Files that are longer, with their length today: it may fall, not grow. The list only shrinks.
LONG_FILES = {}


def files(root, suffixes, folders=FOLDERS):
    """Paths below `folders`, relative to `root`, and their lines. What is not UTF-8 is no text of ours."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix not in suffixes or not path.is_file() or "__pycache__" in path.parts:
                continue
            try:
                yield path.relative_to(root).as_posix(), path.read_text(encoding="utf-8").split("\n")
            except UnicodeDecodeError:
                pass


def allowed_directions(root):
    """folder → folders it may include, from the graph in ARCHITECTURE.md: its own, and whatever its arrows lead to."""
    graph = re.search(r"```mermaid\n(.*?)```", (root / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.S)
    allowed, names, arrows = {}, {}, {}
    for line in graph.group(1).splitlines() if graph else []:
        names.update(re.findall(r"(\w+)\[([^\]]+)\]", line))
        arrow = re.match(r"\s*(\w+) --> ([\w &]+)$", re.sub(r"\[[^\]]*\]", "", line))
        if arrow:
            arrows.setdefault(arrow.group(1), []).extend(re.findall(r"\w+", arrow.group(2)))

    def reached(node, seen):
        for other in arrows.get(node, []):
            if other not in seen:
                seen.add(other)
                reached(other, seen)
        return seen

    nodes = set(names) | {other for targets in arrows.values() for other in targets}
    full = {node: names.get(node, node) for node in nodes}
    for node in nodes:
        to = {full[other] for other in reached(node, {node})}
        allowed[full[node]] = to - set(OUT_OF_REACH.get(full[node], ()))
    return allowed


def folder_of(path):
    """The folder as the graph names it: kiosk/app for kiosk/app/kiosk.cpp, and the path itself for kiosk/main.cpp."""
    return "/".join(path.split("/")[:2])


def includes(root):
    """Includes are written from the root and follow the arrows of ARCHITECTURE.md; sync never includes kiosk."""
    allowed = allowed_directions(root)
    if not allowed:
        yield "ARCHITECTURE.md: has no graph of what may include what"
    for path, lines in files(root, CODE, ("sync", "kiosk", "tests")):
        source = folder_of(path)
        ours = not path.startswith("tests/")
        if ours and source not in allowed:
            yield f"{path}: {source} is not in the graph of ARCHITECTURE.md"
            continue
        for number, line in enumerate(lines, 1):
            include = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if not include:
                continue
            quoted, name = include.group(1) == '"', include.group(2)
            users = next((users for header, users in LIBRARIES.items() if name.startswith(header)), None)
            if users is not None:
                if ours and source not in users:
                    yield f"{path}:{number}: {name} is for {' and '.join(users) or 'tests'} only"
            elif quoted and not (root / name).is_file():
                yield f"{path}:{number}: {name} is not a file's path from the root"
            elif quoted and ours and folder_of(name) not in allowed[source]:
                yield f"{path}:{number}: {source} may not include {folder_of(name)}"
            if quoted and path.startswith("sync/") and name.startswith("kiosk/"):
                yield f"{path}:{number}: sync never includes kiosk"


def contracts(root):
    """A public header is a contract: each says something, each class says what it is, and each public function that
    can fail says how, itself or in the comment over the group it stands in. What types explain needs no words."""
    for path, lines in files(root, (".h",), ("sync", "kiosk")):
        heading = any(line.startswith("namespace hk") and lines[i - 1].startswith("///") for i, line in enumerate(lines))
        declares = False
        said = False  # a comment stands above, with no empty line between
        public = True
        for number, line in enumerate(lines, 1):
            text = line.strip()
            if not text or text.startswith("//"):
                said = bool(text)
                continue
            kind = re.match(r"(class|struct)\s+\w+[^;]*$", line)
            declares = declares or bool(kind)
            if kind:
                public = kind.group(1) == "struct"
                if not public and not said:
                    yield f"{path}:{number}: a class without a contract"
            elif line.startswith("}"):
                public = True
            elif line in (" public:", " private:"):
                public, said = line == " public:", False
            member = line.startswith("  ") and not line.startswith("   ")
            fails = re.match(r"(\[\[nodiscard\]\] )?((static|inline|constexpr|virtual) )*Result<.*> \w+\(", text)
            if fails:
                declares = True
                if public and not said and (member or (not heading and not line.startswith(" "))):
                    yield f"{path}:{number}: a function that can fail, and does not say how"
        if declares and not any(line.startswith("///") for line in lines):
            yield f"{path}: a header without a contract"


def assertions(root):
    """Every test asserts something, itself or through a helper whose name says so."""
    asserts = re.compile(r"\b(CHECK|REQUIRE|FAIL)\w*\s*\(|\b(?!check_in)(check|expect|require)\w*(<[^;()]*>)?\(")
    for path, lines in files(root, (".cpp",), ("tests",)):
        start, body = 0, ""
        for number, line in enumerate(lines, 1):
            if re.match(r"\s*(TEST_CASE|SCENARIO)\w*\s*\(", line):
                start, body = number, ""
            code = re.sub(r'"(\\.|[^"])*"', '""', line).split("//")[0]
            body += code + "\n"
            if start and (line.startswith("}") or (start == number and code.rstrip().endswith("}"))):
                if not asserts.search(body):
                    yield f"{path}:{start}: a test that asserts nothing"
                start = 0
    for path, lines in files(root, (".test",), ("tests",)):
        if not any(re.search(r"\b(fail|equal|refused|cmp|diff)\b", line) for line in lines if not line.startswith("#")):
            yield f"{path}: a test that asserts nothing"


def length(root):
    """A file over 400 lines is two files."""
    counted = {path: len(lines) - 1 for path, lines in files(root, CODE + (".py", ".bash", ".test", ".proto"))}
    for path, count in counted.items():
        limit = LONG_FILES.get(path, LINES_MAX)
        if count > limit:
            yield f"{path}: {count} lines, over {limit}"
    for path in LONG_FILES:
        if counted.get(path, 0) <= LINES_MAX:
            yield f"{path}: is not long any more; take it off the list in tests/tidy/tidy.py"


def words(root):
    """What is left to do stands in an issue, not in the source."""
    forbidden = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3)) + r")\b")
    for path, lines in files(root, TEXT):
        for number, line in enumerate(lines, 1):
            if forbidden.search(line):
                yield f"{path}:{number}: {forbidden.search(line).group(1)}"


def openapi(root):
    """openapi.yaml names every address and every problem of the server, and no others."""
    text = {name: (root / name).read_text(encoding="utf-8") if (root / name).is_file() else ""
            for name in ("sync/protocol/openapi.yaml", "sync/server/server.cpp", "sync/server/problem.h")}
    said, routes, problems = text.values()
    document = "sync/protocol/openapi.yaml"
    addresses = {("/v2" if method == "POST" else "") + path
                 for path, method in re.findall(r'\{"(/[a-z/]+)", "(GET|POST)", handle_', routes)}
    slugs = set(re.findall(r'inline constexpr Problem \w+\{\d+, "([a-z-]+)"', problems))
    for what, here, there in (("address", addresses, set(re.findall(r"^  (/[a-z0-9/]+):", said, re.M))),
                              ("problem", slugs, set(re.findall(r"- urn:halsokiosk:problem:([a-z-]+)", said)))):
        for name in sorted(here - there):
            yield f"{document}: lacks the {what} {name}"
        for name in sorted(there - here):
            yield f"{document}: the server has no {what} {name}"


def sleeps(root):
    """A test waits for what it means. Only a loop that looks for a condition may pause between two looks."""
    slept = re.compile(r"\b(sleep_for|sleep_until|usleep|nanosleep|sleep|SDL_Delay)\s*\(")
    for path, lines in files(root, CODE, ("tests",)):
        for number, line in enumerate(lines, 1):
            if slept.search(line.split("//")[0]) and not re.match(r"\s*while \(", line):
                yield f"{path}:{number}: sleeps instead of waiting for a condition"
    for path, lines in files(root, (".test", ".bash", ".sh"), ("tests",)):
        loops = 0
        for number, line in enumerate(lines, 1):
            line = line.split("#")[0]
            loops += len(re.findall(r"\b(?:until|while)\b", line))
            if re.search(r"(^|[;&|]\s*|\b(do|then|else)\s+|^\s+)sleep\b", line) and loops == 0:
                yield f"{path}:{number}: sleeps instead of waiting for a condition"
            loops = max(0, loops - len(re.findall(r"\bdone\b", line)))


RULES = {rule.__name__: rule for rule in (includes, contracts, assertions, length, words, openapi, sleeps)}


def main(arguments):
    if not arguments or arguments[0] not in RULES:
        sys.exit(f"usage: tidy.py {'|'.join(RULES)} [ROOT]")
    root = pathlib.Path(arguments[1] if len(arguments) > 1 else pathlib.Path(__file__).resolve().parents[2])
    breaches = list(RULES[arguments[0]](root))
    for breach in breaches:
        print(breach)
    if breaches:
        sys.exit(f"{len(breaches)} breaches of the rule: {' '.join(RULES[arguments[0]].__doc__.split())}")


if __name__ == "__main__":
    main(sys.argv[1:])
