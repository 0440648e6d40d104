import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Sends the connection as it comes; the reason of a failure is the status and the text of the response. */
public class Create {
    public static void main(String[] args) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("GRAPH_URL") + "/v1.0/external/connections"))
            .header("Authorization", "Bearer " + System.getenv("GRAPH_ACCESS_TOKEN"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(System.in.readAllBytes()))
            .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            System.err.println("Graph returned " + response.statusCode() + ": " + response.body());
            System.exit(1);
        }
    }
}
