package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.Stack;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import org.junit.jupiter.api.Test;

/** What back ends read of the catalogue. */
class CatalogueApiIT {
  private final Stack stack = Stack.shared();
  private final BackEnd acme = new BackEnd(stack.base(), stack.seed().acme().apiKey());

  @Test
  void every_entry_is_listed_with_what_is_unknown_of_it() {
    var items = json(acme.get("/api/v1/catalogue")).getJsonArray("items");
    assertThat(items).hasSizeGreaterThanOrEqualTo(47);
    var google =
        items.stream()
            .map(JsonValue::asJsonObject)
            .filter(item -> item.getString("id").equals("google"))
            .findFirst()
            .orElseThrow();
    assertThat(google.getString("group")).isEqualTo("work");
    assertThat(google.getJsonArray("unknown").toString()).contains("earliest_refresh");
  }

  @Test
  void an_entry_tells_each_fact_with_its_source() {
    var entry = json(acme.get("/api/v1/catalogue/quickbooks"));
    var facts = entry.getJsonObject("facts");
    assertThat(facts.getJsonObject("refresh_idle_life").getString("value")).isEqualTo("P100D");
    assertThat(facts.getJsonObject("token_endpoint").getJsonObject("source").getString("url"))
        .startsWith("https://");
    assertThat(
            facts.getJsonObject("errors").getJsonArray("value").getJsonObject(0).getInt("status"))
        .isEqualTo(400);
    assertThat(facts.isNull("pkce")).isTrue();
    assertThat(facts).hasSize(26);
  }

  @Test
  void what_is_no_entry_is_not_found() {
    assertThat(acme.get("/api/v1/catalogue/no-such-provider").status()).isEqualTo(404);
    assertThat(acme.get("/api/v1/catalogue/Google").status()).isEqualTo(404);
  }

  private static JsonObject json(BackEnd.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    try (var reader = Json.createReader(new StringReader(answer.body()))) {
      return reader.readObject();
    }
  }
}
