# SPDX-License-Identifier: GPL-3.0-or-later
# Copyright the Earcup developers
"""Puts known faults into copies of the tree, one at a time, and sees whether
the tests notice: `make mutants`, see tests/README.md.

  python3 tests/mutants/mutants.py N FOLDER [WORD...]

N at a time. FOLDER keeps the copies, each with its build, and what was killed: that
counts until the mutant, its file or its tests change, so a run that was stopped
goes on where it was. With words, those whose first line contains one of them.

A list, tests/mutants/*.list, has for each mutant

  @ file: what is wrong then
  - text that occurs once in the file, however it is broken into lines
  + text in its place
  ? tests that may notice, the fastest first
  = why it has no effect; it is not tried then
"""
import collections, concurrent.futures, glob, hashlib, os, queue, re, signal, subprocess, sys, time
from pathlib import Path

BUILD_S = 600.0  # at most, for a build or a test without a fault
TEST_S = 20.0  # and for a test eight times as long as without a fault, at least
Result = collections.namedtuple("Result", "verdict seconds detail")


class Mutant:
    def __init__(self, title):
        self.title = title
        self.file = title.split(":", 1)[0]
        self.parts = {"-": "", "+": "", "?": "", "=": ""}

    def tests(self):
        return self.parts["?"].split()

    def apply(self, text):
        """The file with the fault; None if its text is not there just once."""
        tokens = re.findall(r"\w+|[^\w\s]", self.parts["-"])
        pattern = r"\s*".join(map(re.escape, tokens))
        pattern = r"\b" + pattern if tokens[0][0].isalnum() else pattern
        pattern = pattern + r"\b" if tokens[-1][-1].isalnum() else pattern
        changed, n = re.subn(pattern, lambda _: self.parts["+"], text)
        return changed if n == 1 and changed != text else None


def read_lists():
    mutants = []
    for name in sorted(glob.glob("tests/mutants/*.list")):
        for line in Path(name).read_text("utf-8").split("\n"):
            mark, rest = line[:1], line[1:].strip()
            if mark == "@":
                mutants.append(Mutant(rest))
            elif mark and mark in "-+?=":
                parts = mutants[-1].parts
                parts[mark] = (parts[mark] + " " + rest).strip()
            elif line.strip() and mark != "#":
                sys.exit(f"{name}: not understood: {line}")
    return mutants


def files_in(folder):
    """All but what is made there."""
    for top, folders, names in os.walk(folder):
        if top == folder:
            made = ("build", ".git", sys.argv[2].split("/")[0])
            folders[:] = [f for f in folders if f not in made]
        yield from (os.path.relpath(os.path.join(top, n), folder) for n in names)


def run(command, folder, limit_s):
    """(exit status, or None if it took too long, and its output)"""
    env = {k: v for k, v in os.environ.items() if k not in ("MAKEFLAGS", "MFLAGS")}
    env.update(B="build", EARCUP_BUNDLE_DIR=os.path.abspath(f"{folder}/build/lv2"))
    child = subprocess.Popen(command, cwd=folder, env=env, start_new_session=True,
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT)
    try:
        text = child.communicate(timeout=limit_s)[0]
        return child.returncode, text.decode(errors="replace")
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.communicate()
        return None, ""


class Tree:
    """A copy of everything, with a build of its own."""

    def __init__(self, folder, files):
        self.folder = folder
        os.makedirs(folder, exist_ok=True)
        for gone in set(files_in(folder)) - set(files):
            os.remove(f"{folder}/{gone}")
        for name, content in files.items():
            there = Path(folder, name)
            if not there.exists() or there.read_bytes() != content:
                there.parent.mkdir(parents=True, exist_ok=True)
                there.write_bytes(content)

    def build(self, tests):
        programs = [] if all(t.startswith("dsp/") for t in tests) else ["all"]
        return run(["make", "-s", *programs, *[f"build/tests/{t}" for t in tests]], self.folder, BUILD_S)

    def test(self, test, limit_s):
        """What is wrong, or nothing."""
        status, out = run([f"build/tests/{test}"], self.folder, limit_s)
        failed = re.search(r"^\S+:\d+:[FE]:.*", out, re.M)
        if status is None:
            return f"{test}: takes too long"
        return f"{test}: {failed.group() if failed else out[-200:]}" if status else ""


