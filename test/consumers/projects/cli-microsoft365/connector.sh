set -e
. ./login.sh
m365 external connection add --id contosohr --name 'Contoso HR' --description 'Employees and teams'
m365 external connection schema add --externalConnectionId contosohr --schema '{
  "baseType": "microsoft.graph.externalItem",
  "properties": [{ "name": "title", "type": "String", "isSearchable": true, "labels": ["title"] }]
}'
m365 external connection get --id contosohr --query name | grep 'Contoso HR'
m365 external connection remove --id contosohr --force
