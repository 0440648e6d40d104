#!/bin/sh
# A connector in a shell script. It knows nothing of the kit.
set -e
token=$(curl --silent --fail https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token \
  --data client_id=11111111-2222-4333-8444-555555555555 --data client_secret=made-up-secret \
  --data scope=https://graph.microsoft.com/.default --data grant_type=client_credentials |
  sed 's/.*"access_token":"\([^"]*\)".*/\1/')
curl --silent --output /dev/null --write-out '%{http_code}\n' https://graph.microsoft.com/v1.0/external/connections \
  -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
  --data '{"id":"contosohr","name":"Contoso HR","description":"Employees"}'
