#!/usr/bin/env python3
"""rows.py < REPORT.json: the findings of `soat check --format json` as rows `kind unit period item`,
tab-separated, for a score against a list of known defects (units by label: upper case, `-` for `_`)."""
import json, sys

PERCENT = {"staff_trained_pct", "facilities_with_service_pct"}


def unit(text):
    return text.upper().replace("_", "-")


def row(f):
    u, p, figure = unit(f["unit"]), f["period"], f["figure"]
    match f["rule"]:
        case "completeness/missing-report":
            return "missing_report", u, p, "-"
        case "completeness/missing-figure":
            return "missing_indicator", u, p, figure
        case "completeness/late-report":
            return "late", u, p, "-"
        case "completeness/wrong-recipient":
            return "recipient", u, p, "-"
        case "consistency/part-exceeds-whole":
            return "part_whole", u, p, figure
        case "consistency/unit-sum-mismatch":
            return "sum", u, p, f"units:{figure}"
        case "consistency/formula-mismatch" if figure in PERCENT:
            return "percent", u, p, figure
        case "consistency/formula-mismatch" if figure.endswith("_year_to_date"):
            return "sum", u, p, f"periods:{figure}"
        case "consistency/formula-mismatch":
            return "sum", u, p, f"within:{figure}"
        case "target/missed":
            kind = f["clause"]["item"]
            return f"target_{kind}", u, "2023-Q4" if kind == "level" else p, figure or "?"
    return None


for finding in json.load(sys.stdin)["findings"]:
    told = row(finding)
    if told:
        print("\t".join(told))
