package io.evergrant.testkit.demo;

import java.time.Duration;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a fault strikes, and how often.
 *
 * @param mode the issuer; null: all
 * @param endpoint as in its address, such as {@code token}; {@code discovery} for its metadata
 * @param acts whether the endpoint does its work before the fault is seen
 * @param before latency before it acts, or would
 * @param after latency between acting and answering
 * @param left how often it still strikes; negative: until it is cleared
 * @param struck how often it did
 */
record FaultRule(
    int id,
    @Nullable String mode,
    String endpoint,
    Fault fault,
    boolean acts,
    Duration before,
    Duration after,
    int left,
    int struck) {

  boolean fits(String askedMode, String askedEndpoint) {
    return left != 0 && endpoint.equals(askedEndpoint) && (mode == null || mode.equals(askedMode));
  }

  FaultRule strike() {
    return new FaultRule(
        id, mode, endpoint, fault, acts, before, after, left < 0 ? left : left - 1, struck + 1);
  }

  JSONObject toJson() {
    return Json.of(
        "id", id,
        "mode", mode,
        "endpoint", endpoint,
        "fault", fault.toString(),
        "acts", acts,
        "before_ms", before.toMillis(),
        "after_ms", after.toMillis(),
        "left", left,
        "struck", struck);
  }

  static FaultRule fromJson(int id, JSONObject json) {
    var endpoint = json.getAsString("endpoint");
    var fault = Fault.fromJson(json);
    return new FaultRule(
        id,
        json.getAsString("mode"),
        endpoint == null ? "token" : endpoint,
        fault,
        Json.flag(json, "acts", fault.actsByDefault()),
        Duration.ofMillis(Json.number(json, "before_ms", 0)),
        Duration.ofMillis(Json.number(json, "after_ms", 0)),
        Json.number(json, "times", -1),
        0);
  }
}
