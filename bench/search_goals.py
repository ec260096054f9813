"""The figures of a search with what they must be, put into the outcome of a bench."""

from collections.abc import Mapping, Sequence

from bench.measuring import Budget, Outcome, percentile
from bench.search_comparing import Answers
from bench.search_engines import Engine
from bench.search_letters import Typed
from bench.search_lists import Query
from bench.search_product import Product
from bench.search_scoring import Names, Quality, Share

LARGE = 50_000
"""From so many employers on, the goals of a large list hold."""
RECALL, RECIPROCAL = (0.95, 0.96), (0.85, 0.80)
"""What a small and a large list must reach."""
LEAST_KIND, SURE, ALIASES = 0.85, 0.99, 0.90
MOST_GAP = 0.03
"""About what chance does with sixty queries of a kind."""
ALWAYS_FOUND = ("full_nolegal", "legal_variant", "and_amp", "punct", "word_order")
LATENCY = {50: 10.0, 95: 40.0, 99: 100.0}
LETTERS = {50: 4.0, 90: 8.0}


def add_quality(outcome: Outcome, found: Quality, employers: int, kind: str = "") -> None:
    """Add how good the product's answers are; `kind` tells several query files apart."""
    large = employers >= LARGE
    prefix = f"{kind}_" if kind else ""
    for key, share in found.macro.items():
        _say(outcome, f"{prefix}{key}", share)
    outcome.floor(f"{prefix}recall10", RECALL[large])
    outcome.floor(f"{prefix}mrr10", RECIPROCAL[large])
    name, least = found.least("recall10")
    outcome.say(f"{prefix}least_kind_recall10", least)
    outcome.figures[f"{prefix}least_kind_recall10"]["kind"] = name
    outcome.floor(f"{prefix}least_kind_recall10", LEAST_KIND)
    sure = [found.of(cls)["recall10"].value for cls in ALWAYS_FOUND if cls in found.ranks]
    if sure:
        outcome.say(f"{prefix}always_found_recall10", min(sure))
        outcome.floor(f"{prefix}always_found_recall10", SURE)
    aliases = [rank for cls, ranks in found.ranks.items() if "alias" in cls for rank in ranks]
    if aliases:
        outcome.say(f"{prefix}alias_recall10", sum(map(bool, aliases)) / len(aliases))
        outcome.floor(f"{prefix}alias_recall10", ALIASES)


def add_gap(outcome: Outcome, given: Quality, held_out: Quality) -> None:
    """Add how much better the given queries do than those that nothing was fitted to.

    Only kinds that both have are compared. What was tuned to a file shows here.
    """
    both = [cls for cls in given.counted if cls in held_out.ranks]
    for key in ("recall10", "mrr10"):
        gaps = [given.of(cls)[key].value - held_out.of(cls)[key].value for cls in both]
        if gaps:
            outcome.say(f"{key}_above_held_out", sum(gaps) / len(gaps))
            outcome.limit(f"{key}_above_held_out", MOST_GAP)


def _say(outcome: Outcome, key: str, share: Share) -> None:
    outcome.say(key, share.value)
    outcome.figures[key] |= {"low": round(share.low, 4), "high": round(share.high, 4)}


def add_latency(outcome: Outcome, key: str, times: Sequence[float]) -> None:
    """Add how long the product took, with the three goals."""
    outcome.spread(key, times)
    for percent, most in LATENCY.items():
        outcome.say(f"{key}_p{percent}", percentile(times, percent), "ms")
        outcome.limit(f"{key}_p{percent}", most)


def add_letters(outcome: Outcome, typed: Mapping[str, Typed]) -> None:
    """Add how many letters each engine needs, and what each key took."""
    for name, one in typed.items():
        outcome.add(f"{name}_letters", one.letters, "letters")
        outcome.figures[f"{name}_letters"] |= {
            "p90": percentile(one.letters, 90),
            "never": one.never,
        }
    ours = typed["product"]
    for percent, most in LETTERS.items():
        outcome.say(f"letters_p{percent}", percentile(ours.letters, percent), "letters")
        outcome.limit(f"letters_p{percent}", most)
    add_latency(outcome, "product_key", ours.times)
    outcome.spread("product_key_work", ours.work)
    for name, one in typed.items():
        if name != "product":
            outcome.spread(f"{name}_key", one.times)


def add_sizes(outcome: Outcome, engines: Sequence[Engine]) -> None:
    """Add how long each engine took to get ready, and how much it keeps."""
    for engine in engines:
        outcome.say(f"{engine.name}_build", engine.build_ms, "ms")
        outcome.say(f"{engine.name}_index", engine.index_mb, "MB")
        if isinstance(engine, Product):
            outcome.say("product_memory", engine.memory_mb, "MB")
            outcome.say("product_import", engine.import_ms, "ms")


def add_references(
    outcome: Outcome,
    answers: Mapping[str, Answers],
    queries: Sequence[Query],
    names: Names,
) -> dict[str, Quality]:
    """Add how far the product is ahead of each reference on what both were asked.

    Faster than brute force it must be; an index that finds less may well be faster.
    """
    ours = answers["product"]
    found: dict[str, Quality] = {}
    for name, theirs in answers.items():
        if name == "product":
            continue
        both = [query for query in queries if query.id in theirs.hits]
        found[name] = theirs.quality(both, names)
        mine = ours.quality(both, names)
        outcome.spread(name, [theirs.times[query.id] for query in both])
        pairs = [ours.times[query.id] for query in both], [theirs.times[query.id] for query in both]
        outcome.compare(f"time_against_{name}", *pairs, Budget(1.0))
        if not name.startswith("rapidfuzz"):
            del outcome.budgets[f"time_against_{name}"]
        for key in ("recall10", "mrr10"):
            ahead = mine.macro[key].value - found[name].macro[key].value
            outcome.say(f"{key}_ahead_of_{name}", ahead)
            outcome.floor(f"{key}_ahead_of_{name}", 0.0)
    return found


def table(found: Mapping[str, Quality]) -> list[str]:
    """Return the macro figures of several engines and the kinds of the first as lines."""
    lines = ["", f"  {'':28}{'top-1':>8}{'top-10':>8}{'MRR':>8}   95 % interval of top-10"]
    for name, one in found.items():
        lines.append(_line(f"{name} (macro)", one.macro))
    first = next(iter(found.values()))
    lines += [_line(f"{cls} ({len(first.ranks[cls])})", first.of(cls)) for cls in first.ranks]
    return lines


def _line(name: str, figures: Mapping[str, Share]) -> str:
    shown = "".join(f"{figures[key].value:8.3f}" for key in ("top1", "recall10", "mrr10"))
    middle = figures["recall10"]
    return f"  {name:28}{shown}   {middle.low:.3f} to {middle.high:.3f}"
