"""The one polite client: every request to the network goes through here.

guard      which addresses are connected to
hosts      one connection and a least gap per host
unpack     content codings undone within limits
exchange   one request and its answer, within size, time and rate
addresses  addresses as they are asked for, and the way through redirects
answers    what an answer says: content, conditions, waits, refusals
polite     the client: robots, redirects, conditional GET, credentials
"""

from corpus.client.answers import Fetched
from corpus.client.guard import Resolve
from corpus.client.hosts import HostAsksToWait
from corpus.client.polite import Client

__all__ = ["Client", "Fetched", "HostAsksToWait", "Resolve"]
