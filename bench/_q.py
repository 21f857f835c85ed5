import os,sys,time,django
os.environ["DJANGO_SETTINGS_MODULE"]="config.settings"; django.setup()
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from bench._measure import pages,user
import sqlparse
want=sys.argv[1]
explain=len(sys.argv)>2
for p in pages():
    if want not in f"{p.name}, {p.role}": continue
    c=Client(SERVER_NAME="localhost"); c.force_login(user(p.role))
    c.get(p.url)
    with CaptureQueriesContext(connection) as cap:
        t=time.process_time(); r=c.get(p.url); t=time.process_time()-t
    print("==",p.name,p.role,r.status_code,f"{t*1000:.0f}ms")
    for q in cap.captured_queries:
        print(q["time"], q["sql"][:300] if float(q["time"])<0.004 or not explain else q["sql"])
        if explain and float(q["time"])>0.004:
            with connection.cursor() as cur:
                pre = "EXPLAIN QUERY PLAN " if connection.vendor=="sqlite" else "EXPLAIN (ANALYZE) "
                try:
                    cur.execute(pre+q["sql"].replace("%","%%") if 0 else pre+q["sql"])
                    for row in cur.fetchall(): print("      ",row)
                except Exception as e: print("   EXPLAIN failed",e)
