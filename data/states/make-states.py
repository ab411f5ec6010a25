# Writes states.csv from other tables that ship (../country-codes: codes and names; ../ucdp: Gleditsch-Ward numbers) and
# from what stands below. Run in this folder. names.csv and called.csv are written by hand and only read by the program.
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
# Where the Correlates of War number of today is not that of Gleditsch and Ward; names.csv has the dated ones.
cow_numbers = {"DEU": "", "YEM": "", "KIR": 946, "NRU": 970, "TON": 955, "TUV": 947, "SRB": 345}

# Former states: code, name, ISO alpha-2, ISO number, FIPS, GW, COW, from, until (the first day on which it is no more),
# what became of it, its seat goes on in, where the days are from. Codes are those that ISO 3166 had; ISO had none for
# South Vietnam and Zanzibar, whose codes are our own.
former = [
    ("ANT", "Netherlands Antilles", "AN", "530", "NT", "", "", "1954-12-15", "2010-10-10", "NLD", "", "iso"),
    ("CSK", "Czechoslovakia", "CS", "200", "CZ", "315", "315", "1918-10-28", "1993-01-01", "CZE SVK", "", "cow"),
    ("DDR", "East Germany", "DD", "278", "GC", "265", "265", "1949-10-07", "1990-10-03", "DEU", "", "cow"),
    ("SCG", "Serbia and Montenegro", "CS", "891", "YI", "", "", "2003-02-04", "2006-06-05", "SRB MNE", "SRB", "gw"),
    ("SUN", "Soviet Union", "SU", "810", "UR", "", "", "1922-12-30", "1991-12-26",
     "RUS ARM AZE BLR EST GEO KAZ KGZ LTU LVA MDA TJK TKM UKR UZB", "RUS", "cow"),
    ("VDR", "South Vietnam", "", "", "VS", "817", "817", "1955-10-26", "1975-05-01", "VNM", "", "gw"),
    ("YMD", "South Yemen", "YD", "720", "YS", "680", "680", "1967-11-30", "1990-05-22", "YEM", "", "cow"),
    ("YUG", "Yugoslavia", "YU", "891", "YO", "", "", "1918-12-01", "2003-02-04", "SCG BIH HRV MKD SVN", "SCG", "gw"),
    ("ZAN", "Zanzibar", "", "", "", "511", "511", "1963-12-10", "1964-04-26", "TZA", "", "cow"),
]
# First days of states that became states of their own after 1944: the earlier of the two lists of states, whichever
# names one; SRB, RUS and the others that continue a former state begin where that ends.
first_days = {
    "gw": """AGO 1975-11-11|ARM 1991-12-21|AZE 1991-12-21|BLR 1991-08-25|BTN 1949-01-01|COM 1975-07-06|GEO 1991-12-21|
        IDN 1945-08-17|KAZ 1991-12-16|KGZ 1991-08-31|KOR 1948-08-15|MDA 1991-08-27|MDV 1965-05-26|MKD 1991-11-20|
        MNE 2006-06-03|NER 1960-08-03|RWA 1962-07-01|SEN 1960-04-04|SRB 2006-06-05|SYR 1946-01-01|TJK 1991-09-09|
        TKM 1991-10-27|TLS 2002-05-20|TUN 1956-01-01|UKR 1991-12-01|UZB 1991-08-31|XKX 2008-02-17""",
    "cow": """ATG 1981-11-01|BDI 1962-07-01|BEN 1960-08-01|BFA 1960-08-05|BGD 1971-12-16|BHR 1971-08-15|BHS 1973-07-10|
        BIH 1992-04-07|BLZ 1981-09-21|BRB 1966-11-30|BRN 1984-01-01|BWA 1966-09-30|CAF 1960-08-13|CIV 1960-08-07|
        CMR 1960-01-01|COD 1960-06-30|COG 1960-08-15|CPV 1975-07-05|CYP 1960-08-16|CZE 1993-01-01|DJI 1977-06-27|
        DMA 1978-11-03|DZA 1962-07-05|ERI 1993-05-24|EST 1991-09-06|FJI 1970-10-10|GAB 1960-08-17|GHA 1957-03-06|
        GIN 1958-10-02|GMB 1965-02-18|GNB 1974-09-10|GNQ 1968-10-12|GRD 1974-02-07|GUY 1966-05-26|HRV 1992-01-15|
        IND 1947-08-15|ISR 1948-05-14|JAM 1962-08-06|JOR 1946-03-22|KEN 1963-12-12|KHM 1953-11-09|KNA 1983-09-19|
        KWT 1961-06-19|LAO 1953-10-23|LBY 1951-12-24|LCA 1979-02-22|LKA 1948-02-04|LSO 1966-10-04|LTU 1991-09-06|
        LVA 1991-09-06|MAR 1956-03-02|MDG 1960-06-26|MLI 1960-06-20|MLT 1964-09-21|MMR 1948-01-04|MOZ 1975-06-25|
        MRT 1960-11-28|MUS 1968-03-12|MWI 1964-07-06|MYS 1957-08-31|NAM 1990-03-21|NGA 1960-10-01|PAK 1947-08-14|
        PHL 1946-07-04|PNG 1975-09-16|PRK 1948-09-09|QAT 1971-09-03|RUS 1991-12-26|SDN 1956-01-01|SGP 1965-08-09|
        SLB 1978-07-07|SLE 1961-04-27|SOM 1960-07-01|SSD 2011-07-09|STP 1975-07-12|SUR 1975-11-25|SVK 1993-01-01|
        SVN 1992-01-15|SWZ 1968-09-06|SYC 1976-06-29|TCD 1960-08-11|TGO 1960-04-27|TTO 1962-08-31|TZA 1961-12-09|
        UGA 1962-10-09|VCT 1979-10-27|VNM 1954-07-21|ARE 1971-12-02|YEM 1926-09-02|ZMB 1964-10-24|ZWE 1965-11-11""",
}
# Where we do not write what the CLDR display name says.
our_names = {
    "USA": "United States", "GBR": "United Kingdom", "COD": "DR Congo", "COG": "Congo", "BIH": "Bosnia and Herzegovina",
    "TUR": "Turkey", "STP": "São Tomé and Príncipe", "ATG": "Antigua and Barbuda", "TTO": "Trinidad and Tobago",
    "KNA": "Saint Kitts and Nevis", "LCA": "Saint Lucia", "VCT": "Saint Vincent and the Grenadines",
    "BLM": "Saint Barthélemy", "MAF": "Saint Martin", "SHN": "Saint Helena", "SPM": "Saint Pierre and Miquelon",
    "HMD": "Heard and McDonald Islands", "SGS": "South Georgia and the South Sandwich Islands",
    "SJM": "Svalbard and Jan Mayen", "TCA": "Turks and Caicos Islands", "WLF": "Wallis and Futuna"}
