package io.evergrant.usecase.provider;

import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.domain.tenant.Member;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Registers a provider, or changes one. The secret goes to Vault first: a row without its secret
 * would be a provider that cannot work, a secret without its row is removed again.
 */
@Singleton
public class RegisterProvider {
  private final SecretVault secrets;
  private final TokenVault vault;
  private final RecordProvider record;

  @Inject
  public RegisterProvider(SecretVault secrets, TokenVault vault, RecordProvider record) {
    this.secrets = secrets;
    this.vault = vault;
    this.record = record;
  }

  /** Uses the network: no transaction here. */
  public Registered register(Member by, ProviderDraft draft) {
    var tenant = by.administers();
    var id = new ProviderId(UUID.randomUUID());
    var check = new DraftCheck(draft);
    var checked = check.check(tenant, id, 1, true, RefreshPolicy.CAREFUL);
    if (checked.isEmpty()) {
      return new Registered.Invalid(check.problems());
    }
    try {
      vault.ensureKey(tenant);
      secrets.put(tenant, id, secretOf(draft));
      if (record.registered(by, checked.get())) {
        return new Registered.Done(id);
      }
      secrets.destroy(tenant, id);
      return new Registered.NameTaken();
    } catch (StoreUnavailable e) {
      return new Registered.StoreRefused(e.why());
    }
  }

  /** Changes everything but the secret of a provider that was read at {@code known.version()}. */
  public Registered change(Member by, Provider known, ProviderDraft draft) {
    var check = new DraftCheck(draft);
    var checked = check.check(by.administers(), known.id(), known.version(), false, known.policy());
    if (checked.isEmpty()) {
      return new Registered.Invalid(check.problems());
    }
    try {
      return record.changed(by, checked.get())
          ? new Registered.Done(known.id())
          : new Registered.ChangedMeanwhile();
    } catch (StoreUnavailable e) {
      return new Registered.StoreRefused(e.why());
    }
  }

  /**
   * Replaces the client secret. Vault first; the row's version grows afterwards, which makes every
   * node read the new one.
   */
  public Registered replaceSecret(Member by, Provider known, @Nullable ClientSecret secret) {
    var tenant = by.administers();
    if (secret == null) {
      return new Registered.Invalid(
          List.of(new FieldProblem("clientSecret", FieldProblem.Problem.MISSING)));
    }
    try {
      secrets.put(tenant, known.id(), secret);
      return record.secretReplaced(by, known)
          ? new Registered.Done(known.id())
          : new Registered.ChangedMeanwhile();
    } catch (StoreUnavailable e) {
      return new Registered.StoreRefused(e.why());
    }
  }

  private static ClientSecret secretOf(ProviderDraft draft) {
    return Objects.requireNonNull(draft.clientSecret(), "checked before");
  }

  /** How it ended. */
  public sealed interface Registered {
    record Done(ProviderId id) implements Registered {}

    record Invalid(List<FieldProblem> problems) implements Registered {}

    record NameTaken() implements Registered {}

    /** Another person changed it since the form was opened. */
    record ChangedMeanwhile() implements Registered {}

    /** Vault or the database did not take it: nothing is registered. */
    record StoreRefused(StoreUnavailable.Cause why) implements Registered {}
  }
}
