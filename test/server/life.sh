#!/bin/sh
# Drives a connection through its whole life with curl. Prints the status of each response, a line each.
# Usage: life.sh <root of the server>
set -eu
connections="$1/v1.0/external/connections"

ask() {
  curl --silent --output /dev/null --write-out '%{http_code}\n' \
    --header 'Authorization: Bearer any-access-token' --header 'Content-Type: application/json' --request "$@"
}

ask POST "$connections" --data '{"id":"contosohr","name":"Contoso HR","description":"Employees and teams"}'
ask POST "$connections" --data '{"id":"contosohr","name":"Contoso HR","description":"Employees and teams"}'
ask GET "$connections"
ask PATCH "$connections/contosohr" --data '{"description":"Everybody who works here"}'
operation=$(curl --silent --dump-header - --header 'Authorization: Bearer any-access-token' \
  --header 'Content-Type: application/json' --request PATCH "$connections/contosohr/schema" \
  --data '{"baseType":"microsoft.graph.externalItem","properties":[{"name":"title","type":"string"}]}' |
  tr -d '\r' | sed -n 's/^[Ll]ocation: //p')
ask GET "$operation"
ask DELETE "$connections/contosohr"
ask GET "$connections/contosohr"
