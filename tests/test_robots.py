"""robots.txt: what it says, what its absence says, and for how long that holds."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import anyio
import pytest

from corpus.robots import Robots
from dateline.errors import FetchError

SITE = "https://a.test:443"
AGENT = "Dateline/0.1 (+mail@example.org)"


class Site:
    """A robots.txt that can be changed, and a clock."""

    def __init__(self, *answers: tuple[int, bytes] | FetchError) -> None:
        self.answers = list(answers)
        self.asked = 0
        self.time = datetime(2026, 1, 1, tzinfo=UTC)

    async def ask(self, address: str) -> tuple[int, bytes]:
        assert address == f"{SITE}/robots.txt"
        self.asked += 1
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, FetchError):
            raise answer
        return answer

    def robots(self, folder: Path | None = None) -> Robots:
        return Robots(self.ask, agent=AGENT, folder=folder, now=lambda: self.time)


def delay(robots: Robots, path: str = "/x") -> float:
    return anyio.run(robots.delay, SITE, f"https://a.test{path}")


def refusal(robots: Robots, path: str = "/x") -> str:
    with pytest.raises(FetchError) as caught:
        delay(robots, path)
    return caught.value.reason


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("User-agent: *\nCrawl-delay: 7", 7), ("User-agent: *\nRequest-rate: 1/10s", 10),
        ("", 0), ("<html>no</html>", 0),
        ("User-agent: *\nCrawl-delay: soon", 0), ("User-agent: other\nDisallow: /\nCrawl-delay: 9", 0),
        ("User-agent: dateline\nCrawl-delay: 3\nUser-agent: *\nCrawl-delay: 30", 3),
    ],
)  # fmt: skip
def test_delays(text: str, expected: float) -> None:
    """Crawl-delay and Request-rate, of our own group where there is one, give the pace."""
    assert delay(Site((200, text.encode())).robots()) == expected


def test_forbidden() -> None:
    """What is disallowed is forbidden, what is allowed beside it is not."""
    robots = Site((200, b"User-agent: *\nDisallow: /news/\nAllow: /news/open/\nDisallow: /*.pdf$")).robots()
    assert refusal(robots, "/news/1") == "forbidden by robots"
    assert refusal(robots, "/a.pdf") == "forbidden by robots"
    assert delay(robots, "/news/open/1") == 0


@pytest.mark.parametrize("status", [404, 401, 403, 410])
def test_no_rules(status: int) -> None:
    """A site without robots.txt may be read."""
    assert delay(Site((status, b"User-agent: *\nDisallow: /")).robots()) == 0


@pytest.mark.parametrize("answer", [(500, b""), (503, b""), (429, b""), FetchError("slow", reason="time-out")])
def test_unreachable(answer: tuple[int, bytes] | FetchError) -> None:
    """Where the rules cannot be had nothing is read, and they are asked for again soon, not at each page."""
    site = Site(answer, (200, b""))
    robots = site.robots()
    assert [refusal(robots) for _ in range(3)] == ["robots.txt unreachable"] * 3
    assert site.asked == 1
    site.time += timedelta(minutes=11)
    assert delay(robots) == 0


def test_kept_for_a_day(tmp_path: Path) -> None:
    """The rules hold for a day, also for the next process; then they are asked for again."""
    site = Site((200, b"User-agent: *\nDisallow: /x"), (200, b""))
    assert refusal(site.robots(tmp_path)) == "forbidden by robots"
    site.time += timedelta(hours=23)
    assert refusal(site.robots(tmp_path)) == "forbidden by robots"
    assert site.asked == 1
    site.time += timedelta(hours=2)
    assert delay(site.robots(tmp_path)) == 0


def test_older_rules_still_tell(tmp_path: Path) -> None:
    """While robots.txt is out of order the last rules hold."""
    site = Site((200, b"User-agent: *\nDisallow: /x"), (500, b""))
    robots = site.robots(tmp_path)
    assert refusal(robots) == "forbidden by robots"
    site.time += timedelta(days=2)
    assert refusal(robots) == "forbidden by robots"
    assert delay(robots, "/y") == 0


def test_torn_copy(tmp_path: Path) -> None:
    """A half-written copy on disk is no copy."""
    site = Site((200, b""))
    delay(site.robots(tmp_path))
    next(tmp_path.iterdir()).write_text('{"fetched": 17')
    assert delay(site.robots(tmp_path)) == 0
    assert site.asked == 2


def test_hostile_rules() -> None:
    """Rules made to be slow to match, or many, are matched in time all the same."""
    many = b"User-agent: *\n" + b"".join(b"Disallow: /%d*a*a*a*a*b$\n" % n for n in range(5000))
    assert delay(Site((200, many)).robots(), "/" + "a" * 2000) == 0
    assert delay(Site((200, b"\xff\xfe" * 1000)).robots()) == 0
