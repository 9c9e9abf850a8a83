package io.evergrant.it.container;

import io.evergrant.adapter.vault.KeyValue;
import io.evergrant.adapter.vault.KvTokenVault;
import io.evergrant.adapter.vault.Transit;
import io.evergrant.domain.grant.TokenLocation;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** The real one, which also looks for open transactions. */
@Alternative
@Priority(1)
@Singleton
public class WatchedTokenVault extends KvTokenVault {
  private final NetworkWatch watch;

  @Inject
  public WatchedTokenVault(KeyValue kv, Transit transit, NetworkWatch watch) {
    super(kv, transit);
    this.watch = watch;
  }

  @Override
  public List<Opened> openAt(List<At> wanted) {
    wanted.forEach(at -> watch.note("open", at.location().tenant().toString()));
    return super.openAt(wanted);
  }

  @Override
  public Written write(TokenLocation location, int expectedVersion, Entry entry) {
    watch.note("write", location.tenant().toString());
    return super.write(location, expectedVersion, entry);
  }
}
