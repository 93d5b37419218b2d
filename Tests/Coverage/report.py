#!/usr/bin/env python3
"""Region coverage of the core and the storage layer, by the tests of this package.

    Tests/Coverage/report.py [--minimum 95] [--filter PATTERN] [--no-run] [--list]

Runs `swift test` with counters in a scratch path of its own (not with --no-run), adds the counters
of every process the tests started, and prints a line for each module. --list names every region
that was never reached. The last line is JSON. The exit code is 1 when a module has less than the
minimum, or a test failed. Needs nothing but the toolchain.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRATCH = ROOT / ".build-coverage"
MODULES = ["XylemCore", "XylemStorage"]
CODE_REGION = 0
PROGRAMS = [
    ["simulate", "--seeds", "250"],
    ["fuzz", "--only", "examination", "--runs", "3000", "--seed", "6"],
]


def tool(name):
    """A tool of Swift's own toolchain: others cannot read the counters."""
    swift = pathlib.Path(os.path.realpath(shutil.which("swift")))
    return str(swift.parent / name)


def run_tests(pattern):
    for old in SCRATCH.glob("*/codecov/*.profraw"):
        old.unlink()
    command = ["swift", "test", "--enable-code-coverage", "--scratch-path", str(SCRATCH)]
    command += ["--filter", pattern] if pattern else []
    passed = False
    with subprocess.Popen(command, cwd=ROOT, text=True, stdout=subprocess.PIPE) as process:
        for line in process.stdout:
            print(line, end="", flush=True)
            # Not its exit code: it also tells that a process killed by a test left no counters.
            passed |= bool(re.search(r"Test run with [1-9]\d* tests? .*passed", line))
    return passed and (pattern is not None or run_programs())


def run_programs():
    """What the tests do in miniature, in programs of the same build with the same counters."""
    for index, command in enumerate(PROGRAMS):
        counters = SCRATCH / "debug" / "codecov" / f"program-{index}-%p.profraw"
        print("$", *command, flush=True)
        program = [str(SCRATCH / "debug" / command[0]), *command[1:]]
        environment = dict(os.environ, LLVM_PROFILE_FILE=str(counters))
        if subprocess.run(program, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL).returncode:
            return False
    return True


def export():
    """What llvm-cov says of every function."""
    build = SCRATCH / "debug"
    counters = [str(path) for path in build.glob("codecov/*.profraw")]
    if not counters:
        sys.exit("no counters: run without --no-run first")
    merged = build / "codecov" / "merged.profdata"
    # A process that is killed, as some tests do, leaves a file without counters.
    merge = [tool("llvm-profdata"), "merge", "-sparse", "-failure-mode=all", "-o", str(merged)]
    subprocess.run(merge + counters, check=True, stderr=subprocess.DEVNULL)
    bundle = next(build.glob("*.xctest"))
    text = subprocess.run(
        [tool("llvm-cov"), "export", "-instr-profile", str(merged), str(bundle)],
        check=True, capture_output=True).stdout
    return json.loads(text)["data"][0]


def regions(data):
    """How often each region of the modules was reached, over all specialisations of its code."""
    found = {}
    for function in data["functions"]:
        for region in function["regions"]:
            path = pathlib.Path(function["filenames"][region[5]])
            if region[7] != CODE_REGION or not path.is_relative_to(ROOT / "Sources"):
                continue
            path = path.relative_to(ROOT / "Sources")
            if path.parts[0] in MODULES:
                key = (str(path), *region[:4])
                found[key] = max(found.get(key, 0), region[4])
    return found


def show_missing(found):
    for (path, line, column, last, end), count in sorted(found.items()):
        if count == 0:
            text = (ROOT / "Sources" / path).read_text().splitlines()[line - 1].strip()
            print(f"  {path}:{line}:{column}-{last}:{end}  {text[:90]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minimum", type=float, default=95)
    parser.add_argument("--filter")
    parser.add_argument("--no-run", action="store_true")
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    failed = not arguments.no_run and not run_tests(arguments.filter)
    found = regions(export())
    if arguments.list:
        show_missing(found)
    report = {}
    for module in MODULES:
        counts = [count for key, count in found.items() if key[0].startswith(module + "/")]
        reached = sum(count > 0 for count in counts)
        percent = 100 * reached / len(counts)
        report[module] = {"regions": len(counts), "reached": reached, "percent": round(percent, 2)}
        print(f"{module}: {reached} of {len(counts)} regions, {percent:.2f} %")
        print(f"{module} regions in percent: {percent:.2f}")
    print(json.dumps({"minimum": arguments.minimum, "modules": report}))
    low = [name for name, row in report.items() if row["percent"] < arguments.minimum]
    if failed:
        print("a test failed", file=sys.stderr)
    return 1 if low or failed else 0


if __name__ == "__main__":
    sys.exit(main())
