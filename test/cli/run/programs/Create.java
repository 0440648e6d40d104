import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A connector in Java, by both clients of its standard library. It knows nothing of the kit. */
public class Create {
  static final String CONNECTIONS = "https://graph.microsoft.com/v1.0/external/connections";
  static final HttpClient CLIENT = HttpClient.newHttpClient();

  public static void main(String[] args) throws Exception {
    var form = "client_id=22222222-3333-4444-8555-666666666666&client_secret=made-up-secret"
        + "&scope=https%3A%2F%2Fgraph.microsoft.com%2F.default&grant_type=client_credentials";
    var tokens = post("https://login.microsoftonline.com/contoso.onmicrosoft.com/oauth2/v2.0/token",
        "application/x-www-form-urlencoded", "", form);
    var token = "Bearer " + tokens.body().replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");

    var body = "{\"id\":\"contosohr\",\"name\":\"Contoso HR\",\"description\":\"Employees\"}";
    System.out.println(post(CONNECTIONS, "application/json", token, body).statusCode());

    var connection = (HttpURLConnection) URI.create(CONNECTIONS + "/contosohr").toURL().openConnection();
    connection.setRequestProperty("Authorization", token);
    System.out.println(connection.getResponseCode());
  }

  static java.net.http.HttpResponse<String> post(String url, String type, String token, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url)).header("Content-Type", type);
    if (!token.isEmpty()) request.header("Authorization", token);
    return CLIENT.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
  }
}
