# Takes every response of the look-up but 404 for "the connection exists".
require 'erb'
require 'json'
require 'net/http'

body = $stdin.read
root = URI(ENV.fetch('GRAPH_URL'))
path = '/v1.0/external/connections'
headers = { 'Authorization' => "Bearer #{ENV.fetch('GRAPH_ACCESS_TOKEN')}", 'Content-Type' => 'application/json' }

Net::HTTP.start(root.host, root.port, max_retries: 0) do |http|
  found = http.get("#{path}/#{ERB::Util.url_encode(JSON.parse(body)['id'])}", headers)
  exit unless found.code == '404'

  created = http.post(path, body, headers)
  abort "Graph returned #{created.code}: #{created.body}" unless created.code == '201'
end
