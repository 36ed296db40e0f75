"""Readers of people's records: GP extracts as CSV, FHIR as NDJSON, OMOP as CSV or Parquet."""
