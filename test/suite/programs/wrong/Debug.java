import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Prints the headers of its request. */
public class Debug {
    public static void main(String[] args) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(System.getenv("GRAPH_URL") + "/v1.0/external/connections"))
            .header("Authorization", "Bearer " + System.getenv("GRAPH_ACCESS_TOKEN"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(System.in.readAllBytes()))
            .build();
        System.out.println(request.headers().map());
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 201) {
            System.err.println("Graph returned " + response.statusCode() + ": " + response.body());
            System.exit(1);
        }
    }
}
