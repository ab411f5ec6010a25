#!/usr/bin/env python3
"""Makes trainings.csv and reports.csv of a folder with the same two files (see data/SOURCES.md): units and places of the
trainings are summed away, and a report says which fiscal years it lists as held.
"""
import csv
import pathlib
import sys

SENDER = "USA"
# Hosts that a report does list, on a page that could not be read.
UNREAD = {"2019-2020": "AGO BEN"}
SUMS = ("trainings", "students", "students_missing", "cost_usd", "cost_missing")


def main(source, out):
    rows = {}
    held = {}
    with open(source / "trainings.csv", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = (row["report"], int(row["fiscal_year"]), row["planned"], row["country"], row["programme"])
            sums = rows.setdefault(key, dict.fromkeys(SUMS, 0) | {"first_day": "", "last_day": ""})
            for name in SUMS:
                sums[name] += int(row[name] or 0)
            first, last = row["first_start"], row["last_end"]
            sums["first_day"] = min(filter(None, (sums["first_day"], first)), default="")
            sums["last_day"] = max(sums["last_day"], last)
            if row["planned"] == "0":
                held.setdefault(row["report"], set()).add(row["fiscal_year"])
    with open(out / "trainings.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("report", "fiscal_year", "planned", "host", "programme") + SUMS + ("first_day", "last_day"))
        for key, sums in sorted(rows.items()):
            writer.writerow(list(key) + [sums[name] or (0 if name == "trainings" else "") for name in SUMS]
                            + [sums["first_day"], sums["last_day"]])
    with open(source / "reports.csv", encoding="utf-8", newline="") as file:
        reports = list(csv.DictReader(file))
    with open(out / "reports.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("sender", "report", "fiscal_years", "printed_on", "file_time", "posting", "known_on", "basis",
                         "by_rule", "unread"))
        for row in reports:
            writer.writerow([SENDER, row["report"], " ".join(sorted(held[row["report"]])), row["printed_date"],
                             row["file_time"], row["posting"], row["report_known_on"], row["basis"],
                             "yes" if row["basis"].startswith("rule") else "", UNREAD.get(row["report"], "")])


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(__file__).parent)
