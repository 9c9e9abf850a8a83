package io.evergrant.usecase.provider;

import io.evergrant.domain.apikey.Steward;
import io.evergrant.domain.provider.Provider;
import io.evergrant.domain.provider.ProviderId;
import io.evergrant.domain.provider.RefreshPolicy;
import io.evergrant.usecase.port.SecretVault;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.TokenVault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Registers a provider, or changes one. The secret, or the key, goes to Vault first: a row without
 * it would be a provider that cannot work, and what is there without a row is removed again.
 */
@Singleton
public class RegisterProvider {
  private final SecretVault secrets;
  private final TokenVault vault;
  private final RecordProvider record;
  private final KeyForClient keys;

  @Inject
  public RegisterProvider(
      SecretVault secrets, TokenVault vault, RecordProvider record, KeyForClient keys) {
    this.secrets = secrets;
    this.vault = vault;
    this.record = record;
    this.keys = keys;
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
      var secret = draft.clientSecret();
      if (secret != null && draft.clientAuthentication().hasSecret()) {
        secrets.put(tenant, id, secret);
      }
      var key = keys.ifNeeded(checked.get(), true);
      if (record.registered(by, checked.get(), hosts, key)) {
        return new Registered.Done(id);
      }
      keys.takeBack(checked.get(), key);
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
      if (draft.clientSecret() == null && lacksSecret(known, checked.get())) {
        return new Registered.Invalid(
            List.of(new FieldProblem("clientAuthentication", FieldProblem.Problem.NO_SECRET_YET)));
      }
      var key = keys.ifNeeded(checked.get(), false);
      if (record.changed(by, checked.get(), hosts, key)) {
        return new Registered.Done(known.id());
      }
      keys.takeBack(checked.get(), key);
      return unchanged(by, known, hosts);
    } catch (StoreUnavailable e) {
      return new Registered.StoreRefused(e.why());
    }
  }

  private boolean lacksSecret(Provider known, Provider wanted) {
    return wanted.clientAuthentication().hasSecret()
        && !known.clientAuthentication().hasSecret()
        && secrets.get(known.tenant(), known.id()).newest() == null;
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
