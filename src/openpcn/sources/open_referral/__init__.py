"""Directories of services as Open Referral UK 3.0 publishes them: files and paged feeds."""
