package example;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.HttpClientErrorException.Conflict;
import org.springframework.web.client.HttpServerErrorException.ServiceUnavailable;
import org.springframework.web.client.RestClient;

/** A back end that calls a provider's API for its customers and holds no token. */
@SpringBootApplication
@RestController
public class Application {
  private final AccessTokens tokens;
  private final RestClient provider = RestClient.create();

  @Value("${PROVIDER_API}")
  private String api;

  /** In your product: the grant of the customer who is signed in. */
  @Value("${GRANT}")
  private String grant;

  public Application(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @GetMapping("/profile")
  public ResponseEntity<String> profile() {
    return provider
        .get()
        .uri(api)
        .headers(headers -> headers.setBearerAuth(tokens.of(grant)))
        .retrieve()
        .toEntity(String.class);
  }

  /** Only the account's owner can help: the link is for that person. */
  @ExceptionHandler
  public ResponseEntity<Object> sendTheOwner(Conflict why) {
    var link = why.getResponseBodyAs(ProblemDetail.class).getProperties().get("consent_link");
    return ResponseEntity.status(409).body(java.util.Map.of("connect", link));
  }

  /** Nothing is lost: ask again. */
  @ExceptionHandler
  public ResponseEntity<Void> askAgain(ServiceUnavailable why) {
    var wait = why.getResponseHeaders().getFirst("Retry-After");
    return ResponseEntity.status(503).header("Retry-After", wait == null ? "30" : wait).build();
  }

  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }
}
