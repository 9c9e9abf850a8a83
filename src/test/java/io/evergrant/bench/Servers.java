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

  /** A measurement begins. */
  Since begin() {
    return new Since(System.nanoTime(), cpu(), Cpu.machine());
  }

  /** What was so far when a measurement began. */
  final class Since {
    private final long nanos;
    private final Map<String, Double> cpu;
    private final Cpu.Machine machine;

    private Since(long nanos, Map<String, Double> cpu, Cpu.Machine machine) {
      this.nanos = nanos;
      this.cpu = cpu;
      this.machine = machine;
    }

    Load end() {
      var spent = Cpu.machine().since(machine);
      return new Load(
          (System.nanoTime() - nanos) / 1e9, cpuSince(cpu), spent.busy(), spent.waiting());
    }
  }
}
