"""A group by frailty and segment: who reads it and for what, what leaves, and by which method."""

from __future__ import annotations

import csv
import json
from collections import Counter
from io import StringIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.test import Client

from openpcn.domains.accounts.models import AuditEvent
from tests.web.groups.reading import AT, HERE, body, signed_in, write_purpose

GROUP = f"{HERE}qof_hypertension/segments/{AT}"


def file_of(client: Client, more: str) -> list[dict[str, str]]:
    answer = client.get(f"{GROUP}&format=csv{more}")
    assert answer.status_code == 200
    return list(csv.DictReader(StringIO(answer.content.decode())))


@pytest.mark.django_db
@pytest.mark.usefixtures("_world", "_with_records")
def test_rates_by_segment_are_read_for_a_purpose_and_that_is_kept() -> None:
    client = signed_in("clinical_director")
    assert "What do you need rates by segment for?" in body(client, GROUP)
    assert client.get(f"{GROUP}&format=csv").status_code == 403
    said = {"use": "care", "reason": "", "group": "qof_hypertension", "then": "segments"}
    unsaid = client.post(f"{HERE}purpose/{AT}", said)
    assert 'name="then" value="segments"' in unsaid.content.decode()
    sent = client.post(f"{HERE}purpose/{AT}", said | {"reason": "Reviews in May"})
    assert sent["Location"].split("?")[0] == GROUP.split("?")[0]

    text = body(client, GROUP)
    assert "You read this for: direct care" in text
    assert "Synthetic: invented people" in text
    assert "OpenPCN is not assured as a medical device." in text
    assert "times expected" in text
    noted = AuditEvent.objects.latest("id")
    assert noted.action == "read rates by segment"
    assert noted.detail["list"] == "qof_hypertension by efi_band"
    assert client.get(f"{GROUP}&by=fruit").status_code == 404
    assert signed_in("primary_care_lead", "Q91").get(GROUP).status_code == 403


@pytest.mark.django_db
@pytest.mark.usefixtures("_world", "_with_records")
def test_shares_and_ratios_by_segment_are_those_of_the_answers(state: Path) -> None:
    client = signed_in("clinical_director")
    write_purpose(client, "care", "qof_hypertension")
    found = {row["Segment"]: row for row in file_of(client, "&by=b2h_segment")}
    answers = state / "population" / "answers"
    word, place = json.loads((answers / "answers.json").read_text())["columns"]["flags"]["bit_of"][
        "qof_hypertension"
    ]
    people = pq.read_table(answers / "people.parquet").to_pylist()
    having = [one for one in people if one[f"flags_{word}"] >> place & 1]
    ages = Counter((one["age_band"], one["sex"]) for one in people)
    rate = Counter((one["age_band"], one["sex"]) for one in having)
    here = [one for one in people if one["b2h_segment"] == "Long-term conditions"]
    n = sum(1 for one in having if one["b2h_segment"] == "Long-term conditions")
    expected = sum(
        rate[one["age_band"], one["sex"]] / ages[one["age_band"], one["sex"]] for one in here
    )

    row = found["Long-term conditions"]
    assert abs(int(row["People of the group"]) - n) <= 2
    assert float(row["Times expected, age and sex"]) == pytest.approx(n / expected, abs=1e-3)
    share = float(row["Share (%)"])
    shown = int(row["People of the group"]) / int(row["People in the segment"])
    assert share == pytest.approx(100 * shown, abs=0.005)
    assert float(row["95% lower (%)"]) < share < float(row["95% upper (%)"])
    assert found["everybody"]["People of the group"].isdigit()
    family = file_of(client, "&of=family")
    assert len({row["Name"] for row in family}) > 20
    assert {row["Label"].split(":")[0] for row in family} == {"Synthetic"}


@pytest.mark.django_db
@pytest.mark.usefixtures("_world", "_with_records")
def test_a_practice_is_led_to_its_network_for_rates_by_segment() -> None:
    client, here = signed_in("practice_manager", "Z90001"), "/practices/Z90001/population/groups/"
    said = {"use": "care", "reason": "Reviews in May", "group": "qof_hypertension"}
    assert client.post(f"{here}purpose/{AT}", said).status_code == 302
    listed = body(client, f"{here}qof_hypertension/{AT}")
    assert "qof_hypertension/segments/" not in listed
    answer = client.get(f"{here}qof_hypertension/segments/{AT}")
    assert answer.status_code == 403
    assert "on the page of the practice&#39;s network" in answer.content.decode()
