"""Format of all results: vocabulary, schemas, writer and reader. Imports no other part of the project."""
