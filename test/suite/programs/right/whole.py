"""A whole connector, which takes no input: it looks for its connection, creates it, and registers its schema."""

import json
import sys
import urllib.error
import urllib.parse
import urllib.request

ROOT = "https://graph.microsoft.com/v1.0/external/connections"
LOGIN = "https://login.microsoftonline.com/2f1d7c1e-0c86-4a4b-9c55-6a0d5e0f9b11/oauth2/v2.0/token"
CONNECTION = {"id": "contosohandbook", "name": "Contoso handbook", "description": "Chapters of the handbook of Contoso"}
SCHEMA = {
    "baseType": "microsoft.graph.externalItem",
    "properties": [{"name": "title", "type": "string", "isSearchable": True, "isRetrievable": True, "labels": ["title"]}],
}


def send(method, url, token, body=None):
    data = None if body is None else json.dumps(body).encode()
    headers = {"Authorization": "Bearer " + token, "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(url, data, headers, method=method), timeout=20) as response:
        return response.status


def token():
    form = {
        "client_id": "0d9c3f5e-6b7a-4c1d-8e2f-5a4b3c2d1e0f",
        "client_secret": "not-a-secret",
        "scope": "https://graph.microsoft.com/.default",
        "grant_type": "client_credentials",
    }
    with urllib.request.urlopen(LOGIN, urllib.parse.urlencode(form).encode(), timeout=20) as response:
        return json.load(response)["access_token"]


def exists(bearer):
    try:
        send("GET", f"{ROOT}/{CONNECTION['id']}", bearer)
        return True
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return False
        raise


try:
    bearer = token()
    if not exists(bearer):
        send("POST", ROOT, bearer, CONNECTION)
    send("PATCH", f"{ROOT}/{CONNECTION['id']}/schema", bearer, SCHEMA)
except urllib.error.HTTPError as error:
    sys.exit(f"Graph returned {error.code}: {error.read().decode()}")
except OSError as error:
    sys.exit(f"No response from Graph: {error}")
