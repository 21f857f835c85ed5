"""What is fixed about talking here: lengths, paces, hours. The reasons stand in docs/messaging.md."""

import datetime as dt

# Letters in a message; bytes in a frame of a socket.
LONGEST_FRAME = 64 * 1024
# So many messages of one person in so many seconds.
PACE, PACE_SECONDS = 20, 10
SOCKETS_A_PERSON = 5
# An adult's first messages in a conversation with pupils are all read before they are delivered.
FIRST_WORDS = 3
# When adults do not write to pupils, on Hải Phòng's clock.
QUIET_FROM, QUIET_UNTIL = dt.time(21), dt.time(6)
FILES_A_MESSAGE = 5
FILE_BYTES = 10 * 1024 * 1024
# Pixels of the longer side of a picture; larger ones are made smaller.
LONGEST_SIDE = 2000
# So many uploads of one person in so many seconds; what was sent with no message goes after so many hours.
UPLOADS, UPLOAD_SECONDS = 20, 600
ORPHAN_HOURS = 24


def quiet_until(now: dt.datetime, zone: dt.tzinfo) -> dt.datetime | None:
    """When the quiet hours end in which `now` lies; None outside of them."""
    here = now.astimezone(zone)
    if here.time() >= QUIET_FROM:
        return dt.datetime.combine(here.date() + dt.timedelta(days=1), QUIET_UNTIL, tzinfo=zone)
    if here.time() < QUIET_UNTIL:
        return dt.datetime.combine(here.date(), QUIET_UNTIL, tzinfo=zone)
    return None
