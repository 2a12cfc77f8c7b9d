"""Vacancies, search, applications, callbacks, offers, hires and separations."""
