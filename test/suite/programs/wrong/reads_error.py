"""Reads error.message of every failure, whatever the gateway sent."""

import json
import os
import sys
import urllib.error
import urllib.request

request = urllib.request.Request(
    os.environ["GRAPH_URL"] + "/v1.0/external/connections",
    data=sys.stdin.buffer.read(),
    headers={"Authorization": "Bearer " + os.environ["GRAPH_ACCESS_TOKEN"], "Content-Type": "application/json"},
)
try:
    urllib.request.urlopen(request)
except urllib.error.HTTPError as error:
    reason = json.load(error)["error"]["message"]
    sys.exit(f"Graph returned {error.code}: {reason}")
