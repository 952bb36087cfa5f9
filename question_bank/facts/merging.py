"""One fact once: what several sentences or documents say alike becomes one finding with all the evidence."""

from __future__ import annotations

from dataclasses import replace

from question_bank.facts.finding import Finding, Kind
from question_bank.normal_form import normal_form


def merge(findings: list[Finding]) -> tuple[Finding, ...]:
    """The findings with doubles put together. Of two the shorter context stays; the evidence of both is kept."""
    kept: dict[tuple[str, ...], Finding] = {}
    for finding in findings:
        key = _key(finding)
        known = kept.get(key)
        if known is None:
            kept[key] = finding
            continue
        best, other = sorted((known, finding), key=_length)
        evidence = tuple(dict.fromkeys((*best.fact.evidence, *other.fact.evidence)))
        kept[key] = replace(best, fact=replace(best.fact, evidence=evidence))
    return tuple(kept.values())


def _key(finding: Finding) -> tuple[str, ...]:
    """What makes two findings the same fact."""
    fact = finding.fact
    if finding.members:
        return (fact.kind, *finding.members)
    if fact.kind == Kind.QUANTITY:
        # The same person and the same number with its unit in two reports is one fact told twice.
        context = finding.asks[0].context
        before = context.passage.text[
            max(context.start, finding.asks[0].blanks[0][0] - 4) : finding.asks[0].blanks[0][0]
        ]
        return (fact.kind, fact.subject, normal_form(fact.value), before)
    return (
        fact.kind,
        normal_form(fact.subject),
        fact.relation if fact.kind != Kind.DATE else "",
        normal_form(fact.value),
    )


def _length(finding: Finding) -> tuple[int, str]:
    return min(len(ask.context.statement()) for ask in finding.asks), finding.fact.id
