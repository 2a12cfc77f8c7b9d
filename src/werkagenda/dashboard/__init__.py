"""Stored studies, small runs and single agents in a browser, on this machine alone (`werkagenda dashboard`).

`page` and what it shows are Solara components; every other module knows nothing of Solara.
"""
