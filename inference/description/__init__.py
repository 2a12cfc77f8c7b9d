"""The pages that describe the model: tables made from code, evidence and other pages stand inside written text."""
