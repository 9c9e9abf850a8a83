package example;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.JdbcOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/** Makes the table and saves clients: Writer NAME=REFRESH_TOKEN… */
public class Writer {
  public static void main(String[] arguments) {
    var env = System.getenv();
    var database =
        new DriverManagerDataSource(env.get("DB_URL"), env.get("DB_USER"), env.get("DB_PASSWORD"));
    new ResourceDatabasePopulator(
            new ClassPathResource(
                "org/springframework/security/oauth2/client/oauth2-client-schema-postgres.sql"))
        .execute(database);
    var registration =
        ClientRegistration.withRegistrationId("acme-files")
            .clientId("demo")
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri("http://localhost/callback")
            .authorizationUri("http://localhost/authorize")
            .tokenUri("http://localhost/token")
            .build();
    var service =
        new JdbcOAuth2AuthorizedClientService(
            new JdbcTemplate(database), new InMemoryClientRegistrationRepository(registration));
    Arrays.stream(arguments)
        .map(argument -> argument.split("=", 2))
        .map(pair -> Map.entry(pair[0], pair[1]))
        .forEach(entry -> save(service, registration, entry.getKey(), entry.getValue()));
  }

  private static void save(
      JdbcOAuth2AuthorizedClientService service,
      ClientRegistration registration,
      String name,
      String refreshToken) {
    var now = Instant.now();
    var access =
        new OAuth2AccessToken(
            OAuth2AccessToken.TokenType.BEARER,
            "an access token of " + name,
            now.minusSeconds(600),
            now.minusSeconds(1),
            Set.of("openid", "profile", "email", "offline_access"));
    var client =
        new OAuth2AuthorizedClient(
            registration, name, access, new OAuth2RefreshToken(refreshToken, now));
    service.saveAuthorizedClient(client, new TestingAuthenticationToken(name, ""));
  }
}
