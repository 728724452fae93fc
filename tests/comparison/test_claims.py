"""Claims without figures."""

from __future__ import annotations

import pytest

from claimgraph.comparison import compare
from claimgraph.linking import link
from claimgraph.model import Article, Claim, Comparison, Extraction, Group, Quote, Study, Verdict

PIERS = "the new lamps make the long pier safer at night"


def claiming(name: str, *claims: str, study: str | None = None) -> Extraction:
    article = Article(f"{name}.\n" + "\n".join(claims), path=f"{name}.txt")
    told = Study(
        Study.told_id(article, (study or name,), study),
        name=study,
        organisations=(study or name,),
        source=article.id,
    )
    places = [article.text.index(claim) for claim in claims]
    return Extraction(
        article,
        (told,),
        claims=tuple(
            Claim(Quote.of(article, place, place + len(claim)), study=told.id)
            for place, claim in zip(places, claims, strict=True)
        ),
    )


def compared(groups: tuple[Group, ...], *told: Extraction) -> tuple[Comparison, ...]:
    return compare(link(told, (), groups))


def test_the_same_claim_in_other_words(groups: tuple[Group, ...]) -> None:
    (found,) = compared(
        groups,
        claiming("Gannet", PIERS),
        claiming("Petrel", "at night the new lamps make the long pier safer"),
    )
    assert found.verdict is Verdict.AGREE


@pytest.mark.parametrize(
    "contrary",
    [
        "the new lamps make the long pier less safe at night",
        "the new lamps do not make the long pier safer at night",
        "the new lamps make the long pier unsafe at night",
    ],
)
def test_the_contrary_is_a_dispute(contrary: str, groups: tuple[Group, ...]) -> None:
    (found,) = compared(groups, claiming("Gannet", PIERS), claiming("Petrel", contrary))
    assert found.verdict is Verdict.DISAGREEMENT
    assert len(found.members) == 2


@pytest.mark.parametrize(
    "other",
    [
        "the new lamps make the short pier safer at night",
        "the old lamps make the long pier less safe at night",
        "they make the long pier less safe at night",
        "the new lamps will make the long pier much safer at night",
        "the new lamps made the long pier less safe in the past five years",
    ],
)
def test_what_differs_in_more_is_not_set_beside(other: str, groups: tuple[Group, ...]) -> None:
    found = compared(groups, claiming("Gannet", PIERS), claiming("Petrel", other))
    assert [c for c in found if c.verdict is not Verdict.AGREE] == []


def test_one_article_does_not_dispute_itself(groups: tuple[Group, ...]) -> None:
    assert compared(groups, claiming("Gannet", PIERS, PIERS.replace("safer", "less safe"))) == ()


def test_claims_of_one_study_rest_on_it(groups: tuple[Group, ...]) -> None:
    title = "The Great Kelp Survey"
    told = [
        claiming("Gannet", PIERS, study=title),
        claiming("Petrel", "at night the new lamps make the long pier safer", study=title),
    ]
    (found,) = compared(groups, *told)
    assert "both rest on one study" in found.reason
