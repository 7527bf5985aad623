"""What the demonstration is made from: sources, names, accounts, and the list of who loads what."""
