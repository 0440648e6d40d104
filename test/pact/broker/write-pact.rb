# Writes a pact as a team with the gem pact does: ruby write-pact.rb <folder> <consumer> <provider>
require 'json'
require 'net/http'
require 'pact/consumer'
require 'pact/consumer/spec_hooks'
require 'socket'

folder, consumer, provider = ARGV
free_port = TCPServer.open('127.0.0.1', 0) { |server| server.addr[1] }

Pact.configure do |config|
  config.pact_dir = folder
  config.log_dir = folder
end
Pact.service_consumer(consumer) do
  has_pact_with(provider) do
    mock_service(:graph) do
      host '127.0.0.1'
      port free_port
      pact_specification_version '2.0.0'
    end
  end
end

include Pact::Consumer::ConsumerContractBuilders
hooks = Pact::Consumer::SpecHooks.new
hooks.before_all
hooks.before_each('create')
connection = { id: 'contosohr', name: 'Contoso HR', description: 'Employees' }
headers = { 'Authorization' => 'Bearer token', 'Content-Type' => 'application/json' }
graph
  .given('the id of Ruby is free')
  .upon_receiving('a request to create a connection from Ruby')
  .with(
    method: :post,
    path: '/v1.0/external/connections',
    headers: headers.merge('Authorization' => Pact.term(generate: 'Bearer token', matcher: /^Bearer .+$/)),
    body: connection.transform_values { |value| Pact.like(value) }
  )
  .will_respond_with(
    status: 201,
    headers: { 'Content-Type' => Pact.term(generate: 'application/json', matcher: %r{^application/json.*$}) },
    body: { id: Pact.like('contosohr'), state: Pact.term(generate: 'draft', matcher: /^(draft|ready)$/) }
  )
Net::HTTP.post(URI("http://127.0.0.1:#{free_port}/v1.0/external/connections"), connection.to_json, headers)
hooks.after_each('create')
hooks.after_suite
