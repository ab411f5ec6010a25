# Writes candidate-2023-10.csv from the events of UCDP's candidate release 23.0.10 (one argument: its CSV). Run in this
# folder. The file is of October 2023, so each of its events counts there, also one that began in the days before. A
# state of the monthly series counts 0 where it has a number of Gleditsch and Ward and no event; one without a number
# (Palestine, whose deaths UCDP counts for Israel) has no row. Deaths in states that the series lacks are left out.
import csv
import sys

code_of = {row["gw"]: row["code"] for row in csv.DictReader(open("../states/states.csv"))
           if row["gw"] and row["kind"] == "state"}
code_of["340"] = "SRB"
in_series = sorted({row["iso3"] for row in csv.DictReader(open("ucdp-country-month.csv"))})
deaths = {code: 0 for code in in_series if code in code_of.values()}
for event in csv.DictReader(open(sys.argv[1])):
    code = code_of[event["country_id"]]
    if code in deaths:
        deaths[code] += int(event["best"])
    else:
        print(f"left out: {code}, {event['best']}", file=sys.stderr)
with open("candidate-2023-10.csv", "w") as out:
    out.write("iso3,year,month,deaths_best\n")
    for code, count in deaths.items():
        out.write(f"{code},2023,10,{count}\n")
