"""The signed policy: a TUF repository that its authors write, and the client that reads it (decision 0300)."""
