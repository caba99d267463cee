"""People's corrections outlive models: 200 decisions of all kinds, and then every text is read anew."""

import random
from dataclasses import replace

from decided import decision
from entity_texts import cases
from press import resolved_pieces
from sqlalchemy import select

from dateline.decisions import apply_decisions, conflicts, decide, standing
from dateline.entities import resolve_batch
from dateline.records import Model
from dateline.store import schema as t
from dateline.store.maintenance import check


def _keep_cases(store, texts, model):
    """The texts resolved, kept and decided on as a run does it."""
    run = store.start_run("test").id
    for at in range(0, len(texts), 32):
        some = [(case.article, replace(case.findings, model=model)) for case in texts[at : at + 32]]
        store.keep(resolved_pieces(some, resolve_batch(store, some)), run)
        apply_decisions(store, [article.id for article, _ in some])
    store.end_run(run)


def _other_findings(case, chance):
    """What another model would find: a mention in ten missing, one in ten under a shorter name."""
    spans = []
    for span in case.findings.spans:
        luck = chance.random()
        if luck > 0.1:
            last = (span.entity or span.text).split()[-1]
            spans.append(replace(span, entity=last) if luck > 0.9 and span.label == "PERSON" else span)
    return replace(case, findings=replace(case.findings, spans=tuple(spans)))


def _random_decisions(store, count, chance):
    """Decisions of all kinds on what the store holds, some of them against one another."""
    with store.reading() as connection:
        e, a, f = t.entities.c, t.articles.c, t.affiliations.c
        ids = {
            label: connection.execute(select(e.id).where(e.label == label).order_by(e.id)).scalars().all()
            for label in ("PERSON", "ORG", "PLACE", "EVENT")
        }
        articles = connection.execute(select(a.id).order_by(a.id)).scalars().all()
        titles = sorted(set(connection.execute(select(f.title)).scalars()))
    for number in range(count):
        kind = chance.choice(["merge", "merge", "split", "rename", "reject", "not-same", "fix-office", "copy-of"])
        label = "PERSON" if kind == "fix-office" else chance.choice(["PERSON", "PERSON", "ORG", "PLACE", "EVENT"])
        subject, other = chance.sample(ids[label], 2)
        one, two = chance.sample(articles, 2)
        yield {
            "merge": decision("merge", subject, other),
            "split": decision("split", subject, articles=" ".join(sorted((one, two))), name=f"Other {number}"),
            "rename": decision("rename", subject, name=f"Name {number}"),
            "reject": decision("reject", subject),
            "not-same": decision("not-same", subject, other),
            "fix-office": decision("fix-office", subject, title=chance.choice(titles), new_title=f"title {number}"),
            "copy-of": decision("copy-of", one, two, kind="rewritten"),
        }[kind]


def test_200_decisions_outlive_another_model(store):
    """Not one is lost: after a re-extraction every name means by the decisions what resolving says now; the
    contradictions are listed."""
    chance = random.Random(11)
    texts = cases(150)
    _keep_cases(store, texts, Model(name="one", version="1"))
    made = [decide(store, one).decision for one in _random_decisions(store, 190, chance)]
    made += [decide(store, decision("undo", one.id)).decision for one in chance.sample(made, 10)]
    _keep_cases(store, [_other_findings(case, chance) for case in texts], Model(name="two", version="1"))

    there = standing(store)
    assert len(there) == 200
    assert [s.decision for s in there] == made
    lost = [s.decision for s in there if not s.undone_by and not _holds(store, s, there)]
    assert lost == []
    assert apply_decisions(store) == 0
    assert check(store) == []
    found = conflicts(store)
    assert found
    assert all(conflict.why for conflict in found)


def _holds(store, one, there):
    """Whether a standing decision is so in the store; where a later one takes it back, that one is to be so."""
    d = one.decision
    standing_ = [s for s in there if not s.undone_by]
    later = [s.decision for s in standing_ if s.number > one.number]
    whole = [s for s in later if s.kind in ("merge", "reject") and s.subject == d.subject]
    n, e, v, a = t.names.c, t.entities.c, t.versions.c, t.articles.c
    with store.reading() as connection:
        row = connection.execute(select(t.entities).where(e.id == d.subject)).first()
        named = select(n.name).join(t.entities, e.key == n.entity).where(e.id == d.subject, n.valid_to.is_(None))
        if d.kind in ("merge", "reject"):
            denied = any(s.kind == "not-same" and {s.subject, s.object} == {d.subject, d.object} for s in later)
            # Names that are led to it from elsewhere, by a split or a merge that turned the ring, are its own.
            led_here = any(s.decision.object == d.subject for s in standing_ if s.decision.kind == "merge")
            return bool(whole) or denied or led_here or connection.execute(named).first() is None
        if d.kind == "rename":
            newer = [s for s in later if s.kind == "rename" and s.subject == d.subject]
            return bool(newer) or row.name == d.values["name"]
        if d.kind == "split":
            of = named.join(t.versions, v.key == n.version).join(t.articles, a.key == v.article)
            return connection.execute(of.where(a.id.in_(d.values["articles"].split()))).first() is None
        if d.kind == "fix-office":
            f = t.affiliations.c
            person = (n.version == f.version) & (n.name == f.person) & n.valid_to.is_(None)
            of = select(f.title).join(t.names, person).where(n.entity == row.key, f.title == d.values["title"])
            return connection.execute(of.where(f.valid_to.is_(None))).first() is None
        if d.kind == "copy-of":
            if any(s.kind == "copy-of" and s.subject == d.subject for s in later):
                return True
            c, o = t.copies.c, t.articles.alias()
            of = select(o.c.id).join(t.copies, c.original == o.c.key).join(t.articles, a.key == c.article)
            return connection.execute(of.where(a.id == d.subject, c.valid_to.is_(None))).scalars().all() == [d.object]
    return True
