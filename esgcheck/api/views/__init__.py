"""The views, by area. Each parses, calls one domain function, and answers."""
