"""10,000 messages of six people under 21 kills: two processes of sockets, Redis and PostgreSQL, in turn.

`python -m bench._messaging_faults [messages] [kills]`. Afterwards the history is read: what was acknowledged is there
once, under the place that was acknowledged, and every browser heard every message once and in order.
"""

import asyncio
import statistics
import sys
import time

from tests.messaging.live.cluster import cluster
from tests.messaging.live.faults import talk_under_kills


def main(messages: int = 10_000, kills: int = 21) -> int:
    with cluster(2) as there:
        room = there.crowd(6)[0]
        began = time.monotonic()
        history, talkers = asyncio.run(talk_under_kills(there, room, messages=messages, kills=kills, tell=print))
        took = time.monotonic() - began
    found = history.faults_of(talkers)
    print(f"\n{len(history.rows):,} messages, {kills} kills, {took:.0f} s; ", end="")
    print(f"{statistics.mean(talker.connections for talker in talkers):.1f} connections a browser")
    for what, count in found.items():
        print(f"  {what:<14}{count:>6}{'' if count == 0 else '  ← MISSED'}")
    return int(any(found.values()))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
