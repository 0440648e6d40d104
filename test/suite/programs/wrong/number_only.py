"""Reads Retry-After as a number, and waits for two seconds where it is a date."""

import os
import sys
import time
import urllib.error
import urllib.request

request = urllib.request.Request(
    os.environ["GRAPH_URL"] + "/v1.0/external/connections",
    data=sys.stdin.buffer.read(),
    headers={"Authorization": "Bearer " + os.environ["GRAPH_ACCESS_TOKEN"], "Content-Type": "application/json"},
)
for attempt in range(3):
    try:
        urllib.request.urlopen(request)
        break
    except urllib.error.HTTPError as error:
        if error.code != 429 or attempt == 2:
            sys.exit(f"Graph returned {error.code}: {error.read().decode()}")
        try:
            time.sleep(float(error.headers["Retry-After"]))
        except (TypeError, ValueError):
            time.sleep(2)
