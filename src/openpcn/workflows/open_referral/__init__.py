"""Directories as Open Referral UK writes them: read into ours, and ours written for others."""
