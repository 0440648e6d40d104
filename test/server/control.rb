# A test of another language, with the standard library alone: starts `serve`, and uses its control API.
#
# Usage: ruby control.rb <command line that starts serve...>. Prints what it saw as JSON.

require "json"
require "net/http"
require "open3"

input, output, process = Open3.popen2(*ARGV)
ready = JSON.parse(output.gets)
root = ready["url"]

send = lambda do |method, path, body = nil|
  uri = URI(root + path)
  request = Net::HTTP.const_get(method.capitalize).new(uri)
  request["Authorization"] = "Bearer any-access-token"
  request["Content-Type"] = "application/json"
  request.body = JSON.generate(body) if body
  response = Net::HTTP.start(uri.host, uri.port) { |http| http.request(request) }
  [response.code.to_i, response.body.to_s.empty? ? nil : JSON.parse(response.body), response]
end
create = ->(id) { send.call("POST", "/v1.0/external/connections", { id: id, name: "Contoso HR" }) }

seen = { event: ready["event"] }
seen[:planned] = send.call("POST", "/_testkit/faults", { fault: "throttled", retryAfter: 2, times: 1 })[0]
status, body, response = create.call("contosohr")
seen[:throttled] = [status, body["error"]["code"], response["Retry-After"]]
seen[:created] = create.call("contosohr")[0]
seen[:refused] = create.call("contoso-hr")[0]
journal = send.call("GET", "/_testkit/exchanges")[1]["exchanges"]
seen[:journal] = journal.map { |each| [each["response"]["status"], each["violations"].map { |broken| broken["rule"] }] }
seen[:stored] = send.call("GET", "/_testkit/connections")[1]["connections"].map { |each| each["id"] }
seen[:reset] = send.call("POST", "/_testkit/reset")[0]
seen[:left] = send.call("GET", "/_testkit/connections")[1]["connections"]
input.close
seen[:exit] = process.value.exitstatus
seen[:lines] = output.each_line.map { |line| JSON.parse(line)["event"] }
seen[:gone] = begin
  Net::HTTP.get(URI(root))
  false
rescue SystemCallError
  true
end
puts JSON.generate(seen)
