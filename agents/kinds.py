"""Integer codes used in columns; ``tables.vocabulary`` holds their labels."""

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

# backgrounds, in the order of vocabulary.BACKGROUND_CLASSES
DUTCH, EUROPEAN, NON_EUROPEAN = 0, 1, 2

# contracts and channels
AGENCY, FIXED, PERMANENT = 0, 1, 2
OWN, NETWORK, AGENT, MUNICIPAL, OWN_GROUP = 0, 1, 2, 3, 4

# civic integration (people.integration); waived is also who has no duty of it
NOT_STARTED, IN_CLASS, PASSED, WAIVED = 0, 1, 2, 3
ROUTE_NONE, ROUTE_2013, ROUTE_B1, ROUTE_Z, ROUTE_EDUCATION = range(5)

# main source of income (people.income)
NO_INCOME, WAGE, UNEMPLOYMENT, STUDENT, BIJSTAND, ALLOWANCE = range(6)

# sectors with a role of their own
HOSPITALITY, AGENCIES = 5, 6

# candidates without a row: nobody, a job changer, the fringe, from outside the labour force
NOBODY, CHANGER, FRINGE, OUTSIDER = -1, -2, -3, -4

# origin of an application or rival
BY_PERSON, BY_RESIDENT, BY_JOB_CHANGER, BY_FRINGE = 0, 1, 2, 3

CHANNELS = 5
"""Number of channels of applications."""
REGIONS, SECTORS = 35, 9
"""Number of labour-market regions and of sectors."""
KINDS, ORIGINS = 4, 10
"""Number of kinds of newcomers, and of their groups by origin."""
NEVER = 32000
"""Month index meaning "not (yet)" in int16 columns; larger than any month of the model."""
