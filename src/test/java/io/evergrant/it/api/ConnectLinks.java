package io.evergrant.it.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.testkit.BackEnd;
import io.evergrant.testkit.BackEnd.Answer;
import java.util.Map;
import java.util.UUID;
import net.minidev.json.JSONObject;

/** A back end that makes consent links. */
final class ConnectLinks {
  private static final String PATH = "/api/v1/connect-links";

  private ConnectLinks() {}

  static Answer make(BackEnd backEnd, String forWhat, UUID id) {
    return send(backEnd, JSONObject.toJSONString(Map.of(forWhat, id.toString())));
  }

  static Answer send(BackEnd backEnd, String body) {
    return backEnd.post(PATH, "application/json", body.getBytes(UTF_8));
  }
}
