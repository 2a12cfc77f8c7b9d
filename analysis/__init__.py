"""What it means: figures and the report; reads result tables only."""
