"""Who exists: newcomers, families, employers and other people, as functions of their identity."""
