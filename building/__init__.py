"""Setting up a checkout and keeping its house, with nothing but Python 3.11 and pip."""
