import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

/** Calls a provider's API with a token of a grant; the JDK is all it needs. */
public class Profile {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private static final Map<String, String> ENV = System.getenv();

  public static void main(String[] arguments) throws Exception {
    var answer =
        HTTP.send(
            request(ENV.get("PROVIDER_API"), accessToken(ENV.get("GRANT"))),
            BodyHandlers.ofString());
    System.out.println(answer.body());
  }

  /** A token that lives a minute at least; waits while Evergrant says so, and not for ever. */
  static String accessToken(String grant) throws IOException, InterruptedException {
    var address =
        ENV.get("EVERGRANT_URL") + "/api/v1/grants/" + grant + "/access-token?min_ttl=60";
    for (var attempt = 1; ; attempt++) {
      var answer =
          HTTP.send(request(address, ENV.get("EVERGRANT_API_KEY")), BodyHandlers.ofString());
      switch (answer.statusCode()) {
        case 200 -> {
          return member(answer, "access_token");
        }
        case 409 -> {
          var link = member(answer, "consent_link");
          throw new IOException(
              link.isEmpty()
                  ? "An admin has to look at it: " + member(answer, "page")
                  : "The owner has to authorise: " + link);
        }
        case 429, 503 -> {
          if (attempt == 3) {
            throw new IOException("No token at the moment: " + member(answer, "detail"));
          }
          var wait = answer.headers().firstValueAsLong("Retry-After").orElse(10);
          Thread.sleep(Duration.ofSeconds(Math.min(wait, 30)));
        }
        default -> throw new IOException(answer.statusCode() + ": " + member(answer, "detail"));
      }
    }
  }

  private static HttpRequest request(String address, String bearer) {
    return HttpRequest.newBuilder(URI.create(address))
        .timeout(Duration.ofSeconds(45))
        .header("Authorization", "Bearer " + bearer)
        .build();
  }

  /** Your product has a JSON library; one text member is found without. */
  private static String member(HttpResponse<String> answer, String name) {
    var found = Pattern.compile("\"" + name + "\":\"([^\"\\\\]*)\"").matcher(answer.body());
    return found.find() ? found.group(1) : "";
  }
}
