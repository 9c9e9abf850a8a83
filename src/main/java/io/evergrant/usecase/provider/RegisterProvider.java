package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.domain.secret.ClientSecret;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Registers a provider, or changes one. The secret goes to Vault first: a row without its secret
 * would be a provider that cannot work, a secret without its row is removed again.
 */
@Singleton
public class RegisterProvider {
  private static final int TRIES = 5;

  private final SecretVault secrets;
  private final TokenVault vault;
  private final RecordProvider record;

  @Inject
  public RegisterProvider(SecretVault secrets, TokenVault vault, RecordProvider record) {
    this.secrets = secrets;
    this.vault = vault;
    this.record = record;
  }

  /**
   * What a registration or a change would come to; does nothing.
   *
   * @param known null for a new one
   */
  public Checked check(Steward by, @Nullable Provider known, ProviderDraft draft) {
    var check = new DraftCheck(draft);
    var checked =
        known == null
            ? check.check(by.wholeTenant(), fresh(), 1, true, RefreshPolicy.CAREFUL)
            : check.check(by.tenant(), known.id(), known.version(), false, known.policy());
    return checked.<Checked>map(Checked.Good::new).orElse(new Checked.Invalid(check.problems()));
  }

  private static ProviderId fresh() {
    return new ProviderId(UUID.randomUUID());
  }

  /** Uses the network: no transaction here. */
  public Registered register(Steward by, ProviderDraft draft) {
    return register(by, draft, HostsChange.NONE);
  }

  /** With the hosts of its API: both, or neither. */
  Registered register(Steward by, ProviderDraft draft, HostsChange hosts) {
    var tenant = by.wholeTenant();
    var id = fresh();
    var check = new DraftCheck(draft);
    var checked = check.check(tenant, id, 1, true, RefreshPolicy.CAREFUL);
    if (checked.isEmpty()) {
      return new Registered.Invalid(check.problems());
    }
    try {
      vault.ensureKey(tenant);
      secrets.put(tenant, id, secretOf(draft));
      if (record.registered(by, checked.get(), hosts)) {
        return new Registered.Done(id);
      }
      secrets.destroy(tenant, id);
      return new Registered.NameTaken();
    } catch (StoreUnavailable e) {
      return new Registered.StoreRefused(e.why());
    }
  }

  /** Changes everything but the secret of a provider that was read at {@code known.version()}. */
  public Registered change(Steward by, Provider known, ProviderDraft draft) {
    return change(by, known, draft, HostsChange.NONE);
  }

  /** With the hosts of its API, where that is a change: both, or neither. */
  Registered change(Steward by, Provider known, ProviderDraft draft, HostsChange hosts) {
    var check = new DraftCheck(draft);
    var checked = check.check(by.tenant(), known.id(), known.version(), false, known.policy());
    if (checked.isEmpty()) {
      return new Registered.Invalid(check.problems());
    }
    try {
      return record.changed(by, checked.get(), hosts)
          ? new Registered.Done(known.id())
          : unchanged(by, known, hosts);
    } catch (StoreUnavailable e) {
      return new Registered.StoreRefused(e.why());
    }
  }

  /** Changes nothing but the hosts of its API. */
  Registered changeHosts(Steward by, Provider known, HostsChange hosts) {
    try {
      return record.hostsChanged(by, known, hosts)
          ? new Registered.Done(known.id())
          : new Registered.ChangedMeanwhile();
    } catch (StoreUnavailable e) {
      return new Registered.StoreRefused(e.why());
    }
  }

  /** What is as it was seen was not changed because of its new name. */
  private Registered unchanged(Steward by, Provider known, HostsChange hosts) {
    return record.find(known).filter(now -> now.version() == known.version()).isPresent()
            && record.isAsSeen(by, known, hosts)
        ? new Registered.NameTaken()
        : new Registered.ChangedMeanwhile();
  }

  /**
   * Replaces the client secret. Vault first; the row's version grows afterwards, which makes every
   * node read the new one. From then on the secret is the new one, whoever changes the row
   * meanwhile: what that person wrote stays, and the log tells of both.
   */
  public Registered replaceSecret(Steward by, Provider known, @Nullable ClientSecret secret) {
    var tenant = by.tenant();
    if (secret == null) {
      return new Registered.Invalid(
          List.of(new FieldProblem("clientSecret", FieldProblem.Problem.MISSING)));
    }
    try {
      secrets.put(tenant, known.id(), secret);
      return recorded(by, known);
    } catch (StoreUnavailable e) {
      return new Registered.StoreRefused(e.why());
    }
  }

  private Registered recorded(Steward by, Provider known) {
    var row = Optional.of(known);
    for (var i = 0; i < TRIES && row.isPresent(); i++) {
      if (record.secretReplaced(by, row.get())) {
        return new Registered.Done(known.id());
      }
      row = record.find(known);
    }
    return new Registered.ChangedMeanwhile();
  }

  private static ClientSecret secretOf(ProviderDraft draft) {
    return Objects.requireNonNull(draft.clientSecret(), "checked before");
  }

  /** What it would come to. */
  public sealed interface Checked {
    record Good(Provider provider) implements Checked {}

    record Invalid(List<FieldProblem> problems) implements Checked {}
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
