"""A connector in plain Python: its whole life, with items and a batch. It knows nothing of the kit."""
import json
import time
import urllib.error
import urllib.parse
import urllib.request

GRAPH = "https://graph.microsoft.com/v1.0"
TOKENS = "https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token"

form = {
    "client_id": "11111111-2222-4333-8444-555555555555",
    "client_secret": "made-up-secret",
    "scope": "https://graph.microsoft.com/.default",
    "grant_type": "client_credentials",
}
with urllib.request.urlopen(TOKENS, urllib.parse.urlencode(form).encode()) as response:
    token = json.load(response)["access_token"]


def send(method, path, body=None):
    headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
    data = None if body is None else json.dumps(body).encode()
    url = path if path.startswith("https:") else GRAPH + path
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method)) as response:
            text = response.read()
            print(method, path.split("/operations")[0], response.status)
            return response.headers, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        print(method, path, error.code)
        return error.headers, json.load(error)


connection = "/external/connections/contosohr"
item = {
    "acl": [{"type": "everyone", "value": "everyone", "accessType": "grant"}],
    "properties": {"title": "Holidays"},
    "content": {"type": "text", "value": "Thirty days"},
}
send("POST", "/external/connections", {"id": "contosohr", "name": "Contoso HR", "description": "Employees"})
schema = {
    "baseType": "microsoft.graph.externalItem",
    "properties": [{"name": "title", "type": "String", "isSearchable": True, "isRetrievable": True, "labels": ["title"]}],
}
headers, _ = send("PATCH", connection + "/schema", schema)
while send("GET", headers["Location"])[1]["status"] == "inprogress":
    time.sleep(0.1)
send("PUT", connection + "/items/holidays", item)
requests = [
    {
        "id": str(number),
        "method": "PUT",
        "url": connection + "/items/item%d" % number,
        "headers": {"Content-Type": "application/json"},
        "body": item,
    }
    for number in (1, 2)
]
_, batch = send("POST", "/$batch", {"requests": requests})
print(sorted(each["status"] for each in batch["responses"]))
send("GET", connection + "/items/item2")
send("DELETE", connection + "/items/item2")
send("DELETE", connection)
