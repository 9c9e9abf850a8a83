package io.evergrant.adapter.vault;

import io.evergrant.adapter.vault.VaultSettings.Login;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.evergrant.usecase.port.Ticker;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.response.AuthResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The portal's login. One caller at a time logs in or renews; the others go on with what is good
 * still, or wait where nothing is.
 */
@Singleton
public class VaultSession {
  private final Driver driver;
  private final Login login;
  private final Ticker ticker;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Held held;

  @Inject
  public VaultSession(VaultSettings settings, Ticker ticker) {
    this.driver = new Driver(settings);
    this.login = settings.login();
    this.ticker = ticker;
  }

  /** The driver without a login, for what anybody may ask. */
  Vault anonymous() {
    return driver.as(null);
  }

  /**
   * A login that was good when it was last used.
   *
   * @throws StoreUnavailable where there is none to be had
   */
  Held current() {
    var now = held;
    if (now == null || now.endedAt(ticker.nanos())) {
      return logInAgain(now);
    }
    if (now.isDueAt(ticker.nanos()) && lock.tryLock()) {
      try {
        return now.equals(held) ? renew(now) : current();
      } finally {
        lock.unlock();
      }
    }
    return now;
  }

  /**
   * Another login after one was refused; the same where the refusal was not its fault.
   *
   * @throws StoreUnavailable where there is none to be had
   */
  Held afterRefusal(Held refused) {
    var now = held;
    if (now != null && !now.equals(refused)) {
      return now;
    }
    return isKnown(refused) ? refused : logInAgain(refused);
  }

  private Held logInAgain(@Nullable Held ended) {
    lock.lock();
    try {
      var now = held;
      if (now != null && !now.equals(ended)) {
        return now;
      }
      var fresh = logIn();
      held = fresh;
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  private Held logIn() {
    try {
      return switch (login) {
        case Login.Token token -> adopt(token.reveal());
        case Login.AppRole role ->
            held(driver.as(null).auth().loginByAppRole(role.roleId(), role.secretId()));
      };
    } catch (VaultException e) {
      if (e.getHttpStatusCode() >= 400 && e.getHttpStatusCode() < 500) {
        throw new StoreUnavailable(Cause.DENIED, "Vault refuses the portal's login", e);
      }
      throw Failures.of("the portal's login", e);
    }
  }

  private Held adopt(String token) throws VaultException {
    var vault = driver.as(token);
    var facts = vault.auth().lookupSelf();
    return held(vault, facts.getTTL(), facts.isRenewable());
  }

  /** Renews in time; a token that cannot live longer is followed by a new login. */
  private Held renew(Held old) {
    try {
      var renewed = old.renewable() ? held(old.vault().auth().renewSelf(), old.vault()) : logIn();
      // near its greatest age a token is renewed for a moment only
      var next = renewed.life() < old.life() / 2 ? logIn() : renewed;
      held = next;
      return next;
    } catch (VaultException | StoreUnavailable e) {
      // what is held is good still: the next call tries again, and a refusal logs in anew
      return old;
    }
  }

  private boolean isKnown(Held asked) {
    try {
      asked.vault().auth().lookupSelf();
      return true;
    } catch (VaultException e) {
      if (e.getHttpStatusCode() == 403) {
        return false;
      }
      throw Failures.of("the portal's login", e);
    }
  }

  private Held held(AuthResponse answer) {
    return held(answer, driver.as(answer.getAuthClientToken()));
  }

  private Held held(AuthResponse answer, Vault vault) {
    return held(vault, answer.getAuthLeaseDuration(), answer.isAuthRenewable());
  }

  private Held held(Vault vault, long seconds, boolean renewable) {
    var life = seconds <= 0 ? Long.MAX_VALUE : Duration.ofSeconds(seconds).toNanos();
    return new Held(vault, ticker.nanos(), life, renewable);
  }

  /**
   * A login.
   *
   * @param life in nanoseconds from {@code since}; {@code Long.MAX_VALUE} for one without an end
   */
  record Held(Vault vault, long since, long life, boolean renewable) {
    boolean endedAt(long nanos) {
      return life != Long.MAX_VALUE && nanos - since >= life;
    }

    /** From half of its life on, so that many calls may fail to renew it. */
    boolean isDueAt(long nanos) {
      return life != Long.MAX_VALUE && nanos - since >= life / 2;
    }

    @Override
    public String toString() {
      return "Held[hidden]";
    }
  }
}
