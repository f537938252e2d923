"""Reading a document in the browser: pages one under another, beside them thumbnails, contents and what was found."""
