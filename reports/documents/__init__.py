"""A report as a document: frozen snapshot in, HTML with its pictures out. Nothing here asks the database."""
