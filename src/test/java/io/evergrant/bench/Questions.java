package io.evergrant.bench;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** As people ask the log: words, qualifiers, ranges, and all of them together. */
final class Questions {
  private Questions() {}

  static List<String> all() {
    var today = LocalDate.now(ZoneOffset.UTC);
    var week = today.minusDays(7);
    return List.of(
        "",
        "outcome:consent_lost",
        "outcome:unknown \"reset by peer\"",
        "outcome:consent_lost provider:Xero after:" + today.minusDays(30),
        "outcome:consent_lost provider:xero after:%s -actor:timer \"reset by peer\""
            .formatted(week),
        "provider:HubSpot after:%s before:%s".formatted(week, week.plusDays(1)),
        "provider:\"Google Drive\" outcome:deferred",
        "status:5xx after:" + week,
        "error:invalid_grant",
        "error:invalid_grant provider:Slack",
        "cause:revoked after:" + today.minusDays(60),
        "actor:person",
        "actor:person7@tenant.example",
        "actor:api_key after:" + today.minusDays(2),
        "actor:\"api_key:worker-7\"",
        "type:grant_paused",
        "type:token_released provider:Zoom",
        "type:refresh_ended outcome:renewed after:" + week,
        "grant:customer-4711",
        "grant:account815@customer815.example outcome:renewed",
        "node:node1 after:" + today.minusDays(1),
        "trigger:timer outcome:unknown",
        "after:%s before:%s".formatted(today.minusDays(45), today.minusDays(44)),
        "revoked",
        "\"revoked by 500\"",
        "case 4999",
        "no-such-word-anywhere",
        "-outcome:renewed -actor:timer",
        "customer42",
        "type:consent_ended after:%s customer1500".formatted(today.minusDays(90)));
  }
}