with_article = """ANT ARE ATF BES BHS CAF CCK COD COK COM CYM DOM FLK FRO GBR GMB HMD IMN IOT MDV MHL MNP NLD PHL SLB SUN SYC
    TCA UMI USA VGB VIR""".split()

columns = ("CLDR display name", "official_name_en", "UNTERM English Short", "UNTERM English Formal")


def cleaned(name):
    name = re.sub(r"[\s*]*(\(the\))?[\s*]*$", "", name.strip())
    return re.sub(r"^the (?=[A-Z])", "", name)


codes = list(csv.DictReader(open("../country-codes/country-codes.csv", encoding="utf8")))
names = {}
for row in codes:
    for column in columns[:3]:
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
begins = {}
for source, text in first_days.items():
    for pair in text.split("|"):
        code, day = pair.split()
        begins[code] = (day, source)

with open("states.csv", "w", encoding="utf8", newline="") as out:
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["code", "kind", "name", "in_sentence", "iso2", "number", "fips", "gw", "cow", "from", "until", "became",
                    "goes_on_in", "source", "other_names"])
    rows = []

    def put(code, kind, name, iso2, number, fips, gw, cow, days, became, seat, source, others):
        said = ("the " if code in with_article else "") + name
        rows.append((code, kind, name, said, iso2, number, fips, gw, cow, *days, became, seat, source,
                     ";".join(sorted(others - {"", name}))))

    for row in codes:
        code = row["ISO3166-1-Alpha-3"]
        fips = row["FIPS"].strip()  # of the Caribbean Netherlands: that of the Netherlands, so left out
        number = row["ISO3166-1-numeric"].strip().zfill(3)
        others = other_names.get(code, set()) | {cleaned(row[column]) for column in columns}
        day, source = begins.get(code, ("", ""))
        put(code, "state", our_names.get(code, row["CLDR display name"].strip()), row["ISO3166-1-Alpha-2"].strip(),
            number, fips if len(fips) == 2 and code != "BES" else "", gw.get(code, ""),
            cow_numbers.get(code, gw.get(code, "")), (day, ""), "", "", source, others)
    put("XKX", "state", "Kosovo", "XK", "", "KV", gw["XKX"], gw["XKX"], (begins["XKX"][0], ""), "", "", "gw", set())
    for code, name, iso2, number, fips, gwn, cow, begin, end, became, seat, source in former:
        put(code, "former-state", name, iso2, number, fips, gwn, cow, (begin, end), became, seat, source, set())
    for row in sorted(rows):
        table.writerow(row)
