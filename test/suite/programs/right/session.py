"""One connection that is kept, and four attempts: it waits for Retry-After, in seconds or as a date."""

import http.client
import json
import os
import sys
import time
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit


class Session:
    def __init__(self, url, token):
        self.host = urlsplit(url).netloc
        self.headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
        self.connection = http.client.HTTPConnection(self.host, timeout=20)

    def post(self, path, body):
        try:
            self.connection.request("POST", path, body, self.headers)
            response = self.connection.getresponse()
            return response.status, response.headers, response.read().decode()
        except (OSError, http.client.HTTPException):
            self.connection.close()
            raise


def pause_after(headers, attempt):
    asked = headers.get("Retry-After")
    if asked is None:
        return 0.2 * 2**attempt
    if asked.isdigit():
        return int(asked)
    try:
        return max(0, parsedate_to_datetime(asked).timestamp() - time.time())
    except ValueError:
        return 1


def create(session, path, body):
    for attempt in range(4):
        status, headers, text = session.post(path, body)
        if status == 201:
            return json.loads(text) if text.startswith("{") and text.endswith("}") else None
        if status not in (429, 502, 503, 504) or attempt == 3:
            raise SystemExit(f"Graph returned {status}: {text}")
        time.sleep(pause_after(headers, attempt))


version = os.environ["GRAPH_API_VERSION"]
session = Session(os.environ["GRAPH_URL"], os.environ["GRAPH_ACCESS_TOKEN"])
try:
    created = create(session, f"/{version}/external/connections", sys.stdin.buffer.read())
except (OSError, http.client.HTTPException) as error:
    sys.exit(f"No response from Graph: {error!r}")
print(json.dumps(created))
