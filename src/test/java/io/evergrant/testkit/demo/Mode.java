package io.evergrant.testkit.demo;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * One issuer's manners, named by the first segment of its address.
 *
 * @param rotates each refresh gives a new refresh token
 * @param repeats an unchanged refresh token stands in the answer again, instead of being left out
 * @param accessLife seconds an access token lives
 * @param refreshIdle seconds without use after which a refresh token dies; null: never
 * @param refreshAbsolute seconds after consent at which it dies, used or not; null: never
 * @param reportsRefreshLife the answer carries {@code refresh_expires_in}
 * @param grace seconds for which a spent refresh token is accepted again
 * @param introspection RFC 7662 is offered
 * @param iss what the authorization response says of the issuer (RFC 9207)
 * @param rate token requests a second that are served, the others get 429; 0: no limit
 * @param expiresIn how the answer states {@code expires_in}
 * @param ownWords wants requests put otherwise than RFC 6749 has them
 */
record Mode(
    String name,
    boolean rotates,
    boolean repeats,
    int accessLife,
    @Nullable Integer refreshIdle,
    @Nullable Integer refreshAbsolute,
    boolean reportsRefreshLife,
    int grace,
    Reuse reuse,
    boolean introspection,
    int rate,
    Iss iss,
    ExpiresIn expiresIn,
    boolean ownWords) {

  /** The {@code iss} of an authorization response. */
  enum Iss {
    RIGHT,
    WRONG,
    NONE
  }

  /** The ways in which providers are known to write {@code expires_in}. */
  enum ExpiresIn {
    NUMBER,
    STRING,
    ZERO,
    NONE
  }

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  Mode {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a mode's name: a-z, 0-9 and - up to 32 characters");
    }
    if (accessLife < 1 || grace < 0) {
      throw new IllegalArgumentException("access_life_s begins at 1, grace_s at 0");
    }
  }

  static Mode strict(String name) {
    return new Mode(
        name,
        true,
        true,
        60,
        null,
        null,
        false,
        0,
        Reuse.REVOKES_GRANT,
        true,
        0,
        Iss.RIGHT,
        ExpiresIn.NUMBER,
        false);
  }

  static List<Mode> defaults() {
    return List.of(
        strict("strict"),
        strict("never").with(Json.of("rotates", false, "reuse", "NOTHING")),
        strict("grace").with(Json.of("grace_s", 30)));
  }

  /** This mode with the settings that {@code changes} names; a life of 0 means no end. */
  Mode with(JSONObject changes) {
    return new Mode(
        name,
        Json.flag(changes, "rotates", rotates),
        Json.flag(changes, "repeats", repeats),
        Json.number(changes, "access_life_s", accessLife),
        life(changes, "refresh_life_s", refreshIdle),
        life(changes, "refresh_absolute_s", refreshAbsolute),
        Json.flag(changes, "reports_refresh_life", reportsRefreshLife),
        Json.number(changes, "grace_s", grace),
        choice(changes, "reuse", Reuse.class, reuse),
        Json.flag(changes, "introspection", introspection),
        Json.number(changes, "rate_per_s", rate),
        choice(changes, "iss", Iss.class, iss),
        choice(changes, "expires_in", ExpiresIn.class, expiresIn),
        Json.flag(changes, "own_words", ownWords));
  }

  JSONObject toJson() {
    return Json.of(
        "mode",
        name,
        "rotates",
        rotates,
        "repeats",
        repeats,
        "access_life_s",
        accessLife,
        "refresh_life_s",
        refreshIdle == null ? 0 : refreshIdle,
        "refresh_absolute_s",
        refreshAbsolute == null ? 0 : refreshAbsolute,
        "reports_refresh_life",
        reportsRefreshLife,
        "grace_s",
        grace,
        "reuse",
        reuse.name(),
        "introspection",
        introspection,
        "rate_per_s",
        rate,
        "iss",
        iss.name(),
        "expires_in",
        expiresIn.name(),
        "own_words",
        ownWords);
  }

  private static @Nullable Integer life(JSONObject json, String name, @Nullable Integer otherwise) {
    var seconds = Json.number(json, name, otherwise == null ? 0 : otherwise);
    return seconds <= 0 ? null : seconds;
  }

  private static <E extends Enum<E>> E choice(
      JSONObject json, String name, Class<E> type, E otherwise) {
    var value = json.getAsString(name);
    return value == null ? otherwise : Enum.valueOf(type, value.toUpperCase(Locale.ROOT));
  }
}