class Trial:
    def __init__(self, folder, n):
        self.found = Path(folder, "found")  # key, verdict, seconds and what noticed
        self.found.touch()
        self.known = {}
        for line in self.found.read_text("utf-8").splitlines():
            key, verdict, seconds, detail = line.split("\t", 3)
            self.known[key] = Result(verdict, float(seconds), detail)
        self.files = {f: Path(f).read_bytes() for f in sorted(files_in("."))}
        self.trees = queue.Queue()
        for i in range(n):
            self.trees.put(Tree(f"{folder}/{i + 1}", self.files))

    def key_of(self, what, tests):
        parts = [what] + [self.files[f"tests/{t}.c"] for t in tests]
        return hashlib.sha1(b"\0".join(parts)).hexdigest()

    def keep(self, key, verdict, begin, detail):
        result = Result(verdict, time.monotonic() - begin, " ".join(detail.split()))
        with self.found.open("a", encoding="utf-8") as file:
            file.write(f"{key}\t{verdict}\t{result.seconds:.1f}\t{result.detail}\n")
        self.known[key] = result
        return result

    def usual(self, tree, test):
        """How a test fares without a fault, and how long it takes."""
        code = [f.encode() + self.files[f] for f in self.files if "/mutants/" not in f]
        key = self.key_of(b"".join(code) + test.encode(), [test])
        if key not in self.known:
            status, out = tree.build([test])
            begin = time.monotonic()
            failed = out[-300:] if status != 0 else tree.test(test, BUILD_S)
            self.keep(key, "fails" if failed else "good", begin, failed)
        return self.known[key]

    def with_fault(self, mutant, text, tree, key):
        tests = mutant.tests()
        usual = {t: self.usual(tree, t) for t in tests}
        for u in usual.values():
            if u.verdict != "good":
                return Result("cannot be told", 0.0, f"without it fails {u.detail}")
        begin, file = time.monotonic(), Path(tree.folder, mutant.file)
        original = file.read_bytes()
        file.write_bytes(text.encode())
        try:
            status, out = tree.build(tests)
            if status != 0:
                return self.keep(key, "does not build", begin, out[-300:])
            found = (tree.test(t, TEST_S + 8.0 * usual[t].seconds) for t in tests)
            detail = next(filter(None, found), "")
            return self.keep(key, "killed" if detail else "survived", begin, detail)
        finally:
            file.write_bytes(original)  # with a new time: to be built once more

    def judge(self, mutant):
        text = mutant.apply(self.files.get(mutant.file, b"").decode())
        if text is None or any(f"tests/{t}.c" not in self.files for t in mutant.tests()):
            return Result("does not apply", 0.0, mutant.parts["-"])
        if mutant.parts["="]:
            return Result("has no effect", 0.0, "")
        key = self.key_of(text.encode(), mutant.tests())
        if key in self.known and self.known[key].verdict == "killed":
            return self.known[key]
        tree = self.trees.get()
        try:
            return self.with_fault(mutant, text, tree, key)
        finally:
            self.trees.put(tree)


def main():
    n, folder, words = int(sys.argv[1]), sys.argv[2], sys.argv[3:] or [""]
    mutants = [m for m in read_lists() if any(w in m.title for w in words)]
    os.nice(10)
    os.makedirs(folder, exist_ok=True)
    trial = Trial(folder, n)
    count = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(n) as pool:
        for m, r in zip(mutants, pool.map(trial.judge, mutants)):
            count[r.verdict] += 1
            print(f"{r.verdict:15}{r.seconds:6.1f} s  {m.title}", flush=True)
            if r.verdict != "killed" and r.detail:
                print("    " + r.detail)
    print(f"{len(mutants)} mutants:", ", ".join(f"{n} {v}" for v, n in sorted(count.items())))
    return 0 if set(count) <= {"killed", "has no effect"} else 1


sys.exit(main())
