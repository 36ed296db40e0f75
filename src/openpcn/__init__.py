"""OpenPCN: networks and neighbourhoods of English primary care, on any date."""
