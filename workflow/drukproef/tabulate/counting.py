"""The answers of a wave in, exact counts per stratum, domain and answer out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drukproef.errors import fail
from drukproef.study import Item
from drukproef.survey import Design
from drukproef.tabulate.domains import Domains
from drukproef.tabulate.sample import Sample, members_of
from drukproef.tabulate.scheme import Scheme
from drukproef.tabulate.strata import Ints, Strata
from drukproef.tabulate.survey import Wave

UNASKED, MISSING, FIRST = 0, 1, 2  # places of the answers in a count; categories start at FIRST


@dataclass(frozen=True)
class Counter:
    """Counts answers of one wave in all domains. `groups`: stratum x level of each respondent, per banner.

    `sample`: for a wave of which counts don't say all.
    """

    wave: Wave
    domains: Domains
    groups: tuple[Ints, ...]
    sample: Sample | None = None

    def count(self, answers: Ints, kinds: int) -> Ints:
        """How often each answer (0 .. kinds - 1) occurs: strata x domains x answers."""
        strata = len(self.wave.strata.n)
        total = np.bincount(self.wave.stratum * kinds + answers, minlength=strata * kinds)
        parts = [total.reshape(strata, 1, kinds)]
        for banner, group in zip(self.domains.banners, self.groups, strict=True):
            levels = len(banner.categories)
            counted = np.bincount(group * kinds + answers, minlength=strata * (levels + 1) * kinds)
            parts.append(counted.reshape(strata, levels + 1, kinds)[:, :levels])
        return np.concatenate(parts, axis=1)


def counter_of(wave: Wave, domains: Domains) -> Counter:
    """Prepare the counting of a wave. Respondents without a level go to one level more, which is cut off."""
    groups, banners = [], list[tuple[Ints, int]]()
    for banner in domains.banners:
        place = places(wave, banner) - FIRST
        levels = len(banner.categories)
        groups.append(wave.stratum * (levels + 1) + np.where(place < 0, levels, place))
        banners.append((place, levels))
    if wave.design is None:
        return Counter(wave, domains, tuple(groups))
    return Counter(
        wave, domains, tuple(groups), Sample(wave.design, members_of(len(wave.stratum), banners), wave.names)
    )


def with_sample(counter: Counter) -> Counter:
    """The counter with a design, also for plain weights: counts of answers don't give the variance of a mean."""
    if counter.sample is not None:
        return counter
    wave, strata = counter.wave, counter.wave.strata
    assert isinstance(strata, Strata)
    sizes = strata.population.astype(np.float64)[wave.stratum]
    design = Design(
        strata.weight[wave.stratum], strata.codes[wave.stratum], fpc=sizes, name=f"wave {wave.year}"
    )
    levels = [(places(wave, banner) - FIRST, len(banner.categories)) for banner in counter.domains.banners]
    return Counter(
        wave, counter.domains, counter.groups, Sample(design, members_of(len(sizes), levels), wave.names)
    )


def sample_of(counter: Counter) -> Sample:
    """The sample of a counter that was made `with_sample`."""
    assert counter.sample is not None
    return counter.sample


def places(wave: Wave, item: Item) -> Ints:
    """Each respondent's answer as a place: 0 not asked, 1 no answer, from 2 the codebook's categories."""
    if item.id not in wave.answers:
        step = "clean the answers again"
        raise fail("responses", f"no column '{item.id}'", "a column for each item and variable", step)
    codes = wave.answers[item.id]
    known = np.array(Scheme(item).codes, dtype=np.int64)
    order = np.argsort(known)
    found = np.minimum(np.searchsorted(known[order], codes), len(known) - 1)
    matches = known[order][found] == codes
    if np.any(~matches & (codes >= 0)):
        _refuse(wave, item, codes[~matches & (codes >= 0)])
    return np.where(matches, order[found] + FIRST, np.where(codes == -1, UNASKED, MISSING))


def _refuse(wave: Wave, item: Item, codes: Ints) -> None:
    raise fail(
        f"responses, wave {wave.year}, column '{item.id}'",
        f"code {int(codes[0])}, {len(codes)} times",
        f"a code of a category, or a negative code for a missing answer: {Scheme(item).codes}",
        "add the category to the codebook, or let the cleaning make it missing",
    )
