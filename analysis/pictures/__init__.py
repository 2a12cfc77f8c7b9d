"""Pictures for notes, slides and papers: a scene of plain shapes, written as SVG or painted as PNG or PDF."""
