package io.evergrant.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.evergrant.domain.secret.ApiKeySecret;
import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.NewTenant;
import io.evergrant.testkit.Stack;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is open and what was, by REST; and who is told beside the members. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticesByRestIT {
  private static final String PATH = "/api/v1/notices";
  private static final String ADDRESSES = "/api/v1/notice-addresses";

  private static final String OVER = "eg_now() - interval '2 days'";

  private final Stack stack = Stack.shared();
  private final NewTenant tenant = NewTenant.in(stack, "Notices by REST");
  private final BackEnd backEnd = new BackEnd(stack.base(), tenant.key());
  private final UUID open = UUID.randomUUID();
  private final UUID change = UUID.randomUUID();
  private final List<UUID> over = new ArrayList<>();
  private String provider = "";
  private String other = "";

  @BeforeAll
  void an_outage_others_before_it_and_a_change() {
    provider = provider("Xero");
    other = provider("Zoom");
    // so that the portal finds it open as well
    write(
        """
        INSERT INTO provider_breaker (tenant_id, provider_id, failures, step, retry_at)
        VALUES ('%s', '%s', 3, 1, eg_now() + interval '1 hour')
        """
            .formatted(tenant.id(), provider));
    notice(open, "FAILURE", "'" + provider + "'", "NULL");
    for (var i = 0; i < 5; i++) {
      over.add(UUID.randomUUID());
      var at = i < 3 ? OVER : OVER + " - interval '1 hour'";
      notice(over.getLast(), "FAILURE", "'" + (i == 4 ? other : provider) + "'", at);
    }
    notice(change, "MEMBER_CHANGED", "NULL", OVER);
  }

  @Test
  void what_is_open_is_there_with_the_page_that_mends_it() {
    var all = backEnd.get(PATH);
    assertThat(all.items())
        .anySatisfy(
            notice ->
                assertThat(notice)
                    .containsEntry("id", open.toString())
                    .containsEntry("kind", "failure")
                    .containsEntry("state", "open")
                    .containsEntry("provider", provider)
                    .containsEntry("provider_name", "Xero")
                    .containsEntry("closed_at", null)
                    .containsEntry("page", stack.base() + "/audit?provider=" + provider));
    var one = backEnd.get(PATH + "/" + open);
    assertThat(one.text("id")).isEqualTo(open.toString());
    assertThat(one.header("ETag")).isNotEmpty();
    assertThat(backEnd.get(PATH + "?state=closed").problem()).isEqualTo("invalid-parameter");
  }

  @Test
  void what_is_over_is_paged_without_a_gap_or_a_double() {
    var seen = new HashSet<Object>();
    var path = PATH + "?state=over&limit=2";
    var next = "";
    do {
      var page = backEnd.get(path + (next.isEmpty() ? "" : "&cursor=" + next));
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      page.items().forEach(item -> assertThat(seen.add(item.get("id"))).isTrue());
      next = page.text("next");
    } while (!next.equals("null"));
    assertThat(seen).contains(change.toString()).doesNotContain(open.toString());
    over.forEach(id -> assertThat(seen).contains(id.toString()));
    assertThat(backEnd.get(PATH + "?cursor=x").problem()).isEqualTo("invalid-parameter");
  }

  @Test
  void changes_are_of_the_log_and_a_key_for_one_provider_sees_that_ones() {
    var reads = key("\"scopes\":[\"read\"]");
    assertThat(reads.get(PATH + "?state=over&limit=200").items())
        .hasSize(5)
        .noneSatisfy(notice -> assertThat(notice).containsEntry("kind", "member_changed"));
    assertThat(reads.get(PATH + "/" + change).body())
        .isEqualTo(reads.get(PATH + "/" + UUID.randomUUID()).body());
    assertThat(backEnd.get(PATH + "/" + change).status()).isEqualTo(200);

    var one = key("\"scopes\":[\"read\",\"audit\"],\"provider\":\"" + other + "\"");
    assertThat(one.get(PATH).items()).isEmpty();
    assertThat(one.get(PATH + "?state=over").items())
        .singleElement()
        .satisfies(notice -> assertThat(notice).containsEntry("provider", other));
    for (var id : List.of(open, change, over.getFirst())) {
      assertThat(one.get(PATH + "/" + id).status()).isEqualTo(404);
    }
    assertThat(one.get(PATH + "/" + over.getLast()).status()).isEqualTo(200);
    assertThat(key("\"scopes\":[\"audit\"]").get(PATH).problem()).isEqualTo("scope-missing");
  }

  @Test
  void who_is_told_beside_the_members_is_changed_by_whoever_has_seen_it() {
    var before = backEnd.get(ADDRESSES);
    assertThat(before.json()).containsEntry("addresses", List.of());
    var body = "{\"addresses\":[\"ops@acme.example\",\"on-call@acme.example\"]}";
    assertThat(Sent.json(backEnd, "PUT", ADDRESSES, body).problem())
        .isEqualTo("precondition-required");
    var changed = Sent.change(backEnd, "PUT", ADDRESSES, Sent.JSON, body, before.header("ETag"));
    assertThat(changed.status()).as(changed.body()).isEqualTo(200);
    assertThat(changed.json())
        .containsEntry("addresses", List.of("ops@acme.example", "on-call@acme.example"));
    var stale = Sent.change(backEnd, "PUT", ADDRESSES, Sent.JSON, body, before.header("ETag"));
    assertThat(stale.problem()).isEqualTo("precondition-failed");
    var wrong = "{\"addresses\":[\"ops@acme.example\",\"two\\u0020words@acme.example\"]}";
    var refused = Sent.change(backEnd, "PUT", ADDRESSES, Sent.JSON, wrong, "*");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("#/addresses/1");
    var narrow = key("\"scopes\":[\"manage\"]");
    assertThat(Sent.change(narrow, "PUT", ADDRESSES, Sent.JSON, body, "*").problem())
        .as("they are told of everything")
        .isEqualTo("scope-missing");
    var one = key("\"scopes\":[\"manage\",\"audit\"],\"provider\":\"" + other + "\"");
    assertThat(one.get(ADDRESSES).problem()).isEqualTo("one-provider-only");
    var told = backEnd.get("/api/v1/audit-events?type=notice_addresses_changed").items();
    assertThat(told)
        .singleElement()
        .satisfies(event -> assertThat(event).containsEntry("actor", "api_key:everything"));
  }

  private String provider(String name) {
    var body =
        """
        {"name":"%s","client_id":"c","client_secret":"s",
         "authorization_endpoint":"https://id.example/a","token_endpoint":"https://id.example/t"}
        """
            .formatted(name);
    return Sent.json(backEnd, "POST", "/api/v1/providers", body).text("id");
  }

  private void notice(UUID id, String kind, String at, String closed) {
    write(
        """
        INSERT INTO notice (tenant_id, id, kind, provider_id, opened_at, closed_at, grants, told_at)
        VALUES ('%s', '%s', '%s', %s, eg_now() - interval '3 days', %s, 20, eg_now())
        """
            .formatted(tenant.id(), id, kind, at, closed));
  }

  private void write(String sql) {
    try (var connection = stack.stores().postgres().superuser("evergrant");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private BackEnd key(String members) {
    var body = "{\"name\":\"%s\",%s}".formatted(UUID.randomUUID(), members);
    var made = Sent.json(backEnd, "POST", "/api/v1/api-keys", body);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return new BackEnd(stack.base(), new ApiKeySecret(made.text("secret")));
  }
}
