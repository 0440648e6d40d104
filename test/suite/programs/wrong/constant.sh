#!/bin/sh
# Says the same of every failure.
curl --silent --fail --output /dev/null --max-time 20 --data-binary @- \
  --header "Authorization: Bearer $GRAPH_ACCESS_TOKEN" --header 'Content-Type: application/json' \
  "$GRAPH_URL/v1.0/external/connections" || { echo 'The connection could not be created.' >&2; exit 1; }
