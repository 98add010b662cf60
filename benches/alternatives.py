#!/usr/bin/env python3
"""What a user might pick instead, only to load the input: wall time and peak memory, each in a process of its own.

    pip install pandas openpyxl python-calamine polars fastexcel
    npm install --prefix target/bench xlsx
    cargo bench --bench pipeline -- 100000 xlsx csv json     # makes the files
    python3 benches/alternatives.py target/bench/100000

What is not installed is left out.
"""
import os
import statistics
import subprocess
import sys
import time

RUNS = 3

# Name, file, and the program that loads it; FILE is its path.
ALTERNATIVES = [
    ("pandas + openpyxl", "members.xlsx", "import pandas; pandas.read_excel('FILE', dtype=str, engine='openpyxl')"),
    ("pandas + calamine", "members.xlsx", "import pandas; pandas.read_excel('FILE', dtype=str, engine='calamine')"),
    (
        "openpyxl, read-only",
        "members.xlsx",
        "import openpyxl\nfor row in openpyxl.load_workbook('FILE', read_only=True).active.iter_rows(values_only=True): pass",
    ),
    (
        "python-calamine",
        "members.xlsx",
        "from python_calamine import CalamineWorkbook as W; W.from_path('FILE').get_sheet_by_index(0).to_python()",
    ),
    ("polars (fastexcel)", "members.xlsx", "import polars; polars.read_excel('FILE', infer_schema_length=0)"),
    ("SheetJS", "members.xlsx", "node:require('xlsx').readFile('FILE', {dense: true})"),
    ("csv module", "members.csv", "import csv\nfor row in csv.reader(open('FILE', encoding='utf-8-sig')): pass"),
    ("pandas", "members.csv", "import pandas; pandas.read_csv('FILE', dtype=str)"),
    ("polars", "members.csv", "import polars; polars.read_csv('FILE', infer_schema=False)"),
    ("json module", "userlist.json", "import json; json.load(open('FILE', encoding='utf-8'))"),
    ("Node.js JSON.parse", "userlist.json", "node:JSON.parse(require('fs').readFileSync('FILE', 'utf8'))"),
]


def command(program, path):
    program = program.replace("FILE", path)
    if program.startswith("node:"):
        return ["node", "--max-old-space-size=16000", "-e", program[len("node:"):]]
    return [sys.executable, "-c", program]


def measure(words, folder):
    """Runs a command; returns seconds and peak megabytes, or None where it fails."""
    environment = dict(os.environ, NODE_PATH=os.path.join(os.path.dirname(folder), "node_modules"))
    start = time.monotonic()
    process = subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return (seconds, usage.ru_maxrss / 1024) if process.returncode == 0 else None


def main():
    folder = os.path.abspath(sys.argv[1])
    print("| loads only | file | s | peak, MB |")
    print("|---|---|---:|---:|")
    for name, file, program in ALTERNATIVES:
        words = command(program, os.path.join(folder, file))
        runs = [measure(words, folder) for _ in range(RUNS)]
        if None in runs:
            print(f"{name}: not installed, or it failed", file=sys.stderr)
            continue
        seconds = statistics.median(run[0] for run in runs)
        print(f"| {name} | {file} | {seconds:.2f} | {max(run[1] for run in runs):.0f} |")


if __name__ == "__main__":
    main()
