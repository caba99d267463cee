"""Asking: the query language, and the questions ready made.

with open_store(settings.store_url, create=False) as store:
    answer = search(store, 'person:"Sergei Cheremin" published:2025-03 -copy')
    for hit in answer:
        print(hit.published, hit.outlet, hit.excerpt)
"""
