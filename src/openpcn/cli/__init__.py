"""The console program: openpcn <noun> <verb>."""
