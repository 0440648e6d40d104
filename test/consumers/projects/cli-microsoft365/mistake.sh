set -e
. ./login.sh
m365 external connection add --id Microsoft --name 'Contoso HR' --description 'Employees and teams'
