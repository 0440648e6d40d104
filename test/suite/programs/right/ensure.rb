# Looks whether the connection exists, and creates it after a 404 alone.
require 'erb'
require 'json'
require 'net/http'

body = $stdin.read
root = URI(ENV.fetch('GRAPH_URL'))
path = '/v1.0/external/connections'
headers = { 'Authorization' => "Bearer #{ENV.fetch('GRAPH_ACCESS_TOKEN')}", 'Content-Type' => 'application/json' }

begin
  Net::HTTP.start(root.host, root.port, max_retries: 0) do |http|
    found = http.get("#{path}/#{ERB::Util.url_encode(JSON.parse(body)['id'])}", headers)
    exit if found.code == '200'
    abort "The look-up got #{found.code}: #{found.body}" unless found.code == '404'

    created = http.post(path, body, headers)
    # The id may belong to another app, which a look-up does not find.
    abort "Graph returned #{created.code}: #{created.body}" unless created.code == '201'
  end
rescue SystemCallError, IOError, Timeout::Error => e
  abort "No response from Graph: #{e.message}"
end
