"""The example case about an invented company: its files, their manifest, and how the files are made."""
