#!/bin/sh
# curl; the reason of a failure is the status, or what curl says of a lost connection.
set -eu
response=$(curl --silent --show-error --max-time 20 --write-out '\n%{http_code}' --data-binary @- \
  --header "Authorization: Bearer $GRAPH_ACCESS_TOKEN" --header 'Content-Type: application/json' \
  "$GRAPH_URL/$GRAPH_API_VERSION/external/connections")
status=${response##*
}
[ "$status" = 201 ] || { echo "Graph returned $response" >&2; exit 1; }
