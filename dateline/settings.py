"""Every setting, its default and what it is for, in one table; read once, then handed down.

A value comes from, in rising order: the default, `dateline.toml` in the working folder, the
environment (DATELINE_STORE, ...), an argument of a command.
"""

import os
import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from dateline.errors import SettingError

FILE = "dateline.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One row of the table; `parse` raises ValueError with what is allowed."""

    name: str
    default: str
    help: str
    parse: Callable[[str], Any] = str
    secret: bool = False

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"DATELINE_{self.name.upper()}"


def _number(low: float, high: float, kind: type = int) -> Callable[[str], Any]:
    def parse(text: str) -> Any:
        try:
            value = kind(text)
        except ValueError:
            raise ValueError(f"a number from {low} to {high}") from None
        if not low <= value <= high:
            raise ValueError(f"a number from {low} to {high}")
        return value

    return parse


def _flag(text: str) -> bool:
    if text.lower() in ("1", "true", "yes", "on"):
        return True
    if text.lower() in ("0", "false", "no", "off"):
        return False
    raise ValueError("true or false")


def _zone(text: str) -> str:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("the name of a time zone, such as UTC or Europe/Berlin") from None
    return text


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").split())


def _languages(text: str) -> tuple[str, ...]:
    codes = _words(text.lower())
    if not all(re.fullmatch("[a-z]{2,3}", code) for code in codes):
        raise ValueError("codes of two or three letters, separated by commas, such as en,fr; empty: every language")
    return codes


def _server(text: str) -> str:
    if text and not re.match("https?://[^/]", text):
        raise ValueError("a URL, such as http://127.0.0.1:4200/api; empty: one is looked for or started")
    return text


def _line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("one line of printable characters")
    return text


TABLE: tuple[Setting, ...] = (
    Setting(name="sources", default="sources.toml", help="the file that declares the sources"),
    Setting(name="output", default="output", help="the folder in which results land"),
    Setting(
        name="store",
        default="",
        help="the store: a SQLite file or postgresql+psycopg://USER@HOST/NAME; empty: OUTPUT/dateline.db",
        secret=True,
    ),
    Setting(name="timezone", default="UTC", help="the zone in which days and times are shown", parse=_zone),
    Setting(
        name="languages",
        default="en",
        help="languages to keep (ISO 639-1, separated by commas); others are refused and counted",
        parse=_languages,
    ),
    Setting(
        name="shortest", default="100", help="a text with fewer characters is no article", parse=_number(0, 100_000)
    ),
    Setting(
        name="model",
        default="",
        help="the folder of a recogniser that you trained; empty: the one that comes with Dateline",
    ),
    Setting(name="batch", default="64", help="articles a Prefect task works on", parse=_number(1, 10_000)),
    Setting(name="workers", default="1", help="processes that extract at the same time", parse=_number(1, 256)),
    Setting(
        name="text_limit",
        default="1000000",
        help="characters; a longer text is quarantined",
        parse=_number(1_000, 100_000_000),
    ),
    Setting(
        name="text_seconds",
        default="60",
        help="seconds of extraction after which a text is quarantined",
        parse=_number(1, 3600, float),
    ),
    Setting(
        name="user_agent",
        default="Dateline/0.1 (+contact: set DATELINE_CONTACT)",
        help="what servers are told of who asks",
        parse=_line,
    ),
    Setting(name="contact", default="", help="a mail address or page that site operators can turn to", parse=_line),
    Setting(
        name="gap",
        default="1",
        help="seconds between two requests to one host, at least",
        parse=_number(0, 3600, float),
    ),
    Setting(name="timeout", default="20", help="seconds for one request", parse=_number(1, 600, float)),
    Setting(
        name="capture_limit",
        default="20000000",
        help="bytes of one capture, unpacked; a larger one is refused",
        parse=_number(1_000, 2_000_000_000),
    ),
    Setting(
        name="private_addresses",
        default="false",
        help="allow sources in private networks (127.0.0.0/8, 10.0.0.0/8, ...)",
        parse=_flag,
    ),
    Setting(
        name="copy_days",
        default="28",
        help="days back in which copies of a new article are looked for",
        parse=_number(1, 3650),
    ),
    Setting(
        name="api_tokens",
        default="",
        help="tokens that may ask the HTTP API, separated by commas; empty: everyone on this machine",
        parse=_words,
        secret=True,
    ),
    Setting(
        name="api_rate", default="600", help="requests a minute that one guest of the API has", parse=_number(1, 10**6)
    ),
    Setting(
        name="prefect_api",
        default="",
        help="URL of a running Prefect server; empty: one is looked for or started",
        parse=_server,
    ),
    Setting(
        name="prefect_port",
        default="4200",
        help="port on this machine where a Prefect server is looked for, and where `dateline schedule` starts its own",
        parse=_number(1, 65_535),
    ),
)

