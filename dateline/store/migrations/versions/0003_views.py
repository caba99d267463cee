"""views for the commonest questions in plain SQL: the present, without what may not be shown"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NOW = {"sqlite": "strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "now()"}

# In the order in which they build on one another; {now} is the engine's word for it.
VIEWS = {
    "visible_versions": """
        SELECT v.* FROM versions v
        WHERE v.valid_to IS NULL
          AND v.key NOT IN (SELECT version FROM held_back WHERE until IS NULL OR until > {now})""",
    "current_articles": """
        SELECT a.id, x.headline, v.published, v.published_at, v.outlet, v.agency, v.language, v.source, v.country,
               v.section, v.url, v.number AS version_number, v.words, x.byline, x.text,
               CASE WHEN EXISTS (SELECT 1 FROM copies c WHERE c.article = a.key AND c.valid_to IS NULL
                                 AND c.kind <> 'form') THEN 1 ELSE 0 END AS is_copy,
               v.key AS version
        FROM visible_versions v JOIN articles a ON a.key = v.article JOIN texts x ON x.version = v.key""",
    "article_mentions": """
        SELECT a.id AS article, v.published, v.outlet, m.label, m.text, m.start, m."end", e.id AS entity,
               e.name AS entity_name, m.value, m.score,
               substr(x.text, m.sentence_start + 1, m.sentence_end - m.sentence_start) AS sentence,
               d.name AS model, d.version AS model_version
        FROM mentions m JOIN visible_versions v ON v.key = m.version JOIN articles a ON a.key = v.article
             JOIN texts x ON x.version = v.key JOIN models d ON d.key = m.model
             LEFT JOIN names n ON n.version = m.version AND n.label = m.label AND n.name = m.name AND n.valid_to IS NULL
             LEFT JOIN entities e ON e.key = n.entity
        WHERE m.valid_to IS NULL""",
    "entity_counts": """
        SELECT e.id, e.label, e.name, count(*) AS pieces, sum(CASE WHEN ae.copy THEN 0 ELSE 1 END) AS independent,
               sum(ae.mentions) AS mentions, min(v.published) AS first, max(v.published) AS last
        FROM article_entity ae JOIN visible_versions v ON v.key = ae.version JOIN entities e ON e.key = ae.entity
        WHERE ae.valid_to IS NULL GROUP BY e.key, e.id, e.label, e.name""",
    "entity_days": """
        SELECT e.id, e.label, e.name, v.published AS day, count(*) AS pieces,
               sum(CASE WHEN ae.copy THEN 0 ELSE 1 END) AS independent
        FROM article_entity ae JOIN visible_versions v ON v.key = ae.version JOIN entities e ON e.key = ae.entity
        WHERE ae.valid_to IS NULL GROUP BY e.key, e.id, e.label, e.name, v.published""",
    "named_together": """
        SELECT e.id, e.name, o.id AS other, o.label AS other_label, o.name AS other_name, count(*) AS pieces,
               sum(CASE WHEN ae.copy THEN 0 ELSE 1 END) AS independent
        FROM article_entity ae JOIN article_entity oe ON oe.version = ae.version AND oe.entity <> ae.entity
             JOIN visible_versions v ON v.key = ae.version
             JOIN entities e ON e.key = ae.entity JOIN entities o ON o.key = oe.entity
        WHERE ae.valid_to IS NULL AND oe.valid_to IS NULL
        GROUP BY e.key, e.id, e.name, o.key, o.id, o.label, o.name""",
    "quotes_said": """
        SELECT q.text, q.speaker, e.id AS entity, e.name AS entity_name, q.cue, q.kind, a.id AS article, x.headline,
               v.published, v.outlet, q.start, q."end"
        FROM quotes q JOIN visible_versions v ON v.key = q.version JOIN articles a ON a.key = v.article
             JOIN texts x ON x.version = v.key
             LEFT JOIN names n ON n.version = q.version AND n.name = q.speaker AND n.label IN ('PERSON', 'ORG')
                  AND n.valid_to IS NULL
             LEFT JOIN entities e ON e.key = n.entity
        WHERE q.valid_to IS NULL""",
    "offices_held": """
        SELECT f.person, p.id AS person_entity, f.title, f.organisation, o.id AS organisation_entity, f.status,
               a.id AS article, v.published, v.outlet, f.start, f."end"
        FROM affiliations f JOIN visible_versions v ON v.key = f.version JOIN articles a ON a.key = v.article
             LEFT JOIN names pn ON pn.version = f.version AND pn.label = 'PERSON' AND pn.name = f.person
                  AND pn.valid_to IS NULL
             LEFT JOIN entities p ON p.key = pn.entity
             LEFT JOIN names orn ON orn.version = f.version AND orn.label = 'ORG' AND orn.name = f.organisation
                  AND orn.valid_to IS NULL
             LEFT JOIN entities o ON o.key = orn.entity
        WHERE f.valid_to IS NULL""",
    "event_days": """
        SELECT ev.name, e.id AS entity, e.name AS entity_name, ev.type, ev.first, ev.last, ev.place, a.id AS article,
               v.published, v.outlet, ev.evidence
        FROM events ev JOIN visible_versions v ON v.key = ev.version JOIN articles a ON a.key = v.article
             LEFT JOIN names n ON n.version = ev.version AND n.label = 'EVENT' AND n.name = ev.name
                  AND n.valid_to IS NULL
             LEFT JOIN entities e ON e.key = n.entity
        WHERE ev.valid_to IS NULL""",
    "dates_spoken_of": """
        SELECT d.first, d.last, d.value, d.precision, d.text, a.id AS article, v.published, v.outlet, d.start, d."end"
        FROM dates d JOIN visible_versions v ON v.key = d.version JOIN articles a ON a.key = v.article
        WHERE d.valid_to IS NULL""",
    "story_pieces": """
        SELECT s.id AS story, s.headline AS story_headline, a.id AS article, x.headline, v.published, v.outlet,
               CASE WHEN EXISTS (SELECT 1 FROM copies c WHERE c.article = a.key AND c.valid_to IS NULL
                                 AND c.kind <> 'form') THEN 1 ELSE 0 END AS is_copy
        FROM story_articles sa JOIN stories s ON s.key = sa.story JOIN articles a ON a.key = sa.article
             JOIN visible_versions v ON v.article = a.key JOIN texts x ON x.version = v.key
        WHERE sa.valid_to IS NULL""",
    "copies_carried": """
        SELECT a.id AS article, v.outlet, v.published, c.kind, c.share, c.origin, b.id AS original,
               w.outlet AS original_outlet, w.published AS original_published
        FROM copies c JOIN articles a ON a.key = c.article JOIN visible_versions v ON v.article = a.key
             JOIN articles b ON b.key = c.original JOIN visible_versions w ON w.article = b.key
        WHERE c.valid_to IS NULL""",
    "run_outcomes": """
        SELECT r.id AS run, r.flow, r.started, r.ended, r.state, o.kind, o.reason, count(*) AS items
        FROM runs r JOIN outcomes o ON o.run = r.number
        GROUP BY r.number, r.id, r.flow, r.started, r.ended, r.state, o.kind, o.reason""",
}


def upgrade() -> None:
    """Forward."""
    connection = op.get_bind()
    for name, body in VIEWS.items():
        connection.exec_driver_sql(f"CREATE VIEW {name} AS {body.format(now=NOW[connection.dialect.name])}")


def downgrade() -> None:
    """Back."""
    connection = op.get_bind()
    for name in reversed(VIEWS):
        connection.exec_driver_sql(f"DROP VIEW {name}")
