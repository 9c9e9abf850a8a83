package example;

import example.AccessTokens.NeedsPerson;
import example.AccessTokens.NotNow;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
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

  @ExceptionHandler
  public ResponseEntity<Object> askSomebody(NeedsPerson why) {
    return ResponseEntity.status(409)
        .body(
            why.link == null
                ? Map.of("message", why.getMessage())
                : Map.of("connect", why.link));
  }

  @ExceptionHandler
  public ResponseEntity<Void> askAgain(NotNow why) {
    return ResponseEntity.status(503).header("Retry-After", why.retryAfter).build();
  }

  public static void main(String[] arguments) {
    SpringApplication.run(Application.class, arguments);
  }
}
