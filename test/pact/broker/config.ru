require 'fileutils'
require 'sequel'
require 'pact_broker'

# The process that started the broker holds the other end of its standard input, which closes also when that process is
# killed. Then the broker removes its database and ends.
Thread.new do
  $stdin.read
  FileUtils.rm_rf(File.dirname(ENV.fetch('DATABASE')))
  Process.kill(:TERM, Process.pid)
end

# The broker reads the rest, such as the Basic credentials, from PACT_BROKER_* in the environment.
run PactBroker::App.new { |config|
  config.database_connection = Sequel.sqlite(ENV.fetch('DATABASE'), encoding: 'utf8', timeout: 5000, max_connections: 1)
  config.auto_migrate_db = true
}
