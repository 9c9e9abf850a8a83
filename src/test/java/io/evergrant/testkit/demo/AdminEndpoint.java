package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;

/** What tests in another process may ask for; the same as the methods of {@link Admin}. */
final class AdminEndpoint {
  private final Admin admin;

  AdminEndpoint(Admin admin) {
    this.admin = admin;
  }

  HTTPResponse answer(Call call, String act) {
    var method = call.http().getMethod();
    var json = Json.parse(call.http().getBody());
    return switch (method + " " + act) {
      case "GET settings" -> settings();
      case "POST settings" ->
          Answers.json(200, admin.settings(Json.text(json, "mode"), json).toJson());
      case "POST revoke" -> {
        var ended = admin.revoke(Json.text(json, "mode"), Json.text(json, "account"));
        yield Answers.json(200, Json.of("revoked", ended));
      }
      case "POST client" -> {
        admin.client(Json.text(json, "id"), Json.text(json, "secret"));
        yield Answers.json(200, Json.of("id", Json.text(json, "id")));
      }
      case "POST seed" -> seed(json);
      case "GET faults" -> faults();
      case "POST faults" -> Answers.json(200, admin.faults.set(json).toJson());
      case "DELETE faults" -> {
        admin.faults.clear();
        yield Answers.json(200, new JSONObject());
      }
      case "DELETE state" -> {
        admin.clear();
        yield Answers.json(200, new JSONObject());
      }
      default -> Answers.notFound();
    };
  }

  private HTTPResponse settings() {
    var modes = new JSONArray();
    admin.modes().forEach(mode -> modes.add(mode.toJson()));
    return Answers.of(200, "application/json", modes.toJSONString());
  }

  private HTTPResponse faults() {
    var rules = new JSONArray();
    admin.faults.all().forEach(rule -> rules.add(rule.toJson()));
    return Answers.of(200, "application/json", rules.toJSONString());
  }

  private HTTPResponse seed(JSONObject json) {
    var client = json.getAsString("client");
    var scope = json.getAsString("scope");
    var seeded =
        admin.seed(
            Json.text(json, "mode"),
            client == null ? DemoProvider.CLIENT_ID : client,
            Json.number(json, "count", 1),
            scope == null ? "openid offline_access" : scope);
    var list = new JSONArray();
    seeded.forEach(
        one ->
            list.add(
                Json.of(
                    "grant",
                    one.grant(),
                    "subject",
                    one.subject(),
                    "refresh_token",
                    one.refreshToken())));
    return Answers.of(200, "application/json", list.toJSONString());
  }
}
