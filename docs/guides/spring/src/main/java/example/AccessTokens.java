package example;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
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

  /** One that lives for a minute at least. Fails with the problem that Evergrant tells. */
  public String of(String grant) {
    return evergrant
        .get()
        .uri("/{grant}/access-token?min_ttl=60", grant)
        .retrieve()
        .body(Given.class)
        .token();
  }

  record Given(@JsonProperty("access_token") String token) {}
}
