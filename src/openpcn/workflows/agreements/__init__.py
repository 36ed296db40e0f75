"""The register of agreements: what is in force, who has not signed, who covers whom."""
