package io.evergrant.adapter.vault;

import io.evergrant.usecase.port.StoreCanary;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.github.jopenlibs.vault.json.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;

/** One small write per node, at {@code canary/<node>}. */
@Singleton
public class KvCanary implements StoreCanary.OfVault {
  private static final int TRIES = 3;

  private final KeyValue kv;
  private final AtomicInteger version = new AtomicInteger();

  @Inject
  public KvCanary(KeyValue kv) {
    this.kv = kv;
  }

  @Override
  public void write(String node) {
    var path = "canary/" + node.replaceAll("[^A-Za-z0-9._-]", "-");
    for (var i = 0; i < TRIES; i++) {
      var written = kv.write(path, version.get(), Json.object().add("v", 1));
      if (written.isPresent()) {
        version.set(written.getAsInt());
        return;
      }
      version.set(kv.read(path).version());
    }
    throw new StoreUnavailable(Cause.FAILED, "another node of the name " + node + " writes too");
  }
}