NAMES = {setting.name: setting for setting in TABLE}


@dataclass(frozen=True, slots=True)
class Settings:
    """The effective settings: `settings["batch"]`, with where each came from."""

    values: Mapping[str, Any]
    origins: Mapping[str, str]
    folder: Path

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def path(self, name: str) -> Path:
        """A setting that names a file or folder, counted from the working folder."""
        return self.folder / Path(self.values[name]).expanduser()

    @property
    def model(self) -> Path | None:
        """The folder of the recogniser; None: the shipped one."""
        return self.path("model") if self.values["model"] else None

    @property
    def store_url(self) -> str:
        """The store as a SQLAlchemy URL."""
        store: str = self.values["store"]
        if "://" in store:
            return store
        file = self.folder / Path(store).expanduser() if store else self.path("output") / "dateline.db"
        return f"sqlite:///{file}"


def read_settings(
    folder: Path, environment: Mapping[str, str] | None = None, arguments: Mapping[str, object] | None = None
) -> Settings:
    """The effective settings of a working folder. Raises SettingError for unknown names and bad values."""
    environment = os.environ if environment is None else environment
    found: dict[str, tuple[str, str]] = {s.name: (s.default, "default") for s in TABLE}
    for name, value in _file_values(folder / FILE).items():
        found[name] = (value, FILE)
    for setting in TABLE:
        if setting.variable in environment:
            found[setting.name] = (environment[setting.variable], setting.variable)
    for name, argument in (arguments or {}).items():
        if argument is not None:
            found[name] = (str(argument), "argument")
    return Settings(
        values={name: _parsed(NAMES[name], text, origin) for name, (text, origin) in found.items()},
        origins={name: origin for name, (_, origin) in found.items()},
        folder=folder,
    )


def strangers(environment: Mapping[str, str]) -> list[str]:
    """Sentences about variables that look like settings and are none."""
    asked = {name: name.removeprefix("DATELINE_").lower() for name in sorted(environment) if name[:9] == "DATELINE_"}
    return [
        f"{variable} is no setting. {meant.strip()}"
        for variable, name in asked.items()
        if name not in NAMES and (meant := _meant(name, NAMES))
    ]


def _meant(name: str, known: Collection[str]) -> str:
    close = get_close_matches(name, known, n=1, cutoff=0.75)
    return f"Did you mean {close[0]!r}? " if close else ""


def _file_values(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        text = path.read_text("utf-8-sig")
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingError(f"{path} is not valid TOML: {error}.") from None
    for name in table:
        if name not in NAMES:
            line = next((n for n, row in enumerate(text.splitlines(), 1) if re.match(rf"[\s\[\"']*{name}\b", row)), 1)
            raise SettingError(
                f"{path}, line {line}: there is no setting {name!r}.",
                remedy=f"{_meant(name, NAMES)}There are: {', '.join(NAMES)}.",
            )
    return {
        name: ",".join(map(str, value))
        if isinstance(value, list)
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
        for name, value in table.items()
    }


def _parsed(setting: Setting, text: str, origin: str) -> Any:
    try:
        return setting.parse(text)
    except ValueError as error:
        where = "" if origin == "default" else f" (from {origin})"
        shown = "<redacted>" if setting.secret else repr(text)
        raise SettingError(
            f"The setting {setting.name!r} is {shown}{where}, which is not allowed.", remedy=f"Allowed: {error}."
        ) from None
