"""Who reads groups of people, and how."""

from __future__ import annotations

import csv
from io import StringIO

from django.test import Client

from tests.domains.world import account

HERE = "/networks/U90001/population/groups/"
AT = "?as_at=2024-03-01"


def signed_in(role: str, code: str = "U90001") -> Client:
    client = Client()
    client.force_login(account(f"{role}-{code}", (role, code)))
    return client


def body(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def write_purpose(client: Client, use: str, group: str = "cohort_flu_vaccine") -> None:
    said = {"use": use, "reason": "Reviews in May", "group": group}
    assert client.post(f"{HERE}purpose/{AT}", said).status_code == 302


def rows(client: Client, name: str) -> list[dict[str, str]]:
    answer = client.get(f"{HERE}{name}/people.csv{AT}")
    assert answer.status_code == 200
    assert "synthetic-" in answer["Content-Disposition"]
    return list(csv.DictReader(StringIO(answer.content.decode())))
