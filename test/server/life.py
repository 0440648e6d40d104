"""Drives a connection through its whole life with Python's standard library. Prints every response as JSON.

Usage: python3 life.py <root of the server> [file of a certificate to trust]
"""

import json
import ssl
import sys
import urllib.error
import urllib.request

root, *certificate = sys.argv[1:]
context = ssl.create_default_context(cafile=certificate[0]) if certificate else None
responses = []


def ask(method, path, body=None):
    url = path if path.startswith("http") else root + "/v1.0/external/connections" + path
    headers = {"Authorization": "Bearer any-access-token"}
    if body is not None:
        headers["Content-Type"] = "application/json"
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, method=method, headers=headers, data=data)
    try:
        response = urllib.request.urlopen(request, context=context)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        text = response.read().decode()
        responses.append({"asked": method, "status": response.status, "body": json.loads(text) if text else None})
        return response.headers


connection = {"id": "contosohr", "name": "Contoso HR", "description": "Employees and teams"}
title = {"name": "title", "type": "string", "isSearchable": True, "labels": ["title"]}
schema = {"baseType": "microsoft.graph.externalItem", "properties": [title]}

ask("POST", "", connection)
ask("POST", "", connection)
ask("GET", "?$filter=name%20eq%20%27Contoso%20HR%27&$select=id")
ask("PATCH", "/contosohr", {"description": "Everybody who works here"})
operation = ask("PATCH", "/contosohr/schema", schema)["Location"]
ask("GET", operation)
ask("GET", "/contosohr/schema")
ask("GET", "/contosohr")
ask("DELETE", "/contosohr")
ask("GET", "/contosohr")
print(json.dumps(responses))
