"""Creates a connection with Python's standard library, then the same again. Prints both answers as JSON.

Usage: python3 create.py <root of the server> [file of a certificate to trust]
"""

import json
import ssl
import sys
import urllib.error
import urllib.request


def create(root, context):
    request = urllib.request.Request(
        root + "/v1.0/external/connections",
        method="POST",
        headers={"Authorization": "Bearer any-access-token", "Content-Type": "application/json"},
        data=json.dumps({"id": "contosohr", "name": "Contoso HR", "description": "Employees and teams"}).encode(),
    )
    try:
        with urllib.request.urlopen(request, context=context) as answer:
            return {"status": answer.status, "body": json.load(answer)}
    except urllib.error.HTTPError as error:
        return {"status": error.code, "body": json.load(error)}


root, *certificate = sys.argv[1:]
context = ssl.create_default_context(cafile=certificate[0]) if certificate else None
print(json.dumps([create(root, context), create(root, context)]))
