package io.evergrant.bench;

import io.evergrant.testkit.Stack;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The servers whose CPU time a refresh costs; the provider runs in this JVM and does not count. */
record Servers(Stack stack) {
  static final List<String> NAMES = List.of("portal", "OpenBao", "PostgreSQL");

  /** CPU seconds of each so far. */
  Map<String, Double> cpu() {
    var stores = stack.stores();
    return Map.of(
        "portal", Cpu.seconds(stack.portal().process()),
        "OpenBao", Cpu.seconds(stores.bao().process()),
        "PostgreSQL", Cpu.seconds(stores.postgres().process()));
  }

  /** CPU seconds of each since then. */
  Map<String, Double> cpuSince(Map<String, Double> before) {
    var since = new LinkedHashMap<String, Double>();
    cpu().forEach((name, seconds) -> since.put(name, seconds - before.getOrDefault(name, 0.0)));
    return since;
  }
}
