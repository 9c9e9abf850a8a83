package io.evergrant.domain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAuthenticationTest {
  @ParameterizedTest
  @CsvSource({
    "CLIENT_SECRET_BASIC, client_secret_basic",
    "CLIENT_SECRET_POST, client_secret_post",
    "PRIVATE_KEY_JWT, private_key_jwt",
    "NONE, none"
  })
  void a_way_to_authenticate_has_the_name_that_discovery_documents_give_it(
      ClientAuthentication way, String registered) {
    assertThat(way.registeredName()).isEqualTo(registered);
  }
}
