"""A connector on Python's standard library, in the manner of public ones. It prints the status of each request as JSON.

Usage: python3 connector.py <root of Microsoft Graph>
"""

import json
import sys
import time
import urllib.error
import urllib.request

root = sys.argv[1] + "/v1.0"
connection = "/external/connections/contosohr"
user = "1f0c997e-99f7-43f1-8cca-086f8d42be8d"
statuses = []


def ask(method, path, body=None):
    url = path if path.startswith("http") else root + path
    headers = {"Authorization": "Bearer any-access-token", "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, method=method, headers=headers, data=data)
    try:
        response = urllib.request.urlopen(request)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        text = response.read()
        statuses.append(response.status)
        return response.headers, json.loads(text) if text else None


def item(item_id):
    return {
        "id": item_id,
        "acl": [
            {"type": "everyone", "value": "everyone", "accessType": "grant"},
            {"type": "user", "value": user, "accessType": "deny"},
            {"type": "group", "value": user, "accessType": "grant"},
            {"type": "externalGroup", "value": "marketing", "accessType": "grant"},
        ],
        "properties": {"title": "Ticket " + item_id, "tags@odata.type": "Collection(String)", "tags": ["payment"]},
        "content": {"type": "text", "value": "The payment gateway fails."},
    }


def load(ids):
    while ids:
        requests = [
            {
                "id": each,
                "method": "PUT",
                "url": connection + "/items/" + each,
                "headers": {"Content-Type": "application/json"},
                "body": item(each),
            }
            for each in ids[:20]
        ]
        _, batch = ask("POST", "/$batch", {"requests": requests})
        throttled = [part for part in batch["responses"] if part["status"] == 429]
        done = {part["id"] for part in batch["responses"] if part["status"] == 200}
        for part in throttled:
            time.sleep(int(part["headers"]["Retry-After"]))
        ids = [each for each in ids if each not in done]


schema = {
    "baseType": "microsoft.graph.externalItem",
    "properties": [
        {"name": "title", "type": "string", "isSearchable": True, "isRetrievable": True, "labels": ["title"]},
        {"name": "tags", "type": "stringCollection"},
    ],
}
activity = {
    "@odata.type": "#microsoft.graph.externalConnectors.externalActivity",
    "type": "created",
    "startDateTime": "2021-04-06T18:04:31.033Z",
    "performedBy": {"type": "user", "id": user},
}

ask("GET", connection)
ask("POST", "/external/connections", {"id": "contosohr", "name": "Contoso HR", "description": "Tickets"})
operation = ask("PATCH", connection + "/schema", schema)[0]["Location"]
while ask("GET", operation)[1]["status"] == "inprogress":
    time.sleep(0.2)
ask("POST", connection + "/groups", {"id": "marketing", "displayName": "Marketing"})
ask("POST", connection + "/groups/marketing/members", {"id": user, "type": "user"})
ask("PUT", connection + "/items/a1", item("a1"))
ask("PUT", connection + "/items/a2", item("a2"))
load(["b" + str(index) for index in range(20)])
ask("POST", connection + "/items/a1/addActivities", {"activities": [activity]})
ask("PUT", connection + "/items/a1", {"properties": {"title": "Solved"}})
ask("DELETE", connection + "/items/a2")
ask("DELETE", connection + "/groups/marketing/members/" + user)
ask("DELETE", connection + "/groups/marketing")
ask("DELETE", connection)
ask("GET", connection)
print(json.dumps(statuses))
