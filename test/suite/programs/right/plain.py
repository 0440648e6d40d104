import json, os, sys, urllib.request, urllib.error
request = urllib.request.Request(
    os.environ["GRAPH_URL"] + "/v1.0/external/connections",
    data=sys.stdin.buffer.read(),
    headers={"Authorization": "Bearer " + os.environ["GRAPH_ACCESS_TOKEN"], "Content-Type": "application/json"},
)
try:
    with urllib.request.urlopen(request) as response:
        print(response.read().decode())
except urllib.error.HTTPError as error:
    sys.exit(f"Graph returned {error.code}: {error.read().decode()}")
