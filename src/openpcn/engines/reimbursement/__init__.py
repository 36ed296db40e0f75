"""What is reimbursed for staff in post: month by month, by role, within the year's sum; pure."""
