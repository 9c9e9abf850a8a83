package io.evergrant.usecase.tenant;

import io.evergrant.domain.tenant.Actor;
import io.evergrant.domain.tenant.Member;
import io.evergrant.domain.tenant.TenantId;
import io.evergrant.usecase.port.StoreUnavailable;
import io.evergrant.usecase.port.StoreUnavailable.Cause;
import io.evergrant.usecase.port.TenantShredding;
import io.evergrant.usecase.port.Ticker;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * An operator ends an organisation: its transit key is deleted, and with it every token is worth
 * nothing, in whatever copy it lies; then its entries in Vault are destroyed, and what is left in
 * the database is closed. Its log stays, chained and signed, with the proof.
 *
 * <p>Each step may be done again, so an end that a crash or a sealed Vault broke off is taken up by
 * the same button.
 */
@Singleton
public class EndTenant {
  private static final int BATCH = 500;

  /** A page waits so long; what is left is for the next press. */
  private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

  private final RecordEnd record;
  private final TenantShredding vault;
  private final Ticker ticker;

  @Inject
  public EndTenant(RecordEnd record, TenantShredding vault, Ticker ticker) {
    this.record = record;
    this.vault = vault;
    this.ticker = ticker;
  }

  /**
   * Uses the network: no transaction here.
   *
   * @param typed the organisation's short name, typed by the operator
   * @throws StoreUnavailable where a store does not serve; what was destroyed stays so
   */
  public Ended end(Member by, TenantId id, String typed) {
    var operator = by.operates();
    var found = record.find(id);
    if (found.isEmpty()) {
      return new Ended.Unknown();
    }
    if (!typed.equals(found.get().tenant().slug())) {
      return new Ended.NotConfirmed();
    }
    return switch (found.get().status()) {
      case ACTIVE -> new Ended.NotSuspended();
      case SUSPENDED -> begin(operator, id);
      case ENDING -> destroy(operator, id);
      case ENDED -> new Ended.Done();
    };
  }

  private Ended begin(Actor.Person by, TenantId id) {
    var sample = vault.sample(id);
    if (!vault.opens(id, sample.ciphertext())) {
      throw new StoreUnavailable(Cause.FAILED, "Vault does not open what it has just sealed");
    }
    return record.begin(id, by, sample) ? destroy(by, id) : new Ended.NotSuspended();
  }

  /** What is in flight would write once more, and could end in no outcome without the key. */
  private Ended destroy(Actor.Person by, TenantId id) {
    var inFlight = record.inFlight(id);
    if (inFlight > 0) {
      return new Ended.InFlight(inFlight);
    }
    // first: from here on every ciphertext is worth nothing, whatever becomes of the rest
    vault.deleteKey(id);
    var began = ticker.nanos();
    var destroyed = BATCH;
    while (destroyed == BATCH) {
      if (ticker.nanos() - began > PATIENCE) {
        return new Ended.UnderWay(record.ending(id).entries());
      }
      destroyed = vault.destroyEntries(id, BATCH);
      record.destroyed(id, destroyed);
    }
    if (vault.opens(id, record.ending(id).ciphertext()) || !vault.left(id).isNothing()) {
      return new Ended.NotProved();
    }
    record.end(id, by);
    return new Ended.Done();
  }

  /** How it ended, or why not yet. */
  public sealed interface Ended {
    record Done() implements Ended {}

    /** What was typed is not its short name: nothing was changed. */
    record NotConfirmed() implements Ended {}

    /** It was not suspended, or goes on: nothing was changed. */
    record NotSuspended() implements Ended {}

    record Unknown() implements Ended {}

    /** Its end has begun, and waits for so many attempts. */
    record InFlight(long attempts) implements Ended {}

    /** Its key is deleted; so many of its entries are destroyed, and others are left. */
    record UnderWay(long entries) implements Ended {}

    /** Its key opens something still, or entries are left: it is not called ended. */
    record NotProved() implements Ended {}
  }
}
