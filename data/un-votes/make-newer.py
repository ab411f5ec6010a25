#!/usr/bin/env python3
"""Makes newer.csv of votes.csv and roll-calls.csv of a folder (see data/SOURCES.md): a row a roll call, states in lists.

The choices of each roll call are counted against the tally that the source prints.
"""
import csv
import pathlib
import sys

COLUMNS = ("yes", "abstain", "no", "absent")


def main(source, out):
    votes = {}
    with open(source / "votes.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            votes.setdefault(row["rcid"], {choice: [] for choice in COLUMNS})[row["vote"]].append(row["iso3"])
    with open(source / "roll-calls.csv", encoding="utf-8", newline="") as file:
        roll_calls = sorted(csv.DictReader(file), key=lambda row: (row["date"], int(row["rcid"])))
    with open(out, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("rcid", "session", "date", "resolution", "title") + COLUMNS)
        for call in roll_calls:
            states = votes[call["rcid"]]
            for choice in COLUMNS:
                if len(states[choice]) != int(call[choice]):
                    sys.exit(f"roll call {call['rcid']}: {len(states[choice])} {choice}, printed {call[choice]}")
            writer.writerow(
                [call["rcid"], call["session"], call["date"], call["resolution"], call["short"] or call["descr"]]
                + [" ".join(sorted(states[choice])) for choice in COLUMNS])


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(__file__).with_name("newer.csv"))
