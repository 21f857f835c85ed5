import os,sys,cProfile,pstats,django
os.environ["DJANGO_SETTINGS_MODULE"]="config.settings"; django.setup()
from django.test import Client
from bench._measure import pages,user
for p in pages():
    if sys.argv[1] not in f"{p.name}, {p.role}": continue
    c=Client(SERVER_NAME="localhost", headers={"accept-encoding": "gzip"}); c.force_login(user(p.role))
    for _ in range(3): c.get(p.url)
    pr=cProfile.Profile(); pr.enable()
    for _ in range(10): c.get(p.url)
    pr.disable()
    print("=====",p.name,p.role)
    s=pstats.Stats(pr); s.sort_stats("tottime").print_stats(22)
    s.sort_stats("cumtime").print_stats(70)
    break
