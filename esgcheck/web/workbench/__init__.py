"""What the workbench shows, gathered for its templates: the list, the pages, the claim, the evidence."""
