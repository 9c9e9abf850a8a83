import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Moves the rows of oauth2_authorized_client in: java -cp postgresql.jar Move.java REGISTRATION
 * PROVIDER. Prints Evergrant's report, and ends with 1 where a row was refused.
 */
public class Move {
  /** One JSON line a row. The access token stays: Evergrant proves each row by a refresh. */
  private static final String ROWS =
      """
      SELECT json_strip_nulls(json_build_object(
               'provider', ?::text,
               'external_id', principal_name,
               'token', json_build_object(
                 'refresh_token', convert_from(refresh_token_value, 'UTF8'),
                 'scope', replace(access_token_scopes, ',', ' '))))
      FROM oauth2_authorized_client
      WHERE client_registration_id = ?
        AND refresh_token_value IS NOT NULL
      ORDER BY principal_name
      """;

  /** Evergrant takes up to 5,000 rows at a time. */
  private static final int MOST = 1_000;

  private static final Map<String, String> ENV = System.getenv();

  public static void main(String[] arguments) throws Exception {
    var rows = rows(arguments[0], arguments[1]);
    var taken = true;
    for (var at = 0; at < rows.size(); at += MOST) {
      taken &= send(rows.subList(at, Math.min(rows.size(), at + MOST)));
    }
    System.exit(taken ? 0 : 1);
  }

  private static List<String> rows(String registration, String provider) throws SQLException {
    var lines = new ArrayList<String>();
    try (var database =
            DriverManager.getConnection(
                ENV.get("DB_URL"), ENV.get("DB_USER"), ENV.get("DB_PASSWORD"));
        var select = database.prepareStatement(ROWS)) {
      select.setString(1, provider);
      select.setString(2, registration);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          lines.add(rows.getString(1));
        }
      }
    }
    return lines;
  }

  private static boolean send(List<String> lines) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(
                URI.create(ENV.get("EVERGRANT_URL") + "/api/v1/grants/import?mode=rows"))
            .timeout(Duration.ofMinutes(2))
            .header("Authorization", "Bearer " + ENV.get("EVERGRANT_API_KEY"))
            .header("Content-Type", "application/jsonl")
            .POST(BodyPublishers.ofString(String.join("\n", lines)))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    System.out.println(answer.body());
    return answer.statusCode() == 200 && answer.body().contains("\"refused\":0");
  }
}
