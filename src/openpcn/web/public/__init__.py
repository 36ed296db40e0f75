"""The pages for residents: the same for everybody, from what is published and nothing else."""
