"""All extractors over all documents: the door of this package."""

from __future__ import annotations

from question_bank.facts.amounts import find_amounts
from question_bank.facts.awards import find_awards
from question_bank.facts.cores import find_cores
from question_bank.facts.definitions import find_definitions
from question_bank.facts.finding import Finding
from question_bank.facts.identities import find_identities
from question_bank.facts.lists import find_lists
from question_bank.facts.merging import merge
from question_bank.facts.naming import find_names_of_things
from question_bank.facts.parallels import find_parallels
from question_bank.facts.reading import Reading

_EXTRACTORS = (
    find_lists,
    find_cores,
    find_definitions,
    find_identities,
    find_awards,
    find_amounts,
    find_names_of_things,
    find_parallels,
)


def find(readings: tuple[Reading, ...]) -> tuple[Finding, ...]:
    """All findings of all documents, each fact once."""
    return merge([finding for reading in readings for extract in _EXTRACTORS for finding in extract(reading)])
