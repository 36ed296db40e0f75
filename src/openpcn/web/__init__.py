"""The site: requests in, pages out."""
