"""Tile map of the 342 municipalities and 35 labour-market regions: every municipality has one tile of equal size."""
