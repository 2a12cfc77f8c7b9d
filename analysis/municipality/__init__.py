"""A page for one municipality: its status holders beside those of its region and the country."""
