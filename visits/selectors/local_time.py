"""Moments in Hải Phòng's time as the database tells them, for lists too long to turn every row into a date here."""

import datetime as dt
from typing import Any

from django.db.models import CharField, DateField, Func

from core import clock


class _Local(Func):
    """The zone knows no summer time, so that SQLite may count the minutes it is ahead."""

    on_sqlite = ""
    on_postgresql = ""

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        ahead = clock.now().astimezone(clock.zone()).utcoffset() or dt.timedelta()
        ahead_of = f"'{int(ahead.total_seconds() // 60):+d} minutes'"
        return self.as_sql(compiler, connection, template=self.on_sqlite.replace("ZONE", ahead_of), **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        moment = f"%(expressions)s AT TIME ZONE '{clock.zone()}'"
        return self.as_sql(compiler, connection, template=self.on_postgresql.replace("MOMENT", moment), **context)


class LocalHour(_Local):
    """ "2026-12-03 08": the day and the hour at which something begins."""

    output_field = CharField()
    on_sqlite = "strftime('%%%%Y-%%%%m-%%%%d %%%%H', %(expressions)s, ZONE)"
    on_postgresql = "to_char(MOMENT, 'YYYY-MM-DD HH24')"


class LocalDay(_Local):
    output_field = DateField()
    on_sqlite = "date(%(expressions)s, ZONE)"
    on_postgresql = "(MOMENT)::date"
