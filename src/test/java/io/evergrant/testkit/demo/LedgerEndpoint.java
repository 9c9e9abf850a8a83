package io.evergrant.testkit.demo;

import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.util.TreeMap;
import net.minidev.json.JSONArray;
import net.minidev.json.JSONObject;

/** The ledger over HTTP: {@code /ledger?mode=&grant=&since=} and {@code /ledger/counts?mode=}. */
final class LedgerEndpoint {
  private final Ledger ledger;

  LedgerEndpoint(Ledger ledger) {
    this.ledger = ledger;
  }

  HTTPResponse entries(Call call) {
    var found = new JSONArray();
    ledger
        .find(call.query("mode"), call.query("grant"), call.query("since"))
        .forEach(entry -> found.add(entry.toJson()));
    return Answers.of(200, "application/json", found.toJSONString());
  }

  HTTPResponse counts(Call call) {
    var counts = new TreeMap<String, Integer>();
    for (var entry : ledger.find(call.query("mode"), call.query("grant"), call.query("since"))) {
      counts.merge("total", 1, Integer::sum);
      counts.merge(entry.accepted() ? "accepted" : "refused", 1, Integer::sum);
      var kind = entry.kind().isEmpty() ? "unknown" : entry.kind();
      counts.merge(kind + (entry.accepted() ? ".accepted" : ".refused"), 1, Integer::sum);
    }
    return Answers.json(200, new JSONObject(counts));
  }
}
