"""Plans of networks: mend, compare, try by hand, propose, adopt and export."""
