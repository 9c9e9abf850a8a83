package io.evergrant.testkit.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * All tokens that come from one consent. A refresh token is known by its generation: the newest is
 * good, an older one was spent.
 *
 * @param offline the client may have refresh tokens
 * @param generation of the newest refresh token
 * @param usedAt of the last accepted token request
 * @param spent when each of the latest older generations was spent, as far as a grace may need it
 * @param ended why no token of this family works any more; null while they do
 */
record Family(
    long id,
    String mode,
    String client,
    String subject,
    String scope,
    boolean offline,
    Instant createdAt,
    int generation,
    int uses,
    Instant usedAt,
    Map<Integer, Instant> spent,
    @Nullable String ended) {

  private static final int REMEMBERED = 16;

  Family {
    spent = Map.copyOf(spent);
  }

  static Family born(
      long id,
      String mode,
      String client,
      String subject,
      String scope,
      boolean offline,
      Instant now) {
    return new Family(id, mode, client, subject, scope, offline, now, 0, 1, now, Map.of(), null);
  }

  /** The provider's name for this authorization, as the ledger shows it. */
  String grant() {
    return "g" + id;
  }

  boolean alive() {
    return ended == null;
  }

  boolean belongsTo(Mode issuer, Client application) {
    return mode.equals(issuer.name()) && client.equals(application.id());
  }

  /** Another consent, or the same, of the same account to the same client. */
  boolean isSisterOf(Family other) {
    return mode.equals(other.mode) && client.equals(other.client) && subject.equals(other.subject);
  }

  boolean isWithinGrace(int presented, Duration grace, Instant now) {
    var at = spent.get(presented);
    return at != null && now.isBefore(at.plus(grace));
  }

  /** When the newest refresh token dies if it is not used; null: never. */
  @Nullable Instant endsAt(Mode mode) {
    var idle = mode.refreshIdle() == null ? null : usedAt.plusSeconds(mode.refreshIdle());
    var absolute =
        mode.refreshAbsolute() == null ? null : createdAt.plusSeconds(mode.refreshAbsolute());
    return idle == null || (absolute != null && absolute.isBefore(idle)) ? absolute : idle;
  }

  Family used(Instant now) {
    return copy(generation, uses + 1, now, spent, ended);
  }

  Family rotated(Instant now) {
    var kept = new TreeMap<>(spent);
    kept.put(generation, now);
    while (kept.size() > REMEMBERED) {
      kept.pollFirstEntry();
    }
    return copy(generation + 1, uses + 1, now, kept, ended);
  }

  Family ended(String reason) {
    return copy(generation, uses, usedAt, spent, reason);
  }

  private Family copy(
      int generation,
      int uses,
      Instant usedAt,
      Map<Integer, Instant> spent,
      @Nullable String ended) {
    return new Family(
        id,
        mode,
        client,
        subject,
        scope,
        offline,
        createdAt,
        generation,
        uses,
        usedAt,
        spent,
        ended);
  }

  JSONObject toJson() {
    var times = new JSONObject();
    spent.forEach((generation, at) -> times.put(generation.toString(), at.toString()));
    return Json.of(
        "id", id,
        "mode", mode,
        "client", client,
        "subject", subject,
        "scope", scope,
        "offline", offline,
        "created_at", createdAt,
        "generation", generation,
        "uses", uses,
        "used_at", usedAt,
        "spent", times,
        "ended", ended);
  }

  static Family fromJson(JSONObject json) {
    var spent = new TreeMap<Integer, Instant>();
    if (json.get("spent") instanceof Map<?, ?> times) {
      times.forEach(
          (generation, at) ->
              spent.put(Integer.valueOf(generation.toString()), Instant.parse(at.toString())));
    }
    return new Family(
        Long.parseLong(Json.text(json, "id")),
        Json.text(json, "mode"),
        Json.text(json, "client"),
        Json.text(json, "subject"),
        Json.text(json, "scope"),
        Json.flag(json, "offline", false),
        Instant.parse(Json.text(json, "created_at")),
        Json.number(json, "generation", 0),
        Json.number(json, "uses", 0),
        Instant.parse(Json.text(json, "used_at")),
        spent,
        json.getAsString("ended"));
  }
}
