package io.evergrant.usecase.connect;

import io.evergrant.domain.grant.Grant;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.port.AccountLookup.Looked;
import io.evergrant.usecase.port.Authorizations.BegunBy;
import io.evergrant.usecase.port.Authorizations.Pending;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Which grant an account belongs to: the one to reconnect, the account's own, or a new one. */
@Singleton
class ChooseGrant {
  private final RecordConsent record;

  @Inject
  ChooseGrant(RecordConsent record) {
    this.record = record;
  }

  Chosen choose(Pending pending, Provider provider, Looked looked) {
    var asked = pending.grant();
    if (asked == null) {
      return forAccount(pending, provider, looked);
    }
    return record
        .grant(provider.tenant(), asked)
        .map(grant -> again(grant, provider, looked))
        .orElseGet(() -> new Chosen.None(new Connected.ProviderGone()));
  }

  private Chosen forAccount(Pending pending, Provider provider, Looked looked) {
    return switch (looked) {
      case Looked.Refused refused -> refused(provider, refused.detail());
      case Looked.NotTold n -> new Chosen.Of(null, null, named(pending));
      case Looked.Account account ->
          new Chosen.Of(
              record.grantOf(provider, account.subject()).orElse(null),
              account.subject(),
              account.label());
    };
  }

  /** Reconnecting as another subject changes nothing, and one that cannot be told is not taken. */
  private static Chosen again(Grant grant, Provider provider, Looked looked) {
    var known = grant.subject();
    return switch (looked) {
      case Looked.Refused refused -> refused(provider, refused.detail());
      case Looked.NotTold n when known != null -> refused(provider, "the provider told no account");
      case Looked.NotTold n -> new Chosen.Of(grant, null, grant.account());
      case Looked.Account account when known != null && !account.subject().equals(known) ->
          new Chosen.None(new Connected.OtherAccount(grant.id(), grant.account(), account.label()));
      case Looked.Account account -> new Chosen.Of(grant, account.subject(), account.label());
    };
  }

  private static Chosen refused(Provider provider, String detail) {
    return new Chosen.None(new Connected.AccountRefused(provider.name(), detail));
  }

  private static String named(Pending pending) {
    var externalId = pending.externalId();
    if (externalId != null) {
      return externalId;
    }
    return switch (pending.begunBy()) {
      case BegunBy.Admin admin -> "account of " + admin.email();
      case BegunBy.LinkHolder holder -> "account of link " + holder.link();
    };
  }

  /** The grant, if there is one to be had. */
  sealed interface Chosen {
    /**
     * Null for a new grant; {@code subject} null where the provider does not tell it.
     *
     * @param label of the account, for a person
     */
    record Of(@Nullable Grant grant, @Nullable String subject, String label) implements Chosen {}

    record None(Connected why) implements Chosen {}
  }
}
