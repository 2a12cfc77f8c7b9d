"""The shape of every result: words, schemas, writer and reader. A leaf that everybody may import."""
