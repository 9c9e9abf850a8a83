package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import net.minidev.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** The faults that are set. The oldest rule that fits strikes, until it is used up or cleared. */
final class Faults {
  private final List<FaultRule> rules = new CopyOnWriteArrayList<>();
  private int lastId;

  synchronized FaultRule set(JSONObject json) {
    var rule = FaultRule.fromJson(++lastId, json);
    rules.add(rule);
    return rule;
  }

  List<FaultRule> all() {
    return List.copyOf(rules);
  }

  synchronized void clear() {
    rules.clear();
  }

  private synchronized @Nullable FaultRule next(String mode, String endpoint) {
    for (var i = 0; i < rules.size(); i++) {
      var rule = rules.get(i);
      if (rule.fits(mode, endpoint)) {
        var struck = rule.strike();
        rules.set(i, struck);
        return struck;
      }
    }
    return null;
  }

  /** Lets the endpoint act, or not, and hands over what becomes of its answer. */
  Delivery deliver(Call call, Supplier<HTTPResponse> endpoint) {
    var rule = rules.isEmpty() ? null : ruleFor(call);
    if (rule == null) {
      return new Delivery.Whole(endpoint.get());
    }
    sleep(rule.before());
    var real = rule.acts() ? endpoint.get() : new HTTPResponse(200);
    sleep(rule.after());
    return rule.fault().spoil(real);
  }

  private @Nullable FaultRule ruleFor(Call call) {
    var segments = call.segments();
    if (segments.size() < 2 || segments.getFirst().equals("admin")) {
      return null;
    }
    var endpoint = segments.get(1);
    return next(segments.getFirst(), endpoint.equals(".well-known") ? "discovery" : endpoint);
  }

  static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      // the server is closing: what is under way ends now
      Thread.currentThread().interrupt();
    }
  }
}
