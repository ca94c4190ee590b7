"""Makes the files of the sample corpus from their plain sources."""
