"""Counts, rates, files for each practice, and definitions of one's own among the groups."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from django.test import Client

from openpcn.domains.accounts.models import AuditEvent
from openpcn.domains.jobs.models import Job
from openpcn.engines.indicators import esp_2013
from openpcn.rulebook.phenotypes import phenotypes
from openpcn.workflows.population import answer_again
from openpcn.workflows.work import work_once
from tests.web.groups.reading import AT, HERE, body, rows, signed_in, write_purpose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_world")]


@pytest.mark.usefixtures("_with_records")
def test_a_list_comes_in_one_file_for_each_practice() -> None:
    client = signed_in("clinical_director")
    write_purpose(client, "care")
    page = body(client, f"{HERE}cohort_flu_vaccine/{AT}")
    assert f"people.csv{AT}&amp;practice=Z90002" in page
    answer = client.get(f"{HERE}cohort_flu_vaccine/people.csv{AT}&practice=Z90002")
    found = list(csv.DictReader(StringIO(answer.content.decode())))
    assert {row["Practice"] for row in found} == {"Z90002"}
    assert AuditEvent.objects.latest("id").detail["people"] == len(found)
    assert "Z90002-cohort_flu_vaccine" in answer["Content-Disposition"]
    other = client.get(f"{HERE}cohort_flu_vaccine/people.csv{AT}&practice=Z90003")
    assert other.status_code == 404


def people(client: Client, name: str) -> list[int]:
    """The counts of a definition that its practices show."""
    answer = client.get(f"{HERE}{AT}&format=csv&family=cohort&of={name}")
    return [
        int(row["People"])
        for row in csv.DictReader(StringIO(answer.content.decode()))
        if row["People"] != "withheld"
    ]


@pytest.mark.usefixtures("_with_records")
def test_counts_for_planning_are_without_who_opted_out() -> None:
    doctor, analyst = signed_in("clinical_director"), signed_in("public_health_analyst", "Q91")
    assert "Everybody registered is counted" in body(doctor, HERE + AT)
    assert "People who opted out of planning, nationally or at" in body(analyst, HERE + AT)
    care, planning = (people(client, "cohort_flu_vaccine") for client in (doctor, analyst))
    write_purpose(analyst, "planning")
    assert planning[0] < care[0]
    assert abs(planning[0] - len(rows(analyst, "cohort_flu_vaccine"))) <= 3


@pytest.mark.usefixtures("_with_records")
def test_frailty_and_segments_stand_on_the_population_page_with_method_and_csv() -> None:
    page = f"/networks/U90001/population/{AT}"
    assert "Frailty and segments, from records" not in Client().get(page).content.decode()
    for who in (signed_in("clinical_director"), signed_in("public_health_analyst", "Q91")):
        text = body(who, page)
        assert "Frailty and segments, from records" in text
        assert "Synthetic: invented people" in text
        assert "OpenPCN is not assured as a medical device." in text
        assert "format=csv&amp;family=efi&amp;of=efi_band" in text
    answer = who.get(f"{HERE}{AT}&format=csv&family=b2h&of=b2h_segment")
    found = list(csv.DictReader(StringIO(answer.content.decode())))
    assert {row["Name"] for row in found} == {"b2h_segment"}
    assert {row["Label"].split(":")[0] for row in found} == {"Synthetic"}
    assert "version 1" in found[0]["Rule"]


@pytest.mark.usefixtures("_with_own")
def test_definitions_of_ones_own_are_shown_and_answered_beside_the_others() -> None:
    client = signed_in("clinical_director")
    own = f"{HERE}{AT}&family=own"
    text = body(client, own)
    assert "damaged.toml" in text
    assert "NO_SUCH_COD" in text
    assert "Not answered yet: Children with asthma to call." in text
    write_purpose(client, "care", "qof_hypertension")
    assert client.get(f"{HERE}call_asthma/{AT}").status_code == 404

    assert client.post(f"{HERE}answer/{AT}").status_code == 302
    assert client.post(f"{HERE}answer/{AT}").status_code == 302
    assert "Every definition is being answered again." in body(client, own)
    assert Job.objects.filter(kind="population.answers").count() == 1
    assert work_once("a worker")
    assert Job.objects.get(kind="population.answers").result["definitions"] == len(phenotypes()) + 1

    text = body(client, own)
    assert "Not answered yet" not in text
    assert f"{HERE}call_asthma/" in text
    assert rows(client, "call_asthma")
    listed = body(client, f"{HERE}call_asthma/{AT}")
    assert "Wharreldale PCN, version 1" in listed
    person = {"person": rows(client, "call_asthma")[0]["Person (pseudonym)"]}
    told = client.post(f"{HERE}call_asthma/why/{AT}", person)
    assert "A code of AST_COD" in told.content.decode()


@pytest.mark.usefixtures("_without_records")
def test_without_records_there_is_nothing_to_answer() -> None:
    client = signed_in("clinical_director")
    assert client.post(f"{HERE}answer/{AT}").status_code == 302
    assert work_once("a worker")
    assert "No records of people are held here." in Job.objects.get().message


@pytest.mark.usefixtures("_with_own")
def test_why_the_definitions_could_not_be_answered_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    client = signed_in("clinical_director")
    assert client.post(f"{HERE}answer/{AT}").status_code == 302
    monkeypatch.setattr(answer_again, "records_folder", lambda: tmp_path / "nowhere")
    assert work_once("a worker")
    assert "could not be answered again: No records of people are" in body(client, HERE + AT)


@pytest.mark.usefixtures("_with_records")
def test_a_group_has_rates_as_if_ages_were_alike(state: Path) -> None:
    client = signed_in("clinical_director")
    text = body(client, f"{HERE}qof_hypertension/{AT}")
    table = text.split('id="practices-table"')[1].split("</table>")[0]
    [whole] = re.findall(
        r">All together<.*?>([\d.]+)<span class=\"second\">([\d. to]+)<", table, re.S
    )
    answers = state / "population" / "answers"
    at = json.loads((answers / "answers.json").read_text())["columns"]["flags"]["bit_of"]
    word, place = at["qof_hypertension"]
    people = pq.read_table(answers / "people.parquet")
    every, true = Counter[str](), Counter[str]()
    for band, flags in zip(
        people["age_band"].to_pylist(), people[f"flags_{word}"].to_pylist(), strict=True
    ):
        every[band] += 1
        true[band] += flags >> place & 1
    weights = dict(zip(esp_2013().bands, esp_2013().weights, strict=True))

    assert set(every) == set(weights)
    by_hand = sum(true[band] / every[band] * weight for band, weight in weights.items()) / 100
    assert float(whole[0]) == pytest.approx(by_hand, abs=0.05)
    assert "European Standard Population 2013" in text
    few = body(client, f"{HERE}cohort_homeless/{AT}")
    assert "withheld" in few.split('id="practices-table"')[1].split("</table>")[0]
