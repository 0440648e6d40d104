"""A test of another language, with the standard library alone: starts `serve`, and uses its control API.

Usage: python3 control.py <command line that starts serve...>. Prints what it saw as JSON.
"""

import json
import subprocess
import sys
import urllib.error
import urllib.request

process = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
ready = json.loads(process.stdout.readline())
root = ready["url"]


def send(method, path, body=None):
    headers = {"Authorization": "Bearer any-access-token", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(root + path, method=method, headers=headers, data=data)
    try:
        response = urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        text = response.read().decode()
        return response.status, json.loads(text) if text else None, response.headers


def create(connection_id):
    return send("POST", "/v1.0/external/connections", {"id": connection_id, "name": "Contoso HR"})


seen = {"event": ready["event"]}
seen["planned"] = send("POST", "/_testkit/faults", {"fault": "throttled", "retryAfter": 2, "times": 1})[0]
status, body, headers = create("contosohr")
seen["throttled"] = [status, body["error"]["code"], headers["Retry-After"]]
seen["created"] = create("contosohr")[0]
seen["refused"] = create("contoso-hr")[0]
journal = send("GET", "/_testkit/exchanges")[1]["exchanges"]
seen["journal"] = [[each["response"]["status"], [broken["rule"] for broken in each["violations"]]] for each in journal]
seen["stored"] = [each["id"] for each in send("GET", "/_testkit/connections")[1]["connections"]]
seen["reset"] = send("POST", "/_testkit/reset")[0]
seen["left"] = send("GET", "/_testkit/connections")[1]["connections"]
process.stdin.close()
seen["exit"] = process.wait(timeout=60)
seen["lines"] = [json.loads(line)["event"] for line in process.stdout]
try:
    urllib.request.urlopen(root)
    seen["gone"] = False
except urllib.error.URLError:
    seen["gone"] = True
print(json.dumps(seen))
