package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.usecase.port.FormerSecrets;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.provider.RegisterProvider.Registered;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Replaces a provider's client secret. Vault first; the row's version grows afterwards, which makes
 * every node read the new one. From then on the secret is the new one, whoever changes the row
 * meanwhile: what that person wrote stays, and the log tells of both.
 */
@Singleton
public class ReplaceSecret {
  public static final Duration LONGEST_OVERLAP = Duration.ofDays(30);
  private static final int TRIES = 5;
  private static final int LONGEST = 2_000;

  private final SecretVault secrets;
  private final FormerSecrets.InVault former;
  private final TokenVault vault;
  private final RecordSecrets record;
  private final InstantSource clock;

  @Inject
  public ReplaceSecret(
      SecretVault secrets,
      FormerSecrets.InVault former,
      TokenVault vault,
      RecordSecrets record,
      InstantSource clock) {
    this.secrets = secrets;
    this.former = former;
    this.vault = vault;
    this.record = record;
    this.clock = clock;
  }

  /**
   * Uses the network: no transaction here.
   *
   * @param overlap for which the former one is tried where the new one is refused; zero for not at
   *     all
   */
  public Registered replace(
      Steward by, Provider known, @Nullable ClientSecret secret, Duration overlap) {
    if (secret == null || secret.reveal().length() > LONGEST) {
      var problem = secret == null ? FieldProblem.Problem.MISSING : FieldProblem.Problem.TOO_LONG;
      return new Registered.Invalid(List.of(new FieldProblem("clientSecret", problem)));
    }
    try {
      vault.ensureKey(by.tenant());
      if (overlap.isZero()) {
        secrets.put(by.tenant(), known.id(), secret);
      } else {
        former.change(by.tenant(), known.id(), secret, clock.instant().plus(overlap));
      }
      return recorded(by, known, overlap);
    } catch (StoreUnavailable e) {
      return new Registered.StoreRefused(e.why());
    }
  }

  private Registered recorded(Steward by, Provider known, Duration overlap) {
    var row = Optional.of(known);
    for (var i = 0; i < TRIES && row.isPresent(); i++) {
      if (record.replaced(by, row.get(), overlap)) {
        return new Registered.Done(known.id());
      }
      row = record.find(known);
    }
    return new Registered.ChangedMeanwhile();
  }

  /** The former secret is tried no longer. Uses the network: no transaction here. */
  public Registered giveUpFormer(Steward by, Provider known) {
    try {
      var unused = former.drop(by.tenant(), known.id(), Instant.MAX);
      return record.formerGivenUp(by, known)
          ? new Registered.Done(known.id())
          : new Registered.ChangedMeanwhile();
    } catch (StoreUnavailable e) {
      return new Registered.StoreRefused(e.why());
    }
  }
}
