"""What we keep of each FHIR resource; docs/records.md has the same as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from openpcn.kernel.records import (
    DIAGNOSIS,
    IMMUNISATION,
    MEDICATION,
    OBSERVATION,
    PROCEDURE,
    REFERRAL,
)
from openpcn.sources.records.raw import Tally

Resource = Mapping[str, Any]
Rows = list[dict[str, object]]
Kept = tuple[str, Rows, str]
"""Table, rows, and why there are none."""

SYSTEMS = MappingProxyType(
    {
        "http://snomed.info/sct": "snomed",
        "http://hl7.org/fhir/sid/icd-10": "icd10",
        "http://hl7.org/fhir/sid/icd-10-uk": "icd10",
        "https://dmd.nhs.uk": "dmd",
    }
)
ODS = "https://fhir.nhs.uk/Id/ods-organization-code"
ETHNIC_CATEGORY = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory"
FULL = "2024-12-31"
SEXES = MappingProxyType({"female": "F", "male": "M", "other": "I"})
NOT_TRUE = {"entered-in-error", "refuted", "not-done", "cancelled", "stopped-in-error"}
WARDS = {"IMP", "ACUTE", "NONAC", "SS"}
EMERGENCY = {"EM", "UR", "EL-EM"}


@dataclass(kw_only=True)
class Person:
    """A person, and the first day on which anything is recorded of them."""

    row: dict[str, object]
    first: date | None = None

    def seen_on(self, day: str) -> None:
        """Remember the first day."""
        on = date.fromisoformat(day)
        self.first = min(on, self.first or on)

    def registration(self) -> dict[str, object]:
        """FHIR patients carry no registration: from the first day recorded, to death."""
        born = self.row["birth_month"]
        return {
            "practice_code": self.row["practice_code"],
            "person": self.row["person"],
            "starts_on": self.first or born,
            "ends_on": self.row["death_on"],
            "file": self.row["file"],
            "row": self.row["row"],
        }


def person_of(resource: Resource, practice: str, tally: Tally) -> dict[str, object]:
    """A Patient."""
    code = practice_of(resource)
    if not code:
        tally.noticed[f"patients who name no practice, put under {practice}"] += 1
    born = day_of(resource.get("birthDate"))
    ethnic = [
        each["valueCodeableConcept"]["coding"][0]["code"]
        for each in resource.get("extension", [])
        if each.get("url") == ETHNIC_CATEGORY
    ]
    language = language_of(resource.get("communication", []))
    return {
        "practice_code": code or practice,
        "person": str(resource["id"]),
        "sex": SEXES.get(resource.get("gender", ""), "U"),
        "birth_month": born.replace(day=1) if born else None,
        "death_on": day_of(resource.get("deceasedDateTime")),
        "ethnicity16": ethnic[0] if ethnic else None,
        "language": language,
    }


def practice_of(resource: Resource) -> str:
    """The ODS code of the practice that a Patient names, or nothing."""
    named = [resource.get("managingOrganization", {}), *resource.get("generalPractitioner", [])]
    for each in named:
        identifier = each.get("identifier", {})
        if identifier.get("system") == ODS:
            return str(identifier["value"])
    return ""


def language_of(spoken: Sequence[Resource]) -> str | None:
    """The main language, as its two or three letters."""
    preferred = [each for each in spoken if each.get("preferred")] or list(spoken)
    for each in preferred:
        for coding in each.get("language", {}).get("coding", []):
            return str(coding["code"]).split("-")[0].lower()
    return None


def day_of(moment: str | None) -> date | None:
    """The day of a moment; the first of a month or year where no more is said."""
    if not moment:
        return None
    text = moment[:10]
    return date.fromisoformat(text + "-01" * ((len(FULL) - len(text)) // 3))


def coded(concept: Resource) -> dict[str, object] | None:
    """System, code and display of a concept: SNOMED CT, dm+d or ICD-10 before all others."""
    codings = [each for each in concept.get("coding", []) if each.get("code")]
    if not codings:
        return None
    best = min(codings, key=lambda each: each.get("system") not in SYSTEMS)
    system = SYSTEMS.get(best.get("system", ""))
    code = str(best["code"])
    if system is None:
        name = str(best.get("system", "")).rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]
        system, code = "local", f"{name}:{code}"
    return {
        "system": system,
        "code": code,
        "display": best.get("display") or concept.get("text") or "",
    }


def subject_of(resource: Resource) -> str:
    """Whom a resource is about."""
    reference = (resource.get("subject") or resource["patient"])["reference"]
    return str(reference).rsplit("/", 1)[-1].removeprefix("urn:uuid:")


def first_day(resource: Resource, *names: str) -> date | None:
    """The first of these times that is there; of a period its start."""
    for name in names:
        time = resource.get(name)
        if isinstance(time, Mapping):
            time = time.get("start")
        if time:
            return day_of(time)
    return None


def event(kind: int, concept: str, *times: str, values: bool = False) -> Callable[[Resource], Kept]:
    """A reader of resources that become one event."""

    def read(resource: Resource) -> Kept:
        code = coded(resource.get(concept, {}))
        on = first_day(resource, *times)
        parts = resource.get("component", []) if values else []
        if is_not_true(resource):
            return "event", [], "entered in error, refuted or not done"
        if on is None:
            return "event", [], "no day"
        person = subject_of(resource)
        rows: Rows = [
            {"person": person, "on": on, "kind": kind, "value": amount_of(each), **code}
            for each, code in [(resource, code), *((part, coded(part["code"])) for part in parts)]
            if code is not None
        ]
        return "event", rows, "" if rows else "no code"

    return read


def amount_of(resource: Resource) -> float | None:
    """The value of an observation, where it is a number."""
    amount = resource.get("valueQuantity", {}).get("value")
    return float(amount) if isinstance(amount, int | float) else None


def is_not_true(resource: Resource) -> bool:
    """Whether a resource says that it did not happen."""
    said = {str(resource.get("status", ""))}
    for name in ("verificationStatus", "clinicalStatus"):
        said |= {each.get("code", "") for each in resource.get(name, {}).get("coding", [])}
    return bool(said & NOT_TRUE)


def encounter(resource: Resource) -> Kept:
    """An Encounter."""
    if is_not_true(resource):
        return "encounter", [], "entered in error, refuted or not done"
    starts = first_day(resource, "period")
    if starts is None:
        return "encounter", [], "no day"
    setting = setting_of(resource)
    stays = setting.startswith("ip_")
    clinicians = [
        str(each["individual"].get("reference", ""))
        for each in resource.get("participant", [])
        if "individual" in each
    ]
    row = {
        "person": subject_of(resource),
        "starts_on": starts,
        "ends_on": day_of(resource["period"].get("end")) if stays else None,
        "setting": setting,
        "clinician": clinicians[0] if clinicians else None,
    }
    return "encounter", [row], ""


def setting_of(resource: Resource) -> str:
    """Where an encounter took place, told by its class and priority."""
    code = resource.get("class", {}).get("code", "")
    urgent = any(
        each.get("code") in EMERGENCY for each in resource.get("priority", {}).get("coding", [])
    )
    if code in WARDS:
        return "ip_emergency" if urgent else "ip_elective"
    return {"EMER": "ed", "OBSENC": "ip_emergency", "HH": "community"}.get(code, "gp")


READERS: Mapping[str, Callable[[Resource], Kept]] = MappingProxyType(
    {
        "Condition": event(DIAGNOSIS, "code", "onsetDateTime", "onsetPeriod", "recordedDate"),
        "Observation": event(
            OBSERVATION, "code", "effectiveDateTime", "effectivePeriod", "issued", values=True
        ),
        "AllergyIntolerance": event(OBSERVATION, "code", "onsetDateTime", "recordedDate"),
        "Procedure": event(PROCEDURE, "code", "performedDateTime", "performedPeriod"),
        "MedicationRequest": event(MEDICATION, "medicationCodeableConcept", "authoredOn"),
        "MedicationStatement": event(
            MEDICATION, "medicationCodeableConcept", "effectiveDateTime", "effectivePeriod"
        ),
        "Immunization": event(IMMUNISATION, "vaccineCode", "occurrenceDateTime"),
        "ServiceRequest": event(REFERRAL, "code", "authoredOn", "occurrenceDateTime"),
        "Encounter": encounter,
    }
)
