package io.evergrant.adapter.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.AnswerSeal;
import io.evergrant.usecase.port.KeptAnswer;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.github.jopenlibs.vault.json.Json;
import io.github.jopenlibs.vault.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** Answers as JSON, under the tenant's transit key. */
@Singleton
public class TransitAnswerSeal implements AnswerSeal {
  private static final int VERSION = 1;

  private final Transit transit;

  @Inject
  public TransitAnswerSeal(Transit transit) {
    this.transit = transit;
  }

  @Override
  public String seal(TenantId tenant, String request, KeptAnswer answer) {
    var headers = Json.object();
    answer.headers().forEach(headers::add);
    var plain =
        Json.object()
            .add("v", VERSION)
            .add("status", answer.status())
            .add("headers", headers)
            .add("body", answer.body())
            .toString()
            .getBytes(UTF_8);
    try {
      return transit.encrypt(tenant, request, plain);
    } catch (StoreUnavailable e) {
      // a tenant has no key before its first secret
      transit.ensureKey(tenant);
      return transit.encrypt(tenant, request, plain);
    }
  }

  @Override
  public KeptAnswer open(TenantId tenant, String request, String sealed) {
    try {
      var plain = new String(transit.decrypt(tenant, request, sealed), UTF_8);
      var json = Json.parse(plain).asObject();
      Members.requireVersion(json, VERSION);
      return new KeptAnswer(
          json.getInt("status", 0), headers(json), Members.required(json, "body"));
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      // no cause: it might quote
      throw new StoreUnavailable(Cause.FAILED, "a kept answer cannot be read");
    }
  }

  private static Map<String, String> headers(JsonObject json) {
    var headers = new HashMap<String, String>();
    for (var member : json.get("headers").asObject()) {
      headers.put(member.getName(), member.getValue().asString());
    }
    return headers;
  }
}
