package io.evergrant.usecase.refresh;

import io.evergrant.domain.catalogue.Life;
import io.evergrant.domain.grant.Deadline;
import io.evergrant.domain.grant.Rotation;
import io.evergrant.domain.outcome.Classification.DeferCause;
import io.evergrant.domain.outcome.ConsentCause;
import io.evergrant.domain.outcome.ConsentCauses;
import io.evergrant.domain.outcome.ConsentCauses.Refused;
import io.evergrant.domain.outcome.RefreshOutcome;
import io.evergrant.domain.provider.Provider;
import io.evergrant.usecase.port.Catalogue;
import io.evergrant.usecase.port.RefreshJournal;
import io.evergrant.usecase.port.RefreshJournal.Circumstances;
import io.evergrant.usecase.port.TokenVault;
import io.evergrant.usecase.port.TokenVault.Opened;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * P06: before a grant is called dead, was it only a race that we lost? Vault is read again, and the
 * escrow is asked for a successor. There is no other open attempt that might hold one: a grant has
 * one at a time, and an answer that comes to a worker whose claim was over goes into the escrow.
 */
@Singleton
public class Adjudicate {
  private final RefreshJournal journal;
  private final TokenVault vault;
  private final WriteGate gate;
  private final Catalogue catalogue;

  @Inject
  public Adjudicate(RefreshJournal journal, TokenVault vault, WriteGate gate, Catalogue catalogue) {
    this.journal = journal;
    this.vault = vault;
    this.gate = gate;
    this.catalogue = catalogue;
  }

  /**
   * The provider has just refused what was sent.
   *
   * @param description what it says of it
   * @param retryIn until the word is weighed where that cannot be done now: the token is not sent
   *     again for it, see {@link #earlier}
   */
  RefreshOutcome judge(
      Work work,
      Opened.Found sent,
      Provider provider,
      @Nullable String description,
      Duration retryIn) {
    var claim = work.claim();
    return switch (vault.open(List.of(claim.location())).getFirst()) {
      case Opened.Unreadable unreadable -> {
        gate.vaultFailed();
        yield new RefreshOutcome.Deferred(DeferCause.REFUSAL_UNCHECKED, retryIn);
      }
      case Opened.Found found
          when !found.entry().fingerprint().equals(sent.entry().fingerprint()) ->
          new RefreshOutcome.LostRace();
      case Opened.Found found -> weighed(work, sent, provider, description);
      case Opened.Missing missing -> weighed(work, sent, provider, description);
    };
  }

  /**
   * What becomes of a grant whose last attempt was refused while Vault could not be read again:
   * empty where there is nothing of the kind, or the token that was refused is not the stored one.
   */
  Optional<RefreshOutcome> earlier(Work work, Opened.Found found, Provider provider) {
    var claim = work.claim();
    if (claim.failures() == 0) {
      return Optional.empty();
    }
    return journal
        .unweighed(claim.tenant(), claim.grant())
        .filter(refused -> refused.fingerprint().equals(found.entry().fingerprint()))
        .map(refused -> weighed(work, found, provider, refused.errorDescription()));
  }

  /**
   * P10: a grant whose refresh token never changes and whose consent is older than its provider's
   * rule allows ends here; the provider is not asked. Empty where it may go on.
   */
  Optional<RefreshOutcome> overdue(Work work, Provider provider) {
    var claim = work.claim();
    var rotation = Rotation.of(claim.refreshes(), claim.rotations());
    var renewal = Deadline.renewedAfter(provider.policy(), rotation);
    if (renewal == null) {
      return Optional.empty();
    }
    var consentedAt = journal.circumstances(claim.tenant(), claim.grant()).consentedAt();
    return work.now().isBefore(consentedAt.plus(renewal))
        ? Optional.empty()
        : Optional.of(new RefreshOutcome.ConsentLost(ConsentCause.RENEWAL_DUE));
  }

  private RefreshOutcome weighed(
      Work work, Opened.Found sent, Provider provider, @Nullable String description) {
    var claim = work.claim();
    var circumstances = journal.circumstances(claim.tenant(), claim.grant());
    if (circumstances.successorKept()) {
      return new RefreshOutcome.LostRace();
    }
    var refused = refused(work, sent, provider, circumstances);
    return new RefreshOutcome.ConsentLost(ConsentCauses.of(description, refused, work.now()));
  }

  private Refused refused(
      Work work, Opened.Found sent, Provider provider, Circumstances circumstances) {
    return new Refused(
        sent.entry().tokens(),
        provider.policy(),
        circumstances.consentedAt(),
        testingLife(provider),
        work.claim().inDoubt());
  }

  private @Nullable Duration testingLife(Provider provider) {
    return catalogue
        .at(provider.endpoints().token())
        .flatMap(entry -> entry.lives().testing().known())
        .flatMap(Life::limit)
        .orElse(null);
  }
}
