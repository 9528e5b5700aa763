"""Every AI tool that we know, and by what it is recognised."""
