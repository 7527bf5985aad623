"""What reports there are. `registry` knows them all. See docs/how-to/add-a-report.md."""
