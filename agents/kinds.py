"""Integer codes of the states that columns hold; the words for them stand in ``tables.vocabulary``."""

from __future__ import annotations

# kinds of people (people.kind) and of identities
STATUS, ASYLUM, FAMILY, UKRAINIAN = 0, 1, 2, 3
KIND_SPONSOR, KIND_REFUSED, KIND_FAMILY, KIND_RESIDENT, KIND_EMPLOYER, KIND_UKRAINIAN = 1, 2, 3, 4, 5, 6

# labour-market state (people.state)
INACTIVE, SEARCHING, EMPLOYED = 0, 1, 2

# reasons for not searching (people.reason), in the order of vocabulary.REASONS
NONE, RECEPTION, CLASS, STUDY, CARE, HEALTH, EXEMPT, DISCOURAGED, CHILD, RETIRED = range(10)

# sexes, educations
FEMALE, MALE = 0, 1
LOW, MIDDLE, HIGH = 0, 1, 2

# contracts and channels
AGENCY, FIXED, PERMANENT = 0, 1, 2
OWN, NETWORK, AGENT, MUNICIPAL = 0, 1, 2, 3

# civic integration (people.integration); waived is also who has no duty of it
NOT_STARTED, IN_CLASS, PASSED, WAIVED = 0, 1, 2, 3
ROUTE_NONE, ROUTE_2013, ROUTE_B1, ROUTE_Z, ROUTE_EDUCATION = range(5)

# main source of income (people.income)
NO_INCOME, WAGE, UNEMPLOYMENT, STUDENT, BIJSTAND, ALLOWANCE = range(6)

# sectors with a role of their own
HOSPITALITY, AGENCIES = 5, 6

# candidates of an opening that are no rows of people: nobody, a job changer, the fringe, from outside the labour force
NOBODY, CHANGER, FRINGE, OUTSIDER = -1, -2, -3, -4

# who stands behind an application or a rival
BY_PERSON, BY_RESIDENT, BY_JOB_CHANGER, BY_FRINGE = 0, 1, 2, 3

REGIONS, SECTORS = 35, 9
"""How many labour-market regions and sectors there are."""
KINDS, ORIGINS = 4, 10
"""How many kinds of newcomers there are, and groups of them by origin."""
NEVER = 32000
"""Month number that means "not (yet)" in int16 columns; larger than any month of the model."""
