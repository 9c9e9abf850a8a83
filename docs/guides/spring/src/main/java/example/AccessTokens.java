package example;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException.Conflict;
import org.springframework.web.client.HttpClientErrorException.TooManyRequests;
import org.springframework.web.client.HttpServerErrorException.ServiceUnavailable;
import org.springframework.web.client.RestClient;

/** Access tokens that work; in place of an OAuth2AuthorizedClientManager and its table. */
@Component
public class AccessTokens {
  private final RestClient evergrant;

  public AccessTokens(
      @Value("${EVERGRANT_URL}") String url, @Value("${EVERGRANT_API_KEY}") String key) {
    evergrant =
        RestClient.builder()
            .requestFactory(new JdkClientHttpRequestFactory())
            .baseUrl(url + "/api/v1/grants")
            .defaultHeader("Authorization", "Bearer " + key)
            .build();
  }

  /** One that lives for a minute at least. */
  public String of(String grant) {
    try {
      return evergrant
          .get()
          .uri("/{grant}/access-token?min_ttl=60", grant)
          .retrieve()
          .body(Given.class)
          .token();
    } catch (Conflict why) {
      var problem = why.getResponseBodyAs(Problem.class);
      throw new NeedsPerson(problem.link(), problem.page());
    } catch (TooManyRequests | ServiceUnavailable why) {
      throw new NotNow(why.getResponseHeaders().getFirst("Retry-After"));
    }
  }

  record Given(@JsonProperty("access_token") String token) {}

  record Problem(@JsonProperty("consent_link") String link, String page) {}

  /** Only the account's owner can help, at {@code link}; where that is null an admin, at page. */
  public static class NeedsPerson extends RuntimeException {
    final String link;

    NeedsPerson(String link, String page) {
      super(
          link == null
              ? "An admin has to look at it: " + page
              : "The account's owner has to authorise");
      this.link = link;
    }
  }

  /** Nothing is lost: in so many seconds it may be there. */
  public static class NotNow extends RuntimeException {
    final String retryAfter;

    NotNow(String retryAfter) {
      super("No token at the moment");
      this.retryAfter = retryAfter == null ? "30" : retryAfter;
    }
  }
}
