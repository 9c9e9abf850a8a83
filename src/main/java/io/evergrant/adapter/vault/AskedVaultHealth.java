package io.evergrant.adapter.vault;

import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.Ticker;
import io.evergrant.usecase.port.VaultHealth;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks about the portal's own token, which needs an open Vault and a good login. */
@Singleton
public class AskedVaultHealth implements VaultHealth {
  private static final long FRESH = Duration.ofSeconds(1).toNanos();

  private final VaultCalls calls;
  private final Ticker ticker;
  private volatile @Nullable Known known;

  @Inject
  public AskedVaultHealth(VaultCalls calls, Ticker ticker) {
    this.calls = calls;
    this.ticker = ticker;
  }

  @Override
  public Answer answer() {
    var last = known;
    if (last == null || ticker.nanos() - last.at() > FRESH) {
      var before = ticker.nanos();
      var state = ask();
      var after = ticker.nanos();
      last = new Known(new Answer(state, Duration.ofNanos(after - before)), after);
      known = last;
    }
    return last.answer();
  }

  private State ask() {
    try {
      return calls.read("auth/token/lookup-self").status() == 200 ? State.SERVES : State.FAILING;
    } catch (StoreUnavailable e) {
      return switch (e.why()) {
        case DENIED -> State.DENIED;
        case SEALED -> State.SEALED;
        case UNREACHABLE -> State.UNREACHABLE;
        case FAILED -> State.FAILING;
      };
    }
  }

  private record Known(Answer answer, long at) {}
}
