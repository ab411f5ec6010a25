# Writes states.csv and the names in it that come from other tables that ship: ../country-codes (codes, names) and
# ../ucdp (Gleditsch-Ward numbers). Run in this folder; state-names.csv is written by hand and only read.
import csv
import re

ucdp_names = {  # how UCDP writes states that the country codes write otherwise
    "United States of America": "USA", "United Kingdom": "GBR", "Bahamas": "BHS", "Antigua & Barbuda": "ATG",
    "Ivory Coast": "CIV", "Russia (Soviet Union)": "RUS", "Serbia (Yugoslavia)": "SRB", "Bosnia-Herzegovina": "BIH",
    "DR Congo (Zaire)": "COD", "Congo": "COG", "Zimbabwe (Rhodesia)": "ZWE", "Kingdom of eSwatini (Swaziland)": "SWZ",
    "Madagascar (Malagasy)": "MDG", "Yemen (North Yemen)": "YEM", "Yemen (South Yemen)": "YMD",
    "Myanmar (Burma)": "MMR", "Cambodia (Kampuchea)": "KHM", "Vietnam (North Vietnam)": "VNM",
    "Samoa (Western Samoa)": "WSM", "German Democratic Republic": "DDR", "Czechoslovakia": "CSK", "Kosovo": "XKX",
    "East Timor": "TLS", "Federated States of Micronesia": "FSM", "Turkey": "TUR", "Czech Republic": "CZE",
    "Cape Verde": "CPV", "Taiwan": "TWN", "Vatican City State": "VAT", "South Korea": "KOR", "North Korea": "PRK",
    "Brunei": "BRN", "Laos": "LAO", "Syria": "SYR", "Iran": "IRN", "Sao Tome and Principe": "STP",
    "North Macedonia": "MKD"}
# Where the Correlates of War number is not that of Gleditsch and Ward.
cow_numbers = {"DEU": 255, "YEM": 679, "KIR": 946, "NRU": 970, "TON": 955, "TUV": 947}
former = [  # code, name, iso2, iso number, FIPS, GW, COW, from, until
    ("SUN", "Soviet Union", "SU", "810", "UR", "", "", "1922-12-30", "1991-12-26"),
    ("YUG", "Yugoslavia", "YU", "891", "YO", "", "", "1918-12-01", "2003-02-04"),
    ("SCG", "Serbia and Montenegro", "CS", "891", "YI", "", "", "2003-02-04", "2006-06-03"),
    ("CSK", "Czechoslovakia", "CS", "200", "CZ", "315", "315", "1918-10-28", "1992-12-31"),
    ("DDR", "East Germany", "DD", "278", "GC", "265", "265", "1949-10-07", "1990-10-03"),
    ("YMD", "South Yemen", "YD", "720", "YS", "680", "680", "1967-11-30", "1990-05-22"),
    ("VDR", "South Vietnam", "", "", "VS", "817", "817", "1955-10-26", "1975-04-30"),
]
from_days = {"SRB": "2006-06-05", "MNE": "2006-06-03", "CZE": "1993-01-01", "SVK": "1993-01-01", "XKX": "2008-02-17",
             "SSD": "2011-07-09", "TLS": "2002-05-20", "ERI": "1993-05-24", "RUS": "1991-12-26"}

columns = ("CLDR display name", "official_name_en", "UNTERM English Short")


def cleaned(name):
    return re.sub(r"[\s*]*(\(the\))?[\s*]*$", "", name.strip())


codes = list(csv.DictReader(open("../country-codes/country-codes.csv", encoding="utf8")))
names = {}
for row in codes:
    for column in columns:
        if name := cleaned(row[column]):
            names.setdefault(name.lower(), row["ISO3166-1-Alpha-3"])
gw = {}
other_names = {}
for row in csv.DictReader(open("../ucdp/organizedviolencecy_v25_1.csv", encoding="utf8")):
    code = ucdp_names.get(row["country_cy"]) or names.get(row["country_cy"].lower())
    if code is None:
        raise SystemExit("no code for " + row["country_cy"])
    gw[code] = row["country_id_cy"]
    if "(" not in row["country_cy"] and row["country_cy"] != "Congo":
        other_names[code] = {row["country_cy"]}
with open("states.csv", "w", encoding="utf8", newline="") as out:
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["code", "name", "iso2", "number", "fips", "gw", "cow", "from", "until", "other_names"])
    rows = []
    for row in codes:
        code = row["ISO3166-1-Alpha-3"]
        fips = row["FIPS"].strip()  # of the Caribbean Netherlands: that of the Netherlands, so left out
        number = row["ISO3166-1-numeric"].strip().zfill(3)
        others = other_names.get(code, set()) | {cleaned(row[column]) for column in columns}
        others -= {"", row["CLDR display name"].strip()}
        rows.append((code, row["CLDR display name"].strip(), row["ISO3166-1-Alpha-2"].strip(), number,
                     fips if len(fips) == 2 and code != "BES" else "", gw.get(code, ""), cow_numbers.get(code, gw.get(code, "")),
                     from_days.get(code, ""), "", ";".join(sorted(others))))
    rows.append(("XKX", "Kosovo", "XK", "", "KV", gw["XKX"], gw["XKX"], from_days["XKX"], "", ""))
    rows += [row + ("",) for row in former]
    for row in sorted(rows):
        table.writerow(row)
