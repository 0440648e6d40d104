# A connector in Ruby. It knows nothing of the kit.
require "json"
require "net/http"

tokens = Net::HTTP.post_form(
  URI("https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token"),
  "client_id" => "22222222-3333-4444-8555-666666666666", "client_secret" => "made-up-secret",
  "scope" => "https://graph.microsoft.com/.default", "grant_type" => "client_credentials"
)
headers = {
  "Authorization" => "Bearer #{JSON.parse(tokens.body)["access_token"]}",
  "Content-Type" => "application/json"
}
body = { id: "contosohr", name: "Contoso HR", description: "Employees" }
puts Net::HTTP.post(URI("https://graph.microsoft.com/v1.0/external/connections"), body.to_json, headers).code
